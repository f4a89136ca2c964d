//! What the program remembers between two sessions, and where it keeps it.

use super::settings::{CorpusMemory, Settings};
use crate::session::Session;
use crate::store::{Recent, Recents, StateFile};
use egui::Context;
use std::path::{Path, PathBuf};

/// What the program remembers. Failing to keep it never stands in the way of coding.
pub struct Memory {
    /// The settings.
    pub settings: Settings,
    file: StateFile<Settings>,
    recents: Recents,
    recent: Vec<Recent>,
    folder: PathBuf,
    is_due: bool,
}

impl Memory {
    /// Reads what is remembered in `folder`, the program's state folder.
    pub fn load(folder: &Path) -> Self {
        let file = StateFile::new(folder, "settings.ron");
        let recents = Recents::new(folder);
        let (settings, recent): (Settings, _) =
            (file.load().map(Settings::bounded).unwrap_or_default(), recents.load());
        Self { settings, file, recents, recent, folder: folder.to_owned(), is_due: false }
    }

    /// The program's state folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps the settings once nothing is dragged any more.
    pub const fn save_soon(&mut self) {
        self.is_due = true;
    }

    /// Keeps the settings if that was put off.
    pub fn save_if_due(&mut self) {
        if self.is_due {
            self.save();
        }
    }

    /// Keeps the settings.
    pub fn save(&mut self) {
        self.is_due = false;
        // Without a state folder that can be written, the program only forgets.
        self.file.save(&self.settings).ok();
    }

    /// The corpora opened before, latest first, as far as they are still there.
    pub fn recent_paths(&self) -> Vec<PathBuf> {
        self.recent.iter().map(|recent| recent.path.clone()).collect()
    }

    /// Puts a corpus at the head of the recent ones.
    pub fn add_recent(&mut self, root: &Path) {
        if let Ok(recent) = self.recents.add(root, Session::now()) {
            self.recent = recent;
        }
    }

    /// Takes a corpus off the recent ones.
    pub fn forget_recent(&mut self, root: &Path) {
        if let Ok(recent) = self.recents.forget(root) {
            self.recent = recent;
        }
    }

    /// What is remembered of the corpus in `root`.
    pub fn corpus(&self, root: &Path) -> CorpusMemory {
        self.settings.corpora.get(&*root.to_string_lossy()).cloned().unwrap_or_default()
    }

    /// What is remembered of the corpus in `root`, to be changed; call [`Self::save`] afterwards.
    pub fn corpus_mut(&mut self, root: &Path) -> &mut CorpusMemory {
        self.settings.corpora.entry(root.to_string_lossy().into_owned()).or_default()
    }

    /// Remembers the size of the window.
    pub fn remember_window(&mut self, ctx: &Context) {
        let size = ctx.input(|input| input.viewport().inner_rect.map(|rect| (rect.width(), rect.height())));
        if size.is_some() {
            self.settings.window = size;
        }
        self.save();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_off_is_kept_once() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut memory = Memory::load(dir.path());
        memory.settings.text_percent = 125;
        memory.save_soon();
        assert_eq!(Memory::load(dir.path()).settings.text_percent, 100);
        memory.save_if_due();
        assert_eq!(Memory::load(dir.path()).settings.text_percent, 125);
        memory.settings.text_percent = 150;
        memory.save_if_due();
        assert_eq!(Memory::load(dir.path()).settings.text_percent, 125, "nothing was put off again");
    }
}
