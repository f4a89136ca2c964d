//! The codebook as CSV: a line for each entry, stances, then themes, then speakers.
//!
//! The columns are those of [`COLUMNS`]; `kind` says which kind of entry a line is of, and what a kind does not have
//! is empty. The last three columns say how much an entry is used, and are not read.

use super::choices::{hue_name, kind_name};
use super::fields::{affiliation_item, example_item, join_items};
use super::names::{SpeakerNames, ThemePaths};
use super::record::{Line, MAX_ENTRIES, Record};
use crate::analysis::{Usage, Use};
use crate::exchange::csv_cells::{BYTE_ORDER_MARK, Form, end_line, put_cell, read_table};
use crate::exchange::{Cancel, ExchangeError};
use crate::model::{Codebook, Speaker, Stance, Theme};
use std::borrow::Cow;
use std::io::{BufRead, Write};

/// The columns, in order.
const COLUMNS: [&str; 19] = [
    "kind",
    "id",
    "name",
    "parent",
    "definition",
    "when",
    "when_not",
    "examples",
    "position",
    "glyph",
    "colour",
    "key",
    "speaker_kind",
    "aliases",
    "affiliations",
    "note",
    "statements",
    "documents",
    "coders",
];

/// The columns from here on are numbers, which no spreadsheet takes for a formula.
const FIRST_COUNT: usize = 16;
const POSITION: usize = 8;

type Cells<'a> = [Cow<'a, str>; COLUMNS.len()];

/// Writes a header and a line for each entry.
pub(super) fn write(codebook: &Codebook, usage: &Usage, form: Form, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut bytes = Vec::new();
    if form == Form::Spreadsheet {
        bytes.extend_from_slice(BYTE_ORDER_MARK);
    }
    bytes.extend_from_slice(COLUMNS.join(",").as_bytes());
    end_line(&mut bytes, form);
    let stances = codebook.stances.iter().map(|stance| stance_cells(stance, usage));
    let (paths, names) = (ThemePaths::new(codebook), SpeakerNames::new(codebook));
    let themes = codebook.themes.iter().map(|theme| theme_cells(theme, &paths, usage));
    let speakers = codebook.speakers.iter().map(|speaker| speaker_cells(speaker, &names, usage));
    for cells in stances.chain(themes).chain(speakers) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                bytes.push(b',');
            }
            put_cell(&mut bytes, cell, if n == POSITION || n >= FIRST_COUNT { Form::Exact } else { form });
        }
        end_line(&mut bytes, form);
    }
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(ExchangeError::Write)
}

fn stance_cells<'a>(stance: &'a Stance, usage: &Usage) -> Cells<'a> {
    let mut cells = cells("stance", stance.id.as_str(), &stance.name, usage.stance(&stance.id));
    cells[4] = Cow::Borrowed(&stance.definition);
    cells[POSITION] = stance.position.map(|position| position.to_string()).unwrap_or_default().into();
    cells[9] = stance.glyph.as_char().to_string().into();
    cells[10] = hue_name(stance.colour).into();
    cells[11] = key(stance.key);
    cells
}

fn theme_cells<'a>(theme: &'a Theme, paths: &ThemePaths<'_>, usage: &Usage) -> Cells<'a> {
    let mut cells = cells("theme", theme.id.as_str(), &theme.name, usage.theme(&theme.id));
    cells[3] = theme.parent.as_ref().map(|id| paths.reference(id)).unwrap_or_default().into();
    cells[4] = Cow::Borrowed(&theme.definition);
    cells[5] = Cow::Borrowed(&theme.when);
    cells[6] = Cow::Borrowed(&theme.when_not);
    cells[7] = join_items(theme.examples.iter().map(example_item)).into();
    cells[10] = theme.colour.map_or("", hue_name).into();
    cells[11] = key(theme.key);
    cells
}

fn speaker_cells<'a>(speaker: &'a Speaker, names: &SpeakerNames<'_>, usage: &Usage) -> Cells<'a> {
    let mut cells = cells("speaker", speaker.id.as_str(), &speaker.name, usage.speaker(&speaker.id));
    cells[11] = key(speaker.key);
    cells[12] = kind_name(speaker.kind).into();
    cells[13] = join_items(speaker.aliases.iter().cloned()).into();
    cells[14] = join_items(speaker.affiliations.iter().map(|held| affiliation_item(held, names))).into();
    cells[15] = Cow::Borrowed(&speaker.note);
    cells
}

/// What every kind has.
fn cells<'a>(kind: &'static str, id: &'a str, name: &'a str, used: Use) -> Cells<'a> {
    let mut cells = Cells::default();
    cells[0] = kind.into();
    cells[1] = id.into();
    cells[2] = name.into();
    let counts = [used.n_statements, used.n_documents, used.n_coders];
    for (cell, count) in cells[FIRST_COUNT..].iter_mut().zip(counts) {
        *cell = count.to_string().into();
    }
    cells
}

fn key(key: Option<char>) -> Cow<'static, str> {
    key.map(String::from).unwrap_or_default().into()
}

/// Every entry of the file, in order.
///
/// # Errors
/// When the source fails or no header has a column `name`.
pub(super) fn read(input: &mut dyn BufRead, cancel: &Cancel) -> Result<Vec<Line>, ExchangeError> {
    let mut lines = Vec::new();
    read_table(input, "name", cancel, |line, cells| {
        let record = cells.and_then(|cells| {
            let mut record = Record { line, ..Record::default() };
            cells.iter().try_for_each(|(column, cell)| record.put(column, cell))?;
            Ok(record)
        });
        if lines.len() <= MAX_ENTRIES {
            lines.push(record.map_err(|cause| (line, cause)));
        }
    })?;
    if lines.len() > MAX_ENTRIES { Err(ExchangeError::TooManyEntries(MAX_ENTRIES)) } else { Ok(lines) }
}
