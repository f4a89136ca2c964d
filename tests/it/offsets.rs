//! Places are code points of the decoded text, in files and in exports, whatever the document is made of.
//!
//! What is right is worked out here anew: by characters, with no help of the program.

use crate::coded::apply;
use crate::notation::{id, statement};
use crate::world::{PATIENCE, World};
use proptest::prelude::*;
use proptest::sample::select;
use standpoint::edit::Edit;
use standpoint::exchange::{Filter, Format, ReportOptions, export};
use standpoint::model::{Corpus, Statement};
use standpoint::store::{Severity, open_whole};
use std::sync::Arc;

/// How a document is written to its file.
#[derive(Clone, Copy, Debug)]
enum Writing {
    Utf8,
    Utf8WithMark,
    Utf16Le,
    Utf16Be,
}

impl Writing {
    fn bytes(self, text: &str) -> Vec<u8> {
        let pairs = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8WithMark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16Le => [&b"\xFF\xFE"[..], &pairs(u16::to_le_bytes)].concat(),
            Self::Utf16Be => [&b"\xFE\xFF"[..], &pairs(u16::to_be_bytes)].concat(),
        }
    }
}

/// What stands in the document once it is decoded: every line break is one line feed.
fn decoded(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut is_behind_return = false;
    for c in text.chars() {
        match c {
            '\n' if is_behind_return => {}
            '\r' => out.push('\n'),
            c => out.push(c),
        }
        is_behind_return = c == '\r';
    }
    out
}

/// Texts of many scripts with line breaks of every kind; never empty.
fn texts() -> impl Strategy<Value = String> {
    const PIECES: [&str; 20] = [
        "The bank",
        " said ",
        "no",
        ".",
        "\r\n",
        "\r",
        "\n",
        "👩‍👧‍👦",
        "🇬🇧",
        "👍🏽",
        "e\u{301}",
        "n\u{303}\u{323}",
        "é",
        "قال الوزير",
        "سَلَام",
        "שלום",
        "日本",
        "\u{202e}rtl\u{202c}",
        "\t\"q\",;",
        "=1+1",
    ];
    proptest::collection::vec(select(&PIECES[..]), 1..60).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// A text, how it is written, and numbers from which passages are made.
fn documents() -> impl Strategy<Value = (String, Writing, Vec<Vec<prop::sample::Index>>)> {
    let writing = select(vec![Writing::Utf8, Writing::Utf8WithMark, Writing::Utf16Le, Writing::Utf16Be]);
    let ends = proptest::collection::vec(any::<prop::sample::Index>(), 2..=6);
    (texts(), writing, proptest::collection::vec(ends, 1..5))
}

/// One to three spans of code points, in order, none touching the next; none when the text is too short.
fn passage(ends: &[prop::sample::Index], n_chars: usize) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = ends.iter().map(|end| end.index(n_chars + 1)).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Bytes before code point `at`.
fn byte_of(chars: &[char], at: usize) -> usize {
    chars[..at].iter().map(|c| c.len_utf8()).sum()
}

fn words(chars: &[char], (start, end): (usize, usize)) -> String {
    chars[start..end].iter().collect()
}

fn exported(corpus: &Corpus, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let summary = export(corpus, &Filter::default(), format, &ReportOptions::default(), &mut bytes);
    assert_eq!(summary.expect("memory does not fail").n_left_out, 0);
    bytes
}

/// A row of an export as far as places go: start, end, passage, before, after.
type Place = (usize, usize, String, String, String);

fn expected(chars: &[char], spans: &[(usize, usize)]) -> Place {
    let (start, end) = (spans[0].0, spans[spans.len() - 1].1);
    let passage: Vec<String> = spans.iter().map(|span| words(chars, *span)).collect();
    let before = words(chars, (start.saturating_sub(32), start));
    let after = words(chars, (end, chars.len().min(end + 32)));
    (start, end, passage.join(" […] "), before, after)
}

fn check_jsonl(corpus: &Corpus, expected: &[(Place, Vec<(usize, usize)>)]) {
    let bytes = exported(corpus, Format::Jsonl);
    let text = String::from_utf8(bytes).expect("JSON lines are UTF-8");
    let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, (place, spans)) in rows.iter().zip(expected) {
        let number = |key: &str| row[key].as_u64().expect("a number") as usize;
        let word = |key: &str| row[key].as_str().expect("a text").to_owned();
        let found = (number("start"), number("end"), word("passage"), word("before"), word("after"));
        assert_eq!(&found, place);
        assert_eq!(row["spans"], serde_json::json!(spans));
    }
}

fn check_csv(corpus: &Corpus, expected: &[(Place, Vec<(usize, usize)>)]) {
    let bytes = exported(corpus, Format::CsvExact);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, (place, _)) in rows.iter().zip(expected) {
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name).expect("a column");
            row[at].to_owned()
        };
        let number = |name: &str| cell(name).parse::<usize>().expect("a number");
        let found = (number("start"), number("end"), cell("passage"), cell("before"), cell("after"));
        assert_eq!(&found, place);
    }
}

/// Codes the passages in a document written so; everything that is kept and exported must be right by characters.
fn check(text: &str, writing: Writing, passages: &[Vec<(usize, usize)>]) {
    let chars = decoded(text);
    let world = World::new(&[]);
    let bytes = writing.bytes(text);
    world.write("a.txt", &bytes);
    let mut session = world.session("ann");
    let set = session.key(&"a.txt".into());
    let mut coded: Vec<(Vec<(usize, usize)>, u128)> = Vec::new();
    for (spans, n) in passages.iter().filter(|spans| !spans.is_empty()).zip(1..) {
        let in_bytes: Vec<_> = spans.iter().map(|(a, b)| (byte_of(&chars, *a), byte_of(&chars, *b))).collect();
        let value: Statement = statement(n, &in_bytes);
        let edit = Edit::Statement { set: set.clone(), id: id(n), value: Some(Arc::new(value)) };
        apply(&mut session, edit);
        coded.push((spans.clone(), n));
    }
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    drop(session);
    coded.sort_by_key(|(spans, n)| (spans[0].0, spans[spans.len() - 1].1, *n));

    assert_eq!(std::fs::read(world.root().join("a.txt")).expect("is there"), bytes, "a document is never written");
    let file = world.read("annotations/ann/a.txt.ron");
    for (spans, _) in &coded {
        let written: Vec<String> = spans.iter().map(|(start, end)| format!("({start}, {end})")).collect();
        assert!(file.contains(&format!("spans: [{}],\n", written.join(", "))), "{spans:?} are not in\n{file}");
    }
    let whole = open_whole(world.root()).expect("opens");
    let errors: Vec<_> = whole.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let read = whole.corpus.documents()[0].ready_text().expect("is read");
    assert_eq!(read.as_str().chars().collect::<Vec<_>>(), chars);
    let statements = whole.corpus.set(&set).map(|set| set.statements().to_vec()).unwrap_or_default();
    assert_eq!(statements.len(), coded.len());
    for (statement, (spans, _)) in statements.iter().zip(&coded) {
        let found: Vec<&str> = statement.fragments(read).collect();
        assert_eq!(found, spans.iter().map(|span| words(&chars, *span)).collect::<Vec<_>>());
    }
    let expected: Vec<_> = coded.iter().map(|(spans, _)| (expected(&chars, spans), spans.clone())).collect();
    check_jsonl(&whole.corpus, &expected);
    check_csv(&whole.corpus, &expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_in_every_script_is_right_by_characters((text, writing, ends) in documents()) {
        let n_chars = decoded(&text).len();
        let passages: Vec<_> = ends.iter().map(|ends| passage(ends, n_chars)).collect();
        check(&text, writing, &passages);
    }
}

#[test]
fn each_trap_by_itself() {
    for text in [
        "👩‍👧‍👦 said 👍🏽 and 🇬🇧.",
        "e\u{301}te\u{301} n\u{303}\u{323}o",
        "one\r\ntwo\r\n\r\nthree",
        "one\rtwo\r\rthree",
        "one\r\ntwo\rthree\nfour\n\rfive",
        "قال الوزير: «سَلَام» no",
        "שלום\u{202e} said\u{202c} no",
    ] {
        let n = decoded(text).len();
        for writing in [Writing::Utf8, Writing::Utf8WithMark, Writing::Utf16Le, Writing::Utf16Be] {
            let each: Vec<_> = (0..n).map(|at| vec![(at, at + 1)]).collect();
            check(text, writing, &each);
            check(text, writing, &[vec![(0, n)], vec![(0, 1), (2, n)]]);
        }
    }
}

#[test]
fn a_cut_passage_counts_its_gap_and_context_stops_at_the_ends() {
    let text = format!("{}“Yes”, he said, “no”.{}", "é".repeat(40), "ñ".repeat(40));
    check(&text, Writing::Utf8, &[vec![(41, 44), (57, 59)]]);
    let chars = decoded(&text);
    let (start, end, passage, before, after) = expected(&chars, &[(41, 44), (57, 59)]);
    assert_eq!((start, end, passage.as_str()), (41, 59, "Yes […] no"));
    assert_eq!((before.chars().count(), after.chars().count()), (32, 32));
}
