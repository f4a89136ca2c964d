//! `standpoint import`: rows come in, those that do not fit are refused by their line, and exports come back whole.

use crate::program::standpoint;
use crate::world::World;
use std::fs;
use std::path::Path;

const TEXT: &str = "The bank said no. The union kept silent. Long live the bank.";

const ROWS: &str = r#"{"document":"a.txt","quote":"said no","theme_path":"Money > Tax","theme":"Tax","speakers":["The bank"],"stance":"Opposes","stance_value":-1}
{"document":"a.txt","quote":"nowhere"}
not a row

{"document":"a.txt","quote":"bank"}
{"document":"a.txt","start":50,"end":60,"passage":"live the bank"}
{"document":"b.txt","start":0,"end":2}
{"document":"a.txt","start":18,"end":27,"speakers":["Union","union"]}
{"document":"a.txt","start":18,"end":27,"passage":"The union"}
"#;

const REFUSED: [&str; 6] = [
    "line 2: the quote “nowhere” is not in the text of a.txt",
    "line 3: not a row in JSON",
    "line 5: the quote “bank” occurs 2 times in a.txt",
    "line 6: the text at 50–60",
    "line 7: there is no document “b.txt”",
    "line 8: it names the speaker “Union” twice",
];

#[test]
fn what_fits_comes_in_and_the_rest_is_refused_by_its_line() {
    let world = World::new(&[("a.txt", TEXT)]);
    let rows = world.beside("rows.jsonl");
    fs::write(&rows, ROWS).expect("writes");
    let import = || standpoint(["import", "--coder", "ann"]).arg(world.root()).arg(&rows);

    let before = world.bytes();
    let said = ["2 statements would be imported for ann; 0 already there, 6 refused\n", "new theme: Money > Tax\n"];
    import().arg("--dry-run").ends_with(1).complains(&REFUSED).says(&said);
    assert_eq!(world.bytes(), before, "a dry run changes nothing");

    let said =
        ["2 statements imported for ann; 0 already there, 6 refused\n", "new theme: Money\n", "new stance: Opposes\n"];
    import().ends_with(1).complains(&REFUSED).says(&said).says(&["new speaker: The bank\n"]);
    let set = world.read("annotations/ann/a.txt.ron");
    for line in [r#"quote: ["said no"],"#, r#"quote: ["The union"],"#, "spans: [(18, 27)],", r#"theme: "tax","#] {
        assert!(set.contains(line), "{line} is not in\n{set}");
    }
    assert!(!world.read("codebook.ron").contains("union"), "a refused row leaves nothing behind");
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();

    let before = world.bytes();
    import().ends_with(1).complains(&REFUSED).says(&["0 statements imported; 2 already there, 6 refused\n"]);
    assert_eq!(world.bytes(), before, "the same rows come in once");
}

#[test]
fn csv_comes_in_from_the_input_with_lines_counted_over_cells_of_many_lines() {
    let world = World::new(&[("a.txt", TEXT)]);
    let rows =
        "document,quote,note,extra\r\na.txt,said no,\"two\r\nlines\",x\r\na.txt,nowhere,,\r\na.txt,The union,,\r\n";
    let ended = standpoint(["import", "--coder", "Zoë"]).arg(world.root()).arg("-").input(rows).ends_with(1);
    ended.complains(&["-: line 4: the quote “nowhere”"]).says(&["2 statements imported for Zoë"]);
    assert!(world.read("annotations/Zoë/a.txt.ron").contains("note: \"two\r\nlines\","));
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
}

#[test]
fn rows_without_a_coder_and_files_that_are_no_rows_change_nothing() {
    let world = World::new(&[("a.txt", TEXT)]);
    let before = world.bytes();
    let import = |rows: &[u8]| standpoint(["import"]).arg(world.root()).arg("-").input(rows);
    import(b"{\"document\":\"a.txt\",\"quote\":\"said no\"}").ends_with(1).complains(&["line 1: it names no coder"]);
    import(b"").ends_with(3).without_results().complains(&["-: "]);
    import(b"a,b\n1,2\n").ends_with(3).without_results().complains(&["document"]);
    import(b"PK\x03\x04\0\0\xFF\xFE\n\x01").ends_with(3).without_results().complains(&["-: "]);
    let odd = [&b"{\"document\":\"a.txt\",\"coder\":\"ann\",\"quote\":\""[..], b"\xFF\xFE\"}\n"].concat();
    import(&odd).ends_with(1).complains(&["line 1: not a row in JSON"]);
    assert_eq!(world.bytes(), before);
}

fn exported(root: &Path, format: &str) -> Vec<u8> {
    standpoint(["export", "--to", "-", "--format", format]).arg(root).ends_with(0).quietly().bytes
}

/// A copy of the sample corpus that nobody has coded, with rows to import.
fn copy_with_rows(rows: &[u8], name: &str) -> World {
    let copy = World::uncoded_sample();
    fs::write(copy.beside(name), rows).expect("writes");
    copy
}

#[test]
fn an_export_into_a_copy_without_annotations_exports_the_same_bytes() {
    let world = World::sample();
    for (format, name) in [("jsonl", "rows.jsonl"), ("csv", "rows.csv"), ("csv-exact", "rows.csv")] {
        let bytes = exported(&world.root(), format);
        let copy = copy_with_rows(&bytes, name);
        let book = copy.read("codebook.ron");
        standpoint(["import"]).arg(copy.root()).arg(copy.beside(name)).ends_with(0).quietly();
        assert!(exported(&copy.root(), format) == bytes, "{format}");
        assert_eq!(copy.read("codebook.ron"), book, "nothing is new to the codebook");
        standpoint(["check"]).arg(copy.root()).ends_with(0).quietly();
        if format == "jsonl" {
            for other in ["csv", "markdown", "html", "xlsx"] {
                assert!(exported(&copy.root(), other) == without_name(&world, &copy, other), "{other}");
            }
        }
    }
}

/// What `world` exports; a report has the name of the folder as its title, which both share.
fn without_name(world: &World, copy: &World, format: &str) -> Vec<u8> {
    assert_eq!(world.root().file_name(), copy.root().file_name());
    exported(&world.root(), format)
}

#[test]
fn rows_come_into_a_bare_folder_of_texts_and_make_its_codebook() {
    let world = World::sample();
    let bytes = exported(&world.root(), "jsonl");
    let bare = World::new(&[]);
    for entry in fs::read_dir(world.root()).expect("is a folder") {
        let path = entry.expect("can be listed").path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            fs::copy(&path, bare.root().join(path.file_name().expect("has a name"))).expect("copies");
        }
    }
    let rows = bare.beside("rows.jsonl");
    fs::write(&rows, &bytes).expect("writes");
    standpoint(["import"]).arg(bare.root()).arg(&rows).ends_with(0).quietly().says(&["0 refused", "new theme: "]);
    standpoint(["check"]).arg(bare.root()).ends_with(0).quietly();
    let lines = |bytes: &[u8]| -> Vec<serde_json::Value> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let (before, after) = (lines(&bytes), lines(&exported(&bare.root(), "jsonl")));
    assert_eq!(before.len(), after.len());
    let keys = ["id", "document", "coder", "start", "end", "spans", "passage", "speakers", "roles", "organisations"];
    let more = ["theme", "theme_path", "theme_id", "stance", "stance_id", "stance_value", "note", "created"];
    for (before, after) in before.iter().zip(&after) {
        for key in keys.iter().chain(&more) {
            assert_eq!(before[*key], after[*key], "{key} of {}", before["id"]);
        }
    }
}

#[test]
fn an_import_never_writes_over_what_could_not_be_read() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said no.")]);
    let broken = world.read("annotations/ann/a.txt.ron").replace("spans", "spams");
    world.write("annotations/ann/a.txt.ron", &broken);
    let row = r#"{"document":"a.txt","quote":"said no","theme":"New"}"#;
    let before = world.bytes();
    let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(row).ends_with(3);
    ended.without_results().complains(&["a.txt.ron"]);
    assert_eq!(world.bytes(), before);
}
