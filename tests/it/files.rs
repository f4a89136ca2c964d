//! What is saved is what is loaded, whatever it says; the same content is the same bytes; nothing else changes.

use crate::coded::{apply, bytes_below, held};
use crate::strategies::{DOCUMENTS, edit, hostile, meta, speaker, stance, statement_on, theme};
use crate::world::{PATIENCE, World, sample_docs};
use proptest::collection::vec;
use proptest::prelude::*;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{AnnotationSet, Progress, SetKey};
use standpoint::session::Change;
use standpoint::store::{Known, Layout, SaveJob, SaveState, Saver, Severity, Whole, corpus_file, open_whole};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Every file that a corpus is kept in.
fn jobs(whole: &Whole) -> Vec<SaveJob> {
    let mut jobs = vec![
        SaveJob::Codebook(whole.corpus.codebook.clone()),
        SaveJob::CorpusFile(corpus_file(&whole.corpus, &whole.absent)),
    ];
    for (key, set) in whole.corpus.sets() {
        let document = whole.corpus.document(&key.document).expect("a set has its document");
        let text = Arc::clone(document.ready_text().expect("is read"));
        jobs.push(SaveJob::Set { key: key.clone(), set: set.clone(), text });
    }
    jobs
}

/// Opens the corpus; nothing of it may be unreadable.
fn read_whole(root: &Path) -> Whole {
    let whole = open_whole(root).expect("opens");
    let errors: Vec<_> = whole.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty() && whole.known.held.is_empty(), "{errors:?}");
    whole
}

/// Fills a corpus with words of every kind in every place.
fn filling() -> impl Strategy<Value = Vec<Edit>> {
    let on = |document: usize| {
        let (path, text) = DOCUMENTS[document];
        vec((1..9_u128).prop_flat_map(move |n| statement_on(text, n)), 0..4).prop_map(move |statements| {
            let set = SetKey::new("Zoë O’Neill".into(), path.into());
            let edit = |s: standpoint::model::Statement| Edit::Statement {
                set: set.clone(),
                id: s.id,
                value: Some(Arc::new(s)),
            };
            Edit::Batch(statements.into_iter().map(edit).collect())
        })
    };
    let document = |path: &'static str| meta().prop_map(move |value| Edit::Document { path: path.into(), value });
    let stance = stance("x").prop_map(|entry| Edit::Stance { id: "x".into(), value: Some((0, entry)) });
    let theme = theme("y").prop_map(|entry| Edit::Theme { id: "y".into(), value: Some((0, entry)) });
    let speaker = speaker("z").prop_map(|entry| Edit::Speaker { id: "z".into(), value: Some((0, entry)) });
    (on(0), on(1), document("a.txt"), document("b.txt"), stance, theme, speaker, vec(edit(), 0..4)).prop_map(
        |(a, b, c, d, e, f, g, more)| {
            let mut all = vec![a, b, c, d, e, f, g];
            all.extend(more);
            all
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_loaded_as_it_was_and_saved_again_in_the_same_bytes(edits in filling()) {
        let world = World::new(&DOCUMENTS);
        let mut session = world.session("ann");
        apply(&mut session, Edit::Batch(edits));
        prop_assert!(session.flush(PATIENCE), "{:?}", session.save_state());
        let saved = held(session.corpus());
        drop(session);

        let whole = read_whole(&world.root());
        prop_assert_eq!(held(&whole.corpus), saved);
        let bytes = world.bytes();
        for job in jobs(&whole) {
            let path = whole.layout.file(&job.file_key());
            let below = whole.layout.below_root(&path);
            let content = job.to_file(&whole.layout).expect("can be written");
            if let Some(there) = bytes.get(below) {
                prop_assert_eq!(&content, &String::from_utf8_lossy(there));
            }
            prop_assert!(content.ends_with(")\n"));
        }
        // Written by a saver that knows what stands there, nothing changes either.
        let Whole { layout, known, .. } = read_whole(&world.root());
        let saver = Saver::start(layout, known, || ());
        for job in jobs(&whole) {
            saver.submit(job).expect("nothing is held");
        }
        prop_assert_eq!(saver.flush(PATIENCE), SaveState::Saved);
        for (path, content) in &bytes {
            let there = fs::read(world.root().join(path)).unwrap_or_default();
            prop_assert_eq!(&there, content, "{}", path.display());
        }
    }

    #[test]
    fn a_session_that_ends_where_it_began_changes_no_byte(edits in filling(), words in hostile()) {
        let world = World::new(&DOCUMENTS);
        let mut session = world.session("ann");
        apply(&mut session, Edit::Batch(edits));
        let set = session.key(&"a.txt".into());
        apply(&mut session, Edit::Progress { set: set.clone(), value: Progress::Done });
        prop_assert!(session.flush(PATIENCE), "{:?}", session.save_state());
        drop(session);
        let before = world.bytes();

        let mut session = world.session("ann");
        prop_assert!(session.flush(PATIENCE));
        prop_assert_eq!(&world.bytes(), &before, "opening changes nothing");
        apply(&mut session, Edit::Progress { set, value: Progress::InProgress });
        let meta = standpoint::model::DocumentMeta { note: words, ..session.corpus().documents()[0].meta.clone() };
        let path = session.corpus().documents()[0].path.clone();
        let change = Change::new("note", Edit::Document { path, value: meta }, Focus::default());
        session.apply(change).expect("fits");
        prop_assert!(session.flush(PATIENCE));
        while session.undo().expect("nothing is held").is_some() {}
        prop_assert!(session.flush(PATIENCE), "{:?}", session.save_state());
        drop(session);
        let mut after = world.bytes();
        // A corpus file that was not there says nothing now.
        if !before.contains_key(Path::new("corpus.ron")) {
            after.remove(Path::new("corpus.ron"));
        }
        prop_assert_eq!(after, before);
    }
}

#[test]
fn the_sample_corpus_is_canonical_and_free_of_problems() {
    let whole = read_whole(&sample_docs());
    assert!(whole.problems.is_empty(), "{:?}", whole.problems);
    let jobs = jobs(&whole);
    assert!(jobs.len() >= 9, "five sets of one coder, two of the other, codebook and corpus file");
    for job in &jobs {
        let path = whole.layout.file(&job.file_key());
        let there = fs::read_to_string(&path).expect("is there");
        assert_eq!(job.to_file(&whole.layout).expect("can be written"), there, "{}", path.display());
    }
}

#[test]
fn the_sample_corpus_saved_anew_is_the_same_byte_by_byte() {
    let world = World::new(&[]);
    let whole = read_whole(&sample_docs());
    for document in whole.corpus.documents() {
        let path = document.path.as_str();
        fs::copy(sample_docs().join(path), world.root().join(path)).expect("copies");
    }
    let saver = Saver::start(Layout::new(world.root()), Known::default(), || ());
    for job in jobs(&whole) {
        saver.submit(job).expect("nothing is held");
    }
    assert_eq!(saver.flush(PATIENCE), SaveState::Saved);
    drop(saver);
    assert_eq!(world.bytes(), bytes_below(&sample_docs()));
}

#[test]
fn what_was_not_read_whole_is_never_written() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said [no|id=2]."), ("b.txt", "It [is|id=3].")]);
    let file = "annotations/ann/a.txt.ron";
    let broken = world.read(file).replacen("spans: [(4, 8)]", "spans: [(8, 4)]", 1);
    world.write(file, &broken);
    let mut session = world.session("ann");
    assert_eq!(session.set(&"a.txt".into()).map(AnnotationSet::len), Some(1), "what fits is shown");
    assert!(session.why_held(&"a.txt".into()).is_some_and(|why| why.contains("a.txt.ron")));
    let set = session.key(&"a.txt".into());
    let refused = session.apply(Change::new("done", Edit::Progress { set, value: Progress::Done }, Focus::default()));
    assert!(refused.is_err());
    let mixed = Edit::Batch(vec![
        Edit::Progress { set: session.key(&"b.txt".into()), value: Progress::Done },
        Edit::Progress { set: session.key(&"a.txt".into()), value: Progress::Done },
    ]);
    let before = held(session.corpus());
    assert!(session.apply(Change::new("done", mixed, Focus::default())).is_err());
    assert_eq!(held(session.corpus()), before, "a batch with a held file in it is not done at all");
    assert!(session.flush(PATIENCE));
    drop(session);
    assert_eq!(world.read(file), broken);
}
