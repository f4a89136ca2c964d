//! Where words go and come from. No name in a file can move the cursor, colour the terminal or turn a line round.

use super::CliError;
use crate::text::one_line;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// The three streams of a program, given so that tests can take their place.
pub(super) struct Console<'c> {
    /// Results.
    pub out: &'c mut dyn Write,
    /// What went wrong.
    pub err: &'c mut dyn Write,
    /// Rows to import.
    pub input: Box<dyn BufRead + Send>,
    /// The program's own folder; `None` on a system that gives none.
    pub state: Option<PathBuf>,
}

impl Console<'_> {
    /// Prints a line of results.
    pub fn say(&mut self, line: &str) -> Result<(), CliError> {
        writeln!(self.out, "{}", one_line(line)).map_err(CliError::Output)
    }

    /// Prints what went wrong, in one line.
    pub fn complain(&mut self, text: &str) {
        // When the errors go nowhere there is nobody left to tell.
        let _ = writeln!(self.err, "standpoint: {}", one_line(text));
    }
}
