//! Crosstabs and stances by a field as tables.

use super::super::sheet::{Cell, Column, Sheet};
use super::{ALL, MEAN_DIGITS, capital, count, figure, labels};
use crate::analysis::{Crosstab, Names, Share, StanceBar, StanceBars};

/// A crosstab as a table: its figures, or their shares with the numbers they are shares of.
pub fn crosstab_sheet(tab: &Crosstab, share: Option<Share>, names: &Names) -> Sheet {
    let measure = tab.request.measure;
    let share = share.filter(|_| measure.is_count());
    let rows = labels(tab.rows.iter(), names);
    let has_base = |of: [Share; 2]| share.is_some_and(|share| of.contains(&share));
    let mut columns = vec![Column::text(capital(tab.request.rows.name()))];
    columns.extend(labels(tab.columns.iter(), names).into_iter().map(Column::number));
    columns.push(Column::number(ALL));
    if has_base([Share::Row, Share::Total]) {
        columns.push(Column::number(format!("n {}", measure.name())));
    }
    let figures = |row: Option<usize>| -> Vec<Cell> {
        let places = (0..tab.columns.len()).map(Some).chain([None]);
        let mut cells: Vec<Cell> = places
            .map(|column| match share {
                Some(share) => tab.share(row, column, share).map_or(Cell::Empty, Cell::Percent),
                None => figure(tab.cell(row, column), measure),
            })
            .collect();
        if has_base([Share::Row, Share::Total]) {
            cells.push(count(tab.cell(row, None).n));
        }
        cells
    };
    let line = |label: &str, cells: Vec<Cell>| [Cell::text(label)].into_iter().chain(cells).collect::<Vec<_>>();
    let mut lines: Vec<Vec<Cell>> = rows.iter().enumerate().map(|(at, label)| line(label, figures(Some(at)))).collect();
    lines.push(line(ALL, figures(None)));
    if has_base([Share::Column, Share::Total]) {
        let totals = (0..tab.columns.len()).map(Some).chain([None]).map(|column| count(tab.cell(None, column).n));
        lines.push(line(&format!("n {}", measure.name()), totals.collect()));
    }
    Sheet { title: tab.request.title(share), columns, rows: lines, account: tab.account.sentence() }
}

/// The stances towards each value as a table: statements, mean, and how many there are of each stance and of none.
pub fn bars_sheet(bars: &StanceBars, names: &Names) -> Sheet {
    let field = bars.request.field.name();
    let mut columns = vec![Column::text(capital(field))];
    columns.extend(bar_columns(bars.stances.iter().map(|stance| stance.name.as_str())));
    let heads: Vec<String> = labels(bars.bars.iter().filter_map(|bar| bar.value.as_ref()), names);
    let line = |label: &str, bar: &StanceBar| [Cell::text(label)].into_iter().chain(bar_cells(bar)).collect();
    let mut rows: Vec<Vec<Cell>> = bars.bars.iter().zip(&heads).map(|(bar, label)| line(label, bar)).collect();
    rows.push(line(ALL, &bars.total));
    Sheet { title: format!("Stance by {field}"), columns, rows, account: bars.account.sentence() }
}

/// The columns of a bar.
pub(super) fn bar_columns<'a>(stances: impl Iterator<Item = &'a str>) -> Vec<Column> {
    let heads = ["statements", "mean stance"].into_iter().chain(stances).chain(["no stance"]);
    heads.map(Column::number).collect()
}

/// The figures of a bar.
pub(super) fn bar_cells(bar: &StanceBar) -> Vec<Cell> {
    let counts = bar.counts.iter().map(|n| count(*n)).chain([count(bar.n_unset)]);
    [count(bar.n), Cell::number(bar.mean, MEAN_DIGITS)].into_iter().chain(counts).collect()
}
