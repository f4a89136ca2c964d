//! Changing the codebook, and all that follows from it in the corpus.

use crate::app::file_picker::Ask;
use crate::app::new_entry;
use crate::app::place::Place;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::outline;
use crate::app::window::Window;
use crate::app::words::{count, sentence};
use crate::edit::reshape::{self, Plan, Reshape, ReshapeError};
use crate::edit::{Edit, Focus, Merge, apply};
use crate::model::{Corpus, EntryId, SetKey, StatementId, ThemeId};
use crate::session::{Change, Session};

impl Window {
    /// Carries out what the Codebook place asks for.
    pub(super) fn codebook(&mut self, ask: CodebookAsk) {
        match ask {
            CodebookAsk::Reshape(reshape) => self.reshape(&reshape, None),
            CodebookAsk::Slide(reshape, field) => self.reshape(&reshape, Some(field)),
            CodebookAsk::Together(label, changes) => self.reshape_together(&label, &changes, None),
            CodebookAsk::AddThemes { outline, parent, before } => {
                self.add_themes(&outline, parent.as_ref(), before.as_ref());
            }
            CodebookAsk::AddStance(typed) => {
                let made =
                    self.session.as_ref().and_then(|session| new_entry::stance(&session.corpus().codebook, &typed));
                if let Some((edits, id)) = made {
                    self.add_entry("add stance", edits, &EntryId::Stance(id));
                }
            }
            CodebookAsk::AddSpeaker(typed, kind) => {
                let made = self
                    .session
                    .as_ref()
                    .and_then(|session| new_entry::speaker(&session.corpus().codebook, &typed, kind));
                if let Some((edits, id)) = made {
                    self.add_entry("add speaker", edits, &EntryId::Speaker(id));
                }
            }
            CodebookAsk::AddStarterScale => self.add_starter_scale(),
            CodebookAsk::ShowPassage(set, id) => self.show_passage(&set, id),
            CodebookAsk::AskExportFile(name) => self.jobs.ask(Ask::ExportCodebookTo(name)),
            CodebookAsk::StartExport => self.start_codebook_export(),
            CodebookAsk::AskImportFile => self.jobs.ask(Ask::ImportCodebookFrom),
            CodebookAsk::ReadImport(path) => self.read_codebook(path),
            CodebookAsk::StartImport => self.start_codebook_import(),
            CodebookAsk::Tell(words) => self.toasts.say(words),
        }
    }

    /// Plans a change and carries it out as one step; `slides` names the value of which many steps become one.
    fn reshape(&mut self, reshape: &Reshape, slides: Option<&'static str>) {
        let Some(session) = &self.session else { return };
        let plan = match reshape::plan(session.corpus(), reshape, Session::now()) {
            Ok(plan) => plan,
            Err(error) => return self.cannot_reshape(&error),
        };
        if plan.is_empty() {
            return;
        }
        let (focus, Plan { label, edit, after, focus: entry, merge, effect, .. }) = (plan.step_focus(), plan);
        let merge = merge.or(slides.map(|field| Merge::Entry(entry, field)));
        let (is_typing, revision) = (merge.is_some(), session.revision());
        if !self.change(Change { merge, ..Change::new(label.clone(), edit, focus) }) {
            return;
        }
        if let Some(session) = self.session.as_ref().filter(|_| is_typing) {
            self.places.codebook.carry_counts(revision, session.revision());
        }
        // What was changed in place is in the card, or was said late and calls nobody back.
        let is_in_place = matches!(reshape, Reshape::PutTheme(_) | Reshape::PutStance(_) | Reshape::PutSpeaker(_));
        if let Some(after) = after.filter(|_| !is_in_place) {
            self.show_entry(&after);
        }
        let is_told = matches!(
            reshape,
            Reshape::MergeThemes { .. }
                | Reshape::MergeStances { .. }
                | Reshape::MergeSpeakers { .. }
                | Reshape::SplitTheme { .. }
                | Reshape::DeleteTheme { .. }
                | Reshape::DeleteStance { .. }
                | Reshape::DeleteSpeaker { .. }
        );
        if is_told {
            let n = if effect.n_statements > 0 {
                format!(": {}", count(effect.n_statements, "statement"))
            } else {
                String::new()
            };
            self.toasts.did(sentence(&format!("{label}{n}")));
        }
    }

    fn cannot_reshape(&mut self, error: &ReshapeError) {
        self.toasts.say(format!("{} Nothing was changed.", sentence(&error.to_string())));
    }

    /// Carries out changes of the codebook alone as one step, each planned on what those before leave.
    fn reshape_together(&mut self, label: &str, changes: &[Reshape], show: Option<EntryId>) {
        let Some(session) = &self.session else { return };
        let mut scratch = Corpus::new(Vec::new(), session.corpus().codebook.clone());
        let (mut edits, mut first) = (Vec::new(), None);
        for change in changes {
            let plan = match reshape::plan(&scratch, change, Session::now()) {
                Ok(plan) => plan,
                Err(error) => return self.cannot_reshape(&error),
            };
            first = first.or(plan.after.clone());
            if plan.is_empty() {
                continue;
            }
            if apply(&mut scratch, plan.edit.clone()).is_err() {
                return self.toasts.say("The codebook changed meanwhile. Nothing was changed.");
            }
            edits.push(plan.edit);
        }
        let Some(entry) = show.or_else(|| self.places.codebook.selected().cloned()).or(first) else { return };
        if !edits.is_empty() && self.change(Change::new(label, Edit::Batch(edits), Focus::entry(entry.clone()))) {
            self.show_entry(&entry);
        }
    }

    /// Adds the themes of an outline; what is there already is left as it is.
    fn add_themes(&mut self, typed: &str, parent: Option<&ThemeId>, before: Option<&ThemeId>) {
        let Some(session) = &self.session else { return };
        let (made, _) = outline(&session.corpus().codebook, typed, parent);
        let Some(first) = made.first().cloned() else {
            return self.toasts.say("It is in the codebook already.");
        };
        // What was typed last is what is gone on with; of a pasted list, what stands first.
        let shown = if typed.contains('\n') { first.id.clone() } else { made[made.len() - 1].id.clone() };
        let label = match made.as_slice() {
            [theme] => format!("add theme “{}”", theme.name),
            many => format!("add {}", count(many.len(), "theme")),
        };
        let at_top = made.iter().filter(|theme| theme.parent.as_ref() == parent).map(|theme| Reshape::MoveTheme {
            theme: theme.id.clone(),
            parent: parent.cloned(),
            before: before.cloned(),
        });
        let moves: Vec<Reshape> = before.is_some().then_some(at_top).into_iter().flatten().collect();
        let changes: Vec<Reshape> = made.iter().cloned().map(Reshape::PutTheme).chain(moves).collect();
        self.reshape_together(&label, &changes, Some(EntryId::Theme(shown)));
    }

    fn add_entry(&mut self, label: &str, edits: Vec<Edit>, id: &EntryId) {
        if self.change(Change::new(label, Edit::Batch(edits), Focus::entry(id.clone()))) {
            self.show_entry(id);
        }
    }

    fn add_starter_scale(&mut self) {
        let Some(session) = &self.session else { return };
        let edits = new_entry::starter_scale(&session.corpus().codebook);
        let first = edits.iter().find_map(|edit| match edit {
            Edit::Stance { id, .. } => Some(EntryId::Stance(id.clone())),
            _ => None,
        });
        if let Some(first) = first {
            self.add_entry("add stance scale", edits, &first);
        }
    }

    /// Shows an entry in the place, whichever is on show.
    pub(super) fn show_entry(&mut self, id: &EntryId) {
        let mut place = std::mem::take(&mut self.places.codebook);
        if let Some(ctx) = self.ctx(&[]) {
            place.show(ctx, id);
        }
        self.places.codebook = place;
    }

    /// Goes to Code and shows a passage: this coder's statement in focus, another's selected in the text.
    pub(super) fn show_passage(&mut self, set: &SetKey, id: StatementId) {
        let Some(session) = &self.session else { return };
        let is_own = set.coder == *session.coder();
        let bounds = session.corpus().set(set).and_then(|set| set.get(id)).map(|statement| statement.bounds());
        self.place = Place::Code;
        self.show_document(&set.document);
        if is_own {
            return self.focus_statement(id);
        }
        self.coding.focus(None);
        if let (Some(reader), Some(bounds)) = (&mut self.reader, bounds) {
            reader.view.select(bounds);
            reader.view.scroll_to(bounds);
        }
    }
}
