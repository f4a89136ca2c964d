//! One block laid out: which bytes stand on which row, and where.

use super::hidden_mark::HiddenMark;
use super::safe_layout::{SafeLayout, needs_safe_layout};
use super::setting::{RowHit, Setting};
use egui::{Context, Galley};
use std::ops::Range;
use std::sync::Arc;

/// A block laid out. Bytes count from the start of the block, x from the left edge of the column.
#[derive(Debug)]
pub(super) enum BlockLayout {
    /// As egui lays it out: one glyph per character, left to right.
    Shaped(ShapedLayout),
    /// Cluster by cluster, where egui's glyphs cannot be told apart by character.
    Safe(SafeLayout),
}

impl BlockLayout {
    /// Lays out `text`, safely where egui would lose count of the characters (egui issue 8576).
    pub(super) fn new(ctx: &Context, text: &str, setting: &Setting) -> Self {
        if !needs_safe_layout(text) {
            let galley = ctx.fonts_mut(|fonts| fonts.layout_job(setting.job(text, true)));
            if let Some(shaped) = ShapedLayout::new(galley, text) {
                return Self::Shaped(shaped);
            }
        }
        Self::Safe(SafeLayout::new(ctx, text, setting))
    }

    /// Number of rows, at least one.
    pub(super) fn n_rows(&self) -> usize {
        match self {
            Self::Shaped(shaped) => shaped.galley.rows.len(),
            Self::Safe(safe) => safe.rows.len(),
        }
    }

    /// The bytes on `row`.
    pub(super) fn row_bytes(&self, row: usize) -> Range<usize> {
        match self {
            Self::Shaped(shaped) => {
                shaped.byte_of(shaped.row_chars(row).start)..shaped.byte_of(shaped.row_chars(row).end)
            }
            Self::Safe(safe) => safe.rows[row].bytes.clone(),
        }
    }

    /// The row of the character that begins at `byte`; the last row for the end of the block.
    pub(super) fn row_of(&self, byte: usize) -> usize {
        match self {
            Self::Shaped(shaped) => shaped.row_of(byte),
            Self::Safe(safe) => safe.row_of(byte),
        }
    }

    /// Where the border before `byte` stands on `row`.
    pub(super) fn x_of(&self, row: usize, byte: usize) -> f32 {
        match self {
            Self::Shaped(shaped) => shaped.x_of(row, byte),
            Self::Safe(safe) => safe.rows[row].x_of(byte),
        }
    }

    /// What lies at `x` on `row`, on character borders.
    pub(super) fn hit(&self, row: usize, x: f32) -> RowHit {
        match self {
            Self::Shaped(shaped) => shaped.hit(row, x),
            Self::Safe(safe) => safe.rows[row].hit(x),
        }
    }

    /// Calls `visit` with row, left and right of every stretch that `bytes` covers, leaving out spaces at row ends.
    pub(super) fn strips(&self, bytes: Range<usize>, mut visit: impl FnMut(usize, f32, f32)) {
        if bytes.is_empty() {
            return;
        }
        for row in self.row_of(bytes.start)..self.n_rows() {
            let on_row = self.row_bytes(row);
            if on_row.start >= bytes.end {
                break;
            }
            let (from, to) = (bytes.start.max(on_row.start), bytes.end.min(on_row.end));
            match self {
                Self::Shaped(shaped) => {
                    let right = shaped.x_of(row, to).min(shaped.ink_right(row)).max(shaped.x_of(row, from));
                    visit(row, shaped.x_of(row, from), right);
                }
                Self::Safe(safe) => safe.rows[row].strips(from..to, |left, right| visit(row, left, right)),
            }
        }
    }

    /// The leftmost and rightmost ink of `row`.
    pub(super) fn ink(&self, row: usize) -> (f32, f32) {
        match self {
            Self::Shaped(shaped) => (0.0, shaped.ink_right(row)),
            Self::Safe(safe) => safe.rows[row].ink(),
        }
    }

    /// Whether letters may look a little off, as they had to be laid out cluster by cluster.
    pub(super) const fn is_safe(&self) -> bool {
        matches!(self, Self::Safe(SafeLayout { may_look_off: true, .. }))
    }

    /// Marks of hidden characters.
    pub(super) fn hidden_marks(&self) -> &[HiddenMark] {
        match self {
            Self::Shaped(_) => &[],
            Self::Safe(safe) => &safe.marks,
        }
    }
}

/// egui's layout of a block, with the way from characters to bytes.
#[derive(Debug)]
pub(super) struct ShapedLayout {
    pub(super) galley: Arc<Galley>,
    /// Characters before each row, and the total at the end.
    chars_before: Vec<u32>,
    /// First byte of every character and the length at the end; `None` when all are ASCII.
    char_bytes: Option<Vec<u16>>,
}

impl ShapedLayout {
    /// `None` when there is not exactly one glyph for each character of `text`.
    fn new(galley: Arc<Galley>, text: &str) -> Option<Self> {
        let mut chars_before = Vec::with_capacity(galley.rows.len() + 1);
        let mut n_chars = 0;
        for row in &galley.rows {
            chars_before.push(n_chars);
            n_chars += row.glyphs.len() as u32;
        }
        chars_before.push(n_chars);
        let char_bytes = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(byte, _)| byte as u16);
            starts.chain([text.len() as u16]).collect::<Vec<_>>()
        });
        let n_expected = char_bytes.as_ref().map_or(text.len(), |bytes| bytes.len() - 1);
        let has_rows = !galley.rows.is_empty();
        (has_rows && n_chars as usize == n_expected).then_some(Self { galley, chars_before, char_bytes })
    }

    fn row_chars(&self, row: usize) -> Range<usize> {
        self.chars_before[row] as usize..self.chars_before[row + 1] as usize
    }

    /// The first character that begins at or after `byte`.
    fn char_of(&self, byte: usize) -> usize {
        self.char_bytes.as_ref().map_or(byte, |bytes| bytes.partition_point(|start| usize::from(*start) < byte))
    }

    fn byte_of(&self, char: usize) -> usize {
        self.char_bytes.as_ref().map_or(char, |bytes| bytes.get(char).map_or(char, |byte| usize::from(*byte)))
    }

    fn row_of(&self, byte: usize) -> usize {
        let char = self.char_of(byte) as u32;
        let rows = &self.chars_before[..self.galley.rows.len()];
        rows.partition_point(|before| *before <= char).saturating_sub(1)
    }

    fn x_of(&self, row: usize, byte: usize) -> f32 {
        let column = self.char_of(byte).saturating_sub(self.row_chars(row).start);
        let placed = &self.galley.rows[row];
        placed.pos.x + placed.x_offset(column.into())
    }

    /// Right end of the row without the spaces at its end.
    fn ink_right(&self, row: usize) -> f32 {
        let placed = &self.galley.rows[row];
        let last = placed.glyphs.iter().rfind(|glyph| !glyph.chr.is_whitespace());
        placed.pos.x + last.map_or(placed.size.x, egui::epaint::text::Glyph::max_x)
    }

    /// Goes by where glyphs begin: their own widths may overlap, and marks have none.
    fn hit(&self, row: usize, x: f32) -> RowHit {
        let placed = &self.galley.rows[row];
        let chars = self.row_chars(row);
        let x = x - placed.pos.x;
        let glyphs = &placed.glyphs;
        let under = glyphs.iter().rposition(|glyph| glyph.pos.x <= x).unwrap_or(0);
        let left = glyphs.get(under).map_or(0.0, |glyph| glyph.pos.x);
        let right = glyphs[under.min(glyphs.len())..].iter().map(|glyph| glyph.pos.x).find(|next| *next > left);
        let is_nearer_right = x - left > right.unwrap_or(placed.size.x) - x;
        // Behind the space at the end of a wrapped row, the next row begins: stay on this one.
        let is_wrapped_at_space =
            row + 1 < self.galley.rows.len() && glyphs.last().is_some_and(|glyph| glyph.chr.is_whitespace());
        let last_border = chars.end - usize::from(is_wrapped_at_space);
        let border = (chars.start + under + usize::from(is_nearer_right)).min(last_border);
        RowHit { border: self.byte_of(border), under: self.byte_of(chars.start + under) }
    }
}
