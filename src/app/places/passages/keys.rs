//! The keys of the place, in one table: tooltips read it, and a sheet of keys can list it.

use crate::app::chord::{Chord, alt, ctrl, plain, shift};
use egui::{Event, Key, Modifiers, Ui};

/// What a key asks of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named and explained in the table below")]
pub enum PassagesKey {
    Statements,
    Texts,
    Query,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    StretchUp,
    StretchDown,
    StretchPageUp,
    StretchPageDown,
    StretchFirst,
    StretchLast,
    PickAll,
    Open,
    Recode,
    BackToFindings,
    Cancel,
}

/// What the table says of a key.
pub struct PassagesKeyInfo {
    /// What it does.
    pub name: &'static str,
    /// One sentence more, for tooltips.
    pub help: &'static str,
    /// Its keys, the one that is shown first.
    pub chords: &'static [Chord],
}

macro_rules! keys {
    ($($chord:expr),*) => {
        const { &[$($chord),*] }
    };
}

const fn row(name: &'static str, help: &'static str, chords: &'static [Chord]) -> PassagesKeyInfo {
    PassagesKeyInfo { name, help, chords }
}

impl PassagesKey {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 20] = [
        Self::Statements,
        Self::Texts,
        Self::Query,
        Self::Up,
        Self::Down,
        Self::PageUp,
        Self::PageDown,
        Self::First,
        Self::Last,
        Self::StretchUp,
        Self::StretchDown,
        Self::StretchPageUp,
        Self::StretchPageDown,
        Self::StretchFirst,
        Self::StretchLast,
        Self::PickAll,
        Self::Open,
        Self::Recode,
        Self::BackToFindings,
        Self::Cancel,
    ];

    /// Name, help and keys.
    pub const fn info(self) -> PassagesKeyInfo {
        match self {
            Self::Statements => row("Statements", "What is coded", keys![plain(Key::Num1)]),
            Self::Texts => row("Text search", "The texts of all documents, coded or not", keys![plain(Key::Num2)]),
            Self::Query => row("Filter", "Type what to show", keys![ctrl(Key::F), plain(Key::Slash)]),
            Self::Up => row("Row above", "In the table", keys![plain(Key::ArrowUp)]),
            Self::Down => row("Row below", "In the table", keys![plain(Key::ArrowDown)]),
            Self::PageUp => row("A page up", "In the table", keys![plain(Key::PageUp)]),
            Self::PageDown => row("A page down", "In the table", keys![plain(Key::PageDown)]),
            Self::First => row("First row", "In the table", keys![plain(Key::Home), ctrl(Key::Home)]),
            Self::Last => row("Last row", "In the table", keys![plain(Key::End), ctrl(Key::End)]),
            Self::StretchUp => row("Pick up", "The row above as well", keys![shift(Key::ArrowUp)]),
            Self::StretchDown => row("Pick down", "The row below as well", keys![shift(Key::ArrowDown)]),
            Self::StretchPageUp => row("Pick a page up", "Those above as well", keys![shift(Key::PageUp)]),
            Self::StretchPageDown => row("Pick a page down", "Those below as well", keys![shift(Key::PageDown)]),
            Self::StretchFirst => row("Pick to the first", "All above as well", keys![shift(Key::Home)]),
            Self::StretchLast => row("Pick to the last", "All below as well", keys![shift(Key::End)]),
            Self::PickAll => row("Pick all", "Every statement shown", keys![ctrl(Key::A)]),
            Self::Open => row("Show in the text", "Go to the passage in Code", keys![plain(Key::Enter)]),
            Self::Recode => row("Recode…", "Change what the picked statements say, all at once", keys![plain(Key::R)]),
            Self::BackToFindings => {
                row("Back to Findings", "To the finding of which a number was opened", keys![alt(Key::ArrowLeft)])
            }
            Self::Cancel => row("Cancel", "Close what is open", keys![plain(Key::Escape)]),
        }
    }

    /// What it does, with its key in brackets.
    pub fn tooltip(self) -> String {
        let info = self.info();
        format!("{} ({})", info.help, info.chords[0])
    }

    /// Its key as text.
    pub fn key(self) -> String {
        self.info().chords[0].to_string()
    }

    /// Whether it picks rows beside those picked.
    pub const fn stretches(self) -> bool {
        use PassagesKey::{StretchDown, StretchFirst, StretchLast, StretchPageDown, StretchPageUp, StretchUp};
        matches!(self, StretchUp | StretchDown | StretchPageUp | StretchPageDown | StretchFirst | StretchLast)
    }

    /// Whether holding the key down does it again and again.
    const fn may_repeat(self) -> bool {
        !matches!(self, Self::Query | Self::PickAll | Self::Open | Self::Recode | Self::Cancel)
    }

    fn of(key: Key, modifiers: Modifiers) -> Option<(Self, bool)> {
        Self::ALL.into_iter().find_map(|place_key| {
            let chord = place_key.info().chords.iter().find(|chord| chord.is(key, modifiers))?;
            Some((place_key, chord.is_typing() || place_key == Self::PickAll || key == Key::Home || key == Key::End))
        })
    }
}

/// Takes this frame's keys of the place out of the input.
///
/// With a text field in use, keys that would be typing are left alone; Enter and arrows belong to a control that has
/// the focus, which `table_has_focus` says is not the table.
pub fn take_keys(ui: &Ui, is_typing: bool, table_has_focus: bool) -> Vec<PassagesKey> {
    let has_focus = !table_has_focus && ui.memory(|memory| memory.focused().is_some());
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, repeat, .. } = event else { return true };
            let is_of_control = has_focus && !matches!(key, Key::Escape) && modifiers.is_none() && is_moving(*key);
            let found = PassagesKey::of(*key, *modifiers);
            let found = found.filter(|(_, is_text)| !(is_of_control || is_typing && *is_text));
            let Some((place_key, _)) = found else { return true };
            if !*repeat || place_key.may_repeat() {
                taken.push(place_key);
            }
            false
        });
    });
    taken
}

/// Keys that a focused control may want for itself.
const fn is_moving(key: Key) -> bool {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Enter, Home, PageDown, PageUp};
    matches!(key, ArrowUp | ArrowDown | ArrowLeft | ArrowRight | Home | End | PageUp | PageDown | Enter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;
    use std::collections::HashSet;

    #[test]
    fn no_two_share_a_key_and_none_hides_a_command_of_every_place() {
        let mut seen = HashSet::new();
        let elsewhere = Command::ALL.into_iter().filter(|command| !command.is_of_code());
        let commands: HashSet<Chord> = elsewhere.flat_map(|command| command.info().chords).copied().collect();
        for key in PassagesKey::ALL {
            for chord in key.info().chords {
                assert!(seen.insert(*chord), "{chord} is taken twice, by {key:?} too");
                assert!(!commands.contains(chord), "{chord} belongs to a command");
            }
        }
    }
}
