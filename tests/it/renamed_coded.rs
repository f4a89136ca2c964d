//! Documents that were renamed outside and coded under their new name before their sets were taken along.

use crate::coded::apply;
use crate::notation::tagged;
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::SetKey;
use standpoint::session::Session;
use standpoint::store::{Likeness, Renamed};
use std::fs;
use std::sync::Arc;

const A: &str = "The [national bank of the north|id=1 stance=opposes theme=tax speaker=treasury] said \
                 [we will never agree to that|id=2 stance=opposes]. And then it said more.";
const HEADLINE: &str = "A headline.\n";
const OLD: &str = "annotations/ann/a.txt.ron";
const NEW: &str = "annotations/ann/press/2023.txt.ron";
const TO: &str = "press/2023.txt";

/// A corpus of which ann and bob coded a document that was renamed since, and got a line above its first.
fn world() -> World {
    let world = World::tagged(&[("a.txt", A), ("b.txt", "Nothing [here|id=3]. Nothing at all.")]);
    let bob = world.read(OLD).replace("coder: \"ann\"", "coder: \"bob\"").replace("-00000000000", "-10000000000");
    world.write("annotations/bob/a.txt.ron", bob);
    let text = format!("{HEADLINE}{}", world.read("a.txt"));
    fs::remove_file(world.root().join("a.txt")).expect("is there");
    world.write(TO, text);
    world
}

/// Codes, under the new name, what `notation` says of the document.
fn code(session: &mut Session, notation: &str) {
    let set = session.key(&TO.into());
    for statement in tagged(notation).statements {
        let edit = Edit::Statement { set: set.clone(), id: statement.id, value: Some(Arc::new(statement)) };
        apply(session, edit);
    }
}

/// As [`world`], with the headline coded by ann under the new name.
fn coded_world() -> World {
    let world = world();
    let mut session = world.session("ann");
    code(&mut session, "[A headline|id=7 stance=opposes].\n");
    assert!(session.flush(PATIENCE));
    world
}

fn found(session: &Session) -> Renamed {
    let [renamed] = session.renamed() else { panic!("one document was renamed: {:?}", session.renamed()) };
    renamed.clone()
}

/// Statements in place and those that wait, of a coder on the document under its new name.
fn counts(session: &Session, coder: &str) -> (usize, usize) {
    let set = session.corpus().set(&SetKey::new(coder.into(), TO.into()));
    set.map_or((0, 0), |set| (set.len(), set.unplaced().len()))
}

fn words_of(merged: &standpoint::session::TakenAlong) -> Vec<String> {
    merged.words().collect()
}

#[test]
fn all_sets_come_along_and_the_one_that_is_there_is_merged() {
    let world = coded_world();
    let before = world.bytes();
    let mut session = world.session("ann");
    let renamed = found(&session);
    assert_eq!((renamed.to.as_str(), renamed.likeness), (TO, Likeness::Similar { n_found: 2, n_asked: 2 }));
    assert_eq!(session.coded_as_renamed(&renamed).collect::<Vec<_>>(), [&"ann".into()]);
    let taken = session.take_along(&renamed).expect("goes");
    let words = "ann had coded it under the new name already: the 1 statement there and those taken along are 3 now.";
    assert_eq!(words_of(&taken), [words]);
    assert_eq!((counts(&session, "ann"), counts(&session, "bob")), ((3, 0), (2, 0)));
    assert!(world.read(OLD).is_empty() && world.read("annotations/bob/a.txt.ron").is_empty());
    assert_eq!(world.read(NEW).matches("Statement(").count(), 3);
    let again = world.session("carl");
    assert!(again.renamed().is_empty());
    assert_eq!((counts(&again, "ann"), counts(&again, "bob")), ((3, 0), (2, 0)));
    drop(again);
    assert_eq!(session.put_back_renamed().expect("goes back"), Some("a.txt".into()));
    assert!(session.flush(PATIENCE));
    assert_eq!(world.bytes(), before);
    assert_eq!((counts(&session, "ann"), counts(&session, "bob")), ((1, 0), (0, 0)));
    let renamed = found(&session);
    session.take_along(&renamed).expect("goes again");
    assert_eq!((counts(&session, "ann"), counts(&session, "bob")), ((3, 0), (2, 0)));
}

#[test]
fn what_was_coded_a_moment_ago_is_merged_too_and_edited_like_any_other_after() {
    let world = world();
    let mut session = world.session("ann");
    let renamed = found(&session);
    code(&mut session, "[A headline|id=7 stance=opposes].\n");
    session.take_along(&renamed).expect("goes");
    assert_eq!(counts(&session, "ann"), (3, 0));
    session.undo().expect("may").expect("takes the headline back");
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    assert_eq!(world.read(NEW).matches("Statement(").count(), 2);
    assert!(session.put_back_renamed().is_err(), "what was edited since is not taken away");
    drop(session);
    assert_eq!(counts(&world.session("ann"), "ann"), (2, 0));
}

#[test]
fn cut_short_before_the_old_files_go_it_is_ended_by_doing_it_again() {
    let world = coded_world();
    let old = world.read(OLD);
    let mut session = world.session("ann");
    let renamed = found(&session);
    session.take_along(&renamed).expect("goes");
    drop(session);
    // As a kill leaves it: what was merged is there, and so is what it was merged from.
    world.write(OLD, old);
    standpoint(["check"]).arg(world.root()).ends_with(1).says(&["it seems to be “press/2023.txt” now"]);
    let ended = standpoint(["relink"]).arg(world.root()).args(&["a.txt", TO]).ends_with(0);
    ended.says(&["3 statements placed, 0 to be placed", "the 3 statements there and those taken along are 3 now"]);
    assert_eq!(world.read(NEW).matches("Statement(").count(), 3);
    assert!(world.read(OLD).is_empty());
}

#[test]
fn check_says_where_it_is_and_relink_tells_what_it_merged() {
    let world = coded_world();
    standpoint(["check"]).arg(world.root()).ends_with(1).says(&["it seems to be “press/2023.txt” now (2 of 2"]);
    let ended = standpoint(["relink"]).arg(world.root()).args(&["a.txt", TO]).ends_with(0).quietly();
    ended.says(&[
        "the sets of ann, bob on “a.txt” are on “press/2023.txt” now: 5 statements placed, 0 to be placed",
        "ann had coded it under the new name already: the 1 statement there and those taken along are 3 now.",
    ]);
    let ended = standpoint(["check"]).arg(world.root()).ends_with(1);
    ended.says(&["no problems in 2 documents and 3 annotation sets; 4 statements moved with the text"]);
}

#[test]
fn a_statement_that_both_have_and_say_otherwise_is_kept_twice_and_that_is_told() {
    let world = world();
    let mut session = world.session("ann");
    code(&mut session, &format!("{HEADLINE}The [national bank of the north|id=1 note=as_seen_now] "));
    drop(session);
    let ended = standpoint(["relink"]).arg(world.root()).args(&["a.txt", TO]).ends_with(1);
    ended.says(&["the 1 statement there and those taken along are 2 now, one of them in two versions to be settled."]);
    let session = world.session("ann");
    assert_eq!(counts(&session, "ann"), (2, 0));
    let rivals = session.set(&TO.into()).expect("is there").rivals().len();
    assert_eq!(rivals, 1);
}

#[test]
fn a_set_that_cannot_be_read_whole_keeps_all_where_they_are() {
    for damage in ["AnnotationSet(\n    format: 1,\n", ""] {
        let world = coded_world();
        world.write(NEW, damage);
        let before = world.bytes();
        let mut session = world.session("ann");
        let renamed = found(&session);
        let error = session.take_along(&renamed).expect_err("cannot be merged").to_string();
        assert!(error.contains("2023.txt.ron"), "{error}");
        assert_eq!(world.bytes(), before);
        assert_eq!(session.renamed().len(), 1, "it is still offered");
    }
}

#[test]
fn a_version_that_has_no_place_in_the_text_keeps_all_where_they_are() {
    let world = world();
    let text = world.read(TO).replace("we will never agree to that", "no");
    world.write(TO, text);
    let mut session = world.session("ann");
    let set = session.key(&TO.into());
    let said = tagged("[A headline|id=2 note=another].\n").statements.remove(0);
    apply(&mut session, Edit::Statement { set, id: said.id, value: Some(Arc::new(said)) });
    assert!(session.flush(PATIENCE));
    let before = world.bytes();
    let renamed = session.renamed_as(&"a.txt".into(), &TO.into()).expect("sets wait");
    let error = session.take_along(&renamed).expect_err("does not fit").to_string();
    assert!(error.contains("nothing was moved"), "{error}");
    assert_eq!(world.bytes(), before);
    assert_eq!(counts(&session, "ann"), (1, 0));
}

#[test]
fn a_set_that_went_meanwhile_is_asked_about_first() {
    let world = coded_world();
    let mut session = world.session("ann");
    let renamed = found(&session);
    fs::remove_file(world.root().join(NEW)).expect("is there");
    let before = world.bytes();
    let error = session.take_along(&renamed).expect_err("it is here and not there").to_string();
    assert!(error.contains("deleted by another program"), "{error}");
    assert_eq!(world.bytes(), before);
    assert_eq!(counts(&session, "ann"), (1, 0));
    session.write_gone_again().expect("may");
    session.take_along(&renamed).expect("goes");
    assert_eq!(counts(&session, "ann"), (3, 0));
}

#[test]
fn what_another_program_wrote_under_the_new_name_is_merged_as_well() {
    let world = coded_world();
    let theirs = world.read(NEW).replace("000000000007\"", "000000000008\"");
    let mut session = world.session("ann");
    let renamed = found(&session);
    world.write(NEW, theirs);
    session.take_along(&renamed).expect("goes");
    assert_eq!(counts(&session, "ann"), (3, 0), "as theirs took the place of ours");
    assert!(world.read(NEW).contains("000000000008\""));
}

#[test]
fn a_set_that_is_open_in_another_window_keeps_all_where_they_are() {
    let world = coded_world();
    let mut session = world.session("carl");
    let renamed = found(&session);
    let ann = world.session("ann");
    let before = world.bytes();
    assert!(session.take_along(&renamed).is_err(), "ann is open elsewhere");
    assert_eq!(world.bytes(), before);
    drop(ann);
    session.take_along(&renamed).expect("nobody has them");
    assert_eq!((counts(&session, "ann"), counts(&session, "bob")), ((3, 0), (2, 0)));
}

#[test]
fn the_window_offers_it_and_says_what_was_merged() {
    let world = coded_world();
    let mut user = world.window("ann");
    user.wait_until("it is found", |window| {
        window.session.as_ref().is_some_and(|session| !session.renamed().is_empty())
    });
    assert!(user.shows("Take its 2 annotation sets along? They are merged with the 1 set under the new name."));
    user.click("Take along");
    assert!(user.shows("the 1 statement there and those taken along are 3 now"));
    assert_eq!(counts(user.session(), "ann"), (3, 0));
}

#[test]
fn a_long_set_is_taken_along_behind_the_window_and_can_be_given_up_before_it_is_written() {
    let passages = (1..=6_000).map(|n| format!("[word{n}|id={n} stance=opposes]"));
    let notation = passages.collect::<Vec<_>>().join(" and ");
    let world = World::tagged(&[("a.txt", &notation)]);
    let text = world.read("a.txt");
    fs::remove_file(world.root().join("a.txt")).expect("is there");
    world.write(TO, text);
    let mut session = world.session("ann");
    code(&mut session, "[word1|id=9999 stance=supports]");
    assert!(session.flush(PATIENCE));
    drop(session);
    let before = (world.read(OLD), world.read(NEW));
    let mut user = world.window("ann");
    user.wait_until("it is found", |window| {
        window.session.as_ref().is_some_and(|session| !session.renamed().is_empty())
    });
    user.harness.state_mut().at_once = std::time::Duration::ZERO;
    user.click("Take along");
    assert!(user.window().along.is_some(), "it was done at once: the set is too small for this test");
    assert!(user.shows("Taking statements along"));
    user.click("Cancel taking along");
    user.wait_until("it has ended", |window| window.along.is_none());
    assert!((world.read(OLD), world.read(NEW)) == before, "something was moved");
    assert!(!user.shows("Taking statements along") && user.shows("it was given up"));
    user.click("Take along");
    user.wait_until("it is done", |window| window.along.is_none());
    assert_eq!(counts(user.session(), "ann"), (6_001, 0));
    assert!(world.read(OLD).is_empty() && world.read(NEW).contains("press/2023.txt"));
    std::thread::sleep(std::time::Duration::from_millis(400));
    user.settle();
    assert!(user.session().next_undo().is_none(), "what we wrote came back as news");
}
