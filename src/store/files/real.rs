//! The file system itself.

use super::regular::open_regular;
use super::{About, Access, Files, Kind, TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use std::ffi::OsString;
use std::fs::{self, File, FileType, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Most links that are followed one behind the other.
const MAX_LINKS: usize = 40;
/// How often a temporary file is made anew because another Standpoint took it for left over.
const MAX_TRIES: usize = 16;

/// The file system itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFiles;

impl Files for RealFiles {
    fn read_at_most(&self, path: &Path, max_bytes: usize) -> io::Result<Option<Vec<u8>>> {
        let Some(about) = self.about(path)? else { return Ok(None) };
        if about.kind != Kind::File {
            return Err(not_regular());
        }
        let limit = max_bytes as u64;
        let mut bytes = Vec::new();
        if about.n_bytes <= limit {
            bytes.reserve_exact(about.n_bytes as usize + 1);
            open_regular(path)?.take(limit + 1).read_to_end(&mut bytes)?;
        }
        if about.n_bytes > limit || bytes.len() > max_bytes {
            let why = format!("it is larger than {} MB", max_bytes >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        Ok(Some(bytes))
    }

    fn about(&self, path: &Path) -> io::Result<Option<About>> {
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (n_bytes, is_read_only) = (meta.len(), meta.permissions().readonly());
        let (n_names, modified) = (n_names(&meta), meta.modified().ok());
        Ok(Some(About { kind: kind(meta.file_type()), n_bytes, is_read_only, n_names, modified }))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let named = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.file_name(), kind(entry.file_type()?)))
        };
        let mut entries = entries.map(named).collect::<io::Result<Vec<_>>>()?;
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(entries)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
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

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
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
        let is_made = match builder.create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => false,
            result => result.map(|()| true)?,
        };
        let synced = path.parent().map_or(Ok(()), |parent| self.sync_folder(parent));
        if synced.is_err() && is_made {
            // So that the next attempt makes it again, and waits for it again.
            fs::remove_dir(path).ok();
        }
        synced
    }

    fn create_temporary(&self, folder: &Path, like: &Path, access: Access) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = if access == Access::Shared { 0o666 } else { 0o600 };
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        #[cfg(not(unix))]
        let _ = access;
        for _ in 0..MAX_TRIES {
            let file = builder.tempfile_in(folder)?;
            // Where there are no locks, a file in use is known by its age alone.
            let is_ours = !matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
            if is_ours && is_at(file.as_file(), file.path()) {
                // What is private stays so, whoever could read the file before.
                if access == Access::Shared
                    && let Ok(meta) = fs::metadata(like)
                {
                    keep_rights(file.as_file(), &meta)?;
                }
                return Ok(file);
            }
        }
        Err(io::Error::other("another program removes our temporary files"))
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

    fn make_private(&self, path: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let meta = match fs::metadata(path) {
                Ok(meta) => meta,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(error),
            };
            let mode = meta.permissions().mode() & 0o7777;
            if mode & 0o077 != 0 {
                fs::set_permissions(path, fs::Permissions::from_mode(mode & !0o077))?;
            }
        }
        #[cfg(not(unix))]
        let _ = path;
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        gone(fs::remove_file(path))
    }

    fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        gone(fs::remove_dir(path))
    }

    fn open_lasting(&self, path: &Path, access: Access) -> io::Result<File> {
        match fs::symlink_metadata(path) {
            Ok(meta) if !meta.is_file() => return Err(not_regular()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(if access == Access::Shared { 0o666 } else { 0o600 });
        }
        #[cfg(not(unix))]
        let _ = access;
        options.open(path)
    }

    fn rewrite_lasting(&self, _: &Path, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(bytes)
    }

    fn take_left_over(&self, path: &Path) -> io::Result<Option<File>> {
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(None);
        }
        let file = File::open(path)?;
        match file.try_lock() {
            // Between the look and the lock it may have become another's, or none.
            Ok(()) => Ok(is_at(&file, path).then_some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(io::Error::new(io::ErrorKind::Unsupported, error)),
        }
    }
}

fn not_regular() -> io::Error {
    io::Error::other("it is no regular file")
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

fn kind(of: FileType) -> Kind {
    if of.is_symlink() {
        Kind::Link
    } else if of.is_dir() {
        Kind::Folder
    } else if of.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

#[cfg(unix)]
fn n_names(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(meta)
}

#[cfg(not(unix))]
fn n_names(_: &Metadata) -> u64 {
    1
}

/// Whether the open `file` still stands under the name `path`.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let same = |a: &Metadata, b: &Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
        matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

/// Gives `file` the rights of the file that it will replace: its mode, and where we may its owner and group.
fn keep_rights(file: &File, like: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
        let own = file.metadata()?;
        // Only the administrator may give a file away; for anyone else it is then the user's, with the same rights.
        if own.uid() != like.uid() {
            fchown(file, Some(like.uid()), None).ok();
        }
        let has_group = own.gid() == like.gid() || fchown(file, None, Some(like.gid())).is_ok();
        let mode = like.mode() & 0o7777;
        // A group that the old file did not have must not get to read more than anybody does.
        let mode = if has_group { mode } else { mode & !0o070 | (mode & 0o007) << 3 };
        if own.mode() & 0o7777 != mode {
            file.set_permissions(fs::Permissions::from_mode(mode))?;
        }
    }
    #[cfg(not(unix))]
    if file.metadata()?.permissions() != like.permissions() {
        file.set_permissions(like.permissions())?;
    }
    Ok(())
}
