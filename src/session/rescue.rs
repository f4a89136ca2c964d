//! Rescue copies of this corpus: made when saving fails, offered when it is opened again.

use super::{Change, Session};
use crate::edit::{Edit, Focus, codebook_difference, document_difference, query_difference, set_difference};
use crate::model::{AnnotationSet, Codebook, Corpus, DocumentMeta, Entry, EntryList, Progress};
use crate::store::backup::Backups;
use crate::store::rescue::{Kept, Rescues, Restored, RestoredCopy};
use crate::store::{DocumentEntry, FileKey, SaveState};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The step that takes a rescue copy over.
pub const TAKE_OVER: &str = "take over rescued work";

/// A rescue copy that has something its file has not.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Where the copy is.
    pub path: PathBuf,
    /// What it says of itself.
    pub kept: Kept,
    /// The file that it is of.
    pub key: FileKey,
    /// What it says of the corpus.
    pub restored: RestoredCopy,
}

/// What was found among the rescue copies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// Copies to decide on, the oldest first.
    pub offers: Vec<Offer>,
    /// Files that cannot be offered, each with the reason.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// What was not on the disk, and whether rescue copies were made of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// Files of which there is a rescue copy.
    pub n_kept: usize,
    /// Files of which there is none.
    pub n_lost: usize,
}

impl Session {
    /// Keeps what cannot be saved in `state`, the program's own folder, from now on, and backups.
    pub fn use_state_folder(&self, state: &Path) {
        self.saver.keep_backups(Backups::new(state, self.layout.clone()));
        self.keeper.keep_among(Rescues::new(state, self.layout.root()));
    }

    /// The rescue copies of this corpus; `None` where there is no state folder.
    pub fn rescues(&self) -> Option<&Rescues> {
        self.keeper.rescues()
    }

    /// Copies that this session made itself, of what it still tries to save.
    pub fn own_rescue_copies(&self) -> Vec<PathBuf> {
        self.keeper.paths()
    }

    /// Makes rescue copies of all that is not on the disk, without waiting for it.
    pub fn rescue_now(&self) -> Unsaved {
        let mut told = Unsaved::default();
        for job in self.saver.unsaved() {
            let before = self.saver.seen(&job.file_key());
            let is_kept = self.keeper.keep_job(&job, "It was not on the disk when Standpoint ended", before);
            told.n_kept += usize::from(is_kept);
            told.n_lost += usize::from(!is_kept);
        }
        told
    }

    /// Makes rescue copies of what is not on the disk, then waits for the disk, at most `patience`.
    pub fn save_or_rescue(&self, patience: Duration) -> Unsaved {
        // First the copies: a disk that does not answer may keep us for longer than the program lives.
        self.rescue_now();
        match self.saver.flush(patience) {
            SaveState::Saved => Unsaved::default(),
            SaveState::Saving { .. } | SaveState::Failed { .. } => self.rescue_now(),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The saver, dropped next, waits for the disk; copies of what gets there after all go by themselves.
        self.rescue_now();
    }
}

/// Reads the rescue copies of `corpus`, whose documents have been read, without `own`, those of the present session.
///
/// Copies of which every word is in the corpus are removed.
pub fn offers(rescues: &Rescues, own: &[PathBuf], corpus: &Corpus) -> Offers {
    let mut found = Offers::default();
    for path in rescues.waiting().into_iter().filter(|path| !own.contains(path)) {
        let kept = match rescues.read(path.clone()).content {
            Ok(kept) => kept,
            Err(why) => {
                found.unreadable.push((path, why));
                continue;
            }
        };
        let restored = kept.key().ok_or_else(|| "it is of no file that Standpoint writes".to_owned());
        match restored.and_then(|key| Ok((key, rescues.restore(&kept, corpus)?))) {
            Ok((key, restored)) => {
                let offer = Offer { path, kept, key, restored };
                if !offer.restored.unread.is_empty() || !offer.edits(corpus, true).is_empty() {
                    found.offers.push(offer);
                } else if rescues.discard(&offer.path).is_err() {
                    // It does no harm where it is; it is looked at again next time.
                }
            }
            Err(why) => found.unreadable.push((path, why)),
        }
    }
    found
}

impl Offer {
    /// The edits after which the corpus says what the copy says; none when it does already.
    ///
    /// Nothing is taken away, and nothing that was said after the copy was made is changed, unless the copy is simply
    /// the file's next version. `is_untouched` tells that the corpus was not changed since the copy was looked at.
    pub fn edits(&self, corpus: &Corpus, is_untouched: bool) -> Vec<Edit> {
        let is_next = self.restored.is_next && self.restored.unread.is_empty();
        match &self.restored.content {
            Restored::Set(key, copy) => {
                let blank = AnnotationSet::default();
                let present = corpus.set(key).unwrap_or(&blank);
                let is_wanted = |edit: &Edit| is_wanted(edit, present, self.kept.kept, is_next);
                set_difference(key, present, copy).into_iter().filter(is_wanted).collect()
            }
            Restored::Codebook(copy) if is_next && is_untouched => codebook_difference(&corpus.codebook, copy),
            Restored::Codebook(copy) => codebook_difference(&corpus.codebook, &united(&corpus.codebook, copy)),
            Restored::CorpusFile(copy) => {
                let is_next = is_next && is_untouched;
                let queries = query_difference(&corpus.queries, &copy.queries).into_iter();
                let stays = |edit: &Edit| is_next || !matches!(edit, Edit::Query { value: None, .. });
                let documents = document_edits(corpus, &copy.documents, is_next).into_iter();
                documents.chain(queries.filter(stays)).collect()
            }
        }
    }

    /// The same, read again: for a corpus in which documents may have changed since. What cannot be read by now is as
    /// it was; it does not fit then.
    #[must_use]
    pub fn anew(&self, rescues: &Rescues, corpus: &Corpus) -> Self {
        let restored = rescues.restore(&self.kept, corpus).unwrap_or_else(|_| self.restored.clone());
        Self { restored, ..self.clone() }
    }

    /// The change that takes the copy over.
    pub fn change(&self, corpus: &Corpus, is_untouched: bool) -> Change {
        let document = match &self.key {
            FileKey::Set(key) => Some(key.document.clone()),
            FileKey::Codebook | FileKey::CorpusFile => None,
        };
        let edit = Edit::Batch(self.edits(corpus, is_untouched));
        Change::bulk(TAKE_OVER, edit, Focus::on(document, None))
    }
}

/// Whether an edit that makes `present` into a copy of the time `kept` takes nothing away that should stay.
fn is_wanted(edit: &Edit, present: &AnnotationSet, kept: Timestamp, is_next: bool) -> bool {
    let is_older = |id| present.get(id).is_none_or(|there| there.modified.unwrap_or(there.created) <= kept);
    match edit {
        Edit::Statement { id, value: Some(_), .. } => {
            is_older(*id) && (is_next || !present.unplaced().contains_key(id))
        }
        Edit::Statement { id, value: None, .. } => is_next && is_older(*id),
        Edit::Unplaced { id, value: Some(_), .. } => is_next && is_older(*id) || present.get(*id).is_none(),
        Edit::StatementRivals { value, .. } => is_next || !value.is_empty(),
        // Where nothing is said any more of how far the coder got, the copy says it.
        Edit::Progress { .. } => is_next || present.progress == Progress::NotStarted,
        _ => is_next,
    }
}

/// `present` with what only `copy` has, and with what both have as `copy` says it.
fn united(present: &Codebook, copy: &Codebook) -> Codebook {
    let mut united = present.clone();
    unite(&mut united.stances, &copy.stances);
    unite(&mut united.themes, &copy.themes);
    unite(&mut united.speakers, &copy.speakers);
    united
}

fn unite<T: Entry + Clone>(list: &mut EntryList<T>, copy: &EntryList<T>) {
    for entry in copy {
        let at = list.position(entry.id()).unwrap_or(list.len());
        list.set(entry.id(), Some((at, entry.clone())));
    }
}

fn document_edits(corpus: &Corpus, copy: &[DocumentEntry], is_next: bool) -> Vec<Edit> {
    let blank = DocumentMeta::default();
    let said = |path| copy.binary_search_by(|entry: &DocumentEntry| entry.path.cmp(path)).ok().map(|at| &copy[at]);
    let edits = corpus.documents().iter().flat_map(|document| match said(&document.path) {
        Some(entry) => document_difference(document, &entry.meta, &entry.rivals),
        None if is_next => document_difference(document, &blank, &[]),
        None => Vec::new(),
    });
    edits.collect()
}
