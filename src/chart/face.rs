//! The bundled interface face, shaped as the window shapes it: the same glyphs at the same places.

use super::Weight;
use crate::text::is_wide;
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use std::sync::LazyLock;

/// The file of the interface face in regular weight.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/ui-regular.ttf");
/// The file of the interface face in semibold.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/ui-semibold.ttf");

/// Advance of what the face has no glyph for, in parts of the size: letters of another script, and signs.
const MISSING: f32 = 0.65;
/// The same for what is about square: ideographs and emoji.
const MISSING_WIDE: f32 = 1.0;

/// A constant made at first use: reading the tables of a font takes longer than shaping a line.
static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| [Face::new(REGULAR), Face::new(SEMIBOLD)]);

/// A glyph of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Number in the font; 0 where it has none for the character.
    pub glyph: u32,
    /// From the beginning of the line, in parts of the size.
    pub x: f32,
    /// Above the baseline, in parts of the size.
    pub y: f32,
}

/// A face, its tables read.
pub struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
    units_per_em: f32,
    /// In parts of the size.
    ascent: f32,
    descent: f32,
    cap_height: f32,
}

impl Face {
    /// The face in `weight`.
    pub fn of(weight: Weight) -> &'static Self {
        &FACES[usize::from(weight == Weight::Semibold)]
    }

    fn new(file: &'static [u8]) -> Self {
        let font = FontRef::new(file).expect("a bundled font is a font");
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em);
        Self {
            shaper: ShaperData::new(&font),
            units_per_em,
            ascent: metrics.ascent / units_per_em,
            descent: -metrics.descent / units_per_em,
            cap_height: metrics.cap_height.map_or(0.7, |height| height / units_per_em),
            font,
        }
    }

    /// The parsed font.
    pub const fn font(&self) -> &FontRef<'static> {
        &self.font
    }

    /// How far letters reach above the baseline, in parts of the size.
    pub const fn ascent(&self) -> f32 {
        self.ascent
    }

    /// How far letters reach below the baseline, in parts of the size.
    pub const fn descent(&self) -> f32 {
        self.descent
    }

    /// Height of a capital, in parts of the size.
    pub const fn cap_height(&self) -> f32 {
        self.cap_height
    }

    /// The width of a line, in parts of the size, with each of its glyphs given to `take`.
    pub fn shape(&self, text: &str, mut take: impl FnMut(Placed)) -> f32 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = self.shaper.shaper(&self.font).build().shape(buffer, ShapeOptions::new());
        let mut x = 0.0;
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            take(Placed {
                glyph: info.glyph_id,
                x: x + position.x_offset as f32 / self.units_per_em,
                y: position.y_offset as f32 / self.units_per_em,
            });
            x += if info.glyph_id == 0 {
                let missing = text.get(info.cluster as usize..).and_then(|rest| rest.chars().next());
                missing.map_or(MISSING, missing_advance)
            } else {
                position.x_advance as f32 / self.units_per_em
            };
        }
        x
    }
}

/// Advance of a character that the face does not have.
fn missing_advance(c: char) -> f32 {
    if is_wide(c) { MISSING_WIDE } else { MISSING }
}
