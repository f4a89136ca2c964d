//! The places beside Code: each fills the window between the bars.
//!
//! A place reads [`super::ctx::Ctx`], keeps its own view state, and pushes [`super::action::Action`]s, as panels do.

pub mod codebook;
pub mod findings;
pub mod keys;
pub mod passages;
pub mod queries;

use codebook::CodebookPlace;
use findings::FindingsPlace;
use passages::PassagesPlace;
use queries::Queries;

/// View states of the places.
#[derive(Default)]
pub struct Places {
    /// Themes, stances and speakers.
    pub codebook: CodebookPlace,
    /// Every statement, filtered and searched.
    pub passages: PassagesPlace,
    /// What statements add up to.
    pub findings: FindingsPlace,
    /// Which filters stood before.
    pub queries: Queries,
}
