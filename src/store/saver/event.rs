//! What the saver tells while it works.

use crate::store::{ContentHash, FileKey, StoreError};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Something that happened while saving, told on the saver's own thread.
#[derive(Clone, Copy, Debug)]
pub enum SaveEvent<'a> {
    /// A file is about to be written, and nothing of it is yet: the moment for a backup of what is there.
    Writing {
        /// Which file.
        key: &'a FileKey,
        /// Where it is.
        file: &'a Path,
    },
    /// What was submitted of a file is on the disk.
    Saved {
        /// Which file.
        key: &'a FileKey,
    },
    /// A file could not be saved. Told once for each content, though saving it is tried again and again.
    Failed {
        /// Which file.
        key: &'a FileKey,
        /// What it was to hold.
        bytes: &'a [u8],
        /// What the file held when it was last read or saved.
        before: Option<ContentHash>,
        /// What stood in the way.
        error: &'a StoreError,
    },
}

/// Called with every event; it may take its time, and a panic in it harms nobody.
pub type SaveListener = Box<dyn Fn(&SaveEvent<'_>) + Send + Sync>;

/// A file that could not be saved when that was last tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveFailure {
    /// Which file.
    pub key: FileKey,
    /// The file, below the corpus folder.
    pub path: PathBuf,
    /// What happened, what was kept and what to do, for people.
    pub reason: String,
    /// Since when.
    pub since: Instant,
    /// Whether another program changed the file, so that both versions have to be brought together first.
    pub is_changed_outside: bool,
}
