//! Making a backup.

use super::collect::{backed_up, collect};
use super::list::TIME;
use super::manifest::{MANIFEST, path_of};
use super::{Archive, BackedUp, Backups, LeftOut, Manifest, Why};
use crate::store::{Access, Expected, Files, StoreError, durable};
use jiff::Timestamp;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The quickest: the work waits for it, and texts shrink to a fifth all the same.
const COMPRESSION_LEVEL: i64 = 1;
/// Most backups of one second.
const MAX_PER_SECOND: usize = 100;

/// What became of the wish for a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was made and read back.
    New(PathBuf),
    /// It was made and read back, but these files could not be read, and so are not in it.
    Partly(PathBuf, Vec<LeftOut>),
    /// The newest one holds the same already.
    Same(PathBuf),
    /// Nothing has been written in this corpus yet.
    Nothing,
}

impl Made {
    /// Whether there is a backup more than before.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::New(_) | Self::Partly(..))
    }
}

impl Backups {
    /// Makes a backup of the files as they stand on the disk, and reads it back. `label` names the change before which
    /// it is made, if there is one.
    ///
    /// Where the newest backup holds the same, none is made, so that old states are not pushed out by equal ones.
    ///
    /// # Errors
    /// When it cannot be written or does not read back as it should; there is then no new backup.
    pub fn make(&self, files: &dyn Files, why: Why, label: &str, now: Timestamp) -> Result<Made, StoreError> {
        let (present, left_out) = collect(files, &self.layout);
        if present.is_empty() && left_out.is_empty() {
            return Ok(Made::Nothing);
        }
        if let Some(newest) = self.list(files).iter().find(|listed| listed.manifest.is_ok())
            && newest.manifest.as_ref().is_ok_and(|manifest| manifest.holds_the_same(&present, &left_out))
            && Archive::open(files, &newest.path).and_then(|mut archive| archive.verify()).is_ok()
        {
            return Ok(Made::Same(newest.path.clone()));
        }
        let corpus = self.layout.root();
        let corpus = corpus.canonicalize().unwrap_or_else(|_| corpus.to_owned()).display().to_string();
        let label = label.to_owned();
        let manifest = Manifest { corpus, made: now, why, label, files: Vec::new(), left_out };
        let left_out = manifest.left_out.clone();
        let bytes = self.pack(files, &present, manifest)?;
        let path = self.write(files, &bytes, why, now)?;
        let read_back = Archive::open(files, &path).and_then(|mut archive| archive.verify());
        match read_back {
            Ok(()) if left_out.is_empty() => Ok(Made::New(path)),
            Ok(()) => Ok(Made::Partly(path, left_out)),
            Err(fault) => {
                // What does not read back must not be taken for a backup. If it cannot go, reading it will say so.
                let _ = files.remove(&path);
                Err(StoreError::BadBackup { path, why: fault.to_string() })
            }
        }
    }

    /// The archive of the files `present`, each read once more, so that what is packed is what is named.
    fn pack(&self, files: &dyn Files, present: &[BackedUp], mut manifest: Manifest) -> Result<Vec<u8>, StoreError> {
        let failed = |why: String| StoreError::BadBackup { path: self.folder().to_owned(), why };
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION_LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o600);
        for file in present {
            let path = self.layout.file(&file.key);
            // Somebody may have taken it away meanwhile; then it is not there.
            let Some(bytes) = files.read(&path).map_err(StoreError::io("read", &path))? else { continue };
            zip.start_file(path_of(&file.key), options).map_err(|error| failed(error.to_string()))?;
            zip.write_all(&bytes).map_err(|error| failed(error.to_string()))?;
            manifest.files.push(backed_up(file.key.clone(), &bytes));
        }
        zip.start_file(MANIFEST, options).map_err(|error| failed(error.to_string()))?;
        zip.write_all(manifest.to_text()?.as_bytes()).map_err(|error| failed(error.to_string()))?;
        Ok(zip.finish().map_err(|error| failed(error.to_string()))?.into_inner())
    }

    /// Writes the archive under a name that no other has.
    fn write(&self, files: &dyn Files, bytes: &[u8], why: Why, now: Timestamp) -> Result<PathBuf, StoreError> {
        let time = now.strftime(TIME);
        let mut n = 1;
        loop {
            let again = if n == 1 { String::new() } else { format!("-{n}") };
            let path = self.folder().join(format!("{time}-{}{again}.zip", why.slug()));
            match durable::write(files, &path, bytes, Expected::Seen(&[]), Access::Private) {
                Ok(_) => return Ok(path),
                Err(StoreError::ChangedOutside(_)) if n < MAX_PER_SECOND => n += 1,
                Err(error) => return Err(error),
            }
        }
    }
}
