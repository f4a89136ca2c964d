//! What lies under a pointer at rest: a statement, its bracket, lanes that are not drawn.

use super::decor::Decor;
use super::response::PassageResponse;
use super::view::PassageView;
use egui::{CursorIcon, Pos2, Ui, pos2};
use std::sync::Arc;

/// What a point of the margin stands for.
enum MarginHit {
    /// A statement, and what it is called.
    Statement(u64, Arc<str>),
    /// So many statements that have no lane of their own.
    More(usize),
}

impl PassageView {
    /// Finds the statement under the pointer, says what it is called, and takes a click on its bracket.
    pub(super) fn take_hover(&mut self, ui: &Ui, left: f32, out: &mut PassageResponse) {
        self.hovered = None;
        let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| out.response.contains_pointer());
        let is_selecting = self.press.is_some() && self.selection().is_some();
        let Some(pointer) = pointer.filter(|_| !is_selecting) else { return };
        match self.margin_at(pointer, left) {
            Some(MarginHit::Statement(statement, name)) => {
                self.hovered = Some(statement);
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                if out.clicked_at.take().is_some() {
                    out.clicked_statement = Some(statement);
                }
                tooltip(out, &name);
            }
            Some(MarginHit::More(n)) => tooltip(out, &more_name(n)),
            None => {
                let hit = self.hit(ui.ctx(), pointer, left).filter(|hit| hit.is_on_text);
                self.hovered = hit.and_then(|hit| self.statements_at(hit.under).first().copied());
                if out.response.hovered() && pointer.x > left - 4.0 {
                    ui.ctx().set_cursor_icon(CursorIcon::Text);
                }
            }
        }
        out.hovered_statement = self.hovered;
    }

    fn margin_at(&self, pointer: Pos2, left: f32) -> Option<MarginHit> {
        if pointer.x >= left {
            return None;
        }
        let nearest = self.visible.partition_point(|(_, top)| *top <= pointer.y).checked_sub(1)?;
        let (block, top) = self.visible[nearest];
        self.typeset.decor(block)?.at(pos2(pointer.x - left, pointer.y - top))
    }
}

impl Decor {
    /// What a point of the margin stands for, relative to the left edge of the text and the top of the block.
    fn at(&self, at: Pos2) -> Option<MarginHit> {
        let by_tag = self.tags.iter().find(|(_, area)| area.contains(at)).map(|(bracket, _)| *bracket);
        let by_line = || self.brackets.iter().position(|bracket| bracket.area().contains(at));
        if let Some(bracket) = by_tag.or_else(by_line) {
            let bracket = &self.brackets[bracket];
            return Some(MarginHit::Statement(bracket.statement, Arc::clone(&bracket.name)));
        }
        self.more.filter(|more| more.contains(at.x)).map(|_| MarginHit::More(self.n_more))
    }
}

/// What the dots in the last lane say.
pub(super) fn more_name(n: usize) -> String {
    if n == 1 { "1 more statement here".to_owned() } else { format!("{n} more statements here") }
}

fn tooltip(out: &PassageResponse, text: &str) {
    out.response.clone().on_hover_ui_at_pointer(|ui| {
        ui.label(text);
    });
}
