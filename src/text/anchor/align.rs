//! Which words of the new text are which words of the earlier one, moved blocks included.
//!
//! After Heckel, “A technique for isolating differences between files” (Communications of the ACM 21, 1978): what
//! occurs once in both texts is the same, and so is what stands next to it. Here the units are runs of words, long
//! ones first; what is left between two runs that stay neighbours is compared by itself (`between`). The work grows
//! with the size of the texts and not with how much they differ.

use super::between;
use super::words::Word;
use std::collections::HashMap;

/// No word.
pub(super) const NONE: u32 = u32::MAX;

/// Lengths of runs, in words, that are looked for anywhere in the other text.
const RUNS: [usize; 4] = [24, 12, 8, 5];

/// The fewest words that two texts begin or end with by more than chance.
const MIN_TRIMMED: usize = 8;

/// The fewest bytes of words in a run that is taken for moved.
const MIN_MOVED: usize = 16;

/// Pairs of words, one of each text; a word is in one pair at most.
pub(super) struct Alignment {
    /// For each earlier word the new one, or [`NONE`].
    pub to_new: Vec<u32>,
    /// For each new word the earlier one, or [`NONE`].
    pub to_old: Vec<u32>,
}

impl Alignment {
    /// Compares two texts in words.
    pub fn new(old: &[Word], new: &[Word]) -> Self {
        let mut pairs = Self { to_new: vec![NONE; old.len()], to_old: vec![NONE; new.len()] };
        pairs.trim(old, new);
        for n in RUNS {
            // What one round pairs makes more of the rest unique.
            for _ in 0..2 {
                if !pairs.pair_runs(old, new, n) {
                    break;
                }
            }
        }
        between::fill(&mut pairs, old, new);
        pairs.pair_whole_gaps(old, new);
        pairs
    }

    /// Pairs what is left where it is the same from one pair to the next, once in both texts: a short line that was
    /// moved, though others like it stayed.
    fn pair_whole_gaps(&mut self, old: &[Word], new: &[Word]) {
        let ids = |words: &[Word], gaps: Vec<(usize, usize)>| -> Vec<(usize, Vec<u32>)> {
            let long = gaps.into_iter().filter(|(from, to)| to - from >= 2);
            long.map(|(from, to)| (from, words[from..to].iter().map(|word| word.id).collect())).collect()
        };
        let (mine, theirs) = (ids(old, between::gaps(&self.to_new)), ids(new, between::gaps(&self.to_old)));
        let mut seen: HashMap<&[u32], (u8, u8, usize)> = HashMap::new();
        for (_, gap) in &mine {
            let seen = seen.entry(gap).or_default();
            seen.0 = seen.0.saturating_add(1);
        }
        for (at, gap) in &theirs {
            if let Some(seen) = seen.get_mut(gap.as_slice()) {
                (seen.1, seen.2) = (seen.1.saturating_add(1), *at);
            }
        }
        for (i, gap) in &mine {
            if let Some((1, 1, j)) = seen.get(gap.as_slice()) {
                (0..gap.len()).for_each(|n| self.pair(i + n, j + n));
            }
        }
    }

    pub fn pair(&mut self, i: usize, j: usize) {
        self.to_new[i] = j as u32;
        self.to_old[j] = i as u32;
    }

    fn are_free(&self, i: usize, j: usize) -> bool {
        self.to_new[i] == NONE && self.to_old[j] == NONE
    }

    /// Pairs what both texts begin and end with.
    fn trim(&mut self, old: &[Word], new: &[Word]) {
        let n_before = old.iter().zip(new).take_while(|(a, b)| a.id == b.id).count();
        let n_before = if n_before < MIN_TRIMMED { 0 } else { n_before };
        (0..n_before).for_each(|n| self.pair(n, n));
        let ends = old[n_before..].iter().rev().zip(new[n_before..].iter().rev());
        let n_after = ends.take_while(|(a, b)| a.id == b.id).count();
        let n_after = if n_after < MIN_TRIMMED { 0 } else { n_after };
        (1..=n_after).for_each(|n| self.pair(old.len() - n, new.len() - n));
    }

    /// Pairs runs of `n` words that are free and occur once in both texts, with what is the same around them.
    /// Whether there were any.
    fn pair_runs(&mut self, old: &[Word], new: &[Word], n: usize) -> bool {
        // Per run: how often in the earlier text (2 is many), how often in the new one, and where.
        let mut seen: HashMap<u64, (u8, u8, u32, u32)> = HashMap::new();
        let mut order = Vec::new();
        each_run(old, &self.to_new, n, |at, hash| {
            let run = seen.entry(hash).or_default();
            (run.0, run.2) = (run.0.saturating_add(1), at as u32);
            order.push(hash);
        });
        each_run(new, &self.to_old, n, |at, hash| {
            if let Some(run) = seen.get_mut(&hash) {
                (run.1, run.3) = (run.1.saturating_add(1), at as u32);
            }
        });
        let mut is_any = false;
        for hash in order {
            let Some((1, 1, i, j)) = seen.get(&hash).copied() else { continue };
            let (i, j) = (i as usize, j as usize);
            if self.are_free(i, j) && self.pair_block(old, new, i, j, n) {
                is_any = true;
            }
        }
        is_any
    }

    /// Pairs the `n` words from `i` and `j` on and what is the same before and after them, when that is enough.
    fn pair_block(&mut self, old: &[Word], new: &[Word], i: usize, j: usize, n: usize) -> bool {
        let fits = |i: usize, j: usize| i < old.len() && j < new.len() && old[i].id == new[j].id && self.are_free(i, j);
        let n_after = (0..old.len() - i).take_while(|n| fits(i + n, j + n)).count();
        let n_before = (1..=i.min(j)).take_while(|n| fits(i - n, j - n)).count();
        let block = &old[i - n_before..i + n_after];
        let n_bytes: usize = block.iter().map(|word| (word.end - word.start) as usize).sum();
        if n_after < n || n_bytes < MIN_MOVED {
            return false;
        }
        (0..n_before + n_after).for_each(|n| self.pair(i - n_before + n, j - n_before + n));
        true
    }
}

/// Calls `put` with the place and hash of each run of `n` words of which none is paired.
fn each_run(words: &[Word], paired: &[u32], n: usize, mut put: impl FnMut(usize, u64)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let top = (1..n).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let value = |at: usize| (u64::from(words[at].id) + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let (mut hash, mut len) = (0_u64, 0_usize);
    for (at, pair) in paired.iter().enumerate() {
        if *pair != NONE {
            (hash, len) = (0, 0);
            continue;
        }
        if len == n {
            hash = hash.wrapping_sub(value(at - n).wrapping_mul(top));
            len -= 1;
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(value(at));
        len += 1;
        if len == n {
            put(at + 1 - n, hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Numbers;
    use super::*;

    /// The new text with the number of the earlier word in place of each word that has one.
    fn check(old: &str, new: &str, expected: &str) {
        let mut numbers = Numbers::default();
        let (old, words) = (numbers.words(old), numbers.words(new));
        let pairs = Alignment::new(&old, &words);
        let text = |(at, word): (usize, &Word)| match pairs.to_old[at] {
            NONE => new[word.start as usize..word.end as usize].to_owned(),
            i => i.to_string(),
        };
        assert_eq!(words.iter().enumerate().map(text).collect::<Vec<_>>().join(" "), expected, "{new}");
    }

    #[test]
    fn pairs_what_stayed_and_what_moved() {
        check("a b c", "a b c", "0 1 2");
        check("a b c d", "a x c d", "0 x 2 3");
        check("a b c d", "a d", "0 3");
        check("", "a", "a");
        check(
            "the one two three four five. the six seven eight nine ten.",
            "the six seven eight nine ten. the one two three four five.",
            "7 8 9 10 11 12 13 0 1 2 3 4 5 6",
        );
    }
}
