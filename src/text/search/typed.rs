//! From what was typed to terms: words, quoted phrases, `or`, `not`.

use super::pattern::{Matching, PatternError};
use super::term::{Term, TermFault};
use crate::text::Span;

/// Terms that stand in one paragraph: each of some, and none of others.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Those that must be there; at least one.
    pub all: Vec<Term>,
    /// Those that must not.
    pub none: Vec<Term>,
}

/// Most terms of a pattern: each is looked for in its own pass.
const MAX_TERMS: usize = 64;

/// A word or phrase as typed, with its place.
struct Typed<'t> {
    words: &'t str,
    at: Span,
    is_quoted: bool,
}

/// The groups that `typed` asks for, any of which will do.
pub(super) fn groups(typed: &str, matching: Matching) -> Result<Vec<Group>, PatternError> {
    let pieces = pieces(typed)?;
    if pieces.len() > MAX_TERMS {
        let at = Span::new(pieces[MAX_TERMS].at.start, typed.len());
        return Err(PatternError::new(
            at,
            format!("there are more than {MAX_TERMS} words"),
            "search for some at a time",
        ));
    }
    let is_alone = pieces.len() == 1;
    let mut groups = vec![Group::default()];
    let mut is_not = false;
    for (n, piece) in pieces.iter().enumerate() {
        let is_sign = |sign: &str| !piece.is_quoted && !is_alone && piece.words.eq_ignore_ascii_case(sign);
        let is_last = n + 1 == pieces.len();
        if is_sign("or") {
            let has_before = groups.last().is_some_and(|group| !group.all.is_empty());
            if !has_before || is_not || is_last {
                return Err(dangling(piece));
            }
            groups.push(Group::default());
        } else if is_sign("not") {
            if is_not || is_last {
                return Err(dangling(piece));
            }
            is_not = true;
        } else if let Some(group) = groups.last_mut() {
            let term = Term::new(piece.words, matching).map_err(|fault| faulty(fault, piece))?;
            if std::mem::take(&mut is_not) { group.none.push(term) } else { group.all.push(term) }
        }
    }
    if groups.iter().any(|group| group.all.is_empty()) {
        let at = Span::new(0, typed.len());
        return Err(if pieces.is_empty() {
            PatternError::new(at, "there is nothing to search for", "type a word")
        } else {
            PatternError::new(at, "it only says what must not be there", "add a word that must")
        });
    }
    Ok(groups)
}

fn dangling(piece: &Typed<'_>) -> PatternError {
    let word = piece.words;
    let what = format!("“{word}” stands between words, and one of them is missing");
    PatternError::new(piece.at, what, format!("add the word, or put \"{word}\" in quotation marks to find it"))
}

fn faulty(fault: TermFault, piece: &Typed<'_>) -> PatternError {
    match fault {
        TermFault::Nothing => PatternError::new(
            piece.at,
            format!("“{}” holds nothing to search for", piece.words),
            "type a letter or sign",
        ),
        TermFault::StarInside => PatternError::new(
            piece.at,
            "a star stands for the rest of a word, at its end or at the beginning of the first",
            "write wait* or *list; for more, search by regular expression",
        ),
    }
}

const fn closing(open: char) -> Option<[char; 2]> {
    match open {
        '"' => Some(['"', '"']),
        '“' => Some(['”', '"']),
        '„' => Some(['“', '”']),
        '«' => Some(['»', '»']),
        _ => None,
    }
}

/// The words and quoted phrases.
fn pieces(typed: &str) -> Result<Vec<Typed<'_>>, PatternError> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = typed[at..].chars().next() {
        let after = at + c.len_utf8();
        let rest = &typed[after..];
        if c.is_whitespace() {
            at = after;
        } else if let Some(marks) = closing(c) {
            let Some(end) = rest.find(marks) else {
                let at = Span::new(at, typed.len());
                return Err(PatternError::new(at, format!("the quotation mark {c} is not closed"), "close it"));
            };
            let close = after + end;
            let next = close + typed[close..].chars().next().map_or(0, char::len_utf8);
            pieces.push(Typed { words: &typed[after..close], at: Span::new(at, next), is_quoted: true });
            at = next;
        } else {
            let len = typed[at..].find(|c: char| c.is_whitespace() || closing(c).is_some());
            let end = len.map_or(typed.len(), |len| at + len);
            pieces.push(Typed { words: &typed[at..end], at: Span::new(at, end), is_quoted: false });
            at = end;
        }
    }
    Ok(pieces)
}
