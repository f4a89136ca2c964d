//! Merging a second version into the file that it is of, and setting it aside.

use super::{Unmerged, marked, shown};
use crate::store::merge::{MergeError, MergedText, Side, merge_texts};
use crate::store::{Access, ContentHash, Expected, Files, Layout, StoreError, corpus_id, write};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// A second version that was merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedCopy {
    /// Entries that came from it.
    pub n_taken: usize,
    /// Entries of which both versions are kept now.
    pub n_conflicts: usize,
    /// Where the copy, or the file with its marks, is kept.
    pub aside: PathBuf,
}

/// Why a second version was not merged; it is where it was.
#[derive(Debug, thiserror::Error)]
pub enum UnmergedError {
    /// The versions cannot be merged.
    #[error("{0}")]
    Merge(#[from] MergeError),
    /// The file system says no.
    #[error("failed to {0}")]
    Store(#[from] StoreError),
}

/// Merges the second version into its file, and moves it to the folder `state`, where it is kept.
///
/// There is no base: which version of the file a copy began from nobody knows, and a wrong one would let an old value
/// win over a new one. So what the two say otherwise is kept side by side, and nothing is taken away.
///
/// # Errors
/// When either cannot be read whole or written. What was merged by then is in the file, and the copy still there:
/// merging it again adds nothing.
pub fn merge_unmerged(
    files: &dyn Files,
    layout: &Layout,
    unmerged: &Unmerged,
    state: &Path,
    now: Timestamp,
) -> Result<MergedCopy, UnmergedError> {
    let (file, copy) = (layout.file(&unmerged.of), layout.root().join(&unmerged.path));
    let read = |path: &Path| files.read(path).map_err(StoreError::io("read", path));
    let other = read(&copy)?.ok_or_else(|| StoreError::io("read", &copy)(std::io::ErrorKind::NotFound.into()))?;
    let own = if unmerged.tool.is_some() { read(&file)? } else { Some(other.clone()) };
    let merged = merged_text(unmerged, own.as_deref(), &other)?;
    // The copy is safe before the file is touched.
    let aside = keep_aside(files, layout, unmerged, &other, state, now)?;
    if own.as_deref() != Some(merged.text.as_bytes()) {
        let seen: Vec<ContentHash> = own.iter().map(|own| ContentHash::of(own)).collect();
        write(files, &file, merged.text.as_bytes(), Expected::Seen(&seen), Access::Shared)?;
    }
    if unmerged.tool.is_some() {
        remove_copy(files, layout, unmerged, &other)?;
    }
    Ok(MergedCopy { n_taken: merged.n_taken, n_conflicts: merged.n_conflicts, aside })
}

/// Keeps the content of a second version in the folder `state`, and gives the place.
///
/// # Errors
/// When the system refuses.
pub fn keep_aside(
    files: &dyn Files,
    layout: &Layout,
    unmerged: &Unmerged,
    bytes: &[u8],
    state: &Path,
    now: Timestamp,
) -> Result<PathBuf, StoreError> {
    let aside = aside_path(layout, unmerged, state, now);
    write(files, &aside, bytes, Expected::Seen(&[]), Access::Private)?;
    Ok(aside)
}

/// Removes a copy of which `bytes` were merged and kept; one that somebody wrote anew since stays.
///
/// # Errors
/// When the system refuses.
pub fn remove_copy(files: &dyn Files, layout: &Layout, unmerged: &Unmerged, bytes: &[u8]) -> Result<(), StoreError> {
    let copy = layout.root().join(&unmerged.path);
    let present = files.read(&copy).map_err(StoreError::io("read", &copy))?;
    if present.as_deref() == Some(bytes) {
        files.remove(&copy).map_err(StoreError::io("move", &copy))?;
    }
    Ok(())
}

/// What comes of merging, without writing anything.
///
/// # Errors
/// When either cannot be read whole.
fn merged_text(unmerged: &Unmerged, own: Option<&[u8]>, other: &[u8]) -> Result<MergedText, MergeError> {
    if unmerged.tool.is_some() {
        // Where the file itself is gone, the copy takes its place.
        return merge_texts(None, own.unwrap_or(other), other);
    }
    let unmarked = || MergeError::Unreadable {
        side: Side::Ours,
        line: None,
        why: "git's marks are not in it any more".to_owned(),
    };
    let marked = marked(other).ok_or_else(unmarked)?;
    let base = marked.base.as_ref().map(String::as_bytes);
    merge_texts(base, marked.ours.as_bytes(), marked.theirs.as_bytes())
}

/// Where the second version is kept, by the time and under its own name.
fn aside_path(layout: &Layout, unmerged: &Unmerged, state: &Path, now: Timestamp) -> PathBuf {
    let time = now.strftime("%Y-%m-%d-%H%M%S-%3f").to_string();
    let name = shown(&unmerged.path).replace(['/', '\\'], "_");
    state.join("merged").join(corpus_id(layout.root())).join(format!("{time} {name}"))
}
