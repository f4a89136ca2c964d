//! What stands behind a figure: the more, the darker, and never so dark that the figure is hard to read.

use crate::ui::theme::{Hue, Tokens};
use egui::Color32;

/// What stands behind a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Shade {
    /// Nothing.
    #[default]
    None,
    /// How much of the most there is, from 0 to 1.
    Count(f32),
    /// A place on the scale, from -1 to 1: against in one colour, for in the other.
    Mean(f32),
}

impl Shade {
    /// How many of `most`; the square root, so that small figures are told apart.
    pub fn count(n: usize, most: usize) -> Self {
        if n == 0 || most == 0 { Self::None } else { Self::Count((n as f32 / most as f32).sqrt()) }
    }

    /// The colour on the page; `None` where the page itself shows.
    pub fn fill(self, tokens: &Tokens) -> Option<Color32> {
        let strongest = if tokens.is_high_contrast() {
            0.2
        } else if tokens.is_dark() {
            0.34
        } else {
            0.4
        };
        let (colour, part) = match self {
            Self::None => return None,
            Self::Count(part) => (tokens.hue(Hue::Blue), part),
            Self::Mean(mean) if mean < 0.0 => (tokens.hue(Hue::Rust), -mean),
            Self::Mean(mean) => (tokens.hue(Hue::Blue), mean),
        };
        Some(tokens.page.lerp_to_gamma(colour, strongest * part.clamp(0.0, 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::contrast;

    #[test]
    fn figures_are_read_on_the_strongest_shade_of_every_theme() {
        for tokens in Tokens::all() {
            for shade in [Shade::Count(1.0), Shade::Mean(1.0), Shade::Mean(-1.0)] {
                let ground = shade.fill(&tokens).unwrap_or(tokens.page);
                let ratio = contrast(tokens.ink, ground);
                let least = if tokens.is_high_contrast() { 7.0 } else { 4.5 };
                assert!(ratio >= least, "{} {shade:?}: {ratio}", tokens.name);
                assert!(ground != tokens.page);
            }
        }
    }

    #[test]
    fn nothing_has_no_shade() {
        assert_eq!(Shade::count(0, 5).fill(&Tokens::light()), None);
        assert_eq!(Shade::count(5, 5), Shade::Count(1.0));
    }
}
