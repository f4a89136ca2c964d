//! Documents that were renamed or moved outside: their sets are found by content and taken along.

use crate::coded::apply;
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::{DocumentMeta, SetKey};
use standpoint::store::Likeness;
use std::fs;

const A: &str = "The [national bank of the north|id=1 stance=opposes theme=tax speaker=treasury] said \
                 [we will never agree to that|id=2 stance=opposes]. And then it said more.";
const OLD: &str = "annotations/ann/a.txt.ron";
const NEW: &str = "annotations/ann/press/2023.txt.ron";

/// A corpus coded by ann and bob, with a title in the corpus file.
fn world() -> World {
    let world = World::tagged(&[("a.txt", A), ("b.txt", "Nothing [here|id=3]. Nothing at all.")]);
    let bob = world.read(OLD).replace("coder: \"ann\"", "coder: \"bob\"").replace("-00000000000", "-10000000000");
    world.write("annotations/bob/a.txt.ron", bob);
    let mut session = world.session("ann");
    let value = DocumentMeta { title: "The bank".to_owned(), ..DocumentMeta::default() };
    apply(&mut session, Edit::Document { path: "a.txt".into(), value });
    assert!(session.flush(PATIENCE));
    world
}

fn rename(world: &World, text: impl Fn(String) -> String) {
    let text = text(world.read("a.txt"));
    fs::remove_file(world.root().join("a.txt")).expect("is there");
    world.write("press/2023.txt", text);
}

#[test]
fn a_renamed_document_is_found_and_all_sets_go_with_it_and_can_come_back() {
    let world = world();
    rename(&world, |text| text);
    let before = world.bytes();
    let mut session = world.session("ann");
    assert_eq!(world.bytes(), before, "looking changes nothing");
    let [renamed] = session.renamed() else { panic!("one document was renamed: {:?}", session.renamed()) };
    let renamed = renamed.clone();
    assert_eq!((renamed.to.as_str(), renamed.likeness), ("press/2023.txt", Likeness::SameText));
    assert_eq!(renamed.coders, ["ann".into(), "bob".into()]);
    assert!(session.problems().iter().any(|problem| problem.remedy.contains("press/2023.txt")));
    session.take_along(&renamed).expect("goes");
    assert!(session.flush(PATIENCE));
    let set = session.corpus().set(&SetKey::new("bob".into(), "press/2023.txt".into())).expect("is taken along");
    assert_eq!((set.len(), set.unplaced().len()), (2, 0));
    assert!(world.read(OLD).is_empty() && world.read(NEW).contains("document: \"press/2023.txt\""));
    assert!(world.read("annotations/ann/a.txt.ron.moved").contains("document: \"a.txt\""));
    assert!(
        world.read("corpus.ron").contains("path: \"press/2023.txt\"") && world.read("corpus.ron").contains("The bank")
    );
    assert!(!world.read("corpus.ron").contains("a.txt"));
    assert!(session.renamed().is_empty());
    let again = world.session("ann");
    assert!(again.renamed().is_empty() && again.corpus().sets().len() == 3);
    drop(again);
    assert_eq!(session.put_back_renamed().expect("goes back"), Some("a.txt".into()));
    assert!(session.flush(PATIENCE));
    assert_eq!(world.bytes(), before);
    assert_eq!(session.renamed().len(), 1);
    assert_eq!(session.corpus().sets().len(), 1);
}

#[test]
fn what_is_taken_along_is_edited_and_saved_like_any_other() {
    let world = world();
    rename(&world, |text| text);
    let mut session = world.session("ann");
    let renamed = session.renamed()[0].clone();
    session.take_along(&renamed).expect("goes");
    let set = session.key(&"press/2023.txt".into());
    let id = session.corpus().set(&set).expect("is there").statements()[0].id;
    apply(&mut session, Edit::Statement { set, id, value: None });
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    assert_eq!(world.read(NEW).matches("Statement(").count(), 1);
    assert!(session.put_back_renamed().is_err(), "what was edited since is not taken away");
    assert_eq!(world.read(NEW).matches("Statement(").count(), 1);
}

#[test]
fn a_document_edited_as_well_is_found_by_its_passages() {
    let world = world();
    rename(&world, |text| format!("A headline.\n{}", text.replace("And then it said more.", "The end.")));
    let mut session = world.session("ann");
    let renamed = session.renamed()[0].clone();
    assert_eq!(renamed.likeness, Likeness::Similar { n_found: 2, n_asked: 2 });
    session.take_along(&renamed).expect("goes");
    let set = session.corpus().set(&session.key(&"press/2023.txt".into())).expect("is there");
    assert_eq!((set.len(), set.unplaced().len()), (2, 0));
}

#[test]
fn which_of_two_copies_is_meant_nobody_guesses_and_one_that_is_coded_is_none() {
    let world = world();
    rename(&world, |text| text);
    world.write("copy.txt", world.read("press/2023.txt"));
    assert!(world.session("ann").renamed().is_empty());
    world.write(
        "annotations/ann/copy.txt.ron",
        world.read(OLD).replace("\"a.txt\"", "\"copy.txt\"").replace("treasury", "ministry"),
    );
    let session = world.session("ann");
    assert_eq!(session.renamed().len(), 1, "only one is free");
    assert_eq!(session.renamed()[0].to.as_str(), "press/2023.txt");
}

#[test]
fn something_else_altogether_is_not_offered() {
    let world = world();
    fs::remove_file(world.root().join("a.txt")).expect("is there");
    world.write("c.txt", "Words about something else, by somebody else, on another day.");
    world.write("d.txt", "");
    assert!(world.session("ann").renamed().is_empty());
}

#[test]
fn cut_short_between_the_steps_it_is_ended_by_doing_it_again() {
    let world = world();
    rename(&world, |text| text);
    // As a kill leaves it: ann's set stands under both names, bob's under the old one.
    world.write(NEW, world.read(OLD).replace("\"a.txt\"", "\"press/2023.txt\""));
    standpoint(["check"]).arg(world.root()).ends_with(1).says(&["press/2023.txt"]);
    let ended = standpoint(["relink"]).arg(world.root()).args(&["a.txt", "press/2023.txt"]).ends_with(0);
    ended.says(&["ann, bob"]);
    assert!(world.read(OLD).is_empty() && world.read("annotations/bob/a.txt.ron").is_empty());
    standpoint(["check"]).arg(world.root()).ends_with(0).says(&["no problems"]);
}

#[test]
fn check_says_where_it_is_and_relink_does_it() {
    let world = world();
    rename(&world, |text| text);
    let ended = standpoint(["check"]).arg(world.root()).ends_with(1).quietly();
    let ended = ended.says(&["it seems to be “press/2023.txt” now (same text)", "standpoint relink"]);
    assert_eq!(ended.out.lines().filter(|line| line.starts_with("annotations/")).count(), 2, "{ended:#?}");
    let relink =
        |old: &str, new: &str, status| standpoint(["relink"]).arg(world.root()).args(&[old, new]).ends_with(status);
    relink("b.txt", "press/2023.txt", 2).complains(&["“b.txt” is in the folder"]);
    relink("a.txt", "c.txt", 2).complains(&["no document “c.txt”"]);
    relink("x.txt", "b.txt", 2).complains(&["no annotation set on “x.txt”"]);
    relink("a.txt", "b.txt", 2).complains(&["no passage of “a.txt” stands in “b.txt”, which ann coded already"]);
    relink("a.txt", "press/2023.txt", 0)
        .says(&["on “press/2023.txt” now: 4 statements placed, 0 to be placed"])
        .quietly();
    standpoint(["check"]).arg(world.root()).ends_with(0).says(&["no problems"]);
    let json = standpoint(["check", "--json"]).arg(world.root()).ends_with(0).quietly();
    assert!(json.out.contains("\"statements\": []"));
}
