//! The file of a rescue copy.

use crate::store::record::{options, text_of, write_record};
use crate::store::{FileKey, Layout, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The format that is written. One that changes the shape reads this one, too.
const FORMAT: u32 = 1;

/// A file in the folder of rescue copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RescueCopy {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, or why it cannot be read.
    pub content: Result<Kept, String>,
}

/// A file of a corpus, as it was to be saved when that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The corpus folder, as it was called then.
    pub corpus: String,
    /// The file, below the corpus folder, with `/`.
    pub file: String,
    /// When the copy was made.
    pub kept: Timestamp,
    /// Why the file could not be saved, for people.
    pub why: String,
    /// What the file held when it was last read or saved, as hash; empty when there was none.
    pub base: String,
    /// What the file was to hold.
    pub content: String,
}

/// The file's shape; the content comes last, to the letter.
#[derive(Serialize, Deserialize)]
#[serde(rename = "RescueCopy")]
struct Record {
    format: u32,
    corpus: String,
    file: String,
    kept: String,
    why: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    base: String,
    content: String,
}

/// The format number alone.
#[derive(Deserialize)]
#[serde(rename = "RescueCopy")]
struct Probe {
    format: u32,
}

impl Kept {
    /// Which file of a corpus it is; `None` when it names none that Standpoint writes.
    pub fn key(&self) -> Option<FileKey> {
        Layout::new("").key_below(&self.file)
    }

    /// The file of this copy, to be written to `path`.
    pub(super) fn to_file(&self, path: &Path) -> Result<String, StoreError> {
        let record = Record {
            format: FORMAT,
            corpus: self.corpus.clone(),
            file: self.file.clone(),
            kept: self.kept.to_string(),
            why: self.why.clone(),
            base: self.base.clone(),
            content: self.content.clone(),
        };
        write_record(&record)
            .map_err(|source| StoreError::Unwritable { path: path.to_owned(), source: Box::new(source) })
    }

    /// Reads the bytes of a file; why not, in words that quote nothing of it.
    pub(super) fn from_file(bytes: &[u8]) -> Result<Self, String> {
        let text = text_of(bytes).map_err(|error| error.to_string())?;
        let no_copy = |error: ron::error::SpannedError| format!("line {}: it is no rescue copy", error.span.start.line);
        let Probe { format } = options().from_str(&text).map_err(no_copy)?;
        if format > FORMAT {
            return Err(format!("it was made by a newer version of Standpoint (format {format})"));
        }
        let Record { corpus, file, kept, why, base, content, .. } = options().from_str(&text).map_err(no_copy)?;
        let kept = kept.parse().map_err(|_| "it does not say when it was made".to_owned())?;
        Ok(Self { corpus, file, kept, why, base, content })
    }
}
