//! Finding words in a text, blind to case, accents and the shape of quote marks.

use super::fold::{fold, fold_char};
use crate::text::Span;

/// Words to look for, folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    folded: Vec<char>,
}

impl Needle {
    /// Prepares `query`; `None` when it folds to nothing.
    pub fn new(query: &str) -> Option<Self> {
        let folded: Vec<char> = fold(query).chars().collect();
        (!folded.is_empty()).then_some(Self { folded })
    }

    /// Every place in `text`, from left to right, none overlapping another.
    ///
    /// A place takes in the combining marks that follow its last letter.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        for (start, c) in text.char_indices() {
            if start < at || !self.may_begin_with(c) {
                continue;
            }
            if let Some(end) = self.match_at(text, start) {
                found.push(Span::new(start, end));
                at = end;
            }
        }
        found
    }

    /// Whether the words occur in `text` at all.
    pub fn is_in(&self, text: &str) -> bool {
        text.char_indices().any(|(start, c)| self.may_begin_with(c) && self.match_at(text, start).is_some())
    }

    fn may_begin_with(&self, c: char) -> bool {
        if c.is_ascii() {
            return c.to_ascii_lowercase() == self.folded[0];
        }
        let mut first = None;
        fold_char(c, |folded| first = first.or(Some(folded)));
        first == Some(self.folded[0])
    }

    fn match_at(&self, text: &str, start: usize) -> Option<usize> {
        let mut n = 0;
        let mut end = None;
        for (i, c) in text[start..].char_indices() {
            let (mut is_same, before) = (true, n);
            fold_char(c, |folded| {
                is_same &= self.folded.get(n) == Some(&folded);
                n += 1;
            });
            let folds_to_nothing = n == before;
            if end.is_some() && !folds_to_nothing {
                break;
            }
            if !is_same {
                return None;
            }
            if n == self.folded.len() {
                end = Some(start + i + c.len_utf8());
            }
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, text: &str, expected: &[&str]) {
        let found = Needle::new(query).map(|needle| needle.find_all(text)).unwrap_or_default();
        let found: Vec<&str> = found.iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(found, expected, "{query:?} in {text:?}");
    }

    #[test]
    fn finds_without_regard_to_case_accents_and_quote_marks() {
        check("cafe", "Café CAFE\u{301}s caf", &["Café", "CAFE\u{301}"]);
        check("managers'", "the managers’ actions", &["managers’"]);
        check("aa", "aaaa", &["aa", "aa"]);
        check("strasse", "Straße", &["Straße"]);
        check("سلام", "قال: سَلَام", &["سَلَام"]);
        check("", "x", &[]);
    }
}
