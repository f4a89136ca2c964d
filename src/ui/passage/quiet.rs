//! How all other statements step back while one stands out.

use crate::ui::theme::{Hue, Tokens, contrast};
use egui::Color32;

/// What is left of the strength of tints, and of brackets and signs, while they step back.
pub(super) fn strengths(tokens: &Tokens) -> (f32, f32) {
    if tokens.is_high_contrast() { (0.6, 0.75) } else { (0.45, 0.4) }
}

/// Contrast on the page that no label goes below.
fn readable(tokens: &Tokens) -> f32 {
    if tokens.is_high_contrast() { 7.0 } else { 4.5 }
}

/// Colours of labels that step back: as pale as can still be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QuietColors {
    hues: [Color32; Hue::ALL.len()],
    soft: Color32,
}

impl QuietColors {
    pub(super) fn new(tokens: &Tokens) -> Self {
        let quiet = |color| palest(color, tokens.page, readable(tokens));
        Self { hues: Hue::ALL.map(|hue| quiet(tokens.hue(hue))), soft: quiet(tokens.soft) }
    }

    /// The colour of a label of `hue`, or of one that has none.
    pub(super) fn of(&self, hue: Option<Hue>) -> Color32 {
        hue.map_or(self.soft, |hue| self.hues[hue.index()])
    }
}

/// `color` mixed with `page` as far as it stays `readable` on it.
fn palest(color: Color32, page: Color32, readable: f32) -> Color32 {
    let mixed = (1..20).rev().map(|step| color.lerp_to_gamma(page, step as f32 / 20.0));
    mixed.into_iter().find(|mixed| contrast(*mixed, page) >= readable).unwrap_or(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_labels_are_paler_and_can_be_read() {
        for tokens in Tokens::all() {
            let quiet = QuietColors::new(&tokens);
            for hue in Hue::ALL.map(Some).into_iter().chain([None]) {
                let full = hue.map_or(tokens.soft, |hue| tokens.hue(hue));
                let (before, after) = (contrast(full, tokens.page), contrast(quiet.of(hue), tokens.page));
                assert!(
                    after >= readable(&tokens) && after <= before,
                    "{hue:?} in {}: {before} → {after}",
                    tokens.name
                );
            }
        }
    }
}
