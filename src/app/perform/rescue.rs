//! Rescue copies: looked for once a corpus is read, taken over, put aside, written elsewhere.

use crate::app::action::RescueAsk;
use crate::app::dialog::Dialog;
use crate::app::dialogs::rescue::file_words;
use crate::app::file_picker::Ask;
use crate::app::window::Window;
use crate::app::words::{count, moment};
use crate::session::rescue::{Offers, TAKE_OVER};
use crate::session::{Session, Undone};
use crate::store::{self, SaveState};
use std::path::Path;

impl Window {
    /// Looks for rescue copies once the corpus is read, and puts aside those that are on the disk by now.
    pub fn follow_rescue(&mut self) {
        let Some(session) = &self.session else { return };
        let dialog = &mut self.dialogs.rescue;
        if !dialog.is_asked && session.loading().is_none() {
            self.look_for_rescue_copies();
        } else if !dialog.settled.is_empty() && session.save_state() == SaveState::Saved {
            for path in std::mem::take(&mut dialog.settled) {
                // Should it fail, the copy is looked at again with the next start, and goes then.
                session.rescues().map(|rescues| rescues.set_aside(&path).ok());
            }
        }
    }

    /// Reads the rescue copies behind the window.
    fn look_for_rescue_copies(&mut self) {
        let Some(session) = &self.session else { return };
        let dialog = &mut self.dialogs.rescue;
        dialog.is_asked = true;
        let mut own = session.own_rescue_copies();
        own.extend(dialog.settled.iter().cloned());
        let Some(rescues) =
            session.rescues().filter(|rescues| rescues.waiting().iter().any(|path| !own.contains(path)))
        else {
            return dialog.take_in(session.revision(), Offers::default());
        };
        dialog.is_reading = true;
        self.jobs.read_rescue_copies(rescues.clone(), own, session.corpus().clone(), session.revision());
    }

    /// Shows the dialog of the rescue copies that there are now.
    pub(super) fn show_rescue_copies(&mut self) {
        if self.session.as_ref().is_some_and(|session| session.loading().is_some()) {
            self.toasts.say("Documents are still being read; try again in a moment.");
            return;
        }
        self.look_for_rescue_copies();
        self.open_dialog(Dialog::Rescue);
    }

    /// Takes in what was found among the rescue copies.
    pub fn rescue_read(&mut self, result: Result<(u64, Offers), String>) {
        match result {
            Ok((revision, found)) => self.dialogs.rescue.take_in(revision, found),
            Err(why) => {
                self.dialogs.rescue.is_reading = false;
                self.toasts.say(why);
            }
        }
        self.panels.rescue = self.rescue_words();
    }

    /// What the bar says of the copies that wait; `None` when none does.
    fn rescue_words(&self) -> Option<String> {
        let (_, found) = self.dialogs.rescue.found.as_ref()?;
        let n = self.dialogs.rescue.n_waiting();
        let more = if n > 1 { format!(" and {}", count(n - 1, "more file")) } else { String::new() };
        let what = match found.offers.last() {
            Some(offer) => format!("{}, {}{more}", file_words(&offer.key), moment(offer.kept.kept)),
            None if n > 0 => format!("{} that cannot be read", count(n, "file")),
            None => return None,
        };
        Some(format!("Standpoint kept work that could not be saved: {what}."))
    }

    /// Does with a rescue copy what was asked for.
    pub(super) fn rescue(&mut self, ask: RescueAsk) {
        match ask {
            RescueAsk::TakeOver(path) => self.take_over(&path),
            RescueAsk::SetAside(path) => self.set_aside(&path),
            RescueAsk::AskFile(path) => {
                let Some(offer) = self.dialogs.rescue.offer(&path) else { return };
                let name = offer.kept.file.rsplit('/').next().unwrap_or_default().to_owned();
                self.dialogs.rescue.writing = Some(path);
                self.jobs.ask(Ask::RescueTo(name));
            }
            RescueAsk::Later => self.panels.rescue = None,
        }
        if self.panels.rescue.is_some() {
            self.panels.rescue = self.rescue_words();
        }
        if self.dialogs.open == Some(Dialog::Rescue) && self.dialogs.rescue.n_waiting() == 0 {
            self.dialogs.open = None;
        }
    }

    fn take_over(&mut self, path: &Path) {
        let (Some(session), dialog) = (&self.session, &self.dialogs.rescue) else { return };
        let (Some(offer), Some((revision, _))) = (dialog.offer(path), &dialog.found) else { return };
        let file = file_words(&offer.key);
        let is_untouched = session.revision() == *revision;
        let anew = session.rescues().filter(|_| !is_untouched).map(|rescues| offer.anew(rescues, session.corpus()));
        let change = anew.as_ref().unwrap_or(offer).change(session.corpus(), is_untouched);
        let focus = change.focus.clone();
        if self.change(change) {
            self.dialogs.rescue.remove(path);
            self.dialogs.rescue.settled.push(path.to_owned());
            self.dialogs.rescue.taken.push(path.to_owned());
            self.go_to(&focus);
            self.toasts.did(format!("Taken over: {file}"));
        }
    }

    /// Offers a copy again whose taking over was undone.
    pub(super) fn offer_rescue_again(&mut self, undone: &Undone) {
        let dialog = &mut self.dialogs.rescue;
        let Some(path) = (undone.label == TAKE_OVER).then(|| dialog.taken.pop()).flatten() else { return };
        dialog.settled.retain(|settled| *settled != path);
        dialog.given_back.push(path.clone());
        let offered = self.session.as_ref().and_then(Session::rescues).map(|rescues| rescues.offer_again(&path));
        if let Some(Err(error)) = offered {
            self.toasts.say(format!("Undone. Could not {error}, so the copy stays put aside."));
        }
        self.look_for_rescue_copies();
    }

    /// Puts a copy aside again whose taking over was done again, once it is on the disk.
    pub(super) fn settle_rescue_again(&mut self, done: &Undone) {
        let dialog = &mut self.dialogs.rescue;
        let Some(path) = (done.label == TAKE_OVER).then(|| dialog.given_back.pop()).flatten() else { return };
        dialog.remove(&path);
        dialog.settled.push(path.clone());
        dialog.taken.push(path);
        self.panels.rescue = self.rescue_words();
    }

    fn set_aside(&mut self, path: &Path) {
        let Some(rescues) = self.session.as_ref().and_then(Session::rescues) else { return };
        match rescues.set_aside(path) {
            Ok(to) => {
                self.dialogs.rescue.remove(path);
                let folder = to.parent().unwrap_or(&to).display().to_string();
                self.toasts.say(format!("The copy was put aside in {folder}; nothing was deleted."));
            }
            Err(error) => self.toasts.say(format!("Could not {error}. The copy is still offered.")),
        }
    }

    /// Writes the content of a rescue copy to a place that the user chose.
    pub(super) fn write_rescue_copy(&mut self, to: &Path) {
        let Some(path) = self.dialogs.rescue.writing.take() else { return };
        let (Some(session), Some(offer)) = (&self.session, self.dialogs.rescue.offer(&path)) else { return };
        let files = session.files();
        let written = session.may_export_to(to).and_then(|()| {
            let written = store::write_export(&**files, to, offer.kept.content.as_bytes());
            written.map_err(|error| format!("Could not {error}. Choose another place."))
        });
        match written {
            Ok(()) => self.toasts.say(format!("The copy was written to {}. It is still offered here.", to.display())),
            Err(why) => self.toasts.say(why),
        }
    }
}
