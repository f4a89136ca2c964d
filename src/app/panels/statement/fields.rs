//! The box that shows a chosen value and opens its picker.

use crate::ui::theme::{self, Tokens};
use crate::ui::widget::clipped_text;
use egui::{Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A heading above a field.
pub fn label_ui(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add_space(2.0);
    ui.label(RichText::new(text).font(theme::semibold(11.0)).color(tokens.soft));
    ui.add_space(-4.0);
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
        ui.painter().rect(rect, 6.0, tokens.page, Stroke::new(1.0, outline), StrokeKind::Inside);
        let ink = if text.value.is_empty() { tokens.soft } else { tokens.ink };
        let left = rect.left() + 11.0;
        let width = rect.width() - 54.0;
        clipped_text(ui.painter(), pos2(left, rect.top() + 9.0), value, theme::font(13.0), ink, width);
        clipped_text(ui.painter(), pos2(left, rect.top() + 28.0), text.detail, theme::font(12.0), tokens.soft, width);
        key_ui(ui, tokens, rect.right() - 27.0, rect.center().y, text.key);
    }
    response
}

/// Paints a key cap without taking up room.
fn key_ui(ui: &Ui, tokens: &Tokens, left: f32, middle: f32, key: &str) {
    if key.is_empty() {
        return;
    }
    let galley = ui.painter().layout_no_wrap(key.to_owned(), theme::font(11.0), tokens.soft);
    let rect = egui::Rect::from_min_size(pos2(left, middle - 9.0), vec2((galley.size().x + 8.0).max(17.0), 18.0));
    ui.painter().rect(rect, 4.0, tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.soft);
}
