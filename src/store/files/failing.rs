//! For tests: the file system, of which one step fails, and the loop that fails every step in turn.

use super::{About, Access, Files, Kind, RealFiles};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::NamedTempFile;

/// How a step fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The system refuses, and nothing happened; of a write, half happened.
    Refused(ErrorKind),
    /// The step is done, and yet an error is reported, as when a network disk loses the answer.
    DoneButReported(ErrorKind),
    /// The program itself fails in the middle.
    Panic,
}

impl Failure {
    /// Every way to fail with an error: a full disk, a broken one, one that can only be read, a missing right, and a
    /// lost answer.
    pub const ALL: [Self; 5] = [
        Self::Refused(ErrorKind::StorageFull),
        Self::Refused(ErrorKind::Other),
        Self::Refused(ErrorKind::ReadOnlyFilesystem),
        Self::Refused(ErrorKind::PermissionDenied),
        Self::DoneButReported(ErrorKind::Other),
    ];
}

/// The file system, of which one step fails, or every step from one on.
///
/// Clones share what is counted, so that a test keeps one and gives away another.
#[derive(Clone, Debug)]
pub struct FailingFiles {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Number of the step that fails, counted from 0; the largest number is never reached.
    at: AtomicUsize,
    failure: Failure,
    is_lasting: bool,
    n_steps: AtomicUsize,
    has_failed: AtomicBool,
    log: Mutex<Vec<(&'static str, PathBuf)>>,
}

impl FailingFiles {
    /// Files whose step number `at`, counted from 0, fails, and where `is_lasting` every step after it.
    pub fn new(at: usize, failure: Failure, is_lasting: bool) -> Self {
        let (n_steps, has_failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let log = Mutex::default();
        Self { shared: Arc::new(Shared { at: at.into(), failure, is_lasting, n_steps, has_failed, log }) }
    }

    /// Files of a full disk, from the first step on.
    pub fn full() -> Self {
        Self::new(0, Failure::Refused(ErrorKind::StorageFull), true)
    }

    /// Files that never fail until [`Self::break_now`] is called, and keep a log.
    pub fn sound(failure: Failure, is_lasting: bool) -> Self {
        Self::new(usize::MAX, failure, is_lasting)
    }

    /// Lets the next step fail.
    pub fn break_now(&self) {
        self.shared.at.store(self.n_steps(), Ordering::SeqCst);
    }

    /// Lets every step succeed from now on.
    pub fn mend(&self) {
        self.shared.at.store(usize::MAX, Ordering::SeqCst);
    }

    /// Whether a step failed.
    pub fn has_failed(&self) -> bool {
        self.shared.has_failed.load(Ordering::SeqCst)
    }

    /// How many steps were asked for.
    pub fn n_steps(&self) -> usize {
        self.shared.n_steps.load(Ordering::SeqCst)
    }

    /// The steps that were asked for, in order: the method's name and the path.
    pub fn log(&self) -> Vec<(&'static str, PathBuf)> {
        self.shared.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Counts a step, and carries it out unless it is to fail. `half` is what still happens of a refused one.
    fn step<T>(
        &self,
        name: &'static str,
        path: &Path,
        half: impl FnOnce(),
        whole: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        let shared = &self.shared;
        let n = shared.n_steps.fetch_add(1, Ordering::SeqCst);
        shared.log.lock().unwrap_or_else(PoisonError::into_inner).push((name, path.to_owned()));
        let at = shared.at.load(Ordering::SeqCst);
        if n != at && !(shared.is_lasting && n > at) {
            return whole();
        }
        shared.has_failed.store(true, Ordering::SeqCst);
        match shared.failure {
            Failure::Refused(kind) => {
                half();
                Err(kind.into())
            }
            Failure::DoneButReported(kind) => whole().and_then(|_| Err(kind.into())),
            Failure::Panic => panic!("made to fail: {name}"),
        }
    }

    fn plain<T>(&self, name: &'static str, path: &Path, whole: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.step(name, path, || (), whole)
    }
}

impl Files for FailingFiles {
    fn read_at_most(&self, path: &Path, max_bytes: usize) -> io::Result<Option<Vec<u8>>> {
        self.plain("read", path, || RealFiles.read_at_most(path, max_bytes))
    }

    fn about(&self, path: &Path) -> io::Result<Option<About>> {
        self.plain("about", path, || RealFiles.about(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, Kind)>> {
        self.plain("list", folder, || RealFiles.list(folder))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.plain("resolve", path, || RealFiles.resolve(path))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.plain("canonical", path, || RealFiles.canonical(path))
    }

    fn create_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        self.plain("create_folder", path, || RealFiles.create_folder(path, access))
    }

    fn create_temporary(&self, folder: &Path, like: &Path, access: Access) -> io::Result<NamedTempFile> {
        self.plain("create_temporary", folder, || RealFiles.create_temporary(folder, like, access))
    }

    fn write_all(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        let path = file.path().to_owned();
        let file = std::cell::RefCell::new(file);
        let half = || {
            let _ = RealFiles.write_all(&mut file.borrow_mut(), &bytes[..bytes.len() / 2]);
        };
        self.step("write_all", &path, half, || RealFiles.write_all(&mut file.borrow_mut(), bytes))
    }

    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        self.plain("sync", file.path(), || RealFiles.sync(file))
    }

    fn rename(&self, file: NamedTempFile, path: &Path, is_new: bool) -> io::Result<()> {
        self.plain("rename", path, || RealFiles.rename(file, path, is_new))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.plain("sync_folder", folder, || RealFiles.sync_folder(folder))
    }

    fn make_private(&self, path: &Path) -> io::Result<()> {
        self.plain("make_private", path, || RealFiles.make_private(path))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.plain("remove", path, || RealFiles.remove(path))
    }

    fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.plain("remove_empty_folder", path, || RealFiles.remove_empty_folder(path))
    }

    fn open_lasting(&self, path: &Path, access: Access) -> io::Result<File> {
        self.plain("open_lasting", path, || RealFiles.open_lasting(path, access))
    }

    fn rewrite_lasting(&self, path: &Path, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.plain("rewrite_lasting", path, || RealFiles.rewrite_lasting(path, file, bytes))
    }

    fn take_left_over(&self, path: &Path) -> io::Result<Option<File>> {
        self.plain("take_left_over", path, || RealFiles.take_left_over(path))
    }
}

/// Carries out `work` in a fresh world again and again, so that its first step fails, then its second, … until it
/// goes through with none left to fail; in every way of [`Failure::ALL`], each once and for ever.
///
/// After each attempt `check` looks at the world; what it is told last says which step failed and how. The files are
/// mended by then, so that it can also see that a second attempt succeeds. Returns how many failures there were.
///
/// # Panics
/// When the work asks for no step at all, or for more than 10,000.
pub fn fail_every_step<W, T>(
    world: impl Fn() -> W,
    work: impl Fn(&W, &FailingFiles) -> T,
    check: impl Fn(&W, T, &FailingFiles, &str),
) -> usize {
    let mut n_failures = 0;
    for failure in Failure::ALL {
        for is_lasting in [false, true] {
            for at in 0..=10_000 {
                let world = world();
                let files = FailingFiles::new(at, failure, is_lasting);
                let outcome = work(&world, &files);
                let has_failed = files.has_failed();
                let how = if is_lasting { "for ever from" } else { "once at" };
                let last = files.log().get(at).map_or("none", |step| step.0);
                files.mend();
                check(&world, outcome, &files, &format!("{failure:?} {how} step {at} ({last})"));
                if !has_failed {
                    assert!(at > 0, "the work goes through these files");
                    break;
                }
                assert!(at < 10_000, "the work ends");
                n_failures += 1;
            }
        }
    }
    n_failures
}
