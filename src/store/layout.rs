//! Where everything of a corpus lies.

use super::{EarlierTexts, Files, StoreError, name};
use crate::model::{Coder, DocPath, SetKey};
use crate::text::DocumentText;
use std::path::{Component, Path, PathBuf};

/// Folder of the annotation sets, below the corpus folder.
pub const ANNOTATIONS: &str = "annotations";
/// File of the codebook.
pub const CODEBOOK_FILE: &str = "codebook.ron";
/// File of what is known about the documents.
pub const CORPUS_FILE: &str = "corpus.ron";

/// Names one file that we write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKey {
    /// What is known about the documents.
    CorpusFile,
    /// The codebook.
    Codebook,
    /// One annotation set.
    Set(SetKey),
}

/// Where everything of a corpus lies.
///
/// ```text
/// root/corpus.ron
/// root/codebook.ron
/// root/press/a.txt
/// root/annotations/coder-1/press/a.txt.ron
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
    earlier_texts: Option<EarlierTexts>,
}

impl Layout {
    /// The layout of the corpus in the folder `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), earlier_texts: None }
    }

    /// The same, with the program's state folder, in which texts that documents had before are kept.
    #[must_use]
    pub fn with_state(self, state: Option<&Path>) -> Self {
        Self { earlier_texts: state.map(EarlierTexts::new), ..self }
    }

    /// Where texts that documents had before are kept, if anywhere.
    pub const fn earlier_texts(&self) -> Option<&EarlierTexts> {
        self.earlier_texts.as_ref()
    }

    /// The text with this hash, where it is still kept.
    pub(super) fn earlier_text(&self, files: &dyn Files, hash: &str) -> Option<DocumentText> {
        self.earlier_texts.as_ref()?.get(files, hash)
    }

    /// The corpus folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of what is known about the documents.
    pub fn corpus_file(&self) -> PathBuf {
        self.root.join(CORPUS_FILE)
    }

    /// The file of the codebook.
    pub fn codebook_file(&self) -> PathBuf {
        self.root.join(CODEBOOK_FILE)
    }

    /// The folder of all annotation sets.
    pub fn annotations_dir(&self) -> PathBuf {
        self.root.join(ANNOTATIONS)
    }

    /// The folder of one coder's annotation sets.
    pub fn coder_dir(&self, coder: &Coder) -> PathBuf {
        self.annotations_dir().join(coder.as_str())
    }

    /// The file of an annotation set; check keys that come from outside with [`Self::checked_key`] first.
    pub fn set_file(&self, key: &SetKey) -> PathBuf {
        self.coder_dir(&key.coder).join(format!("{}.ron", key.document))
    }

    /// The file of a document; check paths that come from outside with [`Self::checked_document`] first.
    pub fn document_file(&self, path: &DocPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The file that `key` names.
    pub fn file(&self, key: &FileKey) -> PathBuf {
        match key {
            FileKey::CorpusFile => self.corpus_file(),
            FileKey::Codebook => self.codebook_file(),
            FileKey::Set(key) => self.set_file(key),
        }
    }

    /// The key of the annotation set in the file `path`; `None` when it is not the place of one.
    pub fn set_key(&self, path: &Path) -> Option<SetKey> {
        let below = path.strip_prefix(self.annotations_dir()).ok()?;
        let mut parts = below.components().map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        let coder = Self::checked_coder(parts.next()??).ok()?;
        let rest = parts.collect::<Option<Vec<&str>>>()?.join("/");
        let document = Self::checked_document(rest.strip_suffix(".ron")?).ok()?;
        Some(SetKey::new(coder, document))
    }

    /// The key of the file at `path`, below the corpus folder with `/`; `None` when we write none there.
    pub fn key_below(&self, path: &str) -> Option<FileKey> {
        match path {
            CORPUS_FILE => Some(FileKey::CorpusFile),
            CODEBOOK_FILE => Some(FileKey::Codebook),
            _ => self.set_key(&self.root.join(path)).map(FileKey::Set),
        }
    }

    /// `path` below the corpus folder, as people read it; the whole path when it lies elsewhere.
    pub fn below_root<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// Whether `file` is a link that leads out of the corpus folder, or to nothing that can be found.
    pub(super) fn leads_out(&self, file: &Path) -> bool {
        if !file.is_symlink() {
            return false;
        }
        let (Ok(target), Ok(root)) = (file.canonicalize(), self.root.canonicalize()) else { return true };
        !target.starts_with(root)
    }

    /// Takes `name` as a coder's when it can be the name of a folder on every system.
    ///
    /// # Errors
    /// When it is empty, longer than 100 bytes, hidden, holds separators, controls or signs that Windows refuses,
    /// or is the name of a Windows device.
    pub fn checked_coder(name: &str) -> Result<Coder, StoreError> {
        name::checked_coder(name)
    }

    /// Takes `path` as a document's when it stays below the corpus folder.
    ///
    /// # Errors
    /// When it is empty or absolute, names a drive, holds `..`, `.`, empty parts or backslashes.
    pub fn checked_document(path: &str) -> Result<DocPath, StoreError> {
        name::checked_document(path)
    }

    /// Checks that coder and document of `key` may become a path.
    ///
    /// # Errors
    /// As [`Self::checked_coder`] and [`Self::checked_document`].
    pub fn checked_key(key: &SetKey) -> Result<(), StoreError> {
        name::checked_coder(key.coder.as_str())?;
        name::checked_document(key.document.as_str())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_file_leads_back_to_its_key() {
        let layout = Layout::new("/corpus");
        for (coder, document) in [("coder-1", "a.txt"), ("Ana María", "press/2023/ü.txt")] {
            let key = SetKey::new(coder.into(), document.into());
            assert_eq!(layout.set_key(&layout.set_file(&key)), Some(key));
        }
        for path in
            ["/corpus/annotations/c/a.txt", "/corpus/annotations/c/.ron", "/corpus/a.ron", "/corpus/annotations/a.ron"]
        {
            assert_eq!(layout.set_key(Path::new(path)), None, "{path}");
        }
        assert_eq!(layout.set_key(Path::new("/corpus/annotations/c/../../x.ron")), None);
    }
}
