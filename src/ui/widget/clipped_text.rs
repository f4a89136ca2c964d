//! One line of text that ends in an ellipsis where there is no more room.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2};
use std::ops::Range;
use std::sync::Arc;

/// Lays `text` out on one line of at most `width` points.
pub fn clipped_galley(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.replace('\n', " "), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    painter.layout_job(job)
}

/// Paints `text` on one line from `pos` (left, top), at most `width` points wide; returns the width used.
pub fn clipped_text(painter: &Painter, pos: Pos2, text: &str, font: FontId, color: Color32, width: f32) -> f32 {
    let galley = clipped_galley(painter, text, font, color, width);
    let used = galley.size().x;
    painter.galley(pos, galley, color);
    used
}

/// Lays `text` out as [`clipped_galley`] does, with the places `marked` (in bytes, from left to right) in the second
/// font.
pub fn marked_galley(
    painter: &Painter,
    text: &str,
    marked: &[Range<usize>],
    [plain, strong]: [FontId; 2],
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let text = text.replace('\n', " ");
    let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(width.max(1.0)), ..LayoutJob::default() };
    let mut end = 0;
    for range in marked {
        job.append(text.get(end..range.start).unwrap_or_default(), 0.0, TextFormat::simple(plain.clone(), color));
        job.append(text.get(range.clone()).unwrap_or_default(), 0.0, TextFormat::simple(strong.clone(), color));
        end = range.end;
    }
    job.append(text.get(end..).unwrap_or_default(), 0.0, TextFormat::simple(plain, color));
    painter.layout_job(job)
}
