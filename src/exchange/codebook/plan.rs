//! What an import of a codebook would do.

use crate::edit::Edit;
use crate::exchange::import::Refusal;
use crate::model::EntryId;
use std::fmt;

/// What an import of a codebook would do; nothing is changed until its edit is applied, and nothing is taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookPlan {
    /// All of it, as one step.
    pub edit: Edit,
    /// Entries to be added, each with its name or path, in the order of the file.
    pub new: Vec<(EntryId, String)>,
    /// Entries that change, field by field.
    pub changed: Vec<EntryChange>,
    /// Entries that say the same already.
    pub n_same: usize,
    /// What does not fit, in the order of the file, the first ten thousand of it; the rest goes in.
    pub refused: Vec<Refusal>,
    /// How many lines do not fit.
    pub n_refused: usize,
}

impl CodebookPlan {
    /// Whether applying it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }
}

/// An entry that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryChange {
    /// Which one.
    pub entry: EntryId,
    /// Its name, or the path of a theme, as it is now.
    pub name: String,
    /// What changes in it.
    pub fields: Vec<FieldChange>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which one, in the words of the window.
    pub field: &'static str,
    /// What it says now; empty when nothing.
    pub old: String,
    /// What it will say.
    pub new: String,
}

impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
        write!(f, "{}: {} → {}", self.field, quoted(&self.old), quoted(&self.new))
    }
}
