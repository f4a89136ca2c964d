//! What other programs and people do to the files while the corpus is open.
//!
//! ```text
//! nothing unsaved here:  what they wrote is read behind and takes the place of ours
//! something unsaved:     base ─┬─ ours   ─┬─▶ merged, saved; what both changed is kept side by side
//!                              └─ theirs ─┘
//! cannot be understood:  ours stays, looked at again, then a problem; nothing is written over
//! deleted:               ours stays, and is asked about
//! ```
//!
//! Each is an ordinary edit. On the coder's own sets, the codebook and the documents it is a step that can be undone.

mod changed;
mod documents;
mod files;
mod gone;
mod merger;
mod taken;

pub use changed::Reanchored;
pub use taken::TakenIn;

use self::merger::Merger;
use super::{Session, Wake};
use crate::edit::Edit;
use crate::model::{Codebook, DocPath, SetKey};
use crate::store::{FileKey, Lookout, Outside, SaveEvent, SaveJob, SaveListener, StoreError, Watch, corpus_file};
use crate::text::DocumentText;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How often a file that keeps changing is merged before a caller that waits is told.
const MAX_TRIES: usize = 5;

/// What is known of changes from outside.
#[derive(Debug, Default)]
pub(super) struct OutsideState {
    watch: Option<Watch>,
    /// Where the saver asks for a look, once somebody watches.
    lookout: Arc<OnceLock<Lookout>>,
    has_begun: bool,
    /// What understands the files that others wrote.
    merger: Merger,
    /// The codebook of a revision, shared with it.
    codebook: Option<(u64, Arc<Codebook>)>,
    /// How often each file was looked at that cannot be understood.
    unread: BTreeMap<FileKey, usize>,
    /// Files that were deleted, while what they held is here.
    gone: BTreeSet<FileKey>,
    /// Documents that went while they were open.
    lost: BTreeMap<DocPath, Lost>,
}

/// What is kept of a document that went while it was open.
#[derive(Debug)]
struct Lost {
    /// The text that its statements, and the steps of the history, are on.
    text: Arc<DocumentText>,
    /// Sets that may not be changed for want of it.
    held: Vec<FileKey>,
}

impl OutsideState {
    /// Has files looked at again that the saver finds changed.
    pub fn listener(&self) -> SaveListener {
        let lookout = Arc::clone(&self.lookout);
        Box::new(move |event| {
            if let SaveEvent::Failed { key, error: StoreError::ChangedOutside(_), .. } = event
                && let Some(lookout) = lookout.get()
            {
                lookout.look_at(key, Duration::ZERO);
            }
        })
    }

    /// Whether the file was deleted, while what it held is here.
    pub fn is_gone(&self, key: &FileKey) -> bool {
        self.gone.contains(key)
    }

    /// Has a file looked at after a while, where somebody watches.
    fn look_at(&self, key: &FileKey, after: Duration) {
        if let Some(lookout) = self.lookout.get() {
            lookout.look_at(key, after);
        }
    }
}

impl Session {
    /// Notices from now on what other programs do to the files; `wake` is called when there is something to take in.
    pub fn watch_files(&mut self, wake: &Wake) {
        let (wake, ledger) = (Arc::clone(wake), self.saver.ledger());
        let watch = Watch::start(Arc::clone(&self.files), self.layout.clone(), ledger, move || wake());
        // A second watch would find what the first already has.
        if self.outside.lookout.set(watch.lookout()).is_ok() {
            self.outside.watch = Some(watch);
        }
    }

    /// Looks at every file now, as when somebody comes back to the window.
    pub fn look_at_files(&self) {
        if let Some(lookout) = self.outside.lookout.get() {
            lookout.look_at_all();
        }
    }

    /// Takes in what other programs did since the last call; `None` when that is nothing.
    pub fn take_in_outside(&mut self) -> Option<TakenIn> {
        // Before everything is read, what is on the disk is news anyway.
        if self.outside.watch.is_none() || self.loader.is_some() || self.is_taking_along {
            return None;
        }
        if !self.outside.has_begun
            && let Some(lookout) = self.outside.lookout.get()
        {
            self.outside.has_begun = true;
            lookout.begin();
        }
        let mut taken = TakenIn::default();
        while let Some(found) = self.outside.watch.as_ref().and_then(Watch::take_found) {
            match found {
                Outside::File { key, bytes, hash, turn } => {
                    self.take_file(&key, bytes, hash, turn, &mut taken);
                }
                Outside::Unreadable { key, why } => {
                    self.outside.merger.forget(&key);
                    self.say_unreadable(&key, &why);
                }
                Outside::Document(loaded) => self.take_document(*loaded, &mut taken),
                Outside::DocumentGone(path) => self.lose_document(&path, &mut taken),
            }
        }
        self.take_all_understood(&mut taken);
        (!taken.is_empty()).then_some(taken)
    }

    /// Whether the file at `path`, below the corpus folder, waits to be merged with what another program wrote.
    pub fn is_being_merged(&self, path: &Path) -> bool {
        let is_watched = self.outside.watch.is_some();
        is_watched && self.saver.failures().iter().any(|failure| failure.is_changed_outside && failure.path == path)
    }

    /// Saves, and merges at once what other programs wrote into files that could not be saved for it: for callers that
    /// wait and have no window. Returns whether everything is on the disk then.
    pub fn settle_with_outside(&mut self, patience: Duration) -> bool {
        for _ in 0..MAX_TRIES {
            if self.flush(patience) {
                return true;
            }
            if !self.merge_changed() {
                return false;
            }
        }
        self.flush(patience)
    }

    /// As [`Self::catch_up`], once what other programs wrote into files that could not be saved for it is merged.
    pub fn catch_up_merging(&mut self, patience: Duration) -> BTreeMap<FileKey, Option<String>> {
        for _ in 0..MAX_TRIES {
            let unsaved = self.catch_up(patience);
            if unsaved.is_empty() || !self.merge_changed() {
                return unsaved;
            }
        }
        self.catch_up(patience)
    }

    /// Merges what other programs wrote into files that could not be saved for it. Returns whether there was any.
    fn merge_changed(&mut self) -> bool {
        let changed = self.saver.failures().into_iter().filter(|failure| failure.is_changed_outside);
        let changed: Vec<FileKey> = changed.map(|failure| failure.key).collect();
        for key in &changed {
            self.take_now(key);
        }
        !changed.is_empty()
    }

    /// Takes in at once what other programs wrote into the codebook and the corpus file, as if it had been noticed.
    pub fn take_in_shared(&mut self) {
        for key in [FileKey::Codebook, FileKey::CorpusFile] {
            self.take_now(&key);
        }
    }

    /// Remembers what each file that `edit` would change held when it was read.
    pub(super) fn remember_bases(&self, edit: &Edit) {
        let mut keys = BTreeSet::new();
        let mut sets: BTreeSet<&SetKey> = BTreeSet::new();
        edit.for_each_set(&mut |set| sets.extend([set]));
        keys.extend(sets.into_iter().cloned().map(FileKey::Set));
        keys.extend(edit.touches_codebook().then_some(FileKey::Codebook));
        keys.extend(edit.touches_corpus_file().then_some(FileKey::CorpusFile));
        for key in keys {
            if self.saver.base(&key).is_none()
                && let Some(job) = self.job(&key)
            {
                self.saver.put_base(job);
            }
        }
    }

    /// What the file under `key` would hold if it were saved now; `None` for a set whose text is not read.
    pub(super) fn job(&self, key: &FileKey) -> Option<SaveJob> {
        Some(match key {
            FileKey::Set(key) => {
                let text = Arc::clone(self.corpus.document(&key.document)?.ready_text()?);
                SaveJob::Set { key: key.clone(), set: self.corpus.set(key).cloned().unwrap_or_default(), text }
            }
            FileKey::Codebook => SaveJob::Codebook(self.corpus.codebook.clone()),
            FileKey::CorpusFile => SaveJob::CorpusFile(corpus_file(&self.corpus, &self.absent)),
        })
    }

    /// Where a step that changed this file is to be looked at.
    fn document_of(key: &FileKey) -> Option<DocPath> {
        match key {
            FileKey::Set(key) => Some(key.document.clone()),
            FileKey::Codebook | FileKey::CorpusFile => None,
        }
    }
}
