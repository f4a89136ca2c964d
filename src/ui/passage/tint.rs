//! Colour behind the words of statements.

use super::block_layout::BlockLayout;
use super::strip_mesh::{Ends, add_strip};
use crate::ui::theme::{Hue, Tokens};
use egui::epaint::Mesh;
use egui::{Color32, Rect, pos2};
use std::ops::Range;

/// Most statements of one block that are tinted one by one; more are blended into runs of equal cover.
pub(super) const MAX_SEPARATE: usize = 64;

/// Bytes of a block that one statement covers, and how it shows.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    pub(super) bytes: Range<usize>,
    pub(super) hue: Hue,
    /// Whether the words begin in this block.
    pub(super) opens: bool,
    /// Whether the words end in this block.
    pub(super) closes: bool,
}

/// Adds the tints of a block to `mesh`, relative to its top left corner.
pub(super) fn add_tints(mesh: &mut Mesh, covers: &[Cover], layout: &BlockLayout, row_height: f32, tokens: &Tokens) {
    if covers.len() > MAX_SEPARATE {
        for (bytes, color) in runs(covers, tokens) {
            add_cover(mesh, bytes, layout, row_height, Ends::default(), color);
        }
        return;
    }
    for cover in covers {
        let ends = Ends { is_left_round: cover.opens, is_right_round: cover.closes };
        add_cover(mesh, cover.bytes.clone(), layout, row_height, ends, tokens.tint(cover.hue));
    }
}

/// Adds rectangles behind `bytes`, the outermost ends rounded as `ends` says.
pub(super) fn add_cover(
    mesh: &mut Mesh,
    bytes: Range<usize>,
    layout: &BlockLayout,
    row_height: f32,
    ends: Ends,
    color: Color32,
) {
    let rows = (layout.row_of(bytes.start), layout.row_of(bytes.end.saturating_sub(1)));
    layout.strips(bytes, |row, left, right| {
        let top = row as f32 * row_height;
        let ends = Ends {
            is_left_round: ends.is_left_round && row == rows.0,
            is_right_round: ends.is_right_round && row == rows.1,
        };
        add_strip(mesh, Rect::from_min_max(pos2(left, top), pos2(right, top + row_height)), ends, color);
    });
}

/// Stretches of equal cover from left to right, each in the blend of its hues; bounded by the text, not by the covers.
fn runs(covers: &[Cover], tokens: &Tokens) -> Vec<(Range<usize>, Color32)> {
    let mut changes: Vec<(usize, usize, i32)> = Vec::with_capacity(covers.len() * 2);
    for cover in covers {
        changes.push((cover.bytes.start, cover.hue.index(), 1));
        changes.push((cover.bytes.end, cover.hue.index(), -1));
    }
    changes.sort_unstable();
    let mut depth = [0i32; Hue::ALL.len()];
    let mut runs: Vec<(Range<usize>, Color32)> = Vec::new();
    let mut from = 0;
    for (byte, hue, change) in changes {
        if byte > from {
            push_run(&mut runs, from..byte, blend(&depth, tokens));
            from = byte;
        }
        depth[hue] += change;
    }
    runs
}

fn push_run(runs: &mut Vec<(Range<usize>, Color32)>, bytes: Range<usize>, color: Color32) {
    if color == Color32::TRANSPARENT {
        return;
    }
    match runs.last_mut() {
        Some((last, last_color)) if last.end == bytes.start && *last_color == color => last.end = bytes.end,
        _ => runs.push((bytes, color)),
    }
}

/// The mean colour of what covers a place, a little stronger where more does.
fn blend(depth: &[i32; Hue::ALL.len()], tokens: &Tokens) -> Color32 {
    let mut sum = [0.0f32; 3];
    let mut n = 0.0;
    for (hue, depth) in Hue::ALL.into_iter().zip(depth) {
        let weight = (*depth).clamp(0, 8) as f32;
        let color = tokens.hue(hue);
        for (total, channel) in sum.iter_mut().zip([color.r(), color.g(), color.b()]) {
            *total += f32::from(channel) * weight;
        }
        n += weight;
    }
    if n == 0.0 {
        return Color32::TRANSPARENT;
    }
    let [r, g, b] = sum.map(|total| (total / n).round() as u8);
    let strength = tokens.tint_strength() * (1.0 + n.min(8.0) / 8.0);
    Color32::from_rgb(r, g, b).gamma_multiply(strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_cover_makes_one_run() {
        let cover = |bytes| Cover { bytes, hue: Hue::Blue, opens: true, closes: true };
        let covers: Vec<Cover> = (0..100).map(|_| cover(10..20)).chain([cover(15..30)]).collect();
        let runs = runs(&covers, &Tokens::light());
        let bytes: Vec<Range<usize>> = runs.into_iter().map(|(bytes, _)| bytes).collect();
        assert_eq!(bytes, [10..20, 20..30], "eight and more look the same");
    }
}
