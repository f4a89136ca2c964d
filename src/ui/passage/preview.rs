//! A few rows of a passage outside of the reader, set as the reader sets them.

use super::safe_layout::{SafeLayout, needs_safe_layout};
use super::setting::Setting;
use egui::{Color32, Context, FontId, Galley, Painter, Pos2, Vec2};
use std::sync::Arc;

/// A few rows of text, laid out; right-to-left scripts stand in their order, at the right.
pub struct Preview {
    pieces: Vec<(Vec2, Arc<Galley>)>,
    height: f32,
}

impl Preview {
    /// Lays out at most `max_rows` rows of `text`, each `row_height` points high and `width` points wide.
    pub fn new(ctx: &Context, text: &str, font: FontId, row_height: f32, width: f32, max_rows: usize) -> Self {
        let setting = Setting { font, row_height, width };
        if needs_safe_layout(text) {
            let safe = SafeLayout::new(ctx, text, &setting);
            let height = safe.rows.len().min(max_rows) as f32 * row_height;
            let pieces = safe.pieces.into_iter().filter(|(offset, _)| offset.y < height - 0.5).collect();
            return Self { pieces, height };
        }
        let mut job = setting.job(text, true);
        job.wrap.max_rows = max_rows;
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        let height = galley.size().y;
        Self { pieces: vec![(Vec2::ZERO, galley)], height }
    }

    /// Height of the rows in points.
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Paints the rows with their top left corner at `at`.
    pub fn paint(self, painter: &Painter, at: Pos2, colour: Color32) {
        for (offset, galley) in self.pieces {
            painter.galley_with_override_text_color(at + offset, galley, colour);
        }
    }
}
