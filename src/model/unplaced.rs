//! Statements whose words do not stand where they did.

use super::Statement;
use crate::text::{Anchor, Verdict};

/// A statement whose place in the present text is not settled: its document changed.
///
/// It is kept as its file gives it until the coder has accepted a place, chosen another, or set it aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The statement, with no spans.
    pub statement: Statement,
    /// Where it stood and what it said.
    pub anchor: Anchor,
    /// Hash of the text that the places of `anchor` are in.
    pub text: String,
    /// What became of the passage: [`Verdict::Changed`] or [`Verdict::Lost`].
    pub verdict: Verdict,
    /// Whether the coder has set it aside, so that it waits no longer.
    pub is_aside: bool,
}
