//! Why a change of the codebook makes no sense.

use crate::model::{Coder, DocPath, EntryId};

/// Why a change of the codebook is not planned; each is a sentence that a person can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReshapeError {
    /// The codebook has no such entry.
    #[error("there is no {} “{}” in the codebook any more", .0.kind(), .0.as_str())]
    Unknown(EntryId),
    /// A theme would stand below itself.
    #[error("“{theme}” cannot go below “{parent}”, which is itself or stands below it")]
    Circle {
        /// The theme, by name.
        theme: String,
        /// Where it was to go, by name.
        parent: String,
    },
    /// A place was named in front of a theme that is not there.
    #[error("“{0}” does not stand there any more")]
    NotThere(String),
    /// An entry with itself.
    #[error("“{0}” cannot be merged with itself or take its own place")]
    WithItself(String),
    /// An entry without a name.
    #[error("a {0} needs a name")]
    NoName(&'static str),
    /// An entry without an id.
    #[error("a {0} needs an id")]
    NoId(&'static str),
    /// A key that no keyboard sends.
    #[error("“{0}” cannot be a key; take a letter from a to z{1}")]
    BadKey(char, &'static str),
    /// A stance outside the scale.
    #[error("the position of a stance lies between -1 and 1, or there is none")]
    OffTheScale,
    /// A theme that is to be added has the id of another.
    #[error("there is a theme with the id “{0}” already")]
    IdTaken(String),
    /// A statement that is not there or has another theme by now.
    #[error("a statement of {coder} on {document} is gone or has another theme by now; nothing was changed")]
    Moved {
        /// Whose.
        coder: Coder,
        /// On what.
        document: DocPath,
    },
    /// Statements on these documents are not known yet.
    #[error("{0} documents are still being read; wait until all statements are known")]
    StillReading(usize),
}
