//! The fields that are plain words: title, source, kind, note.

use super::offers::{Offers, offers_ui};
use crate::app::action::Action;
use crate::app::describe::About;
use crate::model::Document;
use crate::ui::theme::space;
use crate::ui::widget::section_label;
use egui::{Response, TextEdit, Ui, vec2};

/// Room for the button beside a field, in points.
pub(super) const BUTTON: f32 = 28.0;

/// Ends the run of typing when a field is left.
pub(super) fn close_step(response: &Response, out: &mut Vec<Action>) {
    if response.lost_focus() {
        out.push(Action::CloseStep);
    }
}

/// Draws the title; until one is given, the file's name stands in its place.
pub(super) fn title_ui(ui: &mut Ui, document: &Document, out: &mut Vec<Action>) -> Response {
    section_label(ui, "Title");
    let mut title = document.meta.title.clone();
    let field = TextEdit::singleline(&mut title)
        .id_salt(("title", &document.path))
        .hint_text(document.title())
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("Title").on_hover_text("Title; without one, the file's name is shown");
    if response.changed() {
        out.push(Action::Describe(vec![document.path.clone()], About::Title(title)));
    }
    close_step(&response, out);
    response
}

/// Draws source and kind, with what other documents have.
pub(super) fn source_and_kind_ui(ui: &mut Ui, document: &Document, offers: &Offers, out: &mut Vec<Action>) {
    let meta = &document.meta;
    let sources = offers.sources.iter().map(String::as_str);
    word_ui(ui, document, ("Source", "Who published it", "Sources used"), &meta.source, sources, About::Source, out);
    let kinds = offers.kinds.iter().map(String::as_str);
    word_ui(ui, document, ("Kind", "What kind of text it is", "Kinds used"), &meta.kind, kinds, About::Kind, out);
}

fn word_ui<'a>(
    ui: &mut Ui,
    document: &Document,
    (label, help, used): (&str, &str, &str),
    present: &str,
    values: impl Iterator<Item = &'a str>,
    about: fn(String) -> About,
    out: &mut Vec<Action>,
) {
    section_label(ui, label);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let mut words = present.to_owned();
        let field = TextEdit::singleline(&mut words)
            .id_salt((label, &document.path))
            .hint_text(help)
            .desired_width(ui.available_width() - BUTTON - 8.0);
        let response = ui.add(field).accessible_name(label).on_hover_text(help);
        if response.changed() {
            out.push(Action::Describe(vec![document.path.clone()], about(words)));
        }
        close_step(&response, out);
        if let Some(value) = offers_ui(ui, used, values) {
            out.push(Action::CloseStep);
            out.push(Action::Describe(vec![document.path.clone()], about(value.to_owned())));
            out.push(Action::CloseStep);
        }
    });
}

/// Draws the note.
pub(super) fn note_ui(ui: &mut Ui, document: &Document, out: &mut Vec<Action>) {
    section_label(ui, "Note on the document");
    let mut note = document.meta.note.clone();
    let field = TextEdit::multiline(&mut note)
        .id_salt(("document note", &document.path))
        .hint_text("Anything a coder should know")
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 6.0));
    let response = ui.add(field).accessible_name("Note on the document").on_hover_text("Anything a coder should know");
    if response.changed() {
        out.push(Action::Describe(vec![document.path.clone()], About::Note(note)));
    }
    close_step(&response, out);
}
