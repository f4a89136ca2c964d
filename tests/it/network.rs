//! Networks on the command line: what people read, what files hold, what is refused.

use crate::program::standpoint;
use crate::world::{World, sample_docs};
use serde_json::Value;
use std::fs;

fn said(args: &[&str]) -> String {
    standpoint(["network"]).arg(sample_docs()).args(args).ends_with(0).quietly().out
}

#[test]
fn people_read_the_strongest_ties_the_nodes_and_how_they_were_counted() {
    let out = said(&["--relation", "difference"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].ends_with("ties") || lines[0] == "Ties", "{out}");
    assert!(out.contains("Matthew Taylor") && out.contains("mean position"), "{out}");
    assert!(out.contains("Counted: ") && out.contains("congruence less conflict of speakers over themes"), "{out}");
    let weight = |line: &str| line.split_whitespace().find_map(|word| word.parse::<f64>().ok());
    let weights: Vec<f64> = lines.iter().skip(2).take(10).filter_map(|line| weight(line)).collect();
    assert!(weights.len() > 5 && weights.windows(2).all(|pair| pair[0].abs() >= pair[1].abs()), "{weights:?}");
}

#[test]
fn programs_read_json_and_a_query_narrows_it() {
    let ties = |args: &[&str]| -> Vec<Value> {
        let json: Value = serde_json::from_str(&said(args)).expect("is JSON");
        json["edges"].as_array().expect("ties").clone()
    };
    let all = ties(&["--mode", "two", "--json"]);
    let one = ties(&["speaker:matthew-taylor", "--mode", "two", "--json"]);
    assert!(!one.is_empty() && one.len() < all.len());
    // The ties of one actor are the same, whether others are there or not.
    let of_one: Vec<&Value> = all.iter().filter(|edge| edge["source"] == "matthew-taylor").collect();
    assert_eq!(of_one, one.iter().filter(|edge| edge["source"] == "matthew-taylor").collect::<Vec<_>>());
    let without = ties(&["--mode", "two", "--exclude", "Matthew Taylor", "--json"]);
    assert!(without.iter().all(|edge| edge["source"] != "matthew-taylor"));
    assert_eq!(said(&["--csv"]).lines().count(), ties(&["--json"]).len() + 1);
}

#[test]
fn every_ending_is_written_and_windows_have_a_file_each() {
    let world = World::sample();
    let names = ["net.graphml", "net.gexf", "net.dl", "net.csv", "net.svg", "net.png", "net.json"];
    let mut command = standpoint(["network"]).arg(world.root());
    for name in names {
        command = command.arg("--to").arg(world.beside(name));
    }
    let ended = command.ends_with(0);
    assert!(ended.out.is_empty() && ended.err.lines().count() == names.len(), "{}{}", ended.out, ended.err);
    for name in names {
        assert!(fs::metadata(world.beside(name)).expect("is there").len() > 100, "{name}");
    }
    let svg = fs::read_to_string(world.beside("net.svg")).expect("is text");
    assert!(svg.contains("Matthew Taylor"));
    let ended =
        standpoint(["network"]).arg(world.root()).args(&["--windows", "year", "--to"]).arg(world.beside("y.gexf"));
    let ended = ended.ends_with(0);
    assert!(world.beside("y-2022.gexf").exists() && world.beside("y-2023.gexf").exists(), "{}", ended.err);
    let json =
        standpoint(["network"]).arg(world.root()).args(&["--windows", "year:2:1", "--json"]).ends_with(0).quietly().out;
    let json: Value = serde_json::from_str(&json).expect("is JSON");
    assert_eq!(json["windows"][0]["window"].as_str().map(|window| window.split(" to ").count()), Some(2));
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason() {
    for (args, why) in [
        (&["--mode", "two", "--normalise", "jaccard"][..], "normalised by activity or prominence"),
        (&["--normalise", "prominence"], "normalised by average activity, Jaccard or cosine"),
        (&["--as-dna", "combine", "--mode", "one"], "combine needs a network of actors and themes"),
        (&["--exclude", "nobody at all"], "nobody at all"),
        (&["--to", "net.docx"], "the ending names no format"),
        (&["--windows", "fortnight"], "day, week, month, quarter or year"),
        (&["--windows", "month:0"], "no length"),
        (&["speaker:nobody-at-all"], "nobody-at-all"),
        (&["--mode", "two", "--relation", "conflict"], "leave --relation out"),
        (&["--mode", "two", "--nodes", "themes"], "give --mode one"),
        (&["--unsigned"], "add --mode two"),
        (&["--as-dna", "subtract", "--relation", "conflict"], "leave --relation out"),
        (&["--as-dna", "ignore", "--mode", "two", "--unsigned"], "leave --unsigned out"),
        (&["--table", "matrix"], "add --csv"),
        (&["--table", "matrix", "--csv", "--windows", "year"], "--to FILE.csv"),
        (&["--threshold", "nan"], "not below 0"),
        (&["--threshold", "-1"], "not below 0"),
    ] {
        let ended = standpoint(["network"]).arg(sample_docs()).args(args).ends_with(2);
        assert!(ended.err.contains(why), "{args:?}: {}", ended.err);
    }
}

#[test]
fn csv_on_the_output_is_the_table_that_is_asked_for() {
    let first = |args: &[&str]| said(args).lines().next().map(str::to_owned).unwrap_or_default();
    assert!(first(&["--csv"]).starts_with("source,target,"));
    assert!(first(&["--csv", "--table", "nodes"]).starts_with("id,label,"));
    assert!(first(&["--csv", "--table", "nodes", "--windows", "year"]).starts_with("window,id,label,"));
    let matrix = said(&["--csv", "--table", "matrix", "--actor", "role"]);
    assert!(matrix.starts_with(',') && matrix.contains("chief executive"), "{matrix}");
    assert_eq!(matrix.lines().count(), 1 + nodes(&["--actor", "role"]).len());
}

/// Ids and labels.
fn nodes(args: &[&str]) -> Vec<(String, String)> {
    let json: Value = serde_json::from_str(&said(&[args, &["--json"]].concat())).expect("is JSON");
    let all = match json["windows"].as_array() {
        None => vec![&json],
        Some(windows) => windows.iter().map(|window| &window["network"]).collect(),
    };
    let nodes = all.into_iter().flat_map(|network| network["nodes"].as_array().expect("nodes"));
    let text = |value: &Value| value.as_str().expect("is text").to_owned();
    nodes.map(|node| (text(&node["id"]), text(&node["label"]))).collect()
}

#[test]
fn a_role_has_one_id_in_every_window() {
    let of_windows = nodes(&["--actor", "role", "--windows", "year", "--isolates"]);
    let mut one_each = of_windows.clone();
    one_each.sort();
    one_each.dedup();
    let ids: std::collections::BTreeSet<&String> = one_each.iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), one_each.len(), "an id never means two roles: {one_each:?}");
    assert!(one_each.contains(&("chief-executive".to_owned(), "chief executive".to_owned())), "{one_each:?}");
    assert!(one_each.len() < of_windows.len(), "some roles are there in several years");
    for node in nodes(&["--actor", "role", "--isolates"]) {
        assert!(one_each.contains(&node) || !node.0.starts_with('n'), "{node:?}");
    }
}

#[test]
fn a_picture_says_what_it_shows_and_how_it_was_counted() {
    let world = World::sample();
    standpoint(["network"]).arg(world.root()).arg("--svg").arg(world.beside("net.svg")).ends_with(0);
    let svg = fs::read_to_string(world.beside("net.svg")).expect("is text");
    assert!(svg.contains("Congruence of speakers over themes"), "{svg}");
    assert!(svg.contains("Counted: "), "{svg}");
}

#[test]
fn speakers_of_one_name_are_told_apart_wherever_they_are_read() {
    let world = World::new(&[("a.txt", "one two")]);
    let speaker = |id: &str| format!("Speaker(id: \"{id}\", name: \"Same Name\")");
    world.write(
        "codebook.ron",
        format!(
            "Codebook(format: 2, stances: [Stance(id: \"s\", name: \"s\", position: 1)], themes: [Theme(id: \"t\", name: \
             \"A; B\")], speakers: [{}, {}])",
            speaker("p2"),
            speaker("p3")
        ),
    );
    let statement = |n: usize, speaker: &str| {
        format!(
            "Statement(id: \"01934f2e-8a10-7c3d-9b1e-00000000000{n}\", spans: [(0, 3)], quote: [\"one\"], speakers: \
             [\"{speaker}\"], theme: \"t\", stance: \"s\", created: \"2026-11-21T19:02:11Z\")"
        )
    };
    world.write(
        "annotations/ann/a.txt.ron",
        format!(
            "AnnotationSet(format: 1, document: \"a.txt\", text: \"\", coder: \"ann\", statements: [{}, {}])",
            statement(1, "p2"),
            statement(2, "p3")
        ),
    );
    let said = |args: &[&str]| standpoint(["network"]).arg(world.root()).args(args).ends_with(0).out;
    let table = said(&[]);
    assert!(table.contains("Same Name (p2)") && table.contains("Same Name (p3)"), "{table}");
    standpoint(["network"]).arg(world.root()).arg("--svg").arg(world.beside("net.svg")).ends_with(0);
    let svg = fs::read_to_string(world.beside("net.svg")).expect("is text");
    assert!(svg.contains("Same Name (p2)") && svg.contains("Same Name (p3)"), "{svg}");
    let json: Value = serde_json::from_str(&said(&["--json"])).expect("is JSON");
    assert_eq!(json["edges"][0]["through"], serde_json::json!(["t"]));
}
