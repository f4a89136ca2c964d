//! Controls for choosing: a tick box, and a pill that is one of several.

use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size};
use egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

/// A tick box with its words; `is_ticked` follows a click.
pub fn tick_box(ui: &mut Ui, is_ticked: &mut bool, words: &str) -> Response {
    let ink = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(size::BODY), ink);
    let (rect, mut response) = ui.allocate_exact_size(vec2(galley.size().x + 32.0, 24.0), Sense::click());
    if response.clicked() {
        *is_ticked = !*is_ticked;
        response.mark_changed();
    }
    let ticked = *is_ticked;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, words));
    if ui.is_rect_visible(rect) {
        paint_tick(ui, pos2(rect.left() + 10.0, rect.center().y), &response, ticked);
        ui.painter().galley(pos2(rect.left() + 26.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    }
    response
}

/// Paints the square of a tick box around `center`.
pub fn paint_tick(ui: &Ui, center: Pos2, response: &Response, is_ticked: bool) {
    let square = Rect::from_center_size(center, Vec2::splat(16.0));
    let visuals = ui.visuals();
    let (accent, ground) = (visuals.hyperlink_color, visuals.extreme_bg_color);
    let outline = if response.hovered() || response.has_focus() { accent } else { visuals.weak_text_color() };
    let fill = if is_ticked { accent } else { ground };
    ui.painter().rect(square, radius::SMALL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    if is_ticked {
        glyph::paint(ui.painter(), square.center(), 11.0, Glyph::Check, ground);
    }
}

/// One of several values, of which the chosen one stands on a ground of its own.
pub fn pill(ui: &mut Ui, is_chosen: bool, words: &str) -> Response {
    let ink = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(size::BODY), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(20.0, 12.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, words));
    if ui.is_rect_visible(rect) {
        let visuals = ui.visuals();
        let fill =
            if is_chosen || response.hovered() { visuals.widgets.hovered.bg_fill } else { visuals.extreme_bg_color };
        let is_marked = is_chosen || response.has_focus();
        let outline = if is_marked { visuals.hyperlink_color } else { visuals.widgets.noninteractive.bg_stroke.color };
        ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    }
    response
}
