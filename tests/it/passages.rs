//! The Passages place, driven by accessible name: sort, pick, go to the text and back.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::app::place::Place;

const NONE: Modifiers = Modifiers::NONE;

/// The window on the sample corpus, in the Passages place.
fn at_passages(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num2);
    assert_eq!(user.window().place, Place::Passages);
    user
}

/// The names of the rows in view, from the top down.
fn rows(user: &Driver) -> Vec<String> {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    let mut rows: Vec<(f32, String)> = user
        .harness
        .query_all_by(|node| node.role() == egui::accesskit::Role::Row)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn every_statement_is_a_row_and_a_click_on_a_head_sorts_them() {
    let world = World::sample();
    let mut user = at_passages(&world);
    let in_text = rows(&user);
    assert!(in_text.len() > 8, "{in_text:?}");
    user.click("Sort by speaker");
    let by_name = rows(&user);
    let speaker = |row: &String| row.split("”: ").nth(1).unwrap_or_default().split(", ").next().map(str::to_owned);
    let speakers: Vec<_> = by_name.iter().filter_map(speaker).collect();
    assert!(speakers.is_sorted(), "{speakers:?}");
    user.click("Sort by speaker, sorted");
    assert!(rows(&user)[0] > by_name[0], "the other way round");
    user.click("Sort by passage");
    assert_eq!(rows(&user), in_text);
    drop(user);
    let again = at_passages(&world);
    assert_eq!(again.window().memory.settings.passages.sorts.len(), 2, "the sort is remembered");
}

#[test]
fn keys_pick_rows_and_the_details_follow() {
    let world = World::sample();
    let mut user = at_passages(&world);
    user.key(NONE, Key::ArrowDown);
    assert!(user.shows("1 of "));
    user.key(NONE, Key::ArrowDown);
    assert!(user.shows("2 of "), "the details show where the row stands");
    user.key(NONE, Key::End);
    let last = rows(&user);
    user.key(NONE, Key::Home);
    assert_ne!(rows(&user), last, "the table scrolls along");
    user.key(Modifiers::SHIFT, Key::ArrowDown);
    user.key(Modifiers::SHIFT, Key::ArrowDown);
    assert!(user.shows("3 picked"));
    user.key(Modifiers::COMMAND, Key::A);
    let n = user.session().corpus().sets().values().map(standpoint::model::AnnotationSet::len).sum::<usize>();
    assert!(user.shows(&format!("{n} picked")));
}

#[test]
fn enter_goes_to_the_text_and_alt_left_comes_back_to_the_row() {
    let world = World::sample();
    let mut user = at_passages(&world);
    for _ in 0..3 {
        user.key(NONE, Key::ArrowDown);
    }
    user.key(NONE, Key::Enter);
    assert_eq!(user.window().place, Place::Code);
    let third = user.window().coding.focused.expect("the statement is open");
    assert!(user.shows("Statement 3 of "));
    user.click("Next row of Passages");
    assert_ne!(user.window().coding.focused, Some(third));
    user.key(Modifiers::ALT, Key::PageUp);
    assert_eq!(user.window().coding.focused, Some(third));
    user.click("Next row of Passages");
    user.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(user.window().place, Place::Passages);
    assert!(user.shows("4 of "), "the row gone to last is picked");
    user.key(Modifiers::COMMAND, Key::Num1);
    assert!(!user.shows("Back to Passages"), "who came back is on no trail");
}
