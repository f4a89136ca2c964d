//! Files around the window: dropping, importing, broken files, a disk that says no.

use crate::world::World;
use egui::{DroppedFile, Key, Modifiers};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder that was dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_folder_dropped_on_the_window_is_opened() {
    let world = World::sample();
    let mut user = world.start_page(None);
    let dropped: egui::DroppedFileHandle = Arc::new(Dropped(world.root()));
    user.harness.input_mut().dropped_files.push(dropped);
    user.wait_until("the corpus is open", |window| window.session.is_some());
    assert_eq!(user.session().corpus().documents().len(), 5);
}

#[test]
fn a_path_that_is_typed_is_opened_and_one_that_is_not_there_is_not() {
    let world = World::sample();
    let mut user = world.start_page(None);
    user.click("Path of a folder");
    user.type_text("/no/such/folder");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("there is no such folder"));
    user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    user.type_text(&world.root().display().to_string());
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until("the corpus is open", |window| window.session.is_some());
}

#[test]
fn statements_are_imported_as_one_step_after_a_look_at_them() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.\n")]);
    let rows = world.beside("rows.jsonl");
    let good = r#"{"document": "a.txt", "coder": "ann", "quote": "opposes", "theme": "Tax", "stance": "opposes"}"#;
    let bad = r#"{"document": "a.txt", "coder": "ann", "quote": "not in it"}"#;
    fs::write(&rows, format!("{good}\n{bad}\n")).expect("writes");
    let mut user = world.window("ann");
    user.look_at_import(&rows);
    assert!(user.shows("1 statement to add") && user.shows("Line 2:"));
    user.click("Import");
    user.wait_until_saved();
    assert!(world.read("annotations/ann/a.txt.ron").contains(r#"quote: ["opposes"],"#));
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(!world.read("annotations/ann/a.txt.ron").contains("quote"));
    assert!(!world.read("codebook.ron").contains("tax"), "one undo takes back the codebook's entries, too");
}

#[test]
fn a_broken_set_is_listed_and_never_written_over() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.\n")]);
    let broken = "AnnotationSet(\n    format: 1,\n    document: \"a.txt\",\n    coder: \"ann\",\n    stat";
    world.write("annotations/ann/a.txt.ron", broken);
    let mut user = world.window("ann");
    assert!(user.shows("1 problem"));
    assert!(user.shows("could not be read whole"));
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("Nothing was changed"));
    user.click("1 problem");
    assert!(user.shows("annotations/ann/a.txt.ron"));
    drop(user);
    assert_eq!(world.read("annotations/ann/a.txt.ron"), broken);
}

#[test]
fn when_saving_fails_the_edit_stays_and_the_window_says_why() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.\n")]);
    // A file where the folder should be: nothing can be saved below it.
    world.write("annotations", "in the way");
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until("saving has failed", |window| {
        let state = window.session.as_ref().map(standpoint::session::Session::save_state);
        matches!(state, Some(standpoint::store::SaveState::Failed { .. }))
    });
    assert!(user.shows("Not saved") && user.shows("Try again"));
    fs::remove_file(world.root().join("annotations")).expect("removes");
    user.click("Try again");
    user.wait_until_saved();
    user.settle();
    assert!(user.shows("Saved") && !user.shows("Try again"));
    assert!(world.read("annotations/ann/a.txt.ron").contains(r#"quote: ["opposes"],"#));
}

#[test]
fn what_another_program_wrote_is_not_written_over() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.\n")]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    let theirs = world.read("annotations/ann/a.txt.ron").replace("InProgress", "Done");
    world.write("annotations/ann/a.txt.ron", &theirs);
    user.select("tax");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until("theirs is merged", |window| {
        let set = window.session.as_ref().and_then(|session| session.set(&"a.txt".into()));
        set.is_some_and(|set| set.progress == standpoint::model::Progress::Done)
    });
    user.wait_until_saved();
    let file = world.read("annotations/ann/a.txt.ron");
    for kept in ["progress: Done", r#"quote: ["opposes"]"#, r#"quote: ["tax"]"#] {
        assert!(file.contains(kept), "{kept} is not in {file}");
    }
}

#[test]
fn a_guess_at_the_encoding_is_said() {
    let world = World::new(&[]);
    world.write("a.txt", b"The minister\x92s caf\xE9 opposes the tax.\n");
    let user = world.window("ann");
    assert!(user.shows("Read as windows-1252, which is a guess"));
}

#[test]
fn the_theme_and_the_text_size_are_remembered() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    let was_dark = user.window().is_dark();
    user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    user.key(Modifiers::COMMAND, Key::Plus);
    assert_ne!(user.window().is_dark(), was_dark);
    drop(user);
    let user = world.window("coder-1");
    assert_ne!(user.window().is_dark(), was_dark);
    assert_eq!(user.window().memory.settings.text_percent, 110);
}
