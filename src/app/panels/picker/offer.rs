//! What a picker lists for what is typed, in which order and under which heads.

use super::fit::Fit;
use super::index::{Index, Usage};
use std::collections::HashSet;

/// Entries listed at once for what is typed; nobody scrolls farther.
const MAX_FOUND: usize = 200;
/// Entries under *Recent*.
const MAX_RECENT: usize = 5;
/// Rows before the one that makes a new entry, so that it is seen without scrolling.
const MAX_BEFORE_NEW: usize = 5;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The entry at this place in the codebook.
    Known(usize),
    /// A new entry, of the kind of this number.
    New(usize),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it stands for.
    pub choice: Choice,
    /// The head above it, where a new section begins.
    pub head: Option<&'static str>,
    /// How it fits what is typed.
    pub fit: Option<Fit>,
    /// The name that is nearly what is typed: of this entry, or of another where this row makes a new one.
    pub near: Option<String>,
}

impl Listed {
    const fn known(at: usize, head: Option<&'static str>, fit: Option<Fit>) -> Self {
        Self { choice: Choice::Known(at), head, fit, near: None }
    }
}

/// What is listed for what is typed; `n_new` kinds of new entry of the name `new_name` are offered.
///
/// Names that are nearly the same come first, so that Enter takes what is there. What makes a new entry stands
/// before those that only share some letters, and within the first rows.
pub fn list(index: &Index, usage: &Usage, typed: &str, new_name: &str, n_new: usize) -> Vec<Listed> {
    if typed.trim().is_empty() {
        return sections(index.len(), usage);
    }
    let (hits, n_sure) = index.find(typed, usage, MAX_FOUND);
    let near = if n_new > 0 { index.near(new_name) } else { Vec::new() };
    // Somebody on the way to a longer name has not misspelled a shorter one.
    let is_on_the_way = hits.first().is_some_and(|hit| hit.fit <= Fit::NameBegins);
    let is_found = |at: usize| hits.iter().any(|hit| hit.at == at && hit.fit <= Fit::NameBegins);
    let asked: Vec<Listed> = near
        .iter()
        .filter(|near| !(is_found(near.at) || near.is_misspelled && is_on_the_way))
        .map(|near| Listed { near: Some(near.name.to_owned()), ..Listed::known(near.at, None, None) })
        .collect();
    let places: HashSet<Choice> = asked.iter().map(|listed| listed.choice).collect();
    let n_asked = asked.len();
    let mut n_before = n_asked;
    let mut rows = asked;
    for (nth, hit) in hits.iter().enumerate() {
        if !places.contains(&Choice::Known(hit.at)) {
            rows.push(Listed::known(hit.at, None, Some(hit.fit)));
            n_before += usize::from(nth < n_sure);
        }
    }
    let new_row = |kind| Listed {
        choice: Choice::New(kind),
        head: None,
        fit: None,
        near: near.first().map(|near| near.name.to_owned()),
    };
    let at = n_before.min(MAX_BEFORE_NEW);
    rows.splice(at..at, (0..n_new).map(new_row));
    rows
}

/// Those used last in this session, those of the document, then all.
fn sections(n: usize, usage: &Usage) -> Vec<Listed> {
    let recent: Vec<usize> = usage.recent.iter().copied().filter(|at| *at < n).take(MAX_RECENT).collect();
    let mut used: Vec<(usize, usize)> = usage.in_document.iter().map(|(at, n)| (*at, *n)).collect();
    used.retain(|(at, _)| *at < n && !recent.contains(at));
    used.sort_unstable_by_key(|(at, n)| (std::cmp::Reverse(*n), *at));
    let used: Vec<usize> = used.into_iter().map(|(at, _)| at).collect();
    let above: HashSet<usize> = recent.iter().chain(&used).copied().collect();
    let rest: Vec<usize> = (0..n).filter(|at| !above.contains(at)).collect();
    let all_head = (!above.is_empty()).then_some(if rest.len() == n { "All" } else { "All others" });
    let parts = [(Some("Recent"), recent), (Some("In this document"), used), (all_head, rest)];
    let rows = parts.into_iter().flat_map(|(head, places)| {
        places.into_iter().enumerate().map(move |(nth, at)| Listed::known(at, head.filter(|_| nth == 0), None))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::super::keys::Found;
    use super::*;

    fn index(names: &[(&'static str, &str)]) -> Index {
        Index::new(names.iter().map(|(name, words)| Found { name, words: (*words).to_owned(), ..Found::default() }))
    }

    fn shown(rows: &[Listed]) -> Vec<String> {
        let row = |listed: &Listed| {
            let head = listed.head.map(|head| format!("{head}: ")).unwrap_or_default();
            let near = listed.near.as_ref().map(|near| format!(" ~ {near}")).unwrap_or_default();
            match listed.choice {
                Choice::Known(at) => format!("{head}{at}{near}"),
                Choice::New(_) => format!("new{near}"),
            }
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn an_empty_field_lists_recent_then_those_of_the_document_then_all() {
        let index = index(&[("A", ""), ("B", ""), ("C", ""), ("D", ""), ("E", "")]);
        let usage = Usage { in_document: [(1, 2), (3, 9), (4, 2)].into(), recent: vec![4, 0] };
        let rows = list(&index, &usage, " ", "", 1);
        assert_eq!(shown(&rows), ["Recent: 4", "0", "In this document: 3", "1", "All others: 2"]);
        assert_eq!(shown(&list(&index, &Usage::default(), "", "", 1)), ["0", "1", "2", "3", "4"]);
    }

    #[test]
    fn what_is_nearly_the_same_comes_first_and_the_new_row_says_so() {
        let index = index(&[("Work force of tomorrow", ""), ("Pay", ""), ("Workforce", "")]);
        let typed = "work force";
        assert_eq!(shown(&list(&index, &Usage::default(), typed, typed, 1)), ["2 ~ Workforce", "0", "new ~ Workforce"]);
        let plans = self::index(&[("Workforce planning", ""), ("Workforce", "")]);
        let typed = "workforce pl";
        let rows = list(&plans, &Usage::default(), typed, typed, 1);
        assert_eq!(shown(&rows), ["0", "new ~ Workforce"], "on the way to a longer name");
        // A name that what is typed begins is found anyway: nobody has to be asked.
        assert_eq!(shown(&list(&index, &Usage::default(), "workforc", "workforc", 1)), ["2", "new ~ Workforce", "0"]);
    }

    #[test]
    fn a_new_entry_is_offered_within_sight_and_before_those_that_share_letters() {
        let many: Vec<(&str, &str)> = (0..9).map(|_| ("Other", "about pay")).collect();
        let rows = list(&index(&many), &Usage::default(), "pay", "pay", 2);
        assert_eq!(shown(&rows)[4..8], ["4", "new", "new", "5"]);
        let rows = list(&index(&[("Primary and community care", "")]), &Usage::default(), "pacc", "pacc", 1);
        assert_eq!(shown(&rows), ["new", "0"]);
    }
}
