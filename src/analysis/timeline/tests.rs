//! Worked examples by hand, at least one for each option.

#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

use super::*;
use crate::analysis::testing::{any_coded, coded, coded_corpus};
use crate::model::{Corpus, Document, DocumentDate, PartialDate};
use proptest::prelude::*;
use std::fmt::Write as _;

fn dated(corpus: &mut Corpus, path: &str, from: &str, until: &str) {
    let mut document = corpus.document(&path.into()).cloned().unwrap_or_else(|| Document::new(path.into()));
    let date = |from| DocumentDate { from, until: PartialDate::parse(until), is_inferred: false };
    document.meta.date = PartialDate::parse(from).map(date);
    corpus.put_document(document);
}

/// Statements on days about the turn of a year: Goodall on 2020-12-31 and 2021-01-03 (both in 2020-W53), Jane Doe on
/// 2021-01-04 (2021-W01) and in March; one dated to a month, one to a year, two to nothing.
fn turn_of_the_year() -> Corpus {
    let mut corpus = coded_corpus(&[
        coded("d1.txt", "ann", &["andrew-goodall"], "pay", "supports"),
        coded("d2.txt", "ann", &["andrew-goodall"], "pay", "opposes"),
        coded("d3.txt", "ann", &["jane-doe", "andrew-goodall"], "pay", "supports"),
        coded("d3.txt", "bob", &["jane-doe"], "", ""),
        coded("d4.txt", "ann", &["jane-doe"], "workforce", "unclear"),
        coded("month.txt", "ann", &["jane-doe"], "workforce", "opposes"),
        coded("year.txt", "ann", &[], "workforce", "opposes"),
        coded("never.txt", "ann", &["jane-doe"], "workforce", "supports"),
        coded("never.txt", "bob", &["jane-doe"], "workforce", "supports"),
    ]);
    for (path, date) in [
        ("d1.txt", "2020-12-31"),
        ("d2.txt", "2021-01-03"),
        ("d3.txt", "2021-01-04"),
        ("d4.txt", "2021-03-29"),
        ("month.txt", "2021-02"),
        ("year.txt", "2021"),
        ("never.txt", ""),
    ] {
        dated(&mut corpus, path, date, "");
    }
    corpus
}

fn request(period: Period, measure: Measure, split: Option<Field>) -> TimelineRequest {
    TimelineRequest { measure, split, ..TimelineRequest::new(period) }
}

/// The timeline as people would write it: periods, then a line for each value, what is in no period behind a bar.
fn drawn(corpus: &Corpus, request: &TimelineRequest) -> String {
    let table = StatementTable::new(corpus);
    let timeline = timeline(&table, &table.all(), request).unwrap();
    let mut out = timeline.slots.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ") + "\n";
    for line in timeline.series.iter().chain([&timeline.total]) {
        let figure = |cell: &Cell| cell.figure(request.measure).map_or("·".to_owned(), |figure| figure.to_string());
        let label = line.value.as_ref().map_or("all", |value| &value.label);
        let cells = line.cells.iter().map(figure).collect::<Vec<_>>().join(" ");
        writeln!(
            out,
            "{label}: {cells} | {} {} | {}",
            figure(&line.without_date),
            figure(&line.inexact),
            figure(&line.total)
        )
        .unwrap();
    }
    out
}

#[test]
fn weeks_belong_to_the_year_of_their_thursday_and_none_is_left_out() {
    let request = request(Period::Week, Measure::Statements, None);
    assert_eq!(
        drawn(&turn_of_the_year(), &request),
        "2020-W53 2021-W01 2021-W02 2021-W03 2021-W04 2021-W05 2021-W06 2021-W07 2021-W08 2021-W09 2021-W10 2021-W11 \
         2021-W12 2021-W13\nall: 2 2 0 0 0 0 0 0 0 0 0 0 0 1 | 2 2 | 9\n"
    );
    let table = StatementTable::new(&turn_of_the_year());
    let timeline = timeline(&table, &table.all(), &request).unwrap();
    assert_eq!(
        timeline.account.sentence(),
        "Counted: 5 of 9 statements on 4 documents by 2 coders; every coder counts, also on the 1 document that several coded. \
         Left out: 2 on 1 document with no date, 2 on 2 documents whose date is not exact to the week."
    );
    assert_eq!(
        timeline.undated,
        Undated {
            n_statements_without_date: 2,
            n_documents_without_date: 1,
            n_statements_inexact: 2,
            n_documents_inexact: 2
        }
    );
}

#[test]
fn months_quarters_and_years_hold_what_is_dated_to_them() {
    let of = |period| drawn(&turn_of_the_year(), &request(period, Measure::Statements, None));
    assert_eq!(of(Period::Month), "2020-12 2021-01 2021-02 2021-03\nall: 1 3 1 1 | 2 1 | 9\n");
    assert_eq!(of(Period::Quarter), "2020-Q4 2021-Q1\nall: 1 5 | 2 1 | 9\n");
    assert_eq!(of(Period::Year), "2020 2021\nall: 1 6 | 2 0 | 9\n");
    let days = of(Period::Day);
    assert!(days.starts_with("2020-12-31 2021-01-01 2021-01-02 2021-01-03 2021-01-04 2021-01-05"), "{days}");
    assert!(days.contains("all: 1 0 0 1 2 0"), "{days}");
}

#[test]
fn lines_are_of_each_value_and_the_total_counts_each_statement_once() {
    let by_speaker = request(Period::Quarter, Measure::Statements, Some(Field::Speaker));
    let lines = "Andrew Goodall: 1 2 | 0 0 | 3\nJane; Doe: 0 4 | 2 0 | 6\nno speaker: 0 0 | 0 1 | 1\n";
    assert_eq!(drawn(&turn_of_the_year(), &by_speaker), format!("2020-Q4 2021-Q1\n{lines}all: 1 5 | 2 1 | 9\n"));
    let by_size = TimelineRequest { order: Order::BySize, ..by_speaker };
    assert!(drawn(&turn_of_the_year(), &by_size).starts_with("2020-Q4 2021-Q1\nJane; Doe: 0 4"));
}

#[test]
fn speakers_count_once_and_a_mean_of_nothing_is_a_gap() {
    let of = |measure| drawn(&turn_of_the_year(), &request(Period::Month, measure, None));
    assert_eq!(of(Measure::Speakers), "2020-12 2021-01 2021-02 2021-03\nall: 1 2 1 1 | 1 0 | 2\n");
    assert_eq!(of(Measure::Documents), "2020-12 2021-01 2021-02 2021-03\nall: 1 2 1 1 | 1 1 | 7\n");
    // January: Opposes −0.5 and Supports 1; in all 4 · 1 − 3 · 0.5 = 2.5 on 7; March: a stance without a position.
    assert_eq!(
        of(Measure::MeanStance),
        "2020-12 2021-01 2021-02 2021-03\nall: 1 0.25 -0.5 · | 1 -0.5 | 0.35714285714285715\n"
    );
}

#[test]
fn a_date_far_off_asks_for_a_longer_period() {
    let mut corpus = turn_of_the_year();
    dated(&mut corpus, "d1.txt", "0001-01-01", "");
    let table = StatementTable::new(&corpus);
    let of = |period| timeline(&table, &table.all(), &TimelineRequest::new(period));
    let error = of(Period::Day).unwrap_err().to_string();
    assert_eq!(
        error,
        "from 0001-01-01 to 2021-03-29 there are 737,878 days, more than 10,000; choose year or leave out the \
         documents that are far off"
    );
    assert_eq!(of(Period::Year).unwrap().slots.len(), 2_021);
    dated(&mut corpus, "d1.txt", "2021-01-01", "2021-01-05");
    dated(&mut corpus, "d2.txt", "9999-12-31", "");
    let table = StatementTable::new(&corpus);
    for period in Period::ALL {
        let request = TimelineRequest::new(period);
        assert_eq!(timeline(&table, &table.all(), &request).is_ok(), period == Period::Year, "{period:?}");
    }
}

#[test]
fn a_period_fits_when_it_is_short_enough_and_the_dates_are_exact_enough() {
    let table = StatementTable::new(&turn_of_the_year());
    let fitting = |n| TimelineRequest::fitting(&table, &table.all(), n);
    assert_eq!([2, 4, 30, 100].map(fitting), [Period::Quarter, Period::Month, Period::Week, Period::Day]);
    let mut corpus = coded_corpus(&[coded("year.txt", "ann", &[], "pay", "supports")]);
    dated(&mut corpus, "year.txt", "2021", "");
    let table = StatementTable::new(&corpus);
    assert_eq!(TimelineRequest::fitting(&table, &table.all(), 100), Period::Year);
}

#[test]
fn nothing_dated_has_no_period() {
    let table = StatementTable::new(&coded_corpus(&[coded("b.txt", "ann", &[], "pay", "supports")]));
    let timeline = timeline(&table, &table.all(), &TimelineRequest::new(Period::Month)).unwrap();
    assert_eq!((timeline.slots.len(), timeline.total.without_date.n, timeline.largest()), (0, 1, 0));
}

proptest! {
    #[test]
    fn periods_and_what_is_in_none_add_up_to_all(statements in any_coded(30), period in 0usize..5) {
        let table = StatementTable::new(&coded_corpus(&statements));
        let request = request(Period::ALL[period], Measure::Statements, Some(Field::Stance));
        let timeline = timeline(&table, &table.all(), &request).unwrap();
        for line in timeline.series.iter().chain([&timeline.total]) {
            let parts: usize = line.cells.iter().chain([&line.without_date, &line.inexact]).map(|cell| cell.n).sum();
            prop_assert_eq!(parts, line.total.n);
        }
        prop_assert_eq!(timeline.total.total.n, statements.len());
        prop_assert_eq!(timeline.series.iter().map(|line| line.total.n).sum::<usize>(), statements.len());
    }
}
