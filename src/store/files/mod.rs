//! All file work of the store, behind one trait, so that tests can make each step of it fail.
//!
//! This folder is the only place that names the functions of the system which write: `tests/it/tidy.rs` sees to it.
//! Whole files are replaced through [`durable::write`](super::durable::write()), which asks here for each step.

pub mod failing;
mod real;
mod regular;

pub use failing::{FailingFiles, Failure, fail_every_step};
pub use real::RealFiles;
pub(super) use regular::open_regular;

use std::ffi::OsString;
use std::fmt::Debug;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// Largest file of ours that is read, in bytes: a hundred thousand statements are 55 MB.
pub const MAX_FILE_BYTES: usize = 512 << 20;
/// How the names of our temporary files begin.
pub(super) const TEMPORARY_PREFIX: &str = ".standpoint-";
/// How the names of our temporary files end.
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Those whom the user's settings allow.
    Shared,
    /// The user alone.
    Private,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, pipe or socket.
    Other,
}

/// What the system says of a file or folder without opening it.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What it is; never a link, since links are followed.
    pub kind: Kind,
    /// Its length in bytes.
    pub n_bytes: u64,
    /// Whether somebody marked it read-only.
    pub is_read_only: bool,
    /// How many names it has: more than one where there are hard links. 1 where the system does not say.
    pub n_names: u64,
    /// When its content was last changed; `None` where the system does not say.
    pub modified: Option<SystemTime>,
}

/// What the store asks of the file system, each call one step that can fail.
pub trait Files: Debug + Send + Sync {
    /// Reads a whole file of at most `max_bytes`; `None` when there is none.
    ///
    /// # Errors
    /// When it is larger, is no regular file (a device might never end), or cannot be read.
    fn read_at_most(&self, path: &Path, max_bytes: usize) -> io::Result<Option<Vec<u8>>>;

    /// Reads a whole file of ours; `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::read_at_most`] with [`MAX_FILE_BYTES`].
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.read_at_most(path, MAX_FILE_BYTES)
    }

    /// What stands at `path`, links followed; `None` when there is nothing.
    ///
    /// # Errors
    /// When the system does not tell.
    fn about(&self, path: &Path) -> io::Result<Option<About>>;

    /// The names in a folder with what stands under each, links not followed, sorted by name; none when there is no
    /// such folder.
    ///
    /// # Errors
    /// When it cannot be listed whole.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>>;

    /// Where the links in the last part of `path` lead; `path` itself where it is no link.
    ///
    /// # Errors
    /// When links go round in a circle or cannot be read.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// The one path of what stands at `path`: absolute, with no link in any part.
    ///
    /// # Errors
    /// When there is nothing, or it cannot be looked up.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// Makes one folder, whose parent is there, durably. One that is there already is fine.
    ///
    /// # Errors
    /// When it cannot be made; it is not there then either, as far as that can be helped.
    fn create_folder(&self, path: &Path, access: Access) -> io::Result<()>;

    /// Makes an empty temporary file in `folder`, with the rights of `like` where that is there, and marks it as in
    /// use, so that no other Standpoint takes it for left over.
    ///
    /// # Errors
    /// When it cannot be made.
    fn create_temporary(&self, folder: &Path, like: &Path, access: Access) -> io::Result<NamedTempFile>;

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// When the disk is full or fails.
    fn write_all(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()>;

    /// Waits until the file's content is on the disk.
    ///
    /// # Errors
    /// When the disk fails.
    fn sync(&self, file: &NamedTempFile) -> io::Result<()>;

    /// Gives the temporary file the name `path`. With `is_new`, a file that came to be there meanwhile is kept.
    ///
    /// # Errors
    /// When it cannot be renamed; with `is_new`, [`io::ErrorKind::AlreadyExists`] when there is a file.
    fn rename(&self, file: NamedTempFile, path: &Path, is_new: bool) -> io::Result<()>;

    /// Waits until the names in `folder` are on the disk.
    ///
    /// # Errors
    /// When the disk fails.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Takes from everybody but the user the rights on a file or folder; nothing there is fine.
    ///
    /// # Errors
    /// When the system refuses, as with what belongs to somebody else.
    fn make_private(&self, path: &Path) -> io::Result<()>;

    /// Removes a file, or a link itself; one that is not there is fine. Never a folder.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder in which nothing is; one that is not there is fine.
    ///
    /// # Errors
    /// When something is in it, or the system refuses.
    fn remove_empty_folder(&self, path: &Path) -> io::Result<()>;

    /// Opens a file that is never replaced, as a lock is, for reading and writing; makes it where there is none and
    /// leaves its content as it is.
    ///
    /// # Errors
    /// When the system refuses, or when it is no regular file.
    fn open_lasting(&self, path: &Path, access: Access) -> io::Result<File>;

    /// Puts `bytes` in place of what stands in a file that is never replaced: what may be lost in a power cut.
    ///
    /// # Errors
    /// When the system refuses.
    fn rewrite_lasting(&self, path: &Path, file: &mut File, bytes: &[u8]) -> io::Result<()>;

    /// Opens what may be a left-over temporary file, taking its mark: `None` when somebody still writes it, or when
    /// it is no regular file.
    ///
    /// # Errors
    /// When it cannot be opened, or the system has no such marks ([`io::ErrorKind::Unsupported`]).
    fn take_left_over(&self, path: &Path) -> io::Result<Option<File>>;
}
