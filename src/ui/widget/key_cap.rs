//! A key beside what it does.

use crate::ui::theme;
use egui::{Align2, CornerRadius, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// Height of a cap in points.
const HEIGHT: f32 = 18.0;

/// A small box with the name of a key, such as `Ctrl K`; shows, does not react.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(key_cap_size(ui, keys), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    if ui.is_rect_visible(rect) {
        paint_key_cap(ui, rect.right_center(), keys);
    }
    response
}

/// The room that a cap takes up, in points.
pub fn key_cap_size(ui: &Ui, keys: &str) -> Vec2 {
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), theme::font(11.0), ui.visuals().weak_text_color());
    vec2((galley.size().x + 8.0).max(HEIGHT), HEIGHT)
}

/// Paints a cap that ends at `right_center` and takes up no room; nothing where there is no key.
pub fn paint_key_cap(ui: &Ui, right_center: Pos2, keys: &str) {
    if keys.is_empty() {
        return;
    }
    let soft = ui.visuals().weak_text_color();
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), theme::font(11.0), soft);
    let size = vec2((galley.size().x + 8.0).max(HEIGHT), HEIGHT);
    let rect: Rect = Align2::RIGHT_CENTER.anchor_size(right_center, size);
    let outline = ui.visuals().widgets.noninteractive.bg_stroke;
    ui.painter().rect(rect, CornerRadius::same(4), ui.visuals().panel_fill, outline, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, soft);
}
