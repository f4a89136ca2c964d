//! Saving in the background: at once, one file after the other, until it is on the disk.

mod backing;
mod guard;
mod queue;
#[cfg(test)]
mod tests;

pub use backing::BackupNews;
pub use guard::Dropping;

use self::backing::Backing;
use self::queue::{Next, Queue};
use super::backup::{Backups, Why};
use super::{Access, ContentHash, Expected, FileKey, Files, Known, Layout, RealFiles, SaveJob, StoreError, durable};
use crate::model::StatementId;
use jiff::Timestamp;
use std::collections::BTreeSet;
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
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    layout: Layout,
    files: Box<dyn Files>,
    queue: Mutex<Queue>,
    backing: Backing,
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
        let backing = Backing::default();
        let shared = Shared { layout, files, queue, backing, changed: Condvar::new(), wake: Box::new(wake) };
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

    /// Makes backups among `backups` from now on, before the first save of each day; asked for once.
    pub fn keep_backups(&self, backups: Backups) {
        self.shared.backing.begin(backups);
    }

    /// The backups of this corpus; `None` where there is no state folder.
    pub fn backups(&self) -> Option<&Backups> {
        self.shared.backing.backups()
    }

    /// Saves what came before, then makes a backup, and only then saves what comes after. `label` names the change
    /// that comes.
    pub fn backup_before(&self, why: Why, label: &str) {
        if self.backups().is_some() {
            self.shared.queue().put_backup(why, label.to_owned(), Instant::now());
            self.shared.changed.notify_all();
        }
    }

    /// What became of the last backup that is worth telling; told once.
    pub fn take_backup_news(&self) -> Option<BackupNews> {
        self.shared.backing.take_news()
    }

    /// Says that a command takes these statements out of a file, before the job that does so is submitted.
    pub fn announce(&self, key: FileKey, ids: impl IntoIterator<Item = StatementId>) {
        self.shared.queue().announce(key, ids);
    }

    /// A file that was not saved because statements would go that nobody took away, if there is one.
    pub fn question(&self) -> Option<(FileKey, Dropping)> {
        self.shared.queue().question()
    }

    /// Lets nothing more be submitted for a file.
    pub fn hold(&self, key: FileKey) {
        self.shared.queue().learn(Known { held: [key].into(), ..Known::default() });
    }

    /// Writes the file to the letter, also one that could not be read whole.
    ///
    /// # Errors
    /// When its key cannot be a path.
    pub fn replace(&self, key: FileKey, text: Arc<str>) -> Result<(), StoreError> {
        self.shared.queue().release(&key);
        self.submit(SaveJob::Whole { key, text })
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

    /// Lets old backups go, behind saving; should the program end meanwhile, they go another time.
    fn tidy_backups(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        let tidy = move || {
            if let Some(backups) = shared.backing.backups() {
                backups.tidy(&*shared.files, Timestamp::now());
            }
        };
        // Without a thread there is only one backup more than need be.
        std::thread::Builder::new().name("backups".to_owned()).spawn(tidy).ok();
    }

    fn run(self: &Arc<Self>) {
        let mut queue = self.queue();
        loop {
            match queue.next(Instant::now()) {
                Next::BackUp { why, label } => {
                    drop(queue);
                    if self.backing.make(&*self.files, why, &label) {
                        self.tidy_backups();
                    }
                    queue = self.queue();
                    queue.pass_backup(Instant::now());
                    self.changed.notify_all();
                    drop(queue);
                    (self.wake)();
                    queue = self.queue();
                }
                Next::Write { key, job, seen, announced } => {
                    drop(queue);
                    if self.backing.before_first_save(&*self.files) {
                        self.tidy_backups();
                    }
                    let outcome = self.write(&key, &job, &seen, announced);
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

    /// Writes one file. With an error comes what the file may hold now, if it was written up to the last step.
    fn write(&self, key: &FileKey, job: &SaveJob, seen: &[ContentHash], announced: BTreeSet<StatementId>) -> Outcome {
        let file = self.layout.file(key);
        let mut attempt = None;
        let result = self.check_place(&file).and_then(|is_there| {
            if job.is_blank() && !is_there {
                return Ok(None);
            }
            self.check_dropping(&file, job, seen, &announced)?;
            let text = job.to_file(&self.layout)?;
            attempt = Some(ContentHash::of(text.as_bytes()));
            let expected = Expected::Seen(seen);
            durable::write(&*self.files, &file, text.as_bytes(), expected, Access::Shared).map(Some)
        });
        Outcome { result, attempt, announced }
    }

    /// Whether statements would go that no command took away. What another program wrote is judged elsewhere.
    fn check_dropping(
        &self,
        file: &Path,
        job: &SaveJob,
        seen: &[ContentHash],
        announced: &BTreeSet<StatementId>,
    ) -> Result<(), StoreError> {
        let SaveJob::Set { set, .. } = job else { return Ok(()) };
        let old = self.files.read(file).map_err(StoreError::io("read", file))?.unwrap_or_default();
        if !seen.contains(&ContentHash::of(&old)) {
            return Ok(());
        }
        let path = || self.layout.below_root(file).to_owned();
        match guard::dropping(&old, set, announced) {
            Some(dropping) => Err(StoreError::WouldDrop { path: path(), dropping }),
            None => Ok(()),
        }
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
    /// Statements that commands took away.
    announced: BTreeSet<StatementId>,
}
