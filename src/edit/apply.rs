//! Carrying out an edit.

use super::Edit;
use crate::model::{Corpus, DocPath, Entry, Rival, SetKey, SpeakerId, Statement, StatementId};
use crate::text::DocumentText;
use std::collections::{BTreeMap, BTreeSet};

/// Why an edit cannot be carried out; the corpus is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such document.
    #[error("there is no document {0} in this corpus")]
    UnknownDocument(DocPath),
    /// The document's text is not there, so places in it cannot be checked.
    #[error("the text of {0} has not been read")]
    TextMissing(DocPath),
    /// A span leaves the text, cuts a character, is empty, or stands out of order.
    #[error("statement {1} does not fit the text of {0}")]
    DoesNotFit(DocPath, StatementId),
    /// A statement names a speaker more than once, which its file could not say.
    #[error("statement {0} names the speaker {1} more than once")]
    SpeakerTwice(StatementId, SpeakerId),
    /// The value is filed under another id than its own.
    #[error("an entry must keep its id {0}")]
    WrongId(String),
    /// An entry without an id, which its file could not say.
    #[error("an entry must have an id")]
    NoId,
    /// A statement would be both at its place and among those whose place is not settled.
    #[error("statement {0} cannot have a place and wait for one")]
    Twice(StatementId),
    /// A stance position outside the scale.
    #[error("the position of stance {0} must lie between -1 and 1")]
    OffTheScale(String),
}

/// What an edit changed, and so what must be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Annotation sets, each with the statements that were set in it.
    pub sets: BTreeMap<SetKey, BTreeSet<StatementId>>,
    /// The codebook.
    pub codebook: bool,
    /// The corpus file.
    pub corpus_file: bool,
}

impl Touched {
    /// Takes in what `other` names.
    pub fn extend(&mut self, other: Self) {
        for (set, statements) in other.sets {
            self.sets.entry(set).or_default().extend(statements);
        }
        self.codebook |= other.codebook;
        self.corpus_file |= other.corpus_file;
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty() && !self.codebook && !self.corpus_file
    }
}

/// Carries out `edit` and returns its inverse with what was touched.
///
/// # Errors
/// When the edit does not fit the corpus, which is then unchanged: a batch is carried out whole or not at all.
pub fn apply(corpus: &mut Corpus, edit: Edit) -> Result<(Edit, Touched), EditError> {
    let mut touched = Touched::default();
    let inverse = carry_out(corpus, edit, &mut touched)?;
    Ok((inverse, touched))
}

fn carry_out(corpus: &mut Corpus, edit: Edit, touched: &mut Touched) -> Result<Edit, EditError> {
    check(corpus, &edit)?;
    Ok(match edit {
        Edit::Statement { set, id, value } => {
            let before = corpus.change_set(&set, |set| set.set(id, value));
            touched.sets.entry(set.clone()).or_default().insert(id);
            Edit::Statement { set, id, value: before }
        }
        Edit::Progress { set, value } => {
            let before = corpus.change_set(&set, |set| std::mem::replace(&mut set.progress, value));
            touched.sets.entry(set.clone()).or_default();
            Edit::Progress { set, value: before }
        }
        Edit::Document { path, value } => {
            let document = corpus.document_mut(&path).ok_or_else(|| EditError::UnknownDocument(path.clone()))?;
            let before = std::mem::replace(&mut document.meta, value);
            touched.corpus_file = true;
            Edit::Document { path, value: before }
        }
        Edit::Unplaced { set, id, value } => {
            let before = corpus.change_set(&set, |set| set.set_unplaced(id, value));
            touched.sets.entry(set.clone()).or_default().insert(id);
            Edit::Unplaced { set, id, value: before }
        }
        Edit::StatementRivals { set, id, value } => {
            let before = corpus.change_set(&set, |set| set.set_rivals(id, value));
            touched.sets.entry(set.clone()).or_default().insert(id);
            Edit::StatementRivals { set, id, value: before }
        }
        Edit::DocumentRivals { path, value } => {
            let document = corpus.document_mut(&path).ok_or_else(|| EditError::UnknownDocument(path.clone()))?;
            let before = std::mem::replace(&mut document.rivals, value);
            touched.corpus_file = true;
            Edit::DocumentRivals { path, value: before }
        }
        Edit::Query { name, value } => {
            touched.corpus_file = true;
            let before = match value {
                Some(text) => corpus.queries.insert(name.clone(), text),
                None => corpus.queries.remove(&name),
            };
            Edit::Query { name, value: before }
        }
        Edit::EntryRivals { id, value } => {
            touched.codebook = true;
            let rivals = &mut corpus.codebook.rivals;
            let before = if value.is_empty() { rivals.remove(&id) } else { rivals.insert(id.clone(), value) };
            Edit::EntryRivals { id, value: before.unwrap_or_default() }
        }
        Edit::Stance { id, value } => {
            touched.codebook = true;
            let before = corpus.codebook.stances.set(&id, value);
            Edit::Stance { id, value: before }
        }
        Edit::Theme { id, value } => {
            touched.codebook = true;
            let before = corpus.codebook.themes.set(&id, value);
            Edit::Theme { id, value: before }
        }
        Edit::Speaker { id, value } => {
            touched.codebook = true;
            let before = corpus.codebook.speakers.set(&id, value);
            Edit::Speaker { id, value: before }
        }
        Edit::Batch(edits) => {
            let mut inverses = Vec::with_capacity(edits.len());
            for edit in edits {
                match carry_out(corpus, edit, touched) {
                    Ok(inverse) => inverses.push(inverse),
                    Err(error) => {
                        take_back(corpus, inverses);
                        return Err(error);
                    }
                }
            }
            inverses.reverse();
            Edit::Batch(inverses)
        }
    })
}

/// Undoes the edits that a failed batch had carried out; what they set stood there before, so none can fail.
fn take_back(corpus: &mut Corpus, inverses: Vec<Edit>) {
    for inverse in inverses.into_iter().rev() {
        let result = carry_out(corpus, inverse, &mut Touched::default());
        debug_assert!(result.is_ok(), "an inverse must fit: {result:?}");
    }
}

fn check(corpus: &Corpus, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Statement { set, id, value: Some(statement) } => {
            if corpus.set(set).is_some_and(|set| set.unplaced().contains_key(id)) {
                return Err(EditError::Twice(*id));
            }
            check_statement(corpus, set, *id, statement)
        }
        Edit::StatementRivals { set, id, value } => {
            text_of(corpus, &set.document)?;
            value.iter().try_for_each(|rival| match rival {
                Rival::Edited(statement) => check_statement(corpus, set, *id, statement),
                Rival::Deleted => Ok(()),
            })
        }
        Edit::Unplaced { set, id, value: Some(unplaced) } => {
            text_of(corpus, &set.document)?;
            if unplaced.statement.id != *id {
                return Err(EditError::WrongId(id.to_string()));
            }
            let is_placed = corpus.set(set).is_some_and(|set| set.get(*id).is_some());
            if is_placed { Err(EditError::Twice(*id)) } else { Ok(()) }
        }
        // Without its text a set has not been read, and could not be saved.
        Edit::Statement { set, value: None, .. }
        | Edit::Unplaced { set, value: None, .. }
        | Edit::Progress { set, .. } => text_of(corpus, &set.document).map(drop),
        Edit::Stance { id, value: Some((_, stance)) } => {
            check_id(id, stance)?;
            match stance.position {
                Some(position) if !(-1.0..=1.0).contains(&position) => Err(EditError::OffTheScale(id.to_string())),
                _ => Ok(()),
            }
        }
        Edit::Theme { id, value: Some((_, theme)) } => check_id(id, theme),
        Edit::Speaker { id, value: Some((_, speaker)) } => check_id(id, speaker),
        _ => Ok(()),
    }
}

fn check_statement(corpus: &Corpus, set: &SetKey, id: StatementId, statement: &Statement) -> Result<(), EditError> {
    let text = text_of(corpus, &set.document)?;
    if statement.id != id {
        return Err(EditError::WrongId(id.to_string()));
    }
    if let Some(speaker) = speaker_named_twice(statement) {
        return Err(EditError::SpeakerTwice(id, speaker.clone()));
    }
    if statement.fits(text) { Ok(()) } else { Err(EditError::DoesNotFit(set.document.clone(), id)) }
}

fn text_of<'c>(corpus: &'c Corpus, path: &DocPath) -> Result<&'c DocumentText, EditError> {
    let document = corpus.document(path).ok_or_else(|| EditError::UnknownDocument(path.clone()))?;
    document.ready_text().map(|text| &**text).ok_or_else(|| EditError::TextMissing(path.clone()))
}

fn check_id<T: Entry>(id: &T::Id, entry: &T) -> Result<(), EditError>
where
    T::Id: std::fmt::Display,
{
    match id.to_string() {
        id if id.is_empty() => Err(EditError::NoId),
        wrong if entry.id() != id => Err(EditError::WrongId(wrong)),
        _ => Ok(()),
    }
}

/// The speakers of a statement are few, so each is looked for among those before.
fn speaker_named_twice(statement: &Statement) -> Option<&SpeakerId> {
    let speakers = &statement.speakers;
    let is_again = |at: &usize| speakers[..*at].iter().any(|other| other.speaker == speakers[*at].speaker);
    (1..speakers.len()).find(is_again).map(|at| &speakers[at].speaker)
}
