//! Every change can be taken back: single, in batches, through the history, through the session.

use crate::coded::{Held, apply as apply_in, held};
use crate::notation::{drawn, tagged};
use crate::strategies::{DOCUMENTS, any_edit, edit, failing, fitting};
use crate::world::{PATIENCE, World};
use proptest::collection::vec;
use proptest::prelude::*;
use standpoint::edit::{
    Edit, Focus, History, Merge, Step, apply, codebook_difference, document_difference, query_difference,
    set_difference,
};
use standpoint::model::{AnnotationSet, Codebook, Corpus, Document, SetKey, TextState};
use standpoint::session::Change;
use standpoint::text::DocumentText;
use std::sync::Arc;

/// The corpus that edits are drawn for, and a document whose text has not been read.
fn corpus() -> Corpus {
    let mut documents = vec![Document::new("pending.txt".into())];
    for (path, text) in DOCUMENTS {
        let text = TextState::Ready(Arc::new(DocumentText::new(text)));
        documents.push(Document { text, ..Document::new(path.into()) });
    }
    Corpus::new(documents, Codebook::default())
}

/// A corpus after some edits.
fn edited() -> impl Strategy<Value = Corpus> {
    vec(any_edit(), 0..12).prop_map(|edits| {
        let mut corpus = corpus();
        for edit in edits {
            apply(&mut corpus, edit).expect("fits");
        }
        corpus
    })
}

/// What must hold of every corpus: lists and their indexes agree, sets are sorted, none says nothing.
fn is_sound(corpus: &Corpus) -> bool {
    let book = &corpus.codebook;
    let sets = corpus.sets().values().all(|set| {
        let all = set.statements();
        let is_found = all.iter().enumerate().all(|(at, s)| set.position(s.id) == Some(at) && set.get(s.id) == Some(s));
        let is_in_copy = set.clone().statements() == all && set.in_order().eq(all);
        !set.is_blank()
            && is_found
            && is_in_copy
            && set.len() == all.len()
            && all.windows(2).all(|w| w[0].order() < w[1].order())
    });
    sets && book.stances.iter().enumerate().all(|(at, entry)| book.stances.position(&entry.id) == Some(at))
        && book.themes.iter().enumerate().all(|(at, entry)| book.themes.position(&entry.id) == Some(at))
        && book.speakers.iter().enumerate().all(|(at, entry)| book.speakers.position(&entry.id) == Some(at))
}

fn batch_that_fails() -> impl Strategy<Value = Edit> {
    (vec(any_edit(), 0..5), failing(), vec(fitting(), 0..3), any::<bool>()).prop_map(
        |(before, bad, after, is_nested)| {
            let bad = if is_nested { Edit::Batch(vec![Edit::Batch(Vec::new()), bad]) } else { bad };
            Edit::Batch(before.into_iter().chain([bad]).chain(after).collect())
        },
    )
}

/// One thing that a user does with the history.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a test makes few of them")]
enum Deed {
    Do(Edit, Option<Merge>),
    Undo,
    Redo,
    Close,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let merge = prop_oneof![Just(None), Just(Some(Merge::Note(crate::notation::id(1))))];
    let deed = prop_oneof![
        4 => (any_edit(), merge).prop_map(|(edit, merge)| Deed::Do(edit, merge)),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        1 => Just(Deed::Close),
    ];
    vec(deed, 0..16)
}

fn undo(corpus: &mut Corpus, history: &mut History) -> bool {
    let Some(step) = history.take_undo() else { return false };
    let (inverse, _) = apply(corpus, step.edit.clone()).expect("an inverse fits");
    history.put_redo(step, inverse);
    true
}

fn redo(corpus: &mut Corpus, history: &mut History) -> bool {
    let Some(step) = history.take_redo() else { return false };
    let (inverse, _) = apply(corpus, step.edit.clone()).expect("an inverse fits");
    history.put_undo(step, inverse);
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_inverse_brings_back_what_was(mut corpus in edited(), edit in any_edit()) {
        let before = held(&corpus);
        let (inverse, touched) = apply(&mut corpus, edit.clone()).expect("fits");
        let after = held(&corpus);
        prop_assert!(is_sound(&corpus));
        prop_assert!(touched.codebook || after.1 == before.1, "a change of the codebook is not told");
        prop_assert!(touched.corpus_file || (&after.0, &after.3) == (&before.0, &before.3), "a change is not told");
        let changed = |key: &&SetKey| before.2.get(key) != after.2.get(key);
        prop_assert!(before.2.keys().chain(after.2.keys()).filter(changed).all(|key| touched.sets.contains_key(key)));
        let mut named = std::collections::BTreeSet::new();
        edit.for_each_set(&mut |set| { named.insert(set.clone()); });
        prop_assert!(touched.sets.keys().eq(named.iter()));
        prop_assert_eq!((edit.touches_codebook(), edit.touches_corpus_file()), (touched.codebook, touched.corpus_file));

        let (again, _) = apply(&mut corpus, inverse).expect("an inverse fits");
        prop_assert_eq!(held(&corpus), before);
        prop_assert!(is_sound(&corpus));
        apply(&mut corpus, again).expect("the inverse of an inverse fits");
        prop_assert_eq!(held(&corpus), after);
    }

    #[test]
    fn the_difference_of_two_states_makes_the_one_into_the_other(mut from in edited(), to in edited()) {
        let keys: std::collections::BTreeSet<&SetKey> = from.sets().keys().chain(to.sets().keys()).collect();
        let blank = AnnotationSet::default();
        let sets = keys.iter().flat_map(|key| {
            set_difference(key, from.set(key).unwrap_or(&blank), to.set(key).unwrap_or(&blank))
        });
        let documents = from.documents().iter().zip(to.documents());
        let documents = documents.flat_map(|(from, to)| document_difference(from, &to.meta, &to.rivals));
        let book = codebook_difference(&from.codebook, &to.codebook);
        let queries = query_difference(&from.queries, &to.queries);
        let edits: Vec<Edit> = sets.chain(documents).chain(book).chain(queries).collect();
        let is_same = held(&from) == held(&to);
        prop_assert_eq!(edits.is_empty(), is_same, "the difference of the same is nothing");
        apply(&mut from, Edit::Batch(edits)).expect("fits");
        prop_assert_eq!(held(&from), held(&to));
        prop_assert!(is_sound(&from));
    }

    #[test]
    fn what_does_not_fit_changes_nothing(mut corpus in edited(), edit in prop_oneof![failing(), batch_that_fails()]) {
        let before = held(&corpus);
        prop_assert!(apply(&mut corpus, edit).is_err());
        prop_assert_eq!(held(&corpus), before);
        prop_assert!(is_sound(&corpus));
    }

    #[test]
    fn a_history_leads_back_to_the_beginning_and_forth_to_the_end(deeds in deeds()) {
        let (mut corpus, mut history) = (corpus(), History::default());
        let begin = held(&corpus);
        for deed in deeds {
            match deed {
                Deed::Do(edit, merge) => {
                    let (inverse, _) = apply(&mut corpus, edit).expect("fits");
                    // A run of merged steps sets one slot over and over; what the first inverse holds undoes them all.
                    let merge = merge.filter(|_| matches!(inverse, Edit::Statement { .. }) && is_same_slot(&history, &inverse));
                    history.push(Step {
                        label: "step".to_owned(),
                        focus: Focus::default(),
                        by: "ann".into(),
                        edit: inverse,
                        merge,
                    });
                }
                Deed::Undo => drop(undo(&mut corpus, &mut history)),
                Deed::Redo => drop(redo(&mut corpus, &mut history)),
                Deed::Close => history.close(),
            }
        }
        while redo(&mut corpus, &mut history) {}
        let end = held(&corpus);
        while undo(&mut corpus, &mut history) {}
        prop_assert_eq!(held(&corpus), begin);
        while redo(&mut corpus, &mut history) {}
        prop_assert_eq!(held(&corpus), end);
        prop_assert!(is_sound(&corpus));
    }
}

/// Whether `inverse` is of the statement that the last step was of, so that the two may merge.
fn is_same_slot(history: &History, inverse: &Edit) -> bool {
    let slot = |edit: &Edit| match edit {
        Edit::Statement { set, id, .. } => Some((set.clone(), *id)),
        _ => None,
    };
    history.next_undo().is_none_or(|step| slot(&step.edit) == slot(inverse))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_undoes_and_redoes_all_and_the_files_follow(edits in vec(edit(), 1..6)) {
        let world = World::new(&DOCUMENTS);
        let mut session = world.session("ann");
        let mut seen: Vec<Held> = vec![held(session.corpus())];
        for edit in edits {
            let change = Change::new("edit", edit, Focus::default());
            session.apply(change).expect("fits");
            seen.push(held(session.corpus()));
        }
        for before in seen.iter().rev().skip(1) {
            prop_assert!(session.undo().expect("nothing is held").is_some());
            prop_assert_eq!(&held(session.corpus()), before);
        }
        prop_assert!(session.undo().expect("nothing is held").is_none());
        for after in seen.iter().skip(1) {
            prop_assert!(session.redo().expect("nothing is held").is_some());
            prop_assert_eq!(&held(session.corpus()), after);
        }
        prop_assert!(session.redo().expect("nothing is held").is_none());
        prop_assert!(session.flush(PATIENCE), "{:?}", session.save_state());
        let after = held(session.corpus());
        drop(session);
        prop_assert_eq!(held(world.session("ann").corpus()), after);
    }
}

/// What `ann` has coded on the only document, in the notation.
fn shown(corpus: &Corpus) -> String {
    let document = &corpus.documents()[0];
    let text = document.ready_text().expect("is read");
    let set = corpus.set(&SetKey::new("ann".into(), document.path.clone()));
    let statements: Vec<_> = set.iter().flat_map(|set| set.statements()).map(|s| (**s).clone()).collect();
    drawn(text.as_str(), &statements)
}

#[test]
fn a_change_and_its_undoing_read_as_they_look() {
    let before = "The [bank|id=1 stance=opposes theme=tax] said no.";
    let after = "The bank [said [no|id=2 stance=supports]|id=1 stance=opposes theme=tax].";
    let world = World::tagged(&[("a.txt", before)]);
    let mut session = world.session("ann");
    assert_eq!(shown(session.corpus()), before);
    let set = session.key(&"a.txt".into());
    let statements = tagged(after).statements.into_iter();
    let edits = statements.map(|s| Edit::Statement { set: set.clone(), id: s.id, value: Some(Arc::new(s)) });
    apply_in(&mut session, Edit::Batch(edits.collect()));
    assert_eq!(shown(session.corpus()), after);
    session.undo().expect("nothing is held");
    assert_eq!(shown(session.corpus()), before);
    session.redo().expect("nothing is held");
    assert_eq!(shown(session.corpus()), after);
}

#[test]
fn typing_in_a_note_is_one_step() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said [no|id=2].")]);
    let mut session = world.session("ann");
    let set = session.key(&"a.txt".into());
    let before = held(session.corpus());
    for note in ["s", "so", "so what"] {
        let statement = session.corpus().set(&set).and_then(|set| set.statements().first().cloned()).expect("is there");
        let value = standpoint::model::Statement { note: note.to_owned(), ..(*statement).clone() };
        let edit = Edit::Statement { set: set.clone(), id: value.id, value: Some(Arc::new(value)) };
        let merge = Some(Merge::Note(statement.id));
        let change = Change { merge, ..Change::new("note", edit, Focus::default()) };
        session.apply(change).expect("fits");
    }
    session.undo().expect("nothing is held");
    assert_eq!(held(session.corpus()), before);
    assert!(session.next_undo().is_none());
    session.redo().expect("nothing is held");
    assert_eq!(session.set(&"a.txt".into()).map(|set| set.statements()[0].note.as_str()), Some("so what"));
}

#[test]
fn what_the_saver_refuses_is_not_done() {
    let world = World::new(&[("a.txt", "The bank said no.")]);
    let mut session = world.session("../ann");
    let before = held(session.corpus());
    let set = session.key(&"a.txt".into());
    let edit = Edit::Progress { set, value: standpoint::model::Progress::Done };
    assert!(session.apply(Change::new("done", edit, Focus::default())).is_err());
    assert_eq!(held(session.corpus()), before);
    assert!(session.next_undo().is_none());
}
