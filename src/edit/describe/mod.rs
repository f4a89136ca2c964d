//! What an edit would do, in words that people read: for lists of what differs, before anything is changed.

mod fields;

use self::fields::{
    Words, document_words, progress_word, rivals_word, speaker_words, stance_words, statement_words, theme_words,
    unplaced_words,
};
use super::Edit;
use crate::model::{AnnotationSet, Codebook, Corpus, DocPath, EntryId, SetKey, StatementId};
use std::collections::BTreeSet;

/// What happens to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is not there, and will be.
    Comes,
    /// It is there, and will not be.
    Goes,
    /// It is there, and will say something else.
    Changes,
}

/// What an edit is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A statement of a set.
    Statement(SetKey, StatementId),
    /// How far the coder got.
    Progress(SetKey),
    /// What is known about a document.
    Document(DocPath),
    /// An entry of the codebook.
    Entry(EntryId),
    /// A saved query, by name.
    Query(String),
}

/// What an edit would do to one thing, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// What it is about.
    pub subject: Subject,
    /// What happens to it.
    pub fate: Fate,
    /// What it is: the words of the passage, the name of the entry, the title of the document.
    pub title: String,
    /// Its fields, as far as they change; of a thing that comes or goes, those that say something.
    pub fields: Vec<FieldWords>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// Which one, in the words of the window.
    pub field: &'static str,
    /// What it says now; empty when nothing.
    pub from: String,
    /// What it would say; empty when nothing.
    pub to: String,
}

/// What `edit` would do to `corpus`, thing by thing; edits that change nothing are left out.
///
/// Entries that the present codebook does not know are named after `then`, where that knows them.
pub fn describe(corpus: &Corpus, then: &Codebook, edit: &Edit) -> Vec<Described> {
    let mut described = Vec::new();
    let names = Names { now: &corpus.codebook, then };
    edit.for_each_leaf(&mut |leaf| described.extend(describe_leaf(corpus, names, leaf)));
    // A statement that waits for its place and then has one goes there and comes here: that is one change.
    let stays = |it: &Described| (it.fate != Fate::Goes).then(|| it.subject.clone());
    let staying: BTreeSet<Subject> = described.iter().filter_map(stays).collect();
    described.retain(|it| it.fate != Fate::Goes || !staying.contains(&it.subject));
    described
}

/// Where names are looked up.
#[derive(Clone, Copy)]
struct Names<'a> {
    now: &'a Codebook,
    then: &'a Codebook,
}

fn describe_leaf(corpus: &Corpus, names: Names<'_>, edit: &Edit) -> Option<Described> {
    let blank = AnnotationSet::default();
    let set = |key: &SetKey| corpus.set(key).unwrap_or(&blank);
    let text = |key: &SetKey| corpus.document(&key.document).and_then(|document| document.ready_text()).cloned();
    let book = names.now;
    match edit {
        Edit::Statement { set: key, id, value } => {
            let (set, text) = (set(key), text(key));
            let words = |statement| statement_words(statement, text.as_deref(), names);
            let from = set.get(*id).map(|statement| words(statement));
            let from = from.or_else(|| set.unplaced().get(id).map(|unplaced| unplaced_words(unplaced, names)));
            let to = value.as_ref().map(|statement| words(statement));
            compare(Subject::Statement(key.clone(), *id), from, to)
        }
        Edit::Unplaced { set: key, id, value } => {
            let set = set(key);
            // A statement that waits for its place and then has one is described where it comes to have it.
            let from = set.unplaced().get(id).map(|unplaced| unplaced_words(unplaced, names));
            let to = value.as_ref().map(|unplaced| unplaced_words(unplaced, names));
            compare(Subject::Statement(key.clone(), *id), from, to)
        }
        Edit::StatementRivals { set: key, id, value } => {
            let n = set(key).rivals().get(id).map_or(0, Vec::len);
            let title = set(key).get(*id).zip(text(key)).map(|(it, text)| fields::passage(it, &text));
            Some(rivals(Subject::Statement(key.clone(), *id), title.unwrap_or_default(), n, value.len()))
        }
        Edit::Progress { set: key, value } => {
            let words =
                |progress| Words { title: "Progress".to_owned(), fields: vec![("progress", progress_word(progress))] };
            compare(Subject::Progress(key.clone()), Some(words(set(key).progress)), Some(words(*value)))
        }
        Edit::Document { path, value } => {
            let document = corpus.document(path)?;
            let words = |meta| document_words(path, meta);
            compare(Subject::Document(path.clone()), Some(words(&document.meta)), Some(words(value)))
        }
        Edit::DocumentRivals { path, value } => {
            let document = corpus.document(path)?;
            let n = document.rivals.len();
            Some(rivals(Subject::Document(path.clone()), document.title().to_owned(), n, value.len()))
        }
        Edit::Query { name, value } => {
            let words = |text: &String| Words { title: name.clone(), fields: vec![("query", text.clone())] };
            compare(Subject::Query(name.clone()), corpus.queries.get(name).map(words), value.as_ref().map(words))
        }
        Edit::Stance { id, value } => {
            let from = book.stances.get(id).map(|stance| stance_words(stance, book.stances.position(id)));
            let to = value.as_ref().map(|(at, stance)| stance_words(stance, Some(*at)));
            compare(Subject::Entry(id.clone().into()), from, to)
        }
        Edit::Theme { id, value } => {
            let from = book.themes.get(id).map(|theme| theme_words(theme, book.themes.position(id), names));
            let to = value.as_ref().map(|(at, theme)| theme_words(theme, Some(*at), names));
            compare(Subject::Entry(id.clone().into()), from, to)
        }
        Edit::Speaker { id, value } => {
            let from = book.speakers.get(id).map(|speaker| speaker_words(speaker, book.speakers.position(id), names));
            let to = value.as_ref().map(|(at, speaker)| speaker_words(speaker, Some(*at), names));
            compare(Subject::Entry(id.clone().into()), from, to)
        }
        Edit::EntryRivals { id, value } => {
            let n = book.rivals.get(id).map_or(0, Vec::len);
            Some(rivals(Subject::Entry(id.clone()), names.entry(id), n, value.len()))
        }
        Edit::Batch(_) => None,
    }
}

fn rivals(subject: Subject, title: String, from: usize, to: usize) -> Described {
    let field = FieldWords { field: "to settle", from: rivals_word(from), to: rivals_word(to) };
    Described { subject, fate: Fate::Changes, title, fields: vec![field] }
}

fn compare(subject: Subject, from: Option<Words>, to: Option<Words>) -> Option<Described> {
    let fate = match (&from, &to) {
        (None, None) => return None,
        (None, Some(_)) => Fate::Comes,
        (Some(_), None) => Fate::Goes,
        (Some(_), Some(_)) => Fate::Changes,
    };
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    let said = |words: &Words, field: &str| {
        words.fields.iter().find(|(name, _)| *name == field).map(|(_, said)| said.clone()).unwrap_or_default()
    };
    let mut fields: Vec<&'static str> = from.fields.iter().chain(&to.fields).map(|(field, _)| *field).collect();
    let mut seen = Vec::new();
    fields.retain(|field| {
        !seen.contains(field) && {
            seen.push(field);
            true
        }
    });
    let changed = fields.into_iter().map(|field| FieldWords { field, from: said(&from, field), to: said(&to, field) });
    let mut fields: Vec<FieldWords> = changed.filter(|field| field.from != field.to).collect();
    if fate != Fate::Changes {
        // Where it stands in a list says nothing of a thing that comes or goes.
        fields.retain(|field| ![fields::ORDER, fields::PASSAGE, fields::LAST_CHANGED].contains(&field.field));
    } else if fields.len() > 1 {
        // When it was changed says nothing beside what was changed.
        fields.retain(|field| field.field != fields::LAST_CHANGED);
    }
    let title = if from.title.is_empty() { to.title } else { from.title };
    Some(Described { subject, fate, title, fields })
}

impl Names<'_> {
    /// The name of an entry, or its id.
    fn entry(self, id: &EntryId) -> String {
        match id {
            EntryId::Theme(id) => self.theme(id),
            EntryId::Stance(id) => self.stance(id),
            EntryId::Speaker(id) => self.speaker(id),
        }
    }

    fn theme(self, id: &crate::model::ThemeId) -> String {
        let book = if self.now.themes.get(id).is_some() { self.now } else { self.then };
        book.theme_path(id)
    }

    fn stance(self, id: &crate::model::StanceId) -> String {
        let book = if self.now.stances.get(id).is_some() { self.now } else { self.then };
        book.stance_name(id).to_owned()
    }

    fn speaker(self, id: &crate::model::SpeakerId) -> String {
        let book = if self.now.speakers.get(id).is_some() { self.now } else { self.then };
        book.speaker_name(id).to_owned()
    }
}
