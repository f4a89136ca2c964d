//! Understanding files that other programs wrote, on a thread of its own: they may be large, broken or hostile.

use crate::model::Codebook;
use crate::session::Wake;
use crate::store::{ContentHash, FileKey, Layout, Problem, SaveJob, merge_file, reread};
use crate::text::DocumentText;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

pub(super) const PUT_RIGHT: &str = "put it right in a text editor, or restore the file; it is taken in by itself then";

/// What is ours of a file that another program wrote.
#[derive(Debug)]
pub(super) enum Ours {
    /// All of it is on the disk, so theirs takes its place; a set is held against this text.
    Saved(Option<Arc<DocumentText>>),
    /// Something is not, so both are merged, from what both began with.
    Unsaved { job: Box<SaveJob>, base: Option<Arc<SaveJob>> },
}

/// A file that another program wrote, and what is needed to understand it.
#[derive(Debug)]
pub(super) struct Work {
    pub key: FileKey,
    pub bytes: Vec<u8>,
    pub hash: Option<ContentHash>,
    /// When it was read.
    pub turn: u64,
    pub ours: Ours,
    /// The codebook that sets are held against, with its revision; `None` where ours could not be read.
    pub codebook: Option<(u64, Arc<Codebook>)>,
}

/// A file as both have it.
#[derive(Debug)]
pub(super) struct Merged {
    /// What they wrote.
    pub theirs: SaveJob,
    /// What shall stand here.
    pub value: SaveJob,
    pub n_conflicts: usize,
    pub notices: Vec<Problem>,
}

/// What came of a file.
#[derive(Debug)]
pub(super) struct Understood {
    pub work: Work,
    pub merged: Result<Merged, Vec<Problem>>,
    /// Which piece of work it was, as they were begun.
    n: u64,
}

impl Work {
    /// What shall stand here: theirs where all of ours is on the disk, else both merged.
    pub fn merge(&self, layout: &Layout) -> Result<Merged, Vec<Problem>> {
        let codebook = self.codebook.as_ref().map(|(_, codebook)| &**codebook);
        let text = match &self.ours {
            Ours::Saved(text) => text.as_ref(),
            Ours::Unsaved { job, .. } => job.text(),
        };
        let (theirs, notices) = reread(layout, &self.key, &self.bytes, text, codebook)?;
        let Ours::Unsaved { job, base } = &self.ours else {
            return Ok(Merged { value: theirs.clone(), theirs, n_conflicts: 0, notices });
        };
        let path = || path_of(layout, &self.key);
        let merged = merge_file(layout, base.as_deref(), job, &self.bytes, codebook);
        let merged = merged.map_err(|error| vec![Problem::error(path(), error.to_string(), PUT_RIGHT)])?;
        if !merged.problems.is_empty() {
            return Err(merged.problems);
        }
        let value = merged.value.into_job(job).ok_or_else(|| vec![unfit(path())])?;
        Ok(Merged { value, theirs, n_conflicts: merged.n_conflicts, notices })
    }
}

pub(super) fn path_of(layout: &Layout, key: &FileKey) -> PathBuf {
    layout.below_root(&layout.file(key)).to_owned()
}

/// What is wrong with a file of ours that could be read and does not fit.
pub(super) fn unfit(path: PathBuf) -> Problem {
    Problem::error(path, "what it says does not fit together", PUT_RIGHT)
}

/// Understands files one after the other, behind. Dropping it gives up what is under way: a file of which nothing came
/// is as if it had not been noticed.
#[derive(Debug, Default)]
pub(super) struct Merger {
    thread: Option<Thread>,
    /// The last piece of work on each file of which nothing has come yet: what came before it is out of date.
    last: BTreeMap<FileKey, u64>,
    n_begun: u64,
}

#[derive(Debug)]
struct Thread {
    asks: Sender<(u64, Work)>,
    done: Receiver<Understood>,
    is_given_up: Arc<AtomicBool>,
}

impl Merger {
    /// Begins to understand a file; `wake` is called from the thread when something has come of it.
    ///
    /// Returns what came of it at once, where the system gives no thread.
    pub fn begin(&mut self, work: Work, layout: &Layout, wake: &Wake) -> Option<Understood> {
        self.n_begun += 1;
        let n = self.n_begun;
        self.last.insert(work.key.clone(), n);
        if self.thread.is_none() {
            self.thread = Thread::start(layout.clone(), Arc::clone(wake));
        }
        let refused = match &self.thread {
            Some(thread) => thread.asks.send((n, work)).err().map(|refused| refused.0),
            None => Some((n, work)),
        };
        refused.map(|(n, work)| Understood { merged: work.merge(layout), work, n })
    }

    /// What came of a file since the last call, unless that was given up or begun anew.
    pub fn take_done(&mut self) -> Option<Understood> {
        let thread = self.thread.as_ref()?;
        while let Ok(understood) = thread.done.try_recv() {
            if self.last.get(&understood.work.key) == Some(&understood.n) {
                self.last.remove(&understood.work.key);
                return Some(understood);
            }
        }
        None
    }

    /// Gives up what is under way for a file.
    pub fn forget(&mut self, key: &FileKey) {
        self.last.remove(key);
    }
}

impl Thread {
    fn start(layout: Layout, wake: Wake) -> Option<Self> {
        let (asks, asked) = channel::<(u64, Work)>();
        let (sender, done) = channel();
        let is_given_up = Arc::new(AtomicBool::new(false));
        let gives_up = Arc::clone(&is_given_up);
        let run = move || {
            for (n, work) in asked {
                if gives_up.load(Ordering::Relaxed) {
                    break;
                }
                // The hook has reported a failure of the program by then; the file is one that cannot be taken in.
                let merged = catch_unwind(AssertUnwindSafe(|| work.merge(&layout)));
                let failed = |_| Err(vec![unfit(path_of(&layout, &work.key))]);
                let merged = merged.unwrap_or_else(failed);
                // The session may be closed by now; then nobody needs it.
                if sender.send(Understood { work, merged, n }).is_err() {
                    break;
                }
                wake();
            }
        };
        std::thread::Builder::new().name("merger".to_owned()).spawn(run).ok()?;
        Some(Self { asks, done, is_given_up })
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.is_given_up.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn work(codebook: &str) -> Work {
        let bytes = codebook.as_bytes().to_vec();
        let hash = Some(ContentHash::of(&bytes));
        Work { key: FileKey::Codebook, bytes, hash, turn: 0, ours: Ours::Saved(None), codebook: None }
    }

    /// What comes of the last piece of work, waited for.
    fn wait(merger: &mut Merger) -> Understood {
        let begun = Instant::now();
        loop {
            if let Some(understood) = merger.take_done() {
                return understood;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "nothing came");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn codebook(name: &str) -> String {
        format!("Codebook(format: 1, stances: [(id: \"{name}\", name: \"{name}\")], themes: [], speakers: [])")
    }

    fn names(understood: &Understood) -> Vec<String> {
        match understood.merged.as_ref().map(|merged| &merged.value) {
            Ok(SaveJob::Codebook(codebook)) => codebook.stances.iter().map(|stance| stance.name.clone()).collect(),
            other => panic!("no codebook: {other:?}"),
        }
    }

    #[test]
    fn files_are_understood_on_a_thread_of_their_own() {
        let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
        let told = Arc::clone(&seen);
        let wake: Wake = Arc::new(move || {
            told.lock().expect("is whole").push(std::thread::current().name().map(str::to_owned));
        });
        let (mut merger, layout) = (Merger::default(), Layout::new("corpus"));
        assert!(merger.begin(work(&codebook("for")), &layout, &wake).is_none(), "it is done here and now");
        assert_eq!(names(&wait(&mut merger)), ["for"]);
        assert!(merger.begin(work("not a codebook"), &layout, &wake).is_none());
        assert!(wait(&mut merger).merged.is_err());
        assert_eq!(seen.lock().expect("is whole")[0].as_deref(), Some("merger"));
    }

    #[test]
    fn only_the_last_state_of_a_file_comes_of_it() {
        let (mut merger, layout) = (Merger::default(), Layout::new("corpus"));
        let wake: Wake = Arc::new(|| ());
        for name in ["a", "b", "c"] {
            merger.begin(work(&codebook(name)), &layout, &wake);
        }
        assert_eq!(names(&wait(&mut merger)), ["c"]);
        assert!(merger.take_done().is_none());
        merger.begin(work(&codebook("d")), &layout, &wake);
        merger.forget(&FileKey::Codebook);
        merger.begin(work(&codebook("e")), &layout, &wake);
        assert_eq!(names(&wait(&mut merger)), ["e"], "what was given up came all the same");
    }
}
