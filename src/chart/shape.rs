//! The shapes that a drawing is made of, in points, with y downward.

use crate::model::Hue;

/// A place in a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// How far `other` is.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// How far the straight line from `a` to `b` is at its nearest.
    pub fn distance_to_line(self, a: Self, b: Self) -> f32 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length_squared = dx * dx + dy * dy;
        if length_squared <= f32::EPSILON {
            return self.distance(a);
        }
        let along = (((self.x - a.x) * dx + (self.y - a.y) * dy) / length_squared).clamp(0.0, 1.0);
        self.distance(Self::new(a.x + along * dx, a.y + along * dy))
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Never negative.
    pub width: f32,
    /// Never negative.
    pub height: f32,
}

impl Area {
    /// The rectangle with its upper left corner at `x`, `y`.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// The smallest rectangle that holds all `points`.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Self {
        let mut points = points.into_iter();
        let Some(first) = points.next() else { return Self::default() };
        let (mut low, mut high) = (first, first);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        Self::new(low.x, low.y, high.x - low.x, high.y - low.y)
    }

    /// Right edge.
    pub const fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Lower edge.
    pub const fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The middle.
    pub const fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same rectangle, larger by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::new(self.x - by, self.y - by, (self.width + 2.0 * by).max(0.0), (self.height + 2.0 * by).max(0.0))
    }

    /// Whether `point` lies in it; its edges belong to it.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// A colour by what it means; window and files give each a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What is read first.
    Text,
    /// One step softer.
    Soft,
    /// Two steps softer.
    Faint,
    /// Hairlines.
    Line,
    /// The ground of the drawing.
    Page,
    /// A ground one step from the page.
    Panel,
    /// The one accent.
    Accent,
    /// What stands on the accent.
    OnAccent,
    /// A colour of the codebook.
    Hue(Hue),
}

/// An ink, and how strongly it covers what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Which colour.
    pub ink: Ink,
    /// From 0, not seen, to 1.
    pub opacity: f32,
}

impl Paint {
    /// `ink` as it is.
    pub const fn solid(ink: Ink) -> Self {
        Self { ink, opacity: 1.0 }
    }
}

impl From<Ink> for Paint {
    fn from(ink: Ink) -> Self {
        Self::solid(ink)
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineStyle {
    /// Not at all.
    #[default]
    Solid,
    /// In strokes.
    Dashed,
    /// In points.
    Dotted,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its colour.
    pub paint: Paint,
    /// Its width in points.
    pub width: f32,
    /// How it is broken.
    pub style: LineStyle,
}

impl Line {
    /// An unbroken line.
    pub fn solid(paint: impl Into<Paint>, width: f32) -> Self {
        Self { paint: paint.into(), width, style: LineStyle::Solid }
    }

    /// Lengths of a stroke and of the gap behind it; none where the line is unbroken.
    pub fn dashes(&self) -> Option<(f32, f32)> {
        match self.style {
            LineStyle::Solid => None,
            LineStyle::Dashed => Some(((2.2 * self.width).max(5.0), (1.4 * self.width).max(3.5))),
            LineStyle::Dotted => Some((self.width.max(1.0), 1.6 * self.width + 1.0)),
        }
    }
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Of text.
    #[default]
    Regular,
    /// Of headings.
    Semibold,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The first letter: text to the right of the place.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The last letter: text to the left of the place.
    End,
}

/// A line of text in the interface face.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// On the baseline, at the end that `anchor` names.
    pub at: Point,
    /// What it says, on one line.
    pub text: String,
    /// In points.
    pub size: f32,
    /// Regular or semibold.
    pub weight: Weight,
    /// Which end stands at `at`.
    pub anchor: Anchor,
    /// Degrees by which it is turned around `at`, clockwise.
    pub turn: f32,
    /// Its colour.
    pub paint: Paint,
}

/// What a shape looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A rectangle with round corners.
    Rect {
        /// Where.
        area: Area,
        /// Of the corners.
        radius: f32,
        /// Inside.
        fill: Option<Paint>,
        /// Around it, half inside and half outside.
        line: Option<Line>,
    },
    /// Straight lines, apart from each other.
    Lines {
        /// Both ends of each.
        ends: Vec<[Point; 2]>,
        /// How they are drawn.
        line: Line,
    },
    /// Lines from point to point.
    Path {
        /// The corners.
        points: Vec<Point>,
        /// Whether it goes back to its beginning; a fill is convex.
        is_closed: bool,
        /// Inside.
        fill: Option<Paint>,
        /// Along it.
        line: Option<Line>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: Point,
        /// Its radius.
        radius: f32,
        /// Inside.
        fill: Option<Paint>,
        /// Around it, half inside and half outside.
        line: Option<Line>,
    },
    /// Text.
    Text(Text),
}

/// A shape, what it stands for and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it looks like.
    pub form: Form,
    /// What a click on it means: the place in the list that the chart gives beside its drawing.
    pub mark: Option<u32>,
    /// Name read out and shown under the pointer; empty for what only decorates.
    pub title: String,
}

impl Shape {
    /// The rectangle that holds it.
    pub fn bounds(&self) -> Area {
        let half = |line: &Option<Line>| line.map_or(0.0, |line| line.width / 2.0);
        match &self.form {
            Form::Rect { area, line, .. } => area.grown(half(line)),
            Form::Lines { ends, line } => Area::around(ends.iter().flatten().copied()).grown(line.width / 2.0),
            Form::Path { points, line, .. } => Area::around(points.iter().copied()).grown(half(line)),
            Form::Circle { center, radius, line, .. } => {
                Area::new(center.x, center.y, 0.0, 0.0).grown(radius + half(line))
            }
            Form::Text(text) => text.bounds(),
        }
    }

    /// How far `point` is from it: 0 inside.
    pub fn distance(&self, point: Point) -> f32 {
        let half = |line: &Option<Line>| line.map_or(0.0, |line| line.width / 2.0);
        match &self.form {
            Form::Lines { ends, line } => {
                let nearest = ends.iter().map(|[a, b]| point.distance_to_line(*a, *b)).fold(f32::INFINITY, f32::min);
                (nearest - line.width / 2.0).max(0.0)
            }
            Form::Path { points, is_closed: false, fill: None, line } => {
                let nearest = points.windows(2).map(|ends| point.distance_to_line(ends[0], ends[1]));
                (nearest.fold(f32::INFINITY, f32::min) - half(line)).max(0.0)
            }
            Form::Circle { center, radius, line, .. } => (point.distance(*center) - radius - half(line)).max(0.0),
            Form::Rect { .. } | Form::Path { .. } | Form::Text(_) => {
                let bounds = self.bounds();
                let beyond = |at: f32, low: f32, high: f32| (low - at).max(at - high).max(0.0);
                beyond(point.x, bounds.x, bounds.right()).hypot(beyond(point.y, bounds.y, bounds.bottom()))
            }
        }
    }
}

impl Text {
    /// The rectangle that holds its letters, from the ascent to the descent of the face.
    pub fn bounds(&self) -> Area {
        let width = super::width(&self.text, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width / 2.0,
            Anchor::End => -width,
        };
        let (top, bottom) = (-super::ascent(self.size), super::descent(self.size));
        let (sin, cos) = self.turn.to_radians().sin_cos();
        let corners = [(left, top), (left + width, top), (left + width, bottom), (left, bottom)];
        Area::around(corners.map(|(x, y)| Point::new(self.at.x + x * cos - y * sin, self.at.y + x * sin + y * cos)))
    }
}
