//! Where the words of a pattern stand in a text, stretch by stretch.

use super::term::Term;
use super::typed::Group;
use crate::text::Span;

/// About how much is looked at between two questions whether anybody still waits, in bytes.
const STRETCH: usize = 64 << 10;

/// Hands each place in `text` to `put`, left to right, until one of the closures says no.
pub(super) fn each(groups: &[Group], text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
    match groups {
        [Group { all, none }] if all.len() == 1 && none.is_empty() => each_of_term(&all[0], text, goes_on, put),
        groups => each_of_groups(groups, text, goes_on, put),
    }
}

/// The most common case, in which nothing is kept.
fn each_of_term(term: &Term, text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
    let (mut at, mut from, mut wants_more) = (0, 0, true);
    while at < text.len() && wants_more && goes_on() {
        let end = (at + STRETCH).min(text.len());
        from = term.each(text, Span::new(at, end), from, &mut |place| {
            wants_more = put(place);
            wants_more
        });
        at = end;
    }
}

/// A place of a term of a group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    place: Span,
    group: usize,
    term: usize,
}

fn each_of_groups(groups: &[Group], text: &str, goes_on: &dyn Fn() -> bool, put: &mut dyn FnMut(Span) -> bool) {
    let terms: Vec<(usize, usize, &Term)> = groups
        .iter()
        .enumerate()
        .flat_map(|(g, group)| group.terms().enumerate().map(move |(n, t)| (g, n, t)))
        .collect();
    let mut from = vec![0; terms.len()];
    let (mut at, mut last) = (0, 0);
    let mut found: Vec<Found> = Vec::new();
    while at < text.len() && goes_on() {
        // Whole paragraphs, since what stands beside what is asked of each.
        let end = text.floor_char_boundary((at + STRETCH).min(text.len()));
        let end = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |i| end + i + 1);
        found.clear();
        for ((group, term, it), from) in terms.iter().zip(&mut from) {
            *from = it.each(text, Span::new(at, end), *from, &mut |place| {
                found.push(Found { place, group: *group, term: *term });
                true
            });
        }
        // Of two places that begin together the longer goes first.
        found.sort_unstable_by_key(|it| (it.place.start, std::cmp::Reverse(it.place.end), it.group, it.term));
        let mut rest = found.as_slice();
        while let Some(first) = rest.first() {
            let tail = &text.as_bytes()[first.place.start..];
            let line_end = memchr::memchr(b'\n', tail).map_or(text.len(), |i| first.place.start + i + 1);
            let (line, behind) = rest.split_at(rest.partition_point(|it| it.place.start < line_end));
            rest = behind;
            let holds: Vec<bool> = groups.iter().enumerate().map(|(g, group)| group.holds(g, line)).collect();
            for it in line {
                if holds[it.group] && it.term < groups[it.group].all.len() && it.place.start >= last {
                    last = it.place.end;
                    if !put(it.place) {
                        return;
                    }
                }
            }
        }
        at = end;
    }
}

impl Group {
    /// All terms, those that must not be there last.
    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.all.iter().chain(&self.none)
    }

    /// Whether the places in a paragraph make this group, which is number `at`.
    fn holds(&self, at: usize, line: &[Found]) -> bool {
        let has = |term: usize| line.iter().any(|it| it.group == at && it.term == term);
        (0..self.all.len()).all(has) && !(self.all.len()..self.all.len() + self.none.len()).any(has)
    }
}
