//! What goes out comes back, and what does not fit is refused by its line.

use super::*;
use crate::edit::apply;
use crate::exchange::{Filter, ReportOptions, export};
use crate::model::testing::{TEXT, bare_corpus, corpus, id, statement};
use crate::model::{Attribution, RoleHeld, SetKey, Statement, Unplaced};
use proptest::prelude::*;
use std::sync::Arc;

fn exported(corpus: &Corpus, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let summary = export(corpus, &Filter::default(), format, &ReportOptions::default(), &mut bytes);
    assert!(summary.is_ok_and(|summary| summary.n_left_out == 0));
    bytes
}

/// Imports into `corpus`, applies, and gives the plan.
fn imported(corpus: &mut Corpus, mut bytes: &[u8], format: Format, coder: Option<&str>) -> ImportPlan {
    let mut n = 1_000_000;
    let mut new_id = || {
        n += 1;
        id(n)
    };
    let options = ImportOptions { format, coder: coder.map(Into::into) };
    let plan = import(corpus, &mut bytes, &options, &mut new_id, Timestamp::UNIX_EPOCH).expect("readable");
    apply(corpus, plan.edit.clone()).expect("the plan fits");
    plan
}

fn refusals(rows: &str) -> Vec<String> {
    let plan = imported(&mut corpus(), rows.as_bytes(), Format::Jsonl, Some("ann"));
    plan.refused.iter().map(ToString::to_string).collect()
}

fn put(corpus: &mut Corpus, coder: &str, document: &str, statement: Statement) {
    let key = SetKey::new(coder.into(), document.into());
    corpus.change_set(&key, |set| set.set(statement.id, Some(Arc::new(statement))));
}

fn statements(corpus: &Corpus) -> Vec<Arc<Statement>> {
    corpus.sets().values().flat_map(|set| set.statements().to_vec()).collect()
}

/// A passage of one to three spans over character borders of [`TEXT`].
fn passages() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let borders: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
    let n = borders.len();
    proptest::sample::subsequence((0..n).collect::<Vec<_>>(), 2..=6).prop_map(move |mut picked| {
        picked.truncate(picked.len() / 2 * 2);
        picked.chunks(2).map(|pair| (borders[pair[0]], borders[pair[1]])).collect()
    })
}

fn voices() -> impl Strategy<Value = Attribution> {
    let held = ("(|=secretary|a; b|x\\\\)", proptest::option::of("(nhs-wales|andrew-goodall)"));
    let held =
        held.prop_map(|(role, organisation)| RoleHeld { role, organisation: organisation.map(|id| (*id).into()) });
    ("(nhs-wales|andrew-goodall|jane-doe)", proptest::option::of(held))
        .prop_map(|(speaker, role_override)| Attribution { speaker: speaker.as_str().into(), role_override })
}

fn readings() -> impl Strategy<Value = (String, String, Statement)> {
    let entries = (
        proptest::option::of("(pay|workforce|devolution)"),
        proptest::option::of("(supports|opposes|unclear)"),
        proptest::collection::vec(voices(), 0..3),
    );
    let told = ("['=@\\-;, \"é\r\n]{0,8}", -4_000_000_000_i64..4_000_000_000, proptest::option::of(0_i64..1_000_000));
    ("(ann|zoe)", "(a[.]txt|b[.]txt|news/c[.]txt)", any::<u128>(), passages(), entries, told).prop_map(
        |(coder, document, n, spans, (theme, stance, mut speakers), (note, created, modified))| {
            speakers.sort_by(|a, b| a.speaker.cmp(&b.speaker));
            speakers.dedup_by(|a, b| a.speaker == b.speaker);
            let value = Statement {
                theme: theme.map(|id| id.as_str().into()),
                stance: stance.map(|id| id.as_str().into()),
                speakers,
                note,
                created: Timestamp::from_millisecond(created).unwrap_or_default(),
                modified: modified.and_then(|second| Timestamp::from_second(second).ok()),
                is_unsure: n % 2 == 1,
                ..statement(n, &spans)
            };
            (coder, document, value)
        },
    )
}

proptest! {
    #[test]
    fn what_was_exported_comes_back_byte_for_byte(all in proptest::collection::vec(readings(), 0..6)) {
        let mut full = corpus();
        for (coder, document, value) in all {
            // A passage whose spans touch is none.
            if value.fits(full.document(&document.as_str().into()).and_then(|d| d.ready_text()).expect("a text")) {
                put(&mut full, &coder, &document, value);
            }
        }
        for format in [Format::Jsonl, Format::CsvExact, Format::Csv] {
            let bytes = exported(&full, format);
            let mut copy = corpus();
            let plan = imported(&mut copy, &bytes, format, None);
            prop_assert_eq!(&plan.refused, &Vec::new());
            prop_assert!(plan.new_themes.is_empty() && plan.new_speakers.is_empty() && plan.new_stances.is_empty());
            prop_assert_eq!(exported(&copy, format), bytes.clone());
            let again = imported(&mut copy, &bytes, format, None);
            prop_assert!(again.is_empty() && again.refused.is_empty(), "{:?}", again.refused);
            if format == Format::Jsonl {
                prop_assert_eq!(exported(&copy, Format::Csv), exported(&full, Format::Csv));
                prop_assert!(statements(&copy).iter().zip(statements(&full)).all(|(a, b)| a.spans == b.spans));
            }
        }
        let columns = |bytes: &[u8]| -> Vec<Vec<serde_json::Value>> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let keep = ["id", "document", "start", "end", "passage", "speakers", "roles", "organisations", "theme",
                "theme_path", "stance", "stance_value", "note", "created", "modified", "spans"];
            let of = |line: &str| {
                let row: serde_json::Value = serde_json::from_str(line).expect("our JSON");
                keep.iter().map(|key| row[key].clone()).collect()
            };
            text.lines().map(of).collect()
        };
        let bytes = exported(&full, Format::Jsonl);
        let mut bare = bare_corpus();
        prop_assert_eq!(imported(&mut bare, &bytes, Format::Jsonl, None).refused, Vec::new());
        prop_assert_eq!(columns(&exported(&bare, Format::Jsonl)), columns(&bytes));
    }

    #[test]
    fn no_line_makes_an_import_panic(line in "[\\x00-\\x7f]{0,60}", key in "(start|end|spans|speakers|quote|id)") {
        for rows in [line.clone(), format!("{{\"document\":\"a.txt\",\"{key}\":{line}}}")] {
            imported(&mut corpus(), rows.as_bytes(), Format::Jsonl, Some("ann"));
        }
        imported(&mut corpus(), format!("document,{key}\na.txt,{line}").as_bytes(), Format::Csv, Some("ann"));
    }
}

#[test]
fn a_row_that_does_not_fit_is_refused_with_its_line_and_the_rest_goes_in() {
    let rows = r#"{"document":"a.txt","start":0,"end":2,"passage":"He"}
not json

{"document":"a.txt","start":0,"end":2,"passage":"Ha"}
{"document":"a.txt","start":0,"end":9999999999999999999}
{"document":"x.txt","start":0,"end":2}
{"document":"a.txt","start":2,"end":2}
{"document":"a.txt","spans":[[0,2],[2,4]]}
{"document":"a.txt","quote":"good"}
{"document":"a.txt","quote":"said","stance":"New","stance_value":7,"theme":"Orphan"}
{"document":"a.txt"}
{"document":"a.txt","start":-1,"end":1e300}
{"document":"a.txt","quote":["said","New"]}
{"document":"a.txt","quote":"left","speakers":["Andrew Goodall","the goodall"]}"#;
    let mut corpus = corpus();
    let plan = imported(&mut corpus, rows.as_bytes(), Format::Jsonl, Some("ann"));
    let refused: Vec<String> = plan.refused.iter().map(ToString::to_string).collect();
    assert_eq!(
        refused,
        [
            "line 2: not a row in JSON: expected ident (character 2)",
            "line 4: the text at 0–2 of a.txt is “He”, not “Ha”",
            "line 5: the passage 0–9999999999999999999 leaves the text of a.txt, which has 92 characters",
            "line 6: there is no document “x.txt” in this corpus",
            "line 7: the passage 2–2 covers nothing",
            "line 8: the span 2–4 does not stand apart after the one before it",
            "line 9: the quote “good” occurs 2 times in a.txt; give `start` and `end`, or `before`",
            "line 10: `stance_value` must lie between -1 and 1",
            "line 11: it says no place: give `spans`, `start` and `end`, or `quote`",
            "line 12: not a row in JSON: -1 is not a place in a text (character 30)",
            "line 14: it names the speaker “Andrew Goodall” twice",
        ]
    );
    assert_eq!((plan.n_statements, plan.new_themes.len()), (2, 0));
    let spans: Vec<usize> = statements(&corpus).iter().map(|statement| statement.spans.len()).collect();
    assert_eq!(spans, [1, 2]);
}

#[test]
fn quotes_are_found_by_their_words_and_their_surroundings() {
    let rows = r#"{"document":"a.txt","quote":"good","before":"it’s "}
{"document":"./a.txt","passage":"It’s good […] again."}
{"document":"a.txt","quote":"He […] left"}
{"document":"a.txt","quote":"good","before":"nowhere "}"#;
    assert_eq!(refusals(rows), ["line 4: the quote “good” is not in the text of a.txt"]);
}

#[test]
fn names_and_paths_make_the_codebook_of_a_bare_folder() {
    let rows = r#"{"document":"a.txt","quote":"said","theme_path":"A > B > C","theme":"C","speakers":["Ann","Bea"],
"roles":["chair",""],"organisations":["Trust",""],"stance":"For","stance_value":0.5}
{"document":"b.txt","quote":"said","theme":"c","speakers":["ANN"],"stance":"for","roles":["deputy"]}
{"document":"b.txt","quote":"left","theme_path":"A > B","speakers":"Trust"}"#
        .replace(",\n", ",");
    let mut corpus = bare_corpus();
    let plan = imported(&mut corpus, rows.as_bytes(), Format::Jsonl, Some("ann"));
    assert_eq!(plan.refused, []);
    assert_eq!(plan.new_themes, ["A", "A > B", "A > B > C"]);
    assert_eq!(plan.new_speakers, ["Ann", "Trust", "Bea"]);
    let trust = corpus.codebook.speaker_named("trust").map(|speaker| speaker.kind);
    assert_eq!(trust, Some(crate::model::SpeakerKind::Organisation));
    let look = corpus.codebook.stance_named("for").map(|stance| (stance.glyph, stance.key));
    assert_eq!(look, Some((crate::model::Glyph::TriangleUpOutline, Some('1'))));
    let roles: Vec<_> = statements(&corpus).iter().filter_map(|s| s.speakers.first()?.role_override.clone()).collect();
    assert_eq!(roles, [RoleHeld { role: "deputy".to_owned(), organisation: Some("trust".into()) }]);
    assert!(corpus.sets().values().all(|set| set.progress == crate::model::Progress::InProgress));
}

#[test]
fn two_of_one_name_stay_two_when_their_ids_say_so() {
    let rows = r#"{"document":"a.txt","quote":"said","speakers":["Jo"],"speaker_ids":["jo-1"]}
{"document":"a.txt","quote":"left","speakers":["Jo"],"speaker_ids":["jo-2"]}
{"document":"a.txt","quote":"New","speakers":["Jo"],"speaker_ids":["jo-1"]}"#;
    let mut corpus = bare_corpus();
    assert_eq!(imported(&mut corpus, rows.as_bytes(), Format::Jsonl, Some("ann")).new_speakers, ["Jo", "Jo"]);
    assert_eq!(corpus.codebook.speakers.len(), 2);
}

#[test]
fn an_id_that_is_taken_is_skipped_refused_or_replaced() {
    let mut full = corpus();
    put(&mut full, "ann", "a.txt", statement(7, &[(0, 2)]));
    let bytes = exported(&full, Format::Jsonl);
    let same = imported(&mut full, &bytes, Format::Jsonl, None);
    assert_eq!((same.n_already_there, same.n_statements), (1, 0));
    let other = String::from_utf8_lossy(&bytes).replace("\"note\":\"\"", "\"note\":\"x\"");
    let plan = imported(&mut full, other.as_bytes(), Format::Jsonl, None);
    assert!(plan.refused[0].cause.ends_with("is there already and says something else"), "{:?}", plan.refused);
    let plan = imported(&mut full, &bytes, Format::Jsonl, Some("zoe"));
    assert_eq!((plan.n_statements, full.sets().len()), (1, 2));
    let plan = imported(&mut full, &bytes, Format::Jsonl, Some("zoe"));
    assert_eq!((plan.n_statements, plan.n_already_there), (0, 1));
}

#[test]
fn a_coder_names_a_folder() {
    for name in ["../x", "a/b", "", ".hidden", "a\\b", "nul\0", "end."] {
        let rows = serde_json::json!({"document": "a.txt", "quote": "said", "coder": name}).to_string();
        let plan = imported(&mut corpus(), rows.as_bytes(), Format::Jsonl, None);
        assert_eq!(plan.n_statements, 0, "{name}");
    }
    assert_eq!(Coder::fault("Zoë O’Neill 2"), None);
}

#[test]
fn csv_from_other_programs_is_read() {
    let rows = "extra;end;document;start;roles;speakers\r\nx;2.0;a.txt;0.0;;Andrew Goodall\r\n;4;a.txt;1;1;2;3\r\n";
    let mut corpus = corpus();
    let plan = imported(&mut corpus, rows.as_bytes(), Format::Csv, Some("ann"));
    assert_eq!(plan.refused, [Refusal { line: 3, cause: "it has 7 cells, but the header names 6 columns".to_owned() }]);
    // A row of no export says nothing by an empty role: the date decides.
    assert!(statements(&corpus).iter().all(|statement| statement.speakers[0].role_override.is_none()));
    let mut no_header: &[u8] = b"a,b\n1,2\n";
    let options = ImportOptions { format: Format::Csv, coder: None };
    let result = import(&corpus, &mut no_header, &options, &mut || id(1), Timestamp::UNIX_EPOCH);
    assert!(matches!(result, Err(ExchangeError::NoHeader("document"))));
}

#[test]
fn a_row_of_a_statement_that_waits_for_a_place_is_refused_and_keeps_no_other_out() {
    let mut bare = bare_corpus();
    for n in [1, 2] {
        put(&mut bare, "ann", "a.txt", Statement { speakers: Vec::new(), ..statement(n, &[(0, 3)]) });
    }
    let rows = exported(&bare, Format::Jsonl);
    let key = SetKey::new("ann".into(), "a.txt".into());
    let mut corpus = bare_corpus();
    let waiting = Statement { spans: Vec::new(), ..statement(1, &[(0, 3)]) };
    let (anchor, verdict) = (crate::text::Anchor::default(), crate::text::Verdict::Lost);
    let waiting = Unplaced { statement: waiting, anchor, text: "t".to_owned(), verdict, is_aside: false };
    corpus.change_set(&key, |set| set.set_unplaced(id(1), Some(Arc::new(waiting))));
    let plan = imported(&mut corpus, &rows, Format::Jsonl, None);
    assert!(plan.refused.len() == 1 && plan.refused[0].cause.ends_with("waits for a place"), "{:?}", plan.refused);
    let set = corpus.set(&key).expect("is there");
    assert!(set.get(id(2)).is_some() && set.get(id(1)).is_none() && set.unplaced().contains_key(&id(1)));
}
