//! Selecting by sentence, paragraph and quotation, and going back to what was selected before.

use crate::analysis::next_uncoded;
use crate::app::command::Command;
use crate::app::trail::Selected;
use crate::app::window::Window;
use crate::model::AnnotationSet;
use crate::text::{
    DocumentText, Quotation, Span, paragraph_at, quotations_at, sentence_after, sentence_at, sentence_before, trimmed,
    without_marks,
};
use crate::ui::passage::Way;
use std::sync::Arc;

/// Quote marks looked at on the way to the next quotation.
const MAX_MARKS: usize = 400;

impl Window {
    /// Carries out a command of selecting. Returns whether it is one.
    pub(super) fn run_select(&mut self, command: Command) -> bool {
        match command {
            Command::NextSentence => self.step_sentence(Way::Forward),
            Command::PreviousSentence => self.step_sentence(Way::Back),
            Command::NextUncoded => self.go_to_uncoded(),
            Command::TakeParagraph => self.take_paragraph(),
            Command::TakeQuotation => self.take_quotation(),
            Command::SelectionBack => self.step_selection_back(),
            _ => return self.run_ends(command),
        }
        true
    }

    /// What is selected now, with the parts chosen before it.
    pub(super) fn selected(&self) -> Selected {
        let ends = self.reader.as_ref().map_or((0, 0), |reader| {
            let head = reader.view.caret();
            let anchor = match reader.selection() {
                None => head,
                Some(span) if head == span.start => span.end,
                Some(span) => span.start,
            };
            (anchor, head)
        });
        Selected { ends, pinned: self.coding.pinned.clone() }
    }

    pub(super) fn open_text(&self) -> Option<Arc<DocumentText>> {
        self.reader.as_ref().map(|reader| Arc::clone(reader.view.text()))
    }

    /// The words from which selecting goes on: the selection, the statement in focus, or the caret.
    fn place(&self) -> Span {
        let focused = self.statement(self.coding.focused).map(|statement| statement.bounds());
        let Some(reader) = &self.reader else { return Span::new(0, 0) };
        let caret = Span::new(reader.view.caret(), reader.view.caret());
        focused.or_else(|| reader.selection()).unwrap_or(caret)
    }

    /// Selects `parts` as the next passage, the last of them as the selection, and brings them into view.
    fn select_parts(&mut self, parts: &[Span]) {
        let Some((last, first)) = parts.split_last() else { return };
        self.coding.trail.leave(self.selected());
        self.coding.selecting();
        if !first.is_empty() {
            self.coding.pinned = first.to_vec();
            self.coding.gives_way = true;
        }
        self.panels.statement.close_role();
        if let Some(reader) = &mut self.reader {
            reader.view.select(*last);
            reader.show_pinned(&self.coding.pinned);
            let bounds = first.first().map_or(*last, |first| first.union(*last));
            reader.view.scroll_to(bounds);
        }
        self.coding.seen = self.selected();
    }

    fn step_sentence(&mut self, way: Way) {
        let Some(text) = self.open_text() else { return };
        let (text, place) = (text.as_str(), self.place());
        let found = match way {
            Way::Forward => next_sentence(text, place.end),
            Way::Back => previous_sentence(text, place.start),
        };
        match found {
            Some(sentence) => self.select_parts(&[sentence]),
            None if way == Way::Forward => self.toasts.say("This is the last sentence"),
            None => self.toasts.say("This is the first sentence"),
        }
    }

    fn go_to_uncoded(&mut self) {
        let (Some(text), Some(reader)) = (self.open_text(), &self.reader) else { return };
        let empty = AnnotationSet::default();
        let set = self.session.as_ref().and_then(|session| session.set(&reader.path)).unwrap_or(&empty);
        let (sentences, from) = (reader.sentences(), self.place().end);
        let (found, is_from_top) = match next_uncoded(sentences, set, from) {
            Some(found) => (Some(found), false),
            None => (next_uncoded(sentences, set, 0), true),
        };
        match found {
            None => self.toasts.say("Every sentence of this document lies in a passage of yours"),
            Some(sentence) => {
                self.select_parts(&[without_marks(text.as_str(), sentence).unwrap_or(sentence)]);
                if is_from_top {
                    self.toasts.say("From the top again");
                }
            }
        }
    }

    /// Selects the paragraph here, or, where that is selected, takes in the next one.
    fn take_paragraph(&mut self) {
        let Some(text) = self.open_text() else { return };
        let (text, place) = (text.as_str(), self.place());
        let first = trimmed(text, paragraph_at(text, place.start));
        let last = trimmed(text, paragraph_at(text, text.floor_char_boundary(place.end.saturating_sub(1))));
        let whole = match (first, last) {
            (Some(first), Some(last)) => Some(first.union(last)),
            (first, last) => first.or(last),
        };
        let is_taken = whole.is_none_or(|whole| place.start <= whole.start && whole.end <= place.end);
        if let (false, Some(whole)) = (is_taken, whole) {
            return self.select_parts(&[whole]);
        }
        let Some(next) = paragraph_after(text, place.end) else {
            return self.toasts.say("This is the last paragraph");
        };
        match whole {
            None => self.select_parts(&[next]),
            Some(whole) => {
                self.select_parts(&[whole.union(next)]);
                let n = text[whole.start..next.end].lines().filter(|line| !line.trim().is_empty()).count();
                self.toasts.say(format!("The passage runs over {n} paragraphs"));
            }
        }
    }

    /// Selects the quotation around, or the one inside or further on; each paragraph of it is a part of the passage.
    fn take_quotation(&mut self) {
        let Some(text) = self.open_text() else { return };
        let (text, place) = (text.as_str(), self.place());
        let taken = match self.statement(self.coding.focused) {
            Some(focused) => focused.spans.clone(),
            None => self.passage(),
        };
        match quotation_from(text, place, &taken) {
            Some(quotation) => {
                self.select_parts(&quotation.parts);
                if quotation.parts.len() > 1 {
                    self.toasts.say(format!(
                        "The quotation runs over {} paragraphs: each is a part of the passage",
                        quotation.parts.len()
                    ));
                }
            }
            None => self.toasts.say("No larger quotation here, and no further one in this paragraph"),
        }
    }

    fn step_selection_back(&mut self) {
        let now = self.selected();
        let Some(before) = self.coding.trail.step_back(&now) else { return };
        self.coding.selecting();
        self.coding.pinned.clone_from(&before.pinned);
        if let Some(reader) = &mut self.reader {
            let (anchor, head) = before.ends;
            reader.view.select_with_head(anchor, head);
            reader.show_pinned(&self.coding.pinned);
            reader.view.scroll_to(Span::new(anchor.min(head), anchor.max(head)));
        }
        self.coding.seen = before;
    }
}

/// The first sentence that begins at `from` or after it, without quote marks around it.
fn next_sentence(text: &str, from: usize) -> Option<Span> {
    let sentence = match from.checked_sub(1) {
        Some(before) => sentence_after(text, text.floor_char_boundary(before)),
        None => Some(sentence_at(text, 0)).filter(|first| !first.is_empty()).or_else(|| sentence_after(text, 0)),
    }?;
    Some(without_marks(text, sentence).unwrap_or(sentence))
}

/// The last sentence that begins before `from`, without quote marks around it.
fn previous_sentence(text: &str, from: usize) -> Option<Span> {
    let bare = |sentence: Span| without_marks(text, sentence).unwrap_or(sentence);
    let here = sentence_at(text, from);
    if bare(here).start < from && !here.is_empty() {
        return Some(bare(here));
    }
    sentence_before(text, here.start.min(from)).map(bare)
}

/// The first paragraph with words in it that begins after `from`.
fn paragraph_after(text: &str, from: usize) -> Option<Span> {
    let mut at = paragraph_at(text, from).end;
    while at < text.len() {
        let paragraph = paragraph_at(text, at + 1);
        if let Some(words) = trimmed(text, paragraph) {
            return Some(words);
        }
        at = paragraph.end.max(at + 1);
    }
    None
}

/// The quotation that `place` asks for: the smallest around it that is more than what is `taken`, else the first that
/// begins inside it or after it.
fn quotation_from(text: &str, place: Span, taken: &[Span]) -> Option<Quotation> {
    let bounds = |parts: &[Span]| Some(parts.first()?.union(*parts.last()?));
    let here = bounds(taken).unwrap_or(place);
    let is_more = |quotation: &Quotation| {
        bounds(&quotation.parts)
            .is_some_and(|whole| whole != here && whole.start <= here.start && here.end <= whole.end)
    };
    let around = quotations_at(text, here);
    let is_one = around.iter().any(|quotation| quotation.parts == taken);
    if let Some(larger) = around.into_iter().find(is_more) {
        return Some(larger);
    }
    let from = if is_one { here.end } else { here.start };
    // From a quotation the way does not lead into another paragraph, where somebody else may speak.
    let until = if is_one { text[from..].find('\n').map_or(text.len(), |at| from + at) } else { text.len() };
    // A mark right behind a letter closes, or is an apostrophe.
    let may_open = |at: usize| !text[..from + at].ends_with(char::is_alphanumeric);
    let marks = text[from..until].char_indices().filter(|(at, c)| is_quote_mark(*c) && may_open(*at)).take(MAX_MARKS);
    let mut found = marks.filter_map(|(at, mark)| {
        let inside = from + at + mark.len_utf8();
        let mut around = quotations_at(text, Span::new(inside, inside));
        around.retain(|quotation| quotation.parts.first().is_some_and(|first| first.start >= from));
        around.into_iter().last()
    });
    found.next()
}

const fn is_quote_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '「' | '『')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "One here. “Two is quoted. Three is too.” ‘Four,’ he said.\n\n- Five\n";

    fn words(span: Option<Span>) -> Option<&'static str> {
        span.map(|span| &TEXT[span.start..span.end])
    }

    #[test]
    fn every_sentence_is_reached_in_order_and_back() {
        let forward: Vec<Span> =
            std::iter::successors(next_sentence(TEXT, 0), |last| next_sentence(TEXT, last.end)).collect();
        let read: Vec<&str> = forward.iter().filter_map(|span| words(Some(*span))).collect();
        assert_eq!(read, ["One here.", "Two is quoted.", "Three is too.", "‘Four,’ he said.", "Five"]);
        let mut back: Vec<Span> =
            std::iter::successors(previous_sentence(TEXT, TEXT.len()), |last| previous_sentence(TEXT, last.start))
                .collect();
        back.reverse();
        assert_eq!(back, forward);
    }

    #[test]
    fn from_inside_a_sentence_back_is_its_beginning() {
        let inside = TEXT.find("is quoted").expect("is there");
        assert_eq!(words(previous_sentence(TEXT, inside)), Some("Two is quoted."));
        assert_eq!(words(next_sentence(TEXT, inside)), Some("Three is too."));
        assert_eq!((next_sentence("", 0), previous_sentence("", 0)), (None, None));
        assert_eq!(next_sentence(TEXT, TEXT.len()), None);
        assert_eq!(previous_sentence(TEXT, 0), None);
    }

    #[test]
    fn paragraphs_follow_over_blank_lines() {
        assert_eq!(words(paragraph_after(TEXT, 3)), Some("- Five"));
        assert_eq!(paragraph_after(TEXT, TEXT.len() - 2), None);
    }

    #[test]
    fn a_quotation_is_the_one_around_then_the_next() {
        let found = |place: Span, taken: &[Span]| {
            let quotation = quotation_from(TEXT, place, taken)?;
            Some(quotation.parts.iter().filter_map(|part| words(Some(*part))).collect::<Vec<_>>())
        };
        let caret = |words: &str| TEXT.find(words).map_or(Span::new(0, 0), |at| Span::new(at, at));
        assert_eq!(found(caret("Three"), &[]), Some(vec!["Two is quoted. Three is too."]));
        assert_eq!(found(caret("One"), &[]), Some(vec!["Two is quoted. Three is too."]));
        let two = Span::new(caret("Two").start, caret("” ‘").start);
        assert_eq!(found(two, &[two]), Some(vec!["Four,"]));
        let four = Span::new(caret("Four").start, caret("’ he").start);
        assert_eq!(found(four, &[four]), None);
        let sentence = Span::new(caret("‘Four").start, caret("\n\n").start);
        assert_eq!(found(sentence, &[sentence]), Some(vec!["Four,"]), "the one inside");
    }

    #[test]
    fn from_a_quotation_the_way_does_not_lead_to_another_paragraph() {
        let text = "“One,” she said.\n\n“Two,” he said.\n";
        let one = Span::new("“".len(), "“One,".len());
        assert_eq!(quotation_from(text, one, &[one]), None);
        let caret = Span::new(one.end + 5, one.end + 5);
        assert!(quotation_from(text, caret, &[]).is_some(), "with nothing chosen the next one is taken");
    }
}
