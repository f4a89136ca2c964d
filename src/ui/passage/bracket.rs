//! Brackets in the margin, and the signs and labels beside them.

use super::Mark;
use super::margin::{MIN_LABEL, Margin, SIGN_WIDTH};
use super::strip_mesh::add_shapes;
use crate::ui::glyph;
use crate::ui::theme::{self, Hue, Tokens};
use egui::epaint::{Mesh, Shape};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, Galley, Pos2, Rect, Stroke, pos2, vec2};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Space between bracket and row edge.
const INSET: (f32, f32) = (6.0, 5.0);
/// Height of a sign, and the least room it needs.
const SIGN: f32 = 9.0;
/// Height of a label, and the least room it needs.
const LABEL_HEIGHT: f32 = 13.0;
/// Most signs beside one block.
const MAX_TAGS: usize = 64;
/// Space between a label or sign and the bracket.
const GAP: f32 = 5.0;

/// The part of a bracket beside one block, relative to the left edge of the text and the top of the block.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    pub(super) statement: u64,
    pub(super) name: Arc<str>,
    pub(super) hue: Hue,
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Length of the short lines.
    serif: f32,
    /// Whether the words begin in this block.
    pub(super) opens: bool,
    /// Whether the words end in this block.
    closes: bool,
    /// Bottom of the part of the first row that is its own.
    first_row_bottom: f32,
}

/// A bracket to be placed: which rows of the block, in which lane.
pub(super) struct Wanted<'a> {
    pub(super) mark: &'a Mark,
    pub(super) lane: usize,
    pub(super) rows: RangeInclusive<usize>,
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// Places brackets; where several share a row of a lane, each gets its part of the row.
pub(super) fn place(wanted: &[Wanted<'_>], margin: &Margin, row_height: f32, block_height: f32) -> Vec<Bracket> {
    let n_rows = wanted.iter().map(|wanted| wanted.rows.end() + 1).max().unwrap_or(0);
    // For every lane and row: how many brackets stand there, and how many were placed so far.
    let mut shares = vec![(0u16, 0u16); margin.n_lanes * n_rows];
    let cell = |lane: usize, row: usize| lane * n_rows + row;
    for bracket in wanted {
        for row in bracket.rows.clone() {
            shares[cell(bracket.lane, row)].0 += 1;
        }
    }
    let mut placed = Vec::with_capacity(wanted.len());
    for bracket in wanted {
        let (first, last) = (*bracket.rows.start(), *bracket.rows.end());
        let part = |row: usize, (n, nth): (u16, u16)| {
            let (top, height) = (row as f32 * row_height, row_height / f32::from(n.max(1)));
            let inset = if n > 1 { (1.5, 1.0) } else { INSET };
            let from = top + height * f32::from(nth);
            (from + inset.0, from + height - inset.1)
        };
        let (top, first_row_bottom) = part(first, shares[cell(bracket.lane, first)]);
        let (_, bottom) = part(last, shares[cell(bracket.lane, last)]);
        for row in bracket.rows.clone() {
            shares[cell(bracket.lane, row)].1 += 1;
        }
        placed.push(Bracket {
            statement: bracket.mark.statement,
            name: Arc::clone(&bracket.mark.name),
            hue: bracket.mark.hue,
            x: margin.x(bracket.lane),
            top: if bracket.opens { top } else { 0.0 },
            bottom: if bracket.closes { bottom } else { block_height },
            serif: margin.serif(bracket.lane),
            opens: bracket.opens,
            closes: bracket.closes,
            first_row_bottom,
        });
    }
    placed
}

impl Bracket {
    /// Adds the lines of the bracket, `width` points thick.
    ///
    /// The upright is a plain rectangle, so that the parts beside neighbouring blocks join without a seam.
    pub(super) fn add_to(&self, mesh: &mut Mesh, width: f32, tokens: &Tokens, pixels_per_point: f32) {
        let color = tokens.hue(self.hue);
        let radius = 2.5f32.min((self.bottom - self.top) / 2.0).min(self.serif);
        let (top, bottom) = (self.top + width / 2.0, self.bottom - width / 2.0);
        let upright_top = if self.opens { top + radius } else { self.top };
        let upright_bottom = if self.closes { bottom - radius } else { self.bottom };
        let upright = pos2(self.x - width / 2.0, upright_top)..=pos2(self.x + width / 2.0, upright_bottom);
        mesh.add_colored_rect(Rect::from_min_max(*upright.start(), *upright.end()), color);
        let corner = |y: f32, down: f32| {
            let points = [(self.serif, 0.0), (radius, 0.0), (radius * 0.3, radius * 0.3), (0.0, radius)];
            let points = points.map(|(right, inward)| pos2(self.x + right, y + inward * down));
            Shape::line(points.to_vec(), Stroke::new(width, color))
        };
        let ends = [(self.opens, corner(top, 1.0)), (self.closes, corner(bottom, -1.0))];
        add_shapes(mesh, ends.into_iter().filter(|(is_drawn, _)| *is_drawn).map(|(_, shape)| shape), pixels_per_point);
    }

    /// Where a pointer takes hold of the bracket.
    pub(super) fn area(&self) -> Rect {
        Rect::from_min_max(pos2(self.x - 3.0, self.top), pos2(self.x + self.serif.max(4.0), self.bottom))
    }
}

/// Sign and label of a statement, placed.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Number of the bracket in its block.
    pub(super) bracket: usize,
    /// Middle of the sign.
    pub(super) sign: Pos2,
    /// Top left corner of the label, if there is room for one.
    pub(super) label: Option<(Pos2, Arc<Galley>)>,
}

impl Tag {
    /// The sign as shapes.
    pub(super) fn shapes(&self, mark: &Mark, tokens: &Tokens) -> Vec<Shape> {
        glyph::shapes(self.sign, SIGN, mark.glyph, tokens.hue(mark.hue))
    }

    /// What sign and label cover.
    pub(super) fn area(&self) -> Rect {
        let sign = Rect::from_center_size(self.sign, vec2(SIGN + 3.0, LABEL_HEIGHT));
        let label = self.label.as_ref().map(|(at, galley)| Rect::from_min_size(*at, galley.size()));
        label.map_or(sign, |label| sign.union(label))
    }
}

/// Places sign and label left of all lanes beside each opening bracket; a label goes before a sign does.
pub(super) fn place_tags(
    ctx: &Context,
    brackets: &[Bracket],
    wanted: &[Wanted<'_>],
    margin: &Margin,
    outermost: &[f32],
    tokens: &Tokens,
) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for (i, (bracket, wanted)) in brackets.iter().zip(wanted).enumerate() {
        let room = bracket.first_row_bottom - bracket.top;
        if !bracket.opens || room < SIGN || tags.len() >= MAX_TAGS {
            continue;
        }
        let y = f32::midpoint(bracket.top, bracket.first_row_bottom).round();
        let right = outermost[*wanted.rows.start()] - GAP;
        let is_free = |area: Rect, taken: &[Rect]| {
            area.left() >= margin.edge && !taken.iter().any(|other| other.intersects(area.shrink(0.5)))
        };
        let band = |left: f32, right: f32| {
            Rect::from_min_max(pos2(left, y - LABEL_HEIGHT / 2.0), pos2(right, y + LABEL_HEIGHT / 2.0))
        };
        let label = label_of(ctx, wanted.mark, right - margin.edge - SIGN_WIDTH, tokens).filter(|label| {
            room >= LABEL_HEIGHT - 1.0 && is_free(band(right - label.size().x - SIGN_WIDTH, right), &taken)
        });
        if let Some(label) = label {
            let left = (right - label.size().x).round();
            taken.push(band(left - SIGN_WIDTH, right));
            let at = pos2(left, (y - label.size().y / 2.0).round());
            tags.push(Tag { bracket: i, sign: pos2(left - SIGN_WIDTH / 2.0 - 1.5, y), label: Some((at, label)) });
            continue;
        }
        let sign_band = |right: f32| Rect::from_center_size(pos2(right - SIGN / 2.0, y), vec2(SIGN + 2.0, SIGN));
        let free = (0..4).map(|n| sign_band(right - n as f32 * (SIGN + 3.0))).find(|area| is_free(*area, &taken));
        if let Some(area) = free {
            taken.push(area);
            tags.push(Tag { bracket: i, sign: area.center(), label: None });
        }
    }
    tags
}

/// The label of `mark`, cut with an ellipsis at `width`; `None` when it has none or hardly a letter would be left.
fn label_of(ctx: &Context, mark: &Mark, width: f32, tokens: &Tokens) -> Option<Arc<Galley>> {
    if mark.label.is_empty() || width < MIN_LABEL {
        return None;
    }
    let format = TextFormat::simple(theme::semibold(11.0), tokens.hue(mark.hue));
    let mut job = LayoutJob::single_section(mark.label.to_string(), format);
    job.wrap = TextWrapping::truncate_at_width(width.min(180.0));
    Some(ctx.fonts_mut(|fonts| fonts.layout_job(job)))
}

/// A sign for lanes that are not drawn: three dots beside the rows they touch.
pub(super) fn more_shapes(x: f32, row: usize, row_height: f32, color: Color32) -> Vec<Shape> {
    let middle = (row as f32 + 0.5) * row_height;
    [-5.0, 0.0, 5.0].map(|dy| Shape::circle_filled(pos2(x, middle + dy), 1.5, color)).to_vec()
}
