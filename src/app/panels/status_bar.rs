//! The line at the bottom: who codes, who is armed, how much is coded, whether it is saved.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::store::{SaveState, Severity};
use crate::ui::theme::{self, size, space};
use egui::{Align, Button, Label, Layout, RichText, Ui};

/// Draws the line.
pub fn status_bar_ui(ui: &mut Ui, ctx: Ctx<'_>, covered: Option<u32>, notices: &[String], out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::GROUP;
        let coder = ctx.session.coder().as_str();
        link_ui(ui, ctx, coder, "Who codes; click to change", Command::SwitchCoder, out);
        let armed = armed(ctx);
        if !armed.is_empty() {
            // It must not push out what stands at the right.
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() * 0.5);
                let words =
                    RichText::new(format!("Armed: {armed}")).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
                ui.add(Label::new(words).truncate()).on_hover_text("What the next statement will say");
            });
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

/// What the next statement will say already, in words; empty when nothing is armed.
fn armed(ctx: Ctx<'_>) -> String {
    let (book, draft) = (ctx.codebook(), &ctx.coding.draft);
    let speakers: Vec<&str> = draft.speakers.iter().map(|who| book.speaker_name(&who.speaker)).collect();
    let theme = draft.theme.as_ref().map(|id| book.theme_name(id).to_owned());
    let stance = draft.stance.as_ref().map(|id| book.stance_name(id).to_owned());
    let unsure = draft.is_unsure.then(|| "unsure".to_owned());
    let speakers = Some(speakers.join(", ")).filter(|names| !names.is_empty());
    [speakers, theme, stance, unsure].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn right_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let percent = format!("{} %", ctx.settings.text_percent);
    link_ui(ui, ctx, &percent, "Text size; click for 100 %", Command::ZoomReset, out);
    let (words, why) = match ctx.session.save_state() {
        SaveState::Saved => ("Saved".to_owned(), "Every edit is on the disk".to_owned()),
        SaveState::Saving { n: 0 } => ("Saving…".to_owned(), "A backup is being made".to_owned()),
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
    ui.label(RichText::new(text).font(theme::font(size::NOTE)).color(ctx.tokens.soft)).on_hover_text(why);
}

fn link_ui(ui: &mut Ui, ctx: Ctx<'_>, text: &str, why: &str, command: Command, out: &mut Vec<Action>) {
    let button = Button::new(RichText::new(text).font(theme::font(size::NOTE)).color(ctx.tokens.soft)).frame(false);
    if ui.add(button).on_hover_text(why).clicked() {
        out.push(Action::Run(command));
    }
}
