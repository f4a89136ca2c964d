//! One highlighted span, as the reader draws it.

use crate::text::Span;
use crate::ui::glyph::Glyph;
use crate::ui::theme::Hue;
use std::sync::Arc;

/// One span of one statement: a tint behind the words, a bracket in the margin.
///
/// A statement on a quotation cut in two is two marks with the same `statement`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which statement this belongs to; any number, unique in the document.
    pub statement: u64,
    /// The words, in bytes.
    pub span: Span,
    /// Colour of the tint and the bracket.
    pub hue: Hue,
    /// Sign of the stance; [`Glyph::DottedRing`] while it is not set.
    pub glyph: Glyph,
    /// Short words beside the bracket, such as the theme; empty for the further parts of a cut quotation.
    pub label: Arc<str>,
    /// What assistive technology reads out, such as `▲ supports: Devolution, statement`.
    pub name: Arc<str>,
}
