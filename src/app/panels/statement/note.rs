//! Why the coder judged so.

use super::StatementPanel;
use crate::app::action::{Action, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{chip, key_cap};
use egui::{Align, Layout, RichText, TextEdit, Ui, vec2};

/// Draws the note; typing in it is one step of the history.
pub fn note_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    heading_ui(ui, ctx, out);
    let mut note = ctx.said().note().to_owned();
    // A field of its own for each statement, so that undoing in one never brings the words of another.
    let field = TextEdit::multiline(&mut note)
        .id_salt(("note", ctx.coding.focused.map(crate::app::signs::mark_key)))
        .hint_text("Why you judged so, where it is arguable")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(vec2(10.0, 8.0));
    let response = ui
        .add(field)
        .accessible_name("Note")
        .on_hover_text(format!("{}; Esc leaves it", ctx.keymap.tooltip(Command::EditNote)));
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

/// Draws the heading: the key of the note, and whether the statement is to be looked at again.
fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    ui.add_space(space::LINE);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        ui.label(RichText::new("Note").font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
        let key = ctx.hint(Command::EditNote);
        if !key.is_empty() {
            key_cap(ui, &key);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let key = ctx.hint(Command::ToggleUnsure);
            if !key.is_empty() {
                key_cap(ui, &key);
            }
            let response = chip(ui, Glyph::Question, "Unsure", ctx.said().is_unsure(), "Unsure");
            if response.on_hover_text(ctx.keymap.tooltip(Command::ToggleUnsure)).clicked() {
                out.push(Action::Run(Command::ToggleUnsure));
            }
        });
    });
    ui.add_space(-space::TIGHT);
}
