//! Writing the codebook to a file: format, where to.

use super::destination::{Destination, destination_ui, set_ending};
use super::export::Outcome;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::exchange::CodebookFormat;
use crate::ui::widget::pill;
use egui::{RichText, Ui};

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
        set_ending(&mut self.destination, self.format.ending(), format.ending());
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
    let CodebookExport { destination: file, outcome, .. } = state;
    let why_not = "No file is named, or documents are still being read";
    let to = Destination { file, outcome, is_ready: ctx.session.loading().is_none(), why_not };
    let choose = |name| Action::Codebook(CodebookAsk::AskExportFile(name));
    destination_ui(ui, ctx, to, (choose, Action::Codebook(CodebookAsk::StartExport)), out);
    super::export::outcome_ui(ui, ctx, &state.outcome, out);
}
