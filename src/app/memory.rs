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
}

impl Memory {
    /// Reads what is remembered in `folder`, the program's state folder.
    pub fn load(folder: &Path) -> Self {
        let file = StateFile::new(folder, "settings.ron");
        let recents = Recents::new(folder);
        let (settings, recent): (Settings, _) =
            (file.load().map(Settings::bounded).unwrap_or_default(), recents.load());
        Self { settings, file, recents, recent, folder: folder.to_owned() }
    }

    /// The program's state folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps the settings.
    pub fn save(&self) {
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
