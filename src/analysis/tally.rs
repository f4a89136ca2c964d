//! Counting statements into the cells of a grid, in one pass, with totals in which each counts once.
//!
//! ```text
//!            columns            total
//!          ┌─────────────────┬────────┐
//!     rows │ n(row, column)  │ n(row) │   each is counted, none is added up: a statement of two speakers stands in
//!          ├─────────────────┼────────┤   two rows and once in the total
//!    total │ n(column)       │   n    │
//!          └─────────────────┴────────┘
//! ```

use super::measure::Position;
use super::{Axis, Cell, Measure, RowRef, Selection, StatementTable, Voice};

/// The most cells that are made, so that no corpus takes memory out of proportion.
pub(super) const MAX_CELLS: usize = 4_000_000;

/// The most bits in which distinct speakers are marked; above that their pairs are sorted.
const MAX_BITS: usize = 1 << 25;

/// Which rows or columns a statement stands in.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    /// In none but the total.
    Alone,
    /// In that of each value it has.
    Values(&'a Axis),
    /// In that of its document, by its number; there are as many as the second says.
    OfDocument(&'a [usize], usize),
}

impl Side<'_> {
    /// Number of rows or columns.
    pub fn len(&self) -> usize {
        match self {
            Self::Alone => 0,
            Self::Values(axis) => axis.values.len(),
            Self::OfDocument(_, n) => *n,
        }
    }

    fn visit(&self, row: &RowRef<'_>, mut visit: impl FnMut(usize)) {
        match self {
            Self::Alone => {}
            Self::Values(axis) => axis.visit(row, visit),
            Self::OfDocument(numbers, _) => visit(numbers[row.document]),
        }
    }

    /// Where one voice of a statement stands: by what it has itself, where the field is of voices.
    fn of_voice(&self, row: &RowRef<'_>, voice: &Voice) -> Option<usize> {
        match self {
            Self::Alone => None,
            Self::Values(axis) => Some(axis.of_voice(row, voice)),
            Self::OfDocument(numbers, _) => Some(numbers[row.document]),
        }
    }
}

/// Figures in rows and columns, with totals.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    n_columns: usize,
    cells: Vec<Cell>,
    /// What had nothing of what is measured.
    pub left_out: LeftOut,
}

/// Statements that a measure leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// With no stance, of which there is no mean.
    pub without_stance: usize,
    /// With a stance that has no place on the scale.
    pub off_scale: usize,
    /// With no speaker.
    pub unspoken: usize,
}

impl Grid {
    /// The figure in a row and a column, of which `None` is the total.
    pub fn cell(&self, row: Option<usize>, column: Option<usize>) -> Cell {
        let column = column.unwrap_or(self.n_columns);
        let last = self.cells.len() / (self.n_columns + 1) - 1;
        self.cells[row.unwrap_or(last) * (self.n_columns + 1) + column]
    }
}

/// How many cells the grid of two sides has, totals included.
pub(super) fn n_cells(rows: &Side<'_>, columns: &Side<'_>) -> usize {
    (rows.len() + 1).saturating_mul(columns.len() + 1)
}

/// Counts the selected statements. Takes one pass.
pub(super) fn tally(
    table: &StatementTable,
    selection: &Selection,
    measure: Measure,
    rows: &Side<'_>,
    columns: &Side<'_>,
) -> Grid {
    let mut grid = Grid {
        n_columns: columns.len(),
        cells: vec![Cell::default(); n_cells(rows, columns)],
        left_out: LeftOut::default(),
    };
    if measure == Measure::Speakers {
        tally_speakers(&mut grid, table, selection, rows, columns);
    } else {
        tally_statements(&mut grid, table, selection, measure, rows, columns);
    }
    grid
}

/// The position of each stance of the table, by number.
pub(super) fn positions(table: &StatementTable) -> Vec<Option<Position>> {
    table.names().stances.iter().map(|stance| stance.position.and_then(Position::new)).collect()
}

fn tally_statements(
    grid: &mut Grid,
    table: &StatementTable,
    selection: &Selection,
    measure: Measure,
    rows: &Side<'_>,
    columns: &Side<'_>,
) {
    let positions = positions(table);
    let width = grid.n_columns + 1;
    let (total_row, total_column) = (rows.len(), columns.len());
    // Rows come document by document, so that the last document of a cell says whether it is a new one.
    let mut last = if measure == Measure::Documents { vec![u32::MAX; grid.cells.len()] } else { Vec::new() };
    let (mut at_rows, mut at_columns) = (Vec::new(), Vec::new());
    for row in table.selected(selection) {
        let position = match measure {
            Measure::MeanStance => match row.row.stance.map(|stance| positions[stance]) {
                None => {
                    grid.left_out.without_stance += 1;
                    continue;
                }
                Some(None) => {
                    grid.left_out.off_scale += 1;
                    continue;
                }
                Some(at) => at,
            },
            _ => None,
        };
        at_rows.clear();
        at_columns.clear();
        rows.visit(&row, |at| at_rows.push(at));
        columns.visit(&row, |at| at_columns.push(at));
        at_rows.push(total_row);
        at_columns.push(total_column);
        for at_row in &at_rows {
            for at_column in &at_columns {
                let at = at_row * width + at_column;
                let cell = &mut grid.cells[at];
                match (measure, position) {
                    (Measure::Documents, _) => {
                        if last[at] != row.document as u32 {
                            last[at] = row.document as u32;
                            cell.add();
                        }
                    }
                    (_, Some(position)) => cell.add_at(position),
                    _ => cell.add(),
                }
            }
        }
    }
}

fn tally_speakers(grid: &mut Grid, table: &StatementTable, selection: &Selection, rows: &Side<'_>, columns: &Side<'_>) {
    let width = grid.n_columns + 1;
    let mut seen = Pairs::new(grid.cells.len(), table.names().speakers.len());
    for row in table.selected(selection) {
        grid.left_out.unspoken += usize::from(row.voices.is_empty());
        for voice in row.voices {
            let at_row = rows.of_voice(&row, voice);
            let at_column = columns.of_voice(&row, voice);
            for at_row in at_row.into_iter().chain([rows.len()]) {
                for at_column in at_column.into_iter().chain([columns.len()]) {
                    let at = at_row * width + at_column;
                    if seen.is_new(at, voice.speaker) {
                        grid.cells[at].add();
                    }
                }
            }
        }
    }
    seen.finish(&mut grid.cells);
}

/// Which speakers were seen in which cells.
enum Pairs {
    /// A bit for each speaker of each cell.
    Bits { words: Vec<u64>, n_speakers: usize },
    /// Cell and speaker, in any order and as often as they come.
    Listed(Vec<(u32, u32)>),
}

impl Pairs {
    fn new(n_cells: usize, n_speakers: usize) -> Self {
        match n_cells.saturating_mul(n_speakers) {
            n_bits if n_bits <= MAX_BITS => Self::Bits { words: vec![0; n_bits.div_ceil(64)], n_speakers },
            _ => Self::Listed(Vec::new()),
        }
    }

    /// Marks a pair; whether it is known to be the first such. What is not known is counted at the end.
    fn is_new(&mut self, cell: usize, speaker: usize) -> bool {
        match self {
            Self::Bits { words, n_speakers } => {
                let at = cell * *n_speakers + speaker;
                let (word, bit) = (&mut words[at / 64], 1 << (at % 64));
                let is_new = *word & bit == 0;
                *word |= bit;
                is_new
            }
            Self::Listed(pairs) => {
                pairs.push((cell as u32, speaker as u32));
                false
            }
        }
    }

    fn finish(self, cells: &mut [Cell]) {
        use rayon::slice::ParallelSliceMut;
        let Self::Listed(mut pairs) = self else { return };
        pairs.par_sort_unstable();
        pairs.dedup();
        for (cell, _) in pairs {
            cells[cell as usize].add();
        }
    }
}
