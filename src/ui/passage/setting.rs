//! How a block is set, and what is found under a point of one of its rows.

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextWrapping};
use egui::{Color32, FontId, TextFormat};

/// How text is set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) font: FontId,
    pub(super) row_height: f32,
    pub(super) width: f32,
}

impl Setting {
    /// The layout job of `text`, wrapped at the column or not at all.
    pub(super) fn job(&self, text: &str, is_wrapped: bool) -> LayoutJob {
        LayoutJob {
            text: text.to_owned(),
            sections: vec![LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(0)..ByteIndex(text.len()),
                format: TextFormat {
                    font_id: self.font.clone(),
                    color: Color32::PLACEHOLDER,
                    line_height: Some(self.row_height),
                    ..TextFormat::default()
                },
            }],
            wrap: TextWrapping {
                max_width: if is_wrapped { self.width } else { f32::INFINITY },
                ..TextWrapping::default()
            },
            break_on_newline: false,
            round_output_to_gui: false,
            ..LayoutJob::default()
        }
    }
}

/// A place found under a point of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowHit {
    /// The border between characters that is nearest.
    pub(super) border: usize,
    /// The first byte of the character at the point.
    pub(super) under: usize,
}
