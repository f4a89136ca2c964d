//! A key beside what it does.

use crate::ui::theme::{self, Tokens, radius, size};
use egui::{Color32, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

/// A small box with the name of a key, such as `Ctrl K`; shows, does not react.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let soft = ui.visuals().weak_text_color();
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), theme::font(size::CAPTION), soft);
    let size = vec2((galley.size().x + 8.0).max(16.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    if ui.is_rect_visible(rect) {
        let visuals = &ui.visuals().widgets.noninteractive;
        let outline = visuals.bg_stroke;
        ui.painter().rect(rect, radius::SMALL, ui.visuals().panel_fill, outline, StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, soft);
    }
    response
}

/// Paints a key cap that ends at `right`, without taking up room; returns where it begins.
pub fn paint_key_cap(painter: &Painter, tokens: &Tokens, right: f32, middle: f32, keys: &str) -> f32 {
    let galley = painter.layout_no_wrap(keys.to_owned(), theme::font(size::CAPTION), tokens.soft);
    let size = vec2((galley.size().x + 8.0).max(16.0), 18.0);
    let rect = Rect::from_min_size(pos2(right - size.x, middle - size.y / 2.0), size);
    painter.rect(rect, radius::SMALL, tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, tokens.soft);
    rect.left()
}

/// The room that a key cap takes up, in points.
pub fn key_cap_size(painter: &Painter, keys: &str) -> Vec2 {
    let galley = painter.layout_no_wrap(keys.to_owned(), theme::font(size::CAPTION), Color32::PLACEHOLDER);
    vec2((galley.size().x + 8.0).max(16.0), 18.0)
}
