//! What is worked out once and kept while neither the corpus nor the entry changes.

use crate::app::ctx::Ctx;
use crate::model::EntryId;

/// A value about one entry, kept by revision.
#[derive(Debug, Default)]
pub struct Kept<T> {
    of: Option<(u64, Option<EntryId>)>,
    value: T,
}

impl<T> Kept<T> {
    /// The value for `id`, or for the corpus as a whole; made anew when that or the corpus changed.
    pub fn get(&mut self, ctx: Ctx<'_>, id: Option<&EntryId>, make: impl FnOnce() -> T) -> &T {
        let of = (ctx.session.revision(), id.cloned());
        if self.of.as_ref() != Some(&of) {
            self.value = make();
            self.of = Some(of);
        }
        &self.value
    }
}
