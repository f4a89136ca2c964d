//! From the model's words to what is drawn: colours, signs and marks.

use crate::model::{Codebook, Glyph, Hue, StanceId, Statement, StatementId};
use crate::text::Span;
use crate::ui::passage::Mark;
use crate::ui::{glyph, theme};
use std::sync::Arc;

/// The drawn colour of a model's colour.
pub const fn hue(hue: Hue) -> theme::Hue {
    match hue {
        Hue::Blue => theme::Hue::Blue,
        Hue::Teal => theme::Hue::Teal,
        Hue::Violet => theme::Hue::Violet,
        Hue::Rust => theme::Hue::Rust,
        Hue::Ochre => theme::Hue::Ochre,
        Hue::Pink => theme::Hue::Pink,
        Hue::Green => theme::Hue::Green,
        Hue::Grey => theme::Hue::Grey,
    }
}

/// The drawn sign of a model's sign.
pub const fn sign(sign: Glyph) -> glyph::Glyph {
    match sign {
        Glyph::TriangleUp => glyph::Glyph::TriangleUp,
        Glyph::TriangleUpOutline => glyph::Glyph::TriangleUpOutline,
        Glyph::Diamond => glyph::Glyph::Diamond,
        Glyph::TriangleDownOutline => glyph::Glyph::TriangleDownOutline,
        Glyph::TriangleDown => glyph::Glyph::TriangleDown,
        Glyph::Circle => glyph::Glyph::Circle,
        Glyph::Square => glyph::Glyph::Square,
    }
}

/// Sign and colour of a stance; a dotted grey ring while it is not yet set.
pub fn stance_signs(codebook: &Codebook, stance: Option<&StanceId>) -> (glyph::Glyph, theme::Hue) {
    match stance.and_then(|id| codebook.stances.get(id)) {
        Some(stance) => (sign(stance.glyph), hue(stance.colour)),
        None => (glyph::Glyph::DottedRing, theme::Hue::Grey),
    }
}

/// The stance in words.
pub fn stance_name<'a>(codebook: &'a Codebook, stance: Option<&'a StanceId>) -> &'a str {
    stance.map_or("stance not yet set", |id| codebook.stance_name(id))
}

/// The theme in words.
pub fn theme_name<'a>(codebook: &'a Codebook, statement: &'a Statement) -> &'a str {
    statement.theme.as_ref().map_or("Theme not yet set", |id| codebook.theme_name(id))
}

/// The speakers in words.
pub fn speaker_names(codebook: &Codebook, statement: &Statement) -> String {
    let names: Vec<&str> = statement.speakers.iter().map(|who| codebook.speaker_name(&who.speaker)).collect();
    if names.is_empty() { "Speaker not yet set".to_owned() } else { names.join(", ") }
}

/// The number by which the reader knows a statement.
///
/// The reader needs a number that differs between the statements of one document; a UUID's 128 bits are folded
/// to 64, and the low half of a `UUIDv7` is random.
pub fn mark_key(id: StatementId) -> u64 {
    id.low_bits()
}

/// The marks of a statement: one for each part of its passage, of which the first bears the theme's name, and a sign
/// where another version of it is to be settled.
pub fn marks(codebook: &Codebook, statement: &Statement, has_rival: bool) -> Vec<Mark> {
    let (glyph, hue) = stance_signs(codebook, statement.stance.as_ref());
    let theme = theme_name(codebook, statement);
    let stance = stance_name(codebook, statement.stance.as_ref());
    let unsure = if statement.is_unsure { ", unsure" } else { "" };
    let conflict = if has_rival { ", conflict to settle" } else { "" };
    let name: Arc<str> = format!("{stance}: {theme}, {}{unsure}{conflict}", speaker_names(codebook, statement)).into();
    let label: Arc<str> = match (has_rival, statement.is_unsure) {
        (true, _) => format!("≠ {theme}").into(),
        (false, true) => format!("? {theme}").into(),
        (false, false) => theme.into(),
    };
    let mark = |(nth, span): (usize, &Span)| Mark {
        statement: mark_key(statement.id),
        span: *span,
        hue,
        glyph,
        label: if nth == 0 { Arc::clone(&label) } else { "".into() },
        name: Arc::clone(&name),
    };
    statement.spans.iter().enumerate().map(mark).collect()
}
