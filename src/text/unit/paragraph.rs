//! Paragraphs: lines, without their line feeds.

use super::WINDOW;
use crate::text::Span;

/// The paragraph around the byte `at`: the line, without its line feed; empty on an empty line.
pub fn paragraph_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

/// The paragraph around `at`, cut to [`WINDOW`] bytes on each side.
pub(super) fn window_at(text: &str, at: usize) -> Span {
    let paragraph = paragraph_at(text, at);
    Span::new(
        text.ceil_char_boundary(paragraph.start.max(at.saturating_sub(WINDOW))),
        text.floor_char_boundary(paragraph.end.min(at.saturating_add(WINDOW))),
    )
}

/// `span` without the white space at its ends; `None` when nothing else is in it.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let slice = text.get(span.start..span.end)?;
    let start = span.start + (slice.len() - slice.trim_start().len());
    let trimmed = Span::new(start, start + slice.trim().len());
    (!trimmed.is_empty()).then_some(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line() {
        let text = "One. Two.\n\nNext line";
        assert_eq!(paragraph_at(text, 3), Span::new(0, 9));
        assert_eq!(paragraph_at(text, 9), Span::new(0, 9));
        assert!(paragraph_at(text, 10).is_empty());
        assert_eq!(paragraph_at(text, text.len()), Span::new(11, text.len()));
    }

    #[test]
    fn trimming_leaves_words_or_nothing() {
        assert_eq!(trimmed("a  word \n", Span::new(1, 9)), Some(Span::new(3, 7)));
        assert_eq!(trimmed("a   b", Span::new(1, 4)), None);
    }
}
