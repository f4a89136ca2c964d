//! Backups in the window, driven by accessible name.

use crate::notation::id;
use crate::world::{Driver, PATIENCE, World};
use egui::{Key, Modifiers};
use standpoint::app::dialog::Dialog;
use standpoint::edit::{Edit, Focus};
use standpoint::model::SetKey;
use standpoint::session::Change;
use standpoint::store::SaveState;
use std::fs;

const TEXT: &str =
    "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2 theme=tax] and [left|id=3].";
const SET: &str = "annotations/ann/a.txt.ron";

fn command(user: &mut Driver, name: &str) {
    user.click("Search or run");
    user.type_text(name);
    user.key(Modifiers::NONE, Key::Enter);
}

fn without(n: u128) -> Edit {
    Edit::Statement { set: SetKey::new("ann".into(), "a.txt".into()), id: id(n), value: None }
}

fn back_up(user: &mut Driver) {
    command(user, "Back up now");
    assert!(user.session().flush(PATIENCE));
    let mut n = 0;
    while !user.shows("A backup was made and read back.") {
        user.settle();
        n += 1;
        assert!(n < 500, "the backup is told");
    }
}

/// Opens the dialog and waits until the newest backup is compared.
fn look(user: &mut Driver) {
    command(user, "Restore from backup");
    let mut n = 0;
    while !user.shows("chosen:") && !user.shows("says the same as what stands here now") {
        user.settle();
        std::thread::sleep(std::time::Duration::from_millis(2));
        n += 1;
        assert!(n < 5000, "the newest backup is compared");
    }
}

#[test]
fn a_corpus_without_backups_says_when_they_are_made() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    command(&mut user, "Restore from backup");
    let mut n = 0;
    while !user.shows("There is no backup of this corpus yet") {
        user.settle();
        n += 1;
        assert!(n < 500, "it is said");
    }
    user.click("Back up now");
    assert!(user.window().dialogs.open.is_none());
    assert!(user.session().flush(PATIENCE));
    look(&mut user);
    assert!(user.shows("says the same as what stands here now") && user.shows("the same as now"));
}

#[test]
fn what_was_lost_is_seen_chosen_restored_and_undone() {
    let world = World::tagged(&[("a.txt", TEXT), ("b.txt", "[Nothing|id=9] more.")]);
    let mut user = world.window("ann");
    let before = world.bytes();
    back_up(&mut user);
    let gone = Edit::Batch(vec![without(1), without(2)]);
    let other = Edit::Statement { set: SetKey::new("ann".into(), "b.txt".into()), id: id(9), value: None };
    let session = user.harness.state_mut().session.as_mut().expect("is open");
    session.apply(Change::new("delete", Edit::Batch(vec![gone, other]), Focus::default())).expect("fits");
    user.wait_until_saved();
    look(&mut user);
    assert!(user.shows("3 come back") && user.shows("Comes back: “bank”") && user.shows("Comes back: “Nothing”"));
    // Only one of the files, found by its words.
    user.click("Filter what differs");
    user.type_text("bank");
    assert!(user.shows("Comes back: “bank”") && !user.shows("Comes back: “Nothing”"));
    user.key(Modifiers::COMMAND, Key::A);
    user.key(Modifiers::NONE, Key::Backspace);
    user.click("ann · b");
    assert!(user.shows("1 file chosen: 2 come back"));
    user.click("Restore what is chosen");
    assert!(user.window().dialogs.open.is_none() && user.shows("Done: restore from the backup of"));
    user.wait_until_saved();
    assert_eq!(world.read(SET).matches("Statement(").count(), 3);
    assert_eq!(world.read("annotations/ann/b.txt.ron").matches("Statement(").count(), 0);
    look(&mut user);
    // The one that was made before restoring is the newest; the first is below it.
    assert!(user.shows("2 go"));
    user.key(Modifiers::NONE, Key::ArrowDown);
    let mut n = 0;
    while !user.shows("1 file chosen: 1 comes back") {
        user.settle();
        n += 1;
        assert!(n < 500, "the one below is compared");
    }
    user.click("Restore what is chosen");
    user.wait_until_saved();
    assert_eq!(world.bytes(), before);
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert_eq!(world.read("annotations/ann/b.txt.ron").matches("Statement(").count(), 0);
}

#[test]
fn a_damaged_backup_is_named_and_the_others_can_be_used() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    back_up(&mut user);
    let folder = user.session().backups().expect("are kept").folder().to_owned();
    fs::write(folder.join("20200101T000000Z-first-save.zip"), "nonsense").expect("writes");
    look(&mut user);
    assert!(user.shows("Cannot be used: it is damaged"));
    user.click("Backup of 1 January 2020");
    assert!(user.shows("This backup cannot be used: it is damaged"));
}

#[test]
fn a_backup_that_fails_is_said_once_and_the_work_is_saved() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    fs::create_dir_all(world.beside("state")).expect("a folder");
    fs::write(world.beside("state/backups"), "in the way").expect("writes");
    user.select("said");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    user.wait_until("it is told", |window| window.panels.backup_trouble.is_some());
    assert!(user.shows("No backup could be made before the first save of today"));
    assert!(world.read(SET).contains(r#"quote: ["said"]"#));
    user.click("Go on without a backup");
    assert!(!user.shows("No backup could be made"));
    fs::remove_file(world.beside("state/backups")).expect("removes");
    back_up(&mut user);
}

#[test]
fn the_window_asks_before_statements_go_that_nobody_took_away() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    let silent = |user: &mut Driver, edits| {
        let session = user.harness.state_mut().session.as_mut().expect("is open");
        let change = Change::new("take over", Edit::Batch(edits), Focus::default());
        session.apply(Change { says_what_goes: false, ..change }).expect("fits");
        session.flush(PATIENCE);
        user.settle();
    };
    silent(&mut user, vec![without(1), without(2)]);
    assert!(user.shows("would take 2 of 3 statements away, though no command did so"));
    assert!(!user.shows("Try again"), "one question, not two");
    user.click("Show them…");
    assert_eq!(user.window().dialogs.open, Some(Dialog::Dropping));
    assert!(user.shows("“bank” · treasury · tax · opposes") && user.shows("“no” · tax"));
    user.key(Modifiers::NONE, Key::Escape);
    user.click("Keep these statements");
    user.wait_until_saved();
    user.settle();
    assert!(!user.shows("though no command did so"));
    assert_eq!(world.read(SET).matches("Statement(").count(), 3);
    silent(&mut user, vec![without(1), without(2)]);
    user.click("Save without them");
    user.wait_until_saved();
    assert_eq!(user.session().save_state(), SaveState::Saved);
    assert_eq!(world.read(SET).matches("Statement(").count(), 1);
    user.settle();
    assert!(!user.shows("though no command did so"));
}
