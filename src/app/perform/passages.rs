//! Carrying out what the Passages place asks for.

use crate::analysis::search::Hits;
use crate::app::dialog::Dialog;
use crate::app::place::Place;
use crate::app::places::passages::ask::PassagesAsk;
use crate::app::window::Window;
use crate::app::words::sentence;
use crate::edit::{Edit, Focus};
use crate::model::DocPath;
use crate::session::Change;
use crate::text::Span;
use std::sync::Arc;

impl Window {
    /// Carries out what the Passages place asks for.
    pub(super) fn passages(&mut self, ask: PassagesAsk) {
        match ask {
            PassagesAsk::Remember(remembered) => {
                self.memory.settings.passages = remembered.bounded();
                self.memory.save_soon();
            }
            PassagesAsk::ShowPassage(set, id) => {
                self.show_passage(&set, id);
                self.places.passages.go(set.document);
            }
            PassagesAsk::ShowPlace(document, span) => self.show_place(document, span),
            PassagesAsk::Search(request, cancel) => {
                if let Some(session) = &self.session {
                    self.jobs.search(session.corpus().clone(), *request, &cancel);
                }
            }
            PassagesAsk::Read(query, cancel, over) => {
                if let Some(ctx) = self.ctx(&[]) {
                    let (table, corpus) = (ctx.table.clone(), ctx.session.corpus().clone());
                    self.jobs.read_passages(table, corpus, *query, &cancel, over);
                }
            }
            PassagesAsk::ChangeMany { label, edit, revision } => self.change_many(&label, edit, revision),
            PassagesAsk::Export(statements) => {
                self.open_dialog(Dialog::Export);
                self.dialogs.export.filter.only = Some(Arc::new(statements.into_iter().collect()));
            }
            PassagesAsk::Save(label, edit) => {
                if self.change(Change::new(label.clone(), edit, Focus::default())) {
                    self.toasts.did(sentence(&format!("done: {label}")));
                }
            }
            PassagesAsk::Tell(words) => self.toasts.say(sentence(&words)),
            PassagesAsk::BackToFindings => self.back_to_findings(),
            PassagesAsk::LeaveTrail => self.places.passages.leave_trail(),
        }
    }

    /// Takes in what a search found; nothing where it was given up.
    pub(super) fn searched(&mut self, hits: Option<Box<Hits>>) {
        if let Some(hits) = hits {
            self.places.passages.search.take_in(*hits);
        }
    }

    /// Changes many statements as one step. Undone, it leaves whoever undoes it where they are.
    fn change_many(&mut self, label: &str, edit: Edit, revision: u64) {
        if self.session.as_ref().is_none_or(|session| session.revision() != revision) {
            return self.toasts.say("The corpus changed meanwhile. Look at the changes again.");
        }
        if self.change(Change::bulk(label, edit, Focus::default())) {
            self.places.passages.end_bulk();
            self.toasts.did(sentence(&format!("done: {label}")));
        }
    }

    /// Goes to Code and selects a place in a document.
    fn show_place(&mut self, document: DocPath, span: Span) {
        self.place = Place::Code;
        self.show_document(&document);
        self.coding.focus(None);
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.text().holds(span)) {
            reader.view.select(span);
            reader.view.scroll_to(span);
        }
        self.places.passages.go(document);
    }

    /// Goes back to the finding of which a number was opened; Passages gets its filter back.
    fn back_to_findings(&mut self) {
        if let Some(before) = self.places.passages.leave_findings() {
            self.places.findings.base().share(&before);
            self.places.passages.query = before;
        }
        self.place = Place::Findings;
    }

    /// Goes back to the row that was gone from.
    pub(super) fn back_to_passages(&mut self) {
        self.place = Place::Passages;
        self.places.passages.leave_trail();
    }

    /// Shows the passage of the next row of the table, or of the one before.
    pub(super) fn step_passage(&mut self, is_forward: bool) {
        if !self.places.passages.leads_back_from(self.coding.document.as_ref()) {
            return self.toasts.say("Go to a passage from the Passages place first.");
        }
        let mut place = std::mem::take(&mut self.places.passages);
        let ask = self.ctx(&[]).and_then(|ctx| place.step(ctx, is_forward));
        self.places.passages = place;
        match ask {
            Some(ask) => self.passages(ask),
            None => self.toasts.say(if is_forward { "This is the last row." } else { "This is the first row." }),
        }
    }
}
