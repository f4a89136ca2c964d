//! Folding of letters, so that texts compare blind to case, accents and the shape of quote marks.

use std::ops::RangeInclusive;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How much of a character counts when texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folding {
    /// Neither case nor accents nor the shape of quote marks, hyphens and spaces.
    Folded,
    /// As above, but capital letters are told from small ones.
    Plain,
    /// All of it; only whether an accent is a character of its own makes no difference.
    Exact,
}

/// Calls `put` with each character that `c` folds to: none for a combining mark, often one, sometimes more.
pub(in crate::text) fn fold_char(c: char, put: impl FnMut(char)) {
    Folding::Folded.spread(c, put);
}

/// Folds `text` for comparison: lower case, no accents, plain quote marks, hyphens and spaces.
///
/// ```
/// assert_eq!(standpoint::text::fold("Café’s"), "cafe's");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |folded| out.push(folded));
    }
    out
}

/// Characters below this one are looked up: all scripts that have accents or capital letters but the rarest.
const N_IN_TABLE: u32 = 0x3400;

/// In a table: folds to nothing. No character below [`N_IN_TABLE`] but the first folds to this.
const NOTHING: u32 = 0;

/// In a table: folds to more than one character.
const SEVERAL: u32 = u32::MAX;

static TABLES: [LazyLock<Vec<u32>>; 3] = [
    LazyLock::new(|| table(Folding::Folded)),
    LazyLock::new(|| table(Folding::Plain)),
    LazyLock::new(|| table(Folding::Exact)),
];

fn table(folding: Folding) -> Vec<u32> {
    let entry = |code: u32| {
        let mut entry = NOTHING;
        let c = char::from_u32(code)?;
        folding.work_out(c, |part| entry = if entry == NOTHING { part.into() } else { SEVERAL });
        Some(entry)
    };
    (0..N_IN_TABLE).map(|code| entry(code).unwrap_or(code)).collect()
}

impl Folding {
    /// Calls `put` with each character that `c` counts as: none, one, or more.
    #[inline]
    pub fn spread(self, c: char, mut put: impl FnMut(char)) {
        if c.is_ascii() {
            return put(if self == Self::Folded { c.to_ascii_lowercase() } else { c });
        }
        // Han characters are most of what lies above, and stand for themselves.
        if matches!(c, '\u{3400}'..='\u{9fff}') {
            return put(c);
        }
        match TABLES[self as usize].get(c as usize).copied() {
            Some(NOTHING) => {}
            None | Some(SEVERAL) => self.work_out(c, put),
            Some(code) => put(char::from_u32(code).unwrap_or(c)),
        }
    }

    fn work_out(self, c: char, mut put: impl FnMut(char)) {
        if c.is_ascii() {
            return put(if self == Self::Folded { c.to_ascii_lowercase() } else { c });
        }
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if self == Self::Exact => c.nfd().for_each(put),
            '‘' | '’' | '‚' | '‛' | '`' | '´' => put('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => put('"'),
            '‐'..='―' | '−' => put('-'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => put(' '),
            'ß' => {
                put('s');
                put('s');
            }
            _ => {
                for part in c.nfd().filter(|part| !is_combining_mark(*part)) {
                    if self == Self::Folded {
                        part.to_lowercase().for_each(&mut put);
                    } else {
                        put(part);
                    }
                }
            }
        }
    }

    /// The first character that `c` counts as.
    pub fn first(self, c: char) -> Option<char> {
        let mut first = None;
        self.spread(c, |part| first = first.or(Some(part)));
        first
    }

    /// Whether `c` counts for nothing.
    pub fn is_nothing(self, c: char) -> bool {
        !c.is_ascii() && self.first(c).is_none()
    }

    /// All characters but those of ASCII that count as `first`, or as `first` and more.
    pub fn all_counting_as(self, first: char) -> impl Iterator<Item = char> {
        // Above the table nothing counts as a character of ASCII.
        let above = ABOVE.iter().filter(move |_| !first.is_ascii()).flat_map(Clone::clone);
        let others = (0x80..N_IN_TABLE).filter_map(char::from_u32).chain(above);
        let itself = (!first.is_ascii() && u32::from(first) >= N_IN_TABLE && !is_above(first)).then_some(first);
        others.filter(move |c| self.first(*c) == Some(first)).chain(itself)
    }
}

/// Where above the table a character may count as another.
const ABOVE: [RangeInclusive<char>; 5] = [
    '\u{a000}'..='\u{abff}',
    '\u{ac00}'..='\u{d7a3}',
    '\u{f900}'..='\u{ffff}',
    '\u{10000}'..='\u{1ffff}',
    '\u{2f800}'..='\u{2fa1f}',
];

fn is_above(c: char) -> bool {
    ABOVE.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_what_is_worked_out_for_every_character() {
        for folding in [Folding::Folded, Folding::Plain, Folding::Exact] {
            let (mut looked_up, mut worked_out) = (String::new(), String::new());
            for c in '\0'..=char::MAX {
                looked_up.clear();
                worked_out.clear();
                folding.spread(c, |part| looked_up.push(part));
                folding.work_out(c, |part| worked_out.push(part));
                assert_eq!(looked_up, worked_out, "{c:?} in {folding:?}");
                let first = looked_up.chars().next();
                let is_high = u32::from(c) >= N_IN_TABLE;
                assert!(!is_high || first.is_none_or(|first| !first.is_ascii()), "{c:?} in {folding:?}");
                assert!(
                    !is_high || is_above(c) || looked_up.chars().eq([c]) || first.is_none(),
                    "{c:?} in {folding:?}"
                );
            }
        }
    }

    #[test]
    fn a_character_is_among_those_that_count_as_it_does() {
        for c in "é’Ж会豈가Å\u{1f100}𐐀Ａ".chars() {
            let first = Folding::Folded.first(c).expect("counts");
            assert!(Folding::Folded.all_counting_as(first).any(|other| other == c), "{c:?}");
            let all: Vec<char> = Folding::Folded.all_counting_as(first).collect();
            assert!(first.is_ascii() || all.contains(&first), "{first:?} in {all:?}");
        }
    }

    #[test]
    fn only_what_is_asked_for_is_folded_away() {
        let of = |folding: Folding| {
            let mut out = String::new();
            "CAFÉ’s  e\u{301}\u{ad}".chars().for_each(|c| folding.spread(c, |part| out.push(part)));
            out
        };
        assert_eq!(of(Folding::Folded), "cafe's  e");
        assert_eq!(of(Folding::Plain), "CAFE's  e");
        assert_eq!(of(Folding::Exact), "CAFE\u{301}’s  e\u{301}");
    }
}
