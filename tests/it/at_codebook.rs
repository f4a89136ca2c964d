//! The Codebook place in the hands of tests.

use crate::world::{Driver, World};
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use standpoint::model::{Codebook, Stance, Statement, Theme};
use std::sync::Arc;

/// No modifier held.
pub const NONE: Modifiers = Modifiers::NONE;

/// The window on a copy of the sample corpus, in the Codebook place.
pub fn at_codebook(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num5);
    user
}

/// The codebook.
pub fn book(user: &Driver) -> &Codebook {
    &user.session().corpus().codebook
}

/// The theme with this id.
pub fn theme<'u>(user: &'u Driver, id: &str) -> &'u Theme {
    book(user).themes.get(&id.into()).unwrap_or_else(|| panic!("no theme {id}"))
}

/// The stance with this id.
pub fn stance<'u>(user: &'u Driver, id: &str) -> &'u Stance {
    book(user).stances.get(&id.into()).unwrap_or_else(|| panic!("no stance {id}"))
}

/// Every statement of everybody.
pub fn statements(user: &Driver) -> Vec<Arc<Statement>> {
    user.session().corpus().sets().values().flat_map(|set| set.statements().to_vec()).collect()
}

/// How many statements are about a theme.
pub fn n_about(user: &Driver, id: &str) -> usize {
    statements(user)
        .iter()
        .filter(|statement| statement.theme.as_ref().is_some_and(|theme| theme.as_str() == id))
        .count()
}

/// Every file beside the documents, byte for byte, once all is saved.
pub fn saved(world: &World, user: &Driver) -> Vec<(String, String)> {
    user.wait_until_saved();
    let mut sets: Vec<String> = user
        .session()
        .corpus()
        .sets()
        .keys()
        .map(|key| format!("annotations/{}/{}.ron", key.coder, key.document))
        .collect();
    sets.push("codebook.ron".to_owned());
    sets.into_iter().map(|name| (name.clone(), world.read(&name))).collect()
}

/// Types over the field of this name.
pub fn fill(user: &mut Driver, field: &str, text: &str) {
    user.click(field);
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text(text);
    user.key(NONE, Key::Tab);
}

/// Moves the pointer, and presses or lets go of its button.
pub fn pointer(user: &mut Driver, at: Pos2, pressed: Option<bool>) {
    user.harness.event(Event::PointerMoved(at));
    if let Some(pressed) = pressed {
        user.harness.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: NONE });
    }
    user.harness.step();
}
