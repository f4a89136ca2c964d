//! The statements that a save would take away, though nobody did.

use super::restore::thing_words;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::edit::describe::Described;
use crate::ui::widget::hairline;
use egui::{RichText, ScrollArea, Ui};

/// Most statements that are named one by one.
const MAX_NAMED: usize = 500;

/// View state of the dialog.
pub struct DroppingDialog {
    /// Whose set on which document.
    pub what: String,
    /// The statements as they stand in the file, or why they cannot be read.
    pub described: Result<Vec<Described>, String>,
}

impl Default for DroppingDialog {
    fn default() -> Self {
        Self { what: String::new(), described: Ok(Vec::new()) }
    }
}

/// Draws the dialog.
pub fn dropping_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &DroppingDialog, out: &mut Vec<Action>) {
    ui.label(&state.what);
    match &state.described {
        Err(why) => drop(ui.label(RichText::new(why).color(ctx.tokens.warning))),
        Ok(described) => {
            let room = (ui.available_height() - 96.0).max(96.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                for thing in described.iter().take(MAX_NAMED) {
                    hairline(ui);
                    ui.label(thing_words(thing));
                }
                if described.len() > MAX_NAMED {
                    hairline(ui);
                    ui.label(format!("and {} more", count(described.len() - MAX_NAMED, "statement")));
                }
            });
        }
    }
    choices_ui(ui, out);
}

/// The two answers.
pub fn choices_ui(ui: &mut Ui, out: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let keep = ui.button("Keep these statements").on_hover_text("They come back from the file; all else is saved");
        if keep.clicked() {
            out.push(Action::SettleDropping(true));
        }
        let drop = ui.button("Save without them").on_hover_text("A backup is made before");
        if drop.clicked() {
            out.push(Action::SettleDropping(false));
        }
    });
}
