//! Moving, merging, splitting and deleting themes.

use super::put::same_name_below;
use super::stance::with_unset;
use super::statements::{Rewriter, all_known};
use super::theme_draft::ThemeDraft;
use super::{Plan, ReshapeError, Warning};
use crate::model::{Codebook, Corpus, Example, SetKey, Statement, StatementId, Theme, ThemeId};
use jiff::Timestamp;
use std::collections::HashSet;

fn get<'b>(book: &'b Codebook, id: &ThemeId) -> Result<&'b Theme, ReshapeError> {
    book.themes.get(id).ok_or_else(|| ReshapeError::Unknown(id.clone().into()))
}

/// Moves a theme with all that stands below it.
pub(super) fn moved(
    book: &Codebook,
    id: &ThemeId,
    parent: Option<&ThemeId>,
    before: Option<&ThemeId>,
) -> Result<Plan, ReshapeError> {
    let theme = get(book, id)?;
    let parent_theme = parent.map(|parent| get(book, parent)).transpose()?;
    let before_theme = before.map(|before| get(book, before)).transpose()?;
    let mut draft = ThemeDraft::new(book);
    let block = draft.with_below(id);
    if let Some(parent) = parent_theme.filter(|parent| block.contains(&parent.id)) {
        return Err(ReshapeError::Circle { theme: theme.name.clone(), parent: parent.name.clone() });
    }
    if let Some(before) = before_theme.filter(|before| before.parent.as_ref() != parent) {
        return Err(ReshapeError::NotThere(before.name.clone()));
    }
    // In front of itself is where it stands.
    let before = match before_theme {
        Some(before) if before.id == *id => sibling_behind(book, theme),
        before => before.map(|before| before.id.clone()),
    };
    draft.move_below(id, parent, before.as_ref());
    let label = match parent_theme {
        _ if theme.parent.as_ref() == parent => format!("move theme “{}”", theme.name),
        Some(parent) => format!("move theme “{}” below “{}”", theme.name, parent.name),
        None => format!("move theme “{}” to the top", theme.name),
    };
    let mut plan = Plan::new(label, draft.edits, id.clone());
    if theme.parent.as_ref() != parent {
        plan.warnings.extend(same_name_below(book, id, &theme.name, parent));
    }
    Ok(plan)
}

fn sibling_behind(book: &Codebook, theme: &Theme) -> Option<ThemeId> {
    let at = book.themes.position(&theme.id)?;
    let rest = book.themes.iter().skip(at + 1);
    rest.into_iter().find(|other| other.parent == theme.parent).map(|other| other.id.clone())
}

/// Makes one theme of two.
pub(super) fn merged(corpus: &Corpus, from: &ThemeId, into: &ThemeId, now: Timestamp) -> Result<Plan, ReshapeError> {
    let book = &corpus.codebook;
    let (goes, stays) = (get(book, from)?, get(book, into)?);
    if from == into {
        return Err(ReshapeError::WithItself(goes.name.clone()));
    }
    let mut draft = ThemeDraft::new(book);
    let below_goes = draft.with_below(from);
    let below_stays = draft.with_below(into);
    if below_goes.contains(into) {
        // It takes the place of the one above it, so that nothing ends up below itself.
        let parent = goes.parent.clone().filter(|parent| !below_goes.contains(parent));
        draft.move_below(into, parent.as_ref(), Some(from));
    }
    let is_below_stays = below_stays.contains(from);
    let children = children(&draft, from, into);
    for child in children {
        if is_below_stays || below_goes.contains(into) {
            let Some(theme) = draft.themes.get(&child).cloned() else { continue };
            draft.change(Theme { parent: Some(into.clone()), ..theme });
        } else {
            draft.move_below(&child, Some(into), None);
        }
    }
    let (value, words) = joined(draft.get(into)?, goes);
    draft.change(value);
    let label = format!("merge theme “{}” into “{}”", goes.name, stays.name);
    let mut plan = replaced(corpus, draft, goes, Some(stays), label, now)?;
    plan.warnings.splice(0..0, words);
    Ok(plan)
}

/// The themes right below `from`, other than `not`.
fn children(draft: &ThemeDraft, from: &ThemeId, not: &ThemeId) -> Vec<ThemeId> {
    let is_child = |theme: &&Theme| theme.parent.as_ref() == Some(from) && theme.id != *not && theme.id != *from;
    draft.themes.iter().filter(is_child).map(|theme| theme.id.clone()).collect()
}

/// `stays` with what it lacks from `goes`, and the words that are lost.
fn joined(stays: &Theme, goes: &Theme) -> (Theme, Option<Warning>) {
    let mut lost = Vec::new();
    let mut words = |field: &'static str, own: &str, other: &str| {
        if own.trim().is_empty() {
            return other.to_owned();
        }
        if !other.trim().is_empty() && other != own {
            lost.push(field);
        }
        own.to_owned()
    };
    let mut examples: Vec<Example> = stays.examples.clone();
    for example in &goes.examples {
        if !examples.contains(example) {
            examples.push(example.clone());
        }
    }
    let value = Theme {
        definition: words("definition", &stays.definition, &goes.definition),
        when: words("when to use", &stays.when, &goes.when),
        when_not: words("when not to use", &stays.when_not, &goes.when_not),
        examples,
        colour: stays.colour.or(goes.colour),
        key: stays.key.or(goes.key),
        ..stays.clone()
    };
    let warning = (!lost.is_empty()).then(|| Warning::WordsGo { entry: goes.name.clone(), fields: lost });
    (value, warning)
}

/// Deletes a theme; those below it move up to its parent.
pub(super) fn deleted(
    corpus: &Corpus,
    id: &ThemeId,
    instead: Option<&ThemeId>,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let book = &corpus.codebook;
    let goes = get(book, id)?;
    let stays = instead.map(|instead| get(book, instead)).transpose()?;
    if instead == Some(id) {
        return Err(ReshapeError::WithItself(goes.name.clone()));
    }
    let mut draft = ThemeDraft::new(book);
    let below = draft.with_below(id);
    let up = goes.parent.clone().filter(|parent| !below.contains(parent));
    for child in children(&draft, id, id) {
        let Some(theme) = draft.themes.get(&child).cloned() else { continue };
        draft.change(Theme { parent: up.clone(), ..theme });
    }
    let fields = [
        ("definition", goes.definition.is_empty()),
        ("when to use", goes.when.is_empty()),
        ("when not to use", goes.when_not.is_empty()),
        ("examples", goes.examples.is_empty()),
    ];
    let fields: Vec<&str> = fields.into_iter().filter(|(_, is_empty)| !is_empty).map(|(field, _)| field).collect();
    let mut plan = replaced(corpus, draft, goes, stays, format!("delete theme “{}”", goes.name), now)?;
    if !fields.is_empty() {
        plan.warnings.insert(0, Warning::WordsGo { entry: goes.name.clone(), fields });
    }
    Ok(plan)
}

/// Takes a theme out of `draft`, with another in its place on every statement.
fn replaced(
    corpus: &Corpus,
    mut draft: ThemeDraft,
    goes: &Theme,
    stays: Option<&Theme>,
    label: String,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let unread = all_known(corpus)?;
    draft.remove(&goes.id);
    let mut rewriter = Rewriter::new(now);
    rewriter.each(corpus, |statement| {
        let is_meant = statement.theme.as_ref() == Some(&goes.id);
        is_meant.then(|| Statement { theme: stays.map(|stays| stays.id.clone()), ..statement.clone() })
    });
    rewriter.left_unset(|statement| statement.theme.is_none());
    let mut effect = rewriter.effect("theme");
    effect.n_entries = draft.edits.len() - 1;
    let label = with_unset(label, effect.n_left_unset, "theme");
    let after = stays.map(|stays| &stays.id).or_else(|| nearest(&corpus.codebook, goes)).cloned();
    let clashes = new_clashes(&corpus.codebook, &draft);
    let mut plan = Plan::new(label, [draft.edits, rewriter.edits].concat(), goes.id.clone());
    plan.after = after.map(Into::into);
    plan.effect = effect;
    plan.warnings.extend(clashes);
    plan.warnings.extend(unread);
    Ok(plan)
}

/// Themes that have another parent afterwards and share their name with one that is there.
fn new_clashes(book: &Codebook, draft: &ThemeDraft) -> Vec<Warning> {
    let after = Codebook { themes: draft.themes.clone(), ..Codebook::default() };
    let has_moved = |theme: &&Theme| book.themes.get(&theme.id).is_some_and(|before| before.parent != theme.parent);
    let moved = after.themes.iter().filter(has_moved);
    moved.filter_map(|theme| same_name_below(&after, &theme.id, &theme.name, theme.parent.as_ref())).collect()
}

/// What to look at once a theme is gone: what stands behind it among its like, else in front, else its parent.
fn nearest<'b>(book: &'b Codebook, goes: &'b Theme) -> Option<&'b ThemeId> {
    let like: Vec<&ThemeId> =
        book.themes.iter().filter(|theme| theme.parent == goes.parent).map(|theme| &theme.id).collect();
    let at = like.iter().position(|id| **id == goes.id)?;
    let beside = like.get(at + 1).or_else(|| like.get(at.checked_sub(1)?)).copied();
    beside.or(goes.parent.as_ref().filter(|parent| book.themes.get(parent).is_some() && **parent != goes.id))
}

/// Takes statements of a theme to others, some of them new.
pub(super) fn split(
    corpus: &Corpus,
    id: &ThemeId,
    made: &[Theme],
    moved: &[(SetKey, StatementId, ThemeId)],
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let book = &corpus.codebook;
    let theme = get(book, id)?;
    let mut draft = ThemeDraft::new(book);
    let mut warnings = Vec::new();
    for new in made {
        if draft.themes.get(&new.id).is_some() {
            return Err(ReshapeError::IdTaken(new.id.to_string()));
        }
        if new.id.as_str().is_empty() {
            return Err(ReshapeError::NoId("theme"));
        }
        if new.name.trim().is_empty() {
            return Err(ReshapeError::NoName("theme"));
        }
        new.parent.as_ref().map(|parent| draft.get(parent).map(drop)).transpose()?;
        let behind = sibling_behind(book, theme).filter(|_| new.parent == theme.parent);
        draft.add(new.clone());
        if behind.is_some() {
            draft.move_below(&new.id, new.parent.as_ref(), behind.as_ref());
        }
        let so_far = Codebook { themes: draft.themes.clone(), ..Codebook::default() };
        warnings.extend(same_name_below(&so_far, &new.id, &new.name, new.parent.as_ref()));
    }
    let mut rewriter = Rewriter::new(now);
    let mut seen = HashSet::new();
    for (key, statement, to) in moved {
        draft.get(to)?;
        let gone = || ReshapeError::Moved { coder: key.coder.clone(), document: key.document.clone() };
        let found = corpus.set(key).and_then(|set| set.get(*statement)).ok_or_else(gone)?;
        if found.theme.as_ref() != Some(id) || !seen.insert((key, statement)) {
            return Err(gone());
        }
        if to != id {
            rewriter.take(key, Statement { theme: Some(to.clone()), ..(**found).clone() });
        }
    }
    let mut effect = rewriter.effect("theme");
    effect.n_entries = made.len();
    let mut plan =
        Plan::new(format!("split theme “{}”", theme.name), [draft.edits, rewriter.edits].concat(), id.clone());
    plan.effect = effect;
    plan.warnings = warnings;
    Ok(plan)
}
