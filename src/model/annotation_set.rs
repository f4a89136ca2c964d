//! All statements of one coder on one document.

use super::pages::Pages;
use super::{Rival, Statement, StatementId, Unplaced};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

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
/// A copy shares the statements and costs next to nothing, whatever their number; the index over them is made anew
/// in the copy when it is first asked for.
#[derive(Debug, Default)]
pub struct AnnotationSet {
    /// How far the coder got.
    pub progress: Progress,
    pages: Pages,
    index: OnceLock<Index>,
    /// Statements whose place is not settled, none of which is among those above.
    unplaced: BTreeMap<StatementId, Arc<Unplaced>>,
    /// What others said of statements that both changed.
    rivals: BTreeMap<StatementId, Vec<Rival<Statement>>>,
}

/// The statements as one list, and by id.
#[derive(Debug, Default)]
struct Index {
    statements: Vec<Arc<Statement>>,
    bounds: HashMap<StatementId, Span>,
}

impl Clone for AnnotationSet {
    fn clone(&self) -> Self {
        let (unplaced, rivals) = (self.unplaced.clone(), self.rivals.clone());
        Self { progress: self.progress, pages: self.pages.clone(), index: OnceLock::new(), unplaced, rivals }
    }
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.progress == other.progress
            && self.pages.iter().eq(other.pages.iter())
            && self.unplaced == other.unplaced
            && self.rivals == other.rivals
    }
}

impl Index {
    fn new(statements: Vec<Arc<Statement>>) -> Self {
        let bounds = statements.iter().map(|statement| (statement.id, statement.bounds())).collect();
        Self { statements, bounds }
    }

    fn position(&self, id: StatementId) -> Option<usize> {
        let order = (*self.bounds.get(&id)?, id);
        self.statements.binary_search_by_key(&order, |statement| statement.order()).ok()
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
        let (pages, index) = (Pages::new(&statements), Index::new(statements).into());
        Self { progress, pages, index, ..Self::default() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.pages.iter().cloned().collect()))
    }

    /// All statements by position, then id.
    pub fn statements(&self) -> &[Arc<Statement>] {
        &self.index().statements
    }

    /// The same one after the other, which makes no index in a copy.
    pub fn in_order(&self) -> impl Iterator<Item = &Arc<Statement>> {
        self.pages.iter()
    }

    /// The same in pages that copies share: a page that is still the same one holds what it held.
    pub fn pages(&self) -> impl Iterator<Item = &Arc<Vec<Arc<Statement>>>> {
        self.pages.pages()
    }

    /// Number of statements.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there is no statement.
    pub const fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Whether nothing was ever said: no statement, placed or not, nothing to settle, and not started.
    pub fn is_blank(&self) -> bool {
        self.is_empty() && self.progress == Progress::NotStarted && self.unplaced.is_empty() && self.rivals.is_empty()
    }

    /// Statements whose place is not settled, by id.
    pub const fn unplaced(&self) -> &BTreeMap<StatementId, Arc<Unplaced>> {
        &self.unplaced
    }

    /// Sets what stands under `id` among those whose place is not settled. Returns what stood there before.
    pub fn set_unplaced(&mut self, id: StatementId, value: Option<Arc<Unplaced>>) -> Option<Arc<Unplaced>> {
        match value {
            Some(value) => self.unplaced.insert(id, value),
            None => self.unplaced.remove(&id),
        }
    }

    /// What others said of statements that both changed, by id; no list is empty.
    pub const fn rivals(&self) -> &BTreeMap<StatementId, Vec<Rival<Statement>>> {
        &self.rivals
    }

    /// Sets what others said of the statement `id`. Returns what stood there before.
    pub fn set_rivals(&mut self, id: StatementId, value: Vec<Rival<Statement>>) -> Vec<Rival<Statement>> {
        let before = if value.is_empty() { self.rivals.remove(&id) } else { self.rivals.insert(id, value) };
        before.unwrap_or_default()
    }

    /// The statement with this id.
    pub fn get(&self, id: StatementId) -> Option<&Arc<Statement>> {
        self.position(id).map(|at| &self.statements()[at])
    }

    /// Where the statement with this id stands, counted from 0.
    pub fn position(&self, id: StatementId) -> Option<usize> {
        self.index().position(id)
    }

    /// Sets what stands under `id`: a statement or nothing. Returns what stood there before.
    ///
    /// The inverse is the same call with the value returned.
    pub fn set(&mut self, id: StatementId, value: Option<Arc<Statement>>) -> Option<Arc<Statement>> {
        let mut index = self.index.take().unwrap_or_else(|| Index::new(self.pages.iter().cloned().collect()));
        if let Some(statement) = &value
            && let Some(at) = index.position(id)
            && index.statements[at].order() == statement.order()
        {
            // In the same place nothing moves, so a whole set can be gone through in one pass.
            self.pages.replace(Arc::clone(statement));
            let before = std::mem::replace(&mut index.statements[at], Arc::clone(statement));
            self.index = index.into();
            return Some(before);
        }
        let before = index.position(id).map(|at| index.statements.remove(at));
        index.bounds.remove(&id);
        if let Some(before) = &before {
            self.pages.remove(before.order());
        }
        if let Some(statement) = value {
            let order = statement.order();
            let at = index.statements.partition_point(|other| other.order() < order);
            index.bounds.insert(id, statement.bounds());
            index.statements.insert(at, Arc::clone(&statement));
            self.pages.insert(statement);
        }
        self.index = index.into();
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
            is_unsure: false,
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

    #[test]
    fn what_stays_in_its_place_is_replaced_there_and_copies_keep_what_was() {
        let mut set = AnnotationSet::new(Progress::Done, (0..2_000).map(|n| statement(n, n as usize * 2, "")));
        let copy = set.clone();
        let id = |n| StatementId::new(uuid::Uuid::from_u128(n));
        for n in [0, 255, 256, 1_999] {
            let before = set.set(id(n), Some(Arc::new(statement(n, n as usize * 2, "new"))));
            assert_eq!(before.as_ref(), copy.get(id(n)));
            assert_eq!(set.get(id(n)).map(|statement| statement.note.as_str()), Some("new"));
        }
        let notes = |set: &AnnotationSet| set.in_order().filter(|statement| statement.note == "new").count();
        assert_eq!((set.len(), notes(&set), notes(&copy)), (2_000, 4, 0));
        assert!(set.in_order().eq(set.statements()));
    }

    #[test]
    fn a_copy_stays_as_it_was_and_finds_what_it_holds() {
        let drafts = (0..2_000).map(|n| statement(n, n as usize * 2, ""));
        let mut set = AnnotationSet::new(Progress::Done, drafts);
        let copy = set.clone();
        let id = |n| StatementId::new(uuid::Uuid::from_u128(n));
        set.set(id(7), None);
        set.set(id(8), Some(Arc::new(statement(8, 5_000, "moved"))));
        assert_eq!((copy.len(), set.len()), (2_000, 1_999));
        assert_eq!((copy.position(id(7)), copy.position(id(8))), (Some(7), Some(8)));
        assert_eq!((set.position(id(7)), set.position(id(8))), (None, Some(1_998)));
        assert_ne!(set, copy);
        let again = set.clone();
        assert_eq!(again, set);
        assert_eq!(again.get(id(8)).map(|statement| statement.note.as_str()), Some("moved"));
    }
}
