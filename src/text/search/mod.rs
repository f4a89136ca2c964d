//! Searching texts: folding of letters, words and phrases, regular expressions.
//!
//! ```text
//! what was typed ─ Pattern ─┬─ typed (terms, or, not) ─ term (one word or phrase) ─ words, starts (places in a text)
//!                           └─ expression (a regular expression, piece by piece over the folded text)
//!                                └─ engine (finds, with the way back) ─ alphabet (one byte for what it tells apart)
//! fold (what a character counts as) below both
//! ```
//!
//! Places are always in the text as it is: what is folded away is stepped over, never cut.

mod alphabet;
mod engine;
mod expression;
mod fold;
mod needle;
mod pattern;
mod starts;
mod term;
#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
mod typed;
mod words;

pub use fold::fold;
pub(super) use fold::fold_char;
pub use needle::Needle;
pub use pattern::{MAX_HIT_BYTES, Matching, Pattern, PatternError};
