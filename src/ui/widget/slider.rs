//! A slider on a rail that is seen on any ground.

use egui::{Response, Slider, Ui};

/// Adds `slider`, `width` points wide; `name` is what assistive technology calls it.
pub fn railed_slider(ui: &mut Ui, width: f32, slider: Slider<'_>, name: &str) -> Response {
    let look = |ui: &mut Ui| {
        ui.spacing_mut().slider_width = width;
        ui.spacing_mut().slider_rail_height = 4.0;
        let visuals = ui.visuals_mut();
        visuals.widgets.inactive.bg_fill = visuals.widgets.noninteractive.bg_stroke.color;
        ui.add(slider).accessible_name(name)
    };
    ui.scope(look).inner
}
