//! A quick reader for exactly what [`super::write_record`] writes, where RON in general would take five times as long.
//!
//! It knows one layout: a field a line, in one order, at one indentation. On anything else it gives up and says
//! nothing, and the whole of RON is read instead; a test holds the two to the same result.

use super::checked::MAX_ITEMS;
use memchr::{memchr, memmem};

/// A place in a text that is read from left to right. Each step gives `None` when the text goes on otherwise.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// Begins at the start of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Goes past `expected`.
    pub fn eat(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    /// Whether nothing is left.
    pub const fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads the field whose line begins with `start`, as in `            note: `; the default when it was left out.
    pub fn field<T: Default>(&mut self, start: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.eat(start).is_none() {
            return Some(T::default());
        }
        let value = read(self)?;
        self.eat(",\n")?;
        Some(value)
    }

    /// Reads a string, in plain quote marks or raw; one with escapes is left to RON.
    pub fn string(&mut self) -> Option<String> {
        let (opening, closing) = match self.rest.as_bytes().first()? {
            b'"' => (1, String::new()),
            b'r' => {
                let n_hashes = self.rest[1..].bytes().take_while(|byte| *byte == b'#').count();
                (n_hashes + 2, "#".repeat(n_hashes))
            }
            _ => return None,
        };
        let body = self.rest.get(opening..).filter(|_| self.rest.as_bytes()[opening - 1] == b'"')?;
        let end = if closing.is_empty() {
            memchr(b'"', body.as_bytes())?
        } else {
            memmem::find(body.as_bytes(), format!("\"{closing}").as_bytes())?
        };
        if opening == 1 && memchr(b'\\', &body.as_bytes()[..end]).is_some() {
            return None;
        }
        self.rest = &body[end + 1 + closing.len()..];
        Some(body[..end].to_owned())
    }

    /// Reads one of a few names and gives what goes with it.
    pub fn one_of<T: Copy>(&mut self, names: &[(&str, T)]) -> Option<T> {
        let (name, value) = names.iter().find(|(name, _)| self.rest.starts_with(name))?;
        self.rest = &self.rest[name.len()..];
        Some(*value)
    }

    /// Reads a number without sign.
    pub fn number(&mut self) -> Option<usize> {
        let n_digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest[..n_digits].parse().ok()?;
        self.rest = &self.rest[n_digits..];
        Some(number)
    }

    /// Reads a pair of numbers in round brackets.
    pub fn pair(&mut self) -> Option<(usize, usize)> {
        self.eat("(")?;
        let first = self.number()?;
        self.eat(", ")?;
        let second = self.number()?;
        self.eat(")")?;
        Some((first, second))
    }

    /// Reads a list on one line.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.eat("[")?;
        let mut items = Vec::new();
        if self.eat("]").is_some() {
            return Some(items);
        }
        loop {
            if items.len() == MAX_ITEMS {
                return None;
            }
            items.push(item(self)?);
            if self.eat("]").is_some() {
                return Some(items);
            }
            self.eat(", ")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> Option<(String, &str)> {
        let mut scan = Scan::new(text);
        scan.string().map(|value| (value, scan.rest))
    }

    #[test]
    fn strings_end_where_they_end_and_escapes_are_left_to_ron() {
        assert_eq!(string("\"a\nb\",x"), Some(("a\nb".to_owned(), ",x")));
        assert_eq!(string("r#\"a\"b\\\"#,x"), Some(("a\"b\\".to_owned(), ",x")));
        assert_eq!(string("r##\"a\"#b\"##"), Some(("a\"#b".to_owned(), "")));
        for other in ["\"a\\n\"", "\"a", "r#\"a\"", "r", "r#", "", "x", "r\u{e9}\""] {
            assert_eq!(string(other), None, "{other}");
        }
    }

    #[test]
    fn lists_and_pairs_are_read_as_we_write_them() {
        let list = |text| Scan::new(text).list(Scan::pair);
        assert_eq!(list("[(1, 2), (30, 40)]"), Some(vec![(1, 2), (30, 40)]));
        assert_eq!(list("[]"), Some(Vec::new()));
        for other in ["[(1,2)]", "[(1, 2),]", "[(-1, 2)]", "[(1, 99999999999999999999)]", "[(1, 2)"] {
            assert_eq!(list(other), None, "{other}");
        }
    }
}
