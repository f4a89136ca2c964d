//! The pending selection: where it was begun, and where it is now.

use crate::text::{Span, paragraph_at, sentence_at, word_at};

/// Two places in the text, in bytes on grapheme borders; equal for a caret with nothing selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// Where the selection was begun; stays put while it is extended.
    pub(super) anchor: usize,
    /// Where the selection is now.
    pub(super) head: usize,
}

impl Selection {
    /// Nothing selected, the caret at `at`.
    pub(super) const fn caret(at: usize) -> Self {
        Self { anchor: at, head: at }
    }

    /// All of `span`, the head at its end.
    pub(super) const fn over(span: Span) -> Self {
        Self { anchor: span.start, head: span.end }
    }

    /// The bytes between anchor and head; empty for a caret.
    pub(super) fn span(self) -> Span {
        Span::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }
}

/// What one step of a drag takes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectionUnit {
    /// What is seen as one character.
    #[default]
    Grapheme,
    /// A word, or the spaces or signs between two.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

impl SelectionUnit {
    /// The unit of the first, second, third and further clicks in a row.
    pub(super) const fn of_clicks(n_clicks: u8) -> Self {
        match n_clicks {
            0 | 1 => Self::Grapheme,
            2 => Self::Word,
            _ => Self::Sentence,
        }
    }

    /// The unit around the byte `at`; empty for graphemes.
    pub(super) fn around(self, text: &str, at: usize) -> Span {
        match self {
            Self::Grapheme => Span::new(at, at),
            Self::Word => word_at(text, at),
            Self::Sentence => sentence_at(text, at),
            Self::Paragraph => paragraph_at(text, at),
        }
    }
}

/// What is selected after a drag from `pivot`, the unit first chosen, to `reached`, the unit under the pointer.
pub(super) fn dragged(pivot: Span, reached: Span) -> Selection {
    if reached.start < pivot.start {
        Selection { anchor: pivot.end, head: reached.start }
    } else {
        Selection { anchor: pivot.start, head: reached.end.max(pivot.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_by_words_keeps_the_first_word() {
        let text = "one two three";
        let pivot = SelectionUnit::Word.around(text, 5);
        assert_eq!(pivot, Span::new(4, 7));
        assert_eq!(dragged(pivot, SelectionUnit::Word.around(text, 9)).span(), Span::new(4, 13));
        assert_eq!(dragged(pivot, SelectionUnit::Word.around(text, 1)).span(), Span::new(0, 7));
        assert_eq!(dragged(pivot, SelectionUnit::Word.around(text, 1)).head, 0);
        assert_eq!(dragged(pivot, pivot).span(), pivot);
    }

    #[test]
    fn a_drag_by_graphemes_follows_the_pointer_both_ways() {
        let at = |byte| Span::new(byte, byte);
        assert_eq!(dragged(at(5), at(9)), Selection { anchor: 5, head: 9 });
        assert_eq!(dragged(at(5), at(2)), Selection { anchor: 5, head: 2 });
    }
}
