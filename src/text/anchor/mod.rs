//! Finding passages again in a text that changed.
//!
//! Where the earlier text is still there, `mapped` compares the two texts word by word (`align`, `between`) and takes
//! each passage where its words went. Where it is not, `searched` looks for the quotation (`found`) and weighs its
//! places by context and `neighbours`. Both say *sure* only where nothing speaks against it; otherwise `proposal`
//! looks for the likeliest place.

#![allow(clippy::cast_possible_wrap, reason = "places are below 4 GiB, and those of hostile files are cut to it")]

mod align;
mod between;
mod candidate;
mod context;
mod found;
mod mapped;
mod neighbours;
mod proposal;
mod searched;
mod words;

use super::{DocumentText, Span, grapheme_after, grapheme_before};
use candidate::Part;
use mapped::Mapped;
use proposal::MIN_SCORE;
use searched::search;

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
///
/// Words are never placed on other words, or on the same words where it is in doubt which are meant, without being
/// called [`Verdict::Changed`]; its spans may be fewer than those of the anchor, where parts are lost or came together,
/// and its score is 1,000 where only the place is in doubt. The same arguments give the same verdicts; the work grows with the size of the texts.
pub fn find_again(anchors: &[Anchor], earlier: Option<&DocumentText>, text: &DocumentText) -> Vec<Verdict> {
    if earlier.is_some_and(|earlier| earlier.as_str() == text.as_str())
        && let Some(spans) = anchors.iter().map(|anchor| in_place(anchor, text)).collect::<Option<Vec<_>>>()
    {
        return spans.into_iter().map(Verdict::Exact).collect();
    }
    let earlier = earlier.map(|earlier| (earlier, Mapped::new(earlier, text)));
    let mut verdicts: Vec<Option<Verdict>> = anchors
        .iter()
        .map(|anchor| {
            let (earlier, mapped) = earlier.as_ref()?;
            // Places that do not hold their words there are in some other text.
            let spans = in_place(anchor, earlier)?;
            let places = spans.iter().map(|span| mapped.find(*span));
            Some(verdict(anchor, &places.collect::<Vec<_>>(), text))
        })
        .collect();
    let left: Vec<&Anchor> =
        anchors.iter().zip(&verdicts).filter(|(_, known)| known.is_none()).map(|(a, _)| a).collect();
    let parts: Vec<Vec<Part>> = left.iter().enumerate().map(|(of, anchor)| parts(of, anchor)).collect();
    let all: Vec<Part> = parts.iter().flatten().copied().collect();
    let mut places = search(&all, text).into_iter();
    let mut found = left.iter().zip(&parts).map(|(anchor, parts)| {
        let places: Vec<Place> = places.by_ref().take(parts.len()).collect();
        verdict(anchor, &places, text)
    });
    for open in verdicts.iter_mut().filter(|known| known.is_none()) {
        *open = found.next();
    }
    verdicts.into_iter().map(|known| known.unwrap_or(Verdict::Lost)).collect()
}

/// The spans of `anchor` as they stand, where they hold its words in `text`.
pub fn in_place(anchor: &Anchor, text: &DocumentText) -> Option<Vec<Span>> {
    if anchor.spans.len() != anchor.quote.len() || anchor.spans.is_empty() {
        return None;
    }
    let pairs = anchor.spans.iter().zip(&anchor.quote);
    let spans: Vec<Span> = pairs
        .map(|((start, end), quote)| text.span_from_chars(*start, *end).filter(|span| text.slice(*span) == quote))
        .collect::<Option<_>>()?;
    are_apart(&spans).then_some(spans)
}

/// What became of one span.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// The same words, and without doubt these.
    Sure(Span),
    /// The likeliest place, with the likeness in thousandths.
    Doubt(Span, u16),
    /// Nothing like it.
    Lost,
}

/// Code points beyond which no text reaches.
const MAX_PLACE: usize = u32::MAX as usize;

/// The spans of an anchor one by one.
fn parts(of: usize, anchor: &Anchor) -> Vec<Part<'_>> {
    let last = anchor.quote.len().saturating_sub(1);
    let part = |n: usize| {
        let was = anchor.spans.get(n).copied().unwrap_or_default();
        Part {
            of,
            was: (was.0.min(MAX_PLACE), was.1.max(was.0).min(MAX_PLACE)),
            quote: anchor.quote[n].as_str(),
            before: (n == 0).then_some(anchor.before.as_str()),
            after: (n == last).then_some(anchor.after.as_str()),
        }
    };
    (0..anchor.quote.len()).map(part).collect()
}

/// Whether spans rise and do not touch.
fn are_apart(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end < pair[1].start)
}

/// Puts the places of the spans of one anchor together.
fn verdict(anchor: &Anchor, places: &[Place], text: &DocumentText) -> Verdict {
    let n_chars: Vec<usize> = anchor.quote.iter().map(|quote| quote.chars().count()).collect();
    let sure: Option<Vec<Span>> = places
        .iter()
        .map(|place| match place {
            Place::Sure(span) => Some(*span),
            _ => None,
        })
        .collect();
    if let Some(spans) = sure.filter(|spans| !spans.is_empty() && are_apart(spans) && are_whole(anchor, spans, text)) {
        let was = |(span, was): (&Span, &(usize, usize))| text.chars_from_span(*span) == *was;
        let is_exact = spans.len() == anchor.spans.len() && spans.iter().zip(&anchor.spans).all(was);
        return if is_exact { Verdict::Exact(spans) } else { Verdict::Moved(spans) };
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut sum = 0;
    for (place, n) in places.iter().zip(&n_chars) {
        let (span, score) = match place {
            Place::Sure(span) => (*span, 1_000),
            Place::Doubt(span, score) => (*span, usize::from(*score)),
            Place::Lost => continue,
        };
        spans.push(whole(span, text.as_str()));
        sum += score * n;
    }
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => *last = last.union(span),
            _ => apart.push(span),
        }
    }
    let score = (sum / n_chars.iter().sum::<usize>().max(1)).min(1_000) as u16;
    if apart.is_empty() || score < MIN_SCORE / 2 { Verdict::Lost } else { Verdict::Changed { spans: apart, score } }
}

/// Whether no span cuts a character as a reader sees it that it did not cut before.
fn are_whole(anchor: &Anchor, spans: &[Span], text: &DocumentText) -> bool {
    spans.iter().enumerate().all(|(n, span)| {
        let was = format!("{}{}{}", anchor.before, anchor.quote[n], anchor.after);
        let start = anchor.before.len();
        let cut_before = (cuts(&was, start), cuts(&was, start + anchor.quote[n].len()));
        (cut_before.0 || !cuts(text.as_str(), span.start)) && (cut_before.1 || !cuts(text.as_str(), span.end))
    })
}

/// Whether `at` lies inside a character as a reader sees it.
fn cuts(text: &str, at: usize) -> bool {
    at != 0 && at < text.len() && grapheme_after(text, grapheme_before(text, at)) != at
}

/// `span` grown to whole characters as a reader sees them.
fn whole(span: Span, text: &str) -> Span {
    let start = if cuts(text, span.start) { grapheme_before(text, span.start) } else { span.start };
    let end = if cuts(text, span.end) { grapheme_after(text, span.end) } else { span.end };
    Span::new(start, end)
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
