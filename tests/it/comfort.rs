//! Settings, what is remembered, and the tour.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::app::place::Place;
use standpoint::app::settings::{FaceChoice, ThemeChoice, TourMemory};

const DOCUMENT: &str = "004_fa3808962a1dde82.txt";

fn settings(user: &Driver) -> standpoint::app::settings::Settings {
    user.window().memory.settings.clone()
}

#[test]
fn the_settings_change_the_text_and_the_theme_at_once_and_are_remembered() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Comma);
    assert!(user.shows("Line width") && user.shows("Line spacing"));
    user.click("Sans");
    user.click("Dark");
    user.click("High contrast");
    user.click("Reduced motion");
    assert_eq!(settings(&user).setting.face, FaceChoice::Sans);
    assert_eq!(settings(&user).theme, ThemeChoice::Dark);
    let ctx = user.harness.ctx.clone();
    let style = ctx.global_style();
    assert_eq!(style.visuals.panel_fill, egui::Color32::BLACK, "the dark theme in high contrast");
    assert!(style.animation_time.abs() < f32::EPSILON);
    user.click("Theme stays armed");
    assert!(settings(&user).carries.theme);
    drop(user);
    let user = world.window("coder-1");
    assert_eq!(settings(&user).setting.face, FaceChoice::Sans);
    assert!(settings(&user).sight.high_contrast && settings(&user).sight.reduced_motion);
}

#[test]
fn place_document_and_scroll_position_are_remembered() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("Streeting tells NHS Providers");
    let reader = user.harness.state_mut().reader.as_mut().expect("a document is open");
    let end = reader.text().len() - 40;
    reader.view.scroll_to(standpoint::text::Span::new(end, end + 1));
    user.settle();
    let first = |user: &Driver| user.window().reader.as_ref().map_or(0, |reader| reader.view.first_visible());
    let before = first(&user);
    assert!(before > 0, "the text was scrolled");

    // Within the session, a document comes back where it was left.
    user.click("MiP Conference");
    assert_eq!(first(&user), 0);
    user.click("Streeting tells NHS Providers");
    user.settle();
    assert_eq!(first(&user), before);

    user.key(Modifiers::COMMAND, Key::Num5);
    assert_eq!(user.window().place, Place::Codebook);
    user.ask_to_close();
    drop(user);
    let mut user = world.window("coder-1");
    assert_eq!(user.window().place, Place::Codebook);
    user.key(Modifiers::COMMAND, Key::Num1);
    user.settle();
    assert_eq!(user.window().coding.document.as_ref().map(standpoint::model::DocPath::as_str), Some(DOCUMENT));
    assert_eq!(first(&user), before);
}

#[test]
fn the_tour_goes_on_when_a_step_is_done_and_is_offered_once() {
    let world = World::sample();
    let mut user = world.window("ann");
    user.harness.state_mut().memory.settings.tour = TourMemory::Unseen;
    let root = world.root();
    user.open_corpus_as(&root, Some("ann"));
    user.wait_until("documents are read", |window| {
        window.session.as_ref().is_some_and(|session| session.loading().is_none())
    });
    assert!(user.shows("Choose what is said"));
    user.key(Modifiers::NONE, Key::ArrowRight);
    assert!(user.shows("Say who, what and where they stand"));
    user.click("Step back in the tour");
    user.settle();
    assert!(user.shows("Say who, what and where they stand"), "the sentence is still chosen");
    user.click("Next step of the tour");
    assert!(user.shows("Keep it"));
    user.key(Modifiers::NONE, Key::Enter);
    assert!(user.shows("Change your mind"));
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(user.shows("Grow the codebook"));
    user.click("Finish the tour");
    assert!(!user.shows("Grow the codebook"));
    assert_eq!(settings(&user).tour, TourMemory::Seen);
    user.open_corpus_as(&root, Some("ann"));
    user.settle();
    assert!(!user.shows("Choose what is said"), "it is offered once");
}

#[test]
fn another_corpus_has_no_tour() {
    let world = World::new(&[("a.txt", "One.\n")]);
    let mut user = world.window("ann");
    user.harness.state_mut().memory.settings.tour = TourMemory::Unseen;
    user.open_corpus_as(&world.root(), Some("ann"));
    user.settle();
    assert!(!user.shows("Tour"));
}

#[test]
fn a_message_stands_below_the_text() {
    let world = World::sample();
    let mut user = world.window("ann");
    user.click("MiP Conference");
    user.select("come down off the hill");
    user.key(Modifiers::NONE, Key::Enter);
    let undo = user.get("Undo").rect();
    assert!(undo.top() >= 770.0, "the message lies over text: {undo}");
}

#[test]
fn settings_out_of_bounds_are_brought_into_them() {
    let world = World::new(&[("a.txt", "The bank opposes the tax.")]);
    let state = world.beside("state");
    std::fs::create_dir_all(&state).expect("a folder");
    let said = "(text_percent: 0, setting: (measure: 0, row_percent: 4000000000), panels: (documents: inf))";
    std::fs::write(state.join("settings.ron"), said).expect("writes");
    let settings = standpoint::app::memory::Memory::load(&state).settings;
    assert_eq!((settings.text_percent, settings.setting.measure, settings.setting.row_percent), (60, 45, 220));
    assert!(settings.panels.documents.is_finite());
}

#[test]
fn a_folder_that_nobody_coded_begins_under_the_name_last_given() {
    let world = World::sample();
    let mut user = world.start_page(None);
    user.open_corpus_as(&world.root(), None);
    user.settle();
    user.click("I am someone else");
    user.type_text("anna");
    user.key(Modifiers::NONE, Key::Enter);
    let bare = world.beside("bare");
    std::fs::create_dir_all(&bare).expect("a folder");
    std::fs::write(bare.join("a.txt"), "One.\n").expect("writes");
    user.open_corpus_as(&bare, None);
    user.settle();
    assert_eq!(user.session().coder().as_str(), "anna");
}
