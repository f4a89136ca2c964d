//! Moving, merging and deleting stances.

use super::effect::counted;
use super::put::put_in_place;
use super::statements::{Rewriter, all_known};
use super::{Plan, ReshapeError, Warning, as_one};
use crate::edit::Edit;
use crate::model::{Codebook, Corpus, Stance, StanceId, Statement};
use jiff::Timestamp;

fn get<'b>(book: &'b Codebook, id: &StanceId) -> Result<&'b Stance, ReshapeError> {
    book.stances.get(id).ok_or_else(|| ReshapeError::Unknown(id.clone().into()))
}

/// Moves a stance along the scale.
pub(super) fn moved(book: &Codebook, id: &StanceId, to: usize) -> Result<Plan, ReshapeError> {
    let stance = get(book, id)?;
    let to = to.min(book.stances.len() - 1);
    let edit = Edit::Stance { id: id.clone(), value: Some((to, stance.clone())) };
    let edits = if book.stances.position(id) == Some(to) { Vec::new() } else { vec![edit] };
    Ok(Plan::new(format!("move stance “{}”", stance.name), edits, id.clone()))
}

/// Makes one stance of two.
pub(super) fn merged(corpus: &Corpus, from: &StanceId, into: &StanceId, now: Timestamp) -> Result<Plan, ReshapeError> {
    let (goes, stays) = (get(&corpus.codebook, from)?, get(&corpus.codebook, into)?);
    let label = format!("merge stance “{}” into “{}”", goes.name, stays.name);
    let takes_words = stays.definition.is_empty();
    let value = Stance {
        definition: if takes_words { goes.definition.clone() } else { stays.definition.clone() },
        key: stays.key.or(goes.key),
        ..stays.clone()
    };
    let has_words = !takes_words && !goes.definition.is_empty() && goes.definition != stays.definition;
    let words = has_words.then(|| Warning::WordsGo { entry: goes.name.clone(), fields: vec!["definition"] });
    let mut plan = replaced(corpus, goes, Some(stays), label, now)?;
    // Before the other goes, so that positions are those of the codebook as it is.
    prepend(&mut plan, put_in_place(&corpus.codebook.stances, &value));
    plan.warnings.splice(0..0, words);
    Ok(plan)
}

/// Deletes a stance.
pub(super) fn deleted(
    corpus: &Corpus,
    id: &StanceId,
    instead: Option<&StanceId>,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    let goes = get(&corpus.codebook, id)?;
    let instead = instead.map(|id| get(&corpus.codebook, id)).transpose()?;
    replaced(corpus, goes, instead, format!("delete stance “{}”", goes.name), now)
}

/// Takes a stance out, with another in its place on every statement.
fn replaced(
    corpus: &Corpus,
    goes: &Stance,
    stays: Option<&Stance>,
    label: String,
    now: Timestamp,
) -> Result<Plan, ReshapeError> {
    if stays.is_some_and(|stays| stays.id == goes.id) {
        return Err(ReshapeError::WithItself(goes.name.clone()));
    }
    let unread = all_known(corpus)?;
    let mut rewriter = Rewriter::new(now);
    rewriter.each(corpus, |statement| {
        let is_meant = statement.stance.as_ref() == Some(&goes.id);
        is_meant.then(|| Statement { stance: stays.map(|stays| stays.id.clone()), ..statement.clone() })
    });
    rewriter.left_unset(|statement| statement.stance.is_none());
    let effect = rewriter.effect("stance");
    let mut edits = rewriter.edits;
    edits.push(Edit::Stance { id: goes.id.clone(), value: None });
    let label = with_unset(label, effect.n_left_unset, "stance");
    let at = corpus.codebook.stances.position(&goes.id).unwrap_or(0);
    let neighbour = corpus.codebook.stances.at(at + 1).or_else(|| corpus.codebook.stances.at(at.checked_sub(1)?));
    let mut plan = Plan::new(label, edits, goes.id.clone());
    plan.after = stays.or(neighbour).map(|stance| stance.id.clone().into());
    plan.effect = effect;
    plan.warnings.extend(unread);
    Ok(plan)
}

/// Puts edits in front of those of `plan`; they are of other entries.
pub(super) fn prepend(plan: &mut Plan, mut edits: Vec<Edit>) {
    plan.effect.n_entries += edits.len();
    match std::mem::replace(&mut plan.edit, Edit::Batch(Vec::new())) {
        Edit::Batch(rest) => edits.extend(rest),
        single => edits.push(single),
    }
    plan.edit = as_one(edits);
}

/// The label with what is left unset, since that is more than deleting an entry.
pub(super) fn with_unset(label: String, n_left_unset: usize, field: &str) -> String {
    match n_left_unset {
        0 => label,
        n => format!("{label} and leave {} with no {field} yet", counted(n, "statement")),
    }
}
