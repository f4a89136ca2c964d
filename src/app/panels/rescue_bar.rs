//! The bar that offers work which could not be saved.

use crate::app::action::{Action, RescueAsk};
use crate::app::command::Command;
use crate::ui::glyph::Glyph;
use crate::ui::widget::banner_with;
use egui::Ui;

/// Draws the bar.
pub fn rescue_bar_ui(ui: &mut Ui, words: &str, out: &mut Vec<Action>) {
    banner_with(ui, Glyph::Info, words, |ui| {
        if ui.button("Look at it…").on_hover_text("What it has that the files do not have").clicked() {
            out.push(Action::Run(Command::ShowRescueCopies));
        }
        if ui.button("Later").on_hover_text("It is offered again when this corpus is opened next").clicked() {
            out.push(Action::Rescue(RescueAsk::Later));
        }
    });
}
