//! Reading every document of a corpus and waiting for it, as the command line does.

use super::{
    Files, FoundAgain, Known, Layout, LoadedDocument, Problem, Renamed, StoreError, find_renamed, load_document, open,
    record::DocumentEntry,
};
use crate::model::{Codebook, Coder, Corpus, DocPath};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What is to be loaded.
#[derive(Clone, Debug)]
pub struct LoadPlan {
    /// What reads the files.
    pub files: Arc<dyn Files>,
    /// Where everything lies.
    pub layout: Layout,
    /// The documents, each with those who made a set on it.
    pub documents: Vec<(DocPath, Vec<Coder>)>,
    /// What ids are checked against; `None` when the codebook could not be read whole.
    pub codebook: Option<Codebook>,
}

impl LoadPlan {
    /// Loads one of the documents.
    pub(super) fn load(&self, path: &DocPath, coders: &[Coder]) -> LoadedDocument {
        let load = AssertUnwindSafe(|| load_document(&*self.files, &self.layout, path, coders, self.codebook.as_ref()));
        // One document on which the program fails must not take the others with it.
        catch_unwind(load).unwrap_or_else(|_| {
            LoadedDocument::unreadable(path, coders, "the program failed while reading it; please report this")
        })
    }
}

/// Loads all documents of `plan` in parallel and returns them in its order.
///
/// Calls `progress` with the number of documents loaded so far, from any thread. Once `cancel` is true no further
/// document is begun, and those not loaded are missing from the result.
pub fn load_all(plan: &LoadPlan, progress: &(dyn Fn(usize) + Sync), cancel: &AtomicBool) -> Vec<LoadedDocument> {
    let n_loaded = AtomicUsize::new(0);
    let load = |(path, coders): &(DocPath, Vec<Coder>)| {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let loaded = plan.load(path, coders);
        progress(n_loaded.fetch_add(1, Ordering::Relaxed) + 1);
        Some(loaded)
    };
    plan.documents.par_iter().filter_map(load).collect()
}

/// A corpus with every document and set in it.
#[derive(Debug)]
pub struct Whole {
    /// Where everything lies.
    pub layout: Layout,
    /// The corpus, texts and sets included.
    pub corpus: Corpus,
    /// What the corpus file knows of documents that are not there; carried along when it is written.
    pub absent: Vec<DocumentEntry>,
    /// What could not be read, or is worth knowing.
    pub problems: Vec<Problem>,
    /// What the files held, and which must stay as they are.
    pub known: Known,
    /// What became of statements that are not where their file says.
    pub found: Vec<FoundAgain>,
    /// Documents that are not there under the name under which they were coded.
    pub renamed: Vec<Renamed>,
}

/// Opens the corpus in the folder `root` and loads all of it.
///
/// # Errors
/// When there is no such folder or it cannot be listed; everything else is a [`Problem`].
pub fn open_whole(root: impl Into<PathBuf>) -> Result<Whole, StoreError> {
    open_whole_in(root, None)
}

/// As [`open_whole`], with the program's state folder, in which texts that documents had before are kept.
///
/// # Errors
/// As [`open_whole`].
pub fn open_whole_in(root: impl Into<PathBuf>, state: Option<&Path>) -> Result<Whole, StoreError> {
    let mut opened = open(root)?;
    opened.layout = opened.layout.with_state(state);
    let loaded = load_all(&opened.plan(), &|_| (), &AtomicBool::new(false));
    let (mut corpus, mut problems, mut known) = (opened.corpus, opened.problems, opened.known);
    let mut found = Vec::new();
    for mut document in loaded {
        found.append(&mut document.found);
        let (more_problems, more_known) = document.put_into(&mut corpus);
        problems.extend(more_problems);
        known.extend(more_known);
    }
    let renamed = find_renamed(&*opened.files, &opened.layout, &corpus, &opened.sets);
    Renamed::explain(&renamed, &opened.layout, &mut problems);
    Ok(Whole { layout: opened.layout, corpus, absent: opened.absent, problems, known, found, renamed })
}
