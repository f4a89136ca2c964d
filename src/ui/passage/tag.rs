//! Signs and labels beside brackets: the stance, and the theme where there is room.

use super::Mark;
use super::bracket::{Bracket, Wanted};
use super::margin::{MIN_LABEL, Margin, SIGN_WIDTH};
use crate::ui::glyph;
use crate::ui::theme::{self, Tokens};
use egui::epaint::Shape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Context, Galley, Pos2, Rect, pos2, vec2};
use std::sync::Arc;

/// Height of a sign.
const SIGN: f32 = 9.0;
/// Height of a label; two that are nearer than this stand in each other's way.
const LABEL_HEIGHT: f32 = 13.0;
/// Space between a label or sign and the bracket.
const GAP: f32 = 5.0;
/// Widest label.
const MAX_LABEL: f32 = 180.0;
/// Most signs beside one block.
const MAX_TAGS: usize = 64;
/// Rows below its first that a label may move to.
const MAX_ROWS_DOWN: usize = 3;

/// Sign and label of a statement, placed.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Number of the bracket in its block.
    pub(super) bracket: usize,
    /// Middle of the sign.
    sign: Pos2,
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

/// Where tags of one block go.
pub(super) struct TagSource<'a> {
    pub(super) ctx: &'a Context,
    pub(super) margin: &'a Margin,
    /// The outermost bracket of each row.
    pub(super) outermost: &'a [f32],
    pub(super) row_height: f32,
    pub(super) tokens: &'a Tokens,
}

/// The height chosen for a tag, and the row it is on.
#[derive(Clone, Copy, Debug)]
struct Spot {
    bracket: usize,
    row: usize,
    y: f32,
}

/// Places a tag left of all lanes beside each opening bracket.
///
/// Where several begin on a row, a longer one has its tag on its next row; where that is no help, signs stand side by
/// side without labels: a label goes before a sign does.
pub(super) fn place(source: &TagSource<'_>, brackets: &[Bracket], wanted: &[Wanted<'_>]) -> Vec<Tag> {
    let mut spots: Vec<Spot> = Vec::new();
    for (i, (bracket, wanted)) in brackets.iter().zip(wanted).enumerate().filter(|(_, (bracket, _))| bracket.opens) {
        if spots.len() < MAX_TAGS {
            let spot = choose(i, bracket, wanted, &spots, source.row_height);
            spots.push(spot);
        }
    }
    let mut taken = Vec::new();
    spots
        .iter()
        .filter_map(|spot| {
            let is_contested = spots.iter().any(|other| other.bracket != spot.bracket && is_near(other.y, spot.y));
            let mark = wanted[spot.bracket].mark;
            let labelled = if is_contested { None } else { source.labelled(*spot, mark, &taken) };
            let tag = labelled.or_else(|| source.signed(*spot, &taken))?;
            taken.push(tag.area());
            Some(tag)
        })
        .collect()
}

fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() < LABEL_HEIGHT
}

/// The first height beside `bracket` that no other tag has chosen, else that of its first row.
fn choose(i: usize, bracket: &Bracket, wanted: &Wanted<'_>, chosen: &[Spot], row_height: f32) -> Spot {
    let (first, last) = (*wanted.rows.start(), *wanted.rows.end());
    let spot = |row: usize, y: f32| Spot { bracket: i, row, y: y.round() };
    let top = spot(first, f32::midpoint(bracket.top, bracket.first_row_bottom));
    let below = (first + 1..=last.min(first + MAX_ROWS_DOWN)).map(|row| spot(row, (row as f32 + 0.5) * row_height));
    let is_free = |spot: &Spot| !chosen.iter().any(|other| is_near(other.y, spot.y));
    std::iter::once(top).chain(below).find(is_free).unwrap_or(top)
}

impl TagSource<'_> {
    fn right(&self, spot: Spot) -> f32 {
        self.outermost[spot.row] - GAP
    }

    fn is_free(&self, area: Rect, taken: &[Rect]) -> bool {
        area.left() >= self.margin.edge && !taken.iter().any(|other| other.intersects(area.shrink(0.5)))
    }

    /// Sign and label, if there is room for both.
    fn labelled(&self, spot: Spot, mark: &Mark, taken: &[Rect]) -> Option<Tag> {
        let right = self.right(spot);
        let label = self.label_of(mark, right - self.margin.edge - SIGN_WIDTH)?;
        let left = (right - label.size().x).round();
        let at = pos2(left, (spot.y - label.size().y / 2.0).round());
        let sign = pos2(left - SIGN_WIDTH / 2.0 - 1.5, spot.y);
        let tag = Tag { bracket: spot.bracket, sign, label: Some((at, label)) };
        self.is_free(tag.area(), taken).then_some(tag)
    }

    /// The sign alone, as far right as is free.
    fn signed(&self, spot: Spot, taken: &[Rect]) -> Option<Tag> {
        let first = self.right(spot) - SIGN / 2.0;
        (0..MAX_TAGS)
            .map(|n| Tag { bracket: spot.bracket, sign: pos2(first - n as f32 * (SIGN + 3.0), spot.y), label: None })
            .take_while(|tag| tag.area().left() >= self.margin.edge)
            .find(|tag| self.is_free(tag.area(), taken))
    }

    /// The label of `mark`, cut with an ellipsis at `width`; `None` when hardly a letter would be left.
    fn label_of(&self, mark: &Mark, width: f32) -> Option<Arc<Galley>> {
        if mark.label.is_empty() || width < MIN_LABEL {
            return None;
        }
        let format = TextFormat::simple(theme::semibold(11.0), self.tokens.hue(mark.hue));
        let mut job = LayoutJob::single_section(mark.label.to_string(), format);
        job.wrap = TextWrapping::truncate_at_width(width.min(MAX_LABEL));
        Some(self.ctx.fonts_mut(|fonts| fonts.layout_job(job)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::passage::bracket;
    use crate::ui::passage::layout_tests::context;
    use crate::ui::passage::reader_style::Column;

    /// Brackets on `rows` in lanes 0, 1, … as they are tagged: y and whether there is a label.
    fn tags(rows: &[(usize, usize)], margin_width: f32) -> Vec<(f32, bool)> {
        let mark = super::super::test_reader::mark(1, "words", "words");
        let margin = Margin::new(&Column { left: margin_width, ..Column::default() }, rows.len());
        let to_wanted = |(lane, (first, last)): (usize, &(usize, usize))| bracket::Wanted {
            mark: &mark,
            lane,
            rows: *first..=*last,
            opens: true,
            closes: true,
        };
        let wanted: Vec<_> = rows.iter().enumerate().map(to_wanted).collect();
        let brackets = bracket::place(&wanted, &margin, 30.0, 300.0);
        let (ctx, tokens, outermost) = (context(), Tokens::light(), [margin.x(rows.len() - 1); 10]);
        let source = TagSource { ctx: &ctx, margin: &margin, outermost: &outermost, row_height: 30.0, tokens: &tokens };
        let tags = place(&source, &brackets, &wanted);
        for (i, tag) in tags.iter().enumerate() {
            assert!(tag.area().left() >= margin.edge);
            assert!(tags[..i].iter().all(|other| !other.area().shrink(0.6).intersects(tag.area().shrink(0.6))));
        }
        tags.iter().map(|tag| (tag.sign.y, tag.label.is_some())).collect()
    }

    #[test]
    fn every_stance_has_its_sign_and_labels_never_meet() {
        assert_eq!(tags(&[(0, 2)], 200.0), [(16.0, true)]);
        assert_eq!(tags(&[(0, 2), (0, 3)], 200.0), [(16.0, true), (45.0, true)], "the second moves down a row");
        assert_eq!(tags(&[(1, 1), (1, 1)], 200.0), [(46.0, false), (46.0, false)], "no room for two labels");
        assert_eq!(tags(&[(0, 2)], 60.0), [(16.0, false)], "a narrow margin has room for the sign alone");
    }
}
