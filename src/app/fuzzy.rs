//! Ranking of entries against what is typed.

use crate::text::fold;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Fields longer than this in bytes are searched for the words as they stand, not letter by letter: in a long
/// definition any few letters are found somewhere.
const MAX_FUZZY_BYTES: usize = 60;

/// Up to so many letters are taken for letters picked out of a name; more are a word.
const MAX_LETTERS: usize = 3;

/// How well a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name begins with what is typed.
    NameBegins,
    /// A word of the name does.
    NameWordBegins,
    /// It is in the name.
    InName,
    /// A word of another field begins with it.
    OtherWordBegins,
    /// Its letters are in the name, in order.
    NameLetters,
    /// Its letters are in another short field, in order.
    OtherLetters,
}

/// A matcher with its buffers, kept between key strokes.
pub struct Fuzzy {
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Default for Fuzzy {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }
}

impl Fuzzy {
    /// The places of those `names` that match `typed`, best first; all of them, in order, when nothing is typed.
    ///
    /// A name is a list of fields, the first being the name proper. At most `limit` places are returned.
    pub fn rank<'a>(&mut self, typed: &str, names: impl Iterator<Item = Vec<&'a str>>, limit: usize) -> Vec<usize> {
        self.rank_apart(typed, names, limit).0
    }

    /// As [`Self::rank`], and how many of the places, from the first on, hold what is typed as it stands: the others
    /// only hold its letters, and somebody who typed a whole word hardly meant them.
    pub fn rank_apart<'a>(
        &mut self,
        typed: &str,
        names: impl Iterator<Item = Vec<&'a str>>,
        limit: usize,
    ) -> (Vec<usize>, usize) {
        let wanted = fold(typed.trim());
        if wanted.is_empty() {
            let all: Vec<usize> = names.take(limit).enumerate().map(|(at, _)| at).collect();
            let n = all.len();
            return (all, n);
        }
        let is_word = wanted.chars().count() > MAX_LETTERS;
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut ranked: Vec<(Fit, std::cmp::Reverse<u32>, usize)> = Vec::new();
        for (at, fields) in names.enumerate() {
            let fits =
                fields.iter().enumerate().filter_map(|(nth, field)| self.fit(&wanted, &pattern, field, nth == 0));
            ranked.extend(fits.min().map(|(fit, score)| (fit, score, at)));
        }
        ranked.sort_unstable();
        ranked.truncate(limit);
        let is_sure = |(fit, _, _): &(Fit, std::cmp::Reverse<u32>, usize)| *fit < Fit::NameLetters || !is_word;
        let n_sure = ranked.iter().take_while(|found| is_sure(found)).count();
        (ranked.into_iter().map(|(_, _, at)| at).collect(), n_sure)
    }

    fn fit(
        &mut self,
        wanted: &str,
        pattern: &Pattern,
        field: &str,
        is_name: bool,
    ) -> Option<(Fit, std::cmp::Reverse<u32>)> {
        let folded = fold(field);
        let begins_word = |at: usize| !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let first = folded.find(wanted);
        let at_word = folded.match_indices(wanted).any(|(at, _)| begins_word(at));
        let fit = match (is_name, first, at_word) {
            (true, Some(0), _) => Fit::NameBegins,
            (true, Some(_), true) => Fit::NameWordBegins,
            (true, Some(_), false) => Fit::InName,
            (false, Some(_), true) => Fit::OtherWordBegins,
            _ => {
                if !is_name && field.len() > MAX_FUZZY_BYTES {
                    return None;
                }
                let score = pattern.score(Utf32Str::new(field, &mut self.buffer), &mut self.matcher)?;
                let fit = if is_name { Fit::NameLetters } else { Fit::OtherLetters };
                return Some((fit, std::cmp::Reverse(score)));
            }
        };
        Some((fit, std::cmp::Reverse(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(typed: &str, names: &[&[&str]]) -> Vec<usize> {
        Fuzzy::default().rank(typed, names.iter().map(|fields| fields.to_vec()), 9)
    }

    #[test]
    fn two_letters_find_a_theme_and_a_name_beats_an_alias() {
        let names: [&[&str]; 3] = [&["Workforce"], &["Devolution", "local autonomy"], &["Local care"]];
        assert_eq!(rank("dv", &names), [1]);
        assert_eq!(rank("local", &names), [2, 1]);
        assert_eq!(rank("", &names), [0, 1, 2]);
        assert!(rank("zzz", &names).is_empty());
    }

    #[test]
    fn a_word_in_the_definition_beats_letters_scattered_over_a_name() {
        let long = "Who is hired and kept, and what they are paid: pay, conditions and numbers of people.";
        let names: [&[&str]; 2] = [&["Primary and community care"], &["Workforce", "", long]];
        assert_eq!(rank("pay", &names), [1, 0]);
    }
}
