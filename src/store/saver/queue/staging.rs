//! What waits behind a backup, and what was said beforehand about statements that go.

use super::{Queue, Waiting};
use crate::model::StatementId;
use crate::store::{FileKey, SaveJob};
use crate::store::backup::Why;
use crate::store::saver::backing::Stage;
use crate::store::saver::guard::Dropping;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

impl Queue {
    /// Lets what comes from now on wait until what came before is written, and a backup is made of it.
    pub fn put_backup(&mut self, why: Why, label: String, now: Instant) {
        self.hurry(now);
        self.stages.push_back(Stage { why, label, jobs: BTreeMap::new() });
    }

    /// Lets go on what waited behind the backup that was made, or could not be.
    pub fn pass_backup(&mut self, now: Instant) {
        let Some(stage) = self.stages.pop_front() else { return };
        for (key, job) in stage.jobs {
            self.put_waiting(key, job, now);
        }
        if !self.stages.is_empty() {
            self.hurry(now);
        }
    }

    /// Puts a job in the place of all that waits for its file: behind the backup that the last of them waits for.
    pub(super) fn put_instead(&mut self, key: FileKey, job: Arc<SaveJob>, now: Instant) {
        let last = self.stages.iter().rposition(|stage| stage.jobs.contains_key(&key));
        self.stages.iter_mut().for_each(|stage| drop(stage.jobs.remove(&key)));
        // What comes from here on knows what the others wrote; what waits for its turn does not.
        self.waiting.remove(&key);
        match last.and_then(|last| self.stages.get_mut(last)) {
            Some(stage) => drop(stage.jobs.insert(key, job)),
            None => {
                self.waiting.insert(key, Waiting { job, due: now });
            }
        }
    }

    /// Takes note that a command takes these statements out of a file.
    pub fn announce(&mut self, key: FileKey, ids: impl IntoIterator<Item = StatementId>) {
        self.announced.entry(key).or_default().extend(ids);
    }

    /// A file that waits for an answer: whether statements that nobody took away may go.
    pub fn question(&self) -> Option<(FileKey, Dropping)> {
        let mut failures = self.failures.iter();
        failures.find_map(|(key, failure)| Some((key.clone(), failure.dropping.clone()?)))
    }
}
