//! A query as text that reads back as the same query.

use super::scan::ends_word;
use super::{Expr, Key, Query, SAME, Term, Wording};
use crate::analysis::Slot;
use std::fmt::{Display, Formatter, Result, Write as _};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.all.as_slice() {
            [only] => only.fmt(f),
            all => joined(f, all, " "),
        }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All(all) if all.is_empty() => f.write_str("()"),
            Self::All(all) => joined(f, all, " "),
            Self::Any(any) if any.is_empty() => f.write_str("not ()"),
            Self::Any(any) => joined(f, any, " or "),
            Self::Not(inner) => {
                f.write_str("not ")?;
                guarded(f, inner, matches!(**inner, Self::All(_) | Self::Any(_)))
            }
            Self::Same(inner) => write!(f, "{SAME}({inner})"),
            Self::Term(term) => term.fmt(f),
        }
    }
}

/// Conditions with `between` between them; those that would fall apart, or join, in parentheses.
fn joined(f: &mut Formatter<'_>, exprs: &[Expr], between: &str) -> Result {
    for (at, expr) in exprs.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        let is_loose = match expr {
            Expr::Any(any) => !any.is_empty(),
            Expr::All(all) => !all.is_empty() && between == " ",
            Expr::Not(_) | Expr::Same(_) | Expr::Term(_) => false,
        };
        guarded(f, expr, is_loose)?;
    }
    Ok(())
}

fn guarded(f: &mut Formatter<'_>, expr: &Expr, is_loose: bool) -> Result {
    // What stands for everything or nothing brings its own.
    match expr {
        Expr::All(none) if none.is_empty() => expr.fmt(f),
        _ if is_loose => write!(f, "({expr})"),
        _ => expr.fmt(f),
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Is(key, names) => {
                write!(f, "{key}:")?;
                for (at, name) in names.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    f.write_str(&quoted_if_needed(&name.text))?;
                }
                Ok(())
            }
            Self::Unset(key) => write!(f, "unset:{}", quoted_if_needed(&unset_word(key))),
            Self::Flag(flag) => write!(f, "is:{}", flag.word()),
            Self::Date(from, until) => range(f, "date", *from, *until),
            Self::Created(from, until) => range(f, "created", *from, *until),
            Self::Text(wording) => wording.fmt(f),
            Self::Note(wording) => write!(f, "note:{wording}"),
        }
    }
}

impl Display for Key {
    /// What is typed before the colon: `theme`, `var.region`, `var."home town"`.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.word())?;
        match self {
            Self::Variable(name) => write!(f, ".{}", quoted_if_needed(name)),
            _ => Ok(()),
        }
    }
}

impl Display for Wording {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Words(words) => f.write_str(&quoted_if_needed(words)),
            Self::Regex(regex) => {
                f.write_char('/')?;
                let mut chars = regex.chars();
                while let Some(c) = chars.next() {
                    match c {
                        '/' => f.write_str("\\/")?,
                        '\\' => write!(f, "\\{}", chars.next().unwrap_or('\\'))?,
                        c => f.write_char(c)?,
                    }
                }
                f.write_char('/')
            }
        }
    }
}

/// What stands behind `unset:`.
pub(super) fn unset_word(key: &Key) -> String {
    match key {
        Key::Variable(name) => format!("var.{name}"),
        key => key.word().to_owned(),
    }
}

fn range(f: &mut Formatter<'_>, key: &str, from: Option<Slot>, until: Option<Slot>) -> Result {
    write!(f, "{key}:")?;
    if let Some(only) = from.filter(|from| Some(*from) == until) {
        return write!(f, "{only}");
    }
    from.map_or(Ok(()), |from| write!(f, "{from}"))?;
    f.write_str("..")?;
    until.map_or(Ok(()), |until| write!(f, "{until}"))
}

/// The words as they are, or in quotation marks where they would be read otherwise.
pub(super) fn quoted_if_needed(words: &str) -> String {
    let is_sign = ["and", "or", "not"].iter().any(|sign| words.eq_ignore_ascii_case(sign));
    let is_special = |c: char| ends_word(c) || matches!(c, ',' | ':');
    if !words.is_empty() && !is_sign && !words.starts_with('/') && !words.contains(is_special) {
        return words.to_owned();
    }
    let mut out = String::from("\"");
    for c in words.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
