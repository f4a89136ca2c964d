//! Merging the copies that sync tools left, and files in which git marked two versions.

use super::{Change, Session};
use crate::edit::{Edit, Focus, Touched};
use crate::model::Progress;
use crate::store::{self, DocumentEntry, FileKey, MergedCopy, MergedFile, StoreError, Unmerged};
use std::path::Path;
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

impl Session {
    /// Files in which a second version waits to be merged, as far as they are known.
    pub fn unmerged(&self) -> &[Unmerged] {
        &self.unmerged
    }

    /// Looks for them anew.
    pub fn look_for_unmerged(&mut self) {
        self.unmerged = store::find_unmerged(&*self.files, &self.layout, &self.held);
    }

    /// Merges a second version into what stands here, in one step that can be undone, and moves it to the folder
    /// `state` once the result is on the disk.
    ///
    /// A file that is held is merged on the disk, and can be read afterwards.
    ///
    /// # Errors
    /// Why not, and what was kept, in words.
    pub fn merge_copy(&mut self, unmerged: &Unmerged, state: &Path) -> Result<CopyMerged, String> {
        if let Some(why) = &self.read_only {
            return Err(why.clone());
        }
        let now = Self::now();
        let merged = if self.held.contains(&unmerged.of) {
            if let FileKey::Set(set) = &unmerged.of {
                let edit = Edit::Progress { set: set.clone(), value: Progress::default() };
                self.claim_for(&edit).map_err(|error| sentence(&error.to_string()))?;
            }
            let copy = store::merge_unmerged(&*self.files, &self.layout, unmerged, state, now)
                .map_err(|error| sentence(&error.to_string()))?;
            CopyMerged { copy, touched: Touched::default(), is_readable_now: true }
        } else {
            self.merge_here(unmerged, state, now)?
        };
        self.look_for_unmerged();
        self.problems.retain(|problem| problem.path != unmerged.path);
        Ok(merged)
    }

    fn merge_here(&mut self, unmerged: &Unmerged, state: &Path, now: jiff::Timestamp) -> Result<CopyMerged, String> {
        let failed = |error: StoreError| sentence(&format!("failed to {error}"));
        let path = self.layout.root().join(&unmerged.path);
        let bytes = self.files.read(&path).map_err(|error| sentence(&error.to_string()))?;
        let bytes = bytes.ok_or("The copy is not there any more.")?;
        let ours = self.job(&unmerged.of).ok_or("Its document has not been read yet.")?;
        let merged = store::merge_file(&self.layout, None, &ours, &bytes, Some(&self.corpus.codebook))
            .map_err(|error| sentence(&error.to_string()))?;
        if let Some(problem) = merged.problems.first() {
            return Err(sentence(&format!("the merged file would not fit its document: {}", problem.cause)));
        }
        let MergedFile { value, n_taken, n_conflicts, .. } = merged;
        let value = value.into_job(&ours).ok_or("The copy is of another kind of file.")?;
        let aside = store::keep_aside(&*self.files, &self.layout, unmerged, &bytes, state, now).map_err(failed)?;
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
            store::remove_copy(&*self.files, &self.layout, unmerged, &bytes).map_err(failed)?;
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
