//! Why a query cannot be understood.

use crate::text::Span;

/// Why a query cannot be understood, with the place in its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {remedy}")]
pub struct QueryError {
    /// The bytes that are at fault; empty at the place where something is missing.
    pub at: Span,
    /// What is wrong, as a fragment of a sentence.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl QueryError {
    /// Characters of `typed` before the place.
    pub fn n_chars_before(&self, typed: &str) -> usize {
        typed.char_indices().take_while(|(at, _)| *at < self.at.start).count()
    }

    pub(super) fn new(at: Span, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { at, what: what.into(), remedy: remedy.into() }
    }
}

/// `“a”`, `“a” or “b”`, `“a”, “b” or “c”`; the first three of them.
pub(super) fn alternatives<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().take(3).map(|name| format!("“{}”", name.as_ref())).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}
