//! What the saver does so that nothing is lost by saving itself: backups, and a question before statements go.

use super::backing::{Backing, BackupNews};
use super::guard::{self, Dropping};
use super::{Saver, Shared, caught};
use crate::model::{AnnotationSet, StatementId};
use crate::store::backup::{Backups, Why};
use crate::store::{ContentHash, FileKey, Files, Known, SaveJob, StoreError};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

impl Saver {
    /// Makes backups among `backups` from now on, before the first save of each day; asked for once.
    pub fn keep_backups(&self, backups: Backups) {
        self.shared.backing.begin(backups);
    }

    /// The backups of this corpus; `None` where there is no state folder.
    pub fn backups(&self) -> Option<&Backups> {
        self.shared.backing.backups()
    }

    /// Saves what came before, then makes a backup, and only then saves what comes after. `label` names the change
    /// that comes.
    pub fn backup_before(&self, why: Why, label: &str) {
        if self.backups().is_some() {
            self.shared.queue().put_backup(why, label.to_owned(), Instant::now());
            self.keep_running();
            self.shared.changed.notify_all();
        }
    }

    /// What became of the last backup that is worth telling; told once.
    pub fn take_backup_news(&self) -> Option<BackupNews> {
        self.shared.backing.take_news()
    }

    /// Says that a command takes these statements out of a file, before the job that does so is submitted.
    pub fn announce(&self, key: FileKey, ids: impl IntoIterator<Item = StatementId>) {
        self.shared.queue().announce(key, ids);
    }

    /// A file that was not saved because statements would go that nobody took away, if there is one.
    pub fn question(&self) -> Option<(FileKey, Dropping)> {
        self.shared.queue().question()
    }

    /// Lets nothing more be submitted for a file.
    pub fn hold(&self, key: FileKey) {
        self.shared.queue().learn(Known { held: [key].into(), ..Known::default() });
    }

    /// Writes the file to the letter, also one that could not be read whole.
    ///
    /// # Errors
    /// When its key cannot be a path.
    pub fn replace(&self, key: FileKey, text: Arc<str>) -> Result<(), StoreError> {
        self.shared.queue().release(&key);
        self.submit(SaveJob::Whole { key, text })
    }
}

impl Shared {
    /// Lets old backups go, behind saving; should the program end meanwhile, they go another time.
    fn tidy_backups(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        let tidy = move || {
            if let Some(backups) = shared.backing.backups() {
                caught(|| backups.tidy(&*shared.files, Timestamp::now()));
            }
        };
        // Without a thread there is only one backup more than need be.
        std::thread::Builder::new().name("backups".to_owned()).spawn(tidy).ok();
    }

    /// Makes a backup, or sees that there is one of today. A fault of the program in it holds up no saving.
    pub(super) fn back_up(self: &Arc<Self>, make: impl FnOnce(&Backing, &dyn Files) -> bool) {
        if caught(|| make(&self.backing, &*self.files)).unwrap_or_default() {
            self.tidy_backups();
        }
    }

    /// Whether statements would go that no command took away. What another program wrote is judged elsewhere.
    pub(super) fn check_dropping(
        &self,
        file: &Path,
        set: &AnnotationSet,
        seen: &[ContentHash],
        announced: &BTreeSet<StatementId>,
    ) -> Result<(), StoreError> {
        let old = self.files.read(file).map_err(StoreError::io("read", file))?.unwrap_or_default();
        if !seen.contains(&ContentHash::of(&old)) {
            return Ok(());
        }
        let path = || self.layout.below_root(file).to_owned();
        match guard::dropping(&old, set, announced) {
            Some(dropping) => Err(StoreError::WouldDrop { path: path(), dropping }),
            None => Ok(()),
        }
    }
}
