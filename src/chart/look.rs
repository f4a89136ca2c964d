//! How a series looks: its name, colour, texture and sign; and the legend that explains them.

use super::{Anchor, Area, Drawing, Form, Ink, Line, LineStyle, Point, Sign, Texture, Weight, width};
use crate::model::Hue;

/// How a series looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What people read.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// How areas of it are filled.
    pub texture: Texture,
    /// Its sign: that of a stance, or one of the shapes by which lines are told apart.
    pub sign: Sign,
}

/// Hues of series that have none, those first that are told apart best.
const HUES: [Hue; 7] = [Hue::Blue, Hue::Rust, Hue::Teal, Hue::Violet, Hue::Ochre, Hue::Pink, Hue::Green];
/// Signs of series that have none.
const SIGNS: [Sign; 7] = [
    Sign::Circle,
    Sign::Square,
    Sign::TriangleUp,
    Sign::Diamond,
    Sign::TriangleDown,
    Sign::TriangleUpOutline,
    Sign::TriangleDownOutline,
];

impl Look {
    /// The look of a stance.
    pub fn stance(name: impl Into<String>, hue: Hue, sign: impl Into<Sign>) -> Self {
        let sign = sign.into();
        Self { name: name.into(), hue, texture: Texture::of(sign), sign }
    }

    /// The look of the series with this number, of those that have none of their own.
    pub fn nth(n: usize, name: impl Into<String>) -> Self {
        // Seven hues and six textures: 42 looks before one comes again.
        let texture = Texture::ALL[n % Texture::ALL.len()];
        Self { name: name.into(), hue: HUES[n % HUES.len()], texture, sign: SIGNS[n % SIGNS.len()] }
    }

    /// The look of what is not set, or of all that is left.
    pub fn rest(name: impl Into<String>) -> Self {
        Self { name: name.into(), hue: Hue::Grey, texture: Texture::Pale, sign: Sign::DottedRing }
    }
}

/// Size of the words of a legend.
const SIZE: f32 = 11.0;
/// Width and height of a swatch.
const SWATCH: (f32, f32) = (16.0, 10.0);
/// Between swatch, sign and word.
const NEAR: f32 = 5.0;
/// Between two entries.
const GAP: f32 = 16.0;
/// Height of a line of entries.
pub(super) const LEGEND_ROW: f32 = 20.0;

fn entry_width(look: &Look, swatch: Swatch, room: f32) -> f32 {
    (swatch.width() + width(&look.name, SIZE, Weight::Regular)).min(room)
}

/// Width of a legend on one line.
pub(super) fn legend_width(looks: &[Look], swatch: Swatch) -> f32 {
    looks.iter().map(|look| entry_width(look, swatch, f32::INFINITY) + GAP).sum::<f32>() - GAP
}

/// What the legend shows of each series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swatch {
    /// How its areas are filled, then its sign.
    Area,
    /// How its areas are filled, where series have no signs.
    Plain,
    /// Its line with its sign on it.
    Line,
}

impl Swatch {
    /// Up to the word.
    fn width(self) -> f32 {
        let sign = if self == Self::Plain { 0.0 } else { SIZE + NEAR };
        SWATCH.0 + NEAR + sign
    }
}

/// How the line of the series with this number is broken.
pub(super) const fn line_style(series: usize) -> LineStyle {
    [LineStyle::Solid, LineStyle::Dashed, LineStyle::Dotted][series % 3]
}

/// Draws a legend into lines from `at`, which is the left end of the first line's top; returns its height.
pub(super) fn legend(drawing: &mut Drawing, looks: &[Look], swatch: Swatch, at: Point, room: f32) -> f32 {
    let (mut x, mut y) = (at.x, at.y);
    for (series, look) in looks.iter().enumerate() {
        let entry = entry_width(look, swatch, room);
        if x > at.x && x + entry > at.x + room {
            (x, y) = (at.x, y + LEGEND_ROW);
        }
        let middle = y + LEGEND_ROW / 2.0;
        let word_x = x + swatch.width();
        let ink = Ink::Hue(look.hue);
        match swatch {
            Swatch::Area | Swatch::Plain => {
                let area = Area::new(x, middle - SWATCH.1 / 2.0, SWATCH.0, SWATCH.1);
                look.texture.fill(drawing, area, look.hue, None, "");
                if swatch == Swatch::Area {
                    drawing.sign(look.sign, Point::new(x + SWATCH.0 + NEAR + SIZE / 2.0, middle), SIZE - 1.0, ink);
                }
            }
            Swatch::Line => {
                let line = Line { paint: ink.into(), width: 1.8, style: line_style(series) };
                drawing.line(Point::new(x, middle), Point::new(word_x - NEAR, middle), line);
                let center = Point::new((x + word_x - NEAR) / 2.0, middle);
                let ground = Form::Circle { center, radius: SIZE * 0.55, fill: Some(Ink::Page.into()), line: None };
                drawing.add(ground);
                drawing.sign(look.sign, center, SIZE - 2.0, ink);
            }
        }
        let baseline = Point::new(word_x, middle + super::cap_height(SIZE) / 2.0);
        let room = at.x + room - word_x;
        drawing.elided((baseline, Anchor::Start), (SIZE, Weight::Regular), room, Ink::Soft, &look.name);
        x += entry + GAP;
    }
    if looks.is_empty() { 0.0 } else { y + LEGEND_ROW - at.y }
}
