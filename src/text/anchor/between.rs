//! Compares what lies between two runs of words that are neighbours in both texts.

use super::align::{Alignment, NONE};
use super::words::Word;
use std::collections::HashMap;

/// The most pairs of words that are weighed at once.
const MAX_CELLS: usize = 40_000;

/// Pairs what is left between the pairs that `pairs` holds, in order.
pub(super) fn fill(pairs: &mut Alignment, old: &[Word], new: &[Word]) {
    let ids = |words: &[Word], at: &[u32]| -> Vec<u32> { at.iter().map(|at| words[*at as usize].id).collect() };
    for (from, to) in gaps(&pairs.to_new) {
        let (left, right) = sides(pairs, from, to, new.len());
        if left.is_empty() && right.is_empty() {
            continue;
        }
        let mine: Vec<u32> = (from as u32..to as u32).collect();
        let theirs: Vec<u32> = left.into_iter().chain(right).collect();
        for (i, j) in compare(&ids(old, &mine), &ids(new, &theirs)) {
            let (i, j) = (mine[i] as usize, theirs[j] as usize);
            if pairs.to_new[i] == NONE && pairs.to_old[j] == NONE {
                pairs.pair(i, j);
            }
        }
    }
}

/// Runs of words without a pair.
pub(super) fn gaps(paired: &[u32]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < paired.len() {
        let from = at;
        while at < paired.len() && paired[at] == NONE {
            at += 1;
        }
        if at > from {
            out.push((from, at));
        }
        at += 1;
    }
    out
}

/// The free new words behind the pair before the gap, and those before the pair behind it. Where the two are the same
/// words, the second is empty.
fn sides(pairs: &Alignment, from: usize, to: usize, n_new: usize) -> (Vec<u32>, Vec<u32>) {
    let most = (to - from) * 3 + 60;
    let start = if from == 0 { 0 } else { pairs.to_new[from - 1] as usize + 1 };
    let end = if to == pairs.to_new.len() { n_new } else { pairs.to_new[to] as usize };
    let is_free = |at: &usize| pairs.to_old[*at] == NONE;
    let free_after = (start..n_new).take_while(is_free).take(n_new).count();
    if start <= end && start + free_after >= end {
        return ((start as u32..end as u32).collect(), Vec::new());
    }
    let free_before = (0..end).rev().take_while(is_free).take(most).count();
    let left = (start..start + free_after.min(most)).map(|at| at as u32).collect();
    (left, (end - free_before..end).map(|at| at as u32).collect())
}

/// Pairs of places with the same number, rising in both.
fn compare(one: &[u32], two: &[u32]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    cut(one, two, (0, 0), &[3, 2, 1], &mut out);
    out
}

/// Cuts both lists at runs of words that are unique in each, the longest first, and weighs what lies between.
fn cut(one: &[u32], two: &[u32], base: (usize, usize), runs: &[usize], out: &mut Vec<(usize, usize)>) {
    let n_before = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    out.extend((0..n_before).map(|n| (base.0 + n, base.1 + n)));
    let (one, two, base) = (&one[n_before..], &two[n_before..], (base.0 + n_before, base.1 + n_before));
    let n_after = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let ends = (one.len() - n_after, two.len() - n_after);
    let tail = (0..n_after).map(|n| (base.0 + ends.0 + n, base.1 + ends.1 + n));
    let (one, two) = (&one[..ends.0], &two[..ends.1]);
    if !one.is_empty() && !two.is_empty() {
        if one.len() * two.len() <= MAX_CELLS {
            weigh(one, two, base, out);
        } else if let Some((n, shorter)) = runs.split_first() {
            let (mut i, mut j) = (0, 0);
            for (x, y) in in_order(&unique_pairs(one, two, *n)) {
                if x >= i && y >= j {
                    cut(&one[i..x], &two[j..y], (base.0 + i, base.1 + j), shorter, out);
                    out.extend((0..*n).map(|n| (base.0 + x + n, base.1 + y + n)));
                    (i, j) = (x + n, y + n);
                }
            }
            cut(&one[i..], &two[j..], (base.0 + i, base.1 + j), shorter, out);
        }
    }
    out.extend(tail);
}

/// Places of runs of `n` words that occur once in each list, in the order of the first.
fn unique_pairs(one: &[u32], two: &[u32], n: usize) -> Vec<(usize, usize)> {
    let mut seen: HashMap<&[u32], (u8, u8, usize)> = HashMap::new();
    for run in one.windows(n) {
        let seen = seen.entry(run).or_default();
        seen.0 = seen.0.saturating_add(1);
    }
    for (at, run) in two.windows(n).enumerate() {
        if let Some(seen) = seen.get_mut(run) {
            (seen.1, seen.2) = (seen.1.saturating_add(1), at);
        }
    }
    let place = |(at, run)| match seen.get(run) {
        Some((1, 1, there)) => Some((at, *there)),
        _ => None,
    };
    one.windows(n).enumerate().filter_map(place).collect()
}

/// The longest part of `pairs` that rises in both (Fredman, 1975: by piles).
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut below = vec![usize::MAX; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < pair.1);
        if pile > 0 {
            below[at] = tops[pile - 1];
        }
        if pile == tops.len() { tops.push(at) } else { tops[pile] = at }
    }
    let mut out = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        out.push(pairs[at]);
        at = below[at];
    }
    out.reverse();
    out
}

/// The heaviest pairs in order: each weighs one, and one more where the words before it are the same too, so that
/// runs are kept together.
fn weigh(one: &[u32], two: &[u32], base: (usize, usize), out: &mut Vec<(usize, usize)>) {
    let width = two.len() + 1;
    // `best[i * width + j]`: the most that the words from `i` and `j` on can weigh.
    let mut best = vec![0_u32; (one.len() + 1) * width];
    let weight = |i: usize, j: usize| 1 + u32::from(i > 0 && j > 0 && one[i - 1] == two[j - 1]);
    for i in (0..one.len()).rev() {
        for j in (0..two.len()).rev() {
            let at = i * width + j;
            let mut most = best[at + 1].max(best[at + width]);
            if one[i] == two[j] {
                most = most.max(best[at + width + 1] + weight(i, j));
            }
            best[at] = most;
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < two.len() {
        let at = i * width + j;
        if one[i] == two[j] && best[at] == best[at + width + 1] + weight(i, j) {
            out.push((base.0 + i, base.1 + j));
            (i, j) = (i + 1, j + 1);
        } else if best[at] == best[at + width] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_runs_together_and_order() {
        assert_eq!(compare(&[1, 2, 3], &[9, 1, 9, 1, 2, 3]), [(0, 3), (1, 4), (2, 5)]);
        assert_eq!(compare(&[1, 2, 9, 4], &[1, 2, 4]), [(0, 0), (1, 1), (3, 2)]);
        assert!(compare(&[1, 2], &[3]).is_empty());
        assert_eq!(in_order(&[(0, 5), (1, 1), (2, 2), (3, 0), (4, 7)]), [(1, 1), (2, 2), (4, 7)]);
    }

    #[test]
    fn long_lists_are_cut_at_what_is_unique() {
        let one: Vec<u32> = (0..1_000).collect();
        let two: Vec<u32> = (0..1_000).filter(|n| n % 5 != 0).flat_map(|n| [n, 5_000]).collect();
        assert_eq!(compare(&one, &two).len(), 800);
    }
}
