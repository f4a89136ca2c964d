//! Changes of the codebook over 100,000 statements, and 10,000 edits in a row: each figure beside its budget.
//!
//! `cargo bench --bench codebook`; the exit code is 1 when a budget is missed. Times are processor time of the thread,
//! the best of several runs, planning and applying together.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use jiff::Timestamp;
use standpoint::analysis::{Reach, Usage, passages_of};
use standpoint::edit::reshape::{Reshape, plan};
use standpoint::edit::{Edit, apply};
use standpoint::model::{
    AnnotationSet, Corpus, Document, EntryId, Progress, SetKey, Statement, StatementId, TextState, Theme,
};
use standpoint::text::{DocumentText, Span};
use std::process::ExitCode;
use std::sync::Arc;
use support::corpus::codebook_of;
use support::{Table, ThreadTime, memory_mb};

const N_STATEMENTS: usize = 100_000;
const N_THEMES: usize = 60;
const N_SPEAKERS: usize = 200;

fn main() -> ExitCode {
    let mut table = Table::default();
    // First, while the process has no memory to spare that would hide what is added.
    in_a_row(&mut table);
    for (n_documents, is_one_theme) in [(1_000, true), (1, true), (1_000, false)] {
        let corpus = corpus(n_documents, is_one_theme);
        changes(&mut table, &corpus, n_documents, is_one_theme);
        if !is_one_theme {
            counting(&mut table, &corpus);
        }
    }
    if table.print("codebook") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Plans, applies and takes back.
fn changes(table: &mut Table, corpus: &Corpus, n_documents: usize, is_one_theme: bool) {
    let what = if is_one_theme { "all 100,000" } else { "a few of 100,000" };
    let name = format!("{what}, {n_documents} documents");
    let (from, into) = ("speaker-1".into(), "speaker-2".into());
    for (label, reshape) in [
        ("merge themes", Reshape::MergeThemes { from: "theme-1".into(), into: "theme-2".into() }),
        ("merge speakers", Reshape::MergeSpeakers { from, into }),
        ("delete stance", Reshape::DeleteStance { stance: "stance-1".into(), instead: None }),
    ] {
        let mut corpus = corpus.clone();
        let (mut planned, mut done, mut undone) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
        for _ in 0..5 {
            let clock = ThreadTime::start();
            let plan = plan(&corpus, &reshape, Timestamp::UNIX_EPOCH).expect("makes sense");
            planned = planned.min(clock.ms());
            assert!(!is_one_theme || plan.effect.n_statements == N_STATEMENTS);
            let (inverse, _) = apply(&mut corpus, plan.edit).expect("fits");
            done = done.min(clock.ms());
            let clock = ThreadTime::start();
            apply(&mut corpus, inverse).expect("an inverse fits");
            undone = undone.min(clock.ms());
        }
        table.add(format!("{label}: {name}: preview"), planned, 100.0, "ms");
        table.add("… plan and apply", done, 200.0, "ms");
        table.add("… undo", undone, 200.0, "ms");
    }
}

fn counting(table: &mut Table, corpus: &Corpus) {
    let best = |work: &dyn Fn() -> usize| {
        (0..9).fold(f64::INFINITY, |best, _| {
            let clock = ThreadTime::start();
            std::hint::black_box(work());
            best.min(clock.ms())
        })
    };
    let theme = EntryId::Theme("theme-1".into());
    table.add("use of every entry over 100,000", best(&|| Usage::of(corpus).all.n_statements), 20.0, "ms");
    let passages = || passages_of(corpus, &theme, Reach::WithBelow, usize::MAX).len();
    table.add("passages of a theme over 100,000", best(&passages), 20.0, "ms");
}

/// Ten thousand edits one after the other: neither slower nor larger at the end than at the beginning.
fn in_a_row(table: &mut Table) {
    const N: usize = 10_000;
    let mut corpus = corpus(1, true);
    let key = corpus.sets().keys().next().expect("a set").clone();
    let ids: Vec<StatementId> = corpus.set(&key).expect("a set").in_order().map(|statement| statement.id).collect();
    let mut history: Vec<Edit> = Vec::with_capacity(N);
    let (mut times, mut memory) = (Vec::new(), vec![memory_mb()]);
    for n in 0..N {
        let clock = ThreadTime::start();
        let edit = match n % 4 {
            0 => {
                let id = format!("theme-{}", n % N_THEMES);
                let theme = corpus.codebook.themes.get(&id.as_str().into()).expect("is there").clone();
                let put = Reshape::PutTheme(Theme { definition: format!("What it means, take {n}"), ..theme });
                plan(&corpus, &put, Timestamp::UNIX_EPOCH).expect("makes sense").edit
            }
            1 => {
                let theme = format!("theme-{}", 1 + n % (N_THEMES - 1)).as_str().into();
                let moved = Reshape::MoveTheme { theme, parent: None, before: Some("theme-0".into()) };
                plan(&corpus, &moved, Timestamp::UNIX_EPOCH).expect("makes sense").edit
            }
            _ => {
                let id = ids[n * 7 % ids.len()];
                let statement = corpus.set(&key).and_then(|set| set.get(id)).expect("is there");
                let value = Statement { note: format!("Note number {n}"), ..(**statement).clone() };
                Edit::Statement { set: key.clone(), id, value: Some(Arc::new(value)) }
            }
        };
        let (inverse, _) = apply(&mut corpus, edit).expect("fits");
        history.push(inverse);
        times.push(clock.ms());
        if (n + 1) % 1_000 == 0 {
            memory.push(memory_mb());
        }
    }
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    table.add("10,000 edits in a row: one of the last 1,000", mean(&times[N - 1_000..]), 0.5, "ms");
    table.add("… of the first 1,000, times as long", mean(&times[N - 1_000..]) / mean(&times[..1_000]), 1.5, "x");
    if let (Some(first), Some(last)) = (memory[0], memory[10]) {
        table.add("… memory that they add", (last - first).max(0.0), 16.0, "MB");
        let half = memory[5].map_or(0.0, |half| (last - half).max(0.0));
        table.add("… of it by the last 5,000", half, 8.0, "MB");
    }
    let clock = ThreadTime::start();
    while let Some(inverse) = history.pop() {
        apply(&mut corpus, inverse).expect("an inverse fits");
    }
    table.add("… all taken back, each", clock.ms() / N as f64, 0.5, "ms");
}

/// A corpus of 100,000 statements by two coders, all on the first entries or spread over all.
fn corpus(n_documents: usize, is_one_theme: bool) -> Corpus {
    let n_each = N_STATEMENTS / n_documents;
    let text = Arc::new(DocumentText::new("Who said what about which? ".repeat(n_each / 2 + 8)));
    let documents = (0..n_documents).map(|n| {
        let mut document = Document::new(format!("folder/{n:04}_218fa99778f4842d.txt").as_str().into());
        document.text = TextState::Ready(Arc::clone(&text));
        document
    });
    let mut corpus = Corpus::new(documents.collect(), codebook_of(N_THEMES, N_SPEAKERS));
    let paths: Vec<_> = corpus.documents().iter().map(|document| document.path.clone()).collect();
    for (d, path) in paths.into_iter().enumerate() {
        let statements = (0..n_each).map(|s| statement(d * n_each + s, s, is_one_theme));
        let coder = format!("coder-{}", d % 2 + 1);
        corpus.put_set(SetKey::new(coder.as_str().into(), path), AnnotationSet::new(Progress::Done, statements));
    }
    corpus
}

fn statement(n: usize, place: usize, is_one_theme: bool) -> Statement {
    let pick = |kind: &str, n_all: usize| format!("{kind}-{}", if is_one_theme { 1 } else { n % n_all });
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans: vec![Span::new(place * 10, place * 10 + 60)],
        speakers: vec![standpoint::model::SpeakerId::from(pick("speaker", N_SPEAKERS).as_str()).into()],
        theme: Some(pick("theme", N_THEMES).as_str().into()),
        stance: Some(pick("stance", 5).as_str().into()),
        note: if n.is_multiple_of(9) { "The office, not the person, is named.".to_owned() } else { String::new() },
        is_unsure: false,
        created: Timestamp::UNIX_EPOCH,
        modified: None,
    }
}
