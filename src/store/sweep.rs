//! Sweeping up temporary files that a killed program left.
//!
//! A temporary file is marked by its writer for as long as it is in use, and the system takes the mark away with the
//! writer. So a file that can be marked by us is nobody's, and goes at once; one in use by another window stays. Where
//! the disk knows no marks, only what is older than [`LONG_AGO`] goes. Nothing but our own temporary files is touched,
//! and no link is followed.

use super::files::{Kind, TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use super::{Files, Layout};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

/// Age at which a temporary file is left over where the disk knows no marks.
const LONG_AGO: Duration = Duration::from_hours(1);
/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 32;

/// A sweep that goes on behind the window. Dropping it waits for its end.
#[derive(Debug)]
pub struct Sweep {
    thread: Option<JoinHandle<usize>>,
}

impl Sweep {
    /// Begins to sweep the folders of a corpus into which we write.
    pub fn corpus(files: Arc<dyn Files>, layout: Layout) -> Self {
        Self::start(move || {
            let beside_documents = sweep_folder(&*files, layout.root(), 0);
            beside_documents + sweep_folder(&*files, &layout.annotations_dir(), MAX_DEPTH)
        })
    }

    /// Begins to sweep the state folder.
    pub fn state(files: Arc<dyn Files>, folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self::start(move || sweep_folder(&*files, &folder, MAX_DEPTH))
    }

    fn start(work: impl FnOnce() -> usize + Send + 'static) -> Self {
        // Without a thread nothing is swept this time.
        Self { thread: std::thread::Builder::new().name("sweeper".to_owned()).spawn(work).ok() }
    }

    /// Waits for the end, and says how many files went.
    pub fn wait(mut self) -> usize {
        self.thread.take().and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}

impl Drop for Sweep {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic in the background has been reported by its own thread.
            let _ = thread.join();
        }
    }
}

/// Removes what is left over in `folder` and, to that depth, in the folders below it. Returns how many files went.
///
/// What cannot be listed or removed stays: it does no harm.
pub fn sweep_folder(files: &dyn Files, folder: &Path, depth: usize) -> usize {
    let mut n_swept = 0;
    for (name, kind) in files.list(folder).unwrap_or_default() {
        let path = folder.join(&name);
        match kind {
            Kind::Folder if depth > 0 => n_swept += sweep_folder(files, &path, depth - 1),
            Kind::File if is_temporary(name.as_encoded_bytes()) && is_left_over(files, &path) => {
                n_swept += usize::from(files.remove(&path).is_ok());
            }
            Kind::File | Kind::Folder | Kind::Link | Kind::Other => {}
        }
    }
    n_swept
}

fn is_temporary(name: &[u8]) -> bool {
    let middle = name.strip_prefix(TEMPORARY_PREFIX.as_bytes());
    middle
        .and_then(|middle| middle.strip_suffix(TEMPORARY_SUFFIX.as_bytes()))
        .is_some_and(|middle| !middle.is_empty() && middle.iter().all(u8::is_ascii_alphanumeric))
}

/// Whether nobody writes the file any more. The mark that this takes is let go when the file is gone.
fn is_left_over(files: &dyn Files, path: &Path) -> bool {
    match files.take_left_over(path) {
        Ok(file) => file.is_some(),
        Err(error) if error.kind() == ErrorKind::Unsupported => {
            let modified = files.about(path).ok().flatten().and_then(|about| about.modified);
            let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
            age.is_some_and(|age| age > LONG_AGO)
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::{FailingFiles, Failure};
    use crate::store::{Access, RealFiles};
    use std::fs;

    #[test]
    fn what_a_killed_writer_left_goes_and_all_else_stays() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let layout = Layout::new(dir.path());
        let sets = layout.coder_dir(&"ana".into()).join("press");
        fs::create_dir_all(&sets).expect("folders");
        fs::create_dir_all(dir.path().join("press")).expect("a folder");
        let left = [layout.root().join(".standpoint-AbC123.tmp"), sets.join(".standpoint-x9.tmp")];
        let stay = [
            sets.join(".standpoint-.tmp"),
            sets.join(".standpoint-a b.tmp"),
            sets.join(".standpoint-lock"),
            sets.join("a.txt.ron"),
            // Among the documents nothing of ours is ever written.
            dir.path().join("press/.standpoint-AbC123.tmp"),
        ];
        for path in left.iter().chain(&stay) {
            fs::write(path, "x").expect("writes");
        }
        let in_use = RealFiles.create_temporary(&sets, &sets.join("b"), Access::Shared).expect("is made");
        let n_swept = Sweep::corpus(Arc::new(RealFiles), layout).wait();
        assert_eq!(n_swept, 2);
        assert!(left.iter().all(|path| !path.exists()) && stay.iter().all(|path| path.exists()));
        assert!(in_use.path().exists(), "another window is writing it");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_let_be() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let outside = tempfile::tempdir().expect("a temporary folder");
        let secret = outside.path().join(".standpoint-secret.tmp");
        fs::write(&secret, "x").expect("writes");
        std::os::unix::fs::symlink(&secret, dir.path().join(".standpoint-a.tmp")).expect("a link");
        std::os::unix::fs::symlink(outside.path(), dir.path().join("folder")).expect("a link");
        assert_eq!(sweep_folder(&RealFiles, dir.path(), MAX_DEPTH), 0);
        assert!(secret.exists() && dir.path().join(".standpoint-a.tmp").is_symlink());
    }

    #[test]
    fn where_there_are_no_marks_only_what_is_old_goes() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join(".standpoint-a.tmp");
        fs::write(&path, "x").expect("writes");
        let unmarked = || FailingFiles::new(1, Failure::Refused(ErrorKind::Unsupported), false);
        assert_eq!(sweep_folder(&unmarked(), dir.path(), 0), 0);
        let long_ago = SystemTime::now() - 2 * LONG_AGO;
        fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(long_ago)).expect("is set");
        assert_eq!(sweep_folder(&unmarked(), dir.path(), 0), 1);
    }
}
