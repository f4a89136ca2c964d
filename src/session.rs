//! The open corpus: its only owner, with history and saving.
//!
//! ```text
//! Change ──▶ Session::apply ──▶ edit::apply ──▶ corpus
//!                │ inverse ──▶ history
//!                └ touched ──▶ saver (a thread) ──▶ files
//! ```
//!
//! The session may use the edits, the store, the model and the text. It is the one place that asks the clock
//! and makes ids. It never draws.

mod catch_up;
mod change;

pub use change::{Change, Loading, SessionError, Undone};

use crate::edit::{self, Edit, History, Step, Touched};
use crate::model::{AnnotationSet, Coder, Corpus, DocPath, SetKey, StatementId};
use crate::store::{
    self, DocumentEntry, EncodingInfo, FileKey, Layout, LoadedDocument, Loader, Opened, Problem, SaveJob, SaveState,
    Saver, StoreError, corpus_entries,
};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Called from other threads when the session has something new.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The open corpus, its history and its saving.
pub struct Session {
    layout: Layout,
    corpus: Corpus,
    coder: Coder,
    is_coder_borrowed: bool,
    history: History,
    saver: Saver,
    loader: Option<Loader>,
    problems: Vec<Problem>,
    /// Files that could not be read whole: shown, never changed.
    held: BTreeSet<FileKey>,
    /// Entries of the corpus file whose documents are not there: kept when it is written.
    absent: Vec<DocumentEntry>,
    encodings: HashMap<DocPath, EncodingInfo>,
    revision: u64,
    codebook_revision: u64,
}

impl Session {
    /// Opens the corpus in `root`: documents are listed at once, and read behind, `first` before the others.
    ///
    /// Without a `coder` the work goes on under the first name found beside the corpus, and
    /// [`Self::is_coder_borrowed`] says so; in a corpus that nobody has coded, under the user's own.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(root: &Path, coder: Option<Coder>, first: Option<&DocPath>, wake: &Wake) -> Result<Self, StoreError> {
        let opened = store::open(root)?;
        let (loader_wake, saver_wake) = (Arc::clone(wake), Arc::clone(wake));
        let loader = Loader::start(opened.plan(), first, move || loader_wake());
        let borrowed = opened.coders.first().filter(|_| coder.is_none()).cloned();
        let is_coder_borrowed = borrowed.is_some();
        let coder = coder.or(borrowed).unwrap_or_else(own_name);
        let Opened { layout, corpus, absent, problems, known, .. } = opened;
        let held = known.held.clone();
        let saver = Saver::start(layout.clone(), known, move || saver_wake());
        let (history, encodings) = (History::default(), HashMap::new());
        let loader = Some(loader);
        Ok(Self {
            layout,
            corpus,
            coder,
            is_coder_borrowed,
            history,
            saver,
            loader,
            problems,
            held,
            absent,
            encodings,
            revision: 0,
            codebook_revision: next_codebook_revision(),
        })
    }

    /// Whether the coder's name was taken from the corpus without anybody saying so.
    pub const fn is_coder_borrowed(&self) -> bool {
        self.is_coder_borrowed
    }

    /// The corpus as it stands.
    pub const fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// Where things lie on the disk.
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Who codes.
    pub const fn coder(&self) -> &Coder {
        &self.coder
    }

    /// Codes under another name from now on.
    pub fn set_coder(&mut self, coder: Coder) {
        self.coder = coder;
        self.is_coder_borrowed = false;
        self.revision += 1;
    }

    /// Names this coder's set on a document.
    pub fn key(&self, document: &DocPath) -> SetKey {
        SetKey::new(self.coder.clone(), document.clone())
    }

    /// This coder's set on a document; `None` when it says nothing yet.
    pub fn set(&self, document: &DocPath) -> Option<&AnnotationSet> {
        self.corpus.set(&self.key(document))
    }

    /// What could not be read or looks wrong, file by file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether what was done is on the disk.
    pub fn save_state(&self) -> SaveState {
        self.saver.state()
    }

    /// How far the reading of documents has got; `None` when all are read.
    pub fn loading(&self) -> Option<Loading> {
        let (n_read, n_documents) = self.loader.as_ref()?.progress();
        Some(Loading { n_read, n_documents })
    }

    /// Reads this document before the others.
    pub fn prefer(&self, path: &DocPath) {
        if let Some(loader) = &self.loader {
            loader.prefer(path);
        }
    }

    /// How a document is encoded, once it is read.
    pub fn encoding(&self, path: &DocPath) -> Option<&EncodingInfo> {
        self.encodings.get(path)
    }

    /// A number that grows with every change of the corpus, reading included.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that no other state of a codebook has, of this corpus or of one opened before or after it.
    ///
    /// What is made of the codebook alone is kept by it: it stays when statements are made.
    pub const fn codebook_revision(&self) -> u64 {
        self.codebook_revision
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.history.next_undo()
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.history.next_redo()
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

    fn held_words(&self, key: &FileKey) -> String {
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

    /// The present time, to the second: files hold no fractions.
    pub fn now() -> Timestamp {
        Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// A fresh id, later than all made before.
    pub fn new_statement_id() -> StatementId {
        StatementId::new(uuid::Uuid::now_v7())
    }

    /// Takes in documents that were read since the last call. Returns their paths.
    pub fn poll(&mut self) -> Vec<DocPath> {
        let Some(loader) = &self.loader else { return Vec::new() };
        // Asked before taking, so that what arrives in between is taken in the next call.
        let is_finished = loader.is_finished();
        let documents: Vec<LoadedDocument> = loader.take_loaded().collect();
        if is_finished {
            self.loader = None;
        }
        documents.into_iter().map(|document| self.take_in(document)).collect()
    }

    /// Waits until every document is read: for the command line and for tests.
    pub fn load_all(&mut self) {
        while let Some(loader) = &self.loader {
            let next = loader.wait_for_next();
            match next {
                Some(document) => drop(self.take_in(document)),
                None => self.loader = None,
            }
        }
    }

    fn take_in(&mut self, loaded: LoadedDocument) -> DocPath {
        let path = loaded.path.clone();
        self.revision += 1;
        if let Some(encoding) = &loaded.encoding {
            self.encodings.insert(path.clone(), encoding.clone());
        }
        let (problems, known) = loaded.put_into(&mut self.corpus);
        self.problems.extend(problems);
        self.held.extend(known.held.iter().cloned());
        self.saver.learn(known);
        path
    }

    /// Carries out a change, remembers how to undo it, and hands what was touched to the saver.
    ///
    /// # Errors
    /// When the change does not fit or touches a file that is read-only here; nothing has changed then.
    pub fn apply(&mut self, change: Change) -> Result<Touched, SessionError> {
        let (inverse, touched) = self.carry_out(change.edit)?;
        let Change { label, focus, merge, .. } = change;
        self.history.push(Step { label, focus, by: self.coder.clone(), edit: inverse, merge });
        Ok(touched)
    }

    /// Ends a run of merging steps, as when a field loses the focus.
    pub const fn close_step(&mut self) {
        self.history.close();
    }

    /// Takes back the last step; `None` when there is none.
    ///
    /// # Errors
    /// When a file behind it has become read-only; the step is kept.
    pub fn undo(&mut self) -> Result<Option<Undone>, SessionError> {
        let step = self.history.take_undo();
        self.step(step, History::put_redo, History::put_undo)
    }

    /// Does the last undone step again; `None` when there is none.
    ///
    /// # Errors
    /// When a file behind it has become read-only; the step is kept.
    pub fn redo(&mut self) -> Result<Option<Undone>, SessionError> {
        let step = self.history.take_redo();
        self.step(step, History::put_undo, History::put_redo)
    }

    /// Carries out a step of the history and files its inverse with `done`, or the step itself with `kept`.
    fn step(
        &mut self,
        step: Option<Step>,
        done: fn(&mut History, Step, Edit),
        kept: fn(&mut History, Step, Edit),
    ) -> Result<Option<Undone>, SessionError> {
        let Some(step) = step else { return Ok(None) };
        let edit = step.edit.clone();
        if step.by != self.coder && edit.touches_sets() {
            let error = SessionError::Another { label: step.label.clone(), by: step.by.clone() };
            kept(&mut self.history, step, edit);
            return Err(error);
        }
        match self.carry_out(edit.clone()) {
            Ok((inverse, touched)) => {
                let undone = Undone { label: step.label.clone(), focus: step.focus.clone(), touched };
                done(&mut self.history, step, inverse);
                Ok(Some(undone))
            }
            Err(error) => {
                kept(&mut self.history, step, edit);
                Err(error)
            }
        }
    }

    fn carry_out(&mut self, edit: Edit) -> Result<(Edit, Touched), SessionError> {
        self.check_held(&edit)?;
        let (inverse, touched) = edit::apply(&mut self.corpus, edit)?;
        self.revision += 1;
        if touched.codebook {
            self.codebook_revision = next_codebook_revision();
        }
        if let Err(error) = self.submit(&touched) {
            // What cannot be saved is not done either.
            edit::apply(&mut self.corpus, inverse)?;
            return Err(error.into());
        }
        Ok((inverse, touched))
    }

    fn check_held(&self, edit: &Edit) -> Result<(), SessionError> {
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

    fn submit(&self, touched: &Touched) -> Result<(), StoreError> {
        if touched.codebook {
            self.saver.submit(SaveJob::Codebook(self.corpus.codebook.clone()))?;
        }
        for key in touched.sets.keys() {
            let text = self.corpus.document(&key.document).and_then(|document| document.ready_text());
            if let Some(text) = text {
                let set = self.corpus.set(key).cloned().unwrap_or_default();
                self.saver.submit(SaveJob::Set { key: key.clone(), set, text: Arc::clone(text) })?;
            }
        }
        if touched.corpus_file {
            self.saver.submit(SaveJob::CorpusFile(corpus_entries(&self.corpus, &self.absent)))?;
        }
        Ok(())
    }

    /// Tries again at once to save what could not be saved.
    pub fn save_now(&self) {
        self.saver.retry_now();
    }

    /// Opens the corpus in `root` and waits until every document is read.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_whole(root: &Path) -> Result<Self, StoreError> {
        let mut session = Self::open(root, None, None, &(Arc::new(|| ()) as Wake))?;
        session.load_all();
        Ok(session)
    }

    /// Waits until everything is on the disk, at most `patience`. Returns whether it is.
    pub fn flush(&self, patience: Duration) -> bool {
        matches!(self.saver.flush(patience), SaveState::Saved)
    }
}

/// A number greater than any before.
fn next_codebook_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// The user's name on this system as a coder's name, or `coder-1`.
fn own_name() -> Coder {
    let name = ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.and_then(|name| Layout::checked_coder(&name).ok()).unwrap_or_else(|| Coder::from("coder-1"))
}
