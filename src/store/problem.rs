//! What loading could not read, or read and wonders about.

use std::fmt;
use std::path::PathBuf;

/// Most problems that are listed of one file; the rest are counted.
const MAX_PROBLEMS: usize = 50;

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
    /// What happened and what was kept.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// Something that could not be read.
    pub fn error(path: impl Into<PathBuf>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (path, cause, remedy) = (path.into(), cause.into(), remedy.into());
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
        if n_more > 0
            && let Some(last) = problems.last()
        {
            let more = Self { line: None, cause: format!("and {n_more} more like these"), ..last.clone() };
            problems.push(more);
        }
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
        let one_line = |text: &str| text.replace(['\n', '\r'], " ");
        write!(f, "{}", one_line(&self.path.display().to_string()))?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        write!(f, ": {}; {}", one_line(&self.cause), one_line(&self.remedy))
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
}
