//! Giving up the reading of a file when nobody waits for it any more.

use super::ExchangeError;
use crate::analysis::Cancel;
use std::io::{self, BufRead, Read};

/// Goes on unless asked to end.
pub(super) fn check(cancel: &Cancel) -> Result<(), ExchangeError> {
    if cancel.is_set() { Err(ExchangeError::Cancelled) } else { Ok(()) }
}

/// `input` as long as it is not cancelled.
pub(super) fn over<'a>(cancel: &'a Cancel, input: &'a mut dyn BufRead) -> CancellableRead<'a> {
    CancellableRead { input, cancel }
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
