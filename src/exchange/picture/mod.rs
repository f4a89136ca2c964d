//! Drawings as files: SVG for papers and for editing, PNG for slides and messages.
//!
//! Both are drawn on white with the colours of the light theme, whatever the window shows, since that is what is
//! printed. The same drawing gives the same bytes.

mod palette;
mod png;
mod svg;

use super::ExchangeError;
use crate::chart::Drawing;
use std::io::Write;
use std::path::Path;

/// A format that pictures are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics, two pixels for a point.
    Png,
}

impl PictureFormat {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 2] = [Self::Svg, Self::Png];

    /// What it is called on the command line, and the ending of its files, without the dot.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// What it is called in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Svg => "Picture (SVG)",
            Self::Png => "Picture (PNG)",
        }
    }

    /// What it is good for, in one sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Svg => "Sharp at every size; text stays text. For papers, and to edit in Inkscape or Illustrator.",
            Self::Png => "Pixels at twice the size of the screen, for slides, documents and messages.",
        }
    }

    /// The format that the ending of `path` asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == ending)
    }
}

/// Writes `drawing`; returns notes on what could not be drawn, which are mostly none.
///
/// # Errors
/// When the receiver fails, or the picture is too large for the format.
pub fn write_picture(
    drawing: &Drawing,
    format: PictureFormat,
    out: &mut dyn Write,
) -> Result<Vec<String>, ExchangeError> {
    match format {
        PictureFormat::Svg => svg::write(drawing, out).map_err(ExchangeError::Write).map(|()| Vec::new()),
        PictureFormat::Png => png::write(drawing, out),
    }
}

#[cfg(test)]
pub(super) mod samples {
    use crate::chart::{Anchor, Area, Drawing, Form, Ink, Line, LineStyle, Point, Sign};
    use crate::model::Hue;

    /// One of everything.
    pub fn one_of_everything() -> Drawing {
        let mut drawing = Drawing::new(200.0, 100.0, "Everything & <more>");
        let shape = drawing.fill(Area::new(10.0, 10.0, 40.0, 20.0), 3.0, Ink::Hue(Hue::Blue));
        (shape.mark, shape.title) = (Some(0), "supports: 3 \"quoted\"".to_owned());
        drawing.text(Point::new(10.0, 50.0), Anchor::Start, 13.0, Ink::Text, "Health & <social> care");
        drawing.semibold(Point::new(190.0, 50.0), Anchor::End, 11.0, Ink::Soft, "n");
        for (n, style) in [LineStyle::Solid, LineStyle::Dashed, LineStyle::Dotted].into_iter().enumerate() {
            let y = 60.0 + 4.0 * n as f32;
            let line = Line { style, ..Line::solid(Ink::Hue(Hue::Rust), 2.0) };
            drawing.line(Point::new(10.0, y), Point::new(190.0, y), line);
        }
        drawing.sign(Sign::TriangleUp, Point::new(20.0, 85.0), 12.0, Ink::Hue(Hue::Blue));
        drawing.sign(Sign::TriangleUpOutline, Point::new(40.0, 85.0), 12.0, Ink::Hue(Hue::Teal));
        drawing.sign(Sign::DottedRing, Point::new(60.0, 85.0), 12.0, Ink::Hue(Hue::Grey));
        drawing.add(Form::Circle {
            center: Point::new(100.0, 85.0),
            radius: 8.0,
            fill: Some(Ink::Panel.into()),
            line: Some(Line::solid(Ink::Text, 1.5)),
        });
        let shape = drawing.text(Point::new(150.0, 95.0), Anchor::Start, 11.0, Ink::Faint, "turned");
        if let Form::Text(text) = &mut shape.form {
            text.turn = -45.0;
        }
        drawing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_asks_for_the_format() {
        for format in PictureFormat::ALL {
            assert_eq!(PictureFormat::from_path(Path::new(&format!("a.{}", format.name()))), Some(format));
        }
        assert_eq!(PictureFormat::from_path(Path::new("a.SVG")), Some(PictureFormat::Svg));
        assert_eq!(PictureFormat::from_path(Path::new("a.pdf")), None);
    }
}
