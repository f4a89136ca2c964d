//! A query made ready for one table: every name found, every condition a truth for each number.

use super::find::{find, without_variable};
use super::{Expr, Flag, Key, Query, QueryError, Term, read};
use crate::analysis::{Names, RowRef, Selection, Slot, StatementTable, Voice};
use crate::model::{Corpus, DateRange};
use crate::text::Pattern;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A condition made ready. What holds of a number is a place in a list of truths.
#[derive(Debug)]
pub(in crate::analysis) enum Ready {
    All(Vec<Ready>),
    Any(Vec<Ready>),
    Not(Box<Ready>),
    Same(Box<Ready>),
    Document(Vec<bool>),
    Coder(Vec<bool>),
    Theme(Vec<bool>),
    Stance(Vec<bool>),
    Voice(OfVoice, Vec<bool>),
    NoTheme,
    NoStance,
    NoVoice(OfVoice),
    NoNote,
    Unsure,
    Incomplete,
    Created(Option<Timestamp>, Option<Timestamp>),
    Note(Pattern),
    Text(Pattern),
}

/// What a voice has.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) enum OfVoice {
    Speaker,
    Organisation,
    Role,
}

impl OfVoice {
    const fn number(self, voice: &Voice) -> Option<usize> {
        match self {
            Self::Speaker => Some(voice.speaker),
            Self::Organisation => voice.organisation,
            Self::Role => voice.role,
        }
    }
}

impl Query {
    /// The statements that are meant. The texts of the corpus that `table` was made of are read for conditions on the
    /// passage alone, and only of statements that the other conditions leave. A text that is not there holds nothing;
    /// how many statements that leaves open stands in [`Selection::n_unread`].
    ///
    /// # Errors
    /// When a name means nothing in this corpus, with its place and the nearest names.
    pub fn on(&self, table: &StatementTable, corpus: &Corpus) -> Result<Selection, QueryError> {
        let ready = self.ready(table.names())?;
        if self.is_empty() {
            return Ok(table.all());
        }
        let pages = table.by_page(|rows| {
            let mut rows = rows.peekable();
            let is_whole = rows.peek().and_then(|first| ready.of_page(first));
            let is_meant = |row: &RowRef<'_>| is_whole.unwrap_or_else(|| ready.holds(row, corpus));
            if is_whole == Some(false) {
                return (Vec::new(), 0);
            }
            let has_text = |first: &RowRef<'_>| {
                corpus.documents().get(first.document).is_some_and(|document| document.ready_text().is_some())
            };
            let is_unread = is_whole.is_none() && rows.peek().is_some_and(|first| !has_text(first));
            let is_open = |row: &RowRef<'_>| ready.without_text(row, corpus).is_none();
            let mut n_open = 0;
            let meant = |row: &RowRef<'_>| {
                let is_meant = is_meant(row);
                n_open += usize::from(is_unread && !is_meant && is_open(row));
                is_meant
            };
            let rows: Vec<u32> = rows.filter(meant).map(|row| row.number as u32).collect();
            (rows, n_open)
        });
        let n_unread = pages.iter().map(|(_, n_open)| n_open).sum();
        let rows = pages.into_iter().map(|(rows, _)| rows).collect::<Vec<_>>().concat();
        let waiting = table.waiting().filter(|row| ready.holds(row, corpus)).map(|row| row.number as u32);
        Ok(Selection::from_sorted(rows).with_waiting(waiting.collect()).with_unread(n_unread))
    }

    /// Whether every name means something.
    ///
    /// # Errors
    /// As [`Query::on`].
    pub fn check(&self, names: &Names) -> Result<(), QueryError> {
        self.ready(names).map(|_| ())
    }

    fn ready(&self, names: &Names) -> Result<Ready, QueryError> {
        Ok(Ready::All(list(&self.all, names)?))
    }
}

/// Each made ready, those that are quickly told first.
fn list(exprs: &[Expr], names: &Names) -> Result<Vec<Ready>, QueryError> {
    let mut list = exprs.iter().map(|expr| Ready::new(expr, names)).collect::<Result<Vec<Ready>, QueryError>>()?;
    list.sort_by_key(Ready::cost);
    Ok(list)
}

impl Ready {
    /// Makes `expr` ready for the table of these names.
    pub fn new(expr: &Expr, names: &Names) -> Result<Self, QueryError> {
        Ok(match expr {
            Expr::All(all) => Self::All(list(all, names)?),
            Expr::Any(any) => Self::Any(list(any, names)?),
            Expr::Not(inner) => Self::Not(Box::new(Self::new(inner, names)?)),
            Expr::Same(inner) => Self::Same(Box::new(Self::new(inner, names)?)),
            Expr::Term(term) => Self::of_term(term, names)?,
        })
    }

    fn of_term(term: &Term, names: &Names) -> Result<Self, QueryError> {
        let pattern = |wording: &super::Wording| {
            let at = crate::text::Span::new(0, 0);
            wording.pattern().map_err(|fault| QueryError::new(at, fault.what, fault.remedy))
        };
        Ok(match term {
            Term::Is(key, values) => {
                let mut truths = vec![false; n_of(key, names)];
                for value in values {
                    for number in find(names, key, value)? {
                        truths[number] = true;
                    }
                }
                match key {
                    Key::Theme | Key::Under => Self::Theme(truths),
                    Key::Stance => Self::Stance(truths),
                    Key::Speaker => Self::Voice(OfVoice::Speaker, truths),
                    Key::Organisation => Self::Voice(OfVoice::Organisation, truths),
                    Key::Role => Self::Voice(OfVoice::Role, truths),
                    Key::Coder => Self::Coder(truths),
                    _ => Self::Document(truths),
                }
            }
            Term::Unset(key) => Self::unset(key, names),
            Term::Flag(Flag::Unsure) => Self::Unsure,
            Term::Flag(Flag::Incomplete) => Self::Incomplete,
            Term::Date(from, until) => {
                of_documents(names, |days| days.is_some_and(|days| is_within(days, *from, *until)))
            }
            Term::Created(from, until) => Self::Created(
                from.and_then(|slot| midnight(slot.days().first)),
                until.and_then(|slot| midnight(slot.days().last.tomorrow().ok()?)),
            ),
            Term::Text(wording) => Self::Text(pattern(wording)?),
            Term::Note(wording) => Self::Note(pattern(wording)?),
        })
    }

    fn unset(key: &Key, names: &Names) -> Self {
        let of_word = |is_empty: &dyn Fn(&crate::analysis::DocumentFacts) -> bool| {
            Self::Document(names.documents.iter().map(|document| is_empty(document)).collect())
        };
        match key {
            Key::Theme | Key::Under => Self::NoTheme,
            Key::Stance => Self::NoStance,
            Key::Speaker => Self::NoVoice(OfVoice::Speaker),
            Key::Organisation => Self::NoVoice(OfVoice::Organisation),
            Key::Role => Self::NoVoice(OfVoice::Role),
            Key::Source => of_word(&|document| document.meta.source.is_empty()),
            Key::Kind => of_word(&|document| document.meta.kind.is_empty()),
            Key::Variable(name) => Self::Document(without_variable(names, name)),
            Key::Date => of_documents(names, |days| days.is_none()),
            Key::Period(period) => {
                of_documents(names, |days| days.and_then(|days| Slot::holding(days, *period)).is_none())
            }
            Key::Note => Self::NoNote,
            Key::Document | Key::Coder => Self::Any(Vec::new()),
        }
    }

    /// What it takes to tell: numbers, times and notes, texts.
    pub fn cost(&self) -> u8 {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().map(Self::cost).max().unwrap_or(0),
            Self::Not(inner) => inner.cost(),
            Self::Same(inner) => inner.cost().max(2),
            Self::Document(_) | Self::Coder(_) => 0,
            Self::Theme(_) | Self::Stance(_) | Self::NoTheme | Self::NoStance => 1,
            Self::Voice(..) | Self::NoVoice(_) => 2,
            Self::NoNote | Self::Unsure | Self::Incomplete | Self::Created(..) => 3,
            Self::Note(_) => 4,
            Self::Text(_) => 5,
        }
    }

    /// Whether it holds of every row of the page of `row`, or of none: what document and coder decide.
    pub fn of_page(&self, row: &RowRef<'_>) -> Option<bool> {
        self.decided(&|one| match one {
            Self::Document(truths) => Some(is_true(truths, Some(row.document))),
            Self::Coder(truths) => Some(is_true(truths, Some(row.coder))),
            _ => None,
        })
    }

    /// Whether it holds of `row`, whatever stands in its text; `None` where that decides.
    fn without_text(&self, row: &RowRef<'_>, corpus: &Corpus) -> Option<bool> {
        self.decided(&|one| match one {
            Self::Text(_) => None,
            other => Some(other.holds(row, corpus)),
        })
    }

    /// What follows from the conditions of which `told` knows whether they hold; `None` where they leave it open.
    fn decided(&self, told: &dyn Fn(&Self) -> Option<bool>) -> Option<bool> {
        let decide = |list: &[Self], weight: bool| {
            let mut is_open = false;
            for one in list {
                match one.decided(told) {
                    Some(truth) if truth == weight => return Some(weight),
                    Some(_) => {}
                    None => is_open = true,
                }
            }
            (!is_open).then_some(!weight)
        };
        match self {
            Self::All(all) => decide(all, false),
            Self::Any(any) => decide(any, true),
            Self::Not(inner) => inner.decided(told).map(|truth| !truth),
            Self::Same(inner) => inner.decided(told),
            one => told(one),
        }
    }

    /// Whether it holds of `row`.
    pub fn holds(&self, row: &RowRef<'_>, corpus: &Corpus) -> bool {
        let statement = row.statement;
        match self {
            Self::All(all) => all.iter().all(|one| one.holds(row, corpus)),
            Self::Any(any) => any.iter().any(|one| one.holds(row, corpus)),
            Self::Not(inner) => !inner.holds(row, corpus),
            // As if each spoke alone; of nobody, what holds of a statement without speakers.
            Self::Same(inner) if row.voices.is_empty() => inner.holds(row, corpus),
            Self::Same(inner) => row.voices.chunks(1).any(|one| inner.holds(&RowRef { voices: one, ..*row }, corpus)),
            Self::Document(truths) => is_true(truths, Some(row.document)),
            Self::Coder(truths) => is_true(truths, Some(row.coder)),
            Self::Theme(truths) => is_true(truths, row.row.theme),
            Self::Stance(truths) => is_true(truths, row.row.stance),
            Self::Voice(of, truths) => row.voices.iter().any(|voice| is_true(truths, of.number(voice))),
            Self::NoTheme => row.row.theme.is_none(),
            Self::NoStance => row.row.stance.is_none(),
            Self::NoVoice(of) => row.voices.iter().all(|voice| of.number(voice).is_none()),
            Self::NoNote => statement.note.is_empty(),
            Self::Unsure => statement.is_unsure,
            Self::Incomplete => !row.is_complete(),
            Self::Created(from, before) => {
                from.is_none_or(|from| from <= statement.created) && before.is_none_or(|end| statement.created < end)
            }
            Self::Note(pattern) => pattern.is_in(&statement.note),
            Self::Text(pattern) => read::holds(pattern, row, corpus),
        }
    }
}

/// How many numbers there are for a field.
fn n_of(key: &Key, names: &Names) -> usize {
    match key {
        Key::Theme | Key::Under => names.themes.len(),
        Key::Stance => names.stances.len(),
        Key::Speaker | Key::Organisation => names.speakers.len(),
        Key::Role => names.roles.len(),
        Key::Coder => names.coders.len(),
        _ => names.documents.len(),
    }
}

fn is_true(truths: &[bool], number: Option<usize>) -> bool {
    number.is_some_and(|number| truths.get(number).copied().unwrap_or(false))
}

fn of_documents(names: &Names, holds: impl Fn(Option<DateRange>) -> bool) -> Ready {
    Ready::Document(names.documents.iter().map(|document| holds(document.days)).collect())
}

/// Whether all of `days` lie in the two periods or between them.
fn is_within(days: DateRange, from: Option<Slot>, until: Option<Slot>) -> bool {
    from.is_none_or(|slot| slot.days().first <= days.first) && until.is_none_or(|slot| days.last <= slot.days().last)
}

fn midnight(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
