//! All marks of a document, found by place.

use super::{Mark, lane};
use crate::text::Span;
use std::collections::HashMap;

/// Most entries in one chunk; a full one is split in two.
const MAX_CHUNK: usize = 256;

/// A mark as the index finds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) mark: &'a Mark,
    pub(super) lane: u16,
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
    next: Option<u32>,
}

#[derive(Clone, Debug, Default)]
struct Chunk {
    entries: Vec<Entry>,
    max_end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    start: u32,
    /// Greater for longer marks first.
    end_from_top: u32,
    slot: u32,
    lane: u16,
}

impl Entry {
    fn new(span: Span, slot: u32, lane: u16) -> Self {
        Self { start: span.start as u32, end_from_top: u32::MAX - span.end as u32, slot, lane }
    }

    const fn end(self) -> u32 {
        u32::MAX - self.end_from_top
    }
}

impl Chunk {
    fn new(entries: Vec<Entry>) -> Self {
        let max_end = entries.iter().map(|entry| entry.end()).max().unwrap_or(0);
        Self { entries, max_end }
    }

    fn first_start(&self) -> u32 {
        self.entries.first().map_or(0, |entry| entry.start)
    }
}

impl MarkIndex {
    /// Indexes `marks`, which may come in any order; empty spans are left out.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let lanes = lane::assign(marks.iter().map(|mark| mark.span));
        let mut index = Self { slots: Vec::with_capacity(marks.len()), ..Self::default() };
        let mut entries = Vec::with_capacity(marks.len());
        for (mark, lane) in marks.into_iter().zip(lanes) {
            let span = mark.span;
            let slot = index.store(mark);
            index.count_lane(lane);
            entries.push(Entry::new(span, slot, lane));
        }
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

    /// Adds one mark in the lowest lane that is free over its span; does nothing when the span is empty.
    pub fn insert(&mut self, mark: Mark) {
        let span = mark.span;
        if span.is_empty() {
            return;
        }
        let mut taken = Vec::new();
        self.query(span, |found| taken.push(found.lane));
        let lane = lane::lowest_free(taken);
        self.count_lane(lane);
        let slot = self.store(mark);
        self.insert_entry(Entry::new(span, slot, lane));
    }

    /// Removes every mark of `statement`; the spans they had.
    pub fn remove(&mut self, statement: u64) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut next = self.first_slot.remove(&statement);
        while let Some(at) = next {
            let Some(slot) = self.slots[at as usize].take() else { break };
            self.free_slots.push(at);
            self.remove_entry(slot.mark.span, at);
            spans.push(slot.mark.span);
            next = slot.next;
        }
        spans
    }

    /// The marks of `statement`, in no particular order.
    pub fn of_statement(&self, statement: u64) -> impl Iterator<Item = &Mark> {
        let mut next = self.first_slot.get(&statement).copied();
        std::iter::from_fn(move || {
            let slot = self.slots.get(next? as usize)?.as_ref()?;
            next = slot.next;
            Some(&slot.mark)
        })
    }

    /// Calls `visit` with every mark that shares a byte with `span`, sorted by start, longer first.
    pub(super) fn query<'a>(&'a self, span: Span, mut visit: impl FnMut(Found<'a>)) {
        let (from, to) = (span.start as u32, span.end as u32);
        for chunk in self.chunks.iter().take_while(|chunk| chunk.first_start() < to) {
            if chunk.max_end <= from {
                continue;
            }
            for entry in chunk.entries.iter().take_while(|entry| entry.start < to) {
                if entry.end() > from
                    && let Some(slot) = &self.slots[entry.slot as usize]
                {
                    visit(Found { mark: &slot.mark, lane: entry.lane });
                }
            }
        }
    }

    fn store(&mut self, mark: Mark) -> u32 {
        let statement = mark.statement;
        let slot = Slot { mark, next: self.first_slot.get(&statement).copied() };
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

    fn remove_entry(&mut self, span: Span, slot: u32) {
        let start = span.start as u32;
        let from = self.chunks.partition_point(|chunk| chunk.entries.last().is_some_and(|last| last.start < start));
        for at in from..self.chunks.len() {
            let entries = &mut self.chunks[at].entries;
            let Some(place) = entries.iter().position(|entry| entry.slot == slot) else { continue };
            let entry = entries.remove(place);
            self.lane_sizes[usize::from(entry.lane)] -= 1;
            let entries = std::mem::take(entries);
            if entries.is_empty() {
                self.chunks.remove(at);
            } else {
                self.chunks[at] = Chunk::new(entries);
            }
            return;
        }
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
                let removed = index.remove(statement);
                prop_assert_eq!(removed.len(), expected.iter().filter(|mark| mark.statement == statement).count());
                expected.retain(|mark| mark.statement != statement);
                for part in 0..2 {
                    let new = mark(statement, start + part * 70, start + part * 70 + len);
                    index.insert(new.clone());
                    expected.push(new);
                }
            }
            prop_assert_eq!(index.len(), expected.len());
            check(&index, &expected, Span::new(window.0, window.0 + window.1));
        }
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
