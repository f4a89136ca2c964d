//! What is looked for: words, phrases, parts of words, or a regular expression.

use super::expression::Expression;
use super::typed::{self, Group};
use super::words;
use crate::text::Span;

/// How a pattern is to be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Matching {
    /// Whether it is a regular expression.
    pub is_regex: bool,
    /// Whether words count only whole: `list` is not in `listed`.
    pub whole_words: bool,
    /// Whether capital letters, accents and marks must be as typed.
    pub is_exact: bool,
}

/// What is looked for, read once and used on many texts. Clones are cheap.
///
/// ```text
/// waiting list           both words in one paragraph, in any order; every place of either is a hit
/// "waiting list"         one after the other, over any white space with at most one line feed in it
/// backlog or "waiting list"          either
/// waiting not list       paragraphs with the first and without the second
/// wait* *care            words that begin with wait; words that end with care
/// ```
///
/// Case, accents and the shape of quote marks, hyphens and spaces make no difference unless [`Matching::is_exact`].
/// A regular expression is one of the crate `regex`: `^` and `$` are the ends of a paragraph; a hit holds at most
/// [`MAX_HIT_BYTES`], and what matches nothing is no hit.
#[derive(Clone, Debug)]
pub struct Pattern {
    typed: String,
    matching: Matching,
    kind: Kind,
}

/// The same words understood in the same way are the same pattern.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed && self.matching == other.matching
    }
}

impl Eq for Pattern {}

#[derive(Clone, Debug)]
enum Kind {
    Words(Vec<Group>),
    Regex(Expression),
}

/// The longest hit of a regular expression, in bytes: what holds more is cut, so that no pattern hangs.
pub const MAX_HIT_BYTES: usize = 4 << 10;

/// Why something cannot be looked for, with the place in what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {remedy}")]
pub struct PatternError {
    /// The bytes of what was typed that are at fault; empty at the place where something is missing.
    pub at: Span,
    /// What is wrong, as a fragment of a sentence.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl PatternError {
    /// How many characters of what was `typed` stand before the place.
    pub fn n_chars_before(&self, typed: &str) -> usize {
        typed.char_indices().take_while(|(at, _)| *at < self.at.start).count()
    }

    pub(super) fn new(at: Span, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { at, what: what.into(), remedy: remedy.into() }
    }
}

impl Pattern {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When it finds nothing or makes no sense, with the place and what to do.
    pub fn new(typed: &str, matching: Matching) -> Result<Self, PatternError> {
        let kind = if matching.is_regex {
            Kind::Regex(Expression::new(typed, matching)?)
        } else {
            Kind::Words(typed::groups(typed, matching)?)
        };
        Ok(Self { typed: typed.to_owned(), matching, kind })
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// How it is understood.
    pub const fn matching(&self) -> Matching {
        self.matching
    }

    /// Hands each place in `text` to `put`, from left to right, none overlapping another, on character borders, until
    /// one of the two closures says no.
    ///
    /// `goes_on` is asked every 64 KB of text. A place takes in the combining marks that follow its last letter.
    pub fn each(&self, text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
        match &self.kind {
            Kind::Words(groups) => words::each(groups, text, goes_on, put),
            Kind::Regex(expression) => expression.each(text, goes_on, put),
        }
    }

    /// Every place in `text`, as [`Self::each`] gives them.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        self.each(text, &|| true, &mut |span| {
            found.push(span);
            true
        });
        found
    }

    /// Whether there is any place in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        let mut is_in = false;
        self.each(text, &|| true, &mut |_| {
            is_in = true;
            false
        });
        is_in
    }
}
