//! The Findings place: statements counted, charted and mapped, every number opening its passages.
//!
//! ```text
//! [ filter                                                        ]
//! Crosstab · Stance by… · Timeline · Network · Profile · Coverage        Export…
//! ┌ choices of the view ────────────────────────────────────────────┐
//! │ the finding: a table or a drawing                                │
//! └ what was counted and what was left out ──────────────────────────┘
//! ```
//!
//! All views count the statements of one [`base::Base`]. What a view works out is kept until the corpus or the choices
//! change, and nothing here changes the corpus.

pub mod ask;
pub mod base;
pub mod choose;
pub mod coverage;
pub mod crosstab;
pub mod drawing;
pub mod exporting;
pub mod fields;
pub mod figures;
mod filter;
pub mod finding;
mod head;
pub mod kept;
pub mod keys;
pub mod network;
pub mod opening;
mod place;
pub mod profile;
mod remembered;
pub mod stance;
pub mod timeline;
mod view;

pub use place::{FindingsPlace, findings_ui};
pub use remembered::Remembered;
pub use view::View;
