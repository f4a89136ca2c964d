//! The same content, the same bytes; every string survives; every format loads for ever.

use super::*;
use crate::model::{
    Affiliation, AnnotationSet, AnyEntry, Attribution, Codebook, DocumentDate, DocumentMeta, Entry, EntryId, Glyph,
    Hue, PartialDate, Progress, Rival, RoleHeld, SetKey, Speaker, SpeakerKind, Stance, Statement, StatementId, Theme,
};
use crate::store::{Layout, SaveJob};
use crate::text::{DocumentText, Span};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const SET_1: &str = include_str!("fixtures/annotation_set_1.ron");
const CODEBOOK_1: &str = include_str!("fixtures/codebook_1.ron");
const SET_2: &str = include_str!("fixtures/annotation_set_2.ron");
const CODEBOOK_2: &str = include_str!("fixtures/codebook_2.ron");
const CORPUS_1: &str = include_str!("fixtures/corpus_1.ron");
const SET_3: &str = include_str!("fixtures/annotation_set_3.ron");
const CODEBOOK_3: &str = include_str!("fixtures/codebook_3.ron");
const CORPUS_3: &str = include_str!("fixtures/corpus_3.ron");
const CORPUS_4: &str = include_str!("fixtures/corpus_4.ron");
/// The document that both sets are about.
const TEXT_1: &str =
    "Andrew said: “It gives us\nan opportunity \"to\" grow,” he said, “and \\ more”. سلام 👩‍👧 e\u{301}.\n";

fn file(job: &SaveJob) -> String {
    job.to_file(&Layout::new("/c")).expect("can be written")
}

fn codebook_from(text: &str) -> Codebook {
    let mut codebook = Codebook::default();
    let reading = read::<CodebookRecord, _>(text, |entry| entry).expect("format 1");
    assert_eq!(reading.faults, []);
    for (_, entry) in reading.entries {
        put_entry(&mut codebook, entry).expect("is in order");
    }
    codebook
}

fn corpus_from(text: &str) -> CorpusFile {
    let reading = read::<CorpusRecord, _>(text, |entry| entry).expect("format 1");
    assert_eq!(reading.faults, []);
    let mut documents = BTreeMap::new();
    for (_, entry) in reading.entries {
        put_document(&mut documents, entry).expect("is in order");
    }
    let queries = reading.head.expect("was read").queries;
    CorpusFile { documents: documents.into_values().collect(), queries }
}

fn set_from(source: &str, text: &DocumentText) -> (AnnotationSetRecord, AnnotationSet) {
    let check = |record| said(record, |record| check_statement(record, text, true));
    let reading = read::<AnnotationSetRecord, _>(source, check).expect("format 1");
    assert_eq!(reading.faults, []);
    let head = reading.head.expect("was read");
    let in_place = |said| match said {
        ReadStatement::InPlace(statement) => statement,
        ReadStatement::Elsewhere(unplaced) => panic!("not in place: {unplaced:?}"),
    };
    let (mut statements, mut rivals) = (Vec::new(), BTreeMap::<StatementId, Vec<Rival<Statement>>>::new());
    for (_, entry) in reading.entries {
        match entry.expect("fits") {
            Said::Statement(statement) => statements.push(in_place(statement)),
            Said::Rival(id, Rival::Edited(said)) => rivals.entry(id).or_default().push(Rival::Edited(in_place(said))),
            Said::Rival(id, Rival::Deleted) => rivals.entry(id).or_default().push(Rival::Deleted),
        }
    }
    let mut set = AnnotationSet::new(head.progress.into(), statements);
    for (id, rivals) in rivals {
        set.set_rivals(id, rivals);
    }
    (head, set)
}

#[test]
fn each_format_of_the_codebook_is_read_and_written_as_it_was() {
    let newest = codebook_from(CODEBOOK_2);
    let examples: Vec<usize> = newest.themes.iter().map(|theme| theme.examples.len()).collect();
    assert_eq!((examples.as_slice(), newest.speakers.at(0).and_then(|speaker| speaker.key)), (&[2, 0][..], Some('g')));
    assert_eq!(file(&SaveJob::Codebook(newest)), CODEBOOK_2);
    let codebook = codebook_from(CODEBOOK_1);
    assert_eq!((codebook.stances.len(), codebook.themes.len(), codebook.speakers.len()), (2, 2, 2));
    assert_eq!(codebook.stances.at(0).and_then(|stance| stance.position), Some(-1.0));
    assert_eq!(file(&SaveJob::Codebook(codebook)), CODEBOOK_1);
}

#[test]
fn each_format_of_the_corpus_file_is_read_and_written_as_it_was() {
    let first = corpus_from(CORPUS_1);
    assert_eq!((first.documents.len(), first.queries.len()), (3, 0));
    assert_eq!(file(&SaveJob::CorpusFile(first)), CORPUS_1);
    let newest = corpus_from(CORPUS_4);
    let queries: Vec<&str> = newest.queries.keys().map(String::as_str).collect();
    assert_eq!((newest.documents.len(), queries), (1, vec!["In doubt", "Unions, against"]));
    assert_eq!(file(&SaveJob::CorpusFile(newest)), CORPUS_4);
}

#[test]
fn each_format_of_an_annotation_set_is_read_and_written_as_it_was() {
    let text = DocumentText::new(TEXT_1);
    let (head, set) = set_from(SET_1, &text);
    assert_eq!((head.text.as_str(), set.len(), set.progress), (text.hash(), 2, Progress::InProgress));
    let (_, newest) = set_from(SET_2, &text);
    assert!(newest.statements().iter().all(|statement| statement.is_unsure));
    let text = Arc::new(text);
    for (set, source) in [(set, SET_1), (newest, SET_2)] {
        let key = SetKey::new("coder-1".into(), "a/b.txt".into());
        assert_eq!(file(&SaveJob::Set { key, set, text: Arc::clone(&text) }), source);
    }
}

#[test]
fn format_3_keeps_what_two_people_said_behind_what_it_is_about() {
    let text = DocumentText::new(TEXT_1);
    let (head, set) = set_from(SET_3, &text);
    let kinds: Vec<usize> = set.rivals().values().map(Vec::len).collect();
    assert_eq!((head.format, kinds, set.len()), (3, vec![2, 1], 2));
    let deleted = set.rivals().values().flatten().filter(|rival| **rival == Rival::Deleted).count();
    assert_eq!(deleted, 1);
    let key = SetKey::new("coder-1".into(), "a/b.txt".into());
    assert_eq!(file(&SaveJob::Set { key, set, text: Arc::new(text) }), SET_3);
    let codebook = codebook_from(CODEBOOK_3);
    assert_eq!(codebook.rivals.len(), 3);
    assert_eq!(file(&SaveJob::Codebook(codebook)), CODEBOOK_3);
    let documents = corpus_from(CORPUS_3);
    let rivals: Vec<usize> = documents.documents.iter().map(|entry| entry.rivals.len()).collect();
    assert_eq!(rivals, [1, 0]);
    assert_eq!(file(&SaveJob::CorpusFile(documents)), CORPUS_3);
}

#[test]
fn line_ends_made_by_git_and_a_mark_made_by_an_editor_do_not_matter() {
    let text = DocumentText::new(TEXT_1);
    let changed = format!("\u{feff}{}", SET_1.replace('\n', "\r\n"));
    let source = text_of(changed.as_bytes()).expect("is text");
    assert_eq!(set_from(&source, &text).1, set_from(SET_1, &text).1);
}

#[test]
fn other_layouts_of_the_same_content_are_read_too() {
    let squeezed = CODEBOOK_1.replace("    ", " ");
    assert_eq!(codebook_from(&squeezed), codebook_from(CODEBOOK_1));
    let commented = CODEBOOK_1.replacen(
        "        Theme(",
        "/*\n        Theme(\n id: \"x\", name: \"x\",\n        ),\n*/\n        Theme(",
        1,
    );
    assert_eq!(codebook_from(&commented), codebook_from(CODEBOOK_1));
}

#[test]
fn newer_formats_and_unknown_fields_are_not_read() {
    let newer = CODEBOOK_1.replace("format: 1", "format: 5").replace("definition:", "meaning:");
    let error = read::<CodebookRecord, _>(&newer, |entry| entry).expect_err("is newer");
    assert!(error.to_string().contains("newer"), "{error}");
    let unknown = CODEBOOK_1.replacen("kind: Person", "kind: Person,\n            age: 3", 1);
    let reading = read::<CodebookRecord, _>(&unknown, |entry| entry).expect("format 1");
    assert_eq!(reading.entries.len(), 5);
    let line = unknown.lines().position(|line| line.contains("age:")).map(|i| i + 1);
    assert_eq!((reading.faults.len(), reading.faults[0].0), (1, line), "{:?}", reading.faults);
}

#[test]
fn hostile_nesting_and_broken_bytes_are_refused_quickly() {
    for hostile in ["[".repeat(1_000_000), "Codebook(format: 1, stances: ".to_owned() + &"(".repeat(1_000_000)] {
        let reading = read::<CodebookRecord, _>(&hostile, |entry| entry).expect("no format is named");
        assert_eq!((reading.entries.len(), reading.faults.len()), (0, 1));
    }
    let many = "\n        Stance(".repeat(200_000);
    let reading = read::<CodebookRecord, _>(&many, |entry| entry).expect("no format is named");
    assert!(reading.entries.is_empty());
    assert!(text_of(b"Codebook(\xff)").is_err());
}

/// Strings that formats stumble over.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just("\\"),
        Just("\"#"),
        Just("\"##"),
        Just("#"),
        Just("\r"),
        Just("\n"),
        Just("\r\n"),
        Just("\0"),
        Just("\t"),
        Just("\u{202e}"),
        Just("\u{2066}"),
        Just("👩‍👧"),
        Just("e\u{301}"),
        Just("سلام"),
        Just("r#\""),
        Just("\n        Statement(\n"),
        Just("\n        ),\n"),
        Just("\n        Theme("),
        Just("/*"),
        Just("*/"),
        Just("//"),
        Just("\u{feff}"),
        Just("\u{2028}"),
        Just("),"),
        Just("a"),
        Just(" ")
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    option::of(prop_oneof![Just("2023-06-14"), Just("2022-09"), Just("0017")])
        .prop_map(|text| text.and_then(PartialDate::parse))
}

fn key() -> impl Strategy<Value = Option<char>> {
    option::of(prop_oneof![Just('1'), Just('"'), Just('\\'), Just('é'), Just('\n')])
}

prop_compose! {
    fn stance()(name in nasty(), definition in nasty(), position in option::of(-1.0..=1.0), key in key()) -> Stance {
        Stance { id: "x".into(), name, definition, position, colour: Hue::Teal, glyph: Glyph::Diamond, key }
    }
}

prop_compose! {
    fn theme()(name in nasty(), when in nasty(), parent in option::of("[a-z]{1,3}"), key in key()) -> Theme {
        let parent = parent.map(|id| id.as_str().into());
        Theme { name, when, parent, key, colour: key.map(|_| Hue::Pink), ..Theme::default() }
    }
}

prop_compose! {
    fn speaker()(name in nasty(), aliases in vec(nasty(), 0..3), role in nasty(), from in date(), until in date(), note in nasty()) -> Speaker {
        let held = RoleHeld { role, organisation: from.map(|_| "o".into()) };
        let affiliations = vec![Affiliation { held, from, until }];
        Speaker { id: "x".into(), name, kind: SpeakerKind::Group, aliases, affiliations, note, key: from.map(|_| 'k') }
    }
}

fn codebook() -> impl Strategy<Value = Codebook> {
    (vec(stance(), 0..3), vec(theme(), 0..3), vec(speaker(), 0..3)).prop_map(|(stances, themes, speakers)| {
        let mut codebook = Codebook::default();
        for (i, stance) in stances.into_iter().enumerate() {
            codebook.stances.push(Stance { id: format!("s{i}\"").as_str().into(), ..stance }).expect("is new");
        }
        for (i, theme) in themes.into_iter().enumerate() {
            codebook.themes.push(Theme { id: format!("t{i}\n").as_str().into(), ..theme }).expect("is new");
        }
        for (i, speaker) in speakers.into_iter().enumerate() {
            codebook.speakers.push(Speaker { id: format!("p{i}\\").as_str().into(), ..speaker }).expect("is new");
        }
        codebook
    })
}

/// What others made of the entries of `codebook`: each of those `picked` has one version that differs, or is deleted.
fn put_rivals(codebook: &mut Codebook, picked: &[(usize, bool, Theme)]) {
    for (at, is_deleted, other) in picked {
        let Some(theme) = codebook.themes.at(*at) else { continue };
        let edited = Rival::Edited(AnyEntry::Theme(Theme { id: theme.id().clone(), ..other.clone() }));
        let rival = if *is_deleted { Rival::Deleted } else { edited };
        codebook.rivals.entry(EntryId::Theme(theme.id().clone())).or_default().push(rival);
    }
}

fn meta() -> impl Strategy<Value = DocumentMeta> {
    let date = (date(), date(), any::<bool>())
        .prop_map(|(from, until, is_inferred)| from.map(|from| DocumentDate { from, until, is_inferred }));
    (nasty(), date, nasty(), btree_map(nasty(), nasty(), 0..3)).prop_map(|(title, date, note, variables)| {
        DocumentMeta { title: format!("T{title}"), date, note, variables, ..DocumentMeta::default() }
    })
}

fn statement() -> impl Strategy<Value = (usize, usize, Statement)> {
    let who = (nasty(), option::of(nasty()));
    (any::<u128>(), 0usize..60, 1usize..60, option::of(who), nasty(), nasty()).prop_map(
        |(id, start, len, who, theme, note)| {
            let held = |role| RoleHeld { role, organisation: None };
            let speakers =
                who.map(|(id, role)| Attribution { speaker: id.as_str().into(), role_override: role.map(held) });
            let statement = Statement {
                id: StatementId::new(uuid::Uuid::from_u128(id)),
                spans: Vec::new(),
                speakers: speakers.into_iter().collect(),
                theme: (!theme.is_empty()).then(|| theme.as_str().into()),
                stance: None,
                note,
                is_unsure: id % 2 == 0,
                created: jiff::Timestamp::from_second(1_700_000_000).expect("a time"),
                modified: jiff::Timestamp::from_microsecond(1_700_000_000_123_456).ok(),
            };
            (start, len, statement)
        },
    )
}

/// Cuts a passage of one span, or of two with a character between, out of `text`.
fn spans(text: &DocumentText, start: usize, len: usize) -> Option<Vec<Span>> {
    let end = (start + len).min(text.n_chars());
    let middle = usize::midpoint(start, end);
    if middle > start && middle + 1 < end {
        return Some(vec![text.span_from_chars(start, middle)?, text.span_from_chars(middle + 1, end)?]);
    }
    text.span_from_chars(start.min(end), end).map(|span| vec![span])
}

proptest! {
    #[test]
    fn every_codebook_survives_the_trip(
        codebook in codebook(),
        rivals in vec((0usize..3, any::<bool>(), theme()), 0..4),
    ) {
        let mut codebook = codebook;
        put_rivals(&mut codebook, &rivals);
        let written = file(&SaveJob::Codebook(codebook.clone()));
        prop_assert_eq!(codebook_from(&written), codebook);
    }

    #[test]
    fn every_corpus_file_survives_the_trip(
        metas in vec((meta(), vec(meta(), 0..2)), 0..4),
        queries in btree_map(nasty(), nasty(), 0..3),
    ) {
        let documents: Vec<DocumentEntry> =
            metas.into_iter().enumerate().map(|(i, (meta, rivals))| DocumentEntry {
                path: format!("{i} \"\\.txt").as_str().into(),
                meta,
                rivals,
            }).collect();
        let whole = CorpusFile { documents, queries };
        let written = file(&SaveJob::CorpusFile(whole.clone()));
        prop_assert_eq!(corpus_from(&written), whole);
    }

    #[test]
    fn every_set_survives_the_trip_by_the_fast_way_and_the_plain_one(
        words in vec(nasty(), 1..20),
        drafts in vec(statement(), 0..5),
        others in vec((0usize..6, option::of(statement())), 0..4),
    ) {
        let text = DocumentText::new(words.concat().replace('\r', ""));
        let place = |(start, len, statement)| Some(Statement { spans: spans(&text, start, len)?, ..statement });
        let mut set = AnnotationSet::new(Progress::Done, drafts.into_iter().filter_map(place));
        for (at, other) in others {
            // One of them is of no statement that is there.
            let id = set.statements().get(at).map_or(StatementId::new(uuid::Uuid::nil()), |statement| statement.id);
            let other = other.and_then(place).map(|other| Statement { id, ..other });
            let mut rivals = set.rivals().get(&id).cloned().unwrap_or_default();
            rivals.push(other.map_or(Rival::Deleted, Rival::Edited));
            set.set_rivals(id, rivals);
        }
        let key = SetKey::new("c\"".into(), "d\n        Statement(\n        ),\n.txt".into());
        let job = SaveJob::Set { key: key.clone(), set: set.clone(), text: Arc::new(text.clone()) };
        let written = file(&job);
        let (head, found) = set_from(&written, &text);
        prop_assert_eq!(found, set);
        prop_assert_eq!(head.document.as_str(), key.document.as_str());
        let plain: AnnotationSetRecord = options().from_str(&written).expect("is RON");
        prop_assert_eq!(write_record(&plain).expect("can be written"), written.as_str());
        let quick = read::<AnnotationSetRecord, _>(&written, |record| record).expect("format 1");
        let quick: Vec<_> = quick.entries.into_iter().map(|(_, record)| record).collect();
        prop_assert_eq!(quick, plain.statements);
    }
}
