//! What was taken in, in numbers and words.

use super::Reanchored;
use crate::edit::{Edit, Touched};
use crate::model::{Coder, DocPath, SetKey, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// What other programs did, once it was taken in.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// What of the corpus changed by it.
    pub touched: Touched,
    /// Documents that came, or can be read by now.
    pub arrived: Vec<DocPath>,
    /// Documents that are not there any more.
    pub left: Vec<DocPath>,
    /// Documents whose text changed, with what became of the statements on them.
    pub reanchored: Vec<Reanchored>,
    /// Things that both changed otherwise: both versions are kept.
    pub n_conflicts: usize,
    /// Whether there is a step to undo.
    pub is_step: bool,
    /// Whether something is to be asked or said that stands elsewhere.
    pub is_news: bool,
    statements: BTreeMap<SetKey, BTreeSet<StatementId>>,
    n_entries: usize,
    n_described: usize,
    n_queries: usize,
}

impl TakenIn {
    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.touched.is_empty()
            && self.arrived.is_empty()
            && self.left.is_empty()
            && self.reanchored.is_empty()
            && !self.is_news
    }

    /// Takes in what happened after it.
    pub fn extend(&mut self, other: Self) {
        self.touched.extend(other.touched);
        self.arrived.extend(other.arrived);
        self.left.extend(other.left);
        self.reanchored.extend(other.reanchored);
        self.n_conflicts += other.n_conflicts;
        self.is_step |= other.is_step;
        self.is_news |= other.is_news;
        for (set, statements) in other.statements {
            self.statements.entry(set).or_default().extend(statements);
        }
        self.n_entries += other.n_entries;
        self.n_described += other.n_described;
        self.n_queries += other.n_queries;
    }

    /// Counts edits that were carried out.
    pub(super) fn count(&mut self, edits: &[Edit]) {
        let mut entries = BTreeSet::new();
        let mut described = BTreeSet::new();
        let mut queries = BTreeSet::new();
        for edit in edits {
            match edit {
                Edit::Statement { set, id, .. }
                | Edit::Unplaced { set, id, .. }
                | Edit::StatementRivals { set, id, .. } => {
                    self.statements.entry(set.clone()).or_default().insert(*id);
                }
                Edit::Progress { set, .. } => drop(self.statements.entry(set.clone()).or_default()),
                Edit::Document { path, .. } | Edit::DocumentRivals { path, .. } => drop(described.insert(path)),
                Edit::Query { name, .. } => drop(queries.insert(name)),
                Edit::Stance { id, .. } => drop(entries.insert(format!("stance {id}"))),
                Edit::Theme { id, .. } => drop(entries.insert(format!("theme {id}"))),
                Edit::Speaker { id, .. } => drop(entries.insert(format!("speaker {id}"))),
                Edit::EntryRivals { id, .. } => drop(entries.insert(format!("{id:?}"))),
                Edit::Batch(edits) => self.count(edits),
            }
        }
        self.n_entries += entries.len();
        self.n_described += described.len();
        self.n_queries += queries.len();
    }

    /// What came in, as in "3 statements of ana on a.txt, 1 entry of the codebook"; empty where that is nothing.
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        let n: usize = self.statements.values().map(BTreeSet::len).sum();
        let coders: BTreeSet<&Coder> = self.statements.keys().map(|set| &set.coder).collect();
        let documents: BTreeSet<&DocPath> = self.statements.keys().map(|set| &set.document).collect();
        if !self.statements.is_empty() {
            let by = match coders.first() {
                Some(coder) if coders.len() == 1 => format!(" of {coder}"),
                _ => format!(" of {}", count(coders.len(), "coder", "coders")),
            };
            let on = match documents.first() {
                Some(document) if documents.len() == 1 => format!(" on {document}"),
                _ => format!(" on {}", count(documents.len(), "document", "documents")),
            };
            let what = if n == 0 { "how far the work got".to_owned() } else { count(n, "statement", "statements") };
            parts.push(format!("{what}{by}{on}"));
        }
        if self.n_entries > 0 {
            parts.push(format!("{} of the codebook", count(self.n_entries, "entry", "entries")));
        }
        if self.n_described > 0 {
            parts.push(format!("details of {}", count(self.n_described, "document", "documents")));
        }
        if self.n_queries > 0 {
            parts.push(count(self.n_queries, "saved query", "saved queries"));
        }
        if !self.arrived.is_empty() {
            parts.push(count(self.arrived.len(), "new document", "new documents"));
        }
        parts.join(", ")
    }
}

fn count(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}
