//! Writing the chosen statements in a chosen format.

use super::columns::Names;
use super::{ExchangeError, Filter, Format, ReportOptions, Row, csv, html, jsonl, markdown, select, xlsx};
use crate::model::Corpus;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Write;

/// Rows that one thread formats at a time.
const CHUNK: usize = 512;

/// Rows formatted before their bytes are written, which bounds the memory.
const BATCH: usize = 64 * CHUNK;

/// What an export wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// Statements written.
    pub n_statements: usize,
    /// Statements chosen but not written, because the text of their document could not be read or does not fit.
    pub n_left_out: usize,
    /// What the reader of the file should know, a sentence each.
    pub notes: Vec<String>,
}

/// Writes the statements that `filter` means to `out`; the same corpus gives the same bytes.
///
/// `options` matter to reports only. Statements whose text is not there cannot be quoted: they are left out,
/// counted and named in the notes.
///
/// # Errors
/// When `out` fails, or when there are more rows than the format can hold.
pub fn export(
    corpus: &Corpus,
    filter: &Filter,
    format: Format,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> Result<ExportSummary, ExchangeError> {
    let mut rows = select(corpus, filter);
    let mut summary = ExportSummary::default();
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    rows.retain(|row| {
        let is_quotable = row.document.ready_text().is_some_and(|text| row.statement.fits(text));
        if !is_quotable {
            *left_out.entry(row.document.path.as_str()).or_default() += 1;
        }
        is_quotable
    });
    summary.n_statements = rows.len();
    summary.n_left_out = left_out.values().sum();
    summary.notes.extend(left_out.iter().map(|(path, n)| {
        format!("{path}: {n} left out, because the text could not be read or no longer holds the passage")
    }));
    let names = Names::new(&corpus.codebook);
    match format {
        Format::Csv => csv::write(&rows, &names, csv::Form::Spreadsheet, out)?,
        Format::CsvExact => csv::write(&rows, &names, csv::Form::Exact, out)?,
        Format::Jsonl => jsonl::write(&rows, &names, out)?,
        Format::Xlsx => summary.notes.extend(xlsx::write(&rows, &names, out)?),
        Format::Markdown => markdown::write(&rows, &names, options, out).map_err(ExchangeError::Write)?,
        Format::Html => html::write(&rows, &names, options, out).map_err(ExchangeError::Write)?,
    }
    out.flush().map_err(ExchangeError::Write)?;
    Ok(summary)
}

/// Writes what `put` makes of each run of rows, in order; runs are formatted in parallel.
///
/// `put` is given where to add bytes, how many rows stand before the run, and the run.
pub(super) fn write_in_parallel(
    rows: &[Row<'_>],
    out: &mut dyn Write,
    put: impl Fn(&mut Vec<u8>, usize, &[Row<'_>]) + Sync,
) -> Result<(), ExchangeError> {
    for (n, batch) in rows.chunks(BATCH).enumerate() {
        let n_before = n * BATCH;
        let format = |(n, chunk): (usize, &[Row<'_>])| {
            let mut bytes = Vec::with_capacity(chunk.len() * 768);
            put(&mut bytes, n_before + n * CHUNK, chunk);
            bytes
        };
        let pieces: Vec<Vec<u8>> = batch.par_chunks(CHUNK).enumerate().map(format).collect();
        for piece in pieces {
            out.write_all(&piece).map_err(ExchangeError::Write)?;
        }
    }
    Ok(())
}
