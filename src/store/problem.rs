//! What loading could not read, or read and wonders about.

use crate::text::{brief_line, one_line};
use std::fmt;
use std::path::PathBuf;

/// Most problems that are listed of one file; the rest are counted.
pub(super) const MAX_PROBLEMS: usize = 50;

/// Most characters of a cause: what stands in a file may be of any length.
const MAX_CHARS: usize = 400;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; everything was read and the file stays writable.
    Notice,
    /// Something could not be read; the file it stands in is held.
    Error,
}

/// Something that loading could not read, or read and wonders about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, below the corpus folder.
    pub path: PathBuf,
    /// The line in it, counted from 1.
    pub line: Option<usize>,
    /// How much it matters.
    pub severity: Severity,
    /// What happened and what was kept, in one line without hidden characters.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// Something that could not be read.
    pub fn error(path: impl Into<PathBuf>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (path, cause, remedy) = (path.into(), brief_line(&cause.into(), MAX_CHARS), remedy.into());
        Self { path, line: None, severity: Severity::Error, cause, remedy }
    }

    /// Something worth knowing.
    pub fn notice(path: impl Into<PathBuf>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Notice, ..Self::error(path, cause, remedy) }
    }

    /// Keeps the first of many problems of one file and counts the others.
    pub(super) fn shorten(problems: &mut Vec<Self>) {
        let n_more = problems.len().saturating_sub(MAX_PROBLEMS);
        problems.truncate(MAX_PROBLEMS);
        Self::say_how_many_more(problems, n_more);
    }

    /// Adds that there are `n_more` problems like the last of `problems`, if there are any.
    pub(super) fn say_how_many_more(problems: &mut Vec<Self>, n_more: usize) {
        if n_more > 0
            && let Some(last) = problems.last()
        {
            let more = Self { line: None, cause: format!("and {n_more} more like these"), ..last.clone() };
            problems.push(more);
        }
    }

    /// The file in one line, without hidden characters.
    pub fn shown_path(&self) -> String {
        one_line(&self.path.display().to_string()).into_owned()
    }

    /// The same, at a line of the file.
    #[must_use]
    pub fn at(self, line: Option<usize>) -> Self {
        Self { line, ..self }
    }
}

impl fmt::Display for Problem {
    /// One line: `path:line: cause; remedy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown_path())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        write!(f, ": {}; {}", self.cause, one_line(&self.remedy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line() {
        let problem = Problem::error("a/b.ron", "the words “x\ny” moved", "look").at(Some(7));
        assert_eq!(problem.to_string(), "a/b.ron:7: the words “x y” moved; look");
    }

    #[test]
    fn no_name_in_a_file_turns_the_line_round_or_commands_a_terminal() {
        let problem =
            Problem::error("a\u{202e}b\u{1b}[2J.ron", "the theme “\u{1b}]0;x\u{7}\u{2066}” is unknown", "look");
        let line = problem.to_string();
        assert_eq!(line, "a‹RLO›b‹ESC›[2J.ron: the theme “‹ESC›]0;x‹BEL›‹LRI›” is unknown; look");
    }

    #[test]
    fn a_cause_of_any_length_is_told_briefly_and_to_its_end() {
        let problem =
            Problem::error("a.ron", format!("the id “{}” is unknown; it is kept", "é".repeat(1_000_000)), "look");
        assert!(problem.cause.starts_with("the id “éé") && problem.cause.ends_with("é” is unknown; it is kept"));
        assert!(problem.cause.chars().count() < 420 && problem.cause.capacity() < 4_000);
    }
}
