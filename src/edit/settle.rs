//! Settling what two people said of one thing: ours, theirs, or some fields of each.
//!
//! A rival is a whole version of a statement, an entry or a document, which differs from what stands in the fields that
//! both changed. [`differing`](differing_statement) lists these; taking them puts theirs into what stands. Either way
//! the rival goes, in one edit that can be undone.

mod waiting;

use super::Edit;
use crate::model::{
    AnyEntry, Codebook, Corpus, DocPath, DocumentMeta, Entry, EntryId, Rival, SetKey, Statement, StatementId, Theme,
    ThemeId,
};
use std::sync::Arc;

/// A field in which two versions can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Where a statement stands.
    Passage,
    /// Who speaks in it, with their roles.
    Speakers,
    /// Its theme.
    Theme,
    /// Its stance.
    Stance,
    /// The note of a statement, a speaker or a document.
    Note,
    /// Whether the coder wants to look at it again.
    Unsure,
    /// The name of an entry or the title of a document.
    Name,
    /// The theme above a theme.
    Parent,
    /// What an entry means.
    Definition,
    /// When to use a theme and when not.
    Use,
    /// The example passages of a theme.
    Examples,
    /// Place on the scale.
    Position,
    /// Colour, sign and key.
    Signs,
    /// Kind of a speaker or a document.
    Kind,
    /// Other names of a speaker.
    Aliases,
    /// Roles of a speaker over time.
    Affiliations,
    /// The date of a document.
    Date,
    /// Who published a document.
    Source,
    /// The project's own variables of a document.
    Variables,
}

macro_rules! fields {
    ($(#[$doc:meta])* $differing:ident, $take:ident, $type:ty: $($field:ident => $($part:ident),+;)+) => {
        $(#[$doc])*
        pub fn $differing(ours: &$type, theirs: &$type) -> Vec<Field> {
            let mut fields = Vec::new();
            $(if $(ours.$part != theirs.$part)||+ {
                fields.push(Field::$field);
            })+
            fields
        }

        fn $take(ours: &$type, theirs: &$type, fields: &[Field]) -> $type {
            let mut taken = ours.clone();
            $(if fields.contains(&Field::$field) {
                $(taken.$part = theirs.$part.clone();)+
            })+
            taken
        }
    };
}

fields!(
    /// The fields in which two versions of a statement differ.
    differing_statement, take_statement, Statement:
    Passage => spans;
    Speakers => speakers;
    Theme => theme;
    Stance => stance;
    Note => note;
    Unsure => is_unsure;
);
fields!(
    /// The fields in which two versions of what is known of a document differ.
    differing_document, take_document, DocumentMeta:
    Name => title;
    Date => date;
    Source => source;
    Kind => kind;
    Note => note;
    Variables => variables;
);
fields!(
    /// The fields in which two versions of a stance differ.
    differing_stance, take_stance, crate::model::Stance:
    Name => name;
    Definition => definition;
    Position => position;
    Signs => colour, glyph, key;
);
fields!(
    /// The fields in which two versions of a theme differ.
    differing_theme, take_theme, Theme:
    Name => name;
    Parent => parent;
    Definition => definition;
    Use => when, when_not;
    Examples => examples;
    Signs => colour, key;
);
fields!(
    /// The fields in which two versions of a speaker differ.
    differing_speaker, take_speaker, crate::model::Speaker:
    Name => name;
    Kind => kind;
    Aliases => aliases;
    Affiliations => affiliations;
    Note => note;
    Signs => key;
);

/// What is done with a rival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settle {
    /// What stands holds.
    KeepOurs,
    /// Theirs holds in all fields that differ; where they deleted it, it goes.
    TakeTheirs,
    /// Theirs holds in these fields.
    TakeFields(Vec<Field>),
}

impl Settle {
    fn fields(&self, differing: Vec<Field>) -> Vec<Field> {
        match self {
            Self::KeepOurs => Vec::new(),
            Self::TakeTheirs => differing,
            Self::TakeFields(fields) => fields.clone(),
        }
    }
}

/// The list without what stands at `at`; `None` when nothing does.
fn without<T: Clone>(rivals: &[T], at: usize) -> Option<(T, Vec<T>)> {
    let rival = rivals.get(at)?.clone();
    let rest = rivals.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, rival)| rival.clone());
    Some((rival, rest.collect()))
}

/// Settles rival number `at` of a statement, which is then changed at `now`; `None` when there is no such rival.
///
/// Where the statement itself is gone and theirs is taken, it comes back as theirs.
pub fn settle_statement(
    corpus: &Corpus,
    set: &SetKey,
    id: StatementId,
    at: usize,
    how: &Settle,
    now: jiff::Timestamp,
) -> Option<Edit> {
    let said = corpus.set(set)?;
    let (rival, rest) = without(said.rivals().get(&id)?, at)?;
    let ours = said.get(id);
    let value = |value| Edit::Statement { set: set.clone(), id, value };
    let mut goes = false;
    let change = match (&rival, ours, how) {
        (Rival::Deleted, Some(_), Settle::TakeTheirs) => {
            goes = true;
            vec![value(None)]
        }
        (rival, None, how) if let Some(ours) = said.unplaced().get(&id) => {
            goes = *rival == Rival::Deleted && *how == Settle::TakeTheirs;
            waiting::settled((set, id), ours, rival, how, now)
        }
        (Rival::Edited(theirs), None, Settle::TakeTheirs) => vec![value(Some(Arc::new(theirs.clone())))],
        (Rival::Edited(theirs), Some(ours), how) => {
            let taken = take_statement(ours, theirs, &how.fields(differing_statement(ours, theirs)));
            let change = || value(Some(Arc::new(Statement { modified: Some(now), ..taken.clone() })));
            (taken != **ours).then(change).into_iter().collect()
        }
        _ => Vec::new(),
    };
    // A statement that goes takes with it what else was said of it.
    let rest = if goes { Vec::new() } else { rest };
    let settled = Edit::StatementRivals { set: set.clone(), id, value: rest };
    Some(Edit::Batch(change.into_iter().chain([settled]).collect()))
}

/// Settles rival number `at` of an entry of the codebook; `None` when there is no such rival.
///
/// A theme that would come to stand below itself keeps its parent.
pub fn settle_entry(book: &Codebook, id: &EntryId, at: usize, how: &Settle) -> Option<Edit> {
    let (rival, rest) = without(book.rivals.get(id)?, at)?;
    let mut rest = rest;
    let change = match (&rival, id) {
        (Rival::Deleted, id) if *how == Settle::TakeTheirs => {
            rest.clear();
            Some(gone(id))
        }
        (Rival::Edited(AnyEntry::Stance(theirs)), EntryId::Stance(id)) => {
            entry(&book.stances, id, theirs, how, |ours| {
                take_stance(ours, theirs, &how.fields(differing_stance(ours, theirs)))
            })
        }
        (Rival::Edited(AnyEntry::Theme(theirs)), EntryId::Theme(id)) => entry(&book.themes, id, theirs, how, |ours| {
            let mut fields = how.fields(differing_theme(ours, theirs));
            if is_below(book, theirs.parent.as_ref(), id) {
                fields.retain(|field| *field != Field::Parent);
            }
            take_theme(ours, theirs, &fields)
        }),
        (Rival::Edited(AnyEntry::Speaker(theirs)), EntryId::Speaker(id)) => {
            entry(&book.speakers, id, theirs, how, |ours| {
                take_speaker(ours, theirs, &how.fields(differing_speaker(ours, theirs)))
            })
        }
        _ => None,
    };
    let settled = Edit::EntryRivals { id: id.clone(), value: rest };
    Some(Edit::Batch(change.into_iter().chain([settled]).collect()))
}

fn gone(id: &EntryId) -> Edit {
    match id.clone() {
        EntryId::Stance(id) => Edit::Stance { id, value: None },
        EntryId::Theme(id) => Edit::Theme { id, value: None },
        EntryId::Speaker(id) => Edit::Speaker { id, value: None },
    }
}

fn entry<T: Entry + Clone + PartialEq>(
    list: &crate::model::EntryList<T>,
    id: &T::Id,
    theirs: &T,
    how: &Settle,
    take: impl FnOnce(&T) -> T,
) -> Option<Edit>
where
    Edit: From<(usize, T)>,
{
    match list.position(id).and_then(|at| Some((at, list.at(at)?))) {
        Some((at, ours)) => Some(take(ours)).filter(|taken| taken != ours).map(|taken| (at, taken).into()),
        None if *how == Settle::TakeTheirs => Some((list.len(), theirs.clone()).into()),
        None => None,
    }
}

/// Whether `parent` is the theme `id` or stands somewhere below it.
fn is_below(book: &Codebook, parent: Option<&ThemeId>, id: &ThemeId) -> bool {
    parent.is_some_and(|parent| book.theme_line(parent).iter().any(|theme| theme.id == *id))
}

/// Settles rival number `at` of what is known of a document; `None` when there is no such rival.
pub fn settle_document(corpus: &Corpus, path: &DocPath, at: usize, how: &Settle) -> Option<Edit> {
    let document = corpus.document(path)?;
    let (theirs, rest) = without(&document.rivals, at)?;
    let taken = take_document(&document.meta, &theirs, &how.fields(differing_document(&document.meta, &theirs)));
    let change = (taken != document.meta).then(|| Edit::Document { path: path.clone(), value: taken });
    let settled = Edit::DocumentRivals { path: path.clone(), value: rest };
    Some(Edit::Batch(change.into_iter().chain([settled]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::{Document, Progress, Stance, TextState};
    use crate::text::{DocumentText, Span};

    fn key() -> SetKey {
        SetKey::new("ann".into(), "a.txt".into())
    }

    fn id() -> StatementId {
        StatementId::new(uuid::Uuid::from_u128(1))
    }

    fn statement(stance: &str, note: &str) -> Statement {
        Statement {
            id: id(),
            spans: vec![Span::new(0, 2)],
            speakers: Vec::new(),
            theme: None,
            stance: Some(stance.into()),
            note: note.to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
            is_unsure: false,
            modified: None,
        }
    }

    /// A corpus with one statement and these rivals of it.
    fn corpus(rivals: Vec<Rival<Statement>>) -> Corpus {
        let mut document = Document::new("a.txt".into());
        document.text = TextState::Ready(Arc::new(DocumentText::new("words")));
        document.rivals = vec![DocumentMeta { title: "T".to_owned(), ..DocumentMeta::default() }];
        let mut book = Codebook::default();
        for (id, parent) in [("a", None), ("b", Some("a"))] {
            let parent = parent.map(ThemeId::from);
            book.themes.push(Theme { id: id.into(), parent, ..Theme::default() }).expect("is new");
        }
        let rival = Theme { id: "a".into(), name: "A".to_owned(), parent: Some("b".into()), ..Theme::default() };
        book.rivals.insert(EntryId::Theme("a".into()), vec![Rival::Edited(AnyEntry::Theme(rival)), Rival::Deleted]);
        let mut corpus = Corpus::new(vec![document], book);
        corpus.change_set(&key(), |set| {
            set.progress = Progress::Done;
            set.set(id(), Some(Arc::new(statement("for", "mine"))));
            set.set_rivals(id(), rivals);
        });
        corpus
    }

    /// Settles the first rival of the statement, and sees that undoing brings back what was.
    fn settled(rivals: Vec<Rival<Statement>>, how: &Settle) -> (Option<Statement>, usize) {
        let mut corpus = corpus(rivals);
        let before = corpus.set(&key()).cloned();
        let now = jiff::Timestamp::from_second(9).expect("a time");
        let edit = settle_statement(&corpus, &key(), id(), 0, how, now).expect("there is one");
        let (inverse, _) = apply(&mut corpus, edit).expect("fits");
        let set = corpus.set(&key()).cloned().expect("says something");
        let found = (set.get(id()).map(|statement| (**statement).clone()), set.rivals().get(&id()).map_or(0, Vec::len));
        apply(&mut corpus, inverse).expect("can be undone");
        assert_eq!(corpus.set(&key()).cloned(), before);
        found
    }

    #[test]
    fn a_rival_of_a_statement_is_taken_refused_or_taken_in_part() {
        let theirs = || Rival::Edited(statement("against", "theirs"));
        let (kept, n_left) = settled(vec![theirs(), Rival::Deleted], &Settle::KeepOurs);
        assert_eq!((kept, n_left), (Some(statement("for", "mine")), 1));
        let modified = jiff::Timestamp::from_second(9).ok();
        let (taken, n_left) = settled(vec![theirs()], &Settle::TakeTheirs);
        assert_eq!((taken, n_left), (Some(Statement { modified, ..statement("against", "theirs") }), 0));
        let (part, _) = settled(vec![theirs()], &Settle::TakeFields(vec![Field::Note]));
        assert_eq!(part, Some(Statement { modified, ..statement("for", "theirs") }));
        assert_eq!(settled(vec![Rival::Deleted, theirs()], &Settle::TakeTheirs), (None, 0));
        assert_eq!(settled(vec![Rival::Deleted], &Settle::KeepOurs), (Some(statement("for", "mine")), 0));
        let corpus = corpus(vec![theirs()]);
        assert_eq!(settle_statement(&corpus, &key(), id(), 1, &Settle::KeepOurs, jiff::Timestamp::UNIX_EPOCH), None);
    }

    #[test]
    fn a_rival_of_a_theme_never_makes_a_circle() {
        let mut corpus = corpus(Vec::new());
        let a = EntryId::Theme("a".into());
        let edit = settle_entry(&corpus.codebook, &a, 0, &Settle::TakeTheirs).expect("there is one");
        apply(&mut corpus, edit).expect("fits");
        let theme = corpus.codebook.themes.get(&"a".into()).expect("is there");
        assert_eq!((theme.name.as_str(), &theme.parent), ("A", &None));
        assert_eq!(corpus.codebook.rivals.get(&a), Some(&vec![Rival::Deleted]));
        let edit = settle_entry(&corpus.codebook, &a, 0, &Settle::TakeTheirs).expect("there is one");
        apply(&mut corpus, edit).expect("fits");
        assert!(corpus.codebook.themes.get(&"a".into()).is_none() && corpus.codebook.rivals.is_empty());
        // Where ours is gone, theirs comes back.
        let stance = Stance { id: "s".into(), ..stance() };
        corpus.codebook.rivals.insert(EntryId::Stance("s".into()), vec![Rival::Edited(AnyEntry::Stance(stance))]);
        let edit =
            settle_entry(&corpus.codebook, &EntryId::Stance("s".into()), 0, &Settle::TakeTheirs).expect("is one");
        apply(&mut corpus, edit).expect("fits");
        assert!(corpus.codebook.stances.get(&"s".into()).is_some() && corpus.codebook.rivals.is_empty());
    }

    fn stance() -> Stance {
        let (glyph, colour) = Stance::signs_for(None);
        Stance {
            id: "s".into(),
            name: "S".to_owned(),
            definition: String::new(),
            position: None,
            colour,
            glyph,
            key: None,
        }
    }

    #[test]
    fn a_rival_of_a_document_is_taken_or_refused() {
        for (how, title) in [(Settle::TakeTheirs, "T"), (Settle::KeepOurs, "")] {
            let mut corpus = corpus(Vec::new());
            let edit = settle_document(&corpus, &"a.txt".into(), 0, &how).expect("there is one");
            apply(&mut corpus, edit).expect("fits");
            let document = corpus.document(&"a.txt".into()).expect("is there");
            assert_eq!((document.meta.title.as_str(), document.rivals.len()), (title, 0));
        }
    }
}
