//! A drawing: shapes in the order in which they cover each other, and the ways to add them.

use super::{Anchor, Area, Form, Ink, Line, Paint, Part, Point, Shape, Sign, Text, Weight};

/// A picture made of shapes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// What the picture shows, for those who do not see it.
    pub title: String,
    /// From the lowest to the uppermost.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// An empty drawing.
    pub fn new(width: f32, height: f32, title: impl Into<String>) -> Self {
        Self { width, height, title: title.into(), shapes: Vec::new() }
    }

    /// Its rectangle.
    pub const fn area(&self) -> Area {
        Area::new(0.0, 0.0, self.width, self.height)
    }

    /// Puts a shape on top of the others.
    pub fn add(&mut self, form: Form) -> &mut Shape {
        let at = self.shapes.len();
        self.shapes.push(Shape { form, mark: None, title: String::new() });
        &mut self.shapes[at]
    }

    /// A filled rectangle.
    pub fn fill(&mut self, area: Area, radius: f32, paint: impl Into<Paint>) -> &mut Shape {
        self.add(Form::Rect { area, radius, fill: Some(paint.into()), line: None })
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, line: Line) -> &mut Shape {
        self.add(Form::Lines { ends: vec![[from, to]], line })
    }

    /// A hairline to the right.
    pub fn hairline(&mut self, x: f32, y: f32, width: f32) -> &mut Shape {
        self.line(Point::new(x, y), Point::new(x + width, y), Line::solid(Ink::Line, 1.0))
    }

    /// A line of text in regular weight.
    pub fn text(&mut self, at: Point, anchor: Anchor, size: f32, ink: Ink, text: impl Into<String>) -> &mut Shape {
        self.text_of(Weight::Regular, at, anchor, size, ink, text)
    }

    /// A line of text in semibold.
    pub fn semibold(&mut self, at: Point, anchor: Anchor, size: f32, ink: Ink, text: impl Into<String>) -> &mut Shape {
        self.text_of(Weight::Semibold, at, anchor, size, ink, text)
    }

    fn text_of(
        &mut self,
        weight: Weight,
        at: Point,
        anchor: Anchor,
        size: f32,
        ink: Ink,
        text: impl Into<String>,
    ) -> &mut Shape {
        let text = Text { at, text: text.into(), size, weight, anchor, turn: 0.0, paint: ink.into() };
        self.add(Form::Text(text))
    }

    /// A text that is cut with an ellipsis where it is longer than `room`; then its whole length is its title.
    pub fn elided(
        &mut self,
        (at, anchor): (Point, Anchor),
        (size, weight): (f32, Weight),
        room: f32,
        ink: Ink,
        text: &str,
    ) -> &mut Shape {
        let shown = super::elide(text, room, size, weight).into_owned();
        let is_cut = shown != text;
        let shape = self.text_of(weight, at, anchor, size, ink, shown);
        if is_cut {
            text.clone_into(&mut shape.title);
        }
        shape
    }

    /// A sign in a square of `size` points around `center`.
    pub fn sign(&mut self, sign: Sign, center: Point, size: f32, paint: impl Into<Paint>) {
        let paint = paint.into();
        let outline = Line::solid(paint, Sign::line_width(size));
        let points =
            |corners: Vec<[f32; 2]>| corners.iter().map(|[x, y]| Point::new(center.x + x, center.y + y)).collect();
        for part in sign.parts(size) {
            self.add(match part {
                Part::Solid(corners) => {
                    Form::Path { points: points(corners), is_closed: true, fill: Some(paint), line: None }
                }
                Part::Outline(corners) => {
                    Form::Path { points: points(corners), is_closed: true, fill: None, line: Some(outline) }
                }
                Part::Ring(radius) => Form::Circle { center, radius, fill: None, line: Some(outline) },
                Part::Disc([x, y], radius) => {
                    let center = Point::new(center.x + x, center.y + y);
                    Form::Circle { center, radius, fill: Some(paint), line: None }
                }
            });
        }
    }

    /// The uppermost mark at `point`, or the nearest within `slack` points where nothing marked lies under it.
    pub fn mark_at(&self, point: Point, slack: f32) -> Option<u32> {
        let mut nearest: Option<(f32, u32)> = None;
        for shape in self.shapes.iter().rev() {
            let Some(mark) = shape.mark else { continue };
            let distance = shape.distance(point);
            if distance <= 0.0 {
                return Some(mark);
            }
            if distance <= slack && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, mark));
            }
        }
        nearest.map(|(_, mark)| mark)
    }

    /// The name of a mark: the title of the first shape with both.
    pub fn title_of(&self, mark: u32) -> Option<&str> {
        let named = |shape: &&Shape| shape.mark == Some(mark) && !shape.title.is_empty();
        self.shapes.iter().find(named).map(|shape| shape.title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uppermost_mark_is_hit_and_thin_lines_from_beside() {
        let mut drawing = Drawing::new(100.0, 100.0, "");
        drawing.fill(Area::new(0.0, 0.0, 50.0, 50.0), 0.0, Ink::Text).mark = Some(1);
        drawing.fill(Area::new(40.0, 40.0, 50.0, 50.0), 0.0, Ink::Text).mark = Some(2);
        let shape = drawing.line(Point::new(0.0, 95.0), Point::new(100.0, 95.0), Line::solid(Ink::Text, 2.0));
        (shape.mark, shape.title) = (Some(3), "three".to_owned());
        assert_eq!(drawing.mark_at(Point::new(45.0, 45.0), 0.0), Some(2));
        assert_eq!(drawing.mark_at(Point::new(10.0, 10.0), 4.0), Some(1));
        assert_eq!(drawing.mark_at(Point::new(10.0, 92.0), 4.0), Some(3));
        assert_eq!(drawing.mark_at(Point::new(10.0, 80.0), 4.0), None);
        assert_eq!((drawing.title_of(3), drawing.title_of(1)), (Some("three"), None));
    }

    #[test]
    fn a_long_text_is_cut_and_keeps_its_whole_length_as_title() {
        let mut drawing = Drawing::new(100.0, 100.0, "");
        let at = (Point::new(0.0, 20.0), Anchor::Start);
        let shape = drawing.elided(at, (13.0, Weight::Regular), 60.0, Ink::Text, "Waiting lists and access");
        assert_eq!(shape.title, "Waiting lists and access");
        assert!(shape.bounds().width <= 60.0, "{:?}", shape.bounds());
        let shape = drawing.elided(at, (13.0, Weight::Regular), 60.0, Ink::Text, "Funding");
        assert_eq!(shape.title, "");
    }
}
