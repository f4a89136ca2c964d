//! Draws a table of figures and tells what was asked of it.

use super::layout::{HEAD_LINES, ROW, SIGN, STEP_IN};
use super::{Figures, Head, Layout, Spot};
use crate::ui::glyph;
use crate::ui::theme::{self, Tokens, radius, size, space};
use crate::ui::widget::clipped_galley;
use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Color32, CursorIcon, FontId, Popup, PopupCloseBehavior, Pos2, Rect, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// What was asked of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Open the passages of a place.
    Opened(Spot),
}

/// What the drawing of one table needs.
struct Pen<'a, T: Figures> {
    tokens: &'a Tokens,
    table: &'a T,
    layout: &'a Layout,
    menu: &'a mut dyn FnMut(&mut Ui, Spot),
    done: Option<Done>,
    id: egui::Id,
}

/// Draws `table`, at most `height` points high; `menu` draws the menu of a place that has one.
pub fn table_ui<T: Figures>(
    ui: &mut Ui,
    tokens: &Tokens,
    table: &T,
    layout: &Layout,
    height: f32,
    menu: &mut dyn FnMut(&mut Ui, Spot),
) -> Option<Done> {
    let id = ui.make_persistent_id(("figures", table.name()));
    let mut pen = Pen { tokens, table, layout, menu, done: None, id };
    let area = ScrollArea::both().id_salt(id).max_height(height.max(layout.head_height + 3.0 * ROW));
    area.show_viewport(ui, |ui, viewport| {
        let (rect, _) = ui.allocate_exact_size(layout.size(), Sense::hover());
        let whole = ui.interact(rect, id, Sense::hover());
        whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, table.name()));
        let view = Rect::from_min_size(rect.min + viewport.min.to_vec2(), viewport.size()).intersect(rect);
        pen.draw(ui, rect.min, view.intersect(ui.clip_rect()));
    });
    pen.done
}

impl<T: Figures> Pen<'_, T> {
    /// Draws the four parts, each clipped to its own: `origin` is where the table begins, `view` what is seen of it.
    fn draw(&mut self, ui: &mut Ui, origin: Pos2, view: Rect) {
        let split = view.min + vec2(self.layout.heads, self.layout.head_height);
        let first = origin + vec2(self.layout.heads, self.layout.head_height);
        let columns = self.layout.columns_in(split.x - first.x, view.max.x - first.x);
        let total = self.pinned_total(first.y, split.y, view.max.y);
        let end = total.map_or(view.max.y, |(_, y)| y);
        let rows = self.layout.rows_in(split.y - first.y, end - first.y);
        let body = Rect::from_min_max(split, pos2(view.max.x, end));
        let child = |ui: &mut Ui, clip: Rect| {
            let mut child = ui.new_child(UiBuilder::new().max_rect(clip).id_salt(clip.min.x > view.min.x));
            child.set_clip_rect(clip);
            child
        };
        let lines = Rect::from_min_max(pos2(view.min.x, split.y), pos2(view.max.x, end));
        self.hairlines(&child(ui, lines), first.y, view, &rows);
        let mut part = child(ui, body);
        for row in rows.clone() {
            for column in columns.clone() {
                let rect = self.layout.cell(first, row, column);
                self.cell_ui(&mut part, rect, Spot::cell(row, column));
            }
        }
        let mut part = child(ui, Rect::from_min_max(pos2(view.min.x, split.y), pos2(split.x, end)));
        for row in rows {
            let rect = self.layout.row_head(view.min.x, first.y, row);
            self.row_head_ui(&mut part, rect, row);
        }
        if let Some((row, y)) = total {
            // As if the table were so short that its last row stands here.
            let first = pos2(first.x, y - row as f32 * ROW);
            let mut part = child(ui, Rect::from_min_max(pos2(split.x, y), view.max));
            for column in columns.clone() {
                self.cell_ui(&mut part, self.layout.cell(first, row, column), Spot::cell(row, column));
            }
            let mut part = child(ui, Rect::from_min_max(pos2(view.min.x, y), pos2(split.x, view.max.y)));
            self.row_head_ui(&mut part, self.layout.row_head(view.min.x, first.y, row), row);
            let painter = ui.painter().with_clip_rect(view);
            painter.hline(view.x_range(), y - 0.5, Stroke::new(1.0, self.tokens.faint));
        }
        let mut part = child(ui, Rect::from_min_max(pos2(split.x, view.min.y), pos2(view.max.x, split.y)));
        for column in columns {
            let rect = self.layout.column_head(first.x, view.min.y, column);
            self.column_head_ui(&mut part, rect, column);
        }
        let painter = ui.painter().with_clip_rect(view);
        let font = theme::semibold(size::CAPTION);
        let corner = clipped_galley(&painter, &self.table.corner(), font, self.tokens.soft, self.layout.heads - 8.0);
        let at = pos2(view.min.x, split.y - space::TIGHT - space::LINE - corner.size().y);
        painter.galley(at, corner, self.tokens.soft);
        painter.hline(view.x_range(), split.y - 0.5, Stroke::new(1.0, self.tokens.faint));
    }

    /// The row of totals and where it stands, when it would lie below what is seen: it stays in view at the bottom.
    fn pinned_total(&self, first: f32, top: f32, bottom: f32) -> Option<(usize, f32)> {
        let last = self.table.n_rows().checked_sub(1).filter(|last| self.table.is_total_row(*last))?;
        let is_below = first + (last + 1) as f32 * ROW > bottom + 1.0;
        // In little room figures are worth more than their totals.
        (is_below && bottom - top >= 4.0 * ROW).then_some((last, bottom - ROW))
    }

    fn hairlines(&self, ui: &Ui, top: f32, view: Rect, rows: &std::ops::Range<usize>) {
        for row in rows.clone() {
            let is_before_total = row + 1 < self.table.n_rows() && self.table.is_total_row(row + 1);
            let is_total = self.table.is_total_row(row);
            let ink = if is_before_total && !is_total { self.tokens.faint } else { self.tokens.line };
            let y = top + (row + 1) as f32 * ROW - 0.5;
            ui.painter().hline(view.x_range(), y, Stroke::new(1.0, ink));
        }
    }

    /// Makes a place a control where it does something.
    fn control(&mut self, ui: &Ui, rect: Rect, spot: Spot) -> Option<Response> {
        let deed = self.table.deed(spot);
        if deed.is_none() && !self.table.has_menu(spot) {
            return None;
        }
        // A place that is partly in view is where it is seen.
        let seen = rect.shrink(0.5).intersect(ui.clip_rect());
        let response = ui.interact(seen, self.id.with(spot), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.table.spoken(spot)));
        if response.gained_focus() {
            ui.scroll_to_rect(rect.expand2(vec2(self.layout.heads, self.layout.head_height)), None);
        }
        if let Some(deed) = deed {
            if response.hovered() {
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            }
            if response.clicked() {
                self.done = Some(Done::Opened(spot));
            }
            response.clone().on_hover_text(deed);
        }
        if self.table.has_menu(spot) {
            let menu = &mut *self.menu;
            let popup = Popup::context_menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick);
            popup.show(|ui| menu(ui, spot));
        }
        Some(response)
    }

    fn focus_ring(&self, ui: &Ui, rect: Rect, response: Option<&Response>) {
        if response.is_some_and(Response::has_focus) {
            let stroke = Stroke::new(1.5, self.tokens.accent);
            ui.painter().rect_stroke(rect.shrink(1.0), radius::SMALL, stroke, StrokeKind::Inside);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, rect: Rect, spot: Spot) {
        let (Some(row), Some(column)) = (spot.row, spot.column) else { return };
        let figure = self.table.figure(row, column);
        let is_total = self.table.is_total_row(row) || self.table.is_total_column(column);
        if let Some(fill) = figure.shade.fill(self.tokens) {
            ui.painter().rect_filled(rect.shrink2(vec2(1.0, 1.0)), 0.0, fill);
        }
        let response = self.control(ui, rect, spot);
        let is_empty = figure.text.is_empty();
        let text = if is_empty { "·".to_owned() } else { figure.text };
        let font = if is_total { theme::semibold(size::BODY) } else { theme::font(size::BODY) };
        let ink = if is_empty { self.tokens.faint } else { self.tokens.ink };
        let galley = ui.painter().layout_no_wrap(text, font, ink);
        let at = pos2(rect.right() - self.layout.inset - galley.size().x, rect.center().y - galley.size().y / 2.0);
        let under = galley.size();
        ui.painter().galley(at, galley, ink);
        if response.as_ref().is_some_and(Response::hovered) {
            underline(ui, at, under, ink);
        }
        self.focus_ring(ui, rect, response.as_ref());
    }

    fn row_head_ui(&mut self, ui: &mut Ui, rect: Rect, row: usize) {
        let head = self.table.row_head(row);
        let response = self.control(ui, rect, Spot::row(row));
        let left = rect.left() + head.depth as f32 * STEP_IN;
        let left = sign_ui(ui, self.tokens, &head, pos2(left, rect.center().y));
        let font = if self.table.is_total_row(row) { theme::semibold(size::BODY) } else { theme::font(size::BODY) };
        let ink = if head.is_soft { self.tokens.soft } else { self.tokens.ink };
        let galley = clipped_galley(ui.painter(), &head.label, font, ink, rect.right() - space::STEP - left);
        let (at, under) = (pos2(left, rect.center().y - galley.size().y / 2.0), galley.size());
        let is_cut = galley.elided;
        ui.painter().galley(at, galley, ink);
        if let Some(response) = &response {
            if response.hovered() {
                underline(ui, at, under, ink);
            }
            if is_cut {
                response.clone().on_hover_text(&*head.label);
            }
        }
        self.focus_ring(ui, rect, response.as_ref());
    }

    fn column_head_ui(&mut self, ui: &mut Ui, rect: Rect, column: usize) {
        let head = self.table.column_head(column);
        let response = self.control(ui, rect, Spot::column(column));
        let ink = if head.is_soft { self.tokens.soft } else { self.tokens.ink };
        let ink = if self.table.is_total_column(column) { self.tokens.ink } else { ink };
        if self.layout.has_upright_heads {
            return self.upright_ui(ui, rect, &head, ink, response);
        }
        let sign = if head.sign.is_some() { SIGN } else { 0.0 };
        let job = wrapped(&head.label, theme::semibold(size::CAPTION), ink, rect.width() - space::STEP - 4.0 - sign);
        let galley = ui.painter().layout_job(job);
        let bottom = rect.bottom() - space::TIGHT - space::LINE;
        let at = pos2(rect.right() - space::STEP, bottom - galley.size().y);
        let (under, is_cut) = (galley.size(), galley.elided);
        let left = at.x - under.x;
        ui.painter().galley(at, galley, ink);
        sign_ui(ui, self.tokens, &head, pos2(left - sign, bottom - 7.0));
        if let Some(response) = &response {
            if response.hovered() {
                underline(ui, pos2(left, at.y), under, ink);
            }
            if is_cut {
                response.clone().on_hover_text(&*head.label);
            }
        }
        self.focus_ring(ui, rect, response.as_ref());
    }

    /// Draws the head of a column that is read from below.
    fn upright_ui(&self, ui: &Ui, rect: Rect, head: &Head<'_>, ink: Color32, response: Option<Response>) {
        let bottom = rect.bottom() - space::TIGHT - space::LINE;
        let sign = if head.sign.is_some() { SIGN } else { 0.0 };
        sign_ui(ui, self.tokens, head, pos2(rect.center().x - 6.0, bottom - 6.0));
        let room = bottom - sign - rect.top() - space::TIGHT;
        let galley = clipped_galley(ui.painter(), &head.label, theme::semibold(size::CAPTION), ink, room);
        let (size, is_cut) = (galley.size(), galley.elided);
        let at = pos2(rect.center().x - size.y / 2.0, bottom - sign);
        let words = TextShape::new(at, galley, ink).with_angle(-std::f32::consts::FRAC_PI_2);
        ui.painter().add(words);
        self.focus_ring(ui, rect, response.as_ref());
        let Some(response) = response else { return };
        if response.hovered() {
            ui.painter().vline(at.x + size.y - 1.0, at.y - size.x..=at.y, Stroke::new(1.0, ink));
        }
        if is_cut {
            response.on_hover_text(&*head.label);
        }
    }
}

/// Paints the sign of a head; returns where its words begin.
fn sign_ui(ui: &Ui, tokens: &Tokens, head: &Head<'_>, at: Pos2) -> f32 {
    let Some((sign, hue)) = head.sign else { return at.x };
    glyph::paint(ui.painter(), at + vec2(6.0, 0.0), 10.0, sign, tokens.hue(hue));
    at.x + SIGN
}

fn underline(ui: &Ui, at: Pos2, size: egui::Vec2, ink: Color32) {
    ui.painter().hline(at.x..=at.x + size.x, at.y + size.y - 1.0, Stroke::new(1.0, ink));
}

/// Words over several lines, which end at the right.
fn wrapped(text: &str, font: FontId, ink: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: HEAD_LINES, ..TextWrapping::default() };
    job.halign = Align::RIGHT;
    job
}
