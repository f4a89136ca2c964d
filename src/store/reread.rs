//! Reading a file of ours again, from bytes that another program wrote.

use super::load_set::set_from;
use super::open::{Fault, read_entries};
use super::record::{CodebookRecord, CorpusRecord, put_document, put_entry};
use super::{FileKey, Layout, Problem, RealFiles, SaveJob};
use crate::model::Codebook;
use crate::text::DocumentText;
use std::collections::BTreeMap;
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
    let problem = |(line, why, remedy): Fault| Problem::error(path, why, remedy).at(line);
    let refused = |why: String| vec![Problem::error(path, why, "update Standpoint, or restore the file")];
    match key {
        FileKey::Set(key) => {
            let text = text.ok_or_else(|| refused("the text of its document is not there".to_owned()))?;
            let loaded = set_from(&RealFiles, bytes, layout, key, text, codebook);
            if loaded.is_held {
                return Err(loaded.problems);
            }
            let (key, text) = (key.clone(), Arc::clone(text));
            Ok((SaveJob::Set { key, set: loaded.set, text }, loaded.problems))
        }
        FileKey::Codebook => {
            let mut codebook = Codebook::default();
            let faults = read_entries::<CodebookRecord>(bytes, &mut |entry| put_entry(&mut codebook, entry));
            let faults = faults.map_err(refused)?;
            if faults.is_empty() {
                Ok((SaveJob::Codebook(codebook), Vec::new()))
            } else {
                Err(faults.into_iter().map(problem).collect())
            }
        }
        FileKey::CorpusFile => {
            let mut entries = BTreeMap::new();
            let faults = read_entries::<CorpusRecord>(bytes, &mut |record| put_document(&mut entries, record));
            let faults = faults.map_err(refused)?;
            if faults.is_empty() {
                Ok((SaveJob::CorpusFile(entries.into_values().collect()), Vec::new()))
            } else {
                Err(faults.into_iter().map(problem).collect())
            }
        }
    }
}
