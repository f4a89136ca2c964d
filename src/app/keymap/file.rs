//! From a file of keys to the keys in force, and back.

use super::Keymap;
use crate::app::chord::Chord;
use crate::app::command::Command;
use crate::store::StateFile;
use std::collections::BTreeMap;

impl Keymap {
    /// Works out the keys in force; `text` is the file that the overrides stand in, or empty.
    ///
    /// What the user wrote comes before the defaults, and of two that want one key the first command of the table gets
    /// it. What cannot be used is said in [`Keymap::problems`], and the rest holds.
    pub(super) fn settle(&mut self, text: &str) {
        self.problems.clear();
        let wanted = self.wanted(text);
        self.by_chord.clear();
        self.chords = BTreeMap::new();
        for pass_is_user in [true, false] {
            for command in Command::ALL {
                let (chords, is_user) = match wanted.get(&command) {
                    Some(chords) => (chords.as_slice(), true),
                    None => (command.info().chords, false),
                };
                if is_user == pass_is_user {
                    self.take(command, chords, text);
                }
            }
        }
    }

    fn take(&mut self, command: Command, chords: &[Chord], text: &str) {
        for chord in chords {
            match self.holder(*chord) {
                Some(holder) if holder == command => {}
                Some(holder) => {
                    let (name, holder_name) = (command.id(), holder.id());
                    let problem = format!(
                        "{}{chord} is given to “{holder_name}”, so “{name}” does not have it. Give “{name}” another \
                         key, or [] for none.",
                        place_of(text, &holder_name)
                    );
                    self.problems.push(problem);
                }
                None => {
                    self.by_chord.push((*chord, command));
                    self.chords.entry(command).or_default().push(*chord);
                }
            }
        }
    }

    /// What the overrides say, as far as it can be understood.
    fn wanted(&mut self, text: &str) -> BTreeMap<Command, Vec<Chord>> {
        let mut wanted = BTreeMap::new();
        for (id, keys) in self.overrides.clone() {
            let place = place_of(text, &id);
            let Some(command) = Command::of_id(&id) else {
                let what = "Point at a command in the sheet of keys (F1) to see its name for this file";
                self.problems.push(format!("{place}there is no command “{id}”. {what}."));
                continue;
            };
            let mut chords = Vec::new();
            for key in &keys {
                match key.parse::<Chord>() {
                    Ok(chord) => chords.push(chord),
                    Err(why) => {
                        let what = "Write keys as in \"Ctrl+Shift+J\", \"PgDn\" or \".\"";
                        self.problems.push(format!("{place}“{id}”: {why}. {what}."));
                    }
                }
            }
            // Keys none of which can be read leave the command those it had.
            if !chords.is_empty() || keys.is_empty() {
                wanted.insert(command, chords);
            }
        }
        wanted
    }

    /// Keeps what the user changed.
    pub(super) fn save(&self) -> Result<(), String> {
        let Some(file) = &self.file else { return Ok(()) };
        if !self.may_save {
            return Err(format!("{} cannot be read, so it is not written either", file.path().display()));
        }
        StateFile::save(file, &self.overrides).map_err(|error| error.to_string())
    }
}

/// File and line in which an id stands, as the head of a message; empty when they stand in no file yet.
fn place_of(text: &str, id: &str) -> String {
    let quoted = format!("\"{id}\"");
    let line = text.lines().position(|line| line.contains(&quoted));
    line.map(|line| format!("keys.ron, line {}: ", line + 1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Overrides;
    use super::*;
    use crate::app::chord::{ctrl, plain, shift};
    use egui::{Key, Modifiers};
    use proptest::prelude::*;
    use std::fs;

    fn loaded(text: &str) -> (tempfile::TempDir, Keymap) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("keys.ron"), text).expect("writes");
        let keymap = Keymap::load(folder.path());
        (folder, keymap)
    }

    #[test]
    fn no_two_commands_share_a_default_key() {
        let keymap = Keymap::default();
        assert_eq!(keymap.problems(), &[] as &[String]);
        for command in Command::ALL {
            assert_eq!(keymap.chords(command), command.info().chords);
            for chord in command.info().chords {
                assert_eq!(keymap.holder(*chord), Some(command));
            }
        }
    }

    #[test]
    fn what_the_file_says_comes_before_the_defaults() {
        let (_folder, keymap) = loaded("{\n    \"next-sentence\": [\"Ctrl+J\", \"F6\"],\n    \"find-next\": [],\n}\n");
        assert_eq!(keymap.problems(), &[] as &[String]);
        assert_eq!(keymap.chords(Command::NextSentence), [ctrl(Key::J), plain(Key::F6)]);
        assert!(keymap.chords(Command::FindNext).is_empty());
        assert_eq!(keymap.command_for(Key::J, None, Modifiers::NONE), None);
        assert_eq!(keymap.command_for(Key::F6, None, Modifiers::NONE).map(|it| it.0), Some(Command::NextSentence));
        assert_eq!(keymap.tooltip(Command::FindNext), Command::FindNext.info().help, "no key, no brackets");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_the_rest_holds() {
        let text = "{\n    \"next-sentense\": [\"F6\"],\n    \"edit-note\": [\"Shft+N\"],\n    \"find-next\": [\"S\"],\n    \"quit\": [\"F7\"],\n}";
        let (_folder, keymap) = loaded(text);
        let says =
            |words: [&str; 2]| keymap.problems().iter().any(|problem| words.iter().all(|word| problem.contains(word)));
        assert!(says(["keys.ron, line 2: ", "there is no command “next-sentense”"]), "{:?}", keymap.problems());
        assert!(says(["keys.ron, line 3: ", "“Shft+N”"]));
        assert!(says(["keys.ron, line 4: ", "“pick-speaker” does not have it"]));
        assert_eq!(keymap.problems().len(), 3);
        assert_eq!(keymap.chords(Command::EditNote), [plain(Key::N)], "what cannot be read leaves the default");
        assert_eq!(keymap.chords(Command::FindNext), [plain(Key::S)]);
        assert!(keymap.chords(Command::PickSpeaker).is_empty());
        assert_eq!(keymap.chords(Command::Quit), [plain(Key::F7)]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_as_it_is() {
        let (folder, mut keymap) = loaded("{ \"quit\": ");
        assert!(keymap.problems()[0].contains("line 1"), "{:?}", keymap.problems());
        assert_eq!(keymap.chords(Command::Quit), Command::Quit.info().chords);
        assert!(keymap.give(Command::Quit, Some(&[plain(Key::F7)])).is_err());
        assert_eq!(keymap.chords(Command::Quit), [plain(Key::F7)], "it holds for now");
        assert_eq!(fs::read_to_string(folder.path().join("keys.ron")).expect("is there"), "{ \"quit\": ");
    }

    #[test]
    fn a_key_given_to_one_command_is_taken_from_the_other_and_kept() {
        let (folder, mut keymap) = loaded("{}");
        keymap.give(Command::FindNext, Some(&[plain(Key::J)])).expect("saves");
        assert_eq!(keymap.chords(Command::NextSentence), [plain(Key::ArrowRight)]);
        assert_eq!(keymap.problems(), &[] as &[String], "taking over leaves no clash");
        let again = Keymap::load(folder.path());
        assert_eq!(again.chords(Command::FindNext), [plain(Key::J)]);
        assert_eq!(again.chords(Command::NextSentence), [plain(Key::ArrowRight)]);
        keymap.give(Command::NextSentence, None).expect("saves");
        assert_eq!(keymap.chords(Command::NextSentence), Command::NextSentence.info().chords);
        assert!(keymap.chords(Command::FindNext).is_empty());
        keymap.reset().expect("saves");
        let again = Keymap::load(folder.path());
        assert!(Command::ALL.iter().all(|command| again.chords(*command) == command.info().chords));
    }

    #[test]
    fn commands_of_another_version_are_kept() {
        let (folder, mut keymap) = loaded("{\"fly\": [\"F\"]}");
        keymap.give(Command::Quit, Some(&[])).expect("saves");
        let kept = fs::read_to_string(folder.path().join("keys.ron")).expect("is there");
        assert_eq!(kept, "{\n    \"fly\": [\n        \"F\",\n    ],\n    \"quit\": [],\n}\n");
    }

    proptest! {
        // Each change is on the disk before the next.
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_chord_belongs_to_one_command_and_what_is_kept_comes_back(
            given in proptest::collection::vec((0..Command::ALL.len(), 0..Key::ALL.len(), any::<[bool; 2]>()), 0..12),
        ) {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let mut keymap = Keymap::load(folder.path());
            for (command, key, [command_held, shift_held]) in given {
                let held = Modifiers { command: command_held, shift: shift_held, ..Modifiers::NONE };
                let Some(chord) = Chord::of_press(Key::ALL[key], held) else { continue };
                prop_assert!(keymap.give(Command::ALL[command], Some(&[chord])).is_ok());
                prop_assert_eq!(keymap.holder(chord), Some(Command::ALL[command]));
                prop_assert_eq!(keymap.problems().len(), 0, "{:?}", keymap.problems());
            }
            let again = Keymap::load(folder.path());
            for command in Command::ALL {
                prop_assert_eq!(again.chords(command), keymap.chords(command));
            }
            let total: usize = Command::ALL.iter().map(|command| keymap.chords(*command).len()).sum();
            prop_assert_eq!(total, keymap.by_chord.len());
        }
    }

    #[test]
    fn an_override_may_hold_what_it_had_by_default() {
        let overrides = Overrides::from([("next-sentence".to_owned(), vec!["Shift+J".to_owned()])]);
        let mut keymap = Keymap { overrides, ..Keymap::default() };
        keymap.settle("");
        assert_eq!(keymap.chords(Command::NextSentence), [shift(Key::J)]);
        assert!(keymap.chords(Command::ExtendSentence).is_empty());
        assert_eq!(keymap.problems().len(), 1);
    }
}
