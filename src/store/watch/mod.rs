//! Noticing what other programs do to the files of a corpus.
//!
//! ```text
//! events of the system ─┐                ┌─ known, or being written by us: nothing, or again later
//! a look now and then  ─┼─▶ which file ─▶ read, off the window's thread
//! asked for            ─┘   200 ms quiet └─ anything else: Outside, to the session
//! ```
//!
//! Only the content decides whether a file changed. With nothing to see, nothing runs but a look every half minute,
//! for disks that tell of no events, which costs a few milliseconds however large the corpus is.

mod eyes;
mod subject;
#[cfg(test)]
mod tests;
mod tree;
mod work;

use self::eyes::Sight;
use self::subject::Subject;
use self::work::Work;
use super::{ContentHash, FileKey, Files, Layout, Ledger, LoadedDocument};
use crate::model::DocPath;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Something that another program did.
#[derive(Debug)]
pub enum Outside {
    /// A file of ours holds what we have neither read nor written.
    File {
        /// Which file.
        key: FileKey,
        /// Its bytes; `None` when it is not there any more.
        bytes: Option<Vec<u8>>,
        /// Their hash.
        hash: Option<ContentHash>,
        /// When it was read, as [`Ledger::turn`] counts.
        turn: u64,
    },
    /// A file of ours changed and cannot be read.
    Unreadable {
        /// Which file.
        key: FileKey,
        /// What the system says.
        why: String,
    },
    /// A document came or was written; it may still say what it said.
    Document(Box<LoadedDocument>),
    /// A document is not there any more.
    DocumentGone(DocPath),
}

/// What the watcher is asked.
#[derive(Debug)]
enum Ask {
    /// Begin: everything is read.
    Begin,
    /// The system told something.
    Saw(Sight),
    /// Look at this after a while.
    Look(Subject, Duration),
    /// Look at everything.
    LookAtAll,
    /// Stop.
    End,
}

/// Watches the files of a corpus on a thread of its own. Dropping it ends that.
#[derive(Debug)]
pub struct Watch {
    asks: Sender<Ask>,
    found: Receiver<Outside>,
    thread: Option<JoinHandle<()>>,
}

/// Asks a [`Watch`] from anywhere.
#[derive(Clone, Debug)]
pub struct Lookout {
    asks: Sender<Ask>,
}

impl Watch {
    /// Watches the corpus of `layout`, and says nothing before [`Lookout::begin`]. `wake` is called from the
    /// background when there is something new.
    pub fn start(
        files: Arc<dyn Files>,
        layout: Layout,
        ledger: Ledger,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (asks, asked) = channel();
        let (sender, found) = channel();
        let lookout = Lookout { asks: asks.clone() };
        let work = Work::new(files, layout, ledger, sender, Box::new(wake));
        let run = move || work.run(&asked, &lookout);
        // Without a thread nothing is noticed by itself; nothing unseen is written over all the same.
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(run).ok();
        Self { asks, found, thread }
    }

    /// What was found since the last call; never waits.
    pub fn take_found(&self) -> Option<Outside> {
        self.found.try_recv().ok()
    }

    /// What asks it.
    pub fn lookout(&self) -> Lookout {
        Lookout { asks: self.asks.clone() }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.asks.send(Ask::End).ok();
        if let Some(thread) = self.thread.take() {
            // A panic in the background has been reported by its own thread.
            let _ = thread.join();
        }
    }
}

impl Lookout {
    /// Everything is read: from now on what differs is told.
    pub fn begin(&self) {
        self.asks.send(Ask::Begin).ok();
    }

    /// Looks at a file of ours after a while, even where nothing seems to have happened to it.
    pub fn look_at(&self, key: &FileKey, after: Duration) {
        self.asks.send(Ask::Look(Subject::File(key.clone()), after)).ok();
    }

    /// Looks at every file whose name, size or time changed.
    pub fn look_at_all(&self) {
        self.asks.send(Ask::LookAtAll).ok();
    }
}
