//! The panels of the Code place and the bars around it.
//!
//! A panel reads [`super::ctx::Ctx`], keeps its own small view state, and pushes [`super::action::Action`]s.
//! It never changes the corpus.

pub mod documents;
pub mod find_bar;
pub mod picker;
pub mod reader;
pub mod start_page;
pub mod statement;
pub mod status_bar;
pub mod top_bar;
