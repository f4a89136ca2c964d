//! Following the filters of the places: none is lost when another takes its place.

use crate::analysis::query::Query;
use crate::app::place::Place;
use crate::app::window::Window;
use crate::session::Session;
use egui::Context;

impl Window {
    /// The filter of the place that is shown, where it has one.
    fn query_shown(&mut self) -> Option<Query> {
        match self.place {
            Place::Passages => Some(self.places.passages.query.clone()),
            Place::Findings => Some(self.places.findings.base().query().clone()),
            _ => None,
        }
    }

    /// Notices a filter that gave way to another, and remembers it.
    pub fn follow_queries(&mut self, ctx: &Context) {
        let Some(revision) = self.session.as_ref().map(Session::revision) else { return };
        let Some(query) = self.query_shown() else { return };
        // Leaving the field by a key takes in what was typed last; a click elsewhere is another step.
        let is_left = self.was_typing && !ctx.input(|input| input.pointer.any_click());
        let is_typed = is_left || ctx.text_edit_focused();
        let Some(before) = self.places.queries.follow(self.place, &query, revision, is_typed) else { return };
        // What the last message offers to undo is no longer the last thing done.
        self.toasts.forget_deed();
        if self.places.passages.saw(&before) {
            self.remember_recent_queries();
            self.memory.save_soon();
        }
    }

    /// Keeps the filters that stood before for the next session.
    pub fn remember_recent_queries(&mut self) {
        let Some(session) = &self.session else { return };
        let root = session.layout().root().to_owned();
        self.memory.corpus_mut(&root).recent_queries = self.places.passages.recent();
    }

    /// Shows the filter before again, when a filter is the last thing that was changed. Returns whether it was.
    pub(super) fn step_query(&mut self, is_back: bool) -> bool {
        let Some(revision) = self.session.as_ref().map(Session::revision) else { return false };
        let queries = &mut self.places.queries;
        let step =
            if is_back { queries.step_back(self.place, revision) } else { queries.step_again(self.place, revision) };
        let Some(query) = step else { return false };
        if self.place == Place::Findings {
            self.places.findings.base().set(query.clone());
            self.places.findings.base().share(&query);
            self.places.passages.query = query;
        } else {
            self.places.passages.show(query);
        }
        self.toasts.say(if is_back { "Undone: change of the filter" } else { "Done again: change of the filter" });
        true
    }
}
