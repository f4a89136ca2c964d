//! Unpacking a backup into another folder.

use super::manifest::path_of;
use super::{Archive, BackupFault};
use crate::store::{Access, Expected, Files, Layout, StoreError, durable};
use std::path::Path;

/// What was unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// How many files.
    pub n_files: usize,
    /// Files that are damaged and were left out, each with the reason.
    pub left_out: Vec<(String, BackupFault)>,
}

impl Archive {
    /// Writes every file of the backup below `folder`, which must hold none of them yet.
    ///
    /// # Errors
    /// When one cannot be written, or another is there already; what was written before stays.
    pub fn unpack(&mut self, files: &dyn Files, folder: &Path) -> Result<Unpacked, StoreError> {
        let layout = Layout::new(folder);
        let mut unpacked = Unpacked::default();
        let keys: Vec<_> = self.manifest().files.iter().map(|file| file.key.clone()).collect();
        for key in keys {
            match self.read(&key) {
                Ok(Some(bytes)) => {
                    durable::write(files, &layout.file(&key), &bytes, Expected::Seen(&[]), Access::Shared)?;
                    unpacked.n_files += 1;
                }
                Ok(None) => {}
                Err(fault) => unpacked.left_out.push((path_of(&key), fault)),
            }
        }
        Ok(unpacked)
    }
}
