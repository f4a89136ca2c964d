//! What no way of writing the same corpus may change, and what figures have to do with each other.

#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

use super::*;
use crate::analysis::query::{Key, Query};
use crate::analysis::testing::{Coded, any_coded, coded_corpus, put};
use crate::analysis::{Period, TimelineRequest, timeline};
use crate::model::{Corpus, Document, Entry, EntryList, TextState};
use proptest::prelude::*;
use std::collections::BTreeMap;

const FIELDS: [Field; 9] = [
    Field::Theme,
    Field::ThemeAtDepth(0),
    Field::Stance,
    Field::Speaker,
    Field::Organisation,
    Field::Role,
    Field::Source,
    Field::Coder,
    Field::Date(Period::Year),
];

/// Every figure by the values it is of; no value is the total.
type Figures = BTreeMap<(Option<Value>, Option<Value>), Cell>;

fn figures(corpus: &Corpus, request: &CrosstabRequest) -> Figures {
    let table = StatementTable::new(corpus);
    let tab = crosstab(&table, &table.all(), request).unwrap();
    let value = |values: &[AxisValue], at: Option<usize>| at.map(|at| values[at].value.clone());
    let places = |n: usize| (0..n).map(Some).chain([None]);
    places(tab.rows.len())
        .flat_map(|row| places(tab.columns.len()).map(move |column| (row, column)))
        .map(|(row, column)| ((value(&tab.rows, row), value(&tab.columns, column)), tab.cell(row, column)))
        .collect()
}

/// The periods and figures of a timeline split by stance.
fn over_time(corpus: &Corpus, measure: Measure) -> (Vec<String>, Vec<Vec<Cell>>) {
    let table = StatementTable::new(corpus);
    let request = TimelineRequest { measure, split: Some(Field::Stance), ..TimelineRequest::new(Period::Month) };
    let timeline = timeline(&table, &table.all(), &request).unwrap();
    let lines = timeline.series.iter().chain([&timeline.total]);
    (timeline.slots.iter().map(ToString::to_string).collect(), lines.map(|line| line.cells.clone()).collect())
}

fn request(rows: usize, columns: usize, measure: usize) -> CrosstabRequest {
    CrosstabRequest {
        measure: Measure::ALL[measure],
        ..CrosstabRequest::new(FIELDS[rows].clone(), Some(FIELDS[columns].clone()))
    }
}

/// The corpus with every second statement of `a.txt` on another document of the same date and source.
fn split(statements: &[Coded]) -> Corpus {
    let mut corpus = coded_corpus(&[]);
    let mut other = Document::new("a2.txt".into());
    other.meta = corpus.document(&"a.txt".into()).unwrap().meta.clone();
    other.text = TextState::Pending;
    corpus.put_document(other);
    let is_moved = |n: usize, coded: &Coded| coded.document == "a.txt" && n.is_multiple_of(2);
    let moved = statements.iter().enumerate().map(|(n, coded)| Coded {
        document: if is_moved(n, coded) { "a2.txt".to_owned() } else { coded.document.clone() },
        ..coded.clone()
    });
    put(&mut corpus, &moved.collect::<Vec<_>>());
    corpus
}

fn each<T: Entry + Clone>(entries: &mut EntryList<T>, change: impl Fn(&mut T, usize)) {
    for at in 0..entries.len() {
        let mut entry = entries.at(at).unwrap().clone();
        change(&mut entry, at);
        entries.set(&entry.id().clone(), Some((at, entry)));
    }
}

/// The corpus in which everything in the codebook has another name, in another alphabetical order.
fn renamed(statements: &[Coded]) -> Corpus {
    let mut corpus = coded_corpus(statements);
    let codebook = &mut corpus.codebook;
    each(&mut codebook.themes, |theme, _| theme.name.insert(0, 'Z'));
    each(&mut codebook.stances, |stance, _| stance.name.insert(0, 'Z'));
    each(&mut codebook.speakers, |speaker, n| speaker.name = (9 - n).to_string());
    corpus
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_order_name_or_cut_of_documents_changes_a_figure(
        statements in any_coded(25), rows in 0usize..9, columns in 0usize..9, measure in 0usize..4,
    ) {
        let request = request(rows, columns, measure);
        let corpus = coded_corpus(&statements);
        let before = figures(&corpus, &request);
        let reversed: Vec<Coded> = statements.iter().rev().cloned().collect();
        prop_assert_eq!(&figures(&coded_corpus(&reversed), &request), &before);
        prop_assert_eq!(&figures(&renamed(&statements), &request), &before);
        prop_assert_eq!(over_time(&coded_corpus(&reversed), request.measure), over_time(&corpus, request.measure));
        if request.measure != Measure::Documents {
            prop_assert_eq!(&figures(&split(&statements), &request), &before);
            prop_assert_eq!(over_time(&split(&statements), request.measure), over_time(&corpus, request.measure));
        }
    }

    #[test]
    fn every_number_opens_as_many_passages(statements in any_coded(25), rows in 0usize..9, columns in 0usize..9) {
        let corpus = coded_corpus(&statements);
        let table = StatementTable::new(&corpus);
        let tab = crosstab(&table, &table.all(), &request(rows, columns, 0)).unwrap();
        for row in (0..tab.rows.len()).map(Some).chain([None]) {
            for column in (0..tab.columns.len()).map(Some).chain([None]) {
                let condition = tab.condition(row, column, table.names());
                let query = condition.into_iter().fold(Query::default(), Query::and);
                let found = query.on(&table, &corpus).unwrap();
                prop_assert_eq!(found.len(), tab.cell(row, column).n, "{}", query);
            }
        }
    }

    #[test]
    fn parts_come_to_the_whole(statements in any_coded(25), rows in 0usize..9, measure in 0usize..2) {
        let corpus = coded_corpus(&statements);
        let table = StatementTable::new(&corpus);
        // A statement has one stance or none, so that its columns part the statements.
        let tab = crosstab(&table, &table.all(), &request(rows, 2, 0)).unwrap();
        for row in (0..tab.rows.len()).map(Some).chain([None]) {
            let columns = || (0..tab.columns.len()).map(Some);
            let n: usize = columns().map(|column| tab.cell(row, column).n).sum();
            prop_assert_eq!(n, tab.cell(row, None).n);
            let shares: f64 = columns().filter_map(|column| tab.share(row, column, Share::Row)).sum();
            prop_assert!((shares - 1.0).abs() < 1e-12 || n == 0);
        }
        let counted = |selection: &Selection| {
            crosstab(&table, selection, &request(rows, 2, measure)).unwrap().cell(None, None).n
        };
        // What a filter lets through and what it does not are all.
        let yes = Query::parse("stance:supports").unwrap().on(&table, &corpus).unwrap();
        let no = Query::parse("not stance:supports").unwrap().on(&table, &corpus).unwrap();
        if measure == 0 {
            prop_assert_eq!(counted(&yes) + counted(&no), counted(&table.all()));
        } else {
            prop_assert!(counted(&yes).max(counted(&no)) <= counted(&table.all()));
        }
        prop_assert_eq!(Query::default().values_of(&Key::Stance, table.names()), Vec::new());
    }
}
