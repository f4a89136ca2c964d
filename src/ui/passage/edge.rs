//! The ends of a passage, and where steps move them.

use super::motion::{Step, Way, target};
use crate::text::{Span, grapheme_after, grapheme_before, word_at};

/// Most units looked at on the way to one that will do.
const MAX_UNITS: usize = 64;

/// One of the two ends of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanEnd {
    /// Where the words begin.
    Start,
    /// Where the words end.
    End,
}

impl SpanEnd {
    /// The end across.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Start,
        }
    }

    /// Where this end of `span` is, in bytes.
    pub const fn of(self, span: Span) -> usize {
        match self {
            Self::Start => span.start,
            Self::End => span.end,
        }
    }

    /// `span` with this end at the byte `to`.
    #[must_use]
    pub const fn put(self, span: Span, to: usize) -> Span {
        match self {
            Self::Start => Span::new(to, span.end),
            Self::End => Span::new(span.start, to),
        }
    }
}

/// Where one step takes `end` of `span`, in bytes: a start goes from start to start of the units of the step, an end
/// from end to end, and neither goes past the other, so that at least one character stays inside.
///
/// ```text
/// end, by a word:     [one] two  → Forward → [one two]      [one two] → Back    → [one] two
/// start, by a word:   [one two]  → Forward → one [two]      one [two] → Back    → [one two]
/// ```
///
/// By words, signs that open what follows (`“`, `(`) are starts, and signs that close what went before (`,`, `”`) are
/// ends. The place is the present one where nothing is left to move to, and for steps that depend on how the text is
/// set ([`Step::Row`], [`Step::RowEdge`], [`Step::Page`]).
///
/// `span` must lie in `text` on character borders.
pub fn moved_edge(text: &str, span: Span, end: SpanEnd, step: Step, way: Way) -> usize {
    let here = end.of(span);
    let to = match (end, step) {
        (_, Step::Row | Step::RowEdge | Step::Page) => return here,
        (_, Step::Grapheme) => target(text, here, step, way).unwrap_or(here),
        (SpanEnd::Start, _) => moved_start(text, here, step, way),
        (SpanEnd::End, _) => moved_end(text, here, step, way),
    };
    let is_inside = match end {
        SpanEnd::Start => to < span.end && !text[to..span.end].trim().is_empty(),
        SpanEnd::End => to > span.start && !text[span.start..to].trim().is_empty(),
    };
    if is_inside { to } else { here }
}

fn moved_start(text: &str, here: usize, step: Step, way: Way) -> usize {
    let mut at = here;
    for _ in 0..MAX_UNITS {
        let reached = match way {
            Way::Back => target(text, at, step, way).unwrap_or(at),
            Way::Forward => {
                // Past the unit that holds the start, then over the space behind it.
                let end = target(text, at, step, way).unwrap_or(at);
                end + (text[end..].len() - text[end..].trim_start().len())
            }
        };
        if reached == at || (way == Way::Forward && reached == text.len()) {
            return here;
        }
        if step != Step::Word || opens(text, reached) {
            return reached;
        }
        at = reached;
    }
    here
}

fn moved_end(text: &str, here: usize, step: Step, way: Way) -> usize {
    let mut at = here;
    for _ in 0..MAX_UNITS {
        let reached = match way {
            Way::Forward => target(text, at, step, way).unwrap_or(at),
            Way::Back => text[..target(text, at, step, way).unwrap_or(at)].trim_end().len(),
        };
        let reached = if way == Way::Forward { text[..reached].trim_end().len().max(at) } else { reached };
        if reached == at || reached == 0 {
            return here;
        }
        if step != Step::Word || closes(text, reached) {
            return reached;
        }
        at = reached;
    }
    here
}

/// Whether a passage may begin with the word or signs at `at`: a word, or signs that lean on what follows.
fn opens(text: &str, at: usize) -> bool {
    let unit = word_at(text, at);
    let is_word = text[at..].chars().next().is_some_and(char::is_alphanumeric);
    let is_free_before = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    let leans_on = text[unit.end..].chars().next().is_some_and(|c| !c.is_whitespace());
    is_word || (is_free_before && leans_on)
}

/// Whether a passage may end with the word or signs before `at`: a word, or signs that lean on what went before.
fn closes(text: &str, at: usize) -> bool {
    let unit = word_at(text, grapheme_before(text, at));
    let is_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let leans_on = text[..unit.start].chars().next_back().is_some_and(|c| !c.is_whitespace());
    is_word || leans_on
}

/// The border of a word nearest to `byte` at which `end` of a passage may stand; where a drag comes to rest.
pub(super) fn snapped(text: &str, byte: usize, end: SpanEnd) -> usize {
    let is_free = |at: usize| match end {
        SpanEnd::Start => text[at..].chars().next().is_some_and(|c| !c.is_whitespace()) && opens(text, at),
        SpanEnd::End => text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace()) && closes(text, at),
    };
    let word = word_at(text, byte.min(text.len().saturating_sub(1)));
    let (mut before, mut after) = (word.start, word.end);
    if byte == before && is_free(before) {
        return before;
    }
    for _ in 0..MAX_UNITS {
        if before == 0 || is_free(before) {
            break;
        }
        before = word_at(text, grapheme_before(text, before)).start;
    }
    for _ in 0..MAX_UNITS {
        if after >= text.len() || is_free(after) {
            break;
        }
        after = word_at(text, after).end.max(grapheme_after(text, after));
    }
    let n_chars = |from: usize, to: usize| text[from..to].chars().count();
    match (is_free(before), is_free(after)) {
        (true, false) => before,
        (true, true) if n_chars(before, byte.max(before)) <= n_chars(byte.min(after), after) => before,
        (_, true) => after,
        (false, false) => byte,
    }
}

/// The ends of a statement's passage that may be moved, as [`super::PassageView::set_handles`] shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handles {
    /// The statement.
    pub statement: u64,
    /// Its passage: spans in bytes, in order, apart from each other.
    pub spans: Vec<Span>,
    /// The end that keys move: which span, and which end of it; its handle is filled, all others are hollow.
    pub active: Option<(usize, SpanEnd)>,
}

impl Handles {
    /// The passage after [`Self::active`] has made one step; `None` when it cannot move.
    ///
    /// The end stops at the next span of the passage, which it then touches: the two are to be joined.
    pub fn moved(&self, text: &str, step: Step, way: Way) -> Option<Vec<Span>> {
        let (index, end) = self.active?;
        let span = *self.spans.get(index)?;
        let to = moved_edge(text, span, end, step, way);
        (to != end.of(span)).then(|| self.with(index, end, to))
    }

    /// The passage with one end of one span at `to`, which stops short of crossing the other end and the next span.
    pub fn with(&self, index: usize, end: SpanEnd, to: usize) -> Vec<Span> {
        let mut spans = self.spans.clone();
        let limit = match end {
            SpanEnd::Start => index.checked_sub(1).map_or(0, |before| spans[before].end),
            SpanEnd::End => spans.get(index + 1).map_or(usize::MAX, |after| after.start),
        };
        let to = match end {
            SpanEnd::Start => to.max(limit),
            SpanEnd::End => to.min(limit),
        };
        let moved = end.put(spans[index], to);
        if !moved.is_empty() {
            spans[index] = moved;
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Parses `one [two] three`: the text without brackets, and the span that they held.
    fn parsed(marked: &str) -> (String, Span) {
        let start = marked.find('[').expect("a passage begins");
        let end = marked.find(']').expect("a passage ends") - 1;
        (marked.replace(['[', ']'], ""), Span::new(start, end))
    }

    fn check(from: &str, end: SpanEnd, step: Step, way: Way, to: &str) {
        let (text, span) = parsed(from);
        let reached = end.put(span, moved_edge(&text, span, end, step, way));
        let (before, inside) = (&text[..reached.start], &text[reached.start..reached.end]);
        assert_eq!(format!("{before}[{inside}]{}", &text[reached.end..]), to, "from {from}, {end:?} {way:?}");
    }

    #[test]
    fn ends_go_to_ends_and_starts_to_starts() {
        use SpanEnd::{End, Start};
        use Way::{Back, Forward};
        for (from, end, step, way, to) in [
            ("[one] two", End, Step::Word, Forward, "[one two]"),
            ("[one two]", End, Step::Word, Back, "[one] two"),
            ("[one two]", Start, Step::Word, Forward, "one [two]"),
            ("one [two]", Start, Step::Word, Back, "[one two]"),
            ("[one t]wo", End, Step::Word, Forward, "[one two]"),
            ("o[ne two]", Start, Step::Word, Back, "[one two]"),
            ("[one]", End, Step::Word, Back, "[one]"),
            ("[one]", Start, Step::Word, Forward, "[one]"),
            ("[one] two", Start, Step::Word, Forward, "[one] two"),
            ("[one]", End, Step::Word, Forward, "[one]"),
            ("[A b.] C d. E", End, Step::Sentence, Forward, "[A b. C d.] E"),
            ("[A b. C d.] E", End, Step::Sentence, Back, "[A b.] C d. E"),
            ("[A b. C d.] E", Start, Step::Sentence, Forward, "A b. [C d.] E"),
            ("A b. [C d.] E", Start, Step::Sentence, Back, "[A b. C d.] E"),
            ("[a b]\n\nc d", End, Step::Paragraph, Forward, "[a b\n\nc d]"),
            ("[a b\n\nc d]", End, Step::Paragraph, Back, "[a b]\n\nc d"),
            ("[a b\n\nc d]", Start, Step::Paragraph, Forward, "a b\n\n[c d]"),
            ("a [b c] d ", End, Step::Document, Forward, "a [b c d] "),
            ("a [b c] d", Start, Step::Document, Back, "[a b c] d"),
            ("a [b c] d", End, Step::Document, Back, "a [b c] d"),
            ("a [bc]", End, Step::Grapheme, Back, "a [b]c"),
            ("a [b]c", End, Step::Grapheme, Back, "a [b]c"),
            ("a [b]c", End, Step::Row, Forward, "a [b]c"),
        ] {
            check(from, end, step, way, to);
        }
    }

    #[test]
    fn signs_go_with_the_word_they_lean_on() {
        use SpanEnd::{End, Start};
        use Way::{Back, Forward};
        for (from, end, way, to) in [
            ("[said], “yes” – no", End, Forward, "[said,] “yes” – no"),
            ("[said,] “yes” – no", End, Forward, "[said, “yes]” – no"),
            ("[said, “yes]” – no", End, Forward, "[said, “yes”] – no"),
            ("[said, “yes”] – no", End, Forward, "[said, “yes” – no]"),
            ("[said, “yes” – no]", End, Back, "[said, “yes”] – no"),
            ("[said, “yes” – no]", Start, Forward, "said, [“yes” – no]"),
            ("said, [“yes” – no]", Start, Forward, "said, “[yes” – no]"),
            ("said, “[yes” – no]", Start, Forward, "said, “yes” – [no]"),
            ("said, “yes” – [no]", Start, Back, "said, “[yes” – no]"),
        ] {
            check(from, end, Step::Word, way, to);
        }
    }

    #[test]
    fn a_drag_comes_to_rest_at_words() {
        let text = "he said, “yes” – no";
        let end_at = |byte| &text[..snapped(text, byte, SpanEnd::End)];
        let start_at = |byte| &text[snapped(text, byte, SpanEnd::Start)..];
        let place = |words: &str| text.find(words).expect("is there");
        assert_eq!(end_at(place("id,")), "he said", "three letters after, two before");
        assert_eq!(end_at(place("aid")), "he");
        assert_eq!(start_at(place("aid")), "said, “yes” – no");
        assert_eq!(start_at(place("es”")), "yes” – no");
        assert_eq!(start_at(text.len()), "no");
        assert_eq!(end_at(0), "he");
        assert_eq!(end_at(text.len()), text);
        assert_eq!(snapped("", 0, SpanEnd::End), 0);
        assert_eq!(snapped("   ", 1, SpanEnd::Start), 1);
    }

    #[test]
    fn an_end_stops_at_the_next_part_of_the_passage() {
        let text = "one two three four";
        let spans = vec![Span::new(0, 3), Span::new(8, 13)];
        let handles = Handles { statement: 1, spans: spans.clone(), active: Some((0, SpanEnd::End)) };
        assert_eq!(handles.moved(text, Step::Word, Way::Forward), Some(vec![Span::new(0, 7), spans[1]]));
        assert_eq!(handles.moved(text, Step::Document, Way::Forward), Some(vec![Span::new(0, 8), spans[1]]));
        assert_eq!(handles.moved(text, Step::Word, Way::Back), None);
        assert_eq!(Handles { active: None, ..handles }.moved(text, Step::Word, Way::Forward), None);
    }

    proptest! {
        #[test]
        fn an_end_never_passes_the_other(
            text in "[ab,. “”–\n]{1,40}|\\PC{1,30}",
            places in (0usize..90, 0usize..90),
            moves in proptest::collection::vec((0usize..2, 0usize..5, 0usize..2), 1..12),
        ) {
            let border = |at: usize| text.floor_char_boundary(at % (text.len() + 1));
            let (a, b) = (border(places.0), border(places.1));
            let mut span = Span::new(a.min(b), a.max(b));
            prop_assume!(!span.is_empty());
            for (end, step, way) in moves {
                let end = [SpanEnd::Start, SpanEnd::End][end];
                let step = [Step::Grapheme, Step::Word, Step::Sentence, Step::Paragraph, Step::Document][step];
                let way = [Way::Back, Way::Forward][way];
                let to = moved_edge(&text, span, end, step, way);
                let next = end.put(span, to);
                prop_assert!(!next.is_empty() && text.get(next.start..next.end).is_some(), "{span:?} {next:?}");
                let is_onward = if way == Way::Forward { to >= end.of(span) } else { to <= end.of(span) };
                prop_assert!(is_onward);
                let rest = snapped(&text, to, end);
                prop_assert!(text.is_char_boundary(rest));
                span = next;
            }
        }
    }
}
