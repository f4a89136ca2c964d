//! Findings over 100,000 statements in 1,000 documents, and after an edit among 5,000: each figure beside its budget.
//!
//! `cargo bench --bench findings`; the exit code is 1 when a budget is missed. Figures are the best of several runs by
//! the clock: the system counts processor time in steps that are longer than most of these.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

use standpoint::analysis::query::Query;
use standpoint::analysis::{
    BarOrder, BarsRequest, CrosstabRequest, FacetFields, Field, Measure, Period, StatementTable, TimelineRequest,
    Value, crosstab, profile, reading, stance_bars, timeline,
};
use standpoint::model::{
    Affiliation, AnnotationSet, Codebook, Corpus, Document, DocumentDate, Glyph, Hue, PartialDate, Progress, RoleHeld,
    SetKey, Speaker, SpeakerId, SpeakerKind, Stance, Statement, StatementId, TextState, Theme,
};
use standpoint::text::{DocumentText, Span};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

const N_STATEMENTS_EACH: usize = 100;
const N_THEMES: usize = 60;
const N_SPEAKERS: usize = 500;

fn main() -> ExitCode {
    let mut board = Board { is_missed: false };
    let corpus = corpus(1_000);
    let table = StatementTable::new(&corpus);
    let all = table.all();
    println!("{} statements in {} documents", table.len(), corpus.documents().len());
    let pairs = [
        (Field::Theme, Field::Stance),
        (Field::ThemeAtDepth(0), Field::Organisation),
        (Field::Speaker, Field::Theme),
        (Field::Document, Field::Stance),
        (Field::Date(Period::Month), Field::Role),
    ];
    for measure in Measure::ALL {
        for (rows, columns) in &pairs {
            let request = CrosstabRequest { measure, ..CrosstabRequest::new(rows.clone(), Some(columns.clone())) };
            let name = format!("{}: {} × {}", measure.name(), rows.name(), columns.name());
            board.measure(&name, 10, || crosstab(&table, &all, &request).expect("few cells").account);
        }
    }
    let bars = BarsRequest { field: Field::Theme, has_empty: false, order: BarOrder::BySize };
    board.measure("stances by theme", 10, || stance_bars(&table, &all, &bars).expect("few cells").total);
    for (period, measure) in
        [(Period::Month, Measure::Statements), (Period::Week, Measure::MeanStance), (Period::Day, Measure::Speakers)]
    {
        let request = TimelineRequest { measure, split: Some(Field::Stance), ..TimelineRequest::new(period) };
        let name = format!("timeline: {} by {} and stance", measure.name(), period.name());
        board.measure(&name, 10, || timeline(&table, &all, &request).expect("few periods").slots.len());
    }
    let theme = Value::ThemeAndBelow("theme-0".into());
    board.measure("profile of a theme", 100, || profile(&table, &all, &theme).expect("is there").all);
    board.measure("how far everybody got", 100, || reading(&corpus, &table, &all).together);
    live(&mut board);
    if board.is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Everything that is on the screen after one statement of 5,000 changed.
fn live(board: &mut Board) {
    let mut corpus = corpus(50);
    let mut table = StatementTable::new(&corpus);
    let key = SetKey::new("coder-1".into(), "00010.txt".into());
    let tab = CrosstabRequest::new(Field::Theme, Some(Field::Stance));
    let time = TimelineRequest { split: Some(Field::Stance), ..TimelineRequest::new(Period::Month) };
    let mut n = 0;
    board.measure("an edit among 5,000: table, crosstab, timeline, facets", 16, || {
        n += 1;
        let one = statement(1_000 + n % N_STATEMENTS_EACH, n % N_STATEMENTS_EACH);
        let id = one.id;
        corpus.change_set(&key, |set| set.set(id, Some(Arc::new(one))));
        table = table.refreshed(&corpus, true);
        let all = table.all();
        let facets = FacetFields::new(&table).count(&table, &corpus, &Query::default()).expect("no names");
        let tab = crosstab(&table, &all, &tab).expect("few cells");
        (facets, tab, timeline(&table, &all, &time).expect("few periods"))
    });
}

struct Board {
    is_missed: bool,
}

impl Board {
    fn measure<R>(&mut self, name: &str, budget_ms: u64, mut work: impl FnMut() -> R) {
        let mut best = Duration::MAX;
        for _ in 0..15 {
            let clock = Instant::now();
            black_box(work());
            best = best.min(clock.elapsed());
        }
        let is_missed = best > Duration::from_millis(budget_ms);
        self.is_missed |= is_missed;
        let mark = if is_missed { "  MISSED" } else { "" };
        println!("{name:<55} {:>7.2} ms  at most {budget_ms} ms{mark}", best.as_secs_f64() * 1_000.0);
    }
}

fn corpus(n_documents: usize) -> Corpus {
    let text = Arc::new(DocumentText::new("He said that it would be so, and she that it would not. ".repeat(300)));
    let document = |n: usize| {
        let mut document = Document::new(format!("{n:05}.txt").as_str().into());
        document.text = TextState::Ready(Arc::clone(&text));
        document.meta.source = format!("Paper {}", n % 20);
        let date = format!("{}-{:02}-{:02}", 2018 + n % 6, n / 6 % 12 + 1, n / 72 % 28 + 1);
        let date = PartialDate::parse(&date).filter(|_| !n.is_multiple_of(10));
        document.meta.date = date.map(|from| DocumentDate { from, until: None, is_inferred: false });
        document
    };
    let mut corpus = Corpus::new((0..n_documents).map(document).collect(), codebook());
    for n in 0..n_documents {
        let statements = (0..N_STATEMENTS_EACH).map(|place| statement(n * N_STATEMENTS_EACH + place, place));
        let coder = format!("coder-{}", n % 3 + 1);
        let key = SetKey::new(coder.as_str().into(), format!("{n:05}.txt").as_str().into());
        corpus.put_set(key, AnnotationSet::new(Progress::Done, statements));
    }
    corpus
}

fn statement(n: usize, place: usize) -> Statement {
    // Far from any order of the numbers, as coding is.
    let mixed = n.wrapping_mul(0x9E37_79B9).rotate_left(17) >> 7;
    let speaker = |n: usize| SpeakerId::from(format!("speaker-{}", n % N_SPEAKERS).as_str()).into();
    let mut speakers = vec![speaker(mixed)];
    if mixed.is_multiple_of(8) {
        speakers.push(speaker(mixed / 8));
    }
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans: vec![Span::new(place * 100, place * 100 + 60 + n % 90)],
        speakers,
        theme: Some(format!("theme-{}", mixed / 3 % N_THEMES).as_str().into()),
        stance: (!mixed.is_multiple_of(7)).then(|| format!("stance-{}", mixed / 5 % 6).as_str().into()),
        note: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        is_unsure: mixed.is_multiple_of(50),
        modified: None,
    }
}

fn codebook() -> Codebook {
    let mut codebook = Codebook::default();
    for n in 0..6 {
        let stance = Stance {
            id: format!("stance-{n}").as_str().into(),
            name: format!("Stance {n}"),
            definition: String::new(),
            position: (n < 5).then(|| f64::from(n) / 2.0 - 1.0),
            colour: Hue::Blue,
            glyph: Glyph::Diamond,
            key: None,
        };
        codebook.stances.push(stance).expect("a new id");
    }
    for n in 0..N_THEMES {
        let parent = (n % 6 != 0).then(|| format!("theme-{}", n - n % 6).as_str().into());
        let id = format!("theme-{n}").as_str().into();
        codebook.themes.push(Theme { id, name: format!("Theme {n}"), parent, ..Theme::default() }).expect("a new id");
    }
    for n in 0..N_SPEAKERS {
        let organisation = Some(format!("speaker-{}", n % 40).as_str().into());
        let held = RoleHeld { role: format!("role {}", n % 25), organisation };
        let speaker = Speaker {
            id: format!("speaker-{n}").as_str().into(),
            name: format!("Speaker {n}"),
            kind: SpeakerKind::Person,
            aliases: Vec::new(),
            affiliations: vec![Affiliation { held, from: None, until: None }],
            note: String::new(),
            key: None,
        };
        codebook.speakers.push(speaker).expect("a new id");
    }
    codebook
}
