//! Reading the bytes of one file by themselves, with no folder around them: what may come from anyone must be readable
//! without harm, and this is the way in for whoever tries.

use super::load_set::set_from;
use super::read_head::{codebook_from, corpus_from};
use super::{CODEBOOK_FILE, CORPUS_FILE, FileKey, Layout, Problem, RealFiles};
use crate::model::{AnnotationSet, Codebook, DocPath, DocumentMeta};
use crate::text::DocumentText;
use std::path::Path;

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
    Codebook(Box<Codebook>),
    /// Of the corpus file, by path.
    CorpusFile(Vec<(DocPath, DocumentMeta)>),
    /// Of an annotation set.
    Set(AnnotationSet),
}

/// Reads `bytes` as the file that `key` names; a set is placed in `text`, which is not asked for otherwise.
pub fn read_any(key: &FileKey, bytes: &[u8], text: &DocumentText) -> ReadAny {
    match key {
        FileKey::Codebook => {
            let path = Path::new(CODEBOOK_FILE);
            let (codebook, faults, notices) = codebook_from(bytes, path);
            let is_held = faults.is_held();
            let mut problems = faults.into_problems(path);
            problems.extend(notices);
            ReadAny { content: ReadContent::Codebook(Box::new(codebook)), is_held, problems }
        }
        FileKey::CorpusFile => {
            let (file, faults) = corpus_from(bytes);
            let mut entries: Vec<_> = file.documents.into_iter().map(|entry| (entry.path, entry.meta)).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let is_held = faults.is_held();
            let problems = faults.into_problems(Path::new(CORPUS_FILE));
            ReadAny { content: ReadContent::CorpusFile(entries), is_held, problems }
        }
        FileKey::Set(set) => {
            let loaded = set_from(&RealFiles, bytes, &Layout::new(""), set, text, None);
            ReadAny { content: ReadContent::Set(loaded.set), is_held: loaded.is_held, problems: loaded.problems }
        }
    }
}
