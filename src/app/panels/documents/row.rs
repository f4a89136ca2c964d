//! One document in the list.

use super::words::meta_line;
use crate::app::ctx::Ctx;
use crate::app::panels::placing::queue::n_waiting;
use crate::app::progress::Reached;
use crate::app::words::count;
use crate::model::{AnnotationSet, Document, TextState};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::clipped_text;
use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Height of a row in points.
pub(super) const ROW_HEIGHT: f32 = 56.0;

/// What a row shows.
pub(super) struct Row<'a> {
    pub(super) document: &'a Document,
    /// What this coder has coded in it.
    pub(super) set: Option<&'a AnnotationSet>,
    /// The share of its sentences that is coded, in per cent, where it is known and worth saying.
    pub(super) percent: Option<u32>,
    /// Whether it is one of several chosen together.
    pub(super) is_chosen: bool,
}

/// Draws one document.
pub(super) fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &Row<'_>, size: Vec2) -> Response {
    let tokens = ctx.tokens;
    let Row { document, set, percent, is_chosen } = *row;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_open = ctx.coding.document.as_ref() == Some(&document.path);
    let reached = Reached::of(set);
    let n = set.map_or(0, AnnotationSet::len);
    let n_conflicts = n_conflicts(row);
    response.widget_info(|| {
        let share = percent.map(|percent| format!(", {percent} % coded")).unwrap_or_default();
        let chosen = if is_chosen { ", chosen" } else { "" };
        let counted = count(n, "statement");
        let waiting = match set.map_or(0, |set| n_waiting(set.unplaced().values())) {
            0 => String::new(),
            n => format!(", {n} to place"),
        };
        let conflicts = if n_conflicts > 0 { format!(", {}", count(n_conflicts, "conflict")) } else { String::new() };
        let name = format!("{}, {}, {counted}{waiting}{share}{conflicts}{chosen}", document.title(), reached.name());
        WidgetInfo::selected(Role::Button, true, is_open, name)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let (row_of, row) = (row, rect.shrink2(vec2(0.0, 1.0)));
    let painter = ui.painter();
    if is_open || is_chosen {
        painter.rect_filled(row, radius::CONTROL, tokens.selected);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(row, radius::CONTROL, tokens.selected.gamma_multiply(0.5));
    }
    if response.has_focus() || is_chosen {
        painter.rect_stroke(row, radius::CONTROL, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
    }
    let sign_colour = if reached == Reached::NotStarted { tokens.faint } else { tokens.accent };
    glyph::paint(painter, pos2(row.left() + 15.0, row.top() + 17.0), 13.0, reached.sign(), sign_colour);
    let counted = if n == 0 && reached == Reached::NotStarted { "–".to_owned() } else { n.to_string() };
    let number = painter.layout_no_wrap(counted, theme::font(size::NOTE), tokens.soft);
    let mut number_left = row.right() - 8.0 - number.size().x;
    painter.galley(pos2(number_left, row.top() + 10.0), number, tokens.soft);
    if n_conflicts > 0 {
        number_left -= 16.0;
        glyph::paint(painter, pos2(number_left + 6.0, row.top() + 17.0), 9.0, Glyph::Differs, tokens.warning);
    }
    let left = row.left() + 34.0;
    let room = number_left - 8.0 - left;
    clipped_text(painter, pos2(left, row.top() + 8.0), document.title(), theme::semibold(size::BODY), tokens.ink, room);
    let n_to_place = set.map_or(0, |set| n_waiting(set.unplaced().values()));
    let (line, colour) = match &document.text {
        TextState::Failed(_) => ("cannot be read".to_owned(), tokens.warning),
        _ if n_to_place > 0 => (format!("{n_to_place} to place · {}", meta_line(document)), tokens.warning),
        TextState::Pending | TextState::Ready(_) => (meta_line(document), tokens.soft),
    };
    let mut line_right = row.right() - 8.0;
    if let Some(percent) = percent {
        let share = painter.layout_no_wrap(format!("{percent} %"), theme::font(size::CAPTION), tokens.soft);
        line_right -= share.size().x;
        painter.galley(pos2(line_right, row.top() + 30.0), share, tokens.soft);
        line_right -= 8.0;
    }
    clipped_text(painter, pos2(left, row.top() + 29.0), &line, theme::font(size::NOTE), colour, line_right - left);
    tooltip(response, row_of, reached, n)
}

/// How much in the document two people said otherwise.
fn n_conflicts(row: &Row<'_>) -> usize {
    let statements: usize = row.set.iter().flat_map(|set| set.rivals().values()).map(Vec::len).sum();
    statements + row.document.rivals.len()
}

fn tooltip(response: Response, row: &Row<'_>, reached: Reached, n: usize) -> Response {
    let Row { document, percent, .. } = *row;
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(egui::RichText::new(document.title()).font(theme::semibold(size::BODY)));
        let meta = meta_line(document);
        if meta != document.path.as_str() {
            ui.label(meta);
        }
        ui.label(document.path.as_str());
        match reached {
            Reached::NothingCoded => ui.label(reached.name()),
            _ => ui.label(format!("{}, {}", reached.name(), count(n, "statement"))),
        };
        if n_conflicts(row) > 0 {
            ui.label(format!("{} to settle", count(n_conflicts(row), "conflict")));
        }
        if let Some(percent) = percent {
            ui.label(format!("{percent} % of its sentences are in a passage"));
        }
        if let TextState::Failed(cause) = &document.text {
            ui.label(cause);
        }
        for (name, value) in &document.meta.variables {
            ui.label(format!("{name}: {value}"));
        }
        if !document.meta.note.is_empty() {
            ui.label(&document.meta.note);
        }
    })
}
