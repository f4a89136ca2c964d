//! Finding passages again where the earlier text is still there: by the pairs of words of the two texts.

use super::Place;
use super::align::{Alignment, NONE};
use super::context::{alike_after, alike_before};
use super::found::{Found, same_after, same_before};
use super::proposal::{Wanted, propose};
use super::words::{Numbers, Word};
use crate::text::{CONTEXT_CHARS, DocumentText, Span};

/// Bytes of a quotation from which on it speaks for itself.
const LONG: usize = 24;

/// Bytes of the same text beside a place that are no chance.
const MUCH: usize = 16;

/// Bytes beyond which sameness is not followed, and those read of all places together.
const MAX_SAME: usize = 1 << 14;
const MAX_READ: usize = 1 << 17;

/// Bytes, beside twice their length, within which equal words may have slid into one another's place.
const NEAR: usize = 200;

/// Two texts and which words of one are which of the other.
pub(super) struct Mapped<'a> {
    earlier: &'a DocumentText,
    present: &'a DocumentText,
    old: Found<'a>,
    new: Found<'a>,
    pairs: Alignment,
}

impl<'a> Mapped<'a> {
    /// Compares the two texts.
    pub fn new(earlier: &'a DocumentText, present: &'a DocumentText) -> Self {
        let mut numbers = Numbers::default();
        let old = Found::new(earlier.as_str(), &mut numbers);
        let new = Found::new(present.as_str(), &mut numbers);
        let pairs = Alignment::new(&old.words, &new.words);
        Self { earlier, present, old, new, pairs }
    }

    /// Where the words of `span` of the earlier text are now.
    pub fn find(&self, span: Span) -> Place {
        let quote = self.earlier.slice(span);
        let range = self.old.words_in(span);
        let words: Vec<Word> = self.old.words[range.clone()].iter().map(|word| within(*word, span)).collect();
        if let Some(at) = self.candidate(span, quote, range.clone()) {
            let there = Span::new(at, at + quote.len());
            return if self.is_sure(span, quote, &words, at) { Place::Sure(there) } else { Place::Doubt(there, 1_000) };
        }
        if let Some(place) = self.elsewhere(span, quote, &words) {
            return place;
        }
        let around = (
            range.start.checked_sub(1).map(|at| self.old.words[at].id),
            self.old.words.get(range.end).map(|word| word.id),
        );
        let wanted = Wanted { quote, words: &words, around };
        let is_free = |at: usize| {
            let there = self.pairs.to_old[at];
            there == NONE || range.contains(&(there as usize))
        };
        match propose(wanted, &self.shifts(range.clone()), &self.new, is_free) {
            Some((there, _)) if self.present.slice(there) == quote => Place::Doubt(there, 1_000),
            Some((there, score)) => Place::Doubt(there, score),
            None => Place::Lost,
        }
    }

    /// The place at which the words stand unchanged and for which most pairs speak.
    fn candidate(&self, span: Span, quote: &str, range: std::ops::Range<usize>) -> Option<usize> {
        let mut votes: Vec<(usize, usize)> = Vec::new();
        // The texts begin and end together.
        let first = (range.start == 0).then_some(span.start);
        let from_end = self.old.text.len() - span.start;
        let last = (range.end == self.old.words.len()).then(|| self.new.text.len().checked_sub(from_end)).flatten();
        let beside = range.start.saturating_sub(1)..(range.end + 1).min(self.old.words.len());
        let by_words = beside.filter_map(|i| Some((self.moved(i, span.start)?, 1 + usize::from(range.contains(&i)))));
        for (at, vote) in by_words.chain(first.map(|at| (at, 1))).chain(last.map(|at| (at, 1))) {
            match votes.iter_mut().find(|(there, _)| *there == at) {
                Some((_, sum)) => *sum += vote,
                None if self.new.stands_at(quote, at) => votes.push((at, vote)),
                None => {}
            }
        }
        votes.into_iter().min_by_key(|(at, sum)| (usize::MAX - sum, *at)).map(|(at, _)| at)
    }

    /// Where `byte` of the earlier text is, going by the pair of its word number `i`.
    fn moved(&self, i: usize, byte: usize) -> Option<usize> {
        let j = self.pairs.to_new[i];
        let there = self.new.words.get(j as usize)?;
        (there.start as usize + byte).checked_sub(self.old.words[i].start as usize)
    }

    /// The bytes, at most so many, that are the same before and after a place of each text.
    fn same(&self, old: usize, new: usize, len: usize, most: usize) -> (usize, usize) {
        let before = same_before(self.old.text, old, self.new.text, new, most);
        (before, same_after(self.old.text, old + len, self.new.text, new + len, most))
    }

    /// Whether the words at `at` are those of `span` and no others that read the same.
    fn is_sure(&self, span: Span, quote: &str, words: &[Word], at: usize) -> bool {
        let len = quote.len();
        let (all_new, all_old) = (self.new.all(quote, words), self.old.all(quote, words));
        // The more places, the less of each is read.
        let most = (MAX_READ / all_new.len().max(all_old.len()).max(1)).clamp(4 * MUCH, MAX_SAME);
        let same = |old: usize, new: usize| self.same(old, new, len, most);
        let mine = same(span.start, at);
        if quote.len() < LONG && mine.0.max(mine.1) < MUCH && !self.is_alike_around(span, at) {
            return false;
        }
        let is_rival =
            |other: (usize, usize)| (other.0 >= mine.0 && other.0 >= MUCH) || (other.1 >= mine.1 && other.1 >= MUCH);
        let is_near = |a: usize, b: usize| a.abs_diff(b) <= len * 2 + NEAR;
        // Whether what stood at `from` is at `there` now without doubt, though crossed over with `span` and `at` it
        // would leave `crossed` and `back` as the same text: it is better in both directions, or, where the two are
        // not neighbours that could have slid, both together are clearly better than both crossed.
        let is_settled = |from: usize, there: usize, crossed: (usize, usize), back: (usize, usize)| {
            let own = same(from, there);
            if own.0 >= crossed.0 && own.1 >= crossed.1 && own != crossed {
                return true;
            }
            let (kept, swapped) = (mine.0 + mine.1 + own.0 + own.1, crossed.0 + crossed.1 + back.0 + back.1);
            !is_near(from, span.start) && !is_near(there, at) && kept >= swapped + MUCH && kept * 4 > swapped * 5
        };
        // The words of `span` might have gone elsewhere, unless what is there came from elsewhere.
        let went = all_new.iter().copied().filter(|there| *there != at).any(|there| {
            let crossed = same(span.start, there);
            let from = || self.came_from(there, quote).filter(|from| *from != span.start);
            is_rival(crossed) && !from().is_some_and(|from| is_settled(from, there, crossed, same(from, at)))
        });
        // The words at `at` might have come from elsewhere, unless what was there went elsewhere.
        let came = || {
            all_old.iter().copied().filter(|from| *from != span.start).any(|from| {
                let crossed = same(from, at);
                let there = || self.candidate_of(from, quote).filter(|there| *there != at);
                is_rival(crossed)
                    && !there().is_some_and(|there| is_settled(from, there, crossed, same(span.start, there)))
            })
        };
        !went && !came()
    }

    fn candidate_of(&self, from: usize, quote: &str) -> Option<usize> {
        let span = Span::new(from, from + quote.len());
        self.candidate(span, quote, self.old.words_in(span))
    }

    /// Where in the earlier text the words at `at` stood, going by the pairs.
    fn came_from(&self, at: usize, quote: &str) -> Option<usize> {
        self.new.words_in(Span::new(at, at + quote.len())).find_map(|j| {
            let from = self.old.words.get(self.pairs.to_old[j] as usize)?;
            let byte = (from.start as usize + at).checked_sub(self.new.words[j].start as usize)?;
            self.old.stands_at(quote, byte).then_some(byte)
        })
    }

    fn is_alike_around(&self, span: Span, at: usize) -> bool {
        let len = span.len();
        let before =
            alike_before(self.earlier.before(span.start, CONTEXT_CHARS), self.present.before(at, CONTEXT_CHARS + 8));
        let after =
            alike_after(self.earlier.after(span.end, CONTEXT_CHARS), self.present.after(at + len, CONTEXT_CHARS + 8));
        before + after >= 1.0 || before.max(after) >= 0.8
    }

    /// The words at a place of which no word has a pair: a short passage that was moved, or typed again.
    fn elsewhere(&self, span: Span, quote: &str, words: &[Word]) -> Option<Place> {
        let is_free = |text: &Found, paired: &[u32], at: usize| {
            let range = text.words_in(Span::new(at, at + quote.len()));
            !range.is_empty() && paired[range].iter().all(|pair| *pair == NONE)
        };
        if !is_free(&self.old, &self.pairs.to_new, span.start) {
            return None;
        }
        let free = self.new.all(quote, words).into_iter().filter(|at| is_free(&self.new, &self.pairs.to_old, *at));
        let free: Vec<usize> = free.collect();
        let first = *free.first()?;
        let mine =
            self.old.all(quote, words).into_iter().filter(|at| is_free(&self.old, &self.pairs.to_new, *at)).count();
        let there = Span::new(first, first + quote.len());
        let is_sure = free.len() == 1 && mine == 1 && quote.len() >= LONG;
        Some(if is_sure { Place::Sure(there) } else { Place::Doubt(there, 1_000) })
    }

    /// Shifts for which the pairs in and beside a passage speak: the range of those inside that go together, and what
    /// its neighbours say.
    fn shifts(&self, range: std::ops::Range<usize>) -> Vec<(i64, i64)> {
        let near = range.len() as i64 + 60;
        let shift = |i: usize| match self.pairs.to_new.get(i) {
            Some(&j) if j != NONE => Some(i64::from(j) - (i as i64 - range.start as i64)),
            _ => None,
        };
        let inside: Vec<i64> = range.clone().filter_map(shift).collect();
        let groups = inside.chunk_by(|a, b| a.abs_diff(*b) as i64 <= near);
        let largest = groups.max_by_key(|group| group.len());
        let bounds = |group: &[i64]| Some((*group.iter().min()?, *group.iter().max()?));
        let beside = [range.start.checked_sub(1).and_then(shift), shift(range.end)];
        let beside = beside.into_iter().flatten().map(|shift| (shift, shift));
        largest.and_then(bounds).into_iter().chain(beside).collect()
    }
}

/// A word of a text as a word of a passage of it: cut to the passage, counted from its first byte.
fn within(word: Word, span: Span) -> Word {
    let start = (word.start as usize).max(span.start) - span.start;
    let end = (word.end as usize).min(span.end) - span.start;
    Word { start: start as u32, end: end as u32, id: word.id }
}
