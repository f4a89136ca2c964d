//! A chart in a view: as wide as is good to read, scrolled where it is higher than its room.

use crate::app::ctx::Ctx;
use crate::app::drawing::drawing_ui;
use crate::chart::Chart;
use egui::{ScrollArea, Ui};

/// A chart is no wider than this, in points.
pub const DRAWN: f32 = 880.0;

/// The width that a chart has in the room there is, `most` at most: in whole steps, so that it is seldom drawn anew.
pub fn width_for(ui: &Ui, most: f32) -> u32 {
    // The bar by which it is scrolled floats over its right edge.
    let room = (ui.available_width() - 8.0).min(most).max(1.0);
    (room / 4.0).floor() as u32 * 4
}

/// Draws a chart, at most `height` points high; what the mark that was opened means.
pub fn chart_ui<M: Copy>(ui: &mut Ui, ctx: Ctx<'_>, chart: &Chart<M>, height: f32) -> Option<M> {
    let area = ScrollArea::vertical().id_salt("chart").max_height(height.max(96.0)).auto_shrink([false, true]);
    let clicked = area.show(ui, |ui| drawing_ui(ui, ctx.tokens, &chart.drawing).clicked).inner;
    clicked.and_then(|mark| chart.marks.get(mark as usize).copied())
}
