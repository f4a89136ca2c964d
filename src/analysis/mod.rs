//! Figures about a corpus: pure functions from a corpus and a request to a result.
//!
//! This floor may use the model and the text below it. It never reads a file, draws, or asks the clock, and every
//! result is sorted, so that the same corpus gives the same figures in the same order.

mod coverage;
mod dates_in_text;
mod stats;
mod usage;

pub use coverage::{Coverage, coverage, next_uncoded};
pub use dates_in_text::{FoundDate, found_dates};
pub use stats::{CoderStats, Figure, Stats, stats};
pub use usage::{Passage, Reach, Usage, Use, passages_of};
