//! The roles in which a speaker speaks, or speakers for an organisation, as statements have them.

use super::Subject;
use crate::analysis::query::Expr;
use crate::analysis::{AxisValue, Field, Names, Selection, StatementTable, Value};
use crate::model::DateRange;
use std::collections::BTreeMap;

/// A role that a speaker has in some statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSpan {
    /// Who.
    pub speaker: AxisValue,
    /// In which role.
    pub role: Option<String>,
    /// For which organisation.
    pub organisation: Option<AxisValue>,
    /// From the first day to the last on which a document of these statements is dated.
    pub days: Option<DateRange>,
    /// Statements.
    pub n_statements: usize,
}

impl RoleSpan {
    /// Whether an organisation speaks for itself.
    pub fn is_for_itself(&self) -> bool {
        let of = self.organisation.as_ref().map(|at| &at.value);
        matches!((&self.speaker.value, of), (Value::Speaker(who), Some(Value::Organisation(of))) if who == of)
    }

    /// What holds of the statements that have it: one and the same speaker has all of this.
    pub fn condition(&self, names: &Names) -> Expr {
        let role = self.role.clone().map_or(Value::Unset(Field::Role), Value::Role);
        let organisation = self.organisation.as_ref().map_or(Value::Unset(Field::Organisation), |at| at.value.clone());
        let all = [self.speaker.value.clone(), role, organisation].map(|value| value.term(names));
        Expr::Same(Box::new(Expr::All(all.into())))
    }

    /// `chief executive, NHS Wales`, or what of it is known; `for itself` of an organisation.
    pub fn words(&self, is_with_organisation: bool) -> String {
        let organisation = self.organisation.as_ref().map(|at| at.label.as_str());
        let organisation =
            if self.is_for_itself() { Some("for itself") } else { organisation.filter(|_| is_with_organisation) };
        [self.role.as_deref(), organisation].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Speaker, role and organisation by number.
type Key = (usize, Option<usize>, Option<usize>);

/// The roles in the selected statements, most statements first, then by name; of a subject that is neither a speaker
/// nor an organisation there are none.
pub(super) fn roles(table: &StatementTable, selection: &Selection, subject: &Subject) -> Vec<RoleSpan> {
    let mut found: BTreeMap<Key, (usize, Option<DateRange>)> = BTreeMap::new();
    for row in table.selected(selection) {
        for (at, voice) in row.voices.iter().enumerate() {
            let is_of_it = match subject {
                Subject::Speaker(speaker) => voice.speaker == *speaker,
                Subject::Organisation(organisation) => voice.organisation == Some(*organisation),
                _ => false,
            };
            if is_of_it && !row.voices[..at].contains(voice) {
                let (n, days) = found.entry((voice.speaker, voice.role, voice.organisation)).or_default();
                *n += 1;
                *days = joined(*days, row.days);
            }
        }
    }
    let names = table.names();
    let speaker = |at: usize, value: fn(crate::model::SpeakerId) -> Value| AxisValue {
        value: value(names.speakers[at].id.clone()),
        label: names.speakers[at].name.clone(),
    };
    let span = |((who, role, organisation), (n_statements, days)): (Key, (usize, Option<DateRange>))| RoleSpan {
        speaker: speaker(who, Value::Speaker),
        role: role.map(|role| names.roles[role].to_string()),
        organisation: organisation.map(|at| speaker(at, Value::Organisation)),
        days,
        n_statements,
    };
    let mut roles: Vec<RoleSpan> = found.into_iter().map(span).collect();
    // Numbers of roles stand in no order that people know.
    let name = |role: &RoleSpan| {
        let organisation = role.organisation.as_ref().map(|at| at.label.clone());
        (role.speaker.label.clone(), role.role.clone(), organisation)
    };
    roles.sort_by_cached_key(|role| (std::cmp::Reverse(role.n_statements), name(role)));
    roles
}

fn joined(a: Option<DateRange>, b: Option<DateRange>) -> Option<DateRange> {
    match (a, b) {
        (Some(a), Some(b)) => Some(DateRange { first: a.first.min(b.first), last: a.last.max(b.last) }),
        (a, b) => a.or(b),
    }
}
