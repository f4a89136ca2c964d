//! From key presses to actions: commands by their chords, stances and themes by their own keys.

use super::action::{Action, Saying};
use super::command::Command;
use super::ctx::Ctx;
use super::place::Place;
use crate::model::{StanceId, ThemeId};
use egui::{Event, Id, Key, Modifiers, Popup, Ui};

/// Where the keyboard is.
pub struct At {
    /// The reader as a widget.
    pub reader: Option<Id>,
    /// Whether a dialog is open.
    pub has_dialog: bool,
    /// Whether a text field had the focus in the last frame.
    pub was_typing: bool,
}

/// Takes this frame's key presses that mean something out of the input and returns what they mean.
///
/// With a text field in use, or a dialog open, keys that would be typing are left alone; and while a control other
/// than the reader has the keyboard focus, Enter belongs to it. An open menu has all keys.
pub fn take_actions(ui: &Ui, ctx: Option<Ctx<'_>>, at: &At) -> Vec<Action> {
    if Popup::is_any_open(ui.ctx()) {
        return Vec::new();
    }
    let At { reader, has_dialog, was_typing } = *at;
    // Escape has taken the focus from a text field before anyone is asked, and belongs to that field.
    let is_typing = was_typing || ui.ctx().text_edit_focused();
    let has_focus = ui.memory(|memory| memory.focused().is_some_and(|focused| Some(focused) != reader));
    let mut actions = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, repeat } = event else { return true };
            let found = command_for(*key, *modifiers)
                .filter(|(_, typing)| !(is_typing || has_dialog) || !typing)
                .filter(|(command, _)| !is_typing || !matches!(command, Command::Undo | Command::Redo))
                .filter(|(command, _)| ctx.is_none_or(|ctx| ctx.place == Place::Code) || !command.is_of_code())
                .filter(|(command, _)| !has_dialog || matches!(command, Command::Palette))
                .filter(|_| *key != Key::Enter || !has_focus)
                .map(|(command, _)| Action::Run(command));
            let said = || {
                let may = modifiers.is_none() && !is_typing && !has_dialog;
                ctx.filter(|ctx| may && ctx.place == Place::Code).and_then(|ctx| saying(ctx, *key, *physical_key))
            };
            match found.or_else(said) {
                None => true,
                Some(action) => {
                    if !*repeat || may_repeat(&action) {
                        actions.push(action);
                    }
                    false
                }
            }
        });
    });
    actions
}

/// Whether holding the key down does it again and again: moving and undoing, yes; making and deleting, no.
const fn may_repeat(action: &Action) -> bool {
    use Command::{FindNext, FindPrevious, NextDocument, NextStatement, PreviousDocument, PreviousStatement};
    use Command::{Redo, Undo, ZoomIn, ZoomOut};
    matches!(
        action,
        Action::Run(
            FindNext
                | FindPrevious
                | NextDocument
                | NextStatement
                | PreviousDocument
                | PreviousStatement
                | Redo
                | Undo
                | ZoomIn
                | ZoomOut
        )
    )
}

/// The command of a chord, and whether the chord would be typing in a text field.
fn command_for(key: Key, modifiers: Modifiers) -> Option<(Command, bool)> {
    Command::ALL.into_iter().find_map(|command| {
        let chord = command.info().chords.iter().find(|chord| chord.is(key, modifiers))?;
        Some((command, chord.is_typing()))
    })
}

/// The stance or theme that has this key.
fn saying(ctx: Ctx<'_>, key: Key, physical: Option<Key>) -> Option<Action> {
    ctx.document()?;
    let by_stance = |key: Key| Some(Saying::Stance(Some(stance_of(ctx, key_char(key)?)?)));
    let by_theme = |key: Key| Some(Saying::Theme(Some(theme_of(ctx, key_char(key)?)?)));
    // Where digits need Shift, as on French keyboards, the key at the place of the digit will do.
    let digit = || physical.filter(|key| key_char(*key).is_some_and(|c| c.is_ascii_digit()));
    by_stance(key).or_else(|| by_theme(key)).or_else(|| by_stance(digit()?)).map(Action::Say)
}

fn stance_of(ctx: Ctx<'_>, typed: char) -> Option<StanceId> {
    ctx.codebook().stances.iter().find(|stance| stance.key == Some(typed)).map(|stance| stance.id.clone())
}

fn theme_of(ctx: Ctx<'_>, typed: char) -> Option<ThemeId> {
    ctx.codebook().themes.iter().find(|theme| theme.key == Some(typed)).map(|theme| theme.id.clone())
}

/// The lower-case letter or the digit that a key types.
fn key_char(key: Key) -> Option<char> {
    let mut chars = key.name().chars();
    let only = chars.next().filter(char::is_ascii_alphanumeric)?;
    chars.next().is_none().then(|| only.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_type_their_letter() {
        assert_eq!(key_char(Key::D), Some('d'));
        assert_eq!(key_char(Key::Num5), Some('5'));
        assert_eq!(key_char(Key::F1), None);
        assert_eq!(key_char(Key::Space), None);
    }
}
