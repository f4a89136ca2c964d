//! Single marks: is it an apostrophe, does it open a quotation, or close one?
//!
//! | in the text | it is |
//! |---|---|
//! | `don’t`, `O‘Brien`, `1990’s` | within a word: an apostrophe |
//! | `’90s`, `’tis`, `’n’`, `‘em` | for letters left out: an apostrophe |
//! | `the ministers’ offices` | behind an s: an apostrophe where a surer closing mark comes later, else it closes |
//! | `hospital,’ it said` | else it closes what is open |

use super::character::{is_east_asian, is_stop, is_wordy};
use super::mark::{is_mark, is_open_before, is_single};
use crate::text::Span;

/// Bytes looked through for the mark that closes.
pub(super) const REACH: usize = 4 * 1024;

/// Words that begin with an apostrophe, without it.
const SHORTENED: [&str; 17] = [
    "tis", "twas", "twere", "twill", "em", "n", "til", "till", "cause", "cos", "bout", "round", "ere", "neath",
    "gainst", "fore", "nother",
];

/// What a single mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Single {
    /// No quote mark at all.
    Apostrophe,
    /// The start of a quotation.
    Opens,
    /// The end of the single quotation that is open.
    Closes,
    /// The end of one, unless a surer mark comes later.
    MayClose,
}

/// Tells what the single mark at `at` is; `is_open` says that it would close what is open.
pub(super) fn single_at(text: &str, paragraph: Span, at: usize, is_open: bool) -> Single {
    let mark = Around::new(text, paragraph, at);
    if mark.is_in_word() || mark.is_shortening() {
        return Single::Apostrophe;
    }
    if mark.may_open() && !(is_open && mark.may_close() && mark.sign != '‘') {
        return Single::Opens;
    }
    match (is_open && mark.may_close(), mark.is_owner()) {
        (false, _) => Single::Apostrophe,
        (true, false) => Single::Closes,
        (true, true) => Single::MayClose,
    }
}

/// Whether a mark after `at` surely closes what is open, before another quotation opens or `parent` is closed.
pub(super) fn sure_closing_after(
    text: &str,
    paragraph: Span,
    at: usize,
    parent: impl Fn(char) -> bool,
) -> Option<usize> {
    let end = text.floor_char_boundary(paragraph.end.min(at.saturating_add(REACH)));
    for (n, c) in text[at..end].char_indices().skip(1) {
        if !is_single(c) {
            if is_mark(c) && parent(c) {
                return None;
            }
            continue;
        }
        match single_at(text, paragraph, at + n, true) {
            Single::Opens => return None,
            Single::Closes => return Some(at + n),
            Single::MayClose | Single::Apostrophe => {}
        }
    }
    None
}

/// Whether any mark in `searched`, a part of `paragraph`, could close a quotation that `sign` opens before it.
pub(super) fn has_closing(text: &str, paragraph: Span, searched: Span, sign: char) -> bool {
    let signs = text[searched.start..searched.end].match_indices(sign).map(|(n, _)| searched.start + n);
    let mut singles = signs.map(|at| single_at(text, paragraph, at, true));
    singles.any(|single| matches!(single, Single::Closes | Single::MayClose))
}

/// A single mark and what stands round it.
struct Around<'a> {
    sign: char,
    /// The paragraph before it.
    head: &'a str,
    /// The paragraph after it.
    tail: &'a str,
    before: Option<char>,
    after: Option<char>,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, paragraph: Span, at: usize) -> Self {
        let sign = text[at..].chars().next().unwrap_or_default();
        let (head, tail) = (&text[paragraph.start..at], &text[at + sign.len_utf8()..paragraph.end]);
        Self { sign, head, tail, before: head.chars().next_back(), after: tail.chars().next() }
    }

    /// Letters on both sides. East Asian writing sets marks between letters.
    fn is_in_word(&self) -> bool {
        is_letter(self.before) && is_letter(self.after)
    }

    /// Letters or figures left out before the mark: `’90s`, `’tis`, and both marks of `’n’`.
    fn is_shortening(&self) -> bool {
        let word = &self.tail[..self.tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.tail.len())];
        let is_decade = word.len() == 3 && word.ends_with('s') && word.bytes().take(2).all(|b| b.is_ascii_digit());
        let is_years = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()) && self.sign != '‘';
        let is_known = SHORTENED.iter().any(|short| word.eq_ignore_ascii_case(short));
        let is_closed = self.tail[word.len()..].starts_with(is_single);
        let opens = is_open_before(self.before) && (is_decade || is_years || (is_known && (!is_closed || word == "n")));
        let head = self.head.strip_suffix(['n', 'N']).and_then(|head| head.strip_suffix(is_single));
        opens || head.is_some_and(|head| is_open_before(head.chars().next_back()))
    }

    fn may_open(&self) -> bool {
        let has_words = self.after.is_some_and(|c| !c.is_whitespace());
        let is_free = is_open_before(self.before) || (self.sign == '‘' && !is_letter(self.before));
        has_words && is_free
    }

    fn may_close(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && !is_letter(self.after)
    }

    /// Whether it may mark an owner, as in `ministers’ offices` and `it is the ministers’.`, or an ending left out, as
    /// in `goin’ home`.
    fn is_owner(&self) -> bool {
        self.head.ends_with(['s', 'S', 'z', 'x']) || self.head.ends_with("in")
    }
}

/// Whether `c` is a letter or figure of a script in which an apostrophe stands within words.
fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| is_wordy(c) && !is_east_asian(c) && !is_stop(c))
}
