//! Why the store could not do what it was asked.

use super::saver::Dropping;
use crate::model::StatementId;
use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked. Each message fits "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried, such as `read`.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The corpus is no folder, or is there no more.
    #[error("open {}: there is no such folder", .0.display())]
    NoFolder(PathBuf),
    /// Somebody did not want to wait for it.
    #[error("read {}: it was given up", .0.display())]
    GivenUp(PathBuf),
    /// The file holds something that we never read.
    #[error("save {}: it was changed by another program since it was read", .0.display())]
    ChangedOutside(PathBuf),
    /// The file could not be read whole, so it is not written.
    #[error("save {}: it could not be read whole, so it is kept as it is", .0.display())]
    Held(PathBuf),
    /// The program itself failed while writing the file.
    #[error("save {}: the program failed while writing it; please report this", .0.display())]
    Fault(PathBuf),
    /// Somebody marked the file read-only.
    #[error("save {}: the file is marked read-only", .0.display())]
    ReadOnly(PathBuf),
    /// A link would lead the new file out of the corpus.
    #[error("save {}: a link leads out of the corpus folder", .0.display())]
    LeavesCorpus(PathBuf),
    /// An export would land on a file of the corpus, or become a document of it.
    #[error("write {}: it would become part of the corpus; choose a place outside its folder", .0.display())]
    InsideCorpus(PathBuf),
    /// A coder's name that cannot be the name of a folder everywhere.
    #[error("use “{name}” as a coder's name: {why}; {instead}")]
    BadCoder {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
        /// What to use.
        instead: &'static str,
    },
    /// A document path that does not stay below the corpus folder.
    #[error("use “{path}” as a document: {why}")]
    BadDocument {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A statement that does not fit the text that it was to be saved with.
    #[error("save {}: statement {id} does not fit the text of the document", path.display())]
    DoesNotFit {
        /// Which file.
        path: PathBuf,
        /// Which statement.
        id: StatementId,
    },
    /// A backup that is not what it should be.
    #[error("make a backup at {}: {why}", path.display())]
    BadBackup {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// More than a fifth of the statements of a set would go, though no command said so.
    #[error("save {}: {} of its {} statements would be gone, and no command took them away", path.display(), dropping.ids.len(), dropping.n_before)]
    WouldDrop {
        /// Which file.
        path: PathBuf,
        /// What would go.
        dropping: Dropping,
    },
    /// A value that the format cannot express.
    #[error("write {} as text: {source}", path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// What the writer said.
        source: Box<ron::Error>,
    },
}

impl StoreError {
    /// Wraps what the system said about `action` on `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// What happened, what was kept and what to do, for a person whose edit could not be saved.
    pub fn saving_advice(&self) -> String {
        let cause = match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    return kept("The disk is full", "Free some space; saving is tried again by itself.");
                }
                io::ErrorKind::ReadOnlyFilesystem => {
                    return kept("The disk can only be read", "Make it writable or work on a copy of the folder.");
                }
                io::ErrorKind::PermissionDenied => {
                    return kept("You may not write in this folder", "Ask for the right to, or work on a copy of it.");
                }
                _ => format!("The file could not be saved ({source})"),
            },
            Self::NoFolder(_) => {
                return kept("The corpus folder is not there", "Plug its disk in again or put the folder back.");
            }
            Self::ChangedOutside(_) => {
                return kept(
                    "Another program changed the file, and its version was not written over",
                    "The two are merged as soon as that version can be read; “Problems in files” says what stands in the way.",
                );
            }
            Self::Held(_) => {
                return kept(
                    "The file could not be read whole when it was opened, so it is not written over",
                    "See its problem for the line to put right, then open the folder again.",
                );
            }
            Self::WouldDrop { dropping, .. } => {
                return kept(
                    &format!(
                        "Saving would take {} of its {} statements away, though no command did, so nothing was written",
                        dropping.ids.len(),
                        dropping.n_before
                    ),
                    "Look at what would go, then keep those statements or save without them.",
                );
            }
            Self::ReadOnly(_) => return kept("The file is marked read-only", "Take the mark off."),
            other => format!("The file could not be saved: failed to {other}"),
        };
        kept(&cause, "Saving is tried again by itself.")
    }

    /// What happened, in one sentence without its full stop.
    pub fn saving_cause(&self) -> String {
        let advice = self.saving_advice();
        advice.split_once(KEPT).map_or_else(|| advice.clone(), |(cause, _)| cause.to_owned())
    }
}

/// What stands between cause and remedy.
const KEPT: &str = ". Your work is kept in memory. ";

fn kept(cause: &str, remedy: &str) -> String {
    format!("{cause}{KEPT}{remedy}")
}
