//! How a row of the list looks: sign, name, key, use.

use super::list::INDENT;
use super::tree::TreeRow;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::model::{Codebook, EntryId};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::{clipped_galley, paint_key_cap};
use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// What stands behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    Plain,
    /// The pointer is on it.
    Hovered,
    /// It is in the card.
    Selected,
    /// It is in the card, and the list has the keyboard.
    Focused,
}

/// What a row shows, and where.
pub struct Look<'a> {
    /// Its place in the tree.
    pub row: &'a TreeRow,
    /// The entry.
    pub id: &'a EntryId,
    /// Its name.
    pub name: &'a str,
    /// Statements that use it.
    pub n: usize,
    /// Where it stands.
    pub rect: Rect,
    /// What stands behind it.
    pub ground: Ground,
    /// Whether what stands below it is not shown.
    pub is_closed: bool,
    /// Whether any theme has a colour, so that names stand in line.
    pub has_colours: bool,
}

impl Look<'_> {
    /// Paints the row. Returns whether its name is cut.
    pub fn paint(&self, ui: &Ui, ctx: Ctx<'_>) -> bool {
        let (tokens, painter) = (ctx.tokens, ui.painter());
        let ground = self.rect.shrink2(vec2(0.0, 1.0));
        match self.ground {
            Ground::Plain => {}
            Ground::Hovered => {
                painter.rect_filled(ground, radius::CONTROL, tokens.selected.gamma_multiply(0.5));
            }
            Ground::Selected | Ground::Focused => {
                painter.rect_filled(ground, radius::CONTROL, tokens.selected);
            }
        }
        if self.ground == Ground::Focused {
            painter.rect_stroke(ground, radius::CONTROL, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
        }
        let (left, right) = (self.paint_signs(ui, ctx), self.paint_use(ui, ctx));
        let galley = clipped_galley(painter, self.name, theme::font(size::BODY), tokens.ink, right - left);
        let is_clipped = galley.elided;
        painter.galley(pos2(left, self.rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
        is_clipped
    }

    /// Paints what stands before the name. Returns where the name begins.
    fn paint_signs(&self, ui: &Ui, ctx: Ctx<'_>) -> f32 {
        let (painter, middle) = (ui.painter(), self.rect.center().y);
        let is_theme = matches!(self.id, EntryId::Theme(_));
        let mut left = self.rect.left() + 8.0 + self.row.depth as f32 * INDENT;
        if self.row.has_children {
            let sign = if self.is_closed { Glyph::ChevronRight } else { Glyph::ChevronDown };
            glyph::paint(painter, pos2(left + 4.0, middle), 9.0, sign, ctx.tokens.soft);
        }
        if is_theme {
            left += INDENT;
        }
        let (sign, colour) = sign_of(ctx, self.id);
        if let Some(sign) = sign {
            glyph::paint(painter, pos2(left + 4.0, middle), 9.0, sign, colour);
        }
        if sign.is_some() || is_theme && self.has_colours { left + INDENT + 2.0 } else { left }
    }

    /// Paints number and key at the right. Returns where the name must end.
    fn paint_use(&self, ui: &Ui, ctx: Ctx<'_>) -> f32 {
        let (tokens, painter, middle) = (ctx.tokens, ui.painter(), self.rect.center().y);
        let ink = if self.n == 0 { tokens.faint } else { tokens.soft };
        let counted = if self.n == 0 { "–".to_owned() } else { self.n.to_string() };
        let number = painter.layout_no_wrap(counted, theme::font(size::NOTE), ink);
        let left = self.rect.right() - 8.0 - number.size().x;
        painter.galley(pos2(left, middle - number.size().y / 2.0), number, ink);
        // Key caps stand in one column, whatever the numbers beside them.
        let right = left.min(self.rect.right() - 32.0) - 8.0;
        match key_of(ctx.codebook(), self.id) {
            Some(key) => paint_key_cap(painter, tokens, right, middle, &key) - 8.0,
            None => right,
        }
    }
}

/// The sign before a name, with its colour.
pub fn sign_of(ctx: Ctx<'_>, id: &EntryId) -> (Option<Glyph>, egui::Color32) {
    let book = ctx.codebook();
    match id {
        EntryId::Theme(id) => {
            let colour = book.themes.get(id).and_then(|theme| theme.colour);
            match colour {
                Some(hue) => (Some(Glyph::ProgressFull), ctx.tokens.hue(signs::hue(hue))),
                None => (None, ctx.tokens.faint),
            }
        }
        EntryId::Stance(id) => {
            let (sign, hue) = signs::stance_signs(book, Some(id));
            (Some(sign), ctx.tokens.hue(hue))
        }
        EntryId::Speaker(_) => (None, ctx.tokens.soft),
    }
}

/// The key of an entry as people read it.
fn key_of(book: &Codebook, id: &EntryId) -> Option<String> {
    match id {
        EntryId::Theme(id) => book.themes.get(id)?.key.map(|key| key.to_uppercase().to_string()),
        EntryId::Stance(id) => book.stances.get(id)?.key.map(|key| key.to_uppercase().to_string()),
        EntryId::Speaker(id) => book.speakers.get(id)?.key.map(|key| format!("⇧{}", key.to_uppercase())),
    }
}
