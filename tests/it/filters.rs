//! The filter of Passages and Findings: what is typed, ticked and counted says the same, and no filter is lost.

use crate::world::{Driver, World};
use egui::{Event, Key, Modifiers, ViewportId};
use standpoint::app::place::Place;
use std::time::Duration;

const NONE: Modifiers = Modifiers::NONE;

/// The window on the sample corpus, in this place.
fn at(world: &World, place: Place) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, if place == Place::Passages { Key::Num2 } else { Key::Num3 });
    assert_eq!(user.window().place, place);
    user
}

/// Types a query in place of the one that is there, and goes on to what was found.
fn filter(user: &mut Driver, query: &str) {
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text(query);
    user.key(NONE, Key::Enter);
}

fn query(user: &Driver) -> String {
    user.window().places.passages.query.to_string()
}

fn n_statements(user: &Driver) -> usize {
    user.session().corpus().sets().values().map(standpoint::model::AnnotationSet::len).sum()
}

/// Draws only the frames that the window asks for, as a screen does while nobody touches anything.
fn draw_what_is_asked_for(user: &mut Driver) {
    for _ in 0..20 {
        user.harness.step();
        let delay = user.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
        if delay > Duration::from_secs(2) {
            return;
        }
    }
    panic!("the window never comes to rest");
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let world = World::sample();
    for place in [Place::Passages, Place::Findings] {
        let mut user = at(&world, place);
        draw_what_is_asked_for(&mut user);
        user.key(NONE, Key::Num2);
        draw_what_is_asked_for(&mut user);
    }
}

#[test]
fn a_count_follows_what_is_typed_though_nothing_moves() {
    let world = World::sample();
    for place in [Place::Findings, Place::Passages] {
        let mut user = at(&world, place);
        let n = n_statements(&user);
        let all = format!("{n} statements");
        assert!(user.shows(&all));
        user.key(Modifiers::COMMAND, Key::F);
        user.harness.event(Event::Text("zzz".to_owned()));
        draw_what_is_asked_for(&mut user);
        assert!(user.shows(&format!("0 of {n} statements")), "{place:?}");
        assert!(!user.shows("Stance: supports, 1"), "{place:?}: what can be ticked is counted along");
    }
}

#[test]
fn escape_leaves_the_field_with_the_filter_as_it_is() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("stance:dou");
    assert!(user.shows("Take doubts"), "completions are offered");
    user.key(NONE, Key::Escape);
    assert!(!user.shows("Take doubts"));
    user.type_text("bts");
    user.key(NONE, Key::Escape);
    user.key(NONE, Key::Escape);
    assert_eq!(query(&user), "stance:doubts");
    user.key(NONE, Key::ArrowDown);
    assert!(user.shows("1 of "), "the rows have the keys");
    // What cannot be read gives way to what is in force.
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("stance:nowhere");
    user.key(NONE, Key::Escape);
    user.key(NONE, Key::Escape);
    assert_eq!(query(&user), "stance:doubts");
    assert!(!user.shows("There is no stance"));
    user.click("Clear the filter");
    assert_eq!(query(&user), "");
}

#[test]
fn undo_takes_back_a_filter_before_it_takes_back_coding() {
    let world = World::sample();
    for place in [Place::Passages, Place::Findings] {
        let mut user = world.window("coder-1");
        user.select("Leaders");
        user.key(NONE, Key::Enter);
        let n = n_statements(&user);
        user.key(Modifiers::COMMAND, if place == Place::Passages { Key::Num2 } else { Key::Num3 });
        filter(&mut user, "stance:doubts");
        filter(&mut user, "stance:supports");
        user.click("Clear the filter");
        for expected in ["stance:supports", "stance:doubts", ""] {
            user.key(Modifiers::COMMAND, Key::Z);
            assert_eq!(query(&user), expected, "{place:?}");
            assert_eq!((n_statements(&user), user.window().place), (n, place));
        }
        user.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        assert_eq!(query(&user), "stance:doubts");
        // Within the field, undo is the field's own.
        user.key(Modifiers::COMMAND, Key::F);
        user.type_text("x");
        user.key(Modifiers::COMMAND, Key::Z);
        assert_eq!((n_statements(&user), user.window().place), (n, place));
        user.key(NONE, Key::Escape);
        user.key(Modifiers::COMMAND, Key::Num1);
        user.key(Modifiers::COMMAND, Key::Z);
        assert_eq!(n_statements(&user), n - 1, "in Code, coding is taken back");
    }
}

#[test]
fn filters_that_gave_way_are_to_be_had_again_after_a_restart() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "stance:doubts");
    filter(&mut user, "stance:supports");
    user.click("Clear the filter");
    user.ask_to_close();
    drop(user);
    let mut user = at(&world, Place::Passages);
    assert_eq!(query(&user), "");
    user.click("Saved…");
    assert!(user.shows("stance:supports"));
    user.click("stance:doubts");
    assert_eq!(query(&user), "stance:doubts");
}

#[test]
fn the_key_of_the_filter_selects_what_is_in_it() {
    let world = World::sample();
    for place in [Place::Passages, Place::Findings] {
        let mut user = at(&world, place);
        filter(&mut user, "stance:doubts");
        filter(&mut user, "stance:supports");
        assert_eq!(query(&user), "stance:supports", "{place:?}: typing takes the place of the old");
    }
}

#[test]
fn while_the_filter_is_wrong_nothing_is_said_of_the_one_before() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "zzz");
    assert!(user.shows("Nothing matches") && user.shows("0 of "));
    filter(&mut user, "stance:nowhere");
    assert!(user.shows("There is no stance “nowhere”"));
    assert!(!user.shows("Nothing matches") && !user.shows("0 of "));
    user.click("Clear filters");
    let mut user = at(&world, Place::Findings);
    filter(&mut user, "stance:doubts");
    assert!(user.shows(&format!("of {} statements", n_statements(&user))));
    filter(&mut user, "stance:nowhere");
    assert!(user.shows("There is no stance “nowhere”"));
    assert!(user.shows("nothing counted"));
}

#[test]
fn a_theme_alone_is_ticked_as_such_among_themes_with_subthemes() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    user.click("Theme: Devolution");
    let with_below = query(&user);
    assert!(with_below.starts_with("under:"), "{with_below}");
    user.click("With subthemes");
    assert!(user.shows("ticked: with subthemes"));
    user.click("Theme: Devolution");
    assert_eq!(query(&user), "");
    user.click("With subthemes");
    filter(&mut user, "theme:devolution-and-local-autonomy");
    assert!(user.shows("ticked: this theme alone"));
    user.click("Theme: Devolution");
    assert_eq!(query(&user), "", "the tick goes as it says");
    assert!(!user.shows("ticked: "));
}

#[test]
fn from_a_number_the_way_leads_back_to_its_finding() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "stance:doubts,opposes");
    user.key(Modifiers::COMMAND, Key::Num3);
    let open_number = |user: &mut Driver| {
        user.click("Column doubts");
        assert_eq!(user.window().place, Place::Passages);
        assert_ne!(query(user), "stance:doubts,opposes");
    };
    open_number(&mut user);
    user.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(user.window().place, Place::Findings);
    assert!(user.shows("Column opposes"), "the finding counts what it counted");
    open_number(&mut user);
    user.click("‹ Back to Findings");
    assert_eq!(user.window().place, Place::Findings);
    open_number(&mut user);
    user.click("Show the filter before");
    assert_eq!(query(&user), "stance:doubts,opposes");
    assert!(!user.shows("Back to Findings"), "this is no number");
    user.key(Modifiers::COMMAND, Key::Num3);
    user.key(Modifiers::COMMAND, Key::Num2);
    assert!(!user.shows("Back to Findings"));
}

#[test]
fn a_filter_is_saved_by_typing_a_name_and_enter() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "stance:doubts");
    user.click("Saved…");
    user.type_text("Doubters");
    user.key(NONE, Key::Enter);
    assert_eq!(user.session().corpus().queries.get("Doubters").map(String::as_str), Some("stance:doubts"));
    assert!(!user.shows("Name of this filter"), "the menu is done with");
}

#[test]
fn a_saved_filter_undone_leaves_the_corpus_file_as_older_versions_read_it() {
    let world = World::sample();
    let before = world.read("corpus.ron");
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "stance:doubts");
    user.click("Saved…");
    user.type_text("Doubters");
    user.key(NONE, Key::Enter);
    user.wait_until_saved();
    assert!(world.read("corpus.ron").contains("format: 4"));
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(user.session().corpus().queries.is_empty());
    user.wait_until_saved();
    assert_eq!(world.read("corpus.ron"), before);
}

#[test]
fn enter_starts_an_export() {
    let world = World::sample();
    let mut user = at(&world, Place::Findings);
    user.key(NONE, Key::E);
    assert!(user.shows("Export finding"));
    user.key(NONE, Key::Enter);
    let to = std::path::PathBuf::from(&user.window().dialogs.finding_export.destination);
    user.wait_until("the finding is written", |_| to.exists());
    let mut user = at(&world, Place::Passages);
    user.click("Export…");
    user.click("File to write");
    user.key(NONE, Key::Enter);
    let to = std::path::PathBuf::from(&user.window().dialogs.export.destination);
    user.wait_until("the passages are written", |_| to.exists());
}

#[test]
fn arrow_keys_in_a_menu_go_on_from_what_is_chosen() {
    let world = World::sample();
    let mut user = at(&world, Place::Findings);
    user.click("Rows: ");
    user.click("Organisation");
    user.click("Rows: Organisation");
    user.key(NONE, Key::ArrowDown);
    user.key(NONE, Key::Enter);
    assert!(!user.shows("Rows: Organisation"), "another is chosen");
    user.click("Rows: ");
    user.key(NONE, Key::ArrowUp);
    user.key(NONE, Key::Enter);
    assert!(user.shows("Rows: Organisation"), "the one above it is the one before");
}

#[test]
fn a_star_that_nothing_fits_finds_nothing() {
    let world = World::sample();
    let mut user = at(&world, Place::Passages);
    filter(&mut user, "role:m*");
    assert!(user.shows("Nothing matches") && !user.shows("There is no role"));
    crate::program::standpoint(["list"]).arg(world.root()).args(&["role:m*"]).ends_with(0).says(&["Counted: 0 of 1"]);
}

#[test]
fn the_queries_of_the_manual_work_on_the_sample() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("A query says which statements are meant").expect("is told");
    let block = rest.split("```").nth(1).expect("are shown");
    let queries: Vec<&str> = block
        .lines()
        .filter(|line| !line.contains('…'))
        .flat_map(|line| {
            let parts: Vec<&str> = line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
            // What the last part says is what the others mean.
            parts[..parts.len().saturating_sub(1)].to_vec()
        })
        .collect();
    assert!(queries.len() > 7, "{queries:?}");
    let root = World::sample();
    for query in queries {
        crate::program::standpoint(["list"]).arg(root.root()).args(&[query]).ends_with(0).quietly();
    }
}

#[test]
fn a_number_says_nothing_twice_and_the_filter_of_the_last_session_is_not_lost() {
    let world = World::sample();
    let mut user = at(&world, Place::Findings);
    filter(&mut user, "stance:doubts");
    user.ask_to_close();
    drop(user);
    let mut user = at(&world, Place::Findings);
    user.click("Column doubts");
    assert_eq!(query(&user), "stance:doubts");
    user.key(Modifiers::ALT, Key::ArrowLeft);
    user.click("Clear the filter");
    user.click("Column opposes");
    assert_eq!(query(&user), "stance:opposes");
    user.click("Saved…");
    user.click("stance:doubts");
    assert_eq!(query(&user), "stance:doubts");
}
