//! The reader driven as a user drives it: pointer, keyboard, assistive technology.

use super::SpanEnd;
use super::test_reader::{Reader, TEXT, at, click, drag, long_text, mark, press, reader, release, selected};
use crate::text::Span;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn a_drag_selects_from_the_press_to_the_pointer() {
    let mut harness = reader(TEXT, vec![]);
    let (from, to) = (at(&harness, "two"), at(&harness, " four"));
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "two three");
    let (from, to) = (at(&harness, "ten"), at(&harness, "Five"));
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "Five six seven eight.\nNine ");
}

#[test]
fn a_press_and_a_motion_in_one_frame_lose_no_letters() {
    let mut harness = reader(TEXT, vec![]);
    let (from, to) = (at(&harness, "two"), at(&harness, " four"));
    harness.event(Event::PointerMoved(from));
    harness.step();
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    harness.event(Event::PointerButton { pos: from, button, pressed: true, modifiers });
    harness.event(Event::PointerMoved(to));
    harness.step();
    release(&mut harness, to);
    assert_eq!(selected(&harness), "two three");
}

#[test]
fn a_click_clears_the_selection_and_tells_the_byte() {
    let mut harness = reader(TEXT, vec![mark(7, TEXT, "six seven")]);
    let (from, to) = (at(&harness, "two"), at(&harness, " four"));
    drag(&mut harness, from, to);
    let target = at(&harness, "six");
    harness.state_mut().last.clear();
    click(&mut harness, target);
    assert_eq!(harness.state().view.selection(), None);
    let clicked: Vec<_> = harness.state().last.iter().filter_map(|response| response.clicked_at).collect();
    assert_eq!(clicked, [TEXT.find("six").expect("is there")]);
    assert!(harness.state().last.iter().any(|response| response.clicked_statement == Some(7)));
    assert!(harness.state().last.iter().any(|response| response.selection_changed));
}

#[test]
fn two_clicks_select_a_word_and_three_a_sentence() {
    let mut harness = reader(TEXT, vec![]);
    let target = at(&harness, "even eight");
    click(&mut harness, target);
    click(&mut harness, target);
    assert_eq!(selected(&harness), "seven");
    click(&mut harness, target);
    assert_eq!(selected(&harness), "Five six seven eight.");
}

#[test]
fn a_drag_after_two_clicks_goes_by_words() {
    let mut harness = reader(TEXT, vec![]);
    let (from, to) = (at(&harness, "ix seven"), at(&harness, "ght."));
    click(&mut harness, from);
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "six seven eight");
}

#[test]
fn shift_extends_by_click_and_by_key() {
    let mut harness = reader(TEXT, vec![]);
    let (from, to) = (at(&harness, "two"), at(&harness, " three"));
    click(&mut harness, from);
    harness.run_steps(30);
    press(&mut harness, to, Modifiers::SHIFT);
    release(&mut harness, to);
    assert_eq!(selected(&harness), "two");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), "two ");
    let far = Modifiers { shift: true, ..Modifiers::COMMAND };
    harness.key_press_modifiers(far, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), "two three");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run();
    assert_eq!(selected(&harness), "two three four. Five six seven eight.");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert!(selected(&harness).starts_with("two three four. Five six seven eight.\nNine"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(selected(&harness), TEXT);
}

#[test]
fn copying_takes_the_slice_of_the_document() {
    let mut harness = reader(TEXT, vec![]);
    let (from, to) = (at(&harness, "seven"), at(&harness, " ten"));
    drag(&mut harness, from, to);
    harness.event(Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    assert!(
        commands
            .iter()
            .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if text == "seven eight.\nNine")),
        "{commands:?}"
    );
}

#[test]
fn a_drag_below_the_view_scrolls_until_it_ends() {
    let mut harness = reader(&long_text(), vec![]);
    let from = at(&harness, "words");
    press(&mut harness, from, Modifiers::NONE);
    harness.event(Event::PointerMoved(pos2(from.x, 440.0)));
    harness.run_steps(40);
    let reached = harness.state().view.caret();
    harness.run_steps(40);
    assert!(harness.state().view.caret() > reached, "the selection goes on growing");
    assert!(harness.state().view.first_visible() > 200, "the text moved");
    release(&mut harness, pos2(from.x, 440.0));
    harness.run();
    let (first, caret) = (harness.state().view.first_visible(), harness.state().view.caret());
    harness.run_steps(10);
    assert_eq!((harness.state().view.first_visible(), harness.state().view.caret()), (first, caret));
}

#[test]
fn keys_scroll_when_the_reader_has_the_focus() {
    let mut harness = reader(&long_text(), vec![]);
    let target = at(&harness, "words");
    click(&mut harness, target);
    harness.key_press(Key::PageDown);
    harness.run();
    let after_page = harness.state().view.first_visible();
    assert!(after_page > 0);
    harness.key_press(Key::End);
    harness.run();
    let text = harness.state().view.text().clone();
    assert!(harness.state().view.is_visible(Span::new(text.len() - 5, text.len() - 2)));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().view.first_visible(), 0);
    assert_eq!(harness.state().view.selection(), None);
}

#[test]
fn revealing_moves_only_when_needed() {
    let mut harness = reader(&long_text(), vec![]);
    let text = harness.state().view.text().clone();
    let far = text.as_str().find("Paragraph 200").expect("is there");
    let span = Span::new(far, far + 13);
    assert!(!harness.state().view.is_visible(span));
    harness.state_mut().view.scroll_to(span);
    harness.run();
    assert!(harness.state().view.is_visible(span));
    let first = harness.state().view.first_visible();
    assert!(first < far && first > far - 1200, "some text before it is in view");
    harness.state_mut().view.scroll_to(Span::new(far + 80, far + 90));
    harness.run();
    assert_eq!(harness.state().view.first_visible(), first);
}

#[test]
fn the_character_at_the_top_stays_when_the_width_changes() {
    let mut harness = reader(&long_text(), vec![]);
    let text = harness.state().view.text().clone();
    let far = text.as_str().find("Paragraph 150").expect("is there");
    harness.state_mut().view.scroll_to(Span::new(far, far + 4));
    harness.run();
    let block_at_top = |harness: &Harness<'_, Reader>| {
        let view = &harness.state().view;
        view.typeset.block_of(view.first_visible())
    };
    let before = block_at_top(&harness);
    for width in [520.0, 380.0, 900.0, 760.0] {
        harness.set_size(vec2(width, 400.0));
        harness.run();
        assert!(block_at_top(&harness).abs_diff(before) <= 1, "at width {width}");
    }
}

#[test]
fn the_text_and_its_statements_are_in_the_accessibility_tree() {
    let mut harness = reader(TEXT, vec![mark(3, TEXT, "ten eleven"), mark(4, TEXT, "Last words")]);
    harness.get_by_role_and_label(Role::Document, "Document text");
    harness.get_by_role_and_label(Role::Label, "Last words here.");
    let runs: Vec<String> =
        harness.query_all_by_role(Role::TextRun).filter_map(|node| node.accesskit_node().value()).collect();
    assert!(runs.iter().any(|run| run.contains("Nine ten eleven")), "{runs:?}");
    harness.get_by_role_and_label(Role::Button, "▲ supports: ten eleven, statement").click();
    harness.run();
    assert!(harness.state().last.iter().any(|response| response.clicked_statement == Some(3)));
}

#[test]
fn the_statement_at_work_is_read_out() {
    let mut harness = reader(TEXT, vec![mark(3, TEXT, "ten eleven")]);
    assert_eq!(harness.query_all_by_role(Role::Status).count(), 0);
    harness.state_mut().view.set_focused(Some(3));
    harness.run();
    harness.get_by_role_and_label(Role::Status, "▲ supports: ten eleven, statement: ten eleven");
}

#[test]
fn the_scroll_bar_has_a_name_and_goes_where_it_is_clicked() {
    let mut harness = reader(&long_text(), vec![]);
    let bar = harness.get_by_role_and_label(Role::ScrollBar, "Document position").rect();
    click(&mut harness, bar.center());
    harness.run();
    let middle = harness.state().view.first_visible();
    let len = harness.state().view.text().len();
    assert!((len / 3..len * 2 / 3).contains(&middle), "{middle} of {len}");
}

#[test]
fn an_idle_reader_asks_for_no_frames() {
    let mut harness = reader(&long_text(), vec![]);
    let target = at(&harness, "words");
    click(&mut harness, target);
    harness.run();
    harness.step();
    let delay = harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > std::time::Duration::from_hours(1)), "{delay:?}");
}

#[test]
fn text_from_right_to_left_is_announced_and_selected_by_the_letter() {
    let text = "English first.\nوزارة الصحة تدعم\nEnd.";
    let mut harness = reader(text, vec![]);
    assert!(harness.state().view.uses_safe_layout());
    let word = text.find("الصحة").expect("is there");
    let target = harness.state().view.caret_rect(word, 8.0 + harness.state().view.typeset.column.left);
    let target = target.expect("is in view").center() - vec2(2.0, 0.0);
    click(&mut harness, target);
    click(&mut harness, target);
    assert_eq!(selected(&harness), "الصحة");
}

#[test]
fn a_changed_statement_is_drawn_at_once() {
    let mut harness = reader(TEXT, vec![mark(3, TEXT, "ten eleven")]);
    harness.state_mut().view.upsert(vec![mark(3, TEXT, "One two"), mark(3, TEXT, "Last words")]);
    harness.run();
    assert!(harness.query_by_label("▲ supports: ten eleven, statement").is_none());
    harness.get_by_label("▲ supports: One two, statement");
    harness.get_by_label("▲ supports: Last words, statement");
    harness.state_mut().view.remove(3);
    harness.run();
    assert!(harness.query_by_label("▲ supports: One two, statement").is_none());
    assert!(harness.state().view.marks().is_empty());
}

#[test]
fn an_empty_document_can_be_shown() {
    let mut harness = reader("", vec![]);
    click(&mut harness, pos2(300.0, 100.0));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().view.selection(), None);
}

#[test]
fn keys_move_the_end_that_was_chosen() {
    let mut harness = reader(TEXT, vec![]);
    let target = at(&harness, "two");
    click(&mut harness, target);
    let place = |words: &str| TEXT.find(words).expect("the words are in the text");
    harness.state_mut().view.select(Span::new(place("two"), place(" four")));
    assert_eq!(harness.state().view.selection_edge(), Some(SpanEnd::End));
    harness.state_mut().view.flip_edge();
    assert_eq!(harness.state().view.selection_edge(), Some(SpanEnd::Start));
    let far = Modifiers { shift: true, ..Modifiers::COMMAND };
    harness.key_press_modifiers(far, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), "three", "the start goes to the start of the next word");
    harness.state_mut().view.flip_edge();
    harness.key_press_modifiers(far, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), "three four");
    harness.key_press_modifiers(far, Key::ArrowLeft);
    harness.run();
    assert_eq!(selected(&harness), "three", "the end goes back to the end of the word before");
    harness.state_mut().view.select_with_head(place(" three"), place("two"));
    assert_eq!((selected(&harness), harness.state().view.caret()), ("two", place("two")));
    harness.state_mut().view.clear_selection();
    assert_eq!(harness.state().view.selection_edge(), None);
}
