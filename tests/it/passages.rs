//! The Passages place, driven by accessible name: sort, pick, go to the text and back.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::app::place::Place;

const NONE: Modifiers = Modifiers::NONE;

/// The window on the sample corpus, in the Passages place.
pub fn at_passages(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num2);
    assert_eq!(user.window().place, Place::Passages);
    user
}

/// The names of the rows in view, from the top down.
pub fn rows(user: &Driver) -> Vec<String> {
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
    user.click("Sort hits by after");
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

/// Every statement of everybody.
fn statements(user: &Driver) -> Vec<std::sync::Arc<standpoint::model::Statement>> {
    user.session().corpus().sets().values().flat_map(|set| set.statements().to_vec()).collect()
}

/// The names of all controls.
fn names(user: &Driver) -> Vec<String> {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    user.harness.query_all_by(|_| true).filter_map(|node| node.accesskit_node().label()).collect()
}

/// Types a query in place of the one that is there.
pub fn type_query(user: &mut Driver, query: &str) {
    user.key(NONE, Key::Escape);
    user.key(Modifiers::COMMAND, Key::F);
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text(query);
    user.key(NONE, Key::Enter);
}

#[test]
fn a_tick_and_a_typed_query_say_the_same() {
    let world = World::sample();
    let mut user = at_passages(&world);
    let n =
        statements(&user).iter().filter(|one| one.stance.as_ref().is_some_and(|id| id.as_str() == "doubts")).count();
    user.click("Stance: doubts, ");
    let ticked = user.window().places.passages.query.clone();
    assert_eq!(ticked.to_string(), "stance:doubts");
    assert!(user.shows(&format!("{n} of ")), "so many are shown");
    let by_tick = rows(&user);
    user.click("Clear the filter");
    assert!(user.window().places.passages.query.is_empty());
    type_query(&mut user, "stance:doubts");
    assert_eq!(user.window().places.passages.query, ticked);
    assert_eq!(rows(&user), by_tick);
    assert!(user.shows(&format!("1 of {n}")), "from the field, Enter goes on to the rows");
    type_query(&mut user, "stance:doubts not stance:doubts");
    assert!(user.shows("Nothing matches"));
    user.click("Clear filters");
    assert!(user.window().places.passages.query.is_empty());
}

#[test]
fn a_fault_in_a_query_is_said_in_plain_words_and_changes_nothing() {
    let world = World::sample();
    let mut user = at_passages(&world);
    type_query(&mut user, "stance:suports");
    assert!(user.shows("There is no stance “suports”"));
    assert!(user.shows("supports"));
    assert!(user.window().places.passages.query.is_empty());
}

#[test]
fn what_can_be_typed_is_offered_and_taken_by_tab() {
    let world = World::sample();
    let mut user = at_passages(&world);
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("stan");
    user.key(NONE, Key::Tab);
    user.type_text("opp");
    user.key(NONE, Key::Tab);
    user.key(NONE, Key::Enter);
    assert_eq!(user.window().places.passages.query.to_string(), "stance:opposes");
}

#[test]
fn the_picked_are_recoded_after_a_preview_and_one_undo_brings_all_back() {
    let world = World::sample();
    let mut user = at_passages(&world);
    let before = statements(&user);
    type_query(&mut user, "stance:doubts coder:coder-1");
    user.key(Modifiers::COMMAND, Key::A);
    user.key(NONE, Key::R);
    assert!(user.shows("Nothing to change"));
    user.click("Say stance mixed");
    let sets = user.session().corpus().sets().iter().filter(|(key, _)| key.coder.as_str() == "coder-1");
    let own = sets.flat_map(|(_, set)| set.statements().to_vec());
    let n = own.filter(|one| one.stance.as_ref().is_some_and(|id| id.as_str() == "doubts")).count();
    assert!(user.shows("stance: doubts → mixed"), "each change is told");
    user.click(&format!("Recode {n} statements"));
    let mixed = |all: &[std::sync::Arc<standpoint::model::Statement>]| {
        all.iter().filter(|one| one.stance.as_ref().is_some_and(|id| id.as_str() == "mixed")).count()
    };
    assert_eq!(mixed(&statements(&user)), mixed(&before) + n);
    assert!(user.shows("Nothing matches"), "the table follows");
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(statements(&user), before);
    assert_eq!(user.window().place, Place::Passages, "whoever undoes it stays");
}

#[test]
fn all_hits_are_coded_by_sentence_and_one_undo_takes_them_back() {
    let world = World::uncoded_sample();
    let mut user = at_passages(&world);
    assert!(user.shows("No statements yet"));
    search(&mut user, "workforce");
    user.click("Code all hits");
    user.click("Its sentence");
    user.click("Say stance supports");
    user.click("Choose theme");
    user.type_text("workforce");
    user.key(NONE, Key::Enter);
    let verb = names(&user).into_iter().find(|name| name.starts_with("Code ") && name.ends_with(" passages"));
    user.click(&verb.expect("a button that codes them"));
    let made = statements(&user);
    assert!(made.len() > 3, "{}", made.len());
    assert!(made.iter().all(|one| one.stance.is_some() && one.theme.is_some() && one.speakers.is_empty()));
    user.wait_until("the hits are marked", |window| {
        window.places.passages.search.hits().is_some_and(|hits| hits.n_coded == hits.n_hits)
    });
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(statements(&user).is_empty());
}

#[test]
fn an_edit_is_in_the_table_at_once() {
    let world = World::sample();
    let mut user = at_passages(&world);
    type_query(&mut user, "stance:opposes");
    let n = |user: &Driver| {
        statements(user).iter().filter(|one| one.stance.as_ref().is_some_and(|id| id.as_str() == "opposes")).count()
    };
    let before = n(&user);
    user.key(NONE, Key::ArrowDown);
    user.key(NONE, Key::Enter);
    let key =
        user.session().corpus().codebook.stances.iter().find(|one| one.name == "supports").and_then(|one| one.key);
    assert_eq!(key, Some('5'));
    user.key(NONE, Key::Num5);
    assert_eq!(n(&user), before - 1);
    user.key(Modifiers::ALT, Key::ArrowLeft);
    assert!(user.shows(&format!("{} of ", before - 1)), "the row is gone from the table");
}

#[test]
fn the_export_dialog_takes_what_is_shown() {
    let world = World::sample();
    let mut user = at_passages(&world);
    type_query(&mut user, "stance:doubts");
    user.click("Export…");
    assert!(user.shows("shown in Passages"));
    let only = user.window().dialogs.export.filter.only.clone().expect("some are named");
    assert!(user.shows(&format!("{} passages to export", only.len())));
}

#[test]
fn a_filter_is_saved_by_name_chosen_again_and_deleted() {
    let world = World::sample();
    let mut user = at_passages(&world);
    type_query(&mut user, "stance:doubts");
    user.click("Saved…");
    user.click("Name of this filter");
    user.type_text("Doubters");
    user.key(NONE, Key::Enter);
    let saved = |user: &Driver| user.session().corpus().queries.get("Doubters").cloned();
    assert_eq!(saved(&user).as_deref(), Some("stance:doubts"));
    user.key(NONE, Key::Escape);
    user.click("Clear the filter");
    user.click("Saved…");
    user.click("Doubters");
    assert_eq!(user.window().places.passages.query.to_string(), "stance:doubts");
    user.click("Saved…");
    user.click("Delete the filter Doubters");
    assert_eq!(saved(&user), None);
    user.key(NONE, Key::Escape);
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(saved(&user).is_some(), "undo brings it back");
}
