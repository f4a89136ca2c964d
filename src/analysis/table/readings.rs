//! Which passages of a page hold what is looked for, known as long as the page and its text are the same.

use crate::model::Statement;
use crate::text::{DocumentText, Pattern};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Patterns of which a page knows this; with more, the one read longest ago is forgotten.
pub(in crate::analysis) const MAX_READINGS: usize = 16;

/// One page of rows.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct PageRef<'a> {
    /// Number of the document in [`super::Names::documents`].
    pub document: usize,
    /// Its statements in order.
    pub statements: &'a [Arc<Statement>],
    /// What is known of the words of their passages.
    pub readings: &'a Readings,
}

/// What is known of the words of the passages of one page. It is found out at most once, from any thread.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Readings(Mutex<Vec<Reading>>);

#[derive(Debug)]
struct Reading {
    pattern: Pattern,
    text: Weak<DocumentText>,
    /// For each statement of the page.
    holds: Vec<bool>,
}

impl Reading {
    fn is_of(&self, pattern: &Pattern, text: &Arc<DocumentText>) -> bool {
        Weak::as_ptr(&self.text) == Arc::as_ptr(text) && self.pattern == *pattern
    }
}

impl Readings {
    /// Whether the passage of the statement number `at` of the page holds `pattern`, if that is known of this text.
    pub fn holds(&self, pattern: &Pattern, text: &Arc<DocumentText>, at: usize) -> Option<bool> {
        self.known().iter().find(|reading| reading.is_of(pattern, text))?.holds.get(at).copied()
    }

    /// Whether it is known for all of the page.
    pub fn has(&self, pattern: &Pattern, text: &Arc<DocumentText>) -> bool {
        self.known().iter().any(|reading| reading.is_of(pattern, text))
    }

    /// Notes for each statement of the page whether its passage holds `pattern`.
    pub fn put(&self, pattern: &Pattern, text: &Arc<DocumentText>, holds: Vec<bool>) {
        let mut known = self.known();
        known.retain(|reading| reading.text.strong_count() > 0 && !reading.is_of(pattern, text));
        if known.len() >= MAX_READINGS {
            known.remove(0);
        }
        known.push(Reading { pattern: pattern.clone(), text: Arc::downgrade(text), holds });
    }

    fn known(&self) -> MutexGuard<'_, Vec<Reading>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
