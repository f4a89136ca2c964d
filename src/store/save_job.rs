//! What there is to save: a whole file each.

use super::record::{CorpusFile, DocumentEntry, codebook_record, corpus_record, set_record, write_record};
use super::{FileKey, Layout, StoreError};
use crate::model::{AnnotationSet, Codebook, Corpus, SetKey};
use crate::text::DocumentText;
use std::sync::Arc;

/// A whole file to be written.
#[derive(Clone, Debug)]
pub enum SaveJob {
    /// An annotation set.
    Set {
        /// Which one.
        key: SetKey,
        /// What it holds.
        set: AnnotationSet,
        /// The text that its statements lie in.
        text: Arc<DocumentText>,
    },
    /// The codebook.
    Codebook(Codebook),
    /// What is known about the documents, and saved queries; make it with [`corpus_file`].
    CorpusFile(CorpusFile),
    /// A file to the letter, as a backup holds it.
    Whole {
        /// Which one.
        key: FileKey,
        /// What it holds.
        text: Arc<str>,
    },
}

impl SaveJob {
    /// The file that it writes.
    pub fn file_key(&self) -> FileKey {
        match self {
            Self::Set { key, .. } => FileKey::Set(key.clone()),
            Self::Codebook(_) => FileKey::Codebook,
            Self::CorpusFile(_) => FileKey::CorpusFile,
            Self::Whole { key, .. } => key.clone(),
        }
    }

    /// The text that the statements of a set lie in; `None` for what is no set.
    pub const fn text(&self) -> Option<&Arc<DocumentText>> {
        match self {
            Self::Set { text, .. } => Some(text),
            Self::Codebook(_) | Self::CorpusFile(_) | Self::Whole { .. } => None,
        }
    }

    /// Whether both would write the same file.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set { key, set, text }, Self::Set { key: other_key, set: other_set, text: other_text }) => {
                key == other_key && Arc::ptr_eq(text, other_text) && set == other_set
            }
            (Self::Codebook(codebook), Self::Codebook(other)) => codebook == other,
            (Self::CorpusFile(file), Self::CorpusFile(other)) => file == other,
            (Self::Whole { key, text }, Self::Whole { key: other_key, text: other_text }) => {
                key == other_key && text == other_text
            }
            _ => false,
        }
    }

    /// Whether the file would say nothing, so that none needs to be made.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Set { set, .. } => set.is_blank(),
            Self::Codebook(codebook) => *codebook == Codebook::default(),
            Self::CorpusFile(file) => file.is_blank(),
            Self::Whole { .. } => false,
        }
    }

    /// The file in its canonical form: the same content gives the same text.
    ///
    /// # Errors
    /// When a statement does not fit its text.
    pub fn to_file(&self, layout: &Layout) -> Result<String, StoreError> {
        let path = || layout.below_root(&layout.file(&self.file_key())).to_owned();
        let written = match self {
            Self::Set { key, set, text } => {
                let record = set_record(key, set, text).map_err(|id| StoreError::DoesNotFit { path: path(), id })?;
                write_record(&record)
            }
            Self::Codebook(codebook) => write_record(&codebook_record(codebook)),
            Self::CorpusFile(file) => write_record(&corpus_record(file)),
            Self::Whole { text, .. } => Ok(text.to_string()),
        };
        written.map_err(|source| StoreError::Unwritable { path: path(), source: Box::new(source) })
    }
}

/// What the corpus file holds: the documents of `corpus`, and `absent` ones that were read from it, by path; and its
/// saved queries.
pub fn corpus_file(corpus: &Corpus, absent: &[DocumentEntry]) -> CorpusFile {
    let present = corpus.documents().iter().map(|document| DocumentEntry {
        path: document.path.clone(),
        meta: document.meta.clone(),
        rivals: document.rivals.clone(),
    });
    let absent = absent.iter().filter(|entry| corpus.document(&entry.path).is_none()).cloned();
    let mut entries: Vec<DocumentEntry> = present.chain(absent).collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    CorpusFile { documents: entries, queries: corpus.queries.clone() }
}
