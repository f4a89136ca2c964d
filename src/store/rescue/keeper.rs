//! What is done when a file could not be saved, and when it could after all.

use super::{Kept, Rescues};
use crate::store::{ContentHash, FileKey, Layout, SaveEvent, SaveJob, SaveListener};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Keeps rescue copies of one session, the newest of each file, once there is somewhere to keep them.
#[derive(Debug)]
pub struct Keeper {
    layout: Layout,
    rescues: OnceLock<Rescues>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The copies made here, each with what it holds.
    own: HashMap<FileKey, (PathBuf, ContentHash)>,
    /// Files of which no copy of the newest content could be made: why.
    failed: BTreeMap<FileKey, String>,
}

impl Keeper {
    /// Keeps copies of files of the corpus in `layout`.
    pub fn new(layout: Layout) -> Self {
        Self { layout, rescues: OnceLock::new(), state: Mutex::default() }
    }

    /// Keeps them among `rescues` from now on; the first place given holds.
    pub fn keep_among(&self, rescues: Rescues) {
        self.rescues.set(rescues).ok();
    }

    /// Where the copies are kept; `None` where there is no place for them.
    pub fn rescues(&self) -> Option<&Rescues> {
        self.rescues.get()
    }

    /// What listens to the saver: a copy is made when saving fails, and goes once the file is saved.
    pub fn listener(self: &Arc<Self>) -> SaveListener {
        let keeper = Arc::clone(self);
        Box::new(move |event| match event {
            SaveEvent::Failed { key, bytes, before, error } => {
                let content = String::from_utf8_lossy(bytes).into_owned();
                keeper.keep(key, content, &error.saving_cause(), *before);
            }
            SaveEvent::Saved { key } => keeper.saved(key),
            SaveEvent::Writing { .. } => {}
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what `job` is to write; whether it is kept. `before` is what the file held when it was last read or saved.
    pub fn keep_job(&self, job: &SaveJob, why: &str, before: Option<ContentHash>) -> bool {
        match job.to_file(&self.layout) {
            Ok(content) => self.keep(&job.file_key(), content, why, before),
            Err(error) => {
                self.state().failed.insert(job.file_key(), error.to_string());
                false
            }
        }
    }

    fn keep(&self, key: &FileKey, content: String, why: &str, before: Option<ContentHash>) -> bool {
        let Some(rescues) = self.rescues.get() else { return false };
        let hash = ContentHash::of(content.as_bytes());
        let mut state = self.state();
        let own = state.own.get(key);
        if own.is_some_and(|(_, kept)| *kept == hash) {
            return true;
        }
        let file = self.layout.file(key);
        let copy = Kept {
            corpus: self.layout.root().to_string_lossy().into_owned(),
            file: self.layout.below_root(&file).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
            kept: Timestamp::now(),
            why: why.to_owned(),
            base: before.map(|hash| hash.to_string()).unwrap_or_default(),
            content,
        };
        let kept = rescues.keep(&copy, own.map(|(path, _)| path.as_path()));
        match kept {
            Ok(path) => {
                state.own.insert(key.clone(), (path, hash));
                state.failed.remove(key);
                true
            }
            Err(error) => {
                state.failed.insert(key.clone(), error.to_string());
                false
            }
        }
    }

    /// Removes the copy of a file that was saved after all.
    fn saved(&self, key: &FileKey) {
        let mut state = self.state();
        state.failed.remove(key);
        // Should it fail, then opening the corpus finds that the file says the same, and removes the copy.
        if let (Some((path, _)), Some(rescues)) = (state.own.remove(key), self.rescues.get()) {
            rescues.discard(&path).ok();
        }
    }

    /// Where the copies made here are.
    pub fn paths(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = self.state().own.values().map(|(path, _)| path.clone()).collect();
        paths.sort();
        paths
    }

    /// What to add to the words on a save that failed; empty where there is no place for copies.
    pub fn words(&self) -> String {
        let state = self.state();
        if let Some(why) = state.failed.values().next() {
            format!(" No rescue copy could be made either ({why}), so leave this window open until it is saved.")
        } else if state.own.is_empty() {
            String::new()
        } else {
            " A rescue copy was made, too; it is offered when this corpus is opened again.".to_owned()
        }
    }
}
