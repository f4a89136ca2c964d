//! All statements of one coder on one document.

use super::{Statement, StatementId};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// How far the coder got with a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// Nothing read yet.
    #[default]
    NotStarted,
    /// Being coded.
    InProgress,
    /// Read to the end and coded; with no statements, "coded nothing" is a result.
    Done,
}

/// All statements of one coder on one document, sorted by position, then id.
///
/// Statements are shared, so that copying a set for the saver costs a pointer each.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    /// How far the coder got.
    pub progress: Progress,
    statements: Vec<Arc<Statement>>,
    bounds: HashMap<StatementId, Span>,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.progress == other.progress && self.statements == other.statements
    }
}

impl AnnotationSet {
    /// Makes a set of `statements` in any order; of two with one id the later is kept.
    pub fn new(progress: Progress, statements: impl IntoIterator<Item = Statement>) -> Self {
        let mut statements: Vec<Arc<Statement>> = statements.into_iter().map(Arc::new).collect();
        let last: HashMap<StatementId, usize> =
            statements.iter().enumerate().map(|(at, statement)| (statement.id, at)).collect();
        if last.len() < statements.len() {
            let mut at = 0..;
            statements.retain(|statement| at.next() == last.get(&statement.id).copied());
        }
        // A stable sort takes one pass over what is in order already, as files are.
        statements.sort_by_key(|statement| statement.order());
        let bounds = statements.iter().map(|statement| (statement.id, statement.bounds())).collect();
        Self { progress, statements, bounds }
    }

    /// All statements by position, then id.
    pub fn statements(&self) -> &[Arc<Statement>] {
        &self.statements
    }

    /// Number of statements.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether there is no statement.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// Whether nothing was ever said: no statement and not started.
    pub fn is_blank(&self) -> bool {
        self.is_empty() && self.progress == Progress::NotStarted
    }

    /// The statement with this id.
    pub fn get(&self, id: StatementId) -> Option<&Arc<Statement>> {
        self.position(id).map(|at| &self.statements[at])
    }

    /// Where the statement with this id stands, counted from 0.
    pub fn position(&self, id: StatementId) -> Option<usize> {
        let order = (*self.bounds.get(&id)?, id);
        self.statements.binary_search_by_key(&order, |statement| statement.order()).ok()
    }

    /// Sets what stands under `id`: a statement or nothing. Returns what stood there before.
    ///
    /// The inverse is the same call with the value returned.
    pub fn set(&mut self, id: StatementId, value: Option<Arc<Statement>>) -> Option<Arc<Statement>> {
        let before = self.position(id).map(|at| self.statements.remove(at));
        self.bounds.remove(&id);
        if let Some(statement) = value {
            let order = statement.order();
            let at = self.statements.partition_point(|other| other.order() < order);
            self.bounds.insert(id, statement.bounds());
            self.statements.insert(at, statement);
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(id: u128, start: usize, note: &str) -> Statement {
        Statement {
            id: StatementId::new(uuid::Uuid::from_u128(id)),
            spans: vec![Span::new(start, start + 1)],
            speakers: Vec::new(),
            theme: None,
            stance: None,
            note: note.to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
            modified: None,
        }
    }

    #[test]
    fn a_set_is_sorted_and_keeps_the_later_of_two_with_one_id() {
        let drafts = [statement(1, 9, "old"), statement(3, 4, ""), statement(2, 4, ""), statement(1, 0, "new")];
        let set = AnnotationSet::new(Progress::Done, drafts);
        let ids = [1, 2, 3].map(|id| StatementId::new(uuid::Uuid::from_u128(id)));
        let found: Vec<StatementId> = set.statements().iter().map(|statement| statement.id).collect();
        assert_eq!(found, ids);
        assert_eq!(set.get(found[0]).map(|statement| statement.note.as_str()), Some("new"));
        assert_eq!(set.position(found[2]), Some(2));
    }
}
