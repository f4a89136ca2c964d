//! The documents: what is known about them, how far they are coded, and the list of them.

use crate::world::{Driver, PATIENCE, World};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use std::time::Instant;

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
    assert_eq!(open_document(&user), "b.txt");
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(open_document(&user), "a.txt");
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

/// Titles of the documents shown, from top to bottom, up to the comma behind each.
fn rows(user: &Driver) -> Vec<String> {
    let is_row = |node: &AccessKitNode<'_>| {
        let words = [", Not started, ", ", In progress, ", ", Done, "];
        node.role() == Role::Button && node.label().is_some_and(|label| words.iter().any(|word| label.contains(word)))
    };
    let mut rows: Vec<(f32, String)> = user
        .harness
        .query_all_by(is_row)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .map(|(top, label)| (top, label.split(',').next().unwrap_or_default().to_owned()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, title)| title).collect()
}

fn open_document(user: &Driver) -> String {
    user.window().coding.document.as_ref().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_list_is_sorted_and_grouped_and_next_follows_it() {
    let world = World::new(&[("a.txt", "One.\n"), ("b.txt", "Two.\n"), ("c.txt", "Three.\n"), ("x/d.txt", "Four.\n")]);
    world.write(
        "corpus.ron",
        r#"Corpus(format: 1, documents: [
            Document(path: "a.txt", title: "Zebra", date: "2023"),
            Document(path: "b.txt", title: "Apple", date: "2021"),
            Document(path: "c.txt", title: "Mango", date: "2022", variables: {"wave": "1"}),
        ])"#,
    );
    let mut user = world.window("ann");
    assert_eq!(rows(&user), ["Zebra", "Apple", "Mango", "d"]);
    user.click("Sort, group and show");
    user.click("Sort by date");
    assert_eq!(rows(&user), ["Apple", "Mango", "Zebra", "d"]);
    user.click("Last first");
    assert_eq!(rows(&user), ["Zebra", "Mango", "Apple", "d"]);
    user.click("Group by wave");
    assert_eq!(rows(&user), ["Mango", "Zebra", "Apple", "d"]);
    user.key(Modifiers::NONE, Key::Escape);
    user.click("Mango");
    user.key(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(open_document(&user), "a.txt", "as shown, not as it lies on the disk");
    user.click("No wave, 0 of 3 done, open");
    assert_eq!(rows(&user), ["Mango"]);
    user.key(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(open_document(&user), "c.txt", "what is folded away is passed over");
    drop(user);

    let user = world.window("ann");
    assert_eq!(rows(&user), ["Mango"], "the choices are remembered");
    assert!(user.shows("No wave, 0 of 3 done, folded"));
}

#[test]
fn quick_filters_show_what_is_left_to_do() {
    let world = World::new(&[("a.txt", "One.\n"), ("b.txt", "Two.\n"), ("c.txt", "Three.\n")]);
    let mut user = world.window("ann");
    user.click("b, Not started");
    user.key(Modifiers::COMMAND, Key::D);
    user.click("Sort, group and show");
    user.click("Not started");
    user.key(Modifiers::NONE, Key::Escape);
    assert_eq!(rows(&user), ["a", "c"]);
    assert!(user.shows("2 of 3 documents"));
    user.key(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(open_document(&user), "c.txt", "from where the open one stood");
    user.click("Show all");
    assert_eq!(rows(&user).len(), 3);
}

#[test]
fn several_documents_are_changed_as_one_step() {
    let names: Vec<String> = (0..9).map(|n| format!("{n}.txt")).collect();
    let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "Nothing here.\n")).collect();
    let world = World::new(&texts);
    let mut user = world.window("ann");
    user.click("2, Not started");
    user.get("5, Not started").click_modifiers(Modifiers::SHIFT);
    user.settle();
    user.get("3, Not started").click_modifiers(Modifiers::COMMAND);
    user.settle();
    assert!(user.shows("3 documents chosen"));
    assert!(user.shows("5, Not started, 0 statements, chosen"));
    user.click("Variable");
    user.click("Name of the variable for all");
    user.type_text("wave");
    user.click("Variable for all");
    user.type_text("1");
    user.click("Set for 3 documents");
    assert!(user.shows("Changed in 3 documents"));
    user.wait_until_saved();
    assert_eq!(world.read("corpus.ron").matches(r#"variables: {"wave": "1"}"#).count(), 3);
    user.click("Mark all chosen as: Done");
    user.wait_until_saved();
    for (name, is_done) in [("2", true), ("3", false), ("4", true), ("5", true), ("6", false)] {
        assert_eq!(world.read(&format!("annotations/ann/{name}.txt.ron")).contains("Done"), is_done, "{name}");
    }
    user.key(Modifiers::COMMAND, Key::Z);
    user.key(Modifiers::COMMAND, Key::Z);
    user.wait_until_saved();
    assert!(!world.read("corpus.ron").contains("wave"), "two steps, each undone at once");
    assert!(!world.read("annotations/ann/4.txt.ron").contains("Done"));
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::NONE, Key::Escape);
    assert!(!user.shows("documents chosen"));
}

#[test]
fn the_share_of_sentences_coded_is_shown() {
    let world = World::sample();
    let user = &mut world.window("coder-1");
    user.click("MiP Conference");
    let begun = Instant::now();
    while !(user.shows("15 statements, 57 % coded") && user.shows("Coverage 57 %")) {
        assert!(begun.elapsed() < PATIENCE, "the share is not shown");
        user.settle();
    }
    let coverage = user.session().corpus().documents()[3].ready_text().map(|text| {
        let set = user.session().set(&"003_218fa99778f4842d.txt".into()).expect("it is coded");
        standpoint::analysis::coverage(&standpoint::text::sentences(text.as_str()), set)
    });
    let share = coverage.and_then(standpoint::analysis::Coverage::share).expect("it has sentences");
    assert!((share * 100.0 - 57.0).abs() <= 0.5, "{share}");
}

#[test]
fn ten_thousand_documents_with_very_long_names_are_listed() {
    let world = World::new(&[]);
    let long = "x".repeat(200);
    for n in 0..10_000 {
        world.write(&format!("{n:05}-{long}.txt"), "One. Two.\n");
    }
    world.write("99999-مستند.txt", "نص قصير.\n");
    let mut user = world.window("ann");
    // No font of ours has Arabic letters; the window shows boxes for them, which is not what is looked at here.
    assert!(user.shows("0 of 10001"));
    user.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    assert!(rows(&user).len() < 40, "only what is in sight is drawn");
    user.click("Sort, group and show");
    user.click("Sort by title");
    user.click("Last first");
    user.key(Modifiers::NONE, Key::Escape);
    assert_eq!(rows(&user).first().map(String::as_str), Some("99999-مستند"));
    user.click("Filter documents");
    user.type_text("09999");
    assert_eq!(rows(&user), [format!("09999-{long}")]);
    let inside = user.get(&format!("09999-{long}")).rect();
    assert!(inside.width() < 300.0, "a long name does not widen the list: {inside:?}");
    let begun = Instant::now();
    user.harness.run_steps(20);
    assert!(begun.elapsed() < PATIENCE / 4, "a frame costs the same with many documents: {:?}", begun.elapsed());
}
