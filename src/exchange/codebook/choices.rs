//! Colours, signs and kinds as files of a codebook spell them.

use crate::model::{Glyph, Hue, SpeakerKind};

const HUES: [(Hue, &str); 8] = [
    (Hue::Blue, "blue"),
    (Hue::Teal, "teal"),
    (Hue::Violet, "violet"),
    (Hue::Rust, "rust"),
    (Hue::Ochre, "ochre"),
    (Hue::Pink, "pink"),
    (Hue::Green, "green"),
    (Hue::Grey, "grey"),
];

const GLYPHS: [Glyph; 7] = [
    Glyph::TriangleUp,
    Glyph::TriangleUpOutline,
    Glyph::Diamond,
    Glyph::TriangleDownOutline,
    Glyph::TriangleDown,
    Glyph::Circle,
    Glyph::Square,
];

const KINDS: [(SpeakerKind, &str); 3] =
    [(SpeakerKind::Person, "person"), (SpeakerKind::Organisation, "organisation"), (SpeakerKind::Group, "group")];

/// The word for a colour.
pub(super) fn hue_name(hue: Hue) -> &'static str {
    HUES.iter().find(|(other, _)| *other == hue).map_or("", |(_, name)| name)
}

/// The colour of this word.
pub(super) fn hue(name: &str) -> Option<Hue> {
    let name = name.trim().to_lowercase();
    let name = if name == "gray" { "grey" } else { &name };
    HUES.iter().find(|(_, other)| *other == name).map(|(hue, _)| *hue)
}

/// The sign that looks like this.
pub(super) fn glyph(sign: &str) -> Option<Glyph> {
    let mut chars = sign.trim().chars();
    let only = chars.next().filter(|_| chars.next().is_none_or(|c| c == '\u{fe0e}' || c == '\u{fe0f}'))?;
    GLYPHS.into_iter().find(|glyph| glyph.as_char() == only)
}

/// The word for a kind of speaker.
pub(super) fn kind_name(kind: SpeakerKind) -> &'static str {
    KINDS.iter().find(|(other, _)| *other == kind).map_or("", |(_, name)| name)
}

/// The kind of this word.
pub(super) fn kind(name: &str) -> Option<SpeakerKind> {
    let name = name.trim().to_lowercase();
    let name = if name == "organization" { "organisation" } else { &name };
    KINDS.iter().find(|(_, other)| *other == name).map(|(kind, _)| *kind)
}
