//! Waiting for the disk without waiting for what it refuses.

use super::Session;
use crate::store::FileKey;
use std::collections::BTreeMap;
use std::time::Duration;

impl Session {
    /// Saves what was done without delay and waits for it, at most `patience`; what failed before is tried again in
    /// its own time. Returns the files that are not on the disk, with the reason where one failed.
    pub fn catch_up(&self, patience: Duration) -> BTreeMap<FileKey, Option<String>> {
        self.saver.catch_up(patience)
    }
}
