//! What happens at the moment of a panic, on whichever thread.

use super::report::{Report, shortened_backtrace, shortened_place};
use crate::store;
use jiff::Timestamp;
use std::backtrace::Backtrace;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Most reports that one run of the program writes: a fault in reading may come back with every document.
const MAX_REPORTS: usize = 5;
/// The threads that the program names; any other name could come from anywhere.
const THREADS: [&str; 16] = [
    "main",
    "saver",
    "loader",
    "merger",
    "opening",
    "copies",
    "coverage",
    "search",
    "network-layout",
    "export",
    "import",
    "codebook-import",
    "codebook-export",
    "finding-export",
    "rescue-copies",
    "renamed",
];

/// Runs `work`; `None` when it panicked, which the hook has reported by then.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Writes a report at each panic. Clones share the list of what was written.
#[derive(Clone, Debug, Default)]
pub struct Hook {
    folder: Option<PathBuf>,
    reports: Arc<Mutex<Vec<PathBuf>>>,
    n_seen: Arc<Mutex<usize>>,
}

impl Hook {
    /// Writes reports into the state folder `state`, or none where there is no such folder.
    pub fn new(state: Option<&Path>) -> Self {
        Self { folder: state.map(Path::to_owned), ..Self::default() }
    }

    /// Takes the place of what the language does at a panic, for the whole process. For `main` alone.
    pub fn install(&self) {
        let hook = self.clone();
        std::panic::set_hook(Box::new(move |info| hook.seen(info, &mut std::io::stderr())));
    }

    /// The reports that were written, the last at the end.
    pub fn reports(&self) -> Vec<PathBuf> {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reports a panic, and says so on `err` in one line that quotes nothing.
    pub fn seen(&self, info: &PanicHookInfo<'_>, err: &mut dyn std::io::Write) {
        let place = info.location().map_or_else(
            || "an unknown place".to_owned(),
            |at| format!("{}:{}:{}", shortened_place(at.file()), at.line(), at.column()),
        );
        let n_before = {
            let mut n = self.n_seen.lock().unwrap_or_else(PoisonError::into_inner);
            *n += 1;
            *n - 1
        };
        if n_before >= MAX_REPORTS {
            return;
        }
        let thread = std::thread::current();
        let thread = THREADS.into_iter().find(|name| thread.name() == Some(name)).unwrap_or("another");
        let report = Report {
            at: Timestamp::now(),
            thread: thread.to_owned(),
            place: place.clone(),
            backtrace: shortened_backtrace(&Backtrace::force_capture().to_string()),
        };
        let written = self.folder.as_ref().map(|folder| store::write_report(folder, report.at, &report.to_string()));
        // With the standard error closed there is nobody to tell.
        match written {
            Some(Ok(path)) => {
                writeln!(err, "standpoint: the program failed at {place}; see {}", path.display()).ok();
                self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(path);
            }
            Some(Err(_)) | None => {
                writeln!(err, "standpoint: the program failed at {place}; no report could be written").ok();
            }
        }
    }
}
