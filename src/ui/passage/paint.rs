//! Drawing the reader: one mesh behind the text, the text, what stands on it.

use super::block_layout::BlockLayout;
use super::bracket::{self, Bracket};
use super::decor::cover;
use super::quiet;
use super::strip_mesh::{Ends, add_shapes, append_moved};
use super::tint::{Cover, add_cover};
use super::view::PassageView;
use crate::text::Span;
use crate::ui::theme::Tokens;
use egui::epaint::{Mesh, Shape, TextShape};
use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// One statement as it stands out: how thick its underline and its bracket are.
#[derive(Clone, Copy)]
struct Emphasis {
    statement: u64,
    underline: f32,
    bracket: f32,
}

impl PassageView {
    /// Draws everything in view but the scroll bar; `left` is the left edge of the text.
    pub(super) fn paint(&self, painter: &Painter, left: f32, tokens: &Tokens, has_focus: bool) {
        let isolated = self.isolated();
        let (tints, lines) = if isolated.is_some() { quiet::strengths(tokens) } else { (1.0, 1.0) };
        let mut behind = Mesh::default();
        for &(block, top) in &self.visible {
            if let Some(decor) = self.typeset.decor(block) {
                append_moved(&mut behind, &decor.tints, vec2(left, top), tints);
                append_moved(&mut behind, &decor.lines, vec2(left, top), lines);
            }
            self.add_overlays(&mut behind, block, pos2(left, top), isolated, tokens);
        }
        painter.add(Shape::mesh(behind));
        for &(block, top) in &self.visible {
            self.paint_text(painter, block, pos2(left, top), tokens);
            self.paint_labels(painter, block, pos2(left, top), isolated, tokens);
        }
        // Where handles stand, keys move these.
        if has_focus && self.selection().is_none() && self.handles.is_none() {
            self.paint_caret(painter, left, tokens);
        }
    }

    /// The statement that stands out, when any of it is in view: the one pointed at, else the one at work.
    pub(super) fn isolated(&self) -> Option<u64> {
        let block_span = |at: Option<&(usize, f32)>| at.map(|(block, _)| self.typeset.block_span(*block));
        let in_view = block_span(self.visible.first())?.union(block_span(self.visible.last())?);
        let is_in_view = |statement: &u64| self.marks.of_statement(*statement).any(|mark| mark.span.overlaps(in_view));
        self.isolation.hovered.filter(is_in_view).or_else(|| self.focused.filter(is_in_view))
    }

    fn paint_text(&self, painter: &Painter, block: usize, at: Pos2, tokens: &Tokens) {
        match self.typeset.known_layout(block) {
            Some(BlockLayout::Shaped(shaped)) => {
                painter.add(TextShape::new(at, Arc::clone(&shaped.galley), tokens.ink));
            }
            Some(BlockLayout::Safe(safe)) => {
                let shapes = safe.pieces.iter();
                let shape = |(offset, galley): &(egui::Vec2, Arc<egui::Galley>)| {
                    TextShape::new(at + *offset, Arc::clone(galley), tokens.ink).into()
                };
                painter.extend(shapes.map(shape));
                safe.marks.iter().for_each(|mark| mark.paint(painter, at, tokens));
            }
            None => {}
        }
    }

    fn paint_labels(&self, painter: &Painter, block: usize, at: Pos2, isolated: Option<u64>, tokens: &Tokens) {
        let Some(decor) = self.typeset.decor(block) else { return };
        for tag in &decor.tags {
            let Some((offset, galley)) = &tag.label else { continue };
            let mut text = TextShape::new(at + offset.to_vec2(), Arc::clone(galley), tokens.ink);
            let stands_back = isolated.is_some_and(|statement| !decor.is_tag_of(tag, statement));
            if let Some(quiet) = self.quiet.as_ref().filter(|_| stands_back) {
                text = text.with_override_text_color(quiet.of(tag.hue));
            }
            painter.add(text);
        }
    }

    /// Search hits, the selection, the statement under the pointer and the one at work.
    fn add_overlays(&self, mesh: &mut Mesh, block: usize, at: Pos2, isolated: Option<u64>, tokens: &Tokens) {
        let span = self.typeset.block_span(block);
        let Some(layout) = self.typeset.known_layout(block) else { return };
        let mut local = Mesh::default();
        let row_height = self.typeset.column.row_height;
        for mark in isolated.into_iter().flat_map(|statement| self.marks.of_statement(statement)) {
            if mark.span.overlaps(span) {
                let Cover { bytes, hue, opens, closes } = cover(mark, span);
                let ends = Ends { is_left_round: opens, is_right_round: closes };
                add_cover(&mut local, bytes, layout, row_height, ends, tokens.tint(hue));
            }
        }
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
        if let Some(statement) = isolated.filter(|isolated| Some(*isolated) != self.focused) {
            let emphasis = Emphasis { statement, underline: 1.0, bracket: 2.5 };
            self.add_emphasis(&mut local, layout, block, emphasis, tokens);
        }
        if let Some(statement) = self.focused {
            let emphasis = Emphasis { statement, underline: 2.0, bracket: 3.5 };
            self.add_emphasis(&mut local, layout, block, emphasis, tokens);
        }
        append_moved(mesh, &local, at.to_vec2(), 1.0);
    }

    /// Underline, bracket, the lines that join brackets, and sign of one statement, at full strength.
    fn add_emphasis(&self, mesh: &mut Mesh, layout: &BlockLayout, block: usize, emphasis: Emphasis, tokens: &Tokens) {
        let (span, column) = (self.typeset.block_span(block), &self.typeset.column);
        let Some(decor) = self.typeset.decor(block) else { return };
        let is_its = |bracket: &&Bracket| bracket.statement == emphasis.statement;
        for mark in self.marks.of_statement(emphasis.statement).filter(|mark| mark.span.overlaps(span)) {
            let color = tokens.hue(mark.hue);
            layout.strips(inside(mark.span, span), |row, left, right| {
                let bottom = (row + 1) as f32 * column.row_height - 1.0;
                let line = Rect::from_min_max(pos2(left, bottom - emphasis.underline), pos2(right, bottom));
                mesh.add_colored_rect(line, color);
            });
            // Without a lane of its own it is lent that of the dots.
            if !decor.brackets.iter().any(|bracket| is_its(&bracket) && bracket.span == mark.span)
                && let Some((margin, _)) = &self.decor_for
            {
                let (row_height, height) = (column.row_height, self.typeset.height(block));
                for bracket in bracket::lent(mark, &cover(mark, span), layout, margin, row_height, height) {
                    bracket.add_to(mesh, emphasis.bracket, color, column.pixels_per_point);
                }
            }
        }
        for bracket in decor.brackets.iter().filter(is_its) {
            bracket.add_to(mesh, emphasis.bracket, tokens.hue(bracket.hue), column.pixels_per_point);
        }
        for link in decor.links.iter().filter(|link| link.statement == emphasis.statement) {
            link.add_to(mesh, 0.5, tokens.hue(link.hue));
        }
        for tag in decor.tags.iter().filter(|tag| decor.is_tag_of(tag, emphasis.statement)) {
            add_shapes(mesh, tag.shapes(tokens), column.pixels_per_point);
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
