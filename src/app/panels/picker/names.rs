//! Where a text names a speaker, found by the last word of each name.

use crate::model::Codebook;
use crate::text::fold;
use std::collections::HashMap;

/// Every name and alias of the speakers, in words, made once for a codebook.
#[derive(Debug, Default)]
pub struct Names {
    /// By the last word.
    by_last: HashMap<String, Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    /// The place of the speaker in the codebook.
    at: usize,
    words: Vec<Word>,
}

/// A place in a text that names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The place of the speaker in the codebook.
    pub at: usize,
    /// The first word of the name, by its number.
    pub first: usize,
}

/// A word of a text or of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub folded: String,
    /// What stands between it and the word before, folded; any room is one space.
    gap: String,
    is_capital: bool,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Names {
    /// Takes the names of the speakers of `codebook`.
    pub fn new(codebook: &Codebook) -> Self {
        let mut made = Self::default();
        for (at, speaker) in codebook.speakers.iter().enumerate() {
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                let words = words(name);
                if let Some(last) = words.last() {
                    made.by_last.entry(last.folded.clone()).or_default().push(Name { at, words });
                }
            }
        }
        made
    }

    /// The speakers named by words that end with the word of this number: the longest name first, and of two who
    /// share a name the first in the codebook.
    ///
    /// A word that has a capital in the name must have one in the text: "last summers" does not name Malcolm Summers.
    pub fn ending_at(&self, words: &[Word], last: usize) -> Vec<Named> {
        let names = words.get(last).and_then(|word| self.by_last.get(&word.folded));
        let fits = |name: &&Name| {
            let Some(first) = (last + 1).checked_sub(name.words.len()) else { return false };
            // The last word was looked up, and is most often all that agrees.
            name.words.iter().zip(&words[first..=last]).enumerate().rev().all(|(nth, (of_name, of_text))| {
                of_name.folded == of_text.folded
                    && (of_text.is_capital || !of_name.is_capital)
                    && (nth == 0 || of_name.gap == of_text.gap)
            })
        };
        let found = names.into_iter().flatten().filter(fits);
        let mut found: Vec<Named> =
            found.map(|name| Named { at: name.at, first: last + 1 - name.words.len() }).collect();
        found.sort_by_key(|named| (named.first, named.at));
        found
    }
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut at, mut gap_start) = (0, 0);
    while at < text.len() {
        let length = text[at..].find(|c: char| !is_of_word(c)).unwrap_or(text.len() - at);
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &text[at..at + length];
        let is_capital = word.starts_with(char::is_uppercase);
        let gap = one_spaced(&text[gap_start..at]);
        words.push(Word { folded: fold(word), gap, is_capital, start: at });
        at += length;
        gap_start = at;
    }
    words
}

/// Letters and figures, and accents that stand for themselves.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// Folded, with one space for any room on a line or at its end; an empty line keeps names apart.
fn one_spaced(gap: &str) -> String {
    if gap == " " {
        return gap.to_owned();
    }
    let mut spaced = String::new();
    let n_lines = gap.matches('\n').count();
    for c in fold(gap).chars() {
        if !c.is_whitespace() {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if n_lines > 1 { format!("{spaced}\n") } else { spaced }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Speaker, SpeakerId, SpeakerKind};

    fn book(names: &[&str]) -> Codebook {
        let mut book = Codebook::default();
        for name in names {
            let (id, name, kind) = (SpeakerId::new(*name), (*name).to_owned(), SpeakerKind::Person);
            let (aliases, affiliations, note) = (Vec::new(), Vec::new(), String::new());
            book.speakers.push(Speaker { id, name, kind, aliases, affiliations, note, key: None }).expect("a new id");
        }
        book
    }

    /// Each speaker named in the text, with the byte where the name begins.
    fn named(names: &[&str], text: &str) -> Vec<(usize, usize)> {
        let (names, words) = (Names::new(&book(names)), words(text));
        let found = (0..words.len()).flat_map(|last| names.ending_at(&words, last));
        found.map(|named| (named.at, words[named.first].start)).collect()
    }

    #[test]
    fn a_name_is_found_as_whole_words_with_its_capitals() {
        assert_eq!(named(&["Summers"], "After two summers, Summers’s plan; Summerset."), [(0, 19)]);
        assert_eq!(named(&["patients"], "Patients and patients"), [(0, 0), (0, 13)]);
        assert_eq!(named(&["Malcolm Summers", "Summers"], "MALCOLM SUMMERS"), [(0, 0), (1, 8)]);
        assert_eq!(named(&["Thérèse O'Neill-Ray"], "The\u{301}re\u{300}se\nO’Neill-Ray said"), [(0, 0)]);
    }

    #[test]
    fn words_that_do_not_belong_together_are_no_name() {
        assert!(named(&["Jane Roe"], "said Jane. Roe was there").is_empty());
        assert!(named(&["Jane Roe"], "said Jane\n\nRoe was there").is_empty());
        assert!(named(&["", " - "], "nothing - at all").is_empty());
    }
}
