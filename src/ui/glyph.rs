//! Signs drawn as shapes, so that they never depend on a font: stances, progress, icons.

use crate::chart::{Part, Sign};
use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};

/// A sign. Stances use the first eight, progress the next three, controls the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// ▲ supports.
    TriangleUp,
    /// △ conditional.
    TriangleUpOutline,
    /// ◆ mixed.
    Diamond,
    /// ▽ opposes with conditions.
    TriangleDownOutline,
    /// ▼ opposes.
    TriangleDown,
    /// ○ unclear.
    Circle,
    /// ■ any other stance.
    Square,
    /// Dotted ring: not yet set.
    #[default]
    DottedRing,
    /// Nothing done yet.
    ProgressEmpty,
    /// Begun.
    ProgressHalf,
    /// Done.
    ProgressFull,
    /// A ring with a tick: done, and nothing was there.
    ProgressNothing,
    /// Three lines, each with a dot on it: choices.
    Sliders,
    /// A letter i in a ring: more about it.
    Info,
    /// Points left: back.
    ChevronLeft,
    /// Points right: closed.
    ChevronRight,
    /// Points down: open.
    ChevronDown,
    /// Points up: the one before.
    ChevronUp,
    /// Closes or removes.
    Close,
    /// Looks for something.
    Search,
    /// Adds.
    Plus,
    /// Chosen, or done.
    Check,
    /// A folder.
    Folder,
    /// Opens the menu.
    Menu,
    /// Stays where it is.
    Pin,
    /// To be looked at again.
    Question,
    /// Two lines, struck through: two versions that differ.
    Differs,
}

impl Glyph {
    /// The sign as a character, for names that are read out or printed; empty for icons.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TriangleUp => "▲",
            Self::TriangleUpOutline => "△",
            Self::Diamond => "◆",
            Self::TriangleDownOutline => "▽",
            Self::TriangleDown => "▼",
            Self::Circle | Self::ProgressEmpty => "○",
            Self::Square => "■",
            Self::DottedRing => "◌",
            Self::ProgressHalf => "◐",
            Self::ProgressFull => "●",
            Self::ProgressNothing => "⊘",
            _ => "",
        }
    }
}

/// Paints `glyph` in a square of `size` points around `center`.
pub fn paint(painter: &Painter, center: Pos2, size: f32, glyph: Glyph, color: Color32) {
    for shape in shapes(center, size, glyph, color) {
        painter.add(shape);
    }
}

/// The shapes that make up `glyph` in a square of `size` points around `center`.
pub fn shapes(center: Pos2, size: f32, glyph: Glyph, color: Color32) -> Vec<Shape> {
    let pen = Pen { center, unit: size / 10.0, color, stroke: Stroke::new(Sign::line_width(size), color) };
    match glyph {
        Glyph::TriangleUp => pen.sign(Sign::TriangleUp),
        Glyph::TriangleUpOutline => pen.sign(Sign::TriangleUpOutline),
        Glyph::TriangleDown => pen.sign(Sign::TriangleDown),
        Glyph::TriangleDownOutline => pen.sign(Sign::TriangleDownOutline),
        Glyph::Diamond => pen.sign(Sign::Diamond),
        Glyph::Square => pen.sign(Sign::Square),
        Glyph::Circle | Glyph::ProgressEmpty => pen.sign(Sign::Circle),
        Glyph::DottedRing => pen.sign(Sign::DottedRing),
        Glyph::ProgressHalf => pen.half_disc(),
        Glyph::ProgressFull => vec![Shape::circle_filled(center, pen.unit * 5.0, color)],
        Glyph::ProgressNothing => {
            let mut shapes = pen.ring();
            shapes.extend(pen.line(&[[-2.3, 0.2], [-0.6, 1.9], [2.3, -1.9]]));
            shapes
        }
        Glyph::Sliders => pen.sliders(),
        Glyph::Info => {
            let mut shapes = pen.ring();
            shapes.extend(pen.line(&[[0.0, -0.4], [0.0, 2.6]]));
            shapes.push(Shape::circle_filled(pen.at([0.0, -2.2]), pen.unit * 0.8, color));
            shapes
        }
        Glyph::ChevronLeft => pen.line(&[[1.5, -3.5], [-2.0, 0.0], [1.5, 3.5]]),
        Glyph::ChevronRight => pen.line(&[[-1.5, -3.5], [2.0, 0.0], [-1.5, 3.5]]),
        Glyph::ChevronDown => pen.line(&[[-3.5, -1.5], [0.0, 2.0], [3.5, -1.5]]),
        Glyph::ChevronUp => pen.line(&[[-3.5, 1.5], [0.0, -2.0], [3.5, 1.5]]),
        Glyph::Close => [pen.line(&[[-3.0, -3.0], [3.0, 3.0]]), pen.line(&[[-3.0, 3.0], [3.0, -3.0]])].concat(),
        Glyph::Differs => [
            pen.line(&[[-4.0, -1.6], [4.0, -1.6]]),
            pen.line(&[[-4.0, 1.6], [4.0, 1.6]]),
            pen.line(&[[2.4, -4.4], [-2.4, 4.4]]),
        ]
        .concat(),
        Glyph::Plus => [pen.line(&[[-4.0, 0.0], [4.0, 0.0]]), pen.line(&[[0.0, -4.0], [0.0, 4.0]])].concat(),
        Glyph::Check => pen.line(&[[-3.8, 0.2], [-1.2, 3.0], [3.8, -3.0]]),
        Glyph::Menu => [-3.5, 0.0, 3.5].map(|y| pen.line(&[[-4.5, y], [4.5, y]])).concat(),
        Glyph::Search => {
            let mut shapes = pen.line(&[[1.5, 1.5], [4.5, 4.5]]);
            shapes.push(Shape::circle_stroke(pen.at([-1.0, -1.0]), pen.unit * 3.5, pen.stroke));
            shapes
        }
        Glyph::Pin => [
            pen.solid(&[[-2.2, -4.6], [2.2, -4.6], [1.6, 0.2], [-1.6, 0.2]]),
            pen.line(&[[-3.6, 0.6], [3.6, 0.6]]),
            pen.line(&[[0.0, 0.6], [0.0, 4.6]]),
        ]
        .concat(),
        Glyph::Question => {
            let hook = [[-2.4, -2.2], [-1.6, -3.8], [0.0, -4.4], [1.8, -3.7], [2.3, -2.1], [0.2, 0.2], [0.0, 1.6]];
            let mut shapes = pen.line(&hook);
            shapes.push(Shape::circle_filled(pen.at([0.0, 4.0]), pen.unit * 0.8, pen.color));
            shapes
        }
        Glyph::Folder => pen.outline(&[[-4.8, -3.6], [-1.4, -3.6], [-0.2, -2.2], [4.8, -2.2], [4.8, 3.8], [-4.8, 3.8]]),
    }
}

/// Draws on a grid of ten units around a centre.
struct Pen {
    center: Pos2,
    unit: f32,
    color: Color32,
    stroke: Stroke,
}

impl Pen {
    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.center + vec2(x, y) * self.unit
    }

    fn points(&self, corners: &[[f32; 2]]) -> Vec<Pos2> {
        corners.iter().map(|corner| self.at(*corner)).collect()
    }

    fn solid(&self, corners: &[[f32; 2]]) -> Vec<Shape> {
        vec![Shape::convex_polygon(self.points(corners), self.color, Stroke::NONE)]
    }

    /// The outline drawn inside the corners, as those of signs are.
    fn outline(&self, corners: &[[f32; 2]]) -> Vec<Shape> {
        let inset = 1.0 - self.stroke.width / (self.unit * 10.0);
        let points = corners.iter().map(|[x, y]| self.at([x * inset, y * inset])).collect();
        vec![Shape::closed_line(points, self.stroke)]
    }

    fn line(&self, corners: &[[f32; 2]]) -> Vec<Shape> {
        vec![Shape::line(self.points(corners), self.stroke)]
    }

    fn ring(&self) -> Vec<Shape> {
        self.sign(Sign::Circle)
    }

    /// The geometry that pictures in files have, too.
    fn sign(&self, sign: Sign) -> Vec<Shape> {
        let points = |corners: Vec<[f32; 2]>| corners.into_iter().map(|[x, y]| self.center + vec2(x, y)).collect();
        let shape = |part| match part {
            Part::Solid(corners) => Shape::convex_polygon(points(corners), self.color, Stroke::NONE),
            Part::Outline(corners) => Shape::closed_line(points(corners), self.stroke),
            Part::Ring(radius) => Shape::circle_stroke(self.center, radius, self.stroke),
            Part::Disc([x, y], radius) => Shape::circle_filled(self.center + vec2(x, y), radius, self.color),
        };
        sign.parts(self.unit * 10.0).into_iter().map(shape).collect()
    }

    fn sliders(&self) -> Vec<Shape> {
        let slider = |(y, x): (f32, f32)| {
            let mut shapes = self.line(&[[-4.5, y], [4.5, y]]);
            shapes.push(Shape::circle_filled(self.at([x, y]), self.unit * 1.4, self.color));
            shapes
        };
        [(-3.2, -1.5), (0.0, 2.0), (3.2, -0.5)].into_iter().flat_map(slider).collect()
    }

    /// A ring whose left half is filled.
    fn half_disc(&self) -> Vec<Shape> {
        const N_STEPS: u8 = 16;
        let arc = (0..=N_STEPS).map(|i| {
            let turn = 0.25 + 0.5 * f32::from(i) / f32::from(N_STEPS);
            let direction = Vec2::angled(std::f32::consts::TAU * turn);
            pos2(self.center.x + direction.x * self.unit * 4.6, self.center.y + direction.y * self.unit * 4.6)
        });
        let mut shapes = self.ring();
        shapes.push(Shape::convex_polygon(arc.collect(), self.color, Stroke::NONE));
        shapes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_stays_in_its_square() {
        use Glyph::{Check, Circle, Diamond, DottedRing, Search, Square, TriangleDown, TriangleUp};
        use Glyph::{ChevronDown, ChevronRight, Close, Folder, Menu, Plus, ProgressEmpty, ProgressFull, ProgressHalf};
        let all = [
            [Glyph::TriangleDownOutline, Glyph::TriangleUpOutline, TriangleUp, TriangleDown, Diamond, Circle],
            [Square, DottedRing, ProgressEmpty, ProgressHalf, ProgressFull, ChevronDown],
            [ChevronRight, Close, Folder, Menu, Plus, Search],
            [Glyph::ProgressNothing, Glyph::Sliders, Glyph::Info, Glyph::ChevronLeft, Glyph::ChevronUp, Check],
        ];
        let square = egui::Rect::from_center_size(pos2(50.0, 50.0), Vec2::splat(17.0));
        for glyph in all.into_iter().flatten().chain([Glyph::Pin, Glyph::Question]) {
            let shapes = shapes(square.center(), 16.0, glyph, Color32::WHITE);
            assert!(!shapes.is_empty());
            for shape in shapes {
                assert!(square.contains_rect(shape.visual_bounding_rect()), "{glyph:?}");
            }
        }
    }
}
