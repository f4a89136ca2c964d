//! Finding passages again where only their quotations and contexts are left: all places of the words, weighed by what
//! stands around them and by how far the neighbours of the passage have moved.

use super::Place;
use super::context::{alike_after, alike_before};
use super::found::{Found, same_after, same_before};
use super::neighbours::Neighbours;
use super::proposal::{Wanted, propose};
use super::words::{Numbers, Word};
use crate::text::{CONTEXT_CHARS, DocumentText, Span};

/// Bytes of a quotation from which on it speaks for itself.
const LONG: usize = 24;

/// Bytes beside a place that are no chance.
const CLOSE: usize = 12;

/// Places of the same words that are looked at more closely.
const MAX_CLOSE: usize = 24;

/// One span of an anchor.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// First and last place in code points of the earlier text.
    pub was: (usize, usize),
    pub quote: &'a str,
    /// What stood before, where that is known.
    pub before: Option<&'a str>,
    /// What stood after, where that is known.
    pub after: Option<&'a str>,
}

/// A place that holds the words.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    at: usize,
    /// How far it is, in code points, from where the words stood.
    shift: i64,
    /// How alike its surroundings are on the more and on the less alike side.
    best: f32,
    least: f32,
    /// Bytes right before and after that are the same.
    same: usize,
}

impl Candidate {
    fn around(self) -> f32 {
        self.best + self.least
    }
}

/// Where the words of each of `parts` are now.
pub(super) fn search(parts: &[Part], present: &DocumentText) -> Vec<Place> {
    let mut numbers = Numbers::default();
    let words: Vec<Vec<Word>> = parts.iter().map(|part| numbers.words(part.quote)).collect();
    let around: Vec<(Option<u32>, Option<u32>)> = parts
        .iter()
        .map(|part| {
            let before = part.before.and_then(|text| numbers.words(text).last().map(|word| word.id));
            (before, part.after.and_then(|text| numbers.words(text).first().map(|word| word.id)))
        })
        .collect();
    let text = Found::new(present.as_str(), &mut numbers);
    let found: Vec<Vec<Candidate>> =
        parts.iter().zip(&words).map(|(part, words)| candidates(part, words, &text, present)).collect();
    let sure = parts
        .iter()
        .zip(&found)
        .enumerate()
        .filter_map(|(n, (part, found))| first_look(part, found).map(|candidate| (n, part.was, candidate.shift)));
    let neighbours = Neighbours::new(sure.collect());
    let decided = parts.iter().enumerate().map(|(n, part)| {
        let place = decide(n, part, &found[n], &neighbours);
        place.unwrap_or_else(|| {
            let wanted = Wanted { quote: part.quote, words: &words[n], around: around[n] };
            let shifts = neighbours.shifts(n, part.was).map(|shift| {
                let byte = present.byte_from_char((part.was.0 as i64 + shift).max(0) as usize);
                text.words_in(Span::new(byte.unwrap_or(present.len()), present.len())).start as i64
            });
            let shifts: Vec<(i64, i64)> = shifts.map(|shift| (shift, shift)).collect();
            match propose(wanted, &shifts, &text, |_| true) {
                Some((span, score)) => Place::Doubt(span, score),
                None => Place::Lost,
            }
        })
    });
    decided.collect()
}

/// The places of the words with the likeliest surroundings, these first.
fn candidates(part: &Part, words: &[Word], text: &Found, present: &DocumentText) -> Vec<Candidate> {
    let mut all = text.all(part.quote, words);
    let len = part.quote.len();
    let same = |at: usize| {
        let before = part.before.map_or(0, |before| same_before(before, before.len(), text.text, at));
        before + part.after.map_or(0, |after| same_after(after, 0, text.text, at + len))
    };
    if all.len() > MAX_CLOSE {
        let was = present.byte_from_char(part.was.0).unwrap_or(present.len());
        all.sort_by_cached_key(|at| (usize::MAX - same(*at), at.abs_diff(was)));
        all.truncate(MAX_CLOSE);
    }
    let candidate = |at: usize| {
        let before = part.before.map(|before| alike_before(before, present.before(at, CONTEXT_CHARS + 8)));
        let after = part.after.map(|after| alike_after(after, present.after(at + len, CONTEXT_CHARS + 8)));
        let (one, two) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (Some(side), None) | (None, Some(side)) => (side, side),
            (None, None) => (0.5, 0.5),
        };
        let shift = present.char_from_byte(at) as i64 - part.was.0 as i64;
        Candidate { at, shift, best: one.max(two), least: one.min(two), same: same(at) }
    };
    let mut found: Vec<Candidate> = all.into_iter().map(candidate).collect();
    found.sort_by(|a, b| {
        b.around().total_cmp(&a.around()).then(a.shift.abs().cmp(&b.shift.abs())).then(a.at.cmp(&b.at))
    });
    found
}

/// The place that stands out by itself.
fn first_look(part: &Part, found: &[Candidate]) -> Option<Candidate> {
    let best = *found.first()?;
    let second = found.get(1).map_or(0.0, |other| other.around());
    let is_clear = best.around() >= 1.5 && second <= best.around() - 0.5;
    let is_only = found.len() == 1 && part.quote.len() >= LONG && best.best >= 0.7;
    (is_clear || is_only).then_some(best)
}

/// The place that surroundings and neighbours speak for; `None` when the words are nowhere.
fn decide(n: usize, part: &Part, found: &[Candidate], neighbours: &Neighbours) -> Option<Place> {
    let weighed = |candidate: &Candidate| {
        let beside = neighbours.speak_for(n, part.was, candidate.shift);
        (candidate.around() + beside, beside, *candidate)
    };
    let mut weighed: Vec<(f32, f32, Candidate)> = found.iter().map(weighed).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (sum, beside, best) = *weighed.first()?;
    let second = weighed.get(1).map_or(0.0, |other| other.0);
    let is_long = part.quote.len() >= LONG;
    let is_supported = best.around() >= 1.3
        || (is_long && (best.best >= 0.7 || best.same >= CLOSE))
        || (beside >= 0.6 && (is_long || best.around() >= 0.8))
        || (is_long && neighbours.made_room(part.was, best.shift));
    let is_sure = sum - second >= 0.45 && is_supported;
    let span = Span::new(best.at, best.at + part.quote.len());
    Some(if is_sure { Place::Sure(span) } else { Place::Doubt(span, 1_000) })
}
