//! Whether a sentence ends at a stop.
//!
//! ```text
//!   …by Dr. Coffey (“at once.”) Then…
//!         │              │└┬┘ └ next: what the coming words begin with
//!         │              │ └ closers: quote marks, brackets, footnote signs
//!         └ word before  └ run of stops
//! ```
//!
//! A sentence ends after a run of stops and its closers when a space or the end of the line follows and the next words
//! begin as sentences do: not with a small letter. A single full stop is weighed by the word before it.

use super::abbreviation::{self, Binding};
use super::character::{
    is_bullet, is_close_bracket, is_comma, is_dash, is_full_stop, is_line_break, is_open_bracket, is_small, is_space,
    is_stop, is_wordy,
};
use super::lead;
use super::mark::{is_closing_mark, is_mark};
use crate::text::Span;

/// Bytes looked at for the word before a stop, and for the first letter after it.
const REACH: usize = 64;

/// Words between a quotation and its verb of saying, the verb included: `“Why?” Mr Wes Streeting asked`.
const MAX_NAME_WORDS: usize = 5;

/// The end of the run of stops that begins at `at`.
pub(super) fn end_of_stops(text: &str, at: usize) -> usize {
    text[at..].find(|c| !is_stop(c)).map_or(text.len(), |n| at + n)
}

/// Where the next sentence begins when one ends with the stops in `run`; `None` when the sentence goes on.
pub(super) fn next_sentence(text: &str, run: Span) -> Option<usize> {
    let stops = &text[run.start..run.end];
    let closed = end_of_closers(text, run.end);
    let rest = text[closed..].trim_start_matches(is_space);
    let start = text.len() - rest.len();
    let needs_space = !stops.ends_with(is_full_stop);
    if start == closed && (needs_space || goes_on_after_full_stop(&text[run.end..closed], rest)) {
        return None;
    }
    let next = Next::new(rest)?;
    if next.is_small() {
        return None;
    }
    let is_ellipsis = stops != "!" && stops != "?" && (stops != "." || follows_spaced_stop(text, run.start));
    let goes_on = match stops {
        "." if !is_ellipsis => full_stop_binds(text, run.start, &next),
        "!" if abbreviation::is_exclaimed(word_before(text, run.start)) => !next.begins_sentence(),
        _ => is_ellipsis && next.letter.is_numeric() && needs_space,
    };
    let is_asked = stops != "." && text[run.end..closed].contains(is_mark) && next.is_name_and_saying();
    (!goes_on && !is_asked).then_some(start)
}

/// The end of the quote marks, brackets, footnote signs and signs of emphasis right behind a stop.
///
/// A guillemet may stand apart, as in French: `« Oui. » Il partit.`
fn end_of_closers(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        let Some(c) = rest.chars().next() else { return end };
        let after = rest[c.len_utf8()..].chars().next();
        // A mark that may open too closes here unless words follow it directly.
        let is_free = after.is_none_or(|c| !is_wordy(c)) || matches!(c, '”' | '’' | '」' | '』' | '｣');
        if is_close_bracket(c)
            || (is_closing_mark(c) && is_free)
            || matches!(c, '*' | '_' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
        {
            end += c.len_utf8();
        } else if let Some(n) = footnote_len(rest) {
            end += n;
        } else if let Some(n) = spaced_guillemet_len(rest) {
            end += n;
        } else {
            return end;
        }
    }
}

/// The length of a footnote sign such as `[12]` at the start of `rest`.
fn footnote_len(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let n = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (matches!(n, 1..=3) && inner[n..].starts_with(']')).then_some(n + 2)
}

/// The length of white space and a closing guillemet at the start of `rest`.
fn spaced_guillemet_len(rest: &str) -> Option<usize> {
    let marked = rest.trim_start_matches(is_space);
    let after = marked.strip_prefix(['»', '›'])?;
    let is_free = after.chars().next().is_none_or(|c| !is_wordy(c));
    (is_free && marked.len() < rest.len()).then_some(rest.len() - after.len())
}

/// Whether Japanese and Chinese go on behind a quotation: `「行きます。」と述べた`.
fn goes_on_after_full_stop(closers: &str, rest: &str) -> bool {
    rest.starts_with(is_comma) || (!closers.is_empty() && (rest.starts_with('と') || rest.starts_with("って")))
}

/// Whether the stop at `at` is one of spaced stops: `. . .`
fn follows_spaced_stop(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(is_space);
    before.len() < at && before.ends_with(is_stop)
}

/// Whether the single full stop at `at` leaves the sentence open.
fn full_stop_binds(text: &str, at: usize, next: &Next) -> bool {
    let word = word_before(text, at);
    let start = at - word.len();
    if word.is_empty() {
        return false;
    }
    if is_label(text, start, word) {
        return true;
    }
    if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        return lead::is_german_month(next.word());
    }
    if abbreviation::is_capital(word) {
        let before = word_before(text, text[..start].trim_end_matches(is_space).len());
        return !(abbreviation::is_lettered(before) || next.begins_sentence());
    }
    match abbreviation::binding(word) {
        None => false,
        Some(Binding::Always) => true,
        Some(Binding::BeforeFigure) => next.is_figure() || (word.len() > 1 && next.is_counting_letter()),
        Some(Binding::UnlessOpener) => !next.is_marked && !next.begins_sentence(),
    }
}

/// The word that ends at `at`, full stops within it included; empty when it is too long to be an abbreviation.
fn word_before(text: &str, at: usize) -> &str {
    let floor = text.ceil_char_boundary(at.saturating_sub(REACH));
    let is_apart = |c: char| c.is_whitespace() || is_open_bracket(c) || is_mark(c) || is_dash(c) || c == '/';
    match text[floor..at].rfind(is_apart) {
        Some(i) => text[floor + i..at].trim_start_matches(is_apart),
        None if floor == 0 => &text[..at],
        None => "",
    }
}

/// Whether `word`, which begins at `start`, numbers an item: `1.`, `a.`, `iv.`, `2.1.` at the start of a line, and
/// figures within a list in a line: `things: 1. More beds. 2. More staff.`
fn is_label(text: &str, start: usize, word: &str) -> bool {
    let is_number = |part: &str| matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_digit());
    let is_roman = |word: &str| word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let is_numbering = word.split('.').all(is_number);
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let floor = text.ceil_char_boundary(start.saturating_sub(REACH));
    let before = text[floor..start].trim_end_matches(|c| is_space(c) || is_bullet(c) || is_open_bracket(c));
    let is_first = (before.is_empty() && floor == 0) || before.ends_with(is_line_break);
    if is_first {
        return is_numbering || is_letter || is_roman(word);
    }
    let is_spaced = text[..start].ends_with(is_space);
    let is_bound =
        |head: &str| abbreviation::binding(word_before(text, start - (text[floor..start].len() - head.len())));
    let follows_sentence = match before.strip_suffix('.') {
        Some(head) => is_bound(head).is_none_or(|binding| binding == Binding::UnlessOpener),
        None => before.ends_with(is_stop) || before.ends_with(';') || (word == "1" && before.ends_with(':')),
    };
    is_spaced && is_number(word) && follows_sentence
}

/// What the words after a stop begin with.
struct Next<'a> {
    /// From the first letter, figure or symbol on.
    rest: &'a str,
    letter: char,
    /// Whether a quote mark stands right before it.
    is_marked: bool,
    /// Whether a dash stands between.
    is_dashed: bool,
    /// Whether it is a tag or a handle: `#NHS`, `@minister`.
    is_tag: bool,
}

impl<'a> Next<'a> {
    /// Skips what may open a sentence; `None` when the line has no more words, or when a comma or stop comes first.
    fn new(rest: &'a str) -> Option<Self> {
        let (mut is_marked, mut is_dashed, mut is_tag) = (false, false, false);
        for (at, c) in rest.char_indices().take_while(|(at, _)| *at < REACH) {
            if is_wordy(c) {
                return Some(Self { rest: &rest[at..], letter: c, is_marked, is_dashed, is_tag });
            }
            let ends = is_stop(c) && !rest[end_of_stops(rest, at)..].starts_with(is_wordy);
            if ends || is_line_break(c) || (at == 0 && is_comma(c)) {
                return None;
            }
            is_marked = is_mark(c) || (is_marked && is_space(c));
            is_dashed |= is_dash(c);
            is_tag = matches!(c, '#' | '@');
        }
        None
    }

    /// The letters that come first.
    fn word(&self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len());
        &self.rest[..end]
    }

    /// Whether it is a small letter, but not that of a tag or of a name such as "iPhone".
    fn is_small(&self) -> bool {
        is_small(self.letter) && !self.is_tag && !self.rest.chars().nth(1).is_some_and(char::is_uppercase)
    }

    /// Whether it is a word that sentences begin with, and no initial.
    fn begins_sentence(&self) -> bool {
        let word = self.word();
        lead::is_opener(word) && !self.is_dashed && !self.rest[word.len()..].starts_with('.')
    }

    /// Whether it is a figure or a Roman numeral; "I" is taken for the word.
    fn is_figure(&self) -> bool {
        let word = self.word();
        let is_roman = word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
        self.letter.is_numeric() || is_roman
    }

    /// Whether it is a letter that counts: `App. B`. "A" and "I" are taken for the words.
    fn is_counting_letter(&self) -> bool {
        let word = self.word();
        abbreviation::is_capital(word) && !matches!(word, "A" | "I")
    }

    /// Whether it is a name and then a verb of saying: `Mr Streeting asked`.
    fn is_name_and_saying(&self) -> bool {
        if self.begins_sentence() || !self.letter.is_uppercase() {
            return false;
        }
        // The line may be the whole text.
        let near = &self.rest[..self.rest.floor_char_boundary(MAX_NAME_WORDS * REACH)];
        let line = near.split(is_line_break).next().unwrap_or_default();
        let mut words = line.split(is_space).take(MAX_NAME_WORDS);
        let first_small = words.find(|word| !word.starts_with(char::is_uppercase)).unwrap_or_default();
        lead::is_saying(first_small.trim_end_matches(|c: char| !c.is_alphanumeric()))
    }
}
