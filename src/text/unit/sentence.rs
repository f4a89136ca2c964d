//! Sentences: of a whole text, around a place, and next to one.

use super::character::{is_bullet, is_line_break, is_space, is_stop, is_wordy};
use super::paragraph::{paragraph_at, trimmed, window_at};
use super::sentence_end::{end_of_stops, next_sentence};
use crate::text::Span;

/// All sentences of `text`, in order: without the white space around them or the bullet before them, never over a
/// line break. A line with no words (`-`, `***`) has none.
///
/// Quote marks and brackets belong to the sentence: `“We will.” He left.` has the sentences `“We will.”` and
/// `He left.`, and a quotation of two sentences begins with a mark in the first and ends with one in the second.
pub fn sentences(text: &str) -> Vec<Span> {
    Pieces::new(text).filter_map(|piece| piece.sentence(text)).collect()
}

/// The sentence around the byte `at`, or before it when `at` is in the space after one; empty on an empty line.
///
/// The same as in [`sentences`] in every paragraph shorter than 8 KiB (a longer one is looked at for so many bytes on
/// each side of `at`). On a line with no words it is what stands there, without white space.
pub fn sentence_at(text: &str, at: usize) -> Span {
    let window = window_at(text, at);
    let piece = pieces_in(text, window).take_while(|piece| piece.span.start <= at).last();
    let span = piece.map_or(Span::new(window.start, window.start), |piece| piece.span);
    piece
        .and_then(|piece| piece.sentence(text))
        .or_else(|| trimmed(text, span))
        .unwrap_or(Span::new(span.end, span.end))
}

/// The first sentence that begins after the byte `at`; `None` at the end of the text.
///
/// From the start of a sentence, this is the next one. Looks at 8 KiB of the paragraph on each side of `at`, and takes
/// a sentence that is longer for one that ends there.
pub fn sentence_after(text: &str, at: usize) -> Option<Span> {
    let at = text.floor_char_boundary(at);
    let window = window_at(text, at);
    let next = sentences_in(text, window).find(|sentence| sentence.start > at);
    if next.is_some() {
        return next;
    }
    if window.end < paragraph_at(text, at).end {
        let cut = Span::new(window.end, sentence_at(text, window.end).end.max(window.end));
        return trimmed(text, cut).or_else(|| sentence_after(text, cut.end));
    }
    let word = text[window.end..].find(is_wordy)? + window.end;
    Some(sentence_at(text, word))
}

/// The last sentence that ends at or before the byte `at`; `None` at the start of the text.
///
/// From the start of a sentence, this is the one before. Bounded as [`sentence_after`].
pub fn sentence_before(text: &str, at: usize) -> Option<Span> {
    let at = text.floor_char_boundary(at);
    let window = window_at(text, at);
    let previous = sentences_in(text, window).take_while(|sentence| sentence.end <= at).last();
    if previous.is_some() {
        return previous;
    }
    if window.start > paragraph_at(text, at).start {
        let cut = Span::new(sentence_at(text, window.start - 1).start.min(window.start), window.start);
        return trimmed(text, cut).or_else(|| sentence_before(text, cut.start));
    }
    let word = text[..window.start].rfind(is_wordy)?;
    Some(sentence_at(text, word))
}

/// A stretch of text that holds at most one sentence, with the space after it. Pieces cover a text without a gap.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    has_words: bool,
}

impl Piece {
    /// The sentence in it, without bullet and white space.
    fn sentence(self, text: &str) -> Option<Span> {
        let mut span = trimmed(text, self.span).filter(|_| self.has_words)?;
        while let Some(bullet) = text[span.start..span.end].chars().next().filter(|c| is_bullet(*c)) {
            let after = &text[span.start + bullet.len_utf8()..span.end];
            let words = after.trim_start_matches(is_space);
            if words.len() == after.len() {
                break;
            }
            span.start = span.end - words.len();
        }
        Some(span)
    }
}

/// The pieces of a text, one after the other.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        let mut has_words = false;
        let mut stops_end = start;
        for (n, c) in self.text[start..].char_indices() {
            let at = start + n;
            if is_line_break(c) {
                self.at = at + c.len_utf8();
                return Some(Piece { span: Span::new(start, self.at), has_words });
            }
            if is_wordy(c) {
                has_words = true;
            } else if at >= stops_end && is_stop(c) {
                stops_end = end_of_stops(self.text, at);
                let next = next_sentence(self.text, Span::new(at, stops_end)).filter(|_| has_words);
                if let Some(next) = next {
                    self.at = next;
                    return Some(Piece { span: Span::new(start, next), has_words });
                }
            }
        }
        self.at = self.text.len();
        (start < self.at).then_some(Piece { span: Span::new(start, self.at), has_words })
    }
}

/// The pieces of the part `window` of `text`, as places in `text`.
fn pieces_in(text: &str, window: Span) -> impl Iterator<Item = Piece> {
    Pieces::new(&text[window.start..window.end]).map(move |piece| {
        let span = Span::new(window.start + piece.span.start, window.start + piece.span.end);
        Piece { span, ..piece }
    })
}

/// The sentences of the part `window` of `text`.
fn sentences_in(text: &str, window: Span) -> impl Iterator<Item = Span> {
    pieces_in(text, window).filter_map(move |piece| piece.sentence(text))
}

#[cfg(test)]
mod tests {
    use super::super::WINDOW;
    use super::*;

    #[test]
    fn steps_go_from_sentence_to_sentence_over_empty_lines() {
        let text = "One. Two.\n\n-\n  Three.\n";
        let slice = |span: Option<Span>| span.map(|span| &text[span.start..span.end]);
        assert_eq!(slice(sentence_after(text, 0)), Some("Two."));
        assert_eq!(slice(sentence_after(text, 6)), Some("Three."));
        assert_eq!(slice(sentence_after(text, 11)), Some("Three."));
        assert_eq!(slice(sentence_after(text, 16)), None);
        assert_eq!(slice(sentence_before(text, text.len())), Some("Three."));
        assert_eq!(slice(sentence_before(text, 15)), Some("Two."));
        assert_eq!(slice(sentence_before(text, 5)), Some("One."));
        assert_eq!(slice(sentence_before(text, 4)), Some("One."));
        assert_eq!(slice(sentence_before(text, 3)), None);
    }

    #[test]
    fn a_place_with_no_words_has_what_stands_there() {
        let text = "One.  \n\n - \n\u{2028}";
        assert_eq!(sentence_at(text, 5), Span::new(0, 4));
        assert!(sentence_at(text, 7).is_empty());
        assert_eq!(sentence_at(text, 8), Span::new(9, 10));
        assert!(sentence_at(text, text.len()).is_empty());
        assert!(sentence_at("", 0).is_empty());
    }

    #[test]
    fn steps_cross_a_line_with_no_end_of_sentence() {
        let text = "word ".repeat(WINDOW);
        let forward: Vec<Span> =
            std::iter::successors(Some(Span::new(0, 0)), |last| sentence_after(&text, last.start)).collect();
        assert!(forward.windows(2).all(|pair| pair[0].start < pair[1].start));
        assert!((2..=10).contains(&forward.len()), "{} steps", forward.len());
        let at = forward[forward.len() - 1].start;
        let back: Vec<Span> =
            std::iter::successors(Some(Span::new(at, at)), |last| sentence_before(&text, last.start)).collect();
        assert!(back.windows(2).all(|pair| pair[1].end <= pair[0].start && !pair[1].is_empty()));
        let at = back[back.len() - 1].start;
        assert!(at < WINDOW, "stopped at {at}");
    }
}
