//! The text of one document, with the bridge between bytes and code points.

use super::Span;
use std::sync::Arc;

/// Bytes between two marks of the code-point index.
const STEP: usize = 512;

/// Bytes counted at once between two marks.
const LANE: usize = 64;

/// Code points of context that a statement keeps on each side of its passage.
pub const CONTEXT_CHARS: usize = 32;

/// The decoded text of one document: line feeds only, no byte order mark, otherwise as on disk.
///
/// The program works in bytes; files and exports hold code points. This type converts between them
/// within 512 bytes of a mark, and knows where each line begins.
#[derive(Clone)]
pub struct DocumentText {
    text: Arc<str>,
    /// `marks[k]` is the number of code points that begin before byte `k * STEP`.
    marks: Vec<u32>,
    n_chars: usize,
    hash: Arc<str>,
}

impl std::fmt::Debug for DocumentText {
    /// Names the size only: document text never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DocumentText({} bytes)", self.text.len())
    }
}

/// Whether `byte` begins a UTF-8 character.
const fn begins_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins_char(**byte)).count()
}

impl DocumentText {
    /// Indexes `text`, which must already use line feeds only.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut n_chars = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(n_chars as u32);
            n_chars += count_chars(chunk);
        }
        let hash = format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex()).into();
        Self { text, marks, n_chars, hash }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The whole text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether the document has no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Length in code points.
    pub const fn n_chars(&self) -> usize {
        self.n_chars
    }

    /// `blake3:` and the hash of the text in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The text that `span` covers.
    ///
    /// # Panics
    /// When the span leaves the text or cuts a character; check with [`Self::holds`] first.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Whether `span` is not empty, lies in the text, and begins and ends on character borders.
    pub fn holds(&self, span: Span) -> bool {
        !span.is_empty() && self.text.get(span.start..span.end).is_some()
    }

    /// Code points before `byte`; a byte past the end or inside a character counts as the next border.
    pub fn char_from_byte(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.n_chars;
        }
        let mark = byte / STEP;
        self.marks[mark] as usize + count_chars(&self.text.as_bytes()[mark * STEP..byte])
    }

    /// Byte at which code point number `at` begins; the end of the text when `at` is its length, `None` beyond.
    pub fn byte_from_char(&self, at: usize) -> Option<usize> {
        if at >= self.n_chars {
            return (at == self.n_chars).then_some(self.text.len());
        }
        let mark = self.marks.partition_point(|n| *n as usize <= at) - 1;
        let mut left = at - self.marks[mark] as usize;
        let mut from = mark * STEP;
        while let Some(lane) = self.text.as_bytes().get(from..from + LANE) {
            let n = count_chars(lane);
            if n > left {
                break;
            }
            left -= n;
            from += LANE;
        }
        for (i, byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if begins_char(*byte) {
                if left == 0 {
                    return Some(from + i);
                }
                left -= 1;
            }
        }
        None
    }

    /// The span of code points `[start, end)` as bytes, `None` when it leaves the text or covers nothing.
    pub fn span_from_chars(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span::new(self.byte_from_char(start)?, self.byte_from_char(end)?);
        (!span.is_empty()).then_some(span)
    }

    /// `span` in code points, half-open.
    pub fn chars_from_span(&self, span: Span) -> (usize, usize) {
        (self.char_from_byte(span.start), self.char_from_byte(span.end))
    }

    /// Up to `n_chars` code points that end where `byte` begins.
    pub fn before(&self, byte: usize, n_chars: usize) -> &str {
        let head = &self.text[..byte];
        let start = head.char_indices().rev().take(n_chars).last().map_or(byte, |(i, _)| i);
        &head[start..]
    }

    /// Up to `n_chars` code points from `byte` on.
    pub fn after(&self, byte: usize, n_chars: usize) -> &str {
        let tail = &self.text[byte..];
        let end = tail.char_indices().nth(n_chars).map_or(tail.len(), |(i, _)| i);
        &tail[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_code_points_over_emoji_marks_and_arabic() {
        let text = DocumentText::new("né👩‍👧 e\u{301} سلام");
        assert_eq!(text.n_chars(), text.as_str().chars().count());
        let at = text.as_str().find('س').unwrap_or_default();
        assert_eq!(text.byte_from_char(text.char_from_byte(at)), Some(at));
    }

    #[test]
    fn context_stops_at_the_ends() {
        let text = DocumentText::new("añb");
        assert_eq!(text.before(3, 32), "añ");
        assert_eq!(text.before(3, 1), "ñ");
        assert_eq!(text.after(1, 1), "ñ");
        assert_eq!(text.after(4, 9), "");
    }

    proptest! {
        #[test]
        fn every_border_survives_the_trip_to_code_points(s in "\\PC{0,40}", n in 1usize..80) {
            let text = DocumentText::new(s.repeat(n));
            for (chars, (byte, _)) in text.as_str().char_indices().enumerate() {
                prop_assert_eq!(text.char_from_byte(byte), chars);
                prop_assert_eq!(text.byte_from_char(chars), Some(byte));
            }
            prop_assert_eq!(text.byte_from_char(text.n_chars()), Some(text.len()));
            prop_assert_eq!(text.byte_from_char(text.n_chars() + 1), None);
        }
    }
}
