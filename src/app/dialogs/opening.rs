//! That something is under way which takes its time, with a way out.

use crate::app::action::Action;
use crate::app::ctx::Basics;
use crate::ui::theme::space;
use egui::{RichText, Ui};

/// Draws the dialog while the corpus `name` is being opened.
pub fn opening_ui(ui: &mut Ui, basics: Basics<'_>, name: &str, out: &mut Vec<Action>) {
    let words = (format!("Opening “{name}”…"), "Its files are listed and the codebook is read.");
    working_ui(ui, basics, words, ("Cancel opening", "Stop opening it; nothing is changed (Esc)"), out);
}

/// Draws the dialog while sets are being taken along to the document `name`.
pub fn along_ui(ui: &mut Ui, basics: Basics<'_>, name: &str, out: &mut Vec<Action>) {
    let words = (format!("Taking statements along to {name}…"), "They are read, and written under the new name.");
    let cancel = ("Cancel taking along", "Stop it; what is being written already is finished (Esc)");
    working_ui(ui, basics, words, cancel, out);
}

fn working_ui(
    ui: &mut Ui,
    basics: Basics<'_>,
    (what, how): (String, &str),
    (name, deed): (&str, &str),
    out: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.spinner();
        ui.label(what);
    });
    ui.label(RichText::new(how).color(basics.tokens.soft));
    ui.add_space(space::TIGHT);
    if ui.button("Cancel").on_hover_text(deed).accessible_name(name).clicked() {
        out.push(Action::CloseDialog);
    }
}
