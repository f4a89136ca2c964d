//! Backups that saving waits for: before the first save of a day, before a bulk change, and when somebody asks.

use crate::store::backup::{Backups, LeftOut, Made, Why, day_of};
use crate::store::{FileKey, Files, SaveJob, StoreError};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What is saved only once a backup was made of what stood there before.
pub(super) struct Stage {
    /// Why the backup is made.
    pub why: Why,
    /// The change that it is made before, in words.
    pub label: String,
    /// What came after it.
    pub jobs: BTreeMap<FileKey, Arc<SaveJob>>,
}

/// What became of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupNews {
    /// One that somebody asked for is there, or the newest one says the same already.
    There(Made),
    /// None could be made: what happened and what to do, for people. Saving goes on.
    Failed(String),
}

/// Makes backups when they are due, and remembers how that went.
#[derive(Default)]
pub(super) struct Backing {
    backups: OnceLock<Backups>,
    course: Mutex<Course>,
}

#[derive(Default)]
struct Course {
    /// The last day on which a backup was made, or was tried.
    day: Option<Date>,
    news: Option<BackupNews>,
}

impl Backing {
    /// Makes backups there from now on.
    pub fn begin(&self, backups: Backups) {
        // A second place would part the new backups from those that there are.
        self.backups.set(backups).ok();
    }

    pub fn backups(&self) -> Option<&Backups> {
        self.backups.get()
    }

    /// What became of the last backup that is worth telling; told once.
    pub fn take_news(&self) -> Option<BackupNews> {
        self.course().news.take()
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a backup unless there is one of today. Returns whether a new one was made.
    pub fn before_first_save(&self, files: &dyn Files) -> bool {
        let Some(backups) = self.backups.get() else { return false };
        let now = Timestamp::now();
        let today = Some(day_of(now));
        if self.course().day == today {
            return false;
        }
        if backups.has_whole_of(files, day_of(now)) {
            self.course().day = today;
            return false;
        }
        self.make(files, Why::FirstSave, "")
    }

    /// Makes a backup. Returns whether a new one was made.
    pub fn make(&self, files: &dyn Files, why: Why, label: &str) -> bool {
        let Some(backups) = self.backups.get() else { return false };
        let now = Timestamp::now();
        let made = backups.make(files, why, label, now);
        let is_new = made.as_ref().is_ok_and(Made::is_new);
        let mut course = self.course();
        // Where it failed, the work does not wait for a second attempt: somebody is told, and saving goes on.
        course.day = Some(day_of(now));
        match made {
            Ok(Made::Partly(_, left_out)) => course.news = Some(BackupNews::Failed(partly_words(&left_out))),
            Ok(made) if why == Why::Asked => course.news = Some(BackupNews::There(made)),
            Ok(_) => {}
            Err(error) => course.news = Some(BackupNews::Failed(words(why, &error))),
        }
        is_new
    }
}

fn partly_words(left_out: &[LeftOut]) -> String {
    let first = left_out.first().map(|file| format!("{}: {}", file.path, file.cause)).unwrap_or_default();
    let (n, are) = (left_out.len(), if left_out.len() == 1 { "file is" } else { "files are" });
    format!(
        "{n} {are} not in the backup that was made, as they could not be read ({first}). Your work is saved all the \
         same. See that you may read them, then make a backup from the File menu."
    )
}

fn words(why: Why, error: &StoreError) -> String {
    let (cause, remedy) = match error {
        StoreError::Io { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                ("the disk of the state folder is full".to_owned(), "Free some space")
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                ("the state folder cannot be written".to_owned(), "See that you may write there")
            }
            _ => (source.to_string(), "See what is wrong there"),
        },
        other => (other.to_string(), "See what is wrong there"),
    };
    let when = match why {
        Why::FirstSave => " before the first save of today",
        Why::BulkChange => " before this change",
        Why::Asked => "",
    };
    format!(
        "No backup could be made{when}: {cause}. Your work is saved all the same. {remedy}, then make a backup from the \
         File menu."
    )
}
