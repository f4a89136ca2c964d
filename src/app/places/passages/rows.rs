//! The rows that the table shows, worked out when the corpus, the query or the sort changes.

use super::remembered::Sort;
use super::sorting::in_order;
use crate::analysis::Selection;
use crate::analysis::query::{Query, QueryError};
use crate::app::ctx::Ctx;
use crate::model::StatementId;

/// The rows that the table shows, in their order.
#[derive(Debug, Default)]
pub struct Rows {
    found_for: Option<(u64, Query)>,
    sorted_for: Option<Vec<Sort>>,
    selection: Selection,
    fault: Option<QueryError>,
    order: Vec<u32>,
}

impl Rows {
    /// Brings the rows up to date. Returns whether any may have changed.
    pub fn refresh(&mut self, ctx: Ctx<'_>, query: &Query, sorts: &[Sort]) -> bool {
        let revision = ctx.session.revision();
        let is_found = self.found_for.as_ref().is_some_and(|(of, known)| *of == revision && known == query);
        if !is_found {
            let found = query.on(ctx.table, ctx.session.corpus());
            (self.selection, self.fault) = match found {
                Ok(selection) => (selection, None),
                Err(fault) => (Selection::default(), Some(fault)),
            };
            self.found_for = Some((revision, query.clone()));
            self.sorted_for = None;
        }
        if self.sorted_for.as_deref() == Some(sorts) {
            return false;
        }
        self.order = in_order(ctx, &self.selection, sorts);
        self.sorted_for = Some(sorts.to_vec());
        true
    }

    /// Whether the rows are of the corpus as it is now.
    pub fn is_of(&self, ctx: Ctx<'_>) -> bool {
        self.found_for.as_ref().is_some_and(|(revision, _)| *revision == ctx.session.revision())
    }

    /// Forgets rows of a corpus that is no more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Why the query means nothing in this corpus.
    pub const fn fault(&self) -> Option<&QueryError> {
        self.fault.as_ref()
    }

    /// How many statements are meant that wait for a place in their document, and so have no row.
    pub fn n_waiting(&self) -> usize {
        self.selection.n_waiting()
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The number in the table of all of the row that stands at this place.
    pub fn get(&self, at: usize) -> Option<usize> {
        self.order.get(at).map(|row| *row as usize)
    }

    /// The statement at this place.
    pub fn id(&self, ctx: Ctx<'_>, at: usize) -> Option<StatementId> {
        Some(ctx.table.row(self.get(at)?)?.statement.id)
    }

    /// Where a statement stands; `near` is where it stood before.
    pub fn place_of(&self, ctx: Ctx<'_>, id: StatementId, near: usize) -> Option<usize> {
        let is_at = |at: &usize| self.id(ctx, *at) == Some(id);
        Some(near).filter(is_at).or_else(|| (0..self.len()).find(is_at))
    }
}
