//! An Excel workbook with one sheet, or two where a text is long (Office Open XML, ISO/IEC 29500-1, `SpreadsheetML`).
//!
//! The parts are written here rather than by a general library, which took five times as long for 100,000 rows:
//! rows are formatted in parallel and go straight into the archive. Texts are texts (`inlineStr`), so that no cell
//! acts as a formula, and numbers are numbers. Excel holds at most 32,767 characters in a cell: a longer text is
//! written up to there, ends with a mark that says so, is named in the notes of the export, and stands in full, piece by
//! piece, in the second sheet.

use super::columns::{COLUMNS, Names, Reading, has_unsure};
use super::joined::{GAP, join_list};
use super::parallel::write_in_parallel;
use super::xlsx_long::{self, LongText};
use super::xlsx_parts::{PARTS, put_sheet_end, put_sheet_head};
use super::{ExchangeError, Row};
use crate::model::StatementId;
use std::borrow::Cow;
use std::fmt::Display;
use std::io::{Cursor, Write};
use std::sync::{Mutex, PoisonError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Most UTF-16 code units that a cell holds.
pub(super) const MAX_UNITS: usize = 32_767;

/// Most rows that a sheet holds below its header.
const MAX_ROWS: usize = 1_048_575;

/// The end of a text that did not fit.
const CUT_MARK: &str = " […cut here: a cell holds 32,767 characters; the whole text is in the sheet “Long texts”]";

/// Small enough, and three times as quick as the usual 6.
const COMPRESSION_LEVEL: i64 = 3;

/// The column `passage`, which is wrapped.
const PASSAGE: usize = 8;

/// Styles of cells, by their place in the part `styles.xml`.
const TOP: u8 = b'1';
const WRAPPED: u8 = b'2';

/// Writes a sheet with a header and a line for each row; returns notes on what was cut.
pub(super) fn write(rows: &[Row<'_>], names: &Names<'_>, out: &mut dyn Write) -> Result<Vec<String>, ExchangeError> {
    if rows.len() > MAX_ROWS {
        return Err(ExchangeError::TooManyRows(rows.len()));
    }
    let archive = |error: zip::result::ZipError| ExchangeError::Spreadsheet(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time: the same corpus gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION_LEVEL))
        .last_modified_time(DateTime::default())
        .large_file(false);
    // Which parts there are stands at the beginning: where a text may be long, the sheet is written aside first.
    let mut aside = Vec::new();
    let may_be_long = rows.iter().any(|row| may_be_long(row, names));
    let mut cuts = if may_be_long { write_sheet(rows, names, &mut aside)? } else { Vec::new() };
    for (path, content) in PARTS {
        zip.start_file(path, options).map_err(archive)?;
        let more = xlsx_long::MORE.iter().find(|(of, ..)| *of == path && !cuts.is_empty());
        let content = more.map_or(Cow::Borrowed(content), |(_, before, more)| {
            Cow::Owned(content.replace(before, &format!("{more}{before}")))
        });
        zip.write_all(content.as_bytes()).map_err(ExchangeError::Write)?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options.large_file(true)).map_err(archive)?;
    if may_be_long {
        zip.write_all(&aside).map_err(ExchangeError::Write)?;
    } else {
        cuts = write_sheet(rows, names, &mut zip)?;
    }
    debug_assert!(may_be_long || cuts.is_empty(), "what is cut was seen to be long");
    if !cuts.is_empty() {
        zip.start_file("xl/worksheets/sheet2.xml", options.large_file(true)).map_err(archive)?;
        xlsx_long::write(&cuts, &COLUMNS, &mut zip).map_err(ExchangeError::Write)?;
    }
    let notes = cuts.iter().map(|LongText { line, column, .. }| {
        let column = COLUMNS[*column];
        format!("row {line}: `{column}` is longer than a cell holds; all of it is in the sheet “Long texts”")
    });
    let notes = notes.collect();
    let bytes = zip.finish().map_err(archive)?.into_inner();
    out.write_all(&bytes).map_err(ExchangeError::Write)?;
    Ok(notes)
}

/// Whether a text of the row may be longer than a cell holds.
fn may_be_long(row: &Row<'_>, names: &Names<'_>) -> bool {
    let (meta, statement) = (&row.document.meta, row.statement);
    let bounds = statement.bounds();
    let plain = [row.document.path.as_str(), &meta.title, &meta.source, &statement.note];
    // Names stand in lists, and what an item holds may be marked by as many backslashes.
    let own = statement.speakers.iter().map(|who| {
        who.speaker.as_str().len()
            + who
                .role_override
                .as_ref()
                .map_or(0, |held| held.role.len() + held.organisation.as_ref().map_or(0, |id| id.as_str().len()))
    });
    let ids = own.sum::<usize>() + statement.theme.as_ref().map_or(0, |id| id.as_str().len());
    let lists = 2 * (ids + (names.longest() + 2) * (statement.speakers.len() + 1));
    bounds.len() + GAP.len() * statement.spans.len() > MAX_UNITS
        || plain.iter().any(|text| text.len() > MAX_UNITS)
        || lists + statement.stance.as_ref().map_or(0, |id| id.as_str().len()) > MAX_UNITS
}

/// Writes the sheet, and gives the texts that did not fit.
fn write_sheet(rows: &[Row<'_>], names: &Names<'_>, out: &mut dyn Write) -> Result<Vec<LongText>, ExchangeError> {
    let has_unsure = has_unsure(rows);
    put_sheet_head(rows.len(), has_unsure, out).map_err(ExchangeError::Write)?;
    let cuts: Mutex<Vec<LongText>> = Mutex::default();
    write_in_parallel(rows, out, |bytes, n_before, rows| {
        let mut pen = Pen { out: bytes, line: 0, column: 0, statement: None, scratch: String::new(), cuts: Vec::new() };
        for (n, reading) in rows.iter().enumerate().filter_map(|(n, row)| Some((n, names.reading(row)?))) {
            // Lines are counted from 1, and the first is the header.
            pen.line = n_before + n + 2;
            pen.statement = Some(reading.row.statement.id);
            pen.put_row(&reading);
        }
        cuts.lock().unwrap_or_else(PoisonError::into_inner).append(&mut pen.cuts);
    })?;
    put_sheet_end(rows.len(), has_unsure, out).map_err(ExchangeError::Write)?;
    let mut cuts = cuts.into_inner().unwrap_or_else(PoisonError::into_inner);
    cuts.sort_unstable_by_key(|long| (long.line, long.column));
    Ok(cuts)
}

struct Pen<'o> {
    out: &'o mut Vec<u8>,
    line: usize,
    column: usize,
    scratch: String,
    /// Whose row it is.
    statement: Option<StatementId>,
    /// Texts that were cut.
    cuts: Vec<LongText>,
}

impl Pen<'_> {
    fn put_row(&mut self, reading: &Reading<'_>) {
        let (document, statement) = (reading.row.document, reading.row.statement);
        self.column = 0;
        let _ = write!(self.out, "<row r=\"{}\">", self.line);
        self.put_shown(Some(&statement.id));
        self.put_text(document.path.as_str());
        self.put_text(document.title());
        self.put_shown(document.meta.date.as_ref().map(|date| date as &dyn Display));
        self.put_text(&document.meta.source);
        self.put_text(reading.row.coder.as_str());
        self.put_number(Some(&reading.start));
        self.put_number(Some(&reading.end));
        self.put_made(|out| {
            for (n, fragment) in reading.fragments().enumerate() {
                out.push_str(if n > 0 { GAP } else { "" });
                out.push_str(fragment);
            }
        });
        self.put_text(reading.before());
        self.put_text(reading.after());
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.name)));
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.role)));
        self.put_made(|out| join_list(out, reading.voices.iter().map(|voice| voice.organisation)));
        for text in [reading.theme, reading.theme_path, reading.stance] {
            self.put_text(text);
        }
        self.put_number(reading.stance_value.as_ref().map(|value| value as &dyn Display));
        self.put_text(&statement.note);
        self.put_shown(Some(&statement.created));
        self.put_shown(statement.modified.as_ref().map(|modified| modified as &dyn Display));
        if statement.is_unsure {
            self.put_text("yes");
        }
        self.out.extend_from_slice(b"</row>");
    }

    fn put_shown(&mut self, value: Option<&dyn Display>) {
        self.put_made(|out| {
            use std::fmt::Write as _;
            let _ = value.map(|value| write!(out, "{value}"));
        });
    }

    fn put_made(&mut self, make: impl FnOnce(&mut String)) {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        make(&mut text);
        self.put_text(&text);
        self.scratch = text;
    }

    fn put_text(&mut self, text: &str) {
        if !text.is_empty() {
            let fitting = fitting(text);
            if matches!(fitting, Cow::Owned(_)) {
                let statement = self.statement.map(|id| id.to_string()).unwrap_or_default();
                self.cuts.push(LongText { line: self.line, column: self.column, statement, text: text.to_owned() });
            }
            self.begin_cell();
            self.out.extend_from_slice(b" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            put_escaped(self.out, &fitting);
            self.out.extend_from_slice(b"</t></is></c>");
        }
        self.column += 1;
    }

    fn put_number(&mut self, value: Option<&dyn Display>) {
        if let Some(value) = value {
            self.begin_cell();
            let _ = write!(self.out, "><v>{value}</v></c>");
        }
        self.column += 1;
    }

    fn begin_cell(&mut self) {
        let letter = char::from(b'A' + self.column as u8);
        let style = char::from(if self.column == PASSAGE { WRAPPED } else { TOP });
        let _ = write!(self.out, "<c r=\"{letter}{}\" s=\"{style}\"", self.line);
    }
}

/// Adds `text` as XML: what cannot stand in XML as `_xHHHH_`, and what would read as that escaped itself
/// (ISO/IEC 29500-1, 22.9.2.19, `ST_Xstring`).
pub(super) fn put_escaped(out: &mut Vec<u8>, text: &str) {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF) || (byte < b' ' && byte != b'\n');
    if !text.bytes().fold(false, |any, byte| any | is_special(byte)) {
        return out.extend_from_slice(text.as_bytes());
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '_' if reads_as_escape(&text.as_bytes()[at..]) => out.extend_from_slice(b"_x005F_"),
            '\n' | '\t' => out.push(c as u8),
            '\0'..'\x20' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "_x{:04X}_", c as u32);
            }
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

fn reads_as_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x' | b'X', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
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

    #[test]
    fn what_xml_cannot_hold_is_escaped_and_comes_back() {
        let escaped = |text: &str| {
            let mut out = Vec::new();
            put_escaped(&mut out, text);
            String::from_utf8_lossy(&out).into_owned()
        };
        assert_eq!(escaped("a<b> & \"c\"\n\td"), "a&lt;b&gt; &amp; \"c\"\n\td");
        assert_eq!(escaped("\0\u{b}\r\u{ffff}"), "_x0000__x000B__x000D__xFFFF_");
        assert_eq!(escaped("_x000D_ snake_case ｘ"), "_x005F_x000D_ snake_case ｘ");
    }
}
