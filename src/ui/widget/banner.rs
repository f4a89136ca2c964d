//! A strip that says what happened and what to do.

use crate::ui::glyph::{self, Glyph};
use egui::{CornerRadius, Frame, Margin, Sense, Stroke, Ui, Vec2};

/// What a banner says.
#[derive(Clone, Copy, Debug)]
pub struct Banner<'a> {
    /// Sign at the left.
    pub glyph: Glyph,
    /// What happened, what was kept, what to do.
    pub text: &'a str,
    /// Words of the buttons, if there is something to do.
    pub actions: &'a [&'a str],
}

/// Draws `banner` over the whole width; which of its buttons was pressed.
pub fn banner(ui: &mut Ui, banner: &Banner<'_>) -> Option<usize> {
    let (line, warning) = (ui.visuals().widgets.noninteractive.bg_stroke.color, ui.visuals().warn_fg_color);
    let frame = Frame::new()
        .fill(ui.visuals().panel_fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.set_min_width(ui.available_width());
            let (sign, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            glyph::paint(ui.painter(), sign.center(), 10.0, banner.glyph, warning);
            ui.label(banner.text);
            let mut pressed = None;
            for (at, action) in banner.actions.iter().enumerate() {
                if ui.button(*action).clicked() {
                    pressed = Some(at);
                }
            }
            pressed
        })
        .inner
    });
    shown.inner
}
