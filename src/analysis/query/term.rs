//! One condition of a query.

use crate::analysis::{Period, Slot};
use crate::text::{Matching, Pattern, PatternError, Span};

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// The field has one of these values.
    Is(Key, Vec<Name>),
    /// The field has no value.
    Unset(Key),
    /// What is so of the statement itself.
    Flag(Flag),
    /// All days of the document lie in these periods and between them; an open end has no limit.
    Date(Option<Slot>, Option<Slot>),
    /// The statement was made on a day in these periods or between them, in UTC.
    Created(Option<Slot>, Option<Slot>),
    /// The passage holds this.
    Text(Wording),
    /// The note holds this.
    Note(Wording),
}

/// What stands before the colon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The stance.
    Stance,
    /// The theme alone.
    Theme,
    /// The theme with all below it.
    Under,
    /// Who speaks.
    Speaker,
    /// For which organisation.
    Organisation,
    /// In which role.
    Role,
    /// The document, by title, path or folder.
    Document,
    /// Who published it.
    Source,
    /// What kind of text it is.
    Kind,
    /// Who coded.
    Coder,
    /// When the document is dated, for `unset:` alone.
    Date,
    /// A day, week, month, quarter or year that holds all days of the document, for `unset:` alone.
    Period(Period),
    /// The note, for `unset:` alone.
    Note,
    /// A variable of the documents.
    Variable(String),
}

/// What is so of a statement itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The coder wants to look at it again.
    Unsure,
    /// Speaker, theme or stance is not set.
    Incomplete,
}

/// What is looked for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Words in a row, without regard to case and accents; a star stands for the rest of a word.
    Words(String),
    /// A regular expression.
    Regex(String),
}

/// A value as typed: a name, an alias, a path or an id, with `*` at an end for whatever stands there.
///
/// Two names are equal when their texts are, wherever they were typed.
#[derive(Clone, Debug)]
pub struct Name {
    /// What was typed.
    pub text: String,
    /// Where, in bytes of the query's text; at its beginning when nobody typed it.
    pub at: Span,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl<S: Into<String>> From<S> for Name {
    fn from(text: S) -> Self {
        Self { text: text.into(), at: Span::new(0, 0) }
    }
}

impl Key {
    /// Those with a fixed name, in the order in which they are shown.
    pub const FIXED: [Self; 12] = [
        Self::Stance,
        Self::Theme,
        Self::Under,
        Self::Speaker,
        Self::Organisation,
        Self::Role,
        Self::Document,
        Self::Source,
        Self::Kind,
        Self::Coder,
        Self::Date,
        Self::Note,
    ];

    /// What is typed before the colon, that of a variable without its own name.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Theme => "theme",
            Self::Under => "under",
            Self::Speaker => "speaker",
            Self::Organisation => "org",
            Self::Role => "role",
            Self::Document => "document",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Coder => "coder",
            Self::Date => "date",
            Self::Period(period) => period.name(),
            Self::Note => "note",
            Self::Variable(_) => "var",
        }
    }

    /// Whether a statement may be without it.
    pub const fn can_be_unset(&self) -> bool {
        !matches!(self, Self::Under | Self::Document | Self::Coder)
    }
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Unsure, Self::Incomplete];

    /// What is typed behind `is:`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Incomplete => "incomplete",
        }
    }
}

impl Wording {
    /// What is to be looked for in texts.
    ///
    /// # Errors
    /// When it finds nothing or makes no sense.
    pub fn pattern(&self) -> Result<Pattern, PatternError> {
        match self {
            Self::Regex(regex) => Pattern::new(regex, Matching { is_regex: true, ..Matching::default() }),
            // Quote marks of any kind fold to the same, so that those inside can give way to the ones around.
            Self::Words(words) => {
                let words = words.replace(['"', '»'], "”");
                Pattern::new(&format!("«{words}»"), Matching::default())
            }
        }
    }
}
