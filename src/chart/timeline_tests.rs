//! Tests of timelines: facts about their geometry.

use super::*;
use crate::analysis::parse_slot;
use proptest::prelude::*;

fn data(first: &str, figures: &[Vec<Option<f64>>], is_mean: bool) -> Times {
    let first = parse_slot(first).expect("a slot");
    let n_slots = figures[0].len();
    Times {
        title: "Statements by month".to_owned(),
        figure: if is_mean { "mean stance" } else { "statements" }.to_owned(),
        is_mean,
        slots: std::iter::successors(Some(first), |slot| slot.next()).take(n_slots).collect(),
        series: figures.iter().enumerate().map(|(n, own)| (Look::nth(n, format!("Series {n}")), own.clone())).collect(),
    }
}

fn marked(chart: &Chart<TimeMark>) -> Vec<(TimeMark, Area)> {
    let shapes = chart.drawing.shapes.iter();
    shapes.filter_map(|shape| Some((chart.marks[shape.mark? as usize], shape.bounds()))).collect()
}

fn figures() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    (1usize..5, 1usize..60).prop_flat_map(|(n_series, n_slots)| {
        let figure = proptest::option::of((0u32..40).prop_map(f64::from));
        proptest::collection::vec(proptest::collection::vec(figure, n_slots), n_series)
    })
}

proptest! {
    #[test]
    fn bars_are_as_high_as_they_count_and_stand_on_each_other(figures in figures(), width in 300.0f32..1200.0) {
        let data = data("2019-03", &figures, false);
        let chart = timeline(&data, TimeForm::Bars, (width, 300.0));
        let bars = marked(&chart);
        let n = figures.iter().flatten().filter(|figure| figure.is_some_and(|figure| figure > 0.0)).count();
        prop_assert_eq!(bars.len(), n, "a bar for each figure, none for nothing");
        let mut units = Vec::new();
        for (mark, area) in &bars {
            units.push(area.height / figures[mark.series][mark.slot].unwrap_or(0.0) as f32);
            let before = bars.iter().filter(|(other, _)| other.slot == mark.slot && other.series < mark.series);
            let floor = before.map(|(_, area)| area.y).fold(f32::INFINITY, f32::min);
            prop_assert!(floor.is_infinite() || (floor - area.bottom()).abs() < 0.05);
        }
        prop_assert!(units.iter().all(|unit| (unit - units[0]).abs() < 0.05), "{units:?}");
    }

    #[test]
    fn nothing_stands_outside(figures in figures(), width in 300.0f32..1200.0, n in 0usize..3, period in 0usize..5) {
        let first = ["2019-03-30", "2019-W50", "2019-03", "2019-Q2", "2019"][period];
        let (form, is_mean) = [(TimeForm::Bars, false), (TimeForm::Lines, false), (TimeForm::Lines, true)][n];
        let share = |figure: &Option<f64>| figure.map(|figure| if is_mean { figure / 20.0 - 1.0 } else { figure });
        let figures: Vec<Vec<Option<f64>>> = figures.iter().map(|own| own.iter().map(share).collect()).collect();
        let chart = timeline(&data(first, &figures, is_mean), form, (width, 280.0));
        let room = chart.drawing.area().grown(1.0);
        for shape in &chart.drawing.shapes {
            let bounds = shape.bounds();
            prop_assert!(room.contains(Point::new(bounds.x, bounds.y)), "{shape:?} in {room:?}");
            prop_assert!(room.contains(Point::new(bounds.right(), bounds.bottom())), "{shape:?} in {room:?}");
        }
    }

    #[test]
    fn labels_of_the_axis_do_not_touch(n_slots in 1usize..400, width in 300.0f32..1200.0, period in 0usize..5) {
        let first = ["2019-03-30", "2019-W50", "2019-03", "2019-Q2", "2019"][period];
        let chart = timeline(&data(first, &[vec![Some(1.0); n_slots]], false), TimeForm::Bars, (width, 280.0));
        let text = |shape: &&super::super::Shape| matches!(shape.form, Form::Text(_));
        let texts: Vec<Area> = chart.drawing.shapes.iter().filter(text).map(crate::chart::Shape::bounds).collect();
        for (n, one) in texts.iter().enumerate() {
            let small = one.grown(-1.5);
            prop_assert!(texts[n + 1..].iter().all(|other| !small.overlaps(&other.grown(-1.5))), "{one:?} in {texts:?}");
        }
    }
}

#[test]
fn a_line_breaks_where_there_is_no_mean_and_a_lone_figure_is_still_seen() {
    let figures = vec![Some(0.5), Some(-0.5), None, Some(1.0), None, Some(0.0), Some(0.25)];
    let chart = timeline(&data("2022-01", &[figures], true), TimeForm::Bars, (600.0, 300.0));
    let pieces = chart.drawing.shapes.iter().filter_map(|shape| match &shape.form {
        Form::Path { points, is_closed: false, .. } => Some(points.len()),
        _ => None,
    });
    assert_eq!(pieces.collect::<Vec<_>>(), [2, 2]);
    assert_eq!(chart.marks.len(), 5);
    assert_eq!(chart.drawing.title_of(2), Some("2022-04, Series 0: mean +1.00"));
}

#[test]
fn a_bar_says_its_period_its_series_and_its_figure() {
    let chart = timeline(&data("2022-01", &[vec![Some(12.0), None]], false), TimeForm::Bars, (600.0, 300.0));
    assert_eq!(chart.drawing.title_of(0), Some("2022-01, Series 0: 12 statements"));
}
