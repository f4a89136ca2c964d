//! The stances towards each value of a field, for bars that part to both sides of the middle of the scale.
//!
//! ```text
//!                      against │ for
//!   Devolution       ▓▓▒▒ 4    │░░▒▒▓▓▓▓▓▓▓▓▓▓ 12     n 17, mean +0.44     no place on the scale: 1 unclear
//!   Performance        ▓▓▓▓▓▓ 6│▒▒▓▓ 3                n 10, mean −0.31
//! ```
//!
//! A bar has the statements of each stance from the lowest position to the highest (Heiberger & Robbins 2014, *Design
//! of Diverging Stacked Bar Charts for Likert Scales*, Journal of Statistical Software 57(5)): those below 0 go to one
//! side, those above to the other, and those at 0 lie half on each. Stances without a position are no part of the bar.

use super::{TooLarge, takes};
use crate::analysis::tally::{MAX_CELLS, Side, n_cells, positions, tally};
use crate::analysis::{Account, Axis, AxisValue, Field, Measure, RowRef, Selection, StanceFacts, StatementTable};

/// What bars are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BarsRequest {
    /// What has a bar for each of its values.
    pub field: Field,
    /// Whether values that no statement has are shown too.
    pub has_empty: bool,
    /// How bars follow each other.
    pub order: BarOrder,
}

/// How bars follow each other; *unset* is always last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BarOrder {
    /// By the tree, the calendar, the corpus or the name.
    #[default]
    Natural,
    /// Most statements first.
    BySize,
    /// Highest mean first, and those without a mean last.
    ByMean,
}

/// The stances towards each value of a field.
#[derive(Clone, Debug)]
pub struct StanceBars {
    /// What was asked for.
    pub request: BarsRequest,
    /// From the lowest position to the highest, then those without one.
    pub stances: Vec<StanceFacts>,
    /// A bar for each value, *unset* last.
    pub bars: Vec<StanceBar>,
    /// The bar of all statements, each of which counts once; its value is none.
    pub total: StanceBar,
    /// What was counted and what was left out.
    pub account: Account,
}

/// The stances towards one value.
#[derive(Clone, Debug, PartialEq)]
pub struct StanceBar {
    /// Towards what; `None` for all.
    pub value: Option<AxisValue>,
    /// Statements of each of [`StanceBars::stances`].
    pub counts: Vec<usize>,
    /// Statements with no stance.
    pub n_unset: usize,
    /// Statements of any stance and of none.
    pub n: usize,
    /// Statements whose stance has a position.
    pub n_with_position: usize,
    /// The mean of those positions, `Σ p·n(p) / Σ n(p)`; `None` of nothing.
    pub mean: Option<f64>,
}

impl StanceBar {
    /// Those of `stances` that have a position, with how many statements there are of each.
    fn on_scale(&self, stances: &[StanceFacts]) -> impl Iterator<Item = (f64, usize)> {
        stances.iter().zip(&self.counts).filter_map(|(stance, n)| Some((stance.position?, *n)))
    }

    /// How far the bar reaches below and above 0, in statements: those at 0 lie half on each side.
    pub fn reach(&self, stances: &[StanceFacts]) -> (f64, f64) {
        self.on_scale(stances).fold((0.0, 0.0), |(below, above), (position, n)| {
            let n = n as f64;
            if position < 0.0 {
                (below + n, above)
            } else if position > 0.0 {
                (below, above + n)
            } else {
                (below + n / 2.0, above + n / 2.0)
            }
        })
    }
}

/// Counts the stances of the selected statements by the values of a field. Takes one pass.
///
/// # Errors
/// When there would be more than four million figures.
pub fn stance_bars(
    table: &StatementTable,
    selection: &Selection,
    request: &BarsRequest,
) -> Result<StanceBars, TooLarge> {
    bars_for(table, selection, request, None)
}

/// As [`stance_bars`]; of the speakers of a statement, those alone who speak for the organisation of this number, where
/// one is given.
pub(in crate::analysis) fn bars_for(
    table: &StatementTable,
    selection: &Selection,
    request: &BarsRequest,
    organisation: Option<usize>,
) -> Result<StanceBars, TooLarge> {
    let (rows, stances) = (Axis::new(table, &request.field), Axis::new(table, &Field::Stance));
    let row_side = organisation.map_or(Side::Values(&rows), |organisation| Side::SpeakingFor(&rows, organisation));
    let stance_side = Side::Values(&stances);
    if n_cells(&row_side, &stance_side) > MAX_CELLS {
        return Err(TooLarge { n_rows: row_side.len(), n_columns: stance_side.len() });
    }
    let grid = tally(table, selection, Measure::Statements, &row_side, &stance_side);
    let facts = &table.names().stances;
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by(|a, b| by_position(facts[*a].position, facts[*b].position));
    let bar = |value: Option<usize>| {
        let counts: Vec<usize> = order.iter().map(|stance| grid.cell(value, Some(*stance)).n).collect();
        let on_scale = || order.iter().zip(&counts).filter_map(|(stance, n)| Some((facts[*stance].position?, *n)));
        let n_with_position: usize = on_scale().map(|(_, n)| n).sum();
        let sum: f64 = on_scale().map(|(position, n)| position * n as f64).sum();
        StanceBar {
            value: value.map(|at| rows.values[at].clone()),
            n_unset: grid.cell(value, Some(stances.unset())).n,
            n: grid.cell(value, None).n,
            n_with_position,
            mean: (n_with_position > 0).then(|| sum / n_with_position as f64),
            counts,
        }
    };
    let is_shown = |at: &usize| !grid.cell(Some(*at), None).is_empty() || request.has_empty && *at != rows.unset();
    let shown = (0..rows.values.len()).filter(is_shown);
    let mut bars: Vec<(usize, StanceBar)> = shown.map(|at| (at, bar(Some(at)))).collect();
    match request.order {
        BarOrder::Natural => {}
        BarOrder::BySize => bars.sort_by_key(|(at, bar)| (*at == rows.unset(), std::cmp::Reverse(bar.n))),
        BarOrder::ByMean => bars.sort_by(|(a, one), (b, other)| {
            let low = |bar: &StanceBar| bar.mean.unwrap_or(f64::NEG_INFINITY);
            (*a == rows.unset()).cmp(&(*b == rows.unset())).then(low(other).total_cmp(&low(one)))
        }),
    }
    let total = bar(None);
    let positions = positions(table);
    let is_taken = |row: &RowRef<'_>| takes(Measure::MeanStance, &positions, row);
    let mut account = Account::of_taken(table, selection, is_taken);
    super::account::rules(
        &mut account,
        Measure::Statements,
        bars.iter().map(|(_, bar)| bar.n).sum::<usize>() > total.n,
    );
    account.leave_out(total.n_unset, "with no stance");
    account.leave_out(total.n - total.n_unset - total.n_with_position, "with a stance that has no place on the scale");
    let stances = order.into_iter().map(|at| facts[at].clone()).collect();
    Ok(StanceBars {
        request: request.clone(),
        stances,
        bars: bars.into_iter().map(|(_, bar)| bar).collect(),
        total,
        account,
    })
}

/// Lower positions first, those without one last; in the order of the scale where they are equal.
fn by_position(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
