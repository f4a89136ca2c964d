//! The places beside Code: each fills the window between the bars.
//!
//! A place reads [`super::ctx::Ctx`], keeps its own view state, and pushes [`super::action::Action`]s, as panels do.

pub mod codebook;

use codebook::CodebookPlace;

/// View states of the places.
#[derive(Default)]
pub struct Places {
    /// Themes, stances and speakers.
    pub codebook: CodebookPlace,
}
