//! Handles at the ends of a passage: where they stand, how they look.

use super::edge::SpanEnd;
use super::view::PassageView;
use crate::text::{Span, grapheme_before};
use crate::ui::theme::Tokens;
use egui::{Painter, Pos2, Rect, Stroke, pos2, vec2};

/// Radius of the knob.
const KNOB: f32 = 3.5;
/// Thickness of the stem.
const STEM: f32 = 1.5;
/// Side of the square around the knob, and width around the stem, where the pointer takes hold.
const HOLD: (f32, f32) = (16.0, 8.0);

/// What a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moves {
    /// An end of the pending selection.
    Selection(SpanEnd),
    /// An end of a span of the statement with handles.
    Statement(usize, SpanEnd),
}

/// A handle in view: a stem as high as a row, and a knob above the start or below the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Handle {
    pub(super) moves: Moves,
    /// Whether keys move this end.
    is_active: bool,
    /// The stem.
    pub(super) line: Rect,
}

impl Handle {
    const fn end(&self) -> SpanEnd {
        match self.moves {
            Moves::Selection(end) | Moves::Statement(_, end) => end,
        }
    }

    fn knob(&self) -> Pos2 {
        match self.end() {
            SpanEnd::Start => self.line.center_top() + vec2(0.0, KNOB - 2.0),
            SpanEnd::End => self.line.center_bottom() - vec2(0.0, KNOB - 2.0),
        }
    }

    /// How far `at` is from the handle; `None` when it is out of reach.
    pub(super) fn reach(&self, at: Pos2) -> Option<f32> {
        let by_knob = Rect::from_center_size(self.knob(), vec2(HOLD.0, HOLD.0)).contains(at);
        let by_stem = self.line.expand2(vec2(HOLD.1 / 2.0, 0.0)).contains(at);
        (by_knob || by_stem).then(|| self.knob().distance(at))
    }

    /// Filled when keys move it, else hollow; under the pointer it is larger.
    fn paint(&self, painter: &Painter, is_held: bool, tokens: &Tokens) {
        let radius = if is_held { KNOB + 1.0 } else { KNOB };
        let pen = Stroke::new(STEM, tokens.accent);
        painter.vline(self.line.center().x, self.line.y_range(), pen);
        let fill = if self.is_active { tokens.accent } else { tokens.page };
        painter.circle(self.knob(), radius, fill, pen);
    }
}

impl PassageView {
    /// The handles in view; `left` is the left edge of the text.
    pub(super) fn handles_in_view(&self, left: f32) -> Vec<Handle> {
        let mut found = Vec::new();
        let mut add = |span: Span, active: Option<SpanEnd>, moves: &dyn Fn(SpanEnd) -> Moves| {
            for end in [SpanEnd::Start, SpanEnd::End] {
                if let Some(line) = self.edge_line(span, end, left) {
                    found.push(Handle { moves: moves(end), is_active: active == Some(end), line });
                }
            }
        };
        if let Some(span) = self.selection() {
            if self.press.is_none() {
                add(span, self.selection_edge(), &Moves::Selection);
            }
        } else if let Some(handles) = &self.handles {
            let spans = self.grip.as_ref().and_then(|grip| grip.spans()).unwrap_or(&handles.spans);
            for (index, span) in spans.iter().enumerate() {
                let active = handles.active.filter(|(of, _)| *of == index).map(|(_, end)| end);
                add(*span, active, &|end| Moves::Statement(index, end));
            }
        }
        found
    }

    /// The handle under `at`, the nearest of several.
    pub(super) fn handle_at(&self, at: Pos2, left: f32) -> Option<Handle> {
        let reached = self.handles_in_view(left).into_iter().filter_map(|handle| Some((handle.reach(at)?, handle)));
        reached.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, handle)| handle)
    }

    /// Draws the handles in view, the one under the pointer a little larger.
    pub(super) fn paint_handles(&self, painter: &Painter, left: f32, tokens: &Tokens) {
        let held = self.grip.as_ref().map(|grip| grip.moves);
        let handles = self.handles_in_view(left);
        let under = || self.pointer.and_then(|at| self.handle_at(at, left)).map(|handle| handle.moves);
        let held = held.or_else(under);
        for handle in handles {
            handle.paint(painter, held == Some(handle.moves), tokens);
        }
    }

    /// The upright at one end of `span`, on the row of the words that it bounds.
    fn edge_line(&self, span: Span, end: SpanEnd, left: f32) -> Option<Rect> {
        let text = self.typeset.text.as_str();
        let inner = match end {
            SpanEnd::Start => span.start,
            SpanEnd::End => grapheme_before(text, text.floor_char_boundary(span.end)),
        };
        let inner = text.floor_char_boundary(inner);
        let block = self.typeset.block_of(inner);
        let (_, top) = self.visible.iter().find(|(visible, _)| *visible == block)?;
        let (layout, start) = (self.typeset.known_layout(block)?, self.typeset.block_span(block).start);
        let inside = inner - start;
        let row = layout.row_of(inside);
        let x = match end {
            SpanEnd::Start => layout.x_of(row, inside),
            SpanEnd::End => {
                // Where reading leaves the last character: across from where it enters.
                let near = layout.x_of(row, inside);
                let mut far = near;
                layout.strips(inside..span.end - start, |on, left, right| {
                    if on == row {
                        far = if (near - left).abs() < (near - right).abs() { right } else { left };
                    }
                });
                far
            }
        };
        let (row_height, y) = (self.typeset.column.row_height, top + row as f32 * self.typeset.column.row_height);
        let inset = row_height * 0.08;
        let line = Rect::from_x_y_ranges(left + x..=left + x, y + inset..=y + row_height - inset);
        self.view_bounds.intersects(line.y_range()).then_some(line)
    }
}

/// The middle of the row that a handle stands on.
pub(super) fn foot(handle: &Handle) -> Pos2 {
    pos2(handle.line.center().x, handle.line.center().y)
}
