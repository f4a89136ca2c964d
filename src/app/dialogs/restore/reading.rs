//! Reading backups behind the window: which there are, how much each differs, and one of them in full.

use crate::session::Wake;
use crate::session::restore::{Counts, Difference, Standing};
use crate::store::Files;
use crate::store::backup::{Archive, Backups, Listed};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// Something that was read.
pub(super) enum Found {
    /// The backups that there are, the newest first.
    Listed(Vec<Listed>),
    /// How much of a backup differs from now, or why that cannot be said.
    Counted(PathBuf, Result<Counts, String>),
    /// What differs in the backup that was asked for, or why that cannot be said.
    Compared(PathBuf, Result<Box<Difference>, String>),
}

/// Reads backups on a thread of its own. Dropping it ends the reading.
pub struct Reading {
    is_cancelled: Arc<AtomicBool>,
    n_read: Arc<AtomicUsize>,
    asks: Sender<PathBuf>,
    found: Receiver<Found>,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

impl Reading {
    /// Begins to read `backups` and to compare them with `standing`; `wake` is called when something was found.
    pub fn start(files: Arc<dyn Files>, backups: Backups, standing: Standing, wake: Wake) -> Self {
        let (asks, asked) = channel();
        let (sender, found) = channel();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let n_read = Arc::new(AtomicUsize::new(0));
        let work = Work {
            files,
            standing,
            asked,
            sender,
            wake,
            is_cancelled: Arc::clone(&is_cancelled),
            n_read: Arc::clone(&n_read),
        };
        // Without a thread the dialog waits; it can be closed and opened again.
        std::thread::Builder::new().name("backup-reader".to_owned()).spawn(move || work.run(&backups)).ok();
        Self { is_cancelled, n_read, asks, found }
    }

    /// Asks for what differs in the backup at `path`, before others are counted.
    pub(super) fn ask(&self, path: &Path) {
        // A thread that ended has nothing more to say.
        self.asks.send(path.to_owned()).ok();
    }

    /// What was found since the last call.
    pub(super) fn take(&self) -> Vec<Found> {
        self.found.try_iter().collect()
    }

    /// How many files of the backup being read have been compared.
    pub(super) fn n_read(&self) -> usize {
        self.n_read.load(Ordering::Relaxed)
    }
}

struct Work {
    files: Arc<dyn Files>,
    standing: Standing,
    asked: Receiver<PathBuf>,
    sender: Sender<Found>,
    wake: Wake,
    is_cancelled: Arc<AtomicBool>,
    n_read: Arc<AtomicUsize>,
}

impl Work {
    fn run(&self, backups: &Backups) {
        let listed = backups.list(&*self.files);
        let usable = listed.iter().filter(|listed| listed.manifest.is_ok());
        // The newest is counted first.
        let mut uncounted: Vec<PathBuf> = usable.map(|listed| listed.path.clone()).rev().collect();
        self.tell(Found::Listed(listed));
        while !self.is_cancelled.load(Ordering::Relaxed) {
            let ask = match self.asked.try_recv() {
                Ok(path) => Some(path),
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => None,
            };
            match (ask, uncounted.pop()) {
                (Some(path), put_back) => {
                    uncounted.extend(put_back);
                    let difference = self.compare(&path);
                    uncounted.retain(|other| *other != path);
                    let Some(difference) = difference else { return };
                    let counts = difference.as_ref().map(|it| it.counts()).map_err(Clone::clone);
                    self.tell(Found::Counted(path.clone(), counts));
                    self.tell(Found::Compared(path, difference));
                }
                (None, Some(path)) => {
                    let Some(difference) = self.compare(&path) else { return };
                    self.tell(Found::Counted(path, difference.map(|difference| difference.counts())));
                }
                (None, None) => match self.asked.recv() {
                    Ok(path) => {
                        let Some(difference) = self.compare(&path) else { return };
                        self.tell(Found::Compared(path, difference));
                    }
                    Err(_) => return,
                },
            }
        }
    }

    /// What differs in a backup; `None` once nobody wants to know any more.
    fn compare(&self, path: &Path) -> Option<Result<Box<Difference>, String>> {
        self.n_read.store(0, Ordering::Relaxed);
        let mut archive = match Archive::open(&*self.files, path) {
            Ok(archive) => archive,
            Err(fault) => return Some(Err(fault.to_string())),
        };
        let progress = |n| self.n_read.store(n, Ordering::Relaxed);
        self.standing.compare(&mut archive, &progress, &self.is_cancelled).map(|difference| Ok(Box::new(difference)))
    }

    fn tell(&self, found: Found) {
        // The dialog may be closed by now.
        self.sender.send(found).ok();
        (self.wake)();
    }
}
