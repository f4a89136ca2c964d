//! Merging two versions of a file of ours, where there is one with the version that both began from.
//!
//! Pure: contents in, content out. Entries are merged by id, field by field:
//!
//! | what happened to a field or an entry | what comes of it |
//! |---|---|
//! | one side changed it | that side's |
//! | both changed it alike | that |
//! | both changed it otherwise | ours stands, theirs is kept beside it as a rival |
//! | one deleted the entry, the other left it alone | it is gone |
//! | one deleted the entry, the other changed it | it stays, with the rival *deleted* |
//!
//! Nothing becomes text between marks: a file that was merged is a whole file, which opens, and the rivals in it are
//! settled in the window. Rivals are themselves merged: settled on one side is settled. Merging the same again adds
//! nothing.
//!
//! With no base, what only one side has was added by it, and what both have and say otherwise gets a rival.

mod codebook;
mod corpus_file;
mod entry;
mod field;
mod file;
mod set;
#[cfg(test)]
mod tests;

pub use file::{MergedFile, MergedText, MergedValue, merge_file, merge_texts};

use entry::Tally;
use std::fmt;

/// One of the files of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What both began from.
    Base,
    /// Ours.
    Ours,
    /// The other.
    Theirs,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Base => "the version that both began from",
            Self::Ours => "our version",
            Self::Theirs => "the other version",
        })
    }
}

/// Why two versions were not merged; both are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// One of them could not be read whole.
    #[error("{side} cannot be read whole: {}{why}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
    Unreadable {
        /// Which one.
        side: Side,
        /// The line in it, counted from 1, where that is known.
        line: Option<usize>,
        /// What is wrong with it.
        why: String,
    },
    /// They are not files of one kind.
    #[error("{0} is not a file of the same kind")]
    OtherKind(Side),
    /// They are annotation sets on different documents or of different coders.
    #[error("the two are annotation sets of different coders or on different documents")]
    OtherSet,
}

/// Two versions merged.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Merged<R> {
    /// The file.
    pub record: R,
    /// Entries that came from the other or changed by it.
    pub n_taken: usize,
    /// Entries of which both versions are kept now.
    pub n_conflicts: usize,
}

impl<R> Merged<R> {
    const fn unchanged(record: R) -> Self {
        Self { record, n_taken: 0, n_conflicts: 0 }
    }

    const fn new(record: R, tally: Tally) -> Self {
        Self { record, n_taken: tally.n_taken, n_conflicts: tally.n_conflicts }
    }
}
