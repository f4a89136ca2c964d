//! Where in a text a term may begin, found by the bytes of its first character in all its forms.

use super::fold::Folding;
use crate::text::Span;
use std::collections::BTreeSet;

/// Most bytes of other forms that are looked for one by one; with more, every byte is looked at.
const MAX_BYTES: usize = 6;

/// The first character of a term, in all its forms.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    first: char,
    folding: Folding,
    /// Its forms in ASCII: small and capital, or the same twice.
    ascii: Option<[u8; 2]>,
    others: Others,
}

/// How the forms outside of ASCII are looked for.
#[derive(Clone, Debug)]
enum Others {
    /// By bytes that such a character may begin with.
    FirstByte(Vec<u8>),
    /// By bytes that such a character may end with.
    LastByte(Vec<u8>),
    /// By one look at each byte, whether such a character may begin with it.
    Table(Box<[bool; 256]>),
}

impl Starts {
    /// Looks for what counts as `first`, or as `first` and more.
    pub fn new(first: char, folding: Folding) -> Self {
        let (mut firsts, mut lasts) = (BTreeSet::new(), BTreeSet::new());
        for c in folding.all_counting_as(first) {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            firsts.insert(bytes[0]);
            lasts.insert(bytes[bytes.len() - 1]);
        }
        let others = if firsts.len().min(lasts.len()) > MAX_BYTES {
            let mut table = [false; 256];
            for byte in &firsts {
                table[usize::from(*byte)] = true;
            }
            Others::Table(Box::new(table))
        } else if !first.is_ascii() && lasts.len() <= MAX_BYTES {
            // A script has few first bytes, so that each of its letters would be looked at.
            Others::LastByte(lasts.into_iter().collect())
        } else if firsts.len() <= lasts.len() {
            Others::FirstByte(firsts.into_iter().collect())
        } else {
            Others::LastByte(lasts.into_iter().collect())
        };
        let capital = if folding == Folding::Exact { first } else { first.to_ascii_uppercase() };
        let ascii = first.is_ascii().then_some([first as u8, capital as u8]);
        Self { first, folding, ascii, others }
    }

    /// Hands each byte in `span` at which the character begins to `put`, from left to right, until it says no.
    ///
    /// A character that begins in the span and ends behind it counts, one that began before it does not.
    pub fn each(&self, text: &str, span: Span, put: &mut impl FnMut(usize) -> bool) {
        let bytes = &text.as_bytes()[span.start..span.end];
        let others = if bytes.is_ascii() { Vec::new() } else { self.others(text, span) };
        let mut others = others.into_iter().peekable();
        if let Some([small, capital]) = self.ascii {
            for at in memchr::memchr2_iter(small, capital, bytes) {
                let at = span.start + at;
                while let Some(other) = others.next_if(|other| *other < at) {
                    if !put(other) {
                        return;
                    }
                }
                if !put(at) {
                    return;
                }
            }
        }
        let _ = others.all(put);
    }

    /// Where forms outside of ASCII begin.
    fn others(&self, text: &str, span: Span) -> Vec<usize> {
        let mut found = Vec::new();
        let bytes = text.as_bytes();
        let is_one = |at: &usize| text[*at..].chars().next().and_then(|c| self.folding.first(c)) == Some(self.first);
        match &self.others {
            Others::Table(table) => {
                let places = bytes[span.start..span.end].iter().enumerate();
                let may_begin = places.filter(|(_, byte)| table[usize::from(**byte)]);
                found.extend(may_begin.map(|(at, _)| span.start + at).filter(is_one));
            }
            Others::FirstByte(firsts) => {
                each_of(firsts, &bytes[span.start..span.end], |at| {
                    found.extend(Some(span.start + at).filter(is_one));
                });
            }
            Others::LastByte(lasts) => {
                let end = text.ceil_char_boundary(span.end);
                each_of(lasts, &bytes[span.start..end], |at| {
                    let last = span.start + at;
                    let start = text.floor_char_boundary(last);
                    // What is found in the middle of another character is none.
                    let is_last = text.is_char_boundary(last + 1);
                    found.extend(Some(start).filter(|start| is_last && *start >= span.start && is_one(start)));
                });
            }
        }
        if !matches!(self.others, Others::Table(_)) {
            found.sort_unstable();
        }
        found
    }
}

/// Calls `put` with each place of each of `wanted`, a few at a time.
fn each_of(wanted: &[u8], bytes: &[u8], mut put: impl FnMut(usize)) {
    for some in wanted.chunks(3) {
        match *some {
            [a, b, c] => memchr::memchr3_iter(a, b, c, bytes).for_each(&mut put),
            [a, b] => memchr::memchr2_iter(a, b, bytes).for_each(&mut put),
            [a] => memchr::memchr_iter(a, bytes).for_each(&mut put),
            _ => {}
        }
    }
}
