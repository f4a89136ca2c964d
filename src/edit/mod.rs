//! Every change to a corpus as a value, with its inverse, and the history of them.
//!
//! This floor may use the model and the text below it. It never reads a file or asks the clock: an edit
//! carries all that it needs.
//!
//! An edit says what shall stand in one *slot* (this statement, that theme, the progress of this set); its
//! inverse says what stood there before. So undoing is applying, and one function serves both.
//! [`reshape`] plans changes of the codebook, with all statements that follow, as one edit; [`bulk`] codes many places or
//! recodes many statements as one.

mod apply;
pub mod bulk;
pub mod describe;
mod difference;
mod history;
mod reanchor;
pub mod reshape;
pub mod settle;

pub use apply::{EditError, Touched, apply};
pub use difference::{codebook_difference, document_difference, query_difference, set_difference};
pub use history::{Focus, History, Merge, Step};
pub use reanchor::{Reanchor, anchor_of};

use crate::model::{
    AnyEntry, DocPath, DocumentMeta, EntryId, Progress, Rival, SetKey, Speaker, SpeakerId, Stance, StanceId, Statement,
    StatementId, Theme, ThemeId, Unplaced,
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
    /// A saved query, or nothing.
    Query {
        /// Its name.
        name: String,
        /// Its text.
        value: Option<String>,
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
    /// A statement of a set whose place is not settled, or nothing.
    Unplaced {
        /// Of which set.
        set: SetKey,
        /// Which one.
        id: StatementId,
        /// What shall stand there; its statement's id is `id`.
        value: Option<Arc<Unplaced>>,
    },
    /// What others said of a statement that both changed; nothing when it is settled.
    StatementRivals {
        /// Of which set.
        set: SetKey,
        /// Of which statement.
        id: StatementId,
        /// What they said.
        value: Vec<Rival<Statement>>,
    },
    /// What others made of an entry of the codebook that both changed; nothing when it is settled.
    EntryRivals {
        /// Of which entry.
        id: EntryId,
        /// What they made of it.
        value: Vec<Rival<AnyEntry>>,
    },
    /// What others say of a document of which both said something; nothing when it is settled.
    DocumentRivals {
        /// Of which document.
        path: DocPath,
        /// What they say.
        value: Vec<DocumentMeta>,
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
    /// Calls `visit` with each edit that is no batch, in order.
    pub fn for_each_leaf<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        match self {
            Self::Batch(edits) => edits.iter().for_each(|edit| edit.for_each_leaf(visit)),
            leaf => visit(leaf),
        }
    }

    /// The annotation set that an edit which is no batch would change.
    const fn set(&self) -> Option<&SetKey> {
        match self {
            Self::Statement { set, .. }
            | Self::Progress { set, .. }
            | Self::Unplaced { set, .. }
            | Self::StatementRivals { set, .. } => Some(set),
            Self::Document { .. }
            | Self::DocumentRivals { .. }
            | Self::Query { .. }
            | Self::Stance { .. }
            | Self::Theme { .. }
            | Self::Speaker { .. }
            | Self::EntryRivals { .. }
            | Self::Batch(_) => None,
        }
    }

    /// Calls `visit` with each annotation set that the edit would change; a set may come more than once.
    pub fn for_each_set<'e>(&'e self, visit: &mut impl FnMut(&'e SetKey)) {
        self.for_each_leaf(&mut |leaf| leaf.set().into_iter().for_each(&mut *visit));
    }

    /// Whether the edit would change an annotation set, and with it what somebody said.
    pub fn touches_sets(&self) -> bool {
        self.has(|leaf| leaf.set().is_some())
    }

    /// Whether the edit would change the codebook.
    pub fn touches_codebook(&self) -> bool {
        self.has(|leaf| {
            matches!(leaf, Self::Stance { .. } | Self::Theme { .. } | Self::Speaker { .. } | Self::EntryRivals { .. })
        })
    }

    /// Whether the edit would change the corpus file.
    pub fn touches_corpus_file(&self) -> bool {
        self.has(|leaf| matches!(leaf, Self::Document { .. } | Self::DocumentRivals { .. } | Self::Query { .. }))
    }

    fn has(&self, is_such: fn(&Self) -> bool) -> bool {
        match self {
            Self::Batch(edits) => edits.iter().any(|edit| edit.has(is_such)),
            leaf => is_such(leaf),
        }
    }
}
