//! All marks of a document, found by place.

use super::Mark;
use super::lane::{self, Chain};
use super::mark_chunk::{Chunk, Entry, MAX_CHUNK};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// A mark as the index finds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) mark: &'a Mark,
    pub(super) lane: u16,
    /// The words between this part of a passage and the next, when it is they that were found.
    pub(super) gap: Option<Span>,
    /// Whether this part of a passage is joined to one before it.
    pub(super) follows: bool,
}

/// Marks sorted by start in chunks that know their greatest end, so that one change among 100,000 touches one chunk.
///
/// A mark keeps its lane for as long as it stays.
#[derive(Clone, Debug, Default)]
pub struct MarkIndex {
    slots: Vec<Option<Slot>>,
    free_slots: Vec<u32>,
    first_slot: HashMap<u64, u32>,
    chunks: Vec<Chunk>,
    /// How many marks stand in each lane.
    lane_sizes: Vec<u32>,
}

/// A mark and the next one of the same statement.
#[derive(Clone, Debug)]
struct Slot {
    mark: Mark,
    /// The words up to the next part, over which the lane is held.
    gap: Option<Span>,
    /// Whether a part before it, in the same lane, is joined to it.
    follows: bool,
    next: Option<u32>,
}

impl MarkIndex {
    /// Indexes `marks`, which may come in any order; empty spans are left out.
    pub fn new(marks: Vec<Mark>) -> Self {
        let chains = lane::chains(marks);
        let lanes = lane::assign(&chains);
        let mut index = Self::default();
        let mut entries = Vec::with_capacity(chains.len());
        for (chain, lane) in chains.into_iter().zip(lanes) {
            index.store_chain(chain, lane, |_, entry| entries.push(entry));
        }
        entries.sort_unstable();
        index.chunks = entries.chunks(MAX_CHUNK / 2).map(|part| Chunk::new(part.to_vec())).collect();
        index
    }

    /// Number of marks.
    pub fn len(&self) -> usize {
        self.slots.len() - self.free_slots.len()
    }

    /// Whether there are no marks.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lanes in use, counted from the text outwards.
    pub fn n_lanes(&self) -> usize {
        self.lane_sizes.iter().rposition(|size| *size > 0).map_or(0, |last| last + 1)
    }

    /// Replaces the marks of every statement among `marks`: each keeps its lane if it can, else it takes the lowest
    /// one that is free over all its parts that are near each other. The spans that are touched, old and new.
    pub fn upsert(&mut self, marks: Vec<Mark>) -> Vec<Span> {
        let mut touched = Vec::new();
        let mut lanes: BTreeMap<u64, Option<u16>> = BTreeMap::new();
        for Mark { statement, .. } in &marks {
            if !lanes.contains_key(statement) {
                lanes.insert(*statement, self.remove_with_lane(*statement, &mut touched));
            }
        }
        for chain in lane::chains(marks) {
            let (statement, hull) = (chain.marks[0].statement, chain.hull());
            let mut taken = Vec::new();
            self.query_all(hull, |found| taken.push(found.lane));
            let lane = lane::lowest_free(taken, lanes.get(&statement).copied().flatten());
            lanes.insert(statement, Some(lane));
            touched.push(hull);
            self.store_chain(chain, lane, Self::insert_entry);
        }
        touched
    }

    /// Draws the marks in new ways where `marks` are the present spans of the present statements; whether they were.
    pub fn restyle(&mut self, marks: &[Mark]) -> bool {
        let mut slots = Vec::with_capacity(marks.len());
        for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
            let found = self.slots_of(mark.statement).find(|(_, slot)| slot.mark.span == mark.span);
            let Some((at, _)) = found else { return false };
            slots.push((at, mark));
        }
        let n_marks = slots.len();
        let mut distinct: Vec<u32> = slots.iter().map(|(at, _)| *at).collect();
        distinct.sort_unstable();
        distinct.dedup();
        if n_marks != self.len() || distinct.len() != n_marks {
            return false;
        }
        for (at, mark) in slots {
            if let Some(slot) = &mut self.slots[at as usize] {
                slot.mark = mark.clone();
            }
        }
        true
    }

    /// Removes every mark of `statement`; the spans that are touched.
    pub fn remove(&mut self, statement: u64) -> Vec<Span> {
        let mut touched = Vec::new();
        self.remove_with_lane(statement, &mut touched);
        touched
    }

    /// Removes every mark of `statement`; the lane of the first of them.
    fn remove_with_lane(&mut self, statement: u64, touched: &mut Vec<Span>) -> Option<u16> {
        let mut next = self.first_slot.remove(&statement);
        let mut first: Option<(usize, u16)> = None;
        while let Some(at) = next {
            let Some(slot) = self.slots[at as usize].take() else { break };
            self.free_slots.push(at);
            let span = slot.mark.span;
            if let Some(lane) = self.remove_entry(span, at, false)
                && first.is_none_or(|(start, _)| span.start < start)
            {
                first = Some((span.start, lane));
            }
            touched.push(span);
            if let Some(gap) = slot.gap {
                self.remove_entry(gap, at, true);
                touched.push(gap);
            }
            next = slot.next;
        }
        first.map(|(_, lane)| lane)
    }

    /// The marks of `statement`, in no particular order.
    pub fn of_statement(&self, statement: u64) -> impl Iterator<Item = &Mark> {
        self.slots_of(statement).map(|(_, slot)| &slot.mark)
    }

    fn slots_of(&self, statement: u64) -> impl Iterator<Item = (u32, &Slot)> {
        let mut next = self.first_slot.get(&statement).copied();
        std::iter::from_fn(move || {
            let at = next?;
            let slot = self.slots.get(at as usize)?.as_ref()?;
            next = slot.next;
            Some((at, slot))
        })
    }

    /// Calls `visit` with every mark that shares a byte with `span`, sorted by start, longer first.
    pub(super) fn query<'a>(&'a self, span: Span, mut visit: impl FnMut(Found<'a>)) {
        self.query_all(span, |found| {
            if found.gap.is_none() {
                visit(found);
            }
        });
    }

    /// As [`Self::query`], and the words between parts of a passage over which its lane is held.
    pub(super) fn query_all<'a>(&'a self, span: Span, mut visit: impl FnMut(Found<'a>)) {
        let (from, to) = (span.start as u32, span.end as u32);
        for chunk in self.chunks.iter().take_while(|chunk| chunk.first_start() < to) {
            if chunk.max_end <= from {
                continue;
            }
            for entry in chunk.entries.iter().take_while(|entry| entry.start < to) {
                if entry.end() > from
                    && let Some(slot) = &self.slots[entry.slot as usize]
                {
                    let gap = slot.gap.filter(|_| entry.is_gap);
                    visit(Found { mark: &slot.mark, lane: entry.lane, gap, follows: slot.follows });
                }
            }
        }
    }

    /// Keeps the marks of `chain` and hands out an entry for each, and for each gap between them.
    fn store_chain(&mut self, chain: Chain, lane: u16, mut put: impl FnMut(&mut Self, Entry)) {
        let gaps: Vec<Option<Span>> = (0..chain.marks.len()).map(|index| chain.gap_after(index)).collect();
        for (i, (mark, gap)) in chain.marks.into_iter().zip(gaps).enumerate() {
            let span = mark.span;
            let slot = self.store(mark, gap, i > 0);
            self.count_lane(lane);
            put(self, Entry::new(span, slot, lane));
            if let Some(gap) = gap {
                self.count_lane(lane);
                put(self, Entry::gap(gap, slot, lane));
            }
        }
    }

    fn store(&mut self, mark: Mark, gap: Option<Span>, follows: bool) -> u32 {
        let statement = mark.statement;
        let slot = Slot { mark, gap, follows, next: self.first_slot.get(&statement).copied() };
        let at = if let Some(at) = self.free_slots.pop() {
            self.slots[at as usize] = Some(slot);
            at
        } else {
            self.slots.push(Some(slot));
            (self.slots.len() - 1) as u32
        };
        self.first_slot.insert(statement, at);
        at
    }

    fn count_lane(&mut self, lane: u16) {
        let lane = usize::from(lane);
        if self.lane_sizes.len() <= lane {
            self.lane_sizes.resize(lane + 1, 0);
        }
        self.lane_sizes[lane] += 1;
    }

    fn insert_entry(&mut self, entry: Entry) {
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::default());
        }
        let at = self.chunks.partition_point(|chunk| chunk.entries.first().is_some_and(|first| *first <= entry));
        let at = at.saturating_sub(1);
        let chunk = &mut self.chunks[at];
        let place = chunk.entries.partition_point(|other| *other < entry);
        chunk.entries.insert(place, entry);
        chunk.max_end = chunk.max_end.max(entry.end());
        if chunk.entries.len() > MAX_CHUNK {
            let tail = chunk.entries.split_off(MAX_CHUNK / 2);
            *chunk = Chunk::new(std::mem::take(&mut chunk.entries));
            self.chunks.insert(at + 1, Chunk::new(tail));
        }
    }

    /// Removes the entry of a slot, or of the gap behind it; its lane.
    fn remove_entry(&mut self, span: Span, slot: u32, is_gap: bool) -> Option<u16> {
        let start = span.start as u32;
        let from = self.chunks.partition_point(|chunk| chunk.entries.last().is_some_and(|last| last.start < start));
        for at in from..self.chunks.len() {
            let entries = &mut self.chunks[at].entries;
            let found = entries.iter().position(|entry| entry.slot == slot && entry.is_gap == is_gap);
            let Some(place) = found else { continue };
            let entry = entries.remove(place);
            self.lane_sizes[usize::from(entry.lane)] -= 1;
            let entries = std::mem::take(entries);
            if entries.is_empty() {
                self.chunks.remove(at);
            } else {
                self.chunks[at] = Chunk::new(entries);
            }
            return Some(entry.lane);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(statement: u64, start: usize, end: usize) -> Mark {
        Mark {
            statement,
            span: Span::new(start, end),
            hue: crate::ui::theme::Hue::Blue,
            glyph: crate::ui::glyph::Glyph::Circle,
            label: "".into(),
            name: "".into(),
        }
    }

    fn found(index: &MarkIndex, span: Span) -> Vec<(u64, Span, u16)> {
        let mut all = Vec::new();
        index.query(span, |found| all.push((found.mark.statement, found.mark.span, found.lane)));
        all
    }

    /// No two marks that overlap stand in one lane, and everything is found in order of start.
    fn check(index: &MarkIndex, expected: &[Mark], window: Span) {
        let everything = found(index, Span::new(0, 100_000));
        assert!(everything.is_sorted_by_key(|(_, span, _)| span.start));
        for (i, (_, a, lane_a)) in everything.iter().enumerate() {
            for (_, b, lane_b) in &everything[i + 1..] {
                assert!(lane_a != lane_b || !a.overlaps(*b), "{a:?} and {b:?} both stand in lane {lane_a}");
            }
        }
        let mut got: Vec<_> = found(index, window).into_iter().map(|(statement, span, _)| (statement, span)).collect();
        let inside = expected.iter().filter(|mark| mark.span.overlaps(window));
        let mut expected: Vec<_> = inside.map(|mark| (mark.statement, mark.span)).collect();
        got.sort_unstable();
        expected.sort_unstable();
        assert_eq!(got, expected);
    }

    proptest! {
        #[test]
        fn a_query_finds_what_a_search_of_all_finds(
            spans in proptest::collection::vec((0usize..2000, 1usize..200), 0..400),
            changes in proptest::collection::vec((0usize..400, 0usize..2000, 1usize..90), 0..60),
            window in (0usize..2000, 1usize..300),
        ) {
            let mut expected: Vec<Mark> = spans
                .iter()
                .enumerate()
                .map(|(i, (start, len))| mark(i as u64 / 2, *start, start + len))
                .collect();
            let mut index = MarkIndex::new(expected.clone());
            for (statement, start, len) in changes {
                let statement = statement as u64;
                index.remove(statement);
                prop_assert_eq!(index.of_statement(statement).count(), 0);
                expected.retain(|mark| mark.statement != statement);
                let parts = [0, 1].map(|part| mark(statement, start + part * 70, start + part * 70 + len));
                index.upsert(parts.to_vec());
                expected.extend(parts);
                let kept: Vec<Mark> = expected.iter().filter(|mark| !mark.span.is_empty()).cloned().collect();
                // Parts of a passage never cover the same words; here they may, and then it must not be believed.
                let distinct: std::collections::HashSet<_> = kept.iter().map(|mark| (mark.statement, mark.span)).collect();
                prop_assert_eq!(index.restyle(&kept), distinct.len() == kept.len());
            }
            prop_assert_eq!(index.len(), expected.len());
            check(&index, &expected, Span::new(window.0, window.0 + window.1));
        }
    }

    #[test]
    fn a_passage_keeps_its_lane_while_it_changes_and_between_its_parts() {
        let lane_of = |index: &MarkIndex, statement: u64| {
            let all = found(index, Span::new(0, 1000));
            all.into_iter().filter(|(of, ..)| *of == statement).map(|(.., lane)| lane).collect::<Vec<_>>()
        };
        let mut index = MarkIndex::new(vec![mark(1, 0, 10), mark(2, 5, 15), mark(2, 40, 50)]);
        index.remove(1);
        index.upsert(vec![mark(2, 5, 18), mark(2, 40, 50)]);
        assert_eq!(lane_of(&index, 2), [1, 1]);
        index.upsert(vec![mark(3, 20, 30)]);
        index.upsert(vec![mark(4, 21, 25)]);
        assert_eq!((lane_of(&index, 3), lane_of(&index, 4)), (vec![0], vec![2]), "lane 1 is held over the gap");
        assert_eq!(lane_of(&index, 2), [1, 1], "others stay where they are");
        let mut gaps = Vec::new();
        index.query_all(Span::new(22, 23), |found| gaps.extend(found.gap));
        assert_eq!(gaps, [Span::new(18, 40)]);
        index.remove(2);
        index.query_all(Span::new(22, 23), |found| assert!(found.gap.is_none()));
        assert!(!index.restyle(&[mark(3, 20, 30)]), "one is missing");
        assert!(!index.restyle(&[mark(3, 20, 30), mark(4, 21, 26)]), "one has moved");
    }

    #[test]
    fn lanes_are_kept_when_neighbours_go() {
        let mut index = MarkIndex::new(vec![mark(1, 0, 10), mark(2, 5, 15)]);
        index.remove(1);
        assert_eq!(found(&index, Span::new(0, 20)), [(2, Span::new(5, 15), 1)]);
        assert_eq!(index.n_lanes(), 2);
        assert_eq!(index.of_statement(2).count(), 1);
        assert_eq!(index.of_statement(1).count(), 0);
    }
}
