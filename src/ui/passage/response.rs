//! What happened in the reader this frame.

use super::SpanEnd;
use crate::text::Span;
use egui::Response;

/// What happened in the reader this frame.
#[derive(Clone, Debug)]
pub struct PassageResponse {
    /// The reader as an egui widget: focus, context menu.
    pub response: Response,
    /// Whether the pending selection is another than before.
    pub selection_changed: bool,
    /// Whether a drag or a double or triple click ended, so that the selection stands.
    pub selection_finished: bool,
    /// The byte of the character that was clicked, without a drag and with no key held.
    pub clicked_at: Option<usize>,
    /// The statement whose words, bracket or label were clicked; of several, the shortest.
    pub clicked_statement: Option<u64>,
    /// The statement under the pointer.
    pub hovered_statement: Option<u64>,
    /// The handle of a statement that is being dragged; handles of the pending selection change the selection itself.
    pub handle: Option<HandleDrag>,
}

/// An end of a statement's passage in the hand of the pointer.
///
/// While it is dragged the reader shows the statement as it would be; the statement itself is the caller's to change,
/// once, when [`Self::is_finished`]. A caller that changes nothing sees it snap back in the next frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandleDrag {
    /// The statement.
    pub statement: u64,
    /// Which of its spans, as numbered in [`super::Handles::spans`].
    pub span_index: usize,
    /// Which end of that span.
    pub end: SpanEnd,
    /// Where the end is now, in bytes.
    pub to: usize,
    /// The whole passage as it is now; where spans touch they are to be joined.
    pub spans: Vec<Span>,
    /// Whether the pointer has let go.
    pub is_finished: bool,
}
