//! What a network costs: 100,000 statements of 500 actors on 60 themes in 1,000 documents, and its drawing.
//!
//! `cargo bench --bench network` prints each figure beside its budget; exit code 1 when one is missed. Elapsed time, the
//! median of several runs, since the sums are made on all cores.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use standpoint::analysis::network::layout::{Start, layout};
use standpoint::analysis::network::{
    Duplicates, Mode, NetworkRequest, Normalisation, Relation, Side, Windows, network, windows,
};
use standpoint::analysis::{Period, StatementTable};
use standpoint::model::{
    AnnotationSet, Codebook, Coder, Corpus, DocPath, Document, DocumentDate, Glyph, Hue, PartialDate, Progress, SetKey,
    Speaker, SpeakerId, SpeakerKind, Stance, Statement, StatementId, Theme,
};
use standpoint::text::Span;
use std::process::ExitCode;
use std::time::Instant;
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
    let sparse = network(&statements, &all, &NetworkRequest { threshold: strong(&dense), ..congruence });
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
    if table.print("network") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The weight that one tie in fifty reaches.
fn strong(network: &standpoint::analysis::network::Network) -> f64 {
    let mut weights: Vec<f64> = network.edges.iter().map(standpoint::analysis::network::Edge::strength).collect();
    percentile(&mut weights, 0.98)
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
        corpus.put_set(SetKey::new(Coder::from("coder-1"), path(n)), set);
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
