//! One writer for each coder: a lock on a file that is never replaced.
//!
//! The file `.standpoint-lock` stands in the coder's folder. It stays there when the lock is let go, since taking a
//! file away under another who waits for it would make two locks of one; what is written in it only says, to a second
//! window, who holds it. The system lets the lock go when the program ends, however it ends.
//!
//! What all coders share, the codebook and the corpus file, is written in turns.

use super::record::{options, write_record};
use super::{Access, Files, Layout, StoreError};
use crate::model::Coder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// Name of the file in the coder's folder.
const LOCK_FILE: &str = ".standpoint-lock";
/// How long to wait for another who writes a shared file, for a coder's lock, and how long before asking again.
const PATIENCE: Duration = Duration::from_secs(5);
const A_MOMENT: Duration = Duration::from_millis(150);
const AGAIN_AFTER: Duration = Duration::from_millis(3);
/// Most that is read of who holds a lock.
const MAX_HOLDER_BYTES: u64 = 4096;

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user's name on that machine.
    user: String,
    /// The machine.
    host: String,
    /// Since when.
    since: Timestamp,
}

impl Holder {
    /// This user on this machine, from now on.
    fn here() -> Self {
        let user = ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
        let host = gethostname::gethostname().to_string_lossy().into_owned();
        let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { user, host, since: now }
    }
}

impl fmt::Display for Holder {
    /// As in "ana on desk-4, since 22 Nov 10:32".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = if self.user.is_empty() { "somebody" } else { &self.user };
        let since = self.since.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %H:%M").to_string();
        write!(f, "{user} on {}, since {since}", self.host)
    }
}

/// What came of asking for a coder's lock.
#[derive(Debug)]
pub enum Claim {
    /// It is ours for as long as this is kept.
    Ours(CoderLock),
    /// Another has it; who, where that could be read.
    Another(Option<Holder>),
    /// This disk knows no locks; why, in the words of the system.
    NoLocks(String),
    /// Nothing can be written here, so there is nothing to lock.
    Unwritable,
}

/// A coder's lock. Dropping it lets it go.
#[derive(Debug)]
pub struct CoderLock {
    _file: File,
}

/// Asks for the lock of `coder`; makes the coder's folder where it is not there.
///
/// Waits for a moment where another has it: a program that is just being started by this one holds what is open here
/// until it runs, and so a lock that was let go a moment ago.
pub fn claim(files: &dyn Files, layout: &Layout, coder: &Coder) -> Claim {
    let path = layout.coder_dir(coder).join(LOCK_FILE);
    let file = settle(files, layout, coder).and_then(|()| files.open_lasting(&path, Access::Shared));
    let mut file = match file {
        Ok(file) => file,
        Err(error) => {
            return match error.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::NotFound => {
                    Claim::Unwritable
                }
                _ => Claim::NoLocks(error.to_string()),
            };
        }
    };
    let begun = Instant::now();
    let mut locked = file.try_lock();
    while matches!(locked, Err(TryLockError::WouldBlock)) && begun.elapsed() < A_MOMENT {
        std::thread::sleep(AGAIN_AFTER);
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => {
            // Who we are is a courtesy; the lock holds without it.
            let _ = sign(files, &path, &mut file);
            Claim::Ours(CoderLock { _file: file })
        }
        Err(TryLockError::WouldBlock) => Claim::Another(read(&mut file)),
        Err(TryLockError::Error(error)) => Claim::NoLocks(error.to_string()),
    }
}

/// Waits until no other Standpoint on this machine is writing a file that all share, and keeps the others waiting for as
/// long as what it returns is kept: between looking whether a file is as we know it and replacing it, nobody else may.
///
/// The lock is on the corpus folder itself, which leaves no file behind. `None` where the system knows no locks on
/// folders; there only the moment between looking and replacing is open.
///
/// # Errors
/// When another has not finished within some seconds.
pub(super) fn wait_turn(layout: &Layout) -> Result<Option<File>, StoreError> {
    let root = layout.root();
    let Ok(folder) = File::open(root) else { return Ok(None) };
    let begun = Instant::now();
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => std::thread::sleep(AGAIN_AFTER),
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::io("wait for another window that saves in", root)(
                    io::ErrorKind::TimedOut.into(),
                ));
            }
        }
    }
}

/// Makes the coder's folder where it is not there; never outside the corpus.
fn settle(files: &dyn Files, layout: &Layout, coder: &Coder) -> io::Result<()> {
    let root = layout.root().canonicalize()?;
    for folder in [layout.annotations_dir(), layout.coder_dir(coder)] {
        match folder.canonicalize() {
            Ok(real) if real.starts_with(&root) => {}
            Ok(_) => return Err(io::Error::other("the coder's folder is a link out of the corpus")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                files.create_folder(&folder, Access::Shared)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Says in the file who we are.
fn sign(files: &dyn Files, path: &Path, file: &mut File) -> io::Result<()> {
    let holder = write_record(&Holder::here()).map_err(io::Error::other)?;
    files.rewrite_lasting(path, file, holder.as_bytes())
}

fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(MAX_HOLDER_BYTES).read_to_string(&mut text).ok()?;
    options().from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;
    use std::fs;

    fn layout(coder: &str) -> (tempfile::TempDir, Layout) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let layout = Layout::new(dir.path());
        fs::create_dir_all(layout.coder_dir(&coder.into())).expect("a folder");
        (dir, layout)
    }

    #[test]
    fn a_second_who_asks_learns_who_has_it_until_it_is_let_go() {
        let (_dir, layout) = layout("ana");
        let coder = Coder::from("ana");
        let Claim::Ours(lock) = claim(&RealFiles, &layout, &coder) else { panic!("nobody has it") };
        let Claim::Another(Some(holder)) = claim(&RealFiles, &layout, &coder) else { panic!("it is taken") };
        assert_eq!(holder.host, Holder::here().host);
        assert!(holder.to_string().contains(", since "), "{holder}");
        drop(lock);
        assert!(matches!(claim(&RealFiles, &layout, &coder), Claim::Ours(_)));
    }

    #[test]
    fn what_stands_in_the_file_does_not_matter_to_the_lock() {
        let (_dir, layout) = layout("ana");
        let coder = Coder::from("ana");
        let path = layout.coder_dir(&coder).join(LOCK_FILE);
        fs::write(&path, "no holder".repeat(10_000)).expect("writes");
        let Claim::Ours(_lock) = claim(&RealFiles, &layout, &coder) else { panic!("nobody has it") };
        fs::write(&path, [0xFF; 9]).expect("writes");
        assert!(matches!(claim(&RealFiles, &layout, &coder), Claim::Another(None)));
    }

    #[cfg(unix)]
    #[test]
    fn who_writes_a_shared_file_keeps_the_others_waiting() {
        let (_dir, layout) = layout("ana");
        let ours = wait_turn(&layout).expect("nobody else writes").expect("folders can be locked");
        let begun = Instant::now();
        let other = std::thread::spawn(move || wait_turn(&layout).map(|_| Instant::now()));
        std::thread::sleep(Duration::from_millis(100));
        drop(ours);
        let since = other.join().expect("waits").expect("has its turn");
        assert!(since.duration_since(begun) >= Duration::from_millis(100));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_pipe_in_its_place_is_not_followed() {
        let (dir, layout) = layout("ana");
        let coder = Coder::from("ana");
        let outside = dir.path().join("outside");
        let path = layout.coder_dir(&coder).join(LOCK_FILE);
        std::os::unix::fs::symlink(&outside, &path).expect("a link");
        assert!(matches!(claim(&RealFiles, &layout, &coder), Claim::NoLocks(_)));
        assert!(!outside.exists());
        let away = tempfile::tempdir().expect("a temporary folder");
        std::os::unix::fs::symlink(away.path(), layout.coder_dir(&"bob".into())).expect("a link");
        assert!(matches!(claim(&RealFiles, &layout, &"bob".into()), Claim::NoLocks(_)));
        assert!(fs::read_dir(away.path()).expect("a folder").next().is_none());
    }

    #[test]
    fn a_folder_is_made_in_a_corpus_that_is_there_and_nowhere_else() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("corpus");
        assert!(matches!(claim(&RealFiles, &Layout::new(&root), &"ana".into()), Claim::Unwritable));
        assert!(!root.exists());
        fs::create_dir(&root).expect("a folder");
        assert!(matches!(claim(&RealFiles, &Layout::new(&root), &"ana".into()), Claim::Ours(_)));
    }
}
