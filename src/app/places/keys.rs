//! Keys of a place: one table for each, which tooltips and the sheet of keys read, and one way to take them.

use crate::app::chord::{Chord, ctrl};
use egui::text_selection::LabelSelectionState;
use egui::{Event, Id, Key, Modifiers, Ui};
use std::fmt::Debug;

/// What the table says of a key.
pub struct KeyInfo {
    /// What it does.
    pub name: &'static str,
    /// One sentence more, for tooltips.
    pub help: &'static str,
    /// Its keys, the one that is shown first.
    pub chords: &'static [Chord],
}

/// The keys of one place.
pub trait PlaceKeys: Copy + PartialEq + Debug + 'static {
    /// All of them, in the order of the table.
    const LIST: &'static [Self];

    /// Name, help and keys.
    fn info(self) -> KeyInfo;

    /// Whether holding the key down does it again and again.
    fn may_repeat(self) -> bool;

    /// What it does, with its key in brackets.
    fn tooltip(self) -> String {
        let info = self.info();
        format!("{} ({})", info.help, info.chords[0])
    }

    /// Its key as text.
    fn key(self) -> String {
        self.info().chords[0].to_string()
    }

    /// Its name and its keys as text.
    fn entry(self) -> (String, Vec<String>) {
        let info = self.info();
        (info.name.to_owned(), info.chords.iter().map(ToString::to_string).collect())
    }

    /// What a press means, and whether it would be typing in a text field.
    fn of(key: Key, modifiers: Modifiers) -> Option<(Self, bool)> {
        Self::LIST.iter().find_map(|place_key| {
            let chord = place_key.info().chords.iter().find(|chord| chord.is(key, modifiers))?;
            let is_of_fields = [ctrl(Key::A), ctrl(Key::C)].contains(chord);
            Some((*place_key, chord.is_typing() || is_of_fields))
        })
    }
}

/// Writes an enum of keys and its table from one list; those after `repeats` are done again while held down.
macro_rules! place_keys {
    (
        $(#[$doc:meta])* $Keys:ident, repeats: [$($Repeats:ident),*];
        $($Key:ident: $name:literal, $help:literal, $($chord:expr),+;)+
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is named and explained in the table")]
        pub enum $Keys {
            $($Key,)+
        }

        impl crate::app::places::keys::PlaceKeys for $Keys {
            const LIST: &'static [Self] = &[$(Self::$Key),+];

            fn info(self) -> crate::app::places::keys::KeyInfo {
                let (name, help, chords): (_, _, &'static [_]) = match self {
                    $(Self::$Key => ($name, $help, const { &[$($chord),+] }),)+
                };
                crate::app::places::keys::KeyInfo { name, help, chords }
            }

            fn may_repeat(self) -> bool {
                let repeats: &[Self] = &[$(Self::$Repeats),*];
                repeats.contains(&self)
            }
        }
    };
}
pub(super) use place_keys;

/// What has the keyboard in this frame.
#[derive(Clone, Copy, Debug)]
pub struct Keyboard {
    /// Whether a text field is in use: it keeps what would be typing.
    pub is_typing: bool,
    /// Whether another control than the list has the focus: it keeps Enter and the keys that move.
    pub is_elsewhere: bool,
}

impl Keyboard {
    /// As it stands, with the list of the place at `list`.
    pub fn of(ui: &Ui, is_typing: bool, list: Id) -> Self {
        let is_elsewhere = ui.memory(|memory| memory.focused().is_some_and(|focused| focused != list));
        Self { is_typing, is_elsewhere }
    }
}

/// Takes this frame's keys of the place out of the input, but for those that it does not want now.
pub fn take_keys<K: PlaceKeys>(ui: &Ui, keyboard: Keyboard, wants: impl Fn(K) -> bool) -> Vec<K> {
    let has_selected_words =
        ui.ctx().plugin_opt::<LabelSelectionState>().is_some_and(|labels| labels.lock().has_selection());
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let (key, modifiers, repeat) = match event {
                Event::Key { key, pressed: true, modifiers, repeat, .. } => (*key, *modifiers, *repeat),
                Event::Copy if !has_selected_words => (Key::C, Modifiers::COMMAND, false),
                _ => return true,
            };
            let is_of_control = keyboard.is_elsewhere && modifiers.is_none() && is_moving(key);
            let found = K::of(key, modifiers)
                .filter(|(key, is_text)| !(is_of_control || keyboard.is_typing && *is_text) && wants(*key));
            let Some((place_key, _)) = found else { return true };
            if !repeat || place_key.may_repeat() {
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
    use crate::app::places::{codebook, findings, passages};
    use std::collections::HashSet;

    fn check<K: PlaceKeys>() {
        let mut seen = HashSet::new();
        let elsewhere = Command::ALL.into_iter().filter(|command| !command.is_of_code());
        let commands: HashSet<Chord> = elsewhere.flat_map(|command| command.info().chords).copied().collect();
        for key in K::LIST {
            for chord in key.info().chords {
                assert!(seen.insert(*chord), "{chord} is taken twice, by {key:?} too");
                assert!(!commands.contains(chord), "{chord} belongs to a command, not to {key:?}");
            }
        }
    }

    #[test]
    fn no_two_of_a_place_share_a_key_and_none_hides_a_command_of_every_place() {
        check::<codebook::keys::PlaceKey>();
        check::<findings::keys::PlaceKey>();
        check::<passages::keys::PassagesKey>();
    }
}
