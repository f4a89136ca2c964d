//! What other programs and windows do, as the window shows it.

use crate::world::{Driver, PATIENCE, World};
use egui::{Key, Modifiers};
use std::fs;
use std::time::{Duration, Instant};

const DOCUMENT: &str = "a.txt";
const NOTATION: &str = "The [bank|stance=opposes theme=tax speaker=treasury] opposes the tax. \
                        The [union|stance=opposes theme=tax speaker=union] welcomes the reform. \
                        Nobody asked the farmers what they think.";
const SET: &str = "annotations/ann/a.txt.ron";

/// Lets time pass, so that the window has seen what is there.
fn pass(user: &mut Driver, time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < time {
        user.harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn wait_for(user: &mut Driver, words: &str) {
    let begun = Instant::now();
    while !user.shows(words) {
        assert!(begun.elapsed() < PATIENCE, "the window never says {words:?}");
        user.harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_comes_from_outside_leaves_the_selection_and_a_half_typed_note_alone_and_can_be_undone() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut user = world.window("ann");
    pass(&mut user, Duration::from_millis(500));
    user.select("farmers");
    user.key(Modifiers::NONE, Key::N);
    user.type_text("half a");
    let selection = user.window().reader.as_ref().and_then(standpoint::app::reader::Reader::selection);
    let first_visible = user.window().reader.as_ref().map(|reader| reader.view.first_visible());
    world.write(SET, world.read(SET).replacen("theme: \"tax\"", "theme: \"pay\"", 1));
    wait_for(&mut user, "Took in changes made outside: 1 statement of ann on a.txt.");
    user.type_text(" note");
    assert_eq!(user.window().reader.as_ref().and_then(standpoint::app::reader::Reader::selection), selection);
    assert_eq!(user.window().reader.as_ref().map(|reader| reader.view.first_visible()), first_visible);
    assert_eq!(user.window().coding.draft.note, "half a note", "the field kept the focus");
    user.click("Undo");
    user.wait_until_saved();
    assert!(!world.read(SET).contains("theme: \"pay\""));
    assert_eq!(user.window().coding.draft.note, "half a note");
}

#[test]
fn a_statement_stays_open_while_another_changes_and_closes_when_it_is_deleted_outside() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut user = world.window("ann");
    pass(&mut user, Duration::from_millis(500));
    user.click_words("union");
    let focused = user.window().coding.focused.expect("the statement is open");
    world.write(SET, world.read(SET).replacen("theme: \"tax\"", "theme: \"pay\"", 1));
    wait_for(&mut user, "Took in changes made outside");
    assert_eq!(user.window().coding.focused, Some(focused));
    let text = world.read(SET);
    let (kept, _) = text.split_at(text.rfind("        Statement(").expect("two statements"));
    world.write(SET, format!("{kept}    ],\n)\n"));
    wait_for(&mut user, "Took in changes made outside");
    user.wait_until("it is closed", |window| window.coding.focused.is_none());
    let is_error = |problem: &standpoint::store::Problem| problem.severity == standpoint::store::Severity::Error;
    assert!(!user.session().problems().iter().any(is_error), "{:?}", user.session().problems());
}

#[test]
fn a_second_window_says_who_has_the_coder_follows_and_takes_over() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut first = world.window("ann");
    let mut second = world.window("ann");
    assert!(second.shows("Read-only: ann is open in another window ("));
    second.select("farmers");
    second.key(Modifiers::NONE, Key::Enter);
    assert!(second.shows("Read-only: this coder is open in another window"), "the key says why it does nothing");
    pass(&mut second, Duration::from_millis(500));
    first.select("farmers");
    first.key(Modifiers::NONE, Key::Enter);
    first.wait_until_saved();
    let n = |user: &Driver| user.session().set(&DOCUMENT.into()).map_or(0, standpoint::model::AnnotationSet::len);
    second.wait_until("the statement comes", |window| {
        let session = window.session.as_ref().expect("is open");
        session.set(&DOCUMENT.into()).is_some_and(|set| set.len() == 3)
    });
    second.click("Try again");
    assert!(second.shows("Still read-only"));
    drop(first);
    second.click("Try again");
    assert!(!second.shows("Read-only: ann"));
    second.key(Modifiers::NONE, Key::Enter);
    second.wait_until_saved();
    assert_eq!(n(&second), 4);
}

#[test]
fn a_deleted_file_is_asked_about_and_written_again_or_let_go() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut user = world.window("ann");
    pass(&mut user, Duration::from_millis(500));
    let before = world.read(SET);
    let delete = || fs::remove_file(world.root().join(SET)).expect("is there");
    delete();
    wait_for(&mut user, "was deleted by another program. What it held is still here.");
    user.click("Write again");
    user.wait_until_saved();
    assert_eq!(world.read(SET), before);
    assert!(!user.shows("was deleted by another program"));
    pass(&mut user, Duration::from_millis(500));
    delete();
    wait_for(&mut user, "was deleted by another program. What it held is still here.");
    user.click("Let go");
    assert!(user.session().set(&DOCUMENT.into()).is_none());
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert_eq!(world.read(SET), before);
}

#[test]
fn a_new_document_appears_in_the_list_and_one_that_went_says_so() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut user = world.window("ann");
    pass(&mut user, Duration::from_millis(500));
    world.write("b.txt", "A second document.\n");
    wait_for(&mut user, "Took in changes made outside: 1 new document.");
    user.click("b,");
    assert_eq!(user.window().reader.as_ref().map(|reader| reader.path.as_str()), Some("b.txt"));
    fs::remove_file(world.root().join("b.txt")).expect("is there");
    wait_for(&mut user, "not in the folder any more");
    fs::write(world.root().join("b.txt"), "A second document.\n").expect("writes");
    user.wait_until("it is shown again", |window| window.reader.is_some());
}

/// A window of ann in which two statements were changed outside, and one of them here, at once.
fn conflicting(world: &World) -> Driver {
    let mut user = world.window("ann");
    pass(&mut user, Duration::from_millis(500));
    // Theirs first, ours before anybody can notice: both began from the same.
    let set = world.read(SET);
    let theirs = set.replacen("stance: \"opposes\"", "note: \"theirs\",\n            stance: \"opposes\"", 2);
    assert_ne!(theirs, set);
    user.click_words("bank");
    user.key(Modifiers::NONE, Key::N);
    world.write(SET, theirs);
    user.type_text("mine");
    user.wait_until("both are merged", |window| {
        let set = window.session.as_ref().and_then(|session| session.set(&DOCUMENT.into()));
        set.is_some_and(|set| !set.rivals().is_empty())
    });
    user
}

fn notes(user: &Driver) -> Vec<String> {
    let set = user.session().set(&DOCUMENT.into()).expect("is there");
    set.statements().iter().map(|statement| statement.note.clone()).collect()
}

#[test]
fn a_conflict_is_shown_with_both_versions_and_settled_either_way_or_not() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let mut user = conflicting(&world);
    assert_eq!(notes(&user), ["mine", "theirs"], "what only they changed is taken");
    assert!(user.shows("1 conflict to settle: both versions are kept until then."));
    assert!(user.shows(", 1 conflict"), "the document has a badge");
    assert!(user.shows(", conflict to settle"), "and so has the statement");
    user.click("Settle…");
    for words in ["1 of 1", "“bank”", "Mine", "Theirs", "mine", "theirs", "Stance"] {
        assert!(user.shows(words), "{words}");
    }
    user.click("Take theirs");
    assert_eq!(notes(&user), ["theirs", "theirs"]);
    assert!(user.shows("Nothing is left to settle"));
    user.click("Undo");
    assert_eq!(notes(&user), ["mine", "theirs"]);
    user.click("Keep mine");
    assert_eq!(notes(&user), ["mine", "theirs"]);
    assert!(user.session().set(&DOCUMENT.into()).is_some_and(|set| set.rivals().is_empty()));
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(user.shows("1 of 1"), "undo brings the question back");
    user.key(Modifiers::NONE, Key::T);
    assert_eq!(notes(&user), ["theirs", "theirs"], "a letter answers, too");
    user.click("Close");
    assert!(!user.shows("both versions are kept until then"));
    user.wait_until_saved();
    assert!(!world.read(SET).contains("rival"), "{}", world.read(SET));
}

#[test]
fn a_conflict_leads_to_its_passage_and_stays_until_it_is_settled() {
    let world = World::tagged(&[(DOCUMENT, NOTATION)]);
    let user = conflicting(&world);
    user.wait_until_saved();
    drop(user);
    let mut again = world.window("ann");
    assert!(again.shows("both versions are kept until then"), "it is kept in the file");
    again.key(Modifiers::COMMAND, Key::K);
    again.type_text("settle");
    again.key(Modifiers::NONE, Key::Enter);
    again.click("Show in the text");
    assert!(again.window().coding.focused.is_some());
    assert!(again.shows("Somebody else said otherwise."));
}
