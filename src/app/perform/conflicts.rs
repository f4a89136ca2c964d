//! Settling what two people said of one thing.

use crate::app::conflicts::Conflict;
use crate::app::window::Window;
use crate::edit::Focus;
use crate::edit::settle::Settle;
use crate::session::Change;

impl Window {
    /// Settles a conflict, as one step.
    pub(super) fn settle(&mut self, conflict: &Conflict, how: &Settle) {
        let Some(edit) = self.session.as_ref().and_then(|session| conflict.settle(session, how)) else { return };
        let verb = match how {
            Settle::KeepOurs => "keep mine",
            Settle::TakeTheirs => "take theirs",
            Settle::TakeFields(_) => "take some of theirs",
        };
        let (what, focus) = match conflict {
            Conflict::Statement(key, id, _) => ("a statement", Focus::on(Some(key.document.clone()), Some(*id))),
            Conflict::Entry(id, _) => (id.kind(), Focus::entry(id.clone())),
            Conflict::Document(path, _) => ("details of a document", Focus::on(Some(path.clone()), None)),
        };
        self.change(Change::new(format!("settle conflict of {what}: {verb}"), edit, focus));
    }
}
