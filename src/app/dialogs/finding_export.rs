//! Writing a finding to a file: form, where to.

use super::destination::{Destination, destination_ui, set_ending};
use super::export::Outcome;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::findings::ask::FindingsAsk;
use crate::app::places::findings::exporting::{Finding, Form, FormGroup};
use crate::exchange::SheetFormat;
use crate::ui::theme::space;
use crate::ui::widget::{pill, section_label};
use egui::{RichText, Ui};
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
        set_ending(&mut self.destination, self.form.ending(), form.ending());
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
    for group in FormGroup::ALL {
        let mut own = forms.iter().filter(|form| form.group() == group).peekable();
        if own.peek().is_none() {
            continue;
        }
        ui.add_space(space::TIGHT);
        section_label(ui, group.name());
        ui.horizontal_wrapped(|ui| {
            for form in own {
                let pill = pill(ui, state.form == *form, form.label());
                if pill.on_hover_text(form.help()).clicked() {
                    state.set_form(*form);
                }
            }
        });
    }
    ui.label(RichText::new(state.form.help()).color(ctx.tokens.soft));
    let FindingExport { destination: file, outcome, .. } = state;
    let to = Destination { file, outcome, is_ready: true, why_not: "No file is named" };
    let choose = |name| Action::Findings(FindingsAsk::AskExportFile(name));
    destination_ui(ui, ctx, to, (choose, Action::Findings(FindingsAsk::StartExport)), out);
    super::export::outcome_ui(ui, ctx, &state.outcome, out);
}
