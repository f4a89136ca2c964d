//! Which statements all views count.

use crate::analysis::Selection;
use crate::analysis::query::Query;
use crate::app::ctx::Ctx;
use std::sync::Arc;

/// Which statements all views count: a query, and the rows that it means as the corpus stands.
#[derive(Clone, Debug, Default)]
pub struct Base {
    query: Query,
    selection: Arc<Selection>,
    /// Revision of the corpus, and the query, that the selection is of.
    of: Option<(u64, Query)>,
}

impl Base {
    /// The query; terms are added to it to open a number.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The rows of [`Ctx::table`] that it means.
    pub const fn selection(&self) -> &Arc<Selection> {
        &self.selection
    }

    /// Counts other statements from now on.
    pub fn set(&mut self, query: Query) {
        self.query = query;
    }

    /// Brings the selection up to date.
    pub fn refresh(&mut self, ctx: Ctx<'_>) {
        let now = (ctx.session.revision(), &self.query);
        if self.of.as_ref().map(|(revision, query)| (*revision, query)) != Some(now) {
            self.selection = Arc::new(ctx.table.all());
            self.of = Some((now.0, self.query.clone()));
        }
    }
}
