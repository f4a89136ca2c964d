//! Layout cluster by cluster, for text whose glyphs egui does not keep in the order of its characters.
//!
//! Every word is shaped and painted whole; the clusters in it share its width in the ratio of their own widths, so
//! that each cluster has one place and each place one cluster. What is between two clusters may look a little off;
//! which bytes are selected never is.

use super::bidi;
use super::setting::{RowHit, Setting};
use egui::{Context, Galley, Vec2, vec2};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Whether glyphs of `text` would come in another order than its characters.
pub(super) fn needs_safe_layout(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(bidi::is_right_to_left)
}

/// A block laid out cluster by cluster.
#[derive(Debug)]
pub(super) struct SafeLayout {
    pub(super) rows: Vec<SafeRow>,
    /// What is painted, and where from the top left corner of the block.
    pub(super) pieces: Vec<(Vec2, Arc<Galley>)>,
}

/// One row of clusters.
#[derive(Debug, Default)]
pub(super) struct SafeRow {
    pub(super) bytes: Range<usize>,
    /// In the order they are read.
    clusters: Vec<Cluster>,
}

/// One grapheme cluster on a row.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    start: usize,
    end: usize,
    left: f32,
    right: f32,
    is_right_to_left: bool,
    is_space: bool,
}

/// A word, or what lies between two.
struct Piece<'a> {
    text: &'a str,
    start: usize,
    width: f32,
}

impl SafeLayout {
    pub(super) fn new(ctx: &Context, text: &str, setting: &Setting) -> Self {
        let is_right_to_left = bidi::is_right_to_left_paragraph(text);
        let mut layout = Self { rows: Vec::new(), pieces: Vec::new() };
        for row in rows_of(pieces_of(ctx, text, setting), setting.width) {
            layout.place_row(ctx, &row, is_right_to_left, setting);
        }
        if layout.rows.is_empty() {
            layout.rows.push(SafeRow::default());
        }
        layout
    }

    /// Places the pieces of one row as they are seen, and their clusters.
    fn place_row(&mut self, ctx: &Context, row: &[Piece<'_>], is_right_to_left: bool, setting: &Setting) {
        let directions: Vec<_> = row.iter().map(|piece| bidi::direction_of(piece.text)).collect();
        let mut levels = bidi::levels(&directions, is_right_to_left);
        let n_trailing = row.iter().rev().take_while(|piece| piece.text.trim().is_empty()).count();
        for level in levels.iter_mut().rev().take(n_trailing) {
            *level = u8::from(is_right_to_left);
        }
        let total: f32 = row.iter().map(|piece| piece.width).sum();
        let mut x = if is_right_to_left { setting.width - total } else { 0.0 };
        let y = self.rows.len() as f32 * setting.row_height;
        let mut clusters = Vec::new();
        for i in bidi::visual_order(&levels) {
            let (piece, is_mirrored) = (&row[i], levels[i] % 2 == 1);
            if !piece.text.trim().is_empty() {
                self.pieces.push((vec2(x.round(), y), shape(ctx, piece.text, is_mirrored, setting)));
            }
            place_clusters(ctx, piece, x, is_mirrored, setting, &mut clusters);
            x += piece.width;
        }
        clusters.sort_unstable_by_key(|cluster| cluster.start);
        let end = row.last().map_or(0, |piece| piece.start + piece.text.len());
        self.rows.push(SafeRow { bytes: row.first().map_or(0, |piece| piece.start)..end, clusters });
    }

    pub(super) fn row_of(&self, byte: usize) -> usize {
        self.rows.partition_point(|row| row.bytes.start <= byte).saturating_sub(1)
    }
}

fn shape(ctx: &Context, text: &str, is_mirrored: bool, setting: &Setting) -> Arc<Galley> {
    let mirrored: String;
    let has_letters = text.chars().any(char::is_alphanumeric);
    let text = if is_mirrored && !has_letters {
        mirrored = text.chars().rev().map(bidi::mirrored).collect();
        &mirrored
    } else {
        text
    };
    ctx.fonts_mut(|fonts| fonts.layout_job(setting.job(text, false)))
}

fn pieces_of<'a>(ctx: &Context, text: &'a str, setting: &Setting) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for (start, text) in text.split_word_bound_indices() {
        let width = shape(ctx, text, false, setting).intrinsic_size().x;
        if width <= setting.width {
            pieces.push(Piece { text, start, width });
            continue;
        }
        for (offset, cluster) in text.grapheme_indices(true) {
            let width = shape(ctx, cluster, false, setting).intrinsic_size().x;
            pieces.push(Piece { text: cluster, start: start + offset, width });
        }
    }
    pieces
}

/// Breaks pieces into rows: after white space where possible, else before the piece that does not fit.
fn rows_of(pieces: Vec<Piece<'_>>, width: f32) -> Vec<Vec<Piece<'_>>> {
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut row: Vec<Piece<'_>> = Vec::new();
    let mut x = 0.0;
    for piece in pieces {
        let is_space = piece.text.trim().is_empty();
        if x + piece.width > width && !is_space && !row.is_empty() {
            let after_space = row.iter().rposition(|piece| piece.text.trim().is_empty()).map_or(row.len(), |i| i + 1);
            let tail = row.split_off(after_space);
            rows.push(std::mem::replace(&mut row, tail));
            x = row.iter().map(|piece| piece.width).sum();
        }
        x += piece.width;
        row.push(piece);
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Shares the width of `piece`, which begins at `x`, among its clusters.
fn place_clusters(
    ctx: &Context,
    piece: &Piece<'_>,
    x: f32,
    is_right_to_left: bool,
    setting: &Setting,
    out: &mut Vec<Cluster>,
) {
    let own_width = |cluster: &str| {
        let base = cluster.chars().next().unwrap_or(' ');
        ctx.fonts_mut(|fonts| fonts.glyph_width(&setting.font, base)).max(0.5)
    };
    let widths: Vec<f32> = piece.text.graphemes(true).map(own_width).collect();
    let scale = piece.width / widths.iter().sum::<f32>().max(0.5);
    let mut from_start = 0.0;
    for ((offset, text), width) in piece.text.grapheme_indices(true).zip(widths) {
        let (near, far) = (from_start * scale, (from_start + width) * scale);
        from_start += width;
        let (left, right) = if is_right_to_left { (piece.width - far, piece.width - near) } else { (near, far) };
        let start = piece.start + offset;
        let is_space = text.trim().is_empty();
        out.push(Cluster {
            start,
            end: start + text.len(),
            left: x + left,
            right: x + right,
            is_right_to_left,
            is_space,
        });
    }
}

impl Cluster {
    /// Where reading enters the cluster.
    const fn near(&self) -> f32 {
        if self.is_right_to_left { self.right } else { self.left }
    }

    /// Where reading leaves the cluster.
    const fn far(&self) -> f32 {
        if self.is_right_to_left { self.left } else { self.right }
    }
}

impl SafeRow {
    pub(super) fn x_of(&self, byte: usize) -> f32 {
        let at = self.clusters.partition_point(|cluster| cluster.start < byte);
        match self.clusters.get(at) {
            Some(cluster) => cluster.near(),
            None => self.clusters.last().map_or(0.0, Cluster::far),
        }
    }

    pub(super) fn hit(&self, x: f32) -> RowHit {
        let distance = |cluster: &Cluster| (cluster.left - x).max(x - cluster.right).max(0.0);
        let nearest = self.clusters.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(cluster) = nearest else {
            return RowHit { border: self.bytes.start, under: self.bytes.start };
        };
        let is_first_half = (x - cluster.near()).abs() <= (x - cluster.far()).abs();
        RowHit { border: if is_first_half { cluster.start } else { cluster.end }, under: cluster.start }
    }

    /// Calls `visit` with left and right of every stretch that `bytes` covers, leaving out spaces at the end of the row.
    pub(super) fn strips(&self, bytes: Range<usize>, mut visit: impl FnMut(f32, f32)) {
        let last_ink = self.clusters.iter().rposition(|cluster| !cluster.is_space).map_or(0, |i| i + 1);
        let inked = &self.clusters[..last_ink];
        let mut covered: Vec<(f32, f32)> = inked
            .iter()
            .filter(|cluster| cluster.start < bytes.end && bytes.start < cluster.end)
            .map(|cluster| (cluster.left, cluster.right))
            .collect();
        covered.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut run: Option<(f32, f32)> = None;
        for (left, right) in covered {
            match &mut run {
                Some((_, end)) if left - *end < 0.5 => *end = right,
                _ => {
                    if let Some((left, right)) = run.replace((left, right)) {
                        visit(left, right);
                    }
                }
            }
        }
        if let Some((left, right)) = run {
            visit(left, right);
        }
    }

    pub(super) fn ink(&self) -> (f32, f32) {
        let (mut left, mut right) = (f32::INFINITY, 0.0f32);
        self.strips(self.bytes.clone(), |from, to| {
            left = left.min(from);
            right = right.max(to);
        });
        (left.min(right), right)
    }
}
