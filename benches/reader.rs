//! The reader at 10 MB and 100,000 statements: thread CPU time per frame (UI and tessellation), and memory.
//!
//! `cargo bench --bench reader` prints each figure beside its budget (design, section 9); exit code 1 when one is missed.
#![allow(missing_docs)]
#![allow(clippy::print_stdout)] // a benchmark prints its figures

mod support;

use egui::{CentralPanel, Context, Event, Modifiers, MouseWheelUnit, pos2, vec2};
use standpoint::text::{DocumentText, Span};
use standpoint::ui::glyph::Glyph;
use standpoint::ui::passage::{Mark, PassageView, ReaderStyle};
use standpoint::ui::theme::{self, Hue, Tokens};
use std::process::ExitCode;
use std::sync::Arc;
use support::{Random, Table, ThreadTime, frame_ms, peak_memory_mb, percentile, prose};

const N_BYTES: usize = 10_000_000;
const N_MARKS: u64 = 100_000;

/// A window without a window.
struct Bench {
    ctx: Context,
    tokens: Tokens,
    view: PassageView,
    time: f64,
    width: f32,
}

impl Bench {
    fn new(text: Arc<DocumentText>) -> Self {
        let (ctx, tokens) = (Context::default(), Tokens::light());
        theme::install(&ctx, &tokens);
        let mut view = PassageView::new(text);
        view.set_header("A long document", "10 MB · 100,000 statements");
        Self { ctx, tokens, view, time: 0.0, width: 1280.0 }
    }

    /// Milliseconds of CPU that one frame takes.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let Self { ctx, tokens, view, .. } = self;
        frame_ms(ctx, self.time, self.width, events, |ui| {
            CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| {
                view.show(ui, &ReaderStyle::new(tokens, 1.0));
            });
        })
    }

    fn frames(&mut self, n: usize, mut events: impl FnMut(&mut Self, usize) -> Vec<Event>) -> Vec<f64> {
        (0..n)
            .map(|i| {
                let events = events(self, i);
                self.frame(events)
            })
            .collect()
    }
}

fn wheel(points: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved(pos2(600.0, 400.0)),
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        },
    ]
}

fn mark(text: &str, statement: u64, random: &mut Random) -> Mark {
    let len = if random.below(10) == 0 { 200 + random.below(3000) } else { 20 + random.below(300) } as usize;
    let start = text.floor_char_boundary(random.below((text.len() - len - 4) as u64) as usize);
    let labels = ["Devolution", "Leadership and management", "Pay", "Local care"];
    Mark {
        statement,
        span: Span::new(start, text.ceil_char_boundary(start + len)),
        hue: Hue::ALL[random.below(8) as usize],
        glyph: [Glyph::TriangleUp, Glyph::TriangleDown, Glyph::Diamond, Glyph::DottedRing][random.below(4) as usize],
        label: labels[random.below(4) as usize].into(),
        name: "supports: Devolution, statement".into(),
    }
}

fn main() -> ExitCode {
    let mut random = Random(99);
    let text = Arc::new(DocumentText::new(prose(N_BYTES, 42)));
    let marks: Vec<Mark> = (0..N_MARKS).map(|statement| mark(text.as_str(), statement, &mut random)).collect();
    let mut table = Table::default();

    let clock = ThreadTime::start();
    let mut bench = Bench::new(Arc::clone(&text));
    bench.view.set_marks(marks);
    bench.frame(wheel(0.0));
    let first = clock.ms();
    bench.frames(5, |_, _| Vec::new());

    let mut idle = bench.frames(300, |_, _| Vec::new());
    let here = Span::new(bench.view.first_visible() + 100, bench.view.first_visible() + 600);
    let mut at_work = None;
    bench.view.for_each_mark_on(here, |mark| at_work = Some(mark.statement));
    assert!(at_work.is_some(), "a statement is in view");
    bench.view.set_focused(at_work);
    bench.frames(2, |_, _| Vec::new());
    let mut isolated = bench.frames(300, |_, _| Vec::new());
    bench.view.set_focused(None);
    let mut scroll = bench.frames(900, |_, _| wheel(-60.0));
    let mut jump = bench.frames(300, |bench, _| {
        let at = random.below(text.len() as u64) as usize;
        bench.view.scroll_to(Span::new(at, at));
        Vec::new()
    });
    let mut rewrap = bench.frames(30, |bench, i| {
        bench.width = 560.0 - i as f32;
        Vec::new()
    });
    bench.width = 1280.0;
    bench.frames(3, |_, _| Vec::new());
    let mut edit = Vec::new();
    for i in 0..200 {
        let start = text.as_str().floor_char_boundary(bench.view.first_visible() + 200 + i);
        let span = Span::new(start, text.as_str().ceil_char_boundary(start + 90));
        let new = Mark { span, ..mark(text.as_str(), N_MARKS + i as u64, &mut random) };
        let clock = ThreadTime::start();
        bench.view.upsert(vec![new]);
        let apply = clock.ms();
        edit.push(apply + bench.frame(Vec::new()));
        bench.view.remove(N_MARKS + i as u64);
        bench.frame(Vec::new());
    }

    table.add("idle frame, median", percentile(&mut idle, 0.5), 0.2, "ms");
    table.add("idle frame, one statement stands out", percentile(&mut isolated, 0.5), 0.2, "ms");
    table.add("scroll frame, p99", percentile(&mut scroll, 0.99), 1.0, "ms");
    table.add("jump frame, p99", percentile(&mut jump, 0.99), 4.0, "ms");
    table.add("re-wrap frame, median", percentile(&mut rewrap, 0.5), 8.0, "ms");
    table.add("one new statement: apply and redraw, p99", percentile(&mut edit, 0.99), 1.0, "ms");
    table.add("open: index, measure, first frame", first, 500.0, "ms");
    if let Some(memory) = peak_memory_mb() {
        table.add("most memory held", memory, 200.0, "MB");
    }
    let is_kept = table.print("reader, 10 MB, 100,000 statements");
    println!(
        "medians: scroll {:.3} ms, jump {:.3} ms, edit {:.3} ms",
        percentile(&mut scroll, 0.5),
        percentile(&mut jump, 0.5),
        percentile(&mut edit, 0.5)
    );
    if is_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
