//! `standpoint import`.

use super::args::ImportArgs;
use super::console::Console;
use super::{CliError, Outcome, checked_coder};
use crate::edit::Focus;
use crate::exchange::{Format, ImportOptions, ImportPlan, import};
use crate::session::{Change, Session};
use crate::store::{SaveState, open_import};
use std::io::{BufRead, BufReader};
use std::time::Duration;

/// Longest wait for the disk before asking it again.
pub(super) const WAIT: Duration = Duration::from_mins(1);

/// Imports, and says what came in and what did not.
pub(super) fn run(args: &ImportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let coder = args.coder.as_deref().map(checked_coder).transpose()?;
    let mut session = super::open_session(&args.corpus, console)?;
    let read_failed = |source| CliError::Read { path: args.file.clone(), source };
    let mut file;
    let input: &mut dyn BufRead = if args.file.as_os_str() == "-" {
        &mut console.input
    } else {
        file = BufReader::new(open_import(&args.file)?);
        &mut file
    };
    let format = match Format::from_path(&args.file) {
        Some(format) => format,
        None => sniffed(input).map_err(read_failed)?,
    };
    let options = ImportOptions { format, coder };
    let plan = import(session.corpus(), input, &options, &mut Session::new_statement_id, Session::now())
        .map_err(|source| CliError::Exchange { path: args.file.clone(), source })?;
    for refusal in &plan.refused {
        console.complain(&format!("{}: {refusal}", args.file.display()));
    }
    if plan.n_refused > plan.refused.len() {
        let n_more = plan.n_refused - plan.refused.len();
        console.complain(&format!("{}: and {n_more} more lines that do not fit", args.file.display()));
    }
    let outcome = if plan.refused.is_empty() { Outcome::Fine } else { Outcome::Findings };
    let said = summary(&plan, args.dry_run);
    if !args.dry_run && !plan.is_empty() {
        let s = if plan.n_statements == 1 { "" } else { "s" };
        let change = Change::bulk(format!("import {} statement{s}", plan.n_statements), plan.edit, Focus::default());
        session.apply(change).map_err(|source| CliError::Edit { path: args.corpus.clone(), source })?;
        settle(&mut session)?;
        super::tell_backups(&session, console);
    }
    said.iter().try_for_each(|line| console.say(line))?;
    Ok(outcome)
}

/// JSON lines begin with a brace, after a byte order mark perhaps; anything else is CSV.
pub(super) fn sniffed(input: &mut dyn BufRead) -> std::io::Result<Format> {
    let begin = input.fill_buf()?;
    let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
    Ok(if begin.trim_ascii_start().starts_with(b"{") { Format::Jsonl } else { Format::Csv })
}

fn summary(plan: &ImportPlan, is_dry: bool) -> Vec<String> {
    let coders: Vec<String> = plan.coders.iter().map(ToString::to_string).collect();
    let by = if coders.is_empty() { String::new() } else { format!(" for {}", coders.join(", ")) };
    let (n, s) = (plan.n_statements, if plan.n_statements == 1 { "" } else { "s" });
    let (there, refused) = (plan.n_already_there, plan.n_refused);
    let verb = if is_dry { "would be imported" } else { "imported" };
    let mut lines = vec![format!("{n} statement{s} {verb}{by}; {there} already there, {refused} refused")];
    let new = |kind: &str, names: &[String]| -> Vec<String> {
        names.iter().map(|name| format!("new {kind}: {name}")).collect()
    };
    lines.extend(new("theme", &plan.new_themes));
    lines.extend(new("stance", &plan.new_stances));
    lines.extend(new("speaker", &plan.new_speakers));
    lines
}

/// Waits until everything is on the disk, merged with what others wrote meanwhile.
pub(super) fn settle(session: &mut Session) -> Result<(), CliError> {
    loop {
        session.settle_with_outside(WAIT);
        match session.save_state() {
            SaveState::Saved => return Ok(()),
            SaveState::Saving { .. } => {}
            SaveState::Failed { path, reason, .. } => return Err(CliError::Save { path, reason }),
        }
    }
}
