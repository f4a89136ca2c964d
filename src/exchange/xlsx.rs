//! An Excel workbook with one sheet.
//!
//! Texts are written as texts, so that no cell acts as a formula, and numbers as numbers. Excel holds at most
//! 32,767 characters in a cell: a longer text is written up to there, ends with a mark that says so, and is named
//! in the notes of the export.

use super::columns::{COLUMNS, Names, Reading};
use super::joined::{GAP, join_list};
use super::{ExchangeError, Row};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::io::Write;

/// Most UTF-16 code units that a cell holds.
const MAX_UNITS: usize = 32_767;

/// Most rows that a sheet holds below its header.
const MAX_ROWS: usize = 1_048_575;

/// The end of a text that did not fit.
const CUT_MARK: &str = " […cut here: a cell holds 32,767 characters; the whole text is in a CSV or JSONL export]";

/// Width of each column, in digits of the standard font.
const WIDTHS: [f64; COLUMNS.len()] = [
    14.0, 24.0, 32.0, 11.0, 22.0, 12.0, 8.0, 8.0, 70.0, 24.0, 24.0, 24.0, 24.0, 24.0, 20.0, 30.0, 14.0, 12.0, 40.0,
    21.0, 21.0,
];

/// The column `passage`, which is wrapped.
const PASSAGE: u16 = 8;

/// Writes a sheet with a header and a line for each row; returns notes on what was cut.
pub(super) fn write(rows: &[Row<'_>], names: &Names<'_>, out: &mut dyn Write) -> Result<Vec<String>, ExchangeError> {
    if rows.len() > MAX_ROWS {
        return Err(ExchangeError::TooManyRows(rows.len()));
    }
    let (bytes, notes) = workbook(rows, names).map_err(|error| ExchangeError::Spreadsheet(error.to_string()))?;
    out.write_all(&bytes).map_err(ExchangeError::Write)?;
    Ok(notes)
}

fn workbook(rows: &[Row<'_>], names: &Names<'_>) -> Result<(Vec<u8>, Vec<String>), XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date: the same corpus gives the same bytes.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("Standpoint").set_creation_datetime(&date));
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name("Statements")?;
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = top.clone().set_text_wrap();
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, if column == PASSAGE { &wrapped } else { &top })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, rows.len() as u32, COLUMNS.len() as u16 - 1)?;
    let head = Format::new().set_bold();
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    let mut pen = Pen { sheet, line: 0, column: 0, wrapped, scratch: String::new(), notes: Vec::new() };
    for reading in rows.iter().filter_map(|row| names.reading(row)) {
        pen.put_row(&reading)?;
    }
    let notes = pen.notes;
    Ok((workbook.save_to_buffer()?, notes))
}

struct Pen<'w> {
    sheet: &'w mut Worksheet,
    line: u32,
    column: u16,
    wrapped: Format,
    scratch: String,
    notes: Vec<String>,
}

impl Pen<'_> {
    fn put_row(&mut self, reading: &Reading<'_>) -> Result<(), XlsxError> {
        use std::fmt::Write as _;
        (self.line, self.column) = (self.line + 1, 0);
        let (document, statement) = (reading.row.document, reading.row.statement);
        self.put_shown(&statement.id)?;
        self.put_text(document.path.as_str())?;
        self.put_text(document.title())?;
        match document.meta.date {
            Some(date) => self.put_shown(&date)?,
            None => self.column += 1,
        }
        self.put_text(&document.meta.source)?;
        self.put_text(reading.row.coder.as_str())?;
        self.put_number(Some(reading.start as f64))?;
        self.put_number(Some(reading.end as f64))?;
        self.put_made(|out| {
            for (n, fragment) in reading.fragments().enumerate() {
                out.push_str(if n > 0 { GAP } else { "" });
                out.push_str(fragment);
            }
        })?;
        self.put_text(reading.before())?;
        self.put_text(reading.after())?;
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.name)))?;
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.role)))?;
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.organisation)))?;
        self.put_text(reading.theme)?;
        self.put_text(reading.theme_path)?;
        self.put_text(reading.stance)?;
        self.put_number(reading.stance_value)?;
        self.put_text(&statement.note)?;
        self.put_shown(&statement.created)?;
        self.put_made(|out| {
            let _ = statement.modified.map(|modified| write!(out, "{modified}"));
        })
    }

    fn put_shown(&mut self, value: &dyn std::fmt::Display) -> Result<(), XlsxError> {
        let text = value.to_string();
        self.put_text(&text)
    }

    fn put_made(&mut self, make: impl FnOnce(&mut String)) -> Result<(), XlsxError> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        make(&mut text);
        let result = self.put_text(&text);
        self.scratch = text;
        result
    }

    fn put_text(&mut self, text: &str) -> Result<(), XlsxError> {
        let column = self.column;
        self.column += 1;
        if text.is_empty() {
            return Ok(());
        }
        let fitting = fitting(text);
        if matches!(fitting, Cow::Owned(_)) {
            let (line, name) = (self.line + 1, COLUMNS[usize::from(column)]);
            self.notes.push(format!("row {line}: `{name}` is longer than a cell holds and was cut, with a mark"));
        }
        if column == PASSAGE {
            self.sheet.write_string_with_format(self.line, column, &*fitting, &self.wrapped)?;
        } else {
            self.sheet.write_string(self.line, column, &*fitting)?;
        }
        Ok(())
    }

    fn put_number(&mut self, value: Option<f64>) -> Result<(), XlsxError> {
        if let Some(value) = value {
            self.sheet.write_number(self.line, self.column, value)?;
        }
        self.column += 1;
        Ok(())
    }
}

/// `text`, or as much of it as a cell holds with [`CUT_MARK`] at its end.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_UNITS || text.encode_utf16().count() <= MAX_UNITS {
        return Cow::Borrowed(text);
    }
    let mut room = MAX_UNITS - CUT_MARK.encode_utf16().count();
    let end = text.char_indices().find(|(_, c)| {
        let is_full = room < c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        is_full
    });
    Cow::Owned(format!("{}{CUT_MARK}", &text[..end.map_or(text.len(), |(at, _)| at)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_a_cell_is_cut_with_a_mark() {
        let fits = "é".repeat(MAX_UNITS);
        assert!(matches!(fitting(&fits), Cow::Borrowed(_)));
        for letter in ["a", "é", "😀"] {
            let cut = fitting(&letter.repeat(MAX_UNITS + 1)).into_owned();
            assert!(cut.ends_with(CUT_MARK));
            assert!((MAX_UNITS - 1..=MAX_UNITS).contains(&cut.encode_utf16().count()));
        }
    }
}
