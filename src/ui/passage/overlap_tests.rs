//! Statements that lie on each other: which stands out, what each shows beside the text, how their ends are dragged.

use super::test_reader::{Reader, TEXT, at, click, drag, long_text, mark, press, reader, release, selected};
use super::{HandleDrag, Handles, Mark, SpanEnd};
use crate::text::Span;
use crate::ui::theme::Hue;
use egui::{Event, Modifiers, Pos2, Rect, vec2};
use egui_kittest::Harness;

/// A paragraph with `n` statements: nested, crossing, on the same words, and every fifth cut in two.
fn crowd(n: u64) -> (String, Vec<Mark>) {
    let text = "Every word here is claimed by someone who thinks it theirs, and all of them are heard. ".repeat(6);
    let start = |statement: u64| (statement as usize * 37) % 200;
    let marks = (0..n).flat_map(|statement| {
        let span = Span::new(start(statement), start(statement) + 8 + (statement as usize * 53) % 170);
        let second = (statement % 5 == 0).then(|| Span::new(span.end + 20, span.end + 60));
        let hue = Hue::ALL[statement as usize % 8];
        let name = format!("supports: theme {statement}");
        let new = move |span| Mark { span, hue, name: name.clone().into(), ..mark(statement, "words", "words") };
        [Some(span), second].into_iter().flatten().map(new).collect::<Vec<_>>()
    });
    (text.clone(), marks.collect())
}

#[test]
fn nothing_in_the_margin_lies_on_anything_else() {
    for (n, width) in [(3, 760.0), (20, 760.0), (20, 500.0), (40, 1200.0), (90, 300.0)] {
        let (text, marks) = crowd(n);
        let mut harness = reader(&text, marks);
        harness.set_size(vec2(width, 900.0));
        harness.run();
        let view = &harness.state().view;
        let decor = view.typeset.decor(0).expect("is in view");
        let margin = view.decor_for.as_ref().map(|(margin, _)| *margin).expect("was drawn");
        assert!(margin.n_lanes <= 12);
        assert_eq!(decor.hidden.is_empty(), view.marks.n_lanes() <= margin.n_lanes, "{n} at {width}");
        let tags: Vec<Rect> = decor.tags.iter().map(|tag| tag.area().shrink(0.6)).collect();
        assert!(!tags.is_empty());
        for (i, tag) in tags.iter().enumerate() {
            assert!(tag.left() >= margin.edge - 0.6, "{n} at {width}: inside of the margin");
            assert!(tags[..i].iter().all(|other| !other.intersects(*tag)), "{n} at {width}: two tags meet");
            let lines = decor.brackets.iter().filter(|bracket| bracket.bottom > bracket.top);
            let mut lines =
                lines.map(|bracket| Rect::from_x_y_ranges(bracket.x - 1.0..=bracket.x, bracket.top..=bracket.bottom));
            assert!(lines.all(|line| !line.intersects(*tag)), "{n} at {width}: a tag lies on a bracket");
        }
        let told: usize = decor.tags.iter().map(|tag| tag.brackets.len()).sum();
        let opening = decor.brackets.iter().filter(|bracket| bracket.opens).count();
        assert!(told <= opening && (width < 700.0 || told + 8 >= opening), "{told} of {opening} at {width}");
    }
}

#[test]
fn a_new_statement_moves_no_other_to_another_lane() {
    let (text, mut marks) = crowd(21);
    let newest = marks.split_off(marks.partition_point(|mark| mark.statement < 20));
    let mut harness = reader(&text, marks);
    let places = |harness: &Harness<'_, Reader>| {
        let decor = harness.state().view.typeset.decor(0).expect("is in view");
        let kept = decor.brackets.iter().filter(|bracket| bracket.statement < 20);
        kept.map(|bracket| (bracket.statement, bracket.span, bracket.x)).collect::<Vec<_>>()
    };
    let before = places(&harness);
    harness.state_mut().view.upsert(newest);
    harness.run();
    assert_eq!(places(&harness), before);
}

#[test]
fn a_statement_stands_out_while_it_is_pointed_at_or_at_work() {
    let mut harness =
        reader(TEXT, vec![mark(1, TEXT, "two three"), mark(2, TEXT, "three four. Five"), mark(3, TEXT, "three")]);
    let strength = |harness: &Harness<'_, Reader>| harness.state().view.isolated();
    assert_eq!(strength(&harness), None);
    let target = at(&harness, "three");
    harness.event(Event::PointerMoved(target));
    harness.step();
    assert_eq!(strength(&harness), None, "a pointer that passes changes nothing");
    harness.run_steps(12);
    assert_eq!(strength(&harness), Some(3), "the shortest of those under the pointer");
    assert_eq!(harness.state().view.statements_at(TEXT.find("three").unwrap_or_default()), [3, 1, 2]);
    harness.state_mut().view.set_focused(Some(2));
    harness.step();
    assert_eq!(strength(&harness), Some(2), "what comes to be at work stands out at once");
    harness.event(Event::PointerMoved(target + vec2(9.0, 0.0)));
    harness.run_steps(12);
    assert_eq!(strength(&harness), Some(2), "and goes on while the pointer is on its words");
    let elsewhere = at(&harness, "two");
    harness.event(Event::PointerMoved(elsewhere));
    harness.run_steps(12);
    assert_eq!(strength(&harness), Some(1));
    harness.event(Event::PointerGone);
    harness.run_steps(12);
    assert_eq!(strength(&harness), Some(2));
}

#[test]
fn the_window_rests_while_a_statement_stands_out() {
    let mut harness = reader(TEXT, vec![mark(1, TEXT, "two three")]);
    let target = at(&harness, "three");
    harness.event(Event::PointerMoved(target));
    harness.run_steps(60);
    let delay = harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > std::time::Duration::from_hours(1)), "{delay:?}");
}

fn handles(words: &[&str]) -> Handles {
    let span = |words: &&str| mark(7, TEXT, words).span;
    Handles { statement: 7, spans: words.iter().map(span).collect(), active: Some((0, SpanEnd::End)) }
}

/// The middle of the handle at one end of a span of the statement with handles.
fn handle(harness: &Harness<'_, Reader>, index: usize, end: SpanEnd) -> Pos2 {
    let view = &harness.state().view;
    let all = view.handles_in_view(view.text_left);
    let moves = super::handle::Moves::Statement(index, end);
    all.iter().find(|handle| handle.moves == moves).expect("the handle is in view").line.center()
}

fn drags(harness: &Harness<'_, Reader>) -> Vec<HandleDrag> {
    harness.state().last.iter().filter_map(|response| response.handle.clone()).collect()
}

#[test]
fn a_dragged_end_takes_whole_words_and_is_told_once_finished() {
    let mut harness = reader(TEXT, vec![mark(7, TEXT, "six seven"), mark(7, TEXT, "ten eleven")]);
    harness.state_mut().view.set_focused(Some(7));
    harness.state_mut().view.set_handles(Some(handles(&["six seven", "ten eleven"])));
    harness.run();
    let (from, to) = (handle(&harness, 0, SpanEnd::End), at(&harness, "ht."));
    press(&mut harness, from, Modifiers::NONE);
    harness.event(Event::PointerMoved(to));
    harness.step();
    let shown = |harness: &Harness<'_, Reader>| {
        let mut spans: Vec<Span> = harness.state().view.marks().of_statement(7).map(|mark| mark.span).collect();
        spans.sort_unstable();
        spans.iter().map(|span| &TEXT[span.start..span.end]).collect::<Vec<_>>()
    };
    assert_eq!(shown(&harness), ["six seven eight", "ten eleven"], "the reader shows it as it would be");
    release(&mut harness, to);
    let told = drags(&harness);
    assert_eq!(told.iter().map(|drag| drag.is_finished).collect::<Vec<_>>(), [false, true]);
    assert_eq!((told[1].statement, told[1].span_index, told[1].end), (7, 0, SpanEnd::End));
    assert_eq!(&TEXT[told[1].spans[0].start..told[1].to], "six seven eight");
    harness.step();
    assert_eq!(shown(&harness), ["six seven", "ten eleven"], "it is the caller's to change");
    assert_eq!(harness.state().view.selection(), None);

    let (from, to) = (handle(&harness, 1, SpanEnd::Start), at(&harness, "ree"));
    drag(&mut harness, from, to);
    let last = drags(&harness).pop().expect("was dragged");
    assert_eq!(last.to, TEXT.find(" eight").expect("is there"), "an end stops at the next part of the passage");
}

#[test]
fn with_alt_an_end_goes_by_characters_and_a_lost_focus_puts_it_back() {
    let mut harness = reader(TEXT, vec![mark(7, TEXT, "six seven")]);
    harness.state_mut().view.set_handles(Some(handles(&["six seven"])));
    harness.run();
    let (from, to) = (handle(&harness, 0, SpanEnd::Start), at(&harness, "ive six"));
    press(&mut harness, from, Modifiers::NONE);
    harness.event_modifiers(Event::PointerMoved(to), Modifiers::ALT);
    harness.step();
    assert!(drags(&harness).iter().any(|drag| Some(drag.to) == TEXT.find("ive six")));
    harness.state_mut().view.set_handles(None);
    release(&mut harness, to);
    assert_eq!(
        harness.state().view.marks().of_statement(7).next().map(|mark| mark.span),
        Some(mark(7, TEXT, "six seven").span)
    );
    assert!(drags(&harness).iter().all(|drag| !drag.is_finished));
}

#[test]
fn a_click_on_a_handle_is_a_click_on_the_words() {
    let mut harness = reader(TEXT, vec![mark(7, TEXT, "six seven")]);
    harness.state_mut().view.set_handles(Some(handles(&["six seven"])));
    harness.run();
    let target = handle(&harness, 0, SpanEnd::Start) + vec2(1.0, 0.0);
    click(&mut harness, target);
    assert!(harness.state().last.iter().any(|response| response.clicked_statement == Some(7)));
    assert!(drags(&harness).is_empty());
}

#[test]
fn the_ends_of_a_selection_are_dragged_word_by_word() {
    let mut harness = reader(TEXT, vec![]);
    let place = |words: &str| TEXT.find(words).expect("is there");
    harness.state_mut().view.select(Span::new(place("six"), place(" eight")));
    harness.run();
    let view = &harness.state().view;
    let lines: Vec<Pos2> = view.handles_in_view(view.text_left).iter().map(|handle| handle.line.center()).collect();
    let to = at(&harness, "wo three");
    harness.state_mut().last.clear();
    drag(&mut harness, lines[0], to);
    assert_eq!(selected(&harness), "two three four. Five six seven");
    assert_eq!(harness.state().view.selection_edge(), Some(SpanEnd::Start), "keys go on with the end that was dragged");
    assert!(harness.state().last.iter().any(|response| response.selection_finished));
}

#[test]
fn a_tag_is_on_screen_in_the_next_frame_of_a_million_characters_with_5000_statements() {
    let text = long_text().repeat(50);
    assert!(text.chars().count() > 1_000_000);
    let template = mark(0, "words", "words");
    let marks = (0..5000u64).map(|n| {
        let start = n as usize * 200 + 100;
        Mark { statement: n, span: Span::new(start, start + 40 + n as usize % 300), ..template.clone() }
    });
    let mut harness = reader(&text, marks.collect());
    let far = Span::new(600_000, 600_040);
    harness.state_mut().view.scroll_to(far);
    harness.run();
    // Its bracket, and the corners of all tints of its paragraph.
    let drawn = |harness: &Harness<'_, Reader>| {
        let view = &harness.state().view;
        let decor = view.typeset.decor(view.typeset.block_of(far.start)).expect("is in view");
        let bracket = decor.brackets.iter().find(|bracket| bracket.statement == 9999).map(|bracket| bracket.span);
        (bracket, decor.tints.vertices.len())
    };
    let (before, n_before) = drawn(&harness);
    assert_eq!(before, None);
    harness.state_mut().view.upsert(vec![Mark { statement: 9999, span: far, hue: Hue::Pink, ..template }]);
    harness.step();
    let (after, n_after) = drawn(&harness);
    assert_eq!(after, Some(far), "its bracket is drawn");
    assert!(n_after > n_before, "its tint is drawn");
    let position =
        harness.state().view.caret_rect(far.start, harness.state().view.text_left).expect("is in view").center();
    let is_on_screen = harness.output().shapes.iter().any(|clipped| match &clipped.shape {
        egui::Shape::Mesh(mesh) => mesh.calc_bounds().contains(position),
        _ => false,
    });
    assert!(is_on_screen, "the mesh of this frame reaches its words");
}
