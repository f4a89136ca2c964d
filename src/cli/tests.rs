//! The command line as a user meets it: arguments in, words and exit code out.

use super::*;
use std::fs;
use std::path::Path;

/// What a command printed, and its exit code.
struct Said {
    code: u8,
    out: String,
    err: String,
}

fn said(args: &[&str], input: &str) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let input = Box::new(std::io::Cursor::new(input.to_owned()));
    let mut console = Console { out: &mut out, err: &mut err, input, state: None };
    let args = std::iter::once("standpoint").chain(args.iter().copied()).map(OsString::from);
    let code = match run_in(&mut console, args) {
        Asked::Code(code) => code,
        asked @ Asked::Window { .. } => panic!("{asked:?}"),
    };
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said { code, out: text(out), err: text(err) }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("news")).expect("a folder");
    fs::write(folder.path().join("a.txt"), "The bank said no. =Yes, later.").expect("a file");
    fs::write(folder.path().join("news/b.txt"), "Nothing more.").expect("a file");
    folder
}

const ROWS: &str = r#"{"document":"a.txt","quote":"no","theme_path":"Money > Tax","theme":"Tax","speakers":["The bank"],"stance":"Opposes","stance_value":-1}
{"document":"a.txt","quote":"nowhere"}
{"document":"a.txt","quote":"=Yes","stance":"Supports","stance_value":1}
"#;

fn path(folder: &Path) -> &str {
    folder.to_str().expect("UTF-8")
}

#[test]
fn rows_go_in_come_out_and_stay_the_same() {
    let folder = folder();
    let root = path(folder.path());
    let dry = said(&["import", root, "-", "--coder", "ann", "--dry-run"], ROWS);
    assert_eq!(dry.code, 1);
    assert!(dry.out.starts_with("2 statements would be imported for ann; 0 already there, 1 refused\n"), "{}", dry.out);
    assert!(!folder.path().join("annotations").exists());
    let real = said(&["import", root, "-", "--coder", "ann"], ROWS);
    assert_eq!((real.code, real.err.lines().count()), (1, 1));
    assert_eq!(real.err, "standpoint: -: line 2: the quote “nowhere” is not in the text of a.txt\n");
    assert!(real.out.contains("new theme: Money > Tax\n") && real.out.contains("new speaker: The bank\n"));
    assert!(folder.path().join("annotations/ann/a.txt.ron").exists());
    let check = said(&["check", root], "");
    assert_eq!((check.code, check.err.as_str()), (0, ""), "{}", check.out);
    let again = said(&["import", root, "-", "--coder", "ann"], ROWS);
    assert!(again.out.starts_with("0 statements imported; 2 already there, 1 refused"), "{}", again.out);

    let rows = said(&["export", root, "--to", "-", "--format", "jsonl"], "");
    assert_eq!((rows.code, rows.out.lines().count()), (0, 2));
    let copy = self::folder();
    let saved = copy.path().join("rows.jsonl");
    fs::write(&saved, &rows.out).expect("a file");
    assert_eq!(said(&["import", path(copy.path()), path(&saved)], "").code, 0);
    assert_eq!(said(&["export", path(copy.path()), "--to", "-", "--format", "jsonl"], "").out, rows.out);
    let guarded = said(&["export", root, "--to", "-", "--format", "csv", "--stance", "SUPPORTS"], "");
    assert!(guarded.out.contains(",'=Yes,") && guarded.out.lines().count() == 2, "{}", guarded.out);
    let exact = said(&["export", root, "--to", "-", "--format", "csv", "--exact"], "");
    assert!(exact.out.starts_with("id,document,") && exact.out.contains(",=Yes,"), "{}", exact.out);
}

#[test]
fn exports_are_written_by_their_endings_and_never_over_the_corpus() {
    let folder = folder();
    let root = path(folder.path());
    said(&["import", root, "-", "--coder", "ann"], ROWS);
    let beside = tempfile::tempdir().expect("a folder");
    let to = |name: &str| folder.path().join(name).to_str().map(str::to_owned).expect("UTF-8");
    for name in ["out.csv", "out.jsonl", "out.xlsx", "out.md", "out.html"] {
        let done = said(&["export", root, "--to", path(&beside.path().join(name))], "");
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{name}");
        assert!(done.out.starts_with("2 statements written to "));
        assert!(beside.path().join(name).exists());
    }
    for name in ["a.txt", "codebook.ron", "annotations/ann/a.txt.ron", "annotations/new.csv", "report.md"] {
        let done = said(&["export", root, "--to", &to(name), "--format", "csv"], "");
        assert_eq!(done.code, 3, "{name}");
        assert!(done.err.contains("part of the corpus"), "{}", done.err);
    }
    assert_eq!(said(&["export", root, "--to", &to("no/such\0/out.csv")], "").code, 3);
}

#[test]
fn mistakes_are_one_line_with_the_right_code() {
    let folder = folder();
    let root = path(folder.path());
    said(&["import", root, "-", "--coder", "ann"], ROWS);
    for (args, code, words) in [
        (vec!["xport"], 3, "xport: there is no such folder, and no such command"),
        (vec!["export"], 2, "the following required arguments were not provided: --to <FILE> <CORPUS>"),
        (vec!["export", root, "--to", "-"], 2, "say which --format"),
        (vec!["export", root, "--to", "out.foo"], 2, "the ending names no format"),
        (vec!["export", root, "--to", "out.xlsx", "--exact"], 2, "--exact is a form of CSV"),
        (vec!["export", root, "--to", "out.csv", "--group-by", "theme"], 2, "--group-by is for the reports"),
        (vec!["export", root, "--to", "-", "--format", "csv", "--theme", "tex"], 2, "did you mean “Tax”?"),
        (vec!["export", "/no/such", "--to", "-", "--format", "csv"], 3, "/no/such"),
        (vec!["import", root, "/no/such.csv"], 3, "failed to read /no/such.csv"),
        (vec!["import", root, "-", "--coder", "../x"], 2, "cannot be a coder"),
        (vec!["stats", "/no/such"], 3, "/no/such"),
        (vec!["--nonsense"], 2, "unexpected argument"),
    ] {
        let done = said(&args, "");
        assert_eq!(done.code, code, "{args:?}: {}", done.err);
        assert_eq!((done.err.lines().count(), done.out.as_str()), (1, ""), "{args:?}: {}", done.err);
        assert!(done.err.starts_with("standpoint: ") && done.err.contains(words), "{}", done.err);
    }
}

#[test]
fn figures_and_findings_are_there_as_json_too() {
    let folder = folder();
    let root = path(folder.path());
    said(&["import", root, "-", "--coder", "ann"], ROWS);
    let stats = said(&["stats", root, "--json"], "");
    let figures: serde_json::Value = serde_json::from_str(&stats.out).expect("JSON");
    assert_eq!((figures["n_documents"].as_u64(), figures["n_statements"].as_u64()), (Some(2), Some(2)));
    assert_eq!(figures["coders"][0]["n_in_progress"].as_u64(), Some(1));
    assert!(said(&["stats", root], "").out.contains("Money > Tax"));
    fs::write(folder.path().join("codebook.ron"), "nonsense").expect("a file");
    let check = said(&["check", root, "--json"], "");
    let findings: serde_json::Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!((check.code, findings["problems"][0]["path"].as_str()), (1, Some("codebook.ron")));
    // What could not be read whole is never written over.
    let import = said(&["import", root, "-", "--coder", "ann"], &ROWS.replace("Tax", "New"));
    assert_eq!(import.code, 3, "{}", import.err);
    assert_eq!(fs::read_to_string(folder.path().join("codebook.ron")).expect("a file"), "nonsense");
}

#[test]
fn a_closed_pipe_is_no_error_and_help_is_a_manual() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let folder = folder();
    let root = path(folder.path());
    for args in [vec!["stats", root], vec!["export", root, "--to", "-", "--format", "csv"], vec!["--help"]] {
        let mut err = Vec::new();
        let mut console = Console { out: &mut Closed, err: &mut err, input: Box::new(std::io::empty()), state: None };
        let args = std::iter::once("standpoint").chain(args).map(OsString::from);
        assert_eq!(run_in(&mut console, args), Asked::Code(0));
        assert!(err.is_empty());
    }
    let help = said(&["--help"], "");
    assert!(help.code == 0 && help.out.contains("Exit codes:") && help.out.contains("standpoint export sample_docs"));
    assert!(said(&["export", "--help"], "").out.contains("csv-exact"));
}

#[test]
fn the_window_opens_on_a_folder_even_when_it_has_the_name_of_a_command() {
    let folder = folder();
    let named = folder.path().join("export");
    fs::create_dir(&named).expect("a folder");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console { out: &mut out, err: &mut err, input: Box::new(std::io::empty()), state: None };
    let args = ["standpoint", path(&named), "--coder", "ann"].map(OsString::from);
    let asked = run_in(&mut console, args);
    assert_eq!(asked, Asked::Window { corpus: Some(named), coder: Some("ann".into()) });
}

#[test]
fn a_bare_file_name_is_below_the_present_folder() {
    let folder = folder();
    let root = path(folder.path());
    said(&["import", root, "-", "--coder", "ann"], ROWS);
    // A bare file name has no folder of its own.
    let name = format!("standpoint-test-{}.csv", std::process::id());
    let done = said(&["export", root, "--to", &name], "");
    let written = fs::read_to_string(&name);
    fs::remove_file(&name).expect("the file is there");
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert_eq!(written.expect("a table").lines().count(), 3);
}

#[test]
fn unsure_statements_are_counted_where_there_are_any() {
    let folder = folder();
    let root = path(folder.path());
    said(&["import", root, "-", "--coder", "ann"], ROWS);
    assert!(!said(&["stats", root], "").out.contains("unsure"));
    let row = r#"{"document":"a.txt","quote":"later","unsure":true}"#;
    said(&["import", root, "-", "--coder", "ann"], row);
    let stats = said(&["stats", root], "").out;
    let line = stats.lines().find(|line| line.trim_start().starts_with("unsure")).expect("a line");
    assert!(line.ends_with(" 1"), "{line:?}");
    let csv = said(&["export", root, "--to", "-", "--format", "csv-exact"], "").out;
    assert_eq!(csv.lines().filter(|line| line.ends_with(",yes")).count(), 1);
}
