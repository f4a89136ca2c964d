//! The corpus on disk: paths, file shapes, loading what can be read, and saving without ever losing it.
//!
//! This floor may use [`crate::model`] and [`crate::text`]. It must never draw, never decide what an edit means,
//! never change a document, and never write over content that it has not read whole.
//!
//! ```text
//! open ──▶ Opened: corpus without texts, problems, what is known of the files
//!            │ plan
//!            ▼
//!         LoadPlan ──▶ Loader (in the background) or load_all (and wait) ──▶ LoadedDocument each
//!
//! Saver ◀── SaveJob: whole files to write, by FileKey; refuses the held, never overwrites the unseen
//!   ├ what cannot be saved ──▶ rescue copies in the state folder, offered when the corpus is opened again
//!   │ before the first save of a day and before bulk changes
//!   ▼
//! Backups ──▶ Archive: what our files held then, read back whole before an older one goes
//! ```
//!
//! What reading a file takes of memory stays within [`MEMORY_MULTIPLE`] times its size and [`MEMORY_BASE`], whatever
//! it holds; `tests/memory` measures it on files made to break this.
//!
//! A file that could be read only in part is *held*: what was read is shown, a [`Problem`] says what was not,
//! and the file stays as it is until a person has put it right.

pub mod backup;
#[cfg(test)]
mod changed_tests;
mod codebook_check;
mod content_hash;
mod copies;
mod discover;
pub mod durable;
mod earlier_texts;
mod error;
mod export;
pub mod files;
mod found_again;
mod known;
pub mod layout;
mod load_all;
mod load_document;
mod load_set;
mod loader;
mod lock;
mod merge;
mod name;
mod open;
mod problem;
mod read_any;
mod read_head;
pub mod recent;
mod record;
mod relink;
mod renamed;
mod report;
mod reread;
pub mod rescue;
mod sample;
mod save_job;
mod saver;
pub mod state;
mod sweep;
#[cfg(test)]
mod tests;
mod text_keeper;
mod watch;

/// Most memory that reading a file takes, in sizes of the file, which is itself one of them.
pub const MEMORY_MULTIPLE: usize = 32;

/// Memory that reading a file may take besides, in bytes.
pub const MEMORY_BASE: usize = 16 << 20;

pub use backup::Backups;
pub use content_hash::ContentHash;
pub use copies::{
    MergedCopy, SyncTool, Unmerged, UnmergedError, find_marked, find_unmerged, keep_aside, merge_unmerged, remove_copy,
};
pub use discover::{Found, discover, discover_until};
pub use durable::{Expected, write};
pub use earlier_texts::EarlierTexts;
pub use error::StoreError;
pub use export::{open_import, write_export};
pub use files::{Access, FailingFiles, Files, RealFiles};
pub use found_again::FoundAgain;
pub use known::Known;
pub use layout::{ANNOTATIONS, CODEBOOK_FILE, CORPUS_FILE, FileKey, Layout};
pub use load_all::{LoadPlan, Whole, load_all, open_whole, open_whole_in};
pub use load_document::{EncodingInfo, LoadedDocument, load_document, load_sets};
pub use load_set::read_set;
pub use loader::Loader;
pub use lock::{Claim, CoderLock, Holder, claim};
pub use merge::{MergeError, MergedFile, MergedText, MergedValue, Side, merge_file, merge_texts};
pub use open::{Opened, open, open_until, open_with};
pub use problem::{Problem, Severity};
pub use read_any::{ReadAny, ReadContent, read_any};
pub use recent::{Recent, Recents};
pub use record::{CorpusFile, DocumentEntry};
pub use relink::{Relinked, is_taken_along, put_back, relink, relink_until};
pub use renamed::{Likeness, Renamed, find_renamed, likeness};
pub use report::{REPORTS, read_report, write_report};
pub use reread::reread;
pub use sample::{is_sample, unpack_sample};
pub use save_job::{SaveJob, corpus_file};
pub use saver::{BackupNews, Dropping, Ledger, SaveEvent, SaveFailure, SaveListener, SaveState, Saver, Taken};
pub use state::{StateFile, corpus_id, make_private, state_folder};
pub use sweep::Sweep;
pub use text_keeper::TextKeeper;
pub use watch::{Lookout, Outside, Watch};
