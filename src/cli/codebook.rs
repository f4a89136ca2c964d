//! `standpoint codebook export` and `standpoint codebook import`.

use super::args::{CodebookArgs, CodebookExportArgs, CodebookImportArgs, CodebookTask};
use super::console::Console;
use super::{CliError, Outcome, kept_texts};
use crate::analysis::Usage;
use crate::edit::Focus;
use crate::exchange::{CodebookFormat, CodebookPlan, import_codebook, write_codebook};
use crate::session::Change;
use crate::store::{RealFiles, open_import, open_whole_in, write_export};
use std::io::{BufRead, BufReader};

/// Takes a codebook out or in.
pub(super) fn run(args: &CodebookArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    match &args.task {
        CodebookTask::Export(args) => export(args, console),
        CodebookTask::Import(args) => import(args, console),
    }
}

fn export(args: &CodebookExportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let format = format(args)?;
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let is_to_output = args.to.as_os_str() == "-";
    if !is_to_output {
        whole.layout.may_export_to(&args.to)?;
    }
    let (corpus, mut bytes) = (&whole.corpus, Vec::new());
    let title = super::export::title(&args.corpus);
    write_codebook(corpus, &Usage::of(corpus), format, &title, &mut bytes)
        .map_err(|source| CliError::Exchange { path: args.to.clone(), source })?;
    let is_whole = super::export::is_whole(&whole, &args.corpus, console);
    if is_to_output {
        console.out.write_all(&bytes).map_err(CliError::Output)?;
    } else {
        write_export(&RealFiles, &args.to, &bytes)?;
        let book = &corpus.codebook;
        let n = book.stances.len() + book.themes.len() + book.speakers.len();
        console.say(&format!("{n} {} written to {}", if n == 1 { "entry" } else { "entries" }, args.to.display()))?;
    }
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

fn format(args: &CodebookExportArgs) -> Result<CodebookFormat, CliError> {
    let names = CodebookFormat::ALL.map(CodebookFormat::name).join(", ");
    match &args.format {
        Some(name) => CodebookFormat::parse(name)
            .ok_or_else(|| CliError::Usage(format!("there is no format “{name}” of a codebook; there are {names}"))),
        None if args.to.as_os_str() == "-" => Err(CliError::Usage(format!("say which --format goes to “-”: {names}"))),
        None => CodebookFormat::from_path(&args.to).ok_or_else(|| {
            let path = args.to.display();
            CliError::Usage(format!("{path}: the ending names no format; give --format: {names}"))
        }),
    }
}

fn import(args: &CodebookImportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let mut session = super::open_session(&args.corpus, console)?;
    let read_failed = |source| CliError::Read { path: args.file.clone(), source };
    let mut file;
    let input: &mut dyn BufRead = if args.file.as_os_str() == "-" {
        &mut console.input
    } else {
        file = BufReader::new(open_import(&args.file)?);
        &mut file
    };
    let format = match CodebookFormat::from_path(&args.file) {
        Some(format) => format,
        None => sniffed(input).map_err(read_failed)?,
    };
    let plan = import_codebook(session.corpus(), format, input)
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
        let change = Change::bulk("import codebook", plan.edit, Focus::default());
        session.apply(change).map_err(|source| CliError::Edit { path: args.corpus.clone(), source })?;
        super::import::settle(&mut session)?;
        super::tell_backups(&session, console);
    }
    said.iter().try_for_each(|line| console.say(line))?;
    Ok(outcome)
}

/// A chapter has a heading early on; a table begins with the names of its columns.
fn sniffed(input: &mut dyn BufRead) -> std::io::Result<CodebookFormat> {
    let begin = String::from_utf8_lossy(input.fill_buf()?).into_owned();
    let is_heading = |line: &str| line.trim_start_matches('\u{feff}').starts_with('#');
    Ok(if begin.lines().any(is_heading) { CodebookFormat::Markdown } else { CodebookFormat::Csv })
}

fn summary(plan: &CodebookPlan, is_dry: bool) -> Vec<String> {
    let (new, changed) = (plan.new.len(), plan.changed.len());
    let entries = if new == 1 { "entry" } else { "entries" };
    let verb = |n: usize, one: &'static str, many: &'static str| match () {
        () if is_dry => "would",
        () if n == 1 => one,
        () => many,
    };
    let be = if is_dry { " be" } else { "" };
    let change = if is_dry { " change" } else { "" };
    let mut lines = vec![format!(
        "{new} {entries} {}{be} new, {changed} {}{change}, {} {} the same, {} refused",
        verb(new, "is", "are"),
        verb(changed, "changes", "change"),
        plan.n_same,
        if plan.n_same == 1 { "is" } else { "are" },
        plan.n_refused
    )];
    lines.extend(plan.new.iter().map(|(entry, name)| format!("new {}: {name}", entry.kind())));
    for change in &plan.changed {
        let kind = change.entry.kind();
        lines.extend(change.fields.iter().map(|field| format!("{kind} {}: {field}", change.name)));
    }
    lines
}
