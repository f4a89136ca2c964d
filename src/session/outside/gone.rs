//! Files that somebody deleted, while what they held is here.

use super::TakenIn;
use crate::edit::{Edit, Focus, Touched};
use crate::model::{AnnotationSet, Codebook, Progress};
use crate::session::{Change, Session, SessionError};
use crate::store::{CorpusFile, FileKey, SaveJob, Taken};
use std::path::PathBuf;

impl Session {
    /// Files that somebody deleted and that were not written again, below the corpus folder.
    pub fn gone(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.outside.gone.iter().map(|key| self.path_of(key))
    }

    /// A file is not there any more: what it held stays here until somebody says what shall become of it.
    pub(super) fn lose_file(&mut self, key: &FileKey, turn: u64, taken: &mut TakenIn) {
        // What is not saved yet is written anew by itself.
        if self.saver.is_unsaved(key) {
            return;
        }
        let Some(ours) = self.job(key) else { return };
        let note = Taken { key: key.clone(), turn, hash: None, base: Some(blank(&ours)), job: None };
        if !self.saver.take_note(note) {
            return self.outside.look_at(key, std::time::Duration::from_secs(1));
        }
        if !ours.is_blank() {
            self.outside.gone.insert(key.clone());
            self.revision += 1;
            taken.is_news = true;
        }
    }

    /// Writes the files again that somebody deleted.
    ///
    /// # Errors
    /// When one may not be written, as where another window has its coder; it stays to be asked about then, and the
    /// others are written.
    pub fn write_gone_again(&mut self) -> Result<(), SessionError> {
        if let Some(why) = &self.read_only {
            return Err(SessionError::ReadOnly(why.clone()));
        }
        let mut refused = None;
        for key in self.outside.gone.clone() {
            match self.write_again(&key) {
                Ok(()) => drop(self.outside.gone.remove(&key)),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        self.revision += 1;
        refused.map_or(Ok(()), Err)
    }

    fn write_again(&mut self, key: &FileKey) -> Result<(), SessionError> {
        if let FileKey::Set(set) = key {
            self.claim_for(&Edit::Progress { set: set.clone(), value: Progress::default() })?;
        }
        self.job(key).map_or(Ok(()), |job| Ok(self.saver.submit(job)?))
    }

    /// Lets go of what deleted files held: a step that can be undone.
    ///
    /// # Errors
    /// When it may not be changed here.
    pub fn let_gone_go(&mut self) -> Result<Touched, SessionError> {
        let keys: Vec<FileKey> = self.outside.gone.iter().cloned().collect();
        let blanks = keys.iter().filter_map(|key| Some((key, blank(&self.job(key)?))));
        let edits: Vec<Edit> = blanks.flat_map(|(key, blank)| self.difference(key, &blank)).collect();
        let mut words = TakenIn::default();
        words.count(&edits);
        let label = format!("let go of what was deleted outside: {}", words.words());
        let touched = self.apply(Change::new(label, Edit::Batch(edits), Focus::default()))?;
        self.outside.gone.clear();
        Ok(touched)
    }

    /// What is written is not gone.
    pub(in crate::session) fn forget_gone(&mut self, touched: &Touched) {
        if self.outside.gone.is_empty() {
            return;
        }
        self.outside.gone.retain(|key| match key {
            FileKey::Set(key) => !touched.sets.contains_key(key),
            FileKey::Codebook => !touched.codebook,
            FileKey::CorpusFile => !touched.corpus_file,
        });
    }
}

/// The same file with nothing in it.
fn blank(job: &SaveJob) -> SaveJob {
    match job {
        SaveJob::Set { key, text, .. } => {
            SaveJob::Set { key: key.clone(), set: AnnotationSet::default(), text: text.clone() }
        }
        SaveJob::Codebook(_) => SaveJob::Codebook(Codebook::default()),
        SaveJob::CorpusFile(_) => SaveJob::CorpusFile(CorpusFile::default()),
        SaveJob::Whole { .. } => job.clone(),
    }
}
