//! Filters and facets over 100,000 statements in 1,000 documents: each figure beside its budget.
//!
//! `cargo bench --bench query`; the exit code is 1 when a budget is missed. Times are processor time of all threads, shared
//! out over the cores, the best of several runs; reading the query and finding its names is part of them.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use jiff::{SignedDuration, Timestamp};
use standpoint::analysis::query::{Query, complete};
use standpoint::analysis::{Cancel, FacetFields, StatementTable};
use standpoint::model::{
    Affiliation, AnnotationSet, Codebook, Corpus, Document, DocumentDate, PartialDate, Progress, RoleHeld, SetKey,
    Speaker, SpeakerId, Statement, StatementId, TextState, Theme,
};
use standpoint::text::{DocumentText, Span};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use support::corpus::codebook_of;
use support::{Table, prose};

const N_DOCUMENTS: usize = 1_000;
const N_EACH: usize = 100;
const N_THEMES: usize = 80;
const N_SPEAKERS: usize = 500;

fn main() -> ExitCode {
    let mut figures = Table::default();
    let corpus = corpus();
    let table = StatementTable::new(&corpus);
    assert_eq!(table.len(), N_DOCUMENTS * N_EACH);
    for text in [
        "stance:\"stance 1\"",
        "under:\"theme 1\" not coder:coder-2",
        "(speaker:\"speaker 7\",\"speaker 8\" or org:\"speaker 3\") date:2018-06..2021",
        "is:incomplete or unset:org or var.region:north",
        "role:minister* stance:\"stance 1\",\"stance 2\" document:folder",
        "stance:\"stance 1\" theme:\"theme 6\" polgov*",
    ] {
        let ms = best(|| {
            let query = Query::parse(text).expect("can be read");
            let rows = query.on(&table, &corpus).expect("names are there");
            assert!(!rows.is_empty(), "{text}");
        });
        figures.add(format!("filter {text:.36}"), ms, 10.0, "ms");
    }
    // What is looked for in 24 MB of passages is read behind the window, once; then it is told within a frame.
    for text in ["text:/\\bgov\\w+ (the|of)\\b/", "polgov*"] {
        let query = Query::parse(text).expect("can be read");
        let anew = || StatementTable::new(&corpus);
        let build = best(|| drop(anew()));
        let read = best(|| query.read_passages(&anew(), &corpus, &Cancel::default())) - build;
        figures.add(format!("reading all passages for {text}"), read, 50.0, "ms");
        query.read_passages(&table, &corpus, &Cancel::default());
        let ms = best(|| assert!(!query.on(&table, &corpus).expect("names are there").is_empty()));
        figures.add(format!("filter {text}, read before"), ms, 10.0, "ms");
        let fields = FacetFields::new(&table);
        let ms = best(|| assert!(fields.count(&table, &corpus, &query).expect("names are there").n > 0));
        figures.add(format!("all facets {text}, read before"), ms, 10.0, "ms");
    }
    let fields = FacetFields::new(&table);
    for text in ["", "stance:\"stance 1\" under:\"theme 1\" coder:coder-1", "is:unsure or not speaker:\"speaker 7\""] {
        let query = Query::parse(text).expect("can be read");
        let ms = best(|| assert!(fields.count(&table, &corpus, &query).expect("names are there").n > 0));
        figures.add(format!("all facets {text:.32}"), ms, 10.0, "ms");
    }
    figures.add("fields of the facets, once a revision", best(|| drop(FacetFields::new(&table))), 10.0, "ms");
    let typed = "stance:opposes speaker:spea";
    let ms = best(|| assert!(!complete(typed, typed.len(), table.names(), &BTreeMap::new()).options.is_empty()));
    figures.add("completion at a key", ms, 4.0, "ms");
    if figures.print("query") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Milliseconds of the best of several runs: processor time of all threads, shared out over the cores; elapsed time where
/// the system does not tell.
fn best(mut run: impl FnMut()) -> f64 {
    let n_cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as f64;
    let one = |_| {
        let (start, before) = (Instant::now(), all_threads_ms());
        run();
        let elapsed = start.elapsed().as_secs_f64() * 1e3;
        before.zip(all_threads_ms()).map_or(elapsed, |(before, now)| (now - before) / n_cores)
    };
    (0..20).map(one).fold(f64::INFINITY, f64::min)
}

/// Processor time of all threads of the process.
fn all_threads_ms() -> Option<f64> {
    std::thread::yield_now();
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let ns = |task: std::fs::DirEntry| -> Option<u64> {
        std::fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    Some(tasks.flatten().filter_map(ns).sum::<u64>() as f64 / 1e6)
}

fn corpus() -> Corpus {
    let text = Arc::new(DocumentText::new(prose(40_000, 7)));
    let documents = (0..N_DOCUMENTS).map(|n| {
        let mut document = Document::new(format!("folder/{n:04}.txt").as_str().into());
        document.text = TextState::Ready(Arc::clone(&text));
        document.meta.title = format!("Title number {n}");
        document.meta.source = format!("Source {}", n % 12);
        document.meta.variables.insert("region".to_owned(), ["north", "south"][n % 2].to_owned());
        let date = format!("{}-{:02}-{:02}", 2015 + n % 9, 1 + n % 12, 1 + n % 28);
        let from = PartialDate::parse(&date).expect("a day");
        document.meta.date = (n % 10 > 0).then_some(DocumentDate { from, until: None, is_inferred: false });
        document
    });
    let mut corpus = Corpus::new(documents.collect(), codebook());
    let paths: Vec<_> = corpus.documents().iter().map(|document| document.path.clone()).collect();
    for (d, path) in paths.into_iter().enumerate() {
        for coder in 0..2 {
            let numbers = (0..N_EACH).filter(|s| s % 2 == coder);
            let statements = numbers.map(|s| statement(d * N_EACH + s, s, text.as_str()));
            let key = SetKey::new(format!("coder-{}", coder + 1).as_str().into(), path.clone());
            corpus.put_set(key, AnnotationSet::new(Progress::Done, statements));
        }
    }
    corpus
}

fn statement(n: usize, place: usize, text: &str) -> Statement {
    let pick = |kind: &str, n_all: usize| format!("{kind}-{}", n.wrapping_mul(2_654_435_761) / 7 % n_all);
    let (start, end) = (text.floor_char_boundary(place * 300), text.floor_char_boundary(place * 300 + 240));
    let voices = 1 + usize::from(n.is_multiple_of(8));
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans: vec![Span::new(start, end)],
        speakers: (0..voices)
            .map(|v| SpeakerId::from(format!("speaker-{}", (n + v) % N_SPEAKERS).as_str()).into())
            .collect(),
        theme: (!n.is_multiple_of(50)).then(|| pick("theme", N_THEMES).as_str().into()),
        stance: (!n.is_multiple_of(20)).then(|| pick("stance", 5).as_str().into()),
        note: if n.is_multiple_of(9) { "The office, not the person, is named.".to_owned() } else { String::new() },
        is_unsure: n.is_multiple_of(30),
        created: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(i64::try_from(n).unwrap_or(0)),
        modified: None,
    }
}

/// Themes below others, speakers with roles and other names.
fn codebook() -> Codebook {
    let mut codebook = codebook_of(N_THEMES, N_SPEAKERS);
    for (n, theme) in codebook.themes.clone().iter().enumerate().skip(9) {
        let parent = Some(format!("theme-{}", n % 8).as_str().into());
        codebook.themes.set(&theme.id, Some((n, Theme { parent, ..theme.clone() })));
    }
    for (n, speaker) in codebook.speakers.clone().iter().enumerate() {
        let organisation = Some(format!("speaker-{}", n % 20).as_str().into());
        let held = RoleHeld { role: format!("minister {}", n % 40), organisation };
        let affiliations = vec![Affiliation { held, from: PartialDate::parse("2016"), until: None }];
        let (name, aliases) = (format!("Speaker {n}"), vec![format!("The speaker {n}")]);
        codebook.speakers.set(&speaker.id, Some((n, Speaker { name, aliases, affiliations, ..speaker.clone() })));
    }
    codebook
}
