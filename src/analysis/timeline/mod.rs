//! Statements, documents, speakers or the mean stance over time, by day, week, month, quarter or year.
//!
//! ```text
//!   2022-06  2022-07  2022-08  2022-09 │ no date  not exact to the month
//!        12        0        0        7 │       3                      40     every period from the first to the last
//! ```
//!
//! A document lies in a period when all of its days do, so that one dated `2022` lies in a year and in no month. Weeks
//! are those of ISO 8601:2019: from Monday, in the year of their Thursday. What has no date, or none that is exact
//! enough, is counted apart and told. A period in which there is nothing has 0, and no mean.

#[cfg(test)]
mod tests;

use super::account::Seen;
use super::crosstab::{leave_out, rules, takes};
use super::tally::{Grid, MAX_CELLS, Side, n_cells, positions, tally};
use super::{
    Account, Axis, AxisValue, Cell, Field, Measure, Order, Period, Selection, Slot, StatementTable, TooLarge, counted,
    thousands,
};
use crate::model::DateRange;

/// The most periods that a timeline has: every day of 27 years, every year of the calendar.
pub const MAX_PERIODS: usize = 10_000;

/// So many periods can be looked at with profit; a longer period is proposed when there are more than [`MAX_PERIODS`].
const WELL_SEEN: usize = 1_000;

/// What a timeline is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimelineRequest {
    /// How long a period is.
    pub period: Period,
    /// What is counted.
    pub measure: Measure,
    /// What has a line for each of its values; with none there is one line for all.
    pub split: Option<Field>,
    /// How lines follow each other.
    pub order: Order,
}

impl TimelineRequest {
    /// All statements in one line.
    pub const fn new(period: Period) -> Self {
        Self { period, measure: Measure::Statements, split: None, order: Order::Natural }
    }
}

/// Figures over time.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What was asked for.
    pub request: TimelineRequest,
    /// Every period from the first to the last; none when nothing is dated exactly enough.
    pub slots: Vec<Slot>,
    /// A line for each value of what it is split by that occurs, *unset* last; none when it is not split.
    pub series: Vec<Series>,
    /// The line of all, in which each counts once.
    pub total: Series,
    /// What lies in no period.
    pub undated: Undated,
    /// What was counted and what was left out.
    pub account: Account,
}

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Of what; `None` for all.
    pub value: Option<AxisValue>,
    /// What was counted in each period.
    pub cells: Vec<Cell>,
    /// What was counted on documents with no date.
    pub without_date: Cell,
    /// What was counted on documents whose date is not exact enough.
    pub inexact: Cell,
    /// All of it, in periods and in none.
    pub total: Cell,
}

/// What lies in no period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undated {
    /// Statements on documents with no date.
    pub n_statements_without_date: usize,
    /// Those documents.
    pub n_documents_without_date: usize,
    /// Statements on documents whose days lie in several periods.
    pub n_statements_inexact: usize,
    /// Those documents.
    pub n_documents_inexact: usize,
}

/// Why there is no timeline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimelineError {
    /// Too many periods lie between the first date and the last.
    #[error(
        "from {first} to {last} there are {} {}s, more than {}; choose {} or leave out the documents that are far off",
        thousands(*n_periods), first.period().name(), thousands(MAX_PERIODS), suggested.name()
    )]
    TooManyPeriods {
        /// The first.
        first: Slot,
        /// The last.
        last: Slot,
        /// How many there would be.
        n_periods: usize,
        /// A period by which there are fewer.
        suggested: Period,
    },
    /// Too many lines of too many periods.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// Counts the selected statements over time. Takes one pass.
///
/// # Errors
/// When there would be more than [`MAX_PERIODS`], or more than four million figures.
pub fn timeline(
    table: &StatementTable,
    selection: &Selection,
    request: &TimelineRequest,
) -> Result<Timeline, TimelineError> {
    let places = Places::new(table, selection, request.period);
    let slots = places.slots()?;
    let (n_slots, without_date, inexact) = (slots.len(), slots.len(), slots.len() + 1);
    let columns: Vec<usize> = places
        .of_document
        .iter()
        .map(|place| match (place, slots.first()) {
            (Place::In(slot), Some(first)) => first.n_until(*slot) - 1,
            (Place::Inexact, _) => inexact,
            _ => without_date,
        })
        .collect();
    let axis = request.split.as_ref().map(|field| Axis::new(table, field));
    let (rows, columns) = (axis.as_ref().map_or(Side::Alone, Side::Values), Side::OfDocument(&columns, n_slots + 2));
    if n_cells(&rows, &columns) > MAX_CELLS {
        return Err(TooLarge { n_rows: rows.len(), n_columns: n_slots }.into());
    }
    let grid = tally(table, selection, request.measure, &rows, &columns);
    let line = |value: Option<usize>| Series {
        value: value.and_then(|at| Some(axis.as_ref()?.values[at].clone())),
        cells: (0..n_slots).map(|slot| grid.cell(value, Some(slot))).collect(),
        without_date: grid.cell(value, Some(without_date)),
        inexact: grid.cell(value, Some(inexact)),
        total: grid.cell(value, None),
    };
    let unset = axis.as_ref().map(Axis::unset);
    let mut shown: Vec<usize> = (0..rows.len()).filter(|at| !grid.cell(Some(*at), None).is_empty()).collect();
    if request.order == Order::BySize {
        shown.sort_by_key(|at| (Some(*at) == unset, std::cmp::Reverse(grid.cell(Some(*at), None).n)));
    }
    Ok(Timeline {
        request: request.clone(),
        series: shown.into_iter().map(|at| line(Some(at))).collect(),
        total: line(None),
        account: account(table, selection, request, &grid, rows.len(), &places),
        undated: places.undated,
        slots,
    })
}

/// Where the documents of some statements lie in time.
struct Places {
    /// By the number of the document.
    of_document: Vec<Place>,
    first_and_last: Option<(Slot, Slot)>,
    undated: Undated,
}

#[derive(Clone, Copy)]
enum Place {
    /// No statement is on it, or it has no date.
    Nowhere,
    In(Slot),
    Inexact,
}

impl Undated {
    /// Counts a statement on a document that lies there, where that is in no period.
    fn count(&mut self, place: Place, is_new: bool) {
        let (n_statements, n_documents) = match place {
            Place::In(_) => return,
            Place::Nowhere => (&mut self.n_statements_without_date, &mut self.n_documents_without_date),
            Place::Inexact => (&mut self.n_statements_inexact, &mut self.n_documents_inexact),
        };
        *n_statements += 1;
        *n_documents += usize::from(is_new);
    }
}

impl Places {
    fn new(table: &StatementTable, selection: &Selection, period: Period) -> Self {
        let documents = &table.names().documents;
        let mut places = Self {
            of_document: vec![Place::Nowhere; documents.len()],
            first_and_last: None,
            undated: Undated::default(),
        };
        let mut last = None;
        for row in table.selected(selection) {
            let is_new = last != Some(row.document);
            last = Some(row.document);
            if is_new {
                places.place(row.document, row.days, period);
            }
            places.undated.count(places.of_document[row.document], is_new);
        }
        places
    }

    fn place(&mut self, document: usize, days: Option<DateRange>, period: Period) {
        let Some(days) = days else { return };
        self.of_document[document] = Slot::holding(days, period).map_or(Place::Inexact, |slot| {
            let (first, last) = self.first_and_last.unwrap_or((slot, slot));
            self.first_and_last = Some((first.min(slot), last.max(slot)));
            Place::In(slot)
        });
    }

    /// Every period from the first to the last.
    fn slots(&self) -> Result<Vec<Slot>, TimelineError> {
        let Some((first, last)) = self.first_and_last else { return Ok(Vec::new()) };
        let n_periods = first.n_until(last);
        if n_periods > MAX_PERIODS {
            let n_by =
                |period: &Period| Slot::of(first.days().first, *period).n_until(Slot::of(last.days().last, *period));
            let suggested = Period::ALL.into_iter().find(|period| n_by(period) <= WELL_SEEN).unwrap_or(Period::Year);
            return Err(TimelineError::TooManyPeriods { first, last, n_periods, suggested });
        }
        Ok(std::iter::successors(Some(first), |slot| slot.next()).take(n_periods).collect())
    }
}

fn account(
    table: &StatementTable,
    selection: &Selection,
    request: &TimelineRequest,
    grid: &Grid,
    n_rows: usize,
    places: &Places,
) -> Account {
    let positions = positions(table);
    let (mut undated, mut last) = (Undated::default(), None);
    let mut seen = Seen::new(table);
    // Each statement is counted, or left out for one reason: what the measure has nothing of comes first.
    for row in table.selected(selection).filter(|row| takes(request.measure, &positions, row)) {
        let place = places.of_document[row.document];
        if matches!(place, Place::In(_)) {
            seen.see(&row);
        }
        undated.count(place, last.replace(row.document) != Some(row.document));
    }
    let mut account = Account::of_seen(table, selection, &seen);
    let in_rows: usize = (0..n_rows).map(|at| grid.cell(Some(at), None).n).sum();
    rules(&mut account, request.measure, in_rows > grid.cell(None, None).n);
    leave_out(&mut account, grid.left_out);
    let on = |n| format!("on {}", counted(n, "document"));
    let period = request.period.name();
    account
        .leave_out(undated.n_statements_without_date, format!("{} with no date", on(undated.n_documents_without_date)));
    let inexact = format!("{} whose date is not exact to the {period}", on(undated.n_documents_inexact));
    account.leave_out(undated.n_statements_inexact, inexact);
    account
}

impl Timeline {
    /// The most that was counted in one period of one line, or in all where there is no line.
    pub fn largest(&self) -> usize {
        let lines = if self.series.is_empty() { std::slice::from_ref(&self.total) } else { &self.series };
        lines.iter().flat_map(|line| &line.cells).map(|cell| cell.n).max().unwrap_or(0)
    }
}

impl TimelineRequest {
    /// The shortest period by which the selected statements have at most `n` periods, each dated as exactly as most
    /// of them are: what a timeline that nobody set up is drawn by.
    pub fn fitting(table: &StatementTable, selection: &Selection, n: usize) -> Period {
        let is_fitting = |period: &Period| {
            let places = Places::new(table, selection, *period);
            let n_periods = places.first_and_last.map_or(0, |(first, last)| first.n_until(last));
            n_periods <= n && places.undated.n_statements_inexact * 2 <= selection.len()
        };
        Period::ALL.into_iter().find(is_fitting).unwrap_or(Period::Year)
    }
}
