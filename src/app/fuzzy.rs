//! Ranking of entries against what is typed.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

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
    /// A name is a list of fields, the first weighing most. At most `limit` places are returned.
    pub fn rank<'a>(&mut self, typed: &str, names: impl Iterator<Item = Vec<&'a str>>, limit: usize) -> Vec<usize> {
        if typed.trim().is_empty() {
            return names.take(limit).enumerate().map(|(at, _)| at).collect();
        }
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        for (at, fields) in names.enumerate() {
            let score = |(nth, field): (usize, &&str)| {
                let haystack = Utf32Str::new(field, &mut self.buffer);
                let score = pattern.score(haystack, &mut self.matcher)?;
                Some(score.saturating_mul(4) / (nth as u32 + 4))
            };
            if let Some(best) = fields.iter().enumerate().filter_map(score).max() {
                ranked.push((best, at));
            }
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(limit);
        ranked.into_iter().map(|(_, at)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_find_a_theme_and_a_name_beats_an_alias() {
        let names = [vec!["Workforce"], vec!["Devolution", "local autonomy"], vec!["Local care"]];
        let rank = |typed: &str| Fuzzy::default().rank(typed, names.iter().cloned(), 9);
        assert_eq!(rank("dv"), [1]);
        assert_eq!(rank("local"), [2, 1]);
        assert_eq!(rank(""), [0, 1, 2]);
        assert!(rank("zzz").is_empty());
    }
}
