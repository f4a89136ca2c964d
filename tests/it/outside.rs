//! What other programs do to the files while a corpus is open.

use crate::coded::{apply, held};
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::{AnnotationSet, Coder, DocPath, Progress, Rival, SetKey, StatementId, Theme};
use standpoint::session::{Session, TakenIn, Wake};
use standpoint::store::SaveState;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

const DOCUMENT: &str = "a.txt";
const NOTATION: &str = "The [bank|stance=opposes theme=tax speaker=treasury] opposes the tax. \
                        The [union|stance=opposes theme=tax speaker=union] welcomes the reform.";
const SET: &str = "annotations/ann/a.txt.ron";

fn key(coder: &str) -> SetKey {
    SetKey::new(Coder::from(coder), DocPath::from(DOCUMENT))
}

/// A session that notices what others do.
pub fn watching(world: &World, coder: &str) -> Session {
    let mut session = world.session(coder);
    session.watch_files(&(Arc::new(|| ()) as Wake));
    session
}

/// Takes in what others do until `is_so`.
pub fn wait(session: &mut Session, what: &str, is_so: impl Fn(&Session) -> bool) -> TakenIn {
    let begun = Instant::now();
    let mut taken = TakenIn::default();
    loop {
        taken.extend(session.take_in_outside().unwrap_or_default());
        if is_so(session) {
            return taken;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}; {:?}", session.problems());
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Takes in what others do for a while.
pub fn pass(session: &mut Session, time: Duration) -> TakenIn {
    let begun = Instant::now();
    wait(session, "time passes", |_| begun.elapsed() >= time)
}

fn set(session: &Session, coder: &str) -> AnnotationSet {
    session.corpus().set(&key(coder)).cloned().unwrap_or_default()
}

fn ids(session: &Session) -> Vec<StatementId> {
    set(session, "ann").statements().iter().map(|statement| statement.id).collect()
}

fn note(session: &Session, id: StatementId) -> String {
    set(session, "ann").get(id).map(|statement| statement.note.clone()).unwrap_or_default()
}

/// Says `words` in the note of a statement.
fn write_note(session: &mut Session, id: StatementId, words: &str) {
    let statement = set(session, "ann").get(id).cloned().expect("is there");
    let said = standpoint::model::Statement { note: words.to_owned(), ..(*statement).clone() };
    apply(session, Edit::Statement { set: key("ann"), id, value: Some(Arc::new(said)) });
}

/// Writes the note of the statement with this quotation into the file, as a person with a text editor would.
fn edit_file(world: &World, quote: &str, note: &str) {
    let text = world.read(SET);
    let at = text.find(&format!("\"{quote}\"")).expect("the quotation is in the file");
    let at = at + text[at..].find("created:").expect("a field after it");
    let (before, after) = text.split_at(at);
    world.write(SET, format!("{before}note: \"{note}\",\n            {after}"));
}

#[test]
fn what_another_program_writes_while_nothing_is_unsaved_is_taken_in_as_a_step() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let first = ids(&session)[0];
    edit_file(&world, "bank", "by hand");
    let taken = wait(&mut session, "the note comes in", |session| note(session, first) == "by hand");
    assert_eq!(taken.words(), "1 statement of ann on a.txt");
    assert!(taken.is_step && taken.touched.sets[&key("ann")].contains(&first));
    let on_disk = world.read(SET);
    assert!(session.flush(PATIENCE));
    assert_eq!(world.read(SET), on_disk, "what was only read is not written");
    let undone = session.undo().expect("can be undone").expect("is a step");
    assert_eq!(undone.label, "take in changes made outside: 1 statement of ann on a.txt");
    assert_eq!(note(&session, first), "");
    session.redo().expect("can be done again");
    assert_eq!(note(&session, first), "by hand");
    assert!(session.flush(PATIENCE) && world.read(SET).contains("by hand"));
}

#[test]
fn what_both_change_is_merged_and_what_both_change_otherwise_is_kept_twice() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let [first, second] = ids(&session)[..] else { panic!("two statements") };
    // Both happen before either can be noticed.
    edit_file(&world, "bank", "theirs");
    edit_file(&world, "union", "also theirs");
    write_note(&mut session, first, "ours");
    let taken = wait(&mut session, "both are merged", |session| note(session, second) == "also theirs");
    assert_eq!((note(&session, first).as_str(), taken.n_conflicts), ("ours", 1));
    let rivals = set(&session, "ann").rivals().clone();
    assert!(matches!(&rivals[&first][..], [Rival::Edited(theirs)] if theirs.note == "theirs"), "{rivals:?}");
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    let again = world.session("bob");
    assert_eq!(held(again.corpus()), held(session.corpus()), "the file holds both versions");
}

#[test]
fn what_changed_while_saving_fails_is_merged_once_it_can_be_read() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let [first, second] = ids(&session)[..] else { panic!("two statements") };
    // Somebody marked the file read-only, and changes it all the same.
    let file = world.root().join(SET);
    let mark = |is_read_only: bool| {
        let mut rights = fs::metadata(&file).expect("is there").permissions();
        rights.set_readonly(is_read_only);
        fs::set_permissions(&file, rights).expect("sets");
    };
    mark(true);
    write_note(&mut session, first, "ours");
    assert!(!session.flush(PATIENCE), "a file marked read-only is not written");
    mark(false);
    edit_file(&world, "union", "theirs");
    mark(true);
    wait(&mut session, "theirs is merged", |session| note(session, second) == "theirs");
    assert_eq!(note(&session, first), "ours");
    mark(false);
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    let text = world.read(SET);
    assert!(text.contains("note: \"ours\"") && text.contains("note: \"theirs\""), "{text}");
}

#[test]
fn a_file_written_by_halves_is_taken_in_when_it_is_whole() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let before = held(session.corpus());
    let whole = world.read(SET).replace("progress: NotStarted", "progress: Done");
    let whole = whole.replacen("theme: \"tax\"", "theme: \"devolution\"", 1);
    let half = &whole[..whole.len() / 2];
    world.write(SET, half);
    pass(&mut session, Duration::from_secs(1));
    assert_eq!(held(session.corpus()), before, "half a file says nothing");
    assert_eq!(world.read(SET), half, "and is not written over");
    world.write(SET, &whole);
    let theme = |session: &Session| set(session, "ann").statements()[0].theme.clone();
    wait(&mut session, "the whole comes in", |session| {
        theme(session).is_some_and(|theme| theme.as_str() == "devolution")
    });
    assert_eq!(ids(&session).len(), 2);
    assert!(session.problems().iter().all(|problem| !problem.cause.contains("cannot")), "{:?}", session.problems());
}

#[test]
fn a_file_put_right_in_an_editor_is_shown_and_can_be_changed_again() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let whole = world.read(SET);
    world.write(SET, whole.replace("union\"", "union"));
    let mut session = watching(&world, "ann");
    assert!(session.why_held(&DOCUMENT.into()).is_some());
    world.write(SET, &whole);
    wait(&mut session, "the file is whole", |session| session.why_held(&DOCUMENT.into()).is_none());
    assert_eq!((ids(&session).len(), session.problems()), (2, &[][..]));
    let first = ids(&session)[0];
    write_note(&mut session, first, "new");
    assert!(session.flush(PATIENCE) && world.read(SET).contains("new"));
}

#[test]
fn what_somebody_deleted_stays_until_its_coder_says_what_shall_become_of_it() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let before = held(session.corpus());
    let delete = || fs::remove_file(world.root().join(SET)).expect("is there");
    delete();
    wait(&mut session, "it is missed", |session| session.gone().next().is_some());
    assert_eq!(held(session.corpus()), before);
    session.write_gone_again().expect("may be written");
    assert!(session.flush(PATIENCE) && session.gone().next().is_none());
    assert_eq!(held(world.session("bob").corpus()), before);

    pass(&mut session, Duration::from_millis(400));
    delete();
    wait(&mut session, "it is missed again", |session| session.gone().next().is_some());
    session.let_gone_go().expect("may go");
    assert!(session.flush(PATIENCE) && session.gone().next().is_none());
    assert!(ids(&session).is_empty() && world.read(SET).is_empty(), "nothing is written where nothing is said");
    session.undo().expect("can be undone");
    assert!(session.flush(PATIENCE));
    assert_eq!((held(session.corpus()), held(world.session("bob").corpus())), (before.clone(), before));
}

#[test]
fn another_coders_sets_and_new_documents_appear_by_themselves() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    world.write("annotations/bob/a.txt.ron", world.read(SET).replace("coder: \"ann\"", "coder: \"bob\""));
    let taken = wait(&mut session, "bob's set comes", |session| set(session, "bob").len() == 2);
    assert!(!taken.is_step && session.next_undo().is_none(), "what others say is no step of ours");
    assert_eq!(taken.words(), "2 statements of bob on a.txt");
    // A folder with a set in it comes before its document, as sync tools may bring them.
    world.write("annotations/bob/new/b.txt.ron", world.read("annotations/bob/a.txt.ron").replace("a.txt", "new/b.txt"));
    world.write("new/b.txt", world.read(DOCUMENT));
    let there = |session: &Session| session.corpus().document(&"new/b.txt".into()).is_some();
    let taken = wait(&mut session, "the document comes", there);
    assert_eq!(taken.arrived, ["new/b.txt".into()]);
    let on_new = SetKey::new("bob".into(), "new/b.txt".into());
    assert_eq!(session.corpus().set(&on_new).map(AnnotationSet::len), Some(2));
    fs::remove_dir_all(world.root().join("new")).expect("is there");
    let gone = |session: &Session| {
        let document = session.corpus().document(&"new/b.txt".into());
        document.is_some_and(|document| document.ready_text().is_none())
    };
    wait(&mut session, "the document goes", gone);
    assert!(session.problems().iter().any(|problem| problem.cause.contains("not in the folder any more")));
    assert_eq!(session.corpus().set(&on_new).map(AnnotationSet::len), Some(2), "what was said of it is kept");
    world.write("new/b.txt", world.read(DOCUMENT));
    wait(&mut session, "the document is back", |session| !gone(session));
    assert_eq!(session.problems(), []);
}

#[test]
fn what_we_write_ourselves_never_comes_back_as_news() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    let first = ids(&session)[0];
    for n in 0..200 {
        write_note(&mut session, first, &format!("note {n}"));
        if n % 3 == 0 {
            session.save_now();
        }
        assert!(session.take_in_outside().is_none(), "after save {n}");
        std::thread::sleep(Duration::from_millis(n % 7));
    }
    assert!(session.flush(PATIENCE));
    let taken = pass(&mut session, Duration::from_secs(1));
    assert!(taken.is_empty(), "{taken:?}");
    assert_eq!(note(&session, first), "note 199");
}

#[test]
fn a_file_touched_or_written_as_it_was_is_no_news() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut session = watching(&world, "ann");
    pass(&mut session, Duration::from_millis(400));
    for name in [SET, "codebook.ron", DOCUMENT] {
        world.write(name, world.read(name));
    }
    assert!(pass(&mut session, Duration::from_millis(800)).is_empty());
    assert!(session.next_undo().is_none());
}

#[test]
fn the_codebook_and_what_is_said_of_documents_come_in_too() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let (mut ann, mut bob) = (watching(&world, "ann"), watching(&world, "bob"));
    pass(&mut ann, Duration::from_millis(400));
    let theme = Theme { id: "pay".into(), name: "Pay".to_owned(), ..Theme::default() };
    apply(&mut bob, Edit::Theme { id: "pay".into(), value: Some((usize::MAX, theme)) });
    let meta = standpoint::model::DocumentMeta { title: "A title".to_owned(), ..Default::default() };
    apply(&mut bob, Edit::Document { path: DOCUMENT.into(), value: meta });
    apply(&mut bob, Edit::Progress { set: key("bob"), value: Progress::Done });
    assert!(bob.flush(PATIENCE));
    let wanted = held(bob.corpus());
    wait(&mut ann, "all three come in", |session| held(session.corpus()) == wanted);
    assert!(matches!(ann.save_state(), SaveState::Saved));
}

#[test]
fn a_read_only_window_follows_what_the_other_does() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let (mut first, mut second) = (watching(&world, "ann"), watching(&world, "ann"));
    assert!(second.why_read_only().is_some());
    pass(&mut second, Duration::from_millis(400));
    let id = ids(&first)[0];
    write_note(&mut first, id, "seen by both");
    wait(&mut second, "the note comes", |session| note(session, id) == "seen by both");
    assert!(second.next_undo().is_none(), "nothing to take back where nothing can be changed");
}
