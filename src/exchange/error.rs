//! Why an export or import cannot be carried out at all.

use std::io;

/// Why an export or import cannot be carried out at all; single rows that do not fit are refused one by one instead.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The receiver of the bytes failed.
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
    /// The source of the bytes failed.
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    /// The spreadsheet could not be made.
    #[error("cannot make the spreadsheet: {0}")]
    Spreadsheet(String),
    /// More rows than a sheet can hold.
    #[error("{0} rows are more than a spreadsheet holds (1,048,575); filter them or export CSV")]
    TooManyRows(usize),
    /// A format that is written but never read.
    #[error("{0} cannot be imported; give CSV or JSONL")]
    NotImportable(&'static str),
    /// The first line of a CSV file does not name the columns.
    #[error("the first line must name the columns, among them `{0}`")]
    NoHeader(&'static str),
    /// Nobody waits for it any more.
    #[error("cancelled; nothing was changed")]
    Cancelled,
    /// A first line that names more columns than any table has.
    #[error("the first line names {0} columns; no table of ours has as many")]
    TooManyColumns(usize),
    /// More entries than any codebook has.
    #[error("it has more than {0} entries; no codebook has as many")]
    TooManyEntries(usize),
    /// More columns than a sheet can hold.
    #[error("{0} columns are more than a spreadsheet holds (16,384); show fewer or export CSV")]
    TooWideForSheet(usize),
    /// More points than a picture made of pixels may have.
    #[error("a picture of {0} by {1} points is too large for PNG; write SVG, or show less")]
    PictureTooLarge(usize, usize),
    /// A chapter with none of the sections of a codebook.
    #[error("there is no section “Stance scale”, “Themes” or “Speakers” in it")]
    NoCodebook,
}

impl ExchangeError {
    /// Whether the receiver went away, as `head` does: no fault of anybody.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
