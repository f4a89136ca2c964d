//! CSV in two forms, written and read.
//!
//! | | spreadsheet | exact |
//! |---|---|---|
//! | byte order mark | yes | no |
//! | lines end with | CR LF | LF |
//! | a text cell that begins with `=` `+` `-` `@` `＝` `＋` `－` `＠`, tab, CR or LF | has an apostrophe put in front | as it is |
//!
//! So no cell acts as a formula. A cell that begins with apostrophes and then such a character gets one more, and
//! reading takes one away: what was written comes back exactly. The byte order mark says which form a file has.
//! Numbers (`start`, `end`, `stance_value`) are never guarded. A cell is quoted (RFC 4180, section 2) when it
//! holds a quote mark, comma, semicolon, tab or line break. Lists and cut passages: see `joined`.

use super::columns::{COLUMNS, Names, Reading};
use super::import::record::{Line, Record};
use super::joined::{GAP, join_list, split_list};
use super::parallel::write_in_parallel;
use super::{ExchangeError, Row};
use std::io::{BufRead, Write};

/// Marks a file as UTF-8 for spreadsheets.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Which of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Spreadsheet,
    Exact,
}

/// Writes a header and a line for each row.
pub(super) fn write(rows: &[Row<'_>], names: &Names<'_>, form: Form, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut head = Vec::new();
    if form == Form::Spreadsheet {
        head.extend_from_slice(BYTE_ORDER_MARK);
    }
    head.extend_from_slice(COLUMNS.join(",").as_bytes());
    end_line(&mut head, form);
    out.write_all(&head).map_err(ExchangeError::Write)?;
    write_in_parallel(rows, out, |bytes, _, rows| {
        let mut pen = Pen { out: bytes, form, source: Vec::new(), scratch: String::new() };
        let mut last: Option<&Row<'_>> = None;
        for row in rows {
            let Some(reading) = names.reading(row) else { continue };
            if !last.is_some_and(|last| std::ptr::eq(last.document, row.document) && last.coder == row.coder) {
                pen.prepare_source(row);
                last = Some(row);
            }
            pen.put_row(&reading);
        }
    })
}

fn end_line(out: &mut Vec<u8>, form: Form) {
    out.extend_from_slice(if form == Form::Spreadsheet { b"\r\n" } else { b"\n" });
}

struct Pen<'o> {
    out: &'o mut Vec<u8>,
    form: Form,
    /// The cells from `document` to `coder`, which stay the same over many rows.
    source: Vec<u8>,
    scratch: String,
}

impl Pen<'_> {
    fn prepare_source(&mut self, row: &Row<'_>) {
        let meta = &row.document.meta;
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let cells = [row.document.path.as_str(), row.document.title(), &date, &meta.source, row.coder.as_str()];
        self.source.clear();
        for cell in cells {
            self.source.push(b',');
            put_cell(&mut self.source, cell, self.form);
        }
    }

    fn put_row(&mut self, reading: &Reading<'_>) {
        let statement = reading.row.statement;
        self.put_plain(&statement.id);
        self.out.extend_from_slice(&self.source);
        self.out.push(b',');
        self.put_plain(&reading.start);
        self.out.push(b',');
        self.put_plain(&reading.end);
        if let [only] = statement.spans.as_slice() {
            self.put_text(reading.text.slice(*only));
        } else {
            self.scratch.clear();
            for (n, fragment) in reading.fragments().enumerate() {
                self.scratch.push_str(if n > 0 { GAP } else { "" });
                self.scratch.push_str(fragment);
            }
            self.put_scratch();
        }
        self.put_text(reading.before());
        self.put_text(reading.after());
        self.put_list(reading.voices.iter().map(|voice| voice.name));
        self.put_list(reading.voices.iter().map(|voice| voice.role));
        self.put_list(reading.voices.iter().map(|voice| voice.organisation));
        for cell in [reading.theme, reading.theme_path, reading.stance] {
            self.put_text(cell);
        }
        self.out.push(b',');
        if let Some(value) = reading.stance_value {
            self.put_plain(&value);
        }
        self.put_text(&statement.note);
        self.out.push(b',');
        self.put_plain(&statement.created);
        self.out.push(b',');
        if let Some(modified) = statement.modified {
            self.put_plain(&modified);
        }
        end_line(self.out, self.form);
    }

    /// Adds what is known to need neither quote marks nor a guard.
    fn put_plain(&mut self, value: &dyn std::fmt::Display) {
        let written = write!(self.out, "{value}");
        debug_assert!(written.is_ok(), "writing to memory does not fail");
    }

    fn put_text(&mut self, text: &str) {
        self.out.push(b',');
        put_cell(self.out, text, self.form);
    }

    fn put_list<'a>(&mut self, items: impl Iterator<Item = &'a str>) {
        self.scratch.clear();
        join_list(&mut self.scratch, items);
        self.put_scratch();
    }

    fn put_scratch(&mut self) {
        self.out.push(b',');
        put_cell(self.out, &self.scratch, self.form);
    }
}

fn put_cell(out: &mut Vec<u8>, text: &str, form: Form) {
    let guard: &[u8] = if form == Form::Spreadsheet && acts_as_formula(text) { b"'" } else { b"" };
    // No early exit: so the loop runs over many bytes at once.
    let is_special = |byte: u8| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\n' | b'\r');
    if !text.bytes().fold(false, |any, byte| any | is_special(byte)) {
        out.extend_from_slice(guard);
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    out.extend_from_slice(guard);
    let mut rest = text.as_bytes();
    while let Some(at) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=at]);
        out.push(b'"');
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Whether a spreadsheet might take `text` for a formula, or reading might take off an apostrophe that is its own.
fn acts_as_formula(text: &str) -> bool {
    matches!(
        text.trim_start_matches('\'').chars().next(),
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n')
    )
}

fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| acts_as_formula(text)).unwrap_or(text)
}

/// Calls `take` with each line below the header, in order.
///
/// Columns are found by their names, in any order and with any others between them. Cells may stand apart by
/// commas, semicolons or tabs: whichever splits the header so that it has a column `document`.
///
/// # Errors
/// When the source fails or there is no such header.
pub(super) fn read(input: &mut dyn BufRead, mut take: impl FnMut(Line)) -> Result<(), ExchangeError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(ExchangeError::Read)?;
    let (form, body) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(body) => (Form::Spreadsheet, body),
        None => (Form::Exact, bytes.as_slice()),
    };
    let open = |delimiter| ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(body);
    let found = [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let header = open(delimiter).headers().ok()?.clone();
        header.iter().any(|name| name.trim() == "document").then(|| (open(delimiter), header))
    });
    let (mut reader, header) = found.ok_or(ExchangeError::NoHeader)?;
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let mut lines = Lines { body, at: 0, number: 1 };
    for result in reader.byte_records() {
        let (position, record) = match &result {
            Ok(cells) => (cells.position(), read_cells(&columns, cells, form)),
            Err(error) => (error.position(), Err(error.to_string())),
        };
        take(Line { number: lines.number_at(position.map_or(0, ::csv::Position::byte)), record });
    }
    Ok(())
}

/// Counts lines: a record may begin with the rest of the line break before it, and blank lines are no records.
struct Lines<'a> {
    body: &'a [u8],
    at: usize,
    number: u64,
}

impl Lines<'_> {
    /// The number of the line of the record at `byte`, which lies not before the last one asked for.
    fn number_at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.body.len());
        let n_blank = self.body[byte..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.number += memchr::memchr_iter(b'\n', &self.body[self.at..byte + n_blank]).count() as u64;
        self.at = byte + n_blank;
        self.number
    }
}

fn read_cells(columns: &[String], cells: &::csv::ByteRecord, form: Form) -> Result<Record, String> {
    if cells.len() > columns.len() {
        return Err(format!("it has {} cells, but the header names {} columns", cells.len(), columns.len()));
    }
    let mut record = Record::default();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = std::str::from_utf8(cell).map_err(|_| format!("`{column}` is not UTF-8"))?;
        put_in(&mut record, column, if form == Form::Spreadsheet { without_guard(cell) } else { cell })?;
    }
    Ok(record)
}

/// Puts `cell` where it belongs in `record`; an empty cell says nothing, save in a list and a note.
fn put_in(record: &mut Record, column: &str, cell: &str) -> Result<(), String> {
    let text = || (!cell.is_empty()).then(|| cell.to_owned());
    let list = || (!cell.is_empty()).then(|| split_list(cell));
    match column {
        "id" => record.id = text(),
        "document" => record.document = text(),
        "coder" => record.coder = text(),
        "start" => record.start = place("start", cell)?,
        "end" => record.end = place("end", cell)?,
        "passage" => record.passage = text().map(line_feeds_only),
        "quote" => record.quote = text().map(|quote| vec![line_feeds_only(quote)]),
        "before" => record.before = text().map(line_feeds_only),
        "after" => record.after = text().map(line_feeds_only),
        "speakers" => record.speakers = list(),
        "speaker_ids" => record.speaker_ids = list(),
        "roles" => record.roles = Some(split_list(cell)),
        "organisations" => record.organisations = Some(split_list(cell)),
        "theme" => record.theme = text(),
        "theme_id" => record.theme_id = text(),
        "theme_path" => record.theme_path = text(),
        "stance" => record.stance = text(),
        "stance_id" => record.stance_id = text(),
        "stance_value" if !cell.trim().is_empty() => {
            let value =
                cell.trim().parse().map_err(|_| format!("`stance_value` is “{}”, not a number", brief(cell)))?;
            record.stance_value = Some(value);
        }
        "note" => cell.clone_into(&mut record.note),
        "created" => record.created = text(),
        "modified" => record.modified = text(),
        _ => {}
    }
    Ok(())
}

/// Documents hold line feeds only; spreadsheets may put carriage returns into a cell.
fn line_feeds_only(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text }
}

/// A place in code points; also with decimals of nothing, as programs write whole numbers next to gaps.
fn place(column: &str, cell: &str) -> Result<Option<u64>, String> {
    let digits = cell.trim().split_once('.').filter(|(_, decimals)| decimals.bytes().all(|b| b == b'0'));
    match digits.map_or(cell.trim(), |(whole, _)| whole) {
        "" => Ok(None),
        whole => whole.parse().map(Some).map_err(|_| format!("`{column}` is “{}”, not a place in a text", brief(cell))),
    }
}

fn brief(cell: &str) -> String {
    cell.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str, form: Form) -> String {
        let mut out = Vec::new();
        put_cell(&mut out, text, form);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn no_cell_acts_as_a_formula_in_the_spreadsheet_form() {
        for text in ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠1", "'=1"] {
            assert_eq!(written(text, Form::Spreadsheet), format!("'{text}"));
            assert_eq!(written(text, Form::Exact), text);
        }
        assert_eq!(written("\t=1", Form::Spreadsheet), "\"'\t=1\"");
        assert_eq!(written("'tis", Form::Spreadsheet), "'tis");
        assert_eq!(written("a \"b\"", Form::Exact), "\"a \"\"b\"\"\"");
    }

    #[test]
    fn places_are_read_as_programs_write_them() {
        assert_eq!(place("start", "412.0"), Ok(Some(412)));
        assert_eq!(place("start", " "), Ok(None));
        assert!(place("start", "4.5").is_err());
        assert!(place("start", "-1").is_err());
        assert!(place("start", "99999999999999999999999").is_err());
    }

    proptest! {
        #[test]
        fn reading_takes_off_what_the_guard_put_on(text in "['=+@＝\t\"a,;é]{0,6}") {
            let line = written(&text, Form::Spreadsheet);
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let cell = reader.records().next().map_or(String::new(), |r| r.unwrap_or_default()[0].to_owned());
            prop_assert_eq!(without_guard(&cell), text);
        }
    }
}
