//! Tests that charts show what analysis found, figure by figure.

use super::*;
use crate::analysis::network::{NetworkRequest, network};
use crate::analysis::testing::{Coded, any_coded, coded, table};
use crate::analysis::{
    BarOrder, BarsRequest, CrosstabRequest, Field, Period, TimelineRequest, crosstab, stance_bars, timeline,
};
use crate::chart::{BarLength, TimeForm, bars, heat};
use proptest::prelude::*;

fn bars_of(statements: &[Coded]) -> StanceBars {
    let table = table(statements);
    let request = BarsRequest { field: Field::Theme, has_empty: false, order: BarOrder::Natural };
    stance_bars(&table, &table.all(), &request).expect("it is small")
}

fn some() -> Vec<Coded> {
    vec![
        coded("a.txt", "ann", &["andrew-goodall", "nhs-wales"], "pay", "supports"),
        coded("a.txt", "ann", &["andrew-goodall"], "pay", "opposes"),
        coded("news/c.txt", "bob", &["nhs-wales"], "workforce", "supports"),
        coded("b.txt", "ann", &["jane-doe"], "devolution", "unclear"),
        coded("news/c.txt", "bob", &["jane-doe"], "pay", ""),
    ]
}

proptest! {
    #[test]
    fn every_segment_of_a_bar_is_a_figure(statements in any_coded(24)) {
        let found = bars_of(&statements);
        let shown = Bars::of(&found);
        let chart = bars(&shown, BarLength::Counts, 640.0);
        for (at, (look, position)) in shown.stances.iter().enumerate() {
            prop_assert_eq!((&look.name, Some(*position)), (&found.stances[at].name, found.stances[at].position));
        }
        let mut n_segments = 0;
        for mark in &chart.marks {
            if let (Some(bar), Some(stance)) = (mark.bar, mark.stance) {
                prop_assert!(found.bars[bar].counts[stance] > 0);
                n_segments += 1;
            }
        }
        let figures = found.bars.iter().flat_map(|bar| bar.counts.iter().zip(&found.stances));
        let n_figures = figures.filter(|(n, stance)| **n > 0 && stance.position.is_some()).count();
        prop_assert_eq!(n_segments, n_figures);
    }

    #[test]
    fn every_cell_of_a_table_is_a_figure(statements in any_coded(24), n in 0usize..4, of in 0usize..4) {
        let table = table(&statements);
        let measure = Measure::ALL[n];
        let request = CrosstabRequest { measure, ..CrosstabRequest::new(Field::Speaker, Some(Field::Stance)) };
        let found = crosstab(&table, &table.all(), &request).expect("it is small");
        let share = (of < 3 && measure.is_count()).then(|| Share::ALL[of]);
        let shown = Heat::of_crosstab(&found, share, table.names());
        let chart = heat(&shown, 700.0);
        let is_full = |row, column| !found.cell(row, column).is_empty();
        for (at, cell) in shown.cells.iter().enumerate() {
            let (row, column) = (Some(at / found.columns.len()), Some(at % found.columns.len()));
            prop_assert_eq!(!cell.figure.is_empty(), is_full(row, column));
            prop_assert!((-1.0..=1.0).contains(&cell.strength), "{cell:?}");
        }
        for mark in &chart.marks {
            prop_assert!(is_full(mark.row, mark.column), "{mark:?}");
        }
    }

    #[test]
    fn every_bar_of_a_timeline_is_a_figure(statements in any_coded(24)) {
        let table = table(&statements);
        let request = TimelineRequest { split: Some(Field::Stance), ..TimelineRequest::new(Period::Year) };
        let found = timeline(&table, &table.all(), &request).expect("it is small");
        let (shown, n_more) = Times::of(&found, table.names());
        prop_assert_eq!(n_more, 0);
        let chart = crate::chart::timeline(&shown, TimeForm::Bars, (640.0, 300.0));
        let series = if found.series.is_empty() { std::slice::from_ref(&found.total) } else { &found.series };
        for mark in &chart.marks {
            prop_assert!(series[mark.series].cells[mark.slot].n > 0);
        }
        let n_figures = series.iter().flat_map(|own| &own.cells).filter(|cell| cell.n > 0).count();
        prop_assert_eq!(chart.marks.len(), n_figures);
    }

    #[test]
    fn every_tie_is_drawn_and_stands_twice_in_the_matrix(statements in any_coded(24)) {
        let table = table(&statements);
        let found = network(&table, &table.all(), &NetworkRequest { keeps_isolates: true, ..NetworkRequest::default() });
        let places: Vec<Point> = (0..found.nodes.len()).map(|n| Point::new(n as f32, (n * n) as f32)).collect();
        let shown = Net::of(&found, &places, "Who stands together");
        prop_assert_eq!((shown.nodes.len(), shown.edges.len()), (found.nodes.len(), found.edges.len()));
        let (matrix, rows, columns) = Heat::of_network(&found, "Who stands together");
        prop_assert_eq!((rows.len(), columns.len()), (found.nodes.len(), found.nodes.len()));
        prop_assert_eq!(matrix.cells.iter().filter(|cell| cell.is_open).count(), 2 * found.edges.len());
        for at in 0..rows.len() {
            prop_assert!(matrix.cells[at * columns.len() + at].words.is_empty(), "nobody is tied to themselves");
        }
    }
}

#[test]
fn titles_and_heads_say_what_is_shown() {
    let shown = Bars::of(&bars_of(&some()));
    assert_eq!((shown.title.as_str(), shown.head.as_str()), ("Stance by theme", "Theme"));
    assert_eq!(shown.total.as_ref().map(|bar| (bar.label.as_str(), bar.n)), Some(("All statements", 3)));
    let table = table(&some());
    let request = CrosstabRequest::new(Field::Theme, Some(Field::Speaker));
    let found = crosstab(&table, &table.all(), &request).expect("it is small");
    assert_eq!(Heat::of_crosstab(&found, None, table.names()).title, "Statements by theme and speaker");
    let found = timeline(&table, &table.all(), &TimelineRequest::new(Period::Year)).expect("it is small");
    let (shown, _) = Times::of(&found, table.names());
    assert_eq!((shown.title.as_str(), shown.series.len()), ("Statements by year", 1));
}

#[test]
fn for_and_against_are_told_apart_in_grey_where_they_stand_on_each_other() {
    let table = table(&some());
    let request = TimelineRequest { split: Some(Field::Stance), ..TimelineRequest::new(Period::Year) };
    let found = timeline(&table, &table.all(), &request).expect("it is small");
    let (shown, _) = Times::of(&found, table.names());
    let texture = |name: &str| shown.series.iter().find(|(look, _)| look.name == name).map(|(look, _)| look.texture);
    assert!(texture("Supports").is_some() && texture("Opposes").is_some(), "{shown:?}");
    assert_ne!(texture("Supports"), texture("Opposes"));
}
