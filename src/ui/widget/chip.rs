//! A small switch in a row of labels: a sign, or a word or two.

use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size};
use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a switch in points.
const HEIGHT: f32 = 18.0;

/// A small switch that shows whether it is on; `words` may be empty, `name` is its accessible name.
pub fn chip(ui: &mut Ui, sign: Glyph, words: &str, is_on: bool, name: &str) -> Response {
    let ink = if is_on { ui.visuals().text_color() } else { ui.visuals().weak_text_color() };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(size::CAPTION), ink);
    let width = if words.is_empty() { HEIGHT } else { galley.size().x + 24.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_enabled, is_on, name));
    if ui.is_rect_visible(rect) {
        let visuals = ui.visuals();
        let accent = visuals.hyperlink_color;
        let is_lit = response.hovered() || response.has_focus();
        if is_on || is_lit {
            let outline = if is_lit { accent } else { visuals.widgets.noninteractive.bg_stroke.color };
            let fill = if is_on { visuals.widgets.hovered.bg_fill } else { visuals.panel_fill };
            ui.painter().rect(rect, radius::SMALL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
        }
        let sign_ink = if is_on { accent } else { ink };
        glyph::paint(ui.painter(), pos2(rect.left() + HEIGHT / 2.0, rect.center().y), 9.0, sign, sign_ink);
        ui.painter().galley(pos2(rect.left() + HEIGHT, rect.center().y - galley.size().y / 2.0), galley, ink);
    }
    response
}
