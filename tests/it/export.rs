//! `standpoint export`: every format, every filter, and the exact shape of tables and JSON lines.

use crate::program::{Ended, standpoint};
use crate::world::World;
use std::fs;

const COLUMNS: &str = "id,document,title,date,source,coder,start,end,passage,before,after,speakers,roles,\
                       organisations,theme,theme_path,stance,stance_value,note,created,modified";

/// The sample corpus, coded by two.
fn exported(world: &World, args: &[&str]) -> Ended {
    standpoint(["export"]).arg(world.root()).args(args).ends_with(0).quietly()
}

#[test]
fn every_format_goes_to_a_file_and_to_the_output_in_the_same_bytes() {
    let world = World::sample();
    for (format, ending, begins) in [
        ("csv", "csv", &b"\xEF\xBB\xBFid,document,"[..]),
        ("csv-exact", "csv", b"id,document,"),
        ("jsonl", "jsonl", b"{\"id\":\""),
        ("xlsx", "xlsx", b"PK\x03\x04"),
        ("markdown", "md", b"# "),
        ("html", "html", b"<!doctype html>"),
    ] {
        let to = world.beside("out").with_extension(ending);
        let to_text = to.display().to_string();
        let before = world.bytes();
        exported(&world, &["--to", &to_text, "--format", format]).says(&["statements written to ", &to_text]);
        let file = fs::read(&to).expect("is written");
        let out = exported(&world, &["--to", "-", "--format", format]).bytes;
        assert!(file.to_ascii_lowercase().starts_with(&begins.to_ascii_lowercase()), "{format}");
        assert!(file.len() > 10_000 && out == file, "{format}");
        assert_eq!(world.bytes(), before, "an export changes nothing");
    }
    let exact = exported(&world, &["--to", "-", "--format", "csv", "--exact"]).bytes;
    assert_eq!(exact, exported(&world, &["--to", "-", "--format", "csv-exact"]).bytes);
}

#[test]
fn endings_say_the_format_and_what_stands_there_is_replaced_whole() {
    let world = World::sample();
    for (name, begins) in [("a.CSV", "\u{feff}id,"), ("a.jsonl", "{\"id\""), ("a.md", "# "), ("a.html", "<!")] {
        let to = world.beside(name);
        fs::write(&to, "x".repeat(1_000_000)).expect("writes");
        exported(&world, &["--to", &to.display().to_string()]);
        let text = fs::read_to_string(&to).expect("is text");
        assert!(text.starts_with(begins) && !text.contains("xxxx"), "{name}");
    }
}

#[test]
fn an_export_never_lands_on_the_corpus_nor_becomes_a_document_of_it() {
    let world = World::sample();
    let before = world.bytes();
    for name in ["codebook.ron", "corpus.ron", "report.md", "annotations/coder-1/x.csv", "003_218fa99778f4842d.txt"] {
        let to = world.root().join(name).display().to_string();
        let ended = standpoint(["export", "--format", "markdown", "--to", &to]).arg(world.root()).ends_with(3);
        ended.without_results().complains(&[name]);
    }
    assert_eq!(world.bytes(), before);
    exported(&world, &["--to", &world.root().join("table.csv").display().to_string()]);
}

#[test]
fn the_columns_of_a_table_and_the_keys_of_a_line_are_exactly_these() {
    let world = World::tagged(&[(
        "a.txt",
        "The [bank|id=1 stance=opposes theme=tax speaker=treasury note=so_it_is], it [said|id=1], =no.",
    )]);
    let exact = exported(&world, &["--to", "-", "--format", "csv", "--exact"]);
    let row = "00000000-0000-0000-0000-000000000001,a.txt,a,,,ann,4,17,bank […] said,The ,\", =no.\",treasury,,,tax,tax,\
               opposes,0.5,so it is,1970-01-01T00:00:00Z,";
    assert_eq!(exact.out, format!("{COLUMNS}\n{row}\n"));
    let guarded = exported(&world, &["--to", "-", "--format", "csv"]);
    assert_eq!(guarded.out, format!("\u{feff}{COLUMNS}\r\n{row}\r\n"));
    let line = concat!(
        r#"{"id":"00000000-0000-0000-0000-000000000001","document":"a.txt","title":"a","date":null,"source":"","#,
        r#""coder":"ann","start":4,"end":17,"passage":"bank […] said","before":"The ","after":", =no.","#,
        r#""speakers":["treasury"],"roles":[""],"organisations":[""],"theme":"tax","theme_path":"tax","#,
        r#""stance":"opposes","stance_value":0.5,"note":"so it is","created":"1970-01-01T00:00:00Z","#,
        r#""modified":null,"spans":[[4,8],[13,17]],"speaker_ids":["treasury"],"theme_id":"tax","stance_id":"opposes"}"#,
        "\n"
    );
    assert_eq!(exported(&world, &["--to", "-", "--format", "jsonl"]).out, line);
}

#[test]
fn no_cell_acts_as_a_formula() {
    let world = World::tagged(&[(
        "a.txt",
        "[=1+1|id=1], [+2|id=2], [-3|id=3], [@x|id=4], [\tx|id=5], [＝1|id=6], ['=1|id=7], ['tis|id=8], [a=b|id=9].",
    )]);
    let passages = |args: &[&str]| -> Vec<String> {
        let table = exported(&world, args);
        let mut reader = csv::Reader::from_reader(table.out.trim_start_matches('\u{feff}').as_bytes());
        reader.records().map(|row| row.expect("a row")[8].to_owned()).collect()
    };
    let guarded = passages(&["--to", "-", "--format", "csv"]);
    assert_eq!(guarded, ["'=1+1", "'+2", "'-3", "'@x", "'\tx", "'＝1", "''=1", "'tis", "a=b"]);
    let exact = passages(&["--to", "-", "--format", "csv", "--exact"]);
    assert_eq!(exact, ["=1+1", "+2", "-3", "@x", "\tx", "＝1", "'=1", "'tis", "a=b"]);
}

/// The documents, coders and ids in the lines that these filters let through.
fn rows(world: &World, filters: &[&str]) -> Vec<serde_json::Value> {
    let args = [&["--to", "-", "--format", "jsonl"], filters].concat();
    let lines = exported(world, &args).out;
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn filters_understand_names_and_ids_and_let_through_what_they_say() {
    let world = World::sample();
    let all = rows(&world, &[]);
    let count = |is_meant: &dyn Fn(&serde_json::Value) -> bool| all.iter().filter(|row| is_meant(row)).count();
    let by_name = rows(&world, &["--stance", "Opposes"]);
    assert_eq!(by_name, rows(&world, &["--stance", "opposes"]));
    assert_eq!(by_name.len(), count(&|row| row["stance_id"] == "opposes"));
    assert!(!by_name.is_empty() && by_name.len() < all.len());
    assert_eq!(rows(&world, &["--coder", "coder-2"]).len(), count(&|row| row["coder"] == "coder-2"));
    let two = rows(&world, &["--stance", "opposes", "--stance", "SUPPORTS"]);
    assert_eq!(two.len(), count(&|row| row["stance_id"] == "opposes" || row["stance_id"] == "supports"));
    let speaker = rows(&world, &["--speaker", "stephen dorrell"]);
    assert_eq!(speaker, rows(&world, &["--speaker", "stephen-dorrell"]));
    let speaks = |row: &serde_json::Value| {
        row["speaker_ids"].as_array().is_some_and(|all| all.contains(&"stephen-dorrell".into()))
    };
    assert_eq!(speaker.len(), count(&speaks));
    let document = rows(&world, &["--document", "003_218fa99778f4842d.txt"]);
    assert_eq!(document.len(), count(&|row| row["document"] == "003_218fa99778f4842d.txt"));
    let theme = rows(&world, &["--theme", "Devolution and local autonomy", "--coder", "coder-1"]);
    assert!(theme.iter().all(|row| row["theme_path"].as_str().is_some_and(|path| path.contains("Devolution"))));
    assert!(!theme.is_empty() && theme.iter().all(|row| row["coder"] == "coder-1"));
    let sorted = |row: &serde_json::Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        (text("document"), row["start"].as_u64(), row["end"].as_u64(), text("coder"), text("id"))
    };
    assert!(all.is_sorted_by_key(sorted), "by document, position, coder, id");
}

#[test]
fn an_unknown_name_is_answered_with_those_near_it() {
    let world = World::sample();
    for (filter, name, words) in [
        ("--stance", "oposes", "did you mean “"),
        ("--theme", "Devoluton", "did you mean “Devolution and local autonomy”"),
        ("--speaker", "Steven Dorrell", "did you mean “Stephen Dorrell”"),
        ("--document", "003_218fa99778f4842d", "003_218fa99778f4842d.txt"),
        ("--coder", "coder-3", "did you mean “coder-1” or “coder-2”"),
        ("--theme", "zzzzzzzzzz", "there is no theme “zzzzzzzzzz”"),
    ] {
        let args = ["export", "--to", "-", "--format", "csv", filter, name];
        let ended = standpoint(args).arg(world.root()).ends_with(2);
        ended.without_results().complains(&[words]);
    }
}

#[test]
fn reports_are_grouped_and_cite_every_passage() {
    let world = World::tagged(&[(
        "a.txt",
        "The [bank|id=1 stance=opposes theme=tax speaker=treasury] and [<b>union</b>|id=2 theme=pay speaker=union].",
    )]);
    for by in ["theme", "stance", "speaker"] {
        let report = exported(&world, &["--to", "-", "--format", "markdown", "--group-by", by]);
        report.says(&["bank", "tax", "treasury", "opposes", "union"]);
        let page = exported(&world, &["--to", "-", "--format", "html", "--group-by", by]);
        let page = page.says(&["bank", "&lt;b&gt;union&lt;/b&gt;"]);
        assert!(!page.out.contains("<b>union"), "words of a document are never markup");
        assert!(!page.out.contains("http://") && !page.out.contains("https://"), "a report asks no network");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_exported() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1]."), ("b.txt", "The [union|id=2].")]);
    let broken = world.read("annotations/ann/a.txt.ron").replace("spans", "spams");
    world.write("annotations/ann/a.txt.ron", &broken);
    let ended = standpoint(["export", "--to", "-", "--format", "jsonl"]).arg(world.root()).ends_with(1);
    let ended = ended.complains(&["not all of this corpus could be read; see standpoint check"]).says(&["union"]);
    assert_eq!(ended.out.lines().count(), 1);
}
