//! Finding entries by what is typed, over names folded once.

use super::letters::LetterSet;
use crate::text::{NearNames, Nearness, fold};
use memchr::memmem::Finder;
use std::collections::HashMap;

/// Up to so many letters are taken for letters picked out of a name; more are a word.
const MAX_LETTERS: usize = 3;

/// Words that tell nothing apart.
const LITTLE: [&str; 7] = ["a", "an", "and", "at", "for", "of", "the"];

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

/// How well an entry fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name is what is typed.
    Exact,
    /// The name begins with it.
    NameBegins,
    /// A word of the name does.
    NameWordBegins,
    /// The office held on the date of the document has its words.
    Office,
    /// Another name has it; the number tells which.
    Alias(usize),
    /// It stands in the middle of a word of the name.
    InName,
    /// It is in the path.
    Path,
    /// It stands in the definition.
    Words,
    /// An office held on other dates has its words.
    OtherOffice,
    /// Its words stand in the definition, one here, one there.
    Scattered,
    /// Its letters are in the name, in order; fewer words begun and a longer way between them come later.
    Letters(usize),
}

impl Fit {
    /// Its order; the number of an alias does not count.
    const fn rank(self) -> (u8, usize) {
        match self {
            Self::Exact => (0, 0),
            Self::NameBegins => (1, 0),
            Self::NameWordBegins => (2, 0),
            Self::Office => (3, 0),
            Self::Alias(_) => (4, 0),
            Self::InName => (5, 0),
            Self::Path => (6, 0),
            Self::Words => (7, 0),
            Self::OtherOffice => (8, 0),
            Self::Scattered => (9, 0),
            Self::Letters(way) => (10, way),
        }
    }
}

/// An entry that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the index.
    pub at: usize,
    /// How well it fits.
    pub fit: Fit,
}

/// An entry of which a name is nearly what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'a> {
    /// Its place in the index.
    pub at: usize,
    /// That name.
    pub name: &'a str,
    /// Whether letters differ, not only spaces, signs, a plural or the order of the words.
    pub is_misspelled: bool,
}

/// What breaks a tie between entries that fit as well.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    /// How often each is used in the document.
    pub in_document: HashMap<usize, usize>,
    /// Those used in this session, the latest first.
    pub recent: Vec<usize>,
}

impl Usage {
    /// What sorts entries that fit as well: most used in the document, latest used, order of the codebook.
    fn weight(&self, at: usize) -> (std::cmp::Reverse<usize>, usize, usize) {
        let uses = self.in_document.get(&at).copied().unwrap_or(0);
        let recency = self.recent.iter().position(|other| *other == at).unwrap_or(usize::MAX);
        (std::cmp::Reverse(uses), recency, at)
    }
}

/// Entries, folded for finding.
#[derive(Debug, Default)]
pub struct Index {
    keys: Vec<Keys>,
    names: Vec<String>,
    near_names: NearNames,
    entry_of_name: Vec<usize>,
}

#[derive(Debug)]
struct Keys {
    name: String,
    aliases: Vec<String>,
    office: String,
    other_offices: String,
    path: String,
    words: String,
    is_out_of_office: bool,
    /// Which letters the name, the aliases and the office have.
    letters: KeyLetters,
    /// All of it, to pass over most entries in one go.
    all: String,
}

#[derive(Debug)]
struct KeyLetters {
    name: LetterSet,
    aliases: LetterSet,
    office: LetterSet,
}

impl Index {
    /// Folds what the entries are found by.
    pub fn new<'a>(entries: impl Iterator<Item = Found<'a>>) -> Self {
        let mut index = Self::default();
        for (at, entry) in entries.enumerate() {
            for name in std::iter::once(entry.name).chain(entry.aliases.iter().map(String::as_str)) {
                index.names.push(name.to_owned());
                index.entry_of_name.push(at);
            }
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
            let is_out_of_office = entry.is_out_of_office;
            index.keys.push(Keys { name, aliases, office, other_offices, path, words, is_out_of_office, letters, all });
        }
        index.near_names = NearNames::new(index.names.iter().map(String::as_str));
        index
    }

    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no entry.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// At most `limit` entries that fit what is typed, best first, and how many of them, from the first on, hold it
    /// as it stands: the others only hold its letters, or its words here and there in a definition, and somebody who
    /// typed a whole name hardly meant them.
    pub fn find(&self, typed: &str, usage: &Usage, limit: usize) -> (Vec<Hit>, usize) {
        let Some(wanted) = Wanted::new(typed) else { return (Vec::new(), 0) };
        let fits = self.keys.iter().enumerate().filter_map(|(at, keys)| Some(Hit { at, fit: wanted.fit(keys)? }));
        let mut hits: Vec<Hit> = fits.collect();
        // Letters picked out of names are for those who find nothing else, or type no word.
        let is_word = wanted.whole.chars().count() > MAX_LETTERS;
        let n_sure = hits.iter().filter(|hit| !is_word || hit.fit < Fit::Scattered).count();
        let rank = |hit: &Hit| (hit.fit.rank(), self.keys[hit.at].is_out_of_office);
        let mut weighed: Vec<_> = hits.drain(..).map(|hit| (rank(&hit), usage.weight(hit.at), hit)).collect();
        if weighed.len() > limit {
            weighed.select_nth_unstable_by_key(limit, |(rank, weight, _)| (*rank, *weight));
            weighed.truncate(limit);
        }
        weighed.sort_unstable_by_key(|(rank, weight, _)| (*rank, *weight));
        hits.extend(weighed.into_iter().map(|(.., hit)| hit));
        (hits, n_sure.min(limit))
    }

    /// The entries of which a name is nearly the same as `name`, the nearest first.
    pub fn near(&self, name: &str) -> Vec<Near<'_>> {
        let mut near: Vec<Near<'_>> = Vec::new();
        for (nearness, place) in self.near_names.nearest(name) {
            let (at, other) = (self.entry_of_name[place], self.names[place].as_str());
            if near.iter().all(|near| near.at != at) {
                let is_misspelled = matches!(nearness, Nearness::Spelling(_));
                near.push(Near { at, name: other, is_misspelled });
            }
        }
        near
    }
}

/// What is typed, made ready for finding.
struct Wanted {
    whole: String,
    finder: Finder<'static>,
    words: Vec<Finder<'static>>,
    letters: Vec<char>,
    /// The letters of the words that tell, and all.
    sets: (LetterSet, LetterSet),
}

impl Wanted {
    fn new(typed: &str) -> Option<Self> {
        let whole = fold(typed.trim());
        if whole.is_empty() {
            return None;
        }
        let finder = Finder::new(&whole).into_owned();
        let words = telling_words(&whole).map(|word| Finder::new(word).into_owned()).collect();
        let letters = whole.chars().filter(|c| !c.is_whitespace()).collect();
        let sets = (LetterSet::of(telling_words(&whole)), LetterSet::of([whole.as_str()]));
        Some(Self { whole, finder, words, letters, sets })
    }

    fn fit(&self, keys: &Keys) -> Option<Fit> {
        if self.words.iter().any(|word| word.find(keys.all.as_bytes()).is_none()) {
            return self.letters_fit(keys);
        }
        let of_name = self.name_fit(keys);
        if of_name.is_some_and(|fit| fit < Fit::InName) {
            return of_name;
        }
        if keys.letters.office.holds(self.sets.0) && self.has_words(&keys.office) {
            return Some(Fit::Office);
        }
        let aliases = if keys.letters.aliases.holds(self.sets.0) { keys.aliases.as_slice() } else { &[] };
        if let Some(nth) = aliases.iter().position(|alias| self.has_words(alias)) {
            return Some(Fit::Alias(nth));
        }
        if of_name.is_some() {
            return of_name;
        }
        if self.has_words(&keys.path) {
            return Some(Fit::Path);
        }
        if self.finder.find_iter(keys.words.as_bytes()).any(|at| begins_word(&keys.words, at)) {
            return Some(Fit::Words);
        }
        if self.has_words(&keys.other_offices) {
            return Some(Fit::OtherOffice);
        }
        if self.has_words(&keys.words) {
            return Some(Fit::Scattered);
        }
        self.letters_fit(keys)
    }

    fn name_fit(&self, keys: &Keys) -> Option<Fit> {
        let name = keys.name.as_str();
        if !keys.letters.name.holds(self.sets.0) {
            return None;
        }
        let Some(first) = self.finder.find(name.as_bytes()) else {
            // Words in another order, such as the family name first.
            return (self.whole.contains(' ') && self.has_words(name)).then_some(Fit::NameWordBegins);
        };
        Some(match first {
            0 if name.len() == self.whole.len() => Fit::Exact,
            0 => Fit::NameBegins,
            _ if self.finder.find_iter(name.as_bytes()).any(|at| begins_word(name, at)) => Fit::NameWordBegins,
            _ => Fit::InName,
        })
    }

    /// Whether each word typed begins a word of `text`.
    fn has_words(&self, text: &str) -> bool {
        let has = |word: &Finder<'_>| word.find_iter(text.as_bytes()).any(|at| begins_word(text, at));
        !text.is_empty() && self.words.iter().all(has)
    }

    /// Letters in order: those that begin a word count most, then the way from the first to the last.
    fn letters_fit(&self, keys: &Keys) -> Option<Fit> {
        let name = keys.name.as_str();
        if !keys.letters.name.holds(self.sets.1) {
            return None;
        }
        let initials = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
        if initials.take(self.letters.len()).eq(self.letters.iter().copied()) {
            return Some(Fit::Letters(0));
        }
        let mut wanted = self.letters.iter().peekable();
        let (mut n_inside, mut first, mut last) = (0, None, 0);
        let mut before = ' ';
        for (at, c) in name.chars().enumerate() {
            if wanted.peek().is_some_and(|wanted| **wanted == c) {
                wanted.next();
                n_inside += usize::from(before.is_alphanumeric());
                first = first.or(Some(at));
                last = at;
            }
            before = c;
        }
        let begins = usize::from(first != Some(0));
        wanted.peek().is_none().then(|| Fit::Letters(1 + (begins + n_inside) * 100 + last - first.unwrap_or(0)))
    }
}

/// The words of what is typed, folded; little ones only where there is no other, so that "the secretary of state for
/// health" finds an office however it is written.
pub fn telling_words(folded: &str) -> impl Iterator<Item = &str> {
    let is_little = |word: &&str| LITTLE.contains(word);
    let keeps_all = folded.split_whitespace().all(|word| is_little(&word));
    folded.split_whitespace().filter(move |word| keeps_all || !is_little(word))
}

/// Whether no letter stands before this place.
pub fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, entries: &[Found<'_>], usage: &Usage) -> Vec<usize> {
        Index::new(entries.iter().cloned()).find(typed, usage, 99).0.into_iter().map(|hit| hit.at).collect()
    }

    fn named(name: &str) -> Found<'_> {
        Found { name, ..Found::default() }
    }

    #[test]
    fn the_better_fit_comes_first() {
        let aliases = ["the care people".to_owned()];
        let entries = [
            Found { name: "Cuts to art and events", ..Found::default() },
            Found { name: "G", other_offices: "care minister".to_owned(), ..Found::default() },
            Found { name: "H", words: "Who gets care.".to_owned(), ..Found::default() },
            Found { name: "I", path: "Care > Homes".to_owned(), ..Found::default() },
            Found { name: "J", aliases: &aliases, ..Found::default() },
            Found { name: "K", office: "head, Care Board".to_owned(), ..Found::default() },
            named("Scarecrows"),
            named("Local care"),
            named("Care homes"),
            named("Care"),
        ];
        assert_eq!(found("Care", &entries, &Usage::default()), [9, 8, 7, 5, 4, 6, 3, 2, 1, 0]);
        assert_eq!(found("homes care", &entries, &Usage::default()), [8, 3], "words in any order");
        let (hits, n_sure) = Index::new(entries.iter().cloned()).find("gets who", &Usage::default(), 9);
        assert_eq!((hits[0].at, hits[0].fit, n_sure), (2, Fit::Scattered, 0));
        assert_eq!(found("the board for care", &entries, &Usage::default()), [5], "little words are left out");
        assert_eq!(found("the", &entries, &Usage::default())[0], 4, "unless they are all that is typed");
        assert!(found("zzz", &entries, &Usage::default()).is_empty());
    }

    #[test]
    fn use_breaks_a_tie() {
        let entries = [named("Pay A"), named("Pay B"), named("Pay C"), named("Pay D")];
        let usage = Usage { in_document: [(2, 3)].into(), recent: vec![3] };
        assert_eq!(found("pay", &entries, &usage), [2, 3, 0, 1]);
        let entries = entries.map(|entry| Found { is_out_of_office: entry.name == "Pay C", ..entry });
        assert_eq!(found("pay", &entries, &usage), [3, 0, 1, 2]);
    }

    #[test]
    fn letters_find_a_name_and_beginnings_of_words_count_most() {
        let entries = [named("Electrical works"), named("Local care"), named("Devolution")];
        assert_eq!(found("lc", &entries, &Usage::default()), [1, 0]);
        assert_eq!(found("dv", &entries, &Usage::default()), [2]);
        assert_eq!(found("therese", &[named("Thérèse Coffey")], &Usage::default()), [0]);
    }

    #[test]
    fn a_near_name_or_alias_tells_the_entry() {
        let aliases = ["Dorrell".to_owned()];
        let index = Index::new([Found { name: "Stephen Dorrell", aliases: &aliases, ..Found::default() }].into_iter());
        assert_eq!(index.near("Stephen Dorrel"), [Near { at: 0, name: "Stephen Dorrell", is_misspelled: true }]);
        assert_eq!(index.near("Dorrells"), [Near { at: 0, name: "Dorrell", is_misspelled: false }]);
        assert_eq!(index.near("Stephen"), []);
    }
}
