//! One coder's reading of a passage.

use super::{RoleHeld, SpeakerId, StanceId, StatementId, ThemeId};
use crate::text::{DocumentText, Span};
use jiff::Timestamp;

/// One coder's reading of a passage: who speaks, about what, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Identity.
    pub id: StatementId,
    /// The passage: at least one span, in order, none touching the next.
    pub spans: Vec<Span>,
    /// Who speaks; several when they speak as one.
    pub speakers: Vec<Attribution>,
    /// About what; `None` while not yet set.
    pub theme: Option<ThemeId>,
    /// Where they stand; `None` while not yet set, which is not the same as any stance.
    pub stance: Option<StanceId>,
    /// Why the coder judged so.
    pub note: String,
    /// Whether the coder wants to look at it again.
    pub is_unsure: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed; `None` when never.
    pub modified: Option<Timestamp>,
}

/// A speaker of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who.
    pub speaker: SpeakerId,
    /// Role and organisation in this statement, where they differ from what the date says.
    pub role_override: Option<RoleHeld>,
}

impl From<SpeakerId> for Attribution {
    fn from(speaker: SpeakerId) -> Self {
        Self { speaker, role_override: None }
    }
}

impl Statement {
    /// From the first byte to the last, gaps included.
    pub fn bounds(&self) -> Span {
        let first = self.spans.first().copied().unwrap_or(Span::new(0, 0));
        first.union(self.spans.last().copied().unwrap_or(first))
    }

    /// What statements are sorted by: position, then id.
    pub fn order(&self) -> (Span, StatementId) {
        (self.bounds(), self.id)
    }

    /// Whether speaker, theme and stance are all set.
    pub fn is_complete(&self) -> bool {
        !self.speakers.is_empty() && self.theme.is_some() && self.stance.is_some()
    }

    /// The words of the passage, one fragment a span.
    ///
    /// # Panics
    /// When a span does not lie in `text`; sets are checked on loading.
    pub fn fragments<'a>(&'a self, text: &'a DocumentText) -> impl Iterator<Item = &'a str> {
        self.spans.iter().map(|span| text.slice(*span))
    }

    /// Whether the byte `at` lies in one of the spans.
    pub fn contains(&self, at: usize) -> bool {
        self.spans.iter().any(|span| span.contains(at))
    }

    /// Whether the passage is well formed in `text`: in order, apart, on character borders, not empty.
    pub fn fits(&self, text: &DocumentText) -> bool {
        !self.spans.is_empty()
            && self.spans.iter().all(|span| text.holds(*span))
            && self.spans.windows(2).all(|pair| pair[0].end < pair[1].start)
    }
}
