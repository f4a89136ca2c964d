//! Loading in the background, what the user looks at first.

use super::{LoadPlan, LoadedDocument};
use crate::model::{Coder, DocPath};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the window is woken while documents come in.
const WAKE_EVERY: Duration = Duration::from_millis(50);

/// Loads the documents of a corpus in the background. Dropping it stops the loading.
#[derive(Debug)]
pub struct Loader {
    work: Arc<Work>,
    loaded: Receiver<LoadedDocument>,
    n_documents: usize,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Work {
    plan: LoadPlan,
    /// Positions in the plan that are still to be loaded.
    queue: Mutex<VecDeque<usize>>,
    n_loaded: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl Loader {
    /// Begins to load the documents of `plan`, `first` before all others.
    ///
    /// Calls `wake` from the background: once `first` is there, then now and then, and when all is loaded.
    pub fn start(plan: LoadPlan, first: Option<&DocPath>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let n_documents = plan.documents.len();
        let queue = Mutex::new((0..n_documents).collect());
        let work = Work { plan, queue, n_loaded: AtomicUsize::new(0), is_cancelled: AtomicBool::new(false) };
        let work = Arc::new(work);
        if let Some(first) = first {
            work.prefer(first);
        }
        let (sender, loaded) = channel();
        let background = Arc::clone(&work);
        let run = move || background.run(&sender, &wake);
        let thread = std::thread::Builder::new().name("loader".to_owned()).spawn(run).ok();
        Self { work, loaded, n_documents, thread }
    }

    /// The documents that came in since the last call; never waits.
    pub fn take_loaded(&self) -> impl Iterator<Item = LoadedDocument> + '_ {
        self.loaded.try_iter()
    }

    /// Waits for the next document; `None` when all have been handed over.
    pub fn wait_for_next(&self) -> Option<LoadedDocument> {
        self.loaded.recv().ok()
    }

    /// Loads the document at `path` next, unless that has begun.
    pub fn prefer(&self, path: &DocPath) {
        self.work.prefer(path);
    }

    /// How many documents are loaded, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.work.n_loaded.load(Ordering::Relaxed), self.n_documents)
    }

    /// Whether nothing more will come, though some may still wait to be taken.
    pub fn is_finished(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.work.is_cancelled.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic in the background has been reported by its own thread.
            let _ = thread.join();
        }
    }
}

impl Work {
    fn prefer(&self, path: &DocPath) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = queue.iter().position(|i| self.plan.documents[*i].0 == *path)
            && let Some(next) = queue.remove(at)
        {
            queue.push_front(next);
        }
    }

    fn next(&self) -> Option<&(DocPath, Vec<Coder>)> {
        if self.is_cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let next = self.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()?;
        self.plan.documents.get(next)
    }

    /// Loads one document and hands it over; whether there was one and somebody to take it.
    fn step(&self, sender: &Sender<LoadedDocument>) -> bool {
        let Some((path, coders)) = self.next() else { return false };
        let loaded = self.plan.load(path, coders);
        self.n_loaded.fetch_add(1, Ordering::Relaxed);
        sender.send(loaded).is_ok()
    }

    /// The first document alone, with every core; then as many at once as there are cores.
    fn run(&self, sender: &Sender<LoadedDocument>, wake: &(impl Fn() + Sync)) {
        if self.step(sender) {
            wake();
        }
        let woken = Mutex::new(Instant::now());
        let work = || {
            while self.step(sender) {
                let mut woken = woken.lock().unwrap_or_else(PoisonError::into_inner);
                if woken.elapsed() >= WAKE_EVERY {
                    *woken = Instant::now();
                    drop(woken);
                    wake();
                }
            }
        };
        rayon::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|_| work());
            }
        });
        wake();
    }
}
