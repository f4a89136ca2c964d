//! What a file of statements would add, before it is added.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::exchange::{Cancel, ImportPlan};
use crate::text::brief_line;
use crate::ui::theme::{self, size};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// Rows that are named one by one.
const MAX_NAMED: usize = 200;
/// New entries of a kind that are named.
const MAX_NEW: usize = 20;

/// View state of the dialog.
#[derive(Default)]
pub struct ImportDialog {
    /// The file.
    pub path: String,
    /// What it would add to the corpus of which revision, or why it cannot be read.
    pub plan: Option<Result<(u64, ImportPlan), String>>,
    /// Whose statements they become; as each row says when empty.
    pub coder: String,
    /// What gives up the reading of it, while that goes on.
    pub reading: Option<Cancel>,
}

/// Draws the dialog.
pub fn import_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ImportDialog, out: &mut Vec<Action>) {
    ui.label("A JSONL or CSV file with the columns of an export. Statements go to the coder named in each row.");
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.path).hint_text("File to read");
        ui.add(field.desired_width(ui.available_width() - 72.0)).accessible_name("File to read");
        if ui.add_enabled(!state.path.trim().is_empty() && state.reading.is_none(), Button::new("Read")).clicked() {
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
    reading_ui(ui, state.reading.as_ref(), out);
    match &state.plan {
        None => {}
        Some(Err(why)) => {
            ui.label(RichText::new(why).color(ctx.tokens.warning));
        }
        Some(Ok((_, plan))) => plan_ui(ui, ctx, plan, out),
    }
}

/// Says how much of a file was read, with a button that gives it up; nothing when none is being read.
pub fn reading_ui(ui: &mut Ui, reading: Option<&Cancel>, out: &mut Vec<Action>) {
    let Some(reading) = reading else { return };
    ui.horizontal(|ui| {
        ui.spinner();
        let n_read = reading.n_bytes() >> 20;
        ui.label(if n_read == 0 { "Reading…".to_owned() } else { format!("Reading… {n_read} MB") });
        let button = ui.button("Cancel").on_hover_text("Stop reading; nothing is changed (Esc)");
        if button.accessible_name("Cancel reading").clicked() {
            out.push(Action::CancelReading);
        }
    });
}

fn plan_ui(ui: &mut Ui, ctx: Ctx<'_>, plan: &ImportPlan, out: &mut Vec<Action>) {
    ui.label(
        RichText::new(format!("{} to add", count(plan.n_statements, "statement"))).font(theme::semibold(size::BODY)),
    );
    let news = [(&plan.new_themes, "theme"), (&plan.new_speakers, "speaker"), (&plan.new_stances, "stance")];
    for (names, noun) in news.into_iter().filter(|(names, _)| !names.is_empty()) {
        ui.label(format!("{}: {}", count(names.len(), &format!("new {noun}")), named(names)));
    }
    if plan.n_already_there > 0 {
        ui.label(format!("{} already here, left as they are", count(plan.n_already_there, "statement")));
    }
    if !plan.refused.is_empty() {
        ui.label(RichText::new(format!("{} refused", count(plan.n_refused, "row"))).color(ctx.tokens.warning));
        ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
            for refusal in plan.refused.iter().take(MAX_NAMED) {
                ui.label(format!("Line {}: {}", refusal.line, refusal.cause));
            }
            if plan.n_refused > MAX_NAMED {
                ui.label(format!("and {} more", plan.n_refused - MAX_NAMED));
            }
        });
    }
    let words = RichText::new("Import").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
    let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
    if ui.add_enabled(plan.n_statements > 0, button).clicked() {
        out.push(Action::StartImport);
    }
}

/// The first of `names`, one behind the other, and how many more there are.
fn named(names: &[String]) -> String {
    let mut line: Vec<String> = names.iter().take(MAX_NEW).map(|name| brief_line(name, 60)).collect();
    if names.len() > MAX_NEW {
        line.push(format!("and {} more", names.len() - MAX_NEW));
    }
    line.join(", ")
}
