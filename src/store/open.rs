//! Opening a corpus: what can be shown at once, before any document is read.

use super::load_set::waiting;
use super::problem::MAX_PROBLEMS;
use super::read_head::{read_codebook, read_corpus_file};
use super::record::{CorpusFile, DocumentEntry};
use super::{FileKey, Files, Found, Known, Layout, LoadPlan, Problem, RealFiles, StoreError, Unmerged, discover_until};
use crate::model::{Coder, Corpus, DocPath, Document};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What to do with a second version that was found.
pub(super) const MERGE_COPIES: &str = "merge it with “Merge copies…” in the window or with standpoint merge --copies";

/// A corpus as it can be shown at once: documents without their texts, and the codebook.
#[derive(Debug)]
pub struct Opened {
    /// What reads the files.
    pub files: Arc<dyn Files>,
    /// Where everything lies.
    pub layout: Layout,
    /// Documents whose text is pending, what is known about them, and the codebook. No set yet.
    pub corpus: Corpus,
    /// What the corpus file knows of documents that are not there; carried along when it is written.
    pub absent: Vec<DocumentEntry>,
    /// Coders who have a folder, sorted.
    pub coders: Vec<Coder>,
    /// Whose sets there are of each document, sorted; also of documents that are not there.
    pub sets: BTreeMap<DocPath, Vec<Coder>>,
    /// Copies that sync tools left.
    pub copies: Vec<Unmerged>,
    /// What could not be read, or is worth knowing.
    pub problems: Vec<Problem>,
    /// What corpus file and codebook held, and which must stay as they are.
    pub known: Known,
}

impl Opened {
    /// What is left to load: every document with its sets.
    pub fn plan(&self) -> LoadPlan {
        let documents = self.corpus.documents().iter().map(|document| document.path.clone());
        let sets = |path: DocPath| {
            let coders = self.sets.get(&path).cloned().unwrap_or_default();
            (path, coders)
        };
        let is_known = !self.known.held.contains(&FileKey::Codebook);
        LoadPlan {
            files: Arc::clone(&self.files),
            layout: self.layout.clone(),
            documents: documents.map(sets).collect(),
            codebook: is_known.then(|| self.corpus.codebook.clone()),
        }
    }
}

/// Opens the corpus in the folder `root`: lists it, reads corpus file and codebook, and opens no document.
///
/// # Errors
/// When there is no such folder or it cannot be listed; everything else is a [`Problem`].
pub fn open(root: impl Into<PathBuf>) -> Result<Opened, StoreError> {
    open_with(Arc::new(RealFiles), root)
}

/// As [`open()`], with other files than the system's.
///
/// # Errors
/// As [`open()`].
pub fn open_with(files: Arc<dyn Files>, root: impl Into<PathBuf>) -> Result<Opened, StoreError> {
    open_until(files, root, &AtomicBool::new(false))
}

/// As [`open_with`], until `cancel` is set.
///
/// # Errors
/// As [`open()`], and when it was given up.
pub fn open_until(files: Arc<dyn Files>, root: impl Into<PathBuf>, cancel: &AtomicBool) -> Result<Opened, StoreError> {
    let root = root.into();
    let go_on = || if cancel.load(Ordering::Relaxed) { Err(StoreError::GivenUp(root.clone())) } else { Ok(()) };
    if !root.is_dir() {
        return Err(StoreError::NoFolder(root));
    }
    std::fs::read_dir(&root).map_err(StoreError::io("list", &root))?;
    let layout = Layout::new(&root);
    let Found { documents, coders, sets, copies, mut problems } = discover_until(&layout, cancel);
    go_on()?;
    problems.extend(copies.iter().map(|copy| copy_problem(&layout, copy)));
    let mut known = Known::default();
    let codebook = read_codebook(&*files, &layout, &mut problems, &mut known);
    go_on()?;
    let CorpusFile { documents: entries, queries } = read_corpus_file(&*files, &layout, &mut problems, &mut known);
    go_on()?;
    let mut entries: BTreeMap<_, _> = entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect();

    let rivals = |file: PathBuf, n, what| waiting(n, what, layout.below_root(&file));
    problems.extend(rivals(layout.codebook_file(), codebook.rivals.len(), ["entry", "entries"]));
    let n_documents = entries.values().filter(|entry| !entry.rivals.is_empty()).count();
    problems.extend(rivals(layout.corpus_file(), n_documents, ["document", "documents"]));

    let document = |path: DocPath| {
        let entry = entries.remove(&path);
        let document = Document::new(path);
        match entry {
            Some(DocumentEntry { meta, rivals, .. }) => Document { meta, rivals, ..document },
            None => document,
        }
    };
    let mut corpus = Corpus::new(documents.into_iter().map(document).collect(), codebook);
    corpus.queries = queries;
    let absent: Vec<DocumentEntry> = entries.into_values().collect();
    problems.extend(missing_documents(&layout, &corpus, &absent, &sets));
    Ok(Opened { files, layout, corpus, absent, coders, sets, copies, problems, known })
}

/// That a copy waits to be merged.
fn copy_problem(layout: &Layout, copy: &Unmerged) -> Problem {
    let of = layout.file(&copy.of);
    let of = layout.below_root(&of).display();
    let by = copy.tool.map_or_else(|| "git".to_owned(), |tool| tool.to_string());
    let cause = format!("this is a copy that {by} left when two people changed {of}; it is kept and not shown");
    Problem::notice(&copy.path, cause, MERGE_COPIES)
}

/// Problems for what is kept of documents that are not there.
fn missing_documents(
    layout: &Layout,
    corpus: &Corpus,
    absent: &[DocumentEntry],
    sets: &BTreeMap<DocPath, Vec<Coder>>,
) -> Vec<Problem> {
    let put_back = "put the document back, or give the file its new name";
    let mut entries: Vec<Problem> = absent
        .iter()
        .take(MAX_PROBLEMS)
        .map(|DocumentEntry { path, .. }| {
            let cause = format!("it describes “{path}”, which is not in the folder; the entry is kept");
            Problem::notice(layout.below_root(&layout.corpus_file()), cause, put_back)
        })
        .collect();
    Problem::say_how_many_more(&mut entries, absent.len().saturating_sub(MAX_PROBLEMS));
    let orphans = sets.iter().filter(|(path, _)| corpus.document(path).is_none());
    let orphans = orphans.flat_map(|(path, coders)| {
        coders.iter().map(move |coder| {
            let file = layout.set_file(&crate::model::SetKey::new(coder.clone(), path.clone()));
            let cause = format!("its document “{path}” is not in the folder; the file is kept and not shown");
            Problem::error(layout.below_root(&file), cause, put_back)
        })
    });
    let mut orphans: Vec<Problem> = orphans.collect();
    Problem::shorten(&mut orphans);
    entries.extend(orphans);
    entries
}
