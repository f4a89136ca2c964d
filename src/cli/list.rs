//! `standpoint list`.

use super::console::Console;
use super::export::is_whole;
use super::list_args::ListArgs;
use super::{CliError, Outcome, kept_texts};
use crate::analysis::query::Query;
use crate::analysis::{Account, Selection, StatementTable, thousands};
use crate::exchange::{
    Cell, Format, PassageColumn, ReportOptions, SheetFormat, UnknownName, export_rows, in_order, passages_sheet,
    rows_of, write_passages_json, write_sheet,
};
use crate::model::Corpus;
use crate::store::open_whole_in;
use crate::text::{display_width, nearest, one_line};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;

/// Columns where people ask for none.
const DEFAULT: [PassageColumn; 5] = [
    PassageColumn::Document,
    PassageColumn::Speaker,
    PassageColumn::Theme,
    PassageColumn::Stance,
    PassageColumn::Passage,
];

/// Letters of a line where the terminal does not say how many it has.
const DEFAULT_WIDTH: usize = 100;

/// The most letters of a column that is not the last.
const MAX_COLUMN: usize = 24;

/// Lists statements as a table, as CSV or as JSON lines.
pub(super) fn run(args: &ListArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let columns = columns(&args.columns)?;
    let sort = sort(&args.sort)?;
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let corpus = &whole.corpus;
    let table = StatementTable::new(corpus);
    let selection = selected(&args.corpus, corpus, &table, &args.query.join(" "), args.saved.as_deref())?;
    let mut account = Account::of_selected(&table, &selection);
    let mut rows = in_order(corpus, &table, &selection, &sort);
    if let Some(limit) = args.limit.filter(|limit| *limit < rows.len()) {
        rows.truncate(limit);
        account.rule(format!("only the first {} listed", thousands(limit)));
    }
    let failed = |source| CliError::Exchange { path: args.corpus.clone(), source };
    let mut out = BufWriter::new(&mut *console.out);
    let options = ReportOptions::default();
    let format = if args.json { Format::Jsonl } else { Format::CsvExact };
    if args.count {
        writeln!(out, "{}", selection.len()).map_err(CliError::Output)?;
    } else if (args.json || args.csv) && columns.is_empty() {
        export_rows(rows_of(corpus, &table, &rows), &corpus.codebook, format, &options, &mut out).map_err(failed)?;
    } else if args.json {
        write_passages_json(corpus, &table, &rows, &columns, &mut out).map_err(failed)?;
    } else {
        let columns = if columns.is_empty() { DEFAULT.to_vec() } else { columns };
        let mut sheet = passages_sheet(corpus, &table, &rows, &columns);
        if args.csv {
            write_sheet(&sheet, SheetFormat::CsvExact, &mut out).map_err(failed)?;
        } else {
            fit(&mut sheet.rows, columns.len(), width());
            sheet.account = account.sentence();
            write_sheet(&sheet, SheetFormat::Text, &mut out).map_err(failed)?;
        }
    }
    drop(out);
    if args.json || args.csv {
        console.complain(&account.sentence());
    }
    let is_whole = is_whole(&whole, &args.corpus, console);
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

/// The statements that a query and one that was saved mean together.
pub(super) fn selected(
    root: &Path,
    corpus: &Corpus,
    table: &StatementTable,
    typed: &str,
    saved: Option<&str>,
) -> Result<Selection, CliError> {
    let read = |typed: &str| -> Result<Query, CliError> {
        let failed = |source| CliError::Query { typed: typed.to_owned(), source };
        let query = Query::parse(typed).map_err(failed)?;
        query.check(table.names()).map_err(failed)?;
        Ok(query)
    };
    let mut query = read(typed)?;
    if let Some(name) = saved {
        query = query.and(read(saved_query(root, corpus, name)?)?);
    }
    query.on(table, corpus).map_err(|source| CliError::Query { typed: query.to_string(), source })
}

/// The text of a saved query.
pub(super) fn saved_query<'c>(root: &Path, corpus: &'c Corpus, name: &str) -> Result<&'c str, CliError> {
    corpus.queries.get(name).map(String::as_str).ok_or_else(|| {
        let names: Vec<&String> = corpus.queries.keys().collect();
        let near = nearest(name, &names).into_iter().take(3).map(|at| names[at].clone()).collect();
        let unknown = UnknownName { kind: "saved query", name: name.to_owned(), near };
        CliError::UnknownName { corpus: root.to_owned(), unknown }
    })
}

fn columns(names: &[String]) -> Result<Vec<PassageColumn>, CliError> {
    names.iter().map(|name| column(name)).collect()
}

fn column(name: &str) -> Result<PassageColumn, CliError> {
    PassageColumn::parse(name).ok_or_else(|| {
        let names = PassageColumn::ALL.map(PassageColumn::name).join(", ");
        CliError::Usage(format!("there is no column “{name}”; there are {names}"))
    })
}

/// Each column with whether it is turned round.
fn sort(names: &[String]) -> Result<Vec<(PassageColumn, bool)>, CliError> {
    let one = |name: &String| match name.strip_prefix('-') {
        Some(name) => column(name).map(|column| (column, true)),
        None => column(name).map(|column| (column, false)),
    };
    names.iter().map(one).collect()
}

/// Letters of a line.
fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.unwrap_or(DEFAULT_WIDTH).clamp(40, 400)
}

/// Shortens cells so that a line is no longer than `width`: the last column takes what the others leave.
fn fit(rows: &mut [Vec<Cell>], n_columns: usize, width: usize) {
    let mut left = width;
    for at in 0..n_columns {
        let is_last = at + 1 == n_columns;
        let most = if is_last { left } else { MAX_COLUMN };
        let mut widest = 0;
        for row in rows.iter_mut() {
            if let Some(Cell::Text(text)) = row.get_mut(at) {
                *text = shortened(&one_line(text), most);
                widest = widest.max(display_width(text));
            }
        }
        left = left.saturating_sub(widest + 2).max(MAX_COLUMN);
    }
}

/// The beginning of `text`, with an ellipsis where that is not all.
fn shortened(text: &str, most: usize) -> String {
    if display_width(text) <= most {
        return text.to_owned();
    }
    let mut n = 1;
    let takes = |grapheme: &&str| {
        n += display_width(grapheme);
        n <= most
    };
    let kept: String = text.graphemes(true).take_while(takes).collect();
    format!("{}…", kept.trim_end())
}
