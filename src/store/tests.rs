//! Loading and saving together, on folders that are made for it.

use super::*;
use crate::model::{AnnotationSet, Codebook, Progress, SetKey, Statement, StatementId};
use crate::text::{DocumentText, Span};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A corpus in a temporary folder.
struct World {
    dir: tempfile::TempDir,
}

impl World {
    fn new(files: &[(&str, &str)]) -> Self {
        let world = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        for (path, content) in files {
            world.put(path, content);
        }
        world
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn put(&self, path: &str, content: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("is there")
    }

    fn whole(&self) -> Whole {
        open_whole(self.root()).expect("opens")
    }
}

const TEXT: &str = "The bank supports it.\nThe union — «no» — opposes it.\n";
const SET_FILE: &str = "annotations/ana/a.txt.ron";

fn key() -> SetKey {
    SetKey::new("ana".into(), "a.txt".into())
}

fn statement(id: u128, words: &str) -> Statement {
    let start = TEXT.find(words).expect("words of the text");
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(id)),
        spans: vec![Span::new(start, start + words.len())],
        speakers: Vec::new(),
        theme: Some("t".into()),
        stance: None,
        note: "because".to_owned(),
        created: jiff::Timestamp::UNIX_EPOCH,
        modified: None,
        is_unsure: false,
    }
}

fn set() -> AnnotationSet {
    let statements = [statement(1, "The bank"), statement(2, "«no»"), statement(3, "opposes")];
    AnnotationSet::new(Progress::InProgress, statements)
}

fn set_text() -> String {
    let text = Arc::new(DocumentText::new(TEXT));
    SaveJob::Set { key: key(), set: set(), text }.to_file(&Layout::new("")).expect("can be written")
}

/// Loads a corpus with one set file that is `change`d: what was read, whether it is held, and the problems.
fn check_changed(change: impl Fn(String) -> String) -> (AnnotationSet, bool, Vec<Problem>) {
    let world = World::new(&[("a.txt", TEXT), (SET_FILE, &change(set_text()))]);
    let whole = world.whole();
    let is_held = whole.known.held.contains(&FileKey::Set(key()));
    (whole.corpus.set(&key()).cloned().unwrap_or_default(), is_held, whole.problems)
}

fn errors(problems: &[Problem]) -> Vec<String> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

#[test]
fn a_saved_set_is_loaded_as_it_was_and_saved_again_as_it_was() {
    let (read, is_held, problems) = check_changed(|text| text);
    assert_eq!((read, is_held, errors(&problems)), (set(), false, Vec::new()));
    assert_eq!(problems.len(), 1, "only the theme is not in the codebook: {problems:?}");
}

#[test]
fn a_broken_statement_is_named_with_its_line_and_the_others_are_read() {
    let (read, is_held, problems) = check_changed(|text| {
        text.replacen("note: \"because\",\n            created", "note: \"because\",\n            creat\u{21}ed", 1)
    });
    assert_eq!((read.len(), is_held), (2, true));
    assert_eq!(errors(&problems).len(), 1, "{problems:?}");
    assert_eq!(problems[0].line, Some(16), "{problems:?}");
}

#[test]
fn a_file_cut_short_gives_what_is_whole() {
    let (read, is_held, problems) = check_changed(|text| text[..text.len() - 60].to_owned());
    assert_eq!((read.len(), is_held), (2, true), "{problems:?}");
}

#[test]
fn a_changed_document_whose_passages_stand_is_only_noticed() {
    let world = World::new(&[("a.txt", &format!("{TEXT}More.")), (SET_FILE, &set_text())]);
    let whole = world.whole();
    assert_eq!(whole.corpus.set(&key()), Some(&set()));
    assert!(whole.known.held.is_empty() && errors(&whole.problems).is_empty(), "{:?}", whole.problems);
    assert!(whole.problems.iter().any(|problem| problem.cause.contains("every passage is where it was")));
}

#[test]
fn spans_ids_and_places_that_contradict_hold_the_file() {
    let changes: [(&str, &str, usize); 6] = [
        ("spans: [(0, 8)]", "spans: [(8, 0)]", 2),
        ("spans: [(0, 8)]", "spans: [(0, 8), (8, 9)]", 2),
        ("spans: [(0, 8)]", "spans: []", 2),
        ("000000000002", "000000000001", 2),
        ("coder: \"ana\"", "coder: \"bob\"", 3),
        ("document: \"a.txt\"", "document: \"b.txt\"", 3),
    ];
    for (from, to, n_read) in changes {
        let (read, is_held, problems) = check_changed(|text| text.replacen(from, to, 1));
        assert_eq!((read.len(), is_held, errors(&problems).len()), (n_read, true, 1), "{to}: {problems:?}");
    }
    let (read, is_held, problems) = check_changed(|text| text.replacen("format: 1", "format: 9", 1));
    assert_eq!((read.len(), is_held), (0, true));
    assert!(problems[0].to_string().contains("update Standpoint"), "{problems:?}");
}

#[test]
fn what_belongs_to_no_document_is_kept_and_named() {
    let corpus = "Corpus(\n    format: 1,\n    documents: [\n        Document(\n            path: \"gone.txt\",\n            title: \"Gone\",\n        ),\n    ],\n)\n";
    let world = World::new(&[("a.txt", TEXT), ("corpus.ron", corpus), ("annotations/ana/gone.txt.ron", "x")]);
    let opened = open(world.root()).expect("opens");
    assert_eq!(opened.absent.len(), 1);
    assert_eq!(opened.problems.len(), 2, "{:?}", opened.problems);
    let entries = corpus_file(&opened.corpus, &opened.absent);
    let written = SaveJob::CorpusFile(entries).to_file(&opened.layout).expect("can be written");
    assert_eq!(written, corpus);
    assert_eq!(world.read("annotations/ana/gone.txt.ron"), "x");
}

#[test]
fn entries_that_would_be_lost_hold_their_file() {
    let twice = "Codebook(format: 1, themes: [Theme(id: \"a\", name: \"A\"), Theme(id: \"a\", name: \"B\")])";
    let date = "Corpus(format: 1, documents: [Document(path: \"a.txt\", title: \"T\", date: \"June\")])";
    let world = World::new(&[("a.txt", TEXT), ("codebook.ron", twice), ("corpus.ron", date)]);
    let opened = open(world.root()).expect("opens");
    assert_eq!(opened.corpus.codebook.themes.len(), 1);
    assert_eq!(opened.corpus.documents()[0].title(), "T");
    assert_eq!((opened.known.held.len(), errors(&opened.problems).len()), (2, 2), "{:?}", opened.problems);
    let saver = Saver::start(opened.layout, opened.known, || ());
    let refused = saver.submit(SaveJob::Codebook(Codebook::default()));
    assert!(matches!(refused, Err(StoreError::Held(_))));
}

#[test]
fn a_document_that_is_no_text_holds_its_sets() {
    let world = World::new(&[(SET_FILE, &set_text())]);
    fs::write(world.root().join("a.txt"), [0x89, b'P', 0, 0, 0, 0xFF, 0, 0, 0xFE, 0]).expect("a file");
    let whole = world.whole();
    assert!(whole.known.held.contains(&FileKey::Set(key())));
    assert!(errors(&whole.problems)[0].contains("zero bytes"), "{:?}", whole.problems);
}

#[test]
fn no_folder_is_no_corpus() {
    assert!(matches!(open("/no/such/folder"), Err(StoreError::NoFolder(_))));
}

#[test]
fn the_background_loads_everything_and_what_is_wanted_first() {
    let names: Vec<String> = (0..200).map(|i| format!("d{i:03}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), TEXT)).collect();
    let world = World::new(&files);
    let opened = open(world.root()).expect("opens");
    let is_awake = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_awake);
    let first = "d150.txt".into();
    let loader = Loader::start(opened.plan(), Some(&first), move || flag.store(true, Ordering::Relaxed));
    let mut order: Vec<String> = Vec::new();
    while let Some(document) = loader.wait_for_next() {
        order.push(document.path.to_string());
    }
    assert_eq!(order.first().map(String::as_str), Some("d150.txt"));
    order.sort();
    assert_eq!(order, names);
    assert_eq!(loader.progress(), (200, 200));
    drop(loader);
    assert!(is_awake.load(Ordering::Relaxed));
    drop(Loader::start(opened.plan(), None, || ()));
}

#[test]
fn loading_can_be_cancelled() {
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let plan = open(world.root()).expect("opens").plan();
    assert!(load_all(&plan, &|_| (), &AtomicBool::new(true)).is_empty());
}

#[test]
fn what_the_saver_calls_saved_is_what_is_loaded() {
    let world = World::new(&[("a.txt", TEXT)]);
    let whole = world.whole();
    let saver = Saver::start(whole.layout, whole.known, || ());
    let text = Arc::new(DocumentText::new(TEXT));
    saver.submit(SaveJob::Set { key: key(), set: set(), text }).expect("is not held");
    assert_eq!(saver.flush(Duration::from_secs(10)), SaveState::Saved);
    assert_eq!(world.whole().corpus.set(&key()), Some(&set()));
    assert_eq!(world.read(SET_FILE), set_text());
}
