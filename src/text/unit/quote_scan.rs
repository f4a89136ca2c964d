//! One pass over paragraphs that keeps which quotations are open.

use super::apostrophe::{REACH, Single, has_closing, single_at, sure_closing_after};
use super::character::is_wordy;
use super::mark::{closes, is_mark, is_open_before, is_opening_mark, is_single};
use super::paragraph::trimmed;
use crate::text::Span;

/// Quotations open within one another beyond which no other is looked for.
const MAX_DEPTH: usize = 8;

/// What stands between quote marks.
///
/// ```text
/// He said: “One.            outer begins at the first mark
///           └──┘ parts[0]
/// “Two. Three.” He left.    the mark that opens again belongs to no part
///  └────────┘ parts[1]      outer ends after the last mark
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, one span for each paragraph, without marks and white space around them; at least one.
    pub parts: Vec<Span>,
    /// From the opening mark to after the closing one, or to the end of the words when none closes it.
    pub outer: Span,
}

impl Quotation {
    /// A quotation, unless it has no words.
    fn new(parts: Vec<Span>, outer: Span) -> Option<Self> {
        (!parts.is_empty()).then_some(Self { parts, outer })
    }

    /// Whether `span` lies in it, marks included.
    pub(super) fn holds(&self, span: Span) -> bool {
        self.outer.start <= span.start && span.end <= self.outer.end && span.start < self.outer.end
    }
}

/// A quotation whose end is not yet found.
struct Open {
    mark: char,
    start: usize,
    parts: Vec<Span>,
    /// Where its words in the present paragraph begin.
    words: usize,
}

/// What is open, and what was found.
pub(super) struct QuoteScan<'a> {
    text: &'a str,
    open: Vec<Open>,
    found: Vec<Quotation>,
    /// A later mark that surely closes what is open, once looked for.
    sure: Option<usize>,
    /// Up to where no mark closes what `'` or `’` would open, once looked for.
    barren: [usize; 2],
    /// The apostrophe or single mark that the next paragraph begins a quotation with, or goes on with one.
    coming: Option<char>,
}

impl<'a> QuoteScan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, open: Vec::new(), found: Vec::new(), sure: None, barren: [0; 2], coming: None }
    }

    /// Whether a quotation is open and may go on in the next paragraph.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Takes in the next paragraph: one line, without its line feed.
    pub(super) fn read(&mut self, paragraph: Span) {
        let Some(words) = trimmed(self.text, paragraph) else { return };
        let start = self.reopen(words);
        self.coming = coming_mark(self.text, paragraph.end);
        for (n, c) in self.text[start..words.end].char_indices() {
            if is_mark(c) {
                self.meet(words, start + n, c);
            }
        }
        let (text, coming) = (self.text, self.coming);
        self.open.retain_mut(|open| {
            let is_sure = !matches!(open.mark, '\'' | '’') || coming == Some(open.mark);
            open.parts.extend(trimmed(text, Span::new(open.words, words.end)).filter(|_| is_sure));
            is_sure
        });
    }

    /// All that was found, sorted by start, the outer before the inner. What is still open ends with its words.
    pub(super) fn finish(mut self) -> Vec<Quotation> {
        self.give_up(0);
        self.found.sort_by_key(|quotation| (quotation.outer.start, std::cmp::Reverse(quotation.outer.end)));
        self.found
    }

    /// Goes on with those quotations whose marks stand again at the start of the paragraph; the others have ended.
    /// Returns where the words begin.
    fn reopen(&mut self, words: Span) -> usize {
        let mut at = words.start;
        let mut n_again = 0;
        for open in &self.open {
            let rest = &self.text[at..words.end];
            let Some(after) = rest.trim_start().strip_prefix(open.mark) else { break };
            at = words.end - after.len();
            n_again += 1;
        }
        self.give_up(n_again);
        for open in &mut self.open {
            open.words = at;
        }
        at
    }

    /// Ends, without a closing mark, what is open from the `n`th on.
    fn give_up(&mut self, n: usize) {
        for open in self.open.split_off(n.min(self.open.len())) {
            let end = open.parts.last().map_or(open.start, |part| part.end);
            self.found.extend(Quotation::new(open.parts, Span::new(open.start, end)));
        }
    }

    fn begin(&mut self, at: usize, mark: char) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(Open { mark, start: at, parts: Vec::new(), words: at + mark.len_utf8() });
            self.sure = None;
        }
    }

    /// Ends the `n`th of what is open with the mark at `at`; what was opened within it was no quotation.
    fn end(&mut self, n: usize, at: usize, mark: char) {
        self.open.truncate(n + 1);
        self.sure = None;
        if let Some(mut open) = self.open.pop() {
            open.parts.extend(trimmed(self.text, Span::new(open.words, at)));
            self.found.extend(Quotation::new(open.parts, Span::new(open.start, at + mark.len_utf8())));
        }
    }

    /// Decides what the mark `c` at `at` does.
    fn meet(&mut self, paragraph: Span, at: usize, c: char) {
        if is_single(c) {
            return self.meet_single(paragraph, at, c);
        }
        let before = self.text[paragraph.start..at].chars().next_back();
        let after = self.text[at + c.len_utf8()..paragraph.end].chars().next();
        let closing = self.open.iter().rposition(|open| closes(open.mark, c));
        let has_words_after = after.is_some_and(|c| !c.is_whitespace());
        let may_open = has_words_after && is_open_before(before);
        let may_close = before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(is_wordy);
        let is_like = |n: usize| self.open[n].mark == c;
        let action = match (c, closing) {
            // Straight marks, and opening ones at both ends: by what stands round them.
            ('"', Some(_)) if may_open && !may_close => Some(None),
            ('"', Some(_)) if self.is_inch(paragraph, at) => None,
            ('“', Some(n)) if is_like(n) && !may_close => Some(None),
            ('»', Some(n)) if self.open[n].mark == '›' => None,
            (_, Some(n)) => Some(Some(n)),
            ('"', None) => may_open.then_some(None),
            // Closing marks that open: Swedish and Finnish ”so”, German »so«, where another follows.
            ('”', None) => (may_open && self.has_another(paragraph, at, &['”'])).then_some(None),
            ('»' | '›', None) => {
                (may_open && self.has_another(paragraph, at, &['«', '»', '‹', '›'])).then_some(None)
            }
            _ => is_opening_mark(c).then_some(None),
        };
        match action {
            Some(Some(n)) => self.end(n, at, c),
            Some(None) => self.begin(at, c),
            None => {}
        }
    }

    fn meet_single(&mut self, paragraph: Span, at: usize, c: char) {
        let top = self.open.last().map(|open| open.mark);
        let is_open = top.is_some_and(|mark| closes(mark, c));
        let n_top = self.open.len().saturating_sub(1);
        if c == '‘' && top == Some('‚') {
            return self.end(n_top, at, c);
        }
        match single_at(self.text, paragraph, at, is_open) {
            Single::Apostrophe => {}
            Single::Opens if c == '‘' || c == '‛' => self.begin(at, c),
            Single::Opens => {
                if !is_open && (self.coming == Some(c) || self.may_be_closed(paragraph, at, c)) {
                    self.begin(at, c);
                }
            }
            Single::Closes => self.end(n_top, at, c),
            Single::MayClose => {
                if self.sure.is_none_or(|sure| sure <= at) {
                    let parents: Vec<char> = self.open[..n_top].iter().map(|open| open.mark).collect();
                    let ends_parent = |c: char| parents.iter().any(|mark| closes(*mark, c));
                    self.sure = sure_closing_after(self.text, paragraph, at, ends_parent);
                }
                if self.sure.is_none() {
                    self.end(n_top, at, c);
                }
            }
        }
    }

    /// Whether a mark follows that could close what `c`, an apostrophe as well, opens at `at`.
    fn may_be_closed(&mut self, paragraph: Span, at: usize, c: char) -> bool {
        let end = self.text.floor_char_boundary(paragraph.end.min(at.saturating_add(REACH)));
        let barren = &mut self.barren[usize::from(c == '’')];
        let from = (at + c.len_utf8()).max(*barren);
        let is_found = from < end && has_closing(self.text, paragraph, Span::new(from, end), c);
        if !is_found {
            *barren = end.max(*barren);
        }
        is_found
    }

    /// Whether one of `marks` follows in the paragraph.
    fn has_another(&self, paragraph: Span, at: usize, marks: &[char]) -> bool {
        let end = self.text.floor_char_boundary(paragraph.end.min(at.saturating_add(REACH)));
        self.text[at..end].chars().skip(1).any(|c| marks.contains(&c))
    }

    /// Whether the mark at `at` stands for inches, as in `5' 10"`.
    fn is_inch(&self, paragraph: Span, at: usize) -> bool {
        let head = &self.text[paragraph.start..at];
        let feet = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let feet_mark = feet.trim_end().strip_suffix(['\'', '’']);
        feet.len() < head.len() && feet_mark.is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    }
}

/// The single mark that the next paragraph begins with, as one does that goes on with a quotation.
fn coming_mark(text: &str, end: usize) -> Option<char> {
    let near = text.floor_char_boundary(end.saturating_add(REACH).min(text.len()));
    let at = near - text[end..near].trim_start().len();
    let mark = text[at..near].chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    (single_at(text, Span::new(at, near), at, false) == Single::Opens).then_some(mark)
}
