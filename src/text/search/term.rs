//! One word or phrase, and whether it stands at a place.

use super::fold::Folding;
use super::pattern::Matching;
use super::starts::Starts;
use crate::text::Span;

/// A piece of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A character, as it counts.
    Char(char),
    /// White space with at most one line feed in it: a phrase runs over the end of a line, not over an empty one.
    Gap,
    /// The rest of the word, if there is any.
    Rest,
}

/// One word or phrase.
#[derive(Clone, Debug)]
pub(super) struct Term {
    parts: Vec<Part>,
    folding: Folding,
    /// Whether no letter may stand right before it.
    begins_word: bool,
    /// Whether no letter may stand right behind it.
    ends_word: bool,
    /// Whether it takes in what stands before it in its word.
    reaches_back: bool,
    starts: Starts,
}

/// Why words make no term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TermFault {
    /// Nothing is left of it once it is folded.
    Nothing,
    /// A star with letters on both sides, or one before a later word.
    StarInside,
}

/// Whether `c` belongs to a word.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { c.is_alphanumeric() }
}

/// Whether `c` is of a script that does not part its words, so that each letter may begin one.
const fn is_unparted(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn parts_word(before: Option<char>, after: Option<char>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| is_letter(c) && !is_unparted(c));
    !(joins(before) && joins(after))
}

impl Term {
    /// The term that `words` are: words with white space between them, a star at the ends.
    pub fn new(words: &str, matching: Matching) -> Result<Self, TermFault> {
        let folding = if matching.is_exact { Folding::Exact } else { Folding::Folded };
        let words = words.trim();
        let (reaches_back, words) = words.strip_prefix('*').map_or((false, words), |rest| (true, rest));
        let mut parts = Vec::new();
        let mut chars = words.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                if parts.last() != Some(&Part::Gap) {
                    parts.push(Part::Gap);
                }
            } else if c == '*' {
                let is_inside = chars.peek().is_some_and(|next| !next.is_whitespace());
                if is_inside || !matches!(parts.last(), Some(Part::Char(_))) {
                    return Err(if parts.is_empty() { TermFault::Nothing } else { TermFault::StarInside });
                }
                parts.push(Part::Rest);
            } else {
                folding.spread(c, |part| parts.push(Part::Char(part)));
            }
        }
        let Some(Part::Char(first)) = parts.first().copied() else { return Err(TermFault::Nothing) };
        let has_rest = parts.last() == Some(&Part::Rest);
        let is_whole = matching.whole_words || has_rest || reaches_back;
        Ok(Self {
            parts,
            folding,
            begins_word: is_whole && !reaches_back,
            ends_word: is_whole && !has_rest,
            reaches_back,
            starts: Starts::new(first, folding),
        })
    }

    /// Hands each place that begins in `starts` and at or after `from` to `put`, left to right, none overlapping
    /// another, until it says no. Returns where the last ended.
    pub fn each(&self, text: &str, starts: Span, from: usize, put: &mut dyn FnMut(Span) -> bool) -> usize {
        let mut end = from;
        self.starts.each(text, starts, &mut |start| {
            let place = (start >= end).then(|| self.place_at(text, start, end)).flatten();
            place.is_none_or(|place| {
                end = place.end;
                put(place)
            })
        });
        end
    }

    /// The place that begins at `start`, or before it where the term reaches back, but not before `floor`.
    fn place_at(&self, text: &str, start: usize, floor: usize) -> Option<Span> {
        let end = self.end_of(text, start)?;
        if self.begins_word && !parts_word(self.before(text, start), text[start..].chars().next()) {
            return None;
        }
        if self.ends_word && !parts_word(self.before(text, end), text[end..].chars().next()) {
            return None;
        }
        let start = if self.reaches_back { self.word_start(text, start).max(floor) } else { start };
        Some(Span::new(start, end))
    }

    /// Where the term ends that begins at `start`, if it does.
    #[inline]
    fn end_of(&self, text: &str, start: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = start;
        // Plain letters first: that is nearly all that is ever looked at.
        for (n, part) in self.parts.iter().enumerate() {
            match (part, bytes.get(at)) {
                (_, Some(byte)) if !byte.is_ascii() => return self.end_from(text, start, at, n),
                (Part::Char(c), Some(byte)) => {
                    let byte = if self.folding == Folding::Exact { *byte } else { byte.to_ascii_lowercase() };
                    if u32::from(*c) != u32::from(byte) {
                        return None;
                    }
                    at += 1;
                }
                (Part::Gap | Part::Rest, _) => return self.end_from(text, start, at, n),
                (Part::Char(_), None) => return None,
            }
        }
        match bytes.get(at) {
            Some(byte) if !byte.is_ascii() => self.end_from(text, start, at, self.parts.len()),
            _ => Some(at),
        }
    }

    /// As [`Self::end_of`], from the part number `n` on, which must stand at `at`.
    fn end_from(&self, text: &str, start: usize, mut at: usize, mut n: usize) -> Option<usize> {
        while let Some(part) = self.parts.get(n) {
            match part {
                Part::Char(_) => {
                    let c = text[at..].chars().next()?;
                    let (mut is_same, before) = (true, n);
                    self.folding.spread(c, |counts| {
                        is_same &= self.parts.get(n) == Some(&Part::Char(counts));
                        n += 1;
                    });
                    if !is_same || n == before && at == start {
                        return None;
                    }
                    at += c.len_utf8();
                }
                Part::Gap => {
                    at = self.after_gap(text, at)?;
                    n += 1;
                }
                Part::Rest => {
                    at = self.word_end(text, at);
                    n += 1;
                }
            }
        }
        let rest = &text[at..];
        let is_more = |c: char| self.folding.is_nothing(c);
        let end = at + rest.find(|c| !is_more(c)).unwrap_or(rest.len());
        // As typed, a letter without an accent is not the same letter with one behind it.
        let is_cut = self.folding == Folding::Exact && text[end..].chars().next().is_some_and(is_accent);
        (!is_cut).then_some(end)
    }

    fn after_gap(&self, text: &str, at: usize) -> Option<usize> {
        let (mut n_spaces, mut n_feeds) = (0, 0);
        for (i, c) in text[at..].char_indices() {
            if c.is_whitespace() {
                n_spaces += 1;
                n_feeds += usize::from(c == '\n');
            } else if !self.folding.is_nothing(c) {
                return (n_spaces > 0 && n_feeds < 2).then_some(at + i);
            }
        }
        None
    }

    fn word_end(&self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        at + rest.find(|c| !self.is_in_word(c)).unwrap_or(rest.len())
    }

    fn word_start(&self, text: &str, at: usize) -> usize {
        let head = &text[..at];
        let outside = head.char_indices().rev().find(|(_, c)| !self.is_in_word(*c));
        let start = outside.map_or(0, |(i, c)| i + c.len_utf8());
        // What folds to nothing belongs to the letter before it, and there is none.
        let word = &text[start..at];
        at - word.trim_start_matches(|c| !is_letter(c)).len()
    }

    fn is_in_word(&self, c: char) -> bool {
        is_letter(c) || self.folding.is_nothing(c) || is_accent(c)
    }

    /// The character before `at` that counts for something.
    fn before(&self, text: &str, at: usize) -> Option<char> {
        text[..at].chars().rev().find(|c| !self.folding.is_nothing(*c) && !is_accent(*c))
    }
}

fn is_accent(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}
