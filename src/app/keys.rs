//! From key presses to actions: commands by their chords, stances and themes by their own keys.

use super::action::{Action, Saying};
use super::chord::key_char;
use super::command::{Command, Menu};
use super::ctx::Ctx;
use super::keymap::Keymap;
use super::place::Place;
use crate::model::{Attribution, StanceId, ThemeId};
use egui::{Event, Id, Key, Modifiers, Popup, Ui};

/// Where the keyboard is.
pub struct At {
    /// The reader as a widget.
    pub reader: Option<Id>,
    /// Whether a dialog is open.
    pub has_dialog: bool,
    /// Whether a text field had the focus in the last frame.
    pub was_typing: bool,
    /// Whether a field of the statement is open for choosing.
    pub is_choosing: bool,
}

/// What key presses mean.
#[derive(Debug, Default)]
pub struct Meant {
    /// To be carried out before the frame is drawn.
    pub now: Vec<Action>,
    /// To be carried out after it, behind what the fields make of their keys.
    pub then: Vec<Action>,
}

/// Takes this frame's key presses that mean something out of the input and returns what they mean.
///
/// With a text field in use, or a dialog open, keys that would be typing are left alone; and while a control other
/// than the reader has the keyboard focus, Enter belongs to it. An open menu has all keys.
pub fn take_actions(ui: &Ui, keymap: &Keymap, ctx: Option<Ctx<'_>>, at: &At) -> Meant {
    let mut meant = Meant::default();
    if Popup::is_any_open(ui.ctx()) {
        return meant;
    }
    let At { reader, has_dialog, was_typing, is_choosing } = *at;
    // Escape has taken the focus from a text field before anyone is asked, and belongs to that field.
    let is_typing = was_typing || ui.ctx().text_edit_focused();
    let has_focus = ui.memory(|memory| memory.focused().is_some_and(|focused| Some(focused) != reader));
    ui.input_mut(|input| {
        input.events.retain_mut(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, repeat } = event else { return true };
            let found = keymap
                .command_for(*key, *physical_key, *modifiers)
                .filter(|(_, chord)| !(is_typing || has_dialog) || !chord.is_typing())
                .filter(|(command, _)| !is_typing || may_interrupt_typing(*command))
                .filter(|(command, _)| ctx.is_none_or(|ctx| ctx.place == Place::Code) || !command.is_of_code())
                .filter(|(command, _)| !has_dialog || matches!(command, Command::Palette))
                .filter(|_| !has_focus || modifiers.command || !belongs_to_control(*key))
                .map(|(command, _)| Action::Run(command));
            let said = || {
                let is_plain = !modifiers.command && !modifiers.ctrl && !modifiers.alt;
                let ctx = ctx.filter(|ctx| ctx.place == Place::Code && is_plain && !is_typing && !has_dialog)?;
                saying(ctx, *key, *physical_key, modifiers.shift)
            };
            match found.or_else(said) {
                None => true,
                Some(Action::Run(Command::Accept)) if is_choosing && *key == Key::Enter => {
                    // What is highlighted is taken first, then the statement is kept.
                    *modifiers = Modifiers::NONE;
                    meant.then.push(Action::Run(Command::Accept));
                    true
                }
                Some(action) => {
                    if !*repeat || may_repeat(&action) {
                        meant.now.push(action);
                    }
                    false
                }
            }
        });
    });
    meant
}

/// Whether holding the key down does it again and again: moving and undoing, yes; making and deleting, no.
const fn may_repeat(action: &Action) -> bool {
    use Command::{CycleOverlap, FindNext, FindPrevious, Redo, SwitchEnd, Undo, ZoomIn, ZoomOut};
    let Action::Run(command) = action else { return false };
    match command.info().menu {
        Menu::Select => !matches!(command, SwitchEnd),
        Menu::Go => !matches!(command, CycleOverlap),
        _ => matches!(command, FindNext | FindPrevious | Redo | Undo | ZoomIn | ZoomOut),
    }
}

/// Whether a command may be asked for by a key that types nothing while a text field has the focus.
///
/// Fields have an undo of their own; and nobody who writes a note means to code with it.
const fn may_interrupt_typing(command: Command) -> bool {
    match command.info().menu {
        Menu::Select | Menu::Code => matches!(command, Command::Accept),
        _ => !matches!(command, Command::Undo | Command::Redo),
    }
}

/// Whether a control that has the keyboard focus keeps this key for itself.
const fn belongs_to_control(key: Key) -> bool {
    matches!(key, Key::Enter | Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}

/// The stance or theme that has this key, or with Shift the speaker.
fn saying(ctx: Ctx<'_>, key: Key, physical: Option<Key>, has_shift: bool) -> Option<Action> {
    ctx.document()?;
    let by_stance = |key: Key| Some(Saying::Stance(Some(stance_of(ctx, key_char(key)?)?)));
    let by_theme = |key: Key| Some(Saying::Theme(Some(theme_of(ctx, key_char(key)?)?)));
    // Where digits need Shift, as on French keyboards, the key at the place of the digit will do.
    let digit = || physical.filter(|key| key_char(*key).is_some_and(|c| c.is_ascii_digit()));
    let said = if has_shift {
        let by_speaker = |key: Key| Some(Saying::Speakers(vec![speaker_of(ctx, key_char(key)?)?]));
        by_speaker(key).or_else(|| by_stance(Some(key).filter(|key| Some(*key) == digit())?))
    } else {
        by_stance(key).or_else(|| by_theme(key)).or_else(|| by_stance(digit()?))
    };
    said.map(Action::Say)
}

fn speaker_of(ctx: Ctx<'_>, typed: char) -> Option<Attribution> {
    let speaker = ctx.codebook().speakers.iter().find(|speaker| speaker.key == Some(typed))?;
    Some(Attribution::from(speaker.id.clone()))
}

fn stance_of(ctx: Ctx<'_>, typed: char) -> Option<StanceId> {
    ctx.codebook().stances.iter().find(|stance| stance.key == Some(typed)).map(|stance| stance.id.clone())
}

fn theme_of(ctx: Ctx<'_>, typed: char) -> Option<ThemeId> {
    ctx.codebook().themes.iter().find(|theme| theme.key == Some(typed)).map(|theme| theme.id.clone())
}
