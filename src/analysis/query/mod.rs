//! Which statements are meant, in words that people type: the one truth behind every filter of the program.
//!
//! ```text
//! text ─ parse ─ Query ─┬─ on(table) ─ names found, texts looked into ─ Selection
//!                       ├─ read_passages: looks into them beforehand, on any thread
//!        print ─────────┤
//!                       └─ toggled, without: what facets and clicks make of it
//! ```
//!
//! ```text
//! stance:opposes theme:pay,devolution        both hold; either theme will do
//! under:workforce not coder:coder-2          the theme with all below it; not
//! speaker:"NHS Confederation" or role:chair* names of more than one word in quotes; a star for the rest
//! date:2022-06..2023 date:2022-Q3 date:..2021   all days of the document lie inside
//! unset:stance is:unsure is:incomplete       what is missing or in doubt
//! backlog "waiting list" text:/wait\w* list/ note:check   words of the passage and of the note
//! var.region:Wales created:2026-11           variables of the documents; the day of coding in UTC
//! same(speaker:Pollard role:chair)           of one speaker, where a statement has several
//! theme:#pay                                 the id alone, where names are not enough
//! ```

/// What stands before the parentheses of [`Expr::Same`].
const SAME: &str = "same";

mod change;
mod complete;
mod error;
mod expr;
mod find;
mod parse;
mod print;
mod read;
mod ready;
mod scan;
mod term;
#[cfg(test)]
pub(in crate::analysis) mod testing;
#[cfg(test)]
mod tests;

pub(in crate::analysis) use change::Subject;
pub use complete::{Completion, CompletionOption, complete};
pub use error::QueryError;
pub use expr::{Expr, Query};
pub(in crate::analysis) use ready::Ready;
pub use term::{Flag, Key, Name, Term, Wording};
