//! What happens where saving, noticing what others do, and documents that change meet.

use crate::coded::apply;
use crate::outside::{pass, wait, watching};
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::{AnnotationSet, SetKey, Statement};
use standpoint::session::Session;
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
    let file = world.root().join(SET);
    let mark = |is_read_only: bool| {
        let mut rights = fs::metadata(&file).expect("is there").permissions();
        rights.set_readonly(is_read_only);
        fs::set_permissions(&file, rights).expect("sets");
    };
    mark(true);
    let said = Statement { note: "ours".to_owned(), ..(*first).clone() };
    apply(&mut session, Edit::Statement { set: key(), id: first.id, value: Some(Arc::new(said)) });
    assert!(!session.flush(PATIENCE), "a file marked read-only is not written");
    let text = world.read(DOCUMENT);
    replace_slowly(&world, &mut session, &text);
    assert_eq!(set(&session).get(first.id).map(|statement| statement.note.clone()).as_deref(), Some("ours"));
    mark(false);
    assert!(session.flush(PATIENCE) && world.read(SET).contains("ours"));
}
