//! Saying something else of many statements at once.

use super::{BulkError, add_speakers, check_entries, counted};
use crate::edit::{Edit, Focus};
use crate::model::{Attribution, Coder, Corpus, SetKey, SpeakerId, StanceId, Statement, StatementId, ThemeId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What becomes of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// It stays.
    #[default]
    Keep,
    /// It is not yet set.
    Clear,
    /// It says this.
    To(T),
}

/// What becomes of the speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SpeakersTo {
    /// They stay.
    #[default]
    Keep,
    /// These in their place; none leaves the field not yet set.
    Replace(Vec<Attribution>),
    /// These as well.
    Add(Vec<Attribution>),
    /// All but these.
    Remove(Vec<SpeakerId>),
}

/// What becomes of the note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NoteTo {
    /// It stays.
    #[default]
    Keep,
    /// This in its place; nothing clears it.
    Replace(String),
    /// This on a line of its own at its end, where it does not stand there already.
    Add(String),
}

/// What is to be said of many statements. All that is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recode {
    /// About what.
    pub theme: Setting<ThemeId>,
    /// Where they stand.
    pub stance: Setting<StanceId>,
    /// Who speaks.
    pub speakers: SpeakersTo,
    /// Whether the coder wants to look at them again.
    pub is_unsure: Option<bool>,
    /// Why the coder judged so.
    pub note: NoteTo,
}

/// A statement that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded {
    /// In which set.
    pub set: SetKey,
    /// As it is.
    pub before: Arc<Statement>,
    /// As it would be.
    pub after: Arc<Statement>,
}

/// What recoding would do; nothing is changed until its edit is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct RecodingPlan {
    /// What it is, as in "Undo: recode 12 statements".
    pub label: String,
    /// All of it, as one step.
    pub edit: Edit,
    /// Where to go when it is undone or done again: the first statement that changes.
    pub focus: Focus,
    /// Each statement that changes, in the order in which they were named.
    pub changes: Vec<Recoded>,
    /// Statements that say all that already.
    pub n_same: usize,
    /// Statements of other coders, which stay as they are.
    pub others: BTreeMap<Coder, usize>,
    /// Statements that are not there any more.
    pub n_gone: usize,
}

/// Plans what `request` says of those of `statements` that are `coder`'s own.
///
/// # Errors
/// When the codebook does not have what is to be said.
pub fn plan_recoding(
    corpus: &Corpus,
    coder: &Coder,
    statements: &[(SetKey, StatementId)],
    request: &Recode,
    now: Timestamp,
) -> Result<RecodingPlan, BulkError> {
    request.check(corpus)?;
    let (mut changes, mut n_same, mut n_gone) = (Vec::new(), 0, 0);
    let mut others: BTreeMap<Coder, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (key, id) in statements.iter().filter(|named| seen.insert(*named)) {
        let Some(before) = corpus.set(key).and_then(|set| set.get(*id)) else {
            n_gone += 1;
            continue;
        };
        if key.coder != *coder {
            *others.entry(key.coder.clone()).or_default() += 1;
            continue;
        }
        let after = request.said_of(before);
        if after == **before {
            n_same += 1;
            continue;
        }
        let after = Arc::new(Statement { modified: Some(now), ..after });
        changes.push(Recoded { set: key.clone(), before: Arc::clone(before), after });
    }
    let edits = changes.iter().map(|it| {
        let (set, id, value) = (it.set.clone(), it.after.id, Some(Arc::clone(&it.after)));
        Edit::Statement { set, id, value }
    });
    let first = changes.first();
    let focus = first.map(|it| Focus::on(Some(it.set.document.clone()), Some(it.after.id))).unwrap_or_default();
    let label = format!("recode {}", counted(changes.len(), "statement"));
    Ok(RecodingPlan { label, edit: Edit::Batch(edits.collect()), focus, changes, n_same, others, n_gone })
}

impl Recode {
    fn check(&self, corpus: &Corpus) -> Result<(), BulkError> {
        let theme = if let Setting::To(theme) = &self.theme { Some(theme) } else { None };
        let stance = if let Setting::To(stance) = &self.stance { Some(stance) } else { None };
        let speakers = match &self.speakers {
            SpeakersTo::Replace(speakers) | SpeakersTo::Add(speakers) => speakers.as_slice(),
            // Who is not in the codebook can be taken out all the same.
            SpeakersTo::Keep | SpeakersTo::Remove(_) => &[],
        };
        check_entries(&corpus.codebook, theme, stance, speakers.iter().map(|who| &who.speaker))
    }

    /// Whether nothing is to be said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn said_of(&self, statement: &Statement) -> Statement {
        let mut statement = statement.clone();
        set(&self.theme, &mut statement.theme);
        set(&self.stance, &mut statement.stance);
        match &self.speakers {
            SpeakersTo::Keep => {}
            SpeakersTo::Replace(speakers) => {
                // Who spoke before keeps the role that the statement gave, unless another is said.
                let before = std::mem::take(&mut statement.speakers);
                add_speakers(&mut statement.speakers, speakers);
                for who in statement.speakers.iter_mut().filter(|who| who.role_override.is_none()) {
                    let role = before.iter().find(|other| other.speaker == who.speaker);
                    who.role_override = role.and_then(|other| other.role_override.clone());
                }
            }
            SpeakersTo::Add(speakers) => add_speakers(&mut statement.speakers, speakers),
            SpeakersTo::Remove(speakers) => statement.speakers.retain(|who| !speakers.contains(&who.speaker)),
        }
        statement.is_unsure = self.is_unsure.unwrap_or(statement.is_unsure);
        match &self.note {
            NoteTo::Keep => {}
            NoteTo::Replace(note) => statement.note.clone_from(note),
            NoteTo::Add(note) if statement.note.is_empty() => statement.note.clone_from(note),
            NoteTo::Add(note) if statement.note == *note || statement.note.ends_with(&format!("\n{note}")) => {}
            NoteTo::Add(note) => statement.note = format!("{}\n{note}", statement.note),
        }
        statement
    }
}

fn set<T: Clone>(setting: &Setting<T>, field: &mut Option<T>) {
    match setting {
        Setting::Keep => {}
        Setting::Clear => *field = None,
        Setting::To(value) => *field = Some(value.clone()),
    }
}

impl RecodingPlan {
    /// Whether applying it would change nothing.
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What stays as it is and why, each a sentence.
    pub fn notes(&self) -> Vec<String> {
        let stay = |n: usize| if n == 1 { "stays as it is" } else { "stay as they are" };
        let others = self.others.iter().map(|(coder, n)| {
            format!("{} of {coder} {}: you can change only your own.", counted(*n, "statement"), stay(*n))
        });
        let mut notes: Vec<String> = others.collect();
        if self.n_same > 0 {
            let says = if self.n_same == 1 { "says" } else { "say" };
            notes.push(format!("{} {says} this already.", counted(self.n_same, "statement")));
        }
        if self.n_gone > 0 {
            let is = if self.n_gone == 1 { "is" } else { "are" };
            notes.push(format!("{} {is} not there any more.", counted(self.n_gone, "statement")));
        }
        notes
    }
}
