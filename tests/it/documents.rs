//! The documents: what is known about them, how far they are coded, and the list of them.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};

fn details(world: &World, title: &str) -> Driver {
    let mut user = world.window("ann");
    user.click(title);
    user.key(Modifiers::NONE, Key::F4);
    user
}

/// Types into the field of this name, in place of what stands there, and leaves it.
fn fill(user: &mut Driver, field: &str, words: &str) {
    user.click(field);
    user.key(Modifiers::COMMAND, Key::A);
    user.key(Modifiers::NONE, Key::Backspace);
    for letter in words.chars() {
        user.type_text(&letter.to_string());
    }
    user.key(Modifiers::NONE, Key::Escape);
}

#[test]
fn what_is_known_is_typed_saved_and_undone_field_by_field() {
    let world = World::new(&[("a.txt", "Nothing here.\n"), ("b.txt", "Or here.\n")]);
    let mut user = details(&world, "a, Not started");
    fill(&mut user, "Title", "A letter");
    fill(&mut user, "Date", "2022-09-05 to 2022-09-16");
    user.click("Inferred");
    fill(&mut user, "Source", "The Times");
    fill(&mut user, "Kind", "letter");
    fill(&mut user, "Note on the document", "Two signatories");
    user.click("Name of a new variable");
    user.type_text("region");
    user.key(Modifiers::NONE, Key::Enter);
    user.type_text("Wales");
    user.key(Modifiers::NONE, Key::Escape);
    user.wait_until_saved();
    let whole = "Corpus(\n    format: 1,\n    documents: [\n        Document(\n            path: \"a.txt\",\n            \
        title: \"A letter\",\n            date: \"2022-09-05\",\n            until: \"2022-09-16\",\n            \
        inferred: true,\n            source: \"The Times\",\n            kind: \"letter\",\n            \
        note: \"Two signatories\",\n            variables: {\"region\": \"Wales\"},\n        ),\n    ],\n)\n";
    assert_eq!(world.read("corpus.ron"), whole);

    for gone in ["Wales", "region", "signatories", "kind:", "Times", "inferred", "date", "title"] {
        assert!(world.read("corpus.ron").contains(gone), "{gone} is undone too early");
        user.key(Modifiers::COMMAND, Key::Z);
        user.wait_until_saved();
        assert!(!world.read("corpus.ron").contains(gone), "{gone} is one step");
    }
    for _ in 0..8 {
        user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    user.wait_until_saved();
    assert_eq!(world.read("corpus.ron"), whole);
}

#[test]
fn undo_goes_back_to_the_document() {
    let world = World::new(&[("a.txt", "Nothing here.\n"), ("b.txt", "Or here.\n")]);
    let mut user = details(&world, "a, Not started");
    fill(&mut user, "Title", "A letter");
    user.key(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(user.window().coding.document.as_ref().map(|path| path.as_str()), Some("b.txt"));
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(user.window().coding.document.as_ref().map(|path| path.as_str()), Some("a.txt"));
    assert!(user.shows("Undone: change title"));
}

#[test]
fn what_is_no_date_is_said_and_nothing_is_lost() {
    let world = World::new(&[("a.txt", "Nothing here.\n"), ("b.txt", "Or here.\n")]);
    let mut user = details(&world, "a, Not started");
    fill(&mut user, "Date", "2023-06-14");
    fill(&mut user, "Date", "soon");
    assert!(user.shows("“soon” is no date that can be read"));
    assert!(user.shows("The date is still 2023-06-14."));
    assert_eq!(user.get("Date").value().as_deref(), Some("soon"), "what was typed stays to be put right");
    fill(&mut user, "Date", "");
    assert!(!user.shows("no date that can be read"));
    user.wait_until_saved();
    assert!(!world.read("corpus.ron").contains("date"));
    // A date that was typed and not left is said when its document goes out of sight.
    user.click("Date");
    user.type_text("2021");
    user.key(Modifiers::COMMAND, Key::PageDown);
    user.wait_until_saved();
    assert!(world.read("corpus.ron").contains("date: \"2021\""));
}

#[test]
fn dates_in_the_text_are_offered() {
    let text = "Press release\n\nReleased on 14 June 2023 by the Confederation, after a meeting in May 2023.\n";
    let world = World::new(&[("a.txt", text)]);
    let mut user = details(&world, "a, Not started");
    assert!(user.shows("Take the date May 2023"));
    user.click("Take the date 14 Jun 2023");
    user.wait_until_saved();
    assert!(world.read("corpus.ron").contains("date: \"2023-06-14\""));
    assert_eq!(user.get("Date").value().as_deref(), Some("2023-06-14"));
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(!world.read("corpus.ron").contains("date"));
}

#[test]
fn what_other_documents_have_is_offered() {
    let world = World::sample();
    let mut user = details(&world, "MiP Conference");
    user.click("Kinds used");
    user.click("press release");
    user.wait_until_saved();
    let of = user.window().ctx(&[]).and_then(|ctx| ctx.document().map(|document| document.meta.kind.clone()));
    assert_eq!(of.as_deref(), Some("press release"));
}

#[test]
fn nothing_coded_is_a_result() {
    let world = World::new(&[("a.txt", "Nothing here.\n"), ("b.txt", "Or here.\n")]);
    let mut user = world.window("ann");
    user.click("a, Not started, 0 statements");
    user.key(Modifiers::COMMAND, Key::D);
    assert!(user.shows("Document marked done, nothing coded"));
    assert!(user.shows("a, Done, nothing coded, 0 statements"));
    assert!(user.shows("b, Not started, 0 statements"));
    user.wait_until_saved();
    assert!(world.read("annotations/ann/a.txt.ron").contains("progress: Done"));
}
