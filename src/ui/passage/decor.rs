//! What is drawn behind and beside one block: tints, brackets, signs, labels.

use super::block_layout::BlockLayout;
use super::bracket::{self, Bracket, Wanted};
use super::margin::Margin;
use super::mark_index::{Found, MarkIndex};
use super::strip_mesh::add_shapes;
use super::tag::{self, Tag, TagSource};
use super::tint::{Cover, add_tints};
use crate::text::Span;
use crate::ui::theme::Tokens;
use egui::epaint::Mesh;
use egui::{Context, Galley, Pos2, Rangef, Rect};
use std::sync::Arc;

/// Thickness of a bracket.
const LINE: f32 = 2.0;

/// What is drawn around a block, relative to the left edge of the text and the top of the block.
#[derive(Debug, Default)]
pub(super) struct Decor {
    /// Tints, brackets and signs.
    pub(super) mesh: Mesh,
    /// Labels beside brackets, in their own colours.
    pub(super) labels: Vec<(Pos2, Arc<Galley>)>,
    /// Brackets, for the pointer and for assistive technology.
    pub(super) brackets: Vec<Bracket>,
    /// Number of the bracket, and where its sign and label are.
    pub(super) tags: Vec<(usize, Rect)>,
    /// Number of statements in the lanes that are gathered in the last.
    pub(super) n_more: usize,
    /// Where the last lane stands for others, from left to right.
    pub(super) more: Option<Rangef>,
}

/// What a decor is built from.
pub(super) struct Source<'a> {
    pub(super) ctx: &'a Context,
    pub(super) layout: &'a BlockLayout,
    /// The bytes of the block.
    pub(super) span: Span,
    /// Height of the block with the space below it.
    pub(super) height: f32,
    pub(super) row_height: f32,
    pub(super) pixels_per_point: f32,
    pub(super) marks: &'a MarkIndex,
    pub(super) margin: Margin,
    pub(super) tokens: &'a Tokens,
}

impl Decor {
    pub(super) fn new(source: &Source<'_>) -> Self {
        let mut decor = Self::default();
        let mut found = Vec::new();
        source.marks.query(source.span, |mark| found.push(mark));
        if found.is_empty() {
            return decor;
        }
        let covers: Vec<Cover> = found.iter().map(|found| cover(found, source.span)).collect();
        add_tints(&mut decor.mesh, &covers, source.layout, source.row_height, source.tokens);
        decor.add_brackets(&found, &covers, source);
        decor
    }

    fn add_brackets(&mut self, found: &[Found<'_>], covers: &[Cover], source: &Source<'_>) {
        let Source { layout, margin, tokens, pixels_per_point, .. } = *source;
        let margin = &margin;
        let mut outermost = vec![0.0f32; layout.n_rows()];
        let mut has_more = vec![false; layout.n_rows()];
        let mut wanted = Vec::new();
        for (found, cover) in found.iter().zip(covers) {
            let rows = layout.row_of(cover.bytes.start)..=layout.row_of(cover.bytes.end.saturating_sub(1));
            let lane = margin.shown(found.lane);
            let x = margin.x(lane.unwrap_or(margin.n_lanes - 1));
            outermost[rows.clone()].iter_mut().for_each(|left| *left = left.min(x));
            if let Some(lane) = lane {
                let Cover { opens, closes, .. } = *cover;
                wanted.push(Wanted { mark: found.mark, lane, rows, opens, closes });
            } else {
                self.n_more += 1;
                has_more[rows].fill(true);
            }
        }
        self.brackets = bracket::place(&wanted, margin, source.row_height, source.height);
        for bracket in &self.brackets {
            bracket.add_to(&mut self.mesh, LINE, tokens, pixels_per_point);
        }
        let mut shapes = Vec::new();
        let more = margin.x(margin.n_lanes - 1);
        for row in (0..has_more.len()).filter(|row| has_more[*row]) {
            shapes.extend(bracket::more_shapes(more, row, source.row_height, tokens.soft));
        }
        self.more = (self.n_more > 0).then(|| Rangef::new(more - 3.0, more + 3.0));
        let source =
            TagSource { ctx: source.ctx, margin, outermost: &outermost, row_height: source.row_height, tokens };
        let tags = tag::place(&source, &self.brackets, &wanted);
        for tag in &tags {
            shapes.extend(tag.shapes(wanted[tag.bracket].mark, tokens));
        }
        add_shapes(&mut self.mesh, shapes, pixels_per_point);
        self.tags = tags.iter().map(|tag| (tag.bracket, tag.area())).collect();
        self.labels = tags.into_iter().filter_map(|tag: Tag| tag.label).collect();
    }
}

/// What `found` covers of the block at `span`.
fn cover(found: &Found<'_>, span: Span) -> Cover {
    let mark = found.mark.span;
    Cover {
        bytes: mark.start.max(span.start) - span.start..mark.end.min(span.end) - span.start,
        hue: found.mark.hue,
        opens: mark.start >= span.start,
        closes: mark.end <= span.end + 1, // nothing but a line feed lies beyond
    }
}
