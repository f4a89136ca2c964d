//! What a backup says of itself.

use super::BackupFault;
use crate::store::record::{options, text_of, write_record};
use crate::store::{FileKey, Layout, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name of the manifest in the archive.
pub(super) const MANIFEST: &str = "manifest.ron";
/// The one format that there is.
const FORMAT: u32 = 1;
/// Most files that a backup may name.
pub(super) const MAX_FILES: usize = 200_002;
/// Most bytes that the files of a backup may have together.
const MAX_TOTAL_BYTES: u64 = 4 << 30;

const NOTE: &str = "The documents are not in this backup: Standpoint never writes them. Each annotation set holds the \
                    hash of the text that it was made on.";

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// Before the first save of a day.
    FirstSave,
    /// Before a change of many things at once.
    BulkChange,
    /// Somebody asked for it.
    Asked,
}

impl Why {
    /// As it stands in the name of the file.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::FirstSave => "first-save",
            Self::BulkChange => "bulk-change",
            Self::Asked => "asked",
        }
    }
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The corpus folder.
    pub corpus: String,
    /// When it was made.
    pub made: Timestamp,
    /// Why.
    pub why: Why,
    /// The change that it was made before, in words; empty where there was none.
    pub label: String,
    /// The files, by path.
    pub files: Vec<BackedUp>,
    /// Files that could not be read, and so are not in it.
    pub left_out: Vec<LeftOut>,
}

/// A file in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Which one.
    pub key: FileKey,
    /// Its size in bytes.
    pub size: u64,
    /// BLAKE3 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// How many statements it holds, as far as its layout shows; 0 where it is no annotation set.
    pub n_statements: usize,
}

/// A file that is not in the backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its path below the corpus folder.
    pub path: String,
    /// Why.
    pub cause: String,
}

impl Manifest {
    /// How many statements there are in all its sets.
    pub fn n_statements(&self) -> usize {
        self.files.iter().map(|file| file.n_statements).sum()
    }

    /// How many annotation sets there are.
    pub fn n_sets(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.key, FileKey::Set(_))).count()
    }

    /// What it says of the file `key`.
    pub fn file(&self, key: &FileKey) -> Option<&BackedUp> {
        self.files.iter().find(|file| file.key == *key)
    }

    /// Whether the same bytes are in both.
    pub(super) fn holds_the_same(&self, files: &[BackedUp], left_out: &[LeftOut]) -> bool {
        self.files == files && self.left_out == left_out
    }

    /// As it stands in the archive.
    pub(super) fn to_text(&self) -> Result<String, StoreError> {
        let file = |file: &BackedUp| FileRecord {
            path: path_of(&file.key),
            size: file.size,
            hash: file.hash.clone(),
            statements: file.n_statements,
        };
        let record = ManifestRecord {
            format: FORMAT,
            corpus: self.corpus.clone(),
            made: self.made,
            why: self.why,
            label: self.label.clone(),
            note: NOTE.to_owned(),
            files: self.files.iter().map(file).collect(),
            left_out: self.left_out.clone(),
        };
        let unwritable = |source| StoreError::Unwritable { path: MANIFEST.into(), source: Box::new(source) };
        write_record(&record).map_err(unwritable)
    }

    /// Reads a manifest; what it says is not believed before it was looked at.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, BackupFault> {
        let damaged = |why: &str| BackupFault::Damaged(format!("its manifest {why}"));
        let text = text_of(bytes).map_err(|_| damaged("is not text"))?;
        let probe: Probe = options().from_str(&text).map_err(|error| damaged(&format!("cannot be read ({error})")))?;
        if probe.format > FORMAT {
            return Err(BackupFault::Newer(probe.format));
        }
        let record: ManifestRecord =
            options().from_str(&text).map_err(|error| damaged(&format!("cannot be read ({error})")))?;
        if record.files.len() > MAX_FILES {
            return Err(damaged("names too many files"));
        }
        let total = record.files.iter().try_fold(0_u64, |sum, file| sum.checked_add(file.size));
        if total.is_none_or(|total| total > MAX_TOTAL_BYTES) {
            return Err(damaged("says that its files are larger than any corpus"));
        }
        let file = |file: FileRecord| {
            let key = key_of(&file.path).ok_or_else(|| {
                damaged(&format!("names the file “{}”, which has no place in a corpus", shortened(&file.path)))
            })?;
            Ok(BackedUp { key, size: file.size, hash: file.hash, n_statements: file.statements })
        };
        let mut files = record.files.into_iter().map(file).collect::<Result<Vec<_>, _>>()?;
        files.sort_by(|a, b| a.key.cmp(&b.key));
        if files.windows(2).any(|pair| pair[0].key == pair[1].key) {
            return Err(damaged("names a file twice"));
        }
        let ManifestRecord { corpus, made, why, label, left_out, .. } = record;
        Ok(Self { corpus, made, why, label, files, left_out })
    }
}

/// The path of a file below the corpus folder, with `/` between folders.
pub fn path_of(key: &FileKey) -> String {
    match key {
        FileKey::Set(key) => format!("{}/{}/{}.ron", crate::store::ANNOTATIONS, key.coder, key.document),
        FileKey::Codebook => crate::store::CODEBOOK_FILE.to_owned(),
        FileKey::CorpusFile => crate::store::CORPUS_FILE.to_owned(),
    }
}

/// The file at `path` below a corpus folder; `None` when it is none that we write, however it is spelled.
fn key_of(path: &str) -> Option<FileKey> {
    let key = match path {
        crate::store::CODEBOOK_FILE => FileKey::Codebook,
        crate::store::CORPUS_FILE => FileKey::CorpusFile,
        _ => FileKey::Set(Layout::new("").set_key(Path::new(path))?),
    };
    (path_of(&key) == path).then_some(key)
}

/// At most 80 characters of a path that somebody else wrote.
fn shortened(path: &str) -> String {
    path.char_indices().nth(80).map_or_else(|| path.to_owned(), |(end, _)| format!("{}…", &path[..end]))
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Backup")]
struct ManifestRecord {
    format: u32,
    corpus: String,
    made: Timestamp,
    why: Why,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    files: Vec<FileRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "File")]
struct FileRecord {
    path: String,
    size: u64,
    hash: String,
    #[serde(default)]
    statements: usize,
}

/// The format number alone, of a manifest of any format.
#[derive(Deserialize)]
#[serde(rename = "Backup")]
struct Probe {
    format: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SetKey;

    #[test]
    fn only_paths_of_a_corpus_are_believed() {
        for key in [FileKey::Codebook, FileKey::CorpusFile, FileKey::Set(SetKey::new("ann".into(), "a/ü.txt".into()))]
        {
            assert_eq!(key_of(&path_of(&key)), Some(key));
        }
        let bad = "../x annotations/../../x.ron annotations/ann/../../x.ron /etc/passwd annotations/ann//a.txt.ron \
                   annotations/ann/./a.txt.ron annotations\\ann\\a.ron C:\\x annotations/ann/a.txt other.ron \
                   annotations/nul/a.txt.ron annotations/ann/";
        for path in bad.split_whitespace().chain(["", "annotations/ann/a\0.ron"]) {
            assert_eq!(key_of(path), None, "{path:?}");
        }
    }

    #[test]
    fn a_manifest_comes_back_and_a_newer_one_is_named() {
        let file = BackedUp { key: FileKey::Codebook, size: 3, hash: "00".into(), n_statements: 0 };
        let manifest = Manifest {
            corpus: "/a \"b\"".into(),
            made: Timestamp::UNIX_EPOCH,
            why: Why::BulkChange,
            label: "import".into(),
            files: vec![file],
            left_out: vec![LeftOut { path: "x".into(), cause: "y".into() }],
        };
        let text = manifest.to_text().expect("is written");
        assert_eq!(Manifest::from_bytes(text.as_bytes()), Ok(manifest));
        assert!(text.contains("documents are not in this backup"));
        let newer = text.replace("format: 1", "format: 7, unknown: (a: 1)");
        assert_eq!(Manifest::from_bytes(newer.as_bytes()), Err(BackupFault::Newer(7)));
        for (from, to) in [("codebook.ron", "../codebook.ron"), ("size: 3", "size: 99999999999999"), ("made: ", "m: ")]
        {
            let bad = text.replacen(from, to, 1);
            assert!(matches!(Manifest::from_bytes(bad.as_bytes()), Err(BackupFault::Damaged(_))), "{bad}");
        }
    }
}
