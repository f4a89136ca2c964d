//! How wide the columns of a table are.

use super::Figures;
use crate::ui::theme::{self, size, space};
use egui::{Color32, FontId, Painter, Pos2, Rect, Vec2, pos2, vec2};

/// Height of a row.
pub const ROW: f32 = 27.0;
/// How far a step moves a head in.
pub const STEP_IN: f32 = 14.0;
/// Room of a sign at a head.
pub const SIGN: f32 = 18.0;
/// Lines that the head of a column has at most.
pub const HEAD_LINES: usize = 3;

const LINE: f32 = 14.0;
const ROW_HEAD: std::ops::RangeInclusive<f32> = 96.0..=280.0;
/// Words longer than this are cut.
const LONGEST_WORD: f32 = 120.0;
/// An upright head is cut when it is longer than this.
const LONGEST_UPRIGHT: f32 = 108.0;
/// Room beside a figure below an upright head.
const INSET: f32 = 6.0;
/// Row heads measured: more take too long, and one of them is nearly as long as the longest.
const MAX_MEASURED: usize = 400;

/// How wide the columns of a table are, measured once for as long as the table is the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Width of the heads of the rows.
    pub heads: f32,
    /// Height of the heads of the columns.
    pub head_height: f32,
    /// Whether the heads of the columns stand upright.
    pub has_upright_heads: bool,
    /// Room at the right of a figure.
    pub inset: f32,
    /// Left edge of each column from that of the first, and where the last ends.
    pub edges: Vec<f32>,
    n_rows: usize,
}

/// How long the head of a column is, and its longest word.
struct Measured {
    label: f32,
    word: f32,
}

/// How wide columns are whose heads are read from left to right, and how high these: heads longer
/// than `limit` points go on in the next line.
fn level(columns: &[Measured], figure: f32, limit: f32) -> (f32, f32) {
    let wanted = |column: &Measured| column.label.min(limit).max(column.word.min(LONGEST_WORD));
    let inner = columns.iter().map(wanted).fold(figure, f32::max);
    // A line ends before its last word fits no more, so that lines are not filled.
    let lines =
        |column: &Measured| if column.label <= inner { 1 } else { (column.label * 1.25 / inner).ceil() as usize };
    let n_lines = columns.iter().map(lines).max().unwrap_or(1).min(HEAD_LINES);
    (inner + space::GROUP + space::STEP, n_lines as f32 * LINE + space::STEP + space::TIGHT)
}

impl Layout {
    /// Measures `table`; where the heads of the rows may take `room` points at most.
    pub fn new(painter: &Painter, table: &impl Figures, room: f32) -> Self {
        let width = |text: &str, font: FontId| painter.layout_no_wrap(text.to_owned(), font, Color32::WHITE).size().x;
        let head = |at: usize| {
            let head = table.row_head(at);
            let sign = if head.sign.is_some() { SIGN } else { 0.0 };
            width(&head.label, theme::font(size::BODY)) + head.depth as f32 * STEP_IN + sign
        };
        let longest = (0..table.n_rows().min(MAX_MEASURED)).map(head).fold(0.0, f32::max);
        let corner = width(&table.corner(), theme::semibold(size::CAPTION));
        let figure = width(&table.widest(), theme::semibold(size::BODY));
        let caption = |text: &str| width(text, theme::semibold(size::CAPTION));
        let heads = (longest.max(corner) + space::GROUP).ceil().clamp(*ROW_HEAD.start(), ROW_HEAD.end().min(room));
        let columns = (0..table.n_columns()).map(|column| {
            let head = table.column_head(column);
            let sign = if head.sign.is_some() { SIGN } else { 0.0 };
            let word = head.label.split_whitespace().map(&caption).fold(0.0, f32::max);
            Measured { label: caption(&head.label) + sign, word: word + sign }
        });
        let columns: Vec<Measured> = columns.collect();
        let widest = columns.iter().map(|column| column.label).fold(0.0, f32::max);
        let has_upright_heads = table.has_upright_heads() && widest > figure.max(ROW);
        // One width for all columns, so that figures stand in even steps.
        let (step, head_height) = if has_upright_heads {
            ((figure + 2.0 * INSET).max(ROW), widest.min(LONGEST_UPRIGHT) + space::STEP + space::TIGHT)
        } else {
            level(&columns, figure, table.widest_head())
        };
        Self {
            heads,
            head_height: head_height.ceil(),
            has_upright_heads,
            inset: if has_upright_heads { INSET } else { space::STEP },
            edges: (0..=table.n_columns()).map(|column| column as f32 * step.ceil()).collect(),
            n_rows: table.n_rows(),
        }
    }

    /// Size of the whole table.
    pub fn size(&self) -> Vec2 {
        let columns = self.edges.last().copied().unwrap_or(0.0);
        vec2(self.heads + columns, self.head_height + self.n_rows as f32 * ROW + 1.0)
    }

    /// The columns that reach into `from..to` points behind the left edge of the first.
    pub fn columns_in(&self, from: f32, to: f32) -> std::ops::Range<usize> {
        let n = self.edges.len().saturating_sub(1);
        let first = self.edges.partition_point(|edge| *edge <= from).saturating_sub(1);
        first.min(n)..self.edges.partition_point(|edge| *edge < to).min(n)
    }

    /// The rows that reach into `from..to` points below the upper edge of the first.
    pub fn rows_in(&self, from: f32, to: f32) -> std::ops::Range<usize> {
        let row = |y: f32| ((y / ROW).max(0.0) as usize).min(self.n_rows);
        row(from)..(row(to) + 1).min(self.n_rows)
    }

    /// Where a figure stands when the first is at `origin`.
    pub fn cell(&self, origin: Pos2, row: usize, column: usize) -> Rect {
        let (left, right) = (self.edges[column], self.edges[column + 1]);
        Rect::from_min_size(origin + vec2(left, row as f32 * ROW), vec2(right - left, ROW))
    }

    /// Where the head of a row stands, `left` being the edge of the table and `top` that of the first row.
    pub fn row_head(&self, left: f32, top: f32, row: usize) -> Rect {
        Rect::from_min_size(pos2(left, top + row as f32 * ROW), vec2(self.heads, ROW))
    }

    /// Where the head of a column stands, `left` being the edge of the first column and `top` that of the table.
    pub fn column_head(&self, left: f32, top: f32, column: usize) -> Rect {
        let width = self.edges[column + 1] - self.edges[column];
        Rect::from_min_size(pos2(left + self.edges[column], top), vec2(width, self.head_height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_view_is_drawn() {
        let layout = Layout {
            heads: 100.0,
            head_height: 30.0,
            edges: vec![0.0, 50.0, 100.0, 200.0],
            n_rows: 10,
            ..Layout::default()
        };
        assert_eq!(layout.columns_in(0.0, 1_000.0), 0..3);
        assert_eq!(layout.columns_in(60.0, 100.0), 1..2);
        assert_eq!(layout.columns_in(500.0, 600.0), 3..3);
        assert_eq!(layout.rows_in(0.0, 10_000.0), 0..10);
        assert_eq!(layout.rows_in(ROW, ROW * 2.5), 1..3);
        assert_eq!(layout.size(), vec2(300.0, 31.0 + 10.0 * ROW));
    }
}
