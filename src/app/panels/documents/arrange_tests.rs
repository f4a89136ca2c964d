//! Sorting, grouping and narrowing on a handful of documents.

use super::*;
use crate::model::testing::statement;
use crate::model::{Codebook, DocumentDate, Progress, Statement};
use std::collections::BTreeSet;

/// A corpus in which `c/one.txt` is done, `a.txt` done with nothing coded, and `b.txt` begun with two statements.
fn corpus() -> Corpus {
    let document = |path: &str, title: &str, date: &str, source: &str, wave: &str| {
        let mut document = Document::new(DocPath::from(path));
        document.meta.title = title.to_owned();
        document.meta.source = source.to_owned();
        document.meta.date =
            PartialDate::parse(date).map(|from| DocumentDate { from, until: None, is_inferred: false });
        if !wave.is_empty() {
            document.meta.variables.insert("wave".to_owned(), wave.to_owned());
        }
        document
    };
    let documents = vec![
        document("a.txt", "Zebra", "2023-06-14", "The Times", "10"),
        document("b.txt", "écoute", "2017", "", "2"),
        document("c/one.txt", "Dull", "2023-01-02", "the guardian", ""),
        document("c/two.txt", "Early", "", "The Times", "ninth"),
    ];
    let mut corpus = Corpus::new(documents, Codebook::default());
    let ann = |path: &str| SetKey::new(Coder::from("ann"), DocPath::from(path));
    let unsure = Statement { is_unsure: true, ..statement(3, &[(4, 5)]) };
    corpus.put_set(ann("a.txt"), AnnotationSet::new(Progress::Done, []));
    corpus.put_set(ann("b.txt"), AnnotationSet::new(Progress::InProgress, [statement(1, &[(0, 2)]), unsure]));
    corpus.put_set(ann("c/one.txt"), AnnotationSet::new(Progress::Done, [statement(2, &[(0, 2)])]));
    let other = SetKey::new(Coder::from("bob"), DocPath::from("c/two.txt"));
    corpus.put_set(other, AnnotationSet::new(Progress::Done, [statement(9, &[(0, 2)])]));
    corpus
}

/// The list in short: group heads in brackets, paths without their ending.
fn list(chosen: &Arrangement, narrowing: &Narrowing) -> String {
    let corpus = corpus();
    let coder = Coder::from("ann");
    let mut share = |document: &Document| corpus.position(&document.path).map(|at| 1.0 / (at + 1) as f64);
    let arranged = arrange(&corpus, &coder, chosen, narrowing, &mut share);
    assert_eq!(arranged.n_done, 2, "whatever is shown");
    let words: Vec<String> = arranged
        .lines
        .iter()
        .map(|line| match line {
            Line::Head(at) => {
                let heading = &arranged.headings[*at];
                format!("[{} {}/{}]", heading.name, heading.n_done, heading.n_documents)
            }
            Line::Document(at) => corpus.documents()[*at].path.as_str().trim_end_matches(".txt").to_owned(),
        })
        .collect();
    words.join(" ")
}

fn sorted(sort: Sort, is_descending: bool) -> String {
    list(&Arrangement { sort, is_descending, ..Arrangement::default() }, &Narrowing::default())
}

fn grouped(group: Group) -> String {
    list(&Arrangement { group, ..Arrangement::default() }, &Narrowing::default())
}

#[test]
fn sorts_by_what_was_chosen_with_the_unknown_last() {
    let wave = || Sort::Variable("wave".to_owned());
    for (sort, up, down) in [
        (Sort::Path, "a b c/one c/two", "c/two c/one b a"),
        (Sort::Title, "c/one c/two b a", "a b c/two c/one"),
        (Sort::Date, "b c/one a c/two", "a c/one b c/two"),
        (Sort::Source, "c/one a c/two b", "a c/two c/one b"),
        (Sort::Kind, "a b c/one c/two", "a b c/one c/two"),
        (Sort::Progress, "c/two b c/one a", "a c/one b c/two"),
        (Sort::Statements, "a c/two c/one b", "b c/one a c/two"),
        (Sort::Coverage, "c/two c/one b a", "a b c/one c/two"),
        (wave(), "b a c/two c/one", "c/two a b c/one"),
    ] {
        assert_eq!(sorted(sort.clone(), false), up, "{sort:?}");
        assert_eq!(sorted(sort.clone(), true), down, "{sort:?}, descending");
    }
}

#[test]
fn groups_count_their_documents_and_the_unknown_come_last() {
    assert_eq!(grouped(Group::Folder), "[Top folder 1/2] a b [c 1/2] c/one c/two");
    assert_eq!(
        grouped(Group::Progress),
        "[Not started 0/1] c/two [In progress 0/1] b [Done 1/1] c/one [Done, nothing coded 1/1] a"
    );
    assert_eq!(grouped(Group::Source), "[the guardian 1/1] c/one [The Times 1/2] a c/two [No source 0/1] b");
    assert_eq!(grouped(Group::Kind), "[No kind 2/4] a b c/one c/two");
    assert_eq!(grouped(Group::Year), "[2017 0/1] b [2023 2/2] a c/one [No date 0/1] c/two");
    assert_eq!(grouped(Group::Month), "[2017 0/1] b [Jan 2023 1/1] c/one [Jun 2023 1/1] a [No date 0/1] c/two");
    assert_eq!(
        grouped(Group::Variable("wave".to_owned())),
        "[10 1/1] a [2 0/1] b [ninth 0/1] c/two [No wave 1/1] c/one"
    );
}

#[test]
fn a_folded_group_keeps_its_head_and_years_follow_the_direction() {
    let folded = BTreeSet::from(["2023".to_owned()]);
    let chosen = Arrangement { sort: Sort::Date, is_descending: true, group: Group::Year, folded };
    assert_eq!(list(&chosen, &Narrowing::default()), "[2023 2/2] [2017 0/1] b [No date 0/1] c/two");
}

#[test]
fn words_and_quick_filters_narrow() {
    let words = |words: &str| {
        let narrowing = Narrowing { words: words.to_owned(), ..Narrowing::default() };
        list(&Arrangement::default(), &narrowing)
    };
    assert_eq!(words("times"), "a c/two");
    assert_eq!(words("times zeb"), "a", "every word, wherever it stands");
    assert_eq!(words("ECOUTE"), "b");
    assert_eq!(words("wave ninth"), "c/two");
    assert_eq!(words("2023-01"), "c/one");
    assert_eq!(words("none of it"), "");
    let quick = |quick: &[Quick]| {
        let narrowing = Narrowing { quick: quick.iter().copied().collect(), ..Narrowing::default() };
        list(&Arrangement::default(), &narrowing)
    };
    assert_eq!(quick(&[Quick::Reached(Reached::NotStarted)]), "c/two");
    assert_eq!(quick(&[Quick::Reached(Reached::Done), Quick::Reached(Reached::NothingCoded)]), "a c/one");
    assert_eq!(quick(&[Quick::Unsure]), "b");
}

#[test]
fn an_empty_corpus_makes_an_empty_list() {
    let chosen = Arrangement { group: Group::Year, ..Arrangement::default() };
    let corpus = Corpus::default();
    let arranged = arrange(&corpus, &Coder::from("ann"), &chosen, &Narrowing::default(), &mut |_| None);
    assert_eq!(arranged, Arranged::default());
}
