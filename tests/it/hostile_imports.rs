//! Hostile files to be imported: what does not fit is refused by its line, and reading is given up when asked.

use crate::program::standpoint;
use crate::world::World;
use egui::{Key, Modifiers};
use standpoint::exchange::{Cancel, CodebookFormat, ExchangeError, Format, ImportOptions};
use standpoint::exchange::{import_codebook_until, import_until};
use standpoint::model::{Codebook, Corpus, Document, TextState};
use standpoint::session::Session;
use standpoint::text::DocumentText;
use std::io::{BufReader, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TEXT: &str = "The bank said no.\nIt e\u{301} is no bank.\n";

/// Imports `rows` into a fresh corpus; every row must be refused with `cause`, and nothing change.
fn refused(ending: &str, rows: &str, cause: &str, line: usize) {
    let world = World::new(&[("a.txt", TEXT)]);
    let file = world.beside(&format!("rows.{ending}"));
    std::fs::write(&file, rows).expect("writes");
    let before = world.bytes();
    let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg(&file).ends_with(1);
    assert!(ended.err.contains(&format!("line {line}:")) && ended.err.contains(cause), "{rows:.300}: {ended:?}");
    let is_plain = |line: &str| line.chars().count() < 500 && !line.contains(char::is_control);
    assert!(ended.err.lines().all(is_plain), "{:.600}", ended.err);
    assert_eq!(world.bytes(), before);
}

/// Paths that lead out of the corpus, in every form, as JSON and CSV write them.
const ASTRAY: [&str; 15] = [
    "../a.txt",
    "../../etc/passwd",
    "/etc/passwd",
    "//server/share/a.txt",
    "x//a.txt",
    "..",
    "..\\a.txt",
    "C:/a.txt",
    "C:\\a.txt",
    "\\\\server\\share\\a.txt",
    "\\\\?\\C:\\a.txt",
    "NUL",
    "a.txt:x",
    "a.txt ",
    "%2e%2e/a.txt",
];

#[test]
fn rows_on_documents_out_of_the_corpus_are_refused() {
    for path in ASTRAY {
        let json = path.replace('\\', "\\\\");
        refused("jsonl", &format!("{{\"document\":\"{json}\",\"start\":4,\"end\":8}}\n"), "there is no document", 1);
        refused("csv", &format!("document,start,end\n{path},4,8\n"), "there is no document", 2);
    }
}

#[test]
fn rows_with_spans_that_lie_nowhere_are_refused() {
    for (start, end, cause) in [
        ("4", "800", "leaves the text"),
        ("900", "904", "leaves the text"),
        ("8", "4", "covers nothing"),
        ("4", "4", "covers nothing"),
        ("18446744073709551615", "18446744073709551616", "not a place in a text"),
        ("-1", "3", "not a place in a text"),
        ("1.5", "3", "not a place in a text"),
    ] {
        refused("jsonl", &format!("{{\"document\":\"a.txt\",\"start\":{start},\"end\":{end}}}"), cause, 1);
        refused("csv", &format!("document,start,end\na.txt,{start},{end}\n"), cause, 2);
    }
    for (spans, cause) in [
        ("[[4,8],[6,10]]", "does not stand apart"),
        ("[[9,13],[4,8]]", "does not stand apart"),
        ("[[4,8],[8,9]]", "does not stand apart"),
        ("[[8,4]]", "covers nothing"),
        ("[[0,99]]", "leaves the text"),
        ("[[0]]", "not a row in JSON"),
    ] {
        refused("jsonl", &format!("{{\"document\":\"a.txt\",\"spans\":{spans}}}"), cause, 1);
    }
    refused("jsonl", r#"{"document":"a.txt","start":4,"end":8,"passage":"said"}"#, "is “bank”, not “said”", 1);
}

#[test]
fn rows_that_are_no_rows_are_refused() {
    refused("jsonl", &"[".repeat(100_000), "not a row in JSON", 1);
    refused("jsonl", &format!("{}\n", r#"{"document":{"a":"#.repeat(10_000)), "not a row in JSON", 1);
    refused("jsonl", r#"{"document":"a.txt","document":"b.txt","start":4,"end":8}"#, "duplicate field", 1);
    refused("jsonl", r#"{"document":"a.txt","start":1e400,"end":8}"#, "not a row in JSON", 1);
    refused("jsonl", "{\"document\":\"a.txt\0\",\"start\":4,\"end\":8}", "not a row in JSON", 1);
    refused("jsonl", "\u{feff}\n{\"document\":\"\u{202e}\\u001b[2J\",\"start\":4,\"end\":8}", "‹RLO›", 2);
    refused(
        "jsonl",
        &format!("{{\"document\":\"{}\",\"start\":4,\"end\":8}}", "é".repeat(1_000_000)),
        "there is no document “éé",
        1,
    );
    refused(
        "jsonl",
        &format!("{{\"document\":\"a.txt\",\"quote\":[{}\"x\"]}}", "\"\",".repeat(100_000)),
        "more than 10000 items",
        1,
    );
    refused(
        "jsonl",
        &format!("{{\"document\":\"a.txt\",\"spans\":[{}[0,1]]}}", "[0,1],".repeat(100_000)),
        "more than 10000 items",
        1,
    );
    let speakers = (0..2_000).map(|n| format!("\"s{n}\",")).collect::<Vec<_>>().concat();
    refused(
        "jsonl",
        &format!("{{\"document\":\"a.txt\",\"start\":4,\"end\":8,\"speakers\":[{speakers}\"x\"]}}"),
        "more than 1000 speakers",
        1,
    );
    let name = "n".repeat(5_000);
    for column in ["theme", "stance", "speakers"] {
        refused(
            "jsonl",
            &format!("{{\"document\":\"a.txt\",\"start\":4,\"end\":8,\"{column}\":\"{name}\"}}"),
            "longer than 4000 bytes",
            1,
        );
    }
    refused("csv", "document,start,end\na.txt,4,8,9\n", "it has 4 cells", 2);
    refused("csv", "document,start,end\n\"a.txt,4,8\na.txt,4,8\n", "there is no document", 2);
    refused("jsonl", r#"{"document":"a.txt","quote":"no"}"#, "occurs 2 times", 1);
    refused(
        "jsonl",
        r#"{"document":"a.txt","start":4,"end":8,"coder":"../ann"}"#.replace("a.txt", "b.txt").as_str(),
        "there is no document",
        1,
    );
    let world = World::new(&[("a.txt", TEXT)]);
    let row = r#"{"document":"a.txt","start":4,"end":8,"coder":"../../ann"}"#;
    let ended = standpoint(["import"]).arg(world.root()).arg("-").input(row).ends_with(1);
    ended.complains(&["line 1: “../../ann” cannot be a coder: it holds a slash"]);
}

#[test]
fn a_row_longer_than_any_is_passed_over_and_the_next_is_read() {
    let long = format!("{{\"document\":\"a.txt\",\"quote\":\"{}\"}}", "x".repeat(17 << 20));
    let rows = format!("{long}\n{{\"document\":\"a.txt\",\"start\":4,\"end\":8}}\n");
    let world = World::new(&[("a.txt", TEXT)]);
    let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(rows).ends_with(1);
    ended.complains(&["line 1: it is longer than 16 MB"]).says(&["1 statement imported"]);
}

#[test]
fn a_table_of_nothing_but_columns_is_refused() {
    let world = World::new(&[("a.txt", TEXT)]);
    let rows = format!("document{}\n", ",a".repeat(20_000));
    let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(rows).ends_with(3);
    ended.complains(&["names 20001 columns"]);
}

#[test]
fn a_million_rows_are_read_or_refused_in_time() {
    let text = TextState::Ready(Arc::new(DocumentText::new(TEXT)));
    let corpus = Corpus::new(vec![Document { text, ..Document::new("a.txt".into()) }], Codebook::default());
    for (row, n, n_refused) in
        [("{}\n", 0, 200_000), ("{\"document\":\"a.txt\",\"start\":4,\"end\":8}\n", 200_000, 0), ("x\n", 0, 200_000)]
    {
        let begun = Instant::now();
        let rows = row.repeat(200_000);
        let options = ImportOptions { format: Format::Jsonl, coder: Some("ann".into()) };
        let (mut new_id, now) = (Session::new_statement_id, Session::now());
        let plan = import_until(&corpus, &mut rows.as_bytes(), &options, &mut new_id, now, &Cancel::default());
        let plan = plan.expect("is read");
        assert_eq!((plan.n_statements, plan.n_refused), (n, n_refused));
        assert!(plan.refused.len() <= 10_000);
        assert!(begun.elapsed() < Duration::from_secs(30), "{row}: {:?}", begun.elapsed());
    }
    // Every row brings a new stance, theme and speaker.
    let begun = Instant::now();
    let row = |n: usize| {
        format!(
            "{{\"document\":\"a.txt\",\"start\":4,\"end\":8,\"stance\":\"s{n}\",\"theme\":\"t{n}\",\"speakers\":\"p{n}\"}}\n"
        )
    };
    let rows: String = (0..50_000).map(row).collect();
    let options = ImportOptions { format: Format::Jsonl, coder: Some("ann".into()) };
    let (mut new_id, now) = (Session::new_statement_id, Session::now());
    let plan =
        import_until(&corpus, &mut rows.as_bytes(), &options, &mut new_id, now, &Cancel::default()).expect("is read");
    assert_eq!(plan.new_stances.len(), 50_000);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_quotation_that_fits_in_endless_ways_is_refused_in_time() {
    let world = World::new(&[("a.txt", &"a".repeat(2_000_000))]);
    let needle = "a".repeat(10_000);
    let many = vec![format!("\"{needle}\""); 150].join(",");
    let cut = vec!["a"; 150].join(" […] ");
    let rows = format!(
        "{{\"document\":\"a.txt\",\"quote\":[{many}]}}\n{{\"document\":\"a.txt\",\"start\":0,\"end\":1999999,\"passage\":\"{cut} […] b\"}}\n"
    );
    let begun = Instant::now();
    let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(rows).ends_with(1);
    ended.complains(&["line 1:", "line 2:"]);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

/// Rows without end, at the pace of a disk in memory.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_bytes = buffer.len().min(64 << 10) / self.0.len() * self.0.len();
        buffer[..n_bytes].chunks_exact_mut(self.0.len()).for_each(|chunk| chunk.copy_from_slice(self.0));
        Ok(n_bytes)
    }
}

/// How long after the wish to give up reading ends.
fn time_to_end(read: impl FnOnce(&Cancel) -> Result<(), ExchangeError> + Send + 'static) -> Duration {
    let cancel = Cancel::default();
    let watched = cancel.clone();
    let thread = std::thread::spawn(move || {
        let result = read(&watched);
        (result, Instant::now())
    });
    std::thread::sleep(Duration::from_millis(400));
    let begun = Instant::now();
    cancel.set();
    let (result, ended) = thread.join().expect("does not panic");
    assert!(matches!(result, Err(ExchangeError::Cancelled)), "{result:?}");
    ended.duration_since(begun)
}

/// Debug builds and busy machines take a little longer than the tenth of a second that is promised.
const SOON: Duration = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 100 });

#[test]
fn reading_an_import_ends_soon_after_it_is_given_up() {
    let text = TextState::Ready(Arc::new(DocumentText::new(TEXT)));
    let corpus = Corpus::new(vec![Document { text, ..Document::new("a.txt".into()) }], Codebook::default());
    for (format, rows) in [
        (Format::Jsonl, b"{\"document\":\"a.txt\",\"start\":4,\"end\":8}\n".as_slice()),
        (Format::Jsonl, b"no row\n"),
        (Format::Jsonl, b"one line without end "),
        (Format::Csv, b"document,start,end\n"),
    ] {
        let corpus = corpus.clone();
        let took = time_to_end(move |cancel| {
            let options = ImportOptions { format, coder: Some("ann".into()) };
            let (mut new_id, now) = (Session::new_statement_id, Session::now());
            import_until(&corpus, &mut BufReader::new(Endless(rows)), &options, &mut new_id, now, cancel).map(drop)
        });
        assert!(took < SOON, "{format:?}: {took:?}");
    }
    for (format, rows) in
        [(CodebookFormat::Csv, b"kind,name\ntheme,a\n".as_slice()), (CodebookFormat::Markdown, b"## Themes\n### A\n")]
    {
        let took = time_to_end(move |cancel| {
            import_codebook_until(&Corpus::default(), format, &mut BufReader::new(Endless(rows)), cancel).map(drop)
        });
        assert!(took < SOON, "{format:?}: {took:?}");
    }
}

#[test]
fn the_window_gives_up_reading_a_huge_file_at_once() {
    let world = World::new(&[("a.txt", TEXT)]);
    let file = world.beside("rows.jsonl");
    // Fifty gigabytes of nothing, which take no room on the disk.
    std::fs::File::create(&file).and_then(|file| file.set_len(50 << 30)).expect("a sparse file");
    let mut user = world.window("ann");
    for is_by_button in [true, false] {
        user.click("Search or run");
        user.type_text("import");
        user.key(Modifiers::NONE, Key::Enter);
        user.click("File to read");
        if is_by_button {
            user.type_text(&file.display().to_string());
        }
        user.click("Read");
        user.wait_until("it is being read", |window| {
            window.dialogs.import.reading.as_ref().is_some_and(|reading| reading.n_bytes() > 0)
        });
        assert!(user.shows("Reading…"));
        let reading = user.window().dialogs.import.reading.clone().expect("is read");
        if is_by_button {
            user.click("Cancel reading");
        } else {
            user.key(Modifiers::NONE, Key::Escape);
        }
        assert!(!user.shows("Reading…") && user.window().dialogs.import.plan.is_none());
        std::thread::sleep(SOON);
        let n_bytes = reading.n_bytes();
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(reading.n_bytes(), n_bytes, "the thread has ended");
        if is_by_button {
            user.key(Modifiers::NONE, Key::Escape);
        }
    }
}
