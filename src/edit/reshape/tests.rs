//! What a change of the codebook does, case by case.

use super::*;
use crate::edit::{Merge, apply};
use crate::model::testing::{corpus, statement};
use crate::model::{
    Affiliation, AnnotationSet, Attribution, EntryId, Example, PartialDate, Progress, Rival, RoleHeld, Statement,
    TextState,
};
use std::sync::Arc;

/// Statements of two coders: three about `pay`, one about `workforce`; spoken by Goodall, Doe, and both.
fn coded() -> Corpus {
    let mut corpus = corpus();
    let about = |n, theme: &str, stance: &str, speakers: &[&str]| Statement {
        theme: Some(theme.into()),
        stance: Some(stance.into()),
        speakers: speakers.iter().map(|id| SpeakerId::from(*id).into()).collect(),
        ..statement(n, &[(0, 2)])
    };
    let sets = [
        ("ann", "a.txt", vec![about(1, "pay", "supports", &["andrew-goodall"]), about(2, "workforce", "opposes", &[])]),
        ("zoe", "a.txt", vec![about(3, "pay", "supports", &["jane-doe", "andrew-goodall"])]),
        ("zoe", "b.txt", vec![about(4, "pay", "unclear", &["jane-doe"])]),
    ];
    for (coder, document, statements) in sets {
        let key = SetKey::new(coder.into(), document.into());
        corpus.put_set(key, AnnotationSet::new(Progress::Done, statements));
    }
    corpus
}

fn planned(corpus: &Corpus, reshape: &Reshape) -> Plan {
    plan(corpus, reshape, Timestamp::UNIX_EPOCH).expect("makes sense")
}

/// Plans and applies.
fn done(corpus: &mut Corpus, reshape: &Reshape) -> Plan {
    let plan = planned(corpus, reshape);
    apply(corpus, plan.edit.clone()).expect("fits");
    plan
}

fn refusal(corpus: &Corpus, reshape: &Reshape) -> String {
    plan(corpus, reshape, Timestamp::UNIX_EPOCH).expect_err("makes no sense").to_string()
}

fn warnings(plan: &Plan) -> Vec<String> {
    plan.warnings.iter().map(ToString::to_string).collect()
}

/// The tree as ids in the order of the list, each with its parent.
fn tree(corpus: &Corpus) -> Vec<(&str, Option<&str>)> {
    let themes = corpus.codebook.themes.iter();
    themes.map(|theme| (theme.id.as_str(), theme.parent.as_ref().map(ThemeId::as_str))).collect()
}

fn theme_named(name: &str, parent: Option<&str>) -> Theme {
    Theme { id: name.into(), name: name.to_owned(), parent: parent.map(Into::into), ..Theme::default() }
}

/// A role somewhere from 2000 on.
fn at(role: &str, id: &str) -> Affiliation {
    let held = RoleHeld { role: role.to_owned(), organisation: Some(id.into()) };
    Affiliation { held, from: PartialDate::parse("2000"), until: None }
}

fn get(corpus: &Corpus, coder: &str, document: &str, n: u128) -> Arc<Statement> {
    let set = corpus.set(&SetKey::new(coder.into(), document.into())).expect("a set");
    Arc::clone(set.get(crate::model::testing::id(n)).expect("a statement"))
}

#[test]
fn a_merge_takes_statements_of_all_coders_and_what_the_other_lacks() {
    let mut corpus = coded();
    let example = |quote: &str| Example { quote: quote.to_owned(), ..Example::default() };
    let pay = Theme {
        definition: "Money".to_owned(),
        when: "wages".to_owned(),
        examples: vec![example("a"), example("b")],
        key: Some('p'),
        ..theme_named("pay", Some("workforce"))
    };
    let devolution =
        Theme { definition: "Powers".to_owned(), examples: vec![example("b")], ..theme_named("devolution", None) };
    for theme in [pay, devolution, theme_named("bonus", Some("pay"))] {
        done(&mut corpus, &Reshape::PutTheme(theme));
    }
    let plan = done(&mut corpus, &Reshape::MergeThemes { from: "pay".into(), into: "devolution".into() });
    assert_eq!(plan.label, "merge theme “pay” into “devolution”");
    assert_eq!(plan.effect.to_string(), "3 statements in 2 documents by 2 coders");
    assert_eq!(warnings(&plan), ["“pay” has its own definition that will not be kept."]);
    assert_eq!((plan.focus, plan.after), (EntryId::Theme("pay".into()), Some(EntryId::Theme("devolution".into()))));
    assert_eq!(tree(&corpus), [("workforce", None), ("devolution", None), ("bonus", Some("devolution"))]);
    let into = corpus.codebook.themes.get(&"devolution".into()).expect("stays");
    assert_eq!((into.definition.as_str(), into.when.as_str(), into.key), ("Powers", "wages", Some('p')));
    assert_eq!(into.examples, [example("b"), example("a")]);
    assert_eq!(get(&corpus, "zoe", "b.txt", 4).theme, Some("devolution".into()));
}

#[test]
fn a_theme_may_be_merged_into_one_below_it_or_above_it() {
    let below = |into: &str| {
        let mut corpus = coded();
        for theme in [theme_named("bonus", Some("pay")), theme_named("hours", Some("workforce"))] {
            done(&mut corpus, &Reshape::PutTheme(theme));
        }
        done(&mut corpus, &Reshape::MergeThemes { from: "workforce".into(), into: into.into() });
        tree(&corpus).into_iter().map(|(id, parent)| format!("{id}<{}", parent.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(below("pay"), ["pay<", "bonus<pay", "hours<pay", "devolution<"]);
    assert_eq!(below("bonus"), ["bonus<", "pay<bonus", "hours<bonus", "devolution<"]);
    let mut corpus = coded();
    done(&mut corpus, &Reshape::PutTheme(theme_named("bonus", Some("pay"))));
    done(&mut corpus, &Reshape::PutTheme(theme_named("hours", Some("workforce"))));
    done(&mut corpus, &Reshape::MergeThemes { from: "pay".into(), into: "workforce".into() });
    let expected =
        [("workforce", None), ("bonus", Some("workforce")), ("hours", Some("workforce")), ("devolution", None)];
    assert_eq!(tree(&corpus), expected);
}

#[test]
fn a_theme_moves_with_all_below_it_and_never_below_itself() {
    let mut corpus = coded();
    let moved = |theme: &str, parent: Option<&str>, before: Option<&str>| Reshape::MoveTheme {
        theme: theme.into(),
        parent: parent.map(Into::into),
        before: before.map(Into::into),
    };
    let plan = done(&mut corpus, &moved("workforce", None, None));
    assert_eq!((plan.label.as_str(), plan.effect.n_statements), ("move theme “Workforce”", 0));
    assert_eq!(tree(&corpus), [("devolution", None), ("workforce", None), ("pay", Some("workforce"))]);
    assert!(planned(&corpus, &moved("workforce", None, Some("workforce"))).is_empty());
    done(&mut corpus, &moved("devolution", Some("workforce"), Some("pay")));
    assert_eq!(tree(&corpus), [("workforce", None), ("devolution", Some("workforce")), ("pay", Some("workforce"))]);
    assert_eq!(
        refusal(&corpus, &moved("workforce", Some("pay"), None)),
        "“Workforce” cannot go below “Pay”, which is itself or stands below it"
    );
    assert_eq!(refusal(&corpus, &moved("pay", None, Some("devolution"))), "“Devolution” does not stand there any more");
    assert_eq!(refusal(&corpus, &moved("gone", None, None)), "there is no theme “gone” in the codebook any more");
}

#[test]
fn a_new_name_that_is_taken_among_its_like_is_told_and_a_key_changes_hands() {
    let mut corpus = coded();
    let mut pay = corpus.codebook.themes.get(&"pay".into()).expect("is there").clone();
    (pay.name, pay.parent) = ("DEVOLUTION".to_owned(), None);
    let plan = planned(&corpus, &Reshape::PutTheme(pay.clone()));
    assert_eq!(warnings(&plan), ["There is another theme called “Devolution”."]);
    (pay.name, pay.parent, pay.key) = ("Wages".to_owned(), Some("workforce".into()), None);
    let plan = done(&mut corpus, &Reshape::PutTheme(pay.clone()));
    assert_eq!((plan.label.as_str(), plan.merge.is_some()), ("rename theme “Pay” to “Wages”", true));
    for id in ["pay", "devolution"] {
        let theme = corpus.codebook.themes.get(&id.into()).expect("is there").clone();
        let plan = done(&mut corpus, &Reshape::PutTheme(Theme { key: Some('k'), ..theme }));
        assert_eq!(plan.merge, None);
        assert_eq!(warnings(&plan).len(), usize::from(id == "devolution"));
    }
    assert_eq!(corpus.codebook.themes.get(&"pay".into()).and_then(|theme| theme.key), None);
    pay.key = Some('É');
    assert!(refusal(&corpus, &Reshape::PutTheme(pay.clone())).starts_with("“É” cannot be a key"));
    let nameless = Theme { name: " ".to_owned(), key: None, ..pay.clone() };
    assert_eq!(refusal(&corpus, &Reshape::PutTheme(nameless)), "a theme needs a name");
    let typed = Theme { definition: "d".to_owned(), key: None, ..pay };
    let merge = planned(&corpus, &Reshape::PutTheme(typed)).merge;
    assert_eq!(merge, Some(Merge::Entry(EntryId::Theme("pay".into()), "definition")));
}

#[test]
fn what_is_deleted_with_nothing_instead_leaves_its_statements_not_yet_set() {
    let mut corpus = coded();
    done(&mut corpus, &Reshape::PutTheme(theme_named("bonus", Some("workforce"))));
    let plan = done(&mut corpus, &Reshape::DeleteTheme { theme: "workforce".into(), instead: None });
    assert_eq!(plan.label, "delete theme “Workforce” and leave 1 statement with no theme yet");
    assert_eq!(plan.effect.to_string(), "1 statement in 1 document by 1 coder, then with no theme yet");
    assert_eq!(tree(&corpus), [("pay", None), ("bonus", None), ("devolution", None)]);
    assert_eq!(get(&corpus, "ann", "a.txt", 2).theme, None);
    let plan = done(&mut corpus, &Reshape::DeleteStance { stance: "supports".into(), instead: Some("unclear".into()) });
    assert_eq!(plan.effect.to_string(), "2 statements in 1 document by 2 coders");
    let plan = done(&mut corpus, &Reshape::DeleteSpeaker { speaker: "jane-doe".into(), instead: None });
    assert_eq!(plan.effect.to_string(), "2 statements in 2 documents by 1 coder, 1 of them then with no speaker yet");
    assert_eq!(get(&corpus, "zoe", "a.txt", 3).speakers, [SpeakerId::from("andrew-goodall").into()]);
    let twice = Reshape::MergeStances { from: "unclear".into(), into: "unclear".into() };
    assert_eq!(refusal(&corpus, &twice), "“Unclear” cannot be merged with itself or take its own place");
}

#[test]
fn two_speakers_that_are_one_keep_names_roles_and_order() {
    let mut corpus = coded();
    let mut jane = corpus.codebook.speakers.get(&"jane-doe".into()).expect("is there").clone();
    jane.aliases = vec!["the GOODALL".to_owned(), "J. Doe".to_owned()];
    jane.note = "Chair".to_owned();
    done(&mut corpus, &Reshape::PutSpeaker(jane));
    let key = SetKey::new("zoe".into(), "a.txt".into());
    let role = RoleHeld { role: "interim".to_owned(), organisation: None };
    let three = Statement {
        speakers: vec![
            Attribution { speaker: "jane-doe".into(), role_override: None },
            SpeakerId::from("nhs-wales").into(),
            Attribution { speaker: "andrew-goodall".into(), role_override: Some(role.clone()) },
        ],
        ..(*get(&corpus, "zoe", "a.txt", 3)).clone()
    };
    corpus.change_set(&key, |set| set.set(three.id, Some(Arc::new(three))));
    let plan = done(&mut corpus, &Reshape::MergeSpeakers { from: "jane-doe".into(), into: "andrew-goodall".into() });
    assert_eq!(plan.effect.to_string(), "2 statements in 2 documents by 1 coder");
    let expected = [
        Attribution { speaker: "andrew-goodall".into(), role_override: Some(role) },
        SpeakerId::from("nhs-wales").into(),
    ];
    assert_eq!(get(&corpus, "zoe", "a.txt", 3).speakers, expected);
    let goodall = corpus.codebook.speakers.get(&"andrew-goodall".into()).expect("stays");
    assert_eq!(goodall.aliases, ["The Goodall", "Jane; Doe", "J. Doe"]);
    let roles: Vec<&str> = goodall.affiliations.iter().map(|affiliation| affiliation.held.role.as_str()).collect();
    assert_eq!((roles, goodall.note.as_str()), (vec!["=chair", "chief executive", "secretary"], "Chair"));
}

#[test]
fn an_organisation_that_goes_is_renamed_wherever_somebody_works_there() {
    let mut corpus = coded();
    let organisation = |id: &str, held: Vec<&str>| Speaker {
        id: id.into(),
        name: id.to_owned(),
        kind: crate::model::SpeakerKind::Organisation,
        aliases: Vec::new(),
        affiliations: held.into_iter().map(|id| at("", id)).collect(),
        note: String::new(),
        key: None,
    };
    done(&mut corpus, &Reshape::PutSpeaker(organisation("trust", Vec::new())));
    done(&mut corpus, &Reshape::PutSpeaker(organisation("ward", vec!["trust", "nhs-wales"])));
    let mut jane = corpus.codebook.speakers.get(&"jane-doe".into()).expect("is there").clone();
    jane.affiliations = vec![at("chair", "trust"), at("chair", "ward"), at("", "ward")];
    done(&mut corpus, &Reshape::PutSpeaker(jane));
    let key = SetKey::new("zoe".into(), "b.txt".into());
    let held = RoleHeld { role: "chair".to_owned(), organisation: Some("ward".into()) };
    let told = Attribution { speaker: "jane-doe".into(), role_override: Some(held) };
    let four = Statement { speakers: vec![told], ..(*get(&corpus, "zoe", "b.txt", 4)).clone() };
    corpus.change_set(&key, |set| set.set(four.id, Some(Arc::new(four))));

    let plan = done(&mut corpus, &Reshape::MergeSpeakers { from: "ward".into(), into: "trust".into() });
    assert_eq!((plan.effect.n_statements, plan.effect.n_entries), (1, 2));
    let speakers = &corpus.codebook.speakers;
    let jane = speakers.get(&"jane-doe".into()).expect("stays");
    assert_eq!(jane.affiliations, [at("chair", "trust"), at("", "trust")]);
    let trust = speakers.get(&"trust".into()).expect("stays");
    assert_eq!(
        (trust.aliases.as_slice(), trust.affiliations.as_slice()),
        (&["ward".to_owned()][..], &[at("", "nhs-wales")][..])
    );
    let role = get(&corpus, "zoe", "b.txt", 4).speakers[0].role_override.clone();
    assert_eq!(role.and_then(|held| held.organisation), Some("trust".into()));

    done(&mut corpus, &Reshape::DeleteSpeaker { speaker: "trust".into(), instead: None });
    let jane = corpus.codebook.speakers.get(&"jane-doe".into()).expect("stays");
    let held = RoleHeld { role: "chair".to_owned(), organisation: None };
    assert_eq!(jane.affiliations.iter().map(|affiliation| &affiliation.held).collect::<Vec<_>>(), [&held]);
}

#[test]
fn statements_that_are_not_known_yet_are_waited_for_and_those_that_never_will_be_are_told() {
    let mut corpus = coded();
    let delete = Reshape::DeleteTheme { theme: "pay".into(), instead: None };
    corpus.document_mut(&"news/c.txt".into()).expect("is there").text = TextState::Pending;
    assert!(refusal(&corpus, &delete).contains("still being read"));
    corpus.document_mut(&"news/c.txt".into()).expect("is there").text = TextState::Failed(String::new());
    let warnings = warnings(&planned(&corpus, &delete));
    assert_eq!(warnings, ["1 document could not be read; statements there stay as they are."]);
}

#[test]
fn a_split_adds_themes_beside_and_moves_what_was_picked() {
    let mut corpus = coded();
    done(&mut corpus, &Reshape::PutTheme(theme_named("hours", Some("workforce"))));
    let moved = vec![(SetKey::new("ann".into(), "a.txt".into()), crate::model::testing::id(1), "bonus".into())];
    let made = vec![theme_named("bonus", Some("workforce")), theme_named("grade", Some("pay"))];
    let plan = done(&mut corpus, &Reshape::SplitTheme { theme: "pay".into(), made, moved });
    assert_eq!((plan.label.as_str(), plan.effect.n_statements), ("split theme “Pay”", 1));
    let ids: Vec<&str> = tree(&corpus).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["workforce", "pay", "grade", "bonus", "hours", "devolution"]);
    assert_eq!(get(&corpus, "ann", "a.txt", 1).theme, Some("bonus".into()));
    assert_eq!(get(&corpus, "zoe", "a.txt", 3).theme, Some("pay".into()));
}

#[test]
fn what_others_said_of_a_statement_names_no_theme_that_is_gone() {
    let mut corpus = coded();
    let key = SetKey::new("ann".into(), "a.txt".into());
    let ours = corpus.set(&key).expect("is there").statements()[0].clone();
    let theirs = Statement { theme: Some("pay".into()), note: "theirs".to_owned(), ..(*ours).clone() };
    let rivals = vec![Rival::Deleted, Rival::Edited(theirs.clone())];
    corpus.change_set(&key, |set| set.set_rivals(ours.id, rivals));
    let before = corpus.clone();
    let plan = planned(&corpus, &Reshape::MergeThemes { from: "pay".into(), into: "devolution".into() });
    assert_eq!(plan.effect.n_statements, 3, "statements are counted, and once each");
    let (inverse, _) = apply(&mut corpus, plan.edit).expect("fits");
    let moved = Rival::Edited(Statement { theme: Some("devolution".into()), ..theirs });
    assert_eq!(corpus.set(&key).expect("is there").rivals()[&ours.id], [Rival::Deleted, moved]);
    apply(&mut corpus, inverse).expect("can be undone");
    assert_eq!(corpus.sets(), before.sets());
}
