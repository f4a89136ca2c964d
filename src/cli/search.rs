//! `standpoint search`.

use super::console::Console;
use super::export::is_whole;
use super::search_args::{SearchArgs, SortArg};
use super::{CliError, Outcome, checked_coder, kept_texts};
use crate::analysis::Cancel;
use crate::analysis::search::{CodedOrNot, Hit, HitOrder, Hits, SearchRequest, search};
use crate::exchange::{ExchangeError, SheetFormat, Wanted, hit_counts_sheet, hits_sheet, write_hits_json, write_sheet};
use crate::model::{Corpus, DocPath};
use crate::store::open_whole_in;
use crate::text::{Matching, Pattern, display_width};
use std::collections::BTreeSet;
use std::io::BufWriter;

/// Searches, and prints the hits with their context, or as CSV or JSON.
pub(super) fn run(args: &SearchArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let pattern = pattern(args)?;
    let coder = args.coder.as_deref().map(checked_coder).transpose()?;
    let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
    let corpus = &whole.corpus;
    let request = SearchRequest {
        documents: documents(args, corpus)?,
        coded: match (args.coded, args.uncoded) {
            (true, _) => CodedOrNot::Coded,
            (_, true) => CodedOrNot::NotCoded,
            _ => CodedOrNot::Any,
        },
        coder,
        max_hits: args.limit,
        context_chars: args.context.into(),
        order: match args.sort {
            SortArg::Document => HitOrder::Document,
            SortArg::Left => HitOrder::Left,
            SortArg::Right => HitOrder::Right,
            SortArg::Keyword => HitOrder::Keyword,
        },
        ..SearchRequest::new(pattern)
    };
    // Nobody can cancel it, so there is a result.
    let hits = search(corpus, &request, &Cancel::default()).unwrap_or_default();
    let mut out = BufWriter::new(&mut *console.out);
    let written = if args.json {
        write_hits_json(corpus, &hits, request.pattern.typed(), &mut out)
    } else if args.csv {
        write_sheet(&hits_sheet(corpus, &hits, ""), SheetFormat::CsvExact, &mut out)
    } else {
        write_lines(corpus, &hits, &mut out)
    };
    written.map_err(|source| CliError::Exchange { path: args.corpus.clone(), source })?;
    drop(out);
    let is_whole = is_whole(&whole, &args.corpus, console);
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

fn pattern(args: &SearchArgs) -> Result<Pattern, CliError> {
    let matching = Matching { is_regex: args.regex, whole_words: args.word, is_exact: args.case };
    let read = |typed: &str| {
        Pattern::new(typed, matching).map_err(|source| CliError::Pattern { typed: typed.to_owned(), source })
    };
    if !args.regex {
        let quoted = |typed: &String| {
            let is_phrase = typed.contains(char::is_whitespace) && !typed.contains(['"', '“', '„', '«']);
            if is_phrase { format!("\"{typed}\"") } else { typed.clone() }
        };
        return read(&args.patterns.iter().map(quoted).collect::<Vec<_>>().join(" "));
    }
    if let [one] = args.patterns.as_slice() {
        return read(one);
    }
    // Each must make sense alone: brackets may not close in the next.
    args.patterns.iter().try_for_each(|typed| read(typed).map(drop))?;
    read(&args.patterns.iter().map(|typed| format!("(?:{typed})")).collect::<Vec<_>>().join("|"))
}

fn documents(args: &SearchArgs, corpus: &Corpus) -> Result<Option<BTreeSet<DocPath>>, CliError> {
    if args.document.is_empty() {
        return Ok(None);
    }
    let wanted = Wanted { documents: args.document.clone(), ..Wanted::default() };
    let filter = wanted.filter(corpus);
    let filter = filter.map_err(|unknown| CliError::UnknownName { corpus: args.corpus.clone(), unknown })?;
    Ok(Some(filter.documents.into_iter().collect()))
}

/// Prints each hit in a line, what was found under one another, and then how many hits each document has.
fn write_lines(corpus: &Corpus, hits: &Hits, out: &mut dyn std::io::Write) -> Result<(), ExchangeError> {
    let width = |of: fn(&Hit) -> &str| hits.hits.iter().map(|hit| display_width(of(hit))).max().unwrap_or(0);
    let (document_width, left_width) = (width(|hit| hit.document.as_str()), width(|hit| &hit.context.left));
    let starts: Vec<String> = hits.hits.iter().map(|hit| start(corpus, hit).to_string()).collect();
    let start_width = starts.iter().map(String::len).max().unwrap_or(0);
    for (hit, start) in hits.hits.iter().zip(&starts) {
        let (document, context) = (hit.document.as_str(), &hit.context);
        let sign = if hit.coded_by.is_empty() { ' ' } else { '*' };
        let (behind, before) = (document_width - display_width(document), left_width - display_width(&context.left));
        let line = format!(
            "{document}{:behind$}  {start:>start_width$} {sign} {:before$}{}[{}]{}",
            "", "", context.left, context.keyword, context.right
        );
        writeln!(out, "{line}").map_err(ExchangeError::Write)?;
    }
    if !hits.hits.is_empty() {
        writeln!(out).map_err(ExchangeError::Write)?;
    }
    let counts = hit_counts_sheet(corpus, hits);
    if counts.rows.is_empty() {
        writeln!(out, "{}", counts.account).map_err(ExchangeError::Write)
    } else {
        write_sheet(&counts, SheetFormat::Text, out)
    }
}

/// Where a hit begins, in code points.
fn start(corpus: &Corpus, hit: &Hit) -> usize {
    let text = corpus.document(&hit.document).and_then(|document| document.ready_text());
    text.map_or(0, |text| text.char_from_byte(hit.span.start))
}
