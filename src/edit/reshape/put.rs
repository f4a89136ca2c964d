//! Adding an entry, and changing one.

use super::theme_draft::ThemeDraft;
use super::{Plan, ReshapeError, Warning};
use crate::edit::{Edit, Merge};
use crate::model::{Codebook, Entry, EntryId, EntryList, Speaker, Stance, Theme, ThemeId};
use crate::text::fold;

/// Fields that people type in: steps of typing in one merge.
const TYPED: [&str; 5] = ["name", "definition", "when to use", "when not to use", "note"];

/// Adds a theme or changes the one of its id.
pub(super) fn theme(book: &Codebook, theme: &Theme) -> Result<Plan, ReshapeError> {
    let before = book.themes.get(&theme.id);
    check(&theme.id.clone().into(), &theme.name, before.map(|before| before.name.as_str()))?;
    check_key(&theme.id.clone().into(), theme.key, before.and_then(|before| before.key))?;
    let mut draft = ThemeDraft::new(book);
    let has_moved = before.is_none_or(|before| before.parent != theme.parent);
    if has_moved {
        check_parent(&draft, theme)?;
    }
    match before {
        None => draft.add(theme.clone()),
        Some(_) if has_moved => {
            draft.move_below(&theme.id, theme.parent.as_ref(), None);
            draft.change(theme.clone());
        }
        Some(_) => draft.change(theme.clone()),
    }
    let mut warnings = Vec::new();
    if has_moved || before.is_some_and(|before| before.name != theme.name) {
        warnings.extend(same_name_below(book, &theme.id, &theme.name, theme.parent.as_ref()));
    }
    if let Some(key) = new_key(theme.key, before.and_then(|before| before.key)) {
        for other in book.themes.iter().filter(|other| other.id != theme.id && other.key == Some(key)) {
            warnings.push(Warning::KeyTaken { key, from: other.name.clone() });
            draft.change(Theme { key: None, ..other.clone() });
        }
        let stance = book.stances.iter().find(|stance| stance.key == Some(key));
        warnings.extend(stance.map(|stance| Warning::KeyOfStance { key, stance: stance.name.clone() }));
    }
    let fields = before.map(|before| {
        changed(&[
            ("name", before.name != theme.name),
            ("parent", before.parent != theme.parent),
            ("definition", before.definition != theme.definition),
            ("when to use", before.when != theme.when),
            ("when not to use", before.when_not != theme.when_not),
            ("examples", before.examples != theme.examples),
            ("colour", before.colour != theme.colour),
            ("key", before.key != theme.key),
        ])
    });
    Ok(finished("theme", before, theme, fields.as_deref(), draft.edits, warnings))
}

/// Adds a stance or changes the one of its id.
pub(super) fn stance(book: &Codebook, stance: &Stance) -> Result<Plan, ReshapeError> {
    let before = book.stances.get(&stance.id);
    check(&stance.id.clone().into(), &stance.name, before.map(|before| before.name.as_str()))?;
    check_key(&stance.id.clone().into(), stance.key, before.and_then(|before| before.key))?;
    if stance.position.is_some_and(|position| !(-1.0..=1.0).contains(&position)) {
        return Err(ReshapeError::OffTheScale);
    }
    let (mut edits, mut warnings) = (put_in_place(&book.stances, stance), Vec::new());
    warnings
        .extend(before.is_none_or(|before| before.name != stance.name).then(|| same_stance(book, stance)).flatten());
    if let Some(key) = new_key(stance.key, before.and_then(|before| before.key)) {
        for other in book.stances.iter().filter(|other| other.id != stance.id && other.key == Some(key)) {
            warnings.push(Warning::KeyTaken { key, from: other.name.clone() });
            edits.extend(put_in_place(&book.stances, &Stance { key: None, ..other.clone() }));
        }
        let shadowed = book.themes.iter().filter(|theme| theme.key == Some(key));
        warnings.extend(shadowed.map(|theme| Warning::KeyTaken { key, from: theme.name.clone() }));
    }
    let fields = before.map(|before| {
        changed(&[
            ("name", before.name != stance.name),
            ("definition", before.definition != stance.definition),
            ("position", before.position != stance.position),
            ("colour", before.colour != stance.colour),
            ("sign", before.glyph != stance.glyph),
            ("key", before.key != stance.key),
        ])
    });
    Ok(finished("stance", before, stance, fields.as_deref(), edits, warnings))
}

/// Adds a speaker or changes the one of its id.
pub(super) fn speaker(book: &Codebook, speaker: &Speaker) -> Result<Plan, ReshapeError> {
    let before = book.speakers.get(&speaker.id);
    check(&speaker.id.clone().into(), &speaker.name, before.map(|before| before.name.as_str()))?;
    check_key(&speaker.id.clone().into(), speaker.key, before.and_then(|before| before.key))?;
    let (mut edits, mut warnings) = (put_in_place(&book.speakers, speaker), Vec::new());
    if before.is_none_or(|before| before.name != speaker.name || before.aliases != speaker.aliases) {
        warnings.extend(same_speaker(book, speaker, before));
    }
    if let Some(key) = new_key(speaker.key, before.and_then(|before| before.key)) {
        for other in book.speakers.iter().filter(|other| other.id != speaker.id && other.key == Some(key)) {
            warnings.push(Warning::KeyTaken { key, from: other.name.clone() });
            edits.extend(put_in_place(&book.speakers, &Speaker { key: None, ..other.clone() }));
        }
    }
    let fields = before.map(|before| {
        changed(&[
            ("name", before.name != speaker.name),
            ("kind", before.kind != speaker.kind),
            ("aliases", before.aliases != speaker.aliases),
            ("affiliations", before.affiliations != speaker.affiliations),
            ("note", before.note != speaker.note),
            ("key", before.key != speaker.key),
        ])
    });
    Ok(finished("speaker", before, speaker, fields.as_deref(), edits, warnings))
}

fn check(id: &EntryId, name: &str, before: Option<&str>) -> Result<(), ReshapeError> {
    if id.as_str().is_empty() {
        return Err(ReshapeError::NoId(id.kind()));
    }
    // A file may hold an entry with no name; its other fields can be changed all the same.
    if name.trim().is_empty() && before != Some(name) {
        return Err(ReshapeError::NoName(id.kind()));
    }
    Ok(())
}

fn check_key(id: &EntryId, key: Option<char>, before: Option<char>) -> Result<(), ReshapeError> {
    match new_key(key, before).filter(|key| !is_key(id, *key)) {
        Some(key) => Err(ReshapeError::BadKey(key, if matches!(id, EntryId::Speaker(_)) { "" } else { " or a digit" })),
        None => Ok(()),
    }
}

/// Whether `key` can choose the entry: a small letter from a to z, or, but for speakers, a digit.
pub fn is_key(id: &EntryId, key: char) -> bool {
    key.is_ascii_lowercase() || (key.is_ascii_digit() && !matches!(id, EntryId::Speaker(_)))
}

fn new_key(key: Option<char>, before: Option<char>) -> Option<char> {
    key.filter(|_| key != before)
}

fn check_parent(draft: &ThemeDraft, theme: &Theme) -> Result<(), ReshapeError> {
    let Some(parent) = &theme.parent else { return Ok(()) };
    if *parent != theme.id {
        draft.get(parent)?;
    }
    if *parent == theme.id || draft.with_below(&theme.id).contains(parent) {
        let name = draft.themes.get(parent).map_or(theme.name.as_str(), |parent| &parent.name);
        return Err(ReshapeError::Circle { theme: theme.name.clone(), parent: name.to_owned() });
    }
    Ok(())
}

/// The theme below `parent`, other than `id`, that nobody could tell from one called `name`.
pub(super) fn same_name_below(book: &Codebook, id: &ThemeId, name: &str, parent: Option<&ThemeId>) -> Option<Warning> {
    let wanted = fold(name.trim());
    let is_same =
        |other: &&Theme| other.id != *id && other.parent.as_ref() == parent && fold(other.name.trim()) == wanted;
    book.themes.iter().find(is_same).map(|other| Warning::SameName {
        kind: "theme",
        name: other.name.clone(),
        parent: parent.map(|parent| book.theme_name(parent).to_owned()),
    })
}

fn same_stance(book: &Codebook, stance: &Stance) -> Option<Warning> {
    let wanted = fold(stance.name.trim());
    let same = book.stances.iter().find(|other| other.id != stance.id && fold(other.name.trim()) == wanted);
    same.map(|other| Warning::SameName { kind: "stance", name: other.name.clone(), parent: None })
}

/// Another speaker with one of the names or aliases that are new.
fn same_speaker(book: &Codebook, speaker: &Speaker, before: Option<&Speaker>) -> Option<Warning> {
    let was = |name: &str| before.is_some_and(|b| b.name == name || b.aliases.iter().any(|alias| alias == name));
    let names = std::iter::once(&speaker.name).chain(&speaker.aliases).filter(|name| !was(name));
    let wanted: Vec<String> = names.map(|name| fold(name.trim())).collect();
    let is_same = |name: &str| wanted.contains(&fold(name.trim()));
    let others = book.speakers.iter().filter(|other| other.id != speaker.id);
    let name =
        others.flat_map(|other| std::iter::once(&other.name).chain(&other.aliases)).find(|name| is_same(name))?;
    Some(Warning::SameName { kind: "speaker", name: name.clone(), parent: None })
}

/// The edit that puts `entry` where that of its id stands, or at the end; none where nothing changes.
pub(super) fn put_in_place<T>(list: &EntryList<T>, entry: &T) -> Vec<Edit>
where
    T: Entry + Clone + PartialEq,
    Edit: From<(usize, T)>,
{
    let at = list.position(entry.id()).unwrap_or(list.len());
    if list.at(at) == Some(entry) { Vec::new() } else { vec![Edit::from((at, entry.clone()))] }
}

/// The names of the fields that changed.
fn changed(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    fields.iter().filter(|(_, is_changed)| *is_changed).map(|(name, _)| *name).collect()
}

fn finished<T: Entry>(
    kind: &'static str,
    before: Option<&T>,
    entry: &T,
    fields: Option<&[&'static str]>,
    edits: Vec<Edit>,
    warnings: Vec<Warning>,
) -> Plan
where
    T::Id: Into<EntryId>,
{
    let name = entry.name();
    let label = match (before, fields) {
        (Some(before), Some(["name"])) => format!("rename {kind} “{}” to “{name}”", before.name()),
        (_, Some(["parent"])) => format!("move {kind} “{name}”"),
        (_, Some([field])) => format!("change {field} of {kind} “{name}”"),
        (_, Some(_)) => format!("change {kind} “{name}”"),
        (_, None) => format!("add {kind} “{name}”"),
    };
    let mut plan = Plan::new(label, edits, entry.id().clone());
    // The inverse of the first of a run takes all of it back, so it must hold all that the run may touch.
    plan.merge = match fields {
        Some([field]) if TYPED.contains(field) => Some(Merge::Entry(plan.focus.clone(), field)),
        _ => None,
    };
    plan.effect.n_entries = match &plan.edit {
        Edit::Batch(edits) => edits.len().saturating_sub(1),
        _ => 0,
    };
    plan.warnings = warnings;
    plan
}
