//! The keys of the place, in one table: hints and tooltips read it, and a sheet of keys can list it.

use crate::app::chord::{Chord, alt, ctrl, plain, shift};
use egui::{Event, Key, Modifiers, Ui};

/// What a key asks of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named and explained in the table below")]
pub enum PlaceKey {
    ShowThemes,
    ShowStances,
    ShowSpeakers,
    NextSection,
    Filter,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Close,
    Open,
    Rename,
    Add,
    AddBelow,
    Delete,
    Merge,
    Split,
    MoveUp,
    MoveDown,
    MoveIn,
    MoveOut,
    Cancel,
}

/// What the table says of a key.
pub struct PlaceKeyInfo {
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

const fn row(name: &'static str, help: &'static str, chords: &'static [Chord]) -> PlaceKeyInfo {
    PlaceKeyInfo { name, help, chords }
}

impl PlaceKey {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 24] = [
        Self::ShowThemes,
        Self::ShowStances,
        Self::ShowSpeakers,
        Self::NextSection,
        Self::Filter,
        Self::Up,
        Self::Down,
        Self::PageUp,
        Self::PageDown,
        Self::First,
        Self::Last,
        Self::Close,
        Self::Open,
        Self::Rename,
        Self::Add,
        Self::AddBelow,
        Self::Delete,
        Self::Merge,
        Self::Split,
        Self::MoveUp,
        Self::MoveDown,
        Self::MoveIn,
        Self::MoveOut,
        Self::Cancel,
    ];

    /// Name, help and keys.
    pub const fn info(self) -> PlaceKeyInfo {
        match self {
            Self::ShowThemes => row("Themes", "The theme tree", keys![plain(Key::Num1)]),
            Self::ShowStances => row("Stances", "The stance scale", keys![plain(Key::Num2)]),
            Self::ShowSpeakers => row("Speakers", "Who may speak", keys![plain(Key::Num3)]),
            Self::NextSection => row("Next section", "Themes, stances, speakers in turn", keys![ctrl(Key::Tab)]),
            Self::Filter => row("Filter", "Look for entries by name", keys![ctrl(Key::F), plain(Key::Slash)]),
            Self::Up => row("Entry above", "In the list", keys![plain(Key::ArrowUp)]),
            Self::Down => row("Entry below", "In the list", keys![plain(Key::ArrowDown)]),
            Self::PageUp => row("A page up", "In the list", keys![plain(Key::PageUp)]),
            Self::PageDown => row("A page down", "In the list", keys![plain(Key::PageDown)]),
            Self::First => row("First entry", "In the list", keys![plain(Key::Home)]),
            Self::Last => row("Last entry", "In the list", keys![plain(Key::End)]),
            Self::Close => row("Close a theme", "Or go to the one above it", keys![plain(Key::ArrowLeft)]),
            Self::Open => row("Open a theme", "Or go to the first below it", keys![plain(Key::ArrowRight)]),
            Self::Rename => row("Rename", "Type another name", keys![plain(Key::F2), plain(Key::Enter)]),
            Self::Add => row("Add", "Add an entry behind this one", keys![plain(Key::N), plain(Key::Insert)]),
            Self::AddBelow => row("Add below", "Add a theme below this one", keys![shift(Key::N), shift(Key::Insert)]),
            Self::Delete => row("Delete…", "Its statements stay", keys![plain(Key::Delete)]),
            Self::Merge => row("Merge…", "Make two entries one", keys![plain(Key::M)]),
            Self::Split => row("Split…", "Go through its passages one by one", keys![plain(Key::S)]),
            Self::MoveUp => row("Move up", "Before the one above", keys![alt(Key::ArrowUp)]),
            Self::MoveDown => row("Move down", "Behind the one below", keys![alt(Key::ArrowDown)]),
            Self::MoveIn => row("Move in", "Below the theme above", keys![alt(Key::ArrowRight)]),
            Self::MoveOut => row("Move out", "Up by one level", keys![alt(Key::ArrowLeft)]),
            Self::Cancel => row("Cancel", "Close what was opened in the card", keys![plain(Key::Escape)]),
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

    /// Whether holding the key down does it again and again.
    const fn may_repeat(self) -> bool {
        use PlaceKey::{Down, MoveDown, MoveUp, PageDown, PageUp, Up};
        matches!(self, Up | Down | PageUp | PageDown | MoveUp | MoveDown)
    }

    /// Whether it is of the place even while a panel is open in the card.
    const fn passes_panels(self) -> bool {
        use PlaceKey::{Cancel, Down, Filter, NextSection, Up};
        matches!(self, Up | Down | NextSection | Filter | Cancel)
    }

    fn of(key: Key, modifiers: Modifiers) -> Option<(Self, bool)> {
        Self::ALL.into_iter().find_map(|place_key| {
            let chord = place_key.info().chords.iter().find(|chord| chord.is(key, modifiers))?;
            Some((place_key, chord.is_typing()))
        })
    }
}

/// Takes this frame's keys of the place out of the input.
///
/// With a text field in use, keys that would be typing are left alone; Enter and arrows belong to a control that has
/// the focus, which `list_has_focus` says is not the list. A panel that is open in the card has all others but a few.
pub fn take_keys(ui: &Ui, is_typing: bool, list_has_focus: bool, has_panel: bool) -> Vec<PlaceKey> {
    let has_focus = !list_has_focus && ui.memory(|memory| memory.focused().is_some());
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, repeat, .. } = event else { return true };
            let is_of_control = has_focus && !matches!(key, Key::Escape) && modifiers.is_none() && is_moving(*key);
            let found = PlaceKey::of(*key, *modifiers);
            let found = found.filter(|(_, is_text)| !(is_of_control || is_typing && *is_text));
            let found = found.filter(|(place_key, _)| !has_panel || place_key.passes_panels());
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
        for key in PlaceKey::ALL {
            for chord in key.info().chords {
                assert!(seen.insert(*chord), "{chord} is taken twice, by {key:?} too");
                let is_own = matches!(key, PlaceKey::Cancel);
                assert!(is_own || !commands.contains(chord), "{chord} belongs to a command");
            }
        }
    }
}
