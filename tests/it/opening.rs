//! Opening a corpus that takes long: the window goes on, says so, and can stop it.

use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::app::crash::CrashNote;
use standpoint::model::Coder;
use standpoint::session::{Session, Unsaved, Wake};
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Entries of a corpus file that takes seconds to read in a test build.
const MANY: usize = 60_000;

/// A corpus whose corpus file is long.
fn slow_corpus() -> World {
    let world = World::new(&[("a.txt", "The board opposes it.")]);
    let mut file = String::from("Corpus(\n    format: 1,\n    documents: [\n");
    for n in 0..MANY {
        writeln!(file, "        Document(path: \"gone/{n:05}.txt\", title: \"Document {n}\", date: \"2023-06-14\"),")
            .expect("writes");
    }
    file.push_str("    ],\n)\n");
    world.write("corpus.ron", file);
    world
}

/// The start page while the corpus is being opened.
fn opening(world: &World) -> Driver {
    let mut user = world.start_page(None);
    user.harness.state_mut().at_once = Duration::ZERO;
    let root = world.root();
    let begun = Instant::now();
    user.harness.state_mut().open_corpus_as(&root, Some("ann"));
    assert!(begun.elapsed() < Duration::from_secs(2), "the window waited {:?}", begun.elapsed());
    user.harness.run_steps(2);
    assert!(user.window().is_opening_corpus(), "it was open at once: the corpus is too small for this test");
    assert!(user.window().session.is_none());
    assert!(user.shows("Opening corpus"), "nothing says that it is being opened");
    user
}

#[test]
fn a_corpus_that_takes_long_opens_behind_the_window() {
    let world = slow_corpus();
    let mut user = opening(&world);
    let begun = Instant::now();
    user.harness.step();
    assert!(begun.elapsed() < Duration::from_secs(1), "a frame took {:?}", begun.elapsed());
    user.wait_until("the corpus is opened", |window| window.session.is_some());
    assert!(!user.shows("Opening corpus"));
    assert_eq!(user.session().coder(), &Coder::from("ann"));
    assert_eq!(user.session().corpus().documents().len(), 1);
    assert!(user.session().why_read_only().is_none());
}

#[test]
fn opening_is_cancelled_by_button_and_by_key_and_leaves_nothing_behind() {
    let world = slow_corpus();
    for by_key in [false, true] {
        let mut user = opening(&world);
        if by_key {
            user.key(Modifiers::NONE, Key::Escape);
        } else {
            user.click("Cancel opening");
        }
        assert!(!user.window().is_opening_corpus());
        assert!(!user.shows("Opening corpus") && user.shows("Stopped opening"));
        std::thread::sleep(Duration::from_millis(50));
        user.settle();
        assert!(user.window().session.is_none(), "what was given up came all the same");
    }
    // Nobody holds the coder, now or once the threads that were left alone have ended.
    let wake: Wake = Arc::new(|| ());
    let session = Session::open(&world.root(), Some(Coder::from("ann")), None, &wake).expect("opens");
    assert!(session.why_read_only().is_none(), "{:?}", session.why_read_only());
}

#[test]
fn what_is_to_be_told_of_a_failure_is_told_when_opening_is_given_up_or_another_corpus_is_opened_instead() {
    let (slow, quick) = (slow_corpus(), World::new(&[("a.txt", "The board opposes it.")]));
    for is_replaced in [false, true] {
        let failed = Unsaved { n_kept: 0, n_lost: 0 };
        assert!(CrashNote::new(None, failed, None).leave(&slow.beside("state")));
        let mut user = slow.start_page(None);
        user.harness.state_mut().at_once = Duration::ZERO;
        let root = slow.root();
        user.harness.state_mut().begin(Some(&root), Some("ann"));
        user.harness.run_steps(2);
        assert!(user.window().is_opening_corpus() && !user.shows("stopped unexpectedly"));
        if is_replaced {
            user.open_corpus_as(&quick.root(), Some("ann"));
            assert_eq!(user.session().layout().root(), quick.root());
        } else {
            user.click("Cancel opening");
        }
        assert!(user.shows("Standpoint stopped unexpectedly"), "nobody was told; replaced: {is_replaced}");
    }
}

#[test]
fn the_same_corpus_opened_again_can_be_edited() {
    let world = World::new(&[("a.txt", "The board opposes it.")]);
    let mut user = world.window("ann");
    user.select("opposes");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    user.open_corpus_as(&world.root(), Some("ann"));
    assert!(user.session().why_read_only().is_none(), "{:?}", user.session().why_read_only());
}

#[test]
fn the_corpus_that_is_open_stays_when_opening_another_is_given_up() {
    let first = World::new(&[("first.txt", "The union supports it.")]);
    let mut user = first.window("ann");
    user.select("supports");
    user.key(Modifiers::NONE, Key::Enter);
    let second = slow_corpus();
    user.harness.state_mut().at_once = Duration::ZERO;
    user.harness.state_mut().open_corpus_as(&second.root(), Some("ann"));
    user.harness.run_steps(2);
    assert!(user.window().is_opening_corpus(), "it was open at once");
    user.click("Cancel opening");
    assert_eq!(user.session().layout().root(), first.root());
    assert!(user.session().next_undo().is_some(), "the history is still there");
}
