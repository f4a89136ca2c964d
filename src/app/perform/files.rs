//! Opening corpora, exporting, importing, and who codes.

use crate::app::action::Action;
use crate::app::coding::Coding;
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::dialogs::Dialogs;
use crate::app::dialogs::export::Outcome;
use crate::app::file_picker::Ask;
use crate::app::panels::Panels;
use crate::app::place::Place;
use crate::app::places::Places;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::window::Window;
use crate::edit::Focus;
use crate::exchange::{CodebookFormat, Format};
use crate::model::Coder;
use crate::session::{Change, Session};
use crate::store::{self, Layout};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long another corpus waits for the saver of the one that is open.
const PATIENCE: Duration = Duration::from_secs(10);

impl Window {
    /// Carries out a command of files. Returns whether it is one.
    pub(super) fn run_file(&mut self, command: Command) -> bool {
        match command {
            Command::OpenFolder => self.jobs.ask(Ask::Corpus),
            Command::OpenPath => self.open_dialog(Dialog::OpenPath),
            Command::OpenSample => self.open_sample(),
            Command::Export => {
                self.dialogs.export.filter.only = None;
                self.open_dialog(Dialog::Export);
            }
            Command::Import => {
                self.open_dialog(Dialog::Import);
                self.jobs.ask(Ask::ImportFrom);
            }
            Command::ExportCodebook => self.open_dialog(Dialog::ExportCodebook),
            Command::ImportCodebook => self.open_dialog(Dialog::ImportCodebook),
            Command::SwitchCoder => self.open_dialog(Dialog::Coder),
            Command::SaveNow => {
                if let Some(session) = &self.session {
                    session.save_now();
                }
            }
            Command::BackUpNow => self.back_up_now(),
            Command::RestoreBackup => self.open_restore(),
            Command::MergeCopies => self.show_copies(),
            Command::ShowProblems => self.open_dialog(Dialog::Problems),
            Command::ShowReports => self.show_reports(),
            Command::ShowRescueCopies => self.show_rescue_copies(),
            Command::CloseCorpus => self.close_corpus(),
            _ => return false,
        }
        true
    }

    /// Puts the sample corpus into the state folder, unless it is there, and opens it.
    fn open_sample(&mut self) {
        let folder = self.memory.folder().join("sample_docs");
        match store::unpack_sample(&store::RealFiles, &folder) {
            Ok(()) => self.open_corpus_as(&folder, Some("coder-1")),
            Err(error) => self.toasts.say(format!("Could not {error}.")),
        }
    }

    /// Waits until everything is saved. Returns whether it is, and says why not.
    pub(super) fn is_all_saved(&mut self) -> bool {
        self.say_typed();
        let is_saved = self.session.as_ref().is_none_or(|session| session.flush(PATIENCE));
        if !is_saved {
            self.toasts.say("Some edits could not be saved, so this corpus stays open. The bar above says why.");
        }
        is_saved
    }

    /// Closes the corpus once everything is saved.
    fn close_corpus(&mut self) {
        if self.is_all_saved() {
            self.forget_corpus();
        }
    }

    /// Remembers place, document and where it was left.
    pub fn remember_place(&mut self) {
        let Some(session) = &self.session else { return };
        let root = session.layout().root().to_owned();
        let first_visible = self.reader.as_ref().map(|reader| reader.view.first_visible());
        let (place, query) = (self.place, self.places.passages.query.to_string());
        let findings = self.places.findings.remembered();
        let recent = self.places.passages.recent();
        self.memory.settings.panels = self.panels.widths;
        let memory = self.memory.corpus_mut(&root);
        memory.place = place;
        memory.query = query;
        memory.recent_queries = recent;
        memory.findings = findings;
        memory.first_visible = first_visible.unwrap_or(memory.first_visible);
    }

    /// Lets go of everything that belongs to the open corpus.
    pub(super) fn forget_corpus(&mut self) {
        self.remember_place();
        self.memory.save();
        self.left_at.clear();
        self.tour = None;
        self.place = Place::Code;
        self.session = None;
        self.reader = None;
        self.coding = Coding::default();
        self.begun.clear();
        self.unsigned = None;
        self.panels = Panels::default();
        self.places = Places::default();
        self.dialogs = Dialogs::default();
        self.jobs.forget();
    }

    /// Codes under another name.
    pub(super) fn set_coder(&mut self, name: &str) {
        let Some(session) = &mut self.session else { return };
        match Layout::checked_coder(name) {
            Ok(coder) => {
                let root = session.layout().root().to_owned();
                let is_same = *session.coder() == coder;
                session.set_coder(coder);
                name.clone_into(&mut self.memory.corpus_mut(&root).coder);
                name.clone_into(&mut self.memory.settings.last_coder);
                self.memory.save();
                self.panels.knows_coder = true;
                self.dialogs.open = None;
                let unsigned = self.unsigned.take();
                let (shared, unsigned): (Vec<Change>, Vec<Change>) =
                    unsigned.into_iter().partition(|change| change.focus.entry.is_some());
                for change in shared {
                    // What is done in the codebook is the same under any name, and keeps no statement.
                    self.change(change);
                }
                let unsigned = unsigned.into_iter().next();
                if is_same {
                    // What was asked for before the question goes on now.
                    let Some(change) = unsigned else { return };
                    let made = change.focus.statement.filter(|id| !self.has_statement(*id));
                    // A draft goes only when it has become a statement.
                    if self.change(change) && made.is_some() {
                        self.coding.kept = made;
                        self.after_keeping();
                    }
                    return;
                }
                // A statement that was being made goes on under the other name.
                let (passage, draft) = (self.passage(), std::mem::take(&mut self.coding.draft));
                self.begun.clear();
                let document = self.coding.document.clone();
                self.reader = None;
                self.coding.enter(document.clone());
                if let Some(document) = document {
                    self.show_document(&document);
                }
                if unsigned.is_some() {
                    self.coding.draft = draft;
                    self.pin(passage, false);
                }
            }
            Err(error) => self.toasts.say(format!("Could not {error}.")),
        }
    }

    /// What follows from the answer to a file dialog.
    pub fn picked(&mut self, ask: Ask, path: Option<PathBuf>) -> Option<Action> {
        match (ask, path) {
            (Ask::Corpus, Some(path)) => Some(Action::OpenCorpus(path)),
            (Ask::Corpus, None) => {
                // Cancelled, or this system has no file dialog: typing a path works everywhere.
                self.toasts.say("No folder was chosen. “Open path…” in the menu takes a path, too.");
                None
            }
            (Ask::ExportTo(_), Some(path)) => {
                let export = &mut self.dialogs.export;
                if let Some(format) =
                    Format::from_path(&path).filter(|format| format.ending() != export.format.ending())
                {
                    export.format = format;
                }
                export.destination = path.display().to_string();
                export.outcome = Outcome::Waiting;
                None
            }
            (Ask::ImportFrom, Some(path)) => Some(Action::ReadImport(path)),
            (Ask::ReportTo(_), Some(path)) => {
                self.write_report_to(&path);
                None
            }
            (Ask::RescueTo(_), Some(path)) => {
                self.write_rescue_copy(&path);
                None
            }
            (ask @ (Ask::ExportCodebookTo(_) | Ask::ImportCodebookFrom), Some(path)) => {
                self.picked_codebook(&ask, path)
            }
            (Ask::ExportFindingTo(_), Some(path)) => {
                self.dialogs.finding_export.choose(&path);
                None
            }
            (_, None) => None,
        }
    }

    /// What a dropped file or folder asks for: rows of statements to be looked at, anything else to be opened.
    pub fn dropped(&mut self, path: PathBuf) -> Option<Action> {
        if self.dialogs.takes_all_keys() {
            // Something is under way that another dialog would hide.
            return None;
        }
        let is_book = self.place == Place::Codebook && CodebookFormat::from_path(&path).is_some() && path.is_file();
        if is_book && self.session.is_some() {
            self.open_dialog(Dialog::ImportCodebook);
            return Some(Action::Codebook(CodebookAsk::ReadImport(path)));
        }
        let is_rows = Format::from_path(Path::new(&path)).is_some_and(Format::is_importable) && path.is_file();
        Some(if is_rows && self.session.is_some() {
            self.open_dialog(Dialog::Import);
            Action::ReadImport(path)
        } else {
            Action::OpenCorpus(path)
        })
    }

    /// Writes the passages that the export dialog describes.
    pub(super) fn start_export(&mut self) {
        let (Some(session), export) = (&self.session, &mut self.dialogs.export) else { return };
        let root = session.layout().root();
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let to = PathBuf::from(export.destination.trim());
        if let Err(why) = session.may_export_to(&to) {
            export.outcome = Outcome::Failed(why);
            return;
        }
        export.outcome = Outcome::Running;
        let report = export.report(&name);
        self.jobs.export(session.corpus().clone(), export.filter.clone(), export.format, report, to);
    }

    /// Takes in how an export went.
    pub fn exported(&mut self, result: Result<(String, PathBuf), String>) {
        self.dialogs.export.outcome = match result {
            Ok((words, path)) => Outcome::Done(words, path),
            Err(why) => Outcome::Failed(why),
        };
    }

    /// Reads a file of statements behind the window.
    pub(super) fn read_import(&mut self, path: PathBuf) {
        let Some(session) = &self.session else { return };
        if session.loading().is_some() {
            self.toasts.say("Documents are still being read; try again in a moment.");
            return;
        }
        let import = &mut self.dialogs.import;
        let coder = match import.coder.trim() {
            "" => None,
            name => match Layout::checked_coder(name) {
                Ok(coder) => Some(coder),
                Err(error) => {
                    import.plan = Some(Err(format!("Could not {error}.")));
                    return;
                }
            },
        };
        import.path = path.display().to_string();
        import.plan = None;
        import.reading = Some(self.jobs.read_import(session.corpus().clone(), path, coder));
    }

    /// Gives up the file that a dialog is reading; nothing was changed by it.
    pub(super) fn cancel_reading(&mut self) {
        let dialogs = &mut self.dialogs;
        for reading in [dialogs.import.reading.take(), dialogs.codebook_import.reading.take()].into_iter().flatten() {
            reading.set();
        }
    }

    /// Closes the open dialog and gives up what it reads.
    pub(super) fn close_dialog(&mut self) {
        self.cancel_reading();
        if self.along.is_some() {
            // What came of it has to be waited for.
            return self.give_up_along();
        }
        self.dialogs.open = None;
        // These may have something to tell in a dialog of its own.
        self.give_up_opening();
        self.give_up_merging();
    }

    /// Carries out the import that the dialog shows, as one step.
    pub(super) fn start_import(&mut self) {
        let (Some(session), Some(Ok((revision, plan)))) = (&self.session, &self.dialogs.import.plan) else { return };
        if session.revision() != *revision {
            let path = PathBuf::from(&self.dialogs.import.path);
            self.read_import(path);
            return self.toasts.say("The corpus changed meanwhile, so the file is read again. Look, then import.");
        }
        let focus = Focus::on(self.coding.document.clone(), None);
        let label = format!("import {}", crate::app::words::count(plan.n_statements, "statement"));
        if self.change(Change::bulk(label.clone(), plan.edit.clone(), focus)) {
            self.dialogs.open = None;
            self.dialogs.import.plan = None;
            self.toasts.did(format!("Done: {label}"));
        }
    }

    /// Shows the folder of a file in the system's file manager.
    pub(super) fn reveal(&mut self, path: &Path) {
        let folder = path.parent().unwrap_or(path);
        if let Err(error) = open::that_detached(folder) {
            self.toasts.say(format!("The folder {} could not be shown: {error}.", folder.display()));
        }
    }

    /// The coder of the open corpus.
    pub fn coder(&self) -> Option<&Coder> {
        self.session.as_ref().map(Session::coder)
    }
}
