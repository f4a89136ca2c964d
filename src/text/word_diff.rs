//! What words of a passage went and which came, for people to see.

/// A run of text in a comparison of two passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// In both.
    Same(&'a str),
    /// Only in the earlier one.
    Removed(&'a str),
    /// Only in the later one.
    Added(&'a str),
}

/// Most pairs of words that are compared; beyond, all of the middle counts as changed.
const MAX_PAIRS: usize = 1 << 20;

/// The words of `old` and `new` as runs, in reading order: what was removed comes before what was added in its place.
///
/// Put together, the same and the removed runs are `old`, the same and the added ones `new`. The longest common
/// sequence of words (with the space that follows each) stays, as in Hunt and `McIlroy` (1976).
pub fn word_diff<'a>(old: &'a str, new: &'a str) -> Vec<Piece<'a>> {
    let (mut a, mut b) = (words(old), words(new));
    let n_head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let head = a[..n_head].iter().map(|word| word.len()).sum();
    (a, b) = (a.split_off(n_head), b.split_off(n_head));
    let n_tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail: usize = a[a.len() - n_tail..].iter().map(|word| word.len()).sum();
    a.truncate(a.len() - n_tail);
    b.truncate(b.len() - n_tail);
    let mut runs = Runs { old, new, at: (head, head), pieces: Vec::new() };
    runs.pieces.extend((head > 0).then(|| Piece::Same(&old[..head])));
    for (removed, added, same) in middle(&a, &b) {
        runs.go(removed, added, same);
    }
    runs.go(0, 0, tail);
    runs.pieces
}

/// Words, each with the white space that follows it; white space in front is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut was_space = false;
    for (at, letter) in text.char_indices() {
        if was_space && !letter.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        was_space = letter.is_whitespace();
    }
    words.extend((start < text.len()).then(|| &text[start..]));
    words
}

/// Bytes removed, added and kept, one after the other.
fn middle(a: &[&str], b: &[&str]) -> Vec<(usize, usize, usize)> {
    let len = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MAX_PAIRS {
        return vec![(len(a), len(b), 0)];
    }
    // `longest[i][j]` words are common to what is left from word `i` of one and word `j` of the other.
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::new();
    let (mut removed, mut added) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            steps.push((std::mem::take(&mut removed), std::mem::take(&mut added), a[i].len()));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (i < a.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            removed += a[i].len();
            i += 1;
        } else {
            added += b[j].len();
            j += 1;
        }
    }
    steps.push((removed, added, 0));
    steps
}

/// Runs put together from left to right.
struct Runs<'a> {
    old: &'a str,
    new: &'a str,
    at: (usize, usize),
    pieces: Vec<Piece<'a>>,
}

impl Runs<'_> {
    fn go(&mut self, removed: usize, added: usize, same: usize) {
        let (old, new) = self.at;
        if removed > 0 {
            self.pieces.push(Piece::Removed(&self.old[old..old + removed]));
        }
        if added > 0 {
            self.pieces.push(Piece::Added(&self.new[new..new + added]));
        }
        if same > 0 {
            let from = old + removed;
            let joined = match self.pieces.last() {
                Some(Piece::Same(last)) => Some(last.len()),
                _ => None,
            };
            if let Some(n) = joined {
                self.pieces.pop();
                self.pieces.push(Piece::Same(&self.old[from - n..from + same]));
            } else {
                self.pieces.push(Piece::Same(&self.old[from..from + same]));
            }
        }
        self.at = (old + removed + same, new + added + same);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_went_comes_before_what_came() {
        use Piece::{Added, Removed, Same};
        let diff = word_diff("we will never agree to that", "we shall never ever agree to it");
        let wanted = [
            Same("we "),
            Removed("will "),
            Added("shall "),
            Same("never "),
            Added("ever "),
            Same("agree to "),
            Removed("that"),
            Added("it"),
        ];
        assert_eq!(diff, wanted);
        assert_eq!(word_diff("same words", "same words"), [Same("same words")]);
        assert_eq!(word_diff("", "new"), [Added("new")]);
        assert_eq!(word_diff("", ""), []);
    }

    proptest! {
        #[test]
        fn the_runs_put_together_are_the_texts(old in "[abé ]{0,30}", new in "[abé ]{0,30}") {
            let diff = word_diff(&old, &new);
            let of = |wanted: fn(&Piece) -> bool| -> String {
                diff.iter().filter(|piece| wanted(piece)).map(|piece| match piece {
                    Piece::Same(text) | Piece::Removed(text) | Piece::Added(text) => *text,
                }).collect()
            };
            prop_assert_eq!(of(|piece| !matches!(piece, Piece::Added(_))), old.clone());
            prop_assert_eq!(of(|piece| !matches!(piece, Piece::Removed(_))), new.clone());
            prop_assert!(diff.windows(2).all(|pair| std::mem::discriminant(&pair[0]) != std::mem::discriminant(&pair[1])));
        }
    }
}
