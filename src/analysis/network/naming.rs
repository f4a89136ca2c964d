//! What nodes are called: an id that is one word, and a label that is like no other.
//!
//! Both follow from the values of the whole corpus and not from the nodes of one network: a node has the same id and the
//! same label in every window of time and in every file.

use crate::analysis::{Axis, Names, Value};
use crate::text::slug;
use std::collections::{HashMap, HashSet};

/// A value with its names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub value: Value,
    /// One word that no other node has.
    pub id: String,
    /// What people read, and no other node has.
    pub label: String,
}

/// The values of actors and of themes with their names, in the order of their axes.
///
/// The id is that of the entry. What is no single word, as a role, becomes one: `chief executive` gives
/// `chief-executive`, and what comes to the same is numbered in the order of the axis. Where nodes of both kinds stand in
/// one network, a theme with the id of an actor is `theme.ID`. Where several have one label, themes are told by their
/// paths, and what is still the same is followed by the id.
pub(super) fn named(actors: &Axis, themes: &Axis, names: &Names, is_two_mode: bool) -> [Vec<Named>; 2] {
    let mut taken = HashSet::new();
    let mut of_actors = with_ids(actors, "", &mut taken);
    if !is_two_mode {
        taken.clear();
    }
    let mut of_themes = with_ids(themes, if is_two_mode { "theme." } else { "" }, &mut taken);
    if is_two_mode {
        tell_apart(of_actors.iter_mut().chain(&mut of_themes).collect(), names);
    } else {
        tell_apart(of_actors.iter_mut().collect(), names);
        tell_apart(of_themes.iter_mut().collect(), names);
    }
    [of_actors, of_themes]
}

fn with_ids(axis: &Axis, prefix: &str, taken: &mut HashSet<String>) -> Vec<Named> {
    let own = |value: &crate::analysis::AxisValue| {
        let (value, label) = (value.value.clone(), value.label.clone());
        Named { id: own_id(&value), value, label }
    };
    let mut named: Vec<Named> = axis.values.iter().map(own).collect();
    let is_word = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let mut order: Vec<usize> = (0..named.len()).collect();
    // Whoever has a word already keeps it.
    order.sort_by_key(|at| !is_word(&named[*at].id));
    for at in order {
        let own = &named[at].id;
        let word = if is_word(own) { own.clone() } else { slug(own) };
        let word = if taken.contains(&word) { format!("{prefix}{word}") } else { word };
        let (mut id, mut n) = (word.clone(), 1);
        while !taken.insert(id.clone()) {
            n += 1;
            id = format!("{word}-{n}");
        }
        named[at].id = id;
    }
    named
}

/// The id of an entry, or the value itself; a role, which is a name, as a word.
fn own_id(value: &Value) -> String {
    match value {
        Value::Theme(id) | Value::ThemeAndBelow(id) => id.to_string(),
        Value::Stance(id) => id.to_string(),
        Value::Speaker(id) | Value::Organisation(id) => id.to_string(),
        Value::Role(text) | Value::Source(text) | Value::Kind(text) | Value::Variable(_, text) => slug(text),
        Value::Document(path) => path.to_string(),
        Value::Date(slot) => slot.to_string(),
        Value::Coder(coder) => coder.to_string(),
        Value::Unset(_) => "unset".to_owned(),
    }
}

fn tell_apart(mut all: Vec<&mut Named>, names: &Names) {
    change_the_same(&mut all, |one| match &one.value {
        Value::Theme(id) | Value::ThemeAndBelow(id) => {
            names.theme(id).map_or_else(|| one.label.clone(), |theme| names.themes[theme].path.clone())
        }
        _ => one.label.clone(),
    });
    change_the_same(&mut all, |one| format!("{} ({})", one.label, one.id));
}

/// Gives those whose label others have too the label that `other` says.
fn change_the_same(named: &mut [&mut Named], other: impl Fn(&Named) -> String) {
    let mut n_of: HashMap<String, usize> = HashMap::new();
    for one in named.iter() {
        *n_of.entry(one.label.clone()).or_default() += 1;
    }
    for one in named.iter_mut().filter(|one| n_of[&one.label] > 1) {
        one.label = other(one);
    }
}
