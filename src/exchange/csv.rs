//! Statements as CSV, written and read; see `csv_cells` for the two forms.
//!
//! Numbers (`start`, `end`, `stance_value`) are never guarded. Lists and cut passages: see `joined`. The column
//! `unsure` follows the others only where a row is.

use super::columns::{COLUMNS, Names, Reading, UNSURE, has_unsure, is_yes};
use super::csv_cells::{BYTE_ORDER_MARK, Form, end_line, put_cell, read_table};
use super::import::record::{Line, Record};
use super::joined::{GAP, join_list, split_list};
use super::parallel::write_in_parallel;
use super::{Cancel, ExchangeError, Row};
use std::io::{BufRead, Write};

/// Writes a header and a line for each row.
pub(super) fn write(rows: &[Row<'_>], names: &Names<'_>, form: Form, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut head = Vec::new();
    if form == Form::Spreadsheet {
        head.extend_from_slice(BYTE_ORDER_MARK);
    }
    head.extend_from_slice(COLUMNS.join(",").as_bytes());
    let has_unsure = has_unsure(rows);
    if has_unsure {
        head.push(b',');
        head.extend_from_slice(UNSURE.as_bytes());
    }
    end_line(&mut head, form);
    out.write_all(&head).map_err(ExchangeError::Write)?;
    write_in_parallel(rows, out, |bytes, _, rows| {
        let mut pen = Pen { out: bytes, form, has_unsure, source: Vec::new(), scratch: String::new() };
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

struct Pen<'o> {
    out: &'o mut Vec<u8>,
    form: Form,
    /// Whether there is a column for it.
    has_unsure: bool,
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
        if self.has_unsure {
            self.out.extend_from_slice(if statement.is_unsure { b",yes" } else { b"," });
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

/// Calls `take` with each line below the header, in order.
///
/// # Errors
/// When the source fails, no header has a column `document`, or it is cancelled.
pub(super) fn read(input: &mut dyn BufRead, cancel: &Cancel, mut take: impl FnMut(Line)) -> Result<(), ExchangeError> {
    read_table(input, "document", cancel, |number, cells| {
        let record = cells.and_then(|cells| {
            let mut record = Record::default();
            cells.iter().try_for_each(|(column, cell)| put_in(&mut record, column, cell))?;
            Ok(record)
        });
        take(Line { number, record });
    })
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
        UNSURE => record.is_unsure = is_yes(cell),
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

    #[test]
    fn places_are_read_as_programs_write_them() {
        assert_eq!(place("start", "412.0"), Ok(Some(412)));
        assert_eq!(place("start", " "), Ok(None));
        assert!(place("start", "4.5").is_err());
        assert!(place("start", "-1").is_err());
        assert!(place("start", "99999999999999999999999").is_err());
    }
}
