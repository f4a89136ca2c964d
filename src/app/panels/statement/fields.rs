//! The box that shows a chosen value and opens its picker.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, Tokens, radius, size, space};
use crate::ui::widget::{chip, clipped_text, paint_key_cap};
use egui::{Align, Layout, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A heading above a field.
pub fn label_ui(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add_space(space::LINE);
    ui.label(RichText::new(text).font(theme::semibold(size::CAPTION)).color(tokens.soft));
    ui.add_space(-space::TIGHT);
}

/// A heading above a field whose value may stay for the next statement, with the pin that says so.
pub fn carried_label_ui(ui: &mut Ui, ctx: Ctx<'_>, text: &str, command: Command, out: &mut Vec<Action>) {
    let carries = ctx.settings.carries;
    let is_carried = if command == Command::CarryTheme { carries.theme } else { carries.stance };
    ui.add_space(space::LINE);
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response = chip(ui, Glyph::Pin, "", is_carried, command.info().name);
            if response.on_hover_text(ctx.keymap.tooltip(command)).clicked() {
                out.push(Action::Run(command));
            }
        });
    });
    ui.add_space(-space::TIGHT);
}

/// What a box shows.
pub struct BoxText<'a> {
    /// What assistive technology calls the field.
    pub field: &'a str,
    /// The value; empty when not yet set.
    pub value: &'a str,
    /// Shown instead of an empty value.
    pub empty: &'a str,
    /// Second line.
    pub detail: &'a str,
    /// The key that opens it.
    pub key: &'a str,
}

/// Draws the box; a click on it opens the field.
pub fn box_ui(ui: &mut Ui, tokens: &Tokens, text: &BoxText<'_>) -> Response {
    let height = if text.detail.is_empty() { 34.0 } else { 50.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let value = if text.value.is_empty() { text.empty } else { text.value };
    response.widget_info(|| {
        let detail = if text.detail.is_empty() { String::new() } else { format!(", {}", text.detail) };
        WidgetInfo::labeled(Role::Button, true, format!("{}: {value}{detail}", text.field))
    });
    if ui.is_rect_visible(rect) {
        let outline = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.line };
        ui.painter().rect(rect, radius::CONTROL, tokens.page, Stroke::new(1.0, outline), StrokeKind::Inside);
        let ink = if text.value.is_empty() { tokens.soft } else { tokens.ink };
        let left = rect.left() + 11.0;
        let width = rect.width() - 54.0;
        clipped_text(ui.painter(), pos2(left, rect.top() + 9.0), value, theme::font(size::BODY), ink, width);
        clipped_text(
            ui.painter(),
            pos2(left, rect.top() + 28.0),
            text.detail,
            theme::font(size::NOTE),
            tokens.soft,
            width,
        );
        if !text.key.is_empty() {
            paint_key_cap(ui.painter(), tokens, rect.right() - 9.0, rect.center().y, text.key);
        }
    }
    response
}
