//! Speakers who may be one and the same.

use crate::model::{Codebook, Speaker, SpeakerId};
use crate::text::fold;

/// Names shorter than this many characters are not compared letter by letter.
const MIN_CHARS: usize = 6;
/// At most so many letters may differ.
const MAX_APART: usize = 2;
/// At most so many are named.
const MAX_FOUND: usize = 3;

/// The speakers with a name or alias of `speaker`, then those whose name differs by a letter or two.
pub fn near(book: &Codebook, speaker: &Speaker) -> Vec<SpeakerId> {
    let names =
        |of: &Speaker| std::iter::once(&of.name).chain(&of.aliases).map(|name| fold(name.trim())).collect::<Vec<_>>();
    let (own, own_name) = (names(speaker), fold(speaker.name.trim()));
    let mut found: Vec<(usize, SpeakerId)> = Vec::new();
    for other in book.speakers.iter().filter(|other| other.id != speaker.id && other.kind == speaker.kind) {
        let distance = if names(other).iter().any(|name| own.contains(name)) {
            Some(0)
        } else {
            apart(&own_name, &fold(other.name.trim()))
        };
        found.extend(distance.map(|distance| (distance, other.id.clone())));
    }
    found.sort();
    found.truncate(MAX_FOUND);
    found.into_iter().map(|(_, id)| id).collect()
}

/// How many letters two names are apart (Levenshtein 1966); `None` when more than a few, or when they are short.
fn apart(a: &str, b: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < MIN_CHARS || a.len().abs_diff(b.len()) > MAX_APART {
        return None;
    }
    // A number that differs tells apart what is numbered: "Ward 12" and "Ward 13" are two.
    let digits = |name: &[char]| name.iter().copied().filter(char::is_ascii_digit).collect::<Vec<_>>();
    if digits(&a) != digits(&b) {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let swap = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = swap.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|distance| *distance > MAX_APART) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= MAX_APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_apart_is_near() {
        assert_eq!(apart("andrew goodall", "andrew goodal"), Some(1));
        assert_eq!(apart("kitten", "sitting"), None, "three apart");
        assert_eq!(apart("sitten", "kittin"), Some(2));
        assert_eq!(apart("nhs", "nha"), None, "too short");
        assert_eq!(apart("speaker 12", "speaker 13"), None, "numbered");
    }
}
