//! Kills in the middle of continuous editing: a few here, hundreds and worse in `tests/torture`.

use crate::program::standpoint;
use crate::world::World;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const ROUNDS: u64 = 15;
const DOCUMENTS: [&str; 2] = ["a.txt", "press/b.txt"];
const CODERS: [&str; 2] = ["ann", "Zoë"];

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A row, and what must stand in which file once it is answered.
fn row(chance: &mut Chance, n: u64) -> (String, (String, String)) {
    let (document, coder) = (DOCUMENTS[chance.below(2) as usize], CODERS[chance.below(2) as usize]);
    let (start, theme) = (chance.below(2000), chance.below(10));
    let end = start + 1 + chance.below(50);
    let row = format!(
        r#"{{"document":"{document}","coder":"{coder}","start":{start},"end":{end},"theme":"Theme {theme}","note":"row {n}"}}"#
    );
    (row, (format!("annotations/{coder}/{document}.ron"), format!("note: \"row {n}\",")))
}

/// Feeds rows to the program, kills it `life` after its first answer, and returns the answers that came.
fn edit_and_kill(root: &Path, rows: &[String], life: Duration) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["import", "--ack"])
        .arg(root)
        .arg("-")
        .env("XDG_STATE_HOME", root.with_file_name("state"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut pipe = child.stdin.take().expect("is piped");
    let mut out = BufReader::new(child.stdout.take().expect("is piped"));
    let rows = rows.to_vec();
    let feeder = std::thread::spawn(move || {
        for bunch in rows.chunks(3) {
            // The program may be dead by now.
            if bunch.iter().any(|row| writeln!(pipe, "{row}").is_err()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        pipe
    });
    let mut lines = vec![String::new()];
    out.read_line(&mut lines[0]).expect("an answer");
    let reader = std::thread::spawn(move || {
        lines.extend(out.lines().map_while(Result::ok));
        lines
    });
    std::thread::sleep(life);
    child.kill().expect("can be killed");
    child.wait().expect("ends");
    drop(feeder.join().expect("feeds"));
    let lines = reader.join().expect("reads");
    // A line that the kill cut off is no answer.
    lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn left_over(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(left_over(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "tmp") {
            found.push(entry);
        }
    }
    found
}

#[test]
fn what_was_answered_outlasts_a_kill_at_any_moment() {
    let text = "The bank said no. “Never”, said the union. ".repeat(50);
    let world = World::new(&[(DOCUMENTS[0], &text), (DOCUMENTS[1], &text)]);
    let mut chance = Chance(7);
    let mut answered = BTreeMap::new();
    let mut n_rows = 0;
    for round in 1..=ROUNDS {
        let rows: Vec<_> = (0..60).map(|n| row(&mut chance, n_rows + n)).collect();
        n_rows += 60;
        let sent: Vec<String> = rows.iter().map(|(row, _)| row.clone()).collect();
        let answers = edit_and_kill(&world.root(), &sent, Duration::from_millis(chance.below(60)));
        for answer in answers {
            assert_eq!(answer["status"], "saved", "{answer}");
            let place = answer["row"].as_u64().expect("a number") as usize - 1;
            let id = answer["id"].as_str().expect("an id").to_owned();
            answered.insert(id, rows[place].1.clone());
        }
        let files: BTreeMap<&str, String> =
            answered.values().map(|(file, _)| (file.as_str(), world.read(file))).collect();
        for (id, (file, note)) in &answered {
            let statement = files[file.as_str()].split("Statement(").find(|part| part.contains(&format!("\"{id}\"")));
            assert!(statement.is_some_and(|part| part.contains(note)), "round {round}: {id} is not in {file}");
        }
        standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
    }
    assert!(answered.len() as u64 > ROUNDS, "it was killed while it worked: {}", answered.len());
    standpoint(["import", "--ack"]).arg(world.root()).arg("-").input("{}\n").ends_with(1);
    assert_eq!(left_over(&world.root()), Vec::<PathBuf>::new(), "the next start sweeps up");
}
