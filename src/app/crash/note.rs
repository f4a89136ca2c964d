//! What one run of the program leaves for the next to say after it failed.

use crate::session::Unsaved;
use crate::store::StateFile;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What the next start says after the program failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrashNote {
    /// When.
    pub at: Timestamp,
    /// The corpus that was open.
    pub corpus: Option<PathBuf>,
    /// Files that were not on the disk, of which there are rescue copies.
    pub n_kept: usize,
    /// Files that were not on the disk, of which there are none.
    pub n_lost: usize,
    /// The report.
    pub report: Option<PathBuf>,
}

impl CrashNote {
    fn file(state: &Path) -> StateFile<Option<Self>> {
        StateFile::new(state, "stopped.ron")
    }

    /// The note for a failure now.
    pub fn new(corpus: Option<PathBuf>, unsaved: Unsaved, report: Option<PathBuf>) -> Self {
        let Unsaved { n_kept, n_lost } = unsaved;
        Self { at: Timestamp::now(), corpus, n_kept, n_lost, report }
    }

    /// Leaves the note in the state folder; whether it is there.
    pub fn leave(&self, state: &Path) -> bool {
        Self::file(state).save(&Some(self.clone())).is_ok()
    }

    /// Takes the note away, so that it is told once; `None` when there is none.
    pub fn take(state: &Path) -> Option<Self> {
        let file = Self::file(state);
        let note = file.load().flatten()?;
        // Where it cannot be taken away it is told again, which harms nobody.
        file.save(&None).ok();
        Some(note)
    }

    /// What was kept, in words.
    pub fn kept_words(&self) -> String {
        let files = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
        match (self.n_kept, self.n_lost) {
            (0, 0) => "All your work was saved.".to_owned(),
            (n, 0) => format!(
                "{} could not be saved in time; a rescue copy was kept and is offered when the corpus is opened.",
                files(n)
            ),
            (kept, lost) => format!(
                "{} could not be saved, nor a copy of it be kept, so that its last edits may be missing.{}",
                files(lost),
                if kept == 0 { String::new() } else { format!(" Of {} there are rescue copies.", files(kept)) }
            ),
        }
    }
}
