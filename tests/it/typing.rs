//! Keys in their order: typed faster than frames, held, with Shift on any keyboard; and the way from statement to
//! statement.

use crate::counted::Counted;
use crate::keyboard::{SET, TEXT};
use crate::world::World;
use standpoint::model::AnnotationSet;

#[test]
fn what_is_typed_within_one_frame_goes_where_each_key_belongs() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = Counted::new(world.window("ann"));
    user.keys("J N \"Fast\"");
    // The last letters of the note, the key that leaves it, the one that keeps the statement, and what comes after it.
    user.keys_at_once("\"er.\" Escape Enter J Enter + N \"x.\" Escape");
    user.user.wait_until_saved();
    let set = world.read(SET);
    let has = |quote: &str| set.matches(&format!("quote: [\"{quote}\"]")).count();
    assert_eq!((has("The bank opposes the tax."), has("It is unfair, it said.")), (1, 2), "{set}");
    assert_eq!((set.matches("note: \"Faster.\",").count(), set.matches("note: \"x.\",").count()), (1, 1), "{set}");
}

#[test]
fn a_sign_typed_with_shift_counts_again_and_again_however_it_is_let_go() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = Counted::new(world.window("ann"));
    user.keys("J Enter");
    let press = |user: &mut Counted, key, pressed| {
        let modifiers = egui::Modifiers { shift: pressed, ..egui::Modifiers::NONE };
        let place = Some(egui::Key::Equals);
        let event = egui::Event::Key { key, physical_key: place, pressed, repeat: false, modifiers };
        user.user.harness.input_mut().events.push(event);
        user.user.harness.run_steps(3);
    };
    let n_statements = |user: &Counted| user.user.session().set(&"a.txt".into()).map_or(0, AnnotationSet::len);
    for n in 2..5 {
        press(&mut user, egui::Key::Plus, true);
        // Held down, the key comes again without having been let go.
        press(&mut user, egui::Key::Plus, true);
        assert_eq!(n_statements(&user), n);
        // Shift was let go first: what goes up is the key of another sign.
        press(&mut user, egui::Key::Equals, false);
    }
}

#[test]
fn the_way_from_statement_to_statement_goes_on_where_one_was_closed() {
    let world = World::sample();
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("Ctrl+PageDown*3");
    let at = |user: &Counted| {
        let set = user.user.session().set(&"003_218fa99778f4842d.txt".into()).expect("is coded");
        set.statements().iter().position(|it| Some(it.id) == user.user.window().coding.focused)
    };
    user.keys("]");
    assert_eq!(at(&user), Some(0));
    for n in 1..5 {
        user.keys("Escape ]");
        assert_eq!(at(&user), Some(n), "the next one, also inside the one before");
    }
    user.keys("Escape [");
    assert_eq!(at(&user), Some(4), "back to the one that was closed");
    user.keys("[");
    assert_eq!(at(&user), Some(3));
}

#[test]
fn a_key_goes_round_the_statements_under_the_cursor() {
    let world = World::new(&[("a.txt", "The bank opposes the new tax, but the union welcomes it and says so.\n")]);
    let mut user = world.window("ann");
    for words in ["bank opposes the new tax, but the union welcomes it", "opposes the new", "new", "welcomes it"] {
        user.select(words);
        user.key(egui::Modifiers::NONE, egui::Key::Enter);
    }
    let path = "a.txt".into();
    let set = |user: &crate::world::Driver| user.session().set(&path).expect("a set").statements().to_vec();
    assert_eq!(set(&user).len(), 4);
    user.select("new");
    let mut met = Vec::new();
    for _ in 0..6 {
        user.key(egui::Modifiers::NONE, egui::Key::Backslash);
        met.push(user.window().coding.focused.expect("one is open"));
    }
    let on_new: Vec<_> = set(&user).iter().take(3).map(|statement| statement.id).collect();
    assert_eq!(met, [on_new.clone(), on_new].concat(), "the three on “new”, round and round, and not the fourth");

    user.key(egui::Modifiers::NONE, egui::Key::Escape);
    user.select("welcomes");
    user.key(egui::Modifiers::NONE, egui::Key::Escape);
    user.key(egui::Modifiers::NONE, egui::Key::Backslash);
    let focused = user.window().coding.focused;
    assert!(set(&user).iter().any(|it| Some(it.id) == focused && it.bounds().end > 40), "at the caret: {focused:?}");
}
