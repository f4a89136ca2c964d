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
