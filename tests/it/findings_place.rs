//! The Findings place, driven by accessible name: every number opens its passages, edits are followed, exports are whole.

use crate::at_codebook::NONE;
use crate::program::standpoint;
use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use standpoint::app::place::Place;

/// The window with the Findings place shown.
fn at_findings(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num3);
    assert_eq!(user.window().place, Place::Findings);
    user
}

/// Names of all figures in view, such as `Devolution, supports: 10`, with the number.
fn figures(user: &Driver) -> Vec<(String, usize)> {
    let has_number = |node: &AccessKitNode<'_>| number_of(&node.label().unwrap_or_default()).is_some();
    let found = user.harness.query_all_by(has_number);
    let name = |node: egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    found.map(name).filter_map(|name| number_of(&name).map(|n| (name.clone(), n))).collect()
}

/// The number at the end of the name of a figure.
fn number_of(name: &str) -> Option<usize> {
    let (place, number) = name.rsplit_once(": ")?;
    place.contains(", ").then(|| number.replace(',', "").parse().ok()).flatten()
}

/// How many statements the Passages place shows.
fn n_shown(user: &Driver) -> usize {
    let session = user.session();
    let table = standpoint::analysis::StatementTable::new(session.corpus());
    let query = &user.window().places.passages.query;
    query.on(&table, session.corpus()).expect("what a number opens is a query").len()
}

/// Chooses an option of a pill.
fn choose(user: &mut Driver, pill: &str, option: &str) {
    user.click(&format!("{pill}: "));
    user.click(option);
}

/// Opens every figure in view and holds it against what Passages shows.
fn open_every_figure(user: &mut Driver, at_least: usize) {
    let all = figures(user);
    assert!(all.len() >= at_least, "{} figures", all.len());
    for (name, n) in all {
        user.click(&name);
        assert_eq!(user.window().place, Place::Passages, "{name}");
        assert_eq!(n_shown(user), n, "{name}: {}", user.window().places.passages.query);
        user.key(Modifiers::COMMAND, Key::Num3);
    }
}

#[test]
fn every_number_of_a_crosstab_opens_as_many_passages() {
    let world = World::sample();
    let mut user = at_findings(&world);
    open_every_figure(&mut user, 40);
}

#[test]
fn so_it_is_for_speakers_and_dates_and_what_is_unset() {
    let world = World::sample();
    let mut user = at_findings(&world);
    choose(&mut user, "Rows", "Organisation");
    choose(&mut user, "Columns", "Month");
    open_every_figure(&mut user, 8);
    choose(&mut user, "Rows", "Role");
    choose(&mut user, "Columns", "Coder");
    open_every_figure(&mut user, 8);
}

#[test]
fn a_number_opened_narrows_passages_and_not_findings() {
    let world = World::sample();
    let mut user = at_findings(&world);
    let total = |user: &Driver| figures(user).into_iter().find(|(name, _)| name.starts_with("all, all"));
    user.key(Modifiers::NONE, Key::Slash);
    user.type_text("stance:supports");
    user.key(NONE, Key::Enter);
    let before = figures(&user);
    assert!(!user.shows("Column opposes"), "the filter holds");
    user.click("Column supports");
    assert_eq!(user.window().place, Place::Passages);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert_eq!(figures(&user), before, "{:?}", total(&user));
}

#[test]
fn an_edit_and_its_undo_are_followed_in_the_next_frame() {
    let world = World::new(&[("a.txt", "We support this plan. We oppose that plan.\n")]);
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(user.shows("No statements yet"));
    user.click("Go to Code");
    user.select("We support this plan.");
    user.key(NONE, Key::Enter);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(user.shows("Counted: 1 statement on 1 document by 1 coder."));
    assert!(figures(&user).contains(&("all, all: 1".to_owned(), 1)));
    user.key(Modifiers::COMMAND, Key::Z);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(user.shows("No statements yet"));
    user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(user.shows("Counted: 1 statement on 1 document by 1 coder."));
}

#[test]
fn a_filter_that_cannot_be_read_says_so_and_one_that_finds_nothing_can_be_cleared() {
    let world = World::sample();
    let mut user = at_findings(&world);
    user.key(Modifiers::NONE, Key::Slash);
    user.type_text("stance:nothing-of-the-kind");
    user.key(NONE, Key::Enter);
    assert!(user.shows("nothing-of-the-kind”"), "it is told what is not known");
    user.click("Clear the filter");
    user.key(Modifiers::NONE, Key::Slash);
    user.type_text("zzzz");
    user.key(NONE, Key::Enter);
    assert!(user.shows("No statement fits this filter."));
    user.click("Clear the filter");
    assert!(user.shows("Counted: "));
}

#[test]
fn views_are_shown_by_key_and_by_command() {
    let world = World::sample();
    let mut user = at_findings(&world);
    user.key(NONE, Key::Num2);
    assert!(user.shows("Stance by top theme"));
    user.key(NONE, Key::Num1);
    assert!(user.shows("Statements by theme and stance"));
    user.key(Modifiers::COMMAND, Key::Num1);
    user.click("Search or run");
    user.type_text("findings: stance");
    user.key(NONE, Key::Enter);
    assert_eq!(user.window().place, Place::Findings);
    assert!(user.shows("Stance by top theme"));
}

/// Writes what is shown to a file that the dialog is told, and reads it.
fn exported(user: &mut Driver, world: &World, name: &str) -> Vec<u8> {
    let to = world.beside(name);
    user.click("File to write");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text(&to.display().to_string());
    user.click("Export to this file");
    user.wait_until("the file is written", |_| to.exists());
    std::fs::read(to).expect("is written")
}

#[test]
fn an_export_is_what_the_command_line_writes() {
    let world = World::sample();
    let mut user = at_findings(&world);
    user.key(NONE, Key::E);
    assert!(user.shows("Export finding"));
    let written = exported(&mut user, &world, "window.csv");
    let to = world.beside("line.csv");
    let args = ["crosstab", "--rows", "theme", "--columns", "stance", "--to"];
    standpoint(args).arg(&to).arg(world.root()).ends_with(0);
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&std::fs::read(to).expect("is written")));
    user.key(NONE, Key::Escape);
    for (view, at_least) in [(Key::Num2, "Stance by top theme"), (Key::Num3, "Statements by "), (Key::Num1, "All")] {
        user.key(NONE, view);
        user.key(NONE, Key::E);
        user.click("Picture (SVG)");
        let picture = exported(&mut user, &world, &format!("{view:?}.svg"));
        let picture = String::from_utf8(picture).expect("SVG is text");
        assert!(picture.contains("<svg") && picture.contains(at_least) && picture.contains("Counted: "), "{view:?}");
        user.key(NONE, Key::Escape);
    }
}

#[test]
fn totals_stay_in_view_below_a_long_table() {
    let world = World::sample();
    let mut user = at_findings(&world);
    // There are more themes than the window shows.
    let last = "New ways of working, supports: ";
    assert!(user.shows("Devolution and local autonomy, supports: ") && !user.shows(last));
    let name = user.get("all, supports: ").accesskit_node().label().expect("has a name");
    user.click("all, supports: ");
    assert_eq!(n_shown(&user), number_of(&name).expect("a number"), "{name}");
}

#[test]
fn coverage_and_profile_are_exported_as_the_pictures_of_the_command_line() {
    let world = World::sample();
    let mut user = at_findings(&world);
    let is_same = |user: &mut Driver, name: &str, args: &[&str]| {
        user.key(NONE, Key::E);
        user.click("Picture (SVG)");
        let picture = exported(user, &world, &format!("{name}.svg"));
        let to = world.beside(&format!("{name} of the line.svg"));
        standpoint([args[0]]).arg(world.root()).args(&args[1..]).arg("--svg").arg(&to).ends_with(0);
        let line = std::fs::read_to_string(&to).expect("is written");
        assert!(String::from_utf8_lossy(&picture) == line, "{name} is another picture");
        user.key(NONE, Key::Escape);
    };
    user.key(NONE, Key::Num6);
    user.wait_for("a sentence is coded when");
    is_same(&mut user, "coders", &["coverage"]);
    choose(&mut user, "By", "Document");
    choose(&mut user, "Draw", "Bars");
    is_same(&mut user, "documents", &["coverage", "--documents"]);
    // What is behind a bar opens.
    let said = "MiP Conference: Different paths, similar obstacles, complete statements: 29 of 29 (100%)";
    user.click(said);
    assert_eq!(n_shown(&user), 29);
    user.key(Modifiers::COMMAND, Key::Num3);
    user.key(NONE, Key::Num5);
    user.click("Speaker, organisation, theme or document");
    user.type_text("wes st");
    user.key(NONE, Key::Enter);
    is_same(&mut user, "profile", &["profile", "--speaker", "Wes Streeting"]);
}

#[test]
fn a_profile_is_chosen_by_typing_and_its_numbers_open_passages() {
    let world = World::sample();
    let mut user = at_findings(&world);
    user.key(NONE, Key::Num5);
    user.click("Speaker, organisation, theme or document");
    user.type_text("wes st");
    user.key(NONE, Key::Enter);
    assert!(user.shows("Stances") && user.shows("Quotations"));
    let n: usize = {
        user.get("Speaker: Wes Streeting");
        let corpus = user.session().corpus();
        let of_him = |statement: &&std::sync::Arc<standpoint::model::Statement>| {
            statement.speakers.iter().any(|who| who.speaker.as_str() == "wes-streeting")
        };
        corpus.sets().values().map(|set| set.in_order().filter(of_him).count()).sum()
    };
    user.click(&format!("{n} statements"));
    assert_eq!((user.window().place, n_shown(&user)), (Place::Passages, n));
    user.key(Modifiers::COMMAND, Key::Num3);
    user.click("Quotation: ");
    assert_eq!(user.window().place, Place::Code);
}

#[test]
fn numbers_of_coverage_open_their_passages_and_choices_are_remembered() {
    let world = World::sample();
    let mut user = at_findings(&world);
    user.key(NONE, Key::Num6);
    for name in ["coder-1, Statements: ", "Any coder, complete: "] {
        let shown = user.get(name).accesskit_node().label().expect("has a name");
        user.click(name);
        assert_eq!(n_shown(&user), number_of(&shown).expect("a number"), "{shown}");
        user.key(Modifiers::COMMAND, Key::Num3);
    }
    user.key(NONE, Key::Num1);
    choose(&mut user, "Rows", "Organisation");
    choose(&mut user, "Count", "Mean stance");
    let kept = user.window().places.findings.remembered();
    let mut other = standpoint::app::places::findings::FindingsPlace::default();
    other.recall(&kept, &user.window().places.passages.query);
    assert_eq!(other.remembered(), kept);
    assert!(user.shows("Mean stance by organisation and stance"));
}
