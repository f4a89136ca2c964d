//! Reading rows back: JSONL and CSV become one edit, and what does not fit is refused line by line.
//!
//! 1. **Where.** `document` names the text. The passage is placed by `spans`, else `start` and `end`, else by
//!    looking for `quote` (or `passage`) in the text. Words that are given must be the words at that place. See `place`.
//! 2. **Whose.** The coder of the options, else of the row.
//! 3. **What.** Themes, stances and speakers by id where it is known, else by name or path; unknown ones are made.
//!    See `entries`.
//! 4. **Which.** A row keeps its `id` when it is a UUID that no other set has. A row that is already there is skipped:
//!    the same id with the same content, or, for a row with no id of its own, the same content at the same place.
//!
//! A row whose `id` is a UUID comes from an export and is taken literally: an empty role means that none is known. In any
//! other row, an empty role or organisation says nothing.

mod entries;
mod held;
mod place;
mod plan;
pub(super) mod record;

use super::{Cancel, ExchangeError, Format, cancel, csv, jsonl};
use crate::edit::Edit;
use crate::model::{Coder, Corpus, SetKey, StatementId};
use crate::text::brief_line;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::io::BufRead;

/// Most characters of a cause.
const MAX_CAUSE_CHARS: usize = 300;

/// Most rows that are named as refused; the others are counted.
pub(super) const MAX_REFUSED: usize = 10_000;

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// [`Format::Jsonl`], or either CSV: which of its forms a file has is read from the file.
    pub format: Format,
    /// Whose statements these become, whatever the rows say.
    pub coder: Option<Coder>,
}

/// What an import would do; nothing is changed until its edit is applied.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// One batch: new codebook entries, then statements set by set.
    pub edit: Edit,
    /// Statements to be added.
    pub n_statements: usize,
    /// Rows that are in the corpus already.
    pub n_already_there: usize,
    /// Paths of themes to be added.
    pub new_themes: Vec<String>,
    /// Names of stances to be added.
    pub new_stances: Vec<String>,
    /// Names of speakers to be added.
    pub new_speakers: Vec<String>,
    /// Who gets statements.
    pub coders: BTreeSet<Coder>,
    /// Rows that fit, in the order of the file.
    pub taken: Vec<Taken>,
    /// Rows that do not fit, in the order of the file: the first ten thousand of them.
    pub refused: Vec<Refusal>,
    /// How many rows do not fit.
    pub n_refused: usize,
}

impl ImportPlan {
    /// Whether applying it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.n_statements == 0
    }
}

/// A row that fits, and which statement it becomes or already is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// In which set.
    pub set: SetKey,
    /// Under which id.
    pub id: StatementId,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// A row that does not fit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// What is wrong, as a fragment of a sentence, in one line without hidden characters.
    pub cause: String,
}

impl Refusal {
    /// Notes what is wrong at `line`; what `cause` quotes may be of any length, and is shortened.
    pub fn new(line: u64, cause: &str) -> Self {
        Self { line, cause: brief_line(cause, MAX_CAUSE_CHARS) }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.cause)
    }
}

/// Reads rows from `input` and plans their way into `corpus`.
///
/// `new_id` gives ids to rows that bring none of use, `now` is when rows that do not say were made. Texts must have
/// been read: a row on a document without its text is refused.
///
/// # Errors
/// When `input` fails, when the format is one that is only written, or when a CSV file has no header.
pub fn import(
    corpus: &Corpus,
    input: &mut dyn BufRead,
    options: &ImportOptions,
    new_id: &mut dyn FnMut() -> StatementId,
    now: Timestamp,
) -> Result<ImportPlan, ExchangeError> {
    import_until(corpus, input, options, new_id, now, &Cancel::default())
}

/// As [`import()`], until `cancel` says that nobody waits for it any more.
///
/// # Errors
/// As [`import()`], and [`ExchangeError::Cancelled`].
pub fn import_until(
    corpus: &Corpus,
    input: &mut dyn BufRead,
    options: &ImportOptions,
    new_id: &mut dyn FnMut() -> StatementId,
    now: Timestamp,
    cancel: &Cancel,
) -> Result<ImportPlan, ExchangeError> {
    let mut planner = plan::Planner::new(corpus, options.coder.as_ref(), new_id, now);
    read_lines(input, options.format, cancel, |line| planner.take(&line))?;
    planner.finish(cancel)
}

/// A row as it came, not yet looked up in any corpus.
#[derive(Debug)]
pub struct ImportRow(record::Line);

impl ImportRow {
    /// Line of the file, counted from 1.
    pub const fn line(&self) -> u64 {
        self.0.number
    }
}

/// Reads rows from `input` and hands each to `take` as soon as it has come.
///
/// # Errors
/// As [`import`].
pub fn read_rows(
    input: &mut dyn BufRead,
    format: Format,
    mut take: impl FnMut(ImportRow),
) -> Result<(), ExchangeError> {
    read_lines(input, format, &Cancel::default(), |line| take(ImportRow(line)))
}

fn read_lines(
    input: &mut dyn BufRead,
    format: Format,
    cancel: &Cancel,
    take: impl FnMut(record::Line),
) -> Result<(), ExchangeError> {
    let input = &mut cancel::over(cancel, input);
    let read = match format {
        Format::Jsonl => jsonl::read(input, take),
        Format::Csv | Format::CsvExact => csv::read(input, cancel, take),
        format => return Err(ExchangeError::NotImportable(format.label())),
    };
    cancel::check(cancel)?;
    read
}

/// Plans the way of `rows` into `corpus`, as [`import`] does for those of a whole file.
///
/// # Errors
/// As [`import`] on rows that have been read.
pub fn plan_rows(
    corpus: &Corpus,
    rows: &[ImportRow],
    coder: Option<&Coder>,
    new_id: &mut dyn FnMut() -> StatementId,
    now: Timestamp,
) -> Result<ImportPlan, ExchangeError> {
    let mut planner = plan::Planner::new(corpus, coder, new_id, now);
    for row in rows {
        planner.take(&row.0);
    }
    planner.finish(&Cancel::default())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
