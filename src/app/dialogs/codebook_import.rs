//! What a file of a codebook would change, before it is changed.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::words::count;
use crate::exchange::{Cancel, CodebookPlan};
use crate::text::brief_line;
use crate::ui::theme::{self, size};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// Entries and lines that are named one by one.
const MAX_NAMED: usize = 200;

/// View state of the dialog.
#[derive(Default)]
pub struct CodebookImport {
    /// The file.
    pub path: String,
    /// What it would change in the corpus of which revision, or why it cannot be read.
    pub plan: Option<Result<(u64, CodebookPlan), String>>,
    /// What gives up the reading of it, while that goes on.
    pub reading: Option<Cancel>,
}

/// Draws the dialog.
pub fn codebook_import_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookImport, out: &mut Vec<Action>) {
    ui.label("A CSV or Markdown file as an export writes it. It adds and changes entries; it never takes one away.");
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.path).hint_text("File to read");
        ui.add(field.desired_width(ui.available_width() - 152.0)).accessible_name("File to read");
        if ui.button("Choose…").clicked() {
            out.push(Action::Codebook(CodebookAsk::AskImportFile));
        }
        if ui.add_enabled(!state.path.trim().is_empty() && state.reading.is_none(), Button::new("Read")).clicked() {
            out.push(Action::Codebook(CodebookAsk::ReadImport(PathBuf::from(state.path.trim()))));
        }
    });
    super::import::reading_ui(ui, state.reading.as_ref(), out);
    match &state.plan {
        None => {}
        Some(Err(why)) => {
            ui.label(RichText::new(why).color(ctx.tokens.warning));
        }
        Some(Ok((_, plan))) => plan_ui(ui, ctx, plan, out),
    }
}

fn plan_ui(ui: &mut Ui, ctx: Ctx<'_>, plan: &CodebookPlan, out: &mut Vec<Action>) {
    let words = format!("{} new, {} changed, {} the same", plan.new.len(), plan.changed.len(), plan.n_same);
    ui.label(RichText::new(words).font(theme::semibold(size::BODY)));
    let room = (ui.available_height() - 64.0).max(96.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (id, name) in plan.new.iter().take(MAX_NAMED) {
            ui.label(format!("New {}: {}", id.kind(), brief_line(name, 200)));
        }
        for change in plan.changed.iter().take(MAX_NAMED) {
            ui.label(format!("Changed {}: {}", change.entry.kind(), brief_line(&change.name, 200)));
            for field in &change.fields {
                let (old, new) = (shortened(&field.old), shortened(&field.new));
                let words = if old.is_empty() {
                    format!("{}: {new}", field.field)
                } else {
                    format!("{}: {old} → {new}", field.field)
                };
                ui.indent(field.field, |ui| ui.label(RichText::new(words).color(ctx.tokens.soft)));
            }
        }
        if !plan.refused.is_empty() {
            ui.label(RichText::new(format!("{} refused", count(plan.n_refused, "line"))).color(ctx.tokens.warning));
            for refusal in plan.refused.iter().take(MAX_NAMED) {
                ui.label(format!("Line {}: {}", refusal.line, refusal.cause));
            }
        }
    });
    let words = RichText::new("Import").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
    let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
    let response = ui.add_enabled(!plan.is_empty(), button).accessible_name("Import this codebook");
    if response.on_disabled_hover_text("It would change nothing").clicked() {
        out.push(Action::Codebook(CodebookAsk::StartImport));
    }
}

/// The first words of a field, in quotation marks; empty for an empty one.
fn shortened(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    if text.is_empty() { String::new() } else { format!("“{}”", brief_line(text, MAX_CHARS)) }
}
