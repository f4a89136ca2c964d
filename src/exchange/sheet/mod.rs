//! Tables of figures: a header, rows of cells, and below them how it was counted.
//!
//! | form | numbers | account |
//! |---|---|---|
//! | CSV for spreadsheets, CSV exact | in full, a percentage as its share from 0 to 1 | left out: a table is a table |
//! | Excel workbook | as numbers, shown with their digits | below the table |
//! | Markdown, text | with their digits | below the table |
//! | JSON | in full, a percentage as its share | as `account` |

mod csv;
mod json;
mod markdown;
mod text;
mod xlsx;
mod xlsx_styles;

use super::ExchangeError;
use crate::analysis::thousands;
use crate::chart::rounded;
use std::io::Write;
use std::path::Path;

/// A table of figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it shows, such as `Stance by theme`.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a row shorter than the columns ends in empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// One sentence on what was counted and what was left out.
    pub account: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands at its head.
    pub name: String,
    /// Whether it holds figures, which stand at the right.
    pub is_number: bool,
}

impl Column {
    /// A column of words.
    pub fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_number: false }
    }

    /// A column of figures.
    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_number: true }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number, and how many digits are shown behind its point.
    Number(f64, u8),
    /// A share from 0 to 1, shown as a percentage.
    Percent(f64),
    /// Nothing.
    #[default]
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A number with `digits`; nothing where there is none.
    pub fn number(value: Option<f64>, digits: u8) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, digits))
    }

    /// The cell as people read it: `1,234`, `0.64`, `12.5%`.
    pub fn shown(&self) -> String {
        match self.finite() {
            Self::Text(text) => text.clone(),
            Self::Count(n) => thousands(*n as usize),
            Self::Number(value, digits) => rounded(*value, *digits),
            Self::Percent(share) => format!("{}%", rounded(share * 100.0, 1)),
            Self::Empty => String::new(),
        }
    }

    /// The cell, or an empty one where a number is none, as after a division by zero.
    fn finite(&self) -> &Self {
        match self {
            Self::Number(value, _) | Self::Percent(value) if !value.is_finite() => &Self::Empty,
            cell => cell,
        }
    }
}

/// A format that tables of figures are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// CSV for spreadsheets.
    Csv,
    /// CSV for programs.
    CsvExact,
    /// Excel workbook.
    Xlsx,
    /// Markdown table.
    Markdown,
    /// Columns of letters of one width.
    Text,
    /// One JSON object.
    Json,
}

impl SheetFormat {
    /// Every format that the window offers, in that order.
    pub const OFFERED: [Self; 4] = [Self::Csv, Self::CsvExact, Self::Xlsx, Self::Markdown];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvExact => "csv-exact",
            Self::Xlsx => "xlsx",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Json => "json",
        }
    }

    /// What it is called in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "Table (CSV for spreadsheets)",
            Self::CsvExact => "Table (CSV, exact)",
            Self::Xlsx => "Table (Excel workbook)",
            Self::Markdown => "Table (Markdown)",
            Self::Text => "Table (text)",
            Self::Json => "Table (JSON)",
        }
    }

    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExact => "csv",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }

    /// The format that the ending of `path` asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let all = [Self::Csv, Self::Xlsx, Self::Markdown, Self::Text, Self::Json];
        all.into_iter().find(|format| format.ending() == ending)
    }
}

/// Writes `sheet`.
///
/// # Errors
/// When the receiver fails, or the table is larger than a spreadsheet holds.
pub fn write_sheet(sheet: &Sheet, format: SheetFormat, out: &mut dyn Write) -> Result<(), ExchangeError> {
    use super::csv_cells::Form;
    match format {
        SheetFormat::Csv => csv::write(sheet, Form::Spreadsheet, out),
        SheetFormat::CsvExact => csv::write(sheet, Form::Exact, out),
        SheetFormat::Xlsx => xlsx::write(sheet, out),
        SheetFormat::Markdown => markdown::write(sheet, out),
        SheetFormat::Text => text::write(sheet, out),
        SheetFormat::Json => json::write(sheet, out),
    }
}

/// Each row with exactly as many cells as there are columns.
fn full_rows(sheet: &Sheet) -> impl Iterator<Item = impl Iterator<Item = &Cell>> {
    sheet.rows.iter().map(|row| (0..sheet.columns.len()).map(|at| row.get(at).map_or(&Cell::Empty, Cell::finite)))
}

#[cfg(test)]
pub(super) mod samples {
    use super::{Cell, Column, Sheet};

    /// One of everything, and names that would break out.
    pub fn sheet() -> Sheet {
        let row = |name: &str, n, mean, share| {
            vec![Cell::text(name), Cell::Count(n), Cell::number(mean, 2), Cell::Percent(share)]
        };
        Sheet {
            title: "Stance by theme: all/now".to_owned(),
            columns: vec![
                Column::text("Theme"),
                Column::number("n"),
                Column::number("mean"),
                Column::number("share | row"),
            ],
            rows: vec![
                row("Devolution", 12_345, Some(0.644_444_444_444), 0.5),
                row("Pay | \"pensions\", =1+1", 0, Some(-0.16), 0.125),
                row("=SUM(A1)", 9, Some(f64::NAN), 1.0 / 3.0),
                vec![Cell::text("Total")],
            ],
            account: "Counted: 109 statements on 5 documents. Left out: 4 unclear.".to_owned(),
        }
    }

    /// The bytes of [`sheet`] in `format`.
    pub fn written(format: super::SheetFormat) -> Vec<u8> {
        let mut out = Vec::new();
        super::write_sheet(&sheet(), format, &mut out).expect("a vector takes everything");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_shown_as_people_read_them() {
        let shown = |cell: Cell| cell.shown();
        assert_eq!(shown(Cell::Count(1_234_567)), "1,234,567");
        assert_eq!(shown(Cell::Number(-0.162, 2)), "-0.16");
        assert_eq!(shown(Cell::Number(-0.001, 2)), "0.00");
        assert_eq!(shown(Cell::Percent(0.125)), "12.5%");
        assert_eq!(shown(Cell::Percent(f64::NAN)), "");
        assert_eq!(shown(Cell::number(None, 2)), "");
    }

    #[test]
    fn the_ending_asks_for_the_format() {
        assert_eq!(SheetFormat::from_path(Path::new("a/b.XLSX")), Some(SheetFormat::Xlsx));
        assert_eq!(SheetFormat::from_path(Path::new("b.csv")), Some(SheetFormat::Csv));
        assert_eq!(SheetFormat::from_path(Path::new("b.svg")), None);
    }
}
