//! What is worked out once and kept while neither the corpus, nor the statements counted, nor the choices change.

use super::base::Base;
use crate::analysis::query::Query;
use crate::app::ctx::Ctx;

/// A finding, kept by revision, query and request.
#[derive(Debug)]
pub struct Kept<R, T> {
    kept: Option<((u64, Query, R), T)>,
}

impl<R, T> Default for Kept<R, T> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<R: PartialEq, T> Kept<R, T> {
    /// The finding that `request` asks for; made anew when that, the corpus or what is counted has changed.
    pub fn get(&mut self, ctx: Ctx<'_>, base: &Base, request: R, make: impl FnOnce(&R) -> T) -> &T {
        let revision = ctx.session.revision();
        let is_same =
            |(at, query, asked): &(u64, Query, R)| *at == revision && query == base.query() && *asked == request;
        let kept = self.kept.take().filter(|(of, _)| is_same(of));
        let kept = kept.unwrap_or_else(|| {
            let value = make(&request);
            ((revision, base.query().clone(), request), value)
        });
        &self.kept.insert(kept).1
    }
}
