//! What has to be said about keeping the work safe: a backup that failed, statements that would go.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::dialogs::dropping::choices_ui;
use egui::{RichText, Ui};

/// Draws what has to be said, if anything has. Returns whether a question about saving was asked.
pub fn keeping_ui(ui: &mut Ui, ctx: Ctx<'_>, trouble: &mut Option<String>, out: &mut Vec<Action>) -> bool {
    if let Some(why) = trouble.clone() {
        ui.label(RichText::new(why).color(ctx.tokens.warning));
        ui.horizontal(|ui| {
            if ui.button("Back up now").clicked() {
                *trouble = None;
                out.push(Action::Run(Command::BackUpNow));
            }
            if ui.button("Go on without a backup").clicked() {
                *trouble = None;
            }
        });
    }
    let Some(question) = ctx.session.drop_question() else { return false };
    let (n, of) = (question.ids.len(), question.n_before);
    let words = format!(
        "Saving what {} coded in {} would take {n} of {of} statements away, though no command did so. Nothing was \
         written; your work is kept in memory.",
        question.key.coder, question.key.document
    );
    ui.label(RichText::new(words).color(ctx.tokens.warning));
    ui.horizontal_wrapped(|ui| {
        if ui.button("Show them…").clicked() {
            out.push(Action::ShowDropping);
        }
        choices_ui(ui, out);
    });
    true
}
