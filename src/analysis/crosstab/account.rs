//! What a crosstab counted, by which rules, and what it left out.

use super::CrosstabRequest;
use crate::analysis::measure::Position;
use crate::analysis::tally::{Grid, LeftOut, positions};
use crate::analysis::{Account, Measure, RowRef, Selection, StatementTable};

/// The account of a crosstab whose grid has so many rows and columns.
pub(super) fn account(
    table: &StatementTable,
    selection: &Selection,
    request: &CrosstabRequest,
    grid: &Grid,
    (n_rows, n_columns): (usize, usize),
) -> Account {
    let positions = positions(table);
    let mut account = Account::of_taken(table, selection, |row| takes(request.measure, &positions, row));
    let sum = |parts: &mut dyn Iterator<Item = usize>| parts.sum::<usize>();
    let in_rows = sum(&mut (0..n_rows).map(|at| grid.cell(Some(at), None).n));
    let in_columns = sum(&mut (0..n_columns).map(|at| grid.cell(None, Some(at)).n));
    let total = grid.cell(None, None).n;
    rules(&mut account, request.measure, in_rows.max(in_columns) > total);
    if request.is_of_one_voice() {
        account.rule("a cell is of one and the same speaker");
    }
    leave_out(&mut account, grid.left_out);
    account
}

/// Whether `measure` has something of a statement, where the stances have these positions.
pub(in crate::analysis) fn takes(measure: Measure, positions: &[Option<Position>], row: &RowRef<'_>) -> bool {
    match measure {
        Measure::Statements | Measure::Documents => true,
        Measure::Speakers => !row.voices.is_empty(),
        Measure::MeanStance => row.row.stance.is_some_and(|stance| positions[stance].is_some()),
    }
}

/// The rules by which `measure` counts, and whether the parts add up to more than the total.
pub(in crate::analysis) fn rules(account: &mut Account, measure: Measure, is_more: bool) {
    let rule = match (measure, is_more) {
        (Measure::Statements, true) => "a statement of several speakers counts for each of them and once in the totals",
        (Measure::Statements, false) => return,
        (Measure::Documents, true) => "figures are documents, each once a cell and once in the totals",
        (Measure::Documents, false) => "figures are documents, each once",
        (Measure::Speakers, true) => "figures are speakers, each once a cell and once in the totals",
        (Measure::Speakers, false) => "figures are speakers, each once",
        (Measure::MeanStance, true) => {
            "figures are mean positions on the scale; a statement of several speakers counts for each of them and \
             once in the totals"
        }
        (Measure::MeanStance, false) => "figures are mean positions on the scale",
    };
    account.rule(rule);
}

/// Tells what a measure has left out.
pub(in crate::analysis) fn leave_out(account: &mut Account, left_out: LeftOut) {
    account.leave_out(left_out.without_stance, "with no stance");
    account.leave_out(left_out.off_scale, "with a stance that has no place on the scale");
    account.leave_out(left_out.unspoken, "with no speaker");
}
