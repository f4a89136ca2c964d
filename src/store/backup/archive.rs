//! Reading a backup, whatever somebody made of it.

use super::manifest::{MANIFEST, MAX_FILES, path_of};
use super::{BackedUp, Manifest};
use crate::store::{FileKey, Files};
use std::io::{self, Cursor, Read as _};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Most bytes of a manifest: 200,000 files are 40 MB.
const MAX_MANIFEST_BYTES: u64 = 64 << 20;
/// Most bytes of one file in a backup.
const MAX_FILE_BYTES: u64 = 512 << 20;

/// Why a backup cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// It could not be opened.
    #[error("it could not be read ({0})")]
    Unreadable(String),
    /// It is not what it should be.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// A newer version made it.
    #[error("a newer version of Standpoint made it (format {0})")]
    Newer(u32),
}

/// A backup that is open to be read.
///
/// Nothing is taken from it but the files that its manifest names, each with the size and the hash given there, so
/// reading takes no more memory than the manifest admits to.
pub struct Archive {
    path: PathBuf,
    manifest: Manifest,
    zip: ZipArchive<Cursor<Vec<u8>>>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens the backup at `path` and reads its manifest.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, or was made by a newer version.
    pub fn open(files: &dyn Files, path: &Path) -> Result<Self, BackupFault> {
        let unreadable = |error: io::Error| BackupFault::Unreadable(error.to_string());
        let bytes = files.read(path).map_err(unreadable)?;
        let bytes = bytes.ok_or_else(|| BackupFault::Unreadable("it is not there".to_owned()))?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| BackupFault::Damaged(error.to_string()))?;
        if zip.len() > MAX_FILES + 1 {
            return Err(BackupFault::Damaged("it holds too many files".to_owned()));
        }
        let manifest = take(&mut zip, MANIFEST, MAX_MANIFEST_BYTES)?;
        let manifest = Manifest::from_bytes(&manifest)?;
        Ok(Self { path: path.to_owned(), manifest, zip })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says of itself.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The bytes of a file; `None` when the backup does not hold it.
    ///
    /// # Errors
    /// When its bytes are not those that were put in.
    pub fn read(&mut self, key: &FileKey) -> Result<Option<Vec<u8>>, BackupFault> {
        let Some(file) = self.manifest.file(key) else { return Ok(None) };
        read_file(&mut self.zip, file).map(Some)
    }

    /// Reads every file and compares it with the manifest.
    ///
    /// # Errors
    /// What is wrong with the first that is not what it was.
    pub fn verify(&mut self) -> Result<(), BackupFault> {
        let Self { manifest, zip, .. } = self;
        manifest.files.iter().try_for_each(|file| read_file(zip, file).map(drop))
    }
}

fn read_file(zip: &mut ZipArchive<Cursor<Vec<u8>>>, file: &BackedUp) -> Result<Vec<u8>, BackupFault> {
    let path = path_of(&file.key);
    let bytes = take(zip, &path, file.size.min(MAX_FILE_BYTES))?;
    if bytes.len() as u64 != file.size || blake3::hash(&bytes).to_hex().as_str() != file.hash {
        return Err(BackupFault::Damaged(format!("its file {path} is not the one that was put in")));
    }
    Ok(bytes)
}

/// The bytes of the entry `name`, which may be `max` at most.
fn take(zip: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str, max: u64) -> Result<Vec<u8>, BackupFault> {
    let damaged = |why: &dyn std::fmt::Display| BackupFault::Damaged(format!("its file {name}: {why}"));
    let entry = zip.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    // What the archive says of sizes is not believed: one byte more than allowed is enough to know.
    entry.take(max + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > max {
        return Err(damaged(&"it is larger than the backup says"));
    }
    Ok(bytes)
}
