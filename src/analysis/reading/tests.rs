//! How far coders got, worked out by hand.

use super::*;
use crate::analysis::Coverage;
use crate::analysis::testing::{coded, coded_corpus};
use crate::model::AnnotationSet;
use crate::text::{Span, sentences};

/// ann: a.txt done with two statements, b.txt begun, news/c.txt done with nothing; bob: a.txt begun with one.
fn corpus() -> Corpus {
    let mut corpus = coded_corpus(&[
        coded("a.txt", "ann", &["andrew-goodall"], "pay", "supports"),
        coded("a.txt", "ann", &[], "pay", ""),
        coded("a.txt", "bob", &["jane-doe"], "", "opposes"),
    ]);
    let key = |coder: &str, document: &str| SetKey::new(coder.into(), document.into());
    corpus.change_set(&key("ann", "a.txt"), |set| set.progress = Progress::Done);
    corpus.change_set(&key("bob", "a.txt"), |set| set.progress = Progress::InProgress);
    corpus.put_set(key("ann", "b.txt"), AnnotationSet::new(Progress::InProgress, []));
    corpus.put_set(key("ann", "news/c.txt"), AnnotationSet::new(Progress::Done, []));
    corpus
}

#[test]
fn done_with_nothing_is_not_the_same_as_not_begun() {
    let corpus = corpus();
    let table = StatementTable::new(&corpus);
    let reading = reading(&corpus, &table, &table.all());
    let line = |of: &CoderReading| {
        [of.n_done, of.n_done_with_nothing, of.n_in_progress, of.n_not_started, of.n_documents_coded]
    };
    assert_eq!(reading.coders.iter().map(line).collect::<Vec<_>>(), [[2, 1, 1, 0, 1], [0, 0, 1, 2, 1]]);
    assert_eq!(line(&reading.together), [2, 1, 1, 0, 1]);
    let filled =
        |of: &Filled| [of.n, of.n_complete, of.n_unsure, of.n_without_theme, of.n_without_stance, of.n_without_speaker];
    let of_coders: Vec<_> = reading.coders.iter().map(|of| filled(&of.statements)).collect();
    assert_eq!(of_coders, [[2, 1, 0, 0, 1, 1], [1, 0, 0, 1, 0, 0]]);
    assert_eq!(filled(&reading.together.statements), [3, 1, 0, 1, 1, 1]);
    assert_eq!(filled(&reading.documents[0].statements), [3, 1, 0, 1, 1, 1]);
    assert_eq!(reading.documents[2].progress, [Progress::Done, Progress::NotStarted]);
    assert_eq!(
        reading.account.sentence(),
        "Counted: 3 statements on 1 document by 2 coders; every coder counts, also on the 1 document that several coded; documents are the 3 of the corpus; any coder is \
         the one who got farthest with a document."
    );
}

#[test]
fn a_sentence_that_two_coders_code_is_coded_once() {
    let corpus = corpus();
    let all = |text: &str| sentences(text);
    let mut known: Vec<Option<Vec<Span>>> =
        corpus.documents().iter().map(|document| Some(all(document.ready_text()?.as_str()))).collect();
    let n_each = known[0].as_ref().map_or(0, Vec::len);
    assert!(n_each > 1);
    let coders = ["ann".into(), "bob".into()];
    let coded = sentences_coded(&corpus, &coders, &known);
    let one = Coverage { n_sentences: 3 * n_each, n_coded: 1 };
    assert_eq!((coded.coders, coded.together, coded.n_documents_without), (vec![one, one], one, 0));
    let n_coded: Vec<usize> = coded.documents.iter().flatten().map(|of| of.n_coded).collect();
    assert_eq!(n_coded, [1, 0, 0]);
    known[2] = None;
    let coded = sentences_coded(&corpus, &coders, &known);
    assert_eq!((coded.together.n_sentences, coded.n_documents_without, coded.documents[2]), (2 * n_each, 1, None));
}
