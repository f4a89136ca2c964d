//! What is worked out once and kept while neither the corpus, nor the statements counted, nor the choices change.

use super::base::Base;
use crate::analysis::Selection;
use crate::analysis::query::Query;
use crate::app::ctx::Ctx;
use std::sync::Arc;

/// A finding, with what it is of.
#[derive(Debug)]
pub struct Kept<R, T> {
    kept: Option<(Of<R>, T)>,
}

/// What a finding is of. The query alone would not do: while passages are being read for it, the statements are still
/// those of the one before.
#[derive(Debug)]
struct Of<R> {
    revision: u64,
    query: Query,
    selection: Arc<Selection>,
    request: R,
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
        let is_same = |of: &Of<R>| {
            let is_same_base = of.query == *base.query() && Arc::ptr_eq(&of.selection, base.selection());
            of.revision == revision && is_same_base && of.request == request
        };
        let kept = self.kept.take().filter(|(of, _)| is_same(of));
        let kept = kept.unwrap_or_else(|| {
            let value = make(&request);
            let (query, selection) = (base.query().clone(), Arc::clone(base.selection()));
            (Of { revision, query, selection, request }, value)
        });
        &self.kept.insert(kept).1
    }
}
