//! Rescue copies: what could not be saved where it belongs, kept in the state folder until it is.
//!
//! ```text
//! <state folder>/rescue/<corpus id>/20261122T104203.117Z-5f2c01aa.ron     one file that could not be saved
//! <state folder>/rescue/<corpus id>/set-aside/…                           copies that somebody chose not to take over
//! ```
//!
//! A copy is one self-describing file ([`Kept`]): which file of which corpus, when, why, and the content to the letter.
//! Each session of the program writes copies of its own and replaces only those, so that what waits from an earlier
//! one is never written over. Everything here can be read by the user alone.

mod content;
mod copy;
mod keeper;
#[cfg(test)]
mod tests;

pub use content::{Restored, RestoredCopy};
pub use copy::{Kept, RescueCopy};
pub use keeper::Keeper;

use super::files::Kind;
use super::{Access, Expected, Files, RealFiles, StoreError, durable, state};
use jiff::Timestamp;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folder of the rescue copies, below the state folder.
pub const RESCUE: &str = "rescue";
/// Folder of copies that were not taken over.
const SET_ASIDE: &str = "set-aside";
/// Most copies of one file that wait; when another comes, the oldest is set aside.
const MAX_WAITING: usize = 10;
/// Most copies that are kept after they were set aside; the oldest go.
const MAX_SET_ASIDE: usize = 50;
/// How often a name is tried that another copy of the same moment may have.
const MAX_TRIES: usize = 20;
/// Most files that are looked at.
const MAX_LISTED: usize = 500;

/// The rescue copies of one corpus.
#[derive(Clone)]
pub struct Rescues {
    files: Arc<dyn Files>,
    folder: PathBuf,
    root: PathBuf,
}

impl std::fmt::Debug for Rescues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rescues").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Rescues {
    /// Those of the corpus in `root`, in the state folder `state`.
    pub fn new(state: &Path, root: &Path) -> Self {
        Self::with(Arc::new(RealFiles), state, root)
    }

    /// As [`Self::new`], with other files than the system's.
    pub fn with(files: Arc<dyn Files>, state: &Path, root: &Path) -> Self {
        Self { files, folder: state.join(RESCUE).join(state::corpus_id(root)), root: root.to_owned() }
    }

    /// The folder in which they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files that wait, the oldest first, unread.
    pub fn waiting(&self) -> Vec<PathBuf> {
        self.list(&self.folder)
    }

    /// The copies that wait, the oldest first; those that cannot be read are named with the reason.
    pub fn copies(&self) -> Vec<RescueCopy> {
        self.waiting().into_iter().map(|path| self.read(path)).collect()
    }

    /// Reads one copy.
    pub fn read(&self, path: PathBuf) -> RescueCopy {
        let bytes = self.files.read(&path).map_err(|error| error.to_string());
        let content = bytes.and_then(|bytes| Kept::from_file(&bytes.unwrap_or_default()));
        RescueCopy { path, content }
    }

    /// Keeps `copy`, durably: in place of the file at `own`, or as a new one. Returns where.
    ///
    /// # Errors
    /// When the state folder cannot be written; what was kept before is then still there.
    pub fn keep(&self, copy: &Kept, own: Option<&Path>) -> Result<PathBuf, StoreError> {
        let print = blake3::hash(copy.file.as_bytes()).to_hex();
        let text = copy.to_file(own.unwrap_or(&self.folder))?;
        let path = match own {
            Some(own) => {
                durable::write(&*self.files, own, text.as_bytes(), Expected::Anything, Access::Private)?;
                own.to_owned()
            }
            None => self.write_new(copy.kept, &print[..8], text.as_bytes())?,
        };
        let of_this_file = |path: &PathBuf| path.to_string_lossy().contains(&print[..8]);
        let waiting: Vec<PathBuf> = self.waiting().into_iter().filter(of_this_file).collect();
        for old in waiting.iter().take(waiting.len().saturating_sub(MAX_WAITING)) {
            // The new copy is safe; one too many does no harm.
            self.set_aside(old).ok();
        }
        Ok(path)
    }

    /// Writes a copy under a name that nothing has yet.
    fn write_new(&self, kept: Timestamp, print: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        let time = kept.strftime("%Y%m%dT%H%M%S.%3fZ").to_string();
        let mut n = 1;
        loop {
            let again = if n == 1 { String::new() } else { format!("-{n}") };
            let path = self.folder.join(format!("{time}-{print}{again}.ron"));
            match durable::write(&*self.files, &path, bytes, Expected::Seen(&[]), Access::Private) {
                Err(StoreError::ChangedOutside(_)) if n < MAX_TRIES => n += 1,
                result => return result.map(|_| path),
            }
        }
    }

    /// Removes a copy that is no longer needed, as everything in it is in its file.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn discard(&self, path: &Path) -> Result<(), StoreError> {
        self.files.remove(path).map_err(StoreError::io("remove", path))
    }

    /// Puts a copy where it is offered no more, and still can be found. Returns where.
    ///
    /// # Errors
    /// When the system refuses; the copy is then still where it was.
    pub fn set_aside(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let folder = self.folder.join(SET_ASIDE);
        let name = path.file_name().ok_or_else(|| StoreError::NoFolder(path.to_owned()))?;
        let to = folder.join(name);
        let Some(bytes) = self.files.read(path).map_err(StoreError::io("read", path))? else { return Ok(to) };
        durable::write(&*self.files, &to, &bytes, Expected::Anything, Access::Private)?;
        self.discard(path)?;
        let aside = self.list(&folder);
        for old in aside.iter().take(aside.len().saturating_sub(MAX_SET_ASIDE)) {
            self.files.remove(old).ok();
        }
        Ok(to)
    }

    /// Puts a copy that was put aside back to where it is offered. One that is not aside any more stays away.
    ///
    /// # Errors
    /// When the system refuses; the copy is then where it was, or offered again already.
    pub fn offer_again(&self, path: &Path) -> Result<(), StoreError> {
        let name = path.file_name().ok_or_else(|| StoreError::NoFolder(path.to_owned()))?;
        let aside = self.folder.join(SET_ASIDE).join(name);
        let Some(bytes) = self.files.read(&aside).map_err(StoreError::io("read", &aside))? else { return Ok(()) };
        durable::write(&*self.files, path, &bytes, Expected::Anything, Access::Private)?;
        self.discard(&aside)
    }

    /// The files of a folder that are not hidden, by name and so by time; none where there is no such folder.
    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let named = self.files.list(folder).unwrap_or_default().into_iter();
        let is_shown = |name: &OsString| !name.as_encoded_bytes().starts_with(b".");
        let files = named.filter(|(name, kind)| *kind == Kind::File && is_shown(name));
        let mut paths: Vec<PathBuf> = files.map(|(name, _)| folder.join(name)).collect();
        paths.drain(..paths.len().saturating_sub(MAX_LISTED));
        paths
    }
}
