//! From a number to the query that means the passages behind it.

use super::base::Base;
use crate::analysis::query::{Expr, Query};
use crate::analysis::{Measure, Value};
use crate::app::ctx::Ctx;

/// The query of the passages behind a number: what the base means, with these values, and only stances that have a
/// position where a mean is of those.
pub fn opened<'a>(ctx: Ctx<'_>, base: &Base, values: impl Iterator<Item = &'a Value>, measure: Measure) -> Query {
    let names = ctx.table.names();
    let (mut terms, mut has_stance) = (Vec::new(), false);
    for value in values {
        has_stance |= matches!(value, Value::Stance(_));
        terms.push(value.term(names));
    }
    opened_by(ctx, base, terms, measure, has_stance)
}

/// As [`opened`], with conditions; where they say nothing of the stance, a mean is of those alone that have a position.
pub fn opened_by(
    ctx: Ctx<'_>,
    base: &Base,
    conditions: impl IntoIterator<Item = Expr>,
    measure: Measure,
    has_stance: bool,
) -> Query {
    let names = ctx.table.names();
    let mut query = conditions.into_iter().fold(base.query().clone(), Query::and);
    if measure == Measure::MeanStance && !has_stance {
        let on_scale = names.stances.iter().filter(|stance| stance.position.is_some());
        let all: Vec<Value> = on_scale.map(|stance| Value::Stance(stance.id.clone())).collect();
        // Ticking one after the other gives one condition on the stance.
        let any = all.iter().fold(Query::default(), |query, value| query.toggled(value, names));
        query = query.and(any);
    }
    query
}
