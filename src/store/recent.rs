//! Which corpora were opened lately.

use super::{Files, RealFiles, StateFile, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most corpora that are remembered.
const MAX_RECENT: usize = 12;

/// A corpus opened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its folder.
    pub path: PathBuf,
    /// When it was last opened.
    pub opened: Timestamp,
}

/// The corpora opened lately, the last first, kept in the state folder.
#[derive(Clone, Debug)]
pub struct Recents {
    file: StateFile<Vec<Recent>>,
}

impl Recents {
    /// The list kept in `folder`, which is [`super::state_folder`] outside of tests.
    pub fn new(folder: &Path) -> Self {
        Self::new_with(Arc::new(RealFiles), folder)
    }

    /// As [`Self::new`], with other files than the system's.
    pub fn new_with(files: Arc<dyn Files>, folder: &Path) -> Self {
        Self { file: StateFile::new_with(files, folder, "recent.ron") }
    }

    /// The corpora opened lately, the last first; none when the list cannot be read.
    pub fn load(&self) -> Vec<Recent> {
        let mut recents = self.file.load().unwrap_or_default();
        recents.truncate(MAX_RECENT);
        recents
    }

    /// Puts `path` first and returns the new list.
    ///
    /// # Errors
    /// When the list cannot be saved; the corpus can be worked on all the same.
    pub fn add(&self, path: &Path, opened: Timestamp) -> Result<Vec<Recent>, StoreError> {
        let mut recents = self.load();
        recents.retain(|recent| recent.path != path);
        recents.insert(0, Recent { path: path.to_owned(), opened });
        self.keep(recents)
    }

    /// Forgets `path` and returns the new list.
    ///
    /// # Errors
    /// When the list cannot be saved.
    pub fn forget(&self, path: &Path) -> Result<Vec<Recent>, StoreError> {
        let mut recents = self.load();
        recents.retain(|recent| recent.path != path);
        self.keep(recents)
    }

    fn keep(&self, mut recents: Vec<Recent>) -> Result<Vec<Recent>, StoreError> {
        recents.truncate(MAX_RECENT);
        self.file.save(&recents)?;
        Ok(recents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_comes_first_and_once() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let recents = Recents::new(dir.path());
        assert_eq!(recents.load(), []);
        for i in 0..20 {
            let second = Timestamp::from_second(i).expect("a time");
            recents.add(Path::new(&format!("/corpus-{}", i % 15)), second).expect("saves");
        }
        let names: Vec<String> = recents.load().iter().map(|recent| recent.path.display().to_string()).collect();
        assert_eq!(names.len(), MAX_RECENT);
        assert_eq!(names[..3], ["/corpus-4", "/corpus-3", "/corpus-2"]);
        let left = recents.forget(Path::new("/corpus-4")).expect("saves");
        assert_eq!((left.len(), left == recents.load()), (MAX_RECENT - 1, true));
    }
}
