//! Moving the ends of a passage: of the one that is selected, or of the statement in focus.

use crate::app::coding::joined;
use crate::app::command::Command;
use crate::app::window::Window;
use crate::edit::Merge;
use crate::model::Statement;
use crate::text::{Span, trimmed, without_marks};
use crate::ui::passage::{HandleDrag, Handles, SpanEnd, Step, Way, moved_edge};

impl Window {
    /// Carries out a command about the ends of a passage. Returns whether it is one.
    pub(super) fn run_ends(&mut self, command: Command) -> bool {
        match command {
            Command::EndForward => self.move_end(Step::Word, Way::Forward),
            Command::EndBack => self.move_end(Step::Word, Way::Back),
            Command::EndForwardFine => self.move_end(Step::Grapheme, Way::Forward),
            Command::EndBackFine => self.move_end(Step::Grapheme, Way::Back),
            Command::ExtendSentence => self.move_end_outward(true),
            Command::ShrinkSentence => self.move_end_outward(false),
            Command::SwitchEnd => self.switch_end(),
            _ => return false,
        }
        true
    }

    /// Moves the active end by a sentence, away from the other end or towards it.
    fn move_end_outward(&mut self, is_outward: bool) {
        let is_start = self.active_end() == Some(SpanEnd::Start);
        self.move_end(Step::Sentence, if is_start == is_outward { Way::Back } else { Way::Forward });
    }

    /// Which end of its part the active one is.
    fn active_end(&self) -> Option<SpanEnd> {
        match self.statement(self.coding.focused) {
            Some(focused) => self.coding.end_in(&focused.spans).map(|(_, end)| end),
            None => self.reader.as_ref()?.view.selection_edge(),
        }
    }

    fn move_end(&mut self, step: Step, way: Way) {
        if let Some(focused) = self.statement(self.coding.focused) {
            self.move_end_of(&focused, step, way);
            return;
        }
        let before = self.selected();
        let Some(reader) = &mut self.reader else { return };
        let (Some(span), Some(end)) = (reader.selection(), reader.view.selection_edge()) else { return };
        let Some(to) = moved(reader.text().as_str(), span, end, step, way) else {
            return self.say_no_further();
        };
        reader.view.select_with_head(end.other().of(span), to);
        reader.view.scroll_to(Span::new(to, to));
        let is_over_break = crosses(reader.text().as_str(), span, end.put(span, to));
        self.coding.trail.leave(before);
        self.coding.seen = self.selected();
        if is_over_break {
            self.toasts.say(OVER_BREAK);
        }
    }

    /// Moves the active end of the statement in focus, which is an edit; keys in a row make one step.
    fn move_end_of(&mut self, focused: &Statement, step: Step, way: Way) {
        let (Some(reader), Some((index, end))) = (&self.reader, self.coding.end_in(&focused.spans)) else { return };
        let text = reader.text().as_str();
        let Some(to) = moved(text, focused.spans[index], end, step, way) else { return self.say_no_further() };
        let handles = Handles { statement: 0, spans: focused.spans.clone(), active: Some((index, end)) };
        let spans = handles.with(index, end, to);
        let is_over_break = crosses(text, focused.spans[index], end.put(focused.spans[index], to));
        if !self.change_spans(focused, &spans, (index, end), true) {
            return self.say_no_further();
        }
        if is_over_break {
            self.toasts.say(OVER_BREAK);
        }
        if let Some(reader) = &mut self.reader {
            reader.view.scroll_to(Span::new(to, to));
        }
    }

    /// Gives a statement the passage that came of moving the end `moved` of the parts `spans`; `merges` with the move
    /// before. Returns whether anything changed.
    fn change_spans(&mut self, statement: &Statement, spans: &[Span], moved: (usize, SpanEnd), merges: bool) -> bool {
        let Some(text) = self.open_text() else { return false };
        let Some((spans, moved)) = settled(text.as_str(), spans, moved).filter(|(spans, _)| *spans != statement.spans)
        else {
            return false;
        };
        let merge = Some(Merge::Boundary(statement.id));
        if !merges {
            self.close_step();
        }
        let is_changed = self.replace("move boundary", Statement { spans, ..statement.clone() }, merge);
        if is_changed && self.coding.focused == Some(statement.id) {
            self.coding.end = Some(moved);
        }
        if !merges {
            self.close_step();
        }
        is_changed
    }

    fn say_no_further(&mut self) {
        let key = self.keymap.key(Command::SwitchEnd);
        let other = if key.is_empty() { String::new() } else { format!("; {key} chooses the other one") };
        self.toasts.say(format!("This end cannot move further{other}"));
    }

    /// Chooses the next of the ends that keys may move.
    fn switch_end(&mut self) {
        self.close_step();
        let Some(focused) = self.statement(self.coding.focused) else {
            if let Some(reader) = &mut self.reader {
                reader.view.flip_edge();
                reader.view.scroll_to(Span::new(reader.view.caret(), reader.view.caret()));
            }
            self.coding.seen = self.selected();
            return;
        };
        let Some((index, end)) = self.coding.end_in(&focused.spans) else { return };
        let (index, end) = match end {
            SpanEnd::Start => (index, SpanEnd::End),
            SpanEnd::End => ((index + 1) % focused.spans.len(), SpanEnd::Start),
        };
        self.coding.end = Some((index, end));
        if let Some(reader) = &mut self.reader {
            let at = end.of(focused.spans[index]);
            reader.view.scroll_to(Span::new(at, at));
        }
    }

    /// Takes in that the pointer moved an end of a statement and let go.
    pub(super) fn end_was_dragged(&mut self, drag: &HandleDrag) {
        let id = self.reader.as_ref().and_then(|reader| reader.statement(drag.statement));
        if let Some(statement) = self.statement(id) {
            self.change_spans(&statement, &drag.spans, (drag.span_index, drag.end), false);
        }
    }
}

/// The parts of a passage after the end `moved` has moved: those that touch are one, and the one with that end is
/// trimmed. Also which end of which part that is then. `None` when no words are left in it.
fn settled(text: &str, spans: &[Span], moved: (usize, SpanEnd)) -> Option<(Vec<Span>, (usize, SpanEnd))> {
    let (index, end) = moved;
    let at = spans.get(index)?;
    let mut parts = joined(spans.iter().copied());
    let index = parts.iter().position(|part| part.start <= at.start && at.end <= part.end)?;
    parts[index] = trimmed(text, parts[index])?;
    Some((parts, (index, end)))
}

const OVER_BREAK: &str = "The passage now runs over a paragraph break";

/// Where a step takes an end; `None` when it cannot move.
///
/// A passage neither begins nor ends with white space, so an end goes over that in one step; and by sentences, quote
/// marks that only enclose what is left are left out.
fn moved(text: &str, span: Span, end: SpanEnd, step: Step, way: Way) -> Option<usize> {
    let here = end.of(span);
    let rest = |to: usize| {
        let span = end.put(span, to);
        let words = if step == Step::Sentence { without_marks(text, span) } else { trimmed(text, span) };
        words.map_or(to, |words| end.of(words))
    };
    // Over the space beside it at once: there may be a great deal of it.
    let mut at = match (end, way) {
        (SpanEnd::End, Way::Forward) => here + text[here..].find(|c: char| !c.is_whitespace())?,
        (SpanEnd::Start, Way::Back) => Some(text[..here].trim_end().len()).filter(|at| *at > 0)?,
        _ => here,
    };
    loop {
        let to = moved_edge(text, end.put(span, at), end, step, way);
        if to == at {
            return None;
        }
        if rest(to) != here {
            return Some(rest(to));
        }
        at = to;
    }
}

/// Whether `to` runs over a line break that `from` does not.
fn crosses(text: &str, from: Span, to: Span) -> bool {
    let n_breaks = |span: Span| text.get(span.start..span.end).unwrap_or_default().trim().matches('\n').count();
    n_breaks(to) > n_breaks(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `[` and `]` mark the passage, as in `one [two] three`.
    fn check(from: &str, end: SpanEnd, step: Step, way: Way, to: Option<&str>) {
        let text = from.replace(['[', ']'], "");
        let start = from.find('[').expect("a passage begins");
        let span = Span::new(start, from.find(']').expect("a passage ends") - 1);
        let reached = moved(&text, span, end, step, way).map(|to| {
            let span = end.put(span, to);
            format!("{}[{}]{}", &text[..span.start], &text[span.start..span.end], &text[span.end..])
        });
        assert_eq!(reached.as_deref(), to, "from {from}");
    }

    #[test]
    fn an_end_rests_at_words_and_inside_the_marks() {
        use SpanEnd::{End, Start};
        use Step::{Grapheme, Sentence, Word};
        use Way::{Back, Forward};
        check("[one] two", End, Grapheme, Forward, Some("[one t]wo"));
        check("[one t]wo", End, Grapheme, Back, Some("[one] two"));
        check("one [two]", Start, Grapheme, Back, Some("on[e two]"));
        check("on[e two]", Start, Grapheme, Forward, Some("one [two]"));
        check("[a]", End, Grapheme, Back, None);
        check("[one two]", End, Word, Forward, None);
        check("“[One here.] Two too.” Three.", End, Sentence, Forward, Some("“[One here. Two too.]” Three."));
        check("“[One here. Two too.]” Three.", End, Sentence, Forward, Some("“[One here. Two too.” Three.]"));
        check("“[One here. Two too.]” Three.", End, Sentence, Back, Some("“[One here.] Two too.” Three."));
    }

    #[test]
    fn space_is_passed_in_one_step_however_much_there_is() {
        let text = format!("a{}b{}", " ".repeat(200_000), "\n".repeat(200_000));
        let (a, b) = (Span::new(0, 1), Span::new(200_001, 200_002));
        assert_eq!(moved(&text, a, SpanEnd::End, Step::Grapheme, Way::Forward), Some(b.end));
        assert_eq!(moved(&text, b, SpanEnd::Start, Step::Grapheme, Way::Back), Some(a.start));
        assert_eq!(moved(&text, b, SpanEnd::End, Step::Grapheme, Way::Forward), None);
        assert_eq!(moved(&text, a, SpanEnd::Start, Step::Grapheme, Way::Back), None);
    }

    #[test]
    fn an_end_stays_with_its_part_when_two_become_one() {
        use SpanEnd::{End, Start};
        let text = "one two three  four five";
        let settle = |spans: &[(usize, usize)], moved| {
            let spans: Vec<Span> = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            settled(text, &spans, moved)
                .map(|(spans, end)| (spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(), end))
        };
        let three = [(0, 3), (8, 13), (20, 24)];
        assert_eq!(settle(&three, (1, Start)), Some((three.to_vec(), (1, Start))));
        assert_eq!(settle(&[(0, 3), (3, 13), (20, 24)], (1, Start)), Some((vec![(0, 13), (20, 24)], (0, Start))));
        assert_eq!(settle(&[(0, 8), (8, 13), (20, 24)], (0, End)), Some((vec![(0, 13), (20, 24)], (0, End))));
        assert_eq!(settle(&[(0, 3), (8, 20), (20, 24)], (1, End)), Some((vec![(0, 3), (8, 24)], (1, End))));
        assert_eq!(settle(&[(0, 3), (8, 15), (20, 24)], (1, End)), Some((three.to_vec(), (1, End))), "it is trimmed");
        assert_eq!(settle(&[(13, 15)], (0, End)), None, "no words are left");
    }

    proptest! {
        #[test]
        fn whoever_goes_on_and_on_comes_to_an_end(
            text in "[ab,. “”\n]{1,40}",
            places in (0usize..60, 0usize..60),
            step in 0usize..3,
            is_start in any::<bool>(),
            is_back in any::<bool>(),
        ) {
            let border = |at: usize| text.floor_char_boundary(at % (text.len() + 1));
            let (a, b) = (border(places.0), border(places.1));
            let Some(mut span) = trimmed(&text, Span::new(a.min(b), a.max(b))) else { return Ok(()) };
            let end = if is_start { SpanEnd::Start } else { SpanEnd::End };
            let way = if is_back { Way::Back } else { Way::Forward };
            let step = [Step::Grapheme, Step::Word, Step::Sentence][step];
            for _ in 0..=text.len() {
                let Some(to) = moved(&text, span, end, step, way) else { return Ok(()) };
                span = end.put(span, to);
                prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.trim().is_empty()));
            }
            prop_assert!(false, "it went round and round in {text:?}");
        }
    }
}
