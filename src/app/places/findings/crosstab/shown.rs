//! A crosstab as a table of figures.

use super::Choices;
use crate::analysis::query::Query;
use crate::analysis::{AxisValue, Cell, Crosstab, Measure, Order, Value, thousands};
use crate::app::ctx::Ctx;
use crate::app::places::findings::base::Base;
use crate::app::places::findings::fields::label;
use crate::app::places::findings::figures::{Figure, Figures, Head, Shade, Spot};
use crate::app::places::findings::finding::{deed_of, head, signed};
use crate::app::places::findings::opening::opened_by;
use crate::app::places::findings::profile::has_profile;
use crate::chart::rounded;

/// A crosstab as a table of figures, its totals last.
pub struct Shown<'a> {
    ctx: Ctx<'a>,
    crosstab: &'a Crosstab,
    choices: &'a Choices,
    largest: usize,
    row_depths: Vec<usize>,
}

impl<'a> Shown<'a> {
    /// Shows `crosstab` as `choices` say.
    pub fn new(ctx: Ctx<'a>, crosstab: &'a Crosstab, choices: &'a Choices) -> Self {
        Self {
            ctx,
            crosstab,
            choices,
            largest: crosstab.largest(),
            row_depths: ctx.table.names().depths(&crosstab.rows, choices.row_order == Order::Natural),
        }
    }

    fn row(&self, row: usize) -> Option<usize> {
        (row < self.crosstab.rows.len()).then_some(row)
    }

    fn column(&self, column: usize) -> Option<usize> {
        (column < self.crosstab.columns.len()).then_some(column)
    }

    /// Row and column of the crosstab at a place, of which none is the total.
    fn at(&self, spot: Spot) -> (Option<usize>, Option<usize>) {
        (spot.row.and_then(|row| self.row(row)), spot.column.and_then(|column| self.column(column)))
    }

    fn cell(&self, spot: Spot) -> Cell {
        let (row, column) = self.at(spot);
        self.crosstab.cell(row, column)
    }

    /// The query of the passages behind a place.
    pub fn opened(&self, base: &Base, spot: Spot) -> Query {
        let (row, column) = self.at(spot);
        let has_stance = self.crosstab.values(row, column).any(|value| matches!(value, Value::Stance(_)));
        let condition = self.crosstab.condition(row, column, self.ctx.table.names());
        opened_by(self.ctx, base, condition, self.choices.measure, has_stance)
    }

    /// The value at the head of a row or column.
    pub fn value_at(&self, spot: Spot) -> Option<&AxisValue> {
        match spot {
            Spot { row: Some(row), column: None } => self.crosstab.rows.get(row),
            Spot { row: None, column: Some(column) } => self.crosstab.columns.get(column),
            _ => None,
        }
    }

    fn text(&self, spot: Spot) -> String {
        let (row, column) = self.at(spot);
        let cell = self.crosstab.cell(row, column);
        if cell.is_empty() {
            return String::new();
        }
        match self.choices.share() {
            Some(share) => self
                .crosstab
                .share(row, column, share)
                .map_or(String::new(), |share| format!("{}%", rounded(share * 100.0, 1))),
            None if self.choices.measure.is_count() => thousands(cell.n),
            None => cell.mean().map_or(String::new(), signed),
        }
    }
}

impl Figures for Shown<'_> {
    fn name(&self) -> String {
        self.choices.title()
    }

    fn corner(&self) -> String {
        label(&self.choices.rows)
    }

    fn n_rows(&self) -> usize {
        self.crosstab.rows.len() + 1
    }

    fn n_columns(&self) -> usize {
        self.crosstab.columns.len() + 1
    }

    fn row_head(&self, row: usize) -> Head<'_> {
        match self.crosstab.rows.get(row) {
            Some(value) => head(self.ctx, value, self.row_depths[row]),
            None => Head { label: "All".into(), ..Head::default() },
        }
    }

    fn column_head(&self, column: usize) -> Head<'_> {
        match self.crosstab.columns.get(column) {
            Some(value) => head(self.ctx, value, 0),
            None => Head { label: "All".into(), ..Head::default() },
        }
    }

    fn figure(&self, row: usize, column: usize) -> Figure {
        let spot = Spot::cell(row, column);
        let is_inner = self.row(row).is_some() && (self.column(column).is_some() || self.crosstab.columns.is_empty());
        let shade = match self.choices.measure {
            _ if !self.choices.has_shades => Shade::None,
            Measure::MeanStance => self.cell(spot).mean().map_or(Shade::None, |mean| Shade::Mean(mean as f32)),
            _ if is_inner => Shade::count(self.cell(spot).n, self.largest),
            _ => Shade::None,
        };
        Figure { text: self.text(spot), shade }
    }

    fn is_total_row(&self, row: usize) -> bool {
        self.row(row).is_none()
    }

    fn is_total_column(&self, column: usize) -> bool {
        self.column(column).is_none()
    }

    fn widest(&self) -> String {
        match self.choices.share() {
            Some(_) => "100.0%".to_owned(),
            None if self.choices.measure.is_count() => thousands(self.crosstab.cell(None, None).n),
            None => "−0.00".to_owned(),
        }
    }

    fn deed(&self, spot: Spot) -> Option<String> {
        deed_of(self.cell(spot), self.choices.measure)
    }

    fn spoken(&self, spot: Spot) -> String {
        let (row, column) = self.at(spot);
        let row = spot.row.map(|_| row.map_or("all", |row| &self.crosstab.rows[row].label));
        let column = spot.column.map(|_| column.map_or("all", |column| &self.crosstab.columns[column].label));
        let place = row.into_iter().chain(column).collect::<Vec<_>>().join(", ");
        match (spot.row, spot.column) {
            (Some(_), Some(_)) => format!("{place}: {}", self.text(spot)),
            (Some(_), None) => format!("Row {place}"),
            _ => format!("Column {place}"),
        }
    }

    fn has_menu(&self, spot: Spot) -> bool {
        self.value_at(spot).is_some_and(|value| has_profile(&value.value))
    }
}
