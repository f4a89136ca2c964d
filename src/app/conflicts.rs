//! What two people said of one thing: which things, and both versions in words, field by field.

use super::signs;
use crate::edit::Edit;
use crate::edit::settle::{
    Field, Settle, differing_document, differing_speaker, differing_stance, differing_statement, differing_theme,
    settle_document, settle_entry, settle_statement,
};
use crate::model::{
    AnnotationSet, AnyEntry, Codebook, DocPath, DocumentMeta, EntryId, Rival, SetKey, Speaker, Stance, Statement,
    StatementId, Theme,
};
use crate::session::Session;
use crate::text::DocumentText;

/// Most characters of a field that are shown.
const MAX_CHARS: usize = 400;

/// A thing of which another version is kept; the number says which of its rivals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// A statement of this coder.
    Statement(SetKey, StatementId, usize),
    /// An entry of the codebook.
    Entry(EntryId, usize),
    /// What is known of a document.
    Document(DocPath, usize),
}

/// All conflicts that this coder may settle, found again only when the corpus changed.
#[derive(Debug, Default)]
pub struct Conflicts {
    revision: Option<u64>,
    all: Vec<Conflict>,
}

impl Conflicts {
    /// Looks for them, if anything changed since.
    pub fn refresh(&mut self, session: &Session) {
        if self.revision != Some(session.revision()) {
            self.revision = Some(session.revision());
            self.all = conflicts(session);
        }
    }

    /// All, as last found.
    pub fn all(&self) -> &[Conflict] {
        &self.all
    }
}

/// Those of the codebook, then, document by document, what is known of it and what this coder said in it.
fn conflicts(session: &Session) -> Vec<Conflict> {
    let corpus = session.corpus();
    let entries = corpus.codebook.rivals.iter();
    let mut found: Vec<Conflict> =
        entries.flat_map(|(id, rivals)| (0..rivals.len()).map(|at| Conflict::Entry(id.clone(), at))).collect();
    for document in corpus.documents() {
        found.extend((0..document.rivals.len()).map(|at| Conflict::Document(document.path.clone(), at)));
        let key = session.key(&document.path);
        for (id, rivals) in corpus.set(&key).into_iter().flat_map(AnnotationSet::rivals) {
            found.extend((0..rivals.len()).map(|at| Conflict::Statement(key.clone(), *id, at)));
        }
    }
    found
}

/// One field in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: &'static str,
    /// What stands here.
    pub ours: String,
    /// What the other says.
    pub theirs: String,
    /// Whether the two differ.
    pub differs: bool,
}

/// A conflict in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// What it is about.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// Both versions, field by field.
    pub rows: Vec<Row>,
    /// Whether it is gone here.
    pub is_ours_deleted: bool,
    /// Whether the other deleted it.
    pub is_theirs_deleted: bool,
}

impl Conflict {
    /// Both versions in words; `None` when it is settled.
    pub fn versions(&self, session: &Session) -> Option<Versions> {
        let corpus = session.corpus();
        let book = &corpus.codebook;
        match self {
            Self::Statement(key, id, at) => {
                let set = corpus.set(key)?;
                let document = corpus.document(&key.document)?;
                let text = document.ready_text()?;
                let theirs = set.rivals().get(id)?.get(*at)?;
                let waiting = set.unplaced().get(id);
                let ours = set.get(*id).map(|ours| &**ours).or(waiting.map(|waiting| &waiting.statement));
                let theirs = edited(theirs);
                let said = ours.filter(|_| waiting.is_none()).or(theirs);
                let words =
                    said.map_or_else(|| waiting.map(|it| it.anchor.quote.join(" … ")), |it| Some(words_of(it, text)));
                let quote = short(&words?, 80);
                let rows = rows(ours, theirs, &STATEMENT, differing_statement, |said, field| {
                    statement_words(book, text, said, field)
                });
                Some(versions(
                    format!("“{quote}”"),
                    document.title().to_owned(),
                    rows,
                    ours.is_none(),
                    theirs.is_none(),
                ))
            }
            Self::Entry(id, at) => {
                let theirs = edited(book.rivals.get(id)?.get(*at)?);
                let place = format!("Codebook, {}", id.kind());
                match id {
                    EntryId::Stance(id) => {
                        let theirs =
                            theirs.and_then(|entry| if let AnyEntry::Stance(it) = entry { Some(it) } else { None });
                        let ours = book.stances.get(id);
                        let rows = rows(ours, theirs, &STANCE, differing_stance, stance_words);
                        let name = ours.or(theirs).map_or(id.as_str(), |stance| &stance.name);
                        Some(versions(name.to_owned(), place, rows, ours.is_none(), theirs.is_none()))
                    }
                    EntryId::Theme(id) => {
                        let theirs =
                            theirs.and_then(|entry| if let AnyEntry::Theme(it) = entry { Some(it) } else { None });
                        let ours = book.themes.get(id);
                        let rows =
                            rows(ours, theirs, &THEME, differing_theme, |it, field| theme_words(book, it, field));
                        let name = ours.or(theirs).map_or(id.as_str(), |theme| &theme.name);
                        Some(versions(name.to_owned(), place, rows, ours.is_none(), theirs.is_none()))
                    }
                    EntryId::Speaker(id) => {
                        let theirs =
                            theirs.and_then(|entry| if let AnyEntry::Speaker(it) = entry { Some(it) } else { None });
                        let ours = book.speakers.get(id);
                        let words = |it: &Speaker, field| speaker_words(book, it, field);
                        let rows = rows(ours, theirs, &SPEAKER, differing_speaker, words);
                        let name = ours.or(theirs).map_or(id.as_str(), |speaker| &speaker.name);
                        Some(versions(name.to_owned(), place, rows, ours.is_none(), theirs.is_none()))
                    }
                }
            }
            Self::Document(path, at) => {
                let document = corpus.document(path)?;
                let theirs = document.rivals.get(*at)?;
                let rows = rows(Some(&document.meta), Some(theirs), &DOCUMENT, differing_document, document_words);
                Some(versions(document.title().to_owned(), "Details of a document".to_owned(), rows, false, false))
            }
        }
    }

    /// The edit that settles it; `None` when that is done.
    pub fn settle(&self, session: &Session, how: &Settle) -> Option<Edit> {
        let corpus = session.corpus();
        match self {
            Self::Statement(key, id, at) => settle_statement(corpus, key, *id, *at, how, Session::now()),
            Self::Entry(id, at) => settle_entry(&corpus.codebook, id, *at, how),
            Self::Document(path, at) => settle_document(corpus, path, *at, how),
        }
    }
}

fn versions(title: String, place: String, rows: Vec<Row>, is_ours_deleted: bool, is_theirs_deleted: bool) -> Versions {
    Versions { title, place, rows, is_ours_deleted, is_theirs_deleted }
}

const fn edited<T>(rival: &Rival<T>) -> Option<&T> {
    match rival {
        Rival::Deleted => None,
        Rival::Edited(theirs) => Some(theirs),
    }
}

/// The fields with their names, in the order in which they are shown.
type Named = (Field, &'static str);

const STATEMENT: [Named; 6] = [
    (Field::Passage, "Passage"),
    (Field::Speakers, "Speaker"),
    (Field::Theme, "Theme"),
    (Field::Stance, "Stance"),
    (Field::Note, "Note"),
    (Field::Unsure, "Unsure"),
];
const STANCE: [Named; 4] = [
    (Field::Name, "Name"),
    (Field::Definition, "Definition"),
    (Field::Position, "Position"),
    (Field::Signs, "Colour, sign, key"),
];
const THEME: [Named; 6] = [
    (Field::Name, "Name"),
    (Field::Parent, "Above it"),
    (Field::Definition, "Definition"),
    (Field::Use, "When to use it"),
    (Field::Examples, "Examples"),
    (Field::Signs, "Colour, key"),
];
const SPEAKER: [Named; 6] = [
    (Field::Name, "Name"),
    (Field::Kind, "Kind"),
    (Field::Aliases, "Other names"),
    (Field::Affiliations, "Roles"),
    (Field::Note, "Note"),
    (Field::Signs, "Key"),
];
const DOCUMENT: [Named; 6] = [
    (Field::Name, "Title"),
    (Field::Date, "Date"),
    (Field::Source, "Source"),
    (Field::Kind, "Kind"),
    (Field::Note, "Note"),
    (Field::Variables, "Variables"),
];

/// Both versions, field by field; fields that neither fills in are left out.
fn rows<T>(
    ours: Option<&T>,
    theirs: Option<&T>,
    fields: &[Named],
    differing: impl Fn(&T, &T) -> Vec<Field>,
    words: impl Fn(&T, Field) -> String,
) -> Vec<Row> {
    let differing = match (ours, theirs) {
        (Some(ours), Some(theirs)) => differing(ours, theirs),
        // Where one side deleted it, the whole differs, which is said once.
        _ => Vec::new(),
    };
    let row = |(field, label): &Named| {
        let said = |it: Option<&T>| it.map(|it| short(&words(it, *field), MAX_CHARS)).unwrap_or_default();
        let (ours, theirs) = (said(ours), said(theirs));
        let differs = differing.contains(field);
        (differs || !ours.is_empty() || !theirs.is_empty()).then_some(Row { label, ours, theirs, differs })
    };
    fields.iter().filter_map(row).collect()
}

fn short(text: &str, max_chars: usize) -> String {
    let mut short: String = text.chars().take(max_chars).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn words_of(statement: &Statement, text: &DocumentText) -> String {
    statement.fragments(text).collect::<Vec<_>>().join(" […] ")
}

fn statement_words(book: &Codebook, text: &DocumentText, said: &Statement, field: Field) -> String {
    match field {
        Field::Passage => words_of(said, text),
        Field::Speakers => {
            let who = said.speakers.iter().map(|who| {
                let name = book.speaker_name(&who.speaker);
                let role =
                    who.role_override.as_ref().map(|held| held_words(book, &held.role, held.organisation.as_ref()));
                role.map_or_else(|| name.to_owned(), |role| format!("{name} ({role})"))
            });
            who.collect::<Vec<_>>().join(", ")
        }
        Field::Theme => said.theme.as_ref().map(|id| book.theme_path(id)).unwrap_or_default(),
        Field::Stance => {
            let (sign, _) = signs::stance_signs(book, said.stance.as_ref());
            said.stance.as_ref().map(|id| format!("{} {}", sign.as_str(), book.stance_name(id))).unwrap_or_default()
        }
        Field::Note => said.note.clone(),
        Field::Unsure if said.is_unsure => "Unsure".to_owned(),
        _ => String::new(),
    }
}

fn held_words(book: &Codebook, role: &str, organisation: Option<&crate::model::SpeakerId>) -> String {
    let organisation = organisation.map(|id| book.speaker_name(id)).unwrap_or_default();
    [role, organisation].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn key_words(key: Option<char>) -> Option<String> {
    key.map(|key| format!("key {key}"))
}

fn stance_words(stance: &Stance, field: Field) -> String {
    match field {
        Field::Name => stance.name.clone(),
        Field::Definition => stance.definition.clone(),
        Field::Position => stance.position.map(|position| position.to_string()).unwrap_or_default(),
        Field::Signs => {
            let sign = signs::sign(stance.glyph).as_str().to_owned();
            let parts = [Some(format!("{:?}", stance.colour).to_lowercase()), Some(sign), key_words(stance.key)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

fn theme_words(book: &Codebook, theme: &Theme, field: Field) -> String {
    match field {
        Field::Name => theme.name.clone(),
        Field::Parent => theme.parent.as_ref().map(|id| book.theme_path(id)).unwrap_or_default(),
        Field::Definition => theme.definition.clone(),
        Field::Use => {
            let parts = [("", &theme.when), ("Not: ", &theme.when_not)];
            let said = parts.into_iter().filter(|(_, words)| !words.is_empty());
            said.map(|(before, words)| format!("{before}{words}")).collect::<Vec<_>>().join(" ")
        }
        Field::Examples => {
            theme.examples.iter().map(|example| format!("“{}”", example.quote)).collect::<Vec<_>>().join(", ")
        }
        Field::Signs => {
            let parts = [theme.colour.map(|hue| format!("{hue:?}").to_lowercase()), key_words(theme.key)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

fn speaker_words(book: &Codebook, speaker: &Speaker, field: Field) -> String {
    match field {
        Field::Name => speaker.name.clone(),
        Field::Kind => format!("{:?}", speaker.kind),
        Field::Aliases => speaker.aliases.join(", "),
        Field::Affiliations => {
            let held = speaker.affiliations.iter().map(|one| {
                let date =
                    |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
                let days = match (one.from, one.until) {
                    (None, None) => String::new(),
                    (from, until) => format!(" {}–{}", date(from), date(until)),
                };
                format!("{}{days}", held_words(book, &one.held.role, one.held.organisation.as_ref()))
            });
            held.collect::<Vec<_>>().join("; ")
        }
        Field::Note => speaker.note.clone(),
        Field::Signs => key_words(speaker.key).unwrap_or_default(),
        _ => String::new(),
    }
}

fn document_words(meta: &DocumentMeta, field: Field) -> String {
    match field {
        Field::Name => meta.title.clone(),
        Field::Date => meta.date.map(|date| date.to_string()).unwrap_or_default(),
        Field::Source => meta.source.clone(),
        Field::Kind => meta.kind.clone(),
        Field::Note => meta.note.clone(),
        Field::Variables => {
            let pairs = meta.variables.iter().map(|(name, value)| format!("{name}: {value}"));
            pairs.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}
