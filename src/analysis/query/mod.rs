//! Which statements are meant, in words that people type: the one truth behind every filter of the program.

use super::Slot;

/// Which statements are meant; the empty one means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What holds of each of them.
    pub expr: Expr,
}

/// Something that holds of a statement or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All of these; of nothing, everything.
    All(Vec<Expr>),
    /// One of these at least.
    Any(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// One condition.
    Term(Term),
}

impl Default for Expr {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// The field has one of these values: names, aliases or ids, as typed.
    Is(Key, Vec<String>),
    /// The field has no value.
    Unset(Key),
    /// What is so of the statement itself.
    Flag(Flag),
    /// All days of the document lie in these periods and between them; an open end has no limit.
    Date(Option<Slot>, Option<Slot>),
    /// The statement was made on a day in these periods or between them.
    Created(Option<Slot>, Option<Slot>),
    /// The passage holds this.
    Text(Pattern),
    /// The note holds this.
    Note(Pattern),
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
    /// The document, by title or path.
    Document,
    /// Who published it.
    Source,
    /// What kind of text it is.
    Kind,
    /// Who coded.
    Coder,
    /// When the document is dated, for `unset:` alone.
    Date,
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
pub enum Pattern {
    /// Words in a row, without regard to case and accents.
    Words(String),
    /// A regular expression.
    Regex(String),
}

impl Query {
    /// What both say.
    #[must_use]
    pub fn and(self, expr: Expr) -> Self {
        let mut all = self.expr.into_all();
        all.extend(expr.into_all());
        Self { expr: Expr::All(all) }
    }

    /// Whether everything is meant.
    pub fn is_empty(&self) -> bool {
        self.expr == Expr::default()
    }
}

impl Expr {
    fn into_all(self) -> Vec<Self> {
        match self {
            Self::All(all) => all,
            other => vec![other],
        }
    }
}

impl From<Term> for Expr {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}
