//! Stacked bars from one line at the left: for each row how a whole falls into parts, with figures beside it.
//!
//! ```text
//!   Document          ▓ complete  ░ incomplete        statements   unsure   sentences coded
//!   ───────────────────────────────────────────────────────────────────────────────────────
//!   Vision            │▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░              38        1               74%
//!   Response          │read, nothing to code                   0        0                0%
//! ```
//!
//! The bar of the total, which is longer than any other, is drawn where all are as long: where rows part the same whole.

use super::bars::{BAR, GAP, HEAD_SIZE, ROW, SIZE, next_mark, put_figure};
use super::look::{LEGEND_ROW, Swatch, legend, legend_width};
use super::words::percent;
use super::{Anchor, Area, Chart, Drawing, Ink, Line, Look, Paint, Point, Weight, cap_height, width};
use crate::analysis::thousands;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stacks {
    /// What the picture shows.
    pub title: String,
    /// What has a row for each of its values, such as `Document`.
    pub head: String,
    /// How the parts look, from the left.
    pub parts: Vec<Look>,
    /// The heads of the figures beside the bars.
    pub figures: Vec<String>,
    /// From the top.
    pub rows: Vec<Stack>,
    /// All together; its bar is drawn where it is no longer than others.
    pub total: Option<Stack>,
    /// Whether there is something behind a part, as there is behind a row.
    pub opens_parts: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// What people read.
    pub label: String,
    /// How many there are of each part.
    pub counts: Vec<usize>,
    /// What stands where there is no bar.
    pub words: String,
    /// The figures beside the bar.
    pub figures: Vec<String>,
    /// How many things are behind the row, such as 12 `statement`s.
    pub n: usize,
}

/// What a mark of the chart means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StackMark {
    /// Number of the row; none for the total.
    pub row: Option<usize>,
    /// Number of the part; none for all of the row.
    pub part: Option<usize>,
}

/// Widest that one of a count is drawn.
const MAX_UNIT: f32 = 48.0;
/// Narrowest chart that is drawn.
const MIN_WIDTH: f32 = 480.0;

/// Draws stacked bars in a picture of `width` points.
pub fn stacks(data: &Stacks, width: f32) -> Chart<StackMark> {
    let columns = Columns::new(data, width.max(MIN_WIDTH));
    let mut drawing = Drawing::new(columns.width, 0.0, data.title.clone());
    let mut marks = Vec::new();
    let mut top = 0.0;
    if legend_width(&data.parts, Swatch::Plain) > columns.right - columns.left {
        top += legend(&mut drawing, &data.parts, Swatch::Plain, Point::new(0.0, 0.0), columns.width);
    } else {
        legend(&mut drawing, &data.parts, Swatch::Plain, Point::new(columns.left, 1.0), columns.width);
    }
    columns.put_head(&mut drawing, data, top);
    top += LEGEND_ROW + 2.0;
    drawing.hairline(0.0, top, columns.width);

    let longest = data.rows.iter().map(sum).max().unwrap_or(0);
    // Rows that part the same whole take all the room.
    let is_one_whole = data.rows.iter().all(|row| sum(row) == longest);
    let limit = if is_one_whole { f32::INFINITY } else { MAX_UNIT };
    let unit = ((columns.right - columns.left) / longest.max(1) as f32).min(limit);
    let is_total_drawn = data.total.as_ref().is_some_and(|total| sum(total) <= longest);
    let zero_line = Line::solid(Paint { ink: Ink::Soft, opacity: 0.55 }, 1.0);
    let n_drawn = data.rows.len() + usize::from(is_total_drawn);
    let ends = [top, top + n_drawn as f32 * ROW].map(|y| Point::new(columns.left, y));
    drawing.line(ends[0], ends[1], zero_line);
    let n_rows = data.rows.len() + usize::from(data.total.is_some());
    for (at, row) in data.rows.iter().chain(&data.total).enumerate() {
        let number = (at < data.rows.len()).then_some(at);
        columns.put_row(&mut drawing, &mut marks, (number, row), top);
        if number.is_some() || is_total_drawn {
            columns.put_bar(&mut drawing, &mut marks, data, (number, row), (unit, top));
        }
        top += ROW;
        if at + 1 < n_rows {
            let ink = if at + 1 == data.rows.len() { Ink::Faint } else { Ink::Line };
            drawing.line(Point::new(0.0, top), Point::new(columns.width, top), Line::solid(ink, 1.0));
        }
    }
    drawing.height = top + 1.0;
    Chart { drawing, marks }
}

fn sum(row: &Stack) -> usize {
    row.counts.iter().sum()
}

/// Where the columns are.
struct Columns {
    width: f32,
    label: f32,
    /// Where bars begin, and the farthest that they end.
    left: f32,
    right: f32,
    /// Right edges of the figures.
    figures: Vec<f32>,
}

impl Columns {
    fn new(data: &Stacks, whole: f32) -> Self {
        let rows = || data.rows.iter().chain(&data.total);
        let label = (data.rows.iter().map(|row| (row, Weight::Regular)))
            .chain(data.total.iter().map(|total| (total, Weight::Semibold)))
            .map(|(row, weight)| width(&row.label, SIZE, weight) + 1.0)
            .fold(width(&data.head, HEAD_SIZE, Weight::Semibold), f32::max)
            .clamp(60.0, 0.34 * whole);
        let mut figures = Vec::with_capacity(data.figures.len());
        let mut x = whole;
        for (at, head) in data.figures.iter().enumerate().rev() {
            figures.push(x);
            let cells = rows().filter_map(|row| row.figures.get(at)).map(|cell| width(cell, SIZE, Weight::Regular));
            x -= cells.fold(width(head, HEAD_SIZE, Weight::Semibold), f32::max) + GAP;
        }
        figures.reverse();
        let left = label + GAP;
        Self { width: whole, label, left, right: x.max(left + 40.0), figures }
    }

    fn put_head(&self, drawing: &mut Drawing, data: &Stacks, top: f32) {
        let y = top + LEGEND_ROW / 2.0 + cap_height(HEAD_SIZE) / 2.0 + 1.0;
        let at = (Point::new(0.0, y), Anchor::Start);
        drawing.elided(at, (HEAD_SIZE, Weight::Semibold), self.label, Ink::Soft, &data.head);
        for (x, head) in self.figures.iter().zip(&data.figures) {
            drawing.semibold(Point::new(*x, y), Anchor::End, HEAD_SIZE, Ink::Soft, head.as_str());
        }
    }

    fn put_row(
        &self,
        drawing: &mut Drawing,
        marks: &mut Vec<StackMark>,
        (number, row): (Option<usize>, &Stack),
        top: f32,
    ) {
        let y = top + ROW / 2.0 + cap_height(SIZE) / 2.0;
        let weight = if number.is_none() { Weight::Semibold } else { Weight::Regular };
        let at = (Point::new(0.0, y), Anchor::Start);
        let shape = drawing.elided(at, (SIZE, weight), self.label, Ink::Text, &row.label);
        if row.n > 0 {
            let noun = if row.n == 1 { "statement" } else { "statements" };
            shape.mark = Some(next_mark(marks, StackMark { row: number, part: None }));
            shape.title = format!("{}: {} {noun}", row.label, thousands(row.n));
        }
        for (x, figure) in self.figures.iter().zip(&row.figures) {
            drawing.text(Point::new(*x, y), Anchor::End, SIZE, Ink::Text, figure.as_str());
        }
    }

    fn put_bar(
        &self,
        drawing: &mut Drawing,
        marks: &mut Vec<StackMark>,
        data: &Stacks,
        (number, row): (Option<usize>, &Stack),
        (unit, top): (f32, f32),
    ) {
        let whole = sum(row);
        if whole == 0 {
            let y = top + ROW / 2.0 + cap_height(SIZE) / 2.0;
            let at = (Point::new(self.left + 6.0, y), Anchor::Start);
            let room = self.right - self.left - 6.0;
            drawing.elided(at, (SIZE, Weight::Regular), room, Ink::Soft, &row.words);
            return;
        }
        let (mut x, y) = (self.left, top + (ROW - BAR) / 2.0);
        for (part, (look, n)) in data.parts.iter().zip(&row.counts).enumerate().filter(|(_, (_, n))| **n > 0) {
            if x > self.left {
                x += 1.0;
            }
            let end = x.max(self.left + unit * row.counts[..=part].iter().sum::<usize>() as f32);
            let area = Area::new(x, y, (end - x).max(1.0), BAR);
            let share = percent(*n, whole);
            let title = format!("{}, {}: {} of {} ({share})", row.label, look.name, thousands(*n), thousands(whole));
            let mark = data.opens_parts.then(|| next_mark(marks, StackMark { row: number, part: Some(part) }));
            look.texture.fill(drawing, area, look.hue, mark, &title);
            put_figure(drawing, look, area, *n);
            x = area.right();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Texture;
    use crate::model::Hue;
    use proptest::prelude::*;

    fn data(rows: &[[usize; 3]], has_long_total: bool) -> Stacks {
        let look = |n: usize| Look { texture: Texture::ALL[n], ..Look::nth(n, format!("part {n}")) };
        let row = |(n, counts): (usize, &[usize; 3])| Stack {
            label: format!("Document {n}"),
            counts: counts.to_vec(),
            words: "not begun".to_owned(),
            figures: vec![counts.iter().sum::<usize>().to_string(), "74%".to_owned()],
            n: counts.iter().sum(),
        };
        let whole = |at: usize| rows.iter().map(|row| row[at]).sum();
        let counts: Vec<usize> = if has_long_total { (0..3).map(whole).collect() } else { vec![0, 0, 1] };
        Stacks {
            title: "Coverage".to_owned(),
            head: "Document".to_owned(),
            parts: (0..3).map(look).collect(),
            figures: vec!["statements".to_owned(), "sentences coded".to_owned()],
            rows: rows.iter().enumerate().map(row).collect(),
            total: Some(Stack { label: "All".to_owned(), counts, n: 9, ..Stack::default() }),
            opens_parts: true,
        }
    }

    fn parts(chart: &Chart<StackMark>) -> Vec<(Option<usize>, usize, Area)> {
        let part = |shape: &crate::chart::Shape| {
            let mark = chart.marks[shape.mark? as usize];
            Some((mark.row, mark.part?, shape.bounds()))
        };
        chart.drawing.shapes.iter().filter_map(part).collect()
    }

    proptest! {
        #[test]
        fn bars_begin_at_one_line_and_are_as_long_as_they_count(
            rows in proptest::collection::vec(proptest::array::uniform3(0usize..60), 1..9), width in 300.0f32..1400.0,
        ) {
            let chart = stacks(&data(&rows, true), width);
            let found = parts(&chart);
            let drawn = rows.iter().flatten().filter(|n| **n > 0).count();
            prop_assert_eq!(found.iter().filter(|(row, ..)| row.is_some()).count(), drawn);
            let starts: Vec<f32> = (0..rows.len())
                .filter_map(|row| found.iter().find(|(of, ..)| *of == Some(row)).map(|(_, _, area)| area.x))
                .collect();
            prop_assert!(starts.iter().all(|x| (x - starts[0]).abs() < 0.01), "{:?}", starts);
            // A longer whole has no shorter bar.
            let ends: Vec<(usize, f32)> = (0..rows.len())
                .filter_map(|row| {
                    let last = found.iter().rfind(|(of, ..)| *of == Some(row))?;
                    Some((rows[row].iter().sum(), last.2.right()))
                })
                .collect();
            for (n, end) in &ends {
                prop_assert!(ends.iter().all(|(m, other)| m <= n || other + 3.0 >= *end));
            }
            for shape in &chart.drawing.shapes {
                let (bounds, area) = (shape.bounds(), chart.drawing.area().grown(4.0));
                prop_assert!(area.contains(Point::new(bounds.x, bounds.y)), "{:?}", shape);
                prop_assert!(area.contains(Point::new(bounds.right(), bounds.bottom())), "{:?}", shape);
            }
        }
    }

    #[test]
    fn every_part_is_named_and_an_empty_row_has_words() {
        let chart = stacks(&data(&[[3, 1, 0], [0, 0, 0]], true), 700.0);
        let titles: Vec<&str> = chart.drawing.shapes.iter().map(|shape| shape.title.as_str()).collect();
        assert!(titles.contains(&"Document 0, part 0: 3 of 4 (75%)"), "{titles:?}");
        assert!(titles.contains(&"Document 0: 4 statements"));
        let says = |words: &str| {
            chart.drawing.shapes.iter().any(|s| matches!(&s.form, crate::chart::Form::Text(text) if text.text == words))
        };
        assert!(says("not begun") && says("sentences coded"));
        assert!(parts(&chart).iter().all(|(_, _, area)| area.width > 0.0));
    }

    #[test]
    fn the_total_has_a_bar_where_it_is_no_longer_than_others() {
        let with_bar = |has_long_total| {
            let chart = stacks(&data(&[[3, 1, 0], [2, 2, 2]], has_long_total), 700.0);
            parts(&chart).iter().any(|(row, ..)| row.is_none())
        };
        assert!(!with_bar(true) && with_bar(false));
    }

    #[test]
    fn parts_that_open_nothing_are_no_buttons() {
        let chart = stacks(&Stacks { opens_parts: false, ..data(&[[3, 1, 0]], true) }, 700.0);
        assert!(parts(&chart).is_empty() && chart.marks.iter().all(|mark| mark.part.is_none()));
        assert_eq!(Look::rest("x").hue, Hue::Grey);
    }
}
