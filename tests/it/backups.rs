//! Backups: when they are made, what they restore, and what is asked before statements go that nobody took away.

use crate::coded::{apply, held};
use crate::notation::{id, statement};
use crate::world::{PATIENCE, World};
use standpoint::edit::describe::Fate;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{Progress, SetKey, Theme};
use standpoint::session::restore::Difference;
use standpoint::session::{Change, Session};
use standpoint::store::backup::{Archive, Listed, Why};
use standpoint::store::{FileKey, RealFiles, SaveState};
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const TEXT: &str =
    "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2 theme=tax] and [left|id=3].";
const SET: &str = "annotations/ann/a.txt.ron";

/// A session that keeps backups in the state folder of the world.
pub fn session(world: &World) -> Session {
    let session = world.session("ann");
    session.use_state_folder(&world.beside("state"));
    session
}

pub fn settle(session: &Session) {
    assert!(session.flush(PATIENCE), "not saved: {:?}", session.save_state());
}

pub fn listed(session: &Session) -> Vec<Listed> {
    session.backups().expect("there is a state folder").list(&RealFiles)
}

pub fn set() -> SetKey {
    SetKey::new("ann".into(), "a.txt".into())
}

pub fn without(n: u128) -> Edit {
    Edit::Statement { set: set(), id: id(n), value: None }
}

pub fn progress(value: Progress) -> Edit {
    Edit::Progress { set: set(), value }
}

fn compare(session: &Session, backup: &Listed) -> Difference {
    let mut archive = Archive::open(&RealFiles, &backup.path).expect("opens");
    session.standing().compare(&mut archive, &|_| (), &AtomicBool::new(false)).expect("is not cancelled")
}

pub fn all(difference: &Difference) -> BTreeSet<FileKey> {
    difference.files.iter().map(|file| file.key.clone()).collect()
}

#[test]
fn the_first_save_of_a_day_has_a_backup_of_what_stood_there_before() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let before = fs::read(world.root().join(SET)).expect("is there");
    let mut session = session(&world);
    assert!(listed(&session).is_empty(), "opening makes none");
    apply(&mut session, progress(Progress::Done));
    settle(&session);
    let made = listed(&session);
    assert_eq!(made.len(), 1);
    let mut archive = Archive::open(&RealFiles, &made[0].path).expect("opens");
    assert_eq!(archive.manifest().why, Why::FirstSave);
    assert_eq!(archive.read(&FileKey::Set(set())).expect("reads"), Some(before));
    apply(&mut session, progress(Progress::InProgress));
    settle(&session);
    drop(session);
    let mut again = self::session(&world);
    apply(&mut again, progress(Progress::Done));
    settle(&again);
    assert_eq!(listed(&again).len(), 1, "one a day");
    assert!(again.take_backup_news().is_none());
}

#[test]
fn a_bulk_change_has_a_backup_of_all_that_came_before_it_and_undo_another() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut session = session(&world);
    apply(&mut session, progress(Progress::Done));
    // Nothing is waited for: what came before is saved first, however quickly the next comes.
    let merge = Edit::Batch(vec![Edit::Theme { id: "tax".into(), value: None }, without(1), without(2)]);
    apply(&mut session, merge);
    settle(&session);
    let made = listed(&session);
    assert_eq!(made.len(), 2, "{made:#?}");
    let mut archive = Archive::open(&RealFiles, &made[0].path).expect("opens");
    assert_eq!((archive.manifest().why, archive.manifest().label.as_str()), (Why::BulkChange, "edit"));
    let set = archive.read(&FileKey::Set(set())).expect("reads").expect("is there");
    let set = String::from_utf8(set).expect("text");
    assert!(set.contains("progress: Done") && set.matches("Statement(").count() == 3, "{set}");
    assert_eq!(world.read(SET).matches("Statement(").count(), 1);
    session.undo().expect("fits").expect("there is a step");
    settle(&session);
    assert_eq!(listed(&session).len(), 3);
    assert_eq!(world.read(SET).matches("Statement(").count(), 3);
}

#[test]
fn a_backup_that_fails_is_told_once_and_saving_goes_on() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    fs::write(world.beside("state"), "in the way").expect("writes");
    let mut session = session(&world);
    apply(&mut session, progress(Progress::Done));
    settle(&session);
    assert!(world.read(SET).contains("progress: Done"));
    let Some(standpoint::store::BackupNews::Failed(why)) = session.take_backup_news() else { panic!("must be told") };
    assert!(why.contains("No backup could be made before the first save of today"), "{why}");
    assert!(why.contains("Your work is saved all the same"), "{why}");
    apply(&mut session, progress(Progress::InProgress));
    settle(&session);
    assert!(session.take_backup_news().is_none(), "told once");
}

#[test]
fn restoring_takes_everything_back_as_one_step_that_can_be_undone() {
    let world = World::tagged(&[("a.txt", TEXT), ("b.txt", "[Nothing|id=9] more.")]);
    let before = world.bytes();
    let mut session = session(&world);
    let standing = held(session.corpus());
    session.back_up_now();
    settle(&session);
    let mut changed = statement(2, &[(14, 16)]);
    changed.note = "other".to_owned();
    let said = |n, statement| Edit::Statement { set: set(), id: id(n), value: Some(Arc::new(statement)) };
    apply(&mut session, Edit::Batch(vec![without(1), said(2, changed), said(7, statement(7, &[(0, 3)]))]));
    apply(
        &mut session,
        Edit::Theme {
            id: "tax".into(),
            value: Some((0, Theme { id: "tax".into(), name: "Levy".into(), ..Theme::default() })),
        },
    );
    let after = held(session.corpus());
    settle(&session);
    let backup = &listed(&session)[0];
    let difference = compare(&session, backup);
    let counts = difference.counts();
    assert_eq!((counts.n_come, counts.n_go, counts.n_change), (1, 1, 2), "{difference:#?}");
    let things = difference.files.iter().flat_map(|file| &file.described);
    let change = things.clone().find(|it| it.title == "no").expect("is named by its words");
    assert_eq!(change.fate, Fate::Changes);
    let fields: Vec<_> = change.fields.iter().map(|it| (it.field, it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(fields, [("theme", "", "Levy"), ("note", "other", "")]);
    session.restore(&difference, &all(&difference), "restore").expect("fits");
    settle(&session);
    assert_eq!(held(session.corpus()), standing);
    assert_eq!(world.bytes(), before, "byte for byte");
    assert_eq!(listed(&session)[0].manifest.as_ref().expect("is whole").label, "restore");
    session.undo().expect("fits").expect("there is a step");
    assert_eq!(held(session.corpus()), after);
    settle(&session);
}

#[test]
fn one_file_is_restored_with_the_entries_that_it_names() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut session = session(&world);
    session.back_up_now();
    let gone = |n| without(n);
    let theme = Edit::Theme { id: "tax".into(), value: None };
    let stance = Edit::Stance { id: "opposes".into(), value: None };
    apply(&mut session, Edit::Batch(vec![gone(1), gone(2), theme, stance]));
    settle(&session);
    let asked = listed(&session).into_iter().find(|it| it.manifest.as_ref().is_ok_and(|it| it.why == Why::Asked));
    let difference = compare(&session, &asked.expect("was made"));
    session.restore(&difference, &BTreeSet::from([FileKey::Set(set())]), "restore").expect("fits");
    let book = &session.corpus().codebook;
    assert!(book.themes.get(&"tax".into()).is_some() && book.stances.get(&"opposes".into()).is_some());
    assert_eq!(session.set(&"a.txt".into()).expect("is there").len(), 3);
    settle(&session);
}

#[test]
fn files_that_cannot_be_read_are_put_back_to_the_letter() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let (set_before, book_before) = (world.read(SET), world.read("codebook.ron"));
    let first = session(&world);
    first.back_up_now();
    settle(&first);
    drop(first);
    world.write(SET, &set_before[..set_before.len() / 2]);
    world.write("codebook.ron", "Codebook(\u{0}");
    let mut session = session(&world);
    assert!(session.why_held(&"a.txt".into()).is_some() && session.why_held_codebook().is_some());
    let backup = listed(&session).pop().expect("was made");
    let difference = compare(&session, &backup);
    assert_eq!(difference.counts().n_held, 2, "{difference:#?}");
    session.restore(&difference, &all(&difference), "restore").expect("fits");
    settle(&session);
    assert_eq!((world.read(SET), world.read("codebook.ron")), (set_before, book_before));
    assert!(session.why_held(&"a.txt".into()).is_none() && session.problems().is_empty());
    // What was damaged is in the backup that was made before.
    let newest = &listed(&session)[0];
    let mut archive = Archive::open(&RealFiles, &newest.path).expect("opens");
    assert_eq!(archive.read(&FileKey::Codebook).expect("reads"), Some(b"Codebook(\0".to_vec()));
    apply(&mut session, progress(Progress::Done));
    settle(&session);
    assert!(world.read(SET).contains("progress: Done"));
}

#[test]
fn what_has_no_place_in_the_present_text_stays_in_the_backup_and_nothing_goes_for_it() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let first = session(&world);
    first.back_up_now();
    settle(&first);
    drop(first);
    fs::remove_file(world.root().join(SET)).expect("goes");
    world.write("a.txt", "The bank said yes and left.");
    let mut session = session(&world);
    apply(&mut session, Edit::Statement { set: set(), id: id(7), value: Some(Arc::new(statement(7, &[(0, 3)]))) });
    settle(&session);
    let backup = listed(&session).pop().expect("was made");
    let difference = compare(&session, &backup);
    let file = difference.files.iter().find(|file| file.key == FileKey::Set(set())).expect("differs");
    assert!(!file.unread.is_empty(), "{file:#?}");
    assert_eq!(file.counts().n_go, 0);
    session.restore(&difference, &all(&difference), "restore").expect("fits");
    let set = session.set(&"a.txt".into()).expect("is there");
    assert!(set.get(id(1)).is_some() && set.get(id(7)).is_some());
    settle(&session);
}

#[test]
fn statements_that_nobody_took_away_are_asked_for_and_kept() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut session = session(&world);
    let whole = world.read(SET);
    let silent = |edit| Change { says_what_goes: false, ..Change::new("take over", edit, Focus::default()) };
    session.apply(silent(Edit::Batch(vec![without(1), progress(Progress::Done)]))).expect("fits");
    session.flush(PATIENCE);
    let SaveState::Failed { reason, .. } = session.save_state() else { panic!("must ask") };
    assert!(reason.contains("1 of its 3 statements"), "{reason}");
    assert_eq!(world.read(SET), whole, "nothing was written");
    let question = session.drop_question().expect("asks");
    assert_eq!((question.ids.iter().copied().collect::<Vec<_>>(), question.n_before), (vec![id(1)], 3));
    assert_eq!(session.keep_dropping(&question).expect("fits").0, 1);
    settle(&session);
    assert!(session.drop_question().is_none());
    assert_eq!(world.read(SET).matches("Statement(").count(), 3);
    assert!(world.read(SET).contains("progress: Done"), "the rest of the change is kept");
    session.apply(silent(Edit::Batch(vec![without(1), without(2)]))).expect("fits");
    session.flush(PATIENCE);
    let question = session.drop_question().expect("asks again");
    session.let_drop(&question);
    settle(&session);
    assert_eq!(world.read(SET).matches("Statement(").count(), 1);
}

#[test]
fn commands_that_take_statements_away_are_never_asked_about() {
    let world = World::tagged(&[("a.txt", TEXT), ("b.txt", "[Only|id=9] one.")]);
    let mut session = session(&world);
    let only = Edit::Statement { set: SetKey::new("ann".into(), "b.txt".into()), id: id(9), value: None };
    apply(&mut session, only);
    settle(&session);
    session.undo().expect("fits");
    session.redo().expect("fits");
    settle(&session);
    // One after the other, some of them before the one before is on the disk, and back and forth.
    for n in 1..=3 {
        apply(&mut session, without(n));
    }
    settle(&session);
    for _ in 0..3 {
        session.undo().expect("fits");
    }
    settle(&session);
    for _ in 0..3 {
        session.redo().expect("fits");
    }
    session.undo().expect("fits");
    settle(&session);
    assert!(session.drop_question().is_none());
    assert_eq!(world.read(SET).matches("Statement(").count(), 1);
}
