//! Work that could not be saved: kept, offered at the next start, taken over or put aside.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::store::SaveState;
use standpoint::store::rescue::{Kept, Rescues};
use std::fs;

const TEXT: &str = "The bank opposes the tax.\nThe union welcomes the reform.\n";
const SET: &str = "annotations/ann/a.txt.ron";

fn rescues(world: &World) -> Rescues {
    Rescues::new(&world.beside("state"), &world.root())
}

/// A corpus in which the word `opposes` was coded while nothing could be saved, and the window closed on it.
fn unsaved(words: &[&str]) -> World {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write("annotations", "in the way");
    let mut user = world.window("ann");
    for words in words {
        user.select(words);
        user.key(Modifiers::NONE, Key::Enter);
        fails_to_save(&mut user);
    }
    assert!(user.shows("A rescue copy was made, too"));
    drop(user);
    fs::remove_file(world.root().join("annotations")).expect("makes room");
    assert_eq!(world.read(SET), "");
    world
}

/// Waits until saving has failed and the bar that says so has its place, so that the text stands still.
fn fails_to_save(user: &mut Driver) {
    user.session().flush(std::time::Duration::from_secs(5));
    assert!(matches!(user.session().save_state(), SaveState::Failed { .. }));
    user.settle();
}

/// The window on the corpus, once it looked for rescue copies.
fn come_back(world: &World, coder: &str) -> Driver {
    let mut user = world.window(coder);
    user.wait_until("the copies are read", |window| window.dialogs.rescue.found.is_some());
    user
}

fn look(user: &mut Driver) {
    user.click("Look at it…");
    user.wait_until("the copies are read again", |window| !window.dialogs.rescue.is_reading);
}

#[test]
fn how_far_the_coder_got_comes_back_where_the_file_is_gone() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    let folder = world.root().join("annotations");
    fs::rename(&folder, world.beside("away")).expect("moves");
    world.write("annotations", "in the way");
    user.key(Modifiers::COMMAND, Key::D);
    fails_to_save(&mut user);
    drop(user);
    fs::remove_file(&folder).expect("makes room");
    let mut user = come_back(&world, "ann");
    look(&mut user);
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains("progress: Done") && set.contains(r#"quote: ["opposes"],"#), "{set}");
}

#[test]
fn what_could_not_be_saved_is_offered_and_taken_over_as_one_step() {
    let world = unsaved(&["opposes", "welcomes"]);
    let mut user = come_back(&world, "ann");
    assert!(user.shows("Standpoint kept work that could not be saved: a.txt by ann"));
    look(&mut user);
    assert!(user.shows("2 statements that the file does not have") && user.shows("welcomes"));
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && set.contains(r#"quote: ["welcomes"],"#), "{set}");
    user.settle();
    assert!(!user.shows("could not be saved"));
    assert_eq!(rescues(&world).waiting().len(), 0, "it is put aside once it is on the disk");
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(!world.read(SET).contains("quote"), "one undo takes it back");
    user.wait_until("the copy is offered again", |window| window.dialogs.rescue.n_waiting() == 1);
    assert_eq!(rescues(&world).waiting().len(), 1);
    assert!(user.shows("Standpoint kept work that could not be saved: a.txt by ann"));
    user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    user.wait_until_saved();
    user.settle();
    assert!(world.read(SET).contains("quote") && !user.shows("could not be saved"));
    assert_eq!(rescues(&world).waiting().len(), 0, "it is put aside again");
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until("the copy is offered once more", |window| window.dialogs.rescue.n_waiting() == 1);
    look(&mut user);
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    assert!(world.read(SET).contains("quote"));
}

#[test]
fn the_file_can_be_kept_as_it_is_and_the_copy_is_not_deleted() {
    let world = unsaved(&["opposes"]);
    let path = rescues(&world).waiting().remove(0);
    let bytes = fs::read(&path).expect("is there");
    let mut user = come_back(&world, "ann");
    look(&mut user);
    user.click("Keep a.txt by ann as it is");
    assert!(user.shows("nothing was deleted"));
    drop(user);
    let aside = path.with_file_name("set-aside").join(path.file_name().expect("a name"));
    assert_eq!(fs::read(aside).expect("is there"), bytes);
    let user = come_back(&world, "ann");
    assert!(!user.shows("could not be saved"));
    assert_eq!(world.read(SET), "");
}

#[test]
fn later_means_at_the_next_start() {
    let world = unsaved(&["opposes"]);
    let mut user = come_back(&world, "ann");
    user.click("Later");
    assert!(!user.shows("could not be saved"));
    drop(user);
    let mut user = come_back(&world, "ann");
    assert!(user.shows("could not be saved"));
    user.click("Later");
    user.click("Search or run");
    user.type_text("rescue");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until("the copies are read again", |window| !window.dialogs.rescue.is_reading);
    assert!(user.shows("1 statement that the file does not have"));
}

#[test]
fn a_copy_of_which_every_word_is_in_the_file_goes_silently() {
    let world = unsaved(&["opposes"]);
    let kept = rescues(&world).copies().remove(0).content.expect("is whole");
    world.write(SET, &kept.content);
    let user = come_back(&world, "ann");
    assert!(!user.shows("could not be saved"));
    assert_eq!(rescues(&world).waiting().len(), 0);
}

#[test]
fn what_was_said_after_the_copy_stays() {
    let world = unsaved(&["opposes"]);
    let mut user = come_back(&world, "ann");
    user.select("welcomes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    look(&mut user);
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && set.contains(r#"quote: ["welcomes"],"#), "{set}");
}

/// A corpus whose set was saved, and then one statement deleted and another changed while it could not be.
fn changed_in_vain() -> World {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = world.window("ann");
    for words in ["opposes", "welcomes"] {
        user.select(words);
        user.key(Modifiers::NONE, Key::Enter);
    }
    user.wait_until_saved();
    mark_read_only(&world, true);
    user.click_words("opposes");
    user.key(Modifiers::NONE, Key::Delete);
    fails_to_save(&mut user);
    user.click_words("welcomes");
    user.key(Modifiers::NONE, Key::Questionmark);
    fails_to_save(&mut user);
    drop(user);
    mark_read_only(&world, false);
    assert_eq!(world.read(SET).matches("quote").count(), 2);
    world
}

#[allow(clippy::permissions_set_readonly_false, reason = "the file is the test's own")]
fn mark_read_only(world: &World, is_so: bool) {
    let path = world.root().join(SET);
    let mut rights = fs::metadata(&path).expect("is there").permissions();
    rights.set_readonly(is_so);
    fs::set_permissions(path, rights).expect("sets");
}

#[test]
fn a_copy_that_is_the_files_next_version_changes_and_deletes() {
    let world = changed_in_vain();
    let mut user = come_back(&world, "ann");
    look(&mut user);
    assert!(user.shows("1 statement that differs, 1 statement that only the file has"));
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(!set.contains(r#"quote: ["opposes"],"#) && set.contains("unsure: true"), "{set}");
}

#[test]
fn from_a_file_that_was_changed_since_nothing_is_taken_away() {
    let world = changed_in_vain();
    world.write(SET, world.read(SET).replace("InProgress", "Done"));
    let mut user = come_back(&world, "ann");
    look(&mut user);
    assert!(user.shows("The file was changed since"));
    user.click("Take over a.txt by ann");
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains(r#"quote: ["opposes"],"#) && set.contains("unsure: true") && set.contains("Done"), "{set}");
}

#[test]
fn closing_on_work_that_cannot_be_saved_says_that_copies_are_kept() {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write("annotations", "in the way");
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.ask_to_close();
    assert!(user.is_close_refused());
    user.settle();
    assert!(user.shows("Close again to leave: rescue copies of them are kept"));
}

#[test]
fn nobody_takes_over_the_work_of_another_unawares() {
    let world = unsaved(&["opposes"]);
    let mut user = come_back(&world, "bob");
    look(&mut user);
    user.click("Take over a.txt by ann");
    assert_eq!(user.session().corpus().sets().len(), 0, "the button is off, and its tooltip says why");
    assert_eq!(rescues(&world).waiting().len(), 1);
}

#[test]
fn a_copy_can_be_written_to_a_place_of_ones_own() {
    let world = unsaved(&["opposes"]);
    let to = world.beside("mine.ron");
    let mut user = world.start_page(Some(to.clone()));
    let root = world.root();
    user.open_corpus_as(&root, Some("ann"));
    user.wait_until("the copies are read", |window| window.dialogs.rescue.found.is_some());
    look(&mut user);
    user.click("Save copy of a.txt by ann as…");
    user.settle();
    let kept = rescues(&world).copies().remove(0).content.expect("is whole");
    assert_eq!(fs::read_to_string(to).expect("is there"), kept.content);
    assert!(user.shows("It is still offered here"));
}

#[test]
fn a_folder_of_nonsense_is_named_and_harms_nothing() {
    let world = unsaved(&["opposes"]);
    let folder = rescues(&world).folder().to_owned();
    let kept = rescues(&world).copies().remove(0).content.expect("is whole");
    fs::write(folder.join("0-garbage.ron"), b"\xff\xfe").expect("writes");
    let foreign = Kept { file: "../../outside.ron".to_owned(), ..kept.clone() };
    let broken = Kept { content: kept.content.replace("Statement(", "Nonsense("), ..kept.clone() };
    let orphan = Kept { file: "annotations/ann/gone.txt.ron".to_owned(), ..kept };
    for copy in [foreign, broken, orphan] {
        rescues(&world).keep(&copy, None).expect("keeps");
    }
    let mut user = come_back(&world, "ann");
    look(&mut user);
    assert!(user.shows("0-garbage.ron") && user.shows("not UTF-8"));
    assert!(user.shows("of no file that Standpoint writes") && user.shows("“gone.txt” is not in the folder"));
    assert!(user.shows("Part of the copy cannot be taken over"));
    user.click("Put aside 0-garbage.ron");
    assert!(!user.shows("not UTF-8"));
    assert_eq!(fs::read(folder.join("set-aside/0-garbage.ron")).expect("is there"), b"\xff\xfe");
    assert_eq!(world.read(SET), "");
}

#[test]
fn check_tells_of_copies_that_wait() {
    let world = unsaved(&["opposes"]);
    let state = world.beside("home");
    fs::create_dir_all(state.join("standpoint")).expect("a folder");
    fs::rename(world.beside("state/rescue"), state.join("standpoint/rescue")).expect("moves");
    let root = world.root();
    let ended = crate::program::standpoint([root.as_os_str()]);
    drop(ended);
    let check = crate::program::standpoint(["check".as_ref(), root.as_os_str()]).env("XDG_STATE_HOME", &state);
    check.ends_with(1).says(&["annotations/ann/a.txt.ron: work that could not be saved", "open the corpus"]);
}

#[test]
fn entries_of_the_codebook_and_details_come_back_too() {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write("codebook.ron", "Codebook(\n    format: 1,\n)\n");
    let user = world.window("ann");
    drop(user);
    let said = |file: &str, content: &str| Kept {
        corpus: String::new(),
        file: file.to_owned(),
        kept: jiff::Timestamp::now(),
        why: "The disk is full".to_owned(),
        base: String::new(),
        content: content.to_owned(),
    };
    let book = "Codebook(\n    format: 1,\n    themes: [\n        Theme(\n            id: \"tax\",\n            name: \"Tax\",\n        ),\n    ],\n)\n";
    let details = "Corpus(\n    format: 1,\n    documents: [\n        Document(\n            path: \"a.txt\",\n            title: \"On tax\",\n        ),\n    ],\n)\n";
    rescues(&world).keep(&said("codebook.ron", book), None).expect("keeps");
    rescues(&world).keep(&said("corpus.ron", details), None).expect("keeps");
    let mut user = come_back(&world, "ann");
    look(&mut user);
    assert!(user.shows("1 theme that the file does not have"), "the theme");
    assert!(user.shows("1 document that differs."), "the title");
    user.click("Take over the codebook");
    user.click("Take over the details of documents");
    user.wait_until_saved();
    assert!(world.read("codebook.ron").contains("Tax") && world.read("corpus.ron").contains("On tax"));
}
