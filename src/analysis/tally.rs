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

/// The most words in which distinct speakers are marked by bits, 4 MB; above that their pairs are sorted.
const MAX_WORDS: usize = 1 << 19;

/// Which rows or columns a statement stands in.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    /// In none but the total.
    Alone,
    /// In that of each value it has.
    Values(&'a Axis),
    /// In that of each value that those of its speakers have who speak for the organisation of this number.
    SpeakingFor(&'a Axis, usize),
    /// In that of its document, by its number; there are as many as the second says.
    OfDocument(&'a [usize], usize),
}

impl Side<'_> {
    /// Number of rows or columns.
    pub fn len(&self) -> usize {
        match self {
            Self::Alone => 0,
            Self::Values(axis) | Self::SpeakingFor(axis, _) => axis.values.len(),
            Self::OfDocument(_, n) => *n,
        }
    }

    fn visit(&self, row: &RowRef<'_>, mut visit: impl FnMut(usize)) {
        match self {
            Self::Alone => {}
            Self::Values(axis) => axis.visit(row, visit),
            Self::SpeakingFor(axis, organisation) => {
                let speaks_for_it = |voice: &&Voice| voice.organisation == Some(*organisation);
                let mut seen = Vec::new();
                for voice in row.voices.iter().filter(speaks_for_it) {
                    put_once(&mut seen, axis.of_voice(row, voice));
                }
                seen.into_iter().for_each(visit);
            }
            Self::OfDocument(numbers, _) => visit(numbers[row.document]),
        }
    }

    /// Where one voice of a statement stands: by what it has itself, where the field is of voices.
    fn of_voice(&self, row: &RowRef<'_>, voice: &Voice) -> Option<usize> {
        match self {
            Self::Alone => None,
            Self::Values(axis) | Self::SpeakingFor(axis, _) => Some(axis.of_voice(row, voice)),
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

/// Figures while they are counted, kept small so that many cells stay near the processor.
struct Counts {
    n: Vec<u32>,
    /// What positions add up to; empty where no mean is wanted.
    sums: Vec<i64>,
    /// The last document of each cell; empty where no documents are counted. Rows come document by document, so that it
    /// says whether a document is a new one.
    last: Vec<u32>,
}

impl Counts {
    fn new(measure: Measure, n_cells: usize) -> Self {
        let wanted = |is_wanted: bool| if is_wanted { n_cells } else { 0 };
        Self {
            n: vec![0; n_cells],
            sums: vec![0; wanted(measure == Measure::MeanStance)],
            last: vec![u32::MAX; wanted(measure == Measure::Documents)],
        }
    }

    fn add(&mut self, cell: usize, document: u32, position: Option<Position>) {
        if let Some(last) = self.last.get_mut(cell) {
            if *last == document {
                return;
            }
            *last = document;
        }
        self.n[cell] += 1;
        if let (Some(position), Some(sum)) = (position, self.sums.get_mut(cell)) {
            *sum += position.as_number();
        }
    }

    fn into_cells(self) -> Vec<Cell> {
        let sum = |cell: usize| self.sums.get(cell).copied().unwrap_or(0);
        self.n.iter().enumerate().map(|(cell, n)| Cell::new(*n as usize, sum(cell))).collect()
    }
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
    let are_of_voices = are_of_voices(rows, columns);
    let mut counts = Counts::new(measure, grid.cells.len());
    let (mut at_rows, mut at_columns) = (Vec::new(), Vec::new());
    for row in table.selected(selection) {
        let mut position = None;
        if measure == Measure::MeanStance {
            position = row.row.stance.and_then(|stance| positions[stance]);
            if position.is_none() {
                grid.left_out.without_stance += usize::from(row.row.stance.is_none());
                grid.left_out.off_scale += usize::from(row.row.stance.is_some());
                continue;
            }
        }
        at_rows.clear();
        at_columns.clear();
        if let (Side::Values(rows), Side::Values(columns), true) = (rows, columns, are_of_voices) {
            rows.visit_with(columns, &row, |at_row, at_column| {
                counts.add(at_row * width + at_column, row.document as u32, position);
                put_once(&mut at_rows, at_row);
                put_once(&mut at_columns, at_column);
            });
            for at_row in &at_rows {
                counts.add(at_row * width + total_column, row.document as u32, position);
            }
            for at_column in &at_columns {
                counts.add(total_row * width + at_column, row.document as u32, position);
            }
            counts.add(total_row * width + total_column, row.document as u32, position);
            continue;
        }
        rows.visit(&row, |at| at_rows.push(at));
        columns.visit(&row, |at| at_columns.push(at));
        at_rows.push(total_row);
        at_columns.push(total_column);
        for at_row in &at_rows {
            for at_column in &at_columns {
                counts.add(at_row * width + at_column, row.document as u32, position);
            }
        }
    }
    grid.cells = counts.into_cells();
}

/// Whether a cell of the two sides is of one and the same speaker.
fn are_of_voices(rows: &Side<'_>, columns: &Side<'_>) -> bool {
    match (rows, columns) {
        (Side::Values(rows), Side::Values(columns)) => rows.field.is_of_one_voice_with(&columns.field),
        _ => false,
    }
}

fn put_once(list: &mut Vec<usize>, at: usize) {
    if !list.contains(&at) {
        list.push(at);
    }
}

fn tally_speakers(grid: &mut Grid, table: &StatementTable, selection: &Selection, rows: &Side<'_>, columns: &Side<'_>) {
    let width = grid.n_columns + 1;
    let mut seen = Seen::new(grid.cells.len(), table.names().speakers.len());
    for row in table.selected(selection) {
        grid.left_out.unspoken += usize::from(row.voices.is_empty());
        for voice in row.voices {
            // A voice stands in one row and one column; those who stand in a total are all who stand in its parts.
            let at_row = rows.of_voice(&row, voice).unwrap_or(rows.len());
            let at_column = columns.of_voice(&row, voice).unwrap_or(columns.len());
            seen.mark(at_row * width + at_column, voice.speaker);
        }
    }
    seen.count(&mut grid.cells, width);
}

/// Which speakers were seen in which cells.
enum Seen {
    /// A bit for each speaker, in so many words for each cell.
    Bits { words: Vec<u64>, n_words: usize },
    /// Cell and speaker, in any order and as often as they come.
    Listed(Vec<(u32, u32)>),
}

impl Seen {
    fn new(n_cells: usize, n_speakers: usize) -> Self {
        let n_words = n_speakers.div_ceil(64);
        match n_cells.saturating_mul(n_words) {
            all if all <= MAX_WORDS => Self::Bits { words: vec![0; all], n_words },
            _ => Self::Listed(Vec::new()),
        }
    }

    fn mark(&mut self, cell: usize, speaker: usize) {
        match self {
            Self::Bits { words, n_words } => words[cell * *n_words + speaker / 64] |= 1 << (speaker % 64),
            Self::Listed(pairs) => pairs.push((cell as u32, speaker as u32)),
        }
    }

    /// Puts into each cell how many were seen in it, and into each total how many were seen in any of its parts.
    fn count(self, cells: &mut [Cell], width: usize) {
        match self {
            Self::Bits { words, n_words } => count_bits(words, n_words, cells, width),
            Self::Listed(pairs) => count_pairs(&pairs, cells, width),
        }
    }
}

fn count_bits(mut words: Vec<u64>, n_words: usize, cells: &mut [Cell], width: usize) {
    let (n_rows, total_column) = (cells.len() / width, width - 1);
    let mut join = |from: usize, to: usize| {
        for word in 0..n_words {
            words[to * n_words + word] |= words[from * n_words + word];
        }
    };
    for row in 0..n_rows {
        (0..total_column).for_each(|column| join(row * width + column, row * width + total_column));
    }
    for column in 0..width {
        (0..n_rows - 1).for_each(|row| join(row * width + column, (n_rows - 1) * width + column));
    }
    for (at, cell) in cells.iter_mut().enumerate() {
        let n: u32 = words[at * n_words..(at + 1) * n_words].iter().map(|word| word.count_ones()).sum();
        *cell = Cell::new(n as usize, 0);
    }
}

fn count_pairs(pairs: &[(u32, u32)], cells: &mut [Cell], width: usize) {
    use rayon::slice::ParallelSliceMut;
    let (width, last_row) = (width as u32, (cells.len() / width - 1) as u32);
    // Each pair as often as it counts: in its cell, in the totals of its row and of its column, and in that of all.
    let mut all: Vec<(u32, u32)> = Vec::with_capacity(pairs.len() * 4);
    for (cell, speaker) in pairs {
        let (row, column) = (cell / width, cell % width);
        for (row, column) in [(row, column), (row, width - 1), (last_row, column), (last_row, width - 1)] {
            all.push((row * width + column, *speaker));
        }
    }
    all.par_sort_unstable();
    all.dedup();
    for (cell, _) in all {
        cells[cell as usize].add();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_and_sorted_pairs_count_the_same(
            pairs in proptest::collection::vec((0usize..3, 0usize..4, 0usize..150), 0..60),
        ) {
            let (width, n_cells) = (5, 20);
            let (mut bits, mut listed) = (Seen::new(n_cells, 150), Seen::Listed(Vec::new()));
            for (row, column, speaker) in pairs {
                bits.mark(row * width + column, speaker);
                listed.mark(row * width + column, speaker);
            }
            prop_assert!(matches!(bits, Seen::Bits { .. }), "few enough for bits");
            let counted = |seen: Seen| {
                let mut cells = vec![Cell::default(); n_cells];
                seen.count(&mut cells, width);
                cells
            };
            prop_assert_eq!(counted(bits), counted(listed));
        }
    }
}
