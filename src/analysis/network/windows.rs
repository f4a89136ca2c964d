//! Networks over a window of time that moves.
//!
//! Windows are whole days, weeks, months, quarters or years of the calendar. The first begins with the period of the
//! earliest document, each of the next `step` periods later, and the last is the first that reaches the latest document.
//! A document lies in a window when all of its days do; what has no date, or reaches over every window, is left out.

use super::make::NetworkPlan;
use super::request::NetworkRequest;
use super::result::Network;
use crate::analysis::account::UNREAD;
use crate::analysis::{Account, Period, Selection, Slot, StatementTable, counted};
use crate::model::DateRange;
use rayon::prelude::*;
use std::fmt;

/// The most windows that a series has.
pub const MAX_WINDOWS: usize = 2_000;

/// How a window moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Windows {
    /// What it is measured in.
    pub unit: Period,
    /// How many of them it is long; at least 1.
    pub size: usize,
    /// How many of them later each window begins; at least 1.
    pub step: usize,
}

/// A series of windows that is longer than anybody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {MAX_WINDOWS} windows; take longer ones, or move them further at a time")]
pub struct TooManyWindows;

/// One window.
#[derive(Clone, Debug)]
pub struct Window {
    /// The first of its periods.
    pub first: Slot,
    /// The last of its periods.
    pub last: Slot,
    /// The network of what lies in it.
    pub network: Network,
}

/// All windows, and what lies in none.
#[derive(Clone, Debug)]
pub struct WindowSeries {
    /// In the order of time; empty where nothing is dated.
    pub windows: Vec<Window>,
    /// What was counted in windows at all, and what was left out.
    pub account: Account,
}

impl fmt::Display for Window {
    /// `2022-05` or `2022-05 to 2022-07`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{} to {}", self.first, self.last) }
    }
}

/// Selected rows on one document: their places in the selection.
struct OnDocument {
    days: Option<DateRange>,
    rows: Vec<u32>,
}

/// The networks of the statements of `selection` in each window.
///
/// # Errors
/// When there would be more than [`MAX_WINDOWS`].
pub fn windows(
    table: &StatementTable,
    selection: &Selection,
    request: &NetworkRequest,
    windows: Windows,
) -> Result<WindowSeries, TooManyWindows> {
    let documents = by_document(table, selection);
    let spans = spans(&documents, windows)?;
    let plan = NetworkPlan::new(table, request);
    let made: Vec<Window> = spans
        .par_iter()
        .map(|(first, last)| {
            let inside = documents.iter().filter(|document| document.lies_in(*first, *last));
            let rows = inside.flat_map(|document| &document.rows).copied().collect();
            let network = plan.network(&Selection::from_sorted(rows));
            Window { first: *first, last: *last, network }
        })
        .collect();
    let n = |is_meant: &dyn Fn(&OnDocument) -> bool| -> usize {
        documents.iter().filter(|document| is_meant(document)).map(|document| document.rows.len()).sum()
    };
    let is_inside = |document: &OnDocument| spans.iter().any(|(first, last)| document.lies_in(*first, *last));
    let mut account =
        Account::new(format!("{} in {}", counted(n(&is_inside), "statement"), counted(made.len(), "window")));
    let (size, step) = (windows.size.max(1), windows.step.max(1));
    let unit = windows.unit.name();
    account.rule(format!(
        "each is {} long and begins {} after the one before",
        counted(size, unit),
        counted(step, unit)
    ));
    account.leave_out(selection.n_unread(), UNREAD);
    account.leave_out(n(&|document| document.days.is_none()), "without a date");
    account
        .leave_out(n(&|document| document.days.is_some() && !is_inside(document)), "whose date lies in no one window");
    Ok(WindowSeries { windows: made, account })
}

impl OnDocument {
    fn lies_in(&self, first: Slot, last: Slot) -> bool {
        let window = DateRange { first: first.days().first, last: last.days().last };
        self.days.is_some_and(|days| window.covers(days))
    }
}

fn by_document(table: &StatementTable, selection: &Selection) -> Vec<OnDocument> {
    let mut documents: Vec<(usize, OnDocument)> = Vec::new();
    for row in table.selected(selection) {
        if documents.last().is_none_or(|(document, _)| *document != row.document) {
            documents.push((row.document, OnDocument { days: row.days, rows: Vec::new() }));
        }
        if let Some((_, document)) = documents.last_mut() {
            document.rows.push(row.number as u32);
        }
    }
    documents.into_iter().map(|(_, document)| document).collect()
}

/// The first and last period of each window.
fn spans(documents: &[OnDocument], windows: Windows) -> Result<Vec<(Slot, Slot)>, TooManyWindows> {
    let days = || documents.iter().filter_map(|document| document.days);
    let Some((first, end)) = days().map(|d| d.first).min().zip(days().map(|d| d.last).max()) else {
        return Ok(Vec::new());
    };
    let later = |slot: Slot, n: usize| {
        let mut slots = std::iter::successors(Some(slot), |slot| slot.next());
        slots.nth(n)
    };
    let mut spans = Vec::new();
    let mut next = Some(Slot::of(first, windows.unit));
    while let Some((first, last)) = next.and_then(|first| Some((first, later(first, windows.size.max(1) - 1)?))) {
        if spans.len() == MAX_WINDOWS {
            return Err(TooManyWindows);
        }
        spans.push((first, last));
        next = later(first, windows.step.max(1)).filter(|_| last.days().last < end);
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{SCALE, corpus, ties};
    use super::super::{Duplicates, Mode};
    use super::*;

    const DATES: &str = "d1=2021-11-30 d2=2022-01-15 d3=2022-02 d4=2022 d6=2022-04-01";

    fn series(unit: Period, size: usize, step: usize) -> Result<WindowSeries, TooManyWindows> {
        let lines: Vec<String> = (1..=6).map(|n| format!("d{n} ann t{n} pro")).collect();
        let table = StatementTable::new(&corpus(&SCALE, DATES, &lines));
        let request = NetworkRequest {
            mode: Mode::TwoMode { signed: false },
            duplicates: Duplicates::PerMonth,
            ..NetworkRequest::default()
        };
        windows(&table, &table.all(), &request, Windows { unit, size, step })
    }

    fn told(series: &WindowSeries) -> Vec<String> {
        let windows = series.windows.iter();
        windows.map(|window| format!("{window}: {}", ties(&window.network).join(", "))).collect()
    }

    #[test]
    fn a_window_holds_documents_whose_days_all_lie_in_it() {
        let series = series(Period::Month, 3, 1).expect("few");
        assert_eq!(
            told(&series),
            [
                "2021-11 to 2022-01: ann–t1 1, ann–t2 1",
                "2021-12 to 2022-02: ann–t2 1, ann–t3 1",
                "2022-01 to 2022-03: ann–t2 1, ann–t3 1",
                "2022-02 to 2022-04: ann–t3 1, ann–t6 1",
                "2022-03 to 2022-05: ann–t6 1",
                "2022-04 to 2022-06: ann–t6 1",
                "2022-05 to 2022-07: ",
                "2022-06 to 2022-08: ",
                "2022-07 to 2022-09: ",
                "2022-08 to 2022-10: ",
                "2022-09 to 2022-11: ",
                "2022-10 to 2022-12: ",
            ]
        );
        let empty = series.windows.last().map(|window| window.network.account.sentence()).unwrap_or_default();
        assert!(empty.starts_with("Counted: no statement; speaker and theme"), "{empty}");
        assert_eq!(
            series.account.sentence(),
            "Counted: 4 statements in 12 windows; each is 3 months long and begins 1 month after the one before. Left \
             out: 1 without a date, 1 whose date lies in no one window."
        );
    }

    #[test]
    fn years_one_after_the_other_hold_everything_that_is_dated() {
        let series = series(Period::Year, 1, 1).expect("few");
        assert_eq!(told(&series), ["2021: ann–t1 1", "2022: ann–t2 1, ann–t3 1, ann–t4 1, ann–t6 1"]);
        assert!(series.account.sentence().ends_with("Left out: 1 without a date."));
    }

    #[test]
    fn too_many_windows_are_refused_and_none_is_fine() {
        let lines = ["d1 ann t pro".to_owned(), "d2 ann t pro".to_owned()];
        let of = |dates: &str| {
            let table = StatementTable::new(&corpus(&SCALE, dates, &lines));
            let day = Windows { unit: Period::Day, size: 1, step: 1 };
            windows(&table, &table.all(), &NetworkRequest::default(), day).map(|series| series.windows.len())
        };
        assert_eq!(of("d1=1990-01-01 d2=2020-01-01"), Err(TooManyWindows));
        assert_eq!(of("d1=1990-01-01 d2=1990-01-31"), Ok(31));
        assert_eq!(of(""), Ok(0));
        assert_eq!(of("d1=9999-12-31"), Ok(1));
    }
}
