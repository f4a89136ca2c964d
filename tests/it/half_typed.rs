//! What is half typed stays with what it was typed for: another entry, role or document never gets it.

use crate::at_codebook::{NONE, at_codebook, book, fill, n_about, theme};
use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use standpoint::app::place::Place;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{PartialDate, Speaker, Statement};
use standpoint::session::Change;
use std::sync::Arc;

fn speaker<'u>(user: &'u Driver, name: &str) -> &'u Speaker {
    book(user).speakers.iter().find(|speaker| speaker.name == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The Codebook with two new speakers, of which the second is in the card.
fn two_speakers(world: &World) -> Driver {
    let mut user = at_codebook(world);
    user.key(NONE, Key::Num3);
    for name in ["Ann Other", "Jo Bloggs"] {
        user.key(NONE, Key::N);
        user.type_text(name);
        user.key(NONE, Key::Enter);
    }
    user
}

/// Waits as long as a text field does before it remembers what can be taken back.
fn pause(user: &mut Driver) {
    user.harness.run_steps(90);
}

#[test]
fn a_name_that_was_not_entered_goes_to_the_speaker_it_was_typed_for() {
    let world = World::sample();
    let mut user = two_speakers(&world);
    user.click("Add a name");
    user.type_text("Bloggs");
    pause(&mut user);
    user.click("Ann Other, 0");
    assert_eq!(speaker(&user, "Jo Bloggs").aliases, ["Bloggs"]);
    assert!(speaker(&user, "Ann Other").aliases.is_empty());
    user.click("Add a name");
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(user.get("Add a name").value().unwrap_or_default(), "", "a field takes back its own words alone");
    user.type_text("Nobody");
    user.key(NONE, Key::Escape);
    user.click("Jo Bloggs, 0");
    assert!(speaker(&user, "Ann Other").aliases.is_empty(), "Escape drops what was typed");
}

#[test]
fn a_date_on_the_way_to_another_is_not_kept() {
    let world = World::sample();
    let mut user = two_speakers(&world);
    user.click("Add a role");
    fill(&mut user, "From 1", "2019");
    user.click("From 1");
    user.key(Modifiers::COMMAND, Key::A);
    for letter in "2022-13".chars() {
        user.type_text(&letter.to_string());
    }
    user.key(NONE, Key::Tab);
    let from = |user: &Driver| speaker(user, "Jo Bloggs").affiliations[0].from;
    assert_eq!(from(&user), PartialDate::parse("2019"), "2022 and 2022-1 were on the way");
    assert!(user.shows("A year, month or day"));
    assert_eq!(user.get("From 1").value().as_deref(), Some("2022-13"), "it stays to be put right");
    fill(&mut user, "From 1", "2022-12");
    assert_eq!(from(&user), PartialDate::parse("2022-12"));
    assert!(!user.shows("A year, month or day"));
    // What is typed when another speaker is chosen is said of the one it was typed for.
    user.click("Until 1");
    user.type_text("2023");
    user.click("Ann Other, 0");
    assert_eq!(speaker(&user, "Jo Bloggs").affiliations[0].until, PartialDate::parse("2023"));
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(speaker(&user, "Jo Bloggs").affiliations[0].until, None, "and that is one step");
}

#[test]
fn a_field_of_a_role_never_shows_the_words_of_another() {
    let world = World::sample();
    let mut user = two_speakers(&world);
    for nth in 1..=2 {
        user.click("Add a role");
        user.click(&format!("Role {nth}"));
        pause(&mut user);
        user.type_text(if nth == 1 { "first" } else { "second" });
        pause(&mut user);
    }
    user.click("Remove role 1");
    user.click("Role 1");
    user.key(Modifiers::COMMAND, Key::Z);
    let roles = |user: &Driver| -> Vec<String> {
        speaker(user, "Jo Bloggs").affiliations.iter().map(|held| held.held.role.clone()).collect()
    };
    assert_eq!(roles(&user), ["second"]);
    for _ in 2..=10 {
        user.get("Add a role").scroll_to_me();
        user.settle();
        user.click("Add a role");
    }
    user.get("Role 9").scroll_to_me();
    user.settle();
    user.click("Role 9");
    user.type_text("ninth");
    user.key(NONE, Key::Tab);
    user.get("Role 10").focus();
    user.settle();
    user.type_text("tenth");
    assert_eq!(roles(&user)[8..], ["ninth", "tenth"]);
}

#[test]
fn enter_on_cancel_cancels() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Earned autonomy, ");
    user.key(NONE, Key::M);
    user.type_text("Workforce");
    user.key(NONE, Key::Enter);
    let revision = user.session().revision();
    user.get("Cancel").focus();
    user.settle();
    user.key(NONE, Key::Enter);
    assert_eq!(user.session().revision(), revision, "the button in focus has the key");
    assert!(user.shows("When to use") && !user.shows("Which theme stays?"));
}

/// The Codebook with a theme half split: one passage for a new theme, one that stays.
fn splitting(world: &World) -> (Driver, usize) {
    let mut user = at_codebook(world);
    let n = n_about(&user, "devolution-and-local-autonomy");
    user.key(NONE, Key::S);
    user.type_text("Local trust");
    user.key(NONE, Key::Enter);
    user.click("Go through passages");
    user.key(NONE, Key::Num1);
    user.key(NONE, Key::Num0);
    assert!(user.shows(&format!("3 of {n}")));
    (user, n)
}

#[test]
fn escape_elsewhere_leaves_a_split_as_far_as_it_got() {
    let world = World::sample();
    let (mut user, n) = splitting(&world);
    user.click("Workforce, ");
    assert!(!user.shows("Split “"));
    user.key(NONE, Key::Escape);
    user.click("Devolution and local autonomy, ");
    assert!(user.shows(&format!("3 of {n}")));
}

#[test]
fn a_split_follows_what_changed_meanwhile() {
    let world = World::sample();
    let (mut user, n) = splitting(&world);
    // The first of its passages gets another theme, as an undo or an import may do it.
    let session = user.harness.state_mut().session.as_mut().expect("open");
    let is_about = |statement: &Arc<Statement>| {
        statement.theme.as_ref().is_some_and(|theme| theme.as_str() == "devolution-and-local-autonomy")
    };
    let sets = session.corpus().sets().iter();
    let documents = session.corpus().documents();
    let mut all: Vec<_> = sets
        .flat_map(|(key, set)| set.in_order().filter(|one| is_about(one)).map(|one| (key.clone(), Arc::clone(one))))
        .collect();
    all.sort_by_key(|(key, _)| documents.iter().position(|document| document.path == key.document));
    let (set, first) = all.remove(0);
    let changed = Statement { theme: Some("workforce".into()), ..(*first).clone() };
    let edit = Edit::Statement { set, id: first.id, value: Some(Arc::new(changed)) };
    session.apply(Change::new("change theme", edit, Focus::default())).expect("fits");
    user.settle();
    assert!(user.shows(&format!("2 of {}", n - 1)), "the decision about it is gone, the others stay");
    user.key(NONE, Key::Num1);
    user.key(NONE, Key::Escape);
    user.click("Split");
    assert_eq!(n_about(&user, "local-trust"), 1);
    assert_eq!(n_about(&user, "devolution-and-local-autonomy"), n - 2);
}

#[test]
fn changing_an_entry_leaves_what_is_looked_for() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("Earned");
    user.click("Earned autonomy, ");
    user.key(NONE, Key::F2);
    user.key(NONE, Key::End);
    user.type_text(" twice");
    user.key(NONE, Key::Tab);
    user.click("Teal");
    assert_eq!(theme(&user, "earned-autonomy").name, "Earned autonomy twice");
    assert_eq!(user.get("Filter themes").value().as_deref(), Some("Earned"));
    // What is looked for hides the one in the card: the first that is found is next.
    user.click("Filter themes");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text("Pay");
    user.key(NONE, Key::Tab);
    user.click("Themes of the codebook");
    user.key(NONE, Key::ArrowDown);
    let first = user.window().places.codebook.selected().map(|id| id.as_str().to_owned());
    assert_eq!(first.as_deref(), Some("workforce"), "the theme above the one that is found");
}

#[test]
fn nobody_is_asked_for_a_name_to_change_the_codebook() {
    let world = World::sample();
    let mut user = world.start_page(None);
    let root = world.root();
    user.open_corpus_as(&root, None);
    user.wait_until("documents are read", |window| window.session.as_ref().is_some_and(|s| s.loading().is_none()));
    assert!(user.session().is_coder_borrowed());
    user.key(Modifiers::COMMAND, Key::Num5);
    user.key(NONE, Key::N);
    user.type_text("Dental care");
    user.key(NONE, Key::Enter);
    assert_eq!(theme(&user, "dental-care").name, "Dental care");
    // A merge changes statements, so it waits for the name, and goes on under whichever it is.
    user.click("Earned autonomy, ");
    user.key(NONE, Key::M);
    user.type_text("Workforce");
    user.key(NONE, Key::Enter);
    user.key(NONE, Key::Enter);
    assert!(book(&user).themes.get(&"earned-autonomy".into()).is_some());
    user.click("Name of the coder");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text("zoe");
    user.key(NONE, Key::Enter);
    assert_eq!(user.session().coder().as_str(), "zoe");
    assert!(book(&user).themes.get(&"earned-autonomy".into()).is_none());
    assert_eq!(user.window().place, Place::Codebook);
}

#[test]
fn a_variable_is_renamed_in_the_document_in_which_it_was_typed() {
    let world = World::new(&[("a.txt", "One.\n"), ("b.txt", "Two.\n")]);
    let of = |path: &str| format!("Document(path: \"{path}\", variables: {{\"region\": \"Wales\"}})");
    world.write("corpus.ron", format!("Corpus(format: 1, documents: [{}, {}])", of("a.txt"), of("b.txt")));
    let mut user = world.window("ann");
    user.click("a, Not started");
    user.key(NONE, Key::F4);
    user.click("Name of variable region");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text("nation");
    user.key(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(user.get("Name of variable region").value().as_deref(), Some("region"));
    user.click("Name of a new variable");
    user.type_text("wave");
    user.key(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(user.get("Name of a new variable").value().unwrap_or_default(), "");
    let names = |user: &Driver, at: usize| -> Vec<String> {
        user.session().corpus().documents()[at].meta.variables.keys().cloned().collect()
    };
    assert_eq!((names(&user, 0), names(&user, 1)), (vec!["nation".to_owned()], vec!["region".to_owned()]));
}

#[test]
fn a_date_that_is_typed_when_the_window_closes_is_kept() {
    let world = World::new(&[("a.txt", "One.\n"), ("b.txt", "Two.\n")]);
    let mut user = world.window("ann");
    user.click("a, Not started");
    user.key(NONE, Key::F4);
    user.click("Date");
    user.type_text("2021-05");
    user.ask_to_close();
    user.wait_until_saved();
    assert!(world.read("corpus.ron").contains("date: \"2021-05\""));
}

#[test]
fn setting_a_value_twice_does_not_empty_it() {
    let world = World::new(&[("a.txt", "One.\n"), ("b.txt", "Two.\n"), ("c.txt", "Three.\n")]);
    let mut user = world.window("ann");
    user.click("a, Not started");
    user.get("b, Not started").click_modifiers(Modifiers::SHIFT);
    user.settle();
    user.click("Source for all");
    user.type_text("The Times");
    user.click("Set for 2 documents");
    user.click("Set for 2 documents");
    let sources: Vec<&str> =
        user.session().corpus().documents().iter().map(|document| document.meta.source.as_str()).collect();
    assert_eq!(sources, ["The Times", "The Times", ""]);
}

#[test]
fn what_cannot_be_changed_says_so_before_anybody_types() {
    let world = World::sample();
    world.write("codebook.ron", world.read("codebook.ron").replacen("stances: [", "stances: [ Nonsense(),", 1));
    world.write("corpus.ron", world.read("corpus.ron").replacen("documents: [", "documents: [ Nonsense(),", 1));
    let mut user = at_codebook(&world);
    let (why_book, why_corpus) = (user.session().why_held_codebook(), user.session().why_held_corpus_file());
    assert!(why_book.is_some_and(|why| why.contains("codebook.ron")));
    assert!(why_corpus.is_some_and(|why| why.contains("corpus.ron")));
    let revision = user.session().revision();
    assert!(user.shows("The file codebook.ron could not be read whole"));
    user.key(NONE, Key::N);
    user.key(NONE, Key::Delete);
    assert!(user.session().revision() == revision);
    user.key(Modifiers::COMMAND, Key::Num1);
    user.key(NONE, Key::F4);
    assert!(user.shows("The file corpus.ron could not be read whole"));
    assert!(user.get("Title").accesskit_node().is_disabled());
}
