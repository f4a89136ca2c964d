//! The colours of the light theme, for pictures in files.

use crate::chart::Ink;
use crate::model::Hue;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// Red, green and blue (sRGB).
pub(super) type Rgb = [u8; 3];

/// What a picture is drawn on.
pub(super) const GROUND: Rgb = [0xFF; 3];

/// A constant made at first use, from the file that the window reads its light theme from.
static LIGHT: LazyLock<Palette> =
    LazyLock::new(|| ron::from_str(include_str!("../../../assets/theme/light.ron")).expect("light.ron is a theme"));

/// The colours of a theme that a drawing may name.
#[derive(Deserialize)]
#[serde(rename = "Theme")]
struct Palette {
    #[serde(deserialize_with = "hex")]
    panel: Rgb,
    #[serde(deserialize_with = "hex")]
    line: Rgb,
    #[serde(deserialize_with = "hex")]
    ink: Rgb,
    #[serde(deserialize_with = "hex")]
    soft: Rgb,
    #[serde(deserialize_with = "hex")]
    faint: Rgb,
    #[serde(deserialize_with = "hex")]
    accent: Rgb,
    #[serde(deserialize_with = "hex")]
    on_accent: Rgb,
    hues: Hues,
}

#[derive(Deserialize)]
struct Hues {
    #[serde(deserialize_with = "hex")]
    blue: Rgb,
    #[serde(deserialize_with = "hex")]
    teal: Rgb,
    #[serde(deserialize_with = "hex")]
    violet: Rgb,
    #[serde(deserialize_with = "hex")]
    rust: Rgb,
    #[serde(deserialize_with = "hex")]
    ochre: Rgb,
    #[serde(deserialize_with = "hex")]
    pink: Rgb,
    #[serde(deserialize_with = "hex")]
    green: Rgb,
    #[serde(deserialize_with = "hex")]
    grey: Rgb,
}

/// The colour of `ink` in a file; that of the page is white.
pub(super) fn rgb(ink: Ink) -> Rgb {
    let light = &*LIGHT;
    match ink {
        Ink::Text => light.ink,
        Ink::Soft => light.soft,
        Ink::Faint => light.faint,
        Ink::Line => light.line,
        Ink::Page => GROUND,
        Ink::Panel => light.panel,
        Ink::Accent => light.accent,
        Ink::OnAccent => light.on_accent,
        Ink::Hue(Hue::Blue) => light.hues.blue,
        Ink::Hue(Hue::Teal) => light.hues.teal,
        Ink::Hue(Hue::Violet) => light.hues.violet,
        Ink::Hue(Hue::Rust) => light.hues.rust,
        Ink::Hue(Hue::Ochre) => light.hues.ochre,
        Ink::Hue(Hue::Pink) => light.hues.pink,
        Ink::Hue(Hue::Green) => light.hues.green,
        Ink::Hue(Hue::Grey) => light.hues.grey,
    }
}

/// Reads `#RRGGBB`.
fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rgb, D::Error> {
    let text = String::deserialize(deserializer)?;
    let number = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let [_, red, green, blue] =
        number.ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no colour")))?.to_be_bytes();
    Ok([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{self, Tokens};

    #[test]
    fn files_have_the_colours_of_the_window() {
        let tokens = Tokens::light();
        let window = |color: egui::Color32| [color.r(), color.g(), color.b()];
        for (ink, color) in [
            (Ink::Text, tokens.ink),
            (Ink::Soft, tokens.soft),
            (Ink::Faint, tokens.faint),
            (Ink::Line, tokens.line),
            (Ink::Panel, tokens.panel),
            (Ink::Accent, tokens.accent),
            (Ink::OnAccent, tokens.on_accent),
            (Ink::Hue(Hue::Blue), tokens.hue(theme::Hue::Blue)),
            (Ink::Hue(Hue::Teal), tokens.hue(theme::Hue::Teal)),
            (Ink::Hue(Hue::Violet), tokens.hue(theme::Hue::Violet)),
            (Ink::Hue(Hue::Rust), tokens.hue(theme::Hue::Rust)),
            (Ink::Hue(Hue::Ochre), tokens.hue(theme::Hue::Ochre)),
            (Ink::Hue(Hue::Pink), tokens.hue(theme::Hue::Pink)),
            (Ink::Hue(Hue::Green), tokens.hue(theme::Hue::Green)),
            (Ink::Hue(Hue::Grey), tokens.hue(theme::Hue::Grey)),
        ] {
            assert_eq!(rgb(ink), window(color), "{ink:?}");
        }
    }
}
