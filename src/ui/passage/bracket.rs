//! Brackets in the margin.

use super::Mark;
use super::block_layout::BlockLayout;
use super::margin::Margin;
use super::strip_mesh::add_shapes;
use super::tint::Cover;
use crate::text::Span;
use crate::ui::theme::Hue;
use egui::epaint::{Mesh, Shape};
use egui::{Color32, Rect, Stroke, pos2, vec2};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Space between bracket and row edge.
const INSET: (f32, f32) = (6.0, 5.0);

/// The part of a bracket beside one block, relative to the left edge of the text and the top of the block.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    pub(super) statement: u64,
    /// The words, in bytes of the document.
    pub(super) span: Span,
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
    pub(super) first_row_bottom: f32,
    /// Whether no other bracket in its lane shares its first row.
    pub(super) has_first_row: bool,
}

/// A bracket to be placed: which rows of the block, in which lane.
pub(super) struct Wanted<'a> {
    pub(super) mark: &'a Mark,
    pub(super) lane: usize,
    pub(super) rows: RangeInclusive<usize>,
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Whether a sign goes beside it: not where a line joins it to an earlier part of the passage.
    pub(super) is_tagged: bool,
}

/// A dotted line between the brackets of two parts of a passage, as far as it is beside one block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) statement: u64,
    pub(super) hue: Hue,
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Size of a dot of a dotted line, and distance between dots.
const DOTS: (f32, f32) = (1.5, 5.0);

impl Link {
    /// Adds the dots; their distance is kept over the borders of blocks as well as rows allow.
    pub(super) fn add_to(&self, mesh: &mut Mesh, size: f32, color: Color32) {
        add_dots(mesh, self.x, (self.top, self.bottom), size, color);
    }
}

fn add_dots(mesh: &mut Mesh, x: f32, (top, bottom): (f32, f32), extra: f32, color: Color32) {
    let size = DOTS.0 + extra;
    let n = ((bottom - top - size) / DOTS.1).floor().max(0.0) as usize;
    let first = f32::midpoint(top, bottom) - n as f32 * DOTS.1 / 2.0;
    for i in 0..=n {
        let dot = Rect::from_center_size(pos2(x, first + i as f32 * DOTS.1), vec2(size, size));
        if bottom - top >= size {
            mesh.add_colored_rect(dot, color);
        }
    }
}

/// Places brackets; where several share a row of a lane, each gets its part of the row.
///
/// Parts of one passage that meet on a row are one bracket, that of the first; the others are not drawn.
pub(super) fn place(wanted: &[Wanted<'_>], margin: &Margin, row_height: f32, block_height: f32) -> Vec<Bracket> {
    let runs = runs_of(wanted);
    let n_rows = wanted.iter().map(|wanted| wanted.rows.end() + 1).max().unwrap_or(0);
    // For every lane and row: how many brackets stand there, and how many were placed so far.
    let mut shares = vec![(0u16, 0u16); (margin.n_lanes + 1) * n_rows];
    let cell = |lane: usize, row: usize| lane * n_rows + row;
    for (i, run) in runs.iter().enumerate().filter(|(i, run)| run.root == *i) {
        for row in run.rows.0..=run.rows.1 {
            shares[cell(wanted[i].lane, row)].0 += 1;
        }
    }
    let mut placed: Vec<Bracket> = Vec::with_capacity(wanted.len());
    for (i, (bracket, run)) in wanted.iter().zip(&runs).enumerate() {
        let (mark, x) = (bracket.mark, margin.x(bracket.lane));
        let (statement, span, hue, name) = (mark.statement, mark.span, mark.hue, Arc::clone(&mark.name));
        if run.root != i {
            // Where the run ends: no line is to join it to what is joined already.
            let Bracket { bottom, serif, .. } = placed[run.root];
            placed.push(Bracket {
                statement,
                span,
                name,
                hue,
                x,
                top: bottom,
                bottom,
                serif,
                opens: false,
                closes: false,
                first_row_bottom: bottom,
                has_first_row: false,
            });
            continue;
        }
        let part = |row: usize, (n, nth): (u16, u16)| {
            let (top, height) = (row as f32 * row_height, row_height / f32::from(n.max(1)));
            let inset = if n > 1 { (1.5, 1.0) } else { INSET };
            let from = top + height * f32::from(nth);
            (from + inset.0, from + height - inset.1)
        };
        let (first, last) = run.rows;
        let (top, first_row_bottom) = part(first, shares[cell(bracket.lane, first)]);
        let (_, bottom) = part(last, shares[cell(bracket.lane, last)]);
        for row in first..=last {
            shares[cell(bracket.lane, row)].1 += 1;
        }
        placed.push(Bracket {
            statement,
            span,
            name,
            hue,
            x,
            top: if bracket.opens { top } else { 0.0 },
            bottom: if run.closes { bottom } else { block_height },
            serif: margin.serif(bracket.lane),
            opens: bracket.opens,
            closes: run.closes,
            first_row_bottom,
            has_first_row: shares[cell(bracket.lane, first)].0 <= 1,
        });
    }
    placed
}

/// Parts of one passage that meet on their rows.
#[derive(Clone, Debug)]
struct Run {
    /// Number of the first of them.
    root: usize,
    /// First and last row of all of them.
    rows: (usize, usize),
    /// Whether the last of them ends in the block.
    closes: bool,
}

/// For each of `wanted` the run that it is in; rows are told for the first of a run only.
fn runs_of(wanted: &[Wanted<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(wanted.len());
    let mut last_of: HashMap<u64, usize> = HashMap::new();
    for (i, bracket) in wanted.iter().enumerate() {
        let Wanted { rows, closes, .. } = bracket;
        let before = last_of.insert(bracket.mark.statement, i).filter(|_| !bracket.is_tagged);
        let root = before.map(|before| runs[before].root).filter(|root| runs[*root].rows.1 == *rows.start());
        if let Some(root) = root {
            runs[root].rows.1 = *rows.end();
            runs[root].closes = *closes;
        }
        runs.push(Run { root: root.unwrap_or(i), rows: (*rows.start(), *rows.end()), closes: *closes });
    }
    runs
}

/// A bracket for a mark that has no lane of its own, where the dots for such marks are.
pub(super) fn lent(
    mark: &Mark,
    cover: &Cover,
    layout: &BlockLayout,
    margin: &Margin,
    row_height: f32,
    block_height: f32,
) -> Vec<Bracket> {
    let rows = layout.row_of(cover.bytes.start)..=layout.row_of(cover.bytes.end.saturating_sub(1));
    let Cover { opens, closes, .. } = *cover;
    let wanted = Wanted { mark, lane: margin.more_lane(), rows, opens, closes, is_tagged: false };
    place(&[wanted], margin, row_height, block_height)
}

impl Bracket {
    /// Adds the lines of the bracket, `width` points thick.
    ///
    /// The upright is a plain rectangle, so that the parts beside neighbouring blocks join without a seam.
    pub(super) fn add_to(&self, mesh: &mut Mesh, width: f32, color: Color32, pixels_per_point: f32) {
        if self.is_joined() {
            return;
        }
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

    /// Whether the bracket of an earlier part of the passage stands for this one, too.
    fn is_joined(&self) -> bool {
        !self.opens && self.bottom <= self.top
    }

    /// Where a pointer takes hold of the bracket.
    pub(super) fn area(&self) -> Rect {
        if self.is_joined() {
            return Rect::NOTHING;
        }
        Rect::from_min_max(pos2(self.x - 4.0, self.top), pos2(self.x + self.serif.max(4.0), self.bottom))
    }
}

/// Dots beside the rows of statements that have no lane of their own.
pub(super) fn add_more(mesh: &mut Mesh, x: f32, rows: (f32, f32), color: Color32) {
    add_dots(mesh, x, rows, 0.5, color);
}
