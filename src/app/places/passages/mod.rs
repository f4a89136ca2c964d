//! The Passages place: every statement of the corpus, filtered, searched and opened.
//!
//! ```text
//! query ─▶ Selection ─▶ rows (sorted, kept while nothing changes) ─▶ table: head, row
//!                                                  picked ─▶ details
//! ```
//!
//! The place only asks ([`ask::PassagesAsk`]); nothing in it changes the corpus.

pub mod ask;
mod bulk;
mod column;
mod copy;
mod details;
mod empty;
mod excerpt;
mod head;
pub mod keys;
mod picked;
mod place;
mod remembered;
mod row;
mod rows;
mod saved;
mod scroll;
mod search;
mod side;
mod sorting;
mod table;
mod top;
mod trail;

pub use place::{PassagesPlace, passages_ui};
pub use remembered::Remembered;
pub use trail::trail_ui;
