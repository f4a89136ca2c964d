//! Keeping texts behind the window.

use super::{EarlierTexts, RealFiles};
use crate::text::DocumentText;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long dropping the keeper waits for the disk: texts are a convenience, and must not hold anybody up.
const PATIENCE_AT_END: Duration = Duration::from_secs(2);

/// What the thread is asked to do.
enum Order {
    Keep(Arc<DocumentText>),
    Tidy(HashSet<String>),
}

/// Keeps the texts that statements are on, on a thread of its own: each once.
pub struct TextKeeper {
    orders: Option<Sender<Order>>,
    /// Ends when the thread does.
    end: Receiver<()>,
    asked: HashSet<String>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for TextKeeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextKeeper").field("n_asked", &self.asked.len()).finish_non_exhaustive()
    }
}

impl TextKeeper {
    /// Begins to keep texts among `texts`.
    pub fn start(texts: EarlierTexts) -> Self {
        let (orders, inbox) = channel();
        let (ended, end) = channel::<()>();
        let run = move || {
            let _ended = ended;
            for order in inbox {
                match order {
                    // Where they cannot be kept, statements are found by their words alone.
                    Order::Keep(text) => drop(texts.keep(&RealFiles, &text)),
                    Order::Tidy(needed) => texts.tidy(&RealFiles, &needed),
                }
            }
        };
        let thread = std::thread::Builder::new().name("text-keeper".to_owned()).spawn(run).ok();
        Self { orders: Some(orders), end, asked: HashSet::new(), thread }
    }

    /// Keeps `text` soon.
    pub fn keep(&mut self, text: &Arc<DocumentText>) {
        if !self.asked.contains(text.hash()) {
            self.asked.insert(text.hash().to_owned());
            self.order(Order::Keep(Arc::clone(text)));
        }
    }

    /// Lets go soon of what is old or too much; what is `needed` or was kept here stays.
    pub fn tidy(&self, mut needed: HashSet<String>) {
        needed.extend(self.asked.iter().cloned());
        self.order(Order::Tidy(needed));
    }

    fn order(&self, order: Order) {
        // Without a thread nothing is kept, which nobody has to know.
        self.orders.as_ref().map(|orders| orders.send(order).ok());
    }
}

impl Drop for TextKeeper {
    fn drop(&mut self) {
        self.orders = None;
        let is_ended = matches!(self.end.recv_timeout(PATIENCE_AT_END), Err(RecvTimeoutError::Disconnected));
        if let Some(thread) = self.thread.take().filter(|_| is_ended) {
            // A panic there has been reported by its own thread.
            let _ = thread.join();
        }
    }
}
