//! The Findings place: statements counted, charted and mapped, every number opening its passages.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use egui::Ui;

/// View state of the Findings place.
#[derive(Default)]
pub struct FindingsPlace {}

/// Draws the place.
pub fn findings_ui(ui: &mut Ui, ctx: Ctx<'_>, _place: &mut FindingsPlace, _out: &mut Vec<Action>) {
    ui.label(format!("{} statements", ctx.table.len()));
}
