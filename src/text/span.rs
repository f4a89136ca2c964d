//! A half-open range of bytes in one document's text.

/// A half-open range `[start, end)` of UTF-8 **bytes** in a document's text.
///
/// ```text
/// T h e   b a n k
/// 0 1 2 3 4 5 6 7 8     Span::new(4, 8) covers "bank"; it touches, but does not overlap, (8, 9)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte covered.
    pub start: usize,
    /// First byte no longer covered.
    pub end: usize,
}

impl Span {
    /// Covers the bytes from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `at` is covered.
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte; ranges that only touch do not.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 4).overlaps(Span::new(4, 8)));
        assert!(Span::new(0, 5).overlaps(Span::new(4, 8)));
        assert_eq!(Span::new(0, 2).union(Span::new(5, 7)), Span::new(0, 7));
    }
}
