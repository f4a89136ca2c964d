//! Where words go and come from.

use super::CliError;
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
        writeln!(self.out, "{}", harmless(line)).map_err(CliError::Output)
    }

    /// Prints what went wrong, in one line.
    pub fn complain(&mut self, text: &str) {
        // When the errors go nowhere there is nobody left to tell.
        let _ = writeln!(self.err, "standpoint: {}", harmless(text));
    }
}

/// `text` without the control characters by which a name could move the cursor or colour the terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
