//! Beginning, also after the program failed: what is told then, and what is not opened by itself.

use crate::app::action::StoppedAsk;
use crate::app::crash::CrashNote;
use crate::app::dialog::Dialog;
use crate::app::file_picker::Ask;
use crate::app::opening::{Begun, Then};
use crate::app::window::Window;
use crate::store;
use std::path::Path;

impl Window {
    /// Begins with the corpus named on the command line, for the coder named there.
    ///
    /// After a failure the corpus that was open then waits for somebody's word, so that a corpus on which the program
    /// fails cannot keep it from starting.
    pub fn begin(&mut self, corpus: Option<&Path>, coder: Option<&str>) {
        let note = CrashNote::take(self.memory.folder());
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        let failed = note.as_ref().and_then(|note| note.corpus.clone());
        let is_that = |corpus: &Path| failed.as_ref().is_some_and(|failed| whole(failed) == whole(corpus));
        let then = Then::Begun(Begun { coder: coder.map(str::to_owned), note });
        match corpus.filter(|corpus| !is_that(corpus)) {
            Some(corpus) => self.open_corpus_then(corpus, coder, then),
            None => self.tell_stopped(then),
        }
    }

    /// Tells of the failure before, if there was one, once the corpus is open that the program began with, or is not.
    pub(super) fn tell_stopped(&mut self, then: Then) {
        let Then::Begun(Begun { coder, note: Some(note) }) = then else { return };
        let stopped = &mut self.dialogs.stopped;
        stopped.report = note.report.as_deref().and_then(store::read_report);
        let failed = note.corpus.clone().filter(|_| self.session.is_none());
        stopped.wanted = failed.map(|failed| (failed, coder));
        stopped.note = Some(note);
        self.open_dialog(Dialog::Stopped);
    }

    /// Carries out what was asked for in the dialog on a failure.
    pub(super) fn stopped(&mut self, ask: StoppedAsk) {
        let stopped = &mut self.dialogs.stopped;
        let report = stopped.note.as_ref().and_then(|note| note.report.clone());
        match (ask, report) {
            (StoppedAsk::Reopen, _) => {
                self.dialogs.open = None;
                if let Some((corpus, coder)) = stopped.wanted.take() {
                    self.open_corpus_as(&corpus, coder.as_deref());
                }
            }
            (StoppedAsk::ShowReport, Some(report)) => self.reveal(&report),
            (StoppedAsk::AskReportFile, Some(_)) => self.jobs.ask(Ask::ReportTo("standpoint-report.txt".to_owned())),
            (StoppedAsk::ShowReport | StoppedAsk::AskReportFile, None) => {}
        }
    }

    /// Shows the folder of the reports.
    pub(super) fn show_reports(&mut self) {
        let folder = self.memory.folder().join(store::REPORTS);
        if folder.is_dir() {
            self.reveal(&folder.join("report"));
        } else {
            self.toasts.say("There is no report: the program has never failed here.");
        }
    }

    /// Writes the report to a place that the user chose.
    pub(super) fn write_report_to(&mut self, to: &Path) {
        let Some(report) = &self.dialogs.stopped.report else { return };
        match store::write_export(&store::RealFiles, to, report.as_bytes()) {
            Ok(()) => self.toasts.say(format!("The report was written to {}.", to.display())),
            Err(error) => self.toasts.say(format!("Could not {error}. Choose another place.")),
        }
    }
}
