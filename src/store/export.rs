//! Files outside the corpus: exports written, imports read.

use super::files::{Kind, open_regular};
use super::{Access, Expected, Files, Layout, StoreError, discover, write};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Writes an export to `path`, whole or not at all, over what stood there.
///
/// # Errors
/// When the system refuses; what stood there is still there then.
pub fn write_export(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let path = &std::path::absolute(path).map_err(StoreError::io("find", path))?;
    let folder = path.parent().unwrap_or(path);
    let about = files.about(folder).map_err(StoreError::io("look at", folder))?;
    if about.is_none_or(|about| about.kind != Kind::Folder) {
        let missing = io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {}", folder.display()));
        return Err(StoreError::io("write", path)(missing));
    }
    write(files, path, bytes, Expected::Anything, Access::Shared).map(|_| ())
}

/// Opens a file that is to be imported; a pipe or a device is refused at once.
///
/// # Errors
/// When it is not there, is no regular file, or cannot be read.
pub fn open_import(path: &Path) -> Result<File, StoreError> {
    open_regular(path).map_err(StoreError::io("read", path))
}

impl Layout {
    /// Whether files of ours may be unpacked into `folder`: not into the corpus, where they would be taken for its own.
    ///
    /// # Errors
    /// When they may not.
    pub fn may_unpack_to(&self, folder: &Path) -> Result<(), StoreError> {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        let is_inside = |(root, folder): (PathBuf, PathBuf)| {
            // What is not there yet lies where the nearest folder above it lies.
            let nearest = folder.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_default();
            folder.starts_with(&root) || nearest.starts_with(&root)
        };
        if whole(self.root()).ok().zip(whole(folder).ok()).is_some_and(is_inside) {
            return Err(StoreError::InsideCorpus(folder.to_owned()));
        }
        Ok(())
    }

    /// Whether an export may be written to `path`: never over what we keep, and never as a document of the corpus.
    ///
    /// # Errors
    /// When it may not.
    pub fn may_export_to(&self, path: &Path) -> Result<(), StoreError> {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        let (Ok(root), Ok(target)) = (whole(self.root()), whole(path)) else { return Ok(()) };
        let folder = target.parent().and_then(|folder| folder.canonicalize().ok());
        let target = folder.zip(target.file_name()).map_or(target.clone(), |(folder, name)| folder.join(name));
        let Ok(below) = target.strip_prefix(&root) else { return Ok(()) };
        let is_ours = below.starts_with(super::ANNOTATIONS) || target.extension().is_some_and(|ending| ending == "ron");
        if is_ours || discover::is_document_name(&target) {
            return Err(StoreError::InsideCorpus(path.to_owned()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;

    #[test]
    fn a_folder_that_is_not_there_is_not_made() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = dir.path().join("mistyped");
        assert!(write_export(&RealFiles, &folder.join("out.csv"), b"x").is_err());
        assert!(!folder.exists());
        write_export(&RealFiles, &dir.path().join("out.csv"), b"x").expect("writes");
    }

    #[test]
    fn an_export_never_lands_on_the_corpus() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let layout = Layout::new(dir.path());
        for name in ["a.txt", "report.md", "corpus.ron", "annotations/ann/a.csv"] {
            assert!(layout.may_export_to(&dir.path().join(name)).is_err(), "{name}");
        }
        for name in ["passages.csv", "out.jsonl"] {
            assert!(layout.may_export_to(&dir.path().join(name)).is_ok(), "{name}");
        }
        assert!(layout.may_export_to(&dir.path().with_file_name("report.md")).is_ok());
    }
}
