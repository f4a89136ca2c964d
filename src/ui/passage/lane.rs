//! Lanes: the columns of brackets in the margin.
//!
//! A passage cut into parts keeps one lane. Parts that are near each other make a *chain*, which holds its lane from
//! its first word to its last, so that a line can join the brackets; a part far off takes the same lane when it can.

use super::Mark;
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most bytes between two parts of a passage whose brackets are joined.
const NEAR: usize = 600;

/// Parts of one passage that stand in one lane and keep it between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain {
    /// In order, apart from each other, never empty.
    pub(super) marks: Vec<Mark>,
    /// Number of the chain that holds the parts before these, among all chains that were made together.
    before: Option<usize>,
}

impl Chain {
    /// From the first word to the last.
    pub(super) fn hull(&self) -> Span {
        let first = self.marks.first().map_or(Span::new(0, 0), |mark| mark.span);
        self.marks.last().map_or(first, |mark| first.union(mark.span))
    }

    /// The gap behind each mark that is followed by another.
    pub(super) fn gap_after(&self, index: usize) -> Option<Span> {
        let next = self.marks.get(index + 1)?;
        Some(Span::new(self.marks[index].span.end, next.span.start)).filter(|gap| !gap.is_empty())
    }
}

/// Gathers `marks` in chains, sorted by statement and place; empty spans are left out.
pub(super) fn chains(mut marks: Vec<Mark>) -> Vec<Chain> {
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.statement, mark.span));
    let mut chains: Vec<Chain> = Vec::with_capacity(marks.len());
    for mark in marks {
        let last = chains.last_mut().filter(|chain| chain.marks[0].statement == mark.statement);
        let Some(chain) = last else {
            chains.push(Chain { marks: vec![mark], before: None });
            continue;
        };
        let end = chain.hull().end;
        if (end..=end + NEAR).contains(&mark.span.start) {
            chain.marks.push(mark);
        } else {
            let before = Some(chains.len() - 1);
            chains.push(Chain { marks: vec![mark], before });
        }
    }
    chains
}

/// A lane for each of `chains`, by their numbers: that of the parts before if it is free, else the lowest one that no
/// overlapping chain holds. Chains that only touch may share a lane.
pub(super) fn assign(chains: &[Chain]) -> Vec<u16> {
    let mut order: Vec<usize> = (0..chains.len()).collect();
    order.sort_by_key(|index| {
        let hull = chains[*index].hull();
        (hull.start, Reverse(hull.end), chains[*index].marks[0].statement)
    });
    let mut assignment = Assignment::default();
    let mut lanes = vec![0; chains.len()];
    for index in order {
        let chain = &chains[index];
        lanes[index] = assignment.take(chain.hull(), chain.before.map(|before| lanes[before]));
    }
    lanes
}

/// Lanes as they are held while spans come in the order of their starts.
#[derive(Default)]
struct Assignment {
    /// Where each lane becomes free.
    ends: Vec<usize>,
    busy: BinaryHeap<Reverse<(usize, u16)>>,
    /// Free lanes; one that was taken out of turn stays in the heap and is passed over.
    free: BinaryHeap<Reverse<u16>>,
}

impl Assignment {
    fn take(&mut self, span: Span, preferred: Option<u16>) -> u16 {
        while let Some(Reverse((end, lane))) = self.busy.peek().copied().filter(|Reverse((end, _))| *end <= span.start)
        {
            self.busy.pop();
            if self.ends[usize::from(lane)] == end {
                self.free.push(Reverse(lane));
            }
        }
        // Where the parts of a passage overlap, the one before may not have its lane yet.
        let is_free = |ends: &[usize], lane: u16| ends.get(usize::from(lane)).is_some_and(|end| *end <= span.start);
        let lane = preferred.filter(|lane| is_free(&self.ends, *lane)).unwrap_or_else(|| {
            while let Some(Reverse(lane)) = self.free.pop() {
                if is_free(&self.ends, lane) {
                    return lane;
                }
            }
            self.ends.push(0);
            // Beyond what can be counted all share the last lane, which is never drawn.
            u16::try_from(self.ends.len() - 1).unwrap_or(u16::MAX)
        });
        self.ends[usize::from(lane)] = span.end;
        self.busy.push(Reverse((span.end, lane)));
        lane
    }
}

/// The lowest lane that is not in `taken`, or `preferred` if that is not.
pub(super) fn lowest_free(mut taken: Vec<u16>, preferred: Option<u16>) -> u16 {
    taken.sort_unstable();
    if let Some(lane) = preferred.filter(|lane| taken.binary_search(lane).is_err()) {
        return lane;
    }
    taken.dedup();
    let n_taken = taken.len();
    (0u16..).zip(taken).find(|(lane, taken)| lane != taken).map_or(n_taken as u16, |(lane, _)| lane)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::passage::test_reader;

    fn mark(statement: u64, start: usize, end: usize) -> Mark {
        Mark { span: Span::new(start, end), ..test_reader::mark(statement, "words", "words") }
    }

    fn lanes(marks: &[(u64, usize, usize)]) -> Vec<(u64, u16)> {
        let chains = chains(marks.iter().map(|(statement, start, end)| mark(*statement, *start, *end)).collect());
        let lanes = assign(&chains);
        chains.iter().zip(lanes).map(|(chain, lane)| (chain.marks[0].statement, lane)).collect()
    }

    #[test]
    fn touching_spans_share_a_lane_and_overlapping_ones_do_not() {
        let spans = [(0, 0, 10), (1, 2, 4), (2, 4, 9), (3, 10, 12), (4, 11, 20)];
        assert_eq!(lanes(&spans), [(0, 0), (1, 1), (2, 1), (3, 0), (4, 1)]);
    }

    #[test]
    fn parts_of_a_passage_keep_their_lane_between_them() {
        let cut = [(1, 0, 5), (2, 2, 12), (2, 30, 40), (3, 15, 20), (4, 45, 50)];
        assert_eq!(lanes(&cut), [(1, 0), (2, 1), (3, 0), (4, 0)]);
        let far = [(1, 0, 5), (2, 2, 12), (2, 9000, 9010), (3, 15, 20)];
        assert_eq!(lanes(&far), [(1, 0), (2, 1), (2, 1), (3, 0)], "the lane is not held over a long way");
        let blocked = [(1, 0, 5), (2, 2, 12), (2, 9000, 9010), (3, 8000, 9100), (4, 8001, 9100)];
        assert_eq!(lanes(&blocked), [(1, 0), (2, 1), (2, 2), (3, 0), (4, 1)]);
    }

    #[test]
    fn more_lanes_than_can_be_counted_are_no_harm() {
        let marks: Vec<_> = (0..70_000).map(|statement| (statement, 0, 10)).collect();
        assert_eq!(lanes(&marks).iter().map(|(_, lane)| *lane).max(), Some(u16::MAX));
    }

    #[test]
    fn the_lowest_free_lane_fills_gaps() {
        assert_eq!(lowest_free(vec![], None), 0);
        assert_eq!(lowest_free(vec![2, 0, 0], None), 1);
        assert_eq!(lowest_free(vec![1, 0, 2], None), 3);
        assert_eq!(lowest_free(vec![1, 0], Some(5)), 5);
        assert_eq!(lowest_free(vec![1, 0], Some(1)), 2);
    }
}
