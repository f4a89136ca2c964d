//! Places that hold the words of a passage, by how alike their surroundings are.

use super::context::{alike_after, alike_before};
use super::found::{Found, same_after, same_before};
use super::words::Word;
use crate::text::{CONTEXT_CHARS, DocumentText, Span};

/// Places of the same words that are looked at more closely.
const MAX_CLOSE: usize = 24;

/// One span of an anchor.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// Number of the anchor.
    pub of: usize,
    /// First and last place in code points of the earlier text.
    pub was: (usize, usize),
    pub quote: &'a str,
    /// What stood before, where that is known.
    pub before: Option<&'a str>,
    /// What stood after, where that is known.
    pub after: Option<&'a str>,
}

/// A place that holds the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// First byte.
    pub at: usize,
    /// How far it is, in code points, from where the words stood.
    pub shift: i64,
    /// How alike its surroundings are on the more alike side, 0 to 1.
    pub best: f32,
    /// And on the other.
    pub least: f32,
    /// Bytes right before and after that are the same.
    pub same: usize,
}

impl Candidate {
    /// How alike its surroundings are on both sides, 0 to 2.
    pub fn around(self) -> f32 {
        self.best + self.least
    }

    /// The span of `part` at this place.
    pub fn span(self, part: &Part) -> Span {
        Span::new(self.at, self.at + part.quote.len())
    }
}

/// The places of the words of `part`, those with the likeliest surroundings first.
pub(super) fn candidates(part: &Part, words: &[Word], text: &Found, present: &DocumentText) -> Vec<Candidate> {
    let mut all = text.all(part.quote, words);
    let len = part.quote.len();
    let same = |at: usize| {
        let before = part.before.map_or(0, |before| same_before(before, before.len(), text.text, at, before.len()));
        before + part.after.map_or(0, |after| same_after(after, 0, text.text, at + len, after.len()))
    };
    if all.len() > MAX_CLOSE {
        let was = present.byte_from_char(part.was.0).unwrap_or(present.len());
        all.sort_by_cached_key(|at| (usize::MAX - same(*at), at.abs_diff(was)));
        all.truncate(MAX_CLOSE);
    }
    let candidate = |at: usize| {
        let before = part.before.map(|before| alike_before(before, present.before(at, CONTEXT_CHARS + 8)));
        let after = part.after.map(|after| alike_after(after, present.after(at + len, CONTEXT_CHARS + 8)));
        let (one, two) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (Some(side), None) | (None, Some(side)) => (side, side),
            (None, None) => (0.5, 0.5),
        };
        let shift = present.char_from_byte(at) as i64 - part.was.0 as i64;
        Candidate { at, shift, best: one.max(two), least: one.min(two), same: same(at) }
    };
    let mut found: Vec<Candidate> = all.into_iter().map(candidate).collect();
    let nearer = |a: &Candidate, b: &Candidate| a.shift.abs().cmp(&b.shift.abs()).then(a.at.cmp(&b.at));
    found.sort_by(|a, b| b.around().total_cmp(&a.around()).then_with(|| nearer(a, b)));
    found
}
