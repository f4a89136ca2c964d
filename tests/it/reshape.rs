//! Changes of the codebook: one edit each, planned over the whole corpus, taken back exactly, losing no statement.

use crate::coded::held;
use crate::notation::id as statement_id;
use crate::strategies::{DOCUMENTS, edit, speaker, stance, theme};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use standpoint::edit::apply;
use standpoint::edit::reshape::{Reshape, plan};
use standpoint::model::{
    Attribution, Codebook, Corpus, Document, EntryId, RoleHeld, SetKey, Statement, StatementId, TextState, Theme,
    ThemeId,
};
use standpoint::text::DocumentText;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

const IDS: [&str; 3] = ["x", "y", "z"];

fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_900_000_000).expect("a time")
}

/// A corpus after some edits, all of it read.
fn edited() -> impl Strategy<Value = Corpus> {
    vec(edit(), 4..24).prop_map(|edits| {
        let documents = DOCUMENTS.iter().map(|(path, text)| {
            let text = TextState::Ready(Arc::new(DocumentText::new(*text)));
            Document { text, ..Document::new((*path).into()) }
        });
        let mut corpus = Corpus::new(documents.collect(), Codebook::default());
        for edit in edits {
            apply(&mut corpus, edit).expect("fits");
        }
        corpus
    })
}

fn id() -> impl Strategy<Value = &'static str> {
    select(&IDS[..])
}

fn two() -> impl Strategy<Value = (&'static str, &'static str)> {
    (id(), id())
}

/// A request that needs no look at the corpus to be made.
fn reshapes() -> impl Strategy<Value = Reshape> {
    let instead = || (id(), option::of(id()));
    prop_oneof![
        id().prop_flat_map(theme).prop_map(Reshape::PutTheme),
        id().prop_flat_map(stance).prop_map(Reshape::PutStance),
        id().prop_flat_map(speaker).prop_map(Reshape::PutSpeaker),
        (id(), option::of(id()), option::of(id())).prop_map(|(theme, parent, before)| Reshape::MoveTheme {
            theme: theme.into(),
            parent: parent.map(Into::into),
            before: before.map(Into::into)
        }),
        (id(), 0..5_usize).prop_map(|(stance, to)| Reshape::MoveStance { stance: stance.into(), to }),
        two().prop_map(|(from, into)| Reshape::MergeThemes { from: from.into(), into: into.into() }),
        two().prop_map(|(from, into)| Reshape::MergeStances { from: from.into(), into: into.into() }),
        two().prop_map(|(from, into)| Reshape::MergeSpeakers { from: from.into(), into: into.into() }),
        instead().prop_map(|(id, instead)| Reshape::DeleteTheme { theme: id.into(), instead: instead.map(Into::into) }),
        instead()
            .prop_map(|(id, instead)| Reshape::DeleteStance { stance: id.into(), instead: instead.map(Into::into) }),
        instead()
            .prop_map(|(id, instead)| Reshape::DeleteSpeaker { speaker: id.into(), instead: instead.map(Into::into) }),
    ]
}

type Statements = BTreeMap<(SetKey, StatementId), Arc<Statement>>;

fn statements(corpus: &Corpus) -> Statements {
    let of_set = |(key, set): (&SetKey, &standpoint::model::AnnotationSet)| {
        let key = key.clone();
        set.statements().iter().map(move |s| ((key.clone(), s.id), Arc::clone(s))).collect::<Vec<_>>()
    };
    corpus.sets().iter().flat_map(of_set).collect()
}

/// The entry that a request takes out.
fn removed(reshape: &Reshape) -> Option<EntryId> {
    match reshape {
        Reshape::MergeThemes { from: id, .. } | Reshape::DeleteTheme { theme: id, .. } => Some(id.clone().into()),
        Reshape::MergeStances { from: id, .. } | Reshape::DeleteStance { stance: id, .. } => Some(id.clone().into()),
        Reshape::MergeSpeakers { from: id, .. } | Reshape::DeleteSpeaker { speaker: id, .. } => Some(id.clone().into()),
        _ => None,
    }
}

/// Whether anything in the corpus names `entry`.
fn is_named(corpus: &Corpus, entry: &EntryId) -> bool {
    let book = &corpus.codebook;
    let all = statements(corpus);
    match entry {
        EntryId::Theme(id) => {
            book.themes.iter().any(|theme| theme.id == *id || theme.parent.as_ref() == Some(id))
                || all.values().any(|statement| statement.theme.as_ref() == Some(id))
        }
        EntryId::Stance(id) => {
            book.stances.get(id).is_some() || all.values().any(|statement| statement.stance.as_ref() == Some(id))
        }
        EntryId::Speaker(id) => {
            let held_there = |held: &RoleHeld| held.organisation.as_ref() == Some(id);
            let who = |who: &Attribution| who.speaker == *id || who.role_override.as_ref().is_some_and(held_there);
            book.speakers.get(id).is_some()
                || book.speakers.iter().flat_map(|speaker| &speaker.affiliations).any(|a| held_there(&a.held))
                || all.values().any(|statement| statement.speakers.iter().any(who))
        }
    }
}

/// Themes whose parents lead back to themselves.
fn circles(book: &Codebook) -> BTreeSet<&str> {
    let comes_back = |theme: &&Theme| {
        let mut seen = HashSet::new();
        let mut next = theme.parent.as_ref();
        while let Some(id) = next {
            if *id == theme.id {
                return true;
            }
            next = book.themes.get(id).filter(|_| seen.insert(id)).and_then(|parent| parent.parent.as_ref());
        }
        false
    };
    book.themes.iter().filter(comes_back).map(|theme| theme.id.as_str()).collect()
}

/// Themes that stand in front of their parents, or whose parents are not there.
fn disorder(book: &Codebook) -> usize {
    let at = |id: &ThemeId| book.themes.position(id);
    let is_wrong = |theme: &&Theme| {
        let parent = theme.parent.as_ref().map(at);
        parent.is_some_and(|parent| parent.is_none() || parent > at(&theme.id))
    };
    book.themes.iter().filter(is_wrong).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_planned_is_done_and_taken_back_whole(mut corpus in edited(), reshape in reshapes()) {
        let Ok(plan) = plan(&corpus, &reshape, now()) else { return Ok(()) };
        let (before, first) = (held(&corpus), statements(&corpus));
        let (circles_before, disorder_before) = (circles(&before.1).len(), disorder(&before.1));
        let (inverse, _) = apply(&mut corpus, plan.edit.clone()).expect("a plan fits");
        let after = statements(&corpus);

        // No statement comes or goes, none changes but in its field, and the figures are right.
        prop_assert!(first.keys().eq(after.keys()));
        let changed: Vec<_> = first.iter().filter(|(key, statement)| after[*key] != **statement).collect();
        for ((set, id), old) in &changed {
            let new = &after[&(set.clone(), *id)];
            prop_assert_eq!(new.modified, Some(now()));
            let mut expected = Statement { modified: Some(now()), ..(***old).clone() };
            match removed(&reshape) {
                Some(EntryId::Theme(_)) => expected.theme.clone_from(&new.theme),
                Some(EntryId::Stance(_)) => expected.stance.clone_from(&new.stance),
                Some(EntryId::Speaker(_)) => expected.speakers.clone_from(&new.speakers),
                None => {}
            }
            prop_assert_eq!(&expected, &**new);
        }
        let documents: BTreeSet<_> = changed.iter().map(|((set, _), _)| &set.document).collect();
        let coders: BTreeSet<_> = changed.iter().map(|((set, _), _)| &set.coder).collect();
        let effect = &plan.effect;
        prop_assert_eq!((effect.n_statements, effect.n_documents, effect.n_coders), (changed.len(), documents.len(), coders.len()));
        prop_assert_eq!(plan.is_empty(), held(&corpus) == before);

        if let Some(entry) = removed(&reshape) {
            prop_assert!(!is_named(&corpus, &entry));
            prop_assert_eq!(&plan.focus, &entry);
        }
        prop_assert!(circles(&corpus.codebook).len() <= circles_before);
        prop_assert!(disorder_before > 0 || circles_before > 0 || disorder(&corpus.codebook) == 0);

        apply(&mut corpus, inverse).expect("an inverse fits");
        prop_assert_eq!(held(&corpus), before);
    }

    #[test]
    fn a_split_takes_what_it_was_told_and_nothing_else(mut corpus in edited(), picks in vec(any::<bool>(), 12), parent in option::of(id())) {
        let Some(theme) = corpus.codebook.themes.get(&"x".into()) else { return Ok(()) };
        let from = theme.id.clone();
        let new = Theme { id: "new".into(), name: "New".to_owned(), parent: parent.map(Into::into), ..Theme::default() };
        let all = statements(&corpus);
        let meant = all.iter().filter(|(_, statement)| statement.theme.as_ref() == Some(&from));
        let moved: Vec<_> = meant.zip(picks).filter(|(_, is_picked)| *is_picked)
            .map(|(((set, id), _), _)| (set.clone(), *id, new.id.clone())).collect();
        let reshape = Reshape::SplitTheme { theme: from, made: vec![new], moved: moved.clone() };
        let Ok(plan) = plan(&corpus, &reshape, now()) else { return Ok(()) };
        let before = held(&corpus);
        prop_assert_eq!(plan.effect.n_statements, moved.len());
        let (inverse, _) = apply(&mut corpus, plan.edit).expect("a plan fits");
        let after = statements(&corpus);
        for (key, old) in &all {
            let is_moved = moved.iter().any(|(set, id, _)| (set, id) == (&key.0, &key.1));
            prop_assert_eq!(after[key] != *old, is_moved);
            prop_assert!(!is_moved || after[key].theme == Some("new".into()));
        }
        prop_assert!(corpus.codebook.themes.get(&"new".into()).is_some());
        apply(&mut corpus, inverse).expect("an inverse fits");
        prop_assert_eq!(held(&corpus), before);
    }
}

#[test]
fn a_split_of_what_has_changed_meanwhile_is_refused() {
    let world = crate::world::World::tagged(&[("a.txt", "The [bank|id=1 theme=tax] said [no|id=2].")]);
    let session = world.session("ann");
    let key = session.key(&"a.txt".into());
    let split = |n| Reshape::SplitTheme {
        theme: "tax".into(),
        made: Vec::new(),
        moved: vec![(key.clone(), statement_id(n), "tax".into())],
    };
    assert!(plan(session.corpus(), &split(1), now()).is_ok_and(|plan| plan.is_empty()));
    for n in [2, 3] {
        let error = plan(session.corpus(), &split(n), now()).expect_err("has another theme or is gone");
        assert!(error.to_string().starts_with("a statement of ann on a.txt is gone"), "{error}");
    }
}
