//! A key with its modifiers.

use egui::{Key, Modifiers};
use std::fmt;
use std::str::FromStr;

/// A key with the modifiers that must be held, and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    modifiers: Modifiers,
    key: Key,
}

/// The key alone.
pub const fn plain(key: Key) -> Chord {
    Chord { modifiers: Modifiers::NONE, key }
}

/// The key with Shift.
pub const fn shift(key: Key) -> Chord {
    Chord { modifiers: Modifiers::SHIFT, key }
}

/// The key with Alt.
pub const fn alt(key: Key) -> Chord {
    Chord { modifiers: Modifiers::ALT, key }
}

/// The key with Ctrl, or Command on a Mac.
pub const fn ctrl(key: Key) -> Chord {
    Chord { modifiers: Modifiers::COMMAND, key }
}

/// The key with Ctrl (Command on a Mac) and Shift.
pub const fn ctrl_shift(key: Key) -> Chord {
    Chord { modifiers: Modifiers::COMMAND.plus(Modifiers::SHIFT), key }
}

/// Signs that need Shift on some keyboards and none on others, so that it does not count.
const WITH_OR_WITHOUT_SHIFT: [Key; 12] = [
    Key::Plus,
    Key::Questionmark,
    Key::Exclamationmark,
    Key::Colon,
    Key::Pipe,
    Key::Quote,
    Key::OpenBracket,
    Key::CloseBracket,
    Key::OpenCurlyBracket,
    Key::CloseCurlyBracket,
    Key::Backslash,
    Key::Backtick,
];

/// Letters that mean something to every text field with Ctrl, or Command on a Mac.
const TAKEN_WITH_CTRL: [Key; 4] = [Key::A, Key::C, Key::V, Key::X];

impl Chord {
    /// Whether a press of `key` with exactly `modifiers` is this chord.
    ///
    /// A sign that needs Shift on some keyboards (such as `+`) may come with it.
    pub fn is(self, key: Key, modifiers: Modifiers) -> bool {
        let may_shift = WITH_OR_WITHOUT_SHIFT.contains(&self.key);
        self.key == key
            && (modifiers.matches_exact(self.modifiers)
                || may_shift && modifiers.matches_exact(self.modifiers.plus(Modifiers::SHIFT)))
    }

    /// Whether a press of `key`, which stands at the place of `physical` on a US keyboard, is this chord.
    pub fn is_press(self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
        // Shift and a full stop types another sign on each keyboard: the place of the key tells.
        let goes_by_place =
            matches!(self.key, Key::Period | Key::Comma) && self.modifiers.matches_exact(Modifiers::SHIFT);
        self.is(key, modifiers)
            || goes_by_place && physical == Some(self.key) && modifiers.matches_exact(Modifiers::SHIFT)
    }

    /// The chord of a key press; `None` for presses that cannot be one.
    pub fn of_press(key: Key, modifiers: Modifiers) -> Option<Self> {
        let has_shift = modifiers.shift && !WITH_OR_WITHOUT_SHIFT.contains(&key);
        let mut held = if has_shift { Modifiers::SHIFT } else { Modifiers::NONE };
        held.command = modifiers.command || modifiers.ctrl;
        held.alt = modifiers.alt;
        let chord = Self { modifiers: held, key };
        chord.why_not().is_none().then_some(chord)
    }

    /// Why no command can have this chord, if none can.
    fn why_not(self) -> Option<&'static str> {
        let Modifiers { command, shift, alt, .. } = self.modifiers;
        match self.key {
            Key::Copy | Key::Cut | Key::Paste => Some("it belongs to the clipboard"),
            key if command && !shift && !alt && TAKEN_WITH_CTRL.contains(&key) => Some("it belongs to text fields"),
            Key::Tab => Some("it goes from control to control"),
            Key::Space if !command && !alt => Some("it presses the control that has the focus"),
            _ => None,
        }
    }

    /// The letter or digit that the chord is with no modifier but perhaps Shift, and whether with Shift.
    pub fn letter(self) -> Option<(char, bool)> {
        let is_bare = !self.modifiers.command && !self.modifiers.alt;
        key_char(self.key).filter(|_| is_bare).map(|letter| (letter, self.modifiers.shift))
    }

    /// Whether it would be typing or moving in a text field: no Ctrl, Alt or Command, and no function key.
    pub fn is_typing(self) -> bool {
        use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, Delete, End, Home};
        let moves = matches!(self.key, ArrowDown | ArrowLeft | ArrowRight | ArrowUp | Backspace | Delete | End | Home);
        let is_function_key = self.key.name().len() > 1 && self.key.name().starts_with('F');
        let is_held = self.modifiers.command || self.modifiers.ctrl || (self.modifiers.alt && !moves);
        if is_held { self.modifiers.command && moves } else { !self.modifiers.alt && !is_function_key }
    }

    /// How files of keys write it, the same on every system: `Ctrl+Shift+J`.
    pub fn text(self) -> String {
        let held = [(self.modifiers.command, "Ctrl+"), (self.modifiers.alt, "Alt+"), (self.modifiers.shift, "Shift+")];
        let held: String = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
        format!("{held}{}", key_name(self.key))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = egui::ModifierNames::NAMES;
        let modifiers = names.format(&self.modifiers, cfg!(target_os = "macos"));
        let key = match self.key {
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            key => key_name(key),
        };
        if modifiers.is_empty() { write!(f, "{key}") } else { write!(f, "{modifiers}+{key}") }
    }
}

/// The lower-case letter or the digit that a key types.
pub fn key_char(key: Key) -> Option<char> {
    let mut chars = key.name().chars();
    let only = chars.next().filter(char::is_ascii_alphanumeric)?;
    chars.next().is_none().then(|| only.to_ascii_lowercase())
}

impl FromStr for Chord {
    type Err = String;

    /// Reads what [`Chord::text`] writes; case does not matter, and `Cmd` is `Ctrl`.
    ///
    /// # Errors
    /// Why no key can be read from it, as in "there is no key “Shft+J”".
    fn from_str(text: &str) -> Result<Self, String> {
        let (mut modifiers, mut rest) = (Modifiers::NONE, text.trim());
        while let Some((held, key)) = rest.split_once('+').filter(|(held, key)| !held.is_empty() && !key.is_empty()) {
            match held.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "cmd" | "command" => modifiers.command = true,
                "alt" | "option" => modifiers.alt = true,
                "shift" => modifiers.shift = true,
                _ => return Err(format!("there is no key “{text}”")),
            }
            rest = key.trim();
        }
        let arrow = match rest {
            "←" => Some(Key::ArrowLeft),
            "→" => Some(Key::ArrowRight),
            "↑" => Some(Key::ArrowUp),
            "↓" => Some(Key::ArrowDown),
            _ => None,
        };
        let key = arrow.or_else(|| key_named(rest)).ok_or_else(|| format!("there is no key “{text}”"))?;
        modifiers.shift &= !WITH_OR_WITHOUT_SHIFT.contains(&key);
        let chord = Self { modifiers, key };
        chord.why_not().map_or(Ok(chord), |why| Err(format!("“{text}” cannot be given to a command: {why}")))
    }
}

/// Keys whose cap bears another name than their own.
const CAPS: [(Key, &str); 22] = [
    (Key::Escape, "Esc"),
    (Key::Delete, "Del"),
    (Key::PageDown, "PgDn"),
    (Key::PageUp, "PgUp"),
    (Key::OpenBracket, "["),
    (Key::CloseBracket, "]"),
    (Key::OpenCurlyBracket, "{"),
    (Key::CloseCurlyBracket, "}"),
    (Key::Backslash, "\\"),
    (Key::Slash, "/"),
    (Key::Plus, "+"),
    (Key::Equals, "="),
    (Key::Minus, "-"),
    (Key::Period, "."),
    (Key::Comma, ","),
    (Key::Colon, ":"),
    (Key::Semicolon, ";"),
    (Key::Questionmark, "?"),
    (Key::Exclamationmark, "!"),
    (Key::Pipe, "|"),
    (Key::Backtick, "`"),
    (Key::Quote, "'"),
];

/// The name on the key cap.
fn key_name(key: Key) -> &'static str {
    CAPS.iter().find(|(with_cap, _)| *with_cap == key).map_or_else(|| key.name(), |(_, cap)| cap)
}

/// The key of a cap, or of its own name; case does not matter.
fn key_named(name: &str) -> Option<Key> {
    let mut keys = Key::ALL.iter().copied();
    keys.find(|key| key_name(*key).eq_ignore_ascii_case(name)).or_else(|| Key::from_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exact_modifiers_only() {
        assert!(ctrl(Key::Z).is(Key::Z, Modifiers::COMMAND));
        assert!(!ctrl(Key::Z).is(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT));
        assert!(ctrl(Key::Plus).is(Key::Plus, Modifiers::COMMAND | Modifiers::SHIFT));
        assert!(!plain(Key::S).is(Key::S, Modifiers::ALT));
        assert!(shift(Key::Period).is_press(Key::Colon, Some(Key::Period), Modifiers::SHIFT), "a German keyboard");
        assert!(!plain(Key::Period).is_press(Key::Colon, Some(Key::Period), Modifiers::SHIFT));
    }

    #[test]
    fn letters_are_typing_and_function_keys_are_not() {
        assert!(plain(Key::S).is_typing() && shift(Key::P).is_typing() && plain(Key::Enter).is_typing());
        assert!(plain(Key::PageDown).is_typing() && ctrl(Key::ArrowLeft).is_typing());
        assert!(!plain(Key::F3).is_typing() && !shift(Key::F12).is_typing() && !ctrl(Key::Z).is_typing());
        assert!(plain(Key::F).is_typing() && !alt(Key::ArrowDown).is_typing());
    }

    #[test]
    fn chords_are_read_as_people_write_them() {
        let read = |text: &str| text.parse::<Chord>();
        assert_eq!(read("shift+j"), Ok(shift(Key::J)));
        assert_eq!(read("Cmd+PgDn"), Ok(ctrl(Key::PageDown)));
        assert_eq!(read("Ctrl++"), Ok(ctrl(Key::Plus)));
        assert_eq!(read("+"), Ok(plain(Key::Plus)));
        assert_eq!(read("Shift+?"), Ok(plain(Key::Questionmark)), "the sign says that Shift is held");
        assert_eq!(read("."), Ok(plain(Key::Period)));
        for wrong in ["", "Shft+J", "Ctrl+", "JJ", "Ctrl+C", "Tab", "Space"] {
            assert!(read(wrong).is_err(), "{wrong} was read as {:?}", read(wrong));
        }
    }

    #[test]
    fn keys_type_their_letter() {
        assert_eq!(key_char(Key::D), Some('d'));
        assert_eq!(key_char(Key::Num5), Some('5'));
        assert_eq!(key_char(Key::F1), None);
        assert_eq!(key_char(Key::Space), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(key in 0..Key::ALL.len(), held in any::<[bool; 3]>()) {
            let [command, alt, shift] = held;
            let modifiers = Modifiers { alt, shift, command, ..Modifiers::NONE };
            if let Some(chord) = Chord::of_press(Key::ALL[key], modifiers) {
                prop_assert_eq!(chord.text().parse::<Chord>(), Ok(chord));
                prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
                prop_assert!(chord.is(Key::ALL[key], modifiers));
            }
        }
    }
}
