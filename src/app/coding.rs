//! What is being coded: the statement in focus, or the one about to be made.

use super::settings::Carries;
use super::trail::{Selected, Trail};
use crate::model::{Attribution, Codebook, DocPath, StanceId, StatementId, ThemeId};
use crate::text::{DocumentText, Span, trimmed};
use crate::ui::passage::SpanEnd;

/// What is being coded in the open document.
///
/// ```text
/// nothing ── select ──▶ drafting ── accept ──▶ nothing (speaker stays armed)
///    │                      ▲
///    └── click a passage ──▶ focused ── select ──┘ (and the focused one is remembered as `previous`)
/// ```
#[derive(Clone, Debug, Default)]
pub struct Coding {
    /// The document.
    pub document: Option<DocPath>,
    /// The statement in focus, which the panel edits in place.
    pub focused: Option<StatementId>,
    /// The statement that was in focus before the present selection, for moving it or adding to it.
    pub previous: Option<StatementId>,
    /// The statement that was kept last, for another on its passage.
    pub kept: Option<StatementId>,
    /// Which end of which part of the statement in focus keys move; `None` stands for the end of the last part.
    pub end: Option<(usize, SpanEnd)>,
    /// What was selected before.
    pub trail: Trail,
    /// The statement about to be made.
    pub draft: Draft,
    /// Parts of the passage chosen before the present selection.
    pub pinned: Vec<Span>,
    /// Where statements are being opened one after the other.
    pub cycling: Vec<Span>,
    /// Whether a new selection takes the place of the parts: those of a passage that is coded again, or of a quotation.
    pub gives_way: bool,
    /// What was selected when last looked at.
    pub seen: Selected,
    /// Whether the pointer is at selecting: all of a drag is one step back.
    pub is_dragging: bool,
}

/// What the next statement will say. The speaker stays armed from one statement to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Who speaks.
    pub speakers: Vec<Attribution>,
    /// About what.
    pub theme: Option<ThemeId>,
    /// Where they stand; `None` is *not yet set*.
    pub stance: Option<StanceId>,
    /// Why.
    pub note: String,
    /// Whether it is to be looked at again.
    pub is_unsure: bool,
}

impl Draft {
    /// Lets go of entries that the codebook does not hold any more, as after undoing their making.
    pub fn keep_known(&mut self, codebook: &Codebook) {
        self.speakers.retain(|who| codebook.speakers.get(&who.speaker).is_some());
        self.theme = self.theme.take().filter(|id| codebook.themes.get(id).is_some());
        self.stance = self.stance.take().filter(|id| codebook.stances.get(id).is_some());
    }

    /// Forgets all but what is carried over: the speaker always, theme and stance where `carries` says so.
    pub fn next(&mut self, carries: Carries) {
        let begun = std::mem::take(self);
        *self = Self {
            speakers: begun.speakers,
            theme: begun.theme.filter(|_| carries.theme),
            stance: begun.stance.filter(|_| carries.stance),
            ..Self::default()
        };
    }
}

impl Coding {
    /// Starts afresh on `document`; the speaker is not carried from one document to another.
    pub fn enter(&mut self, document: Option<DocPath>) {
        *self = Self { document, ..Self::default() };
    }

    /// Brings `statement` into focus.
    pub fn focus(&mut self, statement: Option<StatementId>) {
        self.focused = statement;
        self.end = None;
        self.previous = None;
        self.pinned.clear();
        self.cycling.clear();
        self.gives_way = false;
    }

    /// Takes notice that text was selected: what was in focus steps back.
    pub fn selecting(&mut self) {
        self.end = None;
        if let Some(focused) = self.focused.take() {
            self.previous = Some(focused);
        }
        if std::mem::take(&mut self.gives_way) {
            self.pinned.clear();
        }
    }

    /// The end of the statement in focus that keys move, given its passage.
    pub fn end_in(&self, spans: &[Span]) -> Option<(usize, SpanEnd)> {
        let last = spans.len().checked_sub(1)?;
        Some(self.end.filter(|(index, _)| *index <= last).unwrap_or((last, SpanEnd::End)))
    }

    /// Whether something was begun that is no statement yet.
    pub const fn has_work(&self) -> bool {
        !self.pinned.is_empty()
            || self.draft.theme.is_some()
            || self.draft.stance.is_some()
            || self.draft.is_unsure
            || !self.draft.note.is_empty()
    }

    /// The passage that the next statement would have: pinned parts and the selection, trimmed, in order, apart.
    pub fn passage(&self, text: &DocumentText, selection: Option<Span>) -> Vec<Span> {
        let parts = self.pinned.iter().copied().chain(selection);
        joined(parts.filter_map(|span| trimmed(text.as_str(), span)))
    }
}

/// The spans in order; those that overlap or touch become one.
pub fn joined(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().collect();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.union(span),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_trimmed_ordered_and_joined() {
        let text = DocumentText::new("one two three four");
        let coding = Coding { pinned: vec![Span::new(13, 18), Span::new(0, 4)], ..Coding::default() };
        assert_eq!(coding.passage(&text, Some(Span::new(10, 16))), [Span::new(0, 3), Span::new(10, 18)]);
        assert_eq!(coding.passage(&text, Some(Span::new(3, 4))).len(), 2);
    }

    #[test]
    fn the_speaker_is_carried_over_and_theme_and_stance_where_asked() {
        let draft = Draft {
            speakers: vec![Attribution::from(crate::model::SpeakerId::from("taylor"))],
            theme: Some("pay".into()),
            stance: Some("supports".into()),
            note: "why".to_owned(),
            is_unsure: true,
        };
        for theme in [false, true] {
            for stance in [false, true] {
                let mut next = draft.clone();
                next.next(Carries { theme, stance });
                assert_eq!(next.speakers, draft.speakers);
                assert_eq!((next.theme.is_some(), next.stance.is_some()), (theme, stance));
                assert_eq!((next.note.as_str(), next.is_unsure), ("", false));
            }
        }
    }
}
