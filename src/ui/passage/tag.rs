//! Signs and labels beside brackets: the stance, and the theme where there is room.

use super::Mark;
use super::bracket::{Bracket, Wanted};
use super::margin::{MIN_LABEL, Margin, SIGN_WIDTH};
use super::tag_rows::{Place, Row, rows_of};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, Hue, Tokens, size};
use egui::epaint::Shape;
use egui::epaint::text::PlacedRow;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, Galley, Pos2, Rect, pos2, vec2};
use std::sync::Arc;

/// Height of a sign.
const SIGN: f32 = 9.0;
/// Distance between signs that stand side by side.
const SIGN_PITCH: f32 = SIGN + 3.0;
/// Height of a line of a label.
pub(super) const LINE_HEIGHT: f32 = 13.0;
/// Space between a label or sign and the bracket.
const GAP: f32 = 5.0;
/// Widest label.
const MAX_LABEL: f32 = 190.0;
/// Most lines of a label.
const MAX_LINES: usize = 2;

/// A sign, a label, or both, placed: relative to the left edge of the text and the top of the block.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Numbers of the brackets in their block; several for those that have no room of their own.
    pub(super) brackets: Vec<usize>,
    /// Middle of the sign, and which it is; `None` for a number that stands for several.
    sign: Option<(Pos2, Glyph)>,
    /// Top right corner of the label, if there is room for one.
    pub(super) label: Option<(Pos2, Arc<Galley>)>,
    /// Colour of both; `None` for a number that stands for several.
    pub(super) hue: Option<Hue>,
}

impl Tag {
    /// The sign as shapes.
    pub(super) fn shapes(&self, tokens: &Tokens) -> Vec<Shape> {
        let (Some((at, glyph)), Some(hue)) = (self.sign, self.hue) else { return Vec::new() };
        glyph::shapes(at, SIGN, glyph, tokens.hue(hue))
    }

    /// What sign and label cover.
    pub(super) fn area(&self) -> Rect {
        let sign = self.sign.map(|(sign, _)| Rect::from_center_size(sign, vec2(SIGN + 3.0, LINE_HEIGHT)));
        let label = self.label.as_ref().map(|(at, galley)| {
            let size = galley.size();
            Rect::from_min_size(pos2(at.x - size.x, at.y), size)
        });
        sign.into_iter().chain(label).reduce(Rect::union).unwrap_or(Rect::NOTHING)
    }
}

/// Where tags of one block go.
pub(super) struct TagSource<'a> {
    pub(super) ctx: &'a Context,
    pub(super) margin: &'a Margin,
    /// The outermost bracket of each row.
    pub(super) outermost: &'a [f32],
    pub(super) row_height: f32,
    pub(super) tokens: &'a Tokens,
}

/// Places the tags of brackets that open a passage left of all lanes: see [`super::tag_rows`] for which go where.
pub(super) fn place(source: &TagSource<'_>, brackets: &[Bracket], wanted: &[Wanted<'_>]) -> Vec<Tag> {
    let n_lines = (source.row_height / LINE_HEIGHT).floor().max(1.0) as usize;
    let places =
        brackets.iter().zip(wanted).enumerate().filter(|(_, (bracket, wanted))| bracket.opens && wanted.is_tagged);
    let places = places.map(|(bracket, (of, wanted))| Place {
        bracket,
        rows: (*wanted.rows.start(), *wanted.rows.end()),
        y: f32::midpoint(of.top, of.first_row_bottom),
        is_whole_row: of.has_first_row,
    });
    let mut tags = Vec::new();
    for row in rows_of(places.collect(), n_lines.min(MAX_LINES)) {
        source.place_row(&row, n_lines, wanted, &mut tags);
    }
    tags
}

impl TagSource<'_> {
    fn place_row(&self, row: &Row, n_lines: usize, wanted: &[Wanted<'_>], tags: &mut Vec<Tag>) {
        let top = row.number as f32 * self.row_height;
        let n_places = row.alone.len() + usize::from(!row.gathered.is_empty());
        let y_of = |i: usize| top + self.row_height * (i as f32 + 0.5) / n_places as f32;
        for (i, place) in row.alone.iter().enumerate() {
            let (y, n_lines) = match n_places {
                1 if place.rows.0 == row.number => {
                    (place.y, if place.is_whole_row { n_lines.min(MAX_LINES) } else { 1 })
                }
                1 => (y_of(i), n_lines.min(MAX_LINES)),
                _ => (y_of(i), 1),
            };
            tags.extend(self.tag(row.number, y.round(), n_lines, place.bracket, wanted[place.bracket].mark));
        }
        if !row.gathered.is_empty() {
            self.gather(row, y_of(n_places - 1).round(), wanted, tags);
        }
    }

    fn right(&self, row: usize) -> f32 {
        self.outermost.get(row).copied().unwrap_or_default() - GAP
    }

    /// Sign and label, or the sign alone, or nothing where not even that has room.
    fn tag(&self, row: usize, y: f32, n_lines: usize, bracket: usize, mark: &Mark) -> Option<Tag> {
        let right = self.right(row).round();
        let (brackets, hue) = (vec![bracket], Some(mark.hue));
        if let Some(label) = self.label_of(mark, right - self.margin.edge - SIGN_WIDTH, n_lines) {
            let size = label.size();
            let sign = pos2(right - size.x.ceil() - SIGN_WIDTH / 2.0 - 1.5, y);
            let at = pos2(right, (y - size.y / 2.0).round());
            return Some(Tag { brackets, sign: Some((sign, mark.glyph)), label: Some((at, label)), hue });
        }
        let tag = Tag { brackets, sign: Some((pos2(right - SIGN / 2.0, y), mark.glyph)), label: None, hue };
        (tag.area().left() >= self.margin.edge).then_some(tag)
    }

    /// Signs side by side, the innermost lane at the right; what has no room is counted.
    fn gather(&self, row: &Row, y: f32, wanted: &[Wanted<'_>], tags: &mut Vec<Tag>) {
        let right = self.right(row.number).round();
        let n_fitting = |room: f32| ((room + SIGN_PITCH - SIGN - 1.5) / SIGN_PITCH).max(0.0) as usize;
        let room = right - self.margin.edge;
        let n = row.gathered.len();
        let count = |n: usize| self.count(n);
        let n_signs = if n <= n_fitting(room) { n } else { n_fitting(room - count(n).size().x - 4.0) };
        for (i, bracket) in row.gathered[..n_signs].iter().enumerate() {
            let sign = pos2(right - SIGN / 2.0 - i as f32 * SIGN_PITCH, y);
            let Mark { glyph, hue, .. } = *wanted[*bracket].mark;
            tags.push(Tag { brackets: vec![*bracket], sign: Some((sign, glyph)), label: None, hue: Some(hue) });
        }
        if n_signs < n {
            let label = count(n - n_signs);
            let at = pos2(right - n_signs as f32 * SIGN_PITCH, (y - label.size().y / 2.0).round());
            let brackets = row.gathered[n_signs..].to_vec();
            let tag = Tag { brackets, sign: None, label: Some((at, label)), hue: None };
            if tag.area().left() >= self.margin.edge {
                tags.push(tag);
            }
        }
    }

    /// The label of `mark`, cut with an ellipsis at `width`; `None` when hardly a letter would be left.
    fn label_of(&self, mark: &Mark, width: f32, n_lines: usize) -> Option<Arc<Galley>> {
        if mark.label.is_empty() || width < MIN_LABEL {
            return None;
        }
        let set = |n_lines| self.set(mark.label.to_string(), self.tokens.hue(mark.hue), width.min(MAX_LABEL), n_lines);
        let label = set(n_lines);
        let breaks_a_word = |row: &PlacedRow| row.glyphs.last().is_some_and(|glyph| glyph.chr.is_alphanumeric());
        let is_fine = label.rows.len() < 2 || !breaks_a_word(&label.rows[0]);
        Some(if is_fine { label } else { set(1) })
    }

    /// `+3`, for statements that have no room of their own.
    fn count(&self, n: usize) -> Arc<Galley> {
        self.set(format!("+{n}"), self.tokens.soft, MAX_LABEL, 1)
    }

    fn set(&self, text: String, color: Color32, width: f32, n_lines: usize) -> Arc<Galley> {
        let mut format = TextFormat::simple(theme::semibold(size::CAPTION), color);
        format.line_height = Some(LINE_HEIGHT);
        let mut job = LayoutJob::single_section(text, format);
        job.wrap = TextWrapping {
            max_width: width,
            max_rows: n_lines,
            break_anywhere: n_lines == 1,
            ..TextWrapping::default()
        };
        job.halign = egui::Align::RIGHT;
        self.ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }
}
