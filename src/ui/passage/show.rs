//! One frame of the reader.

use super::decor::{Decor, Source};
use super::margin::Margin;
use super::quiet::QuietColors;
use super::reader_style::{Column, ReaderStyle};
use super::response::PassageResponse;
use super::scroll::ScrollPosition;
use super::view::{PassageView, Reveal};
use crate::ui::theme::Tokens;
use crate::ui::widget::{Extent, ScrollBar};
use egui::{Context, Rect, Response, Sense, Ui, pos2};
use std::sync::Arc;

impl PassageView {
    /// Shows the document in all the room that is left in `ui`.
    pub fn show(&mut self, ui: &mut Ui, style: &ReaderStyle<'_>) -> PassageResponse {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("passage");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        let before = self.selection;
        let ctx = ui.ctx().clone();
        let header = self.set_up(&ctx, rect, style);
        let bar = ScrollBar::new(ui, rect, id.with("bar"), self.frame.max_y(&self.typeset));
        self.take_keys(ui, &response);
        self.take_steps(&ctx);
        self.take_scrolling(ui, &response, bar.as_ref());
        self.lay_out_visible(&ctx, rect);
        let left = rect.left() + self.typeset.column.left;
        self.text_left = left;
        let mut out = idle_response(response);
        self.pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| out.response.contains_pointer());
        self.take_pointer(ui, left, &mut out);
        self.build_decor(&ctx, style.tokens);
        self.take_hover(ui, left, &mut out);

        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect_filled(rect, 0.0, style.tokens.page);
        if self.scroll.block == 0 {
            let top = self.visible.first().map_or(rect.top(), |(_, top)| *top) - header.height;
            header.paint(&painter, pos2(left, top));
        }
        self.paint(&painter, left, style.tokens, out.response.has_focus());
        self.paint_handles(&painter, left, style.tokens);
        if let Some(bar) = &bar {
            bar.paint(&painter, &self.extent(), style.tokens, "Document position");
        }
        self.publish(ui, left, &mut out);
        self.restore();
        out.selection_changed = self.selection.span() != before.span();
        out
    }

    /// Takes up size and style; the character at the top stays there when rows break elsewhere.
    fn set_up(&mut self, ctx: &Context, rect: Rect, style: &ReaderStyle<'_>) -> super::header::HeaderLayout {
        let column = Column::new(rect, style, ctx.pixels_per_point());
        let is_at_top = self.scroll.block == 0 && self.scroll.offset <= -self.frame.header + 0.5;
        let will_change = self.typeset.will_rewrap(&column, style);
        let anchor = (will_change && !self.visible.is_empty() && self.scroll.offset >= 0.0)
            .then(|| self.scroll.anchor(ctx, &mut self.typeset))
            .flatten();
        let has_changed = self.typeset.begin_frame(ctx, column, style);
        if let Some(anchor) = anchor.filter(|_| has_changed) {
            self.scroll = ScrollPosition::from_anchor(anchor, ctx, &mut self.typeset);
        }
        let header = self.header.lay_out(ctx, &column, style);
        self.frame.view = rect.height();
        self.frame.header = header.height;
        let is_short = self.typeset.total_height() + f64::from(header.height) <= f64::from(rect.height());
        self.frame.footer = if is_short { 0.0 } else { column.row_height * 3.0 };
        if is_at_top {
            self.scroll = ScrollPosition::top(&self.frame);
        }
        header
    }

    fn take_scrolling(&mut self, ui: &Ui, response: &Response, bar: Option<&ScrollBar>) {
        if response.contains_pointer() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            self.scroll.move_by(-wheel, &self.typeset, &self.frame);
        }
        if let Some(bar) = bar
            && let Some(y) = bar.drag(&self.extent(), &mut self.bar_grab)
        {
            self.scroll = ScrollPosition::at(y, &self.typeset, &self.frame);
        }
        match self.reveal.take() {
            Some(Reveal::Span(span)) => self.scroll.reveal(span, ui.ctx(), &mut self.typeset, &self.frame),
            Some(Reveal::Byte(byte)) => {
                self.scroll.settle(ui.ctx(), &mut self.typeset, &self.frame);
                self.scroll.follow(byte, ui.ctx(), &mut self.typeset, &self.frame);
            }
            Some(Reveal::Top(byte)) => {
                let byte = self.typeset.text.as_str().floor_char_boundary(byte);
                self.scroll = ScrollPosition::topped_by(byte, ui.ctx(), &mut self.typeset);
            }
            None => {}
        }
    }

    fn extent(&self) -> Extent {
        Extent {
            y: self.scroll.y(&self.typeset, &self.frame),
            max_y: self.frame.max_y(&self.typeset),
            view: self.frame.view,
        }
    }

    /// Lays out what is in view, and comes back from beyond the end.
    fn lay_out_visible(&mut self, ctx: &Context, rect: Rect) {
        self.view_bounds = rect.y_range();
        for _ in 0..4 {
            self.scroll.settle(ctx, &mut self.typeset, &self.frame);
            self.fill_visible(ctx, rect);
            let max_y = self.frame.max_y(&self.typeset);
            if self.scroll.y(&self.typeset, &self.frame) <= max_y + 0.5 {
                break;
            }
            self.scroll = ScrollPosition::at(max_y, &self.typeset, &self.frame);
        }
        let is_safe = |(block, _): &(usize, f32)| {
            self.typeset.known_layout(*block).is_some_and(super::block_layout::BlockLayout::is_safe)
        };
        self.uses_safe_layout = self.visible.iter().any(is_safe);
    }

    fn fill_visible(&mut self, ctx: &Context, rect: Rect) {
        let pixels_per_point = self.typeset.column.pixels_per_point;
        let mut y = ((rect.top() - self.scroll.offset) * pixels_per_point).round() / pixels_per_point;
        self.visible.clear();
        for block in self.scroll.block..=self.typeset.last_block() {
            if y >= rect.bottom() && !self.visible.is_empty() {
                break;
            }
            let height = self.typeset.lay_out(ctx, block);
            self.visible.push((block, y));
            y += height;
        }
    }

    /// Builds what is missing behind and beside the blocks in view.
    fn build_decor(&mut self, ctx: &Context, tokens: &Tokens) {
        let margin = Margin::new(&self.typeset.column, self.marks.n_lanes());
        if !self.decor_for.as_ref().is_some_and(|(of, with)| *of == margin && with == tokens) {
            self.typeset.forget_all_decor();
            self.decor_for = Some((margin, tokens.clone()));
            self.quiet = Some(QuietColors::new(tokens));
        }
        for i in 0..self.visible.len() {
            let (block, _) = self.visible[i];
            if self.typeset.has_decor(block) {
                continue;
            }
            let Some(layout) = self.typeset.layout(ctx, block) else { continue };
            let decor = Decor::new(&Source {
                ctx,
                layout: &layout,
                span: self.typeset.block_span(block),
                height: self.typeset.height(block),
                row_height: self.typeset.column.row_height,
                pixels_per_point: self.typeset.column.pixels_per_point,
                marks: &self.marks,
                margin,
                tokens,
            });
            self.typeset.set_decor(block, Arc::new(decor));
        }
    }
}

const fn idle_response(response: Response) -> PassageResponse {
    PassageResponse {
        response,
        selection_changed: false,
        selection_finished: false,
        clicked_at: None,
        clicked_statement: None,
        hovered_statement: None,
        handle: None,
    }
}
