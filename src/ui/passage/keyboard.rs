//! Scrolling and selecting with the keyboard.

use super::edge::moved_edge;
use super::keys::{KeyAction, action_of};
use super::motion::{Step, Way, target};
use super::selection::Selection;
use super::view::{PassageView, Reveal};
use egui::{Context, EventFilter, Response, Ui};

impl PassageView {
    /// Takes the keys meant for the reader, while it has the focus.
    pub(super) fn take_keys(&mut self, ui: &Ui, response: &Response) {
        if !response.has_focus() {
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let has_selection = self.selection().is_some();
        let mut actions = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match action_of(event) {
                Some(KeyAction::Copy) if !has_selection => true,
                Some(action) => {
                    actions.push(action);
                    false
                }
                None => true,
            });
        });
        for action in actions {
            match action {
                KeyAction::Scroll(step, way) => self.scroll_by_key(step, way),
                KeyAction::Extend(step, way) => self.extend(step, way),
                KeyAction::SelectAll => self.select_all(),
                KeyAction::Copy => ui.ctx().copy_text(self.selected_text().unwrap_or_default().to_owned()),
            }
        }
    }

    fn scroll_by_key(&mut self, step: Step, way: Way) {
        let row = self.typeset.column.row_height;
        let points = match step {
            Step::Page => (self.frame.view - row * 2.0).max(row),
            Step::Document => f32::INFINITY,
            _ => row * 2.0,
        };
        match (step, way) {
            (Step::Document, Way::Back) => {
                self.scroll.block = 0;
                self.scroll.offset = f32::NEG_INFINITY;
            }
            (Step::Document, Way::Forward) => self.scroll.block = self.typeset.last_block(),
            (_, Way::Back) => self.scroll.offset -= points,
            (_, Way::Forward) => self.scroll.offset += points,
        }
    }

    /// Carries out the steps asked for since the last frame.
    pub(super) fn take_steps(&mut self, ctx: &Context) {
        for (step, way) in std::mem::take(&mut self.steps) {
            let head = self.selection.head;
            let text = self.typeset.text.as_str();
            // An end inside the selection goes from end to end and a start from start to start, as far as there are any.
            let within = self.selection_edge().map(|end| moved_edge(text, self.selection.span(), end, step, way));
            let reached = match within.filter(|to| *to != head).or_else(|| target(text, head, step, way)) {
                Some(byte) => {
                    self.goal_x = None;
                    byte
                }
                None => self.row_target(ctx, head, step, way),
            };
            self.selection = Selection { head: reached, ..self.selection };
            self.reveal = Some(Reveal::Byte(reached));
        }
    }

    /// Where a step leads that depends on rows.
    fn row_target(&mut self, ctx: &Context, head: usize, step: Step, way: Way) -> usize {
        let block = self.typeset.block_of(head);
        let start = self.typeset.block_span(block).start;
        let Some(layout) = self.typeset.layout(ctx, block) else { return head };
        let row = layout.row_of(head - start);
        if step == Step::RowEdge {
            self.goal_x = None;
            let bytes = layout.row_bytes(row);
            let is_last = row + 1 == layout.n_rows();
            return match way {
                Way::Back => start + bytes.start,
                Way::Forward if is_last => start + bytes.end,
                Way::Forward => start + layout.hit(row, f32::INFINITY).border,
            };
        }
        let x = *self.goal_x.get_or_insert_with(|| layout.x_of(row, head - start));
        let rows_in_view = (self.frame.view / self.typeset.column.row_height) as usize;
        let n_rows = if step == Step::Page { rows_in_view.saturating_sub(2).max(1) } else { 1 };
        self.rows_away(ctx, (block, row), n_rows, way).map_or(
            if way == Way::Back { 0 } else { self.typeset.text.len() },
            |(block, row)| {
                let start = self.typeset.block_span(block).start;
                let border = self.typeset.layout(ctx, block).map_or(0, |layout| layout.hit(row, x).border);
                self.grapheme_border(start + border, Way::Back)
            },
        )
    }

    /// The row `n_rows` away from a row of a block; `None` beyond the first and the last.
    fn rows_away(&mut self, ctx: &Context, from: (usize, usize), n_rows: usize, way: Way) -> Option<(usize, usize)> {
        let (mut block, mut row) = from;
        for _ in 0..n_rows {
            let n_here = self.typeset.layout(ctx, block)?.n_rows();
            (block, row) = match way {
                Way::Forward if row + 1 < n_here => (block, row + 1),
                Way::Forward if block == self.typeset.last_block() => return None,
                Way::Forward => (block + 1, 0),
                Way::Back if row > 0 => (block, row - 1),
                Way::Back if block == 0 => return None,
                Way::Back => (block - 1, self.typeset.layout(ctx, block - 1)?.n_rows() - 1),
            };
        }
        Some((block, row))
    }
}
