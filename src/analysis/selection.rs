//! Which rows of a table are meant.

/// Numbers of rows of a [`super::StatementTable`], sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    rows: Vec<u32>,
    /// Of those that wait for a place, by their own numbers.
    waiting: Vec<u32>,
    n_unread: usize,
}

impl Selection {
    /// The selection of `rows`, which are sorted, each once.
    pub fn from_sorted(rows: Vec<u32>) -> Self {
        debug_assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        Self { rows, waiting: Vec::new(), n_unread: 0 }
    }

    /// The same, beside which so many rows may be meant or not, since the words of their texts are not known.
    #[must_use]
    pub const fn with_unread(mut self, n: usize) -> Self {
        self.n_unread = n;
        self
    }

    /// Rows of which it is not known whether they are meant: a condition asks for words, and the text is not read.
    pub const fn n_unread(&self) -> usize {
        self.n_unread
    }

    /// The same with statements that are meant too and wait for a place in their document, by their numbers in
    /// [`super::StatementTable::waiting`].
    #[must_use]
    pub fn with_waiting(mut self, waiting: Vec<u32>) -> Self {
        self.waiting = waiting;
        self
    }

    /// Whether the statement of this number that waits for a place is meant.
    pub fn has_waiting(&self, number: usize) -> bool {
        u32::try_from(number).is_ok_and(|number| self.waiting.binary_search(&number).is_ok())
    }

    /// How many statements are meant that wait for a place, and so are in no row.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Numbers of the rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.rows.iter().map(|row| *row as usize)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row is meant.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether the row of this number is meant.
    pub fn contains(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.rows.binary_search(&row).is_ok())
    }

    /// The row that stands at this place among those selected.
    pub fn get(&self, at: usize) -> Option<usize> {
        self.rows.get(at).map(|row| *row as usize)
    }
}
