//! Moving the end of a selection through the text.

use crate::text::{grapheme_after, grapheme_before, paragraph_at, sentence_at, word_at};

/// How far one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What is seen as one character.
    Grapheme,
    /// To the end of a word.
    Word,
    /// To the end of a sentence.
    Sentence,
    /// To the end of a paragraph.
    Paragraph,
    /// A row up or down.
    Row,
    /// To the end of the row.
    RowEdge,
    /// A screen up or down.
    Page,
    /// To the end of the document.
    Document,
}

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the start of the text.
    Back,
    /// Towards the end of the text.
    Forward,
}

/// Where a step from `at` leads; `None` for steps that depend on how the text is set.
pub(super) fn target(text: &str, at: usize, step: Step, way: Way) -> Option<usize> {
    Some(match (step, way) {
        (Step::Grapheme, Way::Forward) => grapheme_after(text, at),
        (Step::Grapheme, Way::Back) => grapheme_before(text, at),
        (Step::Word, Way::Forward) => forward(text, at, |at| word_at(text, at).end),
        (Step::Word, Way::Back) => back(text, at, |at| word_at(text, at).start),
        (Step::Sentence, Way::Forward) => forward(text, at, |at| sentence_at(text, at).end),
        (Step::Sentence, Way::Back) => back(text, at, |at| sentence_at(text, at).start),
        (Step::Paragraph, Way::Forward) => forward(text, at, |at| paragraph_at(text, at).end),
        (Step::Paragraph, Way::Back) => back(text, at, |at| paragraph_at(text, at).start),
        (Step::Document, Way::Forward) => text.len(),
        (Step::Document, Way::Back) => 0,
        (Step::Row | Step::RowEdge | Step::Page, _) => return None,
    })
}

/// The end of the unit that holds the next character after white space.
fn forward(text: &str, at: usize, end_of: impl Fn(usize) -> usize) -> usize {
    let n_space = text[at..].len() - text[at..].trim_start().len();
    let at = at + n_space;
    if at >= text.len() { text.len() } else { end_of(at).max(grapheme_after(text, at)) }
}

/// The start of the unit that holds the last character before white space.
fn back(text: &str, at: usize, start_of: impl Fn(usize) -> usize) -> usize {
    let at = text[..at].trim_end().len();
    if at == 0 {
        return 0;
    }
    let last = grapheme_before(text, at);
    start_of(last).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` in `from` is the place moved, in `to` the place reached.
    fn check(from: &str, step: Step, way: Way, to: &str) {
        let text = from.replace('|', "");
        let at = from.find('|').expect("a place is marked");
        let reached = target(&text, at, step, way).expect("depends on the text alone");
        assert_eq!(format!("{}|{}", &text[..reached], &text[reached..]), to);
    }

    #[test]
    fn steps_end_where_units_end() {
        check("one| two", Step::Word, Way::Forward, "one two|");
        check("on|e two", Step::Word, Way::Forward, "one| two");
        check("one two|", Step::Word, Way::Back, "one |two");
        check("one |two", Step::Word, Way::Back, "|one two");
        check("A b. |C d. E", Step::Sentence, Way::Forward, "A b. C d.| E");
        check("A b. C d.| E", Step::Sentence, Way::Forward, "A b. C d. E|");
        check("A b. C| d.", Step::Sentence, Way::Back, "A b. |C d.");
        check("A b. |C d.", Step::Sentence, Way::Back, "|A b. C d.");
        check("a|b\n\ncd", Step::Paragraph, Way::Forward, "ab|\n\ncd");
        check("ab|\n\ncd", Step::Paragraph, Way::Forward, "ab\n\ncd|");
        check("ab\n\n|cd", Step::Paragraph, Way::Back, "|ab\n\ncd");
        check("a|e\u{301}b", Step::Grapheme, Way::Forward, "ae\u{301}|b");
        check("ab|", Step::Word, Way::Forward, "ab|");
        check("|ab", Step::Grapheme, Way::Back, "|ab");
    }
}
