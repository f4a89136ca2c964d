//! Saving in the background: at once, one file after the other, until it is on the disk.

mod queue;
#[cfg(test)]
mod tests;

use self::queue::{Next, Queue};
use super::rescue::{Keeper, Rescued, Rescues};
use super::{Access, ContentHash, Expected, FileKey, Files, Known, Layout, RealFiles, SaveJob, StoreError, durable};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long dropping the saver waits for the disk.
const PATIENCE_AT_END: Duration = Duration::from_secs(10);

/// How far saving got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything submitted is on the disk.
    Saved,
    /// Some files are being written or wait to be.
    Saving {
        /// How many.
        n: usize,
    },
    /// A file could not be saved; the edit is kept and saving tried again.
    Failed {
        /// The file, below the corpus folder.
        path: PathBuf,
        /// What happened, what was kept and what to do, for people.
        reason: String,
        /// Since when.
        since: Instant,
    },
}

/// What was not on the disk, and whether rescue copies were made of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// Files of which there is a rescue copy.
    pub n_kept: usize,
    /// Files of which there is none.
    pub n_lost: usize,
}

/// Saves whole files on a thread of its own. Dropping it waits until they are on the disk.
pub struct Saver {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    layout: Layout,
    files: Box<dyn Files>,
    queue: Mutex<Queue>,
    /// What keeps copies of what cannot be saved, once there is somewhere to keep them.
    keeper: OnceLock<Keeper>,
    /// Told whenever the queue changes.
    changed: Condvar,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Saver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saver").field("root", &self.shared.layout.root()).finish_non_exhaustive()
    }
}

impl Saver {
    /// Starts saving into the corpus of `layout`. `wake` is called from the background when the state changed.
    pub fn start(layout: Layout, known: Known, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self::start_with(Box::new(RealFiles), layout, known, wake)
    }

    /// As [`Self::start`], with other files than the system's.
    pub fn start_with(
        files: Box<dyn Files>,
        layout: Layout,
        known: Known,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let queue = Mutex::new(Queue::new(known));
        let (keeper, changed) = (OnceLock::new(), Condvar::new());
        let shared = Shared { layout, files, queue, keeper, changed, wake: Box::new(wake) };
        let shared = Arc::new(shared);
        let background = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("saver".to_owned()).spawn(move || background.run()).ok();
        Self { shared, thread }
    }

    /// Takes in what loading learned: what files held, and which must stay as they are. Call it before anything
    /// is submitted for those files, or after another program's version was merged.
    pub fn learn(&self, known: Known) {
        self.shared.queue().learn(known);
    }

    /// Whether the file was not read whole, so that nothing may be saved to it.
    pub fn is_held(&self, key: &FileKey) -> bool {
        self.shared.queue().is_held(key)
    }

    /// Saves a file soon: at once, or within half a second after it was last saved. A job for the same file that
    /// has not begun is replaced.
    ///
    /// # Errors
    /// When the file is held, or its key cannot be a path; nothing is saved then.
    pub fn submit(&self, job: SaveJob) -> Result<(), StoreError> {
        let key = job.file_key();
        if let FileKey::Set(key) = &key {
            Layout::checked_key(key)?;
        }
        let mut queue = self.shared.queue();
        if queue.is_held(&key) {
            let file = self.shared.layout.file(&key);
            return Err(StoreError::Held(self.shared.layout.below_root(&file).to_owned()));
        }
        queue.put(key, job, Instant::now());
        self.shared.changed.notify_all();
        Ok(())
    }

    /// Keeps copies of what cannot be saved among `rescues` from now on; asked for once, at the beginning.
    pub fn rescue_among(&self, rescues: Rescues) {
        // A second place would part the copies from those that wait in the first.
        self.shared.keeper.set(Keeper::new(rescues, self.shared.layout.clone())).ok();
    }

    /// Makes rescue copies of all that is not on the disk now, without waiting for the disk that it belongs on.
    pub fn rescue_now(&self) -> Unsaved {
        let unsaved = self.shared.queue().unsaved();
        let mut told = Unsaved::default();
        for (job, why, base) in unsaved {
            match self.shared.rescue(&job, why.as_deref().unwrap_or("it was not on the disk in time"), base) {
                Rescued::Kept => told.n_kept += 1,
                Rescued::Nowhere | Rescued::Failed(_) => told.n_lost += 1,
            }
        }
        told
    }

    /// The rescue copies made here, of what is still to be saved.
    pub fn own_rescue_copies(&self) -> Vec<PathBuf> {
        self.shared.keeper.get().map(Keeper::paths).unwrap_or_default()
    }

    /// How far saving got.
    pub fn state(&self) -> SaveState {
        self.shared.state()
    }

    /// Tries at once what failed before.
    pub fn retry_now(&self) {
        self.shared.queue().hurry(Instant::now());
        self.shared.changed.notify_all();
    }

    /// Waits until everything is on the disk, or was tried and failed, or `timeout` is over. Returns the state then.
    pub fn flush(&self, timeout: Duration) -> SaveState {
        let begun = Instant::now();
        let mut queue = self.shared.queue();
        queue.hurry(begun);
        self.shared.changed.notify_all();
        while !queue.is_settled(begun) && self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            let Some(left) = timeout.checked_sub(begun.elapsed()) else { break };
            queue = self.shared.changed.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        queue.state(&self.shared.layout)
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let state = self.flush(PATIENCE_AT_END);
        if state != SaveState::Saved {
            self.rescue_now();
        }
        self.shared.queue().close();
        self.shared.changed.notify_all();
        // A disk that has not answered by now may never do so; the window must still close.
        if let Some(thread) = self.thread.take()
            && !matches!(state, SaveState::Saving { .. })
        {
            // A panic in the background has been reported by its own thread.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> SaveState {
        self.queue().state(&self.layout)
    }

    fn run(&self) {
        let mut queue = self.queue();
        loop {
            match queue.next(Instant::now()) {
                Next::Write { key, job, seen } => {
                    drop(queue);
                    let outcome = self.save(&key, &job, &seen);
                    queue = self.queue();
                    queue.finish(key, job, outcome, Instant::now());
                    self.changed.notify_all();
                    drop(queue);
                    (self.wake)();
                    queue = self.queue();
                }
                Next::Wait(None) => queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner),
                Next::Wait(Some(time)) => {
                    queue = self.changed.wait_timeout(queue, time).unwrap_or_else(PoisonError::into_inner).0;
                }
                Next::End => return,
            }
        }
    }

    /// Writes one file, or else a rescue copy of it.
    fn save(&self, key: &FileKey, job: &SaveJob, seen: &[ContentHash]) -> Outcome {
        // A file on which the program itself fails must not keep the others from being saved.
        let mut outcome = catch_unwind(AssertUnwindSafe(|| self.write(key, job, seen))).unwrap_or_else(|_| {
            let file = self.layout.file(key);
            let result = Err(StoreError::Failed(self.layout.below_root(&file).to_owned()));
            Outcome { result, attempt: None, rescued: Rescued::Nowhere }
        });
        match &outcome.result {
            Ok(_) => {
                if let Some(keeper) = self.keeper.get() {
                    keeper.saved(key);
                }
            }
            Err(error) => {
                outcome.rescued = self.rescue(job, &error.saving_cause(), seen.first().copied());
            }
        }
        outcome
    }

    fn rescue(&self, job: &SaveJob, why: &str, base: Option<ContentHash>) -> Rescued {
        let Some(keeper) = self.keeper.get() else { return Rescued::Nowhere };
        catch_unwind(AssertUnwindSafe(|| keeper.keep(job, why, base)))
            .unwrap_or_else(|_| Rescued::Failed("the program failed while making it".to_owned()))
    }

    /// Writes one file. With an error comes what the file may hold now, if it was written up to the last step.
    fn write(&self, key: &FileKey, job: &SaveJob, seen: &[ContentHash]) -> Outcome {
        let file = self.layout.file(key);
        let mut attempt = None;
        let result = self.check_place(&file).and_then(|is_there| {
            if job.is_blank() && !is_there {
                return Ok(None);
            }
            let text = job.to_file(&self.layout)?;
            attempt = Some(ContentHash::of(text.as_bytes()));
            let expected = Expected::Seen(seen);
            durable::write(&*self.files, &file, text.as_bytes(), expected, Access::Shared).map(Some)
        });
        Outcome { result, attempt, rescued: Rescued::Nowhere }
    }

    /// Whether the file is there. The corpus must be; a new file must not be led out of it by a link.
    fn check_place(&self, file: &Path) -> Result<bool, StoreError> {
        let root = self.layout.root();
        let real_root = root.canonicalize().map_err(|_| StoreError::NoFolder(root.to_owned()))?;
        let target = self.files.resolve(file).map_err(StoreError::io("follow", file))?;
        if target.exists() {
            return Ok(true);
        }
        let nearest = target.ancestors().find_map(|folder| folder.canonicalize().ok());
        if nearest.is_some_and(|folder| folder.starts_with(&real_root)) {
            Ok(false)
        } else {
            Err(StoreError::LeavesCorpus(file.to_owned()))
        }
    }
}

/// How writing a file went.
struct Outcome {
    /// What the file holds now; `None` when there was nothing to write.
    result: Result<Option<ContentHash>, StoreError>,
    /// What was to be written.
    attempt: Option<ContentHash>,
    /// Whether a rescue copy was made where saving failed.
    rescued: Rescued,
}
