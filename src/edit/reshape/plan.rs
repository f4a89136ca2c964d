//! What a change of the codebook would do.

use super::{Effect, Warning, as_one};
use crate::edit::{Edit, Focus, Merge};
use crate::model::EntryId;

/// What a change of the codebook would do; nothing is changed until its edit is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it is, as in "Undo: merge theme “Pay” into “Workforce”".
    pub label: String,
    /// All of it, as one step.
    pub edit: Edit,
    /// What it does to statements and to other entries.
    pub effect: Effect,
    /// What a careful person should know before, in the order of weight.
    pub warnings: Vec<Warning>,
    /// The entry that it is about, to be shown on undo: of a merge or deletion, the one that goes.
    pub focus: EntryId,
    /// The entry to show once it is done: of a merge or deletion, the one that stays or stood nearest.
    pub after: Option<EntryId>,
    /// The run of steps that it may belong to: set where one field of text changes and nothing else.
    pub merge: Option<Merge>,
}

impl Plan {
    pub(super) fn new(label: String, edits: Vec<Edit>, focus: impl Into<EntryId>) -> Self {
        let focus = focus.into();
        Self {
            label,
            edit: as_one(edits),
            effect: Effect::default(),
            warnings: Vec::new(),
            after: Some(focus.clone()),
            focus,
            merge: None,
        }
    }

    /// Whether applying it would change nothing.
    pub fn is_empty(&self) -> bool {
        matches!(&self.edit, Edit::Batch(edits) if edits.is_empty())
    }

    /// Where the window goes when the step is undone or done again.
    pub fn step_focus(&self) -> Focus {
        Focus::entry(self.focus.clone())
    }
}
