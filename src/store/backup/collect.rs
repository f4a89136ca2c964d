//! What there is to be backed up.

use super::manifest::path_of;
use super::{BackedUp, LeftOut};
use crate::model::SetKey;
use crate::store::{FileKey, Files, Layout, discover};
use memchr::memmem;
use rayon::prelude::*;

/// How a statement begins in a file of ours.
const STATEMENT: &[u8] = b"\n        Statement(";

/// Every file that we write in the corpus of `layout`, whether it is there or not, in the order of a manifest.
fn keys(layout: &Layout) -> Vec<FileKey> {
    let sets = discover(layout).sets;
    let sets = sets.into_iter().flat_map(|(document, coders)| {
        coders.into_iter().map(move |coder| FileKey::Set(SetKey::new(coder, document.clone())))
    });
    let mut keys: Vec<FileKey> = [FileKey::CorpusFile, FileKey::Codebook].into_iter().chain(sets).collect();
    keys.sort();
    keys
}

/// What each file of the corpus holds now, with those that cannot be read.
pub(super) fn collect(files: &dyn Files, layout: &Layout) -> (Vec<BackedUp>, Vec<LeftOut>) {
    let read = |key: &FileKey| files.read(&layout.file(key));
    let left_out = |key: &FileKey, cause: &str| LeftOut { path: path_of(key), cause: cause.to_owned() };
    let look = |key: FileKey| {
        if layout.leads_out(&layout.file(&key)) {
            return Some(Err(left_out(&key, "it is a link out of the corpus folder")));
        }
        // A disk that stumbles once may not stumble twice, and a backup should hold everything.
        match read(&key).or_else(|_| read(&key)) {
            Ok(Some(bytes)) => Some(Ok(backed_up(key, &bytes))),
            Ok(None) => None,
            Err(error) => Some(Err(left_out(&key, &error.to_string()))),
        }
    };
    let looked: Vec<Result<BackedUp, LeftOut>> = keys(layout).into_par_iter().filter_map(look).collect();
    let (mut there, mut left_out) = (Vec::new(), Vec::new());
    for one in looked {
        match one {
            Ok(file) => there.push(file),
            Err(file) => left_out.push(file),
        }
    }
    (there, left_out)
}

/// What the manifest says of a file with these bytes.
pub(super) fn backed_up(key: FileKey, bytes: &[u8]) -> BackedUp {
    let is_set = matches!(key, FileKey::Set(_));
    let n_statements = if is_set { memmem::find_iter(bytes, STATEMENT).count() } else { 0 };
    BackedUp { key, size: bytes.len() as u64, hash: blake3::hash(bytes).to_hex().to_string(), n_statements }
}
