//! Timelines as tables.

use super::super::sheet::{Cell, Column, Sheet};
use super::{ALL, capital, figure, labels};
use crate::analysis::{Cell as Figure, Names, Series, Timeline};

/// A timeline as a table: a row for each period, with what lies in none below them, and a column for each line.
pub fn timeline_sheet(timeline: &Timeline, names: &Names) -> Sheet {
    let (request, period) = (&timeline.request, timeline.request.period.name());
    let lines: Vec<&Series> = timeline.series.iter().chain([&timeline.total]).collect();
    let mut columns = vec![Column::text(capital(period))];
    let values = timeline.series.iter().filter_map(|line| line.value.as_ref());
    columns.extend(labels(values, names).into_iter().map(Column::number));
    let is_split = request.split.is_some();
    columns.push(Column::number(if is_split { ALL } else { request.measure.name() }));
    let row = |label: String, of: &dyn Fn(&Series) -> Figure| -> Vec<Cell> {
        let figures = lines.iter().map(|line| figure(of(line), request.measure));
        [Cell::text(label)].into_iter().chain(figures).collect()
    };
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(timeline.slots.len() + 3);
    for (at, slot) in timeline.slots.iter().enumerate() {
        rows.push(row(slot.to_string(), &|line| line.cells[at]));
    }
    if timeline.undated.n_statements_inexact > 0 {
        rows.push(row(format!("not exact to the {period}"), &|line| line.inexact));
    }
    if timeline.undated.n_statements_without_date > 0 {
        rows.push(row("no date".to_owned(), &|line| line.without_date));
    }
    rows.push(row(ALL.to_owned(), &|line| line.total));
    let by = request.split.as_ref().map(|field| format!(" and {}", field.name())).unwrap_or_default();
    let title = format!("{} by {period}{by}", capital(request.measure.name()));
    Sheet { title, columns, rows, account: timeline.account.sentence() }
}
