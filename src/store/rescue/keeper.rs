//! What the saver does when a file could not be saved, and when it could after all.

use super::{Kept, Rescues};
use crate::store::{ContentHash, FileKey, Layout, SaveJob};
use jiff::Timestamp;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How keeping a rescue copy went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rescued {
    /// There is nowhere to keep one.
    Nowhere,
    /// The very content is in a rescue copy.
    Kept,
    /// It could not be kept: why.
    Failed(String),
}

impl Rescued {
    /// What to add to the words on a failed save.
    pub fn words(&self) -> String {
        match self {
            Self::Nowhere => String::new(),
            Self::Kept => " A rescue copy was made, too; it is offered when this corpus is opened again.".to_owned(),
            Self::Failed(why) => {
                format!(" No rescue copy could be made either ({why}), so leave this window open until it is saved.")
            }
        }
    }
}

/// Keeps rescue copies of one session, the newest of each file.
#[derive(Debug)]
pub struct Keeper {
    rescues: Rescues,
    layout: Layout,
    /// The copies made here, each with what it holds.
    own: Mutex<HashMap<FileKey, (PathBuf, ContentHash)>>,
}

impl Keeper {
    /// Keeps copies among `rescues`.
    pub fn new(rescues: Rescues, layout: Layout) -> Self {
        Self { rescues, layout, own: Mutex::new(HashMap::new()) }
    }

    fn own(&self) -> MutexGuard<'_, HashMap<FileKey, (PathBuf, ContentHash)>> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what `job` was to write, unless the copy that is there says the same.
    ///
    /// `base` is what the file held when it was last read or saved.
    pub fn keep(&self, job: &SaveJob, why: &str, base: Option<ContentHash>) -> Rescued {
        let key = job.file_key();
        let content = match job.to_file(&self.layout) {
            Ok(content) => content,
            Err(error) => return Rescued::Failed(error.to_string()),
        };
        let hash = ContentHash::of(content.as_bytes());
        let mut own = self.own();
        let before = own.get(&key);
        if before.is_some_and(|(_, kept)| *kept == hash) {
            return Rescued::Kept;
        }
        let file = self.layout.file(&key);
        let file = self.layout.below_root(&file).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let copy = Kept {
            corpus: self.rescues.root.to_string_lossy().into_owned(),
            file,
            kept: Timestamp::now(),
            why: why.to_owned(),
            base: base.map(|base| base.to_string()).unwrap_or_default(),
            content,
        };
        match self.rescues.keep(&copy, before.map(|(path, _)| path.as_path())) {
            Ok(path) => {
                own.insert(key, (path, hash));
                Rescued::Kept
            }
            Err(error) => Rescued::Failed(error.to_string()),
        }
    }

    /// Where the copies made here are.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.own().values().map(|(path, _)| path.clone()).collect()
    }

    /// Removes the copy of a file that was saved after all.
    pub fn saved(&self, key: &FileKey) {
        let kept = self.own().remove(key);
        if let Some((path, hash)) = kept
            && self.rescues.discard(&path).is_err()
        {
            // Tried again after the next save. Should none come, opening the corpus finds that its file says the same.
            self.own().insert(key.clone(), (path, hash));
        }
    }
}
