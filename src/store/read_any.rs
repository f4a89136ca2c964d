//! Reading the bytes of one file by themselves, with no folder around them: what may come from anyone must be readable
//! without harm, and this is the way in for whoever tries.

use super::known::Known;
use super::load_set::set_from;
use super::open::{codebook_from, corpus_from};
use super::{FileKey, Problem};
use crate::model::{AnnotationSet, Codebook, DocPath, DocumentMeta, SetKey};
use crate::text::DocumentText;
use std::path::PathBuf;

/// What was read of the bytes of one file.
#[derive(Debug)]
pub struct ReadAny {
    /// What could be read.
    pub content: ReadContent,
    /// Whether something could not be, so that the file would never be written over.
    pub is_held: bool,
    /// What could not be read, or is worth knowing.
    pub problems: Vec<Problem>,
}

/// The content of one file.
#[derive(Debug)]
pub enum ReadContent {
    /// Of the codebook.
    Codebook(Codebook),
    /// Of the corpus file.
    CorpusFile(Vec<(DocPath, DocumentMeta)>),
    /// Of an annotation set.
    Set(AnnotationSet),
}

/// Reads `bytes` as the file that `key` names; a set is placed in `text`, which is not asked for otherwise.
pub fn read_any(key: &FileKey, bytes: &[u8], text: &DocumentText) -> ReadAny {
    let (mut problems, mut known) = (Vec::new(), Known::default());
    let content = match key {
        FileKey::Codebook => ReadContent::Codebook(codebook_from(bytes, &mut problems, &mut known)),
        FileKey::CorpusFile => {
            let entries = corpus_from(bytes, &mut problems, &mut known);
            let mut entries: Vec<_> = entries.into_iter().map(|(path, entry)| (path, entry.meta)).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            ReadContent::CorpusFile(entries)
        }
        FileKey::Set(set) => return read_set(set, bytes, text),
    };
    ReadAny { content, is_held: known.held.contains(key), problems }
}

fn read_set(key: &SetKey, bytes: &[u8], text: &DocumentText) -> ReadAny {
    let path = PathBuf::from(format!("{}.ron", key.document));
    let loaded = set_from(bytes, path, key, text, None);
    ReadAny { content: ReadContent::Set(loaded.set), is_held: loaded.is_held, problems: loaded.problems }
}
