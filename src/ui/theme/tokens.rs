//! The colours of one theme, read from its file.

use super::Hue;
use egui::Color32;
use serde::{Deserialize, Deserializer};

/// The colours of one theme, by what they are for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename = "Theme", deny_unknown_fields)]
pub struct Tokens {
    /// `light`, `dark`, and both in high contrast.
    pub name: String,
    /// Behind everything: gaps between panels.
    #[serde(deserialize_with = "hex")]
    pub canvas: Color32,
    /// Side panels, bars, menus.
    #[serde(deserialize_with = "hex")]
    pub panel: Color32,
    /// Where text is read and typed.
    #[serde(deserialize_with = "hex")]
    pub page: Color32,
    /// Hairlines and quiet outlines.
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
    /// Ground of the chosen row or tab.
    #[serde(deserialize_with = "hex")]
    pub selected: Color32,
    /// Text.
    #[serde(deserialize_with = "hex")]
    pub ink: Color32,
    /// Text one step softer.
    #[serde(deserialize_with = "hex")]
    pub soft: Color32,
    /// Text two steps softer: hints.
    #[serde(deserialize_with = "hex")]
    pub faint: Color32,
    /// The one accent.
    #[serde(deserialize_with = "hex")]
    pub accent: Color32,
    /// Text on the accent.
    #[serde(deserialize_with = "hex")]
    pub on_accent: Color32,
    /// Ground of selected text.
    #[serde(deserialize_with = "hex")]
    pub selection: Color32,
    /// Text that warns.
    #[serde(deserialize_with = "hex")]
    pub warning: Color32,
    /// Ground of a search hit.
    #[serde(deserialize_with = "hex")]
    pub find: Color32,
    /// The colours that carry meaning.
    pub hues: Hues,
}

/// A colour for each [`Hue`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hues {
    /// [`Hue::Blue`].
    #[serde(deserialize_with = "hex")]
    pub blue: Color32,
    /// [`Hue::Teal`].
    #[serde(deserialize_with = "hex")]
    pub teal: Color32,
    /// [`Hue::Violet`].
    #[serde(deserialize_with = "hex")]
    pub violet: Color32,
    /// [`Hue::Rust`].
    #[serde(deserialize_with = "hex")]
    pub rust: Color32,
    /// [`Hue::Ochre`].
    #[serde(deserialize_with = "hex")]
    pub ochre: Color32,
    /// [`Hue::Pink`].
    #[serde(deserialize_with = "hex")]
    pub pink: Color32,
    /// [`Hue::Green`].
    #[serde(deserialize_with = "hex")]
    pub green: Color32,
    /// [`Hue::Grey`].
    #[serde(deserialize_with = "hex")]
    pub grey: Color32,
}

impl Tokens {
    /// The light theme.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn light() -> Self {
        ron::from_str(include_str!("../../../assets/theme/light.ron")).expect("light.ron is a theme")
    }

    /// The dark theme.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn dark() -> Self {
        ron::from_str(include_str!("../../../assets/theme/dark.ron")).expect("dark.ron is a theme")
    }

    /// Dark on light in high contrast.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn high_contrast_light() -> Self {
        let file = include_str!("../../../assets/theme/high_contrast_light.ron");
        ron::from_str(file).expect("high_contrast_light.ron is a theme")
    }

    /// Light on dark in high contrast.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the file is part of the program.
    pub fn high_contrast_dark() -> Self {
        let file = include_str!("../../../assets/theme/high_contrast_dark.ron");
        ron::from_str(file).expect("high_contrast_dark.ron is a theme")
    }

    /// Every theme.
    pub fn all() -> [Self; 4] {
        [Self::light(), Self::dark(), Self::high_contrast_light(), Self::high_contrast_dark()]
    }

    /// Whether it is made for eyes that need all the contrast there is.
    pub fn is_high_contrast(&self) -> bool {
        self.name.starts_with("high contrast")
    }

    /// Whether text is lighter than its ground.
    pub fn is_dark(&self) -> bool {
        self.page.intensity() < self.ink.intensity()
    }

    /// The colour of `hue` in this theme.
    pub const fn hue(&self, hue: Hue) -> Color32 {
        match hue {
            Hue::Blue => self.hues.blue,
            Hue::Teal => self.hues.teal,
            Hue::Violet => self.hues.violet,
            Hue::Rust => self.hues.rust,
            Hue::Ochre => self.hues.ochre,
            Hue::Pink => self.hues.pink,
            Hue::Green => self.hues.green,
            Hue::Grey => self.hues.grey,
        }
    }

    /// The see-through colour of `hue` that stands behind the words of a statement: 13 %, in the dark 18 %.
    pub fn tint(&self, hue: Hue) -> Color32 {
        self.hue(hue).gamma_multiply(self.tint_strength())
    }

    /// What [`Self::tint`] gives on the opaque `ground`.
    pub fn tint_over(&self, hue: Hue, ground: Color32) -> Color32 {
        ground.lerp_to_gamma(self.hue(hue), self.tint_strength())
    }

    /// How strongly a tint covers its ground, from 0 to 1.
    pub fn tint_strength(&self) -> f32 {
        if self.is_dark() { 0.18 } else { 0.13 }
    }
}

/// Reads `#RRGGBB`.
fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text).map_err(|_| serde::de::Error::custom(format!("{text:?} is not a colour such as #1F2429")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_theme() {
        let [light, dark, high_light, high_dark] = Tokens::all();
        assert!(!high_light.is_dark() && high_dark.is_dark() && high_light.is_high_contrast());
        assert!(!light.is_dark() && dark.is_dark());
        assert_eq!((light.name.as_str(), dark.name.as_str()), ("light", "dark"));
        assert_eq!(light.hue(Hue::Blue), Color32::from_rgb(0x0B, 0x63, 0xA5));
    }
}
