//! What the place asks for.

use super::remembered::Remembered;
use crate::analysis::Cancel;
use crate::analysis::query::Query;
use crate::analysis::search::SearchRequest;
use crate::edit::Edit;
use crate::model::{DocPath, SetKey, StatementId};
use crate::text::Span;

/// What the place asks for.
#[derive(Clone, Debug)]
pub enum PassagesAsk {
    /// Show these columns, sorted so, and remember it.
    Remember(Box<Remembered>),
    /// Go to Code and show the passage of a statement, with a way back.
    ShowPassage(SetKey, StatementId),
    /// Offer the way back no more.
    LeaveTrail,
    /// Go back to the finding of which a number was opened.
    BackToFindings,
    /// Go to Code and show a place in a document, with a way back.
    ShowPlace(DocPath, Span),
    /// Open the dialog that exports these alone.
    Export(Vec<StatementId>),
    /// Carry out a change of many statements, planned on this revision of the corpus.
    ChangeMany {
        /// What it is.
        label: String,
        /// All of it.
        edit: Edit,
        /// The revision.
        revision: u64,
    },
    /// Save, rename or delete a query: what it is, and the change.
    Save(String, Edit),
    /// Say something in a message.
    Tell(String),
    /// Search the texts until this is cancelled.
    Search(Box<SearchRequest>, Cancel),
    /// Read passages for the conditions of a query on their words, until the first is set, and set the second then.
    Read(Box<Query>, Cancel, Cancel),
}

/// Two that ask for the same are equal; each search has a cancel of its own.
impl PartialEq for PassagesAsk {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Remember(a), Self::Remember(b)) => a == b,
            (Self::ShowPassage(set, id), Self::ShowPassage(other_set, other)) => (set, id) == (other_set, other),
            (Self::ShowPlace(document, span), Self::ShowPlace(other_document, other)) => {
                (document, span) == (other_document, other)
            }
            (Self::Search(a, _), Self::Search(b, _)) => a == b,
            (Self::Read(a, ..), Self::Read(b, ..)) => a == b,
            (Self::ChangeMany { label, edit, .. }, Self::ChangeMany { label: other, edit: other_edit, .. }) => {
                (label, edit) == (other, other_edit)
            }
            (Self::Export(a), Self::Export(b)) => a == b,
            (Self::Save(label, edit), Self::Save(other, other_edit)) => (label, edit) == (other, other_edit),
            (Self::Tell(a), Self::Tell(b)) => a == b,
            (Self::LeaveTrail, Self::LeaveTrail) | (Self::BackToFindings, Self::BackToFindings) => true,
            _ => false,
        }
    }
}
