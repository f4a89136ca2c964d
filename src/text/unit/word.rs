//! Words, by the rules of Unicode (UAX 29).

use super::paragraph::window_at;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// The word around the byte `at`, or the run of spaces or signs when there is none.
pub fn word_at(text: &str, at: usize) -> Span {
    let window = window_at(text, at);
    let piece = text[window.start..window.end]
        .split_word_bound_indices()
        .map(|(i, word)| Span::new(window.start + i, window.start + i + word.len()))
        .take_while(|span| span.start <= at)
        .last();
    piece.unwrap_or(Span::new(at, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_from_within() {
        let text = "“It works,” he said.";
        let at = text.find("works").unwrap_or_default();
        assert_eq!(word_at(text, at + 2), Span::new(at, at + "works".len()));
    }
}
