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
    let turned = rows(&user);
    assert!(speaker(&turned[0]) > speaker(&by_name[0]), "the other way round: {turned:?}");
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

/// Searches the texts and waits for what is found.
fn search(user: &mut Driver, words: &str) {
    user.key(NONE, Key::Num2);
    user.click("Search the texts");
    user.type_text(words);
    user.key(NONE, Key::Enter);
    user.wait_until("the texts are searched", |window| window.places.passages.search.hits().is_some());
}

#[test]
fn a_search_finds_words_in_all_texts_and_goes_there_and_back() {
    let world = World::sample();
    let mut user = at_passages(&world);
    search(&mut user, "waiting lists");
    let hits = user.window().places.passages.search.hits().expect("found").clone();
    assert!(hits.n_hits > 3 && hits.documents.len() > 1, "{} on {}", hits.n_hits, hits.documents.len());
    assert!(user.shows("All documents"));
    user.click("Sort hits by behind");
    let behind: Vec<String> =
        rows(&user).iter().map(|row| row.to_lowercase()).filter(|row| row.starts_with("hit")).collect();
    assert!(behind.len() > 3);
    user.key(NONE, Key::Home);
    user.key(NONE, Key::Enter);
    assert_eq!(user.window().place, Place::Code);
    let reader = user.window().reader.as_ref().expect("a text is shown");
    let span = reader.selection().expect("the hit is selected");
    let found = reader.text().slice(span).to_lowercase();
    assert!(found == "waiting" || found == "lists", "{found}");
    assert!(user.shows("Hit 1 of "));
    user.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(user.window().place, Place::Passages);
    assert!(user.shows("All documents"), "the search is as it was left");
}

#[test]
fn a_search_that_makes_no_sense_says_why() {
    let world = World::sample();
    let mut user = at_passages(&world);
    user.key(NONE, Key::Num2);
    user.click("Regular expression");
    user.click("Search the texts");
    user.type_text("(wait");
    user.key(NONE, Key::Enter);
    user.wait_until("the fault is told", |window| window.places.passages.search.error().is_some());
}
