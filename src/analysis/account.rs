//! What a figure counts and what it leaves out, as one sentence.

use super::{RowRef, Selection, StatementTable};
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

/// How many statements were seen on how many documents by whom; rows come document by document.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    n: usize,
    n_documents: usize,
    /// Documents with statements of several coders.
    n_twice: usize,
    last: Option<(usize, usize)>,
    is_last_twice: bool,
    has_coded: Vec<bool>,
}

impl Seen {
    /// Nothing yet.
    pub fn new(table: &StatementTable) -> Self {
        let has_coded = vec![false; table.names().coders.len()];
        Self { n: 0, n_documents: 0, n_twice: 0, last: None, is_last_twice: false, has_coded }
    }

    /// One more.
    pub fn see(&mut self, row: &RowRef<'_>) {
        self.n += 1;
        self.has_coded[row.coder] = true;
        match self.last {
            Some((document, coder)) if document == row.document => {
                if coder != row.coder && !self.is_last_twice {
                    self.n_twice += 1;
                    self.is_last_twice = true;
                }
            }
            _ => {
                self.n_documents += 1;
                self.is_last_twice = false;
            }
        }
        self.last = Some((row.document, row.coder));
    }
}

impl Account {
    /// An account of what was counted.
    pub fn new(counted: impl Into<String>) -> Self {
        Self { counted: counted.into(), ..Self::default() }
    }

    /// The account of these rows, of what the table left out, and of how many coders speak in it:
    /// `40 of 210 statements on 3 documents by 2 coders`.
    pub fn of_selected(table: &StatementTable, selection: &Selection) -> Self {
        Self::of_taken(table, selection, |_| true)
    }

    /// As [`Account::of_selected`], of those rows alone of which `is_taken`: what is left out of the others is told by
    /// the caller, so that what was counted and what was not are all that were selected.
    pub fn of_taken(table: &StatementTable, selection: &Selection, is_taken: impl Fn(&RowRef<'_>) -> bool) -> Self {
        let mut seen = Seen::new(table);
        table.selected(selection).filter(is_taken).for_each(|row| seen.see(&row));
        Self::of_seen(table, selection, &seen)
    }

    /// The account of the rows that were seen.
    pub(super) fn of_seen(table: &StatementTable, selection: &Selection, seen: &Seen) -> Self {
        let mut said = counted(seen.n, "statement");
        if seen.n < table.len() {
            said = format!("{} of {}", thousands(seen.n), counted(table.len(), "statement"));
        }
        let n_coders = seen.has_coded.iter().filter(|has_coded| **has_coded).count();
        if seen.n > 0 {
            let _ = write!(said, " on {} by {}", counted(seen.n_documents, "document"), counted(n_coders, "coder"));
        }
        let mut account = Self::new(said);
        account.leave_out(selection.n_unread(), UNREAD);
        if seen.n_twice > 0 {
            let documents = counted(seen.n_twice, "document");
            account.rule(format!("every coder counts, also on the {documents} that several coded"));
        }
        account.leave_out(selection.n_waiting(), "that wait to be placed in their document");
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
