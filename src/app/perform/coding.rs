//! Making, changing and removing statements.

use crate::app::action::Saying;
use crate::app::coding::joined;
use crate::app::command::Command;
use crate::app::pace::Deed;
use crate::app::panels::statement::Field;
use crate::app::settings::Carries;
use crate::app::window::Window;
use crate::edit::{Edit, Focus, Merge};
use crate::model::{AnnotationSet, DocPath, Progress, SetKey, Statement, StatementId};
use crate::session::{Change, Session};
use crate::text::Span;
use std::sync::Arc;

impl Window {
    /// Carries out a command of coding. Returns whether it is one.
    pub(super) fn run_coding(&mut self, command: Command) -> bool {
        match command {
            Command::Accept => self.accept(false),
            Command::AcceptAndStay => self.accept(true),
            Command::Cancel => self.cancel(),
            Command::PickSpeaker => self.open_field(Field::Speaker),
            Command::PickTheme => self.open_field(Field::Theme),
            Command::EditNote => {
                self.show_statement_panel();
                self.panels.statement.focus_note();
            }
            Command::Duplicate => self.duplicate(),
            Command::EditStatement => self.edit_here(),
            Command::ToggleUnsure => self.toggle_unsure(),
            Command::CarryTheme => self.carry(|carries| carries.theme ^= true),
            Command::CarryStance => self.carry(|carries| carries.stance ^= true),
            Command::ClearStance => self.say(Saying::Stance(None)),
            Command::AddSpan => self.add_part(),
            Command::ExtendStatement => self.extend_statement(),
            Command::MovePassage => self.move_passage(),
            Command::DeleteStatement => self.delete(),
            Command::ToggleDone => self.toggle_done(),
            _ => return false,
        }
        true
    }

    fn open_field(&mut self, field: Field) {
        self.memory.settings.shows_statement = true;
        self.show_statement_panel();
        self.panels.statement.open(field);
    }

    /// Puts the statement in place of the passages to place: a field that is not drawn would take keys unseen.
    fn show_statement_panel(&mut self) {
        self.panels.placing.is_open = false;
    }

    /// The key of the open set, when a document is open.
    fn open_key(&self) -> Option<SetKey> {
        Some(self.session.as_ref()?.key(self.coding.document.as_ref()?))
    }

    /// The statement in focus, to be changed.
    pub(super) fn statement(&self, id: Option<StatementId>) -> Option<Arc<Statement>> {
        self.session.as_ref()?.set(self.coding.document.as_ref()?)?.get(id?).cloned()
    }

    /// Makes the statement from passage and draft, or lets go of the one in focus.
    fn accept(&mut self, stays: bool) {
        self.panels.statement.close();
        if let Some(focused) = self.statement(self.coding.focused) {
            self.close_statement(&focused);
            if stays {
                self.coding.draft.speakers.clone_from(&focused.speakers);
                self.pin(focused.spans.clone(), true);
            }
            return;
        }
        let (Some(set), passage) = (self.open_key(), self.passage()) else { return };
        let draft = self.coding.draft.clone();
        let statement = Statement {
            id: Session::new_statement_id(),
            spans: passage.clone(),
            speakers: draft.speakers,
            theme: draft.theme,
            stance: draft.stance,
            note: draft.note,
            is_unsure: draft.is_unsure,
            created: Session::now(),
            modified: None,
        };
        let missing = missing(&statement);
        let id = statement.id;
        // The parts make room first, so that the statement gets the lane that it keeps.
        if let Some(reader) = &mut self.reader {
            reader.show_pinned(&[]);
        }
        if !self.add("add statement", set, statement) {
            return;
        }
        self.coding.kept = Some(id);
        self.after_keeping();
        if stays {
            self.pin(passage, true);
        }
        self.toasts.did(if missing.is_empty() {
            "Statement kept".to_owned()
        } else {
            format!("Statement kept; {missing} not yet set")
        });
    }

    /// Adds a statement to a set, which is in progress from then on. Returns whether it was added.
    fn add(&mut self, label: &str, set: SetKey, statement: Statement) -> bool {
        let id = statement.id;
        let mut edits = vec![Edit::Statement { set: set.clone(), id, value: Some(Arc::new(statement)) }];
        if self.progress(&set) == Progress::NotStarted {
            edits.push(Edit::Progress { set: set.clone(), value: Progress::InProgress });
        }
        let focus = Focus::on(Some(set.document), Some(id));
        let is_done = self.change(Change::new(label, Edit::Batch(edits), focus));
        if is_done {
            self.panels.pace.did(Deed::Kept, Session::now().as_second());
        }
        is_done
    }

    /// Lets go of the statement in focus, and says what it does not say yet.
    fn close_statement(&mut self, focused: &Statement) {
        self.coding.focus(None);
        self.coding.kept = Some(focused.id);
        self.rest_after(&focused.spans);
        let missing = missing(focused);
        if !missing.is_empty() {
            self.toasts.say(format!("Left with {missing} not yet set"));
        }
    }

    /// Makes another statement of the same speakers on the passage in focus, being made, or kept last.
    fn duplicate(&mut self) {
        if self.coding.focused.is_none() && !self.passage().is_empty() {
            let before = self.coding.kept;
            self.accept(false);
            if self.coding.kept == before {
                return;
            }
        }
        let source = self.statement(self.coding.focused.or(self.coding.kept));
        let (Some(set), Some(source)) = (self.open_key(), source) else { return };
        self.panels.statement.close();
        let statement = Statement {
            id: Session::new_statement_id(),
            theme: None,
            stance: None,
            note: String::new(),
            is_unsure: false,
            created: Session::now(),
            modified: None,
            ..Statement::clone(&source)
        };
        let id = statement.id;
        if self.add("duplicate statement", set, statement) {
            self.focus_statement(id);
            self.coding.kept = Some(id);
            self.toasts.did("Another statement on the passage; theme and stance not yet set");
        }
    }

    /// Opens the statement on the selection or at the caret, the shortest first, and shows the panel.
    fn edit_here(&mut self) {
        self.memory.settings.shows_statement = true;
        if self.coding.focused.is_some() {
            return;
        }
        let Some(reader) = &self.reader else { return };
        let caret = reader.view.caret();
        let here = reader.selection().unwrap_or(Span::new(caret.saturating_sub(1), caret + 1));
        let found = reader.statements_on(&[here]).into_iter().filter_map(|id| self.statement(Some(id)));
        let shortest = found.min_by_key(|statement| (statement.bounds().len(), statement.id));
        match shortest.map(|statement| statement.id) {
            Some(id) => self.focus_statement(id),
            None => self.toasts.say("No statement here"),
        }
    }

    fn toggle_unsure(&mut self) {
        let is_unsure = match self.statement(self.coding.focused) {
            Some(focused) => focused.is_unsure,
            None => self.coding.draft.is_unsure,
        };
        self.say(Saying::Unsure(!is_unsure));
    }

    fn carry(&mut self, change: impl FnOnce(&mut Carries)) {
        change(&mut self.memory.settings.carries);
        self.memory.save();
    }

    /// Leaves the caret behind a passage, from where selecting goes on.
    fn rest_after(&mut self, passage: &[Span]) {
        if let (Some(reader), Some(last)) = (&mut self.reader, passage.last()) {
            reader.view.select(Span::new(last.end, last.end));
        }
    }

    /// Makes room for the next statement: only what is carried over stays armed.
    pub(super) fn after_keeping(&mut self) {
        let passage = self.passage();
        self.coding.draft.next(self.memory.settings.carries);
        self.coding.previous = None;
        self.pin(Vec::new(), false);
        self.rest_after(&passage);
        self.coding.seen = self.selected();
    }

    /// Puts parts of the next passage in place of the selection; `gives_way` when they are only to be coded again.
    pub(super) fn pin(&mut self, parts: Vec<Span>, gives_way: bool) {
        self.coding.trail.leave(self.selected());
        self.coding.pinned = parts;
        self.coding.gives_way = gives_way;
        if let Some(reader) = &mut self.reader {
            reader.view.clear_selection();
            reader.show_pinned(&self.coding.pinned);
        }
        self.coding.seen = self.selected();
    }

    /// Steps back by one: an open field, the statement in focus, the passage, what was said of none.
    fn cancel(&mut self) {
        if self.panels.statement.close() {
            return;
        }
        if let Some(focused) = self.statement(self.coding.focused) {
            self.close_statement(&focused);
        } else if self.passage().is_empty() {
            if !self.panels.documents.close_details() && !self.panels.documents.choose_none() {
                self.coding.draft.next(self.memory.settings.carries);
            }
        } else {
            self.coding.previous = None;
            self.pin(Vec::new(), false);
        }
    }

    /// Says something about the statement in focus, or the one about to be made.
    pub(super) fn say(&mut self, saying: Saying) {
        let Some(focused) = self.statement(self.coding.focused) else {
            let draft = &mut self.coding.draft;
            match saying {
                Saying::Speakers(speakers) => draft.speakers = speakers,
                Saying::Theme(theme) => draft.theme = theme,
                Saying::Stance(stance) => draft.stance = stance,
                Saying::Note(note) => draft.note = note,
                Saying::Unsure(is_unsure) => draft.is_unsure = is_unsure,
            }
            return;
        };
        let (label, merge, statement) = said(&focused, saying);
        if statement != *focused {
            self.replace(label, statement, merge);
        }
    }

    /// The edit that says something about the statement in focus; `None` when none is.
    pub(super) fn saying_edit(&self, saying: Saying) -> Option<Edit> {
        let (_, _, statement) = said(self.statement(self.coding.focused)?.as_ref(), saying);
        let statement = Statement { modified: Some(Session::now()), ..statement };
        Some(Edit::Statement { set: self.open_key()?, id: statement.id, value: Some(Arc::new(statement)) })
    }

    pub(super) fn replace(&mut self, label: &str, mut statement: Statement, merge: Option<Merge>) -> bool {
        let Some(set) = self.open_key() else { return false };
        statement.modified = Some(Session::now());
        let id = statement.id;
        let focus = Focus::on(Some(set.document.clone()), Some(id));
        let edit = Edit::Statement { set, id, value: Some(Arc::new(statement)) };
        self.change(Change { merge, ..Change::new(label, edit, focus) })
    }

    /// Keeps the selection as a part of the next passage.
    fn add_part(&mut self) {
        let parts = self.passage();
        self.pin(parts, false);
        self.toasts.say("Part added; select the next one, then keep the statement");
    }

    /// Adds the passage to the statement that was in focus before it was selected.
    fn extend_statement(&mut self) {
        let (Some(previous), passage) = (self.statement(self.coding.previous), self.passage()) else { return };
        let spans = joined(previous.spans.iter().copied().chain(passage));
        let statement = Statement { spans, ..Statement::clone(&previous) };
        if self.replace("add to passage", statement, None) {
            self.focus_statement(previous.id);
            self.toasts.did("Part added to the statement");
        }
    }

    fn move_passage(&mut self) {
        let (Some(previous), passage) = (self.statement(self.coding.previous), self.passage()) else { return };
        let statement = Statement { spans: passage, ..Statement::clone(&previous) };
        if self.replace("move statement", statement, None) {
            self.focus_statement(previous.id);
        }
    }

    fn delete(&mut self) {
        let (Some(set), Some(id)) = (self.open_key(), self.coding.focused) else { return };
        let focus = Focus::on(Some(set.document.clone()), Some(id));
        if self.change(Change::new("delete statement", Edit::Statement { set, id, value: None }, focus)) {
            self.coding.focus(None);
            self.toasts.did("Statement deleted");
        }
    }

    fn progress(&self, set: &SetKey) -> Progress {
        let set = self.session.as_ref().and_then(|session| session.corpus().set(set));
        set.map_or(Progress::NotStarted, |set| set.progress)
    }

    fn toggle_done(&mut self) {
        let Some(set) = self.open_key() else { return };
        let next = if self.progress(&set) == Progress::Done { Progress::InProgress } else { Progress::Done };
        self.set_progress(&set.document, next);
    }

    /// Sets how far the coder got with a document.
    pub(super) fn set_progress(&mut self, path: &DocPath, progress: Progress) {
        let Some(set) = self.session.as_ref().map(|session| session.key(path)) else { return };
        let focus = Focus::on(Some(path.clone()), None);
        let label = match progress {
            Progress::NotStarted => "mark as not started",
            Progress::InProgress => "mark as in progress",
            Progress::Done => "mark as done",
        };
        if self.change(Change::new(label, Edit::Progress { set, value: progress }, focus)) && progress == Progress::Done
        {
            let set = self.session.as_ref().and_then(|session| session.set(path));
            self.panels.pace.did(Deed::Done, Session::now().as_second());
            let is_empty = set.is_none_or(AnnotationSet::is_empty);
            self.toasts.did(if is_empty { "Document marked done, nothing coded" } else { "Document marked done" });
        }
    }
}

/// What a statement does not say yet, in words; empty when it says all.
fn missing(statement: &Statement) -> String {
    let parts = [
        ("speaker", statement.speakers.is_empty()),
        ("theme", statement.theme.is_none()),
        ("stance", statement.stance.is_none()),
    ];
    let missing: Vec<&str> = parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect();
    match missing.as_slice() {
        [first, second, third] => format!("{first}, {second} and {third}"),
        missing => missing.join(" and "),
    }
}

/// The statement with something else said of it, with the name of that change and the run that it belongs to.
fn said(statement: &Statement, saying: Saying) -> (&'static str, Option<Merge>, Statement) {
    let mut statement = statement.clone();
    let (label, merge) = match saying {
        Saying::Speakers(speakers) => {
            statement.speakers = speakers;
            ("change speaker", None)
        }
        Saying::Theme(theme) => {
            statement.theme = theme;
            ("change theme", None)
        }
        Saying::Stance(stance) => {
            statement.stance = stance;
            ("change stance", None)
        }
        Saying::Note(note) => {
            statement.note = note;
            ("write note", Some(Merge::Note(statement.id)))
        }
        Saying::Unsure(is_unsure) => {
            statement.is_unsure = is_unsure;
            (if is_unsure { "mark unsure" } else { "mark sure" }, None)
        }
    };
    (label, merge, statement)
}
