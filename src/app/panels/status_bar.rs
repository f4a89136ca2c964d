//! The line at the bottom: who codes, who is armed, how much is coded, whether it is saved.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::store::{SaveState, Severity};
use crate::ui::theme;
use egui::{Align, Button, Layout, RichText, Ui};

/// Draws the line.
pub fn status_bar_ui(ui: &mut Ui, ctx: Ctx<'_>, covered: Option<u32>, notices: &[String], out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let coder = ctx.session.coder().as_str();
        link_ui(ui, ctx, coder, "Who codes; click to change", Command::SwitchCoder, out);
        let armed: Vec<&str> =
            ctx.coding.draft.speakers.iter().map(|who| ctx.codebook().speaker_name(&who.speaker)).collect();
        if !armed.is_empty() {
            let text = format!("Armed: {}", armed.join(", "));
            soft_ui(ui, ctx, &text, "The next statement will have this speaker");
        }
        if let Some(covered) = covered {
            soft_ui(
                ui,
                ctx,
                &format!("Coverage {covered} %"),
                "Share of the sentences of this document that are in a passage of yours",
            );
        }
        for notice in notices {
            soft_ui(ui, ctx, notice, notice);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| right_ui(ui, ctx, out));
    });
}

fn right_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let percent = format!("{} %", ctx.settings.text_percent);
    link_ui(ui, ctx, &percent, "Text size; click for 100 %", Command::ZoomReset, out);
    let (words, why) = match ctx.session.save_state() {
        SaveState::Saved => ("Saved".to_owned(), "Every edit is on the disk".to_owned()),
        SaveState::Saving { n } => ("Saving…".to_owned(), format!("{} on the way", count(n, "file"))),
        SaveState::Failed { path, reason, .. } => ("Not saved".to_owned(), format!("{}: {reason}", path.display())),
    };
    soft_ui(ui, ctx, &words, &why);
    let n_errors = ctx.session.problems().iter().filter(|problem| problem.severity == Severity::Error).count();
    let n_notices = ctx.session.problems().len() - n_errors;
    if n_errors > 0 {
        link_ui(ui, ctx, &count(n_errors, "problem"), "What could not be read", Command::ShowProblems, out);
    } else if n_notices > 0 {
        link_ui(ui, ctx, &count(n_notices, "notice"), "What to know about files", Command::ShowProblems, out);
    }
    if let Some(loading) = ctx.session.loading() {
        let text = format!("Reading {} of {}", loading.n_read, loading.n_documents);
        soft_ui(ui, ctx, &text, "Documents are read behind the window");
    }
}

fn soft_ui(ui: &mut Ui, ctx: Ctx<'_>, text: &str, why: &str) {
    ui.label(RichText::new(text).font(theme::font(12.0)).color(ctx.tokens.soft)).on_hover_text(why);
}

fn link_ui(ui: &mut Ui, ctx: Ctx<'_>, text: &str, why: &str, command: Command, out: &mut Vec<Action>) {
    let button = Button::new(RichText::new(text).font(theme::font(12.0)).color(ctx.tokens.soft)).frame(false);
    if ui.add(button).on_hover_text(why).clicked() {
        out.push(Action::Run(command));
    }
}
