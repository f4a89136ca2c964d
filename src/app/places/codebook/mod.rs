//! The Codebook place: the theme tree, the stance scale and the speakers, each with its use.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use egui::Ui;

/// View state of the place.
#[derive(Default)]
pub struct CodebookPlace {}

/// Draws the place.
pub fn codebook_ui(ui: &mut Ui, ctx: Ctx<'_>, _state: &mut CodebookPlace, _out: &mut Vec<Action>) {
    ui.label(format!("{} themes", ctx.codebook().themes.len()));
}
