//! Lanes: the columns of brackets in the margin.

use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Lanes for `spans`, which must be sorted by start: the lowest lane that no overlapping span holds.
///
/// Spans that only touch may share a lane.
pub(super) fn assign(spans: impl Iterator<Item = Span>) -> Vec<u16> {
    let mut busy: BinaryHeap<Reverse<(usize, u16)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<u16>> = BinaryHeap::new();
    let mut n_lanes = 0u16;
    let mut lanes = Vec::with_capacity(spans.size_hint().0);
    for span in spans {
        while let Some(Reverse((end, lane))) = busy.peek().copied() {
            if end > span.start {
                break;
            }
            busy.pop();
            free.push(Reverse(lane));
        }
        let lane = free.pop().map_or_else(
            || {
                n_lanes = n_lanes.saturating_add(1);
                n_lanes - 1
            },
            |Reverse(lane)| lane,
        );
        busy.push(Reverse((span.end, lane)));
        lanes.push(lane);
    }
    lanes
}

/// The lowest lane that is not in `taken`.
pub(super) fn lowest_free(mut taken: Vec<u16>) -> u16 {
    taken.sort_unstable();
    taken.dedup();
    let n_taken = taken.len();
    (0u16..).zip(taken).find(|(lane, taken)| lane != taken).map_or(n_taken as u16, |(lane, _)| lane)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_share_a_lane_and_overlapping_ones_do_not() {
        let spans = [(0, 10), (2, 4), (4, 9), (10, 12), (11, 20)].map(|(start, end)| Span::new(start, end));
        assert_eq!(assign(spans.into_iter()), [0, 1, 1, 0, 1]);
    }

    #[test]
    fn the_lowest_free_lane_fills_gaps() {
        assert_eq!(lowest_free(vec![]), 0);
        assert_eq!(lowest_free(vec![2, 0, 0]), 1);
        assert_eq!(lowest_free(vec![1, 0, 2]), 3);
    }
}
