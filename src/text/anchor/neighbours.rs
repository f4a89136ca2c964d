//! How far the passages beside one have moved.

/// Code points within which two neighbours hold what is between them.
const NEAR: usize = 12_000;

/// Code points by which a passage may have moved more than its neighbours.
const SLACK: i64 = 100;

/// Passages whose new place is clear by itself.
pub(super) struct Neighbours {
    /// (number of the part, its old place in code points, its shift), by old place.
    clear: Vec<(usize, (usize, usize), i64)>,
    /// Those of them that kept their order, as (old place, new place), rising in both.
    in_order: Vec<(usize, usize)>,
}

impl Neighbours {
    /// Takes the parts whose shift is clear.
    pub fn new(mut clear: Vec<(usize, (usize, usize), i64)>) -> Self {
        clear.sort_by_key(|(n, was, _)| (*was, *n));
        let mut pairs: Vec<(usize, usize)> =
            clear.iter().map(|(_, was, shift)| (was.0, (was.0 as i64 + shift).max(0) as usize)).collect();
        pairs.dedup();
        Self { clear, in_order: super::between::in_order(&pairs) }
    }

    /// The shifts of the nearest other parts before and after part `n`.
    pub fn shifts(&self, n: usize, was: (usize, usize)) -> impl Iterator<Item = i64> {
        let (before, after) = self.beside(n, was);
        before.into_iter().chain(after)
    }

    fn beside(&self, n: usize, was: (usize, usize)) -> (Option<i64>, Option<i64>) {
        let at = self.clear.partition_point(|(m, there, _)| (*there, *m) < (was, n));
        let before = self.clear[..at].last().map(|(_, _, shift)| *shift);
        let after = self.clear[at..].iter().find(|(m, _, _)| *m != n).map(|(_, _, shift)| *shift);
        (before.or(Some(0)), after)
    }

    /// How much the neighbours of part `n` speak for a place, 0 to 1.
    pub fn speak_for(&self, n: usize, was: (usize, usize), shift: i64) -> f32 {
        let (before, after) = self.beside(n, was);
        let is_before = before == Some(shift);
        let (before, after) = (is_before, after.map_or(is_before, |after| after == shift));
        match self.between(was, shift) {
            _ if before && after => 1.0,
            _ if before || after => 0.7,
            Some(true) => 0.6,
            Some(false) => 0.3,
            None => 0.0,
        }
    }

    /// Whether the passage keeps its place between its neighbours and these are near; `None` when it does not keep it.
    fn between(&self, was: (usize, usize), shift: i64) -> Option<bool> {
        let there = was.0 as i64 + shift;
        let at = self.in_order.partition_point(|(old, _)| *old < was.0);
        let (old_before, new_before) = if at == 0 { (0, 0) } else { self.in_order[at - 1] };
        if there < new_before as i64 {
            return None;
        }
        let Some((old_after, new_after)) = self.in_order[at..].iter().find(|(old, _)| *old > was.0) else {
            return Some(false);
        };
        let (old, new) = (old_after - old_before, new_after - new_before);
        let is_near = old <= NEAR && new <= old * 2 + NEAR / 4;
        // What stayed in place moved no less than the one neighbour and no more than the other.
        let shifts = (new_before as i64 - old_before as i64, *new_after as i64 - *old_after as i64);
        let slack = (was.1 - was.0) as i64 / 2 + SLACK;
        let is_level = shifts.0.min(shifts.1) - slack <= shift && shift <= shifts.0.max(shifts.1) + slack;
        (there < *new_after as i64).then_some(is_near && is_level)
    }

    /// Whether the words at the new place stood there before, so that they are not those of the passage: what stands
    /// around them lies no further apart than it did.
    pub fn were_there(&self, was: (usize, usize), shift: i64) -> bool {
        let there = was.0 as i64 + shift;
        let at = self.in_order.partition_point(|(_, new)| (*new as i64) < there);
        let shift_of = |pair: &(usize, usize)| pair.1 as i64 - pair.0 as i64;
        let before = at.checked_sub(1).map_or(0, |at| shift_of(&self.in_order[at]));
        // The passage itself may be the next.
        let after = self.in_order[at..].iter().find(|(_, new)| *new as i64 > there).map(shift_of);
        after.is_some_and(|after| (after - before) * 5 < (was.1 - was.0) as i64)
    }
}
