//! Widths of all words, measured once, to guess how many rows a block takes before it is laid out.

use crate::text::Block;
use std::collections::HashMap;

/// Parts of a point that widths are kept in.
const PARTS: f32 = 16.0;
/// Bits for the width of the spaces after a word.
const SPACE_BITS: u32 = 12;
const MAX_SPACE: u32 = (1 << SPACE_BITS) - 1;
const MAX_WORD: u32 = (1 << (32 - SPACE_BITS)) - 1;

/// One number per word of the document, so that wrapping it all at a new width is one pass over integers.
///
/// Kerning is left out; a guess may be a row off, and is replaced when the block is laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct WordWidths {
    /// Width of a word, then of the spaces after it, both in sixteenths of a point.
    words: Vec<u32>,
    /// Number of the first word of each block, and one more at the end.
    first: Vec<u32>,
}

impl WordWidths {
    /// Measures every word of `text` with `advance`, the width of a character in points.
    pub(super) fn new(text: &str, blocks: &[Block], mut advance: impl FnMut(char) -> f32) -> Self {
        let in_parts = |width: f32| (width * PARTS).round() as u32;
        let ascii: Vec<u32> = (0..128u8).map(|c| in_parts(advance(char::from(c)))).collect();
        let mut others: HashMap<char, u32> = HashMap::new();
        let mut widths =
            Self { words: Vec::with_capacity(text.len() / 5), first: Vec::with_capacity(blocks.len() + 1) };
        for block in blocks {
            widths.first.push(widths.words.len() as u32);
            let (mut word, mut space) = (0, 0);
            for c in text[block.start as usize..block.end as usize].chars() {
                let width = if c.is_ascii() {
                    ascii[c as usize]
                } else {
                    *others.entry(c).or_insert_with(|| in_parts(advance(c)))
                };
                if c == ' ' {
                    space += width;
                    continue;
                }
                if space > 0 {
                    widths.push(word, space);
                    (word, space) = (0, 0);
                }
                word += width;
            }
            if block.start < block.end {
                widths.push(word, space);
            }
        }
        widths.first.push(widths.words.len() as u32);
        widths
    }

    fn push(&mut self, word: u32, space: u32) {
        self.words.push((word.min(MAX_WORD) << SPACE_BITS) | space.min(MAX_SPACE));
    }

    /// Rows that `block` takes when wrapped at `width` points, words never cut unless longer than a row.
    pub(super) fn n_rows(&self, block: usize, width: f32) -> u32 {
        let wrap = ((width * PARTS) as u32).max(1);
        let (mut n_rows, mut at) = (1, 0);
        for entry in &self.words[self.first[block] as usize..self.first[block + 1] as usize] {
            let (word, space) = (entry >> SPACE_BITS, entry & MAX_SPACE);
            if at + word > wrap {
                n_rows += u32::from(at > 0);
                at = 0;
                if word > wrap {
                    n_rows += (word - 1) / wrap;
                    at = word % wrap + space;
                    continue;
                }
            }
            at += word + space;
            // The space after a word stays on its row; when it does not fit, the word moves down with it.
            if at > wrap && at - space <= wrap && at > word + space {
                n_rows += 1;
                at = word + space;
            }
        }
        n_rows
    }

    /// Number of blocks measured.
    pub(super) fn n_blocks(&self) -> usize {
        self.first.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks;

    fn rows(text: &str, width: f32) -> Vec<u32> {
        let blocks = blocks(text);
        let widths = WordWidths::new(text, &blocks, |_| 10.0);
        (0..widths.n_blocks()).map(|block| widths.n_rows(block, width)).collect()
    }

    #[test]
    fn words_wrap_whole() {
        assert_eq!(rows("aaa bbb ccc", 80.0), [2]);
        assert_eq!(rows("aaa bbb ccc", 200.0), [1]);
        assert_eq!(rows("aaa\n\nbbb bbb bbb bbb", 40.0), [1, 1, 4]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_cut() {
        assert_eq!(rows(&"x".repeat(25), 100.0), [3]);
    }
}
