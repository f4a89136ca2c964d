//! What the window must never do to somebody's work.

use crate::world::World;
use egui::{Event, Key, Modifiers};
use std::fs;

const TEXT: &str = "The bank opposes the tax.\nThe union welcomes the reform.\n";
const SET: &str = "annotations/ann/a.txt.ron";

#[test]
fn undo_in_a_text_field_leaves_statements_alone() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.select("welcomes");
    user.key(Modifiers::NONE, Key::T);
    user.type_text("Pai");
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(world.read(SET).contains(r#"quote: ["opposes"],"#));
}

#[test]
fn nobody_undoes_what_another_coder_did() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    user.click("ann");
    user.click("Name of the coder");
    user.type_text("bob");
    user.key(Modifiers::NONE, Key::Enter);
    assert_eq!(user.session().coder().as_str(), "bob");
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(user.shows("was done as ann"));
    assert!(world.read(SET).contains(r#"quote: ["opposes"],"#));
}

#[test]
fn a_plan_made_for_one_corpus_is_not_carried_out_in_another() {
    let (first, second) = (World::new(&[("a.txt", TEXT)]), World::new(&[("a.txt", TEXT)]));
    let rows = first.beside("rows.jsonl");
    fs::write(&rows, r#"{"document": "a.txt", "coder": "zoe", "quote": "opposes"}"#).expect("writes");
    let mut user = first.window("ann");
    user.look_at_import(&rows);
    user.open_corpus_as(&second.root(), Some("ann"));
    user.settle();
    assert!(user.window().dialogs.import.plan.is_none());
    assert!(!user.shows("1 statement to add"));
}

#[test]
fn an_entry_that_was_taken_back_is_not_used_again() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::T);
    user.type_text("Tax");
    user.key(Modifiers::NONE, Key::Enter);
    user.key(Modifiers::COMMAND, Key::Z);
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && !set.contains("theme:"), "{set}");
}

#[test]
fn a_passage_coded_again_gives_way_to_a_new_one() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::SHIFT, Key::Enter);
    assert!(user.shows("New statement"), "the passage is there to be coded again");
    user.select("welcomes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && set.contains(r#"quote: ["welcomes"],"#), "{set}");
}

#[test]
fn a_key_held_down_makes_one_statement() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    for repeat in [false, true, true, true] {
        let (key, modifiers, pressed) = (Key::Enter, Modifiers::SHIFT, true);
        user.harness.event_modifiers(Event::Key { key, physical_key: None, pressed, repeat, modifiers }, modifiers);
        user.harness.step();
    }
    user.wait_until_saved();
    assert_eq!(world.read(SET).matches("Statement(").count(), 1);
}

#[test]
fn what_was_begun_in_a_document_is_there_on_coming_back() {
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::P);
    user.key(Modifiers::NONE, Key::N);
    user.type_text("because");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::ALT, Key::ArrowDown);
    assert!(!user.shows("because"));
    user.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(user.window().coding.draft.note, "because");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && set.contains(r#"note: "because","#), "{set}");
}

#[test]
fn a_folder_that_cannot_be_opened_leaves_the_open_one_as_it_is() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.open_corpus_as(&world.beside("not there"), None);
    user.settle();
    assert_eq!(user.session().layout().root(), world.root());
    assert!(user.session().next_undo().is_some(), "the history is still there");
}

#[test]
fn the_window_guards_unsaved_work_each_time_anew() {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write("annotations", "in the way");
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.ask_to_close();
    assert!(user.is_close_refused(), "nothing is on the disk yet");
    fs::remove_file(world.root().join("annotations")).expect("removes");
    user.settle();
    user.click("Try again");
    user.wait_until_saved();
    user.ask_to_close();
    assert!(!user.is_close_refused());
    fs::remove_dir_all(world.root().join("annotations")).expect("removes");
    world.write("annotations", "in the way again");
    user.select("welcomes");
    user.key(Modifiers::NONE, Key::Enter);
    user.ask_to_close();
    assert!(user.is_close_refused(), "the first refusal does not count for ever");
}

#[test]
fn keys_typed_faster_than_frames_land_where_they_were_meant() {
    let world = World::sample();
    let mut user = world.window("ann");
    user.click("MiP Conference");
    user.select("greater accountability");
    let mut events = Vec::new();
    for part in ["s", "dorrell\n", "t", "accountab\n", "2", "\n"] {
        for letter in part.chars() {
            let key = if letter == '\n' { Key::Enter } else { Key::from_name(&letter.to_string()).expect("has a key") };
            let press = |pressed| {
                let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
                Event::Key { key, physical_key, pressed, repeat, modifiers }
            };
            events.push(press(true));
            events.extend((letter != '\n').then(|| Event::Text(letter.to_string())));
            events.push(press(false));
        }
    }
    // All in one frame, as on a machine that was held up.
    user.harness.input_mut().events.extend(events);
    user.harness.run_steps(40);
    user.wait_until_saved();
    let set = world.read("annotations/ann/003_218fa99778f4842d.txt.ron");
    for line in [r#"speakers: ["stephen-dorrell"],"#, r#"theme: "accountability","#, r#"stance: "doubts","#] {
        assert!(set.contains(line), "{line} is not in\n{set}");
    }
    assert!(!set.contains("note:"));
}

#[test]
fn a_role_is_typed_into_its_field() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.click_words("focus on safe staffing");
    user.click("Role of");
    user.harness.event(Event::Text("x".to_owned()));
    user.key(Modifiers::NONE, Key::T);
    assert!(user.shows("Malcolm Summers, in this statement"), "the fields of the role are still open");
}

#[test]
fn a_click_does_not_move_the_text() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.click_words("centres of excellence");
    let place =
        |user: &crate::world::Driver| user.window().reader.as_ref().and_then(|reader| reader.view.place_of(700));
    let before = place(&user);
    user.click_words("majority of care");
    assert_eq!(place(&user), before);
}

#[test]
fn work_never_goes_into_a_name_that_nobody_gave() {
    let world = World::new(&[("a.txt", TEXT)]);
    drop({
        let mut ann = world.window("ann");
        ann.select("opposes");
        ann.key(Modifiers::NONE, Key::Enter);
        ann.wait_until_saved();
        ann
    });
    let before = world.read(SET);
    fs::remove_dir_all(world.beside("state")).expect("the program forgets who codes");
    let mut user = world.start_page(None);
    user.open_corpus_as(&world.root(), None);
    user.wait_until("it is read", |window| window.session.as_ref().is_some_and(|it| it.loading().is_none()));
    assert!(user.shows("You are coding as ann"));
    user.select("welcomes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    assert_eq!(world.read(SET), before);
    user.type_text("bob");
    user.key(Modifiers::NONE, Key::Enter);
    assert_eq!(user.session().coder().as_str(), "bob");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    assert_eq!(world.read(SET), before);
    assert!(world.read("annotations/bob/a.txt.ron").contains(r#"quote: ["welcomes"],"#));
}

#[test]
fn a_whole_word_that_is_new_is_not_taken_for_letters_of_another() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.select("greater accountability");
    user.key(Modifiers::NONE, Key::S);
    user.type_text("Goodman");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("Speaker: Goodman"), "not Andrew Goodall, chief executive");
}
