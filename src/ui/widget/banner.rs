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
    /// Words of the one button, if there is something to do.
    pub action: Option<&'a str>,
}

/// Draws `banner` over the whole width; whether its button was pressed.
pub fn banner(ui: &mut Ui, banner: &Banner<'_>) -> bool {
    banner_with(ui, banner.glyph, banner.text, |ui| banner.action.is_some_and(|action| ui.button(action).clicked()))
}

/// Draws a strip with a sign, words, and what `buttons` draws behind them; gives what that gives.
pub fn banner_with<R>(ui: &mut Ui, sign: Glyph, text: &str, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let (line, warning) = (ui.visuals().widgets.noninteractive.bg_stroke.color, ui.visuals().warn_fg_color);
    let frame = Frame::new()
        .fill(ui.visuals().panel_fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let (place, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            glyph::paint(ui.painter(), place.center(), 10.0, sign, warning);
            ui.label(text);
            buttons(ui)
        })
        .inner
    });
    shown.inner
}
