//! Merging the copies that sync tools left, and files in which git marked two versions.

use super::{Change, Session};
use crate::edit::{Edit, Focus, Touched};
use crate::model::{Codebook, Progress};
use crate::store::{
    self, DocumentEntry, FileKey, Files, Layout, MergedCopy, MergedFile, SaveJob, StoreError, Unmerged,
};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Longest wait for the disk before the copy is left where it is.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of merging a second version.
#[derive(Clone, Debug)]
pub struct CopyMerged {
    /// How much came in, and where the copy is kept.
    pub copy: MergedCopy,
    /// What changed here.
    pub touched: Touched,
    /// Whether the file was one that could not be read here, so that the corpus is to be opened again.
    pub is_readable_now: bool,
}

/// A second version that is to be merged, with all that is needed for it: it may be large or hostile, so it is
/// understood away from the window.
pub struct CopyWork {
    files: Arc<dyn Files>,
    layout: Layout,
    unmerged: Unmerged,
    kind: Kind,
}

enum Kind {
    /// Into what stands here.
    Here { ours: Box<SaveJob>, codebook: Box<Codebook> },
    /// Into a file that could not be read, on the disk.
    Held { state: PathBuf, now: Timestamp },
}

/// A second version that was merged, to be taken in.
pub struct CopyDone {
    unmerged: Unmerged,
    outcome: Outcome,
}

enum Outcome {
    Here { ours: Box<SaveJob>, bytes: Vec<u8>, merged: Box<MergedFile> },
    OnDisk(MergedCopy),
    Failed(String),
}

impl CopyWork {
    /// Whether it is merged on the disk, so that it is done once it has begun.
    pub const fn is_on_disk(&self) -> bool {
        matches!(self.kind, Kind::Held { .. })
    }

    /// Does it.
    pub fn run(self) -> CopyDone {
        let Self { files, layout, unmerged, kind } = self;
        let outcome = match kind {
            Kind::Held { state, now } => store::merge_unmerged(&*files, &layout, &unmerged, &state, now)
                .map_or_else(|error| Outcome::Failed(sentence(&error.to_string())), Outcome::OnDisk),
            Kind::Here { ours, codebook } => {
                merged_with(&*files, &layout, &unmerged, ours, &codebook).unwrap_or_else(Outcome::Failed)
            }
        };
        CopyDone { unmerged, outcome }
    }
}

fn merged_with(
    files: &dyn Files,
    layout: &Layout,
    unmerged: &Unmerged,
    ours: Box<SaveJob>,
    codebook: &Codebook,
) -> Result<Outcome, String> {
    let bytes = files.read(&layout.root().join(&unmerged.path)).map_err(|error| sentence(&error.to_string()))?;
    let bytes = bytes.ok_or("The copy is not there any more.")?;
    let merged = store::merge_file(layout, None, &ours, &bytes, Some(codebook));
    let merged = Box::new(merged.map_err(|error| sentence(&error.to_string()))?);
    Ok(Outcome::Here { ours, bytes, merged })
}

impl Session {
    /// Files in which a second version waits to be merged, as far as they are known.
    pub fn unmerged(&self) -> &[Unmerged] {
        &self.unmerged
    }

    /// Looks for them anew.
    pub fn look_for_unmerged(&mut self) {
        self.unmerged = store::find_unmerged(&*self.files, &self.layout, &self.held);
    }

    /// What is needed to merge a second version, to be done away from the session.
    ///
    /// # Errors
    /// Why it cannot be merged, in words.
    pub fn begin_copy(&mut self, unmerged: &Unmerged, state: &Path) -> Result<CopyWork, String> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let kind = if self.held.contains(&unmerged.of) {
            if let FileKey::Set(set) = &unmerged.of {
                let edit = Edit::Progress { set: set.clone(), value: Progress::default() };
                self.claim_for(&edit).map_err(|error| sentence(&error.to_string()))?;
            }
            Kind::Held { state: state.to_owned(), now: Self::now() }
        } else {
            let ours = self.job(&unmerged.of).ok_or("Its document has not been read yet.")?;
            Kind::Here { ours: Box::new(ours), codebook: Box::new(self.corpus.codebook.clone()) }
        };
        let (files, layout) = (Arc::clone(&self.files), self.layout.clone());
        Ok(CopyWork { files, layout, unmerged: unmerged.clone(), kind })
    }

    /// Takes in a second version that was merged, in one step that can be undone, and moves it to the folder `state`
    /// once the result is on the disk. `None` when something happened here meanwhile: then it is to be begun anew.
    ///
    /// A file that is held was merged on the disk, and can be read now.
    ///
    /// # Errors
    /// Why not, and what was kept, in words.
    pub fn finish_copy(&mut self, done: CopyDone, state: &Path) -> Option<Result<CopyMerged, String>> {
        let CopyDone { unmerged, outcome } = done;
        let merged = match outcome {
            Outcome::Failed(why) => Err(why),
            Outcome::OnDisk(copy) => Ok(CopyMerged { copy, touched: Touched::default(), is_readable_now: true }),
            Outcome::Here { ours, bytes, merged } => {
                if !self.job(&unmerged.of).is_some_and(|now| now.says_the_same(&ours)) {
                    return None;
                }
                self.merge_here(&unmerged, &ours, &bytes, *merged, state)
            }
        };
        if merged.is_ok() {
            self.unmerged.retain(|other| other.path != unmerged.path);
            self.problems.retain(|problem| problem.path != unmerged.path);
        }
        Some(merged)
    }

    fn merge_here(
        &mut self,
        unmerged: &Unmerged,
        ours: &SaveJob,
        bytes: &[u8],
        merged: MergedFile,
        state: &Path,
    ) -> Result<CopyMerged, String> {
        let failed = |error: StoreError| sentence(&format!("failed to {error}"));
        if let Some(problem) = merged.problems.first() {
            return Err(sentence(&format!("the merged file would not fit its document: {}", problem.cause)));
        }
        let MergedFile { value, n_taken, n_conflicts, .. } = merged;
        let value = value.into_job(ours).ok_or("The copy is of another kind of file.")?;
        let aside =
            store::keep_aside(&*self.files, &self.layout, unmerged, bytes, state, Self::now()).map_err(failed)?;
        let mut edits = self.difference(&unmerged.of, &value);
        self.take_absent(self.absent_of(&value), &mut edits);
        let touched = if edits.is_empty() {
            Touched::default()
        } else {
            let document = match &unmerged.of {
                FileKey::Set(key) => Some(key.document.clone()),
                FileKey::Codebook | FileKey::CorpusFile => None,
            };
            let focus = Focus { document, ..Focus::default() };
            // Whoever wrote the copy took away what it lacks, so nobody here has said that it shall go.
            let change = Change::bulk("merge a copy", Edit::Batch(edits), focus);
            let change = Change { says_what_goes: false, ..change };
            self.apply(change).map_err(|error| sentence(&error.to_string()))?
        };
        // Until the result is on the disk, the copy is what holds it.
        if self.flush(PATIENCE) {
            store::remove_copy(&*self.files, &self.layout, unmerged, bytes).map_err(failed)?;
        }
        Ok(CopyMerged { copy: MergedCopy { n_taken, n_conflicts, aside }, touched, is_readable_now: false })
    }

    /// Takes at once what the file says of documents that are not there.
    fn take_absent(&mut self, absent: Vec<DocumentEntry>, edits: &mut Vec<Edit>) {
        if self.absent == absent {
            return;
        }
        self.absent = absent;
        // An edit that changes nothing has the file written.
        if let (true, Some(document)) = (edits.is_empty(), self.corpus.documents().first()) {
            edits.push(Edit::Document { path: document.path.clone(), value: document.meta.clone() });
        }
    }
}

/// `text` as a sentence.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str().trim_end_matches('.'))
}
