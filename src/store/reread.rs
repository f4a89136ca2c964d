//! Reading a file of ours again, from bytes that another program wrote.

use super::load_set::set_from;
use super::read_head::{codebook_from, corpus_from};
use super::{FileKey, Layout, Problem, RealFiles, SaveJob};
use crate::model::Codebook;
use crate::text::DocumentText;
use std::sync::Arc;

/// Understands `bytes` as what the file under `key` holds, with what is worth knowing; a set is held against `text`.
///
/// # Errors
/// What is wrong with them, when they cannot be understood whole: then they are half written, or broken.
pub fn reread(
    layout: &Layout,
    key: &FileKey,
    bytes: &[u8],
    text: Option<&Arc<DocumentText>>,
    codebook: Option<&Codebook>,
) -> Result<(SaveJob, Vec<Problem>), Vec<Problem>> {
    let file = layout.file(key);
    let path = layout.below_root(&file);
    match key {
        FileKey::Set(key) => {
            let missing = || vec![Problem::error(path, "the text of its document is not there", "put it back")];
            let text = text.ok_or_else(missing)?;
            let loaded = set_from(&RealFiles, bytes, layout, key, text, codebook);
            if loaded.is_held {
                return Err(loaded.problems);
            }
            let (key, text) = (key.clone(), Arc::clone(text));
            Ok((SaveJob::Set { key, set: loaded.set, text }, loaded.problems))
        }
        FileKey::Codebook => {
            let (codebook, faults, notices) = codebook_from(bytes, path);
            if faults.is_held() { Err(faults.into_problems(path)) } else { Ok((SaveJob::Codebook(codebook), notices)) }
        }
        FileKey::CorpusFile => {
            let (file, faults) = corpus_from(bytes);
            if faults.is_held() {
                return Err(faults.into_problems(path));
            }
            Ok((SaveJob::CorpusFile(file), Vec::new()))
        }
    }
}
