//! Files in which a second version waits: copies that sync tools leave, and what git marked.
//!
//! When two people change a file at once, a sync tool keeps one version under the name and the other beside it, under
//! a name of its own kind; git without our merge driver puts both into one file, between marks. Both are found here,
//! and merged like any two versions.

mod marks;
mod merge;
mod name;

pub(super) use marks::marked;
pub use merge::{MergedCopy, UnmergedError, keep_aside, merge_unmerged, remove_copy};
pub use name::SyncTool;
use name::originals;

use super::{CODEBOOK_FILE, CORPUS_FILE, FileKey, Files, Layout, discover};
use crate::model::{Coder, DocPath, SetKey};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is said of a file in which git marked two versions.
pub(super) const MARKED: &str =
    "git marked two versions in this file, which stays as it is; nothing of it is shown until they are merged";

/// A file in which a second version of one of ours waits to be merged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmerged {
    /// Where it is, below the corpus folder: the copy, or the file with the marks.
    pub path: PathBuf,
    /// Which file it is a version of.
    pub of: FileKey,
    /// Who left it there; `None` when git marked two versions in the file itself.
    pub tool: Option<SyncTool>,
}

/// All files of the corpus in which a second version waits, by path. Those in `held` are looked into for git's marks.
pub fn find_unmerged(files: &dyn Files, layout: &Layout, held: &BTreeSet<FileKey>) -> Vec<Unmerged> {
    let mut found = discover(layout).copies;
    found.extend(find_marked(files, layout, held));
    found.sort();
    found
}

/// Those of the files `held` in which git marked two versions.
pub fn find_marked<'k>(
    files: &dyn Files,
    layout: &Layout,
    held: impl IntoIterator<Item = &'k FileKey>,
) -> Vec<Unmerged> {
    let is_marked = |key: &FileKey| {
        let path = layout.file(key);
        let bytes = files.read(&path).ok().flatten().unwrap_or_default();
        let unmerged = || Unmerged { path: layout.below_root(&path).to_owned(), of: key.clone(), tool: None };
        marked(&bytes).map(|_| unmerged())
    };
    held.into_iter().filter_map(is_marked).collect()
}

/// Which of the two files of the corpus the file `name` beside them is a copy of.
pub(super) fn copy_of_corpus(name: &str) -> Option<(FileKey, SyncTool)> {
    originals(name).into_iter().find_map(|original| match original.name.as_str() {
        CODEBOOK_FILE => Some((FileKey::Codebook, original.tool)),
        CORPUS_FILE => Some((FileKey::CorpusFile, original.tool)),
        _ => None,
    })
}

/// Which set the file at `path` below the folder of `coder` is a copy of: one that is there, or whose document is.
pub(super) fn copy_of_set(
    path: &str,
    coder: &Coder,
    documents: &[DocPath],
    sets: &BTreeMap<DocPath, Vec<Coder>>,
) -> Option<(FileKey, SyncTool)> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    originals(name).into_iter().find_map(|original| {
        let document = original.name.strip_suffix(".ron")?;
        let document = if folder.is_empty() { document.to_owned() } else { format!("{folder}/{document}") };
        let document = Layout::checked_document(&document).ok()?;
        let is_there = documents.binary_search(&document).is_ok()
            || sets.get(&document).is_some_and(|coders| coders.contains(coder));
        is_there.then(|| (FileKey::Set(SetKey::new(coder.clone(), document)), original.tool))
    })
}

/// Which document the one at `path` is a copy of, and by whom; only names that nobody gives on purpose count.
pub(super) fn copy_of_document(path: &DocPath, documents: &[DocPath]) -> Option<(DocPath, SyncTool)> {
    let (folder, name) = path.as_str().rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
    originals(name).into_iter().filter(|original| original.is_certain).find_map(|original| {
        let path = if folder.is_empty() { original.name } else { format!("{folder}/{}", original.name) };
        let path = DocPath::new(path);
        documents.binary_search(&path).is_ok().then_some((path, original.tool))
    })
}

/// The path that messages give of a file below the corpus folder.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
