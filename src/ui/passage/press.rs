//! What the pointer is on, and what it holds.

use super::selection::SelectionUnit;
use crate::text::Span;
use egui::Pos2;

/// What lies under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The nearest border between characters as they are seen.
    pub(super) border: usize,
    /// The first byte of the character under the point.
    pub(super) under: usize,
    /// Whether the point is on the words, not beside them.
    pub(super) is_on_text: bool,
}

/// The primary button is down, and went down on the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press {
    pub(super) at: Pos2,
    pub(super) hit: Hit,
    pub(super) unit: SelectionUnit,
    /// The unit chosen by the press; a drag goes out from it.
    pub(super) pivot: Span,
    pub(super) is_drag: bool,
    /// Whether Shift was held: the selection is extended and the press is not a click.
    pub(super) extends: bool,
}

/// When and where the last press was, to count clicks in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastPress {
    pub(super) time: f64,
    pub(super) at: Pos2,
    pub(super) n_clicks: u8,
}
