//! Going through the statements of all coders.

use super::{Effect, ReshapeError, Warning};
use crate::edit::Edit;
use crate::model::{Coder, Corpus, DocPath, Rival, SetKey, Statement, TextState, Unplaced};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Statements that change, and how many of whom.
pub(super) struct Rewriter<'c> {
    now: Timestamp,
    pub edits: Vec<Edit>,
    documents: HashSet<&'c DocPath>,
    coders: BTreeSet<&'c Coder>,
    n_left_unset: usize,
    /// How many of the edits are about what others said of a statement.
    n_rivals: usize,
}

impl<'c> Rewriter<'c> {
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            edits: Vec::new(),
            documents: HashSet::new(),
            coders: BTreeSet::new(),
            n_left_unset: 0,
            n_rivals: 0,
        }
    }

    /// Asks `change` of every statement on a document that has been read; what it returns takes the place.
    pub fn each(&mut self, corpus: &'c Corpus, change: impl Fn(&Statement) -> Option<Statement>) {
        let is_ready = |key: &&SetKey| corpus.document(&key.document).is_some_and(|d| d.ready_text().is_some());
        for (key, set) in corpus.sets().iter().filter(|(key, _)| is_ready(key)) {
            for statement in set.in_order() {
                if let Some(value) = change(statement) {
                    self.take(key, value);
                }
            }
            for unplaced in set.unplaced().values() {
                if let Some(value) = change(&unplaced.statement) {
                    self.take_unplaced(key, unplaced, value);
                }
            }
            // Whoever takes over what another said must not get an entry that is gone.
            for (id, rivals) in set.rivals() {
                let changed = |rival: &Rival<Statement>| match rival {
                    Rival::Edited(theirs) => change(theirs).map(Rival::Edited),
                    Rival::Deleted => None,
                };
                if rivals.iter().any(|rival| changed(rival).is_some()) {
                    let value = rivals.iter().map(|rival| changed(rival).unwrap_or_else(|| rival.clone())).collect();
                    self.edits.push(Edit::StatementRivals { set: key.clone(), id: *id, value });
                    self.n_rivals += 1;
                }
            }
        }
    }

    /// Takes in a statement that changes.
    pub fn take(&mut self, key: &'c SetKey, value: Statement) {
        self.documents.insert(&key.document);
        self.coders.insert(&key.coder);
        let value = Arc::new(Statement { modified: Some(self.now), ..value });
        self.edits.push(Edit::Statement { set: key.clone(), id: value.id, value: Some(value) });
    }

    /// Takes in a statement that changes while it waits for a place.
    fn take_unplaced(&mut self, key: &'c SetKey, unplaced: &Unplaced, value: Statement) {
        self.documents.insert(&key.document);
        self.coders.insert(&key.coder);
        let statement = Statement { modified: Some(self.now), ..value };
        let value = Some(Arc::new(Unplaced { statement, ..unplaced.clone() }));
        self.edits.push(Edit::Unplaced { set: key.clone(), id: unplaced.statement.id, value });
    }

    /// Notes how many of them are left with nothing in the field.
    pub fn left_unset(&mut self, is_unset: impl Fn(&Statement) -> bool) {
        let values = self.edits.iter().filter_map(|edit| match edit {
            Edit::Statement { value: Some(value), .. } => Some(&**value),
            Edit::Unplaced { value: Some(value), .. } => Some(&value.statement),
            _ => None,
        });
        self.n_left_unset = values.filter(|value| is_unset(value)).count();
    }

    /// The figures, of a change of `field`.
    pub fn effect(&self, field: &'static str) -> Effect {
        Effect {
            n_statements: self.edits.len() - self.n_rivals,
            n_documents: self.documents.len(),
            n_coders: self.coders.len(),
            n_left_unset: self.n_left_unset,
            field,
            n_entries: 0,
        }
    }
}

/// Refuses while documents are being read, since statements on them would be missed; notes those that never will be.
pub(super) fn all_known(corpus: &Corpus) -> Result<Option<Warning>, ReshapeError> {
    let n = |is: fn(&TextState) -> bool| corpus.documents().iter().filter(|document| is(&document.text)).count();
    match n(|text| matches!(text, TextState::Pending)) {
        0 => {
            let n_documents = n(|text| matches!(text, TextState::Failed(_)));
            Ok((n_documents > 0).then_some(Warning::Unread { n_documents }))
        }
        n_pending => Err(ReshapeError::StillReading(n_pending)),
    }
}
