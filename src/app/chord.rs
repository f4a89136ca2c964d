//! A key with its modifiers.

use egui::{Key, Modifiers};
use std::fmt;

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

impl Chord {
    /// Whether a press of `key` with exactly `modifiers` is this chord.
    ///
    /// A sign that needs Shift on some keyboards (such as `+`) may come with it.
    pub fn is(self, key: Key, modifiers: Modifiers) -> bool {
        let may_shift = matches!(self.key, Key::Plus | Key::OpenBracket | Key::CloseBracket | Key::Backslash);
        self.key == key
            && (modifiers.matches_exact(self.modifiers)
                || may_shift && modifiers.matches_exact(self.modifiers.plus(Modifiers::SHIFT)))
    }

    /// Whether it would be typing in a text field: no Ctrl, Alt or Command, and no function key.
    pub const fn is_typing(self) -> bool {
        let is_function_key = matches!(self.key, Key::F1 | Key::F3 | Key::F8 | Key::F9);
        !self.modifiers.command && !self.modifiers.ctrl && !self.modifiers.alt && !is_function_key
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = egui::ModifierNames::NAMES;
        let modifiers = names.format(&self.modifiers, cfg!(target_os = "macos"));
        if modifiers.is_empty() {
            write!(f, "{}", key_name(self.key))
        } else {
            write!(f, "{modifiers}+{}", key_name(self.key))
        }
    }
}

/// The name on the key cap.
fn key_name(key: Key) -> &'static str {
    match key {
        Key::Escape => "Esc",
        Key::Delete => "Del",
        Key::PageDown => "PgDn",
        Key::PageUp => "PgUp",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Backslash => "\\",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Minus => "-",
        Key::ArrowDown => "Down",
        Key::ArrowUp => "Up",
        key => key.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_modifiers_only() {
        assert!(ctrl(Key::Z).is(Key::Z, Modifiers::COMMAND));
        assert!(!ctrl(Key::Z).is(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT));
        assert!(ctrl(Key::Plus).is(Key::Plus, Modifiers::COMMAND | Modifiers::SHIFT));
        assert!(!plain(Key::S).is(Key::S, Modifiers::ALT));
    }

    #[test]
    fn letters_are_typing_and_function_keys_are_not() {
        assert!(plain(Key::S).is_typing() && shift(Key::P).is_typing() && plain(Key::Enter).is_typing());
        assert!(!plain(Key::F3).is_typing() && !ctrl(Key::Z).is_typing());
    }
}
