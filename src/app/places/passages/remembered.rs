//! What is remembered of the place between sessions: columns, their widths, how they are sorted.

use super::column::Column;
use serde::{Deserialize, Serialize};

/// Columns that a sort goes by at most.
const MAX_SORTS: usize = 3;
/// Widest that a column may be, in points.
const MAX_WIDTH: f32 = 1_200.0;

/// What is remembered of the place, whatever corpus is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The columns shown, in their order.
    pub columns: Vec<Shown>,
    /// How rows are sorted: the column clicked last comes first.
    pub sorts: Vec<Sort>,
    /// Sections of the filters that are folded, by name.
    pub folded: Vec<String>,
}

/// A column that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub column: Column,
    /// Its width in points.
    pub width: f32,
}

/// A column that rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// Which.
    pub column: Column,
    /// Whether the other way round.
    pub is_reversed: bool,
}

impl From<Column> for Shown {
    fn from(column: Column) -> Self {
        Self { column, width: column.default_width() }
    }
}

impl Default for Remembered {
    fn default() -> Self {
        let columns = Column::ALL.into_iter().filter(|column| column.is_usual()).map(Shown::from).collect();
        let folded = ["role", "document", "source", "kind", "coder"].map(str::to_owned).to_vec();
        Self { columns, sorts: Vec::new(), folded }
    }
}

impl Remembered {
    /// The same with every value in its bounds: a file may hold any.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        let defaults = Self::default();
        let mut seen = Vec::new();
        self.columns.retain(|shown| {
            let is_new = !seen.contains(&shown.column);
            seen.push(shown.column);
            is_new
        });
        if self.columns.is_empty() {
            self.columns = defaults.columns;
        }
        for shown in &mut self.columns {
            let width = if shown.width.is_finite() { shown.width } else { shown.column.default_width() };
            shown.width = width.clamp(shown.column.min_width(), MAX_WIDTH);
        }
        self.sorts.truncate(MAX_SORTS);
        self
    }

    /// The same with rows sorted by a column: a second time the other way round. Rows that are alike in it stay as
    /// they were sorted before.
    #[must_use]
    pub fn sorted_by(&self, column: Column) -> Self {
        let is_second = self.sorts.first().is_some_and(|first| first.column == column && !first.is_reversed);
        let mut sorts = vec![Sort { column, is_reversed: is_second }];
        sorts.extend(self.sorts.iter().filter(|sort| sort.column != column).copied());
        sorts.truncate(MAX_SORTS);
        Self { sorts, ..self.clone() }
    }

    /// The same with a column shown that was not, or the other way round; one stays.
    #[must_use]
    pub fn with_turned(&self, column: Column) -> Self {
        let mut columns = self.columns.clone();
        match columns.iter().position(|shown| shown.column == column) {
            Some(at) if columns.len() > 1 => drop(columns.remove(at)),
            Some(_) => {}
            None => {
                let at = columns.iter().position(|shown| shown.column > column).unwrap_or(columns.len());
                columns.insert(at, Shown::from(column));
            }
        }
        Self { columns, ..self.clone() }
    }

    /// The same with a column of another width.
    #[must_use]
    pub fn with_width(&self, column: Column, width: f32) -> Self {
        let mut next = self.clone();
        for shown in next.columns.iter_mut().filter(|shown| shown.column == column) {
            shown.width = width.clamp(column.min_width(), MAX_WIDTH);
        }
        next
    }

    /// The same with a section of the filters folded that was open, or the other way round.
    #[must_use]
    pub fn with_folded(&self, section: &str) -> Self {
        let mut next = self.clone();
        match next.folded.iter().position(|folded| folded == section) {
            Some(at) => drop(next.folded.remove(at)),
            None => next.folded.push(section.to_owned()),
        }
        next
    }

    /// Whether a column is shown.
    pub fn shows(&self, column: Column) -> bool {
        self.columns.iter().any(|shown| shown.column == column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_click_reverses_and_the_sort_before_stays_behind() {
        let by = |column, is_reversed| Sort { column, is_reversed };
        let usual = Remembered::default();
        let once = usual.sorted_by(Column::Speaker);
        assert_eq!(once.sorts, [by(Column::Speaker, false)]);
        let twice = once.sorted_by(Column::Speaker);
        assert_eq!(twice.sorts, [by(Column::Speaker, true)]);
        let then = twice.sorted_by(Column::Theme);
        assert_eq!(then.sorts, [by(Column::Theme, false), by(Column::Speaker, true)]);
        assert_eq!(twice.sorted_by(Column::Speaker).sorts, [by(Column::Speaker, false)]);
    }

    #[test]
    fn columns_come_back_to_their_place_and_one_stays() {
        let usual = Remembered::default();
        let without = usual.with_turned(Column::Speaker);
        assert!(!without.shows(Column::Speaker));
        assert_eq!(without.with_turned(Column::Speaker), usual);
        let mut one = usual;
        for column in Column::ALL {
            if one.shows(column) {
                one = one.with_turned(column);
            }
        }
        assert_eq!(one.columns.len(), 1);
    }

    #[test]
    fn a_file_may_hold_any_value() {
        let wild = Remembered {
            columns: vec![Shown { column: Column::Date, width: f32::NAN }, Shown::from(Column::Date)],
            ..Remembered::default()
        };
        let tame = wild.bounded();
        assert_eq!(tame.columns, [Shown::from(Column::Date)]);
        assert_eq!(Remembered { columns: Vec::new(), ..tame }.bounded().columns, Remembered::default().columns);
    }
}
