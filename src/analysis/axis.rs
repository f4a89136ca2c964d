//! The values of a field, in their natural order, and which of them each row has.

use super::table::{Names, RowRef, StatementTable, Voice};
use super::{Field, Slot};
use crate::model::{Coder, DocPath, SpeakerId, StanceId, ThemeId};
use crate::text::fold;
use std::collections::BTreeMap;

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A theme alone.
    Theme(ThemeId),
    /// A theme with all below it.
    ThemeAndBelow(ThemeId),
    /// A stance.
    Stance(StanceId),
    /// A speaker.
    Speaker(SpeakerId),
    /// An organisation.
    Organisation(SpeakerId),
    /// A role.
    Role(String),
    /// A document.
    Document(DocPath),
    /// Who published.
    Source(String),
    /// What kind of text.
    Kind(String),
    /// A day, week, month, quarter or year.
    Date(Slot),
    /// A coder.
    Coder(Coder),
    /// Name and value of a variable.
    Variable(String, String),
    /// No value of this field.
    Unset(Field),
}

impl Value {
    /// Whether it is that a speaker has no organisation or role, or that there is no speaker.
    pub const fn is_unset_of_voice(&self) -> bool {
        matches!(self, Self::Unset(field) if field.is_of_voices())
    }
}

impl Names {
    /// How many of the themes above each value are among the values too; none where they are not `is_tree`, in the order
    /// of the tree.
    pub fn depths(&self, values: &[AxisValue], is_tree: bool) -> Vec<usize> {
        let number = |value: &AxisValue| match &value.value {
            Value::Theme(id) | Value::ThemeAndBelow(id) if is_tree => self.theme(id),
            _ => None,
        };
        let mut above: Vec<(usize, usize)> = Vec::new();
        let depth = |value: &AxisValue| {
            let Some(theme) = number(value) else { return 0 };
            while above.last().is_some_and(|(last, _)| !self.is_under(theme, *last)) {
                above.pop();
            }
            let depth = above.len();
            above.push((theme, depth));
            depth
        };
        values.iter().map(depth).collect()
    }
}

/// A value with what people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisValue {
    /// Which.
    pub value: Value,
    /// What people read; themes by name.
    pub label: String,
}

/// The values of a field in their natural order, *unset* last, and which of them each row has.
///
/// The order is that of the scale, of the tree, of the calendar or of the corpus, else by name. Values that no row has
/// are there too where the codebook or the corpus knows them.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Which field.
    pub field: Field,
    /// Its values; the last is *unset*.
    pub values: Vec<AxisValue>,
    route: Route,
}

/// From the numbers in a row to the numbers of values.
#[derive(Clone, Debug)]
enum Route {
    Theme(Vec<usize>),
    Stance(Vec<usize>),
    Document(Vec<usize>),
    Coder(Vec<usize>),
    Speaker(Vec<usize>),
    Organisation(Vec<usize>),
    Role(Vec<usize>),
}

impl Axis {
    /// The axis of `field` over `table`.
    pub fn new(table: &StatementTable, field: &Field) -> Self {
        let names = table.names();
        let (mut values, route) = match field {
            Field::Theme => themes(names, None),
            Field::ThemeAtDepth(depth) => themes(names, Some(*depth)),
            Field::Stance => {
                let value = |stance: &super::StanceFacts| AxisValue {
                    value: Value::Stance(stance.id.clone()),
                    label: stance.name.clone(),
                };
                (names.stances.iter().map(value).collect(), Route::Stance((0..names.stances.len()).collect()))
            }
            Field::Speaker => speakers(names, Value::Speaker, Route::Speaker),
            Field::Organisation => speakers(names, Value::Organisation, Route::Organisation),
            Field::Role => {
                let keys = names.roles.iter().map(|role| Some((fold(role), role.to_string())));
                let (values, numbers) =
                    sorted(keys, |(_, role)| AxisValue { value: Value::Role(role.clone()), label: role.clone() });
                (values, Route::Role(numbers))
            }
            Field::Coder => {
                let value = |coder: &Coder| AxisValue { value: Value::Coder(coder.clone()), label: coder.to_string() };
                (names.coders.iter().map(value).collect(), Route::Coder((0..names.coders.len()).collect()))
            }
            Field::Document => {
                let value = |document: &std::sync::Arc<super::DocumentFacts>| AxisValue {
                    value: Value::Document(document.path.clone()),
                    label: document.title.clone(),
                };
                (names.documents.iter().map(value).collect(), Route::Document((0..names.documents.len()).collect()))
            }
            Field::Source => words(names, |document| document.meta.source.clone(), Value::Source),
            Field::Kind => words(names, |document| document.meta.kind.clone(), Value::Kind),
            Field::Variable(name) => words(
                names,
                |document| document.meta.variables.get(name).cloned().unwrap_or_default(),
                |value| Value::Variable(name.clone(), value),
            ),
            Field::Date(period) => {
                let slots = names.documents.iter().map(|document| Slot::holding(document.days?, *period));
                let (values, numbers) =
                    sorted(slots, |slot| AxisValue { value: Value::Date(*slot), label: slot.to_string() });
                (values, Route::Document(numbers))
            }
        };
        let label = match field {
            Field::Date(_) => "no exact date".to_owned(),
            _ => format!("no {}", field.name()),
        };
        values.push(AxisValue { value: Value::Unset(field.clone()), label });
        Self { field: field.clone(), values, route }
    }

    /// The number of *unset* in [`Axis::values`].
    pub fn unset(&self) -> usize {
        self.values.len() - 1
    }

    /// Calls `visit` with the number of each value that `row` has, each once; with that of *unset* where it has none.
    pub fn visit(&self, row: &RowRef<'_>, mut visit: impl FnMut(usize)) {
        let unset = self.unset();
        let one = |numbers: &Vec<usize>, at: Option<usize>| {
            at.and_then(|at| numbers.get(at).copied()).unwrap_or(unset).min(unset)
        };
        match &self.route {
            Route::Theme(numbers) => visit(one(numbers, row.row.theme)),
            Route::Stance(numbers) => visit(one(numbers, row.row.stance)),
            Route::Document(numbers) => visit(one(numbers, Some(row.document))),
            Route::Coder(numbers) => visit(one(numbers, Some(row.coder))),
            Route::Speaker(numbers) => each(row.voices, |voice| one(numbers, Some(voice.speaker)), unset, visit),
            Route::Organisation(numbers) => each(row.voices, |voice| one(numbers, voice.organisation), unset, visit),
            Route::Role(numbers) => each(row.voices, |voice| one(numbers, voice.role), unset, visit),
        }
    }

    /// As [`Axis::visit`], of each voice by itself with what `other` has of it; of nobody, what the row has.
    ///
    /// Each pair comes once.
    pub fn visit_with(&self, other: &Self, row: &RowRef<'_>, mut visit: impl FnMut(usize, usize)) {
        let pair = |voice: &Voice| (self.of_voice(row, voice), other.of_voice(row, voice));
        for (at, voice) in row.voices.iter().enumerate() {
            let (one, two) = pair(voice);
            if row.voices[..at].iter().all(|before| pair(before) != (one, two)) {
                visit(one, two);
            }
        }
        if row.voices.is_empty() {
            visit(self.unset(), other.unset());
        }
    }

    /// The number of the value that one `voice` of `row` has: its own where the field is of voices, else that of the row.
    pub fn of_voice(&self, row: &RowRef<'_>, voice: &Voice) -> usize {
        let unset = self.unset();
        let one = |numbers: &[usize], at: Option<usize>| {
            at.and_then(|at| numbers.get(at).copied()).unwrap_or(unset).min(unset)
        };
        match &self.route {
            Route::Theme(numbers) => one(numbers, row.row.theme),
            Route::Stance(numbers) => one(numbers, row.row.stance),
            Route::Document(numbers) => one(numbers, Some(row.document)),
            Route::Coder(numbers) => one(numbers, Some(row.coder)),
            Route::Speaker(numbers) => one(numbers, Some(voice.speaker)),
            Route::Organisation(numbers) => one(numbers, voice.organisation),
            Route::Role(numbers) => one(numbers, voice.role),
        }
    }
}

/// Each value of some voices once; *unset* only where no voice has any.
fn each(voices: &[Voice], value: impl Fn(&Voice) -> usize, unset: usize, mut visit: impl FnMut(usize)) {
    let mut has_any = false;
    for (at, voice) in voices.iter().enumerate() {
        let number = value(voice);
        if number != unset {
            has_any = true;
            if voices[..at].iter().all(|before| value(before) != number) {
                visit(number);
            }
        }
    }
    if !has_any {
        visit(unset);
    }
}

fn themes(names: &Names, depth: Option<usize>) -> (Vec<AxisValue>, Route) {
    // Depth first, so that a theme stands above those below it and nothing else.
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, theme) in names.themes.iter().enumerate().rev() {
        children.entry(theme.parent).or_default().push(at);
    }
    let mut order = Vec::with_capacity(names.themes.len());
    let mut next = children.remove(&None).unwrap_or_default();
    while let Some(theme) = next.pop() {
        order.push(theme);
        next.extend(children.remove(&Some(theme)).unwrap_or_default());
    }
    let limit = depth.unwrap_or(usize::MAX);
    order.retain(|theme| names.themes[*theme].depth <= limit);
    let mut number_of = vec![usize::MAX; names.themes.len()];
    for (number, theme) in order.iter().enumerate() {
        number_of[*theme] = number;
    }
    let value = |theme: &usize| {
        let theme = &names.themes[*theme];
        let id = theme.id.clone();
        let value = if depth == Some(theme.depth) { Value::ThemeAndBelow(id) } else { Value::Theme(id) };
        AxisValue { value, label: theme.name.clone() }
    };
    let values = order.iter().map(value).collect();
    let numbers = (0..names.themes.len()).map(|theme| number_of[names.theme_at_depth(theme, limit)]).collect();
    (values, Route::Theme(numbers))
}

fn speakers(names: &Names, value: fn(SpeakerId) -> Value, route: fn(Vec<usize>) -> Route) -> (Vec<AxisValue>, Route) {
    let keys = names.speakers.iter().enumerate().map(|(at, speaker)| Some((fold(&speaker.name), at)));
    let (values, numbers) = sorted(keys, |(_, at)| {
        let speaker = &names.speakers[*at];
        AxisValue { value: value(speaker.id.clone()), label: speaker.name.clone() }
    });
    (values, route(numbers))
}

fn words(
    names: &Names,
    word: impl Fn(&super::DocumentFacts) -> String,
    value: impl Fn(String) -> Value,
) -> (Vec<AxisValue>, Route) {
    let keys = names.documents.iter().map(|document| {
        let word = word(document);
        (!word.is_empty()).then(|| (fold(&word), word))
    });
    let (values, numbers) = sorted(keys, |(_, word)| AxisValue { value: value(word.clone()), label: word.clone() });
    (values, Route::Document(numbers))
}

/// The different `keys` in order as values, and the number of the value of each key; `usize::MAX` where there is none.
fn sorted<K: Ord + Clone>(
    keys: impl Iterator<Item = Option<K>>,
    value: impl Fn(&K) -> AxisValue,
) -> (Vec<AxisValue>, Vec<usize>) {
    let keys: Vec<Option<K>> = keys.collect();
    let mut order: Vec<&K> = keys.iter().flatten().collect();
    order.sort_unstable();
    order.dedup();
    let number = |key: &Option<K>| key.as_ref().and_then(|key| order.binary_search(&key).ok()).unwrap_or(usize::MAX);
    (order.iter().map(|key| value(key)).collect(), keys.iter().map(number).collect())
}
