//! The head of the table: names of columns, by which to sort, and edges, by which to widen.

use super::column::Column;
use super::remembered::Remembered;
use crate::app::ctx::Ctx;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, size};
use crate::ui::widget::clipped_galley;
use egui::{CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the head in points.
pub const HEIGHT: f32 = 30.0;
/// Room between the edge of a column and what stands in it.
pub const PAD: f32 = 12.0;
/// Width of the edge that takes the pointer.
const GRIP: f32 = 9.0;

/// What was done at the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Headed {
    /// Sort by a column, or the other way round.
    Sort(Column),
    /// Give a column another width.
    Widen(Column, f32),
}

/// Draws the head with its left edge at `left`.
pub fn head_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    (rect, left): (Rect, f32),
    columns: &[(Column, f32)],
    remembered: &Remembered,
) -> Option<Headed> {
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.tokens.line));
    let mut headed = None;
    let mut x = left;
    for (column, width) in columns {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, rect.height()));
        x += width;
        if name_ui(ui, ctx, cell, *column, remembered) {
            headed = Some(Headed::Sort(*column));
        }
    }
    let mut x = left;
    for (column, width) in columns {
        x += width;
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(GRIP, rect.height()));
        headed = grip_ui(ui, ctx, grip, *column, x - width).or(headed);
    }
    headed
}

fn name_ui(ui: &Ui, ctx: Ctx<'_>, cell: Rect, column: Column, remembered: &Remembered) -> bool {
    let sort = remembered.sorts.first().filter(|sort| sort.column == column);
    let response = ui.interact(cell, ui.scope_id().with(("head", column)), Sense::click());
    let state = sort.map_or("", |sort| if sort.is_reversed { ", sorted the other way round" } else { ", sorted" });
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort by {}{state}", column.name().to_lowercase()))
    });
    if ui.is_rect_visible(cell) {
        let is_lit = response.hovered() || response.has_focus() || sort.is_some();
        let ink = if is_lit { ctx.tokens.ink } else { ctx.tokens.soft };
        let room = cell.width() - PAD - if sort.is_some() { 14.0 } else { 0.0 };
        let galley = clipped_galley(ui.painter(), column.name(), theme::semibold(size::CAPTION), ink, room);
        let at = pos2(cell.left() + PAD, cell.center().y - galley.size().y / 2.0);
        let right = at.x + galley.size().x;
        ui.painter().galley(at, galley, ink);
        if let Some(sort) = sort {
            let sign = if sort.is_reversed { Glyph::ChevronDown } else { Glyph::ChevronUp };
            glyph::paint(ui.painter(), pos2(right + 9.0, cell.center().y), 8.0, sign, ctx.tokens.accent);
        }
    }
    let again = if sort.is_some() { "Click to turn it round" } else { "Click to sort" };
    response.on_hover_text(format!("{again}: {}", column.order())).clicked()
}

/// The edge at the right of a column.
fn grip_ui(ui: &Ui, ctx: Ctx<'_>, grip: Rect, column: Column, left: f32) -> Option<Headed> {
    let response = ui.interact(grip, ui.scope_id().with(("grip", column)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, format!("Width of {}", column.name())));
    let is_lit = response.hovered() || response.dragged();
    let (colour, inset) = if is_lit { (ctx.tokens.accent, 4.0) } else { (ctx.tokens.line, 9.0) };
    ui.painter().vline(grip.center().x.round() - 0.5, grip.y_range().shrink(inset), Stroke::new(1.0, colour));
    let response = response.on_hover_cursor(CursorIcon::ResizeColumn);
    if response.double_clicked() {
        return Some(Headed::Widen(column, column.default_width()));
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some(Headed::Widen(column, pointer.x - left))
}
