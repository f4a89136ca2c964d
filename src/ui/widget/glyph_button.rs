//! A button that shows a sign only.

use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::radius;
use egui::{Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// A square button with a sign; `name` is its accessible name and tooltip, `key` is shown beside the name.
pub fn glyph_button(ui: &mut Ui, glyph: Glyph, name: &str, key: Option<&str>) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    if ui.is_rect_visible(rect) {
        let visuals = *ui.style().interact(&response);
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, radius::CONTROL, visuals.weak_bg_fill);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, radius::CONTROL, visuals.bg_stroke, egui::StrokeKind::Inside);
        }
        glyph::paint(ui.painter(), rect.center(), 11.0, glyph, visuals.fg_stroke.color);
    }
    match key {
        Some(key) => response.on_hover_text(format!("{name}  {key}")),
        None => response.on_hover_text(name),
    }
}
