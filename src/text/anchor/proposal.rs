//! The likeliest place of words that are not there as they were.
//!
//! Words rare in the new text vote for the shift at which the quotation stands; round the shifts with most votes the
//! words are compared one by one (Smith and Waterman, 1981: local alignment, in a band), where a word with a letter
//! or two changed counts for a part.

use super::found::Found;
use super::words::Word;
use crate::text::Span;

/// A word that occurs more often than this in the new text does not vote.
const MAX_OCCURRENCES: usize = 60;

/// The least likeness, in thousandths, at which a place is proposed.
pub(super) const MIN_SCORE: u16 = 450;

/// By how much a place elsewhere must be more alike than one where the words should be.
const MUCH_BETTER: u16 = 150;

/// How many shifts are looked at.
const MAX_SHIFTS: usize = 3;

/// The widest band, in words to each side.
const MAX_SLACK: usize = 300;

/// The most pairs of words that are compared to each side.
const MAX_CELLS: usize = 2_000_000;

/// Words to propose a place for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The words as they were.
    pub quote: &'a str,
    /// The same one by one.
    pub words: &'a [Word],
    /// The number of the word before them and of that after them.
    pub around: (Option<u32>, Option<u32>),
}

/// The part of a quotation that was found, in words, and how much of it.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: i32,
    matched: i32,
    /// First word of the quotation and of the text.
    from: (u32, u32),
}

/// Where the words most likely are, with their likeness in thousandths. `shifts` are ranges of (number of a word in
/// the text) − (its number in the quotation) that are looked at in any case; words that are not free are known to be
/// others.
pub(super) fn propose(
    wanted: Wanted,
    shifts: &[(i64, i64)],
    text: &Found,
    is_free: impl Fn(usize) -> bool,
) -> Option<(Span, u16)> {
    let there = propose_at(wanted, shifts, text, &is_free);
    let voted: Vec<(i64, i64)> = voted(wanted, text).into_iter().map(|shift| (shift, shift)).collect();
    let elsewhere = propose_at(wanted, &voted, text, &is_free);
    match (there, elsewhere) {
        (Some(there), Some(elsewhere)) => Some(if elsewhere.1 > there.1 + MUCH_BETTER { elsewhere } else { there }),
        (there, elsewhere) => there.or(elsewhere),
    }
}

/// The same, at these shifts only.
pub(super) fn propose_at(
    wanted: Wanted,
    shifts: &[(i64, i64)],
    text: &Found,
    is_free: impl Fn(usize) -> bool,
) -> Option<(Span, u16)> {
    let mut best: Option<(Span, u16)> = None;
    for (from, to) in shifts {
        let found = compare(wanted, (*from, *to), text, &is_free);
        if let Some((span, score)) = found.filter(|(_, score)| best.is_none_or(|(_, most)| *score > most)) {
            best = Some((span, score));
        }
    }
    best.filter(|(_, score)| *score >= MIN_SCORE)
}

/// The shifts for which most of the rare words speak.
fn voted(wanted: Wanted, text: &Found) -> Vec<i64> {
    let width = (wanted.words.len() as i64 / 4).clamp(4, 64);
    let mut votes: Vec<(i64, i32)> = Vec::new();
    for (n, word) in wanted.words.iter().enumerate() {
        let places = text.places(word.id);
        if places.len() <= MAX_OCCURRENCES {
            let vote = weight(*word) * 60 / (places.len() as i32).max(1);
            votes.extend(places.iter().map(|place| ((i64::from(*place) - n as i64).div_euclid(width), vote)));
        }
    }
    votes.sort_unstable();
    let mut sums: Vec<(i32, i64)> = Vec::new();
    for group in votes.chunk_by(|a, b| a.0 == b.0) {
        sums.push((group.iter().map(|(_, vote)| -vote).sum(), group[0].0));
    }
    sums.sort_unstable();
    sums.iter().take(MAX_SHIFTS).map(|(_, at)| at * width + width / 2).collect()
}

/// How much a word says: long ones more, signs little.
fn weight(word: Word) -> i32 {
    let n = (word.end - word.start) as i32;
    if n == 1 { 2 } else { 2 + n.min(10) }
}

/// Compares the quotation with the text at a range of shifts.
fn compare(
    wanted: Wanted,
    (from, to): (i64, i64),
    text: &Found,
    is_free: &impl Fn(usize) -> bool,
) -> Option<(Span, u16)> {
    let words = wanted.words;
    let slack = (words.len() / 2 + 40).min(MAX_SLACK).min(MAX_CELLS / words.len().max(1)) as i64;
    let to = to.min(from + slack * 4);
    let (low, high) = (from - slack, to + slack);
    let mut above: Vec<Cell> = Vec::new();
    let (mut best, mut last) = (Cell::default(), (0, 0));
    for (i, word) in words.iter().enumerate() {
        // Column k of row i is the text's word i + low + k; the cell above it is column k + 1 of the row above.
        let mut row = vec![Cell::default(); (high - low + 1) as usize];
        for k in 0..row.len() {
            let Some(j) = usize::try_from(i as i64 + low + k as i64).ok().filter(|j| *j < text.words.len()) else {
                continue;
            };
            let there = text.words[j];
            let mut cell = Cell::default();
            let mut offer = |before: Cell, gain: i32, matched: i32| {
                if before.score + gain > cell.score {
                    let from = if before.score == 0 { (i as u32, j as u32) } else { before.from };
                    let matched = if before.score == 0 { matched } else { before.matched + matched };
                    cell = Cell { score: before.score + gain, matched, from };
                }
            };
            let gain = if is_free(j) { likeness(*word, wanted.quote, there, text.text) } else { 0 };
            if gain > 0 {
                offer(above.get(k).copied().unwrap_or_default(), gain * 4, gain);
            }
            if let Some(up) = above.get(k + 1).filter(|cell| cell.score > 0) {
                offer(*up, -weight(*word) * 10, 0);
            }
            if let Some(left) = k.checked_sub(1).map(|k| row[k]).filter(|cell| cell.score > 0) {
                offer(left, -weight(there) * 10, 0);
            }
            if cell.score > best.score {
                (best, last) = (cell, (i, j));
            }
            row[k] = cell;
        }
        above = row;
    }
    (best.score > 0).then(|| finish(wanted, best, last, text))
}

/// Ten times the weight of the word when both are the same, a part when they are alike, otherwise 0.
fn likeness(word: Word, quote: &str, there: Word, text: &str) -> i32 {
    if word.id == there.id {
        return weight(word) * 10;
    }
    let n = (word.end - word.start).abs_diff(there.end - there.start);
    if n > 2 || word.end - word.start < 4 || there.end - there.start < 4 {
        return 0;
    }
    let (a, b) =
        (&quote.as_bytes()[word.span().start..word.span().end], &text.as_bytes()[there.span().start..there.span().end]);
    let n_before = a.iter().zip(b).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count();
    let n_after = a[n_before..].iter().rev().zip(b[n_before..].iter().rev()).take_while(|(x, y)| x == y).count();
    let n_changed = a.len().max(b.len()) - n_before - n_after;
    if n_changed <= 2 && n_changed * 2 < a.len() { weight(word) * 7 } else { 0 }
}

/// The span from the first word found to the last, with the words that replace those missing at its ends.
fn finish(wanted: Wanted, best: Cell, last: (usize, usize), text: &Found) -> (Span, u16) {
    let (first, from) = (best.from.0 as usize, best.from.1 as usize);
    let missing = (first, wanted.words.len() - 1 - last.0);
    // The word before the passage, found a few words before, says that it begins right after.
    let near = |n: usize| n * 2 + 1;
    let from = match wanted.around.0 {
        Some(id) if missing.0 > 0 => {
            let lowest = from.saturating_sub(near(missing.0));
            (lowest..from).rev().find(|at| text.words[*at].id == id).map_or(from, |at| at + 1)
        }
        _ => from,
    };
    let to = match wanted.around.1 {
        Some(id) if missing.1 > 0 => {
            let highest = (last.1 + 1 + near(missing.1)).min(text.words.len());
            (last.1 + 1..highest).find(|at| text.words[*at].id == id).map_or(last.1, |at| at - 1)
        }
        _ => last.1,
    };
    let span = Span::new(text.words[from].span().start, text.words[to].span().end);
    let sum = |words: &[Word]| -> i64 { words.iter().map(|word| i64::from(weight(*word)) * 10).sum() };
    let all = sum(wanted.words) + sum(&text.words[from..=to]);
    let score = i64::from(best.matched) * 2 * 1_000 / all.max(1);
    (span, (score.clamp(0, 999)) as u16)
}
