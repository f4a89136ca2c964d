//! That a corpus is being opened, with a way out.

use super::Dialogs;
use crate::app::action::Action;
use crate::app::ctx::Basics;
use crate::ui::theme::space;
use egui::{RichText, Ui};

/// Draws the dialog.
pub fn opening_ui(ui: &mut Ui, basics: Basics<'_>, state: &Dialogs, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spinner();
        ui.label(format!("Opening “{}”…", state.opening));
    });
    ui.label(RichText::new("Its files are listed and the codebook is read.").color(basics.tokens.soft));
    ui.add_space(space::TIGHT);
    let button = ui.button("Cancel").on_hover_text("Stop opening it; nothing is changed (Esc)");
    if button.accessible_name("Cancel opening").clicked() {
        out.push(Action::CloseDialog);
    }
}
