//! Lines one pixel thick.

use egui::{Rect, Response, Sense, Ui, vec2};

/// A horizontal line across the whole width, one point high.
pub fn hairline(ui: &mut Ui) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    line(ui, rect);
    response
}

/// A vertical line of `height` points, one point wide.
pub fn vertical_hairline(ui: &mut Ui, height: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(1.0, height), Sense::hover());
    line(ui, rect);
    response
}

fn line(ui: &Ui, rect: Rect) {
    ui.painter().rect_filled(rect, 0.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
}
