//! From a mark of the bars to the values that it stands for.

use crate::analysis::{StanceBars, Value};
use crate::chart::BarMark;

/// The values that open a mark.
pub fn values_of(found: &StanceBars, mark: BarMark) -> Vec<Value> {
    let value = mark.bar.and_then(|bar| found.bars[bar].value.as_ref()).map(|value| value.value.clone());
    let mut stances = found.stances.iter().filter(|stance| stance.position.is_some());
    let stance = mark.stance.and_then(|at| stances.nth(at)).map(|stance| Value::Stance(stance.id.clone()));
    value.into_iter().chain(stance).collect()
}
