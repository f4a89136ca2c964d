//! What is exported comes back as it was, whatever names, notes and titles say.

use crate::strategies::{DOCUMENTS, meta, speaker, stance, statement_on, theme};
use proptest::collection::vec;
use proptest::prelude::*;
use standpoint::edit::{Edit, apply};
use standpoint::exchange::{Filter, Format, ImportOptions, ReportOptions, export, import};
use standpoint::model::{Codebook, Corpus, Document, SetKey, Statement, StatementId, TextState};
use standpoint::text::DocumentText;
use std::sync::Arc;

/// The ids in the codebook; names begin with them, so that each is told from the others.
const IDS: [&str; 3] = ["x", "y", "z"];

/// A corpus that nobody has coded: hostile titles, names and definitions.
fn uncoded() -> impl Strategy<Value = Corpus> {
    let entries = |id: &'static str| (stance(id), theme(id), speaker(id));
    (entries("x"), entries("y"), entries("z"), meta(), meta()).prop_map(|(x, y, z, a, b)| {
        let mut book = Codebook::default();
        for (id, (mut stance, mut theme, mut speaker)) in IDS.into_iter().zip([x, y, z]) {
            for name in [&mut stance.name, &mut theme.name, &mut speaker.name] {
                name.insert_str(0, id);
            }
            for affiliation in &mut speaker.affiliations {
                affiliation.held.organisation = affiliation.held.organisation.take().map(|_| "x".into());
            }
            book.stances.push(stance).expect("is new");
            book.themes.push(theme).expect("is new");
            book.speakers.push(speaker).expect("is new");
        }
        let documents = DOCUMENTS.into_iter().zip([a, b]).map(|((path, text), meta)| {
            let text = TextState::Ready(Arc::new(DocumentText::new(text)));
            Document { meta, text, ..Document::new(path.into()) }
        });
        Corpus::new(documents.collect(), book)
    })
}

/// `statement` naming only what is in the codebook, whatever it named before.
fn known(mut statement: Statement, at: usize) -> Statement {
    let id = |n: usize| IDS[(at + n) % IDS.len()];
    statement.stance = statement.stance.map(|_| id(0).into());
    statement.theme = statement.theme.map(|_| id(1).into());
    for (n, who) in statement.speakers.iter_mut().enumerate() {
        who.speaker = id(n).into();
        if let Some(held) = &mut who.role_override {
            held.organisation = held.organisation.take().map(|_| id(2).into());
        }
    }
    statement
}

/// Two corpora that differ in nothing but that the second is coded.
fn corpora() -> impl Strategy<Value = (Corpus, Corpus)> {
    let on = |document: usize| vec((1..90_u128).prop_flat_map(move |n| statement_on(DOCUMENTS[document].1, n)), 0..4);
    (uncoded(), on(0), on(1), 0..3_usize).prop_map(|(corpus, a, b, at)| {
        let mut coded = corpus.clone();
        for ((path, _), statements) in DOCUMENTS.into_iter().zip([a, b]) {
            let set = SetKey::new("ann".into(), path.into());
            for statement in statements {
                // One id is one statement, in whichever set.
                let n = statement.id.low_bits() * 2 + u64::from(path == "b.txt");
                let id = StatementId::new(uuid::Uuid::from_u128(n.into()));
                let value = Some(Arc::new(known(Statement { id, ..statement }, at)));
                apply(&mut coded, Edit::Statement { set: set.clone(), id, value }).expect("fits");
            }
        }
        (corpus, coded)
    })
}

fn exported(corpus: &Corpus, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let summary = export(corpus, &Filter::default(), format, &ReportOptions::default(), &mut bytes);
    assert_eq!(summary.expect("memory does not fail").n_left_out, 0);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_comes_back_as_it_was((bare, coded) in corpora()) {
        for format in [Format::Jsonl, Format::CsvExact, Format::Csv] {
            let bytes = exported(&coded, format);
            let mut copy = bare.clone();
            let options = ImportOptions { format, coder: None };
            let mut no_new_id = || panic!("every row has its id");
            let time = jiff::Timestamp::UNIX_EPOCH;
            let plan = import(&copy, &mut bytes.as_slice(), &options, &mut no_new_id, time).expect("can be read");
            prop_assert_eq!(&plan.refused, &Vec::new());
            prop_assert!(plan.new_themes.is_empty() && plan.new_stances.is_empty() && plan.new_speakers.is_empty());
            apply(&mut copy, plan.edit).expect("a plan fits");
            prop_assert_eq!(String::from_utf8(exported(&copy, format)), String::from_utf8(bytes));
            // A table does not say that a role is the one of the date; all else is as it was.
            let said = |corpus: &Corpus| -> Vec<_> {
                let all = corpus.sets().iter().flat_map(|(key, set)| set.statements().iter().map(move |s| (key, s)));
                all.map(|(key, s)| (key.clone(), s.id, s.note.clone(), s.theme.clone(), s.stance.clone())).collect()
            };
            prop_assert_eq!(said(&copy), said(&coded));
        }
    }
}
