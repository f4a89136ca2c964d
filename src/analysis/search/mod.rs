//! Places of a pattern in the whole corpus, coded or not, each with its context.
//!
//! ```text
//! SearchRequest ─ search ─┬─ places, document by document on all cores, until cancelled
//!                         ├─ coded (which statements lie on a place)
//!                         └─ context (keyword in context) ─▶ Hits ─ order (by document, by neighbours)
//! ```
//!
//! Every place is counted; the first of them, as many as are asked for, are kept with their context, so that no search
//! takes memory out of proportion.

mod coded;
mod context;
mod order;
mod run;

pub use context::Context;
pub use order::HitOrder;
pub use run::search;

use super::{Account, counted, thousands};
use crate::model::{Coder, Corpus, DocPath, StatementId};
use crate::text::{DocumentText, Pattern, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most hits that are kept where nothing else is asked for.
pub const MAX_HITS: usize = 10_000;

/// Code points of context on each side where nothing else is asked for.
pub const CONTEXT_CHARS: usize = 60;

/// What to search for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// What.
    pub pattern: Pattern,
    /// On which documents; all of them without.
    pub documents: Option<BTreeSet<DocPath>>,
    /// Whether places count that are coded, or that are not.
    pub coded: CodedOrNot,
    /// Whose statements make a place a coded one; everybody's without.
    pub coder: Option<Coder>,
    /// How many hits are kept; the others are counted.
    pub max_hits: usize,
    /// Code points of context on each side.
    pub context_chars: usize,
    /// In which order.
    pub order: HitOrder,
}

/// Whether places count that are coded, or that are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodedOrNot {
    /// All places.
    #[default]
    Any,
    /// Those on which a statement lies.
    Coded,
    /// Those on which none does.
    NotCoded,
}

/// A place where the pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// On which document.
    pub document: DocPath,
    /// Where, in bytes.
    pub span: Span,
    /// The words there and around.
    pub context: Context,
    /// The statements that lie on it, at least in part, by coder and position.
    pub coded_by: Vec<CodedBy>,
}

/// A statement that lies on a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodedBy {
    /// Whose.
    pub coder: Coder,
    /// Which one.
    pub id: StatementId,
}

/// The hits on one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHits {
    /// Which one.
    pub document: DocPath,
    /// Hits on it.
    pub n_hits: usize,
    /// Those on which a statement lies.
    pub n_coded: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The first hits in the order of documents, as many as were asked for, then in the order asked for.
    pub hits: Vec<Hit>,
    /// All hits, kept or not.
    pub n_hits: usize,
    /// Those of them on which a statement lies.
    pub n_coded: usize,
    /// Documents with at least one hit, by path.
    pub documents: Vec<DocumentHits>,
    /// Documents that were searched.
    pub n_searched: usize,
    /// Places that do not count because they are coded, or because they are not.
    pub n_passed_over: usize,
    /// Which of the two was asked for.
    pub coded: CodedOrNot,
    /// Documents that could not be searched because they are still being read.
    pub n_unread: usize,
    /// Documents that could not be searched because they cannot be read.
    pub n_unreadable: usize,
}

impl SearchRequest {
    /// All places of `pattern` in the whole corpus.
    pub const fn new(pattern: Pattern) -> Self {
        Self {
            pattern,
            documents: None,
            coded: CodedOrNot::Any,
            coder: None,
            max_hits: MAX_HITS,
            context_chars: CONTEXT_CHARS,
            order: HitOrder::Document,
        }
    }

    /// The texts to be searched, in the order of documents.
    fn texts<'c>(&self, corpus: &'c Corpus) -> Vec<(&'c DocPath, &'c Arc<DocumentText>)> {
        let documents = corpus.documents().iter().filter(|document| self.is_on(&document.path));
        documents.filter_map(|document| Some((&document.path, document.ready_text()?))).collect()
    }

    fn is_on(&self, path: &DocPath) -> bool {
        self.documents.as_ref().is_none_or(|documents| documents.contains(path))
    }

    /// How many bytes there are to search: what a [`super::Cancel`] will have counted at the end.
    pub fn n_bytes(&self, corpus: &Corpus) -> u64 {
        self.texts(corpus).iter().map(|(_, text)| text.len() as u64).sum()
    }
}

impl Hits {
    /// Puts the hits into another order.
    pub fn sort(&mut self, order: HitOrder) {
        order::sort(&mut self.hits, order);
    }

    /// What was counted and what was left out.
    pub fn account(&self) -> Account {
        let found = counted(self.n_hits, "hit");
        let mut account = match self.documents.len() {
            0 => Account::new(found),
            n => Account::new(format!("{found} on {}", counted(n, "document"))),
        };
        account.rule(format!("{} searched", counted(self.n_searched, "document")));
        let which = |n: usize, one: &str, more: &str| if n == 1 { one.to_owned() } else { more.to_owned() };
        match self.coded {
            CodedOrNot::Any if self.n_hits > 0 => account.rule(format!("{} coded already", thousands(self.n_coded))),
            CodedOrNot::Any => {}
            CodedOrNot::Coded => account.leave_out(self.n_passed_over, "not coded"),
            CodedOrNot::NotCoded => account.leave_out(self.n_passed_over, "coded already"),
        }
        let n = self.n_hits - self.hits.len();
        account.leave_out(n, which(n, "hit that is not listed", "hits that are not listed"));
        let n = self.n_unread;
        account.leave_out(n, which(n, "document that is still being read", "documents that are still being read"));
        let n = self.n_unreadable;
        account.leave_out(n, which(n, "document that cannot be read", "documents that cannot be read"));
        account
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
