//! A text with a list of where each word stands, to find other words in it quickly.

use super::words::{Numbers, Word, words_in};
use crate::text::Span;

/// The most places of one wording that are looked at; more say nothing about which is meant.
const MAX_PLACES: usize = 2_000;

/// A text in words, with the places of each.
pub(super) struct Found<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    /// Where the places of word number `id` begin in `places`.
    first: Vec<u32>,
    places: Vec<u32>,
}

impl<'a> Found<'a> {
    /// Reads `text` in words.
    pub fn new(text: &'a str, numbers: &mut Numbers<'a>) -> Self {
        let words = numbers.words(text);
        let mut first = vec![0_u32; numbers.len() + 1];
        for word in &words {
            first[word.id as usize + 1] += 1;
        }
        for id in 1..first.len() {
            first[id] += first[id - 1];
        }
        let mut next = first.clone();
        let mut places = vec![0_u32; words.len()];
        for (n, word) in words.iter().enumerate() {
            let place = &mut next[word.id as usize];
            places[*place as usize] = n as u32;
            *place += 1;
        }
        Self { text, words, first, places }
    }

    /// The numbers of the words that are `id`, rising.
    pub fn places(&self, id: u32) -> &[u32] {
        let id = id as usize;
        match (self.first.get(id), self.first.get(id + 1)) {
            (Some(from), Some(to)) => &self.places[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The words that `span` touches.
    pub fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        words_in(&self.words, span)
    }

    /// Whether `quote` stands at byte `at`.
    pub fn stands_at(&self, quote: &str, at: usize) -> bool {
        self.text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(quote.as_bytes()))
    }

    /// Every byte at which `quote` begins, rising; `words` are its words.
    pub fn all(&self, quote: &str, words: &[Word]) -> Vec<usize> {
        if quote.is_empty() {
            return Vec::new();
        }
        // The first and the last may be parts of words only.
        let whole = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        let Some(rarest) = whole.iter().min_by_key(|word| (self.places(word.id).len(), word.start)) else {
            return self.all_bytes(quote);
        };
        let starts = self.places(rarest.id).iter().filter_map(|place| {
            let at = self.words[*place as usize].start.checked_sub(rarest.start)? as usize;
            self.stands_at(quote, at).then_some(at)
        });
        starts.take(MAX_PLACES).collect()
    }

    /// Every byte at which `quote` begins, those within another included.
    fn all_bytes(&self, quote: &str) -> Vec<usize> {
        let finder = memchr::memmem::Finder::new(quote);
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            out.push(from + at);
            from += at + 1;
            if out.len() == MAX_PLACES {
                break;
            }
        }
        out
    }
}

/// Bytes, at most `most`, that are the same right before `a` in `one` and right before `b` in `two`.
pub(super) fn same_before(one: &str, a: usize, two: &str, b: usize, most: usize) -> usize {
    let pairs = one.as_bytes()[..a].iter().rev().zip(two.as_bytes()[..b].iter().rev());
    pairs.take(most).take_while(|(x, y)| x == y).count()
}

/// Bytes, at most `most`, that are the same from `a` on in `one` and from `b` on in `two`.
pub(super) fn same_after(one: &str, a: usize, two: &str, b: usize, most: usize) -> usize {
    let pairs = one.as_bytes()[a..].iter().zip(&two.as_bytes()[b..]);
    pairs.take(most).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_places_parts_of_words_too() {
        let text = "a cat, concatenated: the cat sat. The cat sat";
        let mut numbers = Numbers::default();
        let quotes = ["cat", "the cat sat", "at sat", "he cat s", "", "dog", ": t"];
        let words: Vec<Vec<Word>> = quotes.iter().map(|quote| numbers.words(quote)).collect();
        let found = Found::new(text, &mut numbers);
        for (quote, words) in quotes.iter().zip(words) {
            let expected: Vec<usize> = text.match_indices(quote).map(|(at, _)| at).collect();
            let expected = if quote.is_empty() { Vec::new() } else { expected };
            assert_eq!(found.all(quote, &words), expected, "{quote}");
        }
    }
}
