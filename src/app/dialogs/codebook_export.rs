//! Writing the codebook to a file: format, where to.

use super::export::{Outcome, enter_starts};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::exchange::CodebookFormat;
use crate::ui::theme::{self, size};
use crate::ui::widget::pill;
use egui::{Button, RichText, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// View state of the dialog.
pub struct CodebookExport {
    /// The format.
    pub format: CodebookFormat,
    /// Where to.
    pub destination: String,
    /// How it went.
    pub outcome: Outcome,
}

impl Default for CodebookExport {
    fn default() -> Self {
        Self { format: CodebookFormat::Markdown, destination: String::new(), outcome: Outcome::default() }
    }
}

impl CodebookExport {
    /// Starts a new export; format and destination stay as they were.
    pub fn begin(&mut self) {
        if self.outcome != Outcome::Running {
            self.outcome = Outcome::Waiting;
        }
    }

    /// Writes in another format from now on, to a file of its ending.
    pub fn set_format(&mut self, format: CodebookFormat) {
        if let Some(stem) = self.destination.strip_suffix(self.format.ending()) {
            self.destination = format!("{stem}{}", format.ending());
        }
        self.format = format;
        self.begin();
    }
}

/// Draws the dialog.
pub fn codebook_export_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookExport, out: &mut Vec<Action>) {
    if state.destination.is_empty() {
        let root = ctx.session.layout().root();
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = root.with_file_name(format!("{name}-codebook.{}", state.format.ending()));
        state.destination = file.display().to_string();
    }
    ui.horizontal_wrapped(|ui| {
        for format in CodebookFormat::ALL {
            if pill(ui, state.format == format, format.label()).clicked() {
                state.set_format(format);
            }
        }
    });
    let how = match state.format {
        CodebookFormat::Markdown => {
            "For a methods appendix: the scale, the tree with definitions and examples, the speakers."
        }
        CodebookFormat::Csv => "A line for each entry, guarded so that no spreadsheet takes a cell for a formula.",
        CodebookFormat::CsvExact => "A line for each entry, letter for letter, for programs.",
    };
    ui.label(RichText::new(format!("{how} It can be read in again.")).color(ctx.tokens.soft));
    let mut wants = false;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.destination).hint_text("File to write");
        let response = ui.add(field.desired_width(ui.available_width() - 84.0)).accessible_name("File to write");
        if response.changed() {
            state.outcome = Outcome::Waiting;
        }
        wants = enter_starts(ui, &response, &state.outcome);
        if ui.button("Choose…").clicked() {
            let name = PathBuf::from(&state.destination).file_name().map(|name| name.to_string_lossy().into_owned());
            out.push(Action::Codebook(CodebookAsk::AskExportFile(name.unwrap_or_default())));
        }
    });
    ui.horizontal(|ui| {
        let can = !state.destination.trim().is_empty()
            && state.outcome != Outcome::Running
            && ctx.session.loading().is_none();
        let words = RichText::new("Export").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
        let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
        let why = "No file is named, or documents are still being read";
        let response = ui.add_enabled(can, button).accessible_name("Export to this file");
        if response.on_disabled_hover_text(why).clicked() || can && wants {
            out.push(Action::Codebook(CodebookAsk::StartExport));
        }
        if state.outcome == Outcome::Waiting && PathBuf::from(state.destination.trim()).exists() {
            ui.label(RichText::new("This file is there already and will be replaced.").color(ctx.tokens.warning));
        }
    });
    super::export::outcome_ui(ui, ctx, &state.outcome, out);
}
