//! How many of all sentences are coded.

use crate::analysis::Coverage;
use crate::analysis::coverage::coverage_of;
use crate::model::{AnnotationSet, Coder, Corpus, SetKey};
use crate::text::Span;

/// How many of all sentences are coded, by each coder and by any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentencesCoded {
    /// In the order of the coders asked for.
    pub coders: Vec<Coverage>,
    /// By any of them.
    pub together: Coverage,
    /// By any of them, on each document in its order; `None` where its sentences are not known.
    pub documents: Vec<Option<Coverage>>,
    /// Documents whose sentences are not known, which are not among these.
    pub n_documents_without: usize,
}

/// Counts sentences that a statement of `coders` overlaps. `sentences` has those of each document of `corpus` in its
/// order, sorted and apart; `None` where they are not known.
///
/// Takes O(n log n) for n spans and sentences; statements that wait to be placed take no part.
pub fn sentences_coded<S: AsRef<[Span]>>(corpus: &Corpus, coders: &[Coder], sentences: &[Option<S>]) -> SentencesCoded {
    let mut found = SentencesCoded { coders: vec![Coverage::default(); coders.len()], ..SentencesCoded::default() };
    for (document, sentences) in corpus.documents().iter().zip(sentences) {
        let Some(sentences) = sentences.as_ref().map(AsRef::as_ref) else {
            found.n_documents_without += 1;
            found.documents.push(None);
            continue;
        };
        let set = |coder: &Coder| corpus.set(&SetKey::new(coder.clone(), document.path.clone()));
        let sets: Vec<Option<&AnnotationSet>> = coders.iter().map(set).collect();
        for (coverage, set) in found.coders.iter_mut().zip(&sets) {
            add(coverage, coverage_of(sentences, *set));
        }
        let of_document = coverage_of(sentences, sets.into_iter().flatten());
        add(&mut found.together, of_document);
        found.documents.push(Some(of_document));
    }
    found
}

fn add(to: &mut Coverage, of_document: Coverage) {
    to.n_sentences += of_document.n_sentences;
    to.n_coded += of_document.n_coded;
}
