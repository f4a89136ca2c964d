//! The signs of stances as geometry, for the window and for files alike.

use crate::model::Glyph;

/// A sign that a stance may have, or that stands for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// ▲
    TriangleUp,
    /// △
    TriangleUpOutline,
    /// ◆
    Diamond,
    /// ▽
    TriangleDownOutline,
    /// ▼
    TriangleDown,
    /// ○
    Circle,
    /// ■
    Square,
    /// Dotted ring: not yet set.
    DottedRing,
}

impl From<Glyph> for Sign {
    fn from(glyph: Glyph) -> Self {
        match glyph {
            Glyph::TriangleUp => Self::TriangleUp,
            Glyph::TriangleUpOutline => Self::TriangleUpOutline,
            Glyph::Diamond => Self::Diamond,
            Glyph::TriangleDownOutline => Self::TriangleDownOutline,
            Glyph::TriangleDown => Self::TriangleDown,
            Glyph::Circle => Self::Circle,
            Glyph::Square => Self::Square,
        }
    }
}

/// A piece of a sign, in points from its middle.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A filled convex polygon.
    Solid(Vec<[f32; 2]>),
    /// The outline of a polygon, drawn [`Sign::line_width`] wide.
    Outline(Vec<[f32; 2]>),
    /// A circle around the middle with this radius, drawn [`Sign::line_width`] wide.
    Ring(f32),
    /// A filled circle: its middle and radius.
    Disc([f32; 2], f32),
}

/// Points up, on a grid of ten units.
const TRIANGLE: [[f32; 2]; 3] = [[-5.0, 4.2], [0.0, -4.6], [5.0, 4.2]];
const DIAMOND: [[f32; 2]; 4] = [[0.0, -5.0], [5.0, 0.0], [0.0, 5.0], [-5.0, 0.0]];
const SQUARE: [[f32; 2]; 4] = [[-4.0, -4.0], [4.0, -4.0], [4.0, 4.0], [-4.0, 4.0]];

impl Sign {
    /// Width of lines in a sign of `size` points.
    pub fn line_width(size: f32) -> f32 {
        (size / 9.0).max(1.2)
    }

    /// Whether it is drawn as an outline, so that what it stands for is better hatched than filled.
    pub const fn is_outline(self) -> bool {
        matches!(self, Self::TriangleUpOutline | Self::TriangleDownOutline | Self::Circle | Self::DottedRing)
    }

    /// The pieces of the sign in a square of `size` points around its middle.
    pub fn parts(self, size: f32) -> Vec<Part> {
        let unit = size / 10.0;
        let scaled =
            |corners: &[[f32; 2]], by: f32| corners.iter().map(|[x, y]| [x * unit * by, y * unit * by]).collect();
        // The outline is drawn inside the corners, so that outline and solid have one size.
        let inset = 1.0 - Self::line_width(size) / size;
        match self {
            Self::TriangleUp => vec![Part::Solid(scaled(&TRIANGLE, 1.0))],
            Self::TriangleUpOutline => vec![Part::Outline(scaled(&TRIANGLE, inset))],
            Self::TriangleDown => vec![Part::Solid(scaled(&TRIANGLE, -1.0))],
            Self::TriangleDownOutline => vec![Part::Outline(scaled(&TRIANGLE, -inset))],
            Self::Diamond => vec![Part::Solid(scaled(&DIAMOND, 1.0))],
            Self::Square => vec![Part::Solid(scaled(&SQUARE, 1.0))],
            Self::Circle => vec![Part::Ring(unit * 5.0 - Self::line_width(size) / 2.0)],
            Self::DottedRing => dots(unit),
        }
    }
}

fn dots(unit: f32) -> Vec<Part> {
    const N_DOTS: u8 = 8;
    let dot = |n: u8| {
        let (sin, cos) = (std::f32::consts::TAU * f32::from(n) / f32::from(N_DOTS)).sin_cos();
        Part::Disc([cos * unit * 4.1, sin * unit * 4.1], unit * 0.9)
    };
    (0..N_DOTS).map(dot).collect()
}
