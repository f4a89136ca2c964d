//! A text cut into words and signs, each with a number that is the same for words that fold alike.

use crate::text::{Span, fold};
use std::collections::HashMap;

/// What a character does to the word it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Divides, and is no part of any word.
    Space,
    /// Goes on with the word, or begins one.
    Letter,
    /// Belongs to whatever stands before it.
    Mark,
    /// A word of its own: signs, and the scripts that set no spaces.
    Sign,
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return match c {
            c if c.is_ascii_alphanumeric() => Kind::Letter,
            c if c.is_ascii_whitespace() || c.is_ascii_control() => Kind::Space,
            _ => Kind::Sign,
        };
    }
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => Kind::Mark,
        '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Sign
        }
        c if unicode_normalization::char::is_combining_mark(c) => Kind::Mark,
        c if c.is_alphanumeric() => Kind::Letter,
        c if c.is_whitespace() => Kind::Space,
        _ => Kind::Sign,
    }
}

/// One word or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// First byte.
    pub start: u32,
    /// First byte behind it.
    pub end: u32,
    /// The same for words that fold alike.
    pub id: u32,
}

impl Word {
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Gives numbers to words; one for all texts that are compared.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    by_word: HashMap<&'a str, u32>,
    by_folded: HashMap<String, u32>,
}

impl<'a> Numbers<'a> {
    fn id(&mut self, word: &'a str) -> u32 {
        if let Some(id) = self.by_word.get(word) {
            return *id;
        }
        let n = self.by_folded.len() as u32;
        let id = *self.by_folded.entry(fold(word)).or_insert(n);
        self.by_word.insert(word, id);
        id
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_folded.len()
    }

    /// Cuts `text` into words.
    pub fn words(&mut self, text: &'a str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
        let mut before = Kind::Space;
        for (at, c) in text.char_indices() {
            let kind = kind(c);
            let goes_on = kind == Kind::Mark && before != Kind::Space || kind == Kind::Letter && before == Kind::Letter;
            let end = (at + c.len_utf8()) as u32;
            match words.last_mut() {
                Some(word) if goes_on => word.end = end,
                _ if kind == Kind::Space => {}
                _ => words.push(Word { start: at as u32, end, id: 0 }),
            }
            // A letter behind a mark goes on with the word that the mark stands in.
            before = match kind {
                Kind::Mark if before == Kind::Space => Kind::Letter,
                Kind::Mark => before,
                kind => kind,
            };
        }
        for word in &mut words {
            word.id = self.id(&text[word.start as usize..word.end as usize]);
        }
        words
    }
}

/// The words of `words` that share at least a byte with `span`, as a range of their numbers.
pub(super) fn words_in(words: &[Word], span: Span) -> std::ops::Range<usize> {
    let first = words.partition_point(|word| word.end as usize <= span.start);
    let last = words.partition_point(|word| (word.start as usize) < span.end);
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_are_apart_and_fold_alike() {
        let text = "“It’s” \"IT'S\" e\u{301}te\u{301} 世界 co\u{ad}op";
        let words = Numbers::default().words(text);
        let all: Vec<&str> = words.iter().map(|word| &text[word.start as usize..word.end as usize]).collect();
        let signs =
            ["“", "It", "’", "s", "”", "\"", "IT", "'", "S", "\"", "e\u{301}te\u{301}", "世", "界", "co\u{ad}op"];
        assert_eq!(all, signs);
        let ids: Vec<u32> = words.iter().map(|word| word.id).collect();
        assert_eq!(ids[..5], ids[5..10]);
        assert_eq!(words_in(&words, Span::new(3, 4)), 1..2);
        assert_eq!(words_in(&words, Span::new(0, 6)), 0..3);
    }
}
