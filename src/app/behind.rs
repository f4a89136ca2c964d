//! One piece of work behind the window that the window waits for, a moment at first: what is quick is done in one frame.

use super::crash::caught;
use crate::session::Wake;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Work on a thread of its own. Dropping it asks the work to end; what comes of it then is let go of there.
#[derive(Debug)]
pub struct Behind<T> {
    cancel: Arc<AtomicBool>,
    done: Receiver<T>,
}

/// What came of it.
#[derive(Debug)]
pub enum Waited<T> {
    /// Nothing yet.
    NotYet,
    /// This.
    Done(T),
    /// Nothing, since the program failed in it; that is reported by then.
    Failed,
}

impl<T: Send + 'static> Behind<T> {
    /// Begins; `work` is told when to end, and `wake` is called when something has come of it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn begin(
        name: &str,
        wake: &Wake,
        work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let cancel = Arc::new(AtomicBool::new(false));
        let (sender, done) = channel();
        let (cancelled, wake) = (Arc::clone(&cancel), Arc::clone(wake));
        let run = move || {
            if let Some(value) = caught(|| work(&cancelled)) {
                // Where nobody waits any more, it is let go of here.
                sender.send(value).ok();
            }
            drop(sender);
            wake();
        };
        std::thread::Builder::new().name(name.to_owned()).spawn(run)?;
        Ok(Self { cancel, done })
    }

    /// What came of it, waited for no longer than `patience`.
    pub fn wait(&self, patience: Duration) -> Waited<T> {
        match self.done.recv_timeout(patience) {
            Ok(value) => Waited::Done(value),
            Err(RecvTimeoutError::Timeout) => Waited::NotYet,
            Err(RecvTimeoutError::Disconnected) => Waited::Failed,
        }
    }

    /// Asks the work to end.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Behind<T> {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}
