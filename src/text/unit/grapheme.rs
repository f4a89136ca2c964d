//! Graphemes: what a reader sees as one character.

use unicode_segmentation::GraphemeCursor;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphemes_are_whole() {
        let text = "a👩‍👧e\u{301}";
        assert_eq!(grapheme_after(text, 1), 1 + "👩‍👧".len());
        assert_eq!(grapheme_before(text, text.len()), text.len() - "e\u{301}".len());
        assert_eq!(grapheme_after(text, text.len()), text.len());
    }
}
