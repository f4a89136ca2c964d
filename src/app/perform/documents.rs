//! Saying something about documents, one or many.

use crate::app::action::Action;
use crate::app::arrangement::Arrangement;
use crate::app::command::Command;
use crate::app::describe::About;
use crate::app::place::Place;
use crate::app::window::Window;
use crate::app::words::count;
use crate::edit::{Edit, Focus, Merge};
use crate::model::{DocPath, Progress, TextState};
use crate::session::{Change, Session};

impl Window {
    /// Carries out a command about documents. Returns whether it is one.
    pub(super) fn run_documents(&mut self, command: Command) -> bool {
        if command != Command::DocumentDetails {
            return false;
        }
        self.place = Place::Code;
        let was_seen = std::mem::replace(&mut self.memory.settings.shows_documents, true);
        if !(was_seen && self.panels.documents.close_details()) {
            self.panels.documents.open_details();
        }
        true
    }

    /// Sorts and groups the documents of this corpus so, from now on.
    pub(super) fn arrange(&mut self, arrangement: Arrangement) {
        let Some(session) = &self.session else { return };
        let root = session.layout().root().to_owned();
        self.memory.corpus_mut(&root).arrangement = arrangement;
        self.memory.save();
    }

    /// Says something about each of these documents, as one step. Typing in a field is one step, too.
    pub(super) fn describe(&mut self, paths: &[DocPath], about: &About) {
        let Some(session) = &self.session else { return };
        let edits: Vec<Edit> = paths.iter().filter_map(|path| edit(session, path, about)).collect();
        let (label, focus) = (label(about.label(), edits.len()), self.focus_among(paths));
        match (edits.len(), paths) {
            (0, [_]) => {
                if let About::Rename { to, .. } = about {
                    self.toasts.say(format!("The document has a variable “{to}” already. Nothing was changed."));
                }
            }
            (0, _) => self.toasts.say("They are all so already."),
            (1, [path]) => {
                let merge = about.field().map(|field| Merge::Document(path.clone(), field));
                let edit = Edit::Batch(edits);
                self.change(Change { merge, ..Change::new(label, edit, focus) });
            }
            (n, _) => {
                if self.change(Change::new(label, Edit::Batch(edits), focus)) {
                    self.toasts.did(format!("Changed in {}", count(n, "document")));
                }
            }
        }
    }

    /// Says what was typed in fields that wait to be left, before the corpus is closed.
    pub fn say_typed(&mut self) {
        let (mut panel, mut place) =
            (std::mem::take(&mut self.panels.documents), std::mem::take(&mut self.places.codebook));
        let mut actions = Vec::new();
        if let Some(ctx) = self.ctx(&[]) {
            panel.say_typed(ctx, &mut actions);
            place.say_typed(ctx, &mut actions);
        }
        (self.panels.documents, self.places.codebook) = (panel, place);
        for action in actions {
            match action {
                Action::Describe(paths, about) => self.describe(&paths, &about),
                Action::Codebook(ask) => self.codebook(ask),
                _ => {}
            }
        }
    }

    /// Sets how far the coder got with each of these documents, as one step.
    pub(super) fn set_progress_of_all(&mut self, paths: &[DocPath], progress: Progress) {
        let Some(session) = &self.session else { return };
        let documents: Vec<_> = paths.iter().filter_map(|path| session.corpus().document(path)).collect();
        let is_read = |text: &TextState| matches!(text, TextState::Ready(_));
        let changed = documents.iter().filter(|document| {
            let present = session.set(&document.path).map_or(Progress::NotStarted, |set| set.progress);
            is_read(&document.text) && present != progress
        });
        let edits: Vec<Edit> =
            changed.map(|document| Edit::Progress { set: session.key(&document.path), value: progress }).collect();
        let n_unread = documents.iter().filter(|document| !is_read(&document.text)).count();
        let n = edits.len();
        let (label, focus) = (label("change progress", n), self.focus_among(paths));
        if n > 0 && self.change(Change::new(label, Edit::Batch(edits), focus)) {
            let left = match n_unread {
                0 => String::new(),
                n => format!("; {} not read yet or unreadable left alone", count(n, "document")),
            };
            self.toasts.did(format!("Changed in {}{left}", count(n, "document")));
        }
    }

    /// Where undoing goes: the open document where it is one of these, else the first.
    fn focus_among(&self, paths: &[DocPath]) -> Focus {
        let open = self.coding.document.as_ref().filter(|open| paths.contains(open));
        Focus::on(open.or(paths.first()).cloned(), None)
    }
}

fn label(what: &str, n: usize) -> String {
    if n > 1 { format!("{what} of {}", count(n, "document")) } else { what.to_owned() }
}

fn edit(session: &Session, path: &DocPath, about: &About) -> Option<Edit> {
    let meta = &session.corpus().document(path)?.meta;
    let value = about.put_into(meta);
    (value != *meta).then(|| Edit::Document { path: path.clone(), value })
}
