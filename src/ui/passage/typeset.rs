//! The document as it is set: heights of all blocks, layouts of those in use.

use super::block_layout::BlockLayout;
use super::decor::Decor;
use super::hidden_mark::HiddenMark;
use super::reader_style::{Column, ReaderStyle};
use super::row_tree::RowTree;
use super::setting::Setting;
use super::word_widths::WordWidths;
use crate::text::{Block, DocumentText, Span, blocks};
use egui::{Color32, Context, Galley};
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of text whose layouts are kept; about 40 screens.
const MAX_CACHED_BYTES: usize = 400_000;

/// Size that words are measured at; other sizes scale.
const MEASURED_AT: f32 = 18.0;

/// What keeping a layout counts for: its bytes, and something for being there at all.
const fn cost(block: Block) -> usize {
    (block.end - block.start) as usize + 64
}

fn setting_of(column: &Column, style: &ReaderStyle<'_>) -> Setting {
    Setting { font: style.font(), row_height: column.row_height, width: column.width }
}

/// A laid out block, what is drawn behind and beside it, and the frame it was last used in.
struct Cached {
    layout: Arc<BlockLayout>,
    decor: Option<Arc<Decor>>,
    last_used: u64,
}

/// The document as it is set in the present column.
pub(super) struct Typeset {
    pub(super) text: Arc<DocumentText>,
    pub(super) blocks: Vec<Block>,
    pub(super) column: Column,
    pub(super) heights: RowTree,
    setting: Option<Setting>,
    words: WordWidths,
    cache: HashMap<usize, Cached>,
    n_cached_bytes: usize,
    sentinel: Option<Arc<Galley>>,
    frame: u64,
}

impl Typeset {
    pub(super) fn new(text: Arc<DocumentText>) -> Self {
        let blocks = blocks(text.as_str());
        Self {
            heights: RowTree::new(vec![2; blocks.len()]),
            blocks,
            text,
            column: Column::default(),
            setting: None,
            words: WordWidths::default(),
            cache: HashMap::new(),
            n_cached_bytes: 0,
            sentinel: None,
            frame: 0,
        }
    }

    /// Takes up `column` and `style`; whether rows break at other places than before.
    pub(super) fn begin_frame(&mut self, ctx: &Context, column: Column, style: &ReaderStyle<'_>) -> bool {
        self.frame += 1;
        self.drop_stale_layouts(ctx, style);
        let has_changed = self.will_rewrap(&column, style);
        self.column = column;
        if has_changed {
            let family = &style.font().family;
            if self.setting.as_ref().is_some_and(|before| before.font.family != *family) {
                self.words = WordWidths::default();
            }
            self.setting = Some(setting_of(&column, style));
            self.clear_cache();
            self.estimate_heights(ctx, style);
        }
        has_changed
    }

    /// Whether rows would break at other places in `column`.
    pub(super) fn will_rewrap(&self, column: &Column, style: &ReaderStyle<'_>) -> bool {
        self.setting.as_ref() != Some(&setting_of(column, style))
    }

    /// Forgets all layouts when egui has dropped its own: fonts or scale changed, or the glyph atlas was rebuilt.
    ///
    /// A tiny text goes through egui's cache every frame; a new one means that the old glyphs are gone.
    fn drop_stale_layouts(&mut self, ctx: &Context, style: &ReaderStyle<'_>) {
        let now = ctx.fonts_mut(|fonts| fonts.layout_no_wrap("¶".to_owned(), style.font(), Color32::PLACEHOLDER));
        if !self.sentinel.as_ref().is_some_and(|before| Arc::ptr_eq(before, &now)) {
            self.clear_cache();
            self.sentinel = Some(now);
        }
    }

    fn estimate_heights(&mut self, ctx: &Context, style: &ReaderStyle<'_>) {
        if self.words.n_blocks() != self.blocks.len() {
            let font = egui::FontId::new(MEASURED_AT, style.font().family);
            self.words = ctx.fonts_mut(|fonts| {
                let width = |c| {
                    let mark = HiddenMark::guessed_width(c, MEASURED_AT);
                    mark.unwrap_or_else(|| fonts.glyph_width(&font, c))
                };
                WordWidths::new(self.text.as_str(), &self.blocks, width)
            });
        }
        let width = self.column.width * MEASURED_AT / style.font_size;
        let units = (0..self.blocks.len()).map(|block| self.units_of(block, self.words.n_rows(block, width)));
        self.heights = RowTree::new(units.collect());
    }

    /// Height of a block with `n_rows` rows, in half rows: paragraphs stand half a row apart, a blank line is half a row.
    fn units_of(&self, block: usize, n_rows: u32) -> u32 {
        let Block { start, end, ends_paragraph } = self.blocks[block];
        if start == end {
            return 1;
        }
        let is_before_text = self.blocks.get(block + 1).is_some_and(|next| next.start < next.end);
        n_rows * 2 + u32::from(ends_paragraph && is_before_text)
    }

    /// Height of `block` in points, once it has been laid out.
    pub(super) fn lay_out(&mut self, ctx: &Context, block: usize) -> f32 {
        if let Some(cached) = self.cache.get_mut(&block) {
            cached.last_used = self.frame;
        } else if let Some(setting) = &self.setting {
            let layout = Arc::new(BlockLayout::new(ctx, self.block_text(block), setting));
            self.heights.set(block, self.units_of(block, layout.n_rows() as u32));
            self.n_cached_bytes += cost(self.blocks[block]);
            self.cache.insert(block, Cached { layout, decor: None, last_used: self.frame });
            self.trim_cache();
        }
        self.height(block)
    }

    /// Drops the less recently used half of the layouts when there are too many; never those of this frame.
    fn trim_cache(&mut self) {
        if self.n_cached_bytes <= MAX_CACHED_BYTES {
            return;
        }
        let mut uses: Vec<u64> = self.cache.values().map(|cached| cached.last_used).collect();
        let middle = uses.len() / 2;
        let keep_from = (*uses.select_nth_unstable(middle).1 + 1).min(self.frame);
        let (blocks, mut n_dropped) = (&self.blocks, 0);
        self.cache.retain(|block, cached| {
            let is_kept = cached.last_used >= keep_from;
            if !is_kept {
                n_dropped += cost(blocks[*block]);
            }
            is_kept
        });
        self.n_cached_bytes -= n_dropped;
    }

    fn clear_cache(&mut self) {
        self.cache.clear();
        self.n_cached_bytes = 0;
    }

    /// The layout of `block`, laid out now if it was not.
    pub(super) fn layout(&mut self, ctx: &Context, block: usize) -> Option<Arc<BlockLayout>> {
        self.lay_out(ctx, block);
        self.cache.get(&block).map(|cached| Arc::clone(&cached.layout))
    }

    /// The layout of `block`, if it was laid out.
    pub(super) fn known_layout(&self, block: usize) -> Option<&BlockLayout> {
        self.cache.get(&block).map(|cached| &*cached.layout)
    }

    /// What is drawn around `block`, if it is known.
    pub(super) fn decor(&self, block: usize) -> Option<Arc<Decor>> {
        self.cache.get(&block)?.decor.clone()
    }

    /// Whether it is known what is drawn around `block`.
    pub(super) fn has_decor(&self, block: usize) -> bool {
        self.cache.get(&block).is_some_and(|cached| cached.decor.is_some())
    }

    /// Keeps what is drawn around `block`.
    pub(super) fn set_decor(&mut self, block: usize, decor: Arc<Decor>) {
        if let Some(cached) = self.cache.get_mut(&block) {
            cached.decor = Some(decor);
        }
    }

    /// Forgets what is drawn around the blocks that `span` touches.
    pub(super) fn forget_decor(&mut self, span: Span) {
        for (block, cached) in &mut self.cache {
            let Block { start, end, .. } = self.blocks[*block];
            if (start as usize) < span.end && span.start < end as usize {
                cached.decor = None;
            }
        }
    }

    /// Forgets what is drawn around all blocks.
    pub(super) fn forget_all_decor(&mut self) {
        self.cache.values_mut().for_each(|cached| cached.decor = None);
    }

    /// The block that holds `byte`; a line feed belongs to the block before it.
    pub(super) fn block_of(&self, byte: usize) -> usize {
        self.blocks.partition_point(|block| block.start as usize <= byte).saturating_sub(1)
    }

    /// The bytes of `block`.
    pub(super) fn block_span(&self, block: usize) -> Span {
        let Block { start, end, .. } = self.blocks[block];
        Span::new(start as usize, end as usize)
    }

    /// The text of `block`.
    pub(super) fn block_text(&self, block: usize) -> &str {
        self.text.slice(self.block_span(block))
    }

    /// Height of `block` in points, as far as it is known.
    pub(super) fn height(&self, block: usize) -> f32 {
        self.heights.height(block) as f32 * self.column.unit()
    }

    /// Height of all blocks in points.
    pub(super) fn total_height(&self) -> f64 {
        self.heights.total() as f64 * f64::from(self.column.unit())
    }

    /// Points above `block`.
    pub(super) fn y_of(&self, block: usize) -> f64 {
        self.heights.above(block) as f64 * f64::from(self.column.unit())
    }

    /// The block at `y` points, and the points of it above `y`.
    pub(super) fn block_at(&self, y: f64) -> (usize, f32) {
        let unit = f64::from(self.column.unit());
        let units = (y / unit).max(0.0);
        let (block, inside) = self.heights.block_at(units as u64);
        (block, ((inside as f64 + units.fract()) * unit) as f32)
    }

    /// Number of the last block.
    pub(super) fn last_block(&self) -> usize {
        self.blocks.len() - 1
    }
}
