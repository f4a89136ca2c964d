//! How the window looks, and finding in a document.

use crate::app::chord::Chord;
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::place::Place;
use crate::app::places::findings::View;
use crate::app::settings::{Setting, ThemeChoice, TourMemory};
use crate::app::tour::Tour;
use crate::app::window::Window;
use crate::text::Span;

/// Selections longer than this are not taken over into the find field.
const MAX_FIND_BYTES: usize = 80;

impl Window {
    /// Carries out a command of viewing. Returns whether it is one.
    pub(super) fn run_view(&mut self, command: Command) -> bool {
        if let Some(view) = View::of_command(command) {
            self.place = Place::Findings;
            self.places.findings.show(view);
            return true;
        }
        match command {
            Command::Find => self.open_find(),
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::Palette => self.open_dialog(Dialog::Palette),
            Command::Shortcuts => self.open_dialog(Dialog::Shortcuts),
            Command::ZoomIn => self.zoom(self.memory.settings.zoomed(true)),
            Command::ZoomOut => self.zoom(self.memory.settings.zoomed(false)),
            Command::ZoomReset => self.zoom(100),
            Command::ToggleTheme => {
                self.set(Setting::Theme(if self.is_dark() { ThemeChoice::Light } else { ThemeChoice::Dark }));
            }
            Command::SystemTheme => self.set(Setting::Theme(ThemeChoice::System)),
            Command::Settings => self.open_dialog(Dialog::Settings),
            Command::TakeTour => self.go_on_tour(Some(0)),
            Command::ToggleDocuments => {
                self.memory.settings.shows_documents ^= true;
                self.memory.save();
            }
            Command::ToggleStatement => {
                self.memory.settings.shows_statement ^= true;
                self.memory.save();
            }
            Command::ToggleHints => {
                self.memory.settings.shows_hints ^= true;
                self.memory.save();
            }
            _ => return false,
        }
        true
    }

    /// Gives a command other keys, or its defaults.
    pub(super) fn give_keys(&mut self, command: Command, chords: Option<&[Chord]>) {
        if let Err(why) = self.keymap.give(command, chords) {
            self.toasts.say(format!("The keys hold for now but were not kept: {why}."));
        } else if let Some(name) = self.entry_without_key(command) {
            let what = command.info().name;
            self.toasts.say(format!("{what} has the key of “{name}” now, which needs another (in the Codebook)."));
        }
    }

    /// The name of a stance, theme or speaker whose key this command has taken.
    fn entry_without_key(&self, command: Command) -> Option<String> {
        let book = &self.session.as_ref()?.corpus().codebook;
        let is_taken = |key: Option<char>, with_shift: bool| {
            key.is_some_and(|key| self.keymap.holder_of_letter(key, with_shift) == Some(command))
        };
        let stance = book.stances.iter().find(|stance| is_taken(stance.key, false)).map(|stance| &stance.name);
        let theme = || book.themes.iter().find(|theme| is_taken(theme.key, false)).map(|theme| &theme.name);
        let speaker = || book.speakers.iter().find(|speaker| is_taken(speaker.key, true)).map(|speaker| &speaker.name);
        stance.or_else(theme).or_else(speaker).cloned()
    }

    /// Gives every command its default keys.
    pub(super) fn reset_keys(&mut self) {
        match self.keymap.reset() {
            Ok(()) => self.toasts.say("Every command has its default keys"),
            Err(why) => self.toasts.say(format!("The keys hold for now but were not kept: {why}.")),
        }
    }

    /// Changes one of the settings and remembers it.
    pub(super) fn set(&mut self, setting: Setting) {
        self.memory.settings.set(setting);
        self.memory.save_soon();
    }

    /// Goes to a step of the tour, or puts it away.
    pub(super) fn go_on_tour(&mut self, step: Option<usize>) {
        self.tour = step.map(Tour::at);
        if self.memory.settings.tour == TourMemory::Unseen {
            self.memory.settings.tour = TourMemory::Seen;
            self.memory.save();
        }
    }

    fn zoom(&mut self, percent: u32) {
        self.set(Setting::TextPercent(percent));
    }

    fn open_find(&mut self) {
        let words = self.reader.as_ref().and_then(|reader| {
            let words = reader.text().slice(reader.selection()?);
            (words.len() <= MAX_FIND_BYTES && !words.contains('\n')).then(|| words.trim().to_owned())
        });
        self.panels.find.open(words);
    }

    fn step_find(&mut self, is_forward: bool) {
        if !self.panels.find.is_open {
            self.panels.find.open(None);
        }
        if let Some(hit) = self.panels.find.step(is_forward) {
            self.reveal_hit(hit);
        }
    }

    /// Looks again when the words or the document changed, and hands the places to the reader.
    pub(super) fn find_again(&mut self) -> Option<Span> {
        let reader = self.reader.as_mut()?;
        let from = reader.view.first_visible();
        let found = self.panels.find.refresh(&reader.path, reader.text(), from);
        reader.show_hits(&self.panels.find);
        found
    }

    pub(super) fn reveal_hit(&mut self, hit: Span) {
        if let Some(reader) = &mut self.reader {
            reader.show_hits(&self.panels.find);
            reader.view.scroll_to(hit);
        }
    }
}
