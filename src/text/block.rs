//! Blocks: what the reader lays out at once. Cuts depend on the text alone.

/// Most bytes in one block; longer paragraphs are cut at a sentence end, else at a space.
pub const MAX_BLOCK_BYTES: usize = 2048;

/// A paragraph, or a piece of a very long one, in bytes, half-open, without its line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First byte.
    pub start: u32,
    /// First byte no longer in the block.
    pub end: u32,
    /// Whether a paragraph ends here.
    pub ends_paragraph: bool,
}

/// Cuts `text` into blocks: every byte but the line feeds lies in exactly one; there is always at least one.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::with_capacity(text.len() / 200 + 1);
    let mut start = 0;
    loop {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |i| start + i);
        while end - start > MAX_BLOCK_BYTES {
            let cut = cut_before(text, start + MAX_BLOCK_BYTES, start + MAX_BLOCK_BYTES / 2);
            out.push(Block { start: start as u32, end: cut as u32, ends_paragraph: false });
            start = cut;
        }
        out.push(Block { start: start as u32, end: end as u32, ends_paragraph: true });
        start = end + 1;
        if start >= text.len() {
            return out;
        }
    }
}

/// The best place to cut at or before `latest`, not before `earliest`: sentence end, space, else a character border.
fn cut_before(text: &str, latest: usize, earliest: usize) -> usize {
    let window = &text.as_bytes()[earliest..latest];
    let after_sentence = window.windows(2).rposition(|pair| matches!(pair, b". " | b"! " | b"? ")).map(|i| i + 2);
    let after_space = || window.iter().rposition(|byte| *byte == b' ').map(|i| i + 1);
    after_sentence.or_else(after_space).map_or_else(|| grapheme_border(text, earliest, latest), |i| earliest + i)
}

/// The last grapheme border in `(earliest, latest]`, or a character border when one cluster fills it all.
fn grapheme_border(text: &str, earliest: usize, latest: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let (from, to) = (text.floor_char_boundary(earliest), text.floor_char_boundary(latest));
    let last = text[from..to].grapheme_indices(true).next_back().map_or(0, |(i, _)| i);
    if last == 0 { to } else { from + last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_has_a_block_even_when_empty() {
        assert_eq!(blocks("").len(), 1);
        assert_eq!(blocks("a\n").len(), 1);
        assert_eq!(blocks("a\n\nb").len(), 3);
    }

    #[test]
    fn long_lines_are_cut_after_sentences() {
        let text = "One sentence here. ".repeat(500);
        let cut = blocks(&text);
        assert!(cut.len() > 4);
        assert!(cut.iter().rev().skip(1).all(|b| text[..b.end as usize].ends_with(". ")));
    }

    proptest! {
        #[test]
        fn blocks_cover_all_but_line_feeds(parts in proptest::collection::vec("[a-zé👩‍👧 .\n]{0,900}", 0..8)) {
            let text = parts.concat();
            let cut = blocks(&text);
            let joined: String = cut.iter().map(|b| {
                assert!((b.end - b.start) as usize <= MAX_BLOCK_BYTES);
                let s = &text[b.start as usize..b.end as usize];
                if b.ends_paragraph { format!("{s}\n") } else { s.to_owned() }
            }).collect();
            prop_assert_eq!(joined.trim_end_matches('\n'), text.trim_end_matches('\n'));
        }
    }
}
