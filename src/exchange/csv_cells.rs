//! Tables as CSV in two forms, cell by cell.
//!
//! | | spreadsheet | exact |
//! |---|---|---|
//! | byte order mark | yes | no |
//! | lines end with | CR LF | LF |
//! | a text cell that begins with `=` `+` `-` `@`, one of their wide or small forms, tab, CR or LF | has an apostrophe put in front | as it is |
//!
//! So no cell acts as a formula, nor one in which spaces, zero-width characters or apostrophes come first, as some
//! programs drop them. A cell that begins with apostrophes and then such a character gets one more, and reading takes
//! one away: what was written comes back exactly. The byte order mark says which form a file has.
//! A cell is quoted (RFC 4180, section 2) when it
//! holds a quote mark, comma, semicolon, tab or line break.

use super::{Cancel, ExchangeError, cancel};
use std::io::BufRead;

/// Marks a file as UTF-8 for spreadsheets.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Most columns of a table that is read: no table that people make has as many.
const MAX_COLUMNS: usize = 10_000;

/// Which of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Spreadsheet,
    Exact,
}

/// Ends a line.
pub(super) fn end_line(out: &mut Vec<u8>, form: Form) {
    out.extend_from_slice(if form == Form::Spreadsheet { b"\r\n" } else { b"\n" });
}

/// Adds a cell, guarded and quoted as need be.
pub(super) fn put_cell(out: &mut Vec<u8>, text: &str, form: Form) {
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
pub(super) fn acts_as_formula(text: &str) -> bool {
    let is_dropped = |c: char| {
        matches!(c, '\'' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
            || (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'))
    };
    matches!(
        text.chars().find(|c| !is_dropped(*c)),
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '\t' | '\r' | '\n')
    )
}

fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| acts_as_formula(text)).unwrap_or(text)
}

/// Calls `take` for each line below the header, in order, with its number and its cells by column, or what is wrong.
///
/// Columns are found by their names, in any order and with any others between them. Cells may stand apart by
/// commas, semicolons or tabs: whichever splits the header so that it has the column `key`.
///
/// # Errors
/// When the source fails, there is no such header, or it is cancelled.
pub(super) fn read_table(
    input: &mut dyn BufRead,
    key: &'static str,
    cancel: &Cancel,
    mut take: impl FnMut(u64, Result<&[(&str, &str)], String>),
) -> Result<(), ExchangeError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(ExchangeError::Read)?;
    let (form, body) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(body) => (Form::Spreadsheet, body),
        None => (Form::Exact, bytes.as_slice()),
    };
    let open = |delimiter| ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(body);
    let found = [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
        let header = open(delimiter).headers().ok()?.clone();
        header.iter().any(|name| name.trim() == key).then(|| (open(delimiter), header))
    });
    let (mut reader, header) = found.ok_or(ExchangeError::NoHeader(key))?;
    if header.len() > MAX_COLUMNS {
        return Err(ExchangeError::TooManyColumns(header.len()));
    }
    let columns: Vec<&str> = header.iter().map(str::trim).collect();
    let mut lines = Lines { body, at: 0, number: 1 };
    for result in reader.byte_records() {
        cancel::check(cancel)?;
        let (position, cells) = match &result {
            Ok(cells) => (cells.position(), cells_by_column(&columns, cells, form)),
            Err(error) => (error.position(), Err(error.to_string())),
        };
        let number = lines.number_at(position.map_or(0, ::csv::Position::byte));
        take(number, cells.as_deref().map_err(Clone::clone));
    }
    Ok(())
}

fn cells_by_column<'c>(
    columns: &[&'c str],
    cells: &'c ::csv::ByteRecord,
    form: Form,
) -> Result<Vec<(&'c str, &'c str)>, String> {
    if cells.len() > columns.len() {
        return Err(format!("it has {} cells, but the header names {} columns", cells.len(), columns.len()));
    }
    let text = |(column, cell): (&&'c str, &'c [u8])| {
        let cell = std::str::from_utf8(cell).map_err(|_| format!("`{column}` is not UTF-8"))?;
        Ok((*column, if form == Form::Spreadsheet { without_guard(cell) } else { cell }))
    };
    columns.iter().zip(cells).map(text).collect()
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
        let wide = ["＝1", "＋1", "－1", "＠1", "﹦1", "﹢1", "﹣1", "﹫1"];
        let behind = [
            "'=1",
            " =1",
            "\u{a0}=1",
            "\u{3000}＝1",
            "\u{feff}=1",
            "\u{200b}\u{200e}@a",
            " '  =1",
            "=cmd|' /C calc'!A0",
        ];
        for text in ["=1", "+1", "-1", "@a"].into_iter().chain(wide).chain(behind) {
            assert_eq!(written(text, Form::Spreadsheet), format!("'{text}"));
            assert_eq!(written(text, Form::Exact), text);
        }
        assert_eq!(written("\t=1", Form::Spreadsheet), "\"'\t=1\"");
        assert_eq!(written("'tis", Form::Spreadsheet), "'tis");
        assert_eq!(written("a \"b\"", Form::Exact), "\"a \"\"b\"\"\"");
    }

    proptest! {
        #[test]
        fn reading_takes_off_what_the_guard_put_on(text in "['=+@＝﹣ \u{a0}\u{feff}\t\r\n\"a,;é]{0,6}") {
            // Every table has a header, so that no cell stands where a byte order mark does.
            let table = format!("note\n{}", written(&text, Form::Spreadsheet));
            let mut reader = ::csv::ReaderBuilder::new().from_reader(table.as_bytes());
            let cell = reader.records().next().map_or(String::new(), |r| r.unwrap_or_default()[0].to_owned());
            prop_assert_eq!(without_guard(&cell), text);
        }
    }
}
