//! How far the reading of a file has come, and giving it up when nobody waits for it any more.

use super::ExchangeError;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Says from any thread that nobody waits for a reading any more, and how far it has come. Clones are one.
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
    /// Has the reading end as soon as it can.
    pub fn set(&self) {
        self.shared.is_set.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to end.
    pub fn is_set(&self) -> bool {
        self.shared.is_set.load(Ordering::Relaxed)
    }

    /// How many bytes were read so far.
    pub fn n_bytes(&self) -> u64 {
        self.shared.n_bytes.load(Ordering::Relaxed)
    }

    fn count(&self, n_bytes: usize) {
        self.shared.n_bytes.fetch_add(n_bytes as u64, Ordering::Relaxed);
    }

    /// Goes on unless asked to end.
    pub(super) fn check(&self) -> Result<(), ExchangeError> {
        if self.is_set() { Err(ExchangeError::Cancelled) } else { Ok(()) }
    }

    /// `input` as long as it is not cancelled.
    pub(super) fn over<'a>(&'a self, input: &'a mut dyn BufRead) -> CancellableRead<'a> {
        CancellableRead { input, cancel: self }
    }
}

/// Reads as its input does, and fails once it is cancelled.
pub(super) struct CancellableRead<'a> {
    input: &'a mut dyn BufRead,
    cancel: &'a Cancel,
}

impl CancellableRead<'_> {
    fn go_on(&self) -> io::Result<()> {
        if self.cancel.is_set() { Err(io::Error::other("cancelled")) } else { Ok(()) }
    }
}

impl Read for CancellableRead<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.go_on()?;
        let n_bytes = self.input.read(buffer)?;
        self.cancel.count(n_bytes);
        Ok(n_bytes)
    }
}

impl BufRead for CancellableRead<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.go_on()?;
        self.input.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.cancel.count(n_bytes);
        self.input.consume(n_bytes);
    }
}
