//! Conditions put together.

use super::Term;

/// Which statements are meant: those of which all conditions hold; the empty query means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What holds of each of them.
    pub all: Vec<Expr>,
}

/// Something that holds of a statement or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All of these; of nothing, everything.
    All(Vec<Expr>),
    /// One of these at least; of nothing, nothing.
    Any(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// One condition.
    Term(Term),
}

impl Query {
    /// What both say.
    #[must_use]
    pub fn and(mut self, expr: impl Into<Expr>) -> Self {
        self.all.extend(expr.into().into_all());
        self
    }

    /// Whether everything is meant.
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
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

impl From<Query> for Expr {
    fn from(query: Query) -> Self {
        Self::All(query.all)
    }
}
