//! The small heading above a group.

use crate::ui::theme::{self, size};
use egui::{Response, RichText, Ui};

/// A heading of 11 px semibold in the soft ink, above a list or a field.
pub fn section_label(ui: &mut Ui, text: &str) -> Response {
    let soft = ui.visuals().weak_text_color();
    ui.label(RichText::new(text).font(theme::semibold(size::CAPTION)).color(soft))
}
