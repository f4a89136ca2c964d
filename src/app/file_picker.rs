//! The system's file dialogs, off the window's thread, behind a trait so that tests bring their own.

use std::path::PathBuf;
use std::sync::mpsc;

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A folder of documents.
    Corpus,
    /// A file to export to, with a suggested name.
    ExportTo(String),
    /// A file to write the report of a failure to, with a suggested name.
    ReportTo(String),
    /// A file to write a rescue copy to, with a suggested name.
    RescueTo(String),
    /// A file of statements to import.
    ImportFrom,
    /// A file to write the codebook to, with a suggested name.
    ExportCodebookTo(String),
    /// A file to write a finding to, with a suggested name.
    ExportFindingTo(String),
    /// A file of a codebook to import.
    ImportCodebookFrom,
}

/// An answer: `None` means cancelled, or that no dialog could be shown.
pub type Answer = (Ask, Option<PathBuf>);

/// Asks the user for a path.
pub trait FilePicker {
    /// Asks, without waiting, and sends the answer to `done`; then calls `wake`.
    fn ask(&self, ask: Ask, done: mpsc::Sender<Answer>, wake: Box<dyn Fn() + Send>);
}

/// The system's own dialogs.
#[derive(Debug, Default)]
pub struct SystemPicker;

impl FilePicker for SystemPicker {
    fn ask(&self, ask: Ask, done: mpsc::Sender<Answer>, wake: Box<dyn Fn() + Send>) {
        let spawned = std::thread::Builder::new().name("file-dialog".to_owned()).spawn(move || {
            let dialog = rfd::FileDialog::new();
            let path = match &ask {
                Ask::Corpus => dialog.set_title("Open a folder of documents").pick_folder(),
                Ask::ExportTo(name) => dialog.set_title("Export passages").set_file_name(name).save_file(),
                Ask::ReportTo(name) => dialog.set_title("Save report").set_file_name(name).save_file(),
                Ask::RescueTo(name) => dialog.set_title("Save rescue copy").set_file_name(name).save_file(),
                Ask::ExportCodebookTo(name) => dialog.set_title("Export codebook").set_file_name(name).save_file(),
                Ask::ExportFindingTo(name) => dialog.set_title("Export finding").set_file_name(name).save_file(),
                Ask::ImportCodebookFrom => {
                    let dialog = dialog.set_title("Import codebook").add_filter("CSV or Markdown", &["csv", "md"]);
                    dialog.pick_file()
                }
                Ask::ImportFrom => {
                    let dialog = dialog.set_title("Import statements").add_filter("JSONL or CSV", &["jsonl", "csv"]);
                    dialog.pick_file()
                }
            };
            // The window may be gone by now; then nobody needs the answer.
            done.send((ask, path)).ok();
            wake();
        });
        if let Err(error) = spawned {
            // Without a thread there is no dialog; typing a path still works.
            drop(error);
        }
    }
}

/// A picker for tests: answers at once with what it was given.
#[derive(Debug, Default)]
pub struct FixedPicker(pub Option<PathBuf>);

impl FilePicker for FixedPicker {
    fn ask(&self, ask: Ask, done: mpsc::Sender<Answer>, wake: Box<dyn Fn() + Send>) {
        done.send((ask, self.0.clone())).ok();
        wake();
    }
}
