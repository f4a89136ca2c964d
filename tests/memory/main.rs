//! Memory stays within a stated multiple of the file, whatever the file holds.
//!
//! Each case is read by a process of its own, this one started again, which reports the most memory that the reading took
//! (`VmHWM` of `/proc/self/status`, reset before it). So it is what the system sees, holes between pieces included.
//! Where there is no such file, nothing is measured and that is said.

#![allow(clippy::print_stdout, reason = "figures are what it is for")]

use standpoint::exchange::{self, CodebookFormat, Format, ImportOptions};
use standpoint::model::{Codebook, Corpus, Document, SetKey, TextState};
use standpoint::session::Session;
use standpoint::store::{FileKey, MEMORY_BASE, MEMORY_MULTIPLE, read_any};
use standpoint::text::{DocumentText, decode};
use std::fs;
use std::process::Command;
use std::sync::Arc;

/// About how large a file of a case is, in bytes.
const SIZE: usize = 4 << 20;

const ID: &str = "01934f2e-8a10-7c3d-9b1e-000000000001";

/// What the store reads; all else is read to be imported.
const READERS: [&str; 4] = ["set", "codebook", "corpus", "document"];

/// A case: its name, what is read, and the file.
type Case = (&'static str, &'static str, fn() -> Vec<u8>);

const CASES: [Case; 26] = [
    ("a set as we write it", "set", || set(&repeated(&statement("The", "")))),
    ("a set of the least that is a statement", "set", || {
        loose(
            "AnnotationSet(format:1,document:\"a.txt\",text:\"\",coder:\"a\",statements:[",
            &format!("Statement(id:\"{ID}\",spans:[(0,3)],quote:[\"The\"],created:\"2026-11-21T19:02:11Z\"),"),
        )
    }),
    ("a set of broken statements", "set", || set(&repeated("        Statement(\n        ),\n"))),
    ("a set of empty texts", "set", || {
        set(&statement("The", &format!("            speakers: [{}],\n", repeated("\"\","))))
    }),
    ("a set of empty lists", "set", || {
        set(&repeated(
            "        Statement(\n            speakers: [\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"],\n        ),\n",
        ))
    }),
    ("a set of one great text", "set", || {
        set(&statement("The", &format!("            note: \"{}\",\n", repeated("é"))))
    }),
    ("a set nested deep", "set", || set(&repeated("("))),
    ("a set of brackets", "set", || repeated("AnnotationSet(").into_bytes()),
    ("a set on one line that ends too early", "set", || {
        loose("AnnotationSet(format:1,statements:[", &format!("Statement(id:\"{ID}\",spans:[],quote:[],created:\"\"),"))
            [..SIZE / 2]
            .to_vec()
    }),
    ("a codebook as we write it", "codebook", || {
        book(&repeated("        Theme(\n            id: \"a\",\n            name: \"A\",\n        ),\n"))
    }),
    ("a codebook of different themes", "codebook", || {
        book(&numbered(|n| format!("        Theme(\n            id: \"{n}\",\n            name: \"\",\n        ),\n")))
    }),
    ("a codebook of the least that is a theme", "codebook", || {
        loose("Codebook(format:1,themes:[", "Theme(id:\"a\",name:\"\"),")
    }),
    ("a codebook of the least that is a stance", "codebook", || {
        loose("Codebook(format:1,stances:[", "Stance(id:\"a\",name:\"\"),")
    }),
    ("a codebook of empty aliases", "codebook", || {
        format!(
            "Codebook(format:1,speakers:[{}])",
            repeated(&format!("Speaker(id:\"a\",name:\"\",aliases:[{}]),", "\"\",".repeat(9_000)))
        )
        .into_bytes()
    }),
    ("a corpus file as we write it", "corpus", || {
        documents(&numbered(|n| {
            format!("        Document(\n            path: \"{n}.txt\",\n            title: \"x\",\n        ),\n")
        }))
    }),
    ("a corpus file of the least that is a document", "corpus", || {
        loose("Corpus(format:1,documents:[", "Document(path:\"a\"),")
    }),
    ("a corpus file of variables", "corpus", || {
        loose("Corpus(format:1,documents:[", "Document(path:\"a\",variables:{\"\":\"\"}),")
    }),
    ("rows as we write them", "jsonl", || {
        numbered(|n| format!("{{\"document\":\"a.txt\",\"start\":0,\"end\":3,\"note\":\"{n}\"}}\n")).into_bytes()
    }),
    ("rows that are none", "jsonl", || repeated("x\n").into_bytes()),
    ("rows of empty texts", "jsonl", || {
        repeated(&format!("{{\"quote\":[{}\"\"]}}\n", "\"\",".repeat(9_000))).into_bytes()
    }),
    ("one row without end", "jsonl", || format!("{{\"quote\":\"{}\"}}", repeated("x")).into_bytes()),
    ("a table", "csv", || format!("document,start,end\n{}", repeated("a.txt,0,3\n")).into_bytes()),
    ("a table of empty cells", "csv", || format!("document\n{}", repeated(",")).into_bytes()),
    ("a codebook as a table", "codebook_csv", || {
        format!("kind,name\n{}", numbered(|n| format!("theme,{n}\n"))).into_bytes()
    }),
    ("a codebook as a chapter", "codebook_md", || {
        format!("## Themes\n{}", numbered(|n| format!("### {n}\n"))).into_bytes()
    }),
    ("a document in another encoding", "document", || [b"\x80\x9c\r".repeat(SIZE / 3), b"\xe9 caf".to_vec()].concat()),
];

fn repeated(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

fn numbered(piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(SIZE + 200);
    let mut n = 0;
    while text.len() < SIZE {
        text.push_str(&piece(n));
        n += 1;
    }
    text
}

fn statement(words: &str, fields: &str) -> String {
    format!(
        "        Statement(\n            id: \"{ID}\",\n            spans: [(0, 3)],\n            quote: [\"{words}\"],\n{fields}            created: \"2026-11-21T19:02:11Z\",\n        ),\n"
    )
}

fn set(statements: &str) -> Vec<u8> {
    format!("AnnotationSet(\n    format: 1,\n    document: \"a.txt\",\n    text: \"\",\n    coder: \"a\",\n    statements: [\n{statements}    ],\n)\n").into_bytes()
}

fn book(themes: &str) -> Vec<u8> {
    format!("Codebook(\n    format: 1,\n    themes: [\n{themes}    ],\n)\n").into_bytes()
}

fn documents(entries: &str) -> Vec<u8> {
    format!("Corpus(\n    format: 1,\n    documents: [\n{entries}    ],\n)\n").into_bytes()
}

/// A file that is not laid out as we do.
fn loose(head: &str, entry: &str) -> Vec<u8> {
    format!("{head}{}])", repeated(entry)).into_bytes()
}

/// Reads `bytes` and keeps what was read until it was measured.
fn read(reader: &str, bytes: &[u8]) -> Box<dyn std::any::Any> {
    let text = || DocumentText::new("The bank said no.");
    let key = SetKey::new("a".into(), "a.txt".into());
    match reader {
        "set" => Box::new(read_any(&FileKey::Set(key), bytes, &text())),
        "codebook" => Box::new(read_any(&FileKey::Codebook, bytes, &text())),
        "corpus" => Box::new(read_any(&FileKey::CorpusFile, bytes, &text())),
        "document" => Box::new(decode(bytes).map(|decoded| DocumentText::new(decoded.text))),
        "codebook_csv" | "codebook_md" => {
            let format = if reader == "codebook_csv" { CodebookFormat::Csv } else { CodebookFormat::Markdown };
            Box::new(exchange::import_codebook(&Corpus::default(), format, &mut &*bytes).ok())
        }
        _ => {
            let ready = TextState::Ready(Arc::new(text()));
            let corpus =
                Corpus::new(vec![Document { text: ready, ..Document::new("a.txt".into()) }], Codebook::default());
            let format = if reader == "csv" { Format::Csv } else { Format::Jsonl };
            let options = ImportOptions { format, coder: Some("a".into()) };
            let (mut new_id, now) = (Session::new_statement_id, Session::now());
            Box::new(exchange::import(&corpus, &mut &*bytes, &options, &mut new_id, now).ok())
        }
    }
}

/// A line of `/proc/self/status`, in bytes.
fn status(name: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().nth(1).or_else(|| line.split_whitespace().next())?;
    let kilobytes: usize = line.trim_start_matches(':').trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes << 10)
}

/// Reads case number `at` and prints the size of its file and the memory it took beyond that.
fn measure(at: usize) {
    let (_, reader, file) = CASES[at];
    let bytes = file();
    fs::write("/proc/self/clear_refs", "5").expect("resets the high-water mark");
    let before = status("VmRSS").expect("is told");
    let content = read(reader, &bytes);
    let peak = status("VmHWM").expect("is told");
    drop(content);
    println!("{} {}", bytes.len(), peak.saturating_sub(before));
}

fn main() {
    if let Ok(case) = std::env::var("STANDPOINT_MEMORY_CASE") {
        return measure(case.parse().expect("a number"));
    }
    if fs::write("/proc/self/clear_refs", "5").is_err() || status("VmHWM").is_none() {
        println!("SKIPPED: this system does not tell how much memory a process took");
        return;
    }
    let program = std::env::current_exe().expect("is known");
    let mut n_over = 0;
    for (at, (name, reader, _)) in CASES.iter().enumerate() {
        let out = Command::new(&program).env("STANDPOINT_MEMORY_CASE", at.to_string()).output().expect("runs");
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        let figures: Vec<usize> = said.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
        let [n_bytes, taken] = figures[..] else {
            panic!("{name}: {said}{}", String::from_utf8_lossy(&out.stderr));
        };
        // The file itself is in memory besides.
        let multiple = 1.0 + taken as f64 / n_bytes as f64;
        let allowed = if READERS.contains(reader) { MEMORY_MULTIPLE } else { exchange::MEMORY_MULTIPLE };
        let is_over = n_bytes + taken > n_bytes * allowed + MEMORY_BASE;
        n_over += usize::from(is_over);
        println!("{multiple:5.1} times {:3} MB: {name}{}", n_bytes >> 20, if is_over { " TOO MUCH" } else { "" });
    }
    assert_eq!(n_over, 0, "memory stays within the stated multiple of the file");
}
