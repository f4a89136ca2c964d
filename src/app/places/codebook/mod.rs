//! The Codebook place: the theme tree, the stance scale and the speakers, each with its use.
//!
//! ```text
//! Themes · Stances · Speakers                     Import…  Export…
//! ┌ list ───────────┬ card ───────────────────────┬ passages ──────┐
//! ```
//!
//! The place only asks ([`ask::CodebookAsk`]); nothing in it changes the corpus.

pub mod ask;
mod card;
mod drag;
mod entry_picker;
mod fields;
mod head;
mod holder;
mod kept;
pub mod keys;
mod list;
mod moving;
mod near;
mod outline;
mod palette;
mod panel;
mod passages;
mod place;
mod preview;
mod row;
mod scale;
pub mod section;
mod timeline;
mod tree;
mod uses;

pub use outline::outline;
pub use place::{CodebookPlace, codebook_ui};
