//! The bundled fonts and their families.

use crate::chart;
use egui::{FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// Family of interface text in semibold.
pub const UI_SEMIBOLD: &str = "ui-semibold";
/// Family of the text that is read.
pub const READING: &str = "reading";
/// Family of titles of what is read.
pub const READING_SEMIBOLD: &str = "reading-semibold";

/// The face in which a document is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Source Serif.
    #[default]
    Serif,
    /// Inter.
    Sans,
}

impl Face {
    /// Text of `size` points.
    pub fn font(self, size: f32) -> FontId {
        match self {
            Self::Serif => reading(size),
            Self::Sans => font(size),
        }
    }

    /// Semibold text of `size` points.
    pub fn semibold(self, size: f32) -> FontId {
        match self {
            Self::Serif => reading_semibold(size),
            Self::Sans => semibold(size),
        }
    }

    /// Width of an average character in parts of the font's size (measured on English prose).
    pub const fn char_width(self) -> f32 {
        match self {
            Self::Serif => 0.45,
            Self::Sans => 0.5,
        }
    }
}

/// Interface text of `size` points; figures are tabular.
pub const fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Semibold interface text of `size` points.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(UI_SEMIBOLD.into()))
}

/// Reading text of `size` points.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING.into()))
}

/// Semibold reading text of `size` points.
pub fn reading_semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING_SEMIBOLD.into()))
}

/// The bundled fonts first, then egui's own for signs and emoji.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut add = |name: &str, data: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data)));
    };
    add("ui", chart::REGULAR);
    add(UI_SEMIBOLD, chart::SEMIBOLD);
    add(READING, include_bytes!("../../../assets/fonts/reading-regular.ttf"));
    add(READING_SEMIBOLD, include_bytes!("../../../assets/fonts/reading-semibold.ttf"));
    let chain = |own: &[&str]| own.iter().map(|name| (*name).to_owned()).chain(fallback.clone()).collect::<Vec<_>>();
    let named = |name: &str| FontFamily::Name(name.into());
    fonts.families.insert(FontFamily::Proportional, chain(&["ui"]));
    fonts.families.insert(named("ui"), chain(&["ui"]));
    fonts.families.insert(named(UI_SEMIBOLD), chain(&[UI_SEMIBOLD, "ui"]));
    fonts.families.insert(named(READING), chain(&[READING, "ui"]));
    fonts.families.insert(named(READING_SEMIBOLD), chain(&[READING_SEMIBOLD, UI_SEMIBOLD, "ui"]));
    fonts
}
