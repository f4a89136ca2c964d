//! Corpora for the tests of this floor, written as a list of what was coded.

use super::StatementTable;
use crate::model::testing::{corpus, statement};
use crate::model::{Corpus, SetKey, SpeakerId};
use proptest::prelude::*;
use std::sync::Arc;

/// What somebody coded; empty is not yet set.
#[derive(Clone, Debug)]
pub struct Coded {
    /// Path of the document.
    pub document: String,
    /// Who coded.
    pub coder: String,
    /// Ids of those who speak.
    pub speakers: Vec<String>,
    /// Id of the theme.
    pub theme: String,
    /// Id of the stance.
    pub stance: String,
}

/// What `coder` coded on `document`.
pub fn coded(document: &str, coder: &str, speakers: &[&str], theme: &str, stance: &str) -> Coded {
    Coded {
        document: document.to_owned(),
        coder: coder.to_owned(),
        speakers: speakers.iter().map(|id| (*id).to_owned()).collect(),
        theme: theme.to_owned(),
        stance: stance.to_owned(),
    }
}

/// The small corpus of the model, with these statements on it.
pub fn coded_corpus(statements: &[Coded]) -> Corpus {
    let mut corpus = corpus();
    put(&mut corpus, statements);
    corpus
}

/// Puts statements into a corpus, one behind the other.
pub fn put(corpus: &mut Corpus, statements: &[Coded]) {
    for (n, coded) in (1..).zip(statements) {
        let mut value = statement(n, &[(n as usize % 20, n as usize % 20 + 2)]);
        value.speakers = coded.speakers.iter().map(|id| SpeakerId::from(id.as_str()).into()).collect();
        value.theme = (!coded.theme.is_empty()).then(|| coded.theme.as_str().into());
        value.stance = (!coded.stance.is_empty()).then(|| coded.stance.as_str().into());
        let key = SetKey::new(coded.coder.as_str().into(), coded.document.as_str().into());
        corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
    }
}

/// The table of the small corpus with these statements on it.
pub fn table(statements: &[Coded]) -> StatementTable {
    StatementTable::new(&coded_corpus(statements))
}

/// Up to `n` statements of any kind on the documents of the small corpus.
pub fn any_coded(n: usize) -> impl Strategy<Value = Vec<Coded>> {
    let one =
        (0usize..3, 0usize..2, 0usize..7, 0usize..5, 0usize..5).prop_map(|(document, coder, who, theme, stance)| {
            let speakers: [&[&str]; 7] = [
                &[],
                &["andrew-goodall"],
                &["jane-doe"],
                &["nhs-wales", "andrew-goodall"],
                &["andrew-goodall", "jane-doe"],
                &["stranger", "stranger"],
                &["nhs-wales"],
            ];
            coded(
                ["a.txt", "b.txt", "news/c.txt"][document],
                ["ann", "bob"][coder],
                speakers[who],
                ["", "workforce", "pay", "devolution", "unheard-of"][theme],
                ["", "supports", "opposes", "unclear", "unheard-of"][stance],
            )
        });
    proptest::collection::vec(one, 0..n)
}
