//! Statements in order, in pages that copies share.

use super::{Statement, StatementId};
use crate::text::Span;
use std::sync::Arc;

/// Statements on a full page; one more and it is cut in two.
const MAX_LEN: usize = 512;

/// Statements by position, then id, in pages of a few hundred.
///
/// A copy costs a pointer a page, and a change copies one page at most, however many statements there are: so the
/// saver may hold a set while its coder goes on.
///
/// ```text
/// pages   [ • • • ]  [ • • ]  [ • • • • ]      a copy shares all three
/// insert       └──────── new page ─┘           … and still two of them after a change
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    /// None is empty.
    pages: Vec<Arc<Vec<Arc<Statement>>>>,
}

impl Pages {
    /// Pages of `statements`, which are in order.
    pub fn new(statements: &[Arc<Statement>]) -> Self {
        Self { pages: statements.chunks(MAX_LEN / 2).map(|page| Arc::new(page.to_vec())).collect() }
    }

    /// All statements in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Statement>> {
        self.pages.iter().flat_map(|page| page.iter())
    }

    /// The pages, none of them empty.
    pub fn pages(&self) -> impl Iterator<Item = &Arc<Vec<Arc<Statement>>>> {
        self.pages.iter()
    }

    pub fn len(&self) -> usize {
        self.pages.iter().map(|page| page.len()).sum()
    }

    pub const fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The page on which a statement of this order stands or belongs.
    fn page_of(&self, order: (Span, StatementId)) -> usize {
        let ends_before = |page: &Arc<Vec<Arc<Statement>>>| page.last().is_some_and(|last| last.order() < order);
        self.pages.partition_point(ends_before).min(self.pages.len().saturating_sub(1))
    }

    pub fn insert(&mut self, statement: Arc<Statement>) {
        let order = statement.order();
        let at = self.page_of(order);
        let Some(page) = self.pages.get_mut(at) else { return self.pages.push(Arc::new(vec![statement])) };
        let page = Arc::make_mut(page);
        page.insert(page.partition_point(|other| other.order() < order), statement);
        if page.len() > MAX_LEN {
            let rest = page.split_off(MAX_LEN / 2);
            self.pages.insert(at + 1, Arc::new(rest));
        }
    }

    /// Puts `statement` where one of the same order stands; where there is none, nothing happens.
    pub fn replace(&mut self, statement: Arc<Statement>) {
        let order = statement.order();
        let at = self.page_of(order);
        let Some(page) = self.pages.get_mut(at) else { return };
        if let Ok(found) = page.binary_search_by_key(&order, |statement| statement.order()) {
            Arc::make_mut(page)[found] = statement;
        }
    }

    /// Removes the statement of this order, where there is one.
    pub fn remove(&mut self, order: (Span, StatementId)) {
        let at = self.page_of(order);
        let Some(page) = self.pages.get_mut(at) else { return };
        if let Ok(found) = page.binary_search_by_key(&order, |statement| statement.order()) {
            Arc::make_mut(page).remove(found);
            if page.is_empty() {
                self.pages.remove(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::statement;

    #[test]
    fn pages_hold_what_a_sorted_list_holds_and_copies_keep_what_was() {
        let mut pages = Pages::default();
        let mut list: Vec<Arc<Statement>> = Vec::new();
        let mut copies = Vec::new();
        for n in 0..4_000_u128 {
            // Scattered, and the same again now and then, so that some are put in and some are taken out.
            let scattered = (n * 7_919 % 1_709) as usize;
            let value = Arc::new(statement(scattered as u128, &[(scattered, scattered + 1)]));
            match list.binary_search_by_key(&value.order(), |other| other.order()) {
                Ok(at) if n % 3 == 0 => {
                    list.remove(at);
                    pages.remove(value.order());
                }
                Ok(_) => pages.remove(statement(9_999, &[(scattered, scattered + 1)]).order()),
                Err(at) => {
                    list.insert(at, Arc::clone(&value));
                    pages.insert(value);
                }
            }
            assert_eq!(pages.len(), list.len());
            if n % 500 == 0 {
                copies.push((pages.clone(), list.clone()));
            }
        }
        copies.push((pages.clone(), list.clone()));
        for (pages, list) in copies {
            assert!(pages.iter().eq(&list));
            assert!(pages.pages.iter().all(|page| !page.is_empty() && page.len() <= MAX_LEN));
        }
        while let Some(last) = list.pop() {
            pages.remove(last.order());
        }
        assert!(pages.is_empty());
        assert!(Pages::new(&list).is_empty());
    }

    #[test]
    fn a_change_leaves_the_other_pages_shared() {
        let list: Vec<Arc<Statement>> = (0..4_000).map(|n| Arc::new(statement(n as u128, &[(n, n + 1)]))).collect();
        let mut pages = Pages::new(&list);
        let copy = pages.clone();
        pages.insert(Arc::new(statement(9_999, &[(70, 80)])));
        let n_shared =
            pages.pages.iter().filter(|page| copy.pages.iter().any(|other| Arc::ptr_eq(page, other))).count();
        assert_eq!(n_shared, copy.pages.len() - 1);
        assert!(copy.iter().eq(&list));
    }
}
