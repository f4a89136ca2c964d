//! How well one colour reads on another.

use egui::Color32;

/// Contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, success criterion 1.4.3).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance (WCAG 2.2, definitions).
fn luminance(color: Color32) -> f32 {
    let linear = |channel: u8| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Hue, Tokens};

    /// WCAG 2.2, level AA and, for the high-contrast themes, level AAA.
    fn readable(tokens: &Tokens) -> f32 {
        if tokens.is_high_contrast() { 7.0 } else { 4.5 }
    }

    fn check(tokens: &Tokens, what: &str, text: Color32, ground: Color32) {
        let ratio = contrast(text, ground);
        assert!(ratio >= readable(tokens), "{}: {what} stands at {ratio:.2}", tokens.name);
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn every_text_pair_is_readable() {
        for tokens in Tokens::all() {
            let grounds = [
                ("canvas", tokens.canvas),
                ("panel", tokens.panel),
                ("page", tokens.page),
                ("selected", tokens.selected),
            ];
            let inks = [
                ("ink", tokens.ink),
                ("soft", tokens.soft),
                ("faint", tokens.faint),
                ("accent", tokens.accent),
                ("warning", tokens.warning),
            ];
            for (on, ground) in grounds {
                for (name, ink) in inks {
                    check(&tokens, &format!("{name} on {on}"), ink, ground);
                }
                for hue in Hue::ALL {
                    check(&tokens, &format!("{hue:?} on {on}"), tokens.hue(hue), ground);
                }
            }
            check(&tokens, "on_accent on accent", tokens.on_accent, tokens.accent);
            check(&tokens, "ink on selection", tokens.ink, tokens.selection);
            check(&tokens, "ink on find", tokens.ink, tokens.find);
        }
    }

    #[test]
    fn lines_of_the_high_contrast_themes_are_seen() {
        for tokens in Tokens::all().into_iter().filter(Tokens::is_high_contrast) {
            for ground in [tokens.panel, tokens.page] {
                assert!(contrast(tokens.line, ground) >= 4.5, "{}", tokens.name);
            }
        }
    }

    #[test]
    fn ink_is_readable_on_every_tint() {
        for tokens in Tokens::all() {
            for hue in Hue::ALL {
                let tint = tokens.tint_over(hue, tokens.page);
                check(&tokens, &format!("ink on a tint of {hue:?}"), tokens.ink, tint);
            }
        }
    }
}
