//! Sentences and quotations against boundaries marked by hand.
//!
//! The fixtures in `fixtures/units` are texts with marks that occur in none of them:
//!
//! | mark | meaning |
//! |---|---|
//! | `⟦ ⟧` | a sentence |
//! | `⦃ ⦄` | the words of a quotation, which stand within one paragraph or begin and end there |
//! | `⧽` | the words end here, and the quotation goes on in a later paragraph |
//! | `⧼` | the innermost quotation that is not yet ended goes on here |
//!
//! Without its marks a `<document>.marked` is the document, byte for byte. `awkward.marked` holds cases, each behind a
//! line `# the trap`.

use crate::world::PATIENCE;
use proptest::prelude::*;
use standpoint::text::{
    Quotation, Span, quotations, quotations_at, sentence_after, sentence_at, sentence_before, sentences, without_marks,
};
use std::fs;
use std::path::{Path, PathBuf};

const MARKS: [char; 6] = ['⟦', '⟧', '⦃', '⦄', '⧽', '⧼'];

/// A text and the units that somebody saw in it.
struct Marked {
    text: String,
    sentences: Vec<Span>,
    /// The parts of each quotation, sorted by start, the outer first.
    quotations: Vec<Vec<Span>>,
}

impl Marked {
    fn parse(marked: &str) -> Self {
        let mut text = String::new();
        let (mut sentences, mut quotations) = (Vec::new(), Vec::new());
        let mut sentence_start = None;
        // Quotations whose words are being read, and those that wait for a later paragraph: the outer before the inner.
        let (mut running, mut waiting): (Vec<Vec<Span>>, Vec<Vec<Span>>) = (Vec::new(), Vec::new());
        for c in marked.chars() {
            let at = text.len();
            let open = Span::new(at, at);
            match c {
                '⟦' => assert_eq!(sentence_start.replace(at), None, "a sentence within one: {marked}"),
                '⟧' => sentences.push(Span::new(sentence_start.take().expect("a sentence begins"), at)),
                '⦃' => running.push(vec![open]),
                '⧼' => {
                    let mut parts = waiting.remove(0);
                    parts.push(open);
                    running.push(parts);
                }
                '⦄' | '⧽' => {
                    let mut parts = running.pop().expect("a quotation begins");
                    parts.last_mut().expect("it has a part").end = at;
                    if c == '⦄' { quotations.push(parts) } else { waiting.insert(0, parts) }
                }
                c => text.push(c),
            }
        }
        assert!(sentence_start.is_none() && running.is_empty() && waiting.is_empty(), "marks left open: {marked}");
        quotations.sort_by_key(|parts| (parts[0].start, std::cmp::Reverse(parts[parts.len() - 1].end)));
        Self { text, sentences, quotations }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/units")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents of the sample corpus, marked and as they are.
fn documents() -> Vec<(String, Marked, String)> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_docs");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(sample).expect("sample_docs").map(|e| e.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let marked = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name.clone(), Marked::parse(&read(&folder().join(format!("{name}.marked")))), read(&path))
    };
    paths.into_iter().map(marked).collect()
}

/// The cases of the second fixture, with their traps.
fn awkward() -> Vec<(String, Marked)> {
    let source = read(&folder().join("awkward.marked"));
    let cases = source.strip_prefix("# ").expect("begins with a trap").split("\n# ");
    let case = |case: &str| {
        let (trap, marked) = case.split_once('\n').expect("a case follows its trap");
        (trap.to_owned(), Marked::parse(marked.trim_end_matches('\n')))
    };
    cases.map(case).collect()
}

fn slices<'a>(text: &'a str, spans: &[Span]) -> Vec<&'a str> {
    spans.iter().map(|span| &text[span.start..span.end]).collect()
}

/// What differs between what was found and what is marked; empty when nothing does.
fn differences(name: &str, case: &Marked) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let mut note = |unit: &str, expected: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug| {
        writeln!(out, "{name}: {unit}\n  expected {expected:?}\n  found    {found:?}").expect("writes to a string");
    };
    let text = &case.text;
    let found = sentences(text);
    if found != case.sentences {
        note("sentences", &slices(text, &case.sentences), &slices(text, &found));
    }
    let found: Vec<Vec<Span>> = quotations(text).into_iter().map(|quotation| quotation.parts).collect();
    if found != case.quotations {
        let words = |all: &[Vec<Span>]| all.iter().map(|parts| slices(text, parts).join(" ¶ ")).collect::<Vec<_>>();
        note("quotations", &words(&case.quotations), &words(&found));
    }
    out
}

#[test]
fn the_fixtures_are_the_documents() {
    let documents = documents();
    assert_eq!(documents.len(), 5);
    for (name, marked, document) in documents {
        assert!(!document.contains(MARKS), "{name} holds a mark itself");
        assert!(marked.text == document, "{name}.marked without its marks is not the document");
    }
}

#[test]
fn every_sentence_and_quotation_of_the_documents_is_found() {
    let wrong: String = documents().iter().map(|(name, marked, _)| differences(name, marked)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_awkward_case_is_read_right() {
    let cases = awkward();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    assert!(cases.iter().map(|(_, case)| case.sentences.len()).sum::<usize>() >= 200);
    let wrong: String = cases.iter().map(|(trap, case)| differences(trap, case)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// All texts of the fixtures.
fn texts() -> Vec<String> {
    let documents = documents().into_iter().map(|(_, marked, _)| marked.text);
    documents.chain(awkward().into_iter().map(|(_, case)| case.text)).collect()
}

/// Holds for every text whose paragraphs are short.
fn check_places(text: &str) {
    let all = sentences(text);
    assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start), "out of order in {text:?}");
    for span in &all {
        let slice = &text[span.start..span.end];
        assert!(!slice.is_empty() && slice.trim() == slice && !slice.contains('\n'), "{slice:?} in {text:?}");
    }
    let quoted = quotations(text);
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        if let Some(sentence) = all.iter().find(|span| span.contains(at)) {
            assert_eq!(sentence_at(text, at), *sentence, "sentence at {at} of {text:?}");
        }
        assert_eq!(
            sentence_after(text, at),
            all.iter().copied().find(|span| span.start > at),
            "after {at} of {text:?}"
        );
        let before = all.iter().copied().rfind(|span| span.end <= at);
        assert_eq!(sentence_before(text, at), before, "before {at} of {text:?}");
        let around = |quotation: &&Quotation| quotation.outer.contains(at);
        let around: Vec<Quotation> = quoted.iter().filter(around).rev().cloned().collect();
        assert_eq!(quotations_at(text, Span::new(at, at)), around, "quotations at {at} of {text:?}");
    }
    for quotation in &quoted {
        let words = quotation.parts.iter().map(|part| &text[part.start..part.end]);
        assert!(words.clone().all(|words| words.trim() == words && !words.is_empty()), "{quotation:?} of {text:?}");
        assert!(quotation.outer.start < quotation.parts[0].start, "{quotation:?} of {text:?}");
        assert!(quotation.parts.iter().all(|part| part.end <= quotation.outer.end), "{quotation:?} of {text:?}");
        assert!(quotation.parts.windows(2).all(|pair| text[pair[0].end..pair[1].start].contains('\n')));
    }
}

#[test]
fn units_at_a_place_are_those_of_the_whole_text() {
    for text in texts() {
        check_places(&text);
    }
}

#[test]
fn outer_spans_run_from_mark_to_mark() {
    for (_, marked, _) in documents() {
        let text = &marked.text;
        let all = quotations(text);
        for (n, quotation) in all.iter().enumerate() {
            let outer = &text[quotation.outer.start..quotation.outer.end];
            assert!(outer.starts_with(['“', '‘']) && outer.ends_with(['”', '’', '"']), "{outer}");
            assert_eq!(without_marks(text, quotation.outer).map(|span| span.start), Some(quotation.parts[0].start));
            let selection = Span::new(quotation.parts[0].start + 1, quotation.outer.end - 4);
            assert_eq!(quotations_at(text, selection).first(), Some(&all[n]));
        }
    }
}

#[test]
fn marks_at_the_ends_of_a_choice_fall_away() {
    for (choice, expected) in [
        ("“It works.”", Some("It works.")),
        ("“It works.", Some("It works.")),
        ("It works.” ", Some("It works.")),
        ("“It works,” he said.", Some("“It works,” he said.")),
        ("“It ‘works’”", Some("It ‘works’")),
        ("“‘It works’”", Some("It works")),
        ("the ministers’", Some("the ministers’")),
        ("it works.’", Some("it works.")),
        ("“a” and “b”", Some("“a” and “b”")),
        ("”", None),
        ("“ ”", None),
        ("  ", None),
    ] {
        let found = without_marks(choice, Span::new(0, choice.len()));
        assert_eq!(found.map(|span| &choice[span.start..span.end]), expected, "{choice:?}");
    }
}

#[test]
fn a_line_of_megabytes_is_no_hindrance() {
    let sentence = "“We will,” said Dr. No. “Won’t we?” asked J. K. Smith of ‘the ministers’ offices’ there. ";
    let text = sentence.repeat(2 * 1024 * 1024 / sentence.len());
    let all = sentences(&text);
    let middle = all[all.len() / 2];
    assert_eq!(sentence_at(&text, middle.start + 3), middle);
    assert_eq!(sentence_after(&text, middle.start), Some(all[all.len() / 2 + 1]));
    assert_eq!(sentence_before(&text, middle.start), Some(all[all.len() / 2 - 1]));
    let quoted = quotations(&text);
    let chosen = &quoted[quoted.len() / 2];
    assert_eq!(quotations_at(&text, chosen.parts[0]).first(), Some(chosen));
}

/// Each of these took time that grew with the square of the length.
#[test]
fn no_text_makes_units_slow() {
    let started = std::time::Instant::now();
    let asked = "“Why?” Lord Darzi Of Denham Himself ".repeat(60_000);
    assert!(!sentences(&asked).is_empty());
    let marks = format!("So it is{}", "”".repeat(200_000));
    assert_eq!(without_marks(&marks, Span::new(0, marks.len())).map(|span| span.start), Some(0));
    let near = format!("So it is{}", "”".repeat(20_000));
    assert_eq!(without_marks(&near, Span::new(0, near.len())).map(|span| span.start), Some(0));
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_taken_apart_and_found_again(pieces in proptest::collection::vec(piece(), 0..24)) {
        check_places(&pieces.concat());
    }
}

/// Bits of text that boundaries hang on.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &[
            "“",
            "”",
            "‘",
            "’",
            "\"",
            "'",
            "„",
            "«",
            "»",
            "「",
            "」",
            ".",
            "!",
            "?",
            "…",
            "。",
            "؟",
            ",",
            "-",
            "–",
            "(",
            ")",
            "[1]",
            " ",
            " ",
            " ",
            "\u{a0}",
            "\n",
            "\n\n",
            "\u{2028}",
            "\t",
            "Word",
            "word",
            "words",
            "Dr",
            "No",
            "U.S.",
            "1",
            "10",
            "A",
            "I",
            "s",
            "n",
            "e\u{301}",
            "\u{301}",
            "👩‍👧",
            "他",
            "と",
            "سلام",
            "•",
            "*",
            "The",
            "said",
        ][..],
    )
}
