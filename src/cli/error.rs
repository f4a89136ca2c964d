//! Why a command could not be carried out.

use crate::analysis::query::QueryError;
use crate::exchange::{ExchangeError, UnknownName};
use crate::session::SessionError;
use crate::store::{MergeError, StoreError};
use std::io;
use std::path::PathBuf;

/// Why a command could not be carried out. Each message is one line and names the path.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The arguments do not go together.
    #[error("{0}; see standpoint --help")]
    Usage(String),
    /// Nothing in the corpus has the name that was asked for.
    #[error("{}: {unknown}", corpus.display())]
    UnknownName {
        /// The corpus.
        corpus: PathBuf,
        /// What was asked for.
        unknown: UnknownName,
    },
    /// A query that cannot be understood.
    #[error("cannot understand “{typed}”: {}, at character {}; {}", source.what, source.n_chars_before(typed) + 1, source.remedy)]
    Query {
        /// What was asked for.
        typed: String,
        /// Why not.
        source: QueryError,
    },
    /// Something that cannot be searched for.
    #[error("cannot search for “{typed}”: {}, at character {}; {}", source.what, source.n_chars_before(typed) + 1, source.remedy)]
    Pattern {
        /// What was asked for.
        typed: String,
        /// Why not.
        source: crate::text::PatternError,
    },
    /// Neither a folder nor a command.
    #[error("{}: there is no such folder, and no such command; see standpoint --help", .0.display())]
    NoFolder(PathBuf),
    /// A file where a folder is needed.
    #[error("{}: this is a file; give the folder that the documents are in", .0.display())]
    NotAFolder(PathBuf),
    /// The store could not do it.
    #[error("failed to {0}")]
    Store(#[from] StoreError),
    /// Saving failed.
    #[error("failed to save {}: {reason}", path.display())]
    Save {
        /// The file, below the corpus folder.
        path: PathBuf,
        /// Why, and what was kept.
        reason: String,
    },
    /// A file could not be read.
    #[error("failed to read {}: {source}", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be exchanged.
    #[error("{}: {source}", path.display())]
    Exchange {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: ExchangeError,
    },
    /// The rows do not fit the corpus after all.
    #[error("{}: {source}; nothing was changed", path.display())]
    Edit {
        /// The corpus.
        path: PathBuf,
        /// Why.
        source: SessionError,
    },
    /// A backup that is not there or cannot be used.
    #[error("backup {name}: {why}")]
    Backup {
        /// What was asked for.
        name: String,
        /// Why not.
        why: String,
    },
    /// The system names no folder in which programs may keep files of their own.
    #[error("this system names no folder for the program's own files, so there are no backups; set XDG_STATE_HOME")]
    NoStateFolder,
    /// Versions of a file could not be merged.
    #[error("{}: nothing was merged and our version is as it was: {source}; {remedy}", path.display())]
    Merge {
        /// The file.
        path: PathBuf,
        /// Why.
        source: MergeError,
        /// Where the versions are.
        remedy: &'static str,
    },
    /// Git could not do it.
    #[error("{}: {why}; nothing was written", folder.display())]
    Git {
        /// Where it was asked.
        folder: PathBuf,
        /// What it said.
        why: String,
    },
    /// Rows came in, and the disk would not take them.
    #[error("{n} {} not saved, the first of them from line {line}", if *n == 1 { "row was" } else { "rows were" })]
    Unsaved {
        /// How many.
        n: usize,
        /// Line of the first, counted from 1.
        line: u64,
    },
    /// The results cannot be written.
    #[error("failed to write the standard output: {0}")]
    Output(#[source] io::Error),
}

impl CliError {
    /// 2 for what was asked wrongly, 3 for what cannot be read or written.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::UnknownName { .. } | Self::Query { .. } | Self::Pattern { .. } => 2,
            _ => 3,
        }
    }

    /// Whether nobody reads the results any more, as after `| head`: no fault of anybody.
    pub fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Output(source) => source.kind() == io::ErrorKind::BrokenPipe,
            Self::Exchange { source, .. } => source.is_closed_pipe(),
            _ => false,
        }
    }
}
