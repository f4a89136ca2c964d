//! The codebook out of the corpus and into it.

use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::dialogs::export::Outcome;
use crate::app::file_picker::Ask;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::window::Window;
use crate::edit::Focus;
use crate::exchange::{CodebookFormat, CodebookPlan};
use crate::session::{Change, Session};
use std::path::PathBuf;

impl Window {
    /// Writes the codebook as the dialog says.
    pub(super) fn start_codebook_export(&mut self) {
        let (Some(session), export) = (&self.session, &mut self.dialogs.codebook_export) else { return };
        let to = PathBuf::from(export.destination.trim());
        if let Err(why) = session.may_export_to(&to) {
            export.outcome = Outcome::Failed(why);
            return;
        }
        export.outcome = Outcome::Running;
        let root = session.layout().root();
        let title = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.jobs.export_codebook(session.corpus().clone(), export.format, title, to);
    }

    /// Takes in how an export of the codebook went.
    pub fn codebook_exported(&mut self, result: Result<(String, PathBuf), String>) {
        self.dialogs.codebook_export.outcome = match result {
            Ok((words, path)) => Outcome::Done(words, path),
            Err(why) => Outcome::Failed(why),
        };
    }

    /// Reads a file of a codebook behind the window.
    pub(super) fn read_codebook(&mut self, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let import = &mut self.dialogs.codebook_import;
        import.path = path.display().to_string();
        import.plan = None;
        import.reading = Some(self.jobs.read_codebook(session.corpus().clone(), path));
    }

    /// Takes in what a file of a codebook would change.
    pub fn codebook_read(&mut self, plan: Result<CodebookPlan, String>) {
        let revision = self.session.as_ref().map_or(0, Session::revision);
        if self.dialogs.codebook_import.reading.take().is_none() {
            return;
        }
        self.dialogs.codebook_import.plan = Some(plan.map(|plan| (revision, plan)));
    }

    /// Carries out the import that the dialog shows, as one step.
    pub(super) fn start_codebook_import(&mut self) {
        let import = &self.dialogs.codebook_import;
        let (Some(session), Some(Ok((revision, plan)))) = (&self.session, &import.plan) else { return };
        if session.revision() != *revision {
            let path = PathBuf::from(&import.path);
            self.read_codebook(path);
            return self.toasts.say("The corpus changed meanwhile, so the file is read again. Look, then import.");
        }
        let (n_new, n_changed) = (plan.new.len(), plan.changed.len());
        let first = plan.new.first().map(|(id, _)| id.clone());
        let first = first.or_else(|| plan.changed.first().map(|change| change.entry.clone()));
        let Some(first) = first else { return };
        let label = format!("import codebook: {n_new} new, {n_changed} changed");
        if self.change(Change::bulk(label.clone(), plan.edit.clone(), Focus::entry(first.clone()))) {
            self.dialogs.open = None;
            self.dialogs.codebook_import.plan = None;
            self.show_entry(&first);
            self.toasts.did(format!("Done: {label}"));
        }
    }

    /// What follows from the answer to a file dialog about the codebook.
    pub(super) fn picked_codebook(&mut self, ask: &Ask, path: PathBuf) -> Option<Action> {
        if *ask == Ask::ImportCodebookFrom {
            self.open_dialog(Dialog::ImportCodebook);
            return Some(Action::Codebook(CodebookAsk::ReadImport(path)));
        }
        let export = &mut self.dialogs.codebook_export;
        if let Some(format) =
            CodebookFormat::from_path(&path).filter(|format| format.ending() != export.format.ending())
        {
            export.format = format;
        }
        export.destination = path.display().to_string();
        export.outcome = Outcome::Waiting;
        None
    }
}
