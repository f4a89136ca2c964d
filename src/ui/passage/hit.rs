//! From a point in the window to a place in the text, and back.

use super::motion::Way;
use super::press::Hit;
use super::view::PassageView;
use egui::{Context, Pos2, Rect, pos2};

/// How far beside the words a click still counts as on them.
const SLACK: f32 = 4.0;

impl PassageView {
    /// What lies at `at`, taken to the nearest row in view; `left` is the left edge of the text.
    pub(super) fn hit(&mut self, ctx: &Context, at: Pos2, left: f32) -> Option<Hit> {
        let y = at.y.clamp(self.view_bounds.min, self.view_bounds.max - 1.0);
        let nearest = self.visible.partition_point(|(_, top)| *top <= y).saturating_sub(1);
        let (block, top) = *self.visible.get(nearest)?;
        let layout = self.typeset.layout(ctx, block)?;
        let row_height = self.typeset.column.row_height;
        let row_at = ((y - top) / row_height).floor().max(0.0) as usize;
        let row = row_at.min(layout.n_rows() - 1);
        let start = self.typeset.block_span(block).start;
        let x = at.x - left;
        let found = layout.hit(row, x);
        let (ink_left, ink_right) = layout.ink(row);
        let border =
            self.nearest_border(start + found.border, |byte| (layout.x_of(row, byte.saturating_sub(start)) - x).abs());
        Some(Hit {
            border,
            under: self.grapheme_border(start + found.under, Way::Back),
            is_on_text: row_at == row
                && self.view_bounds.contains(at.y)
                && x > ink_left - SLACK
                && x < ink_right + SLACK,
        })
    }

    /// `byte` when it is a grapheme border, else the nearer of the two around it.
    fn nearest_border(&self, byte: usize, distance: impl Fn(usize) -> f32) -> usize {
        let (before, after) = (self.grapheme_border(byte, Way::Back), self.grapheme_border(byte, Way::Forward));
        if distance(before) <= distance(after) { before } else { after }
    }

    /// The upright line before the character at `byte`, when its block is in view.
    pub(super) fn caret_rect(&self, byte: usize, left: f32) -> Option<Rect> {
        let block = self.typeset.block_of(byte);
        let (_, top) = self.visible.iter().find(|(visible, _)| *visible == block)?;
        let layout = self.typeset.known_layout(block)?;
        let inside = byte - self.typeset.block_span(block).start;
        let row = layout.row_of(inside);
        let x = left + layout.x_of(row, inside);
        let y = top + row as f32 * self.typeset.column.row_height;
        Some(Rect::from_min_max(pos2(x, y), pos2(x, y + self.typeset.column.row_height)))
    }
}
