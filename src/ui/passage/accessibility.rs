//! The text as assistive technology meets it: a document, a label per block in view, a button per bracket.

use super::block_layout::BlockLayout;
use super::decor::Decor;
use super::response::PassageResponse;
use super::view::PassageView;
use crate::text::read_out;
use egui::text::CCursor;
use egui::text_selection::CCursorRange;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, emath::TSTransform, pos2, vec2};

impl PassageView {
    /// Publishes what is in view; costs nothing when no assistive technology listens.
    pub(super) fn publish(&self, ui: &mut Ui, left: f32, out: &mut PassageResponse) {
        let id = out.response.id;
        let title = if self.header.title.is_empty() { "Document text" } else { &self.header.title };
        out.response.widget_info(|| WidgetInfo::labeled(Role::Document, true, title));
        let is_heard = ui.ctx().accesskit_node_builder(id, |node| {
            node.set_read_only();
            if let Some(text) = self.selected_text().filter(|text| text.len() <= 2000) {
                node.set_description(format!("Selected: {text}"));
            }
        });
        if is_heard.is_none() {
            return;
        }
        let inside = UiBuilder::new().accessibility_parent(id).max_rect(out.response.rect);
        let mut ui = ui.new_child(inside);
        ui.shrink_clip_rect(out.response.rect);
        self.announce_focused(&ui, id.with("announcement"));
        for &(block, top) in &self.visible {
            self.publish_block(&ui, block, pos2(left, top), id);
            if let Some(decor) = self.typeset.decor(block) {
                publish_brackets(&ui, &decor, pos2(left, top), id.with(("brackets", block)), out);
            }
        }
    }

    fn publish_block(&self, ui: &Ui, block: usize, at: egui::Pos2, id: egui::Id) {
        let (Some(layout), text) = (self.typeset.known_layout(block), self.typeset.block_text(block)) else { return };
        if text.is_empty() {
            return;
        }
        let size = vec2(self.typeset.column.width, layout.n_rows() as f32 * self.typeset.column.row_height);
        let response = ui.interact(Rect::from_min_size(at, size), id.with(("block", block)), Sense::hover());
        let has_marks = !layout.hidden_marks().is_empty();
        let heard = if has_marks { read_out(text) } else { text.into() };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &*heard));
        if let BlockLayout::Shaped(shaped) = layout {
            let to_window = TSTransform::from_translation(at.to_vec2());
            let cursors = self.cursors_in(block);
            update_accesskit_for_text_widget(ui.ctx(), response.id, cursors, to_window, &shaped.galley);
        }
    }

    /// Has the statement at work read out when it becomes another.
    fn announce_focused(&self, ui: &Ui, id: egui::Id) {
        let Some(mark) = self.focused.and_then(|statement| self.marks.of_statement(statement).next()) else { return };
        let words = self.typeset.text.as_str().get(mark.span.start..mark.span.end).unwrap_or_default();
        let words: String = words.chars().take(200).collect();
        let name = format!("{}: {words}", mark.name);
        let corner = Rect::from_min_size(ui.max_rect().min, vec2(1.0, 1.0));
        let response = ui.interact(corner, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
    }

    /// The part of the selection in `block`, in characters, when the caret is in it.
    fn cursors_in(&self, block: usize) -> Option<CCursorRange> {
        let span = self.typeset.block_span(block);
        if self.typeset.block_of(self.selection.head) != block {
            return None;
        }
        let text = self.typeset.block_text(block);
        let chars_before = |byte: usize| {
            let inside = byte.clamp(span.start, span.end) - span.start;
            CCursor::new(text[..text.floor_char_boundary(inside)].chars().count())
        };
        Some(CCursorRange::two(chars_before(self.selection.anchor), chars_before(self.selection.head)))
    }
}

/// A button for each bracket that begins here, named after its statement.
fn publish_brackets(ui: &Ui, decor: &Decor, at: egui::Pos2, id: egui::Id, out: &mut PassageResponse) {
    for (i, bracket) in decor.brackets.iter().enumerate().filter(|(_, bracket)| bracket.opens) {
        let area = bracket.area().translate(at.to_vec2());
        let response = ui.interact(area, id.with(i), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*bracket.name));
        if response.clicked() {
            out.clicked_statement = Some(bracket.statement);
        }
    }
    if let Some(area) = decor.hidden.iter().map(|hidden| hidden.area).reduce(Rect::union) {
        let response = ui.interact(area.translate(at.to_vec2()), id.with("more"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, super::hover::more_name(decor.hidden.len())));
    }
}
