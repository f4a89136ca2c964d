//! Codebook entries made while coding.

use crate::app::action::{NewEntry, Saying};
use crate::app::new_entry;
use crate::app::window::Window;
use crate::edit::{Edit, Focus};
use crate::model::Attribution;
use crate::session::Change;

impl Window {
    /// Makes an entry from what was typed and chooses it for the statement.
    pub(super) fn make_entry(&mut self, entry: &NewEntry) {
        let Some(session) = &self.session else { return };
        let book = &session.corpus().codebook;
        let made = match entry {
            NewEntry::StarterScale => {
                let edits = new_entry::starter_scale(book);
                let focus = Focus::on(self.coding.document.clone(), self.coding.focused);
                if self.change(Change::new("add stance scale", Edit::Batch(edits), focus)) {
                    self.toasts.did("Six stances added");
                }
                return;
            }
            NewEntry::Theme(typed) => {
                new_entry::theme(book, typed).map(|(edits, id)| ("add theme", edits, Saying::Theme(Some(id))))
            }
            NewEntry::Stance(typed) => {
                new_entry::stance(book, typed).map(|(edits, id)| ("add stance", edits, Saying::Stance(Some(id))))
            }
            NewEntry::Speaker(typed, kind, adds) => new_entry::speaker(book, typed, *kind).map(|(edits, id)| {
                let mut speakers = if *adds { self.said_speakers() } else { Vec::new() };
                speakers.push(Attribution::from(id));
                ("add speaker", edits, Saying::Speakers(speakers))
            }),
        };
        let Some((label, edits, saying)) = made else { return };
        let focus = Focus::on(self.coding.document.clone(), self.coding.focused);
        if edits.is_empty() {
            return self.say(saying);
        }
        // Making an entry and choosing it is one step, where there is a statement to choose it for.
        let choice = self.saying_edit(saying.clone());
        let is_chosen = choice.is_some();
        let edits = edits.into_iter().chain(choice).collect();
        if self.change(Change::new(label, Edit::Batch(edits), focus)) && !is_chosen {
            self.say(saying);
        }
    }

    fn said_speakers(&self) -> Vec<Attribution> {
        self.ctx(&[]).map(|ctx| ctx.said().speakers().to_vec()).unwrap_or_default()
    }
}
