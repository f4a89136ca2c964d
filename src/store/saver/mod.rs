//! Saving in the background: at once, one file after the other, until it is on the disk.

mod backing;
mod event;
mod guard;
mod keeping;
mod ledger;
mod queue;
#[cfg(test)]
mod tests;

pub use self::backing::BackupNews;
pub use self::event::{SaveEvent, SaveFailure, SaveListener};
pub use self::guard::Dropping;
pub use self::ledger::{Ledger, Taken};

use self::backing::Backing;
use self::queue::{Next, Queue};
use super::lock::wait_turn;
use super::{Access, ContentHash, Expected, FileKey, Files, Known, Layout, RealFiles, SaveJob, StoreError, durable};
use crate::model::StatementId;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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

/// Saves whole files on a thread of its own. Dropping it waits until they are on the disk.
pub struct Saver {
    shared: Arc<Shared>,
    /// Started again where it ended before its time; `None` where the system gives no thread.
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    layout: Layout,
    files: Arc<dyn Files>,
    queue: Mutex<Queue>,
    backing: Backing,
    /// Told whenever the queue changes.
    changed: Condvar,
    listeners: Vec<SaveListener>,
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
        Self::start_with(Arc::new(RealFiles), layout, known, Vec::new(), wake)
    }

    /// As [`Self::start`], with other files than the system's, and with listeners, which are called in order.
    pub fn start_with(
        files: Arc<dyn Files>,
        layout: Layout,
        known: Known,
        listeners: Vec<SaveListener>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (queue, changed) = (Mutex::new(Queue::new(known)), Condvar::new());
        let (backing, wake) = (Backing::default(), Box::new(wake));
        let shared = Arc::new(Shared { layout, files, queue, backing, changed, listeners, wake });
        let saver = Self { shared, thread: Mutex::new(None) };
        saver.keep_running();
        saver
    }

    /// Takes in what loading learned: what files held, and which must stay as they are. Call it before anything
    /// is submitted for those files, or after another program's version was merged.
    pub fn learn(&self, known: Known) {
        self.shared.queue().learn(known);
    }

    /// Forgets what a file held, as when it was taken away or written by other means: it may be written anew.
    pub fn forget(&self, key: &FileKey) {
        self.shared.queue().forget(key);
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
        drop(queue);
        self.keep_running();
        self.shared.changed.notify_all();
        Ok(())
    }

    /// How far saving got.
    pub fn state(&self) -> SaveState {
        self.shared.state()
    }

    /// The files that could not be saved when that was last tried, by key.
    pub fn failures(&self) -> Vec<SaveFailure> {
        self.shared.queue().failures(&self.shared.layout)
    }

    /// What is not on the disk yet: what waits, what is being written and what failed, by key.
    pub fn unsaved(&self) -> Vec<Arc<SaveJob>> {
        self.shared.queue().unsaved()
    }

    /// What a file held when it was last read or saved; `None` when it was not there.
    pub fn seen(&self, key: &FileKey) -> Option<ContentHash> {
        self.shared.queue().seen(key)
    }

    /// Tries at once what failed before.
    pub fn retry_now(&self) {
        self.shared.queue().hurry(Instant::now());
        self.keep_running();
        self.shared.changed.notify_all();
    }

    /// Waits until everything is on the disk, or was tried and failed, or `timeout` is over. Returns the state then.
    pub fn flush(&self, timeout: Duration) -> SaveState {
        let begun = Instant::now();
        self.retry_now();
        let mut queue = self.shared.queue();
        while !queue.is_settled(begun) && self.is_running() {
            let Some(left) = timeout.checked_sub(begun.elapsed()) else { break };
            queue = self.shared.changed.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        queue.state(&self.shared.layout)
    }

    /// Saves what waits without the pause between two writes of one file; what failed is tried again in its own time.
    /// Waits until the rest is on the disk, at most `timeout`. Returns the files that are not, with the reason where
    /// one failed.
    pub fn catch_up(&self, timeout: Duration) -> BTreeMap<FileKey, Option<String>> {
        let begun = Instant::now();
        let mut queue = self.shared.queue();
        queue.hurry_fresh(begun);
        self.shared.changed.notify_all();
        while !queue.is_all_tried() && self.is_running() {
            let Some(left) = timeout.checked_sub(begun.elapsed()) else { break };
            queue = self.shared.changed.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        queue.unsaved_files()
    }

    fn is_running(&self) -> bool {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    /// Starts the thread where there is none; says so in the state where the system gives none.
    fn keep_running(&self) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let background = Arc::clone(&self.shared);
        let started = std::thread::Builder::new().name("saver".to_owned()).spawn(move || background.run());
        self.shared.queue().put_standstill(started.as_ref().err().map(ToString::to_string), Instant::now());
        *thread = started.ok();
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let state = self.flush(PATIENCE_AT_END);
        self.shared.queue().close();
        self.shared.changed.notify_all();
        // A disk that has not answered by now may never do so; the window must still close.
        let thread = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
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

    fn run(self: &Arc<Self>) {
        // What listeners were told of each file that fails.
        let mut told = HashMap::new();
        // Folders that are there and on the disk.
        let mut settled = HashSet::new();
        loop {
            let mut queue = self.queue();
            match queue.next(Instant::now()) {
                Next::BackUp { why, label } => {
                    drop(queue);
                    self.back_up(|backing, files| backing.make(files, why, &label));
                    self.queue().pass_backup(Instant::now());
                    self.changed.notify_all();
                    caught(|| (self.wake)());
                }
                Next::Write { key, job, seen, announced } => {
                    drop(queue);
                    self.back_up(Backing::before_first_save);
                    let mut text = None;
                    let result = self.attempt(&key, &job, (&seen, &announced), &mut settled, &mut text);
                    let attempt = text.as_ref().map(|text: &String| ContentHash::of(text.as_bytes()));
                    if result.is_err() && text.is_none() {
                        // Its place was not even there; what it was to hold is worth keeping all the same.
                        text = caught(|| job.to_file(&self.layout).ok()).flatten();
                    }
                    match (&result, &text) {
                        (Ok(_), _) => drop(told.remove(&key)),
                        (Err(error), Some(text)) => {
                            let (bytes, content) = (text.as_bytes(), ContentHash::of(text.as_bytes()));
                            if told.insert(key.clone(), content) != Some(content) {
                                let before = self.queue().seen(&key);
                                self.tell(&SaveEvent::Failed { key: &key, bytes, before, error });
                            }
                        }
                        (Err(_), _) => {}
                    }
                    let mut is_saved = result.is_ok();
                    let mut queue = self.queue();
                    queue.finish(key.clone(), job, Outcome { result, attempt }, Instant::now());
                    // What came later may have a rescue copy, which must outlast it.
                    is_saved &= !queue.is_unsaved(&key);
                    drop(queue);
                    self.changed.notify_all();
                    if is_saved {
                        self.tell(&SaveEvent::Saved { key: &key });
                    }
                    caught(|| (self.wake)());
                }
                Next::Wait(None) => drop(self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner)),
                Next::Wait(Some(time)) => {
                    drop(self.changed.wait_timeout(queue, time).unwrap_or_else(PoisonError::into_inner));
                }
                Next::End => return,
            }
        }
    }

    fn tell(&self, event: &SaveEvent<'_>) {
        for listener in &self.listeners {
            caught(|| listener(event));
        }
    }

    /// Writes one file. A fault of the program in it is a failure like others, and the other files are still saved.
    /// `text` becomes what the file may hold now, should it have been written up to the last step.
    fn attempt(
        &self,
        key: &FileKey,
        job: &SaveJob,
        (seen, announced): (&[ContentHash], &BTreeSet<StatementId>),
        settled: &mut HashSet<PathBuf>,
        text: &mut Option<String>,
    ) -> Result<Option<ContentHash>, StoreError> {
        let file = self.layout.file(key);
        let write = || {
            let target = self.check_place(&file)?;
            if job.is_blank() && target.is_none() {
                return Ok(None);
            }
            if let (SaveJob::Set { set, .. }, Some(_)) = (job, &target) {
                self.check_dropping(&file, set, seen, announced)?;
            }
            let text = text.insert(job.to_file(&self.layout)?);
            self.tell(&SaveEvent::Writing { key, file: &file });
            if target.is_none() {
                durable::settle_folders(&*self.files, self.layout.root(), &file, settled)?;
            }
            // A set has its coder's lock; what all share is written in turns.
            let _turn = if matches!(key, FileKey::Set(_)) { None } else { wait_turn(&self.layout)? };
            durable::write(&*self.files, &file, text.as_bytes(), Expected::Seen(seen), Access::Shared).map(Some)
        };
        caught(write).unwrap_or_else(|| Err(StoreError::Fault(self.layout.below_root(&file).to_owned())))
    }

    /// The file that will be written where it is there, links followed. The corpus must be there, and no link may
    /// lead out of it.
    fn check_place(&self, file: &Path) -> Result<Option<PathBuf>, StoreError> {
        let root = self.layout.root();
        let real_root = self.files.canonical(root).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::NoFolder(root.to_owned()),
            _ => StoreError::io("find", root)(error),
        })?;
        let target = self.files.resolve(file).map_err(StoreError::io("follow", file))?;
        let about = self.files.about(&target).map_err(StoreError::io("look at", &target))?;
        for nearest in target.ancestors() {
            match self.files.canonical(nearest) {
                Ok(real) if real.starts_with(&real_root) => return Ok(about.map(|_| target)),
                Ok(_) => break,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::io("find", nearest)(error)),
            }
        }
        Err(StoreError::LeavesCorpus(file.to_owned()))
    }
}

/// What `work` gives; `None` when it panicked, which has been reported by then.
fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// How writing a file went.
struct Outcome {
    /// What the file holds now; `None` when there was nothing to write.
    result: Result<Option<ContentHash>, StoreError>,
    /// What was to be written.
    attempt: Option<ContentHash>,
}
