//! Worked examples of hits, their neighbours, their order and what is left out.

use super::*;
use crate::analysis::Cancel;
use crate::model::testing::{corpus, id, statement};
use crate::model::{Document, Progress, SetKey, TextState};
use crate::text::Matching;

fn request(typed: &str) -> SearchRequest {
    SearchRequest::new(Pattern::new(typed, Matching::default()).expect("is read"))
}

fn found(corpus: &Corpus, request: &SearchRequest) -> Hits {
    search(corpus, request, &Cancel::default()).expect("is not cancelled")
}

/// Documents of these texts, `0.txt` and so on, coded by ann and bob.
fn of(texts: &[&str]) -> Corpus {
    let document = |(n, text): (usize, &&str)| {
        let mut document = Document::new(format!("{n}.txt").as_str().into());
        document.text = TextState::Ready(Arc::new(DocumentText::new(*text)));
        document
    };
    Corpus::new(texts.iter().enumerate().map(document).collect(), corpus().codebook)
}

fn code(corpus: &mut Corpus, coder: &str, document: &str, n: u128, spans: &[(usize, usize)]) {
    let key = SetKey::new(coder.into(), document.into());
    let mut set = corpus.set(&key).cloned().unwrap_or_default();
    set.progress = Progress::InProgress;
    set.set(id(n), Some(Arc::new(statement(n, spans))));
    corpus.put_set(key, set);
}

fn lines(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| format!("{}[{}]{}", hit.context.left, hit.context.keyword, hit.context.right)).collect()
}

#[test]
fn a_hit_tells_its_words_its_neighbours_and_who_coded_it() {
    let mut corpus = of(&["The list is long.\nA long list, a  LIST.", "Nothing."]);
    code(&mut corpus, "ann", "0.txt", 1, &[(0, 8)]);
    code(&mut corpus, "bob", "0.txt", 2, &[(0, 4), (30, 34)]);
    code(&mut corpus, "bob", "0.txt", 3, &[(4, 6)]);
    let hits = found(&corpus, &SearchRequest { context_chars: 12, ..request("list") });
    assert_eq!(lines(&hits), ["The [list] is long. A", "A long [list], a LIST.", "list, a [LIST]."]);
    let by: Vec<Vec<String>> =
        hits.hits.iter().map(|hit| hit.coded_by.iter().map(|by| by.coder.to_string()).collect()).collect();
    assert_eq!(by, [vec!["ann", "bob"], vec![], vec![]]);
    assert_eq!(hits.hits[0].coded_by[1].id, id(3));
    assert_eq!((hits.n_hits, hits.n_coded, hits.n_searched), (3, 1, 2));
    assert_eq!(hits.documents, [DocumentHits { document: "0.txt".into(), n_hits: 3, n_coded: 1 }]);
    let sentence = "Counted: 3 hits on 1 document; 2 documents searched; 1 coded already.";
    assert_eq!(hits.account().sentence(), sentence);
}

#[test]
fn coded_and_uncoded_places_are_the_parts_of_all() {
    let mut corpus = of(&["list list list", "list"]);
    code(&mut corpus, "ann", "0.txt", 1, &[(5, 9)]);
    code(&mut corpus, "bob", "1.txt", 2, &[(0, 1)]);
    let n = |coded, coder: Option<&str>| {
        let hits = found(&corpus, &SearchRequest { coded, coder: coder.map(Into::into), ..request("list") });
        (hits.n_hits, hits.n_passed_over)
    };
    assert_eq!(n(CodedOrNot::Coded, None), (2, 2));
    assert_eq!(n(CodedOrNot::NotCoded, None), (2, 2));
    assert_eq!(n(CodedOrNot::NotCoded, Some("ann")), (3, 1));
    assert_eq!(n(CodedOrNot::Any, None), (4, 0));
    let hits = found(&corpus, &SearchRequest { coded: CodedOrNot::NotCoded, ..request("list") });
    let sentence = "Counted: 2 hits on 1 document; 2 documents searched. Left out: 2 coded already.";
    assert_eq!(hits.account().sentence(), sentence);
}

#[test]
fn the_first_hits_are_kept_and_all_are_counted() {
    let corpus = of(&["a a a", "a a", "b", "a"]);
    let hits = found(&corpus, &SearchRequest { max_hits: 4, ..request("a") });
    let places: Vec<(&str, usize)> = hits.hits.iter().map(|hit| (hit.document.as_str(), hit.span.start)).collect();
    assert_eq!(places, [("0.txt", 0), ("0.txt", 2), ("0.txt", 4), ("1.txt", 0)]);
    let n: Vec<usize> = hits.documents.iter().map(|document| document.n_hits).collect();
    assert_eq!((hits.n_hits, n), (6, vec![3, 2, 1]));
    assert!(hits.account().sentence().ends_with("Left out: 2 hits that are not listed."));
}

#[test]
fn neighbours_sort_as_in_a_concordance() {
    let corpus = of(&["Zebra list of b. The “Élan” list of A. an elan lists in c"]);
    let sorted = |order| {
        let mut hits = found(&corpus, &SearchRequest { context_chars: 16, ..request("list*") });
        hits.sort(order);
        let starts: Vec<usize> = hits.hits.iter().map(|hit| hit.span.start).collect();
        starts
    };
    let [zebra, the, an] = [6, 30, 48].map(|near| {
        let all = sorted(HitOrder::Document);
        *all.iter().min_by_key(|at| at.abs_diff(near)).expect("there are some")
    });
    assert_eq!(sorted(HitOrder::Document), [zebra, the, an]);
    assert_eq!(sorted(HitOrder::Left), [an, the, zebra]);
    assert_eq!(sorted(HitOrder::Right), [an, the, zebra]);
    assert_eq!(sorted(HitOrder::Keyword), [the, zebra, an]);
}

#[test]
fn what_was_not_searched_is_said() {
    let mut corpus = of(&["list", "list", "list"]);
    corpus.put_document(Document::new("3.txt".into()));
    let failed = Document { text: TextState::Failed("gone".to_owned()), ..Document::new("4.txt".into()) };
    corpus.put_document(failed);
    let hits = found(&corpus, &request("list"));
    assert_eq!((hits.n_hits, hits.n_searched, hits.n_unread, hits.n_unreadable), (3, 3, 1, 1));
    let sentence = hits.account().sentence();
    assert!(sentence.ends_with("Left out: 1 document that is still being read, 1 document that cannot be read."));
    let documents = Some(["1.txt".into(), "3.txt".into()].into());
    let hits = found(&corpus, &SearchRequest { documents, ..request("list") });
    assert_eq!((hits.n_hits, hits.n_searched, hits.n_unread, hits.n_unreadable), (1, 1, 1, 0));
}

#[test]
fn a_search_tells_how_far_it_is_and_ends_when_nobody_waits() {
    let corpus = of(&["list ", "list", "é"]);
    let (request, cancel) = (request("list"), Cancel::default());
    assert!(search(&corpus, &request, &cancel).is_some());
    assert_eq!((cancel.n_bytes(), request.n_bytes(&corpus)), (11, 11));
    cancel.set();
    assert_eq!(search(&corpus, &request, &cancel), None);
}

#[test]
fn a_context_is_one_line_of_whole_words() {
    let text = DocumentText::new("before  the\n\nlong list\tof \u{202e}many words");
    let at = text.as_str().find("list").expect("is there");
    let context = Context::of(&text, Span::new(at, at + 4), 10);
    assert_eq!((context.left.as_str(), context.right.as_str()), ("the long ", " of ‹RLO›many"));
    let all = Context::of(&text, Span::new(0, text.len()), 10);
    assert_eq!((all.left.as_str(), all.right.as_str()), ("", ""));
    assert_eq!(all.keyword, "before the long list of ‹RLO›many words");
}
