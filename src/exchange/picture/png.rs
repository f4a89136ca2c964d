//! A drawing as Portable Network Graphics: two pixels for a point, sRGB, opaque.
//!
//! The letters are those of the bundled face, shaped as the window shapes them, so that the picture is the same on
//! every machine. Scripts that the face does not have cannot be drawn here; a note names what is missing.

use super::super::ExchangeError;
use super::palette::{GROUND, rgb};
use crate::chart::{Anchor, Drawing, Face, Form, Line, Paint, Point, Shape, Text};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use std::collections::BTreeSet;
use std::io::Write;
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{self, Affine, BezPath, Shape as _};
use vello_cpu::{Pixmap, RenderContext, Resources};

/// Pixels for a point.
const SCALE: f32 = 2.0;
/// Most pixels along a side that the painter counts.
const MAX_SIDE: f32 = 32_767.0;
/// Most pixels: 256 MB while painting.
const MAX_PIXELS: f32 = 64_000_000.0;
/// Pixels in a metre where a point is 1/72 inch.
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;
/// How far a curve may be from the lines it is painted by, in pixels.
const TOLERANCE: f64 = 0.05;
/// Most characters that a note names.
const MAX_NAMED: usize = 12;

/// Writes `drawing`; returns notes on characters that could not be drawn.
pub(super) fn write(drawing: &Drawing, out: &mut dyn Write) -> Result<Vec<String>, ExchangeError> {
    let scale = scale(drawing)?;
    let side = |points: f32| (points * scale).ceil().max(1.0) as u16;
    let mut canvas = Canvas {
        context: RenderContext::new(side(drawing.width), side(drawing.height)),
        scale: f64::from(scale),
        missing: BTreeSet::new(),
    };
    canvas.context.set_paint(color(GROUND, 1.0));
    canvas.context.fill_rect(&kurbo::Rect::new(0.0, 0.0, f64::from(MAX_SIDE), f64::from(MAX_SIDE)));
    for shape in &drawing.shapes {
        canvas.put(shape);
    }
    let mut pixels = Pixmap::new(side(drawing.width), side(drawing.height));
    canvas.context.flush();
    canvas.context.render(&mut pixels, &mut Resources::new());
    encode(&pixels, scale, out)?;
    Ok(note(&canvas.missing).into_iter().collect())
}

/// Pixels for a point: twice the size of the screen, or less where the picture is very large.
fn scale(drawing: &Drawing) -> Result<f32, ExchangeError> {
    let (width, height) = (drawing.width.max(1.0), drawing.height.max(1.0));
    let scale = SCALE.min(MAX_SIDE / width.max(height)).min((MAX_PIXELS / (width * height)).sqrt());
    if scale >= 1.0 { Ok(scale) } else { Err(ExchangeError::PictureTooLarge(width as usize, height as usize)) }
}

fn encode(pixels: &Pixmap, scale: f32, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let failed = |error: ::png::EncodingError| match error {
        ::png::EncodingError::IoError(error) => ExchangeError::Write(error),
        other => ExchangeError::Write(std::io::Error::other(other)),
    };
    let mut encoder = ::png::Encoder::new(out, u32::from(pixels.width()), u32::from(pixels.height()));
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_source_srgb(::png::SrgbRenderingIntent::Perceptual);
    let per_metre = (POINTS_PER_METRE * scale).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: ::png::Unit::Meter }));
    // The ground is opaque, so that there is nothing to divide by.
    let rgb: Vec<u8> =
        pixels.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&rgb).map_err(failed)?;
    writer.finish().map_err(failed)
}

/// Says which characters are not in the picture.
fn note(missing: &BTreeSet<char>) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let named: Vec<String> = missing.iter().take(MAX_NAMED).map(char::to_string).collect();
    let more = if missing.len() > MAX_NAMED { " …" } else { "" };
    Some(format!(
        "the font of the picture does not have these characters, which stand as boxes: {}{more}; the SVG has them",
        named.join(" ")
    ))
}

fn color([red, green, blue]: [u8; 3], opacity: f32) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(red, green, blue, 255).with_alpha(opacity)
}

struct Canvas {
    context: RenderContext,
    scale: f64,
    /// Characters for which the face has no glyph.
    missing: BTreeSet<char>,
}

impl Canvas {
    fn put(&mut self, shape: &Shape) {
        match &shape.form {
            Form::Rect { area, radius, fill, line } => {
                let (x, y) = (f64::from(area.x), f64::from(area.y));
                let (right, bottom) = (f64::from(area.right()), f64::from(area.bottom()));
                let rect = kurbo::RoundedRect::new(x, y, right, bottom, f64::from(*radius));
                self.put_path(&rect.to_path(TOLERANCE), *fill, line.as_ref());
            }
            Form::Lines { ends, line } => {
                let mut path = BezPath::new();
                for [from, to] in ends {
                    path.move_to(place(*from));
                    path.line_to(place(*to));
                }
                self.put_path(&path, None, Some(line));
            }
            Form::Path { points, is_closed, fill, line } => {
                let mut path = BezPath::new();
                for (n, point) in points.iter().enumerate() {
                    if n == 0 {
                        path.move_to(place(*point));
                    } else {
                        path.line_to(place(*point));
                    }
                }
                if *is_closed && !points.is_empty() {
                    path.close_path();
                }
                self.put_path(&path, *fill, line.as_ref());
            }
            Form::Circle { center, radius, fill, line } => {
                let circle = kurbo::Circle::new(place(*center), f64::from(*radius));
                self.put_path(&circle.to_path(TOLERANCE), *fill, line.as_ref());
            }
            Form::Text(text) => self.put_text(text),
        }
    }

    fn put_path(&mut self, path: &BezPath, fill: Option<Paint>, line: Option<&Line>) {
        if path.is_empty() {
            return;
        }
        self.context.set_transform(Affine::scale(self.scale));
        if let Some(paint) = fill {
            self.context.set_paint(color(rgb(paint.ink), paint.opacity));
            self.context.fill_path(path);
        }
        if let Some(line) = line {
            let mut stroke = kurbo::Stroke::new(f64::from(line.width)).with_caps(kurbo::Cap::Butt);
            if let Some((dash, gap)) = line.dashes() {
                stroke = stroke.with_dashes(0.0, [f64::from(dash), f64::from(gap)]);
            }
            self.context.set_stroke(stroke);
            self.context.set_paint(color(rgb(line.paint.ink), line.paint.opacity));
            self.context.stroke_path(path);
        }
    }

    fn put_text(&mut self, text: &Text) {
        let face = Face::of(text.weight);
        let mut glyphs = Vec::new();
        let width = face.shape(&text.text, |placed| glyphs.push(placed)) * text.size;
        let left = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width / 2.0,
            Anchor::End => -width,
        };
        let charmap = face.font().charmap();
        self.missing.extend(text.text.chars().filter(|c| !c.is_control() && charmap.map(*c).is_none()));
        let outlines = face.font().outline_glyphs();
        let mut path = BezPath::new();
        for placed in glyphs {
            let Some(outline) = outlines.get(skrifa::GlyphId::new(placed.glyph)) else { continue };
            let mut pen = Pen { path: &mut path, x: left + placed.x * text.size, y: -placed.y * text.size };
            // A glyph that cannot be drawn leaves its room empty, as a space does.
            let _ = outline.draw(DrawSettings::unhinted(Size::new(text.size), LocationRef::default()), &mut pen);
        }
        if !path.is_empty() {
            let turned =
                Affine::translate(place(text.at).to_vec2()) * Affine::rotate(f64::from(text.turn).to_radians());
            self.context.set_transform(Affine::scale(self.scale) * turned);
            self.context.set_paint(color(rgb(text.paint.ink), text.paint.opacity));
            self.context.fill_path(&path);
        }
    }
}

fn place(point: Point) -> kurbo::Point {
    kurbo::Point::new(f64::from(point.x), f64::from(point.y))
}

/// Adds an outline, which has y upward, to a path.
struct Pen<'p> {
    path: &'p mut BezPath,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> kurbo::Point {
        place(Point::new(self.x + x, self.y - y))
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.path.move_to(to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.path.line_to(to);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.at(cx, cy), self.at(x, y));
        self.path.quad_to(control, to);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.path.curve_to(first, second, to);
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::one_of_everything;
    use super::*;
    use crate::chart::Ink;

    /// Width, height and the RGB pixels.
    fn read(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
        assert!(reader.info().srgb.is_some(), "it says that it is sRGB");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(info.color_type, ::png::ColorType::Rgb);
        (info.width, info.height, pixels)
    }

    fn written(drawing: &Drawing) -> (Vec<u8>, Vec<String>) {
        let mut out = Vec::new();
        let notes = write(drawing, &mut out).expect("it fits");
        (out, notes)
    }

    #[test]
    fn it_reads_back_at_twice_the_size_with_its_colours_where_they_belong() {
        let (bytes, notes) = written(&one_of_everything());
        assert!(notes.is_empty(), "{notes:?}");
        let (width, height, pixels) = read(&bytes);
        assert_eq!((width, height), (400, 200));
        let at = |x: u32, y: u32| {
            let from = ((2 * y * width + 2 * x) * 3) as usize;
            [pixels[from], pixels[from + 1], pixels[from + 2]]
        };
        assert_eq!(at(30, 20), [0x0B, 0x63, 0xA5], "inside of the rectangle");
        assert_eq!(at(180, 20), [255; 3], "on the ground");
        assert_eq!(at(100, 85), [0xF8, 0xF7, 0xF3], "inside of the circle");
        let n_dark = |from_y: u32, to_y: u32| {
            let row = |y: u32| (0..100u32).filter(|x| at(*x, y)[0] < 128).count();
            (from_y..to_y).map(row).sum::<usize>()
        };
        assert!(n_dark(38, 54) > 50, "letters are drawn");
        let dashed = (10..190u32).filter(|x| at(*x, 64) != [255; 3]).count();
        assert!((80..160).contains(&dashed), "the dashed line has gaps: {dashed}");
    }

    #[test]
    fn the_same_drawing_gives_the_same_bytes() {
        assert_eq!(written(&one_of_everything()), written(&one_of_everything()));
    }

    #[test]
    fn a_script_that_the_face_lacks_is_named() {
        let mut drawing = Drawing::new(50.0, 20.0, "");
        drawing.text(Point::new(0.0, 15.0), Anchor::Start, 12.0, Ink::Text, "卫生 ok");
        let (_, notes) = written(&drawing);
        assert!(notes.len() == 1 && notes[0].contains("卫 生"), "{notes:?}");
    }

    #[test]
    fn a_picture_that_is_too_large_is_refused_and_a_large_one_made_smaller() {
        let large = Drawing::new(7_000.0, 5_000.0, "");
        let scale = scale(&large).expect("it fits");
        assert!((1.0..SCALE).contains(&scale) && 35_000_000.0 * scale * scale <= MAX_PIXELS * 1.001);
        for (width, height) in [(40_000.0, 10.0), (20_000.0, 20_000.0)] {
            let refused = write(&Drawing::new(width, height, ""), &mut Vec::new());
            assert!(matches!(refused, Err(ExchangeError::PictureTooLarge(..))));
        }
    }
}
