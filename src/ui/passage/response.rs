//! What happened in the reader this frame.

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
}
