//! The pieces of a query's text: bare words, quoted ones, regular expressions, each with its place.

use super::QueryError;
use crate::text::Span;

/// Reads pieces from left to right.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// What ends a bare word: white space, parentheses, and what opens a quotation.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || closing(c).is_some()
}

/// What may close a quotation that `c` opens.
pub(super) const fn closing(c: char) -> Option<[char; 2]> {
    match c {
        '"' => Some(['"', '"']),
        '“' => Some(['”', '"']),
        '„' => Some(['“', '"']),
        _ => None,
    }
}

impl<'t> Scanner<'t> {
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// From `start` to here.
    pub const fn since(&self, start: usize) -> Span {
        Span { start, end: self.at }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Steps over `c` if it comes next.
    pub fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        if is_next {
            self.at += c.len_utf8();
        }
        is_next
    }

    /// The bare word that comes next, up to what [`ends_word`] or one of `stops`; may be empty.
    pub fn bare(&mut self, stops: &[char]) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| ends_word(c) || stops.contains(&c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Whether `or`, `and` or `not` comes next, as a word of its own.
    pub fn is_before(&self, sign: &str) -> bool {
        let mut ahead = self.clone();
        ahead.bare(&[]).eq_ignore_ascii_case(sign)
    }

    /// As [`Self::is_before`], and steps over it.
    pub fn take_sign(&mut self, sign: &str) -> bool {
        let is_next = self.is_before(sign);
        if is_next {
            self.at += sign.len();
        }
        is_next
    }

    /// Steps over `name(` if that comes next.
    pub fn take_call(&mut self, name: &str) -> bool {
        let is_next = self.is_before(name) && self.rest()[name.len()..].starts_with('(');
        if is_next {
            self.at += name.len() + 1;
        }
        is_next
    }

    /// The words in quotation marks that come next; `None` when no mark is next. `\"` and `\\` stand for a mark and a
    /// backslash.
    pub fn quoted(&mut self) -> Option<Result<String, QueryError>> {
        let start = self.at;
        let open = self.peek()?;
        let marks = closing(open)?;
        self.at += open.len_utf8();
        let mut out = String::new();
        let mut chars = self.rest().char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if marks.contains(&c) {
                self.at += at + c.len_utf8();
                return Some(Ok(out));
            }
            let escaped = chars.peek().map(|(_, next)| *next).filter(|next| c == '\\' && matches!(next, '"' | '\\'));
            out.push(escaped.unwrap_or(c));
            if escaped.is_some() {
                chars.next();
            }
        }
        self.at = self.text.len();
        let what = format!("the quotation mark {open} is not closed");
        Some(Err(QueryError::new(self.since(start), what, format!("put {} after the last word", marks[0]))))
    }

    /// The regular expression between slashes that comes next; `None` when no slash is next. `\/` stands for a slash.
    pub fn regex(&mut self) -> Option<Result<String, QueryError>> {
        let start = self.at;
        if !self.take('/') {
            return None;
        }
        let mut out = String::new();
        let mut chars = self.rest().char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '/' => {
                    self.at += at + 1;
                    return Some(Ok(out));
                }
                '\\' => match chars.next() {
                    Some((_, '/')) => out.push('/'),
                    Some((_, next)) => out.extend([c, next]),
                    None => out.push(c),
                },
                c => out.push(c),
            }
        }
        self.at = self.text.len();
        let what = "the regular expression is not closed";
        Some(Err(QueryError::new(self.since(start), what, "put / after it, and write \\/ for a slash inside")))
    }
}
