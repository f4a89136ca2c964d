//! What the Findings place asks for.

use crate::app::dialog::Dialog;
use crate::app::dialogs::export::Outcome;
use crate::app::file_picker::Ask;
use crate::app::place::Place;
use crate::app::places::findings::ask::FindingsAsk;
use crate::app::places::findings::network::LaidOut;
use crate::app::window::Window;
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

impl Window {
    /// Carries out what the place asks for.
    pub(super) fn findings(&mut self, ctx: &Context, ask: FindingsAsk) {
        match ask {
            FindingsAsk::Export(finding, form) => {
                let Some(session) = &self.session else { return };
                self.dialogs.finding_export.begin(finding, form, session.layout().root());
                self.open_dialog(Dialog::ExportFinding);
            }
            FindingsAsk::AskExportFile(name) => self.jobs.ask(Ask::ExportFindingTo(name)),
            FindingsAsk::Share(query) => {
                self.places.findings.base().share(&query);
                self.places.passages.leave_findings();
                self.places.passages.query = query;
            }
            FindingsAsk::Profile(subject) => {
                self.place = Place::Findings;
                self.places.findings.show_profile(subject);
            }
            FindingsAsk::Copy(table) => {
                ctx.copy_text(table);
                self.toasts.say("The table is on the clipboard. Paste it into a spreadsheet.");
            }
            FindingsAsk::LayOut(work) => self.jobs.lay_out(work),
            FindingsAsk::RememberNetwork(memory) => {
                let Some(session) = &self.session else { return };
                let root = session.layout().root().to_path_buf();
                self.memory.corpus_mut(&root).network = Some(*memory);
                self.memory.save_soon();
            }
            FindingsAsk::StartExport => self.start_finding_export(),
        }
    }

    /// Takes over where the nodes of a network stand.
    pub fn laid_out(&mut self, done: Result<LaidOut, String>) {
        match done {
            Ok(done) => self.places.findings.network().take(done),
            Err(why) => {
                self.places.findings.network().give_up();
                self.toasts.say(why);
            }
        }
    }

    fn start_finding_export(&mut self) {
        let (Some(session), export) = (&self.session, &mut self.dialogs.finding_export) else { return };
        let to = PathBuf::from(export.destination.trim());
        if let Err(why) = session.may_export_to(&to) {
            export.outcome = Outcome::Failed(why);
            return;
        }
        export.outcome = Outcome::Running;
        self.jobs.export_finding(Arc::clone(&export.finding), export.form, to);
    }
}
