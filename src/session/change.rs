//! What goes into the session and what comes out of it.

use crate::edit::{Edit, EditError, Focus, Merge, Touched};
use crate::model::Coder;
use crate::store::StoreError;

/// Something the user did, ready to be carried out.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is, as in "Undo: add statement".
    pub label: String,
    /// What shall stand where.
    pub edit: Edit,
    /// Where to go when it is undone or done again.
    pub focus: Focus,
    /// The run of steps it belongs to, if any.
    pub merge: Option<Merge>,
    /// Whether a backup comes before it.
    pub backup: BackUp,
    /// Whether a command of the user's says that the statements which it takes away shall go. Where it does not, as
    /// when it takes over what another program did, the user is asked before many of them go.
    pub says_what_goes: bool,
}

/// Whether a backup comes before a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackUp {
    /// If it changes much at once.
    IfMuch,
    /// However little it changes.
    Always,
    /// Never: it goes on with a change that had one.
    Never,
}

impl Change {
    /// A change that is a step of its own.
    pub fn new(label: impl Into<String>, edit: Edit, focus: Focus) -> Self {
        Self { label: label.into(), edit, focus, merge: None, backup: BackUp::IfMuch, says_what_goes: true }
    }

    /// A step of its own before which a backup is made: an import, a merge, something restored.
    pub fn bulk(label: impl Into<String>, edit: Edit, focus: Focus) -> Self {
        Self { backup: BackUp::Always, ..Self::new(label, edit, focus) }
    }
}

/// Why a change was not carried out; the corpus is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The edit does not fit the corpus.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The file behind it is read-only here.
    #[error("{0}")]
    Held(String),
    /// Another window codes under the same name.
    #[error("{0}")]
    ReadOnly(String),
    /// The step was done under another name.
    #[error("“{label}” was done as {by}; change the coder to {by} to take it back or do it again")]
    Another {
        /// What the step was.
        label: String,
        /// Whose it is.
        by: Coder,
    },
    /// The file system says no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What undoing or redoing did.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The step.
    pub label: String,
    /// Where to go.
    pub focus: Focus,
    /// What changed.
    pub touched: Touched,
}

/// How far the loading behind the window has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loading {
    /// Documents read.
    pub n_read: usize,
    /// All documents.
    pub n_documents: usize,
}
