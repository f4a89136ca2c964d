//! Work that goes on behind the window: file dialogs, exports, reading imports.

use super::crash::caught;
use super::file_picker::{Answer, Ask, FilePicker};
use super::places::findings::exporting::{Finding, Form};
use super::places::findings::network::{LaidOut, LayoutWork};
use crate::analysis::query::Query;
use crate::analysis::search::{Hits, SearchRequest, search};
use crate::analysis::{Cancel, StatementTable, Usage};
use crate::exchange::{self, CodebookFormat, CodebookPlan, Filter, Format, ImportOptions, ImportPlan, ReportOptions};
use crate::model::{Coder, Corpus};
use crate::session::rescue::{Offers, offers};
use crate::session::{CopyDone, CopyWork, Session, Wake};
use crate::store;
use crate::store::rescue::Rescues;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What is said when the program itself failed in some work.
const FAILED: &str = "Standpoint failed while doing this, and nothing was changed. What you coded is not affected. A \
                      report without any text of your documents was written; “Reports folder” in the menu shows it.";

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
    /// An export of a finding: a sentence and the file, or why not.
    FindingExported(Result<(String, PathBuf), String>),
    /// A second version of a file was merged, to be taken in; or why not.
    CopyMerged(Result<Box<CopyDone>, String>),
    /// A network was laid out, or why not.
    LaidOut(Result<LaidOut, String>),
    /// The rescue copies were read, held against the corpus of a revision, or why not.
    RescueRead(Result<(u64, Offers), String>),
    /// Passages were read for a filter; or why not.
    PassagesRead(Result<(), String>),
    /// The texts were searched; or why not.
    Searched(Result<Option<Box<Hits>>, String>),
    /// A file of a codebook was read: what it would change, or why it cannot be read.
    CodebookRead(Box<Result<CodebookPlan, String>>),
}

/// Starts work and collects what is finished.
pub struct Jobs {
    picker: Box<dyn FilePicker>,
    answers: (Sender<Answer>, Receiver<Answer>),
    results: (Sender<Finished>, Receiver<Finished>),
    wake: Wake,
    /// The file that is being read, if one is.
    reading: Cancel,
}

impl Jobs {
    /// Uses `picker` for file dialogs and calls `wake` when something is finished.
    pub fn new(picker: Box<dyn FilePicker>, wake: Wake) -> Self {
        Self { picker, answers: channel(), results: channel(), wake, reading: Cancel::default() }
    }

    /// Lets go of what is under way: its results come to nobody.
    pub fn forget(&mut self) {
        self.reading.set();
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
        self.spawn("export", Finished::Exported, move || export(&corpus, &filter, format, &report, to));
    }

    /// Reads a file of statements and works out what it would add to `corpus`, for `coder` or as each row says.
    ///
    /// Returns what gives it up; nothing comes of it then. Only one file is read at a time.
    pub fn read_import(&mut self, corpus: Corpus, from: PathBuf, coder: Option<Coder>) -> Cancel {
        let cancel = self.begin_reading();
        let watched = cancel.clone();
        let finished = |plan| Finished::Imported(Box::new(plan));
        self.spawn_until(&cancel, "import", finished, move || read_import(&corpus, &from, coder, &watched));
        cancel
    }

    /// Writes the codebook of `corpus`, headed by `title`.
    pub fn export_codebook(&self, corpus: Corpus, format: CodebookFormat, title: String, to: PathBuf) {
        let work = move || export_codebook(&corpus, format, &title, to);
        self.spawn("codebook-export", Finished::CodebookExported, work);
    }

    /// Writes a finding.
    pub fn export_finding(&self, finding: Arc<Finding>, form: Form, to: PathBuf) {
        self.spawn("finding-export", Finished::FindingExported, move || export_finding(&finding, form, to));
    }

    /// Merges a second version of a file; nothing comes of it once `cancel` is set.
    pub fn merge_copy(&self, work: CopyWork, cancel: &Cancel) {
        self.spawn_until(cancel, "copies", Finished::CopyMerged, move || Ok(Box::new(work.run())));
    }

    /// Works out where the nodes of a network stand.
    pub fn lay_out(&self, work: LayoutWork) {
        let cancel = work.cancel().clone();
        self.spawn_until(&cancel, "network-layout", Finished::LaidOut, move || Ok(work.run()));
    }

    /// Reads a file of a codebook and works out what it would change in `corpus`.
    ///
    /// Returns what gives it up; nothing comes of it then. Only one file is read at a time.
    pub fn read_codebook(&mut self, corpus: Corpus, from: PathBuf) -> Cancel {
        let cancel = self.begin_reading();
        let watched = cancel.clone();
        let finished = |plan| Finished::CodebookRead(Box::new(plan));
        self.spawn_until(&cancel, "codebook-import", finished, move || read_codebook(&corpus, &from, &watched));
        cancel
    }

    /// Searches the texts of `corpus`; nothing comes of it once `cancel` is set.
    pub fn search(&self, corpus: Corpus, request: SearchRequest, cancel: &Cancel) {
        let watched = cancel.clone();
        let work = move || Ok(search(&corpus, &request, &watched).map(Box::new));
        self.spawn_until(cancel, "search", Finished::Searched, work);
    }

    /// Reads passages for the conditions of `query` on their words, until `cancel` is set; sets `over` then.
    pub fn read_passages(&self, table: StatementTable, corpus: Corpus, query: Query, cancel: &Cancel, over: Cancel) {
        let (watched, over) = (cancel.clone(), SetWhenDropped(over));
        let work = move || {
            query.read_passages(&table, &corpus, &watched);
            drop(over);
            Ok(())
        };
        self.spawn_until(cancel, "passages", Finished::PassagesRead, work);
    }

    fn begin_reading(&mut self) -> Cancel {
        self.reading.set();
        self.reading = Cancel::default();
        self.reading.clone()
    }

    /// Reads rescue copies without those that are the session's `own`, and holds them against `corpus`.
    pub fn read_rescue_copies(&self, rescues: Rescues, own: Vec<PathBuf>, corpus: Corpus, revision: u64) {
        let work = move || Ok((revision, offers(&rescues, &own, &corpus)));
        self.spawn("rescue-copies", Finished::RescueRead, work);
    }

    /// Does `work` on a thread of its own. Should the program fail in it, the window says so and goes on.
    fn spawn<T: 'static>(
        &self,
        name: &str,
        finished: fn(Result<T, String>) -> Finished,
        work: impl FnOnce() -> Result<T, String> + Send + 'static,
    ) {
        self.spawn_until(&Cancel::default(), name, finished, work);
    }

    /// As [`Self::spawn`]; what comes of it comes to nobody once `cancel` is set.
    fn spawn_until<T: 'static>(
        &self,
        cancel: &Cancel,
        name: &str,
        finished: fn(Result<T, String>) -> Finished,
        work: impl FnOnce() -> Result<T, String> + Send + 'static,
    ) {
        let (results, wake, cancel) = (self.results.0.clone(), Arc::clone(&self.wake), cancel.clone());
        let run = move || {
            let result = caught(work).unwrap_or_else(|| Err(FAILED.to_owned()));
            // The window may be gone by now; then nobody needs the result.
            if !cancel.is_set() {
                results.send(finished(result)).ok();
            }
            wake();
        };
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(run) {
            self.results.0.send(finished(Err(format!("No thread could be started: {error}.")))).ok();
        }
    }
}

/// Says that work is over, however it ended.
struct SetWhenDropped(Cancel);

impl Drop for SetWhenDropped {
    fn drop(&mut self) {
        self.0.set();
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

fn export_finding(finding: &Finding, form: Form, to: PathBuf) -> Result<(String, PathBuf), String> {
    let mut bytes = Vec::new();
    let notes = finding.write(form, &mut bytes).map_err(|error| error.to_string())?;
    store::write_export(&store::RealFiles, &to, &bytes)
        .map_err(|error| format!("Could not {error}. Choose another place."))?;
    Ok((format!("Wrote it to {}. {}", to.display(), notes.join(" ")).trim_end().to_owned(), to))
}

fn read_codebook(corpus: &Corpus, from: &Path, cancel: &Cancel) -> Result<CodebookPlan, String> {
    let not_read = |error: String| format!("{} could not be read: {error}", from.display());
    let format = CodebookFormat::from_path(from);
    let format = format.ok_or_else(|| not_read("it is neither .csv nor .md".to_owned()))?;
    let file = store::open_import(from).map_err(|error| not_read(error.to_string()))?;
    exchange::import_codebook_until(corpus, format, &mut BufReader::new(file), cancel)
        .map_err(|error| not_read(error.to_string()))
}

fn read_import(corpus: &Corpus, from: &Path, coder: Option<Coder>, cancel: &Cancel) -> Result<ImportPlan, String> {
    let not_read = |error: String| format!("{} could not be read: {error}", from.display());
    let format = Format::from_path(from).filter(|format| format.is_importable());
    let format = format.ok_or_else(|| not_read("it is neither .jsonl nor .csv".to_owned()))?;
    let file = store::open_import(from).map_err(|error| not_read(error.to_string()))?;
    let options = ImportOptions { format, coder };
    let mut new_id = Session::new_statement_id;
    exchange::import_until(corpus, &mut BufReader::new(file), &options, &mut new_id, Session::now(), cancel)
        .map_err(|error| not_read(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::file_picker::FixedPicker;
    use std::time::{Duration, Instant};

    #[test]
    fn work_in_which_the_program_fails_ends_with_a_message() {
        let jobs = Jobs::new(Box::new(FixedPicker(None)), Arc::new(|| ()));
        jobs.spawn("export", Finished::Exported, || panic!("made to fail"));
        let begun = Instant::now();
        let finished = loop {
            if let Some(finished) = jobs.take_finished().pop() {
                break finished;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "nothing came back");
            std::thread::sleep(Duration::from_millis(2));
        };
        assert!(matches!(finished, Finished::Exported(Err(why)) if why == FAILED));
    }
}
