//! What a search found, as a table and as JSON.

use super::{Cell, Column, ExchangeError, Sheet};
use crate::analysis::search::{Hit, Hits};
use crate::model::{Corpus, DocPath};
use serde::Serialize;
use std::io::Write;

/// Between several coders or statements in a cell.
const SEPARATOR: &str = "; ";

/// The hits as a table, one in a row, with places in code points.
pub fn hits_sheet(corpus: &Corpus, hits: &Hits, title: &str) -> Sheet {
    let text = ["document", "title", "date", "source"].map(Column::text);
    let places = ["start", "end"].map(Column::number);
    let said = ["left", "hit", "right", "coded_by", "statements"].map(Column::text);
    let row = |hit: &Hit| {
        let (start, end) = chars(corpus, hit);
        let meta = corpus.document(&hit.document).map(|document| &document.meta);
        let joined = |what: fn(&crate::analysis::search::CodedBy) -> String| {
            let mut all: Vec<String> = hit.coded_by.iter().map(what).collect();
            all.dedup();
            Cell::Text(all.join(SEPARATOR))
        };
        let date = meta.and_then(|meta| meta.date).map_or(Cell::Empty, |date| Cell::Text(date.to_string()));
        vec![
            Cell::text(hit.document.as_str()),
            Cell::Text(title_of(corpus, &hit.document)),
            date,
            meta.map_or(Cell::Empty, |meta| Cell::text(meta.source.as_str())),
            Cell::Count(start as u64),
            Cell::Count(end as u64),
            Cell::text(hit.context.left.as_str()),
            Cell::Text(words(corpus, hit)),
            Cell::text(hit.context.right.as_str()),
            joined(|by| by.coder.to_string()),
            joined(|by| by.id.to_string()),
        ]
    };
    Sheet {
        title: title.to_owned(),
        columns: text.into_iter().chain(places).chain(said).collect(),
        rows: hits.hits.iter().map(row).collect(),
        account: hits.account().sentence(),
    }
}

/// How many hits each document has, with a total.
pub fn hit_counts_sheet(corpus: &Corpus, hits: &Hits) -> Sheet {
    let row = |document: &crate::analysis::search::DocumentHits| {
        let (path, title) = (document.document.as_str(), title_of(corpus, &document.document));
        counts(path, title, document.n_hits, document.n_coded)
    };
    let mut rows: Vec<Vec<Cell>> = hits.documents.iter().map(row).collect();
    if rows.len() > 1 {
        rows.push(counts("Total", String::new(), hits.n_hits, hits.n_coded));
    }
    Sheet {
        title: String::new(),
        columns: vec![Column::text("Document"), Column::text("Title"), Column::number("hits"), Column::number("coded")],
        rows,
        account: hits.account().sentence(),
    }
}

fn counts(path: &str, title: String, n_hits: usize, n_coded: usize) -> Vec<Cell> {
    vec![Cell::text(path), Cell::Text(title), Cell::Count(n_hits as u64), Cell::Count(n_coded as u64)]
}

/// Where a hit lies, in code points.
fn chars(corpus: &Corpus, hit: &Hit) -> (usize, usize) {
    let text = corpus.document(&hit.document).and_then(|document| document.ready_text());
    text.map_or((0, 0), |text| text.chars_from_span(hit.span))
}

/// All of what was found, as it stands in the text.
fn words(corpus: &Corpus, hit: &Hit) -> String {
    let text = corpus.document(&hit.document).and_then(|document| document.ready_text());
    let text = text.filter(|text| text.holds(hit.span));
    text.map_or_else(|| hit.context.keyword.clone(), |text| text.slice(hit.span).to_owned())
}

fn title_of(corpus: &Corpus, path: &DocPath) -> String {
    corpus.document(path).map(|document| document.title().to_owned()).unwrap_or_default()
}

#[derive(Serialize)]
struct JsonHits<'a> {
    pattern: &'a str,
    account: String,
    n_hits: usize,
    n_coded: usize,
    n_searched: usize,
    n_unread: usize,
    documents: Vec<JsonDocument<'a>>,
    hits: Vec<JsonHit<'a>>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    document: &'a str,
    title: String,
    n_hits: usize,
    n_coded: usize,
}

#[derive(Serialize)]
struct JsonHit<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    left: &'a str,
    hit: String,
    right: &'a str,
    coded_by: Vec<JsonCodedBy<'a>>,
}

#[derive(Serialize)]
struct JsonCodedBy<'a> {
    coder: &'a str,
    id: String,
}

/// Writes the hits on `pattern` as one JSON object, with places in code points.
///
/// # Errors
/// When the receiver fails.
pub fn write_hits_json(corpus: &Corpus, hits: &Hits, pattern: &str, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let documents = hits.documents.iter().map(|it| JsonDocument {
        document: it.document.as_str(),
        title: title_of(corpus, &it.document),
        n_hits: it.n_hits,
        n_coded: it.n_coded,
    });
    let listed = hits.hits.iter().map(|hit| {
        let (start, end) = chars(corpus, hit);
        let by = hit.coded_by.iter().map(|by| JsonCodedBy { coder: by.coder.as_str(), id: by.id.to_string() });
        JsonHit {
            document: hit.document.as_str(),
            start,
            end,
            left: &hit.context.left,
            hit: words(corpus, hit),
            right: &hit.context.right,
            coded_by: by.collect(),
        }
    });
    let json = JsonHits {
        pattern,
        account: hits.account().sentence(),
        n_hits: hits.n_hits,
        n_coded: hits.n_coded,
        n_searched: hits.n_searched,
        n_unread: hits.n_unread + hits.n_unreadable,
        documents: documents.collect(),
        hits: listed.collect(),
    };
    let text = serde_json::to_string_pretty(&json).map_err(|error| ExchangeError::Write(error.into()))?;
    writeln!(out, "{text}").map_err(ExchangeError::Write)
}
