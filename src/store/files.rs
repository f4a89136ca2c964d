//! What saving asks of the file system, so that tests can make each step fail.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Largest file of ours that is read, in bytes: a hundred thousand statements are 55 MB.
const MAX_FILE_BYTES: usize = 512 << 20;
/// How the names of our temporary files begin.
const TEMPORARY_PREFIX: &str = ".standpoint-";

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Those whom the user's settings allow.
    Shared,
    /// The user alone.
    Private,
}

/// What saving asks of the file system.
pub trait Files: Send + Sync {
    /// Reads a whole file; `None` when there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read, or is no regular file.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Where the links in `path` lead; `path` itself where it is no link.
    ///
    /// # Errors
    /// When links go round in a circle or cannot be read.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Makes one folder, whose parent is there, durably.
    ///
    /// # Errors
    /// When it cannot be made.
    fn create_folder(&self, path: &Path, access: Access) -> io::Result<()>;
    /// Makes an empty temporary file in `folder`, with the rights of `like` where that is there.
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
    /// Opens the file of a lock for reading and writing, and makes it where it is not there. It is never replaced, so
    /// that all who ask for the lock ask for the same.
    ///
    /// # Errors
    /// When it cannot be opened, or is a link or no regular file.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Waits until the names in `folder` are on the disk.
    ///
    /// # Errors
    /// When the disk fails.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// Reads a whole file of at most `max` bytes; `None` when there is none.
///
/// # Errors
/// When it is larger, is no regular file (a device might never end), or cannot be read.
pub(super) fn read_at_most(path: &Path, max: usize) -> io::Result<Option<Vec<u8>>> {
    let meta = match fs::metadata(path) {
        Ok(meta) if meta.is_file() => meta,
        Ok(_) => return Err(io::Error::other("it is no regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let limit = max as u64;
    let mut bytes = Vec::new();
    if meta.len() <= limit {
        bytes.reserve_exact(meta.len() as usize + 1);
        File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    }
    if meta.len() > limit || bytes.len() > max {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MB", max >> 20)));
    }
    Ok(Some(bytes))
}

/// The file system itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFiles;

impl Files for RealFiles {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        read_at_most(path, MAX_FILE_BYTES)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..40 {
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_symlink() => {
                    let target = fs::read_link(&path)?;
                    path = path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
                }
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => return Ok(path),
            }
        }
        Err(io::Error::other("its links go round in a circle"))
    }

    fn create_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        if access == Access::Private {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        #[cfg(not(unix))]
        let _ = access;
        match builder.create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
            result => result?,
        }
        path.parent().map_or(Ok(()), |parent| self.sync_folder(parent))
    }

    fn create_temporary(&self, folder: &Path, like: &Path, access: Access) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY_PREFIX).suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = if access == Access::Shared { 0o666 } else { 0o600 };
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        #[cfg(not(unix))]
        let _ = access;
        let file = builder.tempfile_in(folder)?;
        if let Ok(meta) = fs::metadata(like)
            && file.as_file().metadata()?.permissions() != meta.permissions()
        {
            file.as_file().set_permissions(meta.permissions())?;
        }
        Ok(file)
    }

    fn write_all(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        file.as_file_mut().write_all(bytes)
    }

    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        file.as_file().sync_all()
    }

    fn rename(&self, file: NamedTempFile, path: &Path, is_new: bool) -> io::Result<()> {
        let renamed = match if is_new { file.persist_noclobber(path) } else { file.persist(path) } {
            // Memory sticks (FAT) know neither links nor a rename that spares what is there.
            Err(failed) if is_new && failed.error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
                failed.file.persist(path)
            }
            result => result,
        };
        renamed.map(drop).map_err(|failed| failed.error)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        match fs::symlink_metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(io::Error::other("the lock is no regular file")),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        File::options().read(true).write(true).create(true).truncate(false).open(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such thing; there the rename itself is made durable by the file system's journal.
        if cfg!(not(unix)) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot wait for a folder; they have nothing stronger to offer.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }
}

/// The file system, of which one step fails: writing fails half way.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct FailingFiles {
    /// Steps that still succeed, shared so that a test can mend the disk.
    left: std::sync::Arc<std::sync::atomic::AtomicIsize>,
    is_lasting: bool,
}

#[cfg(test)]
impl FailingFiles {
    /// Files whose step number `n`, counted from 0, fails, and no other.
    pub fn at(n: isize) -> Self {
        Self { left: std::sync::Arc::new(n.into()), is_lasting: false }
    }

    /// Files that fail for as long as the number given is not above zero.
    pub fn until(left: &std::sync::Arc<std::sync::atomic::AtomicIsize>) -> Self {
        Self { left: std::sync::Arc::clone(left), is_lasting: true }
    }

    /// Whether the failure happened.
    pub fn has_failed(&self) -> bool {
        self.left.load(std::sync::atomic::Ordering::SeqCst) < 0
    }

    fn step(&self) -> io::Result<()> {
        let left = self.left.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
        if left == 0 || (self.is_lasting && left < 0) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
impl Files for FailingFiles {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.step()?;
        RealFiles.read(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step()?;
        RealFiles.resolve(path)
    }

    fn create_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        self.step()?;
        RealFiles.create_folder(path, access)
    }

    fn create_temporary(&self, folder: &Path, like: &Path, access: Access) -> io::Result<NamedTempFile> {
        self.step()?;
        RealFiles.create_temporary(folder, like, access)
    }

    fn write_all(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            RealFiles.write_all(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        RealFiles.write_all(file, bytes)
    }

    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        self.step()?;
        RealFiles.sync(file)
    }

    fn rename(&self, file: NamedTempFile, path: &Path, is_new: bool) -> io::Result<()> {
        self.step()?;
        RealFiles.rename(file, path, is_new)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        RealFiles.open_lock(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        RealFiles.sync_folder(folder)
    }
}
