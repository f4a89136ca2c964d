//! Figures over time: bars that stack what is counted, or lines for each series, on an axis of the calendar.
//!
//! ```text
//!   10 ┤      ▓▓
//!    5 ┤ ▒▒   ▓▓ ▒▒        ▒▒       a period with nothing in it has its place and stays empty;
//!    0 └─▓▓───▒▒─▓▓────────▓▓──     a line breaks where there is no mean
//!       Nov Dec Jan      Apr
//!       2022    2023
//! ```

use super::look::{LEGEND_ROW, Swatch, legend, line_style};
use super::ticks::{round_ticks, time_ticks};
use super::words::{plain, signed};
use super::{Anchor, Area, Chart, Drawing, Form, Ink, Line, Look, Paint, Point, Weight, cap_height, width};
use crate::analysis::Slot;

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// What the picture shows.
    pub title: String,
    /// What stands at the axis, such as `statements` or `mean stance`.
    pub figure: String,
    /// Whether figures are means on the scale rather than counts.
    pub is_mean: bool,
    /// The periods, which follow each other.
    pub slots: Vec<Slot>,
    /// What is told apart, with a figure for each period; none where there is none.
    pub series: Vec<(Look, Vec<Option<f64>>)>,
}

/// How figures over time are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeForm {
    /// Bars on top of each other; means are always lines.
    #[default]
    Bars,
    /// A line for each series.
    Lines,
}

/// What a mark of the chart means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeMark {
    /// Number of the series.
    pub series: usize,
    /// Number of the period.
    pub slot: usize,
}

const SIZE: f32 = 11.0;
/// Between the figures of the axis and the plot.
const GAP: f32 = 8.0;
/// Behind the last period: half of a sign.
const EDGE: f32 = 6.0;
/// Height of the two lines below the axis.
const FOOT: f32 = 38.0;
/// Narrowest that a period is drawn, and widest that a bar is.
const SLOT: (f32, f32) = (2.0, 44.0);
/// Size of the sign at a figure on a line.
const SIGN: f32 = 8.0;
/// Narrowest period in which every figure has its sign.
const SIGN_ROOM: f32 = 11.0;
/// Lowest plot.
const MIN_PLOT: f32 = 80.0;

/// Draws figures over time in a picture of `size` points, or wider where there are more periods than that shows.
pub fn timeline(data: &Times, form: TimeForm, (width, height): (f32, f32)) -> Chart<TimeMark> {
    let mut drawing = Drawing::new(width, height, data.title.clone());
    let looks: Vec<Look> = data.series.iter().map(|(look, _)| look.clone()).collect();
    let form = if data.is_mean { TimeForm::Lines } else { form };
    let swatch = if form == TimeForm::Lines { Swatch::Line } else { Swatch::Area };
    let top = match looks.len() {
        0 | 1 => 0.0,
        _ => legend(&mut drawing, &looks, swatch, Point::new(0.0, 0.0), width) + GAP,
    };
    let plot = Plot::new(data, form, width, (top, height));
    (drawing.width, drawing.height) = (plot.area.right() + EDGE, plot.area.bottom() + FOOT);
    plot.put_figures(&mut drawing, data);
    plot.put_times(&mut drawing, data);
    let mut marks = Vec::new();
    if form == TimeForm::Bars {
        plot.put_bars(&mut drawing, &mut marks, data);
    }
    let zero = plot.y(0.0);
    let (left, right) = (plot.area.x, plot.area.right());
    drawing.line(Point::new(left, zero), Point::new(right, zero), Line::solid(Ink::Faint, 1.0));
    if form == TimeForm::Lines {
        plot.put_lines(&mut drawing, &mut marks, data);
    }
    Chart { drawing, marks }
}

/// Where the axes are.
struct Plot {
    area: Area,
    slot: f32,
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    is_mean: bool,
}

impl Plot {
    fn new(data: &Times, form: TimeForm, whole: f32, (top, height): (f32, f32)) -> Self {
        let high = if data.is_mean { 1.0 } else { highest(data, form).max(1.0) };
        let low = if data.is_mean { -1.0 } else { 0.0 };
        let plot_height = (height - top - LEGEND_ROW - FOOT).max(MIN_PLOT);
        let mut ticks = round_ticks(low, high, (plot_height / 42.0).clamp(2.0, 6.0) as usize, !data.is_mean);
        if !data.is_mean
            && let [.., before, last] = *ticks.as_slice()
            && last < high
        {
            // The axis ends with a tick above the highest figure.
            ticks.push(2.0 * last - before);
        }
        let high = ticks.last().copied().unwrap_or(high).max(high);
        let label = |tick: &f64| width(&tick_label(*tick, data.is_mean), SIZE, Weight::Regular);
        let left = ticks.iter().map(label).fold(0.0, f32::max) + GAP;
        let slot = ((whole - left - EDGE) / data.slots.len().max(1) as f32).max(SLOT.0);
        let area = Area::new(left, top + LEGEND_ROW, slot * data.slots.len() as f32, plot_height);
        Self { area, slot, low, high, ticks, is_mean: data.is_mean }
    }

    fn y(&self, value: f64) -> f32 {
        let share = ((value - self.low) / (self.high - self.low)) as f32;
        self.area.bottom() - share * self.area.height
    }

    /// The middle of a period.
    fn x(&self, slot: usize) -> f32 {
        self.area.x + (slot as f32 + 0.5) * self.slot
    }

    fn put_figures(&self, drawing: &mut Drawing, data: &Times) {
        let at = Point::new(0.0, self.area.y - LEGEND_ROW / 2.0);
        drawing.semibold(at, Anchor::Start, SIZE, Ink::Soft, data.figure.clone());
        for tick in &self.ticks {
            let y = self.y(*tick);
            drawing.hairline(self.area.x, y, self.area.width);
            let at = Point::new(self.area.x - GAP, y + cap_height(SIZE) / 2.0);
            drawing.text(at, Anchor::End, SIZE, Ink::Soft, tick_label(*tick, self.is_mean));
        }
    }

    fn put_times(&self, drawing: &mut Drawing, data: &Times) {
        let bottom = self.area.bottom();
        for tick in time_ticks(&data.slots, self.slot, |text| width(text, SIZE, Weight::Regular)) {
            // Where each period is labelled, its label stands in its middle; else at the border where it begins.
            let is_wide = self.slot >= width(&tick.label, SIZE, Weight::Regular) + 4.0;
            let border = self.area.x + tick.slot as f32 * self.slot;
            let (x, anchor) = if is_wide { (self.x(tick.slot), Anchor::Middle) } else { (border, Anchor::Start) };
            drawing.line(Point::new(border, bottom), Point::new(border, bottom + 4.0), Line::solid(Ink::Faint, 1.0));
            for (line, text) in [(16.0, tick.label), (31.0, tick.below)] {
                // A label that would reach beyond the picture is left to the ticks before it.
                let right = x + width(&text, SIZE, Weight::Regular) * if is_wide { 0.5 } else { 1.0 };
                if !text.is_empty() && right <= drawing.width {
                    drawing.text(Point::new(x, bottom + line), anchor, SIZE, Ink::Soft, text);
                }
            }
        }
    }

    fn put_bars(&self, drawing: &mut Drawing, marks: &mut Vec<TimeMark>, data: &Times) {
        let wide = (self.slot * 0.76).clamp(1.0, SLOT.1);
        for slot in 0..data.slots.len() {
            let mut sum = 0.0;
            for (series, (look, figures)) in data.series.iter().enumerate() {
                let Some(figure) = figures.get(slot).copied().flatten().filter(|figure| *figure > 0.0) else {
                    continue;
                };
                let (bottom, top) = (self.y(sum), self.y(sum + figure));
                let area = Area::new(self.x(slot) - wide / 2.0, top, wide, bottom - top);
                let mark = mark(marks, series, slot);
                look.texture.fill(drawing, area, look.hue, Some(mark), &title(data, series, slot, figure));
                if sum > 0.0 && area.height > 2.0 {
                    let (from, to) = (Point::new(area.x, bottom), Point::new(area.right(), bottom));
                    drawing.line(from, to, Line::solid(Ink::Page, 1.0));
                }
                sum += figure;
            }
        }
    }

    fn put_lines(&self, drawing: &mut Drawing, marks: &mut Vec<TimeMark>, data: &Times) {
        for (series, (look, figures)) in data.series.iter().enumerate() {
            let line = Line { paint: Ink::Hue(look.hue).into(), width: 1.8, style: line_style(series) };
            for points in self.pieces(figures) {
                drawing.add(Form::Path { points, is_closed: false, fill: None, line: Some(line) });
            }
        }
        // Signs stand above every line.
        for (series, (look, figures)) in data.series.iter().enumerate() {
            for (slot, figure) in figures.iter().enumerate().take(data.slots.len()) {
                let Some(figure) = figure.filter(|figure| data.is_mean || *figure > 0.0) else { continue };
                let center = Point::new(self.x(slot), self.y(figure));
                let is_alone = |at: Option<usize>| at.and_then(|at| figures.get(at).copied().flatten()).is_none();
                let is_shown = self.slot >= SIGN_ROOM || is_alone(slot.checked_sub(1)) && is_alone(Some(slot + 1));
                if is_shown {
                    let ground = Form::Circle { center, radius: SIGN * 0.7, fill: Some(Ink::Page.into()), line: None };
                    drawing.add(ground);
                    drawing.sign(look.sign, center, SIGN, Ink::Hue(look.hue));
                }
                // What is clicked is larger than what is seen.
                let radius = (self.slot / 2.0).clamp(1.0, SIGN * 0.75);
                let unseen = Some(Paint { ink: Ink::Page, opacity: 0.0 });
                let mark = mark(marks, series, slot);
                let shape = drawing.add(Form::Circle { center, radius, fill: unseen, line: None });
                (shape.mark, shape.title) = (Some(mark), title(data, series, slot, figure));
            }
        }
    }

    /// The unbroken pieces of a line.
    fn pieces(&self, figures: &[Option<f64>]) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
        for (slot, figure) in figures.iter().enumerate() {
            match (figure, pieces.last_mut()) {
                (Some(figure), Some(piece)) => piece.push(Point::new(self.x(slot), self.y(*figure))),
                _ => pieces.push(Vec::new()),
            }
        }
        pieces.retain(|piece| piece.len() > 1);
        pieces
    }
}

fn mark(marks: &mut Vec<TimeMark>, series: usize, slot: usize) -> u32 {
    marks.push(TimeMark { series, slot });
    marks.len() as u32 - 1
}

/// `2022-06, supports: 12 statements`.
fn title(data: &Times, series: usize, slot: usize, figure: f64) -> String {
    let name = &data.series[series].0.name;
    let of = if name.is_empty() { String::new() } else { format!(", {name}") };
    let figure = if data.is_mean {
        format!("mean {}", signed(Some(figure)))
    } else {
        format!("{} {}", plain(figure), data.figure)
    };
    format!("{}{of}: {figure}", data.slots[slot])
}

fn tick_label(tick: f64, is_mean: bool) -> String {
    if !is_mean {
        return plain(tick);
    }
    let label = signed(Some(tick));
    label.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The highest figure, of all series together where they stand on top of each other.
fn highest(data: &Times, form: TimeForm) -> f64 {
    let figure = |slot: usize, series: &(Look, Vec<Option<f64>>)| series.1.get(slot).copied().flatten().unwrap_or(0.0);
    let of_slot = |slot: usize| {
        let figures = data.series.iter().map(|series| figure(slot, series));
        match form {
            TimeForm::Bars => figures.sum::<f64>(),
            TimeForm::Lines => figures.fold(0.0, f64::max),
        }
    };
    (0..data.slots.len()).map(of_slot).fold(0.0, f64::max)
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
