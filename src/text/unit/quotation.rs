//! Quotations: their words, without the marks, over as many paragraphs as they run.

use super::mark::{is_closing_mark, is_mark, is_opening_mark};
use super::paragraph::{paragraph_at, trimmed};
use super::quote_scan::{Quotation, QuoteScan};
use crate::text::Span;

/// Bytes on each side of a place within which a quotation around it is looked for.
const REACH: usize = 64 * 1024;

/// Marks taken off the ends of a passage at most; where more stand together they quote nothing.
const MAX_MARKS: usize = 16;

/// All quotations of `text`, nested ones too: sorted by start, the outer before the inner.
///
/// A quotation ends at its closing mark, or with its paragraph. It goes on in the next paragraph that is not blank
/// when that begins with the opening mark again. An apostrophe opens and closes nothing.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut scan = QuoteScan::new(text);
    let mut start = 0;
    for line in text.split('\n') {
        scan.read(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    scan.finish()
}

/// The quotations around `span`, which may be empty: a place. The innermost is first.
///
/// The same as in [`quotations`] where the paragraphs that the quotation runs over lie within 64 KiB of `span`;
/// what is farther away is not looked at.
pub fn quotations_at(text: &str, span: Span) -> Vec<Quotation> {
    let start = text.floor_char_boundary(span.start);
    let span = Span::new(start, text.floor_char_boundary(span.end.max(start)));
    let (floor, ceiling) = (span.start.saturating_sub(REACH), span.end.saturating_add(REACH).min(text.len()));
    let (floor, ceiling) = (text.ceil_char_boundary(floor), text.floor_char_boundary(ceiling));
    let mut pass = QuoteScan::new(text);
    let mut at = first_paragraph(text, span.start, floor);
    loop {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..ceiling]).map_or(ceiling, |n| at + n);
        pass.read(Span::new(at, end));
        at = end + 1;
        if end >= ceiling || (end >= span.end && !pass.is_open()) {
            break;
        }
    }
    let mut found = pass.finish();
    found.retain(|quotation| quotation.holds(span));
    found.reverse();
    found
}

/// The start of the paragraph that quotations around `at` begin in at the earliest, not before `floor`: going back
/// while a paragraph is blank or begins with a mark, and so may go on with what the one before left open.
fn first_paragraph(text: &str, at: usize, floor: usize) -> usize {
    let mut start = paragraph_at(&text[floor..], at - floor).start + floor;
    while start > floor {
        let line = paragraph_at(&text[floor..], start - floor);
        let words = text[floor + line.start..floor + line.end].trim_start();
        if !words.is_empty() && !words.starts_with(is_opening_mark) {
            break;
        }
        start = paragraph_at(&text[floor..], start - 1 - floor).start + floor;
    }
    start
}

/// `span` without white space and without quote marks at its ends that enclose all of it or have no other half in it.
///
/// Spans of statements never include the marks: `“It works.”` gives `It works.`, and so does `“It works.`, the first
/// sentence of a longer quotation; `“It works,” he said.` stays as it is. `None` when nothing is left. A span of more
/// than 128 KiB is a choice of another kind, and keeps its marks.
pub fn without_marks(text: &str, span: Span) -> Option<Span> {
    let mut span = trimmed(text, span)?;
    for _ in 0..MAX_MARKS {
        if span.len() > 2 * REACH {
            break;
        }
        let slice = &text[span.start..span.end];
        let found = quotations(slice);
        let whole = found.iter().find(|quotation| quotation.outer == Span::new(0, slice.len()));
        let first = slice.chars().next().filter(|c| is_mark(*c)).map_or(0, char::len_utf8);
        let last = slice.chars().next_back().filter(|c| is_closing_mark(*c)).map_or(0, char::len_utf8);
        let is_sure =
            slice[..slice.len() - last].ends_with(|c: char| !c.is_alphanumeric()) || !slice.ends_with(['’', '\'']);
        let next = match whole {
            Some(whole) => {
                Span::new(span.start + whole.parts[0].start, span.start + whole.parts[whole.parts.len() - 1].end)
            }
            None if first > 0 && first == slice.len() => return None,
            None if last > 0 && is_sure && found.iter().all(|quotation| quotation.outer.end < slice.len()) => {
                Span::new(span.start, span.end - last)
            }
            None => return Some(span),
        };
        span = trimmed(text, next)?;
    }
    Some(span)
}
