//! Finding passages again in a text that changed.

use super::{DocumentText, Span};

/// Where a passage stood and what it said, as files keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Places in code points of the earlier text, half-open, in order.
    pub spans: Vec<(usize, usize)>,
    /// The words at each of them.
    pub quote: Vec<String>,
    /// Up to [`super::CONTEXT_CHARS`] code points before the first.
    pub before: String,
    /// Up to [`super::CONTEXT_CHARS`] code points after the last.
    pub after: String,
}

/// What became of a passage in the present text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same words at the same place.
    Exact(Vec<Span>),
    /// The same words at another place, and without doubt these.
    Moved(Vec<Span>),
    /// Other words, or the same where it is in doubt which are meant: a proposal for a person to judge.
    Changed {
        /// Where the passage may be now.
        spans: Vec<Span>,
        /// How like the words are, in thousandths.
        score: u16,
    },
    /// Nothing like it is there.
    Lost,
}

impl Verdict {
    /// Where the passage is, or may be, now.
    pub fn spans(&self) -> &[Span] {
        match self {
            Self::Exact(spans) | Self::Moved(spans) | Self::Changed { spans, .. } => spans,
            Self::Lost => &[],
        }
    }
}

/// Finds passages again in `text`; `earlier` is the text that their places are in, where it is still there.
pub fn find_again(anchors: &[Anchor], earlier: Option<&DocumentText>, text: &DocumentText) -> Vec<Verdict> {
    let _ = earlier;
    anchors.iter().map(|anchor| in_place(anchor, text).map_or(Verdict::Lost, Verdict::Exact)).collect()
}

/// The spans of `anchor` as they stand, where they hold its words in `text`.
pub fn in_place(anchor: &Anchor, text: &DocumentText) -> Option<Vec<Span>> {
    let pairs = anchor.spans.iter().zip(&anchor.quote);
    let spans =
        pairs.map(|((start, end), quote)| text.span_from_chars(*start, *end).filter(|span| text.slice(*span) == quote));
    spans.collect()
}
