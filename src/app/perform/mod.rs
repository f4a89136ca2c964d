//! Carrying out what panels asked for, split by subject.

mod along;
mod backups;
mod codebook;
mod codebook_files;
mod coding;
mod conflicts;
mod copies;
mod documents;
mod ends;
mod entries;
mod files;
mod findings;
mod finished;
mod movement;
mod opening;
mod outside;
mod passages;
mod placing;
mod queries;
mod rescue;
mod selecting;
mod stopped;
mod view;

pub use outside::News;

use super::action::Action;
use super::command::Command;
use super::dialog::Dialog;
use super::pace::Deed;
use super::place::Place;
use super::window::Window;
use crate::edit::{Focus, Touched};
use crate::session::{Change, Session, SessionError, Undone};
use egui::{Context, ViewportCommand};

impl Window {
    /// Carries out one action.
    pub fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::MergeCopies(copies) => self.merge_copies(&copies),
            Action::OpenCorpus(path) => self.open_corpus(&path),
            Action::GoTo(place) => self.place = place,
            Action::OpenPassages(query) => {
                if self.place == Place::Findings {
                    self.places.findings.base().share(&query);
                    self.places.passages.open_number(query);
                } else {
                    self.places.passages.show(query);
                }
                self.place = Place::Passages;
            }
            Action::ShowDocument(path) => {
                self.place = Place::Code;
                self.show_document(&path);
            }
            Action::Focus(id) => self.focus_statement(id),
            Action::Say(saying) => self.say(saying),
            Action::Make(entry) => self.make_entry(&entry),
            Action::SetProgress(path, progress) => self.set_progress(&path, progress),
            Action::SetProgressOfAll(paths, progress) => self.set_progress_of_all(&paths, progress),
            Action::Describe(paths, about) => self.describe(&paths, &about),
            Action::Arrange(arrangement) => self.arrange(arrangement),
            Action::Open(dialog) => self.open_dialog(dialog),
            Action::CloseDialog => self.close_dialog(),
            Action::CancelReading => self.cancel_reading(),
            Action::SetCoder(name) => self.set_coder(&name),
            Action::Set(setting) => self.set(setting),
            Action::Tour(step) => self.go_on_tour(step),
            Action::AskExportFile(name) => self.jobs.ask(super::file_picker::Ask::ExportTo(name)),
            Action::StartExport => self.start_export(),
            Action::StartRestore => self.start_restore(),
            Action::ShowDropping => self.show_dropping(),
            Action::SettleDropping(keeps) => self.settle_dropping(keeps),
            Action::GoOnWithoutBackup => self.panels.backup_trouble = None,
            Action::StartImport => self.start_import(),
            Action::ReadImport(path) => self.read_import(path),
            Action::Reveal(path) => self.reveal(&path),
            Action::CloseStep => self.close_step(),
            Action::Codebook(ask) => self.codebook(ask),
            Action::Passages(ask) => self.passages(ask),
            Action::Findings(ask) => self.findings(ctx, ask),
            Action::Place(ask) => self.settle_place(ask),
            Action::TakeAlong(renamed) => self.take_along(&renamed),
            Action::GiveKeys(command, chords) => self.give_keys(command, chords.as_deref()),
            Action::ResetKeys => self.reset_keys(),
            Action::Settle(conflict, how) => self.settle(&conflict, &how),
            Action::Rescue(ask) => self.rescue(ask),
            Action::Stopped(ask) => self.stopped(ask),
            Action::Copy(text) => ctx.copy_text(text),
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        if matches!(command, Command::Undo | Command::Redo) && self.step_query(command == Command::Undo) {
            return;
        }
        let command = self.placing_of(command);
        let passage = self.passage();
        let enabled = self.ctx(&passage).map_or_else(
            || if command.needs_corpus() { Err("Open a corpus first") } else { Ok(()) },
            |ctx| ctx.enabled(command),
        );
        if let Err(why) = enabled {
            self.toasts.say(why);
            return;
        }
        match command {
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::CopyPassage => self.copy_passage(ctx),
            Command::GoToCode => self.place = Place::Code,
            Command::GoToPassages => self.place = Place::Passages,
            Command::BackToPassages => self.back_to_passages(),
            Command::NextPassage | Command::PreviousPassage => self.step_passage(command == Command::NextPassage),
            Command::GoToFindings => self.place = Place::Findings,
            Command::GoToCodebook => self.place = Place::Codebook,
            Command::Undo => self.step_back(),
            Command::Redo => self.step_again(),
            _ => {
                let is_done = self.run_file(command)
                    || self.run_outside(command)
                    || self.run_placing(command)
                    || self.run_coding(command)
                    || self.run_move(command)
                    || self.run_documents(command)
                    || self.run_select(command)
                    || self.run_view(command);
                debug_assert!(is_done, "{command:?} is carried out by nobody");
            }
        }
    }

    /// Carries out a change of the corpus and shows what it touched. Returns whether it was carried out.
    pub(super) fn change(&mut self, change: Change) -> bool {
        // What the last message offers to undo is no longer the last thing done.
        self.toasts.clear();
        let Some(session) = &mut self.session else { return false };
        if !self.panels.knows_coder && change.edit.touches_sets() {
            // Nobody has said yet who codes: work never goes into a borrowed name. Codebook and documents are nobody's.
            self.unsigned = Some(change);
            self.open_dialog(Dialog::Coder);
            return false;
        }
        match session.apply(change) {
            Ok(touched) => {
                self.panels.pace.did(Deed::Changed, Session::now().as_second());
                self.show_touched(&touched);
                true
            }
            Err(error) => {
                self.refuse(&error);
                false
            }
        }
    }

    /// Ends a run of merging steps: what comes next is a step of its own.
    pub(super) fn close_step(&mut self) {
        if let Some(session) = &mut self.session {
            session.close_step();
        }
    }

    pub(super) fn refuse(&mut self, error: &SessionError) {
        let mut words = error.to_string();
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.toasts.say(format!("{words}. Nothing was changed."));
    }

    /// Draws all brackets anew when the codebook changed while the reader was out of sight.
    pub fn refresh_reader(&mut self) {
        let (Some(session), Some(reader)) = (&self.session, &mut self.reader) else { return };
        if self.place == Place::Code && reader.is_stale {
            reader.show_all(&session.corpus().codebook, session.set(&reader.path));
            reader.show_pinned(&self.coding.pinned);
        }
    }

    /// Draws anew what an edit changed in the open document.
    pub(super) fn show_touched(&mut self, touched: &Touched) {
        let (Some(session), Some(reader)) = (&self.session, &mut self.reader) else { return };
        let key = session.key(&reader.path);
        let codebook = &session.corpus().codebook;
        let set = session.corpus().set(&key);
        if touched.codebook && self.place != Place::Code {
            // Nobody sees it now, and somebody may be typing: all brackets are drawn anew on the way back.
            reader.is_stale = true;
        } else if touched.codebook {
            reader.show_all(codebook, set);
        } else if let Some(ids) = touched.sets.get(&key) {
            for id in ids {
                reader.show_one(codebook, *id, set);
            }
        }
        reader.show_pinned(&self.coding.pinned);
        if touched.codebook {
            self.coding.draft.keep_known(codebook);
        }
        let is_gone = |id| set.is_none_or(|set| set.get(id).is_none());
        self.coding.focused = self.coding.focused.filter(|id| !is_gone(*id));
        self.coding.previous = self.coding.previous.filter(|id| !is_gone(*id));
        self.coding.kept = self.coding.kept.filter(|id| !is_gone(*id));
    }

    fn step_back(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.undo() {
            Ok(Some(undone)) => {
                self.stepped("Undone", &undone);
                self.offer_rescue_again(&undone);
            }
            Ok(None) => self.toasts.say("Nothing to undo"),
            Err(error) => self.refuse(&error),
        }
    }

    fn step_again(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.redo() {
            Ok(Some(undone)) => {
                self.stepped("Done again", &undone);
                self.settle_rescue_again(&undone);
            }
            Ok(None) => self.toasts.say("Nothing to do again"),
            Err(error) => self.refuse(&error),
        }
    }

    fn stepped(&mut self, word: &str, undone: &Undone) {
        self.show_touched(&undone.touched);
        self.toasts.say(format!("{word}: {}", undone.label));
        self.go_to(&undone.focus);
    }

    /// Goes where a step was made, so that its coming back is seen.
    pub(super) fn go_to(&mut self, focus: &Focus) {
        if focus.document.is_some() {
            self.place = Place::Code;
        } else if let Some(entry) = &focus.entry {
            self.place = Place::Codebook;
            self.show_entry(entry);
        }
        if let Some(document) = &focus.document
            && self.coding.document.as_ref() != Some(document)
        {
            self.show_document(&document.clone());
        }
        match focus.statement {
            Some(id) if self.has_statement(id) => self.focus_statement(id),
            Some(id) if self.coding.focused == Some(id) => self.coding.focus(None),
            _ => {}
        }
    }
}
