//! Which letters of a title are those that were typed.

use super::wanted::{begins_word, telling_words};
use crate::text::fold;
use std::ops::Range;

/// The places in `title`, in bytes, that hold what is typed: the whole of it, else each word at the beginning of one;
/// with `by_letters` the letters in order. Empty where the title is not what was found.
pub fn matched(title: &str, typed: &str, by_letters: bool) -> Vec<Range<usize>> {
    let wanted = fold(typed.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    // For each byte of the folded title, the letter that it came from.
    let (mut folded, mut letters) = (String::new(), Vec::new());
    for (at, c) in title.char_indices() {
        folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        letters.resize(folded.len(), at..at + c.len_utf8());
    }
    let in_title = |start: usize, end: usize| letters[start].start..letters[end - 1].end;
    let at_word = |word: &str| folded.match_indices(word).map(|(at, _)| at).find(|at| begins_word(&folded, *at));
    let whole = at_word(&wanted).or_else(|| folded.find(&wanted));
    let mut found: Vec<Range<usize>> = if let Some(at) = whole {
        vec![in_title(at, at + wanted.len())]
    } else {
        let words = telling_words(&wanted).map(|word| at_word(word).map(|at| in_title(at, at + word.len())));
        words.collect::<Option<_>>().unwrap_or_default()
    };
    if found.is_empty() && by_letters {
        let mut rest = folded.char_indices();
        let mut place = |c: char| rest.find(|(_, other)| *other == c).map(|(at, c)| in_title(at, at + c.len_utf8()));
        let places = wanted.chars().filter(|c| !c.is_whitespace()).map(&mut place);
        found = places.collect::<Option<_>>().unwrap_or_default();
    }
    found.sort_by_key(|range| (range.start, range.end));
    // Words that begin alike may fall on the same letters.
    found.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(title: &str, typed: &str, by_letters: bool) -> Vec<String> {
        matched(title, typed, by_letters).into_iter().map(|range| title[range].to_owned()).collect()
    }

    #[test]
    fn what_was_typed_is_marked_where_it_stands() {
        assert_eq!(marked("Scarecrows and care", "care", false), ["care"], "at the beginning of a word first");
        assert_eq!(matched("Scarecrows and care", "care", false), vec![15..19]);
        assert_eq!(marked("Scarecrow", "care", false), ["care"]);
        assert_eq!(marked("Thérèse Coffey", "therese", false), ["Thérèse"]);
        assert_eq!(marked("Stephen Dorrell", "dor ste", false), ["Ste", "Dor"]);
        assert_eq!(marked("Care home", "ca care", false), ["Care"], "no letter twice");
        assert!(marked("Pay", "workforce", false).is_empty() && marked("Pay", " ", true).is_empty());
    }

    #[test]
    fn letters_are_marked_only_where_they_found_the_name() {
        assert_eq!(marked("Local care", "lc", true), ["L", "c"]);
        assert!(marked("Local care", "lc", false).is_empty());
        assert!(marked("Local care", "lcx", true).is_empty());
    }
}
