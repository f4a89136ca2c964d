//! A reader in a window without a screen, and hands to use it with.

use super::{Mark, PassageResponse, PassageView, ReaderStyle};
use crate::text::{DocumentText, Span};
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, Hue, Tokens};
use egui::{Event, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::Harness;
use std::sync::Arc;

pub(super) const TEXT: &str =
    "One two three four. Five six seven eight.\nNine ten eleven twelve. Thirteen.\n\nLast words here.";

pub(super) struct Reader {
    pub(super) view: PassageView,
    pub(super) tokens: Tokens,
    /// What every frame so far reported.
    pub(super) last: Vec<PassageResponse>,
}

pub(super) fn reader(text: &str, marks: Vec<Mark>) -> Harness<'static, Reader> {
    let mut view = PassageView::new(Arc::new(DocumentText::new(text)));
    view.set_marks(marks);
    let state = Reader { view, tokens: Tokens::light(), last: Vec::new() };
    let mut harness = Harness::builder()
        .with_size(vec2(760.0, 400.0))
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .with_context_setup(|ctx| theme::install(ctx, &Tokens::light()))
        .build_ui_state(
            |ui, reader: &mut Reader| {
                let response = reader.view.show(ui, &ReaderStyle::new(&reader.tokens, 1.0));
                reader.last.push(response);
            },
            state,
        );
    harness.run();
    harness
}

pub(super) fn mark(statement: u64, text: &str, words: &str) -> Mark {
    let start = text.find(words).expect("the words are in the text");
    Mark {
        statement,
        span: Span::new(start, start + words.len()),
        hue: Hue::Blue,
        glyph: Glyph::TriangleUp,
        label: "Devolution".into(),
        name: format!("▲ supports: {words}, statement").into(),
    }
}

pub(super) fn long_text() -> String {
    let paragraph = |i| format!("Paragraph {i} says a few words. It goes on for a while so that it wraps.");
    (0..300).map(paragraph).collect::<Vec<_>>().join("\n")
}

/// The place just inside the character at `byte`.
pub(super) fn point(harness: &Harness<'_, Reader>, byte: usize) -> Pos2 {
    let view = &harness.state().view;
    let rect = view.caret_rect(byte, 8.0 + view.typeset.column.left).expect("the byte is in view");
    pos2(rect.left() + 1.0, rect.center().y)
}

pub(super) fn at(harness: &Harness<'_, Reader>, words: &str) -> Pos2 {
    let byte = harness.state().view.text().as_str().find(words).expect("the words are in the text");
    point(harness, byte)
}

pub(super) fn press(harness: &mut Harness<'_, Reader>, pos: Pos2, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    let event = Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers };
    harness.event_modifiers(event, modifiers);
    harness.step();
}

pub(super) fn release(harness: &mut Harness<'_, Reader>, pos: Pos2) {
    let modifiers = Modifiers::NONE;
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers });
    harness.step();
}

pub(super) fn click(harness: &mut Harness<'_, Reader>, pos: Pos2) {
    press(harness, pos, Modifiers::NONE);
    release(harness, pos);
}

pub(super) fn drag(harness: &mut Harness<'_, Reader>, from: Pos2, to: Pos2) {
    press(harness, from, Modifiers::NONE);
    harness.event(Event::PointerMoved(to));
    harness.step();
    release(harness, to);
}

pub(super) fn selected<'a>(harness: &'a Harness<'_, Reader>) -> &'a str {
    harness.state().view.selected_text().unwrap_or_default()
}
