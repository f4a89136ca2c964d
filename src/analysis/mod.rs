//! Figures about a corpus: pure functions from a corpus and a request to a result.
//!
//! This floor may use the model and the text below it. It never reads a file, draws, or asks the clock, and every
//! result is sorted, so that the same corpus gives the same figures in the same order.
//!
//! ```text
//! Corpus ─ StatementTable ─ Query → Selection ─┬─ Axis × Axis → figures with their Account
//!                                              └─ rows of a table
//! ```

mod account;
mod axis;
mod cancel;
mod coverage;
mod crosstab;
mod dates_in_text;
mod facets;
mod field;
mod measure;
pub mod network;
mod period;
mod profile;
pub mod query;
mod reading;
pub mod search;
mod selection;
mod stats;
mod table;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
mod timeline;
mod usage;

pub use account::{Account, counted, thousands};
pub use axis::{Axis, AxisValue, Value};
pub use cancel::Cancel;
pub use coverage::{Coverage, coverage, next_uncoded};
pub use crosstab::{
    BarOrder, BarsRequest, Crosstab, CrosstabRequest, Order, Share, StanceBar, StanceBars, TooLarge, crosstab,
    stance_bars,
};
pub use dates_in_text::{FoundDate, found_dates};
pub use facets::{Facet, FacetFields, FacetValue, Facets};
pub use field::Field;
pub use measure::{Cell, Measure};
pub use period::{Period, Slot, parse_slot};
pub use profile::{Profile, ProfileError, RoleSpan, profile};
pub use reading::{CoderReading, DocumentReading, Filled, Reading, SentencesCoded, reading, sentences_coded};
pub use selection::Selection;
pub use stats::{CoderStats, Figure, Stats, stats};
pub use table::{DocumentFacts, Names, OfficeNo, RowRef, SpeakerFacts, StanceFacts, StatementTable, ThemeFacts, Voice};
pub use timeline::{MAX_PERIODS, Series, Timeline, TimelineError, TimelineRequest, Undated, timeline};
pub use usage::{Passage, Reach, Usage, Use, passages_of};
