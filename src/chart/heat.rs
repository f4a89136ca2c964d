//! A table of figures whose cells are the darker the more they hold: a crosstab, or a network as a matrix.

use super::texture::lines;
use super::{Anchor, Area, Chart, Drawing, Form, Ink, Line, Paint, Point, Weight, cap_height, elide, width, wrapped};
use crate::model::Hue;

/// What the table shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// What the picture shows.
    pub title: String,
    /// What has a row, and what has a column, for each of its values.
    pub heads: [String; 2],
    /// Names of the rows.
    pub rows: Vec<String>,
    /// How deep each row stands below others; none where all stand alike.
    pub depths: Vec<usize>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Row by row, a cell for each column.
    pub cells: Vec<HeatCell>,
    /// A figure for each row behind it; none where there are no totals.
    pub row_totals: Vec<HeatCell>,
    /// A figure for each column below it, and that of all at the end; none where there are no totals.
    pub column_totals: Vec<HeatCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// What stands in it; nothing in one that holds nothing.
    pub figure: String,
    /// From 0, nothing, to 1, the most of all; below 0 for what is against.
    pub strength: f64,
    /// Its figure in a few words, such as `12 statements`, read out behind the names of row and column; empty for a
    /// cell that cannot be, such as the tie of somebody to themselves.
    pub words: String,
    /// Whether it can be opened.
    pub is_open: bool,
}

/// What a mark of the table means: a row and a column, of which none is the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeatMark {
    /// Number of the row.
    pub row: Option<usize>,
    /// Number of the column.
    pub column: Option<usize>,
}

const HEAD_SIZE: f32 = 11.0;
const SIZE: f32 = 12.0;
const ROW: f32 = 24.0;
/// Between names and cells.
const GAP: f32 = 12.0;
/// Narrowest and widest cell, and around a figure.
const CELL: (f32, f32, f32) = (30.0, 84.0, 7.0);
/// Side of a cell in which no figure stands.
const BARE: f32 = 16.0;
/// Longest name at the head of a column that stands upright or slants.
const MAX_HEAD: f32 = 150.0;
/// By which names at the head are turned where they do not fit: read from below, upward.
const TURN: f32 = -45.0;
/// Weakest and strongest tint: text in both inks is readable on it in every theme.
const TINT: (f64, f64) = (0.05, 0.48);
/// Strongest tint where no text stands.
const BARE_TINT: f64 = 0.9;
/// Most lines of a name at the head of a column.
const MAX_HEAD_LINES: usize = 3;
const HEAD_ROW: f32 = 14.0;
/// How far a name stands in below the one that it stands under, and how deep that is shown.
const INDENT: f32 = 12.0;
const MAX_DEPTH: usize = 5;

/// Draws a table, in `width` points where that is enough for its columns.
pub fn heat(data: &Heat, width: f32) -> Chart<HeatMark> {
    Grid::new(data, width, true).draw()
}

/// Draws a matrix in which no figures stand and cells are small: tints, and lines across what is below 0.
pub fn bare_heat(data: &Heat, width: f32) -> Chart<HeatMark> {
    Grid::new(data, width, false).draw()
}

/// Where everything is.
struct Grid<'d> {
    data: &'d Heat,
    has_figures: bool,
    label: f32,
    /// Left edge, and upper edge, of the first cell.
    left: f32,
    top: f32,
    cell: (f32, f32),
    /// Width of the widest figure.
    figure: f32,
    is_turned: bool,
    /// Names of the columns in lines, where they stand upright.
    heads: Vec<Vec<String>>,
    drawing: Drawing,
    marks: Vec<HeatMark>,
}

/// How far the name of a row stands in.
fn indent(data: &Heat, row: Option<usize>) -> f32 {
    row.and_then(|row| data.depths.get(row)).map_or(0.0, |depth| INDENT * (*depth).min(MAX_DEPTH) as f32)
}

impl<'d> Grid<'d> {
    fn new(data: &'d Heat, room: f32, has_figures: bool) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = f32>| texts.fold(0.0f32, f32::max);
        let indent = |row: usize| indent(data, Some(row));
        let names = data.rows.iter().enumerate();
        let label = widest(&mut names.map(|(row, name)| indent(row) + width(name, SIZE, Weight::Regular) + 1.0))
            .max(width(&data.heads[0], HEAD_SIZE, Weight::Semibold))
            .clamp(40.0, (0.3 * room).max(110.0));
        let left = label + GAP;
        let n_columns = data.columns.len() + usize::from(!data.row_totals.is_empty());
        let cells = data.cells.iter().chain(&data.row_totals).chain(&data.column_totals);
        let figure = widest(&mut cells.map(|cell| width(&cell.figure, SIZE, Weight::Regular)));
        let cell = if has_figures {
            let least = (figure + 2.0 * CELL.2).clamp(CELL.0, CELL.1);
            let wide = ((room - left) / n_columns.max(1) as f32).clamp(least, CELL.1.max(least));
            (wide, ROW)
        } else {
            let side = ((room - left) / n_columns.max(1) as f32).clamp(BARE, ROW);
            (side, side)
        };
        let room = cell.0 - 2.0;
        // Upright only where no word has to be broken.
        let is_long = |word: &str| width(word, HEAD_SIZE, Weight::Regular) > room;
        let is_turned = data.columns.iter().any(|name| name.split_whitespace().any(is_long));
        let heads: Vec<Vec<String>> = data.columns.iter().map(|name| head_lines(name, room)).collect();
        let longest = data.columns.iter().map(|name| width(name, HEAD_SIZE, Weight::Regular));
        let longest = longest.fold(0.0, f32::max).min(MAX_HEAD);
        let (sin, cos) = (-TURN).to_radians().sin_cos();
        let n_lines = heads.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let top = if is_turned { longest * sin + HEAD_SIZE * cos + 4.0 } else { n_lines as f32 * HEAD_ROW + 9.0 };
        let mut whole = left + n_columns as f32 * cell.0;
        if is_turned {
            // A slanting name ends to the right of its column.
            whole += (longest * cos - cell.0 / 2.0 + HEAD_SIZE).max(0.0);
        }
        let n_rows = data.rows.len() + usize::from(!data.column_totals.is_empty());
        let height = top + n_rows as f32 * cell.1 + 2.0;
        let drawing = Drawing::new(whole, height, data.title.clone());
        Self { data, has_figures, label, left, top, cell, figure, is_turned, heads, drawing, marks: Vec::new() }
    }

    fn draw(mut self) -> Chart<HeatMark> {
        self.put_heads();
        let data = self.data;
        for (row, name) in data.rows.iter().enumerate() {
            self.put_name(Some(row), name);
            for column in 0..data.columns.len() {
                if let Some(cell) = data.cells.get(row * data.columns.len() + column) {
                    self.put_cell(Some(row), Some(column), cell);
                }
            }
            if let Some(total) = data.row_totals.get(row) {
                self.put_cell(Some(row), None, total);
            }
        }
        if !data.column_totals.is_empty() {
            self.put_name(None, "All");
            for (at, total) in data.column_totals.iter().enumerate() {
                self.put_cell(None, (at < data.columns.len()).then_some(at), total);
            }
        }
        self.put_rules();
        Chart { drawing: self.drawing, marks: self.marks }
    }

    fn area(&self, row: Option<usize>, column: Option<usize>) -> Area {
        let (row, column) = (row.unwrap_or(self.data.rows.len()), column.unwrap_or(self.data.columns.len()));
        let (wide, high) = self.cell;
        Area::new(self.left + column as f32 * wide, self.top + row as f32 * high, wide, high)
    }

    fn put_heads(&mut self) {
        let baseline = self.top - 7.0;
        let at = (Point::new(0.0, baseline), Anchor::Start);
        self.drawing.elided(at, (HEAD_SIZE, Weight::Semibold), self.label, Ink::Soft, &self.data.heads[0]);
        let names = self.data.columns.iter().map(|name| (name.as_str(), Weight::Regular));
        let total = (!self.data.row_totals.is_empty()).then_some(("All", Weight::Semibold));
        for (column, (name, weight)) in names.chain(total).enumerate() {
            let area = self.area(Some(0), Some(column));
            if self.is_turned {
                let at = Point::new(area.center().x + HEAD_SIZE * 0.35, self.top - 5.0);
                let shape = self.drawing.elided((at, Anchor::Start), (HEAD_SIZE, weight), MAX_HEAD, Ink::Text, name);
                if let Form::Text(text) = &mut shape.form {
                    text.turn = TURN;
                }
            } else {
                let own = [name.to_owned()];
                let lines = self.heads.get(column).map_or(own.as_slice(), Vec::as_slice);
                let is_cut = lines.last().is_some_and(|line| line.ends_with('…')) && !name.ends_with('…');
                for (up, line) in lines.iter().rev().enumerate() {
                    let at = (Point::new(area.center().x, baseline - up as f32 * HEAD_ROW), Anchor::Middle);
                    let shape = self.drawing.elided(at, (HEAD_SIZE, weight), f32::INFINITY, Ink::Text, line);
                    shape.title = if is_cut { name.to_owned() } else { String::new() };
                }
            }
        }
    }

    fn put_name(&mut self, row: Option<usize>, name: &str) {
        let area = self.area(row, Some(0));
        let indent = indent(self.data, row);
        let at = (Point::new(indent, area.center().y + cap_height(SIZE) / 2.0), Anchor::Start);
        let weight = if row.is_none() { Weight::Semibold } else { Weight::Regular };
        self.drawing.elided(at, (SIZE, weight), self.label - indent, Ink::Text, name);
    }

    fn put_cell(&mut self, row: Option<usize>, column: Option<usize>, cell: &HeatCell) {
        let area = self.area(row, column);
        let is_total = row.is_none() || column.is_none();
        let strength = if is_total { 0.0 } else { cell.strength.clamp(-1.0, 1.0) };
        let hue = if strength < 0.0 { Hue::Rust } else { Hue::Blue };
        let most = if self.has_figures { TINT.1 } else { BARE_TINT };
        let opacity = if strength == 0.0 { 0.0 } else { TINT.0 + (most - TINT.0) * strength.abs() };
        if cell.words.is_empty() {
            self.drawing.fill(area, 0.0, Paint { ink: Ink::Line, opacity: 0.6 });
            return;
        }
        if !cell.is_open && opacity == 0.0 && cell.figure.is_empty() {
            return;
        }
        let name = |names: &[String], at: Option<usize>| at.map_or_else(|| "All".to_owned(), |at| names[at].clone());
        let title = [name(&self.data.rows, row), name(&self.data.columns, column), cell.words.clone()].join(", ");
        // The gap between two cells belongs to both, so that the pointer is always on one.
        let shape = self.drawing.fill(area, 0.0, Paint { ink: Ink::Hue(hue), opacity: opacity as f32 });
        shape.title = title;
        if cell.is_open {
            self.marks.push(HeatMark { row, column });
            shape.mark = Some(self.marks.len() as u32 - 1);
        }
        if self.has_figures {
            let y = area.center().y + cap_height(SIZE) / 2.0;
            // Units stand below units, and all of them below the middle of their head.
            let at = Point::new(area.center().x + self.figure / 2.0, y);
            self.drawing.text(at, Anchor::End, SIZE, Ink::Text, cell.figure.clone());
        } else if strength < 0.0 {
            // What is against has lines across, since printed grey both hues are one.
            let ink = if opacity > 0.45 { Ink::Page } else { Ink::Hue(Hue::Rust) };
            let line = Line::solid(Paint { ink, opacity: 0.8 }, 0.8);
            lines(&mut self.drawing, area, true, line);
        }
    }

    fn put_rules(&mut self) {
        let (n_rows, n_columns) = (self.data.rows.len(), self.data.columns.len());
        let right = self.left + (n_columns + usize::from(!self.data.row_totals.is_empty())) as f32 * self.cell.0;
        let bottom = self.top + (n_rows + usize::from(!self.data.column_totals.is_empty())) as f32 * self.cell.1;
        let first = if self.has_figures { 0.0 } else { self.left };
        for row in 0..=n_rows {
            let y = self.top + row as f32 * self.cell.1;
            let is_border = row == 0 || row == n_rows && !self.data.column_totals.is_empty();
            let ink = if is_border { Ink::Faint } else { Ink::Line };
            if row < n_rows || is_border || !self.has_figures {
                self.drawing.line(Point::new(first, y), Point::new(right, y), Line::solid(ink, 1.0));
            }
        }
        if !self.has_figures {
            for column in 0..=n_columns {
                let x = self.left + column as f32 * self.cell.0;
                self.drawing.line(Point::new(x, self.top), Point::new(x, bottom), Line::solid(Ink::Line, 1.0));
            }
        }
    }
}

/// The lines of a name at the head of a column: as many as there is room for, the last cut where there are more.
fn head_lines(name: &str, room: f32) -> Vec<String> {
    let mut lines = wrapped(name, room, HEAD_SIZE, Weight::Regular);
    if lines.len() > MAX_HEAD_LINES {
        let rest = lines.split_off(MAX_HEAD_LINES - 1).join(" ");
        lines.push(elide(&rest, room, HEAD_SIZE, Weight::Regular).into_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn data(n_rows: usize, n_columns: usize, has_totals: bool, name: &str) -> Heat {
        let cell = |n: usize| HeatCell {
            figure: n.to_string(),
            strength: n as f64 / 12.0,
            words: format!("{n} statements"),
            is_open: n > 0,
        };
        let named = |n: usize| format!("{name} {n}");
        Heat {
            depths: vec![0, 1, 2],
            title: "Theme by speaker".to_owned(),
            heads: ["Theme".to_owned(), "Speaker".to_owned()],
            rows: (0..n_rows).map(named).collect(),
            columns: (0..n_columns).map(named).collect(),
            cells: (0..n_rows * n_columns).map(|at| cell(at % 13)).collect(),
            row_totals: (0..n_rows * usize::from(has_totals)).map(|_| cell(99)).collect(),
            column_totals: (0..(n_columns + 1) * usize::from(has_totals)).map(|_| cell(99)).collect(),
        }
    }

    proptest! {
        #[test]
        fn cells_stand_in_rows_and_columns_and_nothing_outside(
            n_rows in 1usize..9, n_columns in 1usize..14, has_totals: bool, has_figures: bool,
            name in "[a-zA-Z ]{0,30}", width in 200.0f32..1200.0
        ) {
            let data = data(n_rows, n_columns, has_totals, &name);
            let chart = if has_figures { heat(&data, width) } else { bare_heat(&data, width) };
            let cells: Vec<(HeatMark, Area)> = chart.drawing.shapes.iter()
                .filter_map(|shape| Some((chart.marks[shape.mark? as usize], shape.bounds()))).collect();
            let n_open = data.cells.iter().filter(|cell| cell.is_open).count();
            let n_totals = if has_totals { n_rows + n_columns + 1 } else { 0 };
            prop_assert_eq!(cells.len(), n_open + n_totals);
            for (one, area) in &cells {
                for (other, next) in &cells {
                    prop_assert!(one.row != other.row || (area.y - next.y).abs() < 0.01);
                    prop_assert!(one.column != other.column || (area.x - next.x).abs() < 0.01);
                    prop_assert!(one == other || !area.grown(-0.01).overlaps(&next.grown(-0.01)), "{one:?} {other:?}");
                }
            }
            for shape in &chart.drawing.shapes {
                let (bounds, room) = (shape.bounds(), chart.drawing.area().grown(1.0));
                prop_assert!(room.contains(Point::new(bounds.x, bounds.y)), "{shape:?}");
                prop_assert!(room.contains(Point::new(bounds.right(), bounds.bottom())), "{shape:?} {room:?}");
            }
        }
    }

    #[test]
    fn a_cell_says_its_row_its_column_and_its_figure() {
        let chart = heat(&data(2, 2, true, "Name"), 400.0);
        let at = chart.marks.iter().position(|mark| *mark == HeatMark { row: Some(1), column: Some(0) });
        let title = at.and_then(|at| chart.drawing.title_of(at as u32));
        assert_eq!(title, Some("Name 1, Name 0, 2 statements"));
        let at = chart.marks.iter().position(|mark| *mark == HeatMark { row: None, column: None });
        assert_eq!(at.and_then(|at| chart.drawing.title_of(at as u32)), Some("All, All, 99 statements"));
    }
}
