//! Colour behind the words of statements.
//!
//! Stretches of equal cover are one rectangle each, in the blend of the hues that cover them: the work is bounded by
//! the text, not by the number of statements, and text stays readable however many lie on it.

use super::block_layout::BlockLayout;
use super::strip_mesh::{Ends, add_strip};
use crate::ui::theme::{Hue, Tokens};
use egui::epaint::Mesh;
use egui::{Color32, Rect, pos2};
use std::ops::Range;

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

/// How many statements of each hue lie on a place.
type Depth = [u32; Hue::ALL.len()];

/// A stretch that is covered alike.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    bytes: Range<usize>,
    color: Color32,
}

/// Adds the tints of a block to `mesh`, relative to its top left corner.
pub(super) fn add_tints(mesh: &mut Mesh, covers: &[Cover], layout: &BlockLayout, row_height: f32, tokens: &Tokens) {
    let runs = runs(covers, tokens);
    let mut opening: Vec<usize> = covers.iter().filter(|cover| cover.opens).map(|cover| cover.bytes.start).collect();
    let mut closing: Vec<usize> = covers.iter().filter(|cover| cover.closes).map(|cover| cover.bytes.end).collect();
    opening.sort_unstable();
    closing.sort_unstable();
    for (i, run) in runs.iter().enumerate() {
        let follows = i > 0 && runs[i - 1].bytes.end == run.bytes.start;
        let is_followed = runs.get(i + 1).is_some_and(|next| next.bytes.start == run.bytes.end);
        let ends = Ends {
            is_left_round: !follows && opening.binary_search(&run.bytes.start).is_ok(),
            is_right_round: !is_followed && closing.binary_search(&run.bytes.end).is_ok(),
        };
        add_cover(mesh, run.bytes.clone(), layout, row_height, ends, run.color);
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

/// Stretches of equal cover from left to right.
fn runs(covers: &[Cover], tokens: &Tokens) -> Vec<Run> {
    let mut changes: Vec<(usize, bool, usize)> = Vec::with_capacity(covers.len() * 2);
    for cover in covers {
        changes.push((cover.bytes.start, true, cover.hue.index()));
        changes.push((cover.bytes.end, false, cover.hue.index()));
    }
    changes.sort_unstable();
    let mut depth = Depth::default();
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    for (byte, begins, hue) in changes {
        if byte > from {
            push_run(&mut runs, from..byte, blend(&depth, tokens));
            from = byte;
        }
        if begins {
            depth[hue] += 1;
        } else {
            depth[hue] = depth[hue].saturating_sub(1);
        }
    }
    runs
}

fn push_run(runs: &mut Vec<Run>, bytes: Range<usize>, color: Color32) {
    if color == Color32::TRANSPARENT {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.bytes.end == bytes.start && last.color == color => last.bytes.end = bytes.end,
        _ => runs.push(Run { bytes, color }),
    }
}

/// The mean hue of what covers a place, stronger where more does, but never twice as strong as one.
fn blend(depth: &Depth, tokens: &Tokens) -> Color32 {
    let mut sum = [0.0f32; 3];
    let mut n = 0.0;
    for (hue, depth) in Hue::ALL.into_iter().zip(depth) {
        let weight = (*depth).min(8) as f32;
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
    let strength = tokens.tint_strength() * (2.0 - 1.0 / n);
    Color32::from_rgb(r, g, b).gamma_multiply(strength)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::passage::quiet;
    use crate::ui::theme::contrast;

    fn cover(bytes: Range<usize>) -> Cover {
        Cover { bytes, hue: Hue::Blue, opens: true, closes: true }
    }

    #[test]
    fn equal_cover_makes_one_run() {
        let covers: Vec<Cover> = (0..100).map(|_| cover(10..20)).chain([cover(15..30), cover(40..42)]).collect();
        let bytes: Vec<Range<usize>> = runs(&covers, &Tokens::light()).into_iter().map(|run| run.bytes).collect();
        assert_eq!(bytes, [10..20, 20..30, 40..42], "eight and more look the same");
    }

    #[test]
    fn one_statement_has_the_tint_of_its_hue() {
        let tokens = Tokens::dark();
        assert_eq!(runs(&[cover(1..4)], &tokens), [Run { bytes: 1..4, color: tokens.tint(Hue::Blue) }]);
    }

    #[test]
    fn text_stays_readable_under_any_number_of_statements() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            for hue in Hue::ALL {
                let mut depth = Depth::default();
                depth[hue.index()] = 100;
                let ground = tokens.page.blend(blend(&depth, &tokens));
                assert!(contrast(tokens.ink, ground) >= 4.5, "{hue:?} in {}", tokens.name);
            }
        }
    }

    #[test]
    fn text_stays_readable_under_a_statement_that_stands_out() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            for (other, own) in Hue::ALL.into_iter().flat_map(|other| Hue::ALL.map(|own| (other, own))) {
                let mut depth = Depth::default();
                depth[other.index()] = 100;
                let stepped_back = blend(&depth, &tokens).gamma_multiply(quiet::strengths(&tokens).0);
                let ground = tokens.page.blend(stepped_back).blend(tokens.tint(own));
                assert!(contrast(tokens.ink, ground) >= 4.5, "{own:?} on {other:?} in {}", tokens.name);
            }
        }
    }
}
