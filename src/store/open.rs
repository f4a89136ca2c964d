//! Opening a corpus: what can be shown at once, before any document is read.

use super::record::{
    CodebookRecord, CorpusRecord, DocumentEntry, FileRecord, LineCounter, put_document, put_entry, read, text_of,
};
use super::{ContentHash, FileKey, Files, Found, Known, Layout, LoadPlan, Problem, RealFiles, StoreError, discover};
use crate::model::{Codebook, Coder, Corpus, DocPath, Document};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

const PUT_RIGHT: &str = "put it right in a text editor, then open the corpus again; until then the file stays as it is";

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

/// As [`open`], with other files than the system's.
///
/// # Errors
/// As [`open`].
pub fn open_with(files: Arc<dyn Files>, root: impl Into<PathBuf>) -> Result<Opened, StoreError> {
    let root = root.into();
    if !root.is_dir() {
        return Err(StoreError::NoFolder(root));
    }
    std::fs::read_dir(&root).map_err(StoreError::io("list", &root))?;
    let layout = Layout::new(root);
    let Found { documents, coders, sets, mut problems } = discover(&layout);
    let mut known = Known::default();
    let codebook = read_codebook(&*files, &layout, &mut problems, &mut known);
    let mut entries = read_corpus_file(&*files, &layout, &mut problems, &mut known);

    let document = |path: DocPath| {
        let entry = entries.remove(&path);
        let document = Document::new(path);
        match entry {
            Some(DocumentEntry { meta, rivals, .. }) => Document { meta, rivals, ..document },
            None => document,
        }
    };
    let corpus = Corpus::new(documents.into_iter().map(document).collect(), codebook);
    let absent: Vec<DocumentEntry> = entries.into_values().collect();
    problems.extend(missing_documents(&layout, &corpus, &absent, &sets));
    Ok(Opened { files, layout, corpus, absent, coders, sets, problems, known })
}

/// Problems for what is kept of documents that are not there.
fn missing_documents(
    layout: &Layout,
    corpus: &Corpus,
    absent: &[DocumentEntry],
    sets: &BTreeMap<DocPath, Vec<Coder>>,
) -> Vec<Problem> {
    let put_back = "put the document back, or give the file its new name";
    let entries = absent.iter().map(|DocumentEntry { path, .. }| {
        let cause = format!("it describes “{path}”, which is not in the folder; the entry is kept");
        Problem::notice(layout.below_root(&layout.corpus_file()), cause, put_back)
    });
    let orphans = sets.iter().filter(|(path, _)| corpus.document(path).is_none());
    let orphans = orphans.flat_map(|(path, coders)| {
        coders.iter().map(move |coder| {
            let file = layout.set_file(&crate::model::SetKey::new(coder.clone(), path.clone()));
            let cause = format!("its document “{path}” is not in the folder; the file is kept and not shown");
            Problem::error(layout.below_root(&file), cause, put_back)
        })
    });
    entries.chain(orphans).collect()
}

fn read_codebook(files: &dyn Files, layout: &Layout, problems: &mut Vec<Problem>, known: &mut Known) -> Codebook {
    let mut codebook = Codebook::default();
    let mut put = |entry| put_entry(&mut codebook, entry);
    read_file::<CodebookRecord>(files, layout, FileKey::Codebook, problems, known, &mut put);
    codebook
}

fn read_corpus_file(
    files: &dyn Files,
    layout: &Layout,
    problems: &mut Vec<Problem>,
    known: &mut Known,
) -> BTreeMap<DocPath, DocumentEntry> {
    let mut entries = BTreeMap::new();
    let mut put = |record| put_document(&mut entries, record);
    read_file::<CorpusRecord>(files, layout, FileKey::CorpusFile, problems, known, &mut put);
    entries
}

/// Reads one of the two files of the corpus, calling `put` with each entry; what goes wrong makes the file held.
fn read_file<R: FileRecord>(
    files: &dyn Files,
    layout: &Layout,
    key: FileKey,
    problems: &mut Vec<Problem>,
    known: &mut Known,
    put: &mut dyn FnMut(R::Entry) -> Result<(), String>,
) {
    let file = layout.file(&key);
    let mut faults = Vec::new();
    match files.read(&file) {
        Ok(None) => return,
        Ok(Some(bytes)) => {
            known.seen.insert(key.clone(), ContentHash::of(&bytes));
            faults = read_entries::<R>(&bytes, put).unwrap_or_else(|why| {
                vec![(None, format!("{why}, so nothing of it is shown"), "update Standpoint, or restore the file")]
            });
        }
        Err(error) => {
            let remedy = "see that you may read it, then open the corpus again";
            faults.push((None, format!("the file could not be read ({error})"), remedy));
        }
    }
    if !faults.is_empty() {
        known.held.insert(key);
    }
    let path = layout.below_root(&file);
    let problem = |(line, why, remedy): Fault| Problem::error(path, why, remedy).at(line);
    let mut found = faults.into_iter().map(problem).collect();
    Problem::shorten(&mut found);
    problems.extend(found);
}

/// Line, cause and remedy of something that could not be read.
pub(super) type Fault = (Option<usize>, String, &'static str);

pub(super) fn read_entries<R: FileRecord>(
    bytes: &[u8],
    put: &mut dyn FnMut(R::Entry) -> Result<(), String>,
) -> Result<Vec<Fault>, String> {
    let text = text_of(bytes).map_err(|error| error.to_string())?;
    let reading = read::<R, _>(&text, |entry| entry).map_err(|error| error.to_string())?;
    let unread = reading.faults.into_iter();
    let mut faults: Vec<Fault> =
        unread.map(|(line, why)| (line, format!("{why}; the rest of the file was kept"), PUT_RIGHT)).collect();
    let mut lines = LineCounter::new(&text);
    for (at, entry) in reading.entries {
        if let Err(why) = put(entry) {
            faults.push((at.map(|at| lines.line_of(at)), why, PUT_RIGHT));
        }
    }
    Ok(faults)
}
