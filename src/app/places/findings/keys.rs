//! The keys of the place, in one table: tooltips and the sheet of keys read it.

use super::View;
use crate::app::chord::{Chord, ctrl, plain};
use egui::{Event, Key, Modifiers, Ui};

/// What a key asks of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named and explained in the table below")]
pub enum PlaceKey {
    ShowCrosstab,
    ShowStance,
    ShowTimeline,
    ShowNetwork,
    ShowProfile,
    ShowCoverage,
    NextView,
    Filter,
    Export,
    Copy,
    FitNetwork,
    ZoomIn,
    ZoomOut,
    LayOutAgain,
    Play,
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
    pub const ALL: [Self; 15] = [
        Self::ShowCrosstab,
        Self::ShowStance,
        Self::ShowTimeline,
        Self::ShowNetwork,
        Self::ShowProfile,
        Self::ShowCoverage,
        Self::NextView,
        Self::Filter,
        Self::Export,
        Self::Copy,
        Self::FitNetwork,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::LayOutAgain,
        Self::Play,
    ];

    /// Name, help and keys.
    pub const fn info(self) -> PlaceKeyInfo {
        match self {
            Self::ShowCrosstab => row("Crosstab", "Any two fields against each other", keys![plain(Key::Num1)]),
            Self::ShowStance => row("Stance by…", "Who and what is supported or opposed", keys![plain(Key::Num2)]),
            Self::ShowTimeline => {
                row("Timeline", "How it changes from day to day or year to year", keys![plain(Key::Num3)])
            }
            Self::ShowNetwork => row("Network", "Who stands together, and who against whom", keys![plain(Key::Num4)]),
            Self::ShowProfile => row("Profile", "One speaker, theme or document", keys![plain(Key::Num5)]),
            Self::ShowCoverage => row("Coverage", "What was read and coded", keys![plain(Key::Num6)]),
            Self::NextView => row("Next view", "The views in turn", keys![ctrl(Key::Tab)]),
            Self::Filter => row("Filter", "Type which statements are counted", keys![plain(Key::Slash), ctrl(Key::F)]),
            Self::Export => row("Export…", "Write what is shown to a file", keys![plain(Key::E)]),
            Self::Copy => row("Copy table", "The figures, to be pasted into a spreadsheet", keys![plain(Key::C)]),
            Self::FitNetwork => row("Network: fit", "All of the network in view", keys![plain(Key::F)]),
            Self::ZoomIn => row("Network: nearer", "As the wheel does", keys![plain(Key::Plus), plain(Key::Equals)]),
            Self::ZoomOut => row("Network: farther", "As the wheel does", keys![plain(Key::Minus)]),
            Self::LayOutAgain => {
                row("Network: lay out again", "From nothing, with moved nodes let go", keys![plain(Key::L)])
            }
            Self::Play => row("Network: play", "One window of time after the other", keys![plain(Key::P)]),
        }
    }

    /// The view that it shows.
    pub fn view(self) -> Option<View> {
        View::ALL.into_iter().find(|view| view.key() == self)
    }

    /// Whether it is for the network alone.
    pub const fn is_of_network(self) -> bool {
        matches!(self, Self::FitNetwork | Self::ZoomIn | Self::ZoomOut | Self::LayOutAgain | Self::Play)
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

    fn of(key: Key, modifiers: Modifiers) -> Option<(Self, bool)> {
        Self::ALL.into_iter().find_map(|place_key| {
            let chord = place_key.info().chords.iter().find(|chord| chord.is(key, modifiers))?;
            Some((place_key, chord.is_typing()))
        })
    }
}

/// Takes this frame's keys of the place out of the input; what would be typing is left to a text field in use.
pub fn take_keys(ui: &Ui, is_typing: bool) -> Vec<PlaceKey> {
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, repeat, .. } = event else { return true };
            let found = PlaceKey::of(*key, *modifiers).filter(|(_, is_text)| !(is_typing && *is_text));
            let Some((place_key, _)) = found else { return true };
            if !*repeat {
                taken.push(place_key);
            }
            false
        });
    });
    taken
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
                assert!(!commands.contains(chord), "{chord} belongs to a command");
            }
        }
        assert!(View::ALL.into_iter().all(|view| view.key().view() == Some(view)));
    }
}
