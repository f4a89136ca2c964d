//! Asking for a new key of a command, and who gives way when it is taken.

use super::with_chord;
use crate::app::action::Action;
use crate::app::chord::Chord;
use crate::app::command::Command;
use crate::app::ctx::Basics;
use egui::{Event, Key, RichText, Ui};

/// The sheet asks for a key of a command.
pub struct Ask {
    command: Command,
    /// Which of its keys is to be replaced; `None` for one more.
    at: Option<usize>,
    /// What was pressed, and who has it.
    clash: Option<(Chord, Command)>,
    /// Why what was pressed will not do.
    refusal: Option<String>,
}

/// What came of asking.
pub enum Heard {
    /// No answer yet.
    Nothing,
    /// Nothing is to change.
    Closed,
    /// The command is to have these keys.
    Given(Command, Vec<Chord>),
}

impl Ask {
    /// Asks for a key of `command` in place of the one of number `at`, or for one more.
    pub const fn new(command: Command, at: Option<usize>) -> Self {
        Self { command, at, clash: None, refusal: None }
    }

    /// Whose key.
    pub const fn command(&self) -> Command {
        self.command
    }

    /// Whether the next key press is the answer.
    pub const fn is_listening(&self) -> bool {
        self.clash.is_none()
    }
}

/// Takes this frame's key presses as the answer.
pub fn hear(ui: &Ui, basics: Basics<'_>, ask: &mut Ask) -> Heard {
    // What is pressed must not reach a field or a button, too.
    if let Some(focused) = ui.memory(egui::Memory::focused).filter(|_| ask.is_listening()) {
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
    let is_listening = ask.is_listening();
    let mut presses = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, repeat: false, .. } => {
                let is_ours = is_listening || *key == Key::Escape;
                if is_ours {
                    presses.push((*key, *modifiers));
                }
                !is_ours
            }
            Event::Text(_) => !is_listening,
            Event::Copy | Event::Cut | Event::Paste(_) if is_listening => {
                ask.refusal = Some("That key belongs to the clipboard.".to_owned());
                false
            }
            _ => true,
        });
    });
    let Some((key, modifiers)) = presses.first().copied() else { return Heard::Nothing };
    let chords = basics.keymap.chords(ask.command);
    match (key, modifiers.is_none()) {
        (Key::Escape, _) => return Heard::Closed,
        (Key::Delete, true) => return Heard::Given(ask.command, with_chord(chords, ask.at, None)),
        _ => {}
    }
    let Some(chord) = Chord::of_press(key, modifiers) else {
        ask.refusal = Some("That key cannot be given to a command.".to_owned());
        return Heard::Nothing;
    };
    match basics.keymap.holder(chord).filter(|holder| *holder != ask.command) {
        Some(holder) => {
            ask.clash = Some((chord, holder));
            Heard::Nothing
        }
        None => Heard::Given(ask.command, with_chord(chords, ask.at, Some(chord))),
    }
}

/// Draws the question, or who has what was pressed.
pub fn ask_ui(ui: &mut Ui, basics: Basics<'_>, state: &mut Option<Ask>, out: &mut Vec<Action>) {
    let Some(ask) = state else { return };
    let Some((chord, holder)) = ask.clash else {
        let words = ask.refusal.as_deref().unwrap_or("Press the new key.");
        ui.label(RichText::new(format!("{words} Del: none · Esc: as it was")).color(basics.tokens.accent));
        return;
    };
    let keeps = ui.button("Keep it there").on_hover_text("Nothing changes (Esc)");
    let takes = ui.button("Take it over").on_hover_text(format!("{} loses this key", holder.info().name));
    ui.label(RichText::new(format!("{chord} is the key of {}", plain_name(holder))).color(basics.tokens.warning));
    if ui.memory(|memory| memory.focused().is_none()) {
        takes.request_focus();
    }
    if takes.clicked() {
        let chords = with_chord(basics.keymap.chords(ask.command), ask.at, Some(chord));
        out.push(Action::GiveKeys(ask.command, Some(chords)));
    }
    if takes.clicked() || keeps.clicked() {
        *state = None;
    }
}

/// The name within a sentence: in quote marks, without the ellipsis.
fn plain_name(command: Command) -> String {
    format!("“{}”", command.info().name.trim_end_matches('…'))
}
