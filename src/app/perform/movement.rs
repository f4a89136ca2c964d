//! Going from document to document and from statement to statement, and following the reader.

use crate::app::coding::Coding;
use crate::app::command::Command;
use crate::app::reader::Reader;
use crate::app::window::Window;
use crate::model::{DocPath, Statement, StatementId};
use crate::text::Span;
use egui::Context;
use std::sync::Arc;

impl Window {
    /// Carries out a command of going. Returns whether it is one.
    pub(super) fn run_move(&mut self, command: Command) -> bool {
        match command {
            Command::NextStatement => self.step_statement(true),
            Command::PreviousStatement => self.step_statement(false),
            Command::CycleOverlap => self.cycle_overlap(),
            Command::NextDocument => self.step_document(true),
            Command::PreviousDocument => self.step_document(false),
            _ => return false,
        }
        true
    }

    /// Shows a document in the reader, once its text is there.
    pub fn show_document(&mut self, path: &DocPath) {
        let Some(session) = &mut self.session else { return };
        if self.reader.as_ref().is_some_and(|reader| reader.path == *path) {
            return;
        }
        if self.coding.document.as_ref() != Some(path) {
            let begun = std::mem::take(&mut self.coding);
            if let Some(left) = begun.document.clone().filter(|_| begun.has_work()) {
                self.begun.insert(left, Coding { focused: None, previous: None, ..begun });
            }
            self.coding.enter(Some(path.clone()));
            if let Some(begun) = self.begun.remove(path) {
                self.coding = begun;
            }
            self.panels.statement.close();
            session.close_step();
        }
        // What was begun may name entries that went while another document was open.
        self.coding.draft.keep_known(&session.corpus().codebook);
        if let Some(reader) = &self.reader {
            self.left_at.insert(reader.path.clone(), reader.view.first_visible());
        }
        session.prefer(path);
        let text = session.corpus().document(path).and_then(|document| document.ready_text()).cloned();
        self.reader = text.map(|text| {
            let mut reader = Reader::new(path.clone(), text, &session.corpus().codebook, session.set(path));
            reader.show_pinned(&self.coding.pinned);
            reader.view.scroll_top_to(self.left_at.get(path).copied().unwrap_or_default());
            reader
        });
        let root = session.layout().root().to_owned();
        self.memory.corpus_mut(&root).document = path.to_string();
        self.coding.seen = self.selected();
    }

    pub(super) fn has_statement(&self, id: StatementId) -> bool {
        self.open_statements().is_some_and(|(_, set)| set.iter().any(|statement| statement.id == id))
    }

    fn open_statements(&self) -> Option<(&Reader, &[Arc<Statement>])> {
        let (session, reader) = (self.session.as_ref()?, self.reader.as_ref()?);
        Some((reader, session.set(&reader.path)?.statements()))
    }

    /// Opens a statement in the panel and brings it into view.
    pub(super) fn focus_statement(&mut self, id: StatementId) {
        if let Some(span) = self.open_statement(id)
            && let Some(reader) = &mut self.reader
        {
            reader.view.scroll_to(span);
        }
    }

    /// Opens a statement in the panel and leaves the text where it is. Returns where the statement begins.
    fn open_statement(&mut self, id: StatementId) -> Option<Span> {
        let found = self.session.as_ref()?.set(self.coding.document.as_ref()?)?.get(id).cloned();
        let (statement, before) = (found?, self.selected());
        self.panels.statement.close();
        self.close_step();
        self.coding.trail.leave(before);
        // Opened again, as when a step is undone, it keeps the end that keys move.
        let end = self.coding.end.filter(|_| self.coding.focused == Some(id));
        self.coding.focus(Some(id));
        self.coding.end = end;
        let reader = self.reader.as_mut()?;
        reader.view.clear_selection();
        reader.show_pinned(&[]);
        Some(statement.spans.first().copied().unwrap_or_else(|| statement.bounds()))
    }

    fn step_statement(&mut self, is_forward: bool) {
        let Some((reader, statements)) = self.open_statements() else { return };
        let n = statements.len();
        let focused = self.coding.focused.and_then(|id| statements.iter().position(|statement| statement.id == id));
        let caret = reader.view.caret();
        let is_in_view = reader.view.place_of(caret).is_some();
        let unselected = || if is_in_view { caret } else { reader.view.first_visible() };
        let here = reader.selection().map_or_else(unselected, |span| span.start);
        // The one just kept or closed, as long as the caret rests behind it.
        let rests_behind = |statement: &Statement| {
            Some(statement.id) == self.coding.kept && statement.spans.last().is_some_and(|last| last.end == caret)
        };
        let just_left = (is_forward && focused.is_none() && is_in_view && reader.selection().is_none())
            .then(|| statements.iter().position(|statement| rests_behind(statement)))
            .flatten();
        let at = match (focused.or(just_left), is_forward) {
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
            (None, true) => statements.partition_point(|statement| statement.bounds().start < here) % n,
            (None, false) => (statements.partition_point(|statement| statement.bounds().start < here) + n - 1) % n,
        };
        let id = statements[at].id;
        self.focus_statement(id);
    }

    /// Goes to the next of the statements under the cursor: on the words selected, at the caret, or under the pointer.
    /// The place stays the same while one after the other is opened.
    fn cycle_overlap(&mut self) {
        let Some((reader, statements)) = self.open_statements() else { return };
        let focused = statements.iter().find(|statement| Some(statement.id) == self.coding.focused);
        let meets = |statement: &Statement, here: &[Span]| {
            statement.spans.iter().any(|span| here.iter().any(|other| span.overlaps(*other)))
        };
        let begun = focused.filter(|focused| meets(focused, &self.coding.cycling)).map(|_| self.coding.cycling.clone());
        let under_pointer = || {
            let hovered = reader.view.hovered().and_then(|mark| reader.statement(mark))?;
            statements.iter().find(|statement| statement.id == hovered).map(|statement| statement.spans.clone())
        };
        let at_caret = || {
            let caret = reader.view.caret();
            vec![Span::new(caret, caret + 1)]
        };
        let here = begun.unwrap_or_else(|| match (focused, reader.selection()) {
            (Some(statement), _) => statement.spans.clone(),
            (None, Some(selection)) => vec![selection],
            (None, None) => under_pointer().unwrap_or_else(at_caret),
        });
        let on_it = statements.iter().filter(|statement| meets(statement, &here));
        let ids: Vec<StatementId> = on_it.map(|statement| statement.id).collect();
        let at = ids.iter().position(|id| Some(*id) == self.coding.focused).map_or(0, |at| (at + 1) % ids.len().max(1));
        match ids.get(at).copied() {
            Some(id) => {
                self.focus_statement(id);
                self.coding.cycling = here;
            }
            None => self.toasts.say("No statement under the cursor"),
        }
    }

    fn step_document(&mut self, is_forward: bool) {
        let Self { session, memory, panels, coding, .. } = self;
        let (Some(session), open) = (session, coding.document.as_ref()) else { return };
        let coverages = &mut panels.coverage;
        if let Some(path) = panels.documents.neighbour(session, &memory.settings, coverages, open, is_forward) {
            self.show_document(&path);
        }
    }

    /// Takes in what happened in the reader in this frame. A click never moves the text under the pointer.
    pub fn follow_reader(&mut self) {
        let Some(response) = self.reader.as_mut().and_then(|reader| reader.response.take()) else { return };
        let is_down = response.response.is_pointer_button_down_on();
        if response.selection_changed {
            self.selection_was_moved(is_down);
        }
        self.coding.is_dragging &= is_down;
        if let Some(drag) = response.handle.as_ref().filter(|drag| drag.is_finished) {
            self.end_was_dragged(drag);
        }
        let Some(reader) = &self.reader else { return };
        if let Some(at) = response.clicked_at {
            self.clicked(at);
        } else if let Some(id) = response.clicked_statement.and_then(|mark| reader.statement(mark)) {
            self.open_statement(id);
        } else if let Some(hit) = self.find_again() {
            self.reveal_hit(hit);
        }
    }

    /// Takes in that the pointer or a key of the reader changed the selection.
    fn selection_was_moved(&mut self, is_down: bool) {
        let now = self.selected();
        let before = std::mem::replace(&mut self.coding.seen, now.clone());
        if !self.coding.is_dragging {
            self.coding.trail.leave(before.clone());
        }
        self.coding.is_dragging = is_down;
        let Some(reader) = &mut self.reader else { return };
        if reader.selection().is_some() {
            // What is only extended keeps the parts that it came with.
            let is_extended = now.ends.0 == before.ends.0 && before.ends.0 != before.ends.1;
            if !is_extended || self.coding.focused.is_some() {
                self.coding.selecting();
            }
            self.panels.statement.close_role();
            reader.show_pinned(&self.coding.pinned);
            self.coding.seen.pinned.clone_from(&self.coding.pinned);
        }
    }

    /// A click in the text opens the statement there; again, the next of those that overlap; beside all, none.
    fn clicked(&mut self, at: usize) {
        let Some((reader, statements)) = self.open_statements() else { return };
        let here = reader.statements_on(&[Span::new(at, at + 1)]);
        let mut here: Vec<&Arc<Statement>> = statements.iter().filter(|one| here.contains(&one.id)).collect();
        here.sort_by_key(|statement| (statement.bounds().len(), statement.id));
        let focused = here.iter().position(|statement| Some(statement.id) == self.coding.focused);
        let next = focused.map_or(0, |at| (at + 1) % here.len());
        match here.get(next).map(|statement| statement.id) {
            Some(id) => drop(self.open_statement(id)),
            None if self.coding.focused.is_some() => self.coding.focus(None),
            None => {}
        }
    }

    pub(super) fn copy_passage(&self, ctx: &Context) {
        if let (Some(reader), Some(selection)) = (&self.reader, self.reader.as_ref().and_then(Reader::selection)) {
            ctx.copy_text(reader.text().slice(selection).to_owned());
        }
    }
}
