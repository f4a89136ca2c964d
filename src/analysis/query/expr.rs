//! Conditions put together, in one form of several that mean the same.

use super::{Key, Term};

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
    /// This, of one and the same speaker of the statement.
    Same(Box<Expr>),
    /// One condition.
    Term(Term),
}

impl Query {
    /// What both say; what is said already is not said twice.
    #[must_use]
    pub fn and(mut self, expr: impl Into<Expr>) -> Self {
        for expr in expr.into().into_all() {
            if !self.all.contains(&expr) {
                self.all.push(expr);
            }
        }
        self
    }

    /// The query that `expr` is, in the form that reading text gives.
    pub fn from_expr(expr: Expr) -> Self {
        Self { all: expr.normal().into_all() }
    }

    /// The same in the form that reading text gives: no list in a list of its kind, none of one, no condition that
    /// cannot be typed.
    #[must_use]
    pub fn normal(self) -> Self {
        Self::from_expr(Expr::All(self.all))
    }

    /// Whether everything is meant.
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Expr {
    /// What no statement is.
    fn nothing() -> Self {
        Self::Not(Box::new(Self::All(Vec::new())))
    }

    fn normal(self) -> Self {
        match self {
            Self::All(all) => {
                let mut flat: Vec<Self> = all.into_iter().flat_map(|expr| expr.normal().into_all()).collect();
                if flat.len() == 1 { flat.remove(0) } else { Self::All(flat) }
            }
            Self::Any(any) => {
                let mut flat = Vec::with_capacity(any.len());
                for expr in any {
                    match expr.normal() {
                        Self::Any(inner) => flat.extend(inner),
                        other => flat.push(other),
                    }
                }
                match flat.len() {
                    0 => Self::nothing(),
                    1 => flat.remove(0),
                    _ => Self::Any(flat),
                }
            }
            Self::Not(inner) => Self::Not(Box::new(inner.normal())),
            Self::Same(inner) => Self::Same(Box::new(inner.normal())),
            Self::Term(Term::Is(Key::Date | Key::Period(_) | Key::Note, _)) => Self::nothing(),
            Self::Term(Term::Is(_, names)) if names.is_empty() => Self::nothing(),
            Self::Term(Term::Unset(Key::Under)) => Term::Unset(Key::Theme).into(),
            Self::Term(term) => Self::Term(term),
        }
    }

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
