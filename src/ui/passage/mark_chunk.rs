//! Neighbours in the index of marks.

use crate::text::Span;

/// Most entries in one chunk; a full one is split in two.
pub(super) const MAX_CHUNK: usize = 256;

/// Entries in order, and the greatest end among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) entries: Vec<Entry>,
    pub(super) max_end: u32,
}

/// Where a mark is, or the gap behind it; sorted by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) start: u32,
    /// Greater for longer marks first.
    pub(super) end_from_top: u32,
    pub(super) slot: u32,
    pub(super) lane: u16,
    /// Whether this is the gap between the mark and the next part of its passage.
    pub(super) is_gap: bool,
}

impl Entry {
    pub(super) fn new(span: Span, slot: u32, lane: u16) -> Self {
        Self { start: span.start as u32, end_from_top: u32::MAX - span.end as u32, slot, lane, is_gap: false }
    }

    pub(super) fn gap(span: Span, slot: u32, lane: u16) -> Self {
        Self { is_gap: true, ..Self::new(span, slot, lane) }
    }

    pub(super) const fn end(self) -> u32 {
        u32::MAX - self.end_from_top
    }
}

impl Chunk {
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        let max_end = entries.iter().map(|entry| entry.end()).max().unwrap_or(0);
        Self { entries, max_end }
    }

    pub(super) fn first_start(&self) -> u32 {
        self.entries.first().map_or(0, |entry| entry.start)
    }
}
