//! How much room letters take where all have one width: in a terminal, in the source of a table.

use unicode_segmentation::UnicodeSegmentation as _;

/// Whether a character takes the room of two: ideographs, Hangul, full-width forms, emoji.
///
/// The ranges of Unicode Standard Annex #11 that are wide throughout, without single exceptions in others.
pub const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// The room that `text` takes, in letters of one width: each grapheme takes one, or two where it is wide.
pub fn display_width(text: &str) -> usize {
    text.graphemes(true).map(|grapheme| 1 + usize::from(grapheme.chars().next().is_some_and(is_wide))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combined_letters_take_one_place_and_wide_ones_two() {
        assert_eq!(display_width("Devolution"), 10);
        assert_eq!(display_width("e\u{301}té"), 3);
        assert_eq!(display_width("卫生 👩\u{200d}⚕\u{fe0f}"), 7);
    }
}
