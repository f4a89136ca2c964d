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
fn nobody_is_asked_for_a_name_to_change_the_codebook() {
    let world = World::sample();
    let mut user = world.start_page(None);
    let root = world.root();
    user.harness.state_mut().open_corpus_as(&root, None);
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

