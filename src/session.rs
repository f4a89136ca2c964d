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

mod along;
mod anchored;
pub mod backup;
mod change;
mod copies;
mod history;
mod lock;
mod outside;
mod reading;
mod renamed;
pub mod rescue;
pub mod restore;
mod saving;

pub use along::{AlongDone, AlongWork};
pub use backup::DropQuestion;
pub use change::{BackUp, Change, Loading, SessionError, Undone};
pub use copies::{CopyDone, CopyMerged, CopyWork};
pub use outside::{Reanchored, TakenIn};
pub use renamed::{MergedSet, TakenAlong};
pub use rescue::Unsaved;

use self::outside::OutsideState;

use self::anchored::Anchored;
use self::renamed::Renames;
use crate::edit::History;
use crate::model::{AnnotationSet, Coder, Corpus, DocPath, SetKey, StatementId};
use crate::store::rescue::Keeper;
use crate::store::{
    self, CoderLock, DocumentEntry, EncodingInfo, FileKey, Files, Layout, Loader, Opened, Problem, RealFiles, Saver,
    StoreError, Sweep, Unmerged,
};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Called from other threads when the session has something new.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The open corpus, its history and its saving.
pub struct Session {
    files: Arc<dyn Files>,
    layout: Layout,
    corpus: Corpus,
    coder: Coder,
    is_coder_borrowed: bool,
    history: History,
    saver: Saver,
    /// What keeps copies of what cannot be saved.
    keeper: Arc<Keeper>,
    loader: Option<Loader>,
    problems: Vec<Problem>,
    /// Files that could not be read whole: shown, never changed.
    held: BTreeSet<FileKey>,
    /// Files in which a second version waits to be merged.
    unmerged: Vec<Unmerged>,
    /// Entries of the corpus file whose documents are not there: kept when it is written.
    absent: Vec<DocumentEntry>,
    encodings: HashMap<DocPath, EncodingInfo>,
    anchored: Anchored,
    renames: Renames,
    wake: Wake,
    /// The sweeping up of what a killed program left; waited for when the session ends.
    _sweep: Sweep,
    /// The locks that are ours; nothing where the disk knows none.
    locks: HashMap<Coder, Option<CoderLock>>,
    /// Whether sets are being taken along, so that nothing may be changed.
    is_taking_along: bool,
    /// Why nothing can be changed here.
    read_only: Option<String>,
    /// What other programs do to the files.
    outside: OutsideState,
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
        Self::open_with(Arc::new(RealFiles), root, coder, first, wake)
    }

    /// As [`Self::open`], with other files than the system's.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(
        files: Arc<dyn Files>,
        root: &Path,
        coder: Option<Coder>,
        first: Option<&DocPath>,
        wake: &Wake,
    ) -> Result<Self, StoreError> {
        Self::open_in(files, root, coder, first, wake, None, &AtomicBool::new(false))
    }

    fn open_in(
        files: Arc<dyn Files>,
        root: &Path,
        coder: Option<Coder>,
        first: Option<&DocPath>,
        wake: &Wake,
        state: Option<&Path>,
        cancel: &AtomicBool,
    ) -> Result<Self, StoreError> {
        let mut opened = store::open_until(Arc::clone(&files), root, cancel)?;
        opened.layout = opened.layout.with_state(state);
        let (loader_wake, saver_wake) = (Arc::clone(wake), Arc::clone(wake));
        let loader = Loader::start(opened.plan(), first, move || loader_wake());
        let borrowed = opened.coders.first().filter(|_| coder.is_none()).cloned();
        let is_coder_borrowed = borrowed.is_some();
        let coder = coder.or(borrowed).unwrap_or_else(own_name);
        let Opened { layout, corpus, absent, copies: mut unmerged, sets, problems, known, .. } = opened;
        let held = known.held.clone();
        unmerged.extend(store::find_marked(&*files, &layout, &held));
        // What else has to happen around a save is told by listeners.
        let keeper = Arc::new(Keeper::new(layout.clone()));
        let outside = OutsideState::default();
        let listeners = vec![keeper.listener(), outside.listener()];
        let saver = Saver::start_with(Arc::clone(&files), layout.clone(), known, listeners, move || saver_wake());
        let (history, encodings) = (History::default(), HashMap::new());
        let loader = Some(loader);
        let anchored = Anchored::new(&layout);
        let sweep = Sweep::corpus(Arc::clone(&files), layout.clone());
        let mut session = Self {
            files,
            layout,
            corpus,
            coder,
            is_coder_borrowed,
            history,
            saver,
            keeper,
            loader,
            problems,
            held,
            unmerged,
            absent,
            encodings,
            anchored,
            renames: Renames::new(sets),
            wake: Arc::clone(wake),
            _sweep: sweep,
            locks: HashMap::new(),
            is_taking_along: false,
            read_only: None,
            outside,
            revision: 0,
            codebook_revision: next_codebook_revision(),
        };
        if cancel.load(Ordering::Relaxed) {
            return Err(StoreError::GivenUp(root.to_owned()));
        }
        session.claim_own();
        Ok(session)
    }

    /// Whether the coder's name was taken from the corpus without anybody saying so.
    pub const fn is_coder_borrowed(&self) -> bool {
        self.is_coder_borrowed
    }

    /// The corpus as it stands.
    pub const fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// What does all file work of this corpus.
    pub const fn files(&self) -> &Arc<dyn Files> {
        &self.files
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
        self.claim_own();
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

    /// The present time, to the second: files hold no fractions.
    pub fn now() -> Timestamp {
        Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// A fresh id, later than all made before.
    pub fn new_statement_id() -> StatementId {
        StatementId::new(uuid::Uuid::now_v7())
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
