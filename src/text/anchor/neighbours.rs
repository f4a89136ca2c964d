//! How far the passages beside one have moved.

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
        if before && after {
            1.0
        } else if before || after {
            0.6
        } else if self.keeps_order(was, shift) {
            0.3
        } else {
            0.0
        }
    }

    fn keeps_order(&self, was: (usize, usize), shift: i64) -> bool {
        let there = was.0 as i64 + shift;
        let at = self.in_order.partition_point(|(old, _)| *old < was.0);
        let is_behind = at == 0 || (self.in_order[at - 1].1 as i64) < there;
        let next = self.in_order[at..].iter().find(|(old, _)| *old > was.0);
        is_behind && next.is_none_or(|(_, new)| there < *new as i64)
    }

    /// Whether what stands around the old place came closer together and what stands around the new one further apart,
    /// by the length of the passage.
    pub fn made_room(&self, was: (usize, usize), shift: i64) -> bool {
        let len = (was.1 - was.0) as i64;
        let there = was.0 as i64 + shift;
        let shift_of = |pair: &(usize, usize)| pair.1 as i64 - pair.0 as i64;
        let grown = |at: usize| {
            let before = at.checked_sub(1).map_or(0, |at| shift_of(&self.in_order[at]));
            self.in_order.get(at).map(|pair| shift_of(pair) - before)
        };
        let old = grown(self.in_order.partition_point(|(old, _)| *old < was.0));
        let new = grown(self.in_order.partition_point(|(_, new)| (*new as i64) < there));
        let near = |by: i64| by.abs() * 10 >= len * 9 && by.abs() <= len * 2 + 40;
        old.is_none_or(|by| by < 0 && near(by)) && new.is_none_or(|by| by > 0 && near(by)) && (old, new) != (None, None)
    }
}
