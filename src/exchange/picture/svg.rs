//! A drawing as Scalable Vector Graphics (W3C SVG 1.1, with what every editor and browser reads of it).
//!
//! One element a line; text stays text, in Inter where that is installed and in a similar face where it is not.
//! Titles are `<title>` elements: browsers show them under the pointer, screen readers read them out.

use super::palette::{GROUND, Rgb, rgb};
use crate::chart::{Anchor, Drawing, Form, Line, Paint, Point, Shape, Text, Weight};
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};

/// The bundled face, then what is most like it.
const FAMILIES: &str = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/// Writes `drawing` as one file.
pub(super) fn write(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let mut svg = String::with_capacity(drawing.shapes.len() * 120 + 512);
    // Writing to a string cannot fail.
    let _ = put_drawing(&mut svg, drawing);
    out.write_all(svg.as_bytes())
}

fn put_drawing(svg: &mut String, drawing: &Drawing) -> fmt::Result {
    let (width, height) = (Number(drawing.width), Number(drawing.height));
    writeln!(svg, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="{FAMILIES}" style="font-variant-numeric: tabular-nums">"#
    )?;
    writeln!(svg, "<title>{}</title>", Escaped(&drawing.title))?;
    writeln!(svg, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, Colour(GROUND))?;
    for shape in &drawing.shapes {
        put_shape(svg, shape)?;
    }
    writeln!(svg, "</svg>")
}

fn put_shape(svg: &mut String, shape: &Shape) -> fmt::Result {
    let name = match &shape.form {
        Form::Rect { area, radius, fill, line } => {
            let (x, y, width, height) = (Number(area.x), Number(area.y), Number(area.width), Number(area.height));
            write!(svg, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#)?;
            if *radius > 0.0 {
                write!(svg, r#" rx="{}""#, Number(*radius))?;
            }
            put_style(svg, *fill, line.as_ref())?;
            "rect"
        }
        Form::Lines { ends, line } => {
            if let [[from, to]] = ends.as_slice() {
                let (x1, y1, x2, y2) = (Number(from.x), Number(from.y), Number(to.x), Number(to.y));
                write!(svg, r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}""#)?;
                put_line(svg, line)?;
                "line"
            } else {
                write!(svg, r#"<path d=""#)?;
                for [from, to] in ends {
                    write!(svg, "M{} L{} ", Place(*from), Place(*to))?;
                }
                write!(svg, r#"""#)?;
                put_style(svg, None, Some(line))?;
                "path"
            }
        }
        Form::Path { points, is_closed, fill, line } => {
            let name = if *is_closed { "polygon" } else { "polyline" };
            write!(svg, r#"<{name} points=""#)?;
            for (n, point) in points.iter().enumerate() {
                write!(svg, "{}{}", if n > 0 { " " } else { "" }, Place(*point))?;
            }
            write!(svg, r#"""#)?;
            put_style(svg, *fill, line.as_ref())?;
            name
        }
        Form::Circle { center, radius, fill, line } => {
            write!(svg, r#"<circle cx="{}" cy="{}" r="{}""#, Number(center.x), Number(center.y), Number(*radius))?;
            put_style(svg, *fill, line.as_ref())?;
            "circle"
        }
        Form::Text(text) => return put_text(svg, text, &shape.title),
    };
    if shape.title.is_empty() {
        writeln!(svg, "/>")
    } else {
        writeln!(svg, "><title>{}</title></{name}>", Escaped(&shape.title))
    }
}

fn put_text(svg: &mut String, text: &Text, title: &str) -> fmt::Result {
    let (x, y) = (Number(text.at.x), Number(text.at.y));
    write!(svg, r#"<text x="{x}" y="{y}" font-size="{}""#, Number(text.size))?;
    if text.weight == Weight::Semibold {
        write!(svg, r#" font-weight="600""#)?;
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => write!(svg, r#" text-anchor="middle""#)?,
        Anchor::End => write!(svg, r#" text-anchor="end""#)?,
    }
    if text.turn != 0.0 {
        write!(svg, r#" transform="rotate({} {x} {y})""#, Number(text.turn))?;
    }
    put_paint(svg, "fill", text.paint)?;
    let title = if title.is_empty() { String::new() } else { format!("<title>{}</title>", Escaped(title)) };
    writeln!(svg, ">{title}{}</text>", Escaped(&text.text))
}

fn put_style(svg: &mut String, fill: Option<Paint>, line: Option<&Line>) -> fmt::Result {
    match fill {
        Some(paint) => put_paint(svg, "fill", paint)?,
        None => write!(svg, r#" fill="none""#)?,
    }
    line.map_or(Ok(()), |line| put_line(svg, line))
}

fn put_line(svg: &mut String, line: &Line) -> fmt::Result {
    put_paint(svg, "stroke", line.paint)?;
    write!(svg, r#" stroke-width="{}""#, Number(line.width))?;
    match line.dashes() {
        Some((dash, gap)) => write!(svg, r#" stroke-dasharray="{} {}""#, Number(dash), Number(gap)),
        None => Ok(()),
    }
}

fn put_paint(svg: &mut String, what: &str, paint: Paint) -> fmt::Result {
    write!(svg, r#" {what}="{}""#, Colour(rgb(paint.ink)))?;
    if paint.opacity < 1.0 {
        write!(svg, r#" {what}-opacity="{}""#, Number(paint.opacity))?;
    }
    Ok(())
}

/// With two decimals at most: finer than a pixel of any print.
struct Number(f32);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (f64::from(self.0) * 100.0).round() as i64;
        let (sign, whole, rest) =
            (if hundredths < 0 { "-" } else { "" }, hundredths.abs() / 100, hundredths.abs() % 100);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            rest if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            rest => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

struct Place(Point);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", Number(self.0.x), Number(self.0.y))
    }
}

struct Colour(Rgb);

impl Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// Text as XML 1.0 holds it: a character that no document may have stands as the replacement character.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::one_of_everything;
    use super::*;
    use crate::chart::Ink;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn written(drawing: &Drawing) -> String {
        let mut out = Vec::new();
        write(drawing, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("it is UTF-8")
    }

    /// Texts and titles in the order of the file, and how many of each element there are.
    fn read(svg: &str) -> (Vec<String>, Vec<String>, usize) {
        let mut reader = Reader::from_str(svg);
        let (mut texts, mut titles, mut n_shapes) = (Vec::new(), Vec::new(), 0);
        let mut open: Vec<String> = Vec::new();
        loop {
            match reader.read_event().expect("valid XML") {
                Event::Start(tag) => {
                    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                    for attribute in tag.attributes() {
                        attribute.expect("valid attributes");
                    }
                    n_shapes += usize::from(!matches!(name.as_str(), "svg" | "title"));
                    match name.as_str() {
                        "title" => titles.push(String::new()),
                        "text" => texts.push(String::new()),
                        _ => {}
                    }
                    open.push(name);
                }
                Event::Empty(_) => n_shapes += 1,
                Event::End(_) => {
                    open.pop();
                }
                Event::Text(text) => {
                    let text = text.decode().expect("UTF-8").into_owned();
                    put(&open, &text, &mut texts, &mut titles);
                }
                Event::GeneralRef(entity) => {
                    let text = match entity.decode().expect("UTF-8").as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        other => panic!("{other}"),
                    };
                    put(&open, text, &mut texts, &mut titles);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty());
        (texts, titles, n_shapes)
    }

    fn put(open: &[String], text: &str, texts: &mut [String], titles: &mut [String]) {
        let list = match open.last().map(String::as_str) {
            Some("title") => titles,
            Some("text") => texts,
            _ => return,
        };
        list.last_mut().expect("it was opened").push_str(text);
    }

    #[test]
    fn it_reads_back_with_every_text_title_and_shape() {
        let drawing = one_of_everything();
        let svg = written(&drawing);
        let (texts, titles, n_shapes) = read(&svg);
        assert_eq!(texts, ["Health & <social> care", "n", "turned"]);
        assert_eq!(titles, ["Everything & <more>", "supports: 3 \"quoted\""]);
        assert_eq!(n_shapes, drawing.shapes.len() + 1, "every shape and the ground");
        for part in [
            r##"fill="#0B63A5""##,
            r#"stroke-dasharray="5 3.5""#,
            r#"text-anchor="end""#,
            r#"transform="rotate(-45 150 95)""#,
            r#"viewBox="0 0 200 100""#,
        ] {
            assert!(svg.contains(part), "{part} in\n{svg}");
        }
    }

    #[test]
    fn numbers_are_short() {
        let shown = |number: f32| Number(number).to_string();
        assert_eq!(
            [0.0, -0.001, 1.5, 12.345, -0.25, 0.05, 100.0].map(shown),
            ["0", "0", "1.5", "12.35", "-0.25", "0.05", "100"]
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,20}") {
            let mut drawing = Drawing::new(10.0, 10.0, &*text);
            drawing.text(Point::new(0.0, 0.0), Anchor::Start, 10.0, Ink::Text, &*text);
            let (texts, titles, _) = read(&written(&drawing));
            prop_assert_eq!(texts, std::slice::from_ref(&text));
            prop_assert_eq!(titles, [text]);
        }
    }
}
