//! Which statements lie on a place.

use super::CodedBy;
use crate::model::{Coder, Corpus, DocPath, SetKey, StatementId};
use crate::text::Span;

/// The statements of one document by position.
pub(super) struct CodedIndex<'c> {
    /// Every span of every statement, by position.
    spans: Vec<(Span, &'c Coder, StatementId)>,
    /// How far each of them and those before it reach.
    reach: Vec<usize>,
}

impl<'c> CodedIndex<'c> {
    /// The statements of `coders` on a document.
    pub fn new(corpus: &Corpus, coders: &'c [Coder], document: &DocPath) -> Self {
        let mut spans = Vec::new();
        for coder in coders {
            let Some(set) = corpus.set(&SetKey::new(coder.clone(), document.clone())) else { continue };
            spans.reserve(set.len());
            for statement in set.in_order() {
                spans.extend(statement.spans.iter().map(|span| (*span, coder, statement.id)));
            }
        }
        // Nearly in order already: a set is sorted by the beginnings of its statements.
        spans.sort_unstable();
        let mut reach = 0;
        let reach = spans.iter().map(|(span, ..)| {
            reach = span.end.max(reach);
            reach
        });
        Self { reach: reach.collect(), spans }
    }

    /// Number of spans that begin before the place ends.
    fn n_before(&self, place: Span) -> usize {
        self.spans.partition_point(|(span, ..)| span.start < place.end)
    }

    /// Whether a statement lies on the place, at least in part.
    pub fn is_coded(&self, place: Span) -> bool {
        self.n_before(place).checked_sub(1).is_some_and(|last| self.reach[last] > place.start)
    }

    /// The statements that lie on the place, by coder and id.
    pub fn coded_by(&self, place: Span) -> Vec<CodedBy> {
        let near = (0..self.n_before(place)).rev().take_while(|at| self.reach[*at] > place.start);
        let on = near.map(|at| self.spans[at]).filter(|(span, ..)| span.overlaps(place));
        let mut coded: Vec<CodedBy> = on.map(|(_, coder, id)| CodedBy { coder: coder.clone(), id }).collect();
        coded.sort_unstable();
        coded.dedup();
        coded
    }
}
