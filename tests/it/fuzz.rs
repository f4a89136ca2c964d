//! The fuzz targets are built on their own: what they need is held together with the program here.

use std::fs;
use std::path::Path;

/// Crates of the window and the command line, which the readers do without.
const ABOVE: [&str; 6] = ["clap", "eframe", "egui", "nucleo-matcher", "open", "rfd"];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_fuzz_targets_have_the_crates_of_the_program() {
    let manifest = |path: &str| fs::read_to_string(project().join(path)).expect("is there");
    let (program, fuzz) = (manifest("Cargo.toml"), manifest("fuzz/Cargo.toml"));
    let is_section = |line: &&str| line.starts_with('[');
    let mut is_wanted = false;
    let mut n_found = 0;
    for line in program.lines() {
        if is_section(&line) {
            is_wanted = line.ends_with("dependencies]") && !line.contains("dev-");
        }
        let Some((name, _)) = line.split_once(" = ").filter(|_| is_wanted && !line.starts_with('#')) else { continue };
        if !ABOVE.contains(&name) {
            n_found += 1;
            assert!(fuzz.lines().any(|other| other == line), "fuzz/Cargo.toml lacks: {line}");
        }
    }
    assert!(n_found > 10);
}

#[test]
fn every_fuzz_target_has_seeds_and_is_run() {
    let script = fs::read_to_string(project().join("fuzz/run.sh")).expect("is there");
    let targets = fs::read_dir(project().join("fuzz/targets")).expect("is there");
    let names: Vec<String> = targets
        .map(|entry| entry.expect("is listed").path().file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 9);
    for name in names {
        assert!(script.contains(&format!(" {name}")) || script.contains(&format!("({name} ")), "{name} is not run");
        let seeds = project().join("fuzz/seeds").join(&name);
        assert!(fs::read_dir(seeds).expect("seeds").next().is_some(), "{name} has no seed");
    }
}
