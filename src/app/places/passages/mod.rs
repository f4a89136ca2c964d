//! The Passages place: every statement of the corpus, filtered, searched and opened.

use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use egui::Ui;

/// View state of the Passages place.
#[derive(Default)]
pub struct PassagesPlace {
    /// Which statements are shown.
    pub query: Query,
}

/// Draws the place.
pub fn passages_ui(ui: &mut Ui, ctx: Ctx<'_>, _place: &mut PassagesPlace, _out: &mut Vec<Action>) {
    ui.label(format!("{} statements", ctx.table.len()));
}
