//! Finding entries by what is typed, over names folded once.

use super::fit::Fit;
use super::keys::{Found, Keys};
use super::wanted::Wanted;
use crate::text::{NearNames, Nearness};
use std::collections::HashMap;

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

impl Index {
    /// Folds what the entries are found by.
    pub fn new<'a>(entries: impl Iterator<Item = Found<'a>>) -> Self {
        let mut index = Self::default();
        for (at, entry) in entries.enumerate() {
            for name in std::iter::once(entry.name).chain(entry.aliases.iter().map(String::as_str)) {
                index.names.push(name.to_owned());
                index.entry_of_name.push(at);
            }
            index.keys.push(Keys::new(&entry));
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
        let n_sure = hits.iter().filter(|hit| !wanted.is_word() || hit.fit < Fit::Scattered).count();
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
