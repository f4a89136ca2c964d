//! Tests of diverging bars: facts about their geometry.

use super::*;
use crate::model::{Glyph, Hue};
use proptest::prelude::*;

fn stances() -> Vec<(Look, f64)> {
    vec![
        (Look::stance("opposes", Hue::Rust, Glyph::TriangleDown), -1.0),
        (Look::stance("mixed", Hue::Violet, Glyph::Diamond), 0.0),
        (Look::stance("conditional", Hue::Teal, Glyph::TriangleUpOutline), 0.5),
        (Look::stance("supports", Hue::Blue, Glyph::TriangleUp), 1.0),
    ]
}

fn data(rows: &[[usize; 4]]) -> Bars {
    let bar = |(n, counts): (usize, &[usize; 4])| Bar {
        label: format!("Theme {n}"),
        counts: counts.to_vec(),
        n: counts.iter().sum(),
        mean: None,
    };
    let bars: Vec<Bar> = rows.iter().enumerate().map(bar).collect();
    let sum = |at: usize| rows.iter().map(|row| row[at]).sum();
    let total = Bar { label: "All".to_owned(), counts: (0..4).map(sum).collect(), ..Bar::default() };
    let (title, head) = ("Stance by theme".to_owned(), "Theme".to_owned());
    Bars { title, head, stances: stances(), bars, total: Some(total), has_legend: true }
}

/// The area of each segment, by bar and stance.
fn segments(chart: &Chart<BarMark>) -> Vec<(usize, usize, Area)> {
    let segment = |shape: &super::super::Shape| {
        let mark = chart.marks[shape.mark? as usize];
        Some((mark.bar?, mark.stance?, shape.bounds()))
    };
    chart.drawing.shapes.iter().filter_map(segment).collect()
}

proptest! {
    #[test]
    fn bars_share_one_zero_line_and_are_as_long_as_they_count(
        rows in proptest::collection::vec(proptest::array::uniform4(0usize..60), 1..9),
        width in 300.0f32..1400.0,
        is_shares: bool,
    ) {
        let length = if is_shares { BarLength::Shares } else { BarLength::Counts };
        let chart = bars(&data(&rows), length, width);
        let segments = segments(&chart);
        prop_assert_eq!(segments.len(), rows.iter().flatten().filter(|n| **n > 0).count(), "one for each figure");
        let (mut zeros, mut units) = (Vec::new(), Vec::new());
        for (bar, counts) in rows.iter().enumerate() {
            let own: Vec<_> = segments.iter().filter(|segment| segment.0 == bar).collect();
            let Some(first) = own.first() else { continue };
            let whole: usize = counts.iter().sum();
            let unit = own.iter().map(|(_, _, area)| area.width).sum::<f32>() / whole as f32;
            let before = counts[0] as f32 + counts[1] as f32 / 2.0;
            zeros.push(first.2.x + before * unit);
            units.push(if is_shares { unit * whole as f32 } else { unit });
            for (_, stance, area) in &own {
                prop_assert!((area.width - counts[*stance] as f32 * unit).abs() < 0.05);
            }
            for pair in own.windows(2) {
                prop_assert!((pair[0].2.right() - pair[1].2.x).abs() < 0.05, "no gap between {pair:?}");
            }
        }
        for list in [zeros, units] {
            prop_assert!(list.iter().all(|value| (value - list[0]).abs() < 0.1), "{list:?}");
        }
        for shape in &chart.drawing.shapes {
            let bounds = shape.bounds();
            prop_assert!(chart.drawing.area().grown(0.6).contains(Point::new(bounds.x, bounds.y)), "{shape:?}");
            prop_assert!(
                chart.drawing.area().grown(0.6).contains(Point::new(bounds.right(), bounds.bottom())), "{shape:?}"
            );
        }
    }
}

#[test]
fn every_mark_has_a_shape_and_a_title() {
    let chart = bars(&data(&[[2, 2, 3, 14], [0, 0, 0, 0], [7, 1, 4, 9]]), BarLength::Counts, 560.0);
    for mark in 0..chart.marks.len() as u32 {
        assert!(chart.drawing.title_of(mark).is_some(), "{:?}", chart.marks[mark as usize]);
    }
    assert!(chart.drawing.shapes.iter().any(|shape| shape.title == "Theme 0, supports: 14 of 21 (67%)"));
    let rows: Vec<_> = chart.marks.iter().filter(|mark| mark.stance.is_none()).map(|mark| mark.bar).collect();
    assert_eq!(rows, [Some(0), Some(1), Some(2), None]);
}

#[test]
fn a_legend_stands_once_above_several_charts() {
    let with = bars(&data(&[[2, 2, 3, 14]]), BarLength::Counts, 560.0).drawing;
    let without = bars(&Bars { has_legend: false, ..data(&[[2, 2, 3, 14]]) }, BarLength::Counts, 560.0).drawing;
    let says = |drawing: &Drawing, word: &str| {
        drawing.shapes.iter().any(|shape| matches!(&shape.form, crate::chart::Form::Text(text) if text.text == word))
    };
    assert!(says(&with, "opposes") && !says(&without, "opposes"));
    assert!(["Theme", "n", "mean", "14"].iter().all(|word| says(&with, word) && says(&without, word)));
}

#[test]
fn a_long_label_is_cut_and_does_not_reach_the_bars() {
    let mut data = data(&[[1, 0, 0, 1]]);
    data.bars[0].label = "Integrated care systems and the devolution of budgets to places".to_owned();
    let chart = bars(&data, BarLength::Counts, 480.0);
    let label =
        chart.drawing.shapes.iter().find(|shape| shape.title.starts_with("Integrated") && shape.bounds().x < 1.0);
    let label = label.expect("a label");
    assert!(label.title.contains("budgets to places: 2 statements"));
    assert!(segments(&chart).iter().all(|(_, _, area)| area.x >= label.bounds().right()));
}
