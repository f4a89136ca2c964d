//! What a change of the codebook does, in figures.

use std::fmt;

/// What a change of the codebook does, in figures: `31 statements in 7 documents by 2 coders`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Statements that change, of all coders.
    pub n_statements: usize,
    /// Documents that they are on.
    pub n_documents: usize,
    /// Coders who made them.
    pub n_coders: usize,
    /// Those among them that are left with nothing in the field: not yet set.
    pub n_left_unset: usize,
    /// The field: `theme`, `stance` or `speaker`.
    pub field: &'static str,
    /// Other entries of the codebook that change with it.
    pub n_entries: usize,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.n_statements == 0 {
            return f.write_str("no statement");
        }
        write!(f, "{} in {}", counted(self.n_statements, "statement"), counted(self.n_documents, "document"))?;
        write!(f, " by {}", counted(self.n_coders, "coder"))?;
        match self.n_left_unset {
            0 => Ok(()),
            n if n == self.n_statements => write!(f, ", then with no {} yet", self.field),
            n => write!(f, ", {n} of them then with no {} yet", self.field),
        }
    }
}

/// Such as `1 statement` or `31 statements`.
pub(super) fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
