//! How far long work has come, and giving it up when nobody waits for it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Says from any thread that nobody waits for some work any more, and how far it has come. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    is_set: AtomicBool,
    n_bytes: AtomicU64,
}

impl Cancel {
    /// Has the work end as soon as it can.
    pub fn set(&self) {
        self.shared.is_set.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to end.
    pub fn is_set(&self) -> bool {
        self.shared.is_set.load(Ordering::Relaxed)
    }

    /// How many bytes were gone through so far.
    pub fn n_bytes(&self) -> u64 {
        self.shared.n_bytes.load(Ordering::Relaxed)
    }

    /// Says that more bytes were gone through.
    pub fn count(&self, n_bytes: usize) {
        self.shared.n_bytes.fetch_add(n_bytes as u64, Ordering::Relaxed);
    }
}
