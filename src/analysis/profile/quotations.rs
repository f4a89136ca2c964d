//! Which passages to quote.

use crate::analysis::{Axis, Field, RowRef, Selection, StatementTable};
use std::collections::BTreeSet;

/// The most quotations that are proposed.
const N_QUOTATIONS: usize = 6;

/// The rows to quote, best first.
///
/// A plain rule, which anybody can follow by hand:
///
/// 1. Only statements with speaker, theme and stance, of which their coder is sure.
/// 2. The clearer the stance, the better: the farther its position is from the middle of the scale; a stance without a
///    position comes last.
/// 3. Of equal ones, the passage whose length is nearest to the median length of all of them, as a ratio: neither a
///    scrap nor a page.
/// 4. Of equal ones, the first in the corpus.
/// 5. Going down that list, one for each value of `told_apart_by` (theme or speaker), six at most.
pub(super) fn best(table: &StatementTable, selection: &Selection, told_apart_by: &Field) -> Vec<usize> {
    let candidates: Vec<RowRef<'_>> =
        table.selected(selection).filter(|row| row.is_complete() && !row.statement.is_unsure).collect();
    let mut lengths: Vec<usize> = candidates.iter().map(length).collect();
    lengths.sort_unstable();
    let Some(median) = lengths.get(lengths.len() / 2) else { return Vec::new() };
    let clearness = |row: &RowRef<'_>| {
        let position = row.row.stance.and_then(|stance| table.names().stances[stance].position);
        position.map_or(-1.0, f64::abs)
    };
    let farness = |row: &RowRef<'_>| {
        let (length, median) = (length(row).max(1) as f64, (*median).max(1) as f64);
        (length / median).max(median / length)
    };
    let mut ranked: Vec<(f64, f64, &RowRef<'_>)> =
        candidates.iter().map(|row| (clearness(row), farness(row), row)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)).then(a.2.number.cmp(&b.2.number)));
    let axis = Axis::new(table, told_apart_by);
    let mut quoted = BTreeSet::new();
    let is_new = |row: &&RowRef<'_>| {
        let mut is_new = false;
        axis.visit(row, |value| is_new |= quoted.insert(value));
        is_new
    };
    ranked.into_iter().map(|(_, _, row)| row).filter(is_new).take(N_QUOTATIONS).map(|row| row.number).collect()
}

/// Bytes of the passage, gaps apart.
fn length(row: &RowRef<'_>) -> usize {
    row.statement.spans.iter().map(|span| span.end - span.start).sum()
}
