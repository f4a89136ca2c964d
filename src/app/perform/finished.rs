//! Taking in work that was finished behind the window.

use crate::app::action::Action;
use crate::app::jobs::Finished;
use crate::app::window::Window;
use crate::session::Session;

impl Window {
    /// Takes in a piece of work. Returns what follows from it.
    pub fn take_in_finished(&mut self, finished: Finished) -> Option<Action> {
        match finished {
            Finished::Picked(ask, path) => return self.picked(ask, path),
            Finished::Exported(result) => self.exported(result),
            Finished::CodebookExported(result) => self.codebook_exported(result),
            Finished::CopyMerged(result) => self.copy_merged(result.map(|done| *done)),
            Finished::LaidOut(result) => self.laid_out(result),
            Finished::FindingExported(result) => self.dialogs.finding_export.finish(result),
            Finished::CodebookRead(plan) => self.codebook_read(*plan),
            Finished::RescueRead(result) => self.rescue_read(result),
            Finished::PassagesRead(Ok(())) => {}
            Finished::Searched(Ok(hits)) => self.searched(hits),
            Finished::PassagesRead(Err(why)) | Finished::Searched(Err(why)) => self.toasts.say(why),
            Finished::Imported(plan) => {
                if self.dialogs.import.reading.take().is_some() {
                    let revision = self.session.as_ref().map_or(0, Session::revision);
                    self.dialogs.import.plan = Some(plan.map(|plan| (revision, plan)));
                }
            }
        }
        None
    }
}
