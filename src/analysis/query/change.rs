//! From values to conditions and back: what facets show as ticked, and what a click makes of a query.
//!
//! The *own* condition of a field is a condition at the top of the query that says something of this field alone:
//! `theme:a,b`, `unset:theme`, or `(theme:a or under:b or unset:theme)`. Ticking changes it and nothing else.

use super::find::{find, find_alone};
use super::{Expr, Flag, Key, Name, Query, Term};
use crate::analysis::{Field, Names, Value};

/// What an own condition is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Subject {
    Field(Key),
    Flag(Flag),
}

impl Subject {
    /// The field of this key; the theme with and without those below it is one.
    pub fn of_key(key: &Key) -> Self {
        Self::Field(match key {
            Key::Under => Key::Theme,
            Key::Period(_) => Key::Date,
            key => key.clone(),
        })
    }

    /// What `expr` is about, where that is one thing alone.
    pub fn of(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Term(Term::Is(key, _) | Term::Unset(key)) => Some(Self::of_key(key)),
            Expr::Term(Term::Date(..)) => Some(Self::Field(Key::Date)),
            Expr::Term(Term::Flag(flag)) => Some(Self::Flag(*flag)),
            Expr::Any(any) => {
                let subject = any.first().and_then(Self::of)?;
                any.iter().all(|expr| Self::of(expr).as_ref() == Some(&subject)).then_some(subject)
            }
            Expr::Term(Term::Created(..) | Term::Text(_) | Term::Note(_))
            | Expr::All(_)
            | Expr::Not(_)
            | Expr::Same(_) => None,
        }
    }
}

impl Value {
    /// The condition that means this value and nothing else: by name where that is enough, else by id.
    pub fn term(&self, names: &Names) -> Expr {
        let is = |key: Key, labels: &[&str], id: &str, number: Option<usize>| {
            let is_enough = |label: &&&str| number.is_some_and(|number| find_alone(names, &key, label) == [number]);
            let name = labels.iter().find(is_enough).map_or_else(|| format!("#{id}"), |label| (*label).to_owned());
            Term::Is(key, vec![Name::from(name)])
        };
        let word = |key: Key, word: &str| Term::Is(key, vec![Name::from(word)]);
        let theme = |key: Key, id: &crate::model::ThemeId| {
            let number = names.theme(id);
            let facts = number.map(|number| &names.themes[number]);
            let labels = facts.map_or([id.as_str(); 3], |facts| [&facts.name, &facts.path, id.as_str()]);
            is(key, &labels, id.as_str(), number)
        };
        let speaker = |key: Key, id: &crate::model::SpeakerId| {
            let number = names.speaker(id);
            let name = number.map_or(id.as_str(), |number| names.speakers[number].name.as_str());
            is(key, &[name, id.as_str()], id.as_str(), number)
        };
        let term = match self {
            Self::Theme(id) => theme(Key::Theme, id),
            Self::ThemeAndBelow(id) => theme(Key::Under, id),
            Self::Stance(id) => {
                let number = names.stance(id);
                let name = number.map_or(id.as_str(), |number| names.stances[number].name.as_str());
                is(Key::Stance, &[name, id.as_str()], id.as_str(), number)
            }
            Self::Speaker(id) => speaker(Key::Speaker, id),
            Self::Organisation(id) => speaker(Key::Organisation, id),
            Self::Role(role) => word(Key::Role, role),
            Self::Document(path) => {
                let number = names.documents.iter().position(|document| document.path == *path);
                let title = number.map_or(path.as_str(), |number| names.documents[number].title.as_str());
                is(Key::Document, &[title, path.as_str()], path.as_str(), number)
            }
            Self::Source(source) => word(Key::Source, source),
            Self::Kind(kind) => word(Key::Kind, kind),
            Self::Date(slot) => Term::Date(Some(*slot), Some(*slot)),
            Self::Coder(coder) => word(Key::Coder, coder.as_str()),
            Self::Variable(name, value) => word(Key::Variable(name.clone()), value),
            Self::Unset(field) => Term::Unset(field.key()),
        };
        Expr::Term(term)
    }

    /// What the value belongs to.
    fn subject(&self) -> Subject {
        let key = match self {
            Self::Theme(_) | Self::ThemeAndBelow(_) => Key::Theme,
            Self::Stance(_) => Key::Stance,
            Self::Speaker(_) => Key::Speaker,
            Self::Organisation(_) => Key::Organisation,
            Self::Role(_) => Key::Role,
            Self::Document(_) => Key::Document,
            Self::Source(_) => Key::Source,
            Self::Kind(_) => Key::Kind,
            Self::Date(_) => Key::Date,
            Self::Coder(_) => Key::Coder,
            Self::Variable(name, _) => Key::Variable(name.clone()),
            Self::Unset(field) => field.key(),
        };
        Subject::of_key(&key)
    }
}

impl Field {
    /// What stands before the colon in conditions on this field, and behind `unset:`.
    pub fn key(&self) -> Key {
        match self {
            Self::Theme | Self::ThemeAtDepth(_) => Key::Theme,
            Self::Stance => Key::Stance,
            Self::Speaker => Key::Speaker,
            Self::Organisation => Key::Organisation,
            Self::Role => Key::Role,
            Self::Document => Key::Document,
            Self::Source => Key::Source,
            Self::Kind => Key::Kind,
            Self::Date(period) => Key::Period(*period),
            Self::Coder => Key::Coder,
            Self::Variable(name) => Key::Variable(name.clone()),
        }
    }
}

impl Query {
    /// The values that the own condition of the field `key` lets through, as a facet shows them as ticked; names that
    /// mean nothing are passed over.
    pub fn values_of(&self, key: &Key, names: &Names) -> Vec<Value> {
        let own = self.own(&Subject::of_key(key)).map(|at| &self.all[at]);
        let mut values: Vec<Value> = own.into_iter().flat_map(|own| parts(own, names)).flat_map(|(_, of)| of).collect();
        values.sort();
        values.dedup();
        values
    }

    /// The query in which `value` is let through where it was not, and not any more where it was.
    #[must_use]
    pub fn toggled(&self, value: &Value, names: &Names) -> Self {
        let subject = value.subject();
        let own = self.own(&subject);
        let (mut terms, mut was_in) = (Vec::new(), false);
        for (part, values) in own.map(|at| parts(&self.all[at], names)).unwrap_or_default() {
            if values.contains(value) {
                was_in = true;
                terms.extend(values.iter().filter(|other| *other != value).map(|other| other.term(names)));
            } else {
                terms.push(part);
            }
        }
        if !was_in {
            terms.push(value.term(names));
        }
        self.with_own(own, terms)
    }

    /// As [`Query::toggled`] for what is so of the statement itself.
    #[must_use]
    pub fn flag_toggled(&self, flag: Flag) -> Self {
        let own = self.own(&Subject::Flag(flag));
        let terms = if own.is_some() { Vec::new() } else { vec![Term::Flag(flag).into()] };
        self.with_own(own, terms)
    }

    /// The query without its own conditions on the field `key`.
    #[must_use]
    pub fn without(&self, key: &Key) -> Self {
        let subject = Subject::of_key(key);
        let others = self.all.iter().filter(|expr| Subject::of(expr).as_ref() != Some(&subject));
        Self { all: others.cloned().collect() }
    }

    /// Where the first own condition is.
    fn own(&self, subject: &Subject) -> Option<usize> {
        self.all.iter().position(|expr| Subject::of(expr).as_ref() == Some(subject))
    }

    /// The query with one of `terms` in place of the condition at `own`, or behind all others.
    fn with_own(&self, own: Option<usize>, terms: Vec<Expr>) -> Self {
        let mut all = self.all.clone();
        let at = own.unwrap_or(all.len());
        all.splice(at..(own.map_or(at, |own| own + 1)), any_of(terms));
        Self { all }
    }
}

/// One of `terms`, those of one field in one list; nothing where there are none.
fn any_of(terms: Vec<Expr>) -> Option<Expr> {
    let mut any: Vec<Expr> = Vec::new();
    for term in terms {
        let listed = any.iter_mut().find_map(|before| match (before, &term) {
            (Expr::Term(Term::Is(key, names)), Expr::Term(Term::Is(other, more))) if key == other => {
                Some((names, more))
            }
            _ => None,
        });
        match listed {
            Some((names, more)) => {
                for name in more {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
            None => any.push(term),
        }
    }
    (!any.is_empty()).then(|| Query::from_expr(Expr::Any(any)).all.remove(0))
}

/// Each part of an own condition, a name, a period and the like, with the values that it lets through.
fn parts(own: &Expr, names: &Names) -> Vec<(Expr, Vec<Value>)> {
    let part = |values: Vec<Value>| vec![(own.clone(), values)];
    match own {
        Expr::Any(any) => any.iter().flat_map(|expr| parts(expr, names)).collect(),
        Expr::Term(Term::Is(key, listed)) => {
            let one = |name: &Name| Term::Is(key.clone(), vec![name.clone()]).into();
            listed.iter().map(|name| (one(name), values(key, name, names))).collect()
        }
        Expr::Term(Term::Unset(key)) => part(field(key).map(Value::Unset).into_iter().collect()),
        Expr::Term(Term::Date(Some(from), Some(until))) if from == until => part(vec![Value::Date(*from)]),
        _ => part(Vec::new()),
    }
}

/// The values that a name means.
fn values(key: &Key, name: &Name, names: &Names) -> Vec<Value> {
    let numbers = match key {
        Key::Under => find_alone(names, key, &name.text),
        _ => find(names, key, name).unwrap_or_default(),
    };
    let document = |number: usize| &names.documents[number];
    let value = |number: usize| {
        Some(match key {
            Key::Theme => Value::Theme(names.themes[number].id.clone()),
            Key::Under => Value::ThemeAndBelow(names.themes[number].id.clone()),
            Key::Stance => Value::Stance(names.stances[number].id.clone()),
            Key::Speaker => Value::Speaker(names.speakers[number].id.clone()),
            Key::Organisation => Value::Organisation(names.speakers[number].id.clone()),
            Key::Role => Value::Role(names.roles[number].to_string()),
            Key::Coder => Value::Coder(names.coders[number].clone()),
            Key::Document => Value::Document(document(number).path.clone()),
            Key::Source => Value::Source(document(number).meta.source.clone()),
            Key::Kind => Value::Kind(document(number).meta.kind.clone()),
            Key::Variable(name) => Value::Variable(name.clone(), document(number).meta.variables.get(name)?.clone()),
            Key::Date | Key::Period(_) | Key::Note => return None,
        })
    };
    let mut values: Vec<Value> = numbers.into_iter().filter_map(value).collect();
    values.sort();
    values.dedup();
    values
}

/// The field that is unset.
fn field(key: &Key) -> Option<Field> {
    Some(match key {
        Key::Theme | Key::Under => Field::Theme,
        Key::Stance => Field::Stance,
        Key::Speaker => Field::Speaker,
        Key::Organisation => Field::Organisation,
        Key::Role => Field::Role,
        Key::Document => Field::Document,
        Key::Source => Field::Source,
        Key::Kind => Field::Kind,
        Key::Coder => Field::Coder,
        Key::Period(period) => Field::Date(*period),
        Key::Variable(name) => Field::Variable(name.clone()),
        Key::Date | Key::Note => return None,
    })
}
