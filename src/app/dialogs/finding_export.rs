//! Writing a finding to a file: form, where to.

use super::export::{Outcome, enter_starts};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::findings::ask::FindingsAsk;
use crate::app::places::findings::exporting::{Finding, Form};
use crate::exchange::SheetFormat;
use crate::ui::theme::{self, size};
use crate::ui::widget::pill;
use egui::{Button, RichText, TextEdit, Ui, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// View state of the dialog.
pub struct FindingExport {
    /// What is written.
    pub finding: Arc<Finding>,
    /// The form.
    pub form: Form,
    /// Where to.
    pub destination: String,
    /// How it went.
    pub outcome: Outcome,
    /// The folder last written to.
    folder: Option<PathBuf>,
}

impl Default for FindingExport {
    fn default() -> Self {
        Self {
            finding: Arc::default(),
            form: Form::Sheet(SheetFormat::Csv),
            destination: String::new(),
            outcome: Outcome::default(),
            folder: None,
        }
    }
}

impl FindingExport {
    /// Sets out to write `finding`, beside the corpus in `root` or where the last one was written.
    pub fn begin(&mut self, finding: Arc<Finding>, form: Form, root: &Path) {
        let corpus = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("{corpus}-{}.{}", finding.file_name(), form.ending());
        let file = self.folder.as_ref().map_or_else(|| root.with_file_name(&name), |folder| folder.join(&name));
        self.destination = file.display().to_string();
        (self.finding, self.form, self.outcome) = (finding, form, Outcome::Waiting);
    }

    /// Writes in another form from now on, to a file of its ending.
    pub fn set_form(&mut self, form: Form) {
        if let Some(stem) = self.destination.strip_suffix(self.form.ending()) {
            self.destination = format!("{stem}{}", form.ending());
        }
        (self.form, self.outcome) = (form, Outcome::Waiting);
    }

    /// Takes in the file that was chosen: its ending asks for a form.
    pub fn choose(&mut self, path: &Path) {
        self.form = self.finding.form_of(path, self.form).unwrap_or(self.form);
        self.destination = path.display().to_string();
        self.outcome = Outcome::Waiting;
    }

    /// Takes in how it went.
    pub fn finish(&mut self, result: Result<(String, PathBuf), String>) {
        self.outcome = match result {
            Ok((words, path)) => {
                self.folder = path.parent().map(Path::to_path_buf);
                Outcome::Done(words, path)
            }
            Err(why) => Outcome::Failed(why),
        };
    }
}

/// Draws the dialog.
pub fn finding_export_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut FindingExport, out: &mut Vec<Action>) {
    ui.label(&state.finding.title);
    let forms: Vec<Form> = state.finding.forms().collect();
    ui.horizontal_wrapped(|ui| {
        for form in forms {
            if pill(ui, state.form == form, form.label()).clicked() {
                state.set_form(form);
            }
        }
    });
    ui.label(RichText::new(state.form.help()).color(ctx.tokens.soft));
    let mut wants = false;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.destination).hint_text("File to write");
        let response = ui.add(field.desired_width(ui.available_width() - 84.0)).accessible_name("File to write");
        if response.changed() {
            state.outcome = Outcome::Waiting;
        }
        wants = enter_starts(ui, &response, &state.outcome);
        if ui.button("Choose…").clicked() {
            let name = Path::new(&state.destination).file_name().map(|name| name.to_string_lossy().into_owned());
            out.push(Action::Findings(FindingsAsk::AskExportFile(name.unwrap_or_default())));
        }
    });
    ui.horizontal(|ui| {
        let can = !state.destination.trim().is_empty() && state.outcome != Outcome::Running;
        let words = RichText::new("Export").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
        let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
        let response = ui.add_enabled(can, button).accessible_name("Export to this file");
        if response.on_disabled_hover_text("No file is named").clicked() || can && wants {
            out.push(Action::Findings(FindingsAsk::StartExport));
        }
        if state.outcome == Outcome::Waiting && Path::new(state.destination.trim()).exists() {
            ui.label(RichText::new("This file is there already and will be replaced.").color(ctx.tokens.warning));
        }
    });
    super::export::outcome_ui(ui, ctx, &state.outcome, out);
}
