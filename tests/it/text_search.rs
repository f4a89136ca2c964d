//! Searching the texts in the window: what is listed and coded is always what the field looks for.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::Statement;
use std::sync::Arc;

const NONE: Modifiers = Modifiers::NONE;

/// The window on the texts of the sample corpus, which nobody has coded.
fn at_texts(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num2);
    user.key(NONE, Key::Num2);
    user
}

/// Types this in place of what is in the field, and leaves the field as it is.
fn type_pattern(user: &mut Driver, pattern: &str) {
    user.click("Search the texts");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text(pattern);
}

/// Looks for this and waits for what is found.
fn search(user: &mut Driver, pattern: &str) {
    type_pattern(user, pattern);
    user.key(NONE, Key::Enter);
    user.wait_until("the texts are searched", |window| {
        let search = &window.places.passages.search;
        search.progress().is_none() && search.hits().is_some()
    });
}

/// Every statement of everybody.
fn statements(user: &Driver) -> Vec<Arc<Statement>> {
    user.session().corpus().sets().values().flat_map(|set| set.statements().to_vec()).collect()
}

/// The names of the controls that begin so, from the top down.
fn names(user: &Driver, begin: &str) -> Vec<String> {
    let named = user.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(begin)));
    let mut named: Vec<(f32, String)> =
        named.map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default())).collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    named.into_iter().map(|(_, name)| name).collect()
}

/// The button that codes, such as `Code 7 passages`.
fn verb(user: &Driver) -> String {
    let is_verb = |name: &&String| name.ends_with(" passage") || name.ends_with(" passages");
    names(user, "Code ").iter().find(is_verb).cloned().unwrap_or_default()
}

fn is_disabled(user: &Driver, name: &str) -> bool {
    user.get(name).accesskit_node().is_disabled()
}

#[test]
fn a_pattern_that_cannot_be_read_says_so_at_once_and_has_no_hits() {
    let world = World::uncoded_sample();
    let mut user = at_texts(&world);
    assert!(is_disabled(&user, "Code all hits"), "nothing is looked for");
    search(&mut user, "patients");
    assert!(user.window().places.passages.search.len() > 3);
    assert!(!is_disabled(&user, "Code all hits"));
    user.click("Regular expression");
    for (pattern, why) in [("league (table", "nclosed group"), ("leader* \"foo", "is not closed")] {
        if pattern.contains('"') {
            user.click("Regular expression");
        }
        type_pattern(&mut user, pattern);
        assert!(user.shows(why), "{pattern}: it is told without Enter");
        assert_eq!(user.window().places.passages.search.len(), 0, "{pattern}");
        assert!(!user.shows("Counted:"), "{pattern}: nothing was searched");
        assert!(is_disabled(&user, "Code all hits"), "{pattern}");
        user.key(NONE, Key::Enter);
        assert!(!user.shows("Its sentence"), "{pattern}");
        search(&mut user, "patients");
        assert!(user.window().places.passages.search.len() > 3, "{pattern}: once it is right, hits are there again");
    }
}

#[test]
fn what_is_about_to_be_coded_follows_the_field() {
    let world = World::uncoded_sample();
    let mut user = at_texts(&world);
    search(&mut user, "patients");
    user.click("Code all hits");
    user.click("Say stance supports");
    let of_patients = verb(&user);
    assert!(!is_disabled(&user, &of_patients));
    type_pattern(&mut user, "\"workforce");
    assert!(names(&user, "Code “").is_empty(), "no hit is left to be coded");
    assert!(user.shows("put it right first"));
    search(&mut user, "workforce");
    let of_workforce = verb(&user);
    assert_ne!(of_workforce, of_patients);
    user.click(&of_workforce);
    let made = statements(&user);
    assert!(made.len() > 3, "{}", made.len());
    let text = |one: &Arc<Statement>| {
        let sets = user.session().corpus().sets();
        let (key, _) = sets.iter().find(|(_, set)| set.statements().contains(one)).expect("is in a set");
        let document = user.session().corpus().document(&key.document).expect("is there");
        document.ready_text().expect("is read").slice(one.bounds()).to_lowercase()
    };
    assert!(made.iter().all(|one| text(one) == "workforce"), "{:?}", made.iter().map(text).collect::<Vec<_>>());
}

#[test]
fn hits_are_previewed_as_the_table_lists_them_and_single_ones_are_left_out() {
    let world = World::uncoded_sample();
    let mut user = at_texts(&world);
    search(&mut user, "workforce");
    user.click("Sort hits by after");
    user.click("Code all hits");
    let n = user.window().places.passages.search.len();
    assert!(user.shows("an empty statement says nothing"));
    assert!(is_disabled(&user, &format!("Code {n} passages")));
    user.click("Say stance supports");
    let title = |at: usize| {
        let hit = user.window().places.passages.search.hit(at).expect("is listed");
        user.session().corpus().document(&hit.document).expect("is there").title().to_owned()
    };
    let listed = names(&user, "Code “");
    assert!(!listed.is_empty());
    for (at, name) in listed.iter().enumerate() {
        assert!(name.ends_with(&format!("new statement, {}", title(at))), "{at}: {name}");
    }
    let left_out = user.window().places.passages.search.hit(0).expect("is listed").span;
    user.click("Code “");
    assert!(user.shows("left out, "));
    assert!(user.shows(&format!("{} of {n} places", n - 1)));
    user.click(&format!("Code {} passages", n - 1));
    assert_eq!(statements(&user).len(), n - 1);
    assert!(statements(&user).iter().filter(|one| one.bounds() == left_out).count() < n);
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(statements(&user).is_empty());
}

#[test]
fn a_search_that_is_stopped_leaves_no_hits_of_another() {
    let world = World::uncoded_sample();
    let mut user = at_texts(&world);
    search(&mut user, "patients");
    user.click("Search the texts");
    user.key(Modifiers::COMMAND, Key::A);
    user.harness.event(egui::Event::Text("workforce".to_owned()));
    while user.window().places.passages.search.progress().is_none() {
        user.harness.step();
    }
    // What it finds is taken in at the beginning of a frame, and none has begun since.
    user.harness.state_mut().places.passages.search.cancel();
    user.settle();
    assert!(user.shows("The search was stopped"));
    assert_eq!(user.window().places.passages.search.len(), 0);
    assert!(is_disabled(&user, "Code all hits"));
    search(&mut user, "workforce");
    assert!(user.window().places.passages.search.len() > 3);
}
