//! Copies that sync tools leave and marks that git leaves are told and merged, and nothing of them is lost.

use crate::program::{Program, standpoint};
use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SET: &str = "annotations/ann/a.txt.ron";
const NOTATION: &str = "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2 stance=opposes].";

fn world() -> World {
    World::tagged(&[("a.txt", NOTATION), ("b.txt", "Nothing here.")])
}

/// The program with a state folder of its own, beside the corpus.
fn with_state(args: &[&str], world: &World) -> (Program, PathBuf) {
    let state = world.root().parent().expect("has a folder").join("state-of-program");
    (standpoint(args.iter().copied()).env("XDG_STATE_HOME", &state).arg(world.root()), state)
}

/// Files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn every_form_of_copy_is_told_merged_and_set_aside() {
    for name in [
        "a.txt.sync-conflict-20261122-101010-ABCDEFG.ron",
        "a.txt (Ana's conflicted copy 2026-11-22).ron",
        "a.txt (conflicted copy 2026-11-22 101010).ron",
        "a.txt-DESKTOP-ABC.ron",
        "a.txt 2.ron",
        "a.txt (1).ron",
        "a.txt.ron.orig",
        "a.txt_REMOTE_4711.ron",
    ] {
        let world = world();
        let copy = format!("annotations/ann/{name}");
        // The other side changed the first statement, deleted the second, and made one of its own.
        let set = world.read(SET);
        let second =
            set.find("        Statement(\n            id: \"00000000-0000-0000-0000-000000000002").expect("is there");
        let one = &set[..second];
        let third = set[second..].replace("-000000000002", "-000000000003");
        let other = format!("{one}{third}").replacen("stance: \"opposes\"", "stance: \"supports\"", 1);
        world.write(&copy, &other);

        let ended = standpoint(["check"]).arg(world.root()).ends_with(1).quietly();
        let line = ended.out.lines().next().unwrap_or_default();
        assert!(line.starts_with(&copy) && line.contains(SET) && line.contains("Merge copies"), "{line}");
        assert_eq!(ended.out.lines().count(), 2, "a copy is no set of a missing document: {ended:?}");

        let (program, state) = with_state(&["merge", "--copies"], &world);
        let said = program.ends_with(1).quietly();
        assert!(said.out.contains("1 entry taken, 1 to be settled"), "{said:?}");
        assert!(!world.root().join(&copy).exists());
        let kept = files(&state.join("standpoint").join("merged"));
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert_eq!(std::fs::read_to_string(&kept[0]).expect("is kept"), other);
        let merged = world.read(SET);
        for id in ["000000000001", "000000000002", "000000000003"] {
            let own = merged.matches(&format!("id: \"00000000-0000-0000-0000-{id}\"")).count();
            assert_eq!(own, if id.ends_with('1') { 2 } else { 1 }, "{merged}");
        }
        assert!(merged.contains("format: 3") && merged.contains("rival: Edited") && merged.contains("\"supports\""));
        with_state(&["merge", "--copies"], &world).0.ends_with(0).says(&["no copies to merge"]);
        let ended = standpoint(["check"]).arg(world.root()).ends_with(1);
        ended.says(&["1 statement was changed in two places at once; both versions are kept", "1 problem in"]);
    }
}

#[test]
fn a_copy_whose_original_is_gone_takes_its_place_and_one_of_nothing_is_left_alone() {
    let world = world();
    let set = world.read(SET);
    world.write("annotations/ann/a.txt (1).ron", &set);
    std::fs::remove_file(world.root().join(SET)).expect("is there");
    world.write("annotations/ann/gone.txt (1).ron", &set);
    let (program, _) = with_state(&["merge", "--copies"], &world);
    program.ends_with(0).says(&["a.txt (1).ron: merged into annotations/ann/a.txt.ron"]);
    assert_eq!(world.read(SET), set);
    assert_eq!(world.read("annotations/ann/gone.txt (1).ron"), set);
    standpoint(["check"]).arg(world.root()).ends_with(1).says(&["“gone.txt (1)” is not in the folder"]);
}

#[test]
fn copies_of_codebook_and_corpus_file_are_merged_and_documents_only_told() {
    let world = world();
    let book = world.read("codebook.ron");
    let other = book.replacen("id: \"tax\"", "id: \"rail\"", 1);
    assert_ne!(book, other);
    world.write("codebook-LAPTOP.ron", &other);
    let describe = |title| {
        format!(
            "Corpus(\n    format: 1,\n    documents: [\n        Document(\n            path: \"a.txt\",\n            title: \"{title}\",\n        ),\n    ],\n)\n"
        )
    };
    world.write("corpus.ron", describe("A"));
    world.write("corpus (Kopie in Konflikt 2026-11-22).ron", describe("B"));
    world.write("b.sync-conflict-20261122-101010-ABCDEFG.txt", "Something here.");
    world.write("b 2.txt", "A document of its own.");
    let ended = standpoint(["check"]).arg(world.root()).ends_with(1).quietly();
    assert_eq!(ended.out.lines().count(), 4, "{ended:?}");
    let ended = ended.says(&["the document is a copy that Syncthing left when two people changed “b.txt”"]);
    assert!(!ended.out.contains("b 2.txt"));
    with_state(&["merge", "--copies"], &world).0.ends_with(1).quietly();
    let book = world.read("codebook.ron");
    assert!(book.contains("id: \"tax\"") && book.contains("id: \"rail\""));
    let corpus = world.read("corpus.ron");
    assert!(corpus.contains("title: \"A\"") && corpus.contains("title: \"B\"") && corpus.contains("rival: Edited"));
}

#[test]
fn a_file_with_the_marks_of_git_is_held_until_its_two_versions_are_merged() {
    let world = world();
    let set = world.read(SET);
    let both = "<<<<<<< HEAD\n            stance: \"opposes\",\n||||||| 1a2b3c4\n            stance: \"unclear\",\n\
                =======\n            stance: \"unclear\",\n            note: \"why\",\n>>>>>>> other\n";
    let marked = set.replace("            stance: \"opposes\",\n", both);
    assert_ne!(marked, set);
    world.write(SET, &marked);
    let ended = standpoint(["check"]).arg(world.root()).ends_with(1).quietly();
    let first = marked.lines().position(|line| line.starts_with("<<<<<<<")).expect("is marked") + 1;
    assert!(ended.out.starts_with(&format!("{SET}:{first}: git marked two versions")), "{ended:?}");
    assert_eq!(ended.out.lines().count(), 2, "one line for one cause: {ended:?}");
    let (program, state) = with_state(&["merge", "--copies"], &world);
    program.ends_with(0).quietly();
    let merged = world.read(SET);
    assert_eq!(merged.matches("stance: \"opposes\"").count(), 2, "only ours changed it: {merged}");
    assert_eq!(merged.matches("note: \"why\"").count(), 2, "only theirs set it");
    assert!(!merged.contains("rival") && !merged.contains("<<<<<<<"));
    let kept = files(&state.join("standpoint").join("merged"));
    assert_eq!(std::fs::read_to_string(&kept[0]).expect("is kept"), marked);
    standpoint(["check"]).arg(world.root()).ends_with(0).says(&["no problems"]);
}

#[test]
fn a_copy_that_cannot_be_read_is_told_and_stays() {
    let world = world();
    let copy = "annotations/ann/a.txt (1).ron";
    world.write(copy, "AnnotationSet(format: 9)");
    let before = world.bytes();
    let (program, state) = with_state(&["merge", "--copies"], &world);
    program
        .ends_with(1)
        .complains(&["a.txt (1).ron: not merged, and kept where it is: the other version cannot be read"]);
    let mut after = world.bytes();
    after.retain(|path, _| !path.ends_with(".standpoint-lock"));
    assert_eq!(after, before);
    assert!(files(&state.join("standpoint").join("merged")).is_empty());
}

#[test]
fn in_the_window_a_bar_tells_of_copies_and_they_are_merged_in_one_step_that_undo_takes_back() {
    let world = world();
    let set = world.read(SET);
    world.write("annotations/ann/a.txt (1).ron", set.replacen("stance: \"opposes\"", "stance: \"supports\"", 1));
    world.write("annotations/ann/a.txt-LAPTOP.ron", set.replace("-000000000002", "-000000000009"));
    let mut driver = world.window("ann");
    assert!(driver.shows("2 files wait to be merged"));
    driver.click("Merge copies…");
    assert!(driver.shows("a.txt (1).ron") && driver.shows("left by OneDrive"));
    merge(&mut driver, "Merge annotations/ann/a.txt-LAPTOP.ron");
    assert!(driver.shows("1 entry taken.") && !driver.shows("2 files wait"));
    merge(&mut driver, "Merge annotations/ann/a.txt (1).ron");
    assert!(driver.shows("nothing in it was new, 1 to be settled"));
    driver.wait_until_saved();
    assert_eq!(
        files(&world.root().join("annotations")).iter().filter(|path| !path.ends_with(".standpoint-lock")).count(),
        1
    );
    let merged = world.read(SET);
    assert!(merged.contains("-000000000009") && merged.contains("rival: Edited"), "{merged}");
    driver.key(Modifiers::NONE, Key::Escape);
    driver.key(Modifiers::COMMAND, Key::Z);
    driver.key(Modifiers::COMMAND, Key::Z);
    driver.wait_until_saved();
    assert_eq!(world.read(SET), set);
}

#[test]
fn in_the_window_a_file_with_marks_is_merged_and_read_anew() {
    let world = world();
    let set = world.read(SET);
    let marked = set.replacen(
        "            theme: \"tax\",\n",
        "<<<<<<< HEAD\n            theme: \"tax\",\n=======\n            theme: \"rail\",\n>>>>>>> other\n",
        1,
    );
    assert_ne!(marked, set);
    world.write(SET, &marked);
    let mut driver = world.window("ann");
    assert!(driver.session().set(&"a.txt".into()).is_none() && driver.shows("1 file waits to be merged"));
    driver.click("Merge copies…");
    assert!(driver.shows("Git marked two versions in this file"));
    merge(&mut driver, "Merge annotations/ann/a.txt.ron");
    driver.wait_until("documents are read", |window| {
        window.session.as_ref().is_some_and(|session| session.loading().is_none())
    });
    assert!(driver.shows("1 to be settled"), "what came of it is still told");
    let set = driver.session().set(&"a.txt".into()).expect("is read");
    assert_eq!((set.len(), set.rivals().len()), (2, 1));
    assert!(driver.session().why_held(&"a.txt".into()).is_none());
}

/// Clicks a button that merges, and waits until that is done.
fn merge(driver: &mut Driver, button: &str) {
    driver.click(button);
    driver
        .wait_until("the copy is merged", |window| window.dialogs.copies.work.is_none() && !window.is_opening_corpus());
}

#[test]
fn a_copy_that_takes_long_holds_nothing_up_and_can_be_given_up() {
    let world = world();
    let mut copy = String::from("Corpus(\n    format: 1,\n    documents: [\n");
    for n in 0..40_000 {
        writeln!(copy, "        Document(path: \"gone/{n:05}.txt\", title: \"Document {n}\"),").expect("writes");
    }
    copy.push_str("    ],\n)\n");
    world.write("corpus (1).ron", &copy);
    world.write("corpus.ron", "Corpus(\n    format: 1,\n    documents: [],\n)\n");
    let before = world.read("corpus.ron");
    let mut driver = world.window("ann");
    driver.click("Merge copies…");
    let begun = Instant::now();
    driver.click("Merge corpus (1).ron");
    assert!(begun.elapsed() < Duration::from_secs(2), "the window waited {:?}", begun.elapsed());
    assert!(driver.shows("Merging corpus (1).ron"), "it was merged at once: the copy is too small for this test");
    driver.click("Cancel merging");
    assert!(driver.shows("Stopped merging"));
    assert!(driver.session().next_undo().is_none());
    assert!(world.read("corpus (1).ron") == copy && world.read("corpus.ron") == before);
    // And when nobody stops it, it ends.
    driver.click("Merge copies…");
    merge(&mut driver, "Merge corpus (1).ron");
    assert!(driver.shows("40000 entries taken"));
    driver.wait_until_saved();
    assert!(world.read("corpus.ron").contains("gone/39999.txt") && world.read("corpus (1).ron").is_empty());
}
