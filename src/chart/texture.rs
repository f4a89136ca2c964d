//! How an area is filled, so that it is told from its neighbour without colour, too.
//!
//! The hues of the themes are equally dark, so that text in each is readable: printed grey, they are the same grey.

use super::{Area, Drawing, Form, Ink, Line, Paint, Point, Sign};
use crate::model::Hue;

/// How an area is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Texture {
    /// Full colour.
    #[default]
    Solid,
    /// A tint with an outline.
    Hollow,
    /// Full colour with light lines that rise.
    Rising,
    /// A tint with dark lines that fall.
    Falling,
    /// Half the colour.
    Pale,
    /// Full colour with light lines both ways.
    Crossed,
}

/// Between two lines of a texture.
const STEP: f32 = 5.0;
/// Strength of a tint.
const TINT: f32 = 0.16;

impl Texture {
    /// In the order in which series get them.
    pub const ALL: [Self; 6] = [Self::Solid, Self::Hollow, Self::Rising, Self::Pale, Self::Falling, Self::Crossed];

    /// The texture that goes with the sign of a stance: outlines are hollow, and what lies between is hatched.
    pub const fn of(sign: Sign) -> Self {
        match sign {
            Sign::TriangleUp | Sign::TriangleDown => Self::Solid,
            Sign::TriangleUpOutline | Sign::TriangleDownOutline => Self::Hollow,
            Sign::Diamond => Self::Rising,
            Sign::Square => Self::Crossed,
            Sign::Circle => Self::Falling,
            Sign::DottedRing => Self::Pale,
        }
    }

    /// The ink of a figure that stands on the texture and can be read.
    pub const fn figure_ink(self) -> Ink {
        match self {
            Self::Solid | Self::Rising | Self::Crossed => Ink::Page,
            Self::Hollow | Self::Falling | Self::Pale => Ink::Text,
        }
    }

    /// Fills `area`; the mark and the title belong to its ground.
    pub fn fill(self, drawing: &mut Drawing, area: Area, hue: Hue, mark: Option<u32>, title: &str) {
        let ink = Ink::Hue(hue);
        let opacity = match self {
            Self::Solid | Self::Rising | Self::Crossed => 1.0,
            Self::Hollow | Self::Falling => TINT,
            Self::Pale => 0.45,
        };
        if opacity < 1.0 {
            // What lies behind, such as the lines of an axis, would show through.
            drawing.fill(area, 0.0, Ink::Page);
        }
        let shape = drawing.fill(area, 0.0, Paint { ink, opacity });
        shape.mark = mark;
        title.clone_into(&mut shape.title);
        match self {
            Self::Solid | Self::Pale => {}
            Self::Hollow => outline(drawing, area, ink),
            Self::Rising => lines(drawing, area, true, Line::solid(Paint { ink: Ink::Page, opacity: 0.75 }, 1.0)),
            Self::Falling => lines(drawing, area, false, Line::solid(Paint { ink, opacity: 0.8 }, 1.0)),
            Self::Crossed => {
                let line = Line::solid(Paint { ink: Ink::Page, opacity: 0.6 }, 0.8);
                lines(drawing, area, true, line);
                lines(drawing, area, false, line);
            }
        }
    }
}

fn outline(drawing: &mut Drawing, area: Area, ink: Ink) {
    const WIDTH: f32 = 1.2;
    if area.width > 2.0 * WIDTH && area.height > 2.0 * WIDTH {
        let line = Some(Line::solid(ink, WIDTH));
        drawing.add(Form::Rect { area: area.grown(-WIDTH / 2.0), radius: 0.0, fill: None, line });
    } else {
        drawing.fill(area, 0.0, ink);
    }
}

/// Lines at 45 degrees across `area`, at the same places in every area, so that neighbours go on.
pub(super) fn lines(drawing: &mut Drawing, area: Area, is_rising: bool, line: Line) {
    if area.width <= 0.0 || area.height <= 0.0 {
        return;
    }
    // On a rising line x + y is the same everywhere, on a falling one x - y.
    let (low, high) = if is_rising {
        (area.x + area.y, area.right() + area.bottom())
    } else {
        (area.x - area.bottom(), area.right() - area.y)
    };
    let y = |at: f32, x: f32| if is_rising { at - x } else { x - at };
    let mut ends = Vec::new();
    let mut at = (low / STEP).floor() * STEP + STEP;
    while at < high {
        let (left, right) = if is_rising {
            ((at - area.bottom()).max(area.x), (at - area.y).min(area.right()))
        } else {
            ((at + area.y).max(area.x), (at + area.bottom()).min(area.right()))
        };
        if left < right {
            ends.push([Point::new(left, y(at, left)), Point::new(right, y(at, right))]);
        }
        at += STEP;
    }
    if !ends.is_empty() {
        drawing.add(Form::Lines { ends, line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_texture_leaves_its_area(
            x in 0.0f32..200.0, y in 0.0f32..200.0, width in 0.0f32..60.0, height in 0.0f32..40.0, n in 0usize..6
        ) {
            let area = Area::new(x, y, width, height);
            let mut drawing = Drawing::new(300.0, 300.0, "");
            Texture::ALL[n].fill(&mut drawing, area, Hue::Blue, Some(7), "title");
            let room = area.grown(0.01);
            for shape in &drawing.shapes {
                if let Form::Lines { ends, .. } = &shape.form {
                    prop_assert!(ends.iter().flatten().all(|end| room.contains(*end)), "{ends:?} in {area:?}");
                } else {
                    let bounds = shape.bounds();
                    prop_assert!(room.contains(Point::new(bounds.x, bounds.y)));
                    prop_assert!(room.contains(Point::new(bounds.right(), bounds.bottom())));
                }
            }
            prop_assert_eq!(drawing.shapes.iter().filter(|shape| shape.mark == Some(7)).count(), 1);
        }
    }
}
