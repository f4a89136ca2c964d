//! What was done, so that it can be undone and done again, without limit.

use super::Edit;
use crate::model::{Coder, DocPath, EntryId, SetKey, StatementId};

/// Where the window goes when a step is undone or done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The document to show.
    pub document: Option<DocPath>,
    /// The statement to open.
    pub statement: Option<StatementId>,
    /// The entry of the codebook to show, where the step was made there.
    pub entry: Option<EntryId>,
}

impl Focus {
    /// On a document, and on a statement in it.
    pub const fn on(document: Option<DocPath>, statement: Option<StatementId>) -> Self {
        Self { document, statement, entry: None }
    }

    /// On an entry of the codebook.
    pub const fn entry(id: EntryId) -> Self {
        Self { document: None, statement: None, entry: Some(id) }
    }
}

/// Names steps that belong together: typing in one note is one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    /// Typing in the note of a statement.
    Note(StatementId),
    /// Moving a boundary of a statement.
    Boundary(StatementId),
    /// Typing in a field of a codebook entry: which entry, which field.
    Entry(EntryId, &'static str),
    /// Typing in a field about a document: which document, which field.
    Document(DocPath, &'static str),
}

/// One thing that the user did.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it was, as in "Undo: add statement".
    pub label: String,
    /// Where to go when it comes back.
    pub focus: Focus,
    /// Under whose name it was done: nobody undoes another's step.
    pub by: Coder,
    /// The edit that takes it back (on the undo side) or does it again (on the redo side).
    pub edit: Edit,
    /// The run of steps that it belongs to, if any.
    pub merge: Option<Merge>,
}

/// Steps done and steps undone.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    is_open: bool,
}

impl History {
    /// Records a step, its edit being the one that takes it back. Steps with the same `merge` in a row become one, until [`Self::close`].
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        let is_same = |last: &Step| last.merge == step.merge && last.by == step.by;
        let continues = self.is_open && step.merge.is_some() && self.done.last().is_some_and(is_same);
        if !continues {
            self.done.push(step);
        }
        self.is_open = true;
    }

    /// Ends the run of merging steps, as when a field loses the focus.
    pub const fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether a step, done or undone, would change this annotation set.
    pub fn touches_set(&self, key: &SetKey) -> bool {
        let mut is_touched = false;
        for step in self.done.iter().chain(&self.undone) {
            step.edit.for_each_set(&mut |set| is_touched |= set == key);
            if is_touched {
                break;
            }
        }
        is_touched
    }

    /// The edits of all steps, done and undone.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.done.iter().chain(&self.undone).map(|step| &step.edit)
    }

    /// The edits of all steps, to be carried over to a text that changed.
    pub fn edits_mut(&mut self) -> impl Iterator<Item = &mut Edit> {
        self.close();
        self.done.iter_mut().chain(&mut self.undone).map(|step| &mut step.edit)
    }

    /// What [`Self::take_undo`] would give.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// What [`Self::take_redo`] would give.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Takes the last step done, to be applied; give its inverse to [`Self::put_redo`].
    pub fn take_undo(&mut self) -> Option<Step> {
        self.close();
        self.done.pop()
    }

    /// Takes the last step undone, to be applied; give its inverse to [`Self::put_undo`].
    pub fn take_redo(&mut self) -> Option<Step> {
        self.close();
        self.undone.pop()
    }

    /// Keeps a step that was undone, with the edit that does it again.
    pub fn put_redo(&mut self, step: Step, edit: Edit) {
        self.undone.push(Step { edit, ..step });
    }

    /// Keeps a step that was done again, with the edit that takes it back.
    pub fn put_undo(&mut self, step: Step, edit: Edit) {
        self.done.push(Step { edit, ..step });
    }
}
