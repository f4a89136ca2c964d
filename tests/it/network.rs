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
    assert!(out.contains("Counted: ") && out.contains("difference of speakers over themes"), "{out}");
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
    ] {
        let ended = standpoint(["network"]).arg(sample_docs()).args(args).ends_with(2);
        assert!(ended.err.contains(why), "{args:?}: {}", ended.err);
    }
}
