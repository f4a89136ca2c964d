//! What lies under a pointer at rest: a statement, its bracket, lanes that are not drawn.

use super::decor::Decor;
use super::hidden_mark::HiddenMark;
use super::response::PassageResponse;
use super::view::PassageView;
use egui::{CursorIcon, Pos2, Ui, pos2};
use std::sync::Arc;

/// Most names in one tooltip.
const MAX_NAMES: usize = 8;

/// What a point of the margin stands for.
enum MarginHit {
    /// A statement, and what it is called.
    Statement(u64, Arc<str>),
    /// Statements that share one sign, or have no lane of their own: the first of them, and what they are called.
    Several(u64, String),
}

impl PassageView {
    /// Finds the statement under the pointer, says what it is called, and takes a click on its bracket.
    pub(super) fn take_hover(&mut self, ui: &Ui, left: f32, out: &mut PassageResponse) {
        let is_selecting = self.press.is_some() && self.selection().is_some();
        let pointer = self.pointer.filter(|_| !is_selecting && self.grip.is_none());
        out.hovered_statement = pointer.and_then(|pointer| self.pointed_at(ui, pointer, left, out));
        self.isolation.point_at(out.hovered_statement, pointer, ui.ctx());
    }

    fn pointed_at(&mut self, ui: &Ui, pointer: Pos2, left: f32, out: &mut PassageResponse) -> Option<u64> {
        if self.handle_at(pointer, left).is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            return None;
        }
        match self.margin_at(pointer, left) {
            Some(MarginHit::Statement(statement, name)) => {
                take_click(ui, statement, out);
                tooltip(out, &name);
                Some(statement)
            }
            Some(MarginHit::Several(first, names)) => {
                take_click(ui, first, out);
                tooltip(out, &names);
                None
            }
            None => {
                if out.response.hovered() && pointer.x > left - 4.0 {
                    ui.ctx().set_cursor_icon(CursorIcon::Text);
                }
                if let Some(mark) = self.hidden_mark_at(pointer, left) {
                    tooltip(out, &mark.tooltip());
                }
                let hit = self.hit(ui.ctx(), pointer, left).filter(|hit| hit.is_on_text)?;
                let here = self.statements_at(hit.under);
                // Of several, the one at work goes on standing out while a key or a click goes through them.
                self.focused.filter(|focused| here.contains(focused)).or_else(|| here.first().copied())
            }
        }
    }

    fn hidden_mark_at(&self, pointer: Pos2, left: f32) -> Option<&HiddenMark> {
        let nearest = self.visible.partition_point(|(_, top)| *top <= pointer.y).checked_sub(1)?;
        let (block, top) = self.visible[nearest];
        let at = pos2(pointer.x - left, pointer.y - top);
        self.typeset.known_layout(block)?.hidden_marks().iter().find(|mark| mark.area.contains(at))
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
        let tag = self.tags.iter().find(|tag| tag.area().contains(at));
        if let Some(tag) = tag.filter(|tag| tag.brackets.len() > 1) {
            let brackets = tag.brackets.iter().map(|bracket| &self.brackets[*bracket]);
            return several(brackets.map(|bracket| (bracket.statement, &*bracket.name)));
        }
        let by_line = || {
            let under = self.brackets.iter().filter(|bracket| bracket.area().contains(at));
            under.min_by(|a, b| (a.x - at.x).abs().total_cmp(&(b.x - at.x).abs()))
        };
        if let Some(bracket) = tag.and_then(|tag| self.brackets.get(*tag.brackets.first()?)).or_else(by_line) {
            return Some(MarginHit::Statement(bracket.statement, Arc::clone(&bracket.name)));
        }
        let hidden = self.hidden.iter().filter(|hidden| hidden.area.contains(at));
        several(hidden.map(|hidden| (hidden.statement, &*hidden.name)))
    }
}

fn several<'a>(statements: impl Iterator<Item = (u64, &'a str)>) -> Option<MarginHit> {
    let (statements, names): (Vec<u64>, Vec<&str>) = statements.unzip();
    statements.first().map(|first| MarginHit::Several(*first, listed(&names)))
}

fn take_click(ui: &Ui, statement: u64, out: &mut PassageResponse) {
    ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    if out.clicked_at.take().is_some() {
        out.clicked_statement = Some(statement);
    }
}

/// `names` one below the other, as many as can be taken in.
fn listed(names: &[&str]) -> String {
    let mut lines: Vec<String> = names.iter().take(MAX_NAMES).map(|name| (*name).to_owned()).collect();
    if names.len() > MAX_NAMES {
        lines.push(format!("and {} more", names.len() - MAX_NAMES));
    }
    lines.join("\n")
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
