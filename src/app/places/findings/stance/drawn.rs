//! From counted stances to bars, and from a mark to the values that it stands for.

use crate::analysis::{StanceBar, StanceBars, Value};
use crate::app::places::findings::fields::label;
use crate::chart::{Bar, BarMark, Bars, Look};

/// The bars that are drawn of `found`.
pub fn bars_of(found: &StanceBars, title: String) -> Bars {
    let with_position = found.stances.iter().filter_map(|stance| Some((stance, stance.position?)));
    let looks = with_position.map(|(stance, at)| (Look::stance(&*stance.name, stance.colour, stance.glyph), at));
    let bar = |bar: &StanceBar| Bar {
        label: bar.value.as_ref().map_or_else(|| "All".to_owned(), |value| value.label.clone()),
        counts: bar
            .counts
            .iter()
            .zip(&found.stances)
            .filter(|(_, stance)| stance.position.is_some())
            .map(|(n, _)| *n)
            .collect(),
        n: bar.n,
        mean: bar.mean,
    };
    Bars {
        title,
        head: label(&found.request.field),
        stances: looks.collect(),
        bars: found.bars.iter().map(bar).collect(),
        total: Some(bar(&found.total)),
    }
}

/// The values that open a mark.
pub fn values_of(found: &StanceBars, mark: BarMark) -> Vec<Value> {
    let value = mark.bar.and_then(|bar| found.bars[bar].value.as_ref()).map(|value| value.value.clone());
    let mut stances = found.stances.iter().filter(|stance| stance.position.is_some());
    let stance = mark.stance.and_then(|at| stances.nth(at)).map(|stance| Value::Stance(stance.id.clone()));
    value.into_iter().chain(stance).collect()
}
