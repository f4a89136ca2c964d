//! Profiles of a small corpus, worked out by hand.

#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

use super::*;
use crate::analysis::Period;
use crate::analysis::testing::{coded, coded_corpus};
use crate::model::testing::statement;
use crate::model::{Corpus, SetKey, SpeakerId, Statement};
use std::sync::Arc;

fn six() -> Corpus {
    coded_corpus(&[
        coded("a.txt", "ann", &["andrew-goodall", "nhs-wales"], "pay", "supports"),
        coded("a.txt", "ann", &["andrew-goodall"], "pay", "opposes"),
        coded("a.txt", "bob", &["andrew-goodall"], "workforce", "supports"),
        coded("b.txt", "ann", &["jane-doe"], "devolution", "unclear"),
        coded("b.txt", "ann", &[], "pay", ""),
        coded("news/c.txt", "bob", &["nhs-wales"], "", "opposes"),
    ])
}

fn of(corpus: &Corpus, subject: &Value) -> Profile {
    let table = StatementTable::new(corpus);
    profile(&table, &table.all(), subject).unwrap()
}

fn labels(bars: &[StanceBar]) -> Vec<(String, usize)> {
    bars.iter().map(|bar| (bar.value.as_ref().unwrap().label.clone(), bar.n)).collect()
}

fn named(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
    pairs.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

#[test]
fn a_speaker_has_stances_themes_roles_time_and_documents() {
    let profile = of(&six(), &Value::Speaker("andrew-goodall".into()));
    assert_eq!((profile.name.as_str(), profile.all.n, profile.all.mean), ("Andrew Goodall", 3, Some(0.5)));
    assert_eq!(labels(&profile.partners[0].bars), named(&[("Pay", 2), ("Workforce", 1)]));
    assert_eq!(labels(&profile.documents), named(&[("Title, of a.txt", 3)]));
    let role = &profile.roles[0];
    assert_eq!((role.role.as_deref(), role.n_statements, profile.roles.len()), (Some("chief executive"), 3, 1));
    assert_eq!(role.organisation.as_ref().map(|at| at.label.as_str()), Some("NHS Wales"));
    assert_eq!(role.days.map(|days| days.first.to_string()).as_deref(), Some("2017-05-01"));
    let timeline = profile.timeline.unwrap();
    assert_eq!((timeline.request.period, timeline.slots.len(), timeline.series.len()), (Period::Day, 1, 2));
    assert_eq!(
        profile.account.sentence(),
        "Counted: 3 of 6 statements on 1 document by 2 coders; every coder counts, also on the 1 document that several coded."
    );
    assert_eq!(profile.selection.rows().collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn an_organisation_is_those_who_speak_for_it() {
    let profile = of(&six(), &Value::Organisation("nhs-wales".into()));
    assert_eq!(profile.all.n, 5);
    // It speaks for itself in the first statement, beside its chief executive, and in the last.
    let speakers = named(&[("Andrew Goodall", 3), ("NHS Wales", 2), ("Jane; Doe", 1)]);
    assert_eq!(labels(&profile.partners[1].bars), speakers);
    let roles: Vec<_> = profile.roles.iter().map(|role| (role.words(true), role.n_statements)).collect();
    let wanted = [("chief executive, NHS Wales", 3), ("for itself", 2), ("=chair, NHS Wales", 1)];
    assert_eq!(roles, wanted.map(|(words, n)| (words.to_owned(), n)));
    let own = of(&six(), &Value::Speaker("nhs-wales".into()));
    assert_eq!((own.roles.len(), own.roles[0].words(true).as_str()), (1, "for itself"));
}

#[test]
fn a_theme_goes_with_its_speakers_and_alone_or_with_those_below() {
    let alone = of(&six(), &Value::Theme("workforce".into()));
    assert_eq!((alone.all.n, labels(&alone.partners[0].bars)), (1, named(&[("Andrew Goodall", 1)])));
    let profile = of(&six(), &Value::ThemeAndBelow("workforce".into()));
    assert_eq!((profile.all.n, profile.all.n_unset, profile.all.mean), (4, 1, Some(0.5)));
    let speakers = named(&[("Andrew Goodall", 3), ("NHS Wales", 1), ("no speaker", 1)]);
    assert_eq!(labels(&profile.partners[0].bars), speakers);
    assert_eq!(of(&six(), &Value::Theme("pay".into())).name, "Workforce > Pay");
}

#[test]
fn a_document_has_themes_and_speakers_and_no_documents() {
    let profile = of(&six(), &Value::Document("b.txt".into()));
    assert_eq!((profile.name.as_str(), profile.all.n), ("Title, of b.txt", 2));
    assert!(profile.documents.is_empty() && profile.timeline.is_none() && profile.roles.is_empty());
    let table = StatementTable::new(&six());
    let error = |value: &Value| profile_error(&table, value);
    assert_eq!(error(&Value::Document("z.txt".into())), ProfileError::Unknown);
    assert_eq!(error(&Value::Source("x".into())), ProfileError::NoSubject);
}

fn profile_error(table: &StatementTable, value: &Value) -> ProfileError {
    profile(table, &table.all(), value).unwrap_err()
}

#[test]
fn quotations_are_complete_sure_clear_of_middle_length_and_of_different_themes() {
    let mut corpus = six();
    // Lengths 2, 6, 7, 40, 6, 5 and 6: the median of those that count (2, 5, 6, 7, 40) is 6.
    let one = |n: u128, length: usize, theme: &str, stance: &str, is_unsure: bool| Statement {
        theme: Some(theme.into()),
        stance: Some(stance.into()),
        speakers: vec![SpeakerId::from("jane-doe").into()],
        is_unsure,
        ..statement(n, &[(n as usize % 10, n as usize % 10 + length)])
    };
    let key = SetKey::new("zoe".into(), "a.txt".into());
    for statement in [
        one(101, 2, "pay", "supports", false),
        one(102, 7, "pay", "supports", false),
        one(103, 40, "devolution", "supports", false),
        one(104, 6, "pay", "supports", true),
        one(105, 6, "workforce", "unclear", false),
        one(106, 5, "devolution", "opposes", false),
        Statement { theme: None, ..one(107, 6, "pay", "supports", false) },
    ] {
        corpus.change_set(&key, |set| set.set(statement.id, Some(Arc::new(statement))));
    }
    let table = StatementTable::new(&corpus);
    let zoe: Vec<u32> = table.rows().filter(|row| row.coder == 2).map(|row| row.number as u32).collect();
    let profile = profile(&table, &Selection::from_sorted(zoe), &Value::Speaker("jane-doe".into())).unwrap();
    let ids: Vec<u64> = profile.quotations.iter().map(|row| table.row(*row).unwrap().statement.id.low_bits()).collect();
    assert_eq!(ids, [102, 103, 105]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn every_role_opens_as_many_passages(statements in crate::analysis::testing::any_coded(25), of in 0usize..4) {
        let corpus = crate::analysis::testing::coded_corpus(&statements);
        let table = StatementTable::new(&corpus);
        let subject = [
            Value::Speaker("andrew-goodall".into()),
            Value::Speaker("nhs-wales".into()),
            Value::Organisation("nhs-wales".into()),
            Value::Speaker("jane-doe".into()),
        ][of].clone();
        let found = profile(&table, &table.all(), &subject).unwrap();
        for role in &found.roles {
            let query = crate::analysis::query::Query::default().and(subject.term(table.names()));
            let query = query.and(role.condition(table.names()));
            proptest::prop_assert_eq!(query.on(&table, &corpus).unwrap().len(), role.n_statements, "{}", query);
        }
    }
    #[test]
    fn every_partner_opens_as_many_passages(statements in crate::analysis::testing::any_coded(25), of in 0usize..3) {
        let corpus = crate::analysis::testing::coded_corpus(&statements);
        let table = StatementTable::new(&corpus);
        let subject = [
            Value::Organisation("nhs-wales".into()),
            Value::Speaker("andrew-goodall".into()),
            Value::ThemeAndBelow("workforce".into()),
        ][of].clone();
        let found = profile(&table, &table.all(), &subject).unwrap();
        for bar in found.partners.iter().flat_map(|bars| &bars.bars) {
            let condition = found.condition(&bar.value.as_ref().unwrap().value, table.names());
            let query = crate::analysis::query::Query::default().and(condition);
            proptest::prop_assert_eq!(query.on(&table, &corpus).unwrap().len(), bar.n, "{}", query);
        }
    }
}
