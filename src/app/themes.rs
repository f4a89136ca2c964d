//! The themes of the window, and which of them is shown.

use super::settings::{Sight, ThemeChoice};
use crate::ui::theme::Tokens;
use egui::{Context, Theme};

/// Every theme, read once, and which of them is shown.
pub struct Themes {
    /// Light and dark, then both in high contrast.
    tokens: [Tokens; 4],
    shown: usize,
    is_motion_reduced: bool,
}

impl Themes {
    /// Reads the themes; shows the one that was chosen.
    pub fn new(ctx: &Context, choice: ThemeChoice, sight: Sight) -> Self {
        Self { tokens: Tokens::all(), shown: wanted(ctx, choice, sight), is_motion_reduced: false }
    }

    /// The theme that is shown.
    pub fn shown(&self) -> &Tokens {
        &self.tokens[self.shown]
    }

    /// Whether it shows light text on dark.
    pub fn is_dark(&self) -> bool {
        self.shown().is_dark()
    }

    /// Takes up what was chosen. Returns whether anything has to be shown anew.
    pub fn follow(&mut self, ctx: &Context, choice: ThemeChoice, sight: Sight) -> bool {
        let wanted = (wanted(ctx, choice, sight), sight.reduced_motion);
        let before = (self.shown, self.is_motion_reduced);
        (self.shown, self.is_motion_reduced) = wanted;
        wanted != before
    }
}

fn wanted(ctx: &Context, choice: ThemeChoice, sight: Sight) -> usize {
    let is_dark = match choice {
        ThemeChoice::Light => false,
        ThemeChoice::Dark => true,
        ThemeChoice::System => ctx.system_theme() == Some(Theme::Dark),
    };
    usize::from(is_dark) + 2 * usize::from(sight.high_contrast)
}
