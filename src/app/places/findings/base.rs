//! Which statements all views count.

use super::fields::offered;
use crate::analysis::query::{Query, QueryError};
use crate::analysis::{Field, Selection};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::reading::Reading;
use std::sync::Arc;

/// Which statements all views count: a query, and the rows that it means as the corpus stands.
#[derive(Debug, Default)]
pub struct Base {
    query: Query,
    selection: Arc<Selection>,
    /// What statements can be counted by, with what people read.
    fields: Vec<(Field, String)>,
    /// Why the query means nothing in this corpus.
    error: Option<QueryError>,
    /// Revision of the corpus, and the query, that the selection is of.
    of: Option<(u64, Query)>,
    /// What the Passages place showed when both were last the same.
    shared: Query,
    /// Passages being read for the query; the selection before stays until they are.
    reading: Reading,
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

    /// What statements can be counted by in this corpus, with what people read.
    pub fn fields(&self) -> &[(Field, String)] {
        &self.fields
    }

    /// Why the query means nothing in this corpus.
    pub const fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    /// Counts other statements from now on.
    pub fn set(&mut self, query: Query) {
        self.query = query;
    }

    /// Takes over the filter of the Passages place when it was changed there; a number that was opened changes nothing
    /// here.
    pub fn follow(&mut self, passages: &Query) {
        if self.shared != *passages {
            self.shared.clone_from(passages);
            self.query.clone_from(passages);
        }
    }

    /// Notes what the Passages place shows now: the filter of this one, or a number of it that was opened.
    pub fn share(&mut self, passages: &Query) {
        self.shared.clone_from(passages);
    }

    /// Whether passages are being read for the query.
    pub const fn is_reading(&self) -> bool {
        self.reading.is_running()
    }

    /// Brings the selection up to date.
    pub fn refresh(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        let now = (ctx.session.revision(), &self.query);
        if self.of.as_ref().map(|(revision, query)| (*revision, query)) == Some(now) {
            return;
        }
        if !self.reading.is_done(ctx, &self.query, out) {
            if self.of.as_ref().is_none_or(|(revision, _)| *revision != ctx.session.revision()) {
                (self.selection, self.error, self.of) = (Arc::default(), None, None);
            }
            return;
        }
        let now = (ctx.session.revision(), &self.query);
        self.fields = offered(ctx.table);
        let selected = self.query.on(ctx.table, ctx.session.corpus());
        (self.selection, self.error) = match selected {
            Ok(selection) => (Arc::new(selection), None),
            Err(error) => (Arc::default(), Some(error)),
        };
        self.of = Some((now.0, self.query.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_changed_in_passages_comes_over_and_a_number_opened_does_not() {
        let query = |text: &str| Query::parse(text).expect("a query");
        let mut base = Base::default();
        base.follow(&query("theme:pay"));
        assert_eq!(*base.query(), query("theme:pay"));
        base.share(&query("theme:pay stance:opposes"));
        base.follow(&query("theme:pay stance:opposes"));
        assert_eq!(*base.query(), query("theme:pay"), "the number was opened from here");
        base.follow(&query("theme:pay stance:supports"));
        assert_eq!(*base.query(), query("theme:pay stance:supports"), "and then changed there");
    }
}
