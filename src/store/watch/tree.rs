//! What the files of a corpus looked like, so that a look at names and times tells which changed.

use super::subject::Subject;
use crate::store::Layout;
use crate::store::layout::ANNOTATIONS;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 32;
/// Most files that are kept track of.
const MAX_FILES: usize = 200_000;
/// Most files that one look asks the system about, where their folders are as they were.
const MAX_AT_ONCE: usize = 2_000;

/// What tells a changed file from an unchanged one without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    n_bytes: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when its entry last changed, where the system says.
    entry: (u64, i64, i64),
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        #[cfg(unix)]
        let entry = {
            use std::os::unix::fs::MetadataExt as _;
            (about.ino(), about.ctime(), about.ctime_nsec())
        };
        #[cfg(not(unix))]
        let entry = (0, 0, 0);
        Self { n_bytes: about.len(), modified: about.modified().ok(), entry }
    }
}

#[derive(Debug, Default)]
struct Folder {
    modified: Option<SystemTime>,
    files: BTreeMap<OsString, Stamp>,
}

/// The folders and files of a corpus as they were when last looked at.
#[derive(Debug)]
pub(super) struct Tree {
    layout: Layout,
    folders: BTreeMap<PathBuf, Folder>,
    n_files: usize,
    /// Where the last look at files ended.
    reached: usize,
}

impl Tree {
    /// Knows nothing yet.
    pub const fn new(layout: Layout) -> Self {
        Self { layout, folders: BTreeMap::new(), n_files: 0, reached: 0 }
    }

    /// Looks into `folder` and all that is new below it, calling `enter` with each new folder before it is listed.
    /// Returns the files that came, went or changed.
    pub fn list(&mut self, folder: &Path, enter: &mut dyn FnMut(&Path)) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        self.list_into(folder, enter, &mut changed);
        changed
    }

    fn list_into(&mut self, path: &Path, enter: &mut dyn FnMut(&Path), changed: &mut Vec<PathBuf>) {
        let depth = path.strip_prefix(self.layout.root()).map_or(usize::MAX, |below| below.iter().count());
        if depth > MAX_DEPTH || !self.is_of_corpus(path) {
            return;
        }
        if !self.folders.contains_key(path) {
            enter(path);
        }
        let modified = path.symlink_metadata().and_then(|about| about.modified()).ok();
        let Ok(entries) = fs::read_dir(path) else { return self.forget(path, changed) };
        let mut before = self.folders.remove(path).unwrap_or_default();
        self.n_files -= before.files.len();
        let (mut files, mut folders) = (BTreeMap::new(), Vec::new());
        for entry in entries.flatten() {
            let (name, below) = (entry.file_name(), entry.path());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                folders.push(below);
            } else if self.n_files + files.len() < MAX_FILES
                && Subject::of(&self.layout, &below).is_some()
                && let Ok(about) = fs::metadata(&below)
                && about.is_file()
            {
                let stamp = Stamp::of(&about);
                if before.files.remove(&name) != Some(stamp) {
                    changed.push(below);
                }
                files.insert(name, stamp);
            }
        }
        changed.extend(before.files.into_keys().map(|name| path.join(name)));
        self.n_files += files.len();
        self.folders.insert(path.to_owned(), Folder { modified, files });
        for gone in self
            .below(path)
            .filter(|known| known.parent() == Some(path) && !folders.contains(known))
            .collect::<Vec<_>>()
        {
            self.forget(&gone, changed);
        }
        for folder in folders.into_iter().filter(|folder| !self.folders.contains_key(folder)).collect::<Vec<_>>() {
            self.list_into(&folder, enter, changed);
        }
    }

    /// Whether documents or files of ours may lie in the folder: none that is hidden.
    fn is_of_corpus(&self, path: &Path) -> bool {
        let below = path.strip_prefix(self.layout.root());
        below.is_ok_and(|below| below.iter().all(|part| !part.as_encoded_bytes().starts_with(b".")))
    }

    fn below<'t>(&'t self, path: &'t Path) -> impl Iterator<Item = PathBuf> + 't {
        let behind = (Bound::Excluded(path), Bound::Unbounded);
        let folders = self.folders.range::<Path, _>(behind).map(|(folder, _)| folder);
        folders.take_while(move |folder| folder.starts_with(path)).cloned()
    }

    /// Forgets a folder that is not there any more, and names the files that were in it.
    pub fn forget(&mut self, path: &Path, changed: &mut Vec<PathBuf>) {
        let gone: Vec<PathBuf> = std::iter::once(path.to_owned()).chain(self.below(path)).collect();
        for folder in gone {
            let Some(Folder { files, .. }) = self.folders.remove(&folder) else { continue };
            self.n_files -= files.len();
            changed.extend(files.into_keys().map(|name| folder.join(name)));
        }
    }

    /// Looks at every folder and, unless `is_whole`, at some of the files: the others have their turn next time.
    /// Returns the files that came, went or changed.
    pub fn look(&mut self, is_whole: bool, enter: &mut dyn FnMut(&Path)) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        let is_stale = |(path, folder): (&PathBuf, &Folder)| {
            let modified = path.symlink_metadata().and_then(|about| about.modified()).ok();
            (modified.is_none() || modified != folder.modified).then(|| path.clone())
        };
        let stale: Vec<PathBuf> = self.folders.iter().filter_map(is_stale).collect();
        for folder in stale {
            self.list_into(&folder, enter, &mut changed);
        }
        if !self.folders.contains_key(self.layout.root()) {
            // A disk that was away and is back again.
            let root = self.layout.root().to_owned();
            self.list_into(&root, enter, &mut changed);
        }
        let first = if is_whole || self.n_files <= MAX_AT_ONCE { 0 } else { self.reached % self.n_files };
        let end = if is_whole { self.n_files } else { first + MAX_AT_ONCE };
        self.reached = end;
        let mut at = 0;
        for (path, folder) in &mut self.folders {
            let n_files = folder.files.len();
            if at + n_files > first && at < end {
                for (i, (name, stamp)) in folder.files.iter_mut().enumerate() {
                    if !(first..end).contains(&(at + i)) {
                        continue;
                    }
                    // What is gone changed its folder, which is listed then.
                    let file = path.join(name);
                    if let Ok(now) = fs::metadata(&file).map(|about| Stamp::of(&about))
                        && now != *stamp
                    {
                        *stamp = now;
                        changed.push(file);
                    }
                }
            }
            at += n_files;
        }
        changed
    }

    /// Files of ours that were changed after `time`, as far as the system's clock tells.
    pub fn changed_since(&self, time: SystemTime) -> Vec<PathBuf> {
        let folders = self.folders.iter();
        let files =
            folders.flat_map(|(path, folder)| folder.files.iter().map(move |(name, stamp)| (path.join(name), stamp)));
        let late = files.filter(|(_, stamp)| stamp.modified.is_none_or(|modified| modified >= time));
        late.map(|(path, _)| path).filter(|path| path.starts_with(self.layout.root().join(ANNOTATIONS))).collect()
    }
}
