//! Hostile files of ours: sets, codebooks and corpus files from anyone. Each hazard is told with file, line, cause and
//! remedy, and nothing is lost or written over.

use crate::hostile::opened;
use crate::notation::{id, statement};
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use standpoint::edit::{Edit, Focus};
use standpoint::model::{DocumentMeta, Theme};
use standpoint::session::{Change, Session};
use standpoint::store::{Problem, Severity};
use std::sync::Arc;
use std::time::Duration;

/// The set under test.
pub const SET: &str = "annotations/ann/a.txt.ron";
/// The text it stands on.
pub const TEXT: &str = "The bank said no.\nIt e\u{301} is no bank.\n";

/// A statement on “bank”, with `fields` added.
pub fn bank(n: u128, fields: &str) -> String {
    format!(
        "        Statement(\n            id: \"{}\",\n            spans: [(4, 8)],\n            quote: [\"bank\"],\n{fields}            \
         created: \"2026-11-21T19:02:11Z\",\n        ),\n",
        id(n)
    )
}

/// A set of `statements`.
pub fn set(statements: &str) -> String {
    format!(
        "AnnotationSet(\n    format: 1,\n    document: \"a.txt\",\n    text: \"{}\",\n    coder: \"ann\",\n    statements: [\n{statements}    ],\n)\n",
        standpoint::text::DocumentText::new(TEXT).hash()
    )
}

/// A theme with `fields`.
pub fn theme(fields: &str) -> String {
    format!("        Theme(\n{fields}        ),\n")
}

/// A codebook of `entries`, all themes.
pub fn themes(entries: &str) -> String {
    format!("Codebook(\n    format: 1,\n    themes: [\n{entries}    ],\n)\n")
}

/// A problem of `file` whose cause holds `cause`.
pub fn told<'s>(session: &'s Session, file: &str, cause: &str) -> &'s Problem {
    let found = session.problems().iter().find(|problem| problem.path.ends_with(file) && problem.cause.contains(cause));
    let problem = found.unwrap_or_else(|| panic!("{file}: {cause}: {:?}", session.problems()));
    assert!(!problem.remedy.is_empty() && problem.cause.chars().count() < 420, "{problem:?}");
    problem
}

/// Opens a corpus with `content` in `file`, finds a problem with `cause` at `line`, and sees that neither reading
/// nor editing changes a byte.
pub fn held(file: &str, content: impl AsRef<[u8]>, cause: &str, line: impl Into<Option<usize>>) -> Session {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write(file, content);
    let before = world.bytes();
    let mut session = opened(&world);
    let problem = told(&session, file, cause);
    assert_eq!((problem.line, problem.severity), (line.into(), Severity::Error), "{problem:?}");
    let edit = match file {
        "codebook.ron" => {
            let value = Theme { id: "new".into(), name: "New".to_owned(), ..Theme::default() };
            Edit::Theme { id: "new".into(), value: Some((0, value)) }
        }
        "corpus.ron" => {
            let value = DocumentMeta { title: "Mine".to_owned(), ..DocumentMeta::default() };
            Edit::Document { path: "a.txt".into(), value }
        }
        _ => {
            let value = Some(Arc::new(statement(99, &[(0, 3)])));
            Edit::Statement { set: session.key(&"a.txt".into()), id: id(99), value }
        }
    };
    let refused = session.apply(Change::new("edit", edit, Focus::default())).is_err();
    assert!(refused || !session.flush(Duration::from_millis(300)), "{file} is held");
    assert_eq!(world.bytes(), before, "nothing is written over");
    standpoint(["check"]).arg(world.root()).ends_with(1);
    assert_eq!(world.bytes(), before);
    session
}

fn n_shown(session: &Session) -> usize {
    session.set(&"a.txt".into()).map_or(0, standpoint::model::AnnotationSet::len)
}

#[test]
fn deep_nesting_is_told_and_read_around() {
    let deep = "(".repeat(100_000);
    let session = held(
        SET,
        set(&(bank(1, "") + &bank(2, &format!("            note: {deep},\n")))),
        "Statement could not be read",
        17,
    );
    assert_eq!(n_shown(&session), 1);
    held(
        "codebook.ron",
        themes(&theme(&format!("            id: {},\n", "[".repeat(100_000)))),
        "Theme could not be read",
        5,
    );
    held("corpus.ron", format!("Corpus(format: 1, documents: {})", "[".repeat(1_000_000)), "from here on", 1);
}

#[test]
fn huge_numbers_are_told() {
    for spans in ["(0, 99999999999999999999999999)", "(-1, 3)", "(0, 1e300)", "(0, NaN)"] {
        let broken = bank(2, "").replace("(4, 8)", spans);
        let session = held(SET, set(&(bank(1, "") + &broken)), "Statement could not be read", 15);
        assert_eq!(n_shown(&session), 1);
    }
    held(SET, set("").replace("format: 1", "format: 99999999999999999999"), "from here on", 2);
    let scale = "Codebook(\n    format: 1,\n    stances: [\n        Stance(\n            id: \"a\",\n            name: \"A\",\n            position: 1e300,\n        ),\n    ],\n)\n";
    held("codebook.ron", scale, "position does not lie between", 4);
    held("codebook.ron", scale.replace("1e300", "NaN"), "position does not lie between", 4);
}

#[test]
fn huge_strings_are_read_whole_or_told_briefly() {
    let world = World::new(&[("a.txt", TEXT)]);
    let note = "é".repeat(5_000_000);
    world.write(SET, set(&bank(1, &format!("            note: \"{note}\",\n"))));
    let before = world.bytes();
    let session = opened(&world);
    let shown = session.set(&"a.txt".into()).and_then(|set| set.get(id(1)).map(|statement| statement.note.len()));
    assert_eq!(shown, Some(note.len()), "{:?}", session.problems());
    assert_eq!(world.bytes(), before);
    let broken = bank(1, "").replace("\"bank\"", &format!("\"{note}\""));
    waits(&broken, &note);
    let unknown = World::new(&[("a.txt", TEXT)]);
    unknown.write(SET, set(&bank(1, &format!("            theme: \"{note}\",\n"))));
    told(&opened(&unknown), SET, "which the codebook does not hold");
}

#[test]
fn fields_said_twice_are_told_and_the_rest_is_read() {
    let twice = bank(2, "            note: \"one\",\n            note: \"two\",\n");
    let session = held(SET, set(&(bank(1, "") + &twice)), "duplicate field", 18);
    assert_eq!(n_shown(&session), 1);
    held(SET, set("").replace("    coder", "    text: \"x\",\n    coder"), "duplicate field", 5);
    held(
        "codebook.ron",
        themes(&theme("            id: \"a\",\n            name: \"A\",\n            name: \"B\",\n")),
        "duplicate field",
        7,
    );
    let document = "        Document(\n            path: \"a.txt\",\n            title: \"x\",\n            title: \"y\",\n        ),\n";
    held(
        "corpus.ron",
        format!("Corpus(\n    format: 1,\n    documents: [\n{document}    ],\n)\n"),
        "duplicate field",
        7,
    );
}

#[test]
fn keys_said_twice_in_a_map_are_told() {
    let overrides = "            speakers: [\"x\"],\n            overrides: {\"x\": Override(role: \"a\"), \"x\": Override(role: \"b\")},\n";
    held(SET, set(&bank(1, overrides)), "“x” is there twice", 12);
    let document = "        Document(\n            path: \"a.txt\",\n            variables: {\"v\": \"1\", \"v\": \"2\"},\n        ),\n";
    held(
        "corpus.ron",
        format!("Corpus(\n    format: 1,\n    documents: [\n{document}    ],\n)\n"),
        "“v” is there twice",
        6,
    );
}

#[test]
fn ids_said_twice_are_told_and_the_first_is_shown() {
    let session =
        held(SET, set(&(bank(1, "") + &bank(1, "            note: \"other\",\n"))), "same id as one above", 13);
    assert_eq!(n_shown(&session), 1);
    let a = theme("            id: \"a\",\n            name: \"A\",\n");
    held("codebook.ron", themes(&(a.clone() + &a.replace("\"A\"", "\"B\""))), "another theme above has the same id", 8);
    let document = "        Document(\n            path: \"a.txt\",\n            title: \"x\",\n        ),\n";
    held(
        "corpus.ron",
        format!("Corpus(\n    format: 1,\n    documents: [\n{document}{document}    ],\n)\n"),
        "described twice",
        8,
    );
    held(SET, set(&bank(1, "            speakers: [\"x\", \"x\"],\n")), "names a speaker twice", 7);
    held(SET, set(&bank(1, "").replace(&id(1).to_string(), "no-uuid")), "no UUID", 7);
}

#[test]
fn spans_that_lie_nowhere_are_told_and_kept() {
    for (spans, quote, cause) in [
        ("[(8, 4)]", "[\"bank\"]", "covers nothing"),
        ("[(4, 4)]", "[\"\"]", "covers nothing"),
        ("[(4, 8), (6, 10)]", "[\"bank\", \"nk s\"]", "overlap, touch or are out of order"),
        ("[(4, 8), (8, 9)]", "[\"bank\", \" \"]", "overlap, touch or are out of order"),
        ("[(9, 13), (4, 8)]", "[\"said\", \"bank\"]", "overlap, touch or are out of order"),
        ("[]", "[]", "no span"),
        ("[(4, 8)]", "[\"bank\", \"said\"]", "does not quote each"),
    ] {
        let broken = bank(2, "").replace("[(4, 8)]", spans).replace("[\"bank\"]", quote);
        let session = held(SET, set(&(bank(1, "") + &broken)), cause, 13);
        assert_eq!(n_shown(&session), 1);
    }
}

/// Reads a set with `broken` behind a sound statement: it waits to be placed, and an edit keeps its `words`.
fn waits(broken: &str, words: &str) {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write(SET, set(&(bank(3, "") + broken)));
    let before = world.bytes();
    let mut session = opened(&world);
    assert_eq!(told(&session, SET, "placed").severity, Severity::Notice);
    assert_eq!((n_shown(&session), world.bytes() == before), (1, true));
    let key = session.key(&"a.txt".into());
    crate::coded::apply(&mut session, Edit::Progress { set: key, value: standpoint::model::Progress::Done });
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    assert!(world.read(SET).contains(words), "nothing is lost");
}

#[test]
fn spans_that_do_not_hold_their_words_wait_and_keep_them() {
    for spans in ["[(4, 800)]", "[(900, 904)]", "[(5, 9)]", "[(0, 18446744073709551615)]"] {
        waits(&bank(2, "").replace("[(4, 8)]", spans).replace("\"bank\"", "\"a bank of old\""), "a bank of old");
    }
}

#[test]
fn a_span_inside_a_character_as_it_is_seen_keeps_its_words() {
    let world = World::new(&[("a.txt", TEXT)]);
    let inside = bank(1, "").replace("(4, 8)", "(21, 22)").replace("\"bank\"", "\"e\"");
    world.write(SET, set(&inside));
    let before = world.bytes();
    let session = opened(&world);
    assert_eq!(n_shown(&session), 1, "{:?}", session.problems());
    assert_eq!(world.bytes(), before);
}

#[test]
fn unknown_fields_hold_the_file() {
    let session = held(SET, set(&(bank(1, "") + &bank(2, "            mood: \"sad\",\n"))), "mood", 17);
    assert_eq!(n_shown(&session), 1);
    held(SET, set("").replace("    text", "    mood: 1,\n    text"), "mood", 4);
    held(
        "codebook.ron",
        themes(&theme("            id: \"a\",\n            name: \"A\",\n            mood: 1,\n")),
        "mood",
        7,
    );
    held("corpus.ron", "Corpus(\n    format: 1,\n    mood: 1,\n)\n", "mood", 3);
}

#[test]
fn newer_and_unknown_formats_hold_the_file() {
    for (format, cause) in [("4294967295", "newer than this version"), ("0", "no version of Standpoint wrote")] {
        let session = held(SET, set(&bank(1, "")).replace("format: 1", &format!("format: {format}")), cause, 2);
        assert_eq!(n_shown(&session), 0);
        held("codebook.ron", themes("").replace("format: 1", &format!("format: {format}")), cause, 2);
        held("corpus.ron", format!("Corpus(\n    format: {format},\n    new: [],\n)\n"), cause, 2);
    }
}

#[test]
fn bytes_that_are_no_text_hold_the_file() {
    held(SET, [b"AnnotationSet(\n    format: 1,\n    coder: \"".as_slice(), b"\xC3\x28\"\n)"].concat(), "not UTF-8", 3);
    let utf16: Vec<u8> = themes("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    held("codebook.ron", &utf16, "from here on", 1);
    held("codebook.ron", [b"\xFF\xFE".as_slice(), &utf16].concat(), "not UTF-8", 1);
    held("corpus.ron", "Corpus(\n    format: 1,\n\0)", "from here on", 3);
}

#[test]
fn what_a_person_changed_by_hand_keeps_its_controls() {
    // Zero bytes, overrides and escapes in a note are text like any other: kept as they are, and told as marks.
    let world = World::new(&[("a.txt", TEXT)]);
    world.write(
        SET,
        set(&bank(
            1,
            "            theme: \"t\u{202e}\u{1b}[2J\u{0}\",\n            note: \"a\u{202e}\u{0}\u{feff}\",\n",
        )),
    );
    let mut session = opened(&world);
    let problem = told(&session, SET, "‹RLO›").to_string();
    assert!(problem.contains("‹ESC›[2J‹NUL›") && !problem.contains(char::is_control), "{problem}");
    let key = session.key(&"a.txt".into());
    crate::coded::apply(&mut session, Edit::Progress { set: key, value: standpoint::model::Progress::Done });
    assert!(session.flush(PATIENCE));
    assert!(world.read(SET).contains("note: \"a\u{202e}\u{0}\u{feff}\""));
    let check = standpoint(["check"]).arg(world.root()).ends_with(1);
    assert!(!check.out.contains(['\u{1b}', '\u{202e}', '\0']), "{}", check.out);
}
