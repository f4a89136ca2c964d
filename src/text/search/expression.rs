//! Regular expressions over the folded text, piece by piece, with places in the text as it is.

use super::engine::Engine;
use super::fold::Folding;
use super::pattern::{MAX_HIT_BYTES, Matching, PatternError};
use crate::text::Span;
use regex_syntax::ParserBuilder;

/// Most bytes of an expression.
const MAX_BYTES: usize = 4 << 10;

/// How deep groups may lie in one another.
pub(super) const MAX_DEPTH: u32 = 100;

/// Places are looked for that begin in so many bytes before the question is put whether anybody still waits.
const PIECE: usize = 64 << 10;

/// Bytes before a piece that are looked at to see whether a word or a paragraph begins with it.
const BEFORE: usize = 64;

/// A regular expression that is ready to be used.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    engine: Engine,
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
        let all = Span::new(0, typed.len());
        match Engine::new(&source, is_folded) {
            Ok(engine) => Ok(Self { engine }),
            Err(regex::Error::CompiledTooBig(_)) => {
                let remedy = "use smaller numbers of repetitions, such as {1,20}, or fewer of them in one another";
                Err(PatternError::new(all, "the expression would take too much time and memory", remedy))
            }
            Err(_) => Err(PatternError::new(all, "the expression cannot be read", "check its brackets")),
        }
    }

    /// Hands each place in `text` to `put`, left to right, until one of the closures says no.
    pub fn each(&self, text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
        let (mut at, mut scratch) = (0, Vec::new());
        while at < text.len() && goes_on() {
            let end = text.ceil_char_boundary((at + PIECE).min(text.len()));
            let Some(next) = self.each_in(text, Span::new(at, end), &mut scratch, put) else { return };
            at = next;
        }
    }

    /// As [`Self::each`], for places that begin in `starts`. Returns where to go on; `None` when `put` said no.
    fn each_in(
        &self,
        text: &str,
        starts: Span,
        scratch: &mut Vec<u8>,
        put: &mut dyn FnMut(Span) -> bool,
    ) -> Option<usize> {
        let first = text.floor_char_boundary(starts.start.saturating_sub(BEFORE));
        let end = text.ceil_char_boundary((starts.end + MAX_HIT_BYTES).min(text.len()));
        let window = self.engine.window(text, Span::new(first, end), starts.start, scratch);
        let mut last = starts.start;
        for place in window {
            if place.start >= starts.end {
                break;
            }
            // One character may count as two, of which each can be found.
            if place.start < last {
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
