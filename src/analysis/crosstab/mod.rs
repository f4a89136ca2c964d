//! Any two fields against each other: statements, documents, speakers or the mean stance in every pairing of values.
//!
//! The figure of a cell is that of the statements that have the value of its row *and* the value of its column, which
//! is what a query of the two finds: n(r, c) = |S(r) ∩ S(c)|. A total is counted by itself and is no sum: a statement
//! of two speakers stands in two rows and once in the total. Speakers are counted voice by voice: a speaker counts in
//! the row of an organisation when speaking for that one.
//!
//! Where the fields are two of speaker, organisation and role, a cell is of one and the same speaker, and so are its
//! totals: S(r) holds the statements of which a speaker has r, and *unset* means a speaker without. A chair who signs
//! with a chief executive is no chief executive. A field with itself counts who stands together in a statement.
//!
//! A share is the textbook form of a contingency table (Agresti 2013, *Categorical Data Analysis*, section 2.1):
//!
//! ```text
//! of the row     n(r, c) / n(r)        its total, in which each statement, document or speaker counts once
//! of the column  n(r, c) / n(c)
//! of all         n(r, c) / n
//! ```

mod account;
mod bars;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

pub(in crate::analysis) use account::{leave_out, rules, takes};
pub(in crate::analysis) use bars::bars_for;
pub use bars::{BarOrder, BarsRequest, StanceBar, StanceBars, stance_bars};

use super::query::Expr;
use super::tally::{Grid, MAX_CELLS, Side, n_cells, tally};
use super::{Account, Axis, AxisValue, Cell, Field, Measure, Names, Selection, StatementTable, Value};

/// What a crosstab is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CrosstabRequest {
    /// What has a row for each of its values.
    pub rows: Field,
    /// What has a column for each of its values; with none there are totals alone.
    pub columns: Option<Field>,
    /// What is counted.
    pub measure: Measure,
    /// Whether values in which nothing was counted are shown too; *unset* is shown only where something is.
    pub has_empty: bool,
    /// How rows follow each other.
    pub row_order: Order,
    /// How columns follow each other.
    pub column_order: Order,
}

impl CrosstabRequest {
    /// Statements in each pairing that occurs, in natural order.
    pub const fn new(rows: Field, columns: Option<Field>) -> Self {
        Self {
            rows,
            columns,
            measure: Measure::Statements,
            has_empty: false,
            row_order: Order::Natural,
            column_order: Order::Natural,
        }
    }

    /// `Statements by theme and stance, % of the row`: what its table and its picture are called.
    pub fn title(&self, share: Option<Share>) -> String {
        let columns = self.columns.as_ref().map(|field| format!(" and {}", field.words())).unwrap_or_default();
        let of = share.map(|share| format!(", % of the {}", share.name())).unwrap_or_default();
        let measure = self.measure.name();
        let (first, rest) = measure.split_at(measure.chars().next().map_or(0, char::len_utf8));
        format!("{}{rest} by {}{columns}{of}", first.to_uppercase(), self.rows.words())
    }

    /// Whether a cell is of one and the same speaker.
    pub fn is_of_one_voice(&self) -> bool {
        self.columns.as_ref().is_some_and(|columns| self.rows.is_of_one_voice_with(columns))
    }
}

/// How the values of a field follow each other; *unset* is always last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// By the scale, the tree, the calendar, the corpus or the name.
    #[default]
    Natural,
    /// Most counted first, and in natural order where that is equal.
    BySize,
}

/// Of what a figure is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// Of the total of its row.
    Row,
    /// Of the total of its column.
    Column,
    /// Of the total of all.
    Total,
}

impl Share {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Row, Self::Column, Self::Total];

    /// What people read and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Column => "column",
            Self::Total => "total",
        }
    }
}

/// Figures of two fields against each other.
#[derive(Clone, Debug)]
pub struct Crosstab {
    /// What was asked for.
    pub request: CrosstabRequest,
    /// The value of each row, *unset* last.
    pub rows: Vec<AxisValue>,
    /// The value of each column, *unset* last.
    pub columns: Vec<AxisValue>,
    /// What was counted and what was left out.
    pub account: Account,
    /// Row by row with the total last in each, and a row of totals at the end.
    cells: Vec<Cell>,
}

/// More cells than anybody could look at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{n_rows} rows and {n_columns} columns are too many; choose another field, a higher level or fewer statements")]
pub struct TooLarge {
    /// Rows that there would be.
    pub n_rows: usize,
    /// Columns that there would be.
    pub n_columns: usize,
}

/// Counts the selected statements by two fields. Takes one pass.
///
/// # Errors
/// When there would be more than four million cells.
pub fn crosstab(
    table: &StatementTable,
    selection: &Selection,
    request: &CrosstabRequest,
) -> Result<Crosstab, TooLarge> {
    let rows = Axis::new(table, &request.rows);
    let columns = request.columns.as_ref().map(|field| Axis::new(table, field));
    let (row_side, column_side) = (Side::Values(&rows), columns.as_ref().map_or(Side::Alone, Side::Values));
    if n_cells(&row_side, &column_side) > MAX_CELLS {
        return Err(TooLarge { n_rows: row_side.len(), n_columns: column_side.len() });
    }
    let grid = tally(table, selection, request.measure, &row_side, &column_side);
    let account = account::account(table, selection, request, &grid, (row_side.len(), column_side.len()));
    let in_row = |at: usize| grid.cell(Some(at), None);
    let in_column = |at: usize| grid.cell(None, Some(at));
    let row_order = order(Some(&rows), request.row_order, request.has_empty, in_row);
    let column_order = order(columns.as_ref(), request.column_order, request.has_empty, in_column);
    Ok(Crosstab {
        request: request.clone(),
        rows: row_order.iter().map(|at| rows.values[*at].clone()).collect(),
        columns: columns.iter().flat_map(|axis| column_order.iter().map(|at| axis.values[*at].clone())).collect(),
        account,
        cells: arranged(&grid, &row_order, &column_order),
    })
}

/// The numbers of the values that are shown, in their order.
fn order(axis: Option<&Axis>, order: Order, has_empty: bool, total: impl Fn(usize) -> Cell) -> Vec<usize> {
    let Some(axis) = axis else { return Vec::new() };
    let is_shown = |at: &usize| !total(*at).is_empty() || has_empty && *at != axis.unset();
    let mut shown: Vec<usize> = (0..axis.values.len()).filter(is_shown).collect();
    if order == Order::BySize {
        shown.sort_by_key(|at| (*at == axis.unset(), std::cmp::Reverse(total(*at).n)));
    }
    shown
}

fn arranged(grid: &Grid, rows: &[usize], columns: &[usize]) -> Vec<Cell> {
    let with_total = |order: &[usize]| order.iter().copied().map(Some).chain([None]).collect::<Vec<_>>();
    let columns = with_total(columns);
    with_total(rows).into_iter().flat_map(|row| columns.iter().map(move |column| grid.cell(row, *column))).collect()
}

impl Crosstab {
    /// What was counted in a row and a column, of which `None` is the total.
    ///
    /// # Panics
    /// When there is no such row or column.
    pub fn cell(&self, row: Option<usize>, column: Option<usize>) -> Cell {
        let (n_rows, n_columns) = (self.rows.len(), self.columns.len());
        let (row, column) = (row.unwrap_or(n_rows), column.unwrap_or(n_columns));
        assert!(row <= n_rows && column <= n_columns, "there is no cell {row}, {column}");
        self.cells[row * (n_columns + 1) + column]
    }

    /// The figure in a row and a column: a number, or a mean where there is one.
    pub fn figure(&self, row: Option<usize>, column: Option<usize>) -> Option<f64> {
        self.cell(row, column).figure(self.request.measure)
    }

    /// The share of a figure in a total, from 0 to 1; `None` of nothing, and of a mean.
    pub fn share(&self, row: Option<usize>, column: Option<usize>, of: Share) -> Option<f64> {
        let whole = match of {
            Share::Row => self.cell(row, None),
            Share::Column => self.cell(None, column),
            Share::Total => self.cell(None, None),
        };
        let is_there = self.request.measure.is_count() && !whole.is_empty();
        is_there.then(|| self.cell(row, column).n as f64 / whole.n as f64)
    }

    /// The most that was counted in one cell, totals apart: what the darkest shade stands for.
    pub fn largest(&self) -> usize {
        let of_row = |row: usize| (0..self.columns.len()).map(move |column| self.cell(Some(row), Some(column)).n);
        let largest = (0..self.rows.len()).flat_map(of_row).max();
        largest.or_else(|| (0..self.rows.len()).map(|row| self.cell(Some(row), None).n).max()).unwrap_or(0)
    }

    /// The values that open a cell: those of its row and of its column, none for a total.
    pub fn values(&self, row: Option<usize>, column: Option<usize>) -> impl Iterator<Item = &Value> {
        let (row, column) = (row.and_then(|at| self.rows.get(at)), column.and_then(|at| self.columns.get(at)));
        row.into_iter().chain(column).map(|value| &value.value)
    }

    /// What holds of the statements of a cell and of no others that were counted; nothing for the total of all.
    pub fn condition(&self, row: Option<usize>, column: Option<usize>, names: &Names) -> Option<Expr> {
        let all: Vec<Expr> = self.values(row, column).map(|value| value.term(names)).collect();
        let is_unset = self.values(row, column).any(Value::is_unset_of_voice);
        let is_of_voice = self.request.is_of_one_voice() && (all.len() > 1 || is_unset);
        // Speakers are counted voice by voice.
        let is_of_voice = is_of_voice || self.request.measure == Measure::Speakers && is_unset;
        match all.len() {
            0 => None,
            _ if is_of_voice => Some(Expr::Same(Box::new(Expr::All(all)))),
            _ => Some(Expr::All(all)),
        }
    }
}
