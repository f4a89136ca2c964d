//! Marks for characters that are not seen: a small boxed label in the text, in the place of the character.
//!
//! The mark takes room on its row as a letter does, so that the character can be pointed at, selected and coded like
//! any other; the text itself, its bytes and what is copied are as stored.

use super::setting::Setting;
use crate::text::{hidden_label, hidden_name, is_always_hidden};
use crate::ui::theme::{self, Tokens};
use egui::epaint::{CornerRadius, StrokeKind, TextShape};
use egui::{Color32, Context, Galley, Painter, Pos2, Rect, Stroke, Vec2, pos2, vec2};
use std::sync::Arc;

/// Size of the label in parts of that of the text, and the smallest it may be.
const SCALE: f32 = 0.52;
const SMALLEST: f32 = 8.0;
/// Room between label and frame, and between frame and the letters beside it.
const PADDING: f32 = 3.0;
const MARGIN: f32 = 2.0;

/// The mark of one hidden character, placed.
#[derive(Debug)]
pub(super) struct HiddenMark {
    pub(super) char: char,
    /// What it takes of its row, from the top left corner of the block.
    pub(super) area: Rect,
    galley: Arc<Galley>,
}

impl HiddenMark {
    /// The mark of `char` whose top left corner is at `at`.
    pub(super) fn new(ctx: &Context, char: char, at: Vec2, setting: &Setting) -> Self {
        let galley = label(ctx, char, setting);
        let size = vec2(room(&galley), setting.row_height);
        Self { char, area: Rect::from_min_size(at.to_pos2(), size), galley }
    }

    /// Room that the mark of `char` takes on its row.
    pub(super) fn width(ctx: &Context, char: char, setting: &Setting) -> f32 {
        room(&label(ctx, char, setting))
    }

    /// About how wide the mark of `char` is in text of `font_size`, without laying it out.
    pub(super) fn guessed_width(char: char, font_size: f32) -> Option<f32> {
        let n_letters = is_always_hidden(char).then(|| hidden_label(char).chars().count())?;
        Some(n_letters as f32 * font_size * SCALE * 0.66 + 2.0 * (PADDING + MARGIN))
    }

    /// Draws the mark of a block whose top left corner is at `at`.
    pub(super) fn paint(&self, painter: &Painter, at: Pos2, tokens: &Tokens) {
        let area = self.area.translate(at.to_vec2());
        let frame = Rect::from_center_size(area.center(), self.galley.size() + vec2(2.0 * PADDING, 2.0));
        let (line, ground) = (tokens.warning.gamma_multiply(0.55), tokens.warning.gamma_multiply(0.08));
        painter.rect(frame, CornerRadius::same(3), ground, Stroke::new(1.0, line), StrokeKind::Inside);
        let corner = frame.center() - self.galley.size() / 2.0;
        painter.add(TextShape::new(pos2(corner.x, corner.y), Arc::clone(&self.galley), tokens.warning));
    }

    /// What the pointer is told.
    pub(super) fn tooltip(&self) -> String {
        let name = hidden_name(self.char);
        let mut letters = name.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        let what = format!("{first}{} (U+{:04X})", letters.as_str(), self.char as u32);
        format!(
            "{what}\nThe document holds this character, which is not seen.\nText is shown in the order in which it is stored."
        )
    }
}

fn room(label: &Galley) -> f32 {
    label.size().x + 2.0 * (PADDING + MARGIN)
}

fn label(ctx: &Context, char: char, setting: &Setting) -> Arc<Galley> {
    let font = theme::semibold((setting.font.size * SCALE).max(SMALLEST));
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(hidden_label(char).into_owned(), font, Color32::PLACEHOLDER))
}
