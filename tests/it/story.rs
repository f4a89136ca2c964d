//! The whole story in the window: open, select, tag, undo, redo, save, reopen, export.

use crate::world::World;
use egui::{Key, Modifiers};

const DOCUMENT: &str = "003_218fa99778f4842d.txt";
const SET: &str = "annotations/ann/003_218fa99778f4842d.txt.ron";

#[test]
fn a_passage_is_tagged_saved_undone_and_exported() {
    let world = World::uncoded_sample();
    let mut user = world.window("ann");
    user.click("MiP Conference");
    assert!(user.shows("MiP Conference: Different paths, similar obstacles, Not started, 0 statements"));

    user.select("come down off the hill");
    assert!(user.shows("New statement"));
    user.key(Modifiers::NONE, Key::S);
    user.type_text("dorrell");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("Speaker: Stephen Dorrell, chair, NHS Confederation"), "role by the date of the document");
    user.click("supports");
    user.key(Modifiers::NONE, Key::T);
    user.type_text("integration");
    user.key(Modifiers::NONE, Key::Enter);
    user.click("Keep and go on");
    user.wait_until_saved();
    let saved = world.read(SET);
    for line in [
        r#"document: "003_218fa99778f4842d.txt","#,
        "progress: InProgress,",
        r#"quote: ["come down off the hill"],"#,
        r#"speakers: ["stephen-dorrell"],"#,
        r#"theme: "integration-and-partnership","#,
        r#"stance: "supports","#,
    ] {
        assert!(saved.contains(line), "{line} is not in\n{saved}");
    }

    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(!world.read(SET).contains("quote"), "undo takes the statement out of the file");
    user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    user.wait_until_saved();
    assert_eq!(world.read(SET), saved, "redo brings back the same bytes");

    drop(user);
    let mut user = world.window("ann");
    user.click("MiP Conference");
    assert!(user.shows("Integration and partnership"));
    user.key(Modifiers::COMMAND, Key::E);
    let target = world.beside("out.csv");
    user.harness.state_mut().dialogs.export.destination = target.display().to_string();
    user.settle();
    assert!(user.shows("1 passage to export"));
    user.click("Export");
    user.wait_until("the export is written", |_| target.exists());
    let exported = std::fs::read_to_string(&target).expect("is text");
    assert!(
        exported.starts_with("\u{feff}id,document,title,date,source,coder,start,end,passage,before,after,speakers")
    );
    assert!(exported.contains("come down off the hill") && exported.contains("NHS Confederation"));
}

#[test]
fn the_speaker_is_carried_over_and_new_entries_are_made_by_typing() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.\nThe union welcomes it.\n")]);
    let mut user = world.window("ann");
    user.select("opposes the tax");
    user.key(Modifiers::NONE, Key::S);
    user.type_text("Jane Roe, chair, The Bank");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("Speaker: Jane Roe, chair, The Bank"));
    user.key(Modifiers::NONE, Key::T);
    user.type_text("Economy > Tax");
    user.key(Modifiers::NONE, Key::Enter);
    user.click("New stance");
    user.type_text("opposes -1");
    user.key(Modifiers::NONE, Key::Enter);
    user.key(Modifiers::NONE, Key::Enter);
    user.select("welcomes it");
    assert!(user.shows("Speaker: Jane Roe"), "the speaker is armed for the next statement");
    assert!(user.shows("Stance · not yet set"));
    user.wait_until_saved();
    let book = world.read("codebook.ron");
    for id in ["jane-roe", "the-bank", "economy", "tax", "opposes"] {
        assert!(book.contains(&format!("id: \"{id}\"")), "{id} is not in\n{book}");
    }
    assert!(world.read("annotations/ann/a.txt.ron").contains(r#"stance: "opposes","#));
    for _ in 0..4 {
        user.key(Modifiers::COMMAND, Key::Z);
    }
    user.wait_until_saved();
    assert!(!world.read("codebook.ron").contains("id:"), "every step was undone");
}

#[test]
fn a_click_opens_a_statement_and_again_the_next_of_those_that_overlap() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.click_words("greater");
    assert!(user.shows("Theme: Accountability"), "the shortest first");
    user.click_words("greater");
    assert!(user.shows("Theme: Structural reorganisation"));
    assert!(user.shows("Also on this passage"));
    user.key(Modifiers::NONE, Key::Num1);
    user.wait_until_saved();
    assert!(world.read(&format!("annotations/coder-1/{DOCUMENT}.ron")).contains(r#"stance: "opposes""#));
}

#[test]
fn a_passage_may_have_several_parts() {
    let world = World::uncoded_sample();
    let mut user = world.window("ann");
    user.click("MiP Conference");
    user.select("The small size of Wales");
    user.key(Modifiers::NONE, Key::P);
    user.select("opportunity to have action");
    user.key(Modifiers::NONE, Key::Num5);
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    assert!(world.read(SET).contains(r#"quote: ["The small size of Wales", "opportunity to have action"],"#));
}

#[test]
fn notes_are_typed_as_one_step_and_keys_do_not_fire_in_them() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.click_words("focus on safe staffing");
    let before = world.read(&format!("annotations/coder-1/{DOCUMENT}.ron"));
    user.key(Modifiers::NONE, Key::N);
    for letter in ["s", "t", "1", "p"] {
        user.type_text(letter);
    }
    user.key(Modifiers::NONE, Key::Escape);
    user.wait_until_saved();
    let after = world.read(&format!("annotations/coder-1/{DOCUMENT}.ron"));
    assert!(after.contains(r#"note: "st1p","#), "{after}");
    assert!(user.shows("Theme: Safe staffing"), "Escape leaves the note, not the statement");
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert_eq!(world.read(&format!("annotations/coder-1/{DOCUMENT}.ron")), before, "one undo takes all of it back");
}

#[test]
fn the_start_page_opens_a_folder_by_dialog_and_remembers_it() {
    let world = World::sample();
    let mut user = world.start_page(Some(world.root()));
    assert!(user.shows("Corpora that you open are listed here."));
    user.click("Open folder…");
    user.wait_until("the corpus is read", |window| window.session.as_ref().is_some_and(|it| it.loading().is_none()));
    assert!(user.shows("You are coding as coder-1"));
    user.click("That is me");
    user.key(Modifiers::COMMAND, Key::W);
    assert!(user.shows("Open corpus"), "the corpus is listed by the name of its folder");
    user.click("Open corpus");
    assert!(!user.shows("You are coding as"), "who codes was said once");
}

#[test]
fn the_palette_runs_commands_and_opens_documents() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::K);
    user.type_text("streeting");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.window().coding.document.as_ref().is_some_and(|path| path.as_str().starts_with("004")));
    user.key(Modifiers::COMMAND, Key::K);
    user.type_text("larger");
    user.key(Modifiers::NONE, Key::Enter);
    assert_eq!(user.window().memory.settings.text_percent, 110);
}

#[test]
fn find_shows_how_many_and_steps_through_them() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("services");
    assert!(user.shows("1 of 6"), "found without regard to case");
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("2 of 6"));
    user.key(Modifiers::NONE, Key::Escape);
    assert!(!user.shows("2 of 6"));
}

#[test]
fn the_window_is_named_after_what_is_open() {
    let world = World::new(&[("a – b.txt", "One.\n"), ("c.txt", "Two.\n")]);
    let mut user = world.window("ann");
    let titles = |user: &crate::world::Driver| -> Vec<String> {
        let outputs = user.harness.output().viewport_output.values();
        let titles = outputs.flat_map(|output| &output.commands).filter_map(|command| match command {
            egui::ViewportCommand::Title(title) => Some(title.clone()),
            _ => None,
        });
        titles.collect()
    };
    user.harness.state_mut().show_document(&"c.txt".into());
    user.harness.step();
    assert_eq!(titles(&user), ["c – corpus – Standpoint"]);
    user.harness.step();
    assert!(titles(&user).is_empty(), "it is said once");
}
