//! Documents that change under the statements on them: nothing is dropped, and nothing is written until somebody acts.

use super::*;
use crate::model::{AnnotationSet, Progress, SetKey, Statement, StatementId, Unplaced};
use crate::text::{DocumentText, Span};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const TEXT: &str = "The bank supports it.\nThe union — «no» — opposes it.\nThe end of the paper.\n";
const SET_FILE: &str = "annotations/ana/a.txt.ron";

fn key() -> SetKey {
    SetKey::new("ana".into(), "a.txt".into())
}

fn id(n: u128) -> StatementId {
    StatementId::new(uuid::Uuid::from_u128(n))
}

fn statement(n: u128, words: &str) -> Statement {
    let start = TEXT.find(words).expect("words of the text");
    Statement {
        id: id(n),
        spans: vec![Span::new(start, start + words.len())],
        speakers: vec![crate::model::Attribution {
            speaker: "sam".into(),
            role_override: Some(crate::model::RoleHeld { role: "chair".to_owned(), organisation: None }),
        }],
        theme: Some("t".into()),
        stance: None,
        note: "because \"so\" \\ and\nmore".to_owned(),
        created: jiff::Timestamp::UNIX_EPOCH,
        modified: None,
        is_unsure: false,
    }
}

fn set() -> AnnotationSet {
    let statements = [statement(1, "The bank"), statement(2, "«no»"), statement(3, "opposes")];
    AnnotationSet::new(Progress::Done, statements)
}

fn file_of(set: &AnnotationSet, text: &str) -> String {
    let (set, text) = (set.clone(), Arc::new(DocumentText::new(text)));
    SaveJob::Set { key: key(), set, text }.to_file(&Layout::new("")).expect("can be written")
}

/// A corpus whose document was coded as [`TEXT`] and is now `text`, with `change` made to the file of the set.
struct World {
    dir: tempfile::TempDir,
}

impl World {
    fn new(text: &str, change: impl Fn(String) -> String) -> Self {
        let world = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir_all(world.root().join("annotations/ana")).expect("folders");
        fs::write(world.root().join("a.txt"), text).expect("writes");
        fs::write(world.root().join(SET_FILE), change(file_of(&set(), TEXT))).expect("writes");
        world
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn whole(&self) -> Whole {
        open_whole(self.root()).expect("opens")
    }

    fn set(&self) -> AnnotationSet {
        self.whole().corpus.set(&key()).cloned().expect("there is a set")
    }
}

fn is_held(whole: &Whole) -> bool {
    whole.known.held.contains(&FileKey::Set(key()))
}

#[test]
fn words_that_are_gone_wait_and_the_set_stays_writable() {
    let world = World::new(&TEXT.replace("opposes", "welcomes"), |file| file);
    let before = fs::read(world.root().join(SET_FILE)).expect("is there");
    let whole = world.whole();
    let set = whole.corpus.set(&key()).expect("there is a set");
    assert_eq!((set.len(), set.unplaced().len(), is_held(&whole)), (2, 1, false));
    let waiting = &set.unplaced()[&id(3)];
    assert_eq!(waiting.anchor.quote, ["opposes"]);
    assert_eq!(waiting.text, DocumentText::new(TEXT).hash());
    assert_eq!(waiting.statement.note, super::changed_tests::set().get(id(3)).expect("is there").note);
    assert!(whole.found.iter().any(|found| found.id == id(3) && found.is_waiting() && found.line.is_some()));
    assert_eq!(fs::read(world.root().join(SET_FILE)).expect("is there"), before);
}

#[test]
fn what_waits_is_written_back_as_it_was_with_its_own_text() {
    let text = TEXT.replace("opposes", "welcomes");
    let world = World::new(&text, |file| file);
    let set = world.set();
    let written = file_of(&set, &text);
    assert!(written.contains("format: 3,"), "{written}");
    let old = file_of(&super::changed_tests::set(), TEXT);
    let entry = &old[old.rfind("        Statement(").expect("is there")..];
    let hash = DocumentText::new(TEXT).hash().to_owned();
    for line in entry.lines() {
        assert!(written.contains(line), "{line} is not in\n{written}");
    }
    assert!(written.contains(&format!("            text: \"{hash}\",\n")), "{written}");
    fs::write(world.root().join(SET_FILE), &written).expect("writes");
    assert_eq!(world.set(), set);
    assert_eq!(file_of(&world.set(), &text), written);
}

#[test]
fn a_document_restored_finds_what_waited() {
    let changed = TEXT.replace("opposes", "welcomes");
    let world = World::new(&changed, |file| file);
    let written = file_of(&world.set(), &changed);
    fs::write(world.root().join(SET_FILE), written).expect("writes");
    fs::write(world.root().join("a.txt"), TEXT).expect("writes");
    let whole = world.whole();
    assert_eq!(whole.corpus.set(&key()), Some(&set()));
    assert_eq!(file_of(&world.set(), TEXT), file_of(&set(), TEXT), "format and all");
}

#[test]
fn what_is_set_aside_stays_so_even_where_its_words_come_back() {
    let changed = TEXT.replace("opposes", "welcomes");
    let world = World::new(&changed, |file| file);
    let mut set = world.set();
    let waiting = Arc::clone(&set.unplaced()[&id(3)]);
    set.set_unplaced(id(3), Some(Arc::new(Unplaced { is_aside: true, ..(*waiting).clone() })));
    fs::write(world.root().join(SET_FILE), file_of(&set, &changed)).expect("writes");
    let whole = world.whole();
    let read = whole.corpus.set(&key()).expect("there is a set");
    assert_eq!(read, &set);
    assert!(whole.found.iter().all(|found| !found.is_waiting()));
    fs::write(world.root().join("a.txt"), TEXT).expect("writes");
    let read = world.set();
    assert!(read.get(id(3)).is_none() && read.unplaced()[&id(3)].is_aside);
    assert!(!read.unplaced()[&id(3)].verdict.spans().is_empty(), "and says where the words are");
    fs::write(world.root().join(SET_FILE), file_of(&read, TEXT)).expect("writes");
    assert_eq!(world.set(), read);
}

#[test]
fn nothing_is_dropped_whatever_becomes_of_the_document() {
    let texts = [
        String::new(),
        " ".to_owned(),
        TEXT.to_owned(),
        format!("More.\n{TEXT}"),
        format!("\u{feff}{}", TEXT.replace('\n', "\r\n")),
        TEXT.replace("The", "the"),
        TEXT.replace(['«', '»'], "\""),
        TEXT[..30].to_owned(),
        TEXT.repeat(3),
        TEXT.replace("The bank", "The bank The bank"),
        "Something else entirely. سلام 👩‍👧".to_owned(),
        TEXT.chars().rev().collect(),
    ];
    for from in &texts {
        let world = World::new(from, |file| file);
        for text in &texts {
            fs::write(world.root().join("a.txt"), text).expect("writes");
            let whole = world.whole();
            let set = whole.corpus.set(&key()).expect("there is a set");
            let text = whole.corpus.documents()[0].ready_text().expect("was read");
            let ids: std::collections::BTreeSet<StatementId> =
                set.in_order().map(|s| s.id).chain(set.unplaced().keys().copied()).collect();
            assert_eq!(ids, [1, 2, 3].map(id).into_iter().collect(), "{from:?} {text:?}");
            assert_eq!(set.len() + set.unplaced().len(), 3);
            assert!(set.in_order().all(|statement| statement.fits(text)) && !is_held(&whole));
            let written = file_of(set, text.as_str());
            fs::write(world.root().join(SET_FILE), &written).expect("writes");
            assert_eq!(&world.set(), set, "{from:?} {text:?}");
            assert_eq!(file_of(&world.set(), text.as_str()), written);
        }
    }
}

#[test]
fn line_ends_and_a_mark_are_no_change_at_all() {
    let world = World::new(&format!("\u{feff}{}", TEXT.replace('\n', "\r\n")), |file| file);
    let whole = world.whole();
    assert_eq!(whole.corpus.set(&key()), Some(&set()));
    assert!(whole.found.is_empty());
}

#[test]
fn hostile_places_hashes_and_flags_wait_or_are_named_and_never_fail() {
    let hash = DocumentText::new(TEXT).hash().to_owned();
    let waiting: [(&str, String); 6] = [
        ("spans: [(0, 8)]", format!("spans: [(0, {})]", usize::MAX)),
        ("quote: [\"The bank\"]", "quote: [\"xyz qrs\"]".to_owned()),
        (&format!("text: \"{hash}\""), "text: \"\"".to_owned()),
        (&format!("text: \"{hash}\""), "text: \"blake3:../../x\"".to_owned()),
        ("speakers:", "text: \"blake3:zz\",\n            aside: true,\n            speakers:".to_owned()),
        ("speakers:", "aside: true,\n            text: \"\",\n            speakers:".to_owned()),
    ];
    for (from, to) in waiting {
        let world = World::new(TEXT, |file| {
            assert!(file.contains(from), "{from}");
            file.replacen(from, &to, 1)
        });
        let whole = world.whole();
        let set = whole.corpus.set(&key()).expect("there is a set");
        assert_eq!((set.len() + set.unplaced().len(), is_held(&whole)), (3, false), "{to}: {:?}", whole.problems);
        fs::write(world.root().join(SET_FILE), file_of(set, TEXT)).expect("writes");
        assert_eq!(&world.set(), set, "{to}");
    }
    let broken = ["quote: [\"\"]", "quote: []", "quote: [\"The\", \"bank\"]"];
    for to in broken {
        let world = World::new(&format!("x{TEXT}"), |file| file.replacen("quote: [\"The bank\"]", to, 1));
        assert!(is_held(&world.whole()), "{to}");
    }
}

#[test]
fn two_sets_on_one_document_each_keep_theirs() {
    let world = World::new(&TEXT.replace("«no»", "«yes»"), |file| file);
    fs::create_dir_all(world.root().join("annotations/bob")).expect("a folder");
    let theirs = file_of(&set(), TEXT).replace("coder: \"ana\"", "coder: \"bob\"");
    fs::write(world.root().join("annotations/bob/a.txt.ron"), theirs).expect("writes");
    let whole = world.whole();
    assert_eq!(whole.corpus.sets().len(), 2);
    for set in whole.corpus.sets().values() {
        assert_eq!((set.len(), set.unplaced().len()), (2, 1));
    }
    assert_eq!(whole.found.iter().filter(|found| found.is_waiting()).count(), 2);
}

#[test]
fn the_earlier_text_is_asked_for_where_it_is_kept() {
    let earlier = "He saw it. She took it. They left it.\n";
    let later = format!("A headline about it.\n{earlier}");
    let state = tempfile::tempdir().expect("a temporary folder");
    let kept = EarlierTexts::new(state.path());
    let coded = Statement { spans: vec![Span::new(20, 22)], ..statement(1, "The") };
    let file = file_of(&AnnotationSet::new(Progress::Done, [coded]), earlier);
    let (start, end) = (file.find("            before:").expect("is there"), file.find("            speakers:"));
    let file = [&file[..start], &file[end.expect("is there")..]].concat();
    let world = World::new(&later, |_| file.clone());
    let read = |whole: Whole| whole.corpus.set(&key()).cloned().expect("there is a set");
    let set = read(open_whole_in(world.root(), Some(state.path())).expect("opens"));
    assert_eq!(set.unplaced().len(), 1, "by its words alone it may be any of four");
    kept.keep(&RealFiles, &DocumentText::new(earlier)).expect("keeps");
    let set = read(open_whole_in(world.root(), Some(state.path())).expect("opens"));
    assert_eq!(set.statements()[0].spans, [Span::new(41, 43)]);
}
