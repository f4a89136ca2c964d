//! What the saver knows of the files, and how what others wrote into them becomes known.

use super::{Saver, Shared};
use crate::store::{ContentHash, FileKey, SaveJob};
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

/// What the saver knows of the files, for others to ask, from any thread.
#[derive(Clone)]
pub struct Ledger(Arc<Shared>);

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ledger").finish()
    }
}

impl Ledger {
    /// A number that changes whenever the file begins and ends to be written; `None` while it is being written.
    ///
    /// What was read between two equal answers was not written by us since.
    pub fn turn(&self, key: &FileKey) -> Option<u64> {
        self.0.queue().turn(key)
    }

    /// Whether a file that holds this, or is not there (`None`), holds what was read or written by us last.
    pub fn knows(&self, key: &FileKey, content: Option<ContentHash>) -> bool {
        self.0.queue().knows(key, content)
    }
}

/// What another program wrote, as it was taken in.
#[derive(Debug)]
pub struct Taken {
    /// Which file.
    pub key: FileKey,
    /// When it was read, as [`Ledger::turn`] counts.
    pub turn: u64,
    /// What it held; `None` when it is not there any more.
    pub hash: Option<ContentHash>,
    /// The same, as we understand it: what both sides begin from now.
    pub base: Option<SaveJob>,
    /// What shall be saved, where that is something else.
    pub job: Option<SaveJob>,
}

impl Saver {
    /// What is known of the files, to be asked from anywhere.
    pub fn ledger(&self) -> Ledger {
        Ledger(Arc::clone(&self.shared))
    }

    /// Whether something of this file is not on the disk yet.
    pub fn is_unsaved(&self, key: &FileKey) -> bool {
        self.shared.queue().is_unsaved(key)
    }

    /// What the file held when it was last read or written, where [`Self::put_base`] or a save has told.
    pub fn base(&self, key: &FileKey) -> Option<Arc<SaveJob>> {
        self.shared.queue().base(key)
    }

    /// Remembers what the file of `job` held when it was read, unless something is remembered already.
    pub fn put_base(&self, job: SaveJob) {
        self.shared.queue().put_base(job);
    }

    /// Takes note of what another program wrote, and with it at once what is to be saved instead, so that neither is
    /// written over the other. Returns whether that still holds: not when the file was written by us since, or when
    /// something waits to be saved that `taken` does not replace.
    pub fn take_note(&self, taken: Taken) -> bool {
        let is_noted = self.shared.queue().take_note(taken, Instant::now());
        self.keep_running();
        self.shared.changed.notify_all();
        is_noted
    }

    /// A file that could not be read whole can be, by now: it may be written again.
    pub fn release(&self, key: &FileKey) {
        self.shared.queue().release(key);
    }
}
