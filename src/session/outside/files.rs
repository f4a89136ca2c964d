//! Taking in, or merging, one file that another program wrote.

use super::TakenIn;
use super::merger::{Merged, Ours, PUT_RIGHT, Work, path_of, unfit};
use crate::edit::{
    self, Edit, Focus, Step, codebook_difference, document_difference, query_difference, set_difference,
};
use crate::model::{AnnotationSet, Codebook, DocumentMeta};
use crate::session::{Session, next_codebook_revision};
use crate::store::{ContentHash, DocumentEntry, FileKey, Problem, SaveJob, Severity, Taken};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// How long to wait before a file is read again that cannot be understood: somebody may be writing it.
const AGAIN_AFTER: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];
/// How long to wait where something of ours came in between.
const SOON: Duration = Duration::from_millis(200);

impl Session {
    /// Begins to take in what a file held when it was read: it is understood behind.
    pub(super) fn take_file(
        &mut self,
        key: &FileKey,
        bytes: Option<Vec<u8>>,
        hash: Option<ContentHash>,
        turn: u64,
        taken: &mut TakenIn,
    ) {
        self.outside.merger.forget(key);
        // A set whose document is not here, or cannot be read, stays as it is.
        let Some(ours) = self.ours(key) else { return };
        let Some(bytes) = bytes else { return self.lose_file(key, turn, taken) };
        let codebook = self.codebook_for(key);
        self.understand(Work { key: key.clone(), bytes, hash, turn, ours, codebook }, taken);
    }

    fn understand(&mut self, work: Work, taken: &mut TakenIn) {
        if let Some(understood) = self.outside.merger.begin(work, &self.layout, &self.wake) {
            self.take_understood(understood.work, understood.merged, taken);
        }
    }

    /// Takes in the files that were understood since the last call.
    pub(super) fn take_all_understood(&mut self, taken: &mut TakenIn) {
        while let Some(understood) = self.outside.merger.take_done() {
            let mut work = understood.work;
            let Some(ours) = self.ours(&work.key) else { continue };
            let codebook = self.codebook_for(&work.key);
            if is_same(&work.ours, &ours) && revision(work.codebook.as_ref()) == revision(codebook.as_ref()) {
                self.take_understood(work, understood.merged, taken);
            } else {
                // Something happened here meanwhile: as if it had been read just now.
                (work.ours, work.codebook) = (ours, codebook);
                self.understand(work, taken);
            }
        }
    }

    /// Takes in a file as it was understood.
    fn take_understood(&mut self, work: Work, merged: Result<Merged, Vec<Problem>>, taken: &mut TakenIn) {
        let Work { key, hash, turn, ours, .. } = work;
        let key = &key;
        let merged = match merged {
            Ok(merged) => merged,
            Err(problems) => return self.not_understood(key, problems, taken),
        };
        let edits = self.difference(key, &merged.value);
        let absent = self.absent_of(&merged.value);
        let Ok((inverse, touched)) = edit::apply(&mut self.corpus, Edit::Batch(edits.clone())) else {
            // What was read whole fits; should it not, ours stays and the file is said to be at fault.
            return self.not_understood(key, vec![unfit(self.path_of(key))], taken);
        };
        let absent = std::mem::replace(&mut self.absent, absent);
        let job = if matches!(ours, Ours::Unsaved { .. }) { self.job(key) } else { None };
        let note = Taken { key: key.clone(), turn, hash, base: Some(merged.theirs), job };
        if !self.saver.take_note(note) {
            // Something of ours came in between: as if this had not been read.
            self.absent = absent;
            let back = edit::apply(&mut self.corpus, inverse);
            debug_assert!(back.is_ok(), "an inverse must fit: {back:?}");
            self.outside.look_at(key, SOON);
            return;
        }
        self.understood(key, merged.notices);
        // It may have changed again, and back, while it was being understood.
        self.outside.look_at(key, SOON);
        self.revision += 1;
        if touched.codebook {
            self.codebook_revision = next_codebook_revision();
        }
        if edits.is_empty() {
            return;
        }
        taken.count(&edits);
        taken.n_conflicts += merged.n_conflicts;
        taken.touched.extend(touched);
        if self.is_step(key) {
            let mut words = TakenIn::default();
            words.count(&edits);
            let label = format!("take in changes made outside: {}", words.words());
            let focus = Focus::on(Self::document_of(key), None);
            self.history.push(Step { label, focus, by: self.coder.clone(), edit: inverse, merge: None });
            taken.is_step = true;
        }
    }

    /// What is ours of a file; `None` for a set whose text is not read.
    fn ours(&self, key: &FileKey) -> Option<Ours> {
        let text = match key {
            FileKey::Set(set) => Some(Arc::clone(self.corpus.document(&set.document)?.ready_text()?)),
            FileKey::Codebook | FileKey::CorpusFile => None,
        };
        if !self.saver.is_unsaved(key) {
            return Some(Ours::Saved(text));
        }
        Some(Ours::Unsaved { job: Box::new(self.job(key)?), base: self.saver.base(key) })
    }

    /// The codebook that a file is held against: only sets are.
    fn codebook_for(&mut self, key: &FileKey) -> Option<(u64, Arc<Codebook>)> {
        if !matches!(key, FileKey::Set(_)) || self.held.contains(&FileKey::Codebook) {
            return None;
        }
        let shared = &mut self.outside.codebook;
        if revision(shared.as_ref()) != Some(self.codebook_revision) {
            *shared = Some((self.codebook_revision, Arc::new(self.corpus.codebook.clone())));
        }
        shared.clone()
    }

    /// The edits after which the corpus is as `value`.
    pub(in crate::session) fn difference(&self, key: &FileKey, value: &SaveJob) -> Vec<Edit> {
        match (key, value) {
            (FileKey::Set(key), SaveJob::Set { set, .. }) => {
                let blank = AnnotationSet::default();
                set_difference(key, self.corpus.set(key).unwrap_or(&blank), set)
            }
            (_, SaveJob::Codebook(codebook)) => codebook_difference(&self.corpus.codebook, codebook),
            (_, SaveJob::CorpusFile(file)) => {
                let entries: BTreeMap<_, _> = file.documents.iter().map(|entry| (&entry.path, entry)).collect();
                let blank = DocumentMeta::default();
                let documents = self.corpus.documents().iter();
                let difference = documents.flat_map(|document| {
                    let entry = entries.get(&document.path);
                    let (meta, rivals) = entry.map_or((&blank, &[][..]), |entry| (&entry.meta, &entry.rivals[..]));
                    document_difference(document, meta, rivals)
                });
                difference.chain(query_difference(&self.corpus.queries, &file.queries)).collect()
            }
            (_, SaveJob::Set { .. } | SaveJob::Whole { .. }) => Vec::new(),
        }
    }

    /// What `value` says of documents that are not here; what is known already where it says nothing of documents.
    pub(in crate::session) fn absent_of(&self, value: &SaveJob) -> Vec<DocumentEntry> {
        match value {
            SaveJob::CorpusFile(file) => {
                file.documents.iter().filter(|entry| self.corpus.document(&entry.path).is_none()).cloned().collect()
            }
            SaveJob::Set { .. } | SaveJob::Codebook(_) | SaveJob::Whole { .. } => self.absent.clone(),
        }
    }

    /// Whether what came in with the file is a step of the history: where it is the coder's own or everybody's, and
    /// where a step that is there would take it back unseen.
    fn is_step(&self, key: &FileKey) -> bool {
        if self.read_only.is_some() {
            return false;
        }
        match key {
            FileKey::Set(set) => set.coder == self.coder || self.history.touches_set(set),
            FileKey::Codebook | FileKey::CorpusFile => true,
        }
    }

    /// A file that changed outside cannot be understood: ours stays, and it is looked at again before that is said.
    fn not_understood(&mut self, key: &FileKey, problems: Vec<Problem>, taken: &mut TakenIn) {
        let n_tries = self.outside.unread.entry(key.clone()).or_default();
        *n_tries += 1;
        if let Some(after) = AGAIN_AFTER.get(*n_tries - 1)
            && self.outside.watch.is_some()
        {
            let after = *after;
            return self.outside.look_at(key, after);
        }
        let path = self.path_of(key);
        self.problems.retain(|problem| problem.path != path);
        let is_held = self.held.contains(key);
        self.problems.extend(problems.into_iter().filter(|problem| problem.severity == Severity::Error).map(
            |problem| {
                let kept = "what is shown is as it was before, and nothing was written over";
                let cause = if is_held {
                    problem.cause
                } else {
                    format!("another program changed the file, and it cannot be taken in: {}; {kept}", problem.cause)
                };
                Problem { cause, remedy: PUT_RIGHT.to_owned(), ..problem }
            },
        ));
        self.revision += 1;
        taken.is_news = true;
    }

    /// The system does not give the file.
    pub(super) fn say_unreadable(&mut self, key: &FileKey, why: &str) {
        let path = self.path_of(key);
        self.problems.retain(|problem| problem.path != path);
        let cause = format!("the file changed and cannot be read ({why}); what is shown is as it was before");
        self.problems.push(Problem::error(path, cause, "see that you may read it; it is taken in by itself then"));
        self.revision += 1;
    }

    /// A file could be read whole: what was said against it holds no more, and it may be written.
    fn understood(&mut self, key: &FileKey, notices: Vec<Problem>) {
        self.outside.unread.remove(key);
        self.outside.gone.remove(key);
        let path = self.path_of(key);
        self.problems.retain(|problem| problem.path != path);
        self.problems.extend(notices);
        if self.held.remove(key) {
            self.saver.release(key);
        }
    }

    /// Reads a file that could not be saved and merges it, here and now.
    pub(in crate::session) fn take_now(&mut self, key: &FileKey) {
        self.outside.merger.forget(key);
        let Some(turn) = self.saver.ledger().turn(key) else { return };
        let mut taken = TakenIn::default();
        match self.files.read(&self.layout.file(key)) {
            Ok(None) => self.take_file(key, None, None, turn, &mut taken),
            Ok(Some(bytes)) => {
                let Some(ours) = self.ours(key) else { return };
                let (hash, codebook) = (Some(ContentHash::of(&bytes)), self.codebook_for(key));
                let work = Work { key: key.clone(), bytes, hash, turn, ours, codebook };
                let merged = work.merge(&self.layout);
                self.take_understood(work, merged, &mut taken);
            }
            Err(error) => self.say_unreadable(key, &error.to_string()),
        }
    }

    pub(super) fn path_of(&self, key: &FileKey) -> std::path::PathBuf {
        path_of(&self.layout, key)
    }
}

/// Whether what is ours is as it was when a piece of work began.
fn is_same(then: &Ours, now: &Ours) -> bool {
    match (then, now) {
        (Ours::Saved(Some(then)), Ours::Saved(Some(now))) => Arc::ptr_eq(then, now),
        (Ours::Saved(None), Ours::Saved(None)) => true,
        (Ours::Unsaved { job: then, base: began }, Ours::Unsaved { job: now, base }) => {
            let is_same_base = match (began, base) {
                (Some(began), Some(base)) => Arc::ptr_eq(began, base),
                (began, base) => began.is_none() && base.is_none(),
            };
            is_same_base && then.says_the_same(now)
        }
        _ => false,
    }
}

fn revision(codebook: Option<&(u64, Arc<Codebook>)>) -> Option<u64> {
    codebook.map(|(revision, _)| *revision)
}
