//! What an entry is found by, and the same folded.

use super::letters::LetterSet;
use crate::text::fold;

/// What an entry is found by.
#[derive(Clone, Debug, Default)]
pub struct Found<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its other names.
    pub aliases: &'a [String],
    /// Role and organisation on the date of the document.
    pub office: String,
    /// Roles and organisations on other dates.
    pub other_offices: String,
    /// What stands above it.
    pub path: String,
    /// Its definition, when to use it, a note.
    pub words: String,
    /// Whether it hardly spoke on that day: its offices are of other dates.
    pub is_out_of_office: bool,
}

/// The same, folded, with what lets most entries be passed over.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) office: String,
    pub(super) other_offices: String,
    pub(super) path: String,
    pub(super) words: String,
    pub(super) is_out_of_office: bool,
    /// Which letters the name, the aliases and the office have.
    pub(super) letters: KeyLetters,
    /// Which letters begin their words and those of the other fields.
    pub(super) initials: KeyInitials,
    /// All of it, to pass over most entries in one go.
    pub(super) all: String,
}

#[derive(Debug)]
pub(super) struct KeyLetters {
    pub(super) name: LetterSet,
    pub(super) aliases: LetterSet,
    pub(super) office: LetterSet,
}

#[derive(Debug)]
pub(super) struct KeyInitials {
    pub(super) aliases: LetterSet,
    pub(super) office: LetterSet,
    pub(super) other_offices: LetterSet,
    pub(super) path: LetterSet,
    pub(super) words: LetterSet,
}

impl Keys {
    /// Folds what an entry is found by.
    pub(super) fn new(entry: &Found<'_>) -> Self {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| fold(alias)).collect();
        let (name, path, words) = (fold(entry.name), fold(&entry.path), fold(&entry.words));
        let (office, other_offices) = (fold(&entry.office), fold(&entry.other_offices));
        let all = [&name, &office, &other_offices, &path, &words].into_iter().chain(&aliases);
        let all = all.map(String::as_str).collect::<Vec<_>>().join("\n");
        let letters = KeyLetters {
            name: LetterSet::of([name.as_str()]),
            aliases: LetterSet::of(aliases.iter().map(String::as_str)),
            office: LetterSet::of([office.as_str()]),
        };
        let initials = KeyInitials {
            aliases: LetterSet::of_initials(aliases.iter().map(String::as_str)),
            office: LetterSet::of_initials([office.as_str()]),
            other_offices: LetterSet::of_initials([other_offices.as_str()]),
            path: LetterSet::of_initials([path.as_str()]),
            words: LetterSet::of_initials([words.as_str()]),
        };
        let is_out_of_office = entry.is_out_of_office;
        Self { name, aliases, office, other_offices, path, words, is_out_of_office, letters, initials, all }
    }
}
