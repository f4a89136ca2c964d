//! What a network costs: 100,000 statements of 500 actors on 60 themes in 1,000 documents, and its drawing in the window.
//!
//! `cargo bench --bench network` prints each figure beside its budget; exit code 1 when one is missed. Sums are elapsed
//! time, the median of several runs, since they are made on all cores; frames of the window are thread CPU time, UI and
//! tessellation, with no graphics driver.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use egui::{Pos2, vec2};
use standpoint::analysis::network::layout::{Start, layout};
use standpoint::analysis::network::{
    Duplicates, Mode, NetworkRequest, Normalisation, Relation, Side, Windows, network, windows,
};
use standpoint::analysis::{Period, StatementTable};
use standpoint::app::place::Place;
use standpoint::app::places::findings::View;
use standpoint::model::{
    AnnotationSet, Codebook, Coder, Corpus, DocPath, Document, DocumentDate, Glyph, Hue, PartialDate, Progress, SetKey,
    Speaker, SpeakerId, SpeakerKind, Stance, Statement, StatementId, Theme,
};
use standpoint::text::Span;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use support::corpus::{CODER, written};
use support::driven::{Driven, moved, pressed, wheel};
use support::{Random, Table, percentile};

const STATEMENTS: usize = 100_000;
const DOCUMENTS: usize = 1_000;
const ACTORS: u64 = 500;
const THEMES: u64 = 60;

fn main() -> ExitCode {
    let corpus = corpus();
    let statements = StatementTable::new(&corpus);
    let all = statements.all();
    let mut table = Table::default();
    let one_mode = |relation, normalisation| NetworkRequest {
        mode: Mode::OneMode { of: Side::Actor, relation },
        normalisation,
        ..NetworkRequest::default()
    };
    let congruence = one_mode(Relation::Congruence, Normalisation::None);
    for (what, request) in [
        ("one-mode, congruence", congruence.clone()),
        ("one-mode, difference, average activity", one_mode(Relation::Difference, Normalisation::AverageActivity)),
        ("one-mode, congruence, Jaccard", one_mode(Relation::Congruence, Normalisation::Jaccard)),
        ("one-mode, once in a month", NetworkRequest { duplicates: Duplicates::PerMonth, ..congruence.clone() }),
        ("two-mode, signed", NetworkRequest { mode: Mode::TwoMode { signed: true }, ..congruence.clone() }),
    ] {
        let ms = median(9, || network(&statements, &all, &request));
        table.add(format!("100,000 statements, 500 actors: {what}"), ms, 50.0, "ms");
    }
    let months = Windows { unit: Period::Month, size: 3, step: 1 };
    let ms = median(3, || windows(&statements, &all, &congruence, months));
    table.add("… 12 windows of three months", ms, 600.0, "ms");

    let dense = network(&statements, &all, &congruence);
    assert_eq!((dense.nodes.len(), dense.edges.len()), (500, 500 * 499 / 2));
    let ms = median(3, || layout(&dense, &[], &mut |_| true).expect("is not stopped"));
    table.add("layout of 500 nodes, 124,750 ties", ms, 1_000.0, "ms");
    let sparse = network(&statements, &all, &NetworkRequest { threshold: strong(&dense, 2_500), ..congruence });
    let ms = median(3, || layout(&sparse, &[], &mut |_| true).expect("is not stopped"));
    table.add(format!("layout of {} nodes, {} ties", sparse.nodes.len(), sparse.edges.len()), ms, 1_000.0, "ms");
    let places = layout(&dense, &[], &mut |_| true).expect("is not stopped");
    let starts: Vec<Option<Start>> =
        places.iter().map(|place| Some(Start { place: *place, is_pinned: false })).collect();
    let ms = median(3, || layout(&dense, &starts, &mut |_| true).expect("is not stopped"));
    table.add("layout of 500 nodes that stand somewhere", ms, 1_000.0, "ms");
    let tie = dense.edges[0];
    let ms = median(9, || dense.behind_edge(&tie));
    table.add("what stands behind a tie", ms, 1.0, "ms");
    drawn(&mut table, &corpus, strong(&dense, 5_000));
    if table.print("network") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The weight that `n` ties reach.
fn strong(network: &standpoint::analysis::network::Network, n: usize) -> f64 {
    let mut weights: Vec<f64> = network.edges.iter().map(standpoint::analysis::network::Edge::strength).collect();
    percentile(&mut weights, 1.0 - n as f64 / network.edges.len().max(1) as f64)
}

/// The network in the window: frames while it stands still, is laid out, dragged, zoomed, moved and pointed at.
fn drawn(table: &mut Table, corpus: &Corpus, threshold: f64) {
    let texts = vec!["so they said ".repeat(100); DOCUMENTS];
    let dir = written(corpus, &texts);
    let state = tempfile::tempdir().expect("a temporary folder");
    let mut bench = Driven::open(dir.path(), state.path());
    bench.window.place = Place::Findings;
    bench.window.places.findings.show(View::Network);
    let choices = &mut bench.window.places.findings.network().choices;
    (choices.asked.threshold, choices.asked.keeps_isolates) = (threshold, true);
    choices.relation = Relation::Congruence;
    bench.frame(Vec::new());
    let clock = Instant::now();
    let mut waited = Vec::new();
    while seen(&mut bench, 0).is_none() {
        waited.push(bench.frame(Vec::new()));
        assert!(clock.elapsed() < Duration::from_mins(1), "is laid out");
        std::thread::sleep(Duration::from_millis(4));
    }
    table.add("drawing of 500 nodes: from the question to the picture", clock.elapsed().as_secs_f64(), 1.5, "s");
    // The first frames hold the sums and the change of place.
    table.add("… frame while it is laid out, median", percentile(&mut waited, 0.5), 4.0, "ms");
    let n_ties = bench.window.places.findings.network().n_drawn().1;
    assert!((4_500..=5_500).contains(&n_ties), "{n_ties} ties");
    frames(table, &mut bench, "500 nodes, 5,000 ties");
    bench.window.places.findings.network().choices.asked.threshold = 0.0;
    bench.frames(5, |_, _| Vec::new());
    let still = percentile(&mut bench.frames(100, |_, _| Vec::new()), 0.5);
    table.add("500 nodes, 124,750 ties: frame when still, median", still, 16.0, "ms");
}

fn frames(table: &mut Table, bench: &mut Driven, what: &str) {
    bench.frames(5, |_, _| Vec::new());
    let still = bench.frames(200, |_, _| Vec::new());
    add(table, &format!("{what}: frame when still"), still);
    let start = seen(bench, 0).expect("is drawn");
    bench.frame(pressed(start, true));
    let round = |n: usize| vec2(60.0 * (n as f32 * 0.2).cos(), 40.0 * (n as f32 * 0.2).sin());
    bench.frame(moved(start + round(0)));
    let dragged = bench.frames(120, |_, n| moved(start + round(n)));
    bench.frame(pressed(start + round(119), false));
    assert!(seen(bench, 0).expect("is drawn").distance(start + round(119)) < 3.0, "the node went along");
    add(table, "… while a node is dragged", dragged);
    let center = start;
    let zoomed = bench.frames(120, |_, n| wheel(center, if n % 40 < 20 { 30.0 } else { -30.0 }));
    bench.frames(40, |_, _| Vec::new());
    add(table, "… while it is zoomed", zoomed);
    let near = seen(bench, 1).expect("is drawn");
    let pointed = bench.frames(120, |bench, n| moved(seen(bench, n).unwrap_or(near)));
    add(table, "… while node after node is pointed at", pointed);
}

fn add(table: &mut Table, what: &str, mut ms: Vec<f64>) {
    table.add(format!("{what}, median"), percentile(&mut ms, 0.5), 4.0, "ms");
    table.add(format!("{what}, p99"), percentile(&mut ms, 0.99), 8.0, "ms");
}

/// Where an actor stands in the window.
fn seen(bench: &mut Driven, n: usize) -> Option<Pos2> {
    bench.window.places.findings.network().seen_at(&format!("Speaker {n}"))
}

/// Milliseconds that `work` takes, the median of `n` runs.
fn median<T>(n: usize, mut work: impl FnMut() -> T) -> f64 {
    let once = |_| {
        let clock = Instant::now();
        std::hint::black_box(work());
        clock.elapsed().as_secs_f64() * 1e3
    };
    percentile(&mut (0..n).map(once).collect::<Vec<f64>>(), 0.5)
}

fn corpus() -> Corpus {
    let mut codebook = Codebook::default();
    for n in 0..5 {
        let (id, name) = (format!("stance-{n}").as_str().into(), format!("Stance {n}"));
        let (definition, position) = (String::new(), Some(f64::from(n) / 2.0 - 1.0));
        let stance = Stance { id, name, definition, position, colour: Hue::Blue, glyph: Glyph::Diamond, key: None };
        codebook.stances.push(stance).expect("a new id");
    }
    for n in 0..THEMES {
        let id = format!("theme-{n}").as_str().into();
        codebook.themes.push(Theme { id, name: format!("Theme {n}"), ..Theme::default() }).expect("a new id");
    }
    for n in 0..ACTORS {
        let (id, name) = (speaker(n), format!("Speaker {n}"));
        let (aliases, affiliations, note) = (Vec::new(), Vec::new(), String::new());
        let kind = SpeakerKind::Person;
        codebook.speakers.push(Speaker { id, name, kind, aliases, affiliations, note, key: None }).expect("a new id");
    }
    let path = |n: usize| DocPath::from(format!("{n:04}.txt").as_str());
    let document = |n: usize| {
        let mut document = Document::new(path(n));
        let from = PartialDate::parse(&format!("2022-{:02}-{:02}", n % 12 + 1, n % 28 + 1)).expect("a day");
        document.meta.date = Some(DocumentDate { from, until: None, is_inferred: false });
        document
    };
    let mut corpus = Corpus::new((0..DOCUMENTS).map(document).collect(), codebook);
    let mut random = Random(7);
    let per_document = STATEMENTS / DOCUMENTS;
    for n in 0..DOCUMENTS {
        let statements = (0..per_document).map(|at| statement(n * per_document + at, at, &mut random));
        let set = AnnotationSet::new(Progress::Done, statements.collect::<Vec<_>>());
        corpus.put_set(SetKey::new(Coder::from(CODER), path(n)), set);
    }
    corpus
}

fn speaker(n: u64) -> SpeakerId {
    format!("speaker-{n}").as_str().into()
}

fn statement(n: usize, at: usize, random: &mut Random) -> Statement {
    // One in ten speaks with another.
    let n_speakers = if random.below(10) == 0 { 2 } else { 1 };
    let first = random.below(ACTORS);
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans: vec![Span::new(at * 10, at * 10 + 5)],
        speakers: (0..n_speakers).map(|more| speaker((first + more * 7) % ACTORS).into()).collect(),
        theme: Some(format!("theme-{}", random.below(THEMES)).as_str().into()),
        stance: Some(format!("stance-{}", random.below(5)).as_str().into()),
        note: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        is_unsure: false,
        modified: None,
    }
}
