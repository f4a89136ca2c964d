//! Frames of the whole window, panels and all, at 10 MB and 100,000 statements, with 10,000 documents, in the
//! Codebook place with 5,000 entries, and in the Passages place with 100,000 rows.
//!
//! `cargo bench --bench window` prints each figure beside its budget (design, section 9); exit code 1 when one is
//! missed. A figure is thread CPU time of one frame: UI and tessellation, with no graphics driver.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use egui::{Event, Key, pos2};
use standpoint::analysis::query::Query;
use standpoint::app::place::Place;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{Theme, ThemeId};
use standpoint::session::{Change, Session};
use standpoint::text::Span;
use std::path::Path;
use std::process::ExitCode;
use support::corpus::corpus;
use support::driven::{Driven, key, wheel};
use support::{Random, Table, memory_mb, percentile, prose};

fn main() -> ExitCode {
    let state = tempfile::tempdir().expect("a temporary folder");
    let mut table = Table::default();
    large_document(&mut table, state.path());
    many_documents(&mut table, state.path());
    many_edits(&mut table, state.path());
    codebook_place(&mut table, state.path());
    passages_place(&mut table, state.path());
    if table.print("window") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn large_document(table: &mut Table, state: &Path) {
    let dir = corpus(&[prose(10_000_000, 7)], 100_000);
    let mut bench = Driven::open(dir.path(), state);
    let mut random = Random(3);
    let idle = percentile(&mut bench.frames(200, |_, _| Vec::new()), 0.5);
    table.add("100,000 statements: idle frame, median", idle, 0.2, "ms");
    let scrolled = percentile(&mut bench.frames(400, |_, _| wheel(pos2(600.0, 400.0), -120.0)), 0.99);
    table.add("… scroll frame, p99", scrolled, 1.0, "ms");
    let mut jumped = bench.frames(150, |bench, _| {
        let at = random.below(9_000_000) as usize;
        let reader = bench.window.reader.as_mut().expect("a document is open");
        let at = reader.text().as_str().floor_char_boundary(at);
        reader.view.scroll_to(Span::new(at, at));
        Vec::new()
    });
    table.add("… jump frame, p99", percentile(&mut jumped, 0.99), 4.0, "ms");
    let mut wrapped = bench.frames(30, |bench, i| {
        bench.width = if i.is_multiple_of(2) { 1040.0 } else { 1080.0 };
        Vec::new()
    });
    bench.width = 1280.0;
    table.add("… re-wrap frame, median", percentile(&mut wrapped, 0.5), 8.0, "ms");
    let mut kept = Vec::new();
    for n in 0..60_usize {
        bench.select(1_000_000 + n * 90_000);
        bench.frames(3, |_, _| Vec::new());
        // The frame that takes the key carries out the edit; the next one shows it.
        let apply = bench.frame(key(Key::Enter));
        let shown = bench.frame(Vec::new());
        kept.push((apply - idle).max(0.0) + (shown - idle).max(0.0));
    }
    let n = bench.window.session.as_ref().map_or(0, |session: &Session| {
        session.corpus().sets().values().map(standpoint::model::AnnotationSet::len).sum()
    });
    assert_eq!(n, 100_060, "each key press made a statement");
    table.add("… keep a statement: apply and redraw, median", percentile(&mut kept, 0.5), 1.0, "ms");
}

fn many_documents(table: &mut Table, state: &Path) {
    let texts: Vec<String> = (0..10_000).map(|n| prose(800, n)).collect();
    let dir = corpus(&texts, 0);
    let mut bench = Driven::open(dir.path(), state);
    let idle = percentile(&mut bench.frames(200, |_, _| Vec::new()), 0.5);
    table.add("10,000 documents: idle frame, median", idle, 0.2, "ms");
}

fn codebook_place(table: &mut Table, state: &Path) {
    let dir = corpus(&[prose(1_000_000, 7)], 100_000);
    let mut bench = Driven::open(dir.path(), state);
    let session = bench.window.session.as_mut().expect("a corpus is open");
    let theme = |n: usize| {
        let id = ThemeId::new(format!("theme-{n}"));
        let parent = n.checked_rem(20).filter(|rest| *rest > 0).map(|rest| ThemeId::new(format!("theme-{}", n - rest)));
        let theme = Theme { id: id.clone(), name: format!("Theme of the number {n}"), parent, ..Theme::default() };
        Edit::Theme { id, value: Some((usize::MAX, theme)) }
    };
    let edits = (0..5_000).map(theme).collect();
    session.apply(Change::new("add themes", Edit::Batch(edits), Focus::default())).expect("fits");
    bench.window.place = Place::Codebook;
    bench.frames(5, |_, _| Vec::new());
    let idle = percentile(&mut bench.frames(200, |_, _| Vec::new()), 0.5);
    table.add("Codebook, 5,000 themes, 100,000 statements: idle frame, median", idle, 0.4, "ms");
    let scrolled = percentile(&mut bench.frames(200, |_, _| wheel(pos2(120.0, 400.0), -120.0)), 0.99);
    table.add("… scroll frame, p99", scrolled, 1.0, "ms");
    bench.frame(key(Key::F2));
    bench.frames(3, |_, _| Vec::new());
    let mut typed = bench.frames(60, |_, _| vec![Event::Text("a".to_owned())]);
    let mut shown = bench.frames(20, |_, i| if i % 2 == 0 { vec![Event::Text("b".to_owned())] } else { Vec::new() });
    table.add("… a letter typed in a name, median", percentile(&mut typed, 0.5), 16.0, "ms");
    table.add("… the frame behind it, median", percentile(&mut shown, 0.5), 16.0, "ms");
}

/// The Passages place with 100,000 statements in 1,000 documents: its table, filters and details.
fn passages_place(table: &mut Table, state: &Path) {
    let texts: Vec<String> = (0..1_000).map(|n| prose(10_000, n)).collect();
    let dir = corpus(&texts, 100);
    let mut bench = Driven::open(dir.path(), state);
    bench.window.place = Place::Passages;
    bench.frames(5, |_, _| Vec::new());
    let idle = percentile(&mut bench.frames(200, |_, _| Vec::new()), 0.5);
    table.add("Passages table frame at 100,000 statements, median", idle, 1.0, "ms");
    let scrolled = percentile(&mut bench.frames(300, |_, _| wheel(pos2(600.0, 400.0), -120.0)), 0.99);
    table.add("… scroll frame, p99", scrolled, 1.0, "ms");
    let mut jumped = bench.frames(100, |_, i| key(if i.is_multiple_of(2) { Key::End } else { Key::Home }));
    table.add("… jump from end to end, p99", percentile(&mut jumped, 0.99), 2.0, "ms");
    let queries = ["stance:#stance-1", "stance:#stance-2,#stance-3 not unset:theme"];
    let mut filtered = bench.frames(40, |bench, i| {
        let query = Query::parse(queries[i % 2]).expect("is a query");
        bench.window.places.passages.show(query);
        Vec::new()
    });
    table.add("… frame that filters, counts and sorts anew, median", percentile(&mut filtered, 0.5), 25.0, "ms");
}

/// Ten thousand edits in a row, each by a key press in a frame of its own, on 1 MB with 5,000 statements.
fn many_edits(table: &mut Table, state: &Path) {
    let dir = corpus(&[prose(1_000_000, 11)], 5_000);
    let mut bench = Driven::open(dir.path(), state);
    bench.frame(key(Key::CloseBracket));
    let edit = |n: usize| key(if n.is_multiple_of(2) { Key::Num1 } else { Key::Num2 });
    let mut first = bench.frames(1_000, |_, n| edit(n));
    let before = memory_mb();
    bench.frames(8_000, |_, n| edit(n));
    let mut last = bench.frames(1_000, |_, n| edit(n));
    let (first, last) = (percentile(&mut first, 0.5), percentile(&mut last, 0.5));
    table.add("10,000 edits in a row: frame with an edit, median", last, 1.0, "ms");
    table.add("… of the last 1,000, against the first", last / first, 1.5, "x");
    if let (Some(before), Some(after)) = (before, memory_mb()) {
        table.add("… memory that the last 9,000 add", after - before, 16.0, "MB");
    }
    let focused = bench.window.coding.focused.expect("a statement is open");
    let session = bench.window.session.as_ref().expect("a corpus is open");
    let set = session.corpus().sets().values().next().expect("a set");
    let stance = set.get(focused).and_then(|statement| statement.stance.as_ref());
    assert!(stance.is_some() && session.next_undo().is_some_and(|step| step.label == "change stance"));
}
