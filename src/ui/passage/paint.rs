//! Drawing the reader: one mesh behind the text, the text, what stands on it.

use super::block_layout::BlockLayout;
use super::strip_mesh::{Ends, append_moved};
use super::tint::add_cover;
use super::view::PassageView;
use crate::text::Span;
use crate::ui::theme::Tokens;
use egui::epaint::{Mesh, Shape, TextShape};
use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

impl PassageView {
    /// Draws everything in view but the scroll bar; `left` is the left edge of the text.
    pub(super) fn paint(&self, painter: &Painter, left: f32, tokens: &Tokens, has_focus: bool) {
        let mut behind = Mesh::default();
        for &(block, top) in &self.visible {
            if let Some(decor) = self.typeset.decor(block) {
                append_moved(&mut behind, &decor.mesh, vec2(left, top));
            }
            self.add_overlays(&mut behind, block, pos2(left, top), tokens);
        }
        painter.add(Shape::mesh(behind));
        for &(block, top) in &self.visible {
            self.paint_text(painter, block, pos2(left, top), tokens);
        }
        if has_focus && self.press.is_none_or(|_| self.selection().is_none()) {
            self.paint_caret(painter, left, tokens);
        }
    }

    fn paint_text(&self, painter: &Painter, block: usize, at: Pos2, tokens: &Tokens) {
        match self.typeset.known_layout(block) {
            Some(BlockLayout::Shaped(shaped)) => {
                painter.add(TextShape::new(at, Arc::clone(&shaped.galley), tokens.ink));
            }
            Some(BlockLayout::Safe(safe)) => painter.extend(
                safe.pieces
                    .iter()
                    .map(|(offset, galley)| TextShape::new(at + *offset, Arc::clone(galley), tokens.ink).into()),
            ),
            None => {}
        }
        if let Some(decor) = self.typeset.decor(block) {
            painter.extend(
                decor.labels.iter().map(|(offset, galley)| {
                    TextShape::new(at + offset.to_vec2(), Arc::clone(galley), tokens.ink).into()
                }),
            );
        }
    }

    /// Search hits, the selection, the statement under the pointer and the one at work.
    fn add_overlays(&self, mesh: &mut Mesh, block: usize, at: Pos2, tokens: &Tokens) {
        let span = self.typeset.block_span(block);
        let Some(layout) = self.typeset.known_layout(block) else { return };
        let mut local = Mesh::default();
        let row_height = self.typeset.column.row_height;
        let mut cover =
            |bytes: Range<usize>, color| add_cover(&mut local, bytes, layout, row_height, Ends::default(), color);
        let first = self.find.partition_point(|hit| hit.end <= span.start);
        let hits = self.find[first..].iter().take_while(|hit| hit.start < span.end);
        for hit in hits.clone() {
            cover(inside(*hit, span), tokens.find);
        }
        if let Some(selected) = self.selection().filter(|selected| selected.overlaps(span)) {
            cover(inside(selected, span), tokens.selection);
        }
        let current = self.current_find.and_then(|current| self.find.get(current));
        if let Some(hit) = current.filter(|hit| hit.overlaps(span)) {
            outline(&mut local, layout, inside(*hit, span), row_height, tokens.ink);
        }
        if let Some(hovered) = self.hovered.filter(|hovered| Some(*hovered) != self.focused) {
            self.add_emphasis(&mut local, layout, block, hovered, (1.0, 2.5), tokens);
        }
        if let Some(focused) = self.focused {
            self.add_emphasis(&mut local, layout, block, focused, (2.0, 3.5), tokens);
        }
        append_moved(mesh, &local, at.to_vec2());
    }

    /// Underline of a thickness and bracket of a thickness for one statement.
    fn add_emphasis(
        &self,
        mesh: &mut Mesh,
        layout: &BlockLayout,
        block: usize,
        statement: u64,
        (underline, bracket_width): (f32, f32),
        tokens: &Tokens,
    ) {
        let span = self.typeset.block_span(block);
        let row_height = self.typeset.column.row_height;
        for mark in self.marks.of_statement(statement).filter(|mark| mark.span.overlaps(span)) {
            layout.strips(inside(mark.span, span), |row, left, right| {
                let bottom = (row + 1) as f32 * row_height - 1.0;
                let line = Rect::from_min_max(pos2(left, bottom - underline), pos2(right, bottom));
                mesh.add_colored_rect(line, tokens.hue(mark.hue));
            });
        }
        if let Some(decor) = self.typeset.decor(block) {
            for bracket in decor.brackets.iter().filter(|bracket| bracket.statement == statement) {
                bracket.add_to(mesh, bracket_width, tokens, self.typeset.column.pixels_per_point);
            }
        }
    }

    fn paint_caret(&self, painter: &Painter, left: f32, tokens: &Tokens) {
        if let Some(rect) = self.caret_rect(self.selection.head, left) {
            let inset = rect.height() * 0.13;
            painter.vline(rect.left(), (rect.top() + inset)..=(rect.bottom() - inset), Stroke::new(1.5, tokens.accent));
        }
    }
}

/// `part` in bytes of the block at `block`, cut to it.
fn inside(part: Span, block: Span) -> Range<usize> {
    part.start.max(block.start) - block.start..part.end.min(block.end) - block.start
}

/// A thin frame around `bytes`.
fn outline(mesh: &mut Mesh, layout: &BlockLayout, bytes: Range<usize>, row_height: f32, color: Color32) {
    layout.strips(bytes, |row, left, right| {
        let (top, bottom) = (row as f32 * row_height + 2.0, (row + 1) as f32 * row_height - 2.0);
        let rect = Rect::from_min_max(pos2(left - 1.0, top), pos2(right + 1.0, bottom));
        for side in [
            Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + 1.0)),
            Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max),
            Rect::from_min_max(rect.min, pos2(rect.left() + 1.0, rect.bottom())),
            Rect::from_min_max(pos2(rect.right() - 1.0, rect.top()), rect.max),
        ] {
            mesh.add_colored_rect(side, color);
        }
    });
}
