//! Handing what changed to the saver, and what may not be changed.

use super::{Session, SessionError};
use crate::edit::{Edit, Touched};
use crate::model::{DocPath, SetKey};
use crate::store::{FileKey, SaveJob, SaveState, StoreError, corpus_file};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

impl Session {
    /// Whether what was done is on the disk.
    pub fn save_state(&self) -> SaveState {
        match self.saver.state() {
            SaveState::Failed { path, reason, since } => {
                SaveState::Failed { path, reason: reason + &self.keeper.words(), since }
            }
            state => state,
        }
    }

    /// Why this coder's set on `document` cannot be changed here; `None` when it can.
    pub fn why_held(&self, document: &DocPath) -> Option<String> {
        let key = FileKey::Set(self.key(document));
        self.held.contains(&key).then(|| self.held_words(&key))
    }

    /// Why the codebook cannot be changed here; `None` when it can.
    pub fn why_held_codebook(&self) -> Option<String> {
        self.held.contains(&FileKey::Codebook).then(|| self.held_words(&FileKey::Codebook))
    }

    /// Why nothing can be said about documents here; `None` when it can.
    pub fn why_held_corpus_file(&self) -> Option<String> {
        self.held.contains(&FileKey::CorpusFile).then(|| self.held_words(&FileKey::CorpusFile))
    }

    pub(super) fn held_words(&self, key: &FileKey) -> String {
        let file = self.layout.file(key);
        let file = self.layout.below_root(&file).display().to_string();
        let why = match key {
            FileKey::Set(_) => ", or does not fit its document",
            FileKey::Codebook | FileKey::CorpusFile => "",
        };
        format!("The file {file} could not be read whole{why}, so it is not changed here; see “Problems in files”")
    }

    /// Whether an export may be written to `path`: never over a document or what is kept beside the corpus.
    ///
    /// # Errors
    /// What stands in the way, in words.
    pub fn may_export_to(&self, path: &Path) -> Result<(), String> {
        self.layout.may_export_to(path).map_err(|error| format!("Could not {error}."))
    }

    pub(super) fn check_held(&self, edit: &Edit) -> Result<(), SessionError> {
        if self.held.is_empty() {
            return Ok(());
        }
        let mut files = Vec::new();
        edit.for_each_set(&mut |set| files.push(FileKey::Set(set.clone())));
        files.extend(edit.touches_codebook().then_some(FileKey::Codebook));
        files.extend(edit.touches_corpus_file().then_some(FileKey::CorpusFile));
        match files.iter().find(|file| self.held.contains(file)) {
            Some(file) => Err(SessionError::Held(self.held_words(file))),
            None => Ok(()),
        }
    }

    pub(super) fn submit(&mut self, touched: &Touched) -> Result<(), StoreError> {
        if touched.codebook {
            self.saver.submit(SaveJob::Codebook(self.corpus.codebook.clone()))?;
        }
        for key in touched.sets.keys() {
            let text = self.corpus.document(&key.document).and_then(|document| document.ready_text());
            if let Some(text) = text {
                let set = self.corpus.set(key).cloned().unwrap_or_default();
                self.saver.submit(SaveJob::Set { key: key.clone(), set, text: Arc::clone(text) })?;
            }
            self.keep_text(&key.document);
        }
        if touched.corpus_file {
            self.saver.submit(SaveJob::CorpusFile(corpus_file(&self.corpus, &self.absent)))?;
        }
        Ok(())
    }

    /// Tries again at once to save what could not be saved.
    pub fn save_now(&self) {
        self.saver.retry_now();
    }

    /// Saves what was done without delay and waits for it, at most `patience`; what failed before is tried again in
    /// its own time. Returns the files that are not on the disk, with the reason where one failed.
    pub fn catch_up(&self, patience: Duration) -> BTreeMap<FileKey, Option<String>> {
        self.saver.catch_up(patience)
    }

    /// Waits until the name of a set that was read outlasts a power cut, and that of the codebook: whoever wrote them
    /// may have been killed just before the wait for the folders.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn confirm(&self, set: &SetKey) -> Result<(), StoreError> {
        let (file, root) = (self.layout.set_file(set), self.layout.root());
        let mut folders = file.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
        folders.try_for_each(|folder| {
            let failed = |source| StoreError::Io { action: "write", path: folder.to_owned(), source };
            self.files.sync_folder(folder).map_err(failed)
        })
    }

    /// Waits until everything is on the disk, at most `patience`. Returns whether it is.
    pub fn flush(&self, patience: Duration) -> bool {
        matches!(self.saver.flush(patience), SaveState::Saved)
    }
}
