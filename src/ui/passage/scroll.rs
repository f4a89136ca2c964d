//! Where the view stands in the document: a block and points inside it, never one large number.

use super::typeset::Typeset;
use crate::text::Span;
use egui::Context;

/// What is at the top of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ScrollPosition {
    /// The topmost block.
    pub(super) block: usize,
    /// Points of that block above the view; negative only while the title above block 0 shows.
    pub(super) offset: f32,
}

/// Heights around the text, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// Height of the view.
    pub(super) view: f32,
    /// Height of the title above the first block.
    pub(super) header: f32,
    /// Empty space below the last block.
    pub(super) footer: f32,
}

impl Frame {
    /// Height of everything.
    pub(super) fn total(&self, typeset: &Typeset) -> f64 {
        typeset.total_height() + f64::from(self.header + self.footer)
    }

    /// The furthest that the view can be scrolled.
    pub(super) fn max_y(&self, typeset: &Typeset) -> f64 {
        (self.total(typeset) - f64::from(self.view)).max(0.0)
    }
}

/// A character that stays where it is while everything is laid out anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Anchor {
    byte: usize,
    /// Rows from the top of the view to the top of the row of `byte`.
    rows_above: f32,
}

impl ScrollPosition {
    /// The top of the title.
    pub(super) fn top(frame: &Frame) -> Self {
        Self { block: 0, offset: -frame.header }
    }

    /// Points above the view.
    pub(super) fn y(self, typeset: &Typeset, frame: &Frame) -> f64 {
        typeset.y_of(self.block) + f64::from(self.offset) + f64::from(frame.header)
    }

    /// The place `y` points below the top of everything.
    pub(super) fn at(y: f64, typeset: &Typeset, frame: &Frame) -> Self {
        let below_header = y - f64::from(frame.header);
        if below_header < 0.0 {
            return Self { block: 0, offset: below_header as f32 };
        }
        let (block, offset) = typeset.block_at(below_header);
        Self { block, offset }
    }

    /// Lays out what lies between the old place and the new and brings the offset inside the topmost block.
    pub(super) fn settle(&mut self, ctx: &Context, typeset: &mut Typeset, frame: &Frame) {
        self.block = self.block.min(typeset.last_block());
        while self.offset < 0.0 && self.block > 0 {
            self.block -= 1;
            self.offset += typeset.lay_out(ctx, self.block);
        }
        self.offset = self.offset.max(if self.block == 0 { -frame.header } else { 0.0 });
        loop {
            let height = typeset.lay_out(ctx, self.block);
            if self.offset < height || self.block == typeset.last_block() {
                break;
            }
            self.offset -= height;
            self.block += 1;
        }
    }

    /// Moves by `points` down, far jumps by way of the row tree.
    pub(super) fn move_by(&mut self, points: f32, typeset: &Typeset, frame: &Frame) {
        self.offset += points;
        if points.abs() > frame.view * 4.0 {
            *self = Self::at(self.y(typeset, frame).max(0.0), typeset, frame);
        }
    }

    /// The first character that is whole at the top of the view.
    pub(super) fn anchor(self, ctx: &Context, typeset: &mut Typeset) -> Option<Anchor> {
        let layout = typeset.layout(ctx, self.block)?;
        let row_height = typeset.column.row_height;
        let row = ((self.offset / row_height).ceil().max(0.0) as usize).min(layout.n_rows() - 1);
        let byte = typeset.block_span(self.block).start + layout.row_bytes(row).start;
        Some(Anchor { byte, rows_above: row as f32 - self.offset / row_height })
    }

    /// The place that puts `anchor` where it was.
    pub(super) fn from_anchor(anchor: Anchor, ctx: &Context, typeset: &mut Typeset) -> Self {
        let block = typeset.block_of(anchor.byte);
        let start = typeset.block_span(block).start;
        let row = typeset.layout(ctx, block).map_or(0, |layout| layout.row_of(anchor.byte - start));
        Self { block, offset: (row as f32 - anchor.rows_above) * typeset.column.row_height }
    }

    /// The place with the row of `byte` at the top.
    pub(super) fn topped_by(byte: usize, ctx: &Context, typeset: &mut Typeset) -> Self {
        Self::from_anchor(Anchor { byte, rows_above: 0.0 }, ctx, typeset)
    }

    /// Brings `span` into view: nothing moves when it is whole in view, else its first row goes to a third of the height.
    pub(super) fn reveal(&mut self, span: Span, ctx: &Context, typeset: &mut Typeset, frame: &Frame) {
        self.settle(ctx, typeset, frame);
        let (top, bottom) = (row_top(span.start, ctx, typeset), row_top(span.end, ctx, typeset));
        let row_height = f64::from(typeset.column.row_height);
        let y = self.y(typeset, frame);
        let (top, bottom) = (top + f64::from(frame.header), bottom + f64::from(frame.header) + row_height);
        let view = f64::from(frame.view);
        if top >= y + row_height / 2.0 && bottom <= y + view - row_height / 2.0 {
            return;
        }
        let context = (view / 3.0).min((view - (bottom - top)).max(row_height) * 0.5);
        *self = Self::at((top - context).max(0.0), typeset, frame);
    }

    /// Moves no further than needed to have the row of `byte` in view with a row to spare.
    pub(super) fn follow(&mut self, byte: usize, ctx: &Context, typeset: &mut Typeset, frame: &Frame) {
        let row_height = f64::from(typeset.column.row_height);
        let top = row_top(byte, ctx, typeset) + f64::from(frame.header);
        let y = self.y(typeset, frame);
        let view = f64::from(frame.view);
        let wanted = y.min(top - row_height).max(top + row_height * 2.0 - view);
        if (wanted - y).abs() > 0.5 {
            *self = Self::at(wanted.max(0.0), typeset, frame);
        }
    }
}

/// Top of the row of `byte`, in points below the top of the first block.
pub(super) fn row_top(byte: usize, ctx: &Context, typeset: &mut Typeset) -> f64 {
    let block = typeset.block_of(byte);
    let start = typeset.block_span(block).start;
    let row = typeset.layout(ctx, block).map_or(0, |layout| layout.row_of(byte.saturating_sub(start)));
    typeset.y_of(block) + row as f64 * f64::from(typeset.column.row_height)
}
