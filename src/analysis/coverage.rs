//! How much of a document is coded: the share of its sentences that a statement touches.

use crate::model::AnnotationSet;
use crate::text::Span;

/// How many sentences of a document a set codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences of the document.
    pub n_sentences: usize,
    /// Those that a span of a statement overlaps.
    pub n_coded: usize,
}

impl Coverage {
    /// The share of sentences that are coded, from 0 to 1; `None` when there is no sentence.
    pub fn share(self) -> Option<f64> {
        (self.n_sentences > 0).then(|| self.n_coded as f64 / self.n_sentences as f64)
    }
}

/// Counts those of `sentences`, sorted and apart from each other, that a statement of `set` overlaps.
///
/// A statement in two spans does not code the sentence between them. Takes O(n log n) for n spans and sentences.
pub fn coverage(sentences: &[Span], set: &AnnotationSet) -> Coverage {
    coverage_of(sentences, [set])
}

/// As [`coverage`], of a sentence that a statement of any of `sets` overlaps.
pub(super) fn coverage_of<'a>(sentences: &[Span], sets: impl IntoIterator<Item = &'a AnnotationSet>) -> Coverage {
    let n_coded = coded(sentences, sets).filter(|(_, is_coded)| *is_coded).count();
    Coverage { n_sentences: sentences.len(), n_coded }
}

/// The first of `sentences` that begins at or after the byte `from` and that no statement of `set` overlaps.
pub fn next_uncoded(sentences: &[Span], set: &AnnotationSet, from: usize) -> Option<Span> {
    let first = sentences.partition_point(|sentence| sentence.start < from);
    coded(&sentences[first..], [set]).find(|(_, is_coded)| !is_coded).map(|(sentence, _)| sentence)
}

/// Each sentence, and whether it is coded.
fn coded<'a>(
    sentences: &[Span],
    sets: impl IntoIterator<Item = &'a AnnotationSet>,
) -> impl Iterator<Item = (Span, bool)> {
    let statements = sets.into_iter().flat_map(AnnotationSet::in_order);
    let mut spans: Vec<Span> = statements.flat_map(|statement| statement.spans.iter().copied()).collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    // Of all spans that begin before the sentence ends, the one that reaches farthest overlaps it if any does.
    let mut reach = 0;
    sentences.iter().map(move |sentence| {
        while let Some(span) = spans.next_if(|span| span.start < sentence.end) {
            reach = reach.max(span.end);
        }
        (*sentence, reach > sentence.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Progress;
    use crate::model::testing::statement;
    use proptest::prelude::*;

    fn set(passages: &[Vec<(usize, usize)>]) -> AnnotationSet {
        let statements = (1..).zip(passages).map(|(n, spans)| statement(n, spans));
        AnnotationSet::new(Progress::InProgress, statements)
    }

    fn sentences() -> Vec<Span> {
        (0..10).map(|n| Span::new(n * 10, n * 10 + 9)).collect()
    }

    #[test]
    fn a_sentence_is_coded_when_a_span_overlaps_it() {
        let all = sentences();
        let set = set(&[vec![(2, 5)], vec![(8, 11)], vec![(30, 35), (50, 55)], vec![(69, 70)]]);
        assert_eq!(coverage(&all, &set), Coverage { n_sentences: 10, n_coded: 4 });
        assert_eq!(coverage(&all, &set).share(), Some(0.4));
        assert_eq!(coverage(&[], &set).share(), None);
        assert_eq!(next_uncoded(&all, &set, 0), Some(all[2]));
        assert_eq!(next_uncoded(&all, &set, 21), Some(all[4]));
        assert_eq!(next_uncoded(&all, &set, 91), None);
    }

    proptest! {
        #[test]
        fn the_sweep_sees_what_a_look_at_every_pair_sees(
            passages in proptest::collection::vec((0_usize..100, 1_usize..30), 0..12), from in 0_usize..110,
        ) {
            let passages: Vec<Vec<(usize, usize)>> = passages.iter().map(|(at, n)| vec![(*at, at + n)]).collect();
            let (all, set) = (sentences(), set(&passages));
            let is_coded = |sentence: &Span| passages.iter().any(|p| Span::new(p[0].0, p[0].1).overlaps(*sentence));
            prop_assert_eq!(coverage(&all, &set).n_coded, all.iter().filter(|s| is_coded(s)).count());
            let next = all.iter().copied().find(|s| s.start >= from && !is_coded(s));
            prop_assert_eq!(next_uncoded(&all, &set, from), next);
        }
    }
}
