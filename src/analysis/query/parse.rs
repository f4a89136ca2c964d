//! From text to a query.
//!
//! ```text
//! or   = and ("or" and)*
//! and  = one ("and"? one)*
//! one  = "not" one | "(" or? ")" | key ":" value ("," value)* | wording
//! value = bare | "quoted"        wording = value | /regular expression/
//! ```

use super::error::alternatives;
use super::scan::Scanner;
use super::{Expr, Flag, Key, Name, Query, QueryError, SAME, Term, Wording};
use crate::analysis::{Period, Slot, parse_slot};
use crate::text::{Span, fold, nearest};

/// Most bytes of a query: nobody types more, and a file may hold anything.
const MAX_BYTES: usize = 64 << 10;

/// How deep conditions may lie in one another.
const MAX_DEPTH: usize = 64;

/// Words before a colon that name no field of [`Key`].
pub(super) const OTHER_KEYS: [&str; 4] = ["created", "text", "is", "unset"];

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// With the place of what cannot be understood and what to do. Names are not looked up here.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > MAX_BYTES {
            let what = format!("the query is longer than {} KB", MAX_BYTES >> 10);
            return Err(QueryError::new(Span::new(0, text.len()), what, "make it shorter"));
        }
        let mut parser = Parser { scan: Scanner::new(text), depth: 0 };
        let expr = parser.or()?;
        if !parser.scan.is_at_end() {
            let at = parser.scan.at();
            let what = "this ) closes nothing";
            return Err(QueryError::new(Span::new(at, at + 1), what, "take it away, or put ( where the group begins"));
        }
        Ok(Self::from_expr(expr))
    }
}

struct Parser<'t> {
    scan: Scanner<'t>,
    depth: usize,
}

/// A value as typed.
struct Value {
    text: String,
    is_regex: bool,
    at: Span,
}

impl Parser<'_> {
    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut any = vec![self.and()?];
        loop {
            let start = self.scan.at();
            if !self.scan.take_sign("or") {
                break;
            }
            let sign = self.scan.since(start);
            any.push(self.and()?);
            if any.iter().any(Vec::is_empty) {
                return Err(dangling("or", sign));
            }
        }
        Ok(Expr::Any(any.into_iter().map(Expr::All).collect()))
    }

    /// Conditions up to the end, an `or` or a `)`.
    fn and(&mut self) -> Result<Vec<Expr>, QueryError> {
        let mut all = Vec::new();
        loop {
            self.scan.skip_space();
            let start = self.scan.at();
            if self.is_at_stop() {
                return Ok(all);
            }
            if self.scan.take_sign("and") {
                let sign = self.scan.since(start);
                self.scan.skip_space();
                if all.is_empty() || self.is_at_stop() || self.scan.is_before("and") {
                    return Err(dangling("and", sign));
                }
            }
            all.push(self.one()?);
        }
    }

    fn is_at_stop(&self) -> bool {
        self.scan.is_at_end() || self.scan.peek() == Some(')') || self.scan.is_before("or")
    }

    /// One condition, or a group in parentheses.
    fn one(&mut self) -> Result<Expr, QueryError> {
        let start = self.scan.at();
        let is_not = self.scan.take_sign("not");
        let is_same = !is_not && self.scan.take_call(SAME);
        if !is_not && !is_same && !self.scan.take('(') {
            return self.term();
        }
        self.depth += 1;
        let opened = self.scan.since(start);
        if self.depth > MAX_DEPTH {
            return Err(too_deep(opened));
        }
        let expr = if is_not {
            self.scan.skip_space();
            if self.is_at_stop() || self.scan.is_before("and") {
                return Err(dangling("not", opened));
            }
            Expr::Not(Box::new(self.one()?))
        } else {
            let expr = self.or()?;
            if !self.scan.take(')') {
                return Err(QueryError::new(opened, "this ( is not closed", "put ) where the group ends"));
            }
            if is_same { Expr::Same(Box::new(expr)) } else { expr }
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn term(&mut self) -> Result<Expr, QueryError> {
        let start = self.scan.at();
        if let Some(value) = self.marked()? {
            return wording(value).map(|wording| Term::Text(wording).into());
        }
        let mut word = self.scan.bare(&[':']).to_owned();
        let variable = if fold(&word) == "var." { self.scan.quoted().transpose()? } else { None };
        word.extend(variable);
        let at = self.scan.since(start);
        if !self.scan.take(':') {
            return wording(Value { text: word, is_regex: false, at }).map(|wording| Term::Text(wording).into());
        }
        let values = self.values(&word)?;
        let folded = fold(&word);
        match folded.as_str() {
            "text" | "note" => {
                each(values, |value| wording(value).map(if folded == "text" { Term::Text } else { Term::Note }))
            }
            "is" => each(values, |value| flag(&value).map(Term::Flag)),
            "unset" => each(values, |value| unset(&value).map(Term::Unset)),
            "date" => each(values, |value| range(&value).map(|(from, until)| Term::Date(from, until))),
            "created" => each(values, |value| range(&value).map(|(from, until)| Term::Created(from, until))),
            _ => {
                let key = key(&word).ok_or_else(|| unknown_key(&word, at))?;
                let name = |value: Value| Name { text: value.text, at: value.at };
                Ok(Term::Is(key, values.into_iter().map(name).collect()).into())
            }
        }
    }

    /// What stands in quotation marks or between slashes, if that comes next.
    fn marked(&mut self) -> Result<Option<Value>, QueryError> {
        let start = self.scan.at();
        if let Some(text) = self.scan.quoted().transpose()? {
            return Ok(Some(Value { text, is_regex: false, at: self.scan.since(start) }));
        }
        let text = self.scan.regex().transpose()?;
        Ok(text.map(|text| Value { text, is_regex: true, at: self.scan.since(start) }))
    }

    /// The values behind the colon of `key`, at least one.
    fn values(&mut self, key: &str) -> Result<Vec<Value>, QueryError> {
        let mut values = Vec::new();
        loop {
            self.scan.skip_space();
            let start = self.scan.at();
            let value = match self.marked()? {
                Some(value) => value,
                None => Value { text: self.scan.bare(&[',']).to_owned(), is_regex: false, at: self.scan.since(start) },
            };
            if value.text.is_empty() && value.at.start == value.at.end {
                let what = format!("a value is missing after {key}:");
                return Err(QueryError::new(value.at, what, "type a name, or take this condition away"));
            }
            values.push(value);
            if !self.scan.take(',') {
                return Ok(values);
            }
            // Any of several may have to stand in parentheses when it is printed.
            if self.depth >= MAX_DEPTH {
                return Err(too_deep(self.scan.since(start)));
            }
        }
    }
}

/// Any of the terms that `term` makes of `values`.
fn each(values: Vec<Value>, term: impl FnMut(Value) -> Result<Term, QueryError>) -> Result<Expr, QueryError> {
    let terms: Result<Vec<Term>, QueryError> = values.into_iter().map(term).collect();
    Ok(Expr::Any(terms?.into_iter().map(Expr::from).collect()))
}

fn too_deep(at: Span) -> QueryError {
    let what = format!("conditions lie more than {MAX_DEPTH} deep in one another");
    QueryError::new(at, what, "take parentheses away")
}

fn dangling(sign: &str, at: Span) -> QueryError {
    let what = format!("“{sign}” stands between conditions, and one of them is missing");
    let what = if sign == "not" { "nothing follows “not”".to_owned() } else { what };
    QueryError::new(at, what, format!("add the condition, or write \"{sign}\" to look for the word"))
}

/// The field that `word` before a colon names.
pub(super) fn key(word: &str) -> Option<Key> {
    let folded = fold(word);
    if folded.starts_with("var.") {
        return word.get("var.".len()..).map(|name| Key::Variable(name.to_owned()));
    }
    match folded.as_str() {
        "doc" => Some(Key::Document),
        "organisation" | "organization" => Some(Key::Organisation),
        word => Key::FIXED.into_iter().find(|key| key.word() == word),
    }
}

fn unknown_key(word: &str, at: Span) -> QueryError {
    let known: Vec<&str> = Key::FIXED.iter().map(Key::word).chain(OTHER_KEYS).collect();
    let folded = fold(word);
    let mut near: Vec<&str> = known.iter().filter(|key| is_like(key, &folded)).copied().collect();
    near.extend(nearest(word, &known).into_iter().map(|at| known[at]));
    near.dedup();
    let remedy = if near.is_empty() {
        format!("put \"{word}:\" in quotation marks to look for the words; fields are {}", known.join(", "))
    } else {
        format!("did you mean {}?", alternatives(&near))
    };
    QueryError::new(at, format!("there is no field “{word}”"), remedy)
}

/// Whether one begins with the other, or a letter put in, left out, changed or swapped makes one of the other.
fn is_like(a: &str, b: &str) -> bool {
    let is_beginning = b.len() > 1 && (a.starts_with(b) || b.starts_with(a));
    let n_before = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a.as_bytes()[n_before..], &b.as_bytes()[n_before..]);
    let n_after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - n_after], &b[..b.len() - n_after]) {
        ([one, two], [first, second]) => one == second && two == first,
        (a, b) => is_beginning || (a.len() <= 1 && b.len() <= 1),
    }
}

fn flag(value: &Value) -> Result<Flag, QueryError> {
    let folded = fold(&value.text);
    Flag::ALL.into_iter().find(|flag| flag.word() == folded).ok_or_else(|| {
        let what = format!("a statement cannot be “{}”", value.text);
        QueryError::new(value.at, what, "write is:unsure, is:incomplete, or unset: with a field")
    })
}

fn unset(value: &Value) -> Result<Key, QueryError> {
    let period = Period::ALL.into_iter().find(|period| period.name() == fold(&value.text)).map(Key::Period);
    key(&value.text).or(period).ok_or_else(|| {
        let fields: Vec<&str> = Key::FIXED.iter().filter(|key| key.can_be_unset()).map(Key::word).collect();
        let what = format!("“{}” is no field that can be unset", value.text);
        QueryError::new(value.at, what, format!("fields are {}, var.NAME", fields.join(", ")))
    })
}

/// `2022`, `2022-06..2023`, `2022..`, `..2022-06-15`.
fn range(value: &Value) -> Result<(Option<Slot>, Option<Slot>), QueryError> {
    let text = value.text.trim();
    let slot = |text: &str| match text.trim() {
        "" => Ok(None),
        text => parse_slot(text).map(Some).ok_or_else(|| {
            let remedy = "write a day 2022-06-15, a month 2022-06, a quarter 2022-Q2, a week 2022-W24, a year 2022, \
                          or two of them with .. between";
            QueryError::new(value.at, format!("“{text}” is no date"), remedy)
        }),
    };
    let Some((from, until)) = text.split_once("..") else {
        let only = slot(text)?;
        return Ok((only, only));
    };
    let (from, until) = (slot(from)?, slot(until)?);
    match (from, until) {
        (Some(first), Some(last)) if last.days().last < first.days().first => {
            let what = format!("{last} is before {first}");
            Err(QueryError::new(value.at, what, format!("write {last}..{first}")))
        }
        range => Ok(range),
    }
}

fn wording(value: Value) -> Result<Wording, QueryError> {
    let wording = if value.is_regex { Wording::Regex(value.text) } else { Wording::Words(value.text) };
    match wording.pattern() {
        Ok(_) => Ok(wording),
        Err(fault) => Err(QueryError::new(value.at, fault.what, fault.remedy)),
    }
}
