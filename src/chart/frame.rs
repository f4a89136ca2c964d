//! A chart as it goes into a paper: title above, how it was counted below.

use super::{Anchor, Drawing, Form, Ink, Point, Shape, Weight, ascent, width};
use unicode_segmentation::UnicodeSegmentation as _;

/// A drawing and what its marks mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart<M> {
    /// The picture.
    pub drawing: Drawing,
    /// What each mark means: that of number `n` is the entry at `n`.
    pub marks: Vec<M>,
}

/// Around everything.
const EDGE: f32 = 16.0;
const TITLE_SIZE: f32 = 15.0;
const NOTE_SIZE: f32 = 12.0;
const NOTE_ROW: f32 = 17.0;
/// A narrower picture, or one in which nothing is drawn, leaves this room to its title and note.
const MIN_WIDTH: f32 = 400.0;

/// `drawing` with its title above and `note` below it, with an edge around: a picture that stands alone.
pub fn framed(drawing: Drawing, note: &str) -> Drawing {
    let room = drawing.width.max(MIN_WIDTH);
    let mut out = Drawing::new(room + 2.0 * EDGE, 0.0, drawing.title.clone());
    let mut y = EDGE;
    for line in wrapped(&drawing.title, room, TITLE_SIZE, Weight::Semibold) {
        y += ascent(TITLE_SIZE);
        out.semibold(Point::new(EDGE, y), Anchor::Start, TITLE_SIZE, Ink::Text, line);
        y += TITLE_SIZE * 0.4;
    }
    y += EDGE / 2.0;
    let height = drawing.height;
    out.shapes.extend(drawing.shapes.into_iter().map(|shape| moved(shape, EDGE, y)));
    y += height + EDGE / 2.0;
    for line in wrapped(note, room, NOTE_SIZE, Weight::Regular) {
        out.text(Point::new(EDGE, y + ascent(NOTE_SIZE)), Anchor::Start, NOTE_SIZE, Ink::Soft, line);
        y += NOTE_ROW;
    }
    out.height = y + EDGE;
    out
}

/// The lines of `text` where each has at most `room` points: broken between words, and within a word that is longer.
pub fn wrapped(text: &str, room: f32, size: f32, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer, size, weight) <= room {
                *line = longer;
                continue;
            }
        }
        let mut line = String::new();
        for grapheme in word.graphemes(true) {
            line.push_str(grapheme);
            if width(&line, size, weight) > room && line.len() > grapheme.len() {
                line.truncate(line.len() - grapheme.len());
                lines.push(std::mem::replace(&mut line, grapheme.to_owned()));
            }
        }
        lines.push(line);
    }
    lines
}

/// `shape` at another place.
pub(super) fn moved(mut shape: Shape, x: f32, y: f32) -> Shape {
    let shift = |point: &mut Point| *point = Point::new(point.x + x, point.y + y);
    match &mut shape.form {
        Form::Rect { area, .. } => (area.x, area.y) = (area.x + x, area.y + y),
        Form::Lines { ends, .. } => ends.iter_mut().flatten().for_each(shift),
        Form::Path { points, .. } => points.iter_mut().for_each(shift),
        Form::Circle { center, .. } => shift(center),
        Form::Text(text) => shift(&mut text.at),
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Area;

    #[test]
    fn lines_break_between_words_and_in_words_that_are_too_long() {
        let lines = wrapped("Counted: 109 statements on 5 documents", 90.0, 12.0, Weight::Regular);
        assert!(lines.len() > 2 && lines.join(" ") == "Counted: 109 statements on 5 documents");
        assert!(lines.iter().all(|line| width(line, 12.0, Weight::Regular) <= 90.0));
        let lines = wrapped("Donaudampfschifffahrt ok", 50.0, 12.0, Weight::Regular);
        assert_eq!(lines.concat().replace(' ', ""), "Donaudampfschifffahrtok");
        assert!(lines.iter().all(|line| width(line, 12.0, Weight::Regular) <= 50.0), "{lines:?}");
        assert_eq!(wrapped("ab", 0.0, 12.0, Weight::Regular), ["a", "b"]);
    }

    #[test]
    fn the_account_of_an_empty_picture_stands_in_whole_lines() {
        let empty =
            framed(Drawing::new(10.0, 0.0, "Statements by day"), "Counted: 1 statement. Left out: 1 with no date.");
        let lines = empty.shapes.iter().filter(|shape| matches!(shape.form, Form::Text(_))).count();
        assert_eq!(lines, 2, "title and note, a line each");
    }

    #[test]
    fn a_framed_chart_keeps_its_marks_and_holds_everything() {
        let mut drawing = Drawing::new(200.0, 50.0, "Stance by theme");
        drawing.fill(Area::new(0.0, 0.0, 200.0, 50.0), 0.0, Ink::Accent).mark = Some(4);
        let framed = framed(drawing, "Counted: 109 statements on 5 documents. Left out: 4 unclear.");
        for shape in &framed.shapes {
            let bounds = shape.bounds();
            assert!(bounds.x >= 0.0 && bounds.right() <= framed.width, "{shape:?}");
            assert!(bounds.y >= 0.0 && bounds.bottom() <= framed.height, "{shape:?}");
        }
        let bar = framed.shapes.iter().find(|shape| shape.mark == Some(4)).expect("the bar");
        assert!(bar.bounds().y > TITLE_SIZE && bar.bounds().bottom() < framed.height - NOTE_ROW);
    }
}
