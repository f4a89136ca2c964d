//! Taking the sets on a renamed document along: prepared and taken in by the session, read and written away from it.
//!
//! ```text
//! begin_along ─ locks, what is unsaved ─▶ AlongWork::run ─ reads, merges, writes ─▶ finish_along ─ shown
//! ```
//!
//! Between the two nothing is changed here, and what the watch finds waits.

use super::renamed::{MergedSet, Taken, TakenAlong};
use super::{Session, SessionError};
use crate::edit::Edit;
use crate::model::{Codebook, Coder, Progress, SetKey};
use crate::store::{
    FileKey, Files, Layout, LoadedDocument, Relinked, Renamed, StoreError, is_taken_along, load_sets, put_back,
    relink_until,
};
use crate::text::DocumentText;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Sets to be taken along, with all that is needed for it.
pub struct AlongWork {
    files: Arc<dyn Files>,
    layout: Layout,
    renamed: Renamed,
    text: Arc<DocumentText>,
    codebook: Option<Codebook>,
    /// How many statements each coder has under the new name.
    n_before: Vec<Option<usize>>,
}

/// Sets that were taken along, to be taken in.
pub struct AlongDone {
    renamed: Renamed,
    n_before: Vec<Option<usize>>,
    outcome: Result<(Relinked, Box<LoadedDocument>), NotAlong>,
}

/// Why sets were not taken along.
enum NotAlong {
    /// The disk refuses, a set cannot be merged, or it was given up.
    Store(StoreError),
    /// A merged set does not fit its document; everything is as it was, or why not.
    Unfit(PathBuf, Option<StoreError>),
}

impl AlongWork {
    /// Does it. Once it writes, `cancel` stops it no more.
    pub fn run(self, cancel: &AtomicBool) -> AlongDone {
        let Self { files, layout, renamed, text, codebook, n_before } = self;
        let outcome = along(&*files, &layout, &renamed, &text, codebook.as_ref(), cancel);
        AlongDone { renamed, n_before, outcome }
    }
}

fn along(
    files: &dyn Files,
    layout: &Layout,
    renamed: &Renamed,
    text: &Arc<DocumentText>,
    codebook: Option<&Codebook>,
    cancel: &AtomicBool,
) -> Result<(Relinked, Box<LoadedDocument>), NotAlong> {
    let Renamed { from, to, coders, .. } = renamed;
    let relinked = relink_until(files, layout, from, to, coders, cancel).map_err(NotAlong::Store)?;
    let loaded = load_sets(files, layout, to, coders, text, codebook);
    let mut unfit = relinked.merged().map(|(coder, _)| FileKey::Set(SetKey::new(coder.clone(), to.clone())));
    if let Some(set) = unfit.find(|set| loaded.known.held.contains(set)) {
        let file = layout.file(&set);
        return Err(NotAlong::Unfit(layout.below_root(&file).to_owned(), put_back(files, &relinked).err()));
    }
    drop(unfit);
    Ok((relinked, Box::new(loaded)))
}

impl Session {
    /// Takes the sets of all coders along to the new name of their document, and what the corpus file says of it. A
    /// set that a coder has there already is merged with the one that comes.
    ///
    /// # Errors
    /// When a set on the new name cannot be merged, another window holds a coder, or the disk refuses. No file goes
    /// before what takes its place is on the disk.
    pub fn take_along(&mut self, renamed: &Renamed) -> Result<TakenAlong, SessionError> {
        let work = self.begin_along(renamed)?;
        let done = work.run(&AtomicBool::new(false));
        self.finish_along(done)
    }

    /// Prepares what [`Self::take_along`] does, to be done away from the session. Until [`Self::finish_along`] or
    /// [`Self::give_up_along`] nothing can be changed.
    ///
    /// # Errors
    /// As [`Self::take_along`].
    pub fn begin_along(&mut self, renamed: &Renamed) -> Result<AlongWork, SessionError> {
        let Renamed { from, to, coders, .. } = renamed;
        let Some(text) = self.corpus.document(to).and_then(|document| document.ready_text()).cloned() else {
            return Err(SessionError::Held(format!("“{to}” has not been read, so nothing was moved")));
        };
        for coder in coders {
            let set = SetKey::new(coder.clone(), to.clone());
            self.claim_for(&Edit::Progress { set: set.clone(), value: Progress::default() })?;
            self.settle_set(&set)?;
            let key = FileKey::Set(set);
            if self.held.contains(&key) && !is_taken_along(&*self.files, &self.layout, from, to, coder) {
                return Err(SessionError::Held(self.held_words(&key)));
            }
        }
        self.is_taking_along = true;
        let is_known = !self.held.contains(&FileKey::Codebook);
        Ok(AlongWork {
            files: Arc::clone(&self.files),
            layout: self.layout.clone(),
            n_before: coders.iter().map(|coder| self.n_statements(coder, to)).collect(),
            renamed: renamed.clone(),
            text,
            codebook: is_known.then(|| self.corpus.codebook.clone()),
        })
    }

    /// Nothing comes of what was begun: the program failed in it.
    pub const fn give_up_along(&mut self) {
        self.is_taking_along = false;
    }

    /// Takes in what was done.
    ///
    /// # Errors
    /// As [`Self::take_along`].
    pub fn finish_along(&mut self, done: AlongDone) -> Result<TakenAlong, SessionError> {
        self.is_taking_along = false;
        let AlongDone { renamed, n_before, outcome } = done;
        let (from, to, coders) = (&renamed.from, &renamed.to, &renamed.coders);
        let (relinked, loaded) = match outcome {
            Ok(done) => done,
            Err(NotAlong::Store(error)) => {
                // Some may be there already: they are shown, and what is done next is done to them.
                for coder in coders {
                    self.settle_set(&SetKey::new(coder.clone(), to.clone())).ok();
                }
                return Err(error.into());
            }
            Err(NotAlong::Unfit(_, Some(error))) => return Err(error.into()),
            Err(NotAlong::Unfit(file, None)) => {
                let why = format!(
                    "{} could not be merged so that it fits its document, so nothing was moved",
                    file.display()
                );
                return Err(SessionError::Held(why));
            }
        };
        let mut taken = Taken { renamed: renamed.clone(), relinked, entry: None, problems: Vec::new() };
        self.put_sets_anew(coders, *loaded);
        let old_files: Vec<_> = coders.iter().map(|coder| self.set_path(coder, from)).collect();
        let (gone, kept) =
            std::mem::take(&mut self.problems).into_iter().partition(|problem| old_files.contains(&problem.path));
        (taken.problems, self.problems) = (gone, kept);
        self.renames.sets.remove(from);
        let there = self.renames.sets.entry(to.clone()).or_default();
        there.extend(coders.iter().cloned());
        there.sort();
        there.dedup();
        self.renames.found.retain(|other| other.from != *from);
        taken.entry = self.take_entry_along(&renamed);
        let n_before = |coder: &Coder| {
            coders.iter().position(|other| other == coder).and_then(|at| n_before[at]).unwrap_or_default()
        };
        let merged = taken.relinked.merged().map(|(coder, n_conflicts)| MergedSet {
            coder: coder.clone(),
            n_before: n_before(coder),
            n_after: self.n_statements(coder, to).unwrap_or_default(),
            n_conflicts,
        });
        let merged = TakenAlong { merged: merged.collect() };
        self.renames.last = Some(taken);
        self.revision += 1;
        Ok(merged)
    }
}
