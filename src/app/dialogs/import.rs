//! What a file of statements would add, before it is added.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::exchange::ImportPlan;
use crate::ui::theme::{self, size};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// View state of the dialog.
#[derive(Default)]
pub struct ImportDialog {
    /// The file.
    pub path: String,
    /// What it would add to the corpus of which revision, or why it cannot be read.
    pub plan: Option<Result<(u64, ImportPlan), String>>,
    /// Whose statements they become; as each row says when empty.
    pub coder: String,
    /// Whether it is being read.
    pub is_reading: bool,
}

/// Draws the dialog.
pub fn import_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ImportDialog, out: &mut Vec<Action>) {
    ui.label("A JSONL or CSV file with the columns of an export. Statements go to the coder named in each row.");
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.path).hint_text("File to read");
        ui.add(field.desired_width(ui.available_width() - 72.0)).accessible_name("File to read");
        if ui.add_enabled(!state.path.trim().is_empty() && !state.is_reading, Button::new("Read")).clicked() {
            out.push(Action::ReadImport(PathBuf::from(state.path.trim())));
        }
    });
    ui.horizontal(|ui| {
        ui.label("Coder");
        let field = TextEdit::singleline(&mut state.coder).hint_text("as each row says");
        let response = ui.add(field.desired_width(200.0)).accessible_name("Coder of the statements");
        if response.changed() {
            state.plan = None;
        }
    });
    if state.is_reading {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Reading…");
        });
    }
    match &state.plan {
        None => {}
        Some(Err(why)) => {
            ui.label(RichText::new(why).color(ctx.tokens.warning));
        }
        Some(Ok((_, plan))) => plan_ui(ui, ctx, plan, out),
    }
}

fn plan_ui(ui: &mut Ui, ctx: Ctx<'_>, plan: &ImportPlan, out: &mut Vec<Action>) {
    ui.label(
        RichText::new(format!("{} to add", count(plan.n_statements, "statement"))).font(theme::semibold(size::BODY)),
    );
    let news = [(&plan.new_themes, "theme"), (&plan.new_speakers, "speaker"), (&plan.new_stances, "stance")];
    for (names, noun) in news.into_iter().filter(|(names, _)| !names.is_empty()) {
        ui.label(format!("{}: {}", count(names.len(), &format!("new {noun}")), names.join(", ")));
    }
    if plan.n_already_there > 0 {
        ui.label(format!("{} already here, left as they are", count(plan.n_already_there, "statement")));
    }
    if !plan.refused.is_empty() {
        ui.label(RichText::new(format!("{} refused", count(plan.refused.len(), "row"))).color(ctx.tokens.warning));
        ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
            for refusal in plan.refused.iter().take(200) {
                ui.label(format!("Line {}: {}", refusal.line, refusal.cause));
            }
        });
    }
    let words = RichText::new("Import").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
    let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
    if ui.add_enabled(plan.n_statements > 0, button).clicked() {
        out.push(Action::StartImport);
    }
}
