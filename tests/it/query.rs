//! Queries from the command line: figures of the sample corpus counted apart from the program, lists, saved queries.

use crate::program::standpoint;
use crate::world::World;

/// The number of statements that a query means.
fn n(root: &str, query: &str) -> usize {
    let ended = standpoint(["list", root, query, "--count"]).ends_with(0).quietly();
    ended.out.trim().parse().unwrap_or_else(|_| panic!("{query}: {ended:?}"))
}

#[test]
fn figures_of_the_sample_corpus_are_those_counted_in_its_files() {
    // Counted in the RON files by a script of thirty lines that knows nothing of the program.
    let world = World::sample();
    let root = world.root().display().to_string();
    for (query, expected) in [
        ("", 175),
        ("stance:supports", 142),
        ("stance:doubts,opposes", 25),
        ("stance:opposes not coder:coder-2", 5),
        ("theme:workforce", 5),
        ("under:workforce", 27),
        ("under:\"leadership and management\"", 21),
        ("theme:\"Workforce > Safe staffing\"", 2),
        ("speaker:matthew-taylor", 48),
        ("speaker:\"NHS Confederation\"", 31),
        ("date:2022", 77),
        ("date:2022-06..2023", 98),
        ("date:2017", 29),
        ("date:2017-05", 0),
        ("kind:news", 87),
        ("kind:*report", 29),
        ("unset:source", 48),
        ("unset:note", 74),
        ("is:incomplete", 0),
        ("leader", 23),
        ("nhs coder:coder-2", 13),
        ("/manag\\w+/", 6),
    ] {
        assert_eq!(n(&root, query), expected, "{query}");
    }
}

#[test]
fn a_list_shows_what_was_asked_for_and_how_it_was_counted() {
    let world = World::tagged(&[
        ("a.txt", "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said no to the [levy|id=2 theme=tax]."),
        ("b.txt", "The [union of all the many workers|id=3 stance=supports theme=tax speaker=union] said yes."),
    ]);
    let root = world.root().display().to_string();
    let list = |more: &[&str]| standpoint(["list", &root]).args(more).env("COLUMNS", "60");
    let table = list(&["--columns", "document,stance,passage"]).ends_with(0).quietly();
    let lines: Vec<&str> = table.out.lines().map(str::trim_end).collect();
    assert_eq!(lines[0], "document  stance    passage");
    assert_eq!(lines[2], "a.txt     opposes   bank");
    assert_eq!(lines[3], "a.txt               levy");
    assert_eq!(lines.last(), Some(&"Counted: 3 statements on 2 documents by 1 coder."));
    assert!(table.out.lines().all(|line| line.chars().count() <= 60), "{}", table.out);
    list(&["--sort", "-document,stance", "--limit", "1", "--csv", "--columns", "document,id"])
        .ends_with(0)
        .complains(&["standpoint: Counted: 3 statements on 2 documents by 1 coder; only the first 1 listed."])
        .says(&["document,id\nb.txt,"]);
    let json = list(&["speaker:union", "--json"]).ends_with(0);
    let row: serde_json::Value = serde_json::from_str(json.out.trim()).expect("one object");
    assert_eq!((row["document"].as_str(), row["start"].as_u64()), (Some("b.txt"), Some(4)));
    let json = list(&["unset:speaker", "--json", "--columns", "passage,theme"]).ends_with(0);
    assert_eq!(json.out, "{\"passage\":\"levy\",\"theme\":\"tax\"}\n");
    let csv = standpoint(["export", &root, "--to", "-", "--format", "csv-exact", "--query", "stance:opposes"]);
    assert_eq!(csv.ends_with(0).out.lines().count(), 2);
}

#[test]
fn what_cannot_be_understood_is_told_in_one_line() {
    let world = World::sample();
    let root = world.root().display().to_string();
    for (query, words) in [
        (
            "stanse:opposes",
            "cannot understand “stanse:opposes”: there is no field “stanse”, at character 1; did you mean",
        ),
        ("theme:worforce", "there is no theme “worforce”, at character 7; did you mean “Workforce”?"),
        ("speaker:\"NHS", "the quotation mark \" is not closed, at character 9"),
        ("date:2022-13", "“2022-13” is no date"),
    ] {
        let ended = standpoint(["list", &root, query]).ends_with(2).without_results();
        assert!(ended.err.contains(words) && ended.err.lines().count() == 1, "{ended:?}");
    }
    standpoint(["list", &root, "--columns", "colour"]).ends_with(2).complains(&["there is no column “colour”"]);
    standpoint(["list", &root, "--saved", "x"]).ends_with(2).complains(&["there is no saved query “x” in this corpus"]);
}

#[test]
fn queries_are_saved_in_the_corpus_by_name() {
    let world = World::sample();
    let root = world.root().display().to_string();
    let query = |args: &[&str]| standpoint(["query"]).args(args);
    let before = world.read("corpus.ron");
    query(&["save", &root, "Against", "stance:opposes,doubts"]).ends_with(0);
    query(&["save", &root, "In doubt", "is:unsure or is:incomplete"]).ends_with(0);
    let file = world.read("corpus.ron");
    assert!(file.contains("format: 4") && file.contains("\"Against\": \"stance:opposes,doubts\""), "{file}");
    let listed = query(&["list", &root]).ends_with(0).quietly();
    assert_eq!(listed.out, "Against   stance:opposes,doubts\nIn doubt  is:unsure or is:incomplete\n");
    let count = standpoint(["list", &root, "--saved", "Against", "coder:coder-1", "--count"]).ends_with(0).quietly();
    assert_eq!(count.out.trim(), n(&root, "stance:opposes,doubts coder:coder-1").to_string());
    query(&["save", &root, "Bad", "thme:x"]).ends_with(2);
    query(&["delete", &root, "Agains"]).ends_with(2);
    query(&["delete", &root, "Against"]).ends_with(0);
    query(&["delete", &root, "In doubt"]).ends_with(0);
    assert_eq!(world.read("corpus.ron"), before, "what is not needed any more leaves no trace");
}
