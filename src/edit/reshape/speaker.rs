//! Merging and deleting speakers, who stand in statements, in roles there, and in the affiliations of others.

use super::put::put_in_place;
use super::stance::{prepend, with_unset};
use super::statements::{Rewriter, all_known};
use super::{Plan, ReshapeError};
use crate::edit::Edit;
use crate::model::{Affiliation, Attribution, Codebook, Corpus, RoleHeld, Speaker, SpeakerId, Statement};
use crate::text::fold;
use jiff::Timestamp;

fn get<'b>(book: &'b Codebook, id: &SpeakerId) -> Result<&'b Speaker, ReshapeError> {
    book.speakers.get(id).ok_or_else(|| ReshapeError::Unknown(id.clone().into()))
}

/// Makes one speaker of two that are one.
pub(super) fn merged(
    corpus: &Corpus,
    from: &SpeakerId,
    into: &SpeakerId,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let (goes, stays) = (get(&corpus.codebook, from)?, get(&corpus.codebook, into)?);
    let label = format!("merge speaker “{}” into “{}”", goes.name, stays.name);
    let mut plan = replaced(corpus, goes, Some(stays), label, now)?;
    let value = joined(stays, goes);
    // The one that stays may be among those whose affiliations name the one that goes.
    if let Edit::Batch(edits) = &mut plan.edit {
        let n_before = edits.len();
        edits.retain(|edit| !matches!(edit, Edit::Speaker { id, value: Some(_) } if id == into));
        plan.effect.n_entries -= n_before - edits.len();
    }
    prepend(&mut plan, put_in_place(&corpus.codebook.speakers, &value));
    Ok(plan)
}

/// Deletes a speaker.
pub(super) fn deleted(
    corpus: &Corpus,
    id: &SpeakerId,
    instead: Option<&SpeakerId>,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let goes = get(&corpus.codebook, id)?;
    let instead = instead.map(|id| get(&corpus.codebook, id)).transpose()?;
    replaced(corpus, goes, instead, format!("delete speaker “{}”", goes.name), now)
}

/// `stays` with the names, affiliations and what it lacks from `goes`.
fn joined(stays: &Speaker, goes: &Speaker) -> Speaker {
    let mut value = stays.clone();
    let mut known: Vec<String> =
        std::iter::once(&stays.name).chain(&stays.aliases).map(|name| fold(name.trim())).collect();
    for name in std::iter::once(&goes.name).chain(&goes.aliases) {
        let folded = fold(name.trim());
        if !folded.is_empty() && !known.contains(&folded) {
            value.aliases.push(name.clone());
            known.push(folded);
        }
    }
    value.affiliations.extend(goes.affiliations.iter().cloned());
    value.affiliations = redirected(&value.affiliations, &goes.id, Some(&stays.id));
    // Nobody is a member of themselves, as when a department goes into its ministry.
    for affiliation in &mut value.affiliations {
        if affiliation.held.organisation.as_ref() == Some(&stays.id) {
            affiliation.held.organisation = None;
        }
    }
    value.affiliations = distinct(std::mem::take(&mut value.affiliations));
    value.affiliations.sort_by_key(|affiliation| (affiliation.range().first, affiliation.range().last));
    value.note = match (stays.note.trim(), goes.note.trim()) {
        (own, other) if own == other || other.is_empty() => stays.note.clone(),
        ("", _) => goes.note.clone(),
        _ => format!("{}\n{}", stays.note, goes.note),
    };
    value.key = stays.key.or(goes.key);
    value
}

/// Affiliations that say something, each once.
fn distinct(affiliations: Vec<Affiliation>) -> Vec<Affiliation> {
    let mut kept: Vec<Affiliation> = Vec::with_capacity(affiliations.len());
    for affiliation in affiliations {
        if affiliation.held != RoleHeld::default() && !kept.contains(&affiliation) {
            kept.push(affiliation);
        }
    }
    kept
}

/// `affiliations` with another organisation, or none, where they name `goes`; all others as they are.
fn redirected(affiliations: &[Affiliation], goes: &SpeakerId, stays: Option<&SpeakerId>) -> Vec<Affiliation> {
    let mut kept: Vec<Affiliation> = Vec::with_capacity(affiliations.len());
    for affiliation in affiliations {
        if affiliation.held.organisation.as_ref() != Some(goes) {
            kept.push(affiliation.clone());
            continue;
        }
        let held = RoleHeld { organisation: stays.cloned(), ..affiliation.held.clone() };
        let other = Affiliation { held, ..affiliation.clone() };
        if other.held != RoleHeld::default() && !affiliations.contains(&other) && !kept.contains(&other) {
            kept.push(other);
        }
    }
    kept
}

/// Takes a speaker out, with another in its place in every statement, role and affiliation.
fn replaced(
    corpus: &Corpus,
    goes: &Speaker,
    stays: Option<&Speaker>,
    label: String,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    if stays.is_some_and(|stays| stays.id == goes.id) {
        return Err(ReshapeError::WithItself(goes.name.clone()));
    }
    let unread = all_known(corpus)?;
    let (speakers, stays_id) = (&corpus.codebook.speakers, stays.map(|stays| &stays.id));
    let mut edits = Vec::new();
    let names_it = |affiliation: &Affiliation| affiliation.held.organisation.as_ref() == Some(&goes.id);
    for other in speakers.iter().filter(|other| other.id != goes.id && other.affiliations.iter().any(names_it)) {
        let affiliations = redirected(&other.affiliations, &goes.id, stays_id);
        edits.extend(put_in_place(speakers, &Speaker { affiliations, ..other.clone() }));
    }
    let n_entries = edits.len();
    let mut rewriter = Rewriter::new(now);
    rewriter.each(corpus, |statement| {
        let is_named = |who: &Attribution| who.speaker == goes.id || organisation(who) == Some(&goes.id);
        let is_meant = statement.speakers.iter().any(is_named);
        is_meant.then(|| Statement { speakers: voices(&statement.speakers, &goes.id, stays_id), ..statement.clone() })
    });
    rewriter.left_unset(|statement| statement.speakers.is_empty());
    let mut effect = rewriter.effect("speaker");
    effect.n_entries = n_entries;
    edits.append(&mut rewriter.edits);
    edits.push(Edit::Speaker { id: goes.id.clone(), value: None });
    let at = speakers.position(&goes.id).unwrap_or(0);
    let neighbour = speakers.at(at + 1).or_else(|| speakers.at(at.checked_sub(1)?));
    let mut plan = Plan::new(with_unset(label, effect.n_left_unset, "speaker"), edits, goes.id.clone());
    plan.after = stays.or(neighbour).map(|speaker| speaker.id.clone().into());
    plan.effect = effect;
    plan.warnings.extend(unread);
    Ok(plan)
}

fn organisation(who: &Attribution) -> Option<&SpeakerId> {
    who.role_override.as_ref()?.organisation.as_ref()
}

/// `speakers` with another in the place of `goes`, each once where they first stood.
fn voices(speakers: &[Attribution], goes: &SpeakerId, stays: Option<&SpeakerId>) -> Vec<Attribution> {
    let mut kept: Vec<Attribution> = Vec::with_capacity(speakers.len());
    for who in speakers {
        let Some(speaker) = (if who.speaker == *goes { stays } else { Some(&who.speaker) }) else { continue };
        let role_override = who.role_override.clone().map(|held| match &held.organisation {
            Some(organisation) if organisation == goes => RoleHeld { organisation: stays.cloned(), ..held },
            _ => held,
        });
        match kept.iter_mut().find(|other| other.speaker == *speaker) {
            // What a statement says of a role itself is worth more than what the date says.
            Some(other) => other.role_override = other.role_override.take().or(role_override),
            None => kept.push(Attribution { speaker: speaker.clone(), role_override }),
        }
    }
    kept
}
