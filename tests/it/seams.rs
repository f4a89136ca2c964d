//! What happens where saving, noticing what others do, and documents that change meet.

use crate::coded::apply;
use crate::outside::{pass, wait, watching};
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::{AnnotationSet, SetKey, Statement};
use standpoint::session::{Session, rescue};
use standpoint::store::rescue::Rescues;
use standpoint::text::DocumentText;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

const DOCUMENT: &str = "a.txt";
const NOTATION: &str = "The [bank|stance=opposes theme=tax speaker=treasury] opposes the tax. \
                        The [union|stance=opposes theme=tax speaker=union] welcomes the reform.";
const SET: &str = "annotations/ann/a.txt.ron";

fn key() -> SetKey {
    SetKey::new("ann".into(), DOCUMENT.into())
}

fn set(session: &Session) -> AnnotationSet {
    session.corpus().set(&key()).cloned().unwrap_or_default()
}

fn is_there(session: &Session) -> bool {
    session.corpus().document(&DOCUMENT.into()).is_some_and(|document| document.ready_text().is_some())
}

/// The words of all statements, as they stand in the text.
fn words(session: &Session) -> Vec<String> {
    let text = session.corpus().document(&DOCUMENT.into()).and_then(|document| document.ready_text()).expect("is read");
    set(session).in_order().map(|statement| text.slice(statement.spans[0]).to_owned()).collect()
}

/// Marks the set read-only, so that it cannot be saved, or writable again.
fn mark(world: &World, is_read_only: bool) {
    let file = world.root().join(SET);
    let mut rights = fs::metadata(&file).expect("is there").permissions();
    rights.set_readonly(is_read_only);
    fs::set_permissions(&file, rights).expect("sets");
}

/// Takes the document away and puts another text in its place.
fn replace_slowly(world: &World, session: &mut Session, text: &str) {
    fs::remove_file(world.root().join(DOCUMENT)).expect("is there");
    wait(session, "the document goes", |session| !is_there(session));
    world.write(DOCUMENT, text);
    wait(session, "the document is back", is_there);
}

#[test]
fn steps_are_carried_over_to_the_text_of_a_document_that_went_and_came_back() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let first = set(&session).statements()[0].id;
    apply(&mut session, Edit::Statement { set: key(), id: first, value: None });
    assert!(session.flush(PATIENCE));
    let text = format!("These words were put before it all. {}", world.read(DOCUMENT));
    replace_slowly(&world, &mut session, &text);
    assert_eq!(words(&session), ["union"]);
    session.undo().expect("can be undone").expect("is a step");
    assert_eq!(words(&session), ["bank", "union"]);
    assert!(session.flush(PATIENCE) && world.read(SET).contains("\"bank\""), "{}", world.read(SET));
}

#[test]
fn what_is_not_saved_yet_outlasts_that_its_document_goes_and_comes_back() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let first = set(&session).statements()[0].clone();
    mark(&world, true);
    let said = Statement { note: "ours".to_owned(), ..(*first).clone() };
    apply(&mut session, Edit::Statement { set: key(), id: first.id, value: Some(Arc::new(said)) });
    assert!(!session.flush(PATIENCE), "a file marked read-only is not written");
    let text = world.read(DOCUMENT);
    replace_slowly(&world, &mut session, &text);
    assert_eq!(set(&session).get(first.id).map(|statement| statement.note.clone()).as_deref(), Some("ours"));
    mark(&world, false);
    assert!(session.flush(PATIENCE) && world.read(SET).contains("ours"));
}

#[test]
fn a_rescue_copy_is_taken_over_in_the_text_that_its_document_has_by_now() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let state = world.beside("state");
    let mut session = world.session("ann");
    session.use_state_folder(&state);
    let first = set(&session).statements()[0].clone();
    mark(&world, true);
    let said = Statement { note: "ours".to_owned(), ..(*first).clone() };
    apply(&mut session, Edit::Statement { set: key(), id: first.id, value: Some(Arc::new(said)) });
    assert!(!session.flush(PATIENCE), "a file marked read-only is not written");
    drop(session);
    mark(&world, false);
    let mut session = world.session("ann");
    let rescues = Rescues::new(&state, &world.root());
    let found = rescue::offers(&rescues, &[], session.corpus());
    let text = DocumentText::new(format!("These words were put before it all. {}", world.read(DOCUMENT)));
    session.reload_document(&DOCUMENT.into(), &Arc::new(text)).expect("is read");
    let offer = found.offers.first().expect("one copy").anew(&rescues, session.corpus());
    session.apply(offer.change(session.corpus(), false)).expect("fits");
    assert_eq!(words(&session), ["bank", "union"]);
    assert_eq!(set(&session).get(first.id).map(|statement| statement.note.clone()).as_deref(), Some("ours"));
}

#[test]
fn a_deleted_set_of_a_coder_who_is_open_elsewhere_is_not_written_again() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    world.write("annotations/bob/a.txt.ron", world.read(SET).replace("coder: \"ann\"", "coder: \"bob\""));
    let bob = world.session("bob");
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    for file in [SET, "annotations/bob/a.txt.ron"] {
        fs::remove_file(world.root().join(file)).expect("is there");
    }
    wait(&mut session, "both go", |session| session.gone().count() == 2);
    assert!(session.write_gone_again().is_err(), "bob is open elsewhere");
    assert!(session.flush(PATIENCE));
    let there = |file| world.root().join(file).is_file();
    assert!(there(SET) && !there("annotations/bob/a.txt.ron"));
    assert_eq!(session.gone().count(), 1, "it is still asked about");
    drop(bob);
    session.write_gone_again().expect("nobody has it");
    assert!(session.flush(PATIENCE) && there("annotations/bob/a.txt.ron"));
}

#[test]
fn sets_of_a_coder_who_is_open_elsewhere_are_not_put_back_under_the_old_name() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    world.write("annotations/bob/a.txt.ron", world.read(SET).replace("coder: \"ann\"", "coder: \"bob\""));
    fs::rename(world.root().join(DOCUMENT), world.root().join("b.txt")).expect("renames");
    let mut session = world.session("ann");
    let renamed = session.renamed().first().cloned().expect("is found again");
    session.take_along(&renamed).expect("nobody else is there");
    let taken = world.bytes();
    session.set_coder("carl".into());
    let bob = world.session("bob");
    assert!(session.put_back_renamed().is_err(), "bob is open elsewhere");
    let sets = |bytes: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        bytes
            .iter()
            .filter(|(path, _)| path.to_string_lossy().contains(".ron"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(sets(&world.bytes()), sets(&taken));
    drop(bob);
    assert_eq!(session.put_back_renamed().expect("nobody has it"), Some(DOCUMENT.into()));
    assert!(world.read(SET).contains("\"bank\""));
}
