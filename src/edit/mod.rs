//! Every change to a corpus as a value, with its inverse, and the history of them.
//!
//! This floor may use the model and the text below it. It never reads a file or asks the clock: an edit
//! carries all that it needs.
//!
//! An edit says what shall stand in one *slot* (this statement, that theme, the progress of this set); its
//! inverse says what stood there before. So undoing is applying, and one function serves both.
//! [`reshape`] plans changes of the codebook, with all statements that follow, as one edit.

mod apply;
mod history;
pub mod reshape;

pub use apply::{EditError, Touched, apply};
pub use history::{Focus, History, Merge, Step};

use crate::model::{
    DocPath, DocumentMeta, Progress, SetKey, Speaker, SpeakerId, Stance, StanceId, Statement, StatementId, Theme,
    ThemeId,
};
use std::sync::Arc;

/// What shall stand in a slot of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A statement of a set, or nothing.
    Statement {
        /// Of which set.
        set: SetKey,
        /// Which one.
        id: StatementId,
        /// What shall stand there; its id is `id`.
        value: Option<Arc<Statement>>,
    },
    /// How far the coder got.
    Progress {
        /// With which set.
        set: SetKey,
        /// How far.
        value: Progress,
    },
    /// What is known about a document.
    Document {
        /// Which one.
        path: DocPath,
        /// What is known.
        value: DocumentMeta,
    },
    /// A stance of the scale at a position, or nothing.
    Stance {
        /// Which one.
        id: StanceId,
        /// Position in the list, and the entry.
        value: Option<(usize, Stance)>,
    },
    /// A theme at a position in the list, or nothing.
    Theme {
        /// Which one.
        id: ThemeId,
        /// Position in the list, and the entry.
        value: Option<(usize, Theme)>,
    },
    /// A speaker at a position in the list, or nothing.
    Speaker {
        /// Which one.
        id: SpeakerId,
        /// Position in the list, and the entry.
        value: Option<(usize, Speaker)>,
    },
    /// Several as one, in order.
    Batch(Vec<Self>),
}

macro_rules! entry_edit {
    ($kind:ident) => {
        impl From<(usize, $kind)> for Edit {
            fn from((at, entry): (usize, $kind)) -> Self {
                Self::$kind { id: entry.id.clone(), value: Some((at, entry)) }
            }
        }
    };
}
entry_edit!(Stance);
entry_edit!(Theme);
entry_edit!(Speaker);

impl Edit {
    /// Calls `visit` with each annotation set that the edit would change; a set may come more than once.
    pub fn for_each_set(&self, visit: &mut impl FnMut(&SetKey)) {
        match self {
            Self::Statement { set, .. } | Self::Progress { set, .. } => visit(set),
            Self::Batch(edits) => edits.iter().for_each(|edit| edit.for_each_set(visit)),
            Self::Document { .. } | Self::Stance { .. } | Self::Theme { .. } | Self::Speaker { .. } => {}
        }
    }

    /// Whether the edit would change an annotation set, and with it what somebody said.
    pub fn touches_sets(&self) -> bool {
        match self {
            Self::Statement { .. } | Self::Progress { .. } => true,
            Self::Batch(edits) => edits.iter().any(Self::touches_sets),
            Self::Document { .. } | Self::Stance { .. } | Self::Theme { .. } | Self::Speaker { .. } => false,
        }
    }

    /// Whether the edit would change the codebook.
    pub fn touches_codebook(&self) -> bool {
        match self {
            Self::Stance { .. } | Self::Theme { .. } | Self::Speaker { .. } => true,
            Self::Batch(edits) => edits.iter().any(Self::touches_codebook),
            Self::Statement { .. } | Self::Progress { .. } | Self::Document { .. } => false,
        }
    }

    /// Whether the edit would change the corpus file.
    pub fn touches_corpus_file(&self) -> bool {
        match self {
            Self::Document { .. } => true,
            Self::Batch(edits) => edits.iter().any(Self::touches_corpus_file),
            _ => false,
        }
    }
}
