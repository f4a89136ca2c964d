//! A hit with the words around it, in one line.

use crate::text::{DocumentText, Span, brief_line, one_line};
use std::borrow::Cow;

/// Most code points of a keyword that are shown.
const MAX_KEYWORD_CHARS: usize = 200;

/// A hit with the words around it: one line without line breaks, runs of spaces and hidden characters.
///
/// ```text
/// … the number of people on | waiting lists | in England rose …
///                      left | keyword       | right
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What stands before, from the beginning of a word, with the space at its end if there is one.
    pub left: String,
    /// What was found; a long one with its middle left out.
    pub keyword: String,
    /// What follows, to the end of a word, with the space at its beginning if there is one.
    pub right: String,
}

impl Context {
    /// What stands at `span` and up to `n_chars` code points on each side.
    pub fn of(text: &DocumentText, span: Span, n_chars: usize) -> Self {
        let (before, after) = (text.before(span.start, n_chars), text.after(span.end, n_chars));
        let all = text.as_str();
        let left = if is_cut(all, span.start - before.len()) { after_first_space(before) } else { before };
        let right = if is_cut(all, span.end + after.len()) { before_last_space(after) } else { after };
        let keyword = brief_line(&spaced(text.slice(span)), MAX_KEYWORD_CHARS);
        Self { left: line(left.trim_start()), keyword, right: line(right.trim_end()) }
    }
}

/// Whether a word goes on over the byte `at`.
fn is_cut(text: &str, at: usize) -> bool {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !is_space(text[..at].chars().next_back()) && !is_space(text[at..].chars().next())
}

fn after_first_space(text: &str) -> &str {
    text.find(char::is_whitespace).map_or(text, |at| &text[at..])
}

fn before_last_space(text: &str) -> &str {
    text.rfind(char::is_whitespace).map_or(text, |at| &text[..at])
}

fn line(text: &str) -> String {
    let spaced = spaced(text);
    if let Cow::Owned(line) = one_line(&spaced) { line } else { spaced }
}

/// `text` with one space for each run of white space.
fn spaced(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) && !bytes.windows(2).any(|two| two == b"  ");
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut was_space = false;
    for c in text.chars() {
        let is_space = c.is_whitespace();
        if !is_space {
            out.push(c);
        } else if !was_space {
            out.push(' ');
        }
        was_space = is_space;
    }
    out
}
