//! `standpoint import --ack`: each row is answered when it is on the disk, and only then.

use crate::program::standpoint;
use crate::world::World;
use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

const TEXT: &str = "The bank said no. The union kept silent. Long live the bank.";

fn answers(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect()
}

/// The program at work, with rows going in and answers coming out one by one.
struct Talk {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Talk {
    fn with(world: &World) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(["import", "--ack", "--coder", "ann"])
            .arg(world.root())
            .arg("-")
            .env("XDG_STATE_HOME", world.beside("state"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let out = BufReader::new(child.stdout.take().expect("is piped"));
        Self { child, out }
    }

    fn put(&mut self, row: &str) {
        let pipe = self.child.stdin.as_mut().expect("is open");
        writeln!(pipe, "{row}").expect("is read");
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("is readable");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
    }

    fn end(mut self) -> (Option<i32>, String) {
        drop(self.child.stdin.take());
        drop(self.out);
        let ended = self.child.wait_with_output().expect("ends");
        (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

#[test]
fn a_row_is_answered_while_the_input_is_open_and_is_in_the_file_by_then() {
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let mut talk = Talk::with(&world);
    for (n, (document, start)) in [("a.txt", 0), ("a.txt", 4), ("b.txt", 9), ("a.txt", 14)].into_iter().enumerate() {
        let end = start + 3;
        talk.put(&format!(r#"{{"document":"{document}","start":{start},"end":{end},"theme":"New {n}"}}"#));
        let answer = talk.answer();
        assert_eq!((answer["row"].as_u64(), answer["status"].as_str()), (Some(n as u64 + 1), Some("saved")));
        let file = world.read(&format!("annotations/ann/{document}.ron"));
        assert!(file.contains(answer["id"].as_str().expect("an id")), "{answer} is not in\n{file}");
        assert!(world.read("codebook.ron").contains(&format!("New {n}")), "nor without what it names");
    }
    assert_eq!(talk.end(), (Some(0), String::new()));
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
}

#[test]
fn each_row_has_one_answer_by_its_line_and_the_refused_say_why() {
    let world = World::new(&[("a.txt", TEXT)]);
    let id = "01a1fd8e-7858-7c85-a8ea-35442bf13276";
    let rows = format!(
        "{{\"document\":\"a.txt\",\"start\":0,\"end\":3,\"id\":\"{id}\"}}\n\n\
         {{\"document\":\"a.txt\",\"start\":0,\"end\":3,\"id\":\"{id}\"}}\nnonsense\n\
         {{\"document\":\"no.txt\",\"start\":0,\"end\":3}}\n{{\"document\":\"a.txt\",\"quote\":\"union\"}}"
    );
    let import = || standpoint(["import", "--ack", "--coder", "ann"]).arg(world.root()).arg("-").input(&rows);
    let ended = import().ends_with(1).quietly();
    let mut found = answers(&ended.out);
    found.sort_by_key(|answer| answer["row"].as_u64());
    let said: Vec<_> = found.iter().map(|a| (a["row"].as_u64(), a["status"].as_str())).collect();
    let expected = [(1, "saved"), (3, "already there"), (4, "refused"), (5, "refused"), (6, "saved")];
    assert_eq!(said, expected.map(|(row, status)| (Some(row), Some(status))));
    assert_eq!((found[0]["id"].as_str(), found[1]["id"].as_str()), (Some(id), Some(id)));
    assert!(found[3]["why"].as_str().is_some_and(|why| why.contains("no document “no.txt”")), "{}", found[3]);
    let before = world.bytes();
    let again = answers(&import().ends_with(1).quietly().out);
    assert_eq!(again.iter().filter(|answer| answer["status"] == "already there").count(), 3);
    assert_eq!(world.bytes(), before, "the same rows come in once");
}

#[test]
fn tables_and_files_are_answered_too_and_a_dry_run_is_not() {
    let world = World::new(&[("a.txt", TEXT)]);
    let rows = world.beside("rows.csv");
    fs::write(&rows, "document,start,end\na.txt,0,3\na.txt,4,8\n").expect("writes");
    let import = || standpoint(["import", "--ack", "--coder", "ann"]).arg(world.root()).arg(&rows);
    assert_eq!(answers(&import().ends_with(0).quietly().out).len(), 2);
    import().arg("--dry-run").ends_with(2).complains(&["--dry-run"]);
    fs::write(&rows, "nonsense").expect("writes");
    import().ends_with(3).without_results().complains(&["`document`"]);
    fs::remove_file(&rows).expect("removes");
    import().ends_with(3).without_results().complains(&["rows.csv"]);
}

#[test]
fn what_cannot_be_saved_is_not_answered_and_holds_up_nothing_else() {
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let mut talk = Talk::with(&world);
    talk.put(r#"{"document":"a.txt","start":0,"end":3}"#);
    assert_eq!(talk.answer()["row"].as_u64(), Some(1));
    let file = world.root().join("annotations/ann/a.txt.ron");
    let whole = fs::read(&file).expect("is there");
    fs::write(&file, "another program was here").expect("writes");
    talk.put(r#"{"document":"a.txt","start":4,"end":8}"#);
    talk.put(r#"{"document":"b.txt","start":4,"end":8}"#);
    assert_eq!(talk.answer()["row"].as_u64(), Some(3), "the other document is saved");
    fs::write(&file, whole).expect("writes");
    assert_eq!(talk.answer()["row"].as_u64(), Some(2), "saving is tried again by itself");
    fs::write(&file, "and again").expect("writes");
    talk.put(r#"{"document":"a.txt","start":9,"end":13}"#);
    let (status, said) = talk.end();
    assert_eq!(status, Some(3), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() >= 2 && lines[0].contains("annotations/ann/a.txt.ron: Another program changed"), "{said}");
    assert_eq!(lines.last(), Some(&"standpoint: 1 row was not saved, the first of them from line 4"));
    assert_eq!(fs::read(&file).expect("is there"), b"and again");
}

#[test]
fn a_row_on_what_is_read_only_here_is_refused_and_the_others_go_in() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said no."), ("b.txt", "The union kept silent.")]);
    let broken = world.read("annotations/ann/a.txt.ron").replace("spans", "spams");
    world.write("annotations/ann/a.txt.ron", &broken);
    let rows: String = (0..10).fold(String::new(), |rows, at| {
        let document = if at == 4 { "a.txt" } else { "b.txt" };
        rows + &format!("{{\"document\":\"{document}\",\"start\":{at},\"end\":{}}}\n", at + 2)
    });
    let import = standpoint(["import", "--ack", "--coder", "ann"]).arg(world.root()).arg("-").input(rows);
    let found = answers(&import.ends_with(1).quietly().out);
    let refused: Vec<_> = found.iter().filter(|answer| answer["status"] == "refused").collect();
    assert_eq!((found.len(), refused.len()), (10, 1));
    assert!(refused[0]["row"] == 5 && refused[0]["why"].as_str().is_some_and(|why| why.contains("a.txt.ron")));
    assert_eq!(world.read("annotations/ann/a.txt.ron"), broken);
    assert_eq!(world.read("annotations/ann/b.txt.ron").matches("id: ").count(), 9);
}

#[test]
fn while_a_coder_is_open_elsewhere_the_rows_of_others_go_in() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said no.")]);
    let mut other = Talk::with(&world);
    other.put(r#"{"document":"a.txt","start":0,"end":3}"#);
    other.answer();
    let row = |coder, start| format!("{{\"document\":\"a.txt\",\"coder\":\"{coder}\",\"start\":{start},\"end\":9}}\n");
    let rows = [row("ann", 4), row("bob", 5), row("ann", 6), row("zoe", 7)].concat();
    let import = standpoint(["import", "--ack"]).arg(world.root()).arg("-").input(rows);
    let mut found = answers(&import.ends_with(1).quietly().out);
    found.sort_by_key(|answer| answer["row"].as_u64());
    let said: Vec<_> = found.iter().map(|answer| answer["status"].as_str().expect("a status")).collect();
    assert_eq!(said, ["refused", "saved", "refused", "saved"]);
    assert!(found[0]["why"].as_str().is_some_and(|why| why.contains("ann is open in another window")), "{}", found[0]);
    assert_eq!(other.end(), (Some(0), String::new()));
}

#[test]
fn when_nobody_listens_what_was_read_is_saved_and_the_program_ends() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut talk = Talk::with(&world);
    talk.put(r#"{"document":"a.txt","start":0,"end":3}"#);
    talk.answer();
    let Talk { mut child, out } = talk;
    drop(out);
    let mut pipe = child.stdin.take().expect("is open");
    writeln!(pipe, r#"{{"document":"a.txt","start":4,"end":8}}"#).expect("is read");
    // The input stays open: the program ends all the same, and says nothing.
    let ended = child.wait_with_output().expect("ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
    drop(pipe);
    assert_eq!(world.read("annotations/ann/a.txt.ron").matches("id: ").count(), 2);
}
