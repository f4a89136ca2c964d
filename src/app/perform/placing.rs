//! Settling statements whose document changed, and documents that were renamed.

use crate::app::command::Command;
use crate::app::panels::placing::PlaceAsk;
use crate::app::panels::placing::queue::Queue;
use crate::app::trail::Trail;
use crate::app::window::Window;
use crate::app::words::count;
use crate::edit::{Edit, Focus, anchor_of};
use crate::model::{DocPath, Statement, StatementId, Unplaced};
use crate::session::{Change, Session};
use crate::text::{Anchor, Span, Verdict, find_again};
use std::sync::Arc;

/// Bytes of text at the top of the view by which its place is found again.
const TOP_BYTES: usize = 160;

impl Window {
    /// Carries out a command of placing. Returns whether it is one.
    pub(super) fn run_placing(&mut self, command: Command) -> bool {
        match command {
            Command::PlacePassages => self.open_placing(),
            Command::NextToPlace => self.step_to_place(1),
            Command::PreviousToPlace => self.step_to_place(-1),
            Command::AcceptPlace => self.accept_place(),
            Command::PlaceHere => self.place_here(),
            Command::SetAside => self.set_place_aside(),
            Command::PutBackRenamed => self.put_back_renamed(),
            _ => return false,
        }
        true
    }

    /// What Enter means while a passage is being placed.
    pub(super) fn placing_of(&self, command: Command) -> Command {
        let is_placing = self.panels.placing.is_open && self.panels.placing.at.is_some();
        if command != Command::Accept || !is_placing || self.coding.focused.is_some() {
            return command;
        }
        let has_selection = self.reader.as_ref().is_some_and(|reader| reader.selection().is_some());
        if has_selection { Command::PlaceHere } else { Command::AcceptPlace }
    }

    /// Carries out what the panel asks for.
    pub(super) fn settle_place(&mut self, ask: PlaceAsk) {
        match ask {
            PlaceAsk::Show(id) => self.show_to_place(Some(id)),
            PlaceAsk::Again(id) => self.put_aside(id, false),
            PlaceAsk::Preview(is_shown) => self.panels.placing.is_preview = is_shown,
            PlaceAsk::AcceptLikely => self.accept_likely(),
            PlaceAsk::Close => self.panels.placing.is_open = false,
        }
    }

    fn queue(&self) -> Queue {
        let session = self.session.as_ref();
        session.map(|session| Queue::of(session, self.coding.document.as_ref())).unwrap_or_default()
    }

    fn open_placing(&mut self) {
        self.panels.placing.is_open = true;
        self.panels.placing.is_preview = false;
        self.panels.placing.seen = None;
        let queue = self.queue();
        if queue.waiting.is_empty()
            && let Some((path, _)) = queue.documents.first()
        {
            self.show_document(&path.clone());
        }
        self.coding.focus(None);
        self.follow_placing();
    }

    /// Looks at the one `by` further on, round and round.
    fn step_to_place(&mut self, by: isize) {
        if !self.panels.placing.is_open {
            return self.open_placing();
        }
        let queue = self.queue();
        let n = queue.waiting.len().cast_signed();
        if n == 0 {
            return self.toasts.say("Nothing waits to be placed on this document");
        }
        let is_at = |unplaced: &Arc<Unplaced>| Some(unplaced.statement.id) == self.panels.placing.at;
        let at = queue.waiting.iter().position(is_at).map_or(-by.min(0), |at| at.cast_signed() + by);
        let next = queue.waiting.get(at.rem_euclid(n) as usize).map(|unplaced| unplaced.statement.id);
        self.show_to_place(next);
    }

    /// Looks at one: its proposal comes into view in the text.
    fn show_to_place(&mut self, id: Option<StatementId>) {
        self.panels.placing.at = id;
        let proposal = self.at_place().map(|unplaced| unplaced.verdict.spans().to_vec()).unwrap_or_default();
        let Some(reader) = &mut self.reader else { return };
        reader.show_proposal(&proposal);
        if let (Some(first), Some(last)) = (proposal.first(), proposal.last()) {
            reader.view.scroll_to(first.union(*last));
        }
    }

    /// The one that is looked at.
    fn at_place(&self) -> Option<Arc<Unplaced>> {
        let (session, path) = (self.session.as_ref()?, self.coding.document.as_ref()?);
        session.set(path)?.unplaced().get(&self.panels.placing.at?).cloned()
    }

    /// Keeps looking at something that waits, while the panel is open; called when anything may have changed.
    pub fn follow_placing(&mut self) {
        let is_open = self.panels.placing.is_open;
        let Some(session) = self.session.as_ref().filter(|_| is_open) else {
            if self.panels.placing.at.take().is_some()
                && let Some(reader) = &mut self.reader
            {
                reader.show_proposal(&[]);
            }
            return;
        };
        let now = (session.revision(), self.coding.document.clone());
        if self.panels.placing.seen.as_ref() == Some(&now) {
            return;
        }
        self.panels.placing.seen = Some(now);
        let queue = self.queue();
        let is_there = self.panels.placing.at.is_some_and(|id| queue.get(id).is_some());
        let first = queue.waiting.first().map(|unplaced| unplaced.statement.id);
        if is_there {
            // Drawing all brackets anew takes the proposal away with them.
            let spans = self.at_place().map(|unplaced| unplaced.verdict.spans().to_vec()).unwrap_or_default();
            if let Some(reader) = &mut self.reader {
                reader.show_proposal(&spans);
            }
        } else {
            self.show_to_place(first);
        }
    }

    fn accept_place(&mut self) {
        let Some(unplaced) = self.at_place() else { return };
        let spans = unplaced.verdict.spans().to_vec();
        if spans.is_empty() {
            return self.toasts.say("There is no proposal for it. Select its passage in the text, or set it aside.");
        }
        self.place_at(&unplaced, spans, "accept the place of a statement");
    }

    fn place_here(&mut self) {
        let Some(unplaced) = self.at_place() else { return };
        let spans = self.passage();
        if spans.is_empty() {
            return self.toasts.say("Select the passage in the text first");
        }
        if self.place_at(&unplaced, spans, "place a statement") {
            self.coding.pinned.clear();
            if let Some(reader) = &mut self.reader {
                reader.view.clear_selection();
                reader.show_pinned(&[]);
            }
        }
    }

    /// Gives a statement its place, and goes on to the next that waits. Returns whether it was done.
    fn place_at(&mut self, unplaced: &Unplaced, spans: Vec<Span>, label: &str) -> bool {
        let Some(path) = self.coding.document.clone() else { return false };
        let id = unplaced.statement.id;
        let Some(edit) = self.placed(&path, unplaced, spans) else { return false };
        let next = self.next_after(id);
        let is_done = self.change(Change::new(label, edit, Focus::on(Some(path), Some(id))));
        if is_done {
            self.toasts.did("Placed. The file keeps the new place.");
            self.show_to_place(next);
        }
        is_done
    }

    fn placed(&self, path: &DocPath, unplaced: &Unplaced, spans: Vec<Span>) -> Option<Edit> {
        let set = self.session.as_ref()?.key(path);
        let id = unplaced.statement.id;
        let value = Statement { spans, modified: Some(Session::now()), ..unplaced.statement.clone() };
        Some(Edit::Batch(vec![
            Edit::Unplaced { set: set.clone(), id, value: None },
            Edit::Statement { set, id, value: Some(Arc::new(value)) },
        ]))
    }

    fn next_after(&self, id: StatementId) -> Option<StatementId> {
        let queue = self.queue();
        let at = queue.waiting.iter().position(|unplaced| unplaced.statement.id == id)?;
        let next = queue.waiting.get(at + 1).or_else(|| queue.waiting.first())?;
        Some(next.statement.id).filter(|next| *next != id)
    }

    fn set_place_aside(&mut self) {
        if let Some(unplaced) = self.at_place() {
            self.put_aside(unplaced.statement.id, true);
        }
    }

    fn put_aside(&mut self, id: StatementId, is_aside: bool) {
        let (Some(session), Some(path)) = (&self.session, self.coding.document.clone()) else { return };
        let set = session.key(&path);
        let Some(unplaced) = session.set(&path).and_then(|set| set.unplaced().get(&id)).cloned() else { return };
        let value = Some(Arc::new(Unplaced { is_aside, ..(*unplaced).clone() }));
        let next = if is_aside { self.next_after(id) } else { Some(id) };
        let label = if is_aside { "set a statement aside" } else { "place a statement again" };
        let focus = Focus::on(Some(path), None);
        if self.change(Change::new(label, Edit::Unplaced { set, id, value }, focus)) {
            if is_aside {
                self.toasts.did("Set aside. It is kept in the file, and listed below.");
            }
            self.show_to_place(next);
        }
    }

    fn accept_likely(&mut self) {
        let Some(path) = self.coding.document.clone() else { return };
        let queue = self.queue();
        let edits = queue.likely().filter_map(|one| self.placed(&path, one, one.verdict.spans().to_vec()));
        let edits: Vec<Edit> = edits.collect();
        let said = count(edits.len(), "statement");
        let label = format!("accept the places of {said}");
        if self.change(Change::new(label, Edit::Batch(edits), Focus::on(Some(path), None))) {
            self.toasts.did(format!("Placed {said}"));
        }
        self.panels.placing.is_preview = false;
        self.follow_placing();
    }

    /// Lets go of places in a document that is not open, its text being another now.
    pub(super) fn forget_places(&mut self, path: &DocPath) {
        self.left_at.remove(path);
        if let Some(begun) = self.begun.get_mut(path) {
            begun.pinned.clear();
            begun.cycling.clear();
            begun.end = None;
            begun.trail = Trail::default();
        }
    }

    /// Shows the open document with the text that it has now, at the same words, with the same words selected.
    pub(super) fn carry_reader_over(&mut self) {
        let (Some(reader), Some(session)) = (self.reader.take(), &self.session) else { return };
        let Some(text) = session.corpus().document(&reader.path).and_then(|document| document.ready_text()) else {
            return;
        };
        let old = reader.text();
        let top = reader.view.first_visible();
        let end = old.as_str().ceil_char_boundary((top + TOP_BYTES).min(old.len()));
        let selection: Vec<Span> = reader.selection().into_iter().collect();
        let passages =
            [vec![Span::new(top, end)], selection].into_iter().chain(self.coding.pinned.iter().map(|s| vec![*s]));
        let anchors: Vec<Anchor> = passages.map(|spans| anchor_of(&spans, old)).collect();
        let found = find_again(&anchors, Some(old), text);
        let sure = |verdict: &Verdict| match verdict {
            Verdict::Exact(spans) | Verdict::Moved(spans) => spans.first().copied(),
            Verdict::Changed { .. } | Verdict::Lost => None,
        };
        let top = found[0].spans().first().map_or(0, |span| span.start);
        let selected = sure(&found[1]);
        self.coding.pinned = found[2..].iter().filter_map(sure).collect();
        self.coding.trail = Trail::default();
        self.coding.cycling.clear();
        self.coding.end = None;
        let path = reader.path.clone();
        self.left_at.insert(path.clone(), top);
        self.show_document(&path);
        if let (Some(reader), Some(span)) = (&mut self.reader, selected) {
            reader.view.select(span);
        }
        let session = self.session.as_ref();
        let is_there = |id: &StatementId| session.and_then(|session| session.set(&path)?.get(*id)).is_some();
        self.coding.focused = self.coding.focused.filter(is_there);
        self.coding.previous = self.coding.previous.filter(is_there);
        self.coding.kept = self.coding.kept.filter(is_there);
        self.coding.seen = self.selected();
        self.panels.find.forget_hits();
    }
}
