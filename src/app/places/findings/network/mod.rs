//! The network view: who stands together, drawn and as a matrix, over time.

use super::base::Base;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use egui::Ui;

/// View state of the network.
#[derive(Default)]
pub struct NetworkView {}

/// Draws the view: the network of the statements that `base` means.
///
/// Results are kept by [`crate::session::Session::revision`], the query and the choices; the rows of `base` belong to
/// [`Ctx::table`] as it is in this frame.
pub fn network_ui(ui: &mut Ui, ctx: Ctx<'_>, _view: &mut NetworkView, base: &Base, _out: &mut Vec<Action>) {
    ui.label(format!("{} of {} statements", base.selection().len(), ctx.table.len()));
}
