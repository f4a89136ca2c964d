//! What a figure counts and what it leaves out, as one sentence.

use super::{Selection, StatementTable};
use std::fmt::Write as _;

/// Why a statement is left out whose text would have to be read for it to be counted.
pub(super) const UNREAD: &str = "on documents whose text is not read, so that its words are not known";

/// What a figure counts and what it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What was counted, such as `109 statements on 5 documents by 2 coders`.
    pub counted: String,
    /// How it was counted, such as `each speaker of a statement counts`; empty when there is nothing to say.
    pub rules: Vec<String>,
    /// How much of what was left out: `(4, "without a position on the scale")`; none is 0.
    pub left_out: Vec<(usize, String)>,
}

impl Account {
    /// An account of what was counted.
    pub fn new(counted: impl Into<String>) -> Self {
        Self { counted: counted.into(), ..Self::default() }
    }

    /// The account of these rows, of what the table left out, and of how many coders speak in it:
    /// `40 of 210 statements on 3 documents by 2 coders`.
    pub fn of_selected(table: &StatementTable, selection: &Selection) -> Self {
        let (mut n_documents, mut last) = (0, None);
        let mut has_coded = vec![false; table.names().coders.len()];
        for row in table.selected(selection) {
            has_coded[row.coder] = true;
            if last != Some(row.document) {
                last = Some(row.document);
                n_documents += 1;
            }
        }
        let n_coders = has_coded.iter().filter(|has_coded| **has_coded).count();
        let mut said = counted(selection.len(), "statement");
        if selection.len() < table.len() {
            said = format!("{} of {}", thousands(selection.len()), counted(table.len(), "statement"));
        }
        if !selection.is_empty() {
            let _ = write!(said, " on {} by {}", counted(n_documents, "document"), counted(n_coders, "coder"));
        }
        let mut account = Self::new(said);
        account.leave_out(selection.n_unread(), UNREAD);
        account.leave_out(table.n_unplaced(), "that wait to be placed in their document");
        account.leave_out(table.n_without_document(), "on documents that are not there");
        account
    }

    /// Adds what was left out; nothing when it is 0.
    pub fn leave_out(&mut self, n: usize, why: impl Into<String>) {
        if n > 0 {
            self.left_out.push((n, why.into()));
        }
    }

    /// Adds a rule.
    pub fn rule(&mut self, rule: impl Into<String>) {
        self.rules.push(rule.into());
    }

    /// `Counted: 109 statements on 5 documents; each speaker counts. Left out: 4 unclear, 2 with no date.`
    pub fn sentence(&self) -> String {
        let mut out = format!("Counted: {}", self.counted);
        for rule in &self.rules {
            let _ = write!(out, "; {rule}");
        }
        out.push('.');
        for (at, (n, why)) in self.left_out.iter().enumerate() {
            let _ = write!(out, "{} {} {why}", if at == 0 { " Left out:" } else { "," }, thousands(*n));
        }
        if !self.left_out.is_empty() {
            out.push('.');
        }
        out
    }
}

/// `1 statement`, `12,345 statements`.
pub fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(n))
}

/// A whole number with commas: `12,345`.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_tells_what_was_in_and_what_was_not() {
        let mut account = Account::new(format!("{} on 5 documents", counted(12_345, "statement")));
        assert_eq!(account.sentence(), "Counted: 12,345 statements on 5 documents.");
        account.rule("each speaker counts");
        account.leave_out(0, "unclear");
        account.leave_out(4, "without a position on the scale");
        account.leave_out(2, "with no date");
        assert_eq!(
            account.sentence(),
            "Counted: 12,345 statements on 5 documents; each speaker counts. Left out: 4 without a position on the \
             scale, 2 with no date."
        );
        assert_eq!(
            (thousands(999), thousands(1_000), counted(1, "row")),
            ("999".into(), "1,000".into(), "1 row".into())
        );
    }
}
