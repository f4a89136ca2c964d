//! Changes of the codebook with all that they do to the corpus, planned as one edit.
//!
//! A [`Reshape`] says what is wanted; [`plan`] looks through the whole corpus and returns a [`Plan`]: one [`Edit`] to
//! be applied, what it does in figures, and what a careful person should know before. Nothing changes until the edit
//! is applied, and its inverse brings back exactly what was.
//!
//! ```text
//! Reshape ─ plan ─┬─ put (add or change)          ─┐
//!                 ├─ theme · stance · speaker      ├─▶ Plan: label, edit, effect, warnings, focus
//!                 └─ statements (of all coders)   ─┘
//! ```
//!
//! No request deletes a statement. Where an entry goes and nothing takes its place, its statements stay, with that
//! field not yet set.

mod effect;
mod error;
mod plan;
mod put;
mod speaker;
mod stance;
mod statements;
mod theme;
mod theme_draft;
mod warning;

pub use effect::Effect;
pub use error::ReshapeError;
pub use plan::Plan;
pub use put::is_key;
pub use warning::Warning;

use super::Edit;
use crate::model::{Corpus, SetKey, Speaker, SpeakerId, Stance, StanceId, StatementId, Theme, ThemeId};
use jiff::Timestamp;

/// A change of the codebook that somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Reshape {
    /// Adds a theme as the last below its parent, or changes the one of its id; with another parent it moves there.
    PutTheme(Theme),
    /// Adds a stance at the end of the scale, or changes the one of its id in place.
    PutStance(Stance),
    /// Adds a speaker at the end, or changes the one of its id in place.
    PutSpeaker(Speaker),
    /// Moves a theme with all that stands below it.
    MoveTheme {
        /// Which one.
        theme: ThemeId,
        /// Below which; `None` is the top of the tree.
        parent: Option<ThemeId>,
        /// In front of which of the themes there; `None` is behind the last.
        before: Option<ThemeId>,
    },
    /// Moves a stance along the scale.
    MoveStance {
        /// Which one.
        stance: StanceId,
        /// Where it stands afterwards, counted from 0.
        to: usize,
    },
    /// Makes one theme of two.
    MergeThemes {
        /// Which goes.
        from: ThemeId,
        /// Which stays, and gets its statements, examples and the themes below it.
        into: ThemeId,
    },
    /// Makes one stance of two.
    MergeStances {
        /// Which goes.
        from: StanceId,
        /// Which stays, and gets its statements.
        into: StanceId,
    },
    /// Makes one speaker of two that are one.
    MergeSpeakers {
        /// Which goes.
        from: SpeakerId,
        /// Which stays, and gets its statements, names and affiliations.
        into: SpeakerId,
    },
    /// Takes statements of a theme to others, some of them new; the theme itself stays.
    SplitTheme {
        /// Which one.
        theme: ThemeId,
        /// Themes that are added for it.
        made: Vec<Theme>,
        /// Which statement of the theme goes where; those not named stay.
        moved: Vec<(SetKey, StatementId, ThemeId)>,
    },
    /// Deletes a theme; those below it move up to its parent.
    DeleteTheme {
        /// Which one.
        theme: ThemeId,
        /// What its statements get instead; `None` leaves them with no theme yet.
        instead: Option<ThemeId>,
    },
    /// Deletes a stance.
    DeleteStance {
        /// Which one.
        stance: StanceId,
        /// What its statements get instead; `None` leaves them with no stance yet.
        instead: Option<StanceId>,
    },
    /// Deletes a speaker.
    DeleteSpeaker {
        /// Which one.
        speaker: SpeakerId,
        /// Who stands in statements and affiliations instead; `None` leaves them without this speaker.
        instead: Option<SpeakerId>,
    },
}

/// Plans `reshape` on `corpus`; statements that change say that they were modified `now`.
///
/// # Errors
/// When the request makes no sense, or when not all documents have been read and it would miss statements.
pub fn plan(corpus: &Corpus, reshape: &Reshape, now: Timestamp) -> Result<Plan, ReshapeError> {
    match reshape {
        Reshape::PutTheme(theme) => put::theme(&corpus.codebook, theme),
        Reshape::PutStance(stance) => put::stance(&corpus.codebook, stance),
        Reshape::PutSpeaker(speaker) => put::speaker(&corpus.codebook, speaker),
        Reshape::MoveTheme { theme, parent, before } => {
            theme::moved(&corpus.codebook, theme, parent.as_ref(), before.as_ref())
        }
        Reshape::MoveStance { stance, to } => stance::moved(&corpus.codebook, stance, *to),
        Reshape::MergeThemes { from, into } => theme::merged(corpus, from, into, now),
        Reshape::MergeStances { from, into } => stance::merged(corpus, from, into, now),
        Reshape::MergeSpeakers { from, into } => speaker::merged(corpus, from, into, now),
        Reshape::SplitTheme { theme, made, moved } => theme::split(corpus, theme, made, moved, now),
        Reshape::DeleteTheme { theme, instead } => theme::deleted(corpus, theme, instead.as_ref(), now),
        Reshape::DeleteStance { stance, instead } => stance::deleted(corpus, stance, instead.as_ref(), now),
        Reshape::DeleteSpeaker { speaker, instead } => speaker::deleted(corpus, speaker, instead.as_ref(), now),
    }
}

/// Several edits as one, and a single one as it is.
fn as_one(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1 { edits.remove(0) } else { Edit::Batch(edits) }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
