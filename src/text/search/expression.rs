//! Regular expressions over the folded text, piece by piece, with places in the text as it is.

use super::fold::Folding;
use super::pattern::{MAX_HIT_BYTES, Matching, PatternError};
use crate::text::Span;
use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use std::borrow::Cow;

/// Most bytes that the program of an expression may take: larger ones take their time on every letter.
const MAX_PROGRAM_BYTES: usize = 8 << 20;

/// Most bytes that an expression may keep while it runs.
const MAX_CACHE_BYTES: usize = 8 << 20;

/// Most bytes of an expression.
const MAX_BYTES: usize = 4 << 10;

/// How deep groups may lie in one another.
const MAX_DEPTH: u32 = 100;

/// Places are looked for that begin in so many bytes before the question is put whether anybody still waits.
const PIECE: usize = 64 << 10;

/// Bytes before a piece that are looked at to see whether a word or a paragraph begins with it.
const BEFORE: usize = 64;

/// A regular expression that is ready to be used.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    regex: Regex,
    is_folded: bool,
}

impl Expression {
    /// Reads an expression.
    pub fn new(typed: &str, matching: Matching) -> Result<Self, PatternError> {
        if typed.is_empty() {
            return Err(PatternError::new(Span::new(0, 0), "there is nothing to search for", "type an expression"));
        }
        if typed.len() > MAX_BYTES {
            let what = format!("the expression is longer than {MAX_BYTES} bytes");
            return Err(PatternError::new(Span::new(MAX_BYTES, typed.len()), what, "make it shorter"));
        }
        check(typed)?;
        let is_folded = !matching.is_exact;
        let source = if is_folded { folded(typed) } else { typed.to_owned() };
        let source = if matching.whole_words { format!(r"\b{{start-half}}(?:{source})\b{{end-half}}") } else { source };
        let built = RegexBuilder::new(&source)
            .case_insensitive(is_folded)
            .multi_line(true)
            .size_limit(MAX_PROGRAM_BYTES)
            .dfa_size_limit(MAX_CACHE_BYTES)
            .nest_limit(MAX_DEPTH + 2)
            .build();
        let all = Span::new(0, typed.len());
        match built {
            Ok(regex) => Ok(Self { regex, is_folded }),
            Err(regex::Error::CompiledTooBig(_)) => {
                let remedy = "use smaller numbers of repetitions, such as {1,20}, or fewer of them in one another";
                Err(PatternError::new(all, "the expression would take too much time and memory", remedy))
            }
            Err(_) => Err(PatternError::new(all, "the expression cannot be read", "check its brackets")),
        }
    }

    /// Hands each place in `text` to `put`, left to right, until one of the closures says no.
    pub fn each(&self, text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
        let mut at = 0;
        while at < text.len() && goes_on() {
            let end = text.ceil_char_boundary((at + PIECE).min(text.len()));
            let Some(next) = self.each_in(text, Span::new(at, end), put) else { return };
            at = next;
        }
    }

    /// As [`Self::each`], for places that begin in `starts`. Returns where to go on; `None` when `put` said no.
    fn each_in(&self, text: &str, starts: Span, put: &mut dyn FnMut(Span) -> bool) -> Option<usize> {
        let first = text.floor_char_boundary(starts.start.saturating_sub(BEFORE));
        let end = text.ceil_char_boundary((starts.end + MAX_HIT_BYTES).min(text.len()));
        let mut window = Window { start: first, text: Cow::Borrowed(&text[first..end]), bends: Vec::new() };
        let mut from = starts.start - first;
        if self.is_folded && !window.text.is_ascii() {
            window = Window { start: first, text: Cow::Owned(String::with_capacity(end - first)), bends: Vec::new() };
            window.add(text, Span::new(first, starts.start));
            from = window.text.len();
            window.add(text, Span::new(starts.start, end));
        }
        let mut last = starts.start;
        while let Some(found) = self.regex.find_at(&window.text, from) {
            let place = window.place(found.start(), found.end());
            if place.start >= starts.end {
                break;
            }
            from = if found.is_empty() {
                found.end() + window.text[found.end()..].chars().next()?.len_utf8()
            } else {
                found.end()
            };
            // One character may count as two, of which each can be found.
            if found.is_empty() || place.start < last {
                continue;
            }
            let longest = text.floor_char_boundary((place.start + MAX_HIT_BYTES).min(text.len()));
            last = place.end.min(longest);
            if !put(Span::new(place.start, last)) {
                return None;
            }
            if last < place.end {
                return Some(last);
            }
        }
        Some(last.max(starts.end))
    }
}

/// A stretch of text as it counts, with the way back.
struct Window<'t> {
    /// Where it begins in the text as it is.
    start: usize,
    text: Cow<'t, str>,
    bends: Vec<Bend>,
}

/// A character that is of another length, or several, or none, as it counts.
struct Bend {
    counts: Span,
    is: Span,
}

impl Window<'_> {
    fn add(&mut self, text: &str, span: Span) {
        let out = self.text.to_mut();
        let mut rest = &text[span.start..span.end];
        while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
            out.push_str(&rest[..at]);
            let Some(c) = rest[at..].chars().next() else { break };
            let (before, mut n_parts) = (out.len(), 0);
            Folding::Plain.spread(c, |part| {
                out.push(part);
                n_parts += 1;
            });
            let end = span.end - rest.len() + at + c.len_utf8();
            if n_parts != 1 || out.len() - before != c.len_utf8() {
                let (counts, is) = (Span::new(before, out.len()), Span::new(end - c.len_utf8(), end));
                self.bends.push(Bend { counts, is });
            }
            rest = &text[end..span.end];
        }
        out.push_str(rest);
    }

    /// The place in the text as it is: whole characters, with what counts for nothing behind the last.
    fn place(&self, start: usize, end: usize) -> Span {
        Span::new(self.origin(start, |bend| bend.is.start), self.origin(end, |bend| bend.is.end))
    }

    fn origin(&self, at: usize, inside: fn(&Bend) -> usize) -> usize {
        let n = self.bends.partition_point(|bend| bend.counts.start <= at);
        match n.checked_sub(1).map(|last| &self.bends[last]) {
            None => self.start + at,
            Some(bend) if bend.counts.end <= at => bend.is.end + (at - bend.counts.end),
            Some(bend) if bend.counts.start == at => bend.is.start,
            Some(bend) => inside(bend),
        }
    }
}

/// An expression as it counts: signs of its own stay signs, and none becomes one.
fn folded(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for c in typed.chars() {
        Folding::Plain.spread(c, |part| match part {
            _ if c.is_ascii() => out.push(c),
            '-' => out.push_str(r"\-"),
            ' ' => out.push_str(r"\x20"),
            part => out.push(part),
        });
    }
    out
}

/// Refuses what is no expression, with the place.
fn check(typed: &str) -> Result<(), PatternError> {
    let Err(error) = ParserBuilder::new().nest_limit(MAX_DEPTH).multi_line(true).build().parse(typed) else {
        return Ok(());
    };
    let (span, what) = match &error {
        regex_syntax::Error::Parse(error) => (Some(*error.span()), error.kind().to_string()),
        regex_syntax::Error::Translate(error) => (Some(*error.span()), error.kind().to_string()),
        _ => (None, "the expression cannot be read".to_owned()),
    };
    let at = span.map_or(Span::new(0, typed.len()), |span| Span::new(span.start.offset, span.end.offset));
    Err(PatternError::new(at, what, r"put a \ before a sign that stands for itself, such as \( or \?"))
}
