//! The codebook out and in: as a table, and as a chapter for a methods appendix.
//!
//! ```text
//! Corpus + Usage ─ write ─┬─ table     CSV, a line for each entry
//!                         └─ chapter   Markdown: stance scale, theme tree with definitions and examples, speakers
//! table · chapter_reader → Records ─ import ─▶ CodebookPlan: what is new, what changes, what stays; one Edit
//! ```
//!
//! Both forms come back: what was written into one corpus and read into another makes the same entries. An import
//! adds and changes, and never takes away: an entry that the file lacks stays, and an empty cell says nothing.
//!
//! Where a name would mean another entry, or none, `#` and the id stand in its place.

mod chapter;
mod chapter_reader;
mod choices;
mod diff;
mod fields;
mod ids;
mod import;
mod import_speakers;
mod import_themes;
mod markup;
mod names;
mod plan;
mod record;
mod table;

pub(super) use markup::makes_link;
pub use plan::{CodebookPlan, EntryChange, FieldChange};

use super::csv_cells::Form;
use super::{Cancel, ExchangeError, cancel};
use crate::analysis::Usage;
use crate::model::Corpus;
use std::io::{BufRead, Write};
use std::path::Path;

/// A format that a codebook is written in and read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodebookFormat {
    /// A table for spreadsheets.
    Csv,
    /// The same for programs.
    CsvExact,
    /// A chapter with definitions and examples.
    Markdown,
}

impl CodebookFormat {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::CsvExact];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvExact => "csv-exact",
            Self::Markdown => "markdown",
        }
    }

    /// What it is called in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV for spreadsheets",
            Self::CsvExact => "CSV, exact",
            Self::Markdown => "Codebook chapter (Markdown)",
        }
    }

    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExact => "csv",
            Self::Markdown => "md",
        }
    }

    /// The format of this name or file ending.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let by_name = Self::ALL.into_iter().find(|format| format.name() == name);
        by_name.or_else(|| (name == "md").then_some(Self::Markdown))
    }

    /// The format that the ending of `path` asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::parse(path.extension()?.to_str()?).filter(|format| *format != Self::CsvExact)
    }
}

/// Writes the codebook of `corpus` with how much each entry is used; the same corpus gives the same bytes.
///
/// `title` is what the chapter is headed by, such as the name of the corpus.
///
/// # Errors
/// When `out` fails.
pub fn write_codebook(
    corpus: &Corpus,
    usage: &Usage,
    format: CodebookFormat,
    title: &str,
    out: &mut dyn Write,
) -> Result<(), ExchangeError> {
    match format {
        CodebookFormat::Csv => table::write(&corpus.codebook, usage, Form::Spreadsheet, out),
        CodebookFormat::CsvExact => table::write(&corpus.codebook, usage, Form::Exact, out),
        CodebookFormat::Markdown => chapter::write(corpus, usage, title, out).map_err(ExchangeError::Write),
    }
}

/// Reads a codebook from `input` and plans its way into `corpus`; which form a CSV file has is read from the file.
///
/// # Errors
/// When `input` fails, or has nothing of a codebook in it.
pub fn import_codebook(
    corpus: &Corpus,
    format: CodebookFormat,
    input: &mut dyn BufRead,
) -> Result<CodebookPlan, ExchangeError> {
    import_codebook_until(corpus, format, input, &Cancel::default())
}

/// As [`import_codebook`], until `cancel` says that nobody waits for it any more.
///
/// # Errors
/// As [`import_codebook`], and [`ExchangeError::Cancelled`].
pub fn import_codebook_until(
    corpus: &Corpus,
    format: CodebookFormat,
    input: &mut dyn BufRead,
    cancel: &Cancel,
) -> Result<CodebookPlan, ExchangeError> {
    let input = &mut cancel::over(cancel, input);
    let read = match format {
        CodebookFormat::Csv | CodebookFormat::CsvExact => table::read(input, cancel),
        CodebookFormat::Markdown => chapter_reader::read(input, cancel),
    };
    cancel::check(cancel)?;
    let plan = import::plan(corpus, read?);
    cancel::check(cancel)?;
    Ok(plan)
}
