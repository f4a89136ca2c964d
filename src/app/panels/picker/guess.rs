//! Who probably speaks, before anybody was chosen.

use crate::model::{AnnotationSet, Codebook, SpeakerId, SpeakerKind};
use crate::text::{Span, fold};
use memchr::memmem;

/// Bytes before the passage in which names are looked for.
const MAX_BEFORE: usize = 4_000;

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
/// nearest before it.
pub fn suggested(
    codebook: &Codebook,
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
    let within = said_within(codebook, text.get(passage.start..passage.end)?);
    let reason = if within.is_some() { Reason::NamedWithin } else { Reason::NamedBefore };
    Some((within.or_else(|| named_before(codebook, text, passage.start))?, reason))
}

/// The speaker whose name stands beside a word of saying, as in `Andrew Goodall said`; the first of several.
fn said_within(codebook: &Codebook, passage: &str) -> Option<SpeakerId> {
    let passage = fold(passage);
    let is_said = |start: usize, end: usize| {
        let after = passage[end..].split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let before = passage[..start].split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
        [after, before].into_iter().flatten().any(|word| SAYING.contains(&word))
    };
    let place = |name: &str| {
        let name = fold(name.trim());
        let mut found = memmem::find_iter(passage.as_bytes(), &name).map(|at| (at, at + name.len()));
        found.find(|(start, end)| start < end && is_word(&passage, *start, *end) && is_said(*start, *end))
    };
    let places = codebook.speakers.iter().filter_map(|speaker| {
        let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
        Some((names.filter_map(|name| place(name)).min()?.0, speaker))
    });
    places.min_by_key(|(start, _)| *start).map(|(_, speaker)| speaker.id.clone())
}

/// The speaker whose name or alias ends nearest before `end`; of two that end there, the longer.
///
/// A person named in the same paragraph goes before an organisation named nearer: "Malcolm Summers, head of staff
/// governance at NHS Scotland, said".
fn named_before(codebook: &Codebook, text: &str, end: usize) -> Option<SpeakerId> {
    let end = text.floor_char_boundary(end.min(text.len()));
    let start = text.floor_char_boundary(end.saturating_sub(MAX_BEFORE));
    let text = fold(&text[start..end]);
    let paragraph = text.trim_end().rfind('\n').unwrap_or(0);
    let place = |name: &str| {
        let name = fold(name.trim());
        let found = memmem::rfind_iter(text.as_bytes(), &name).find(|at| is_word(&text, *at, at + name.len()))?;
        (!name.is_empty()).then_some((found + name.len(), name.len()))
    };
    let places = codebook.speakers.iter().filter_map(|speaker| {
        let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
        let place = names.filter_map(|name| place(name)).max()?;
        Some(((speaker.kind == SpeakerKind::Person && place.0 > paragraph, place), speaker))
    });
    // Of two who share a name, the first in the codebook.
    let nearest = places.reduce(|best, other| if other.0 > best.0 { other } else { best });
    nearest.map(|(_, speaker)| speaker.id.clone())
}

/// Whether no letter touches the place at either end.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}
