//! What is typed, and how well an entry fits it.

use super::fit::Fit;
use super::keys::Keys;
use super::letters::LetterSet;
use crate::text::fold;
use memchr::memmem::Finder;

/// Up to so many letters are taken for letters picked out of a name; more are a word.
const MAX_LETTERS: usize = 3;

/// Words that tell nothing apart.
const LITTLE: [&str; 7] = ["a", "an", "and", "at", "for", "of", "the"];

/// What is typed, made ready for finding.
pub(super) struct Wanted {
    whole: String,
    finder: Finder<'static>,
    words: Vec<Finder<'static>>,
    letters: Vec<char>,
    /// The letters of the words that tell, and all.
    sets: (LetterSet, LetterSet),
    /// The letters that begin the words that tell.
    initials: LetterSet,
}

impl Wanted {
    pub(super) fn new(typed: &str) -> Option<Self> {
        let whole = fold(typed.trim());
        if whole.is_empty() {
            return None;
        }
        let finder = Finder::new(&whole).into_owned();
        let words = telling_words(&whole).map(|word| Finder::new(word).into_owned()).collect();
        let letters = whole.chars().filter(|c| !c.is_whitespace()).collect();
        let sets = (LetterSet::of(telling_words(&whole)), LetterSet::of([whole.as_str()]));
        let initials = LetterSet::of(telling_words(&whole).filter_map(|word| word.get(..1)));
        Some(Self { whole, finder, words, letters, sets, initials })
    }

    /// Whether it is more than letters picked out of a name.
    pub(super) fn is_word(&self) -> bool {
        self.whole.chars().count() > MAX_LETTERS
    }

    /// How well an entry fits, if it does.
    pub(super) fn fit(&self, keys: &Keys) -> Option<Fit> {
        if self.words.iter().any(|word| word.find(keys.all.as_bytes()).is_none()) {
            return self.letters_fit(keys);
        }
        let of_name = self.name_fit(keys);
        if of_name.is_some_and(|fit| fit < Fit::InName) {
            return of_name;
        }
        let begins = |initials: LetterSet| initials.holds(self.initials);
        if begins(keys.initials.office) && keys.letters.office.holds(self.sets.0) && self.has_words(&keys.office) {
            return Some(Fit::Office);
        }
        let may_be_alias = begins(keys.initials.aliases) && keys.letters.aliases.holds(self.sets.0);
        let aliases = if may_be_alias { keys.aliases.as_slice() } else { &[] };
        if let Some(nth) = aliases.iter().position(|alias| self.has_words(alias)) {
            return Some(Fit::Alias(nth));
        }
        if of_name.is_some() {
            return of_name;
        }
        if begins(keys.initials.path) && self.has_words(&keys.path) {
            return Some(Fit::Path);
        }
        let may_be_words = begins(keys.initials.words);
        if may_be_words && self.finder.find_iter(keys.words.as_bytes()).any(|at| begins_word(&keys.words, at)) {
            return Some(Fit::Words);
        }
        if begins(keys.initials.other_offices) && self.has_words(&keys.other_offices) {
            return Some(Fit::OtherOffice);
        }
        if may_be_words && self.has_words(&keys.words) {
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
