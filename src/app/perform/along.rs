//! Taking the sets of a renamed document along, and putting them back.

use crate::app::behind::{Behind, Waited};
use crate::app::dialog::Dialog;
use crate::app::window::Window;
use crate::session::{AlongDone, SessionError, TakenAlong};
use crate::store::Renamed;
use std::time::Duration;

impl Window {
    /// Takes the sets of a renamed document along: at once where that is quick, behind the window where it is not.
    pub(super) fn take_along(&mut self, renamed: &Renamed) {
        let Some(session) = self.session.as_mut().filter(|_| self.along.is_none()) else { return };
        let work = match session.begin_along(renamed) {
            Ok(work) => work,
            Err(error) => return self.refuse(&error),
        };
        match Behind::begin("along", &self.wake, move |cancel| work.run(cancel)) {
            Ok(behind) => {
                self.follow_along_of((behind, renamed.clone()), self.at_once);
                if self.along.is_some() {
                    self.dialogs.along = renamed.to.to_string();
                    self.open_dialog(Dialog::Along);
                }
            }
            Err(error) => {
                session.give_up_along();
                self.toasts.say(format!("No thread could be started: {error}. Nothing was moved."));
            }
        }
    }

    /// Shows what was taken along once that is done.
    pub fn follow_along(&mut self) {
        if let Some(along) = self.along.take() {
            self.follow_along_of(along, Duration::ZERO);
        }
    }

    /// Asks it to end; where files are being written already, it ends with them.
    pub(super) fn give_up_along(&mut self) {
        if let Some((behind, _)) = &self.along {
            behind.cancel();
        }
    }

    fn follow_along_of(&mut self, along: (Behind<AlongDone>, Renamed), patience: Duration) {
        let waited = along.0.wait(patience);
        let Some(session) = &mut self.session else { return };
        let taken = match waited {
            Waited::NotYet => return self.along = Some(along),
            Waited::Done(done) => session.finish_along(done),
            Waited::Failed => {
                session.give_up_along();
                let why = "the program failed while taking the sets along; do it again, nothing is lost by that";
                Err(SessionError::Held(why.to_owned()))
            }
        };
        if self.dialogs.open == Some(Dialog::Along) {
            self.dialogs.open = None;
        }
        self.taken_along(&along.1, taken);
    }

    fn taken_along(&mut self, renamed: &Renamed, taken: Result<TakenAlong, SessionError>) {
        match taken {
            Ok(taken) => {
                let (from, to) = (&renamed.from, &renamed.to);
                let mut words = vec![format!("Took the sets on {from} along to {to}.")];
                words.extend(taken.words());
                words.push("“Put back a renamed document” undoes it.".to_owned());
                let words = words.join(" ");
                if self.reader.as_ref().is_some_and(|reader| reader.path == *to) {
                    self.reader = None;
                }
                self.show_document(to);
                self.toasts.say(words);
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Puts back what was taken along last.
    pub(super) fn put_back_renamed(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.put_back_renamed() {
            Ok(None) => self.toasts.say("No document was taken along since the corpus was opened"),
            Ok(Some(path)) => {
                self.coding.focus(None);
                if let Some(open) = self.reader.take().map(|reader| reader.path) {
                    self.show_document(&open);
                }
                self.toasts.say(format!("The sets stand under {path} again"));
            }
            Err(error) => self.refuse(&error),
        }
    }
}
