//! Worked examples by hand, at least one for each option, and what no way of writing a corpus may change.

#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

use super::*;
use crate::analysis::Period;
use crate::analysis::testing::{Coded, coded, coded_corpus, table};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Six statements, small enough to count by hand.
///
/// ```text
///  document      coder  speakers          theme       stance
///  a.txt (2017)  ann    Goodall, Wales    Pay         Supports  +1
///  a.txt         ann    Goodall           Pay         Opposes   −0.5
///  a.txt         bob    Goodall           Workforce   Supports  +1
///  b.txt (none)  ann    Jane Doe          Devolution  Unclear   no position
///  b.txt         ann    —                 Pay         —
///  c.txt (2023)  bob    Wales             —           Opposes   −0.5
/// ```
fn six() -> Vec<Coded> {
    vec![
        coded("a.txt", "ann", &["andrew-goodall", "nhs-wales"], "pay", "supports"),
        coded("a.txt", "ann", &["andrew-goodall"], "pay", "opposes"),
        coded("a.txt", "bob", &["andrew-goodall"], "workforce", "supports"),
        coded("b.txt", "ann", &["jane-doe"], "devolution", "unclear"),
        coded("b.txt", "ann", &[], "pay", ""),
        coded("news/c.txt", "bob", &["nhs-wales"], "", "opposes"),
    ]
}

/// What is told where two have coded a document.
const SEVERAL: &str = "every coder counts, also on the 1 document that several coded";

fn request(rows: Field, columns: Field, measure: Measure) -> CrosstabRequest {
    CrosstabRequest { measure, ..CrosstabRequest::new(rows, Some(columns)) }
}

fn made(request: &CrosstabRequest) -> Crosstab {
    let table = table(&six());
    crosstab(&table, &table.all(), request).unwrap()
}

/// The crosstab as people would write it: a line for each row, `·` for no figure, the totals last.
fn drawn(tab: &Crosstab) -> String {
    let heads = |values: &[AxisValue]| values.iter().map(|value| value.label.clone()).collect::<Vec<_>>();
    let mut out = format!("| {}\n", heads(&tab.columns).join(", "));
    let rows = heads(&tab.rows).into_iter().enumerate().map(|(at, label)| (Some(at), label));
    for (row, label) in rows.chain([(None, "all".to_owned())]) {
        let columns = (0..tab.columns.len()).map(Some).chain([None]);
        let figures =
            columns.map(|column| tab.figure(row, column).map_or("·".to_owned(), |figure| figure.to_string()));
        writeln!(out, "{label}: {}", figures.collect::<Vec<_>>().join(" ")).unwrap();
    }
    out
}

#[test]
fn statements_by_theme_and_stance() {
    let tab = made(&request(Field::Theme, Field::Stance, Measure::Statements));
    assert_eq!(
        drawn(&tab),
        "| Supports, Opposes, Unclear, no stance\n\
         Workforce: 1 0 0 0 1\n\
         Pay: 1 1 0 1 3\n\
         Devolution: 0 0 1 0 1\n\
         no theme: 0 1 0 0 1\n\
         all: 2 2 1 1 6\n"
    );
    assert_eq!(tab.account.sentence(), format!("Counted: 6 statements on 3 documents by 2 coders; {SEVERAL}."));
    assert_eq!(tab.largest(), 1);
}

#[test]
fn a_theme_counts_with_all_below_it_at_a_depth() {
    let tab = made(&request(Field::ThemeAtDepth(0), Field::Coder, Measure::Statements));
    assert_eq!(drawn(&tab), "| ann, bob\nWorkforce: 3 1 4\nDevolution: 1 0 1\nno top theme: 0 1 1\nall: 4 2 6\n");
}

#[test]
fn a_statement_of_two_speakers_counts_for_each_and_once_in_the_total() {
    let tab = made(&request(Field::Speaker, Field::Stance, Measure::Statements));
    assert_eq!(
        drawn(&tab),
        "| Supports, Opposes, Unclear, no stance\n\
         Andrew Goodall: 2 1 0 0 3\n\
         Jane; Doe: 0 0 1 0 1\n\
         NHS Wales: 1 1 0 0 2\n\
         no speaker: 0 0 0 1 1\n\
         all: 2 2 1 1 6\n"
    );
    let rule = "a statement of several speakers counts for each of them and once in the totals";
    assert_eq!(tab.account.rules, [SEVERAL, rule]);
}

#[test]
fn documents_count_once_in_a_cell_and_in_a_total() {
    let tab = made(&request(Field::Theme, Field::Coder, Measure::Documents));
    assert_eq!(
        drawn(&tab),
        "| ann, bob\nWorkforce: 0 1 1\nPay: 2 0 2\nDevolution: 1 0 1\nno theme: 0 1 1\nall: 2 2 3\n"
    );
    let share = |of| tab.share(Some(1), Some(0), of);
    assert_eq!((share(Share::Row), share(Share::Column), share(Share::Total)), (Some(1.0), Some(1.0), Some(2.0 / 3.0)));
    assert_eq!(tab.account.rules, [SEVERAL, "figures are documents, each once a cell and once in the totals"]);
}

#[test]
fn speakers_count_once_and_for_the_organisation_they_speak_for() {
    let tab = made(&request(Field::Theme, Field::Stance, Measure::Speakers));
    // Pay, Supports: Goodall and Wales; Pay, Opposes: Goodall again, who is one in the row and one in all.
    assert_eq!(
        drawn(&tab),
        "| Supports, Opposes, Unclear\n\
         Workforce: 1 0 0 1\n\
         Pay: 2 1 0 2\n\
         Devolution: 0 0 1 1\n\
         no theme: 0 1 0 1\n\
         all: 2 2 1 3\n"
    );
    assert_eq!(tab.account.left_out, [(1, "with no speaker".to_owned())]);
    let mut more = six();
    more.push(coded("b.txt", "bob", &["andrew-goodall", "jane-doe"], "pay", "opposes"));
    let table = table(&more);
    let made = |measure| crosstab(&table, &table.all(), &request(Field::Organisation, Field::Stance, measure)).unwrap();
    // Goodall, of 2017, and Jane Doe speak for Wales, as Wales does for itself. On no date it is not known for whom
    // Goodall speaks: that speaker counts there for none, while the statement counts for Wales alone, by Jane Doe.
    assert_eq!(
        drawn(&made(Measure::Speakers)),
        "| Supports, Opposes, Unclear\nNHS Wales: 2 3 1 3\nno organisation: 0 1 0 1\nall: 2 3 1 3\n"
    );
    assert_eq!(
        drawn(&made(Measure::Statements)),
        "| Supports, Opposes, Unclear, no stance\nNHS Wales: 2 3 1 0 6\nno organisation: 0 0 0 1 1\nall: 2 3 1 1 7\n"
    );
}

#[test]
fn the_mean_is_of_stances_that_have_a_position() {
    let tab = made(&request(Field::Theme, Field::Coder, Measure::MeanStance));
    // ann on Pay: (1 − 0.5) / 2; bob: 1 and −0.5 on two themes; Devolution has no stance with a position.
    assert_eq!(
        drawn(&tab),
        "| ann, bob\nWorkforce: · 1 1\nPay: 0.25 · 0.25\nno theme: · -0.5 -0.5\nall: 0.25 0.25 0.25\n"
    );
    let left_out: Vec<_> = tab.account.left_out.iter().map(|(n, why)| (*n, why.as_str())).collect();
    assert_eq!(left_out, [(1, "with no stance"), (1, "with a stance that has no place on the scale")]);
    assert_eq!(tab.share(Some(0), None, Share::Total), None, "a mean is no part of anything");
}

#[test]
fn shares_are_of_the_row_the_column_or_all() {
    let tab = made(&request(Field::Theme, Field::Stance, Measure::Statements));
    let share = |of| tab.share(Some(1), Some(0), of);
    assert_eq!(share(Share::Row), Some(1.0 / 3.0));
    assert_eq!(share(Share::Column), Some(0.5));
    assert_eq!(share(Share::Total), Some(1.0 / 6.0));
    assert_eq!(tab.share(Some(1), None, Share::Total), Some(0.5));
    assert_eq!(tab.share(None, None, Share::Row), Some(1.0));
}

#[test]
fn order_and_empty_values_are_as_asked() {
    let by_size = CrosstabRequest {
        row_order: Order::BySize,
        column_order: Order::BySize,
        ..request(Field::Theme, Field::Speaker, Measure::Statements)
    };
    let labels = |values: &[AxisValue]| values.iter().map(|value| value.label.clone()).collect::<Vec<_>>();
    let tab = made(&by_size);
    assert_eq!(labels(&tab.rows), ["Pay", "Workforce", "Devolution", "no theme"]);
    assert_eq!(labels(&tab.columns), ["Andrew Goodall", "NHS Wales", "Jane; Doe", "no speaker"]);
    let with_empty =
        CrosstabRequest { has_empty: true, ..request(Field::Stance, Field::Organisation, Measure::Statements) };
    let table = table(&six()[..3]);
    let tab = crosstab(&table, &table.all(), &with_empty).unwrap();
    assert_eq!(labels(&tab.rows), ["Supports", "Opposes", "Unclear"]);
    assert_eq!(labels(&tab.columns), ["Andrew Goodall", "Jane; Doe", "NHS Wales"]);
    let tab = crosstab(&table, &table.all(), &CrosstabRequest { has_empty: false, ..with_empty }).unwrap();
    assert_eq!(
        (labels(&tab.rows), labels(&tab.columns)),
        (vec!["Supports".into(), "Opposes".into()], vec!["NHS Wales".to_owned()])
    );
}

#[test]
fn one_field_alone_has_totals() {
    let tab = made(&CrosstabRequest::new(Field::Date(Period::Year), None));
    assert_eq!(drawn(&tab), "| \n2017: 3\n2023: 1\nno exact date: 2\nall: 6\n");
    assert_eq!(tab.largest(), 3);
    assert_eq!(tab.values(Some(2), None).collect::<Vec<_>>(), [&Value::Unset(Field::Date(Period::Year))]);
}

#[test]
fn bars_part_at_the_middle_of_the_scale() {
    let table = table(&six());
    let request = BarsRequest { field: Field::Theme, has_empty: false, order: BarOrder::Natural };
    let bars = stance_bars(&table, &table.all(), &request).unwrap();
    assert_eq!(
        bars.stances.iter().map(|stance| stance.name.as_str()).collect::<Vec<_>>(),
        ["Opposes", "Supports", "Unclear"]
    );
    let pay = &bars.bars[1];
    assert_eq!((pay.counts.as_slice(), pay.n_unset, pay.n, pay.n_with_position), (&[1, 1, 0][..], 1, 3, 2));
    assert_eq!((pay.mean, pay.reach(&bars.stances)), (Some(0.25), (1.0, 1.0)));
    assert_eq!((bars.total.n, bars.total.mean), (6, Some(0.25)));
    assert_eq!(bars.account.left_out.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 1]);
    let labels = |order| {
        let bars = stance_bars(&table, &table.all(), &BarsRequest { order, ..request.clone() }).unwrap();
        bars.bars.into_iter().filter_map(|bar| Some(bar.value?.label)).collect::<Vec<_>>()
    };
    assert_eq!(labels(BarOrder::BySize), ["Pay", "Workforce", "Devolution", "no theme"]);
    assert_eq!(labels(BarOrder::ByMean), ["Workforce", "Pay", "Devolution", "no theme"]);
}

proptest! {
    /// Few and many cells are counted in different ways, and come to the same.
    #[test]
    fn every_cell_counts_what_a_look_at_each_statement_counts(
        statements in crate::analysis::testing::any_coded(30), measure in 0usize..4, rows in 0usize..5, columns in 0usize..5,
    ) {
        let fields = [Field::Theme, Field::Stance, Field::Speaker, Field::Document, Field::Date(Period::Month)];
        let (rows, columns) = (fields[rows].clone(), fields[columns].clone());
        let table = table(&statements);
        let request = request(rows.clone(), columns.clone(), Measure::ALL[measure]);
        let tab = crosstab(&table, &table.all(), &request).unwrap();
        let has = |field: &Field, row: &crate::analysis::RowRef<'_>, wanted: Option<&AxisValue>| wanted.is_none_or(|wanted| {
            let (axis, mut has_it) = (Axis::new(&table, field), false);
            axis.visit(row, |at| has_it |= axis.values[at] == *wanted);
            has_it
        });
        for row in tab.rows.iter().map(Some).chain([None]) {
            for column in tab.columns.iter().map(Some).chain([None]) {
                let found: Vec<_> = table.rows().filter(|at| has(&rows, at, row) && has(&columns, at, column)).collect();
                let at = |values: &[AxisValue], value: Option<&AxisValue>| value.and_then(|value| values.iter().position(|v| v == value));
                let cell = tab.cell(at(&tab.rows, row), at(&tab.columns, column));
                match request.measure {
                    Measure::Statements => prop_assert_eq!(cell.n, found.len()),
                    Measure::Documents => {
                        let documents: std::collections::BTreeSet<_> = found.iter().map(|row| row.document).collect();
                        prop_assert_eq!(cell.n, documents.len());
                    }
                    Measure::Speakers => {
                        let is_voice = |speaker: usize| {
                            let value = |field: &Field, wanted: Option<&AxisValue>| *field != Field::Speaker
                                || wanted.is_none_or(|wanted| wanted.label == table.names().speakers[speaker].name);
                            value(&rows, row) && value(&columns, column)
                        };
                        let voices = found.iter().flat_map(|row| row.voices).map(|voice| voice.speaker);
                        let speakers: std::collections::BTreeSet<_> = voices.filter(|speaker| is_voice(*speaker)).collect();
                        prop_assert_eq!(cell.n, speakers.len());
                    }
                    Measure::MeanStance => {
                        let at = |stance: usize| table.names().stances[stance].position;
                        let positions: Vec<f64> = found.iter().filter_map(|row| row.row.stance.and_then(at)).collect();
                        let mean = positions.iter().sum::<f64>() / positions.len() as f64;
                        prop_assert!(cell.mean().map_or(positions.is_empty(), |it| (it - mean).abs() < 1e-9));
                    }
                }
            }
        }
    }
}

#[test]
fn a_cell_of_who_speaks_in_which_role_is_of_one_and_the_same_speaker() {
    use crate::analysis::query::Query;
    let of = |who: &'static [&'static str]| coded("a.txt", "ann", who, "pay", "supports");
    // Andrew Goodall is chief executive of NHS Wales in 2017; NHS Wales itself holds no role.
    let statements = [of(&["andrew-goodall", "nhs-wales"]), of(&["andrew-goodall"]), of(&["nhs-wales"]), of(&[])];
    let (corpus, table) = (coded_corpus(&statements), table(&statements));
    let tab = crosstab(&table, &table.all(), &request(Field::Speaker, Field::Role, Measure::Statements)).unwrap();
    let labels = |values: &[AxisValue]| values.iter().map(|value| value.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels(&tab.rows), ["Andrew Goodall", "NHS Wales", "no speaker"]);
    assert_eq!(labels(&tab.columns), ["chief executive", "no role"]);
    let n = |row, column| tab.cell(row, column).n;
    let grid: Vec<_> =
        [Some(0), Some(1), Some(2), None].map(|row| [Some(0), Some(1), None].map(|column| n(row, column))).into();
    assert_eq!(grid, [[2, 0, 2], [0, 2, 2], [0, 1, 1], [2, 3, 4]]);
    let names = table.names();
    let query = |row, column| tab.condition(row, column, names).into_iter().fold(Query::default(), Query::and);
    assert_eq!(query(Some(0), Some(1)).to_string(), "same(speaker:\"Andrew Goodall\" unset:role)");
    assert_eq!(query(None, Some(1)).to_string(), "same(unset:role)");
    assert_eq!(query(None, Some(1)).on(&table, &corpus).unwrap().len(), 3);
    // Side by side, each condition may be of another speaker.
    let both = Query::parse("speaker:nhs-wales role:\"chief executive\"").unwrap();
    assert_eq!(both.on(&table, &corpus).unwrap().len(), 1);
}
