//! Where lanes of brackets and their labels stand in the margin.

use super::reader_style::Column;

/// Most lanes drawn; what does not fit is gathered in the last.
const MAX_LANES: usize = 12;
/// Distances between lanes, and the most lanes that stand so far apart.
const PITCHES: [(f32, usize); 2] = [(8.0, 4), (6.0, 8)];
/// Distance between more lanes than that.
const NARROWEST: f32 = 5.0;
/// Distance of the innermost bracket from the text.
const FIRST_LANE: f32 = 12.0;
/// Room kept free at the outer edge.
const EDGE: f32 = 6.0;
/// Room that a sign takes.
pub(super) const SIGN_WIDTH: f32 = 14.0;
/// Least width of a label.
pub(super) const MIN_LABEL: f32 = 30.0;

/// The lanes of a margin; x counts from the left edge of the text, so it is negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Margin {
    /// Distance between lanes.
    pub(super) pitch: f32,
    /// Lanes that are drawn; beside them is room for one that stands for all further ones.
    pub(super) n_lanes: usize,
    /// The outer edge.
    pub(super) edge: f32,
}

impl Margin {
    /// The margin of `column` for a document that uses `n_used` lanes.
    pub(super) fn new(column: &Column, n_used: usize) -> Self {
        let room = column.left - FIRST_LANE - EDGE - SIGN_WIDTH;
        let fitting = |pitch: f32| ((room / pitch).max(1.0) as usize).min(MAX_LANES);
        // Lanes stand apart while they are few; many make room for each other.
        let pitch = PITCHES.into_iter().find(|(pitch, most)| n_used <= fitting(*pitch).min(*most));
        let pitch = pitch.map_or(NARROWEST, |(pitch, _)| pitch);
        Self { pitch, n_lanes: fitting(pitch).min(n_used.max(1)), edge: EDGE - column.left }
    }

    /// The lane drawn for `lane`, `None` when it is one of those that have no room.
    pub(super) fn shown(&self, lane: u16) -> Option<usize> {
        let lane = usize::from(lane);
        (lane < self.n_lanes).then_some(lane)
    }

    /// The lane that stands for those that have no room.
    pub(super) const fn more_lane(&self) -> usize {
        self.n_lanes
    }

    /// Middle of the vertical line of `lane`.
    pub(super) fn x(&self, lane: usize) -> f32 {
        -FIRST_LANE - self.pitch * lane as f32
    }

    /// Length of the short lines of a bracket in `lane`.
    pub(super) fn serif(&self, lane: usize) -> f32 {
        if lane == 0 { 8.0 } else { self.pitch - 2.5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(left: f32, n_used: usize) -> Margin {
        Margin::new(&Column { left, ..Column::default() }, n_used)
    }

    #[test]
    fn lanes_stay_in_the_margin() {
        for left in [44.0, 60.0, 92.0, 200.0] {
            for n_used in [0, 1, 3, 9, 12, 40] {
                let margin = margin(left, n_used);
                assert!((1..=MAX_LANES).contains(&margin.n_lanes));
                assert!(margin.x(margin.more_lane()) >= margin.edge, "{n_used} in {left}");
            }
        }
        assert_eq!(margin(92.0, 12).n_lanes, 12);
        assert_eq!(margin(200.0, 40).shown(12), None);
        assert_eq!(margin(200.0, 40).shown(11), Some(11));
        assert_eq!(margin(200.0, 3).shown(2), Some(2));
    }
}
