//! Which file is saved next: a plain value, told the time, so that it can be tested without a disk.

mod staging;
#[cfg(test)]
mod tests;

use super::backing::Stage;
use super::guard::Dropping;
use super::{Outcome, SaveFailure, SaveState, Taken};
use crate::model::StatementId;
use crate::store::backup::Why;
use crate::store::{ContentHash, FileKey, Known, Layout, SaveJob, StoreError};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Least time between two writes of one file, so that typing does not keep the disk busy.
const SPACING: Duration = Duration::from_millis(500);
/// How long to wait after the first, second, … failure in a row; the last holds for all that follow.
const BACK_OFF: [Duration; 5] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(30),
];

/// What the saver does next.
pub(super) enum Next {
    /// Write a file, unless it holds something other than what was `seen`.
    Write { key: FileKey, job: Arc<SaveJob>, seen: Vec<ContentHash>, announced: BTreeSet<StatementId> },
    /// Make a backup before anything else is written: why, and before which change.
    BackUp { why: Why, label: String },
    /// Wait, for a while or until something changes.
    Wait(Option<Duration>),
    /// Nothing is left and nothing will come.
    End,
}

struct Waiting {
    job: Arc<SaveJob>,
    due: Instant,
}

struct Failure {
    reason: String,
    since: Instant,
    tried: Instant,
    n_tries: usize,
    is_changed_outside: bool,
    /// What would be dropped, where that is why.
    dropping: Option<Dropping>,
}

/// Files that wait to be saved, the one being written, and those that failed.
pub(super) struct Queue {
    known: Known,
    /// What a failed attempt may have left in a file: our own content, though it was never called saved.
    attempts: HashMap<FileKey, Vec<ContentHash>>,
    waiting: BTreeMap<FileKey, Waiting>,
    writing: Option<(FileKey, Arc<SaveJob>)>,
    failures: BTreeMap<FileKey, Failure>,
    written: HashMap<FileKey, Instant>,
    /// How often each file began and ended to be written.
    turns: HashMap<FileKey, u64>,
    /// What each file held when it was last read or written, where it was changed since it was read.
    bases: HashMap<FileKey, Arc<SaveJob>>,
    /// Why nothing at all can be saved, and since when.
    standstill: Option<(String, Instant)>,
    /// What waits behind backups, the first to come first.
    stages: VecDeque<Stage>,
    /// Statements that commands took away since the file was last saved.
    announced: HashMap<FileKey, BTreeSet<StatementId>>,
    is_closed: bool,
}

impl Queue {
    pub fn new(known: Known) -> Self {
        Self {
            known,
            attempts: HashMap::new(),
            waiting: BTreeMap::new(),
            writing: None,
            failures: BTreeMap::new(),
            written: HashMap::new(),
            turns: HashMap::new(),
            bases: HashMap::new(),
            standstill: None,
            stages: VecDeque::new(),
            announced: HashMap::new(),
            is_closed: false,
        }
    }

    pub fn learn(&mut self, known: Known) {
        self.known.extend(known);
    }

    pub fn forget(&mut self, key: &FileKey) {
        self.known.seen.remove(key);
        self.known.held.remove(key);
        self.attempts.remove(key);
        self.bases.remove(key);
    }

    pub fn is_held(&self, key: &FileKey) -> bool {
        self.known.held.contains(key)
    }

    /// A file that was held is so no more.
    pub fn release(&mut self, key: &FileKey) {
        self.known.held.remove(key);
    }

    /// How often the file began and ended to be written; `None` while it is being written.
    pub fn turn(&self, key: &FileKey) -> Option<u64> {
        let is_writing = self.writing.as_ref().is_some_and(|(writing, _)| writing == key);
        (!is_writing).then(|| self.turns.get(key).copied().unwrap_or_default())
    }

    /// Whether the content is what was last read or written, or what a failed attempt may have left.
    pub fn knows(&self, key: &FileKey, content: Option<ContentHash>) -> bool {
        let seen = self.known.seen.get(key);
        let is_attempt = |content| self.attempts.get(key).is_some_and(|attempts| attempts.contains(&content));
        seen.copied() == content || content.is_some_and(is_attempt)
    }

    /// Whether something of the file is not on the disk.
    pub fn is_unsaved(&self, key: &FileKey) -> bool {
        let is_staged = self.stages.iter().any(|stage| stage.jobs.contains_key(key));
        is_staged || self.waiting.contains_key(key) || self.writing.as_ref().is_some_and(|(writing, _)| writing == key)
    }

    pub fn base(&self, key: &FileKey) -> Option<Arc<SaveJob>> {
        self.bases.get(key).map(Arc::clone)
    }

    pub fn put_base(&mut self, job: SaveJob) {
        self.bases.entry(job.file_key()).or_insert_with(|| Arc::new(job));
    }

    /// Takes note of what another program wrote. Returns whether that still holds.
    pub fn take_note(&mut self, taken: Taken, now: Instant) -> bool {
        let Taken { key, turn, hash, base, job } = taken;
        if self.turn(&key) != Some(turn) || (job.is_none() && self.is_unsaved(&key)) {
            return false;
        }
        match hash {
            Some(hash) => drop(self.known.seen.insert(key.clone(), hash)),
            None => drop(self.known.seen.remove(&key)),
        }
        // What an attempt may have left is not there any more.
        self.attempts.remove(&key);
        self.failures.remove(&key);
        match base {
            Some(base) => drop(self.bases.insert(key.clone(), Arc::new(base))),
            None => drop(self.bases.remove(&key)),
        }
        if let Some(job) = job {
            self.put_instead(key, Arc::new(job), now);
        }
        true
    }

    /// What the file held when it was last read or saved.
    pub fn seen(&self, key: &FileKey) -> Option<ContentHash> {
        self.known.seen.get(key).copied()
    }

    /// Adds a job, in place of one for the same file that has not begun.
    pub fn put(&mut self, key: FileKey, job: SaveJob, now: Instant) {
        match self.stages.back_mut() {
            Some(stage) => drop(stage.jobs.insert(key, Arc::new(job))),
            None => self.put_waiting(key, Arc::new(job), now),
        }
    }

    fn put_waiting(&mut self, key: FileKey, job: Arc<SaveJob>, now: Instant) {
        let last = self.written.get(&key).max(self.failures.get(&key).map(|failure| &failure.tried));
        let due = last.map_or(now, |last| now.max(*last + SPACING));
        let due = self.waiting.get(&key).map_or(due, |waiting| waiting.due.min(due));
        self.waiting.insert(key, Waiting { job, due });
    }

    /// Takes note that nothing at all can be saved, or that it can again.
    pub fn put_standstill(&mut self, why: Option<String>, now: Instant) {
        self.standstill = why.map(|why| (why, now));
        // What was being written when the thread ended has to be written again.
        if let Some((key, job)) = self.writing.take() {
            self.waiting.entry(key).or_insert(Waiting { job, due: now });
        }
    }

    /// Makes everything due.
    pub fn hurry(&mut self, now: Instant) {
        for waiting in self.waiting.values_mut() {
            waiting.due = waiting.due.min(now);
        }
    }

    /// Makes everything due but what failed: that has its own time.
    pub fn hurry_fresh(&mut self, now: Instant) {
        for (key, waiting) in &mut self.waiting {
            if !self.failures.contains_key(key) {
                waiting.due = waiting.due.min(now);
            }
        }
    }

    /// Takes no more time: what waits after this is given up.
    pub fn close(&mut self) {
        self.is_closed = true;
    }

    pub fn next(&mut self, now: Instant) -> Next {
        if self.is_closed {
            return Next::End;
        }
        if let Some(stage) = self.stages.front().filter(|_| self.is_written()) {
            return Next::BackUp { why: stage.why, label: stage.label.clone() };
        }
        let Some((key, due)) = self.waiting.iter().map(|(key, waiting)| (key, waiting.due)).min_by_key(|(_, due)| *due)
        else {
            return Next::Wait(None);
        };
        if due > now {
            return Next::Wait(Some(due - now));
        }
        // A set may name what the codebook has only just got, so that goes first.
        let is_codebook_first = matches!(key, FileKey::Set(_))
            && self.waiting.contains_key(&FileKey::Codebook)
            && !self.failures.contains_key(&FileKey::Codebook);
        let key = if is_codebook_first { FileKey::Codebook } else { key.clone() };
        let Some(waiting) = self.waiting.remove(&key) else { return Next::Wait(None) };
        self.writing = Some((key.clone(), Arc::clone(&waiting.job)));
        *self.turns.entry(key.clone()).or_default() += 1;
        let attempts = self.attempts.get(&key).into_iter().flatten();
        let seen = self.known.seen.get(&key).into_iter().chain(attempts).copied().collect();
        let announced = self.announced.get(&key).cloned().unwrap_or_default();
        Next::Write { key, job: waiting.job, seen, announced }
    }

    /// Takes note of how writing went; what failed waits again, unless something newer for the file already does.
    pub fn finish(&mut self, key: FileKey, job: Arc<SaveJob>, outcome: Outcome, now: Instant) {
        self.writing = None;
        *self.turns.entry(key.clone()).or_default() += 1;
        match outcome.result {
            Ok(content) => {
                self.failures.remove(&key);
                self.attempts.remove(&key);
                if let (SaveJob::Set { set, .. }, Some(announced)) = (&*job, self.announced.get_mut(&key)) {
                    // What is still in the file is taken away by a job that is still to come.
                    announced.retain(|id| set.get(*id).is_some() || set.unplaced().contains_key(id));
                }
                self.bases.insert(key.clone(), job);
                if let Some(content) = content {
                    self.known.seen.insert(key.clone(), content);
                    self.written.insert(key, now);
                }
            }
            Err(error) => {
                let attempts = self.attempts.entry(key.clone()).or_default();
                attempts.extend(outcome.attempt.filter(|attempt| !attempts.contains(attempt)));
                let failure = self.failures.entry(key.clone()).or_insert_with(|| Failure {
                    reason: String::new(),
                    since: now,
                    tried: now,
                    n_tries: 0,
                    is_changed_outside: false,
                    dropping: None,
                });
                failure.reason = error.saving_advice();
                failure.tried = now;
                failure.is_changed_outside = matches!(error, StoreError::ChangedOutside(_));
                failure.dropping = match error {
                    StoreError::WouldDrop { dropping, .. } => Some(dropping),
                    _ => None,
                };
                let pause = BACK_OFF[failure.n_tries.min(BACK_OFF.len() - 1)];
                failure.n_tries += 1;
                self.waiting.entry(key).or_insert(Waiting { job, due: now + pause });
            }
        }
    }

    /// Whether everything is on the disk, or was tried after `since` and failed.
    pub fn is_settled(&self, since: Instant) -> bool {
        let has_failed = |key| self.failures.get(key).is_some_and(|failure: &Failure| failure.tried >= since);
        self.writing.is_none() && self.stages.is_empty() && self.waiting.keys().all(has_failed)
    }

    /// Whether nothing is being written, and nothing waits but what failed.
    pub fn is_all_tried(&self) -> bool {
        self.is_written() && self.stages.is_empty()
    }

    /// Whether what came before the next backup is written, or was tried: what failed once may fail for ever.
    fn is_written(&self) -> bool {
        self.writing.is_none() && self.waiting.keys().all(|key| self.failures.contains_key(key))
    }

    /// Files that are not on the disk, each with the reason where it failed.
    pub fn unsaved_files(&self) -> BTreeMap<FileKey, Option<String>> {
        let reason = |key| self.failures.get(key).map(|failure| failure.reason.clone());
        self.waiting
            .keys()
            .chain(self.writing.iter().map(|(key, _)| key))
            .chain(self.stages.iter().flat_map(|stage| stage.jobs.keys()))
            .map(|key| (key.clone(), reason(key)))
            .collect()
    }

    pub fn failures(&self, layout: &Layout) -> Vec<SaveFailure> {
        let failure = |(key, failure): (&FileKey, &Failure)| SaveFailure {
            key: key.clone(),
            path: layout.below_root(&layout.file(key)).to_owned(),
            reason: failure.reason.clone(),
            since: failure.since,
            is_changed_outside: failure.is_changed_outside,
        };
        self.failures.iter().map(failure).collect()
    }

    pub fn unsaved(&self) -> Vec<Arc<SaveJob>> {
        let begun = self.writing.iter().map(|(key, job)| (key, job));
        let later = self.waiting.iter().map(|(key, waiting)| (key, &waiting.job));
        let last = self.stages.iter().flat_map(|stage| &stage.jobs);
        // What came later for the same file is what the file shall hold.
        let jobs: BTreeMap<_, _> = begun.chain(later).chain(last).collect();
        jobs.into_values().map(Arc::clone).collect()
    }

    pub fn state(&self, layout: &Layout) -> SaveState {
        if let Some((why, since)) = &self.standstill {
            let reason = format!(
                "Nothing can be saved, since the system gives the program no thread ({why}). Your work is kept in \
                 memory. Close other programs; saving is tried again with your next edit."
            );
            return SaveState::Failed { path: PathBuf::new(), reason, since: *since };
        }
        if let Some((key, failure)) = self.failures.iter().min_by_key(|(_, failure)| failure.since) {
            let path = layout.below_root(&layout.file(key)).to_owned();
            return SaveState::Failed { path, reason: failure.reason.clone(), since: failure.since };
        }
        let is_again = self.writing.as_ref().is_some_and(|(key, _)| self.waiting.contains_key(key));
        let staged: BTreeSet<&FileKey> = self.stages.iter().flat_map(|stage| stage.jobs.keys()).collect();
        let n_staged = staged.iter().filter(|key| !self.waiting.contains_key(key)).count();
        match self.waiting.len() + n_staged + usize::from(self.writing.is_some() && !is_again) {
            0 if !self.stages.is_empty() => SaveState::Saving { n: 0 },
            0 => SaveState::Saved,
            n => SaveState::Saving { n },
        }
    }
}
