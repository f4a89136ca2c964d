//! Work that goes on behind the window: file dialogs, exports, reading imports.

use super::file_picker::{Answer, Ask, FilePicker};
use crate::analysis::Usage;
use crate::exchange::{self, CodebookFormat, CodebookPlan, Filter, Format, ImportOptions, ImportPlan, ReportOptions};
use crate::model::{Coder, Corpus};
use crate::session::{Session, Wake};
use crate::store;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Something finished behind the window.
pub enum Finished {
    /// The user answered a file dialog.
    Picked(Ask, Option<PathBuf>),
    /// An export: a sentence and the file, or why not.
    Exported(Result<(String, PathBuf), String>),
    /// A file of statements was read: what it would add, or why it cannot be read.
    Imported(Box<Result<ImportPlan, String>>),
    /// An export of the codebook: a sentence and the file, or why not.
    CodebookExported(Result<(String, PathBuf), String>),
    /// A file of a codebook was read: what it would change, or why it cannot be read.
    CodebookRead(Box<Result<CodebookPlan, String>>),
}

/// Starts work and collects what is finished.
pub struct Jobs {
    picker: Box<dyn FilePicker>,
    answers: (Sender<Answer>, Receiver<Answer>),
    results: (Sender<Finished>, Receiver<Finished>),
    wake: Wake,
}

impl Jobs {
    /// Uses `picker` for file dialogs and calls `wake` when something is finished.
    pub fn new(picker: Box<dyn FilePicker>, wake: Wake) -> Self {
        Self { picker, answers: channel(), results: channel(), wake }
    }

    /// Lets go of what is under way: its results come to nobody.
    pub fn forget(&mut self) {
        self.answers = channel();
        self.results = channel();
    }

    /// Asks the user for a path.
    pub fn ask(&self, ask: Ask) {
        let wake = Arc::clone(&self.wake);
        self.picker.ask(ask, self.answers.0.clone(), Box::new(move || wake()));
    }

    /// What was finished since the last call.
    pub fn take_finished(&self) -> Vec<Finished> {
        let picked = self.answers.1.try_iter().map(|(ask, path)| Finished::Picked(ask, path));
        picked.chain(self.results.1.try_iter()).collect()
    }

    /// Writes the passages of `corpus` that `filter` lets through.
    pub fn export(&self, corpus: Corpus, filter: Filter, format: Format, report: ReportOptions, to: PathBuf) {
        self.spawn("export", move || Finished::Exported(export(&corpus, &filter, format, &report, to)));
    }

    /// Reads a file of statements and works out what it would add to `corpus`, for `coder` or as each row says.
    pub fn read_import(&self, corpus: Corpus, from: PathBuf, coder: Option<Coder>) {
        self.spawn("import", move || Finished::Imported(Box::new(read_import(&corpus, &from, coder))));
    }

    /// Writes the codebook of `corpus`, headed by `title`.
    pub fn export_codebook(&self, corpus: Corpus, format: CodebookFormat, title: String, to: PathBuf) {
        self.spawn("codebook-export", move || Finished::CodebookExported(export_codebook(&corpus, format, &title, to)));
    }

    /// Reads a file of a codebook and works out what it would change in `corpus`.
    pub fn read_codebook(&self, corpus: Corpus, from: PathBuf) {
        self.spawn("codebook-import", move || Finished::CodebookRead(Box::new(read_codebook(&corpus, &from))));
    }

    fn spawn(&self, name: &str, work: impl FnOnce() -> Finished + Send + 'static) {
        let (results, wake) = (self.results.0.clone(), Arc::clone(&self.wake));
        let run = move || {
            // The window may be gone by now; then nobody needs the result.
            results.send(work()).ok();
            wake();
        };
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(run) {
            self.results.0.send(Finished::Exported(Err(format!("No thread could be started: {error}.")))).ok();
        }
    }
}

fn export(
    corpus: &Corpus,
    filter: &Filter,
    format: Format,
    report: &ReportOptions,
    to: PathBuf,
) -> Result<(String, PathBuf), String> {
    let mut bytes = Vec::new();
    let summary = exchange::export(corpus, filter, format, report, &mut bytes).map_err(|error| error.to_string())?;
    store::write_export(&store::RealFiles, &to, &bytes)
        .map_err(|error| format!("Could not {error}. Choose another place."))?;
    let n = super::words::count(summary.n_statements, "passage");
    Ok((format!("Wrote {n} to {}. {}", to.display(), summary.notes.join(" ")), to))
}

fn export_codebook(
    corpus: &Corpus,
    format: CodebookFormat,
    title: &str,
    to: PathBuf,
) -> Result<(String, PathBuf), String> {
    let mut bytes = Vec::new();
    let usage = Usage::of(corpus);
    exchange::write_codebook(corpus, &usage, format, title, &mut bytes).map_err(|error| error.to_string())?;
    store::write_export(&store::RealFiles, &to, &bytes)
        .map_err(|error| format!("Could not {error}. Choose another place."))?;
    Ok((format!("Wrote the codebook to {}.", to.display()), to))
}

fn read_codebook(corpus: &Corpus, from: &Path) -> Result<CodebookPlan, String> {
    let not_read = |error: String| format!("{} could not be read: {error}", from.display());
    let format = CodebookFormat::from_path(from);
    let format = format.ok_or_else(|| not_read("it is neither .csv nor .md".to_owned()))?;
    let file = store::open_import(from).map_err(|error| not_read(error.to_string()))?;
    exchange::import_codebook(corpus, format, &mut BufReader::new(file)).map_err(|error| not_read(error.to_string()))
}

fn read_import(corpus: &Corpus, from: &Path, coder: Option<Coder>) -> Result<ImportPlan, String> {
    let not_read = |error: String| format!("{} could not be read: {error}", from.display());
    let format = Format::from_path(from).filter(|format| format.is_importable());
    let format = format.ok_or_else(|| not_read("it is neither .jsonl nor .csv".to_owned()))?;
    let file = store::open_import(from).map_err(|error| not_read(error.to_string()))?;
    let options = ImportOptions { format, coder };
    let mut new_id = Session::new_statement_id;
    exchange::import(corpus, &mut BufReader::new(file), &options, &mut new_id, Session::now())
        .map_err(|error| not_read(error.to_string()))
}
