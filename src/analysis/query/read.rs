//! Reading passages for the conditions on their words, before or while a query is answered.

use super::{Expr, Query, Term};
use crate::analysis::table::{MAX_READINGS, PageRef};
use crate::analysis::{Cancel, RowRef, StatementTable};
use crate::model::{Corpus, Statement};
use crate::text::{DocumentText, Pattern};
use rayon::prelude::*;
use std::sync::Arc;

impl Query {
    /// Bytes of passages that have yet to be read to answer it: at least `most` where that many are left, and none where
    /// it asks for more wordings than are kept in mind.
    pub fn n_bytes_unread(&self, table: &StatementTable, corpus: &Corpus, most: usize) -> usize {
        let patterns = self.patterns();
        let mut n_bytes = 0;
        for (page, _, _) in unread(&patterns, table, corpus) {
            for span in page.statements.iter().flat_map(|statement| &statement.spans) {
                n_bytes += span.len();
                if n_bytes >= most {
                    return n_bytes;
                }
            }
        }
        n_bytes
    }

    /// Reads the passages of all statements for its conditions on words, until `cancel` is set. Whoever asks for its
    /// statements then, or counts under it, has the answer in a moment; the table and its copies keep it in mind.
    pub fn read_passages(&self, table: &StatementTable, corpus: &Corpus, cancel: &Cancel) {
        let patterns = self.patterns();
        let unread: Vec<_> = unread(&patterns, table, corpus).collect();
        unread.into_par_iter().for_each(|(page, text, pattern)| {
            let mut holds = Vec::with_capacity(page.statements.len());
            for statement in page.statements {
                holds.push(is_in_passage(pattern, statement, text, &|| !cancel.is_set()));
            }
            if !cancel.is_set() {
                page.readings.put(pattern, text, holds);
            }
        });
    }

    /// What it looks for in passages; nothing where that is more than is kept in mind.
    fn patterns(&self) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        self.all.iter().for_each(|expr| collect(expr, &mut patterns));
        if patterns.len() > MAX_READINGS {
            patterns.clear();
        }
        patterns
    }
}

/// Whether the passage of a row holds `pattern`; a text that is not there holds nothing.
pub(super) fn holds(pattern: &Pattern, row: &RowRef<'_>, corpus: &Corpus) -> bool {
    let Some(text) = ready_text(corpus, row.document) else { return false };
    let known = row.readings.holds(pattern, text, row.at);
    known.unwrap_or_else(|| is_in_passage(pattern, row.statement, text, &|| true))
}

fn is_in_passage(pattern: &Pattern, statement: &Statement, text: &DocumentText, goes_on: &dyn Fn() -> bool) -> bool {
    statement.spans.iter().filter_map(|span| text.as_str().get(span.start..span.end)).any(|words| {
        let mut is_in = false;
        pattern.each(words, goes_on, &mut |_| {
            is_in = true;
            false
        });
        is_in
    })
}

fn ready_text(corpus: &Corpus, document: usize) -> Option<&Arc<DocumentText>> {
    corpus.documents().get(document)?.ready_text()
}

fn unread<'a>(
    patterns: &'a [Pattern],
    table: &'a StatementTable,
    corpus: &'a Corpus,
) -> impl Iterator<Item = (PageRef<'a>, &'a Arc<DocumentText>, &'a Pattern)> {
    let texts = |page: PageRef<'a>| Some((page, ready_text(corpus, page.document)?));
    table.pages().filter_map(texts).flat_map(move |(page, text)| {
        let is_unread = move |pattern: &&Pattern| !page.readings.has(pattern, text);
        patterns.iter().filter(is_unread).map(move |pattern| (page, text, pattern))
    })
}

fn collect(expr: &Expr, patterns: &mut Vec<Pattern>) {
    match expr {
        Expr::All(list) | Expr::Any(list) => list.iter().for_each(|one| collect(one, patterns)),
        Expr::Not(inner) | Expr::Same(inner) => collect(inner, patterns),
        Expr::Term(Term::Text(wording)) => {
            patterns.extend(wording.pattern().ok().filter(|pattern| !patterns.contains(pattern)));
        }
        Expr::Term(_) => {}
    }
}
