//! `standpoint check` and `standpoint stats`: what is wrong, line by line, and what is there, in figures.

use crate::program::{Ended, standpoint};
use crate::world::World;

const SET: &str = "annotations/ann/a.txt.ron";
const NOTATION: &str = "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2 stance=opposes].";

fn world() -> World {
    World::tagged(&[("a.txt", NOTATION), ("b.txt", "Nothing here.")])
}

fn checked(world: &World, status: i32) -> Ended {
    let before = world.bytes();
    let ended = standpoint(["check"]).arg(world.root()).ends_with(status).quietly();
    assert_eq!(world.bytes(), before, "check touches nothing");
    ended
}

/// Fails unless check finds one problem, in this form: `path:line: … cause …; … remedy`.
fn finds_one(world: &World, place: &str, words: &[&str]) {
    let ended = checked(world, 1).says(&["1 problem in "]);
    assert_eq!(ended.out.lines().count(), 2, "{ended:#?}");
    let line = ended.out.lines().next().unwrap_or_default();
    assert!(line.starts_with(&format!("{place}: ")), "{place:?} does not begin {line:?}");
    for word in words {
        assert!(line.contains(word), "{word:?} is not in {line:?}");
    }
    assert!(line.rsplit_once("; ").is_some_and(|(_, remedy)| remedy.len() > 5), "no remedy in {line:?}");
}

/// A corpus in which `from` in a file became `to`.
fn changed(file: &str, from: &str, to: &str) -> World {
    let world = world();
    let content = world.read(file);
    assert!(content.contains(from), "{from:?} is not in\n{content}");
    world.write(file, content.replacen(from, to, 1));
    world
}

#[test]
fn a_sound_corpus_has_no_problems() {
    checked(&world(), 0).says(&["no problems in 2 documents and 1 annotation set\n"]);
    checked(&World::sample(), 0).says(&["no problems in 5 documents and 7 annotation sets"]);
    checked(&World::new(&[]), 0).says(&["no problems in 0 documents and 0 annotation sets"]);
}

#[test]
fn each_kind_of_broken_file_is_one_line_with_place_cause_and_remedy() {
    let lines = world().read(SET);
    let line_of = |words: &str| lines.lines().position(|line| line.contains(words)).expect("is there") + 1;
    let at = |line: usize| format!("{SET}:{line}");

    finds_one(&changed(SET, "created: \"", "created \""), &at(line_of("created")), &["kept"]);
    finds_one(
        &changed(SET, "theme: \"tax\",", "theme: \"tax\",\n            mood: \"glad\","),
        &at(line_of("theme:") + 1),
        &["mood"],
    );
    finds_one(&changed(SET, "format: 1,", "format: 5,"), &at(2), &["format 5", "newer", "update Standpoint"]);
    finds_one(&changed(SET, "format: 1,", "format: 0,"), &at(2), &["format 0"]);
    finds_one(&changed(SET, "coder: \"ann\"", "coder: \"bob\""), &at(5), &["coder “bob”", "“ann”"]);
    finds_one(&changed("codebook.ron", "format: 1,", "format: 9,"), "codebook.ron:2", &["format 9"]);
    finds_one(&changed("codebook.ron", "position: 0.5", "position: 7.5"), "codebook.ron:4", &["-1 and 1"]);

    let cut = world();
    cut.write(SET, &lines[..lines.len() - 30]);
    let ended = checked(&cut, 1).says(&[SET]);
    assert!(!ended.out.contains("no problems"));
}

#[test]
fn documents_that_are_gone_or_no_text_are_told_with_what_hangs_on_them() {
    let gone = world();
    std::fs::remove_file(gone.root().join("a.txt")).expect("is there");
    finds_one(&gone, SET, &["“a.txt” is not in the folder", "kept"]);

    let picture = world();
    picture.write("a.txt", [0x89, b'P', 0, 0, 0, 0xFF, 0, 0, 0xFE, 0, 1]);
    finds_one(&picture, "a.txt", &["not text", "kept"]);

    let guessed = World::new(&[]);
    guessed.write("a.txt", b"The minister\x92s caf\xE9");
    finds_one(&guessed, "a.txt:1", &["windows-1252", "guess"]);

    let longer = world();
    longer.write("a.txt", "The bank said no. And more.");
    finds_one(&longer, SET, &["every passage is where it was", "nothing needs to be done"]);
}

#[test]
fn statements_whose_document_changed_are_told_one_by_one() {
    let line_of = |words: &str| {
        let lines = world().read(SET);
        lines.lines().position(|line| line.contains(words)).expect("is there") + 1
    };
    let first = line_of("Statement(");
    let one = |world: &World, words: &[&str], summary: &str| {
        let ended = checked(world, 1).says(&[summary, "no problems in"]);
        let line = ended.out.lines().next().unwrap_or_default().to_owned();
        assert!(line.starts_with(&format!("{SET}:{first}: ")), "{ended:#?}");
        for word in words {
            assert!(line.contains(word), "{word:?} is not in {line:?}");
        }
    };
    let edited = changed("a.txt", "The bank said", "The big old bank said");
    one(&edited, &["moved: “bank” at 4–8 is now at 12–16", "nothing needs to be done"], "moved with the text");
    let gone = changed("a.txt", "The bank", "A ministry");
    one(&gone, &["lost: “bank” at 4–8", "waits for a decision"], "1 statement to be placed");
    let wrong = changed(SET, "spans: [(4, 8)]", "spans: [(5, 9)]");
    one(&wrong, &["moved: “bank” at 5–9 is now at 4–8"], "1 statement moved");
    let far = changed(SET, "spans: [(4, 8)]", "spans: [(4, 800)]");
    one(&far, &["“bank” at 4–800"], "1 statement");
    let aside = changed(SET, "theme: \"tax\",", "theme: \"tax\",\n            aside: true,");
    aside.write(
        SET,
        aside
            .read(SET)
            .replace("            aside: true,\n", "")
            .replace("            speakers", "            aside: true,\n            speakers"),
    );
    checked(&aside, 0).says(&["set aside by its coder", "no problems", "1 statement set aside"]);
}

#[test]
fn an_export_says_which_statements_it_leaves_out() {
    let world = changed("a.txt", "The bank", "A ministry");
    let ended = standpoint(["export"]).arg(world.root()).args(&["--to", "-", "--format", "jsonl"]).ends_with(1);
    assert_eq!(ended.out.lines().count(), 1, "{ended:#?}");
    ended.complains(&["1 statement waits to be placed"]);
}

#[test]
fn words_in_files_never_reach_the_terminal_as_controls() {
    let world = changed(SET, "coder: \"ann\"", "coder: \"\u{1b}[31mred\u{7}\"");
    let ended = checked(&world, 1);
    assert!(!ended.out.contains(['\u{1b}', '\u{7}']), "{:?}", ended.out);
}

#[test]
fn findings_are_there_as_json() {
    let world = changed("a.txt", "The bank", "A ministry");
    let ended = standpoint(["check", "--json"]).arg(world.root()).ends_with(1).quietly();
    let report: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let lost = &report["statements"][0];
    assert_eq!((lost["path"].as_str(), lost["verdict"].as_str()), (Some(SET), Some("lost")));
    assert_eq!((lost["was"][0][0].as_u64(), lost["words"][0].as_str()), (Some(4), Some("bank")));
    assert_eq!((lost["waits_for_decision"].as_bool(), lost["set_aside"].as_bool()), (Some(true), Some(false)));
    let moved = &report["statements"][1];
    assert_eq!((moved["verdict"].as_str(), moved["now"][0][0].as_u64()), (Some("moved"), Some(16)));

    let world = changed(SET, "theme: \"tax\",", "theme: \"tax\",\n            mood: \"glad\",");
    let ended = standpoint(["check", "--json"]).arg(world.root()).ends_with(1).quietly();
    let report: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!((report["n_documents"].as_u64(), report["n_sets"].as_u64()), (Some(2), Some(1)));
    let problem = &report["problems"][0];
    assert_eq!((problem["path"].as_str(), problem["severity"].as_str()), (Some(SET), Some("error")));
    assert!(problem["line"].is_u64() && problem["cause"].is_string() && problem["remedy"].is_string());
    let ended = standpoint(["check", "--json"]).arg(World::sample().root()).ends_with(0).quietly();
    assert!(ended.out.contains("\"problems\": []"));
}

#[test]
fn figures_add_up_as_table_and_as_json() {
    let world = world();
    let ended = standpoint(["stats", "--json"]).arg(world.root()).ends_with(0).quietly();
    let stats: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    for (key, n) in [("n_documents", 2), ("n_statements", 2), ("n_incomplete", 1), ("n_theme_not_set", 1)] {
        assert_eq!(stats[key].as_u64(), Some(n), "{key}");
    }
    let n_chars = "The bank said no.".len() + "Nothing here.".len();
    assert_eq!(stats["n_chars"].as_u64(), Some(n_chars as u64));
    assert_eq!(stats["stances"][0]["n_statements"].as_u64(), Some(2));
    let coder = &stats["coders"][0];
    assert_eq!((coder["coder"].as_str(), coder["n_statements"].as_u64()), (Some("ann"), Some(2)));
    let covered = coder["text_coverage"].as_f64().expect("a share");
    assert!((covered - 6.0 / n_chars as f64).abs() < 1e-9, "bank and no: {covered}");

    let table = standpoint(["stats"]).arg(world.root()).ends_with(0).quietly();
    table.says(&["Documents", "Statements", "ann", "opposes", "tax", "treasury", "(not yet set)", "text coded"]);
    let sample = standpoint(["stats", "--json"]).arg(World::sample().root()).ends_with(0).quietly();
    let stats: serde_json::Value = serde_json::from_str(&sample.out).expect("JSON");
    let by_coder: u64 =
        stats["coders"].as_array().into_iter().flatten().filter_map(|c| c["n_statements"].as_u64()).sum();
    assert_eq!(stats["n_statements"].as_u64(), Some(by_coder));
    assert!(by_coder >= 80);
}

#[test]
fn figures_of_a_corpus_that_cannot_be_read_whole_are_findings() {
    let world = changed(SET, "spans: [(4, 8)]", "spans: [(8, 4)]");
    let ended = standpoint(["stats"]).arg(world.root()).ends_with(1);
    ended.complains(&["not all of this corpus could be read; see standpoint check"]).says(&["Statements"]);
}
