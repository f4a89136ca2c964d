//! What is drawn behind and beside one block: tints, brackets, signs, labels.

use super::Mark;
use super::block_layout::BlockLayout;
use super::bracket::{self, Bracket, Link, Wanted};
use super::margin::Margin;
use super::mark_index::{Found, MarkIndex};
use super::strip_mesh::add_shapes;
use super::tag::{self, Tag, TagSource};
use super::tint::{Cover, add_tints};
use crate::text::Span;
use crate::ui::theme::Tokens;
use egui::epaint::Mesh;
use egui::{Context, Rangef, Rect};
use std::collections::HashMap;
use std::sync::Arc;

/// Thickness of a bracket.
pub(super) const LINE: f32 = 2.0;

/// What is drawn around a block, relative to the left edge of the text and the top of the block.
///
/// Tints and lines are apart, so that all can step back at once while one statement stands out.
#[derive(Debug, Default)]
pub(super) struct Decor {
    /// Tints behind the words.
    pub(super) tints: Mesh,
    /// Brackets, the lines that join them, and signs.
    pub(super) lines: Mesh,
    /// Signs and labels beside brackets.
    pub(super) tags: Vec<Tag>,
    /// Brackets, for the pointer and for assistive technology.
    pub(super) brackets: Vec<Bracket>,
    /// Lines that join brackets.
    pub(super) links: Vec<Link>,
    /// Statements that have no lane of their own and are gathered in one beyond.
    pub(super) hidden: Vec<Hidden>,
    /// Where the lane for these stands.
    more_x: f32,
}

/// A statement beside which there are dots in place of a bracket.
#[derive(Clone, Debug)]
pub(super) struct Hidden {
    pub(super) statement: u64,
    pub(super) name: Arc<str>,
    /// Its rows in the lane of those without one.
    pub(super) area: Rect,
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
        let mut decor = Self { more_x: source.margin.x(source.margin.more_lane()), ..Self::default() };
        let (mut found, mut gaps) = (Vec::new(), Vec::new());
        source.marks.query_all(source.span, |one| {
            if one.gap.is_none() {
                found.push(one);
            } else {
                gaps.push(one);
            }
        });
        if !found.is_empty() {
            let covers: Vec<Cover> = found.iter().map(|found| cover(found.mark, source.span)).collect();
            add_tints(&mut decor.tints, &covers, source.layout, source.row_height, source.tokens);
            decor.add_brackets(&found, &covers, source);
        }
        decor.add_links(&gaps, source);
        decor
    }

    fn add_brackets(&mut self, found: &[Found<'_>], covers: &[Cover], source: &Source<'_>) {
        let Source { layout, margin, tokens, pixels_per_point, .. } = *source;
        let margin = &margin;
        let mut outermost = vec![0.0f32; layout.n_rows()];
        let mut wanted = Vec::new();
        for (found, cover) in found.iter().zip(covers) {
            let rows = layout.row_of(cover.bytes.start)..=layout.row_of(cover.bytes.end.saturating_sub(1));
            let lane = margin.shown(found.lane);
            let x = lane.map_or(self.more_x, |lane| margin.x(lane));
            outermost[rows.clone()].iter_mut().for_each(|left| *left = left.min(x));
            if let Some(lane) = lane {
                let Cover { opens, closes, .. } = *cover;
                wanted.push(Wanted { mark: found.mark, lane, rows, opens, closes, is_tagged: !found.follows });
            } else {
                let x = self.more_x - 3.0..=self.more_x + 3.0;
                let y = *rows.start() as f32 * source.row_height..=(rows.end() + 1) as f32 * source.row_height;
                let Mark { statement, ref name, .. } = *found.mark;
                self.hidden.push(Hidden { statement, name: Arc::clone(name), area: Rect::from_x_y_ranges(x, y) });
            }
        }
        self.brackets = bracket::place(&wanted, margin, source.row_height, source.height);
        for bracket in &self.brackets {
            bracket.add_to(&mut self.lines, LINE, tokens.hue(bracket.hue), pixels_per_point);
        }
        for rows in covered(self.hidden.iter().map(|hidden| hidden.area.y_range())) {
            bracket::add_more(&mut self.lines, self.more_x, (rows.min + 6.0, rows.max - 6.0), tokens.soft);
        }
        let source =
            TagSource { ctx: source.ctx, margin, outermost: &outermost, row_height: source.row_height, tokens };
        self.tags = tag::place(&source, &self.brackets, &wanted);
        let shapes: Vec<_> = self.tags.iter().flat_map(|tag| tag.shapes(tokens)).collect();
        add_shapes(&mut self.lines, shapes, pixels_per_point);
    }

    /// Whether `tag` stands for `statement`, alone or among others.
    pub(super) fn is_tag_of(&self, tag: &Tag, statement: u64) -> bool {
        tag.brackets.iter().any(|bracket| self.brackets[*bracket].statement == statement)
    }

    /// Joins the brackets of parts of one passage, also past blocks that hold none of them.
    fn add_links(&mut self, gaps: &[Found<'_>], source: &Source<'_>) {
        if gaps.is_empty() {
            return;
        }
        let (mut tops, mut bottoms) = (HashMap::new(), HashMap::new());
        for bracket in &self.brackets {
            tops.insert((bracket.statement, bracket.span.start), bracket.top);
            bottoms.insert((bracket.statement, bracket.span.end), bracket.bottom);
        }
        for found in gaps {
            let (Some(gap), Some(lane)) = (found.gap, source.margin.shown(found.lane)) else { continue };
            let Mark { statement, hue, .. } = *found.mark;
            let top = bottoms.get(&(statement, gap.start)).copied().unwrap_or(0.0);
            let bottom = tops.get(&(statement, gap.end)).copied().unwrap_or(source.height);
            let link = Link { statement, hue, x: source.margin.x(lane), top, bottom };
            link.add_to(&mut self.lines, 0.0, source.tokens.hue(hue));
            self.links.push(link);
        }
    }
}

/// The stretches that `ranges`, sorted by their starts, cover together.
fn covered(ranges: impl Iterator<Item = Rangef>) -> Vec<Rangef> {
    let mut covered: Vec<Rangef> = Vec::new();
    for range in ranges {
        match covered.last_mut() {
            Some(last) if range.min <= last.max => last.max = last.max.max(range.max),
            _ => covered.push(range),
        }
    }
    covered
}

/// What `mark` covers of the block at `span`.
pub(super) fn cover(mark: &Mark, span: Span) -> Cover {
    Cover {
        bytes: mark.span.start.max(span.start) - span.start..mark.span.end.min(span.end) - span.start,
        hue: mark.hue,
        opens: mark.span.start >= span.start,
        closes: mark.span.end <= span.end + 1, // nothing but a line feed lies beyond
    }
}
