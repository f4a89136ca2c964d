//! What the place asks for.

use super::remembered::Remembered;
use crate::model::{SetKey, StatementId};

/// What the place asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum PassagesAsk {
    /// Show these columns, sorted so, and remember it.
    Remember(Box<Remembered>),
    /// Go to Code and show the passage of a statement, with a way back.
    ShowPassage(SetKey, StatementId),
    /// Offer the way back no more.
    LeaveTrail,
}
