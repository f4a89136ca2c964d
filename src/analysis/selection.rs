//! Which rows of a table are meant.

/// Numbers of rows of a [`super::StatementTable`], sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<u32>);

impl Selection {
    /// The selection of `rows`, which are sorted, each once.
    pub fn from_sorted(rows: Vec<u32>) -> Self {
        debug_assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        Self(rows)
    }

    /// Numbers of the rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.0.iter().map(|row| *row as usize)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no row is meant.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the row of this number is meant.
    pub fn contains(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.0.binary_search(&row).is_ok())
    }

    /// The row that stands at this place among those selected.
    pub fn get(&self, at: usize) -> Option<usize> {
        self.0.get(at).map(|row| *row as usize)
    }
}
