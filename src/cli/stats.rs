//! `standpoint stats`.

use super::args::ReportArgs;
use super::console::Console;
use super::export::is_whole;
use super::{CliError, Outcome, kept_texts};
use crate::analysis::{CoderStats, Figure, Stats, stats};
use crate::store::open_whole_in;

/// Counts, and prints the figures as tables or as JSON.
pub(super) fn run(args: &ReportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let stats = stats(&whole.corpus);
    if args.json {
        let text = serde_json::to_string_pretty(&stats).map_err(|error| CliError::Output(error.into()))?;
        writeln!(console.out, "{text}").map_err(CliError::Output)?;
    } else {
        lines(&stats).iter().try_for_each(|line| console.say(line))?;
    }
    let is_whole = is_whole(&whole, &args.corpus, console);
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

/// A name, and figures to its right.
type Line = (String, Vec<String>);

fn lines(stats: &Stats) -> Vec<String> {
    let mut lines = vec![
        line("Documents", &[stats.n_documents.to_string()]),
        line("Characters", &[stats.n_chars.to_string()]),
        line("Statements", &[stats.n_statements.to_string()]),
        line("  not complete", &[stats.n_incomplete.to_string()]),
    ];
    if stats.n_unsure > 0 {
        lines.push(line("  unsure", &[stats.n_unsure.to_string()]));
    }
    let head = ["statements", "done", "in progress", "not started", "coded", "text coded"].map(str::to_owned);
    lines.push(line("", &[]));
    lines.push(line("Coder", &head));
    lines.extend(stats.coders.iter().map(coder_line));
    lines.extend(table("Stance", &stats.stances, stats.n_stance_not_set));
    lines.extend(table("Theme", &stats.themes, stats.n_theme_not_set));
    lines.extend(table("Speaker", &stats.speakers, stats.n_speaker_not_set));
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    lines.iter().map(|line| row(line, width)).collect()
}

fn line(name: &str, cells: &[String]) -> Line {
    (name.to_owned(), cells.to_vec())
}

fn coder_line(coder: &CoderStats) -> Line {
    let cells = [
        coder.n_statements.to_string(),
        coder.n_done.to_string(),
        coder.n_in_progress.to_string(),
        coder.n_not_started.to_string(),
        percent(coder.document_coverage),
        percent(coder.text_coverage),
    ];
    line(&coder.coder, &cells)
}

fn table(kind: &str, figures: &[Figure], n_not_set: usize) -> Vec<Line> {
    let mut lines = vec![line("", &[]), line(kind, &["statements".to_owned()])];
    lines.extend(figures.iter().map(|figure| line(&figure.name, &[figure.n_statements.to_string()])));
    lines.push(line("(not yet set)", &[n_not_set.to_string()]));
    lines
}

/// The name in `width` columns, and the figures under one another.
fn row((name, cells): &Line, width: usize) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>13}")).collect();
    format!("{name:<width$}{}", cells.concat()).trim_end().to_owned()
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
