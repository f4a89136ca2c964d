//! The Findings place, driven by accessible name: every number opens its passages, edits are followed, exports are whole.

use crate::at_codebook::NONE;
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
    user.key(NONE, Key::Escape);
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
    assert!(user.shows("Nothing is counted until the filter is put right."));
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
