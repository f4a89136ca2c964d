//! A key beside what it does.

use crate::ui::theme;
use egui::{CornerRadius, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

/// A small box with the name of a key, such as `Ctrl K`; shows, does not react.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let soft = ui.visuals().weak_text_color();
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), theme::font(11.0), soft);
    let size = vec2((galley.size().x + 8.0).max(16.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    if ui.is_rect_visible(rect) {
        let visuals = &ui.visuals().widgets.noninteractive;
        let outline = visuals.bg_stroke;
        ui.painter().rect(rect, CornerRadius::same(4), ui.visuals().panel_fill, outline, StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, soft);
    }
    response
}
