//! Opening and saving: each figure beside its budget (design, section 9).
//!
//! `cargo bench --bench store`; the exit code is 1 when a budget is missed. What somebody waits for is measured by
//! the clock, as the best of several runs, and where other programs hold it up, by the processor time of all threads,
//! which the wait would not exceed without them. Work that must not disturb is measured in processor time of its
//! thread. Memory is measured in a process of its own, which is this program again with the name of a corpus.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use standpoint::app::reader::Reader;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{DocPath, Statement};
use standpoint::session::{Change, Session, Wake};
use standpoint::store::{Access, Expected, RealFiles, SaveJob, write};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::corpus::{corpus, statement};
use support::{Random, Table, ThreadTime, peak_memory_mb, percentile, prose};

/// The share of applying in the budget of one new statement, which is 1 ms with the redraw (see the other benches).
const APPLY_MS: f64 = 0.5;

fn main() -> ExitCode {
    if let Some(root) = std::env::args().skip_while(|arg| arg != "--memory-of").nth(1) {
        let session = opened(Path::new(&root));
        let reader = session.corpus().documents().first().map(|document| reader(&session, &document.path));
        println!("{}", peak_memory_mb().unwrap_or_default());
        drop((session, reader));
        return ExitCode::SUCCESS;
    }
    let mut table = Table::default();
    one_document(&mut table, 1_000_000, 10_000, 150.0);
    one_document(&mut table, 10_000_000, 100_000, 500.0);
    save_of_500(&mut table);
    many_documents(&mut table);
    ten_thousand(&mut table);
    if table.print("store") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Opens one large document until it can be read and coded; then edits in it.
fn one_document(table: &mut Table, n_bytes: usize, n_statements: usize, budget: f64) {
    let dir = corpus(&[prose(n_bytes, 42)], n_statements);
    let name = format!("{} MB with {n_statements} statements", n_bytes / 1_000_000);
    let path = DocPath::from("0/00000.txt");
    let opening = best(7, || {
        let session = opened(dir.path());
        (reader(&session, &path), session)
    });
    table.add(format!("{name}: open until usable"), opening, budget, "ms");
    if let Some(memory) = memory_of(dir.path()) {
        table.add(format!("{name}: memory"), memory, 200.0, "MB");
    }
    edits(table, &name, &mut opened(dir.path()), &path);
}

/// Adds statements one after the other, then types in the note of one, as fast as keys may come.
fn edits(table: &mut Table, name: &str, session: &mut Session, path: &DocPath) {
    let text = Arc::clone(session.corpus().document(path).and_then(|d| d.ready_text()).expect("is read"));
    let mut random = Random(7);
    let mut added = Vec::new();
    let mut last = None;
    for n in 0..200_usize {
        let value = Arc::new(statement(&text, 10_000_000 + n, &mut random));
        added.push(applied(session, path, Arc::clone(&value)));
        last = Some(value);
        std::thread::sleep(Duration::from_millis(5));
    }
    let last = last.expect("some were added");
    let mut typed: Vec<f64> = (0..200)
        .map(|n| {
            std::thread::sleep(Duration::from_millis(5));
            applied(session, path, Arc::new(Statement { note: "x".repeat(n), ..(*last).clone() }))
        })
        .collect();
    table.add(format!("{name}: add, p99"), percentile(&mut added, 0.99), APPLY_MS, "ms");
    table.add(format!("{name}: type in a note, p99"), percentile(&mut typed, 0.99), APPLY_MS, "ms");
    assert!(session.flush(Duration::from_mins(1)), "is saved: {:?}", session.save_state());
}

/// Milliseconds of this thread that one change takes.
fn applied(session: &mut Session, path: &DocPath, value: Arc<Statement>) -> f64 {
    let edit = Edit::Statement { set: session.key(path), id: value.id, value: Some(value) };
    let change = Change::new("add statement", edit, Focus::default());
    let clock = ThreadTime::start();
    session.apply(change).expect("fits");
    clock.ms()
}

/// What the saver's thread does for a set of usual size.
fn save_of_500(table: &mut Table) {
    let dir = corpus(&[prose(100_000, 3)], 500);
    let session = opened(dir.path());
    let key = session.key(&"0/00000.txt".into());
    let text = Arc::clone(session.corpus().document(&key.document).and_then(|d| d.ready_text()).expect("is read"));
    let set = session.corpus().set(&key).cloned().expect("is there");
    assert_eq!(set.len(), 500);
    let file = session.layout().set_file(&key);
    let job = SaveJob::Set { key, set, text };
    let mut times: Vec<f64> = (0..60)
        .map(|_| {
            let clock = ThreadTime::start();
            let content = job.to_file(session.layout()).expect("can be written");
            write(&RealFiles, &file, content.as_bytes(), Expected::Anything, Access::Shared).expect("writes");
            clock.ms()
        })
        .collect();
    table.add("durable save of 500 statements, median", percentile(&mut times, 0.5), 5.0, "ms");
}

fn many_documents(table: &mut Table) {
    let texts: Vec<String> = (0..1_000).map(|n| prose(10_000, 1_000 + n)).collect();
    let dir = corpus(&texts, 100);
    let first = DocPath::from("7/00507.txt");
    let listed = best(7, || Session::open(dir.path(), None, Some(&first), &wake()).expect("opens"));
    let usable = best(7, || {
        let mut session = Session::open(dir.path(), None, Some(&first), &wake()).expect("opens");
        while !session.poll().contains(&first) {
            std::thread::sleep(Duration::from_micros(200));
        }
        (reader(&session, &first), session)
    });
    let loaded = best(5, || opened(dir.path()));
    table.add("1,000 documents, 100,000 statements: listed", listed, 350.0, "ms");
    table.add("… until one can be coded", usable, 350.0, "ms");
    table.add("… until all are read", loaded, 1_000.0, "ms");
    if let Some(memory) = memory_of(dir.path()) {
        table.add("… memory", memory, 200.0, "MB");
    }
}

fn ten_thousand(table: &mut Table) {
    let texts: Vec<String> = (0..10_000).map(|n| prose(1_000, 1_000 + n)).collect();
    let dir = corpus(&texts, 0);
    let first = DocPath::from("0/00000.txt");
    let usable = best(7, || {
        let mut session = Session::open(dir.path(), None, Some(&first), &wake()).expect("opens");
        while !session.poll().contains(&first) {
            std::thread::sleep(Duration::from_micros(200));
        }
        session
    });
    table.add("10,000 documents: until one can be coded", usable, 600.0, "ms");
    table.add("… until all are read", best(5, || opened(dir.path())), 2_000.0, "ms");
}

/// The corpus with every document and set in it.
fn opened(root: &Path) -> Session {
    let mut session = Session::open(root, None, None, &wake()).expect("opens");
    session.load_all();
    assert!(session.problems().is_empty(), "{:?}", session.problems());
    session
}

/// The document in the reader, with the marks of its statements.
fn reader(session: &Session, path: &DocPath) -> Reader {
    let text = Arc::clone(session.corpus().document(path).and_then(|d| d.ready_text()).expect("is read"));
    Reader::new(path.clone(), text, &session.corpus().codebook, session.set(path))
}

fn wake() -> Wake {
    Arc::new(|| ())
}

/// Milliseconds that the best of `n` runs keeps somebody waiting; dropping what a run made is not counted.
fn best<R>(n: usize, mut work: impl FnMut() -> R) -> f64 {
    let run = |_| {
        let (clock, processor) = (Instant::now(), processor_ms());
        let made = work();
        let waited = clock.elapsed().as_secs_f64() * 1e3;
        let worked = processor.zip(processor_ms()).map_or(f64::INFINITY, |(before, now)| now - before + TICK_MS);
        drop(made);
        waited.min(worked)
    };
    (0..n).map(run).fold(f64::INFINITY, f64::min)
}

/// How exactly Linux counts the processor time of a process.
const TICK_MS: f64 = 10.0;

/// Processor time of this process with all threads that it ever had, where the system tells.
fn processor_ms() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold anything; user and system time are the 12th and 13th behind it.
    let ticks = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    let ticks: Vec<f64> = ticks.map(str::parse).collect::<Result<_, _>>().ok()?;
    Some(ticks.iter().sum::<f64>() * TICK_MS)
}

/// Most memory of a process that opens the corpus in `root` and reads all of it, in megabytes.
fn memory_of(root: &Path) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).arg("--memory-of").arg(root).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok().filter(|mb| *mb > 0.0)
}
