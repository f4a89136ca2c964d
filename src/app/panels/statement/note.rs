//! Why the coder judged so.

use super::StatementPanel;
use super::fields::label_ui;
use crate::app::action::{Action, Saying};
use crate::app::ctx::Ctx;
use egui::{TextEdit, Ui, vec2};

/// Draws the note; typing in it is one step of the history.
pub fn note_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Note");
    let mut note = ctx.said().note().to_owned();
    // A field of its own for each statement, so that undoing in one never brings the words of another.
    let field = TextEdit::multiline(&mut note)
        .id_salt(("note", ctx.coding.focused.map(crate::app::signs::mark_key)))
        .hint_text("Why you judged so, where it is arguable")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(vec2(10.0, 8.0));
    let response = ui.add(field).accessible_name("Note").on_hover_text("Note (N); Esc leaves it");
    if std::mem::take(&mut state.wants_note) {
        response.request_focus();
    }
    if response.changed() {
        out.push(Action::Say(Saying::Note(note)));
    }
    if response.lost_focus() {
        out.push(Action::CloseStep);
    }
}
