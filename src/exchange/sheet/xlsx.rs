//! A table of figures as an Excel workbook (Office Open XML, ISO/IEC 29500-1, `SpreadsheetML`).
//!
//! One sheet: a header that stays, the rows with numbers as numbers, and below them the title and how it was counted.

use super::super::ExchangeError;
use super::super::xlsx::{MAX_UNITS, put_escaped};
use super::super::xlsx_parts::PARTS;
use super::xlsx_styles::{COUNT, HEAD, HEAD_NUMBER, PERCENT, PLAIN, decimal};
use super::{Cell, Sheet, full_rows, xlsx_styles};
use crate::text::display_width;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Most rows of figures that a sheet holds: the header and what stands below take four.
const MAX_ROWS: usize = 1_048_572;
/// Most columns of a sheet.
const MAX_COLUMNS: usize = 16_384;
/// Most characters of a sheet's name.
const MAX_NAME: usize = 31;
/// Narrowest and widest column, in digits of the standard font.
const WIDTHS: (usize, usize) = (8, 60);

/// Writes the workbook.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExchangeError> {
    if sheet.rows.len() > MAX_ROWS {
        return Err(ExchangeError::TooManyRows(sheet.rows.len()));
    }
    if sheet.columns.len() > MAX_COLUMNS {
        return Err(ExchangeError::TooWideForSheet(sheet.columns.len()));
    }
    let archive = |error: zip::result::ZipError| ExchangeError::Spreadsheet(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time: the same table gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, content) in PARTS {
        zip.start_file(path, options).map_err(archive)?;
        let content = match path {
            "xl/workbook.xml" => workbook(content, &sheet.title),
            "xl/styles.xml" => xlsx_styles::part().into_bytes(),
            _ => content.as_bytes().to_vec(),
        };
        zip.write_all(&content).map_err(ExchangeError::Write)?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).map_err(archive)?;
    zip.write_all(&worksheet(sheet)).map_err(ExchangeError::Write)?;
    let bytes = zip.finish().map_err(archive)?.into_inner();
    out.write_all(&bytes).map_err(ExchangeError::Write)
}

/// The part that names the sheet, which cannot have every character in its name.
fn workbook(part: &str, title: &str) -> Vec<u8> {
    let is_kept = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '"' | '\'') && !c.is_control();
    let name: String = title.chars().filter(is_kept).take(MAX_NAME).collect();
    let mut escaped = Vec::new();
    put_escaped(&mut escaped, if name.trim().is_empty() { "Figures" } else { name.trim() });
    part.replace("name=\"Statements\"", &format!("name=\"{}\"", String::from_utf8_lossy(&escaped))).into_bytes()
}

fn worksheet(sheet: &Sheet) -> Vec<u8> {
    let mut out = br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>"#
        .to_vec();
    // Writing to a vector cannot fail.
    if !sheet.columns.is_empty() {
        out.extend_from_slice(b"<cols>");
        for (n, width) in (1..).zip(widths(sheet)) {
            let _ = write!(out, r#"<col min="{n}" max="{n}" width="{width}" customWidth="1"/>"#);
        }
        out.extend_from_slice(b"</cols>");
    }
    out.extend_from_slice(b"<sheetData>");
    let mut row = Row { out: &mut out, line: 1, column: 0 };
    row.begin();
    for column in &sheet.columns {
        row.put_text(&column.name, if column.is_number { HEAD_NUMBER } else { HEAD });
    }
    row.end();
    for cells in full_rows(sheet) {
        row.begin();
        for cell in cells {
            row.put(cell);
        }
        row.end();
    }
    row.line += 1;
    for (words, style) in [(&sheet.title, HEAD), (&sheet.account, PLAIN)] {
        row.begin();
        row.put_text(words, style);
        row.end();
    }
    out.extend_from_slice(b"</sheetData></worksheet>");
    out
}

/// A width for each column, by what stands in it.
fn widths(sheet: &Sheet) -> Vec<usize> {
    let mut widths: Vec<usize> = sheet.columns.iter().map(|column| display_width(&column.name)).collect();
    for row in full_rows(sheet) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(display_width(&cell.shown()));
        }
    }
    widths.iter().map(|width| (width + 2).clamp(WIDTHS.0, WIDTHS.1)).collect()
}

/// Writes the cells of a row.
struct Row<'o> {
    out: &'o mut Vec<u8>,
    line: usize,
    column: usize,
}

impl Row<'_> {
    fn begin(&mut self) {
        self.column = 0;
        let _ = write!(self.out, "<row r=\"{}\">", self.line);
    }

    fn end(&mut self) {
        self.out.extend_from_slice(b"</row>");
        self.line += 1;
    }

    fn put(&mut self, cell: &Cell) {
        match cell {
            Cell::Text(text) => self.put_text(text, PLAIN),
            Cell::Count(n) => self.put_number(&n.to_string(), COUNT),
            Cell::Number(value, digits) => self.put_number(&value.to_string(), decimal(*digits)),
            Cell::Percent(share) => self.put_number(&share.to_string(), PERCENT),
            Cell::Empty => self.column += 1,
        }
    }

    fn put_number(&mut self, number: &str, style: usize) {
        let _ = write!(self.out, "<c r=\"{}{}\" s=\"{style}\"><v>{number}</v></c>", letters(self.column), self.line);
        self.column += 1;
    }

    fn put_text(&mut self, text: &str, style: usize) {
        if !text.is_empty() {
            let (column, line) = (letters(self.column), self.line);
            let _ = write!(
                self.out,
                "<c r=\"{column}{line}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            );
            put_escaped(self.out, fitting(text));
            self.out.extend_from_slice(b"</t></is></c>");
        }
        self.column += 1;
    }
}

/// As much of `text` as a cell holds. No name or sentence is as long.
fn fitting(text: &str) -> &str {
    let mut room = MAX_UNITS;
    let end = text.char_indices().find(|(_, c)| {
        let is_full = room < c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        is_full
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// The letters of a column: A to Z, AA to ZZ, AAA and so on.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (column % 26) as u8);
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::written;
    use super::super::{Column, SheetFormat};
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeMap;
    use std::io::Read as _;

    fn part(bytes: &[u8], path: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        archive.by_name(path).expect("the part").read_to_string(&mut text).expect("UTF-8");
        text
    }

    /// Style and content of each cell of the sheet, by its place.
    fn cells(xml: &str) -> BTreeMap<String, (usize, String)> {
        let mut reader = Reader::from_str(xml);
        let (mut cells, mut place) = (BTreeMap::new(), String::new());
        loop {
            match reader.read_event().expect("valid XML") {
                Event::Start(tag) if tag.name().as_ref() == b"c" => {
                    let attribute = |name: &str| {
                        let found = tag.try_get_attribute(name).expect("attributes").expect("it is there");
                        String::from_utf8_lossy(&found.value).into_owned()
                    };
                    place = attribute("r");
                    cells.insert(place.clone(), (attribute("s").parse().expect("a number"), String::new()));
                }
                Event::Text(text) => {
                    if let Some((_, content)) = cells.get_mut(&place) {
                        content.push_str(&text.decode().expect("UTF-8"));
                    }
                }
                Event::Eof => return cells,
                _ => {}
            }
        }
    }

    #[test]
    fn it_reads_back_with_numbers_as_numbers_and_the_account_below() {
        let bytes = written(SheetFormat::Xlsx);
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        let cells = cells(&xml);
        let cell = |place: &str| cells.get(place).map(|(style, content)| (*style, content.as_str()));
        assert_eq!(cell("A1"), Some((HEAD, "Theme")));
        assert_eq!(cell("B1"), Some((HEAD_NUMBER, "n")));
        assert_eq!(cell("B2"), Some((COUNT, "12345")));
        assert_eq!(cell("C2"), Some((decimal(2), "0.644444444444")));
        assert_eq!(cell("D2"), Some((PERCENT, "0.5")));
        assert_eq!(cell("A4"), Some((PLAIN, "=SUM(A1)")));
        assert_eq!(cell("C4"), None, "what is no number is empty");
        assert_eq!(cell("A7"), Some((HEAD, "Stance by theme: all/now")));
        assert!(cell("A8").is_some_and(|(_, account)| account.starts_with("Counted: 109")));
        assert!(!xml.contains("<f>") && xml.contains(r#"state="frozen""#));
        assert!(part(&bytes, "xl/workbook.xml").contains(r#"name="Stance by theme allnow""#));
        let styles = part(&bytes, "xl/styles.xml");
        assert_eq!(styles.matches("<xf ").count() - 1, decimal(6) + 1, "a style for every number in use");
        assert!(styles.contains(r#"formatCode="0.00""#) && styles.contains(r#"formatCode="0.0%""#));
        for path in ["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml"] {
            let xml = part(&bytes, path);
            let mut reader = Reader::from_str(&xml);
            while !matches!(reader.read_event().expect("valid XML"), Event::Eof) {}
        }
    }

    #[test]
    fn columns_have_their_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn a_table_wider_than_a_sheet_is_refused() {
        let sheet = Sheet { columns: vec![Column::number("n"); MAX_COLUMNS + 1], ..Sheet::default() };
        assert!(matches!(write(&sheet, &mut Vec::new()), Err(ExchangeError::TooWideForSheet(16_385))));
    }
}
