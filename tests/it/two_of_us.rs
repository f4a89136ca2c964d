//! Two people at one corpus, each coding under an own name, and both at work on the codebook.

use crate::coded::{apply, held};
use crate::outside::{wait, watching};
use crate::strategies::{meta, speaker, stance, theme};
use crate::world::{PATIENCE, World};
use proptest::collection::vec;
use proptest::prelude::*;
use standpoint::edit::Edit;
use standpoint::model::{Codebook, DocumentMeta, Entry, EntryId, EntryList, Rival, Theme};
use standpoint::session::Session;
use standpoint::store::Severity;
use std::fmt::Debug;

const TEXT: &str = "The bank opposes the tax.\nThe union welcomes the reform.\n";
const IDS: [&str; 3] = ["one", "two", "three"];

/// An edit of what both share: an entry of the codebook, or what is known of the document.
fn shared() -> BoxedStrategy<Edit> {
    let at = || 0..4_usize;
    let id = || prop::sample::select(&IDS[..]);
    let put_theme = (id().prop_flat_map(theme), at())
        .prop_map(|(theme, at)| Edit::Theme { id: theme.id.clone(), value: Some((at, theme)) });
    let put_stance = (id().prop_flat_map(stance), at())
        .prop_map(|(stance, at)| Edit::Stance { id: stance.id.clone(), value: Some((at, stance)) });
    let put_speaker = (id().prop_flat_map(speaker), at())
        .prop_map(|(speaker, at)| Edit::Speaker { id: speaker.id.clone(), value: Some((at, speaker)) });
    let rename = (id(), "[a-z]{1,6}").prop_map(|(id, name)| {
        let theme = Theme { id: id.into(), name, ..Theme::default() };
        Edit::Theme { id: id.into(), value: Some((0, theme)) }
    });
    let describe = meta().prop_map(|value| Edit::Document { path: "a.txt".into(), value });
    prop_oneof![
        4 => put_theme,
        2 => put_stance,
        2 => put_speaker,
        3 => rename,
        1 => id().prop_map(|id| Edit::Theme { id: id.into(), value: None }),
        1 => id().prop_map(|id| Edit::Speaker { id: id.into(), value: None }),
        1 => describe,
    ]
    .boxed()
}

/// Saves and merges until both have the same on the disk.
fn settle(ann: &mut Session, bob: &mut Session) {
    for _ in 0..2 {
        for session in [&mut *ann, &mut *bob] {
            assert!(session.settle_with_outside(PATIENCE), "{:?}", session.save_state());
            session.take_in_shared();
        }
    }
}

/// What one version of an entry says in its fields, in words.
fn said<T: Debug>(entry: Option<&T>) -> String {
    entry.map_or_else(|| "deleted".to_owned(), |entry| format!("{entry:?}"))
}

/// Checks that what either side made of the entries of one kind stands in `merged`, or beside it as a rival.
fn check_kept<T: Entry + PartialEq + Debug>(
    [base, ann, bob]: [&EntryList<T>; 3],
    merged: &EntryList<T>,
    has_rival: impl Fn(&T::Id) -> bool,
) where
    T::Id: Debug,
{
    let all = base.iter().chain(ann.iter()).chain(bob.iter());
    for id in all.map(Entry::id) {
        let (base, ann, bob, found) = (base.get(id), ann.get(id), bob.get(id), merged.get(id));
        if base == ann || ann == bob {
            assert_eq!(said(found), said(bob), "{id:?}: what bob alone changed");
        } else if base == bob {
            assert_eq!(said(found), said(ann), "{id:?}: what ann alone changed");
        } else {
            assert!(found.is_some(), "{id:?}: what both changed is there");
            let is_one = found == ann || found == bob;
            assert!(has_rival(id) || !is_one, "{id:?}: of {ann:?} and {bob:?} only {found:?} is left");
        }
    }
}

fn check_codebooks(base: &Codebook, ann: &Codebook, bob: &Codebook, merged: &Codebook) {
    let has_rival = |id: EntryId| merged.rivals.contains_key(&id);
    check_kept([&base.themes, &ann.themes, &bob.themes], &merged.themes, |id| has_rival(id.clone().into()));
    check_kept([&base.stances, &ann.stances, &bob.stances], &merged.stances, |id| has_rival(id.clone().into()));
    check_kept([&base.speakers, &ann.speakers, &bob.speakers], &merged.speakers, |id| has_rival(id.clone().into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_two_do_to_the_codebook_at_once_nothing_is_lost_and_both_see_the_same(
        before in vec(shared(), 0..4),
        rounds in vec((vec(shared(), 0..4), vec(shared(), 0..4)), 1..3),
    ) {
        let world = World::new(&[("a.txt", TEXT)]);
        let (mut ann, mut bob) = (world.session("ann"), world.session("bob"));
        for edit in before {
 apply(&mut ann, edit);
}
        settle(&mut ann, &mut bob);
        for (by_ann, by_bob) in rounds {
            let base = ann.corpus().codebook.clone();
            prop_assert_eq!(&base, &bob.corpus().codebook);
            for edit in by_ann {
 apply(&mut ann, edit);
}
            for edit in by_bob {
 apply(&mut bob, edit);
}
            let (of_ann, of_bob) = (ann.corpus().codebook.clone(), bob.corpus().codebook.clone());
            settle(&mut ann, &mut bob);
            prop_assert_eq!(held(ann.corpus()), held(bob.corpus()));
            if base.rivals.is_empty() {
                check_codebooks(&base, &of_ann, &of_bob, &ann.corpus().codebook);
            }
        }
        // What is on the disk is what both see.
        prop_assert_eq!(held(world.session("zoe").corpus()), held(ann.corpus()));
        prop_assert!(ann.problems().iter().all(|problem| problem.severity == Severity::Notice));
    }
}

#[test]
fn a_name_given_by_both_is_kept_twice_and_settling_it_in_one_window_settles_it_in_the_other() {
    let world = World::new(&[("a.txt", TEXT)]);
    let (mut ann, mut bob) = (watching(&world, "ann"), watching(&world, "bob"));
    let named = |name: &str| {
        let theme = Theme { id: "pay".into(), name: name.to_owned(), ..Theme::default() };
        Edit::Theme { id: "pay".into(), value: Some((0, theme)) }
    };
    apply(&mut ann, named("Pay"));
    apply(&mut bob, named("Wages"));
    let rivals = |session: &Session| session.corpus().codebook.rivals.clone();
    // Whoever is second finds the file changed, merges, and saves; the first then reads it again.
    let begun = std::time::Instant::now();
    while rivals(&ann).is_empty() || rivals(&bob).is_empty() {
        assert!(begun.elapsed() < PATIENCE, "{:?} {:?}", ann.save_state(), bob.save_state());
        ann.take_in_outside();
        bob.take_in_outside();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let id = EntryId::Theme("pay".into());
    let book = &ann.corpus().codebook;
    let Rival::Edited(theirs) = &book.rivals[&id][0] else { panic!("both gave a name") };
    let name = |codebook: &Codebook| codebook.themes.get(&"pay".into()).expect("is there").name.clone();
    assert!(format!("{theirs:?}").contains(if name(book) == "Pay" { "Wages" } else { "Pay" }));
    apply(&mut bob, Edit::EntryRivals { id, value: Vec::new() });
    wait(&mut ann, "it is settled here, too", |session| rivals(session).is_empty());
    assert_eq!(held(ann.corpus()), held(bob.corpus()));
}

#[test]
fn what_both_say_of_a_document_is_merged_field_by_field() {
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let (mut ann, mut bob) = (world.session("ann"), world.session("bob"));
    let say = |title: &str, source: &str, document: &str| {
        let value = DocumentMeta { title: title.to_owned(), source: source.to_owned(), ..DocumentMeta::default() };
        Edit::Document { path: document.into(), value }
    };
    apply(&mut ann, say("A title", "", "a.txt"));
    apply(&mut bob, say("", "A source", "a.txt"));
    apply(&mut bob, say("Another", "", "b.txt"));
    settle(&mut ann, &mut bob);
    let metas: Vec<_> =
        held(ann.corpus()).0.into_iter().map(|(meta, rivals)| (meta.title, meta.source, rivals)).collect();
    let wanted = [("A title", "A source"), ("Another", "")];
    assert_eq!(metas, wanted.map(|(title, source)| (title.to_owned(), source.to_owned(), Vec::new())));
    assert_eq!(held(ann.corpus()), held(bob.corpus()));
}

/// With nothing to do, no thread of a session wakes: seen in a process of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_session_that_watches_and_is_left_alone_costs_nothing() {
    use std::collections::BTreeMap;
    use std::fs;
    use std::time::Duration;
    const CHILD: &str = "STANDPOINT_IDLE_TEST";
    const NAME: &str = "two_of_us::a_session_that_watches_and_is_left_alone_costs_nothing";
    if std::env::var_os(CHILD).is_none() {
        let program = std::env::current_exe().expect("the tests are a program");
        let done = std::process::Command::new(program).args(["--exact", NAME, "--nocapture"]).env(CHILD, "1").output();
        let done = done.expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        return;
    }
    let world = World::sample();
    let mut session = watching(&world, "coder-1");
    session.take_in_outside();
    std::thread::sleep(Duration::from_secs(2));
    // How often each thread of ours woke, and the processor time of the process.
    let seen = || {
        let tasks = fs::read_dir("/proc/self/task").expect("is there").flatten();
        let woken = tasks.filter_map(|task| {
            let status = fs::read_to_string(task.path().join("status")).ok()?;
            let field = |name: &str| Some(status.lines().find_map(|line| line.strip_prefix(name))?.trim().to_owned());
            let name = field("Name:")?;
            let ours = ["saver", "watch", "eyes"].contains(&name.as_str());
            ours.then_some((name, field("voluntary_ctxt_switches:")?))
        });
        let stat = fs::read_to_string("/proc/self/stat").expect("is there");
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        (woken.collect::<BTreeMap<String, String>>(), [fields[11].to_owned(), fields[12].to_owned()])
    };
    let before = seen();
    assert_eq!(before.0.len(), 3, "all three threads are there: {before:?}");
    std::thread::sleep(Duration::from_secs(5));
    assert_eq!(seen(), before);
}
