//! `standpoint check`.

use super::args::ReportArgs;
use super::check_places::StatementFinding;
use super::console::Console;
use super::{CliError, Outcome, kept_texts};
use crate::store::rescue::{RescueCopy, Rescues};
use crate::store::{self, FoundAgain, Problem, Severity, open_whole_in};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'p> {
    n_documents: usize,
    n_sets: usize,
    problems: Vec<Finding<'p>>,
    /// Statements that are not where their file says.
    statements: &'p [StatementFinding],
}

#[derive(Serialize)]
struct Finding<'p> {
    path: String,
    line: Option<usize>,
    severity: &'static str,
    cause: &'p str,
    remedy: &'p str,
}

/// Lists what cannot be read or does not fit.
pub(super) fn run(args: &ReportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let mut problems = whole.problems;
    problems.extend(store::state_folder().into_iter().flat_map(|state| rescued(&state, &args.corpus)));
    problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let (n_documents, n_sets) = (whole.corpus.documents().len(), whole.corpus.sets().len());
    let tell = |found| StatementFinding::new(found, &whole.corpus, &whole.layout);
    let statements: Vec<StatementFinding> = whole.found.iter().map(tell).collect();
    if args.json {
        let problems = problems.iter().map(finding).collect();
        let report = Report { n_documents, n_sets, problems, statements: &statements };
        let text = serde_json::to_string_pretty(&report).map_err(|error| CliError::Output(error.into()))?;
        writeln!(console.out, "{text}").map_err(CliError::Output)?;
    } else {
        for problem in &problems {
            console.say(&problem.to_string())?;
        }
        for statement in &statements {
            console.say(&statement.line())?;
        }
        let found = if problems.is_empty() { "no problems".to_owned() } else { count(problems.len(), "problem") };
        let (documents, sets) = (count(n_documents, "document"), count(n_sets, "annotation set"));
        let places = places(&whole.found);
        console.say(&format!("{}: {found} in {documents} and {sets}{places}", args.corpus.display()))?;
    }
    let is_fine = problems.is_empty() && !statements.iter().any(StatementFinding::is_finding);
    Ok(if is_fine { Outcome::Fine } else { Outcome::Findings })
}

/// How many statements moved, wait and are set aside.
fn places(found: &[FoundAgain]) -> String {
    let n_aside = found.iter().filter(|one| one.is_aside).count();
    let n_waiting = found.iter().filter(|one| one.is_waiting()).count();
    let n_moved = found.len() - n_aside - n_waiting;
    let parts = [(n_moved, "moved with the text"), (n_waiting, "to be placed"), (n_aside, "set aside")];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, what)| format!("; {} {what}", count(n, "statement"))).collect();
    parts.concat()
}

/// A notice for each rescue copy that waits in `state`.
fn rescued(state: &Path, root: &Path) -> Vec<Problem> {
    let notice = |copy: RescueCopy| {
        let (path, cause) = match copy.content {
            Ok(kept) => (PathBuf::from(kept.file), format!("work that could not be saved was kept on {}", kept.kept)),
            Err(why) => (copy.path, format!("a rescue copy that cannot be read: {why}")),
        };
        Problem::notice(path, cause, "open the corpus in the window, which offers to take it over")
    };
    Rescues::new(state, root).copies().into_iter().map(notice).collect()
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn finding(problem: &Problem) -> Finding<'_> {
    Finding {
        path: problem.path.to_string_lossy().into_owned(),
        line: problem.line,
        severity: match problem.severity {
            Severity::Notice => "notice",
            Severity::Error => "error",
        },
        cause: &problem.cause,
        remedy: &problem.remedy,
    }
}
