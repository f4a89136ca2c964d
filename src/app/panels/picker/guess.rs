//! Who probably speaks, before anybody was chosen.

use super::names::{Named, Names, words};
use crate::model::{AnnotationSet, Codebook, SpeakerId, SpeakerKind};
use crate::text::Span;

/// Bytes before the passage, and of the passage itself, in which names are looked for.
const MAX_LOOKED_AT: usize = 4_000;

/// Words of saying, beside which the name of the speaker stands.
const SAYING: [&str; 17] = [
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "argued",
    "argues",
    "warned",
    "warns",
    "claimed",
    "claims",
    "explained",
    "insisted",
    "announced",
    "replied",
    "welcomed",
];

/// Why a speaker is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The latest statement of the document is theirs.
    SpokeLast,
    /// The passage itself says that they said it.
    NamedWithin,
    /// Their name stands nearest before the passage.
    NamedBefore,
}

impl Reason {
    /// The reason in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SpokeLast => "spoke last in this document",
            Self::NamedWithin => "named in this passage",
            Self::NamedBefore => "named before this passage",
        }
    }
}

/// The speaker of the latest statement, else the one whom the passage itself tells to have said it, else the one named
/// nearest before it; `names` are those of the codebook.
pub fn suggested(
    codebook: &Codebook,
    names: &Names,
    set: Option<&AnnotationSet>,
    text: &str,
    passage: Option<Span>,
) -> Option<(SpeakerId, Reason)> {
    let statements = set.map(AnnotationSet::statements).unwrap_or_default().iter();
    let latest = statements.filter(|statement| !statement.speakers.is_empty());
    let latest = latest.max_by_key(|statement| (statement.created, statement.id));
    let spoke_last = latest.and_then(|statement| statement.speakers.first()).map(|who| &who.speaker);
    if let Some(id) = spoke_last.filter(|id| codebook.speakers.get(id).is_some()) {
        return Some((id.clone(), Reason::SpokeLast));
    }
    let passage = passage?;
    let within = said_within(names, text.get(passage.start..passage.end)?);
    let reason = if within.is_some() { Reason::NamedWithin } else { Reason::NamedBefore };
    let at = within.or_else(|| named_before(codebook, names, text, passage.start))?;
    Some((codebook.speakers.at(at)?.id.clone(), reason))
}

/// The speaker whose name stands beside a word of saying, as in `Andrew Goodall said`; the first of several.
fn said_within(names: &Names, passage: &str) -> Option<usize> {
    let passage = &passage[..passage.floor_char_boundary(MAX_LOOKED_AT.min(passage.len()))];
    let words = words(passage);
    let is_saying = |at: usize| words.get(at).is_some_and(|word| SAYING.contains(&word.folded.as_str()));
    let is_said = |named: &Named, last: usize| {
        let (after, before) = (last + 1, named.first.wrapping_sub(1));
        is_saying(after) || is_saying(before)
    };
    let said =
        (0..words.len()).find_map(|last| names.ending_at(&words, last).into_iter().find(|named| is_said(named, last)));
    said.map(|named| named.at)
}

/// The place of the speaker whose name or alias ends nearest before `end`; of two that end there, the longer.
///
/// A person named in the same paragraph goes before an organisation named nearer: "Malcolm Summers, head of staff
/// governance at NHS Scotland, said".
fn named_before(codebook: &Codebook, names: &Names, text: &str, end: usize) -> Option<usize> {
    let end = text.floor_char_boundary(end.min(text.len()));
    let start = text.floor_char_boundary(end.saturating_sub(MAX_LOOKED_AT));
    let text = &text[start..end];
    let paragraph = text.trim_end().rfind('\n').unwrap_or(0);
    let words = words(text);
    let is_person =
        |named: &Named| codebook.speakers.at(named.at).is_some_and(|speaker| speaker.kind == SpeakerKind::Person);
    let mut nearest: Option<Named> = None;
    for (last, word) in words.iter().enumerate().rev() {
        if word.start < paragraph && nearest.is_some() {
            break;
        }
        let here = names.ending_at(&words, last);
        let person = here.iter().find(|named| is_person(named)).filter(|_| word.start >= paragraph);
        if let Some(person) = person {
            return Some(person.at);
        }
        nearest = nearest.or_else(|| here.first().copied());
    }
    nearest.map(|named| named.at)
}
