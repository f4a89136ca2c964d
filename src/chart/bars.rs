//! Diverging stacked bars: for each value the stances from the lowest position to the highest, around one zero line.
//!
//! ```text
//!   Theme          ▼ opposes  ◆ mixed  △ conditional  ▲ supports       n    mean
//!   ───────────────────────────────────────────────────────────────────────────
//!   Devolution              ▓▓▓▓▒▒│▒▒░░░░░░▓▓▓▓▓▓▓▓▓▓▓▓▓▓              21   +0.64
//!   Performance    ▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒│▒▒░░▓▓▓▓                            16   −0.16
//! ```
//!
//! What stands at 0 lies half on each side (Heiberger & Robbins 2014, *Journal of Statistical Software* 57(5)).
//! Stances without a position are not drawn; the note below tells how many.

use super::look::{LEGEND_ROW, Swatch, legend, legend_width};
use super::words::{percent, signed};
use super::{Anchor, Area, Chart, Drawing, Ink, Line, Look, Paint, Point, Weight, cap_height, width};
use crate::analysis::thousands;

/// What the bars show.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What the picture shows.
    pub title: String,
    /// What has a bar for each of its values, such as `Theme`.
    pub head: String,
    /// The stances that have a position, from the lowest to the highest, each with it.
    pub stances: Vec<(Look, f64)>,
    /// From the top.
    pub bars: Vec<Bar>,
    /// The figures of all, in which each statement counts once.
    pub total: Option<Bar>,
    /// Whether the stances are explained; not where bars above these do.
    pub has_legend: bool,
}

/// The figures of one value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What people read.
    pub label: String,
    /// Statements of each stance that has a position.
    pub counts: Vec<usize>,
    /// Statements in the bar, of which the mean is.
    pub n: usize,
    /// Mean position, if any statement has one.
    pub mean: Option<f64>,
}

/// What the length of a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BarLength {
    /// So many statements.
    #[default]
    Counts,
    /// Shares of the statements that have a position: every bar is as long.
    Shares,
}

/// What a mark of the chart means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BarMark {
    /// Number of the bar; none for the total.
    pub bar: Option<usize>,
    /// Number of the stance among those that have a position; none for all statements of the bar.
    pub stance: Option<usize>,
}

pub(super) const HEAD_SIZE: f32 = 11.0;
pub(super) const SIZE: f32 = 13.0;
const FIGURE_SIZE: f32 = 10.0;
pub(super) const ROW: f32 = 27.0;
pub(super) const BAR: f32 = 16.0;
/// Between columns.
pub(super) const GAP: f32 = 20.0;
/// Widest that one statement is drawn.
const MAX_UNIT: f32 = 26.0;
/// Narrowest chart that is drawn.
const MIN_WIDTH: f32 = 360.0;

/// Draws bars in a picture of `width` points.
pub fn bars(data: &Bars, length: BarLength, width: f32) -> Chart<BarMark> {
    let columns = Columns::new(data, width.max(MIN_WIDTH));
    let scale = Scale::new(data, length, columns.bars_left, columns.bars_right);
    let looks: Vec<Look> = data.stances.iter().map(|(look, _)| look.clone()).collect();
    let mut drawing = Drawing::new(columns.width, 0.0, data.title.clone());
    let mut marks = Vec::new();

    // The legend stands in the head, above the bars, or over it where there is not room enough.
    let legend_room = columns.bars_right - columns.bars_left;
    let one_line = legend_width(&looks, Swatch::Area);
    let mut top = 0.0;
    if !data.has_legend {
        // The bars above these explain them.
    } else if one_line > legend_room {
        top += legend(&mut drawing, &looks, Swatch::Area, Point::new(0.0, 0.0), columns.width);
    } else {
        let left = (scale.zero - one_line / 2.0).clamp(columns.bars_left, columns.bars_right - one_line);
        legend(&mut drawing, &looks, Swatch::Area, Point::new(left, 1.0), one_line + 1.0);
    }
    columns.put_head(&mut drawing, data, top);
    top += LEGEND_ROW + 2.0;
    drawing.hairline(0.0, top, columns.width);

    let n_rows = data.bars.len() + usize::from(data.total.is_some());
    let zero_line = Line::solid(Paint { ink: Ink::Soft, opacity: 0.55 }, 1.0);
    let n_drawn = if length == BarLength::Shares { n_rows } else { data.bars.len() };
    let bottom = top + n_drawn as f32 * ROW;
    drawing.line(Point::new(scale.zero, top), Point::new(scale.zero, bottom), zero_line);
    for (at, bar) in data.bars.iter().map(Some).chain([data.total.as_ref()]).flatten().enumerate() {
        let number = (at < data.bars.len()).then_some(at);
        columns.put_row(&mut drawing, &mut marks, (number, bar), top);
        // The total is longer than any bar: drawn to their scale it would make them all short.
        if number.is_some() || length == BarLength::Shares {
            put_bar(&mut drawing, &mut marks, data, (number, bar), &scale, top);
        }
        top += ROW;
        if at + 1 < n_rows {
            let is_above_total = number.is_some() && at + 1 == data.bars.len();
            let ink = if is_above_total { Ink::Faint } else { Ink::Line };
            drawing.line(Point::new(0.0, top), Point::new(columns.width, top), Line::solid(ink, 1.0));
        }
    }
    drawing.height = top + 1.0;
    Chart { drawing, marks }
}

fn put_bar(
    drawing: &mut Drawing,
    marks: &mut Vec<BarMark>,
    data: &Bars,
    (number, bar): (Option<usize>, &Bar),
    scale: &Scale,
    top: f32,
) {
    let whole: usize = bar.counts.iter().sum();
    let (below, _) = reach(&data.stances, bar);
    let unit = scale.unit(whole);
    let mut x = scale.zero - below * unit;
    let y = top + (ROW - BAR) / 2.0;
    let mut borders = Vec::new();
    for (stance, ((look, _), n)) in data.stances.iter().zip(&bar.counts).enumerate().filter(|(_, (_, n))| **n > 0) {
        let area = Area::new(x, y, *n as f32 * unit, BAR);
        let title =
            format!("{}, {}: {} of {} ({})", bar.label, look.name, thousands(*n), thousands(whole), percent(*n, whole));
        let mark = next_mark(marks, BarMark { bar: number, stance: Some(stance) });
        look.texture.fill(drawing, area, look.hue, Some(mark), &title);
        put_figure(drawing, look, area, *n);
        x = area.right();
        borders.push(x);
    }
    borders.pop();
    for x in borders {
        drawing.line(Point::new(x, y), Point::new(x, y + BAR), Line::solid(Ink::Page, 1.0));
    }
}

/// Writes how many an area stands for on it, where there is room.
pub(super) fn put_figure(drawing: &mut Drawing, look: &Look, area: Area, n: usize) {
    let figure = thousands(n);
    if width(&figure, FIGURE_SIZE, Weight::Semibold) + 4.0 <= area.width {
        let baseline = Point::new(area.center().x, area.center().y + cap_height(FIGURE_SIZE) / 2.0);
        plate(drawing, look, &figure, baseline);
        drawing.semibold(baseline, Anchor::Middle, FIGURE_SIZE, look.texture.figure_ink(), figure);
    }
}

/// A calm ground behind a figure on a texture of lines.
fn plate(drawing: &mut Drawing, look: &Look, figure: &str, baseline: Point) {
    use super::Texture::{Crossed, Falling, Hollow, Pale, Rising, Solid};
    let paint = match look.texture {
        Solid | Hollow | Pale => return,
        Rising | Crossed => Paint::solid(Ink::Hue(look.hue)),
        Falling => Paint::solid(Ink::Page),
    };
    let (wide, high) = (width(figure, FIGURE_SIZE, Weight::Semibold) + 4.0, cap_height(FIGURE_SIZE) + 4.0);
    drawing.fill(Area::new(baseline.x - wide / 2.0, baseline.y + 2.0 - high, wide, high), 2.0, paint);
}

/// The number of a new mark.
pub(super) fn next_mark<M>(marks: &mut Vec<M>, mark: M) -> u32 {
    marks.push(mark);
    marks.len() as u32 - 1
}

/// How far a bar reaches below and above 0, in statements.
fn reach(stances: &[(Look, f64)], bar: &Bar) -> (f32, f32) {
    stances.iter().zip(&bar.counts).fold((0.0, 0.0), |(below, above), ((_, position), n)| {
        let n = *n as f32;
        if *position < 0.0 {
            (below + n, above)
        } else if *position > 0.0 {
            (below, above + n)
        } else {
            (below + n / 2.0, above + n / 2.0)
        }
    })
}

/// Where the zero line is, and how wide a statement.
struct Scale {
    zero: f32,
    /// Points for a statement, or for the whole of a bar where all are as long.
    unit: f32,
    length: BarLength,
}

impl Scale {
    fn new(data: &Bars, length: BarLength, left: f32, right: f32) -> Self {
        let shown = data.bars.iter().chain(data.total.iter().filter(|_| length == BarLength::Shares));
        let (mut below, mut above) = (0.0f32, 0.0f32);
        for bar in shown {
            let (down, up) = reach(&data.stances, bar);
            let whole = match length {
                BarLength::Counts => 1.0,
                BarLength::Shares => (bar.counts.iter().sum::<usize>() as f32).max(1.0),
            };
            (below, above) = (below.max(down / whole), above.max(up / whole));
        }
        let sum = below + above;
        let limit = if length == BarLength::Counts { MAX_UNIT } else { f32::INFINITY };
        let unit = if sum > 0.0 { ((right - left) / sum).min(limit) } else { 0.0 };
        // What room is left lies on both sides alike.
        let rest = (right - left - sum * unit) / 2.0;
        Self { zero: left + rest + below * unit, unit, length }
    }

    fn unit(&self, whole: usize) -> f32 {
        match self.length {
            BarLength::Counts => self.unit,
            BarLength::Shares => self.unit / whole.max(1) as f32,
        }
    }
}

/// Where the columns are.
struct Columns {
    width: f32,
    label: f32,
    bars_left: f32,
    bars_right: f32,
    /// Right edge of the figures.
    n: f32,
}

impl Columns {
    fn new(data: &Bars, whole: f32) -> Self {
        let rows = || data.bars.iter().chain(&data.total);
        let widest = |texts: &mut dyn Iterator<Item = f32>| texts.fold(0.0f32, f32::max);
        let total = data.total.iter().map(|bar| width(&bar.label, SIZE, Weight::Semibold) + 1.0);
        let label =
            widest(&mut data.bars.iter().map(|bar| width(&bar.label, SIZE, Weight::Regular) + 1.0).chain(total))
                .max(width(&data.head, HEAD_SIZE, Weight::Semibold))
                .clamp(60.0, 0.34 * whole);
        let mean = width("+0.00", SIZE, Weight::Regular).max(width("mean", HEAD_SIZE, Weight::Semibold));
        let n = widest(&mut rows().map(|bar| width(&thousands(bar.n), SIZE, Weight::Regular))).max(16.0);
        let right = whole - mean - GAP;
        Self { width: whole, label, bars_left: label + GAP, bars_right: right - n - GAP, n: right }
    }

    fn put_head(&self, drawing: &mut Drawing, data: &Bars, top: f32) {
        let y = top + LEGEND_ROW / 2.0 + cap_height(HEAD_SIZE) / 2.0 + 1.0;
        let at = (Point::new(0.0, y), Anchor::Start);
        drawing.elided(at, (HEAD_SIZE, Weight::Semibold), self.label, Ink::Soft, &data.head);
        for (x, head) in [(self.n, "n"), (self.width, "mean")] {
            drawing.semibold(Point::new(x, y), Anchor::End, HEAD_SIZE, Ink::Soft, head);
        }
    }

    fn put_row(&self, drawing: &mut Drawing, marks: &mut Vec<BarMark>, (number, bar): (Option<usize>, &Bar), top: f32) {
        let y = top + ROW / 2.0 + cap_height(SIZE) / 2.0;
        let mark = next_mark(marks, BarMark { bar: number, stance: None });
        let noun = if bar.n == 1 { "statement" } else { "statements" };
        let title = format!("{}: {} {noun}, mean {}", bar.label, thousands(bar.n), signed(bar.mean));
        let weight = if number.is_none() { Weight::Semibold } else { Weight::Regular };
        let at = (Point::new(0.0, y), Anchor::Start);
        let shape = drawing.elided(at, (SIZE, weight), self.label, Ink::Text, &bar.label);
        (shape.mark, shape.title) = (Some(mark), title);
        let shape = drawing.text(Point::new(self.n, y), Anchor::End, SIZE, Ink::Text, thousands(bar.n));
        shape.mark = Some(mark);
        drawing.text(Point::new(self.width, y), Anchor::End, SIZE, Ink::Text, signed(bar.mean));
    }
}

#[cfg(test)]
#[path = "bars_tests.rs"]
mod tests;
