//! Units of reading: grapheme, word, sentence, paragraph.

use super::Span;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Bytes looked at on each side when a paragraph is longer than that, so that one click stays quick on a 10 MB line.
const WINDOW: usize = 8 * 1024;

/// The end of the grapheme that begins at `at`, or the end of the text.
pub fn grapheme_after(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The beginning of the grapheme that ends at `at`, or 0.
pub fn grapheme_before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The paragraph around the byte `at`: the line, without its line feed; empty on an empty line.
pub fn paragraph_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

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

/// The sentence around the byte `at`, without the spaces after it; empty on an empty line.
pub fn sentence_at(text: &str, at: usize) -> Span {
    let window = window_at(text, at);
    let mut start = window.start;
    let mut span = Span::new(window.start, window.start);
    for piece in text[window.start..window.end].split_sentence_bounds() {
        span.end += piece.len();
        if span.end < window.end && ends_in_abbreviation(&text[start..span.end]) {
            continue;
        }
        if span.end > at || span.end == window.end {
            break;
        }
        start = span.end;
    }
    let sentence = &text[start..span.end];
    let n_lead = sentence.len() - sentence.trim_start().len();
    Span::new(start + n_lead, start + sentence.trim_end().len().max(n_lead))
}

/// `span` without the white space at its ends; `None` when nothing else is in it.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let slice = text.get(span.start..span.end)?;
    let start = span.start + (slice.len() - slice.trim_start().len());
    let trimmed = Span::new(start, start + slice.trim().len());
    (!trimmed.is_empty()).then_some(trimmed)
}

/// The paragraph around `at`, cut to [`WINDOW`] bytes on each side.
fn window_at(text: &str, at: usize) -> Span {
    let paragraph = paragraph_at(text, at);
    Span::new(
        text.ceil_char_boundary(paragraph.start.max(at.saturating_sub(WINDOW))),
        text.floor_char_boundary(paragraph.end.min(at.saturating_add(WINDOW))),
    )
}

fn ends_in_abbreviation(piece: &str) -> bool {
    const ABBREVIATIONS: [&str; 14] =
        ["Dr", "Mr", "Mrs", "Ms", "Prof", "Sir", "St", "No", "e.g", "i.e", "cf", "vs", "Rt", "Hon"];
    let Some(head) = piece.trim_end().strip_suffix('.') else { return false };
    let last = head.rsplit([' ', '(', '\u{a0}']).next().unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    is_initial || ABBREVIATIONS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_around_a_place() {
        let text = "Dr. Coffey spoke. “It works,” he said.\n\nNext line";
        let at = text.find("works").unwrap_or_default();
        let slice = |span: Span| &text[span.start..span.end];
        assert_eq!(slice(word_at(text, at + 2)), "works");
        assert_eq!(slice(sentence_at(text, at)), "“It works,” he said.");
        assert_eq!(slice(sentence_at(text, 2)), "Dr. Coffey spoke.");
        assert_eq!(slice(paragraph_at(text, at)), "Dr. Coffey spoke. “It works,” he said.");
        assert!(sentence_at(text, text.find("\n\n").unwrap_or_default() + 1).is_empty());
        assert!(paragraph_at(text, text.find("\n\n").unwrap_or_default() + 1).is_empty());
    }

    #[test]
    fn graphemes_are_whole() {
        let text = "a👩‍👧e\u{301}";
        assert_eq!(grapheme_after(text, 1), 1 + "👩‍👧".len());
        assert_eq!(grapheme_before(text, text.len()), text.len() - "e\u{301}".len());
        assert_eq!(grapheme_after(text, text.len()), text.len());
    }
}
