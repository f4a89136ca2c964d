//! `standpoint export`.

use super::args::{ExportArgs, GroupByArg};
use super::console::Console;
use super::list::selected;
use super::{CliError, Outcome, kept_texts};
use crate::analysis::StatementTable;
use crate::exchange::{Format, GroupBy, ReportOptions, Wanted, export_rows, select};
use crate::store::{RealFiles, Severity, Whole, open_whole_in, write_export};
use std::collections::HashSet;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

/// Exports, and says how much.
pub(super) fn run(args: &ExportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let format = format(args)?;
    let options = ReportOptions { group_by: group_by(args, format)?, title: title(&args.corpus) };
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let filter = wanted(args).filter(&whole.corpus);
    let filter = filter.map_err(|unknown| CliError::UnknownName { corpus: args.corpus.clone(), unknown })?;
    let failed = |source| CliError::Exchange { path: args.to.clone(), source };
    let mut rows = select(&whole.corpus, &filter);
    if args.query.is_some() || args.saved.is_some() {
        let table = StatementTable::new(&whole.corpus);
        let typed = args.query.as_deref().unwrap_or_default();
        let selection = selected(&args.corpus, &whole.corpus, &table, typed, args.saved.as_deref())?;
        // The table shares the statements of the corpus, so that each is where it is there.
        let meant: HashSet<_> = table.selected(&selection).map(|row| Arc::as_ptr(row.statement)).collect();
        rows.retain(|row| meant.contains(&Arc::as_ptr(row.statement)));
    }
    let codebook = &whole.corpus.codebook;
    let is_to_output = args.to.as_os_str() == "-";
    let summary = if is_to_output {
        let mut out = BufWriter::new(&mut *console.out);
        export_rows(rows, codebook, format, &options, &mut out).map_err(failed)?
    } else {
        whole.layout.may_export_to(&args.to)?;
        let mut bytes = Vec::new();
        let summary = export_rows(rows, codebook, format, &options, &mut bytes).map_err(failed)?;
        write_export(&RealFiles, &args.to, &bytes)?;
        summary
    };
    for note in &summary.notes {
        console.complain(&format!("{}: {note}", args.to.display()));
    }
    let is_whole = is_whole(&whole, &args.corpus, console);
    if !is_to_output {
        let n = summary.n_statements;
        console.say(&format!("{n} statement{} written to {}", if n == 1 { "" } else { "s" }, args.to.display()))?;
    }
    Ok(if is_whole && summary.n_left_out == 0 { Outcome::Fine } else { Outcome::Findings })
}

/// Whether all of the corpus could be read; if not, says so.
pub(super) fn is_whole(whole: &Whole, root: &Path, console: &mut Console<'_>) -> bool {
    let n = whole.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if n > 0 {
        let root = root.display();
        console.complain(&format!("{root}: not all of this corpus could be read; see standpoint check {root}"));
    }
    let n_waiting = whole.found.iter().filter(|found| found.is_waiting()).count();
    if n_waiting > 0 {
        let (root, s) = (root.display(), if n_waiting == 1 { " waits" } else { "s wait" });
        let why = "their document having changed, and are left out";
        console.complain(&format!("{root}: {n_waiting} statement{s} to be placed, {why}; see standpoint check {root}"));
    }
    n == 0 && n_waiting == 0
}

fn format(args: &ExportArgs) -> Result<Format, CliError> {
    let format = match &args.format {
        Some(name) => Format::parse(name)
            .ok_or_else(|| CliError::Usage(format!("there is no format “{name}”; there are {}", names_of_formats())))?,
        None if args.to.as_os_str() == "-" => {
            return Err(CliError::Usage(format!("say which --format goes to “-”: {}", names_of_formats())));
        }
        None => Format::from_path(&args.to).ok_or_else(|| {
            let (path, names) = (args.to.display(), names_of_formats());
            CliError::Usage(format!("{path}: the ending names no format; give --format: {names}"))
        })?,
    };
    match format {
        Format::Csv | Format::CsvExact if args.exact => Ok(Format::CsvExact),
        _ if args.exact => Err(CliError::Usage("--exact is a form of CSV and of nothing else".to_owned())),
        format => Ok(format),
    }
}

fn names_of_formats() -> String {
    Format::ALL.map(Format::name).join(", ")
}

fn group_by(args: &ExportArgs, format: Format) -> Result<GroupBy, CliError> {
    match args.group_by {
        None => Ok(GroupBy::default()),
        Some(_) if !format.is_report() => {
            Err(CliError::Usage("--group-by is for the reports, markdown and html".to_owned()))
        }
        Some(GroupByArg::Theme) => Ok(GroupBy::Theme),
        Some(GroupByArg::Stance) => Ok(GroupBy::Stance),
        Some(GroupByArg::Speaker) => Ok(GroupBy::Speaker),
    }
}

fn wanted(args: &ExportArgs) -> Wanted {
    Wanted {
        coders: args.coder.clone(),
        themes: args.theme.clone(),
        stances: args.stance.clone(),
        speakers: args.speaker.clone(),
        documents: args.document.clone(),
    }
}

/// The name of the corpus folder.
pub(super) fn title(corpus: &Path) -> String {
    let full = corpus.canonicalize().unwrap_or_else(|_| corpus.to_owned());
    full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
