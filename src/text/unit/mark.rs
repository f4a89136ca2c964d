//! Quote marks: which there are, and which closes which.

use super::character::{is_dash, is_open_bracket, is_wordy};

/// Each opening mark with the marks that close it, the usual one first.
///
/// The same sign opens in one language and closes in another, and plain marks do both: the place decides.
const PAIRS: [(char, &[char]); 17] = [
    ('“', &['”', '"', '“']),
    ('‟', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('”', &['”']),
    ('"', &['"', '”']),
    ('‘', &['’', '\'', '‘']),
    ('‛', &['’', '\'']),
    ('‚', &['‘', '’', '\'']),
    ('’', &['’']),
    ('\'', &['\'', '’']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    ('「', &['」']),
    ('『', &['』']),
    ('｢', &['｣']),
];

/// Whether `c` is any quote mark, an apostrophe included.
pub(super) fn is_mark(c: char) -> bool {
    // Asked at every character: most are letters.
    !c.is_ascii_alphanumeric() && c != ' ' && PAIRS.iter().any(|(open, close)| *open == c || close.contains(&c))
}

/// Whether `c` may close a quotation.
pub(super) fn is_closing_mark(c: char) -> bool {
    is_mark(c) && PAIRS.iter().any(|(_, close)| close.contains(&c))
}

/// Whether a paragraph that begins with `c` may go on with a quotation or begin one.
pub(super) fn is_opening_mark(c: char) -> bool {
    is_mark(c) && PAIRS.iter().any(|(open, _)| *open == c)
}

/// Whether what `open` opened is closed by `c`.
pub(super) fn closes(open: char, c: char) -> bool {
    PAIRS.iter().any(|(mark, close)| *mark == open && close.contains(&c))
}

/// Whether `c` is a single mark, which may be an apostrophe.
pub(super) const fn is_single(c: char) -> bool {
    matches!(c, '‘' | '’' | '\'' | '‛')
}

/// Whether a mark with `before` in front of it may open: nothing, space, a bracket, a dash or another opening sign.
pub(super) fn is_open_before(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || is_open_bracket(c)
            || is_dash(c)
            || (is_opening_mark(c) && c != '’' && c != '”')
            || matches!(c, '/' | '*' | '_' | '¿' | '¡')
            || (!c.is_ascii() && !is_wordy(c) && super::character::is_east_asian(c))
    })
}
