//! Worked examples of coding and recoding many at once, and their inverses.

use super::*;
use crate::edit::{Edit, apply};
use crate::model::testing::{TEXT, corpus, id, statement};
use crate::model::{AnnotationSet, Corpus, DocPath, Document, Progress, SetKey, Statement, StatementId};
use crate::text::Span;
use jiff::Timestamp;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn place(document: &str, words: &str) -> (DocPath, Span) {
    let at = TEXT.find(words).expect("is there");
    (document.into(), Span::new(at, at + words.len()))
}

fn plan(corpus: &Corpus, places: &[(DocPath, Span)], request: &CodeAll) -> CodingPlan {
    let mut n = 100;
    let mut new_id = || {
        n += 1;
        id(n)
    };
    plan_coding(corpus, &"ann".into(), places, request, &mut new_id, NOW).expect("is planned")
}

fn about(theme: &str) -> CodeAll {
    let speakers = vec![SpeakerId::from("nhs-wales").into()];
    CodeAll { theme: Some(theme.into()), stance: Some("supports".into()), speakers, ..CodeAll::default() }
}

fn words(corpus: &Corpus, plan: &CodingPlan) -> Vec<String> {
    let of = |document: &CodedDocument| {
        let text = corpus.document(&document.document).and_then(|it| it.ready_text()).expect("is read").clone();
        document.passages.iter().map(|span| text.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    plan.documents.iter().flat_map(of).collect()
}

#[test]
fn places_are_coded_as_they_are_or_with_their_sentences() {
    let corpus = corpus();
    let places = [place("a.txt", "later"), place("a.txt", "left"), place("b.txt", "para")];
    let of = |unit| words(&corpus, &plan(&corpus, &places, &CodeAll { unit, ..about("pay") }));
    assert_eq!(of(CodingUnit::Hit), ["later", "left", "para"]);
    let (first, second) = TEXT.split_once('\n').expect("two lines");
    assert_eq!(of(CodingUnit::Sentence), [first, "New, \"para\" graph; the e\u{301}nd."]);
    assert_eq!(of(CodingUnit::Paragraph), [first, second]);
    let sentences = plan(&corpus, &places, &CodeAll { unit: CodingUnit::Sentence, ..about("pay") });
    assert_eq!((sentences.n_new, sentences.n_together, sentences.n_documents()), (2, 1, 2));
    assert_eq!(sentences.fates, [PlaceFate::New, PlaceFate::Together, PlaceFate::New]);
    assert_eq!(sentences.to_string(), "2 new statements on 2 documents. Not coded: 1 in one passage with another.");
}

#[test]
fn what_the_coder_said_already_is_not_said_again_and_begun_sets_are_in_progress() {
    let mut corpus = corpus();
    let places = [place("a.txt", "later"), place("b.txt", "para"), ("c.txt".into(), Span::new(0, 2))];
    let (before, request) = (corpus.clone(), about("pay"));
    let first = plan(&corpus, &places[..1], &request);
    let (inverse, touched) = apply(&mut corpus, first.edit.clone()).expect("applies");
    let key = SetKey::new("ann".into(), "a.txt".into());
    let set = corpus.set(&key).expect("there is one");
    assert_eq!((set.len(), set.progress, first.label.as_str()), (1, Progress::InProgress, "code 1 passage"));
    assert_eq!(touched.sets[&key].len(), 1);
    let made = &set.statements()[0];
    assert_eq!((made.theme.as_ref(), made.stance.as_ref()), (Some(&"pay".into()), Some(&"supports".into())));
    assert_eq!(first.focus.statement, Some(made.id));
    let second = plan(&corpus, &places, &CodeAll { stance: None, ..request.clone() });
    assert_eq!((second.n_new, second.n_already, second.n_lost), (1, 1, 1));
    assert_eq!(second.fates, [PlaceFate::Already, PlaceFate::New, PlaceFate::Lost]);
    let other = plan(&corpus, &places[..1], &CodeAll { speakers: Vec::new(), ..request });
    assert_eq!((other.n_new, other.n_already), (1, 0));
    apply(&mut corpus, inverse).expect("is taken back");
    assert_eq!(corpus.sets(), before.sets());
}

#[test]
fn a_place_in_a_text_that_changed_is_not_coded() {
    let mut corpus = corpus();
    corpus.put_document(Document::new("d.txt".into()));
    let cut = TEXT.find('é').or_else(|| TEXT.find('“')).expect("is there") + 1;
    let places = [
        ("a.txt".into(), Span::new(cut, cut + 4)),
        ("a.txt".into(), Span::new(5_000, 5_001)),
        ("d.txt".into(), Span::new(0, 1)),
    ];
    let plan = plan(&corpus, &places, &about("pay"));
    assert_eq!((plan.n_new, plan.n_lost, plan.is_empty()), (0, 3, true));
}

#[test]
fn unknown_entries_are_refused() {
    let corpus = corpus();
    let mut no_id = || id(1);
    let error = plan_coding(&corpus, &"ann".into(), &[], &about("gone"), &mut no_id, NOW).expect_err("is refused");
    assert_eq!(error.to_string(), "there is no theme “gone” in the codebook any more");
    let recode = Recode { speakers: SpeakersTo::Add(vec![SpeakerId::from("ghost").into()]), ..Recode::default() };
    assert!(plan_recoding(&corpus, &"ann".into(), &[], &recode, NOW).is_err());
}

/// Three statements of ann and one of bob, all on `a.txt`.
fn coded() -> (Corpus, Vec<(SetKey, StatementId)>) {
    let mut corpus = corpus();
    let statement = |n: u128, theme: Option<&str>, speakers: &[&str]| Statement {
        theme: theme.map(Into::into),
        speakers: speakers.iter().map(|id| SpeakerId::from(*id).into()).collect(),
        note: if n == 2 { "Hm.".to_owned() } else { String::new() },
        ..statement(n, &[(n as usize, n as usize + 2)])
    };
    let [ann, bob] = ["ann", "bob"].map(|coder| SetKey::new(coder.into(), "a.txt".into()));
    let own =
        [statement(1, Some("pay"), &["nhs-wales"]), statement(2, None, &[]), statement(3, Some("workforce"), &[])];
    corpus.put_set(ann.clone(), AnnotationSet::new(Progress::Done, own));
    corpus.put_set(bob.clone(), AnnotationSet::new(Progress::Done, [statement(4, None, &[])]));
    let named = [(&ann, 1), (&ann, 2), (&ann, 3), (&bob, 4), (&ann, 5), (&ann, 2)];
    (corpus, named.iter().map(|(key, n)| ((*key).clone(), id(*n))).collect())
}

#[test]
fn only_own_statements_are_recoded_and_the_rest_is_told() {
    let (mut corpus, named) = coded();
    let request = Recode { theme: Setting::To("pay".into()), ..Recode::default() };
    let plan = plan_recoding(&corpus, &"ann".into(), &named, &request, NOW).expect("is planned");
    assert_eq!((plan.label.as_str(), plan.changes.len(), plan.n_same, plan.n_gone), ("recode 2 statements", 2, 1, 1));
    assert_eq!(
        plan.notes(),
        [
            "1 statement of bob stays as it is: you can change only your own.",
            "1 statement says this already.",
            "1 statement is not there any more.",
        ]
    );
    assert_eq!(plan.focus.statement, Some(id(2)));
    let told = crate::edit::describe::describe(&corpus, &corpus.codebook, &plan.edit);
    let fields: Vec<(&str, &str, &str)> =
        told.iter().flat_map(|it| &it.fields).map(|it| (it.field, it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(fields, [("theme", "", "Workforce > Pay"), ("theme", "Workforce", "Workforce > Pay")]);
    apply(&mut corpus, plan.edit).expect("applies");
    let themes = corpus.sets().values().flat_map(AnnotationSet::in_order).map(|it| it.theme.clone());
    assert_eq!(themes.flatten().collect::<Vec<_>>(), vec!["pay".into(); 3]);
}

#[test]
fn each_field_can_be_set_added_to_and_cleared() {
    let (corpus, named) = coded();
    let after = |request: &Recode, n: usize| {
        let plan = plan_recoding(&corpus, &"ann".into(), &named[n..=n], request, NOW).expect("is planned");
        plan.changes.first().map(|change| (*change.after).clone())
    };
    let jane = || vec![SpeakerId::from("jane-doe").into()];
    let with = |speakers| Recode { speakers, ..Recode::default() };
    let speakers = |statement: Option<Statement>| {
        statement.map(|it| it.speakers.iter().map(|who| who.speaker.to_string()).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(speakers(after(&with(SpeakersTo::Add(jane())), 0)).as_deref(), Some("nhs-wales jane-doe"));
    assert_eq!(speakers(after(&with(SpeakersTo::Replace(jane())), 0)).as_deref(), Some("jane-doe"));
    assert_eq!(speakers(after(&with(SpeakersTo::Remove(vec!["nhs-wales".into()])), 0)).as_deref(), Some(""));
    assert_eq!(speakers(after(&with(SpeakersTo::Remove(vec!["jane-doe".into()])), 0)), None);
    let note = |note| Recode { note, ..Recode::default() };
    assert_eq!(after(&note(NoteTo::Add("New.".into())), 1).map(|it| it.note).as_deref(), Some("Hm.\nNew."));
    assert_eq!(after(&note(NoteTo::Add("Hm.".into())), 1), None);
    assert_eq!(after(&note(NoteTo::Replace(String::new())), 1).map(|it| it.note).as_deref(), Some(""));
    let cleared = Recode { theme: Setting::Clear, is_unsure: Some(true), ..Recode::default() };
    let cleared = after(&cleared, 0).expect("changes");
    assert_eq!((cleared.theme, cleared.is_unsure, cleared.modified), (None, true, Some(NOW)));
    assert!(Recode::default().is_empty() && after(&Recode::default(), 0).is_none());
}

fn any_recode() -> impl Strategy<Value = Recode> {
    let theme = prop_oneof![
        Just(Setting::Keep),
        Just(Setting::Clear),
        Just(Setting::To("pay".into())),
        Just(Setting::To("devolution".into())),
    ];
    let stance = prop_oneof![Just(Setting::Keep), Just(Setting::Clear), Just(Setting::To("opposes".into()))];
    let who = prop_oneof![Just("nhs-wales"), Just("jane-doe")].prop_map(SpeakerId::from);
    let many = proptest::collection::vec(who, 0..4);
    let attributed = |ids: Vec<SpeakerId>| ids.into_iter().map(Attribution::from).collect::<Vec<_>>();
    let speakers = (0..4, many).prop_map(move |(kind, ids)| match kind {
        0 => SpeakersTo::Keep,
        1 => SpeakersTo::Replace(attributed(ids)),
        2 => SpeakersTo::Add(attributed(ids)),
        _ => SpeakersTo::Remove(ids),
    });
    let note =
        prop_oneof![Just(NoteTo::Keep), "[a-b]{0,2}".prop_map(NoteTo::Replace), "[a-b]{1,2}".prop_map(NoteTo::Add)];
    (theme, stance, speakers, proptest::option::of(any::<bool>()), note)
        .prop_map(|(theme, stance, speakers, is_unsure, note)| Recode { theme, stance, speakers, is_unsure, note })
}

proptest! {
    #[test]
    fn recoding_fits_changes_what_it_says_and_is_taken_back(request in any_recode()) {
        let (mut corpus, named) = coded();
        let before = corpus.sets().clone();
        let plan = plan_recoding(&corpus, &"ann".into(), &named, &request, NOW).expect("is planned");
        prop_assert_eq!(plan.changes.len() + plan.n_same, 3);
        let (inverse, touched) = apply(&mut corpus, plan.edit.clone()).expect("applies");
        prop_assert!(touched.sets.keys().all(|key| key.coder.as_str() == "ann"));
        for change in &plan.changes {
            let now = corpus.set(&change.set).and_then(|set| set.get(change.after.id));
            prop_assert_eq!(now, Some(&change.after));
            prop_assert_ne!(&change.before, &change.after);
        }
        // Said again, it changes nothing.
        let again = plan_recoding(&corpus, &"ann".into(), &named, &request, NOW).expect("is planned");
        prop_assert!(again.is_empty() || matches!(request.note, NoteTo::Add(_)));
        apply(&mut corpus, inverse).expect("is taken back");
        prop_assert_eq!(corpus.sets(), &before);
    }

    #[test]
    fn coding_adds_up_fits_and_is_taken_back(
        places in proptest::collection::vec((0_usize..3, 0_usize..130, 1_usize..20), 0..12), unit in 0_usize..3,
    ) {
        let (mut corpus, _) = coded();
        let before = corpus.sets().clone();
        let places: Vec<(DocPath, Span)> = places
            .iter()
            .map(|(n, at, len)| (["a.txt", "b.txt", "news/c.txt"][*n].into(), Span::new(*at, at + len)))
            .collect();
        let unit = [CodingUnit::Hit, CodingUnit::Sentence, CodingUnit::Paragraph][unit];
        let request = CodeAll { unit, ..about("pay") };
        let first = plan(&corpus, &places, &request);
        prop_assert_eq!(first.n_new + first.n_already + first.n_together + first.n_lost, places.len());
        let (inverse, _) = apply(&mut corpus, first.edit.clone()).expect("applies");
        let n = |sets: &std::collections::BTreeMap<SetKey, AnnotationSet>| sets.values().map(AnnotationSet::len).sum::<usize>();
        prop_assert_eq!(n(corpus.sets()), n(&before) + first.n_new);
        let mut ids = 500;
        let mut new_id = || { ids += 1; id(ids) };
        let again = plan_coding(&corpus, &"ann".into(), &places, &request, &mut new_id, NOW).expect("is planned");
        prop_assert!(again.is_empty() && matches!(&again.edit, Edit::Batch(edits) if edits.is_empty()));
        apply(&mut corpus, inverse).expect("is taken back");
        prop_assert_eq!(corpus.sets(), &before);
    }
}
