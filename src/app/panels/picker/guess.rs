//! Who probably speaks, before anybody was chosen.

use crate::model::{AnnotationSet, Codebook, SpeakerId, SpeakerKind};
use crate::text::fold;
use memchr::memmem;

/// Bytes before the passage in which names are looked for.
const MAX_BEFORE: usize = 4_000;

/// Why a speaker is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The latest statement of the document is theirs.
    SpokeLast,
    /// Their name stands nearest before the passage.
    NamedBefore,
}

impl Reason {
    /// The reason in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SpokeLast => "spoke last in this document",
            Self::NamedBefore => "named before this passage",
        }
    }
}

/// The speaker of the latest statement, else the one named nearest before `passage_start` (a byte) in `text`.
pub fn suggested(
    codebook: &Codebook,
    set: Option<&AnnotationSet>,
    text: &str,
    passage_start: Option<usize>,
) -> Option<(SpeakerId, Reason)> {
    let statements = set.map(AnnotationSet::statements).unwrap_or_default().iter();
    let latest = statements.filter(|statement| !statement.speakers.is_empty());
    let latest = latest.max_by_key(|statement| (statement.created, statement.id));
    let spoke_last = latest.and_then(|statement| statement.speakers.first()).map(|who| &who.speaker);
    match spoke_last.filter(|id| codebook.speakers.get(id).is_some()) {
        Some(id) => Some((id.clone(), Reason::SpokeLast)),
        None => Some((named_before(codebook, text, passage_start?)?, Reason::NamedBefore)),
    }
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
