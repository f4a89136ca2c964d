//! Statements whose document changed: what became of them, and the texts that they were made on.

use super::{Session, Wake};
use crate::model::{Coder, DocPath};
use crate::store::{FoundAgain, Layout, LoadedDocument, Problem, RealFiles, StoreError, TextKeeper};
use crate::text::DocumentText;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What is known of statements whose document changed.
#[derive(Debug, Default)]
pub(super) struct Anchored {
    /// What became of those that are not where their file says, since the corpus was opened.
    pub found: Vec<FoundAgain>,
    /// Keeps the texts that statements are on; `None` without a state folder.
    keeper: Option<TextKeeper>,
    /// Documents with statements on them that were read, to be kept once all are.
    to_keep: Vec<DocPath>,
    /// Hashes of texts that sets on the disk name.
    named: HashSet<String>,
}

impl Anchored {
    /// Keeps texts where `layout` says.
    pub fn new(layout: &Layout) -> Self {
        let keeper = layout.earlier_texts().cloned().map(TextKeeper::start);
        Self { keeper, ..Self::default() }
    }

    /// Keeps a text that statements name.
    pub fn keep(&mut self, text: &Arc<DocumentText>) {
        if let Some(keeper) = &mut self.keeper {
            keeper.keep(text);
        }
    }

    /// Notes what was read, before it goes into the corpus. Returns what people should know.
    pub fn take_in(&mut self, loaded: &mut LoadedDocument, layout: &Layout) -> Vec<Problem> {
        self.found.retain(|one| one.set.document != loaded.path);
        self.take_in_sets(loaded, layout)
    }

    /// As [`Self::take_in`], where only some of the sets on the document were read.
    pub fn take_in_sets(&mut self, loaded: &mut LoadedDocument, layout: &Layout) -> Vec<Problem> {
        let found = std::mem::take(&mut loaded.found);
        let notices = FoundAgain::notices(&found, layout);
        self.found.retain(|one| !loaded.sets.iter().any(|(set, _)| *set == one.set));
        self.found.extend(found);
        if self.keeper.is_some() {
            self.named.extend(loaded.named_texts.drain(..));
            let has_statements = loaded.sets.iter().any(|(_, set)| !set.is_empty());
            self.to_keep.extend(has_statements.then(|| loaded.path.clone()));
        }
        notices
    }
}

impl Session {
    /// As [`Session::open`], with the program's state folder, in which texts that documents had before are kept.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_keeping(
        root: &Path,
        coder: Option<Coder>,
        first: Option<&DocPath>,
        wake: &Wake,
        state: Option<&Path>,
    ) -> Result<Self, StoreError> {
        Self::open_until(root, coder, first, wake, state, &AtomicBool::new(false))
    }

    /// As [`Session::open_keeping`], until `cancel` is set; for callers that open on a thread of its own.
    ///
    /// # Errors
    /// When the folder cannot be read, and when it was given up.
    pub fn open_until(
        root: &Path,
        coder: Option<Coder>,
        first: Option<&DocPath>,
        wake: &Wake,
        state: Option<&Path>,
        cancel: &AtomicBool,
    ) -> Result<Self, StoreError> {
        Self::open_in(Arc::new(RealFiles), root, coder, first, wake, state, cancel)
    }

    /// As [`Session::open_whole`], with the program's state folder, in which texts that documents had before are kept.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_whole_keeping(root: &Path, state: Option<&Path>) -> Result<Self, StoreError> {
        let mut session = Self::open_keeping(root, None, None, &(Arc::new(|| ()) as Wake), state)?;
        session.load_all();
        Ok(session)
    }

    /// What became of statements that are not where their file says.
    pub fn found_again(&self) -> &[FoundAgain] {
        &self.anchored.found
    }

    /// Keeps the texts of documents that were read and have statements; behind, and once all are read.
    pub(super) fn keep_read_texts(&mut self) {
        let Anchored { keeper: Some(keeper), to_keep, named, .. } = &mut self.anchored else { return };
        for path in to_keep.drain(..) {
            if let Some(text) = self.corpus.document(&path).and_then(|document| document.ready_text()) {
                keeper.keep(text);
            }
        }
        keeper.tidy(std::mem::take(named));
    }

    /// Keeps the text of a document whose set is saved.
    pub(super) fn keep_text(&mut self, path: &DocPath) {
        let text = self.corpus.document(path).and_then(|document| document.ready_text());
        if let (Some(keeper), Some(text)) = (&mut self.anchored.keeper, text) {
            keeper.keep(text);
        }
    }
}
