//! The columns beside the table: filters at the left, details or a change of many at the right.

use super::bulk::{Bulk, bulk_ui};
use super::details::{details_ui, nothing_ui};
use super::place::PassagesPlace;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::filters::filters_beside;
use egui::{Frame, Margin, Panel, Ui};

/// Below this width in points there is no room for details beside the table.
pub const TOO_NARROW: f32 = 720.0;
/// Below this width in points the side columns narrow.
pub const NARROW: f32 = 1000.0;

/// Draws the filters at the left where they are shown and there is room.
pub fn facets_column(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    state.facets.refresh(ctx, &state.query);
    state.facets.is_stale = state.field.is_wrong(ui);
    if let Some(query) = filters_beside(ui, ctx, "passages-filters", &mut state.facets, &state.query, out) {
        state.show(query);
    }
}

/// Draws the change of many. Returns whether it is to be put away.
pub fn bulk_column(ui: &mut Ui, ctx: Ctx<'_>, bulk: &mut Bulk, out: &mut Vec<Action>) -> bool {
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 16, right: 0, top: 8, bottom: 0 });
    let size = if ui.available_width() < NARROW { 288.0 } else { 352.0 };
    let panel = Panel::right("passages-bulk").default_size(size).size_range(264.0..=600.0).frame(frame);
    panel.show(ui, |ui| bulk_ui(ui, ctx, bulk, out)).inner
}

/// Draws the details at the right where they are shown and there is room.
pub fn details_column(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    if let Some(bulk) = &mut state.bulk {
        if bulk_column(ui, ctx, bulk, out) {
            state.bulk = None;
        }
        return;
    }
    if !ctx.settings.shows_statement || ui.available_width() < TOO_NARROW {
        return;
    }
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 16, right: 0, top: 12, bottom: 0 });
    let is_narrow = ui.available_width() < NARROW;
    let (id, size) = if is_narrow { ("passages-details-narrow", 264.0) } else { ("passages-details", 296.0) };
    Panel::right(id).default_size(size).size_range(220.0..=560.0).frame(frame).show(ui, |ui| {
        let cursor = state.picked.cursor();
        let row = cursor.and_then(|(at, _)| Some((at, ctx.table.row(state.rows.get(at)?)?)));
        match row {
            Some((at, row)) => details_ui(ui, ctx, &row, (at, state.rows.len()), out),
            None => nothing_ui(ui, ctx),
        }
    });
}
