//! Which keys carry out which command: the defaults of the table, and what the user changed.

mod file;

use super::chord::Chord;
use super::command::Command;
use crate::store::StateFile;
use egui::{Key, Modifiers};
use std::collections::BTreeMap;
use std::path::Path;

/// What a file of keys holds: for each command by its id, the keys that it has in place of its defaults.
type Overrides = BTreeMap<String, Vec<String>>;

/// Which keys carry out which command.
///
/// Menus, tooltips, hints, palette and the sheet of keys all ask here; the table of commands is only where the
/// defaults come from. A chord belongs to one command at most.
pub struct Keymap {
    /// Keys in force, the one that is shown first.
    chords: BTreeMap<Command, Vec<Chord>>,
    by_chord: Vec<(Chord, Command)>,
    overrides: Overrides,
    problems: Vec<String>,
    file: Option<StateFile<Overrides>>,
    may_save: bool,
}

impl Default for Keymap {
    /// The defaults alone, kept nowhere.
    fn default() -> Self {
        let (chords, overrides, problems) = (BTreeMap::new(), Overrides::new(), Vec::new());
        let mut keymap = Self { chords, by_chord: Vec::new(), overrides, problems, file: None, may_save: true };
        keymap.settle("");
        keymap
    }
}

impl Keymap {
    /// The defaults with what `keys.ron` in `folder` changes.
    pub fn load(folder: &Path) -> Self {
        let file = StateFile::new(folder, "keys.ron");
        let mut keymap = Self::default();
        match file.read() {
            Ok(None) => {}
            Ok(Some((overrides, text))) => {
                keymap.overrides = overrides;
                keymap.settle(&text);
            }
            Err(why) => {
                // A file that could not be read is not saved over.
                keymap.may_save = false;
                let what = "Correct the file or remove it; until then the default keys hold";
                keymap.problems.push(format!("{} cannot be read: {why}. {what}.", file.path().display()));
            }
        }
        keymap.file = Some(file);
        keymap
    }

    /// The keys of a command, the one that is shown first.
    pub fn chords(&self, command: Command) -> &[Chord] {
        self.chords.get(&command).map(Vec::as_slice).unwrap_or_default()
    }

    /// The key of a command that is shown, in words; empty when it has none.
    pub fn key(&self, command: Command) -> String {
        self.chords(command).first().map(ToString::to_string).unwrap_or_default()
    }

    /// What a command does, with its key behind it in brackets where there is one.
    pub fn tooltip(&self, command: Command) -> String {
        let help = command.info().help;
        let key = self.key(command);
        if key.is_empty() { help.to_owned() } else { format!("{help} ({key})") }
    }

    /// The command of a key press, and its chord; `physical` is the key's place on the keyboard.
    pub fn command_for(&self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<(Command, Chord)> {
        let found = self.by_chord.iter().find(|(chord, _)| chord.is_press(key, physical, modifiers));
        found.map(|(chord, command)| (*command, *chord))
    }

    /// Who has a chord.
    pub fn holder(&self, chord: Chord) -> Option<Command> {
        self.by_chord.iter().find(|(held, _)| *held == chord).map(|(_, command)| *command)
    }

    /// The command that has this letter or digit, alone or with Shift, and so comes before entries of the codebook.
    pub fn holder_of_letter(&self, letter: char, with_shift: bool) -> Option<Command> {
        self.by_chord
            .iter()
            .find(|(chord, _)| chord.letter() == Some((letter, with_shift)))
            .map(|(_, command)| *command)
    }

    /// What is wrong with the file of keys, for people to read; what is right in it holds all the same.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether a command has other keys than its defaults.
    pub fn is_changed(&self, command: Command) -> bool {
        self.overrides.contains_key(&command.id())
    }

    /// Gives a command these keys and takes them from those who have them; `None` gives it its defaults again.
    ///
    /// # Errors
    /// Why they could not be kept, in words; they hold until the program ends.
    pub fn give(&mut self, command: Command, chords: Option<&[Chord]>) -> Result<(), String> {
        let wanted = chords.unwrap_or_else(|| command.info().chords);
        for chord in wanted {
            if let Some(other) = self.holder(*chord).filter(|other| *other != command) {
                let rest = self.chords(other).iter().filter(|held| *held != chord);
                let rest = rest.map(|held| held.text()).collect();
                self.overrides.insert(other.id(), rest);
            }
        }
        match chords.filter(|chords| *chords != command.info().chords) {
            None => drop(self.overrides.remove(&command.id())),
            Some(chords) => drop(self.overrides.insert(command.id(), chords.iter().map(|held| held.text()).collect())),
        }
        self.settle("");
        self.save()
    }

    /// Gives every command its defaults again.
    ///
    /// # Errors
    /// Why that could not be kept, in words; it holds until the program ends.
    pub fn reset(&mut self) -> Result<(), String> {
        self.overrides.clear();
        self.settle("");
        self.save()
    }
}
