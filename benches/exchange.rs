//! Export and import of 100,000 statements in 1,000 documents: each figure beside its budget (design, section 9).
//!
//! `cargo bench --bench exchange`; the exit code is 1 when a budget is missed. Figures are the best of several
//! runs, by the clock and by the processor time of the whole process, so that a busy machine shows.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

use standpoint::exchange::{Filter, Format, GroupBy, ImportOptions, ReportOptions, count, export, import, select};
use standpoint::model::{
    Affiliation, AnnotationSet, Codebook, Corpus, Document, DocumentDate, Glyph, Hue, PartialDate, Progress, RoleHeld,
    SetKey, Speaker, SpeakerKind, Stance, Statement, StatementId, TextState, Theme,
};
use standpoint::text::{DocumentText, Span};
use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

const N_DOCUMENTS: usize = 1_000;
const N_STATEMENTS_EACH: usize = 100;
const SENTENCE: &str = "The small size of Wales – with just 10 chief executives in the room – “gives us an opportunity to \
                        make decisions together”, he said, and to see them through. ";

fn main() -> ExitCode {
    let corpus = corpus();
    let bare = Corpus::new(corpus.documents().to_vec(), Codebook::default());
    let mut board = Board { is_missed: false };
    let all = Filter::default();
    let one_theme = Filter { themes: ["theme-3".into()].into(), stances: [None].into(), ..Filter::default() };
    let jsonl = exported(&corpus, Format::Jsonl);
    board.measure("select 100,000", Some(10), 9, || select(&corpus, &all).len());
    board.measure("count of a filter over 100,000", Some(10), 9, || count(&corpus, &one_theme));
    board.measure("CSV, spreadsheet", Some(120), 9, || written(&corpus, Format::Csv));
    board.measure("CSV, exact", Some(120), 9, || written(&corpus, Format::CsvExact));
    board.measure("JSONL", None, 5, || written(&corpus, Format::Jsonl));
    board.measure("XLSX", Some(1_500), 3, || written(&corpus, Format::Xlsx));
    board.measure("Markdown", None, 3, || written(&corpus, Format::Markdown));
    board.measure("HTML", None, 3, || written(&corpus, Format::Html));
    board.measure("import 100,000 rows of JSONL: plan", None, 3, || imported(&corpus, &jsonl, Format::Jsonl));
    board.measure("  into a bare folder: plan and apply", None, 3, || imported_and_applied(&bare, &jsonl));
    let csv = exported(&corpus, Format::Csv);
    board.measure("import 100,000 rows of CSV: plan", None, 3, || imported(&corpus, &csv, Format::Csv));
    board.measure("stats", None, 5, || standpoint::analysis::stats(&corpus).n_statements);
    if board.is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

struct Board {
    is_missed: bool,
}

impl Board {
    fn measure<R>(&mut self, name: &str, budget_ms: Option<u64>, n_runs: usize, mut work: impl FnMut() -> R) {
        let mut best = (Duration::MAX, Duration::MAX);
        for _ in 0..n_runs {
            let (clock, processor) = (Instant::now(), processor_time());
            black_box(work());
            best.0 = best.0.min(clock.elapsed());
            best.1 = best.1.min(processor_time().saturating_sub(processor));
        }
        let budget = budget_ms.map(Duration::from_millis);
        let is_missed = budget.is_some_and(|budget| best.0 > budget);
        self.is_missed |= is_missed;
        let beside = budget.map_or("no budget".to_owned(), |budget| format!("at most {:.1} ms", ms(budget)));
        let mark = if is_missed { "  MISSED" } else { "" };
        println!("{name:<40} {:>9.1} ms  (processor {:>8.1} ms)  {beside}{mark}", ms(best.0), ms(best.1));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// What all threads of this process have used; nothing where the system does not say.
fn processor_time() -> Duration {
    let of_thread = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    Duration::from_nanos(threads.filter_map(of_thread).sum())
}

/// Counts bytes and drops them, so that no disk is measured.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += black_box(bytes).len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(corpus: &Corpus, format: Format) -> usize {
    let mut out = Count(0);
    let options = ReportOptions { group_by: GroupBy::Theme, title: String::new() };
    export(corpus, &Filter::default(), format, &options, &mut out).expect("nothing to fail");
    out.0
}

fn exported(corpus: &Corpus, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export(corpus, &Filter::default(), format, &ReportOptions::default(), &mut out).expect("nothing to fail");
    out
}

fn imported(corpus: &Corpus, mut rows: &[u8], format: Format) -> usize {
    let options = ImportOptions { format, coder: Some("coder-2".into()) };
    let plan = import(corpus, &mut rows, &options, &mut ids(), jiff::Timestamp::UNIX_EPOCH).expect("nothing to fail");
    assert_eq!((plan.n_statements, plan.refused.len()), (N_DOCUMENTS * N_STATEMENTS_EACH, 0));
    plan.n_statements
}

fn imported_and_applied(corpus: &Corpus, mut rows: &[u8]) -> usize {
    let mut corpus = corpus.clone();
    let options = ImportOptions { format: Format::Jsonl, coder: None };
    let plan = import(&corpus, &mut rows, &options, &mut ids(), jiff::Timestamp::UNIX_EPOCH).expect("nothing to fail");
    standpoint::edit::apply(&mut corpus, plan.edit).expect("a plan fits");
    corpus.sets().len()
}

fn ids() -> impl FnMut() -> StatementId {
    let mut n = 1_u128 << 100;
    move || {
        n += 1;
        StatementId::new(uuid::Uuid::from_u128(n))
    }
}

fn corpus() -> Corpus {
    let text = Arc::new(DocumentText::new(SENTENCE.repeat(66)));
    let documents = (0..N_DOCUMENTS).map(|n| {
        let mut document = Document::new(format!("folder/{n:04}_218fa99778f4842d.txt").as_str().into());
        document.text = TextState::Ready(Arc::clone(&text));
        document.meta.title = format!("Different paths, similar obstacles, number {n}");
        "NHS Confederation".clone_into(&mut document.meta.source);
        let from = PartialDate::parse(&format!("{}-05-01", 2015 + n % 10)).expect("a date");
        document.meta.date = Some(DocumentDate { from, until: None, is_inferred: false });
        document
    });
    let mut corpus = Corpus::new(documents.collect(), codebook());
    let paths: Vec<_> = corpus.documents().iter().map(|document| document.path.clone()).collect();
    for (d, path) in paths.into_iter().enumerate() {
        let statements = (0..N_STATEMENTS_EACH).map(|s| statement(d * N_STATEMENTS_EACH + s, s, &text));
        corpus.put_set(SetKey::new("coder-1".into(), path), AnnotationSet::new(Progress::Done, statements));
    }
    corpus
}

fn statement(n: usize, place: usize, text: &DocumentText) -> Statement {
    let at = |byte: usize| text.as_str().floor_char_boundary(byte);
    let start = at(place * 100);
    let end = at(start + 90 + n % 120);
    let spans = if n.is_multiple_of(10) {
        vec![Span::new(start, at(start + 30)), Span::new(at(start + 40), end)]
    } else {
        vec![Span::new(start, end)]
    };
    let seconds = i64::try_from(n).expect("a small number");
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans,
        speakers: vec![standpoint::model::SpeakerId::from(format!("speaker-{}", n % 200).as_str()).into()],
        theme: Some(format!("theme-{}", n % 60).as_str().into()),
        stance: (!n.is_multiple_of(7)).then(|| format!("stance-{}", n % 5).as_str().into()),
        note: if n.is_multiple_of(9) {
            "The office, not the person, is named; see the codebook.".to_owned()
        } else {
            String::new()
        },
        created: jiff::Timestamp::from_second(1_700_000_000 + seconds).expect("a time"),
        is_unsure: false,
        modified: n.is_multiple_of(3).then(|| jiff::Timestamp::from_second(1_710_000_000 + seconds).expect("a time")),
    }
}

fn codebook() -> Codebook {
    let mut codebook = Codebook::default();
    for n in 0..5 {
        let stance = Stance {
            id: format!("stance-{n}").as_str().into(),
            name: format!("Stance {n}"),
            definition: String::new(),
            position: Some(f64::from(n) / 2.0 - 1.0),
            colour: Hue::Blue,
            glyph: Glyph::Diamond,
            key: None,
        };
        codebook.stances.push(stance).expect("a new id");
    }
    for n in 0..60 {
        let parent = (n % 6 != 0).then(|| format!("theme-{}", n - n % 6).as_str().into());
        let id = format!("theme-{n}").as_str().into();
        let theme = Theme { id, name: format!("Theme number {n}"), parent, ..Theme::default() };
        codebook.themes.push(theme).expect("a new id");
    }
    for n in 0..200 {
        let held = |role: &str| RoleHeld { role: role.to_owned(), organisation: Some("speaker-0".into()) };
        let affiliation = |role, from, until| Affiliation {
            held: held(role),
            from: PartialDate::parse(from),
            until: PartialDate::parse(until),
        };
        let speaker = Speaker {
            id: format!("speaker-{n}").as_str().into(),
            name: format!("Andrew Goodall {n}"),
            kind: SpeakerKind::Person,
            aliases: Vec::new(),
            affiliations: vec![
                affiliation("chief executive", "2010", "2018-06-30"),
                affiliation("permanent secretary", "2018-07", "2030"),
            ],
            note: String::new(),
            key: None,
        };
        codebook.speakers.push(speaker).expect("a new id");
    }
    codebook
}
