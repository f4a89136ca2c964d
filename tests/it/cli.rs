//! The command line as such: its manual, its mistakes, its exit codes, and no display.

use crate::program::standpoint;
use crate::world::World;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

fn coded() -> World {
    World::tagged(&[("a.txt", "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said no.")])
}

#[test]
fn help_is_a_manual_and_the_version_is_that_of_the_package() {
    standpoint(["--help"]).ends_with(0).quietly().says(&[
        "code who takes which position on what",
        "export",
        "import",
        "check",
        "stats",
        "--coder",
        "Examples:",
        "Exit codes:",
        "0  fine",
        "1  findings",
        "2  the command line was not understood",
        "3  something cannot be read or written",
    ]);
    standpoint(["-h"]).ends_with(0).quietly().says(&["Usage:"]);
    let version = standpoint(["--version"]).ends_with(0).quietly();
    assert_eq!(version.out, format!("standpoint {}\n", env!("CARGO_PKG_VERSION")));
    for (task, words) in [
        (
            "export",
            ["--to", "--format", "--coder", "--theme", "--stance", "--speaker", "Unicode code points", "csv-exact"],
        ),
        ("import", ["--coder", "--dry-run", "CORPUS", "FILE", "quote", "refused", "id", "JSON"]),
        ("check", ["--json", "CORPUS", "file", "line", "cause", "remedy", "Usage", "-h"]),
        ("stats", ["--json", "CORPUS", "coder", "stance", "theme", "speaker", "coverage", "progress"]),
    ] {
        standpoint([task, "--help"]).ends_with(0).quietly().says(&words);
    }
}

#[test]
fn a_mistake_is_one_line_with_status_2() {
    let world = coded();
    let root = world.root().display().to_string();
    let out = world.beside("out.xlsx").display().to_string();
    for (args, words) in [
        (vec!["--nonsense"], "--nonsense"),
        (vec!["export"], "--to <FILE>"),
        (vec!["export", &root], "--to <FILE>"),
        (vec!["import", &root], "<FILE>"),
        (vec!["stats"], "<CORPUS>"),
        (vec!["stats", &root, "more"], "more"),
        (vec!["export", &root, "--to", "-"], "say which --format"),
        (vec!["export", &root, "--to", "out"], "the ending names no format"),
        (vec!["export", &root, "--to", "-", "--format", "docx"], "there is no format “docx”"),
        (vec!["export", &root, "--to", &out, "--exact"], "--exact"),
        (vec!["export", &root, "--to", "-", "--format", "csv", "--group-by", "theme"], "--group-by"),
        (vec!["import", &root, "-", "--coder", "../ann"], "cannot be a coder"),
        (vec![&root, "--coder", "a/b"], "cannot be a coder"),
    ] {
        standpoint(&args).ends_with(2).without_results().complains(&[words]);
    }
}

#[test]
fn what_cannot_be_read_is_one_line_with_its_path_and_status_3() {
    let world = coded();
    let (root, file) = (world.root().display().to_string(), world.root().join("a.txt").display().to_string());
    let gone = world.beside("gone").display().to_string();
    let rows = world.beside("gone.jsonl").display().to_string();
    for args in [vec!["stats"], vec!["check"], vec!["export", "--to", "-", "--format", "csv"], vec!["import"]] {
        for (corpus, words) in [(&gone, "gone"), (&file, "a.txt")] {
            let mut all = args.clone();
            all.insert(1, corpus);
            all.extend((args[0] == "import").then_some("-"));
            standpoint(&all).ends_with(3).without_results().complains(&[words]);
        }
    }
    standpoint([&gone]).ends_with(3).without_results().complains(&["there is no such folder"]);
    standpoint([&file]).ends_with(3).without_results().complains(&["this is a file"]);
    standpoint(["import", &root, &rows]).ends_with(3).without_results().complains(&["gone.jsonl"]);
    standpoint(["export", &root, "--to", &format!("{file}/x.csv")])
        .ends_with(3)
        .without_results()
        .complains(&["x.csv"]);
}

#[test]
fn folders_and_devices_are_no_files_to_read_or_replace() {
    let world = coded();
    let folder = world.beside("folder.csv");
    std::fs::create_dir(&folder).expect("a folder");
    standpoint(["import"]).arg(world.root()).arg(&folder).ends_with(3).without_results().complains(&["folder.csv"]);
    standpoint(["export", "--to"]).arg(&folder).arg(world.root()).ends_with(3).without_results().complains(&["folder"]);
    standpoint(["export", "--to", ""]).arg(world.root()).ends_with(2).without_results();
    standpoint(["check", ""]).ends_with(2).without_results();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_told_with_status_3() {
    let world = coded();
    for args in [vec!["stats"], vec!["check"], vec!["export", "--to", "-", "--format", "csv"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
        let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
        let output = command
            .args(&args)
            .arg(world.root())
            .env("XDG_STATE_HOME", world.beside("state"))
            .stdout(full)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.lines().count()), (Some(3), 1), "{args:?}: {said}");
        assert!(said.contains("No space left"), "{said}");
    }
}

#[test]
fn paths_are_taken_from_the_folder_that_the_program_runs_in() {
    let world = coded();
    standpoint(["check", "."]).in_folder(&world.root()).ends_with(0).quietly().says(&[".: no problems"]);
    let beside = world.root().join("..");
    standpoint(["export", "corpus", "--to", "t.csv"]).in_folder(&beside).ends_with(0).quietly();
    standpoint(["export", "./corpus/", "--to", "./u.csv"]).in_folder(&beside).ends_with(0).quietly();
    let read = |name: &str| std::fs::read_to_string(world.beside(name)).expect("is written");
    assert!(read("t.csv").lines().count() == 2 && read("t.csv") == read("u.csv"));
    standpoint(["export", ".", "--to", "a.txt", "--format", "csv"]).in_folder(&world.root()).ends_with(3);
    assert_eq!(world.read("a.txt"), "The bank said no.");
}

#[test]
fn no_display_is_one_plain_sentence_with_status_3() {
    let world = coded();
    let before = world.bytes();
    for args in [vec![], vec![world.root()]] {
        let ended = standpoint(args).ends_with(3).without_results();
        let said = ended.err.trim_end();
        assert!(said.starts_with("standpoint: ") && said.lines().count() == 1, "{said}");
        for words in ["no window can be opened", "DISPLAY", "install", "export", "import", "check", "stats"] {
            assert!(said.contains(words), "{words:?} is not in {said:?}");
        }
        assert!(!said.contains("Error(") && !said.contains("winit") && !said.contains("panicked"), "{said}");
    }
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_reader_who_goes_away_is_no_mistake() {
    let words: Vec<String> = (1..=20_000).map(|n| format!("[w{n}|id={n}]")).collect();
    let world = World::tagged(&[("a.txt", &words.join(" "))]);
    for format in ["csv", "jsonl", "markdown", "html", "xlsx"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(["export", "--to", "-", "--format", format])
            .arg(world.root())
            .env("XDG_STATE_HOME", world.beside("state"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let out = child.stdout.take().expect("is piped");
        let mut first = Vec::new();
        BufReader::with_capacity(64, out).read_until(b'\n', &mut first).expect("something comes");
        assert!(!first.is_empty());
        let ended = child.wait_with_output().expect("ends");
        assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_unicode_are_taken_or_refused_and_never_end_in_a_panic() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let odd = OsStr::from_bytes(b"caf\xE9");
    let world = coded();
    let folder = world.beside("place").join(odd);
    crate::world::copy_folder(&world.root(), &folder);
    standpoint(["stats"]).arg(&folder).ends_with(0).quietly().says(&["Statements"]);
    standpoint(["check"]).arg(&folder).ends_with(0).quietly();
    let to = folder.with_extension("csv");
    standpoint(["export", "--to"]).arg(&to).arg(&folder).ends_with(0).quietly();
    assert_eq!(std::fs::read_to_string(&to).expect("is written").lines().count(), 2);
    standpoint(["stats"]).arg(world.beside("gone").join(odd)).ends_with(3).complains(&["gone"]);
    standpoint(["export", "--to", "-", "--format", "csv", "--theme"]).arg(odd).arg(&folder).ends_with(2);
    standpoint([odd]).ends_with(3).complains(&["no such folder"]);
}
