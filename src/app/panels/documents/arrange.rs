//! Sorting, grouping and narrowing the documents: from a corpus and choices to the lines of the list.

use super::words::spoken;
use crate::app::arrangement::{Arrangement, Group, Narrowing, Quick, Sort};
use crate::app::progress::Reached;
use crate::model::{AnnotationSet, Coder, Corpus, DocPath, Document, PartialDate, SetKey};
use crate::text::{Needle, fold};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The head of the group of this number.
    Head(usize),
    /// The document that stands here in the corpus.
    Document(usize),
}

/// The documents that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// By which it is remembered as folded.
    pub(super) key: String,
    /// What people read.
    pub(super) name: String,
    pub(super) n_documents: usize,
    pub(super) n_done: usize,
    pub(super) is_folded: bool,
}

/// The list as it is to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arranged {
    pub(super) lines: Vec<Line>,
    pub(super) headings: Vec<Heading>,
    /// Documents that the narrowing leaves in, folded away or not.
    pub(super) n_found: usize,
    /// Documents of the corpus that are done.
    pub(super) n_done: usize,
}

impl Arranged {
    /// How many documents are shown.
    pub(super) const fn n_shown(&self) -> usize {
        self.lines.len() - self.headings.len()
    }

    /// The documents shown, in order, as they stand in the corpus.
    pub(super) fn documents(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.lines.iter().filter_map(|line| match line {
            Line::Document(at) => Some(*at),
            Line::Head(_) => None,
        })
    }
}

/// How far one document is coded.
#[derive(Clone, Copy)]
struct Coded<'a> {
    set: Option<&'a AnnotationSet>,
    reached: Reached,
}

/// Puts the documents of `corpus` in order, as `coder` has coded them; `coverage` is asked only where it is sorted by.
pub(super) fn arrange(
    corpus: &Corpus,
    coder: &Coder,
    chosen: &Arrangement,
    narrowing: &Narrowing,
    coverage: &mut dyn FnMut(&Document) -> Option<f64>,
) -> Arranged {
    let documents = corpus.documents();
    let all_coded = coded(corpus, coder);
    let needles: Vec<Needle> = narrowing.words.split_whitespace().filter_map(Needle::new).collect();
    let mut found: Vec<usize> = (0..documents.len())
        .filter(|at| is_among(all_coded[*at], narrowing) && has_words(&documents[*at], &needles))
        .collect();
    sort(&mut found, documents, &all_coded, chosen, coverage);
    let n_done = all_coded.iter().filter(|coded| coded.reached.is_done()).count();
    let n_found = found.len();
    if chosen.group == Group::None {
        let lines = found.into_iter().map(Line::Document).collect();
        return Arranged { lines, headings: Vec::new(), n_found, n_done };
    }
    let mut groups: BTreeMap<GroupKey, Vec<usize>> = BTreeMap::new();
    for at in found {
        groups.entry(group_of(&documents[at], all_coded[at].reached, &chosen.group)).or_default().push(at);
    }
    let mut groups: Vec<(GroupKey, Vec<usize>)> = groups.into_iter().collect();
    if chosen.is_descending && chosen.sort == Sort::Date && matches!(chosen.group, Group::Year | Group::Month) {
        // What has no date stays behind.
        let n_dated = groups.iter().filter(|(key, _)| !key.is_missing).count();
        groups[..n_dated].reverse();
    }
    let mut arranged = Arranged { n_found, n_done, ..Arranged::default() };
    for (key, members) in groups {
        let n_done = members.iter().filter(|at| all_coded[**at].reached.is_done()).count();
        let (is_folded, n_documents) = (chosen.folded.contains(&key.order), members.len());
        arranged.lines.push(Line::Head(arranged.headings.len()));
        arranged.headings.push(Heading { key: key.order, name: key.name, n_documents, n_done, is_folded });
        if !is_folded {
            arranged.lines.extend(members.into_iter().map(Line::Document));
        }
    }
    arranged
}

/// How far each document is coded, in the order of the corpus. Documents and sets both stand by path.
fn coded<'a>(corpus: &'a Corpus, coder: &Coder) -> Vec<Coded<'a>> {
    let first = SetKey::new(coder.clone(), DocPath::from(""));
    let mut sets = corpus.sets().range(first..).take_while(|(key, _)| key.coder == *coder).peekable();
    let of = |document: &Document| {
        while sets.next_if(|(key, _)| key.document < document.path).is_some() {}
        let set = sets.next_if(|(key, _)| key.document == document.path).map(|(_, set)| set);
        Coded { set, reached: Reached::of(set) }
    };
    corpus.documents().iter().map(of).collect()
}

fn is_among(coded: Coded<'_>, narrowing: &Narrowing) -> bool {
    let is_true = |quick: &Quick| match quick {
        Quick::Reached(reached) => coded.reached == *reached,
        Quick::Unsure => coded.set.is_some_and(|set| set.in_order().any(|statement| statement.is_unsure)),
    };
    narrowing.quick.is_empty() || narrowing.quick.iter().any(is_true)
}

fn has_words(document: &Document, needles: &[Needle]) -> bool {
    if needles.is_empty() {
        return true;
    }
    let meta = &document.meta;
    let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
    let plain = [document.title(), document.path.as_str(), &meta.source, &meta.kind, &date, &meta.note];
    let variables = meta.variables.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]);
    let all: Vec<String> = plain.into_iter().chain(variables).map(fold).collect();
    needles.iter().all(|needle| all.iter().any(|field| needle.is_in(field)))
}

/// What one document is sorted by; what is not known comes last, whatever the direction.
#[derive(PartialEq, PartialOrd)]
enum SortKey {
    Number(f64),
    Text(String),
    Date(jiff::civil::Date, jiff::civil::Date),
    Reached(Reached),
}

fn sort(
    found: &mut [usize],
    documents: &[Document],
    coded: &[Coded<'_>],
    chosen: &Arrangement,
    coverage: &mut dyn FnMut(&Document) -> Option<f64>,
) {
    if chosen.sort == Sort::Path {
        if chosen.is_descending {
            found.reverse();
        }
        return;
    }
    let mut keys: Vec<Option<SortKey>> = std::iter::repeat_with(|| None).take(documents.len()).collect();
    for at in found.iter().copied() {
        keys[at] = sort_key(&documents[at], coded[at], &chosen.sort, coverage);
    }
    let compare = |a: &usize, b: &usize| match (&keys[*a], &keys[*b]) {
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
            if chosen.is_descending { order.reverse() } else { order }
        }
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    // Those that are equal stay by path.
    found.sort_by(compare);
}

fn sort_key(
    document: &Document,
    coded: Coded<'_>,
    sort: &Sort,
    coverage: &mut dyn FnMut(&Document) -> Option<f64>,
) -> Option<SortKey> {
    let meta = &document.meta;
    let text = |text: &str| (!text.is_empty()).then(|| SortKey::Text(fold(text)));
    match sort {
        Sort::Path => None,
        Sort::Title => text(document.title()),
        Sort::Date => document.days().map(|days| SortKey::Date(days.first, days.last)),
        Sort::Source => text(&meta.source),
        Sort::Kind => text(&meta.kind),
        Sort::Progress => Some(SortKey::Reached(coded.reached)),
        Sort::Statements => Some(SortKey::Number(coded.set.map_or(0, AnnotationSet::len) as f64)),
        Sort::Coverage => coverage(document).map(SortKey::Number),
        Sort::Variable(name) => {
            let value = meta.variables.get(name)?;
            // Numbers go by size: a tenth wave comes after the second.
            value.trim().parse().ok().filter(|n: &f64| n.is_finite()).map(SortKey::Number).or_else(|| text(value))
        }
    }
}

/// The group of a document: known ones in order, then that of which nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    is_missing: bool,
    order: String,
    name: String,
}

fn group_of(document: &Document, reached: Reached, group: &Group) -> GroupKey {
    let meta = &document.meta;
    let known = |order: String, name: String| GroupKey { is_missing: false, order, name };
    let missing = |what: &str| GroupKey { is_missing: true, order: String::new(), name: format!("No {what}") };
    let words = |value: &str, what: &str| match value {
        "" => missing(what),
        // The letters as they are tell two values apart that fold to the same.
        value => known(format!("{}\0{value}", fold(value)), value.to_owned()),
    };
    let dated = |n_letters: usize| {
        let Some(date) = meta.date else { return missing("date") };
        let mut from = date.from.to_string();
        from.truncate(n_letters);
        let name = PartialDate::parse(&from).map_or_else(|| from.clone(), spoken);
        known(from, name)
    };
    match group {
        Group::None => known(String::new(), String::new()),
        Group::Folder => match document.path.as_str().rsplit_once('/') {
            Some((folder, _)) => known(folder.to_owned(), folder.to_owned()),
            None => known(String::new(), "Top folder".to_owned()),
        },
        Group::Progress => known((reached as u8).to_string(), reached.name().to_owned()),
        Group::Source => words(&meta.source, "source"),
        Group::Kind => words(&meta.kind, "kind"),
        Group::Year => dated("2023".len()),
        Group::Month => dated("2023-06".len()),
        Group::Variable(name) => words(meta.variables.get(name).map_or("", String::as_str), name),
    }
}

#[cfg(test)]
#[path = "arrange_tests.rs"]
mod tests;
