//! Layout cluster by cluster, for text whose glyphs egui does not keep in the order of its characters, and for text
//! with hidden characters, each of which gets a mark.
//!
//! Every word is shaped and painted whole; the clusters in it share its width in the ratio of their own widths, so
//! that each cluster has one place and each place one cluster. What is between two clusters may look a little off;
//! which bytes are selected never is.

use super::bidi;
use super::hidden_mark::HiddenMark;
use super::setting::{RowHit, Setting};
use crate::text::hidden_chars;
use egui::{Context, Galley, Vec2, vec2};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Whether glyphs of `text` would come in another order than its characters.
fn is_out_of_order(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(bidi::is_right_to_left)
}

/// Whether `text` must be laid out here.
pub(super) fn needs_safe_layout(text: &str) -> bool {
    is_out_of_order(text) || hidden_chars(text).next().is_some()
}

/// A block laid out cluster by cluster.
#[derive(Debug)]
pub(super) struct SafeLayout {
    pub(super) rows: Vec<SafeRow>,
    /// What is painted, and where from the top left corner of the block.
    pub(super) pieces: Vec<(Vec2, Arc<Galley>)>,
    /// Marks of hidden characters.
    pub(super) marks: Vec<HiddenMark>,
    /// Whether letters may look a little off, as they were not shaped together.
    pub(super) may_look_off: bool,
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

/// A word, what lies between two, or a hidden character.
struct Piece<'a> {
    text: &'a str,
    start: usize,
    width: f32,
    hidden: Option<char>,
    /// Whether it makes one grapheme cluster with what stands before it.
    clings: bool,
}

impl Piece<'_> {
    fn is_space(&self) -> bool {
        self.hidden.is_none() && self.text.trim().is_empty()
    }

    /// Which way it runs; a mark goes with what stands around it.
    fn direction(&self) -> bidi::Direction {
        if self.hidden.is_some() { bidi::Direction::Neutral } else { bidi::direction_of(self.text) }
    }
}

impl SafeLayout {
    pub(super) fn new(ctx: &Context, text: &str, setting: &Setting) -> Self {
        let is_right_to_left = bidi::is_right_to_left_paragraph(text);
        let may_look_off = text.chars().any(|c| bidi::is_right_to_left(c) && !bidi::steers(c));
        let mut layout = Self { rows: Vec::new(), pieces: Vec::new(), marks: Vec::new(), may_look_off };
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
        let directions: Vec<_> = row.iter().map(Piece::direction).collect();
        let mut levels = bidi::levels(&directions, is_right_to_left);
        for i in 1..row.len() {
            // What clings to the letter before stays beside it.
            if row[i].clings {
                levels[i] = levels[i - 1];
            }
        }
        let n_trailing = row.iter().rev().take_while(|piece| piece.is_space()).count();
        for level in levels.iter_mut().rev().take(n_trailing) {
            *level = u8::from(is_right_to_left);
        }
        let total: f32 = row.iter().map(|piece| piece.width).sum();
        let mut x = if is_right_to_left { setting.width - total } else { 0.0 };
        let y = self.rows.len() as f32 * setting.row_height;
        let mut clusters = Vec::new();
        for i in bidi::visual_order(&levels) {
            let (piece, is_mirrored) = (&row[i], levels[i] % 2 == 1);
            if let Some(char) = piece.hidden {
                self.marks.push(HiddenMark::new(ctx, char, vec2(x, y), setting));
            } else if !piece.is_space() {
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
    let borders: Vec<usize> = text.grapheme_indices(true).map(|(start, _)| start).collect();
    let mut pieces = Pieces { ctx, setting, borders, found: Vec::new() };
    let mut hidden = hidden_chars(text).peekable();
    for (mut start, mut word) in text.split_word_bound_indices() {
        while let Some((at, char)) = hidden.next_if(|(at, _)| *at < start + word.len()) {
            let (before, rest) = word.split_at(at - start);
            let (mark, after) = rest.split_at(char.len_utf8());
            pieces.add_words(before, start);
            let width = HiddenMark::width(ctx, char, setting).min(setting.width);
            pieces.push(mark, at, width, Some(char));
            (start, word) = (at + mark.len(), after);
        }
        pieces.add_words(word, start);
    }
    pieces.found
}

/// Pieces as they are found.
struct Pieces<'a, 'b> {
    ctx: &'b Context,
    setting: &'b Setting,
    /// Where the grapheme clusters of the text begin.
    borders: Vec<usize>,
    found: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a, '_> {
    fn push(&mut self, text: &'a str, start: usize, width: f32, hidden: Option<char>) {
        let clings = self.borders.binary_search(&start).is_err();
        self.found.push(Piece { text, start, width, hidden, clings });
    }

    /// Adds `text`, which begins at `start`, in one piece, or cluster by cluster when it is wider than a row; the end
    /// of a cluster that a hidden character broke off is a piece of its own.
    fn add_words(&mut self, text: &'a str, start: usize) {
        let next_border = self.borders.get(self.borders.partition_point(|border| *border < start));
        let n_broken_off = next_border.map_or(text.len(), |border| (border - start).min(text.len()));
        let (broken_off, text) = text.split_at(n_broken_off);
        if !broken_off.is_empty() {
            self.push(broken_off, start, self.width_of(broken_off), None);
        }
        if text.is_empty() {
            return;
        }
        let start = start + n_broken_off;
        let width = self.width_of(text);
        if width <= self.setting.width {
            return self.push(text, start, width, None);
        }
        for (offset, cluster) in text.grapheme_indices(true) {
            self.push(cluster, start + offset, self.width_of(cluster), None);
        }
    }

    /// Marks on no letter and letters that no font has may be drawn with no width; they have a place all the same.
    fn width_of(&self, text: &str) -> f32 {
        shape(self.ctx, text, false, self.setting).intrinsic_size().x.max(self.setting.font.size * 0.2)
    }
}

/// Breaks pieces into rows: after white space where possible, else before the piece that does not fit.
fn rows_of(pieces: Vec<Piece<'_>>, width: f32) -> Vec<Vec<Piece<'_>>> {
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut row: Vec<Piece<'_>> = Vec::new();
    let mut x = 0.0;
    for piece in pieces {
        if x + piece.width > width && !piece.is_space() && !row.is_empty() {
            let after_space = row.iter().rposition(Piece::is_space).map_or(row.len(), |i| i + 1);
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
    if piece.hidden.is_some() {
        let (start, end) = (piece.start, piece.start + piece.text.len());
        out.push(Cluster { start, end, left: x, right: x + piece.width, is_right_to_left, is_space: false });
        return;
    }
    let own_width = |cluster: &str| {
        let base = cluster.chars().next().unwrap_or(' ');
        let width = ctx.fonts_mut(|fonts| fonts.glyph_width(&setting.font, base));
        // A letter that no font has is drawn as a box, and must be as easy to point at as its neighbours.
        if width > 0.5 { width } else { setting.font.size * 0.5 }
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
