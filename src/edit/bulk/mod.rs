//! Coding many places at once, and saying something else of many statements, each planned as one edit.
//!
//! ```text
//! places + CodeAll ─ plan_coding ─▶ CodingPlan      what would be added, where, and what is there already
//! statements + Recode ─ plan_recoding ─▶ RecodingPlan   each statement before and after, and those left alone
//! ```
//!
//! Only the coder's own statements are added or changed. Nothing changes until the edit of a plan is applied; its
//! inverse brings back exactly what was. What each statement would say is told by [`super::describe`].

mod coding;
mod recoding;

pub use coding::{CodeAll, CodedDocument, CodingPlan, CodingUnit, PlaceFate, plan_coding};
pub use recoding::{NoteTo, Recode, Recoded, RecodingPlan, Setting, SpeakersTo, plan_recoding};

use crate::model::{Attribution, Codebook, EntryId, SpeakerId, StanceId, ThemeId};

/// Why a change of many statements is not planned; a sentence that a person can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BulkError {
    /// The codebook has no such entry.
    #[error("there is no {} “{}” in the codebook any more", .0.kind(), .0.as_str())]
    Unknown(EntryId),
}

/// Refuses entries that the codebook does not have.
fn check_entries<'a>(
    codebook: &Codebook,
    theme: Option<&ThemeId>,
    stance: Option<&StanceId>,
    speakers: impl IntoIterator<Item = &'a SpeakerId>,
) -> Result<(), BulkError> {
    let theme = theme.filter(|id| codebook.themes.get(id).is_none()).map(|id| id.clone().into());
    let stance = stance.filter(|id| codebook.stances.get(id).is_none()).map(|id| id.clone().into());
    let speaker = speakers.into_iter().find(|id| codebook.speakers.get(id).is_none()).map(|id| id.clone().into());
    theme.or(stance).or(speaker).map_or(Ok(()), |id: EntryId| Err(BulkError::Unknown(id)))
}

/// Adds speakers to those that are there, each once.
fn add_speakers(to: &mut Vec<Attribution>, more: &[Attribution]) {
    for who in more {
        if to.iter().all(|other| other.speaker != who.speaker) {
            to.push(who.clone());
        }
    }
}

/// `1 statement`, `31 statements`.
fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
