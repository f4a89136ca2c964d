//! A coded corpus and queries for tests.

use super::{Expr, Flag, Key, Name, Term, Wording};
use crate::analysis::Period;
use crate::model::testing::{corpus, statement};
use crate::model::{Attribution, Corpus, RoleHeld, SetKey};
use proptest::prelude::*;
use std::sync::Arc;

/// Eight statements by two coders on three documents.
pub fn coded() -> Corpus {
    let mut corpus = corpus();
    let mut put = |coder: &str, document: &str, n: u128, speakers: &[&str], theme: &str, stance: &str, note: &str| {
        let mut value = statement(n, &[(n as usize, 13)]);
        value.speakers = speakers.iter().map(|id| Attribution::from(crate::model::SpeakerId::from(*id))).collect();
        value.theme = (!theme.is_empty()).then(|| theme.into());
        value.stance = (!stance.is_empty()).then(|| stance.into());
        value.note = note.to_owned();
        value.is_unsure = !note.is_empty();
        value.created = jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * n as i64);
        if n == 7 {
            let held = RoleHeld { role: "Guest".to_owned(), organisation: None };
            value.speakers[0].role_override = Some(held);
        }
        let key = SetKey::new(coder.into(), document.into());
        corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
    };
    put("ann", "a.txt", 0, &["andrew-goodall"], "pay", "supports", "");
    put("ann", "a.txt", 1, &["andrew-goodall", "jane-doe"], "workforce", "opposes", "");
    put("ann", "a.txt", 2, &["nhs-wales"], "devolution", "", "Check the DATE");
    put("ann", "b.txt", 3, &[], "pay", "unclear", "");
    put("bob", "a.txt", 4, &["jane-doe"], "", "supports", "");
    put("bob", "news/c.txt", 5, &["andrew-goodall"], "pay", "opposes", "");
    put("bob", "news/c.txt", 6, &["nhs-wales"], "new", "opposes", "café");
    put("bob", "b.txt", 7, &["jane-doe"], "devolution", "supports", "");
    corpus
}

fn any_name() -> impl Strategy<Value = Name> {
    let known = ["pay", "Workforce", "Workforce > Pay", "NHS Wales", "a.txt", "or", "a,b", "#pay", "“x”", "\\\"", "*"];
    prop_oneof![proptest::sample::select(known.to_vec()).prop_map(Name::from), "\\PC{0,12}".prop_map(Name::from)]
}

fn any_slot() -> impl Strategy<Value = Option<crate::analysis::Slot>> {
    let texts = ["2017", "2017-05", "2017-Q2", "2017-W18", "2017-05-01", "9999-12-31", "0000"];
    proptest::option::of(
        proptest::sample::select(texts.to_vec()).prop_filter_map("no slot", crate::analysis::parse_slot),
    )
}

fn any_key() -> impl Strategy<Value = Key> {
    let fixed = proptest::sample::select(&Key::FIXED[..]);
    let variable = prop_oneof![Just("region".to_owned()), "\\PC{0,6}"].prop_map(Key::Variable);
    let period = proptest::sample::select(&Period::ALL[..]).prop_map(Key::Period);
    prop_oneof![4 => fixed, 1 => variable, 1 => period]
}

fn any_wording() -> impl Strategy<Value = Wording> {
    let words = prop_oneof![Just("not".to_owned()), "[a-z:/\"\\\\“„(),]{1,8}", "\\PC{1,12}"].prop_map(Wording::Words);
    let regex = "[a-z]{1,3}(/|\\\\d|\\\\\\\\)?[a-z\"]{0,3}".prop_map(Wording::Regex);
    prop_oneof![words, regex].prop_filter("no wording", |wording| wording.pattern().is_ok())
}

/// Any expression that can be printed.
pub fn any_expr() -> impl Strategy<Value = Expr> {
    let ordered = |from: Option<crate::analysis::Slot>, until: Option<crate::analysis::Slot>| match (from, until) {
        (Some(first), Some(last)) if last.days().last < first.days().first => (until, from),
        range => range,
    };
    let term = prop_oneof![
        4 => (any_key(), proptest::collection::vec(any_name(), 0..3)).prop_map(|(key, names)| Term::Is(key, names)),
        2 => any_key().prop_map(Term::Unset),
        1 => proptest::sample::select(&Flag::ALL[..]).prop_map(Term::Flag),
        1 => (any_slot(), any_slot()).prop_map(move |(from, until)| {
            let (from, until) = ordered(from, until);
            Term::Date(from, until)
        }),
        1 => (any_slot(), any_slot()).prop_map(move |(from, until)| {
            let (from, until) = ordered(from, until);
            Term::Created(from, until)
        }),
        2 => any_wording().prop_map(Term::Text),
        1 => any_wording().prop_map(Term::Note),
    ];
    term.prop_map(Expr::from).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::All),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Expr::Any),
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
            inner.prop_map(|inner| Expr::Same(Box::new(inner))),
        ]
    })
}
