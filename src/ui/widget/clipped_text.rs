//! One line of text that ends in an ellipsis where there is no more room.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2};
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
