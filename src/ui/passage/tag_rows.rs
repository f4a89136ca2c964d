//! Which row each tag stands on: no two in each other's way, as few without a label as can be.
//!
//! ```text
//!            ▲ Devolution ┌ ┌ one line each where two begin on a row;
//!           ▼ Local care │ └
//!              ◆ Pay and │    one that may wait stands on its next row, and has it to itself;
//!             conditions │
//!               ▲ ○ ▼ +2 └ └  what cannot wait is gathered: signs side by side, then a number
//! ```

/// A tag that looks for its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Number of the bracket in its block.
    pub(super) bracket: usize,
    /// The first and the last row of the bracket.
    pub(super) rows: (usize, usize),
    /// Middle of the bracket's part of its first row.
    pub(super) y: f32,
    /// Whether that part is the whole row.
    pub(super) is_whole_row: bool,
}

impl Place {
    /// The last row on which the tag may stand.
    fn deadline(&self) -> usize {
        self.rows.1.min(self.rows.0 + MAX_ROWS_DOWN)
    }
}

/// The tags beside one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Number of the row in its block.
    pub(super) number: usize,
    /// Those with a line of their own, from top to bottom.
    pub(super) alone: Vec<Place>,
    /// Brackets that share the last line.
    pub(super) gathered: Vec<usize>,
}

/// Rows below its first that a tag may move to.
const MAX_ROWS_DOWN: usize = 3;

/// Gives every tag a row; `n_lines` have room on each. Tags come in the order of their places.
///
/// The tag that can wait least goes first (earliest deadline), which leaves the fewest without a line.
pub(super) fn rows_of(places: Vec<Place>, n_lines: usize) -> Vec<Row> {
    let mut places = places.into_iter().peekable();
    let mut waiting: Vec<Place> = Vec::new();
    let (mut rows, mut row) = (Vec::new(), 0);
    loop {
        if waiting.is_empty() {
            let Some(next) = places.peek() else { return rows };
            row = row.max(next.rows.0);
        }
        while let Some(place) = places.next_if(|place| place.rows.0 <= row) {
            waiting.push(place);
        }
        waiting.sort_by_key(|place| (place.deadline(), place.rows.0, place.bracket));
        let n_due = waiting.partition_point(|place| place.deadline() <= row);
        let n_alone = if n_due > n_lines { n_lines - 1 } else { n_lines.min(waiting.len()) };
        let gathered = waiting.drain(n_alone..n_due.max(n_alone)).map(|place| place.bracket).collect();
        let mut alone: Vec<Place> = waiting.drain(..n_alone).collect();
        alone.sort_by(|a, b| a.rows.0.cmp(&b.rows.0).then(a.y.total_cmp(&b.y)).then(a.bracket.cmp(&b.bracket)));
        rows.push(Row { number: row, alone, gathered });
        row += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(brackets: &[(usize, usize)], n_lines: usize) -> Vec<Row> {
        let place = |(bracket, rows): (usize, &(usize, usize))| Place {
            bracket,
            rows: *rows,
            y: rows.0 as f32 * 30.0 + 15.0,
            is_whole_row: true,
        };
        rows_of(brackets.iter().enumerate().map(place).collect(), n_lines)
    }

    /// Row, those alone, those gathered.
    fn check(brackets: &[(usize, usize)], expected: &[(usize, &[usize], &[usize])]) {
        let got = rows(brackets, 2);
        let got: Vec<(usize, Vec<usize>, &[usize])> = got
            .iter()
            .map(|row| (row.number, row.alone.iter().map(|place| place.bracket).collect(), &*row.gathered))
            .collect();
        let got: Vec<(usize, &[usize], &[usize])> =
            got.iter().map(|(row, alone, more)| (*row, &**alone, *more)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn tags_wait_while_they_can_and_are_gathered_when_they_cannot() {
        check(&[(0, 2)], &[(0, &[0], &[])]);
        check(&[(0, 2), (0, 0)], &[(0, &[0, 1], &[])]);
        check(&[(0, 2), (0, 0), (0, 0)], &[(0, &[1, 2], &[]), (1, &[0], &[])]);
        check(&[(0, 0), (0, 0), (0, 0), (0, 0)], &[(0, &[0], &[1, 2, 3])]);
        check(&[(0, 9), (0, 9), (0, 9), (7, 7)], &[(0, &[0, 1], &[]), (1, &[2], &[]), (7, &[3], &[])]);
    }

    proptest! {
        #[test]
        fn every_tag_has_one_place_beside_its_bracket(
            brackets in proptest::collection::vec((0usize..8, 0usize..6), 0..40),
            n_lines in 1usize..4,
        ) {
            let mut brackets: Vec<_> = brackets.into_iter().map(|(first, len)| (first, first + len)).collect();
            brackets.sort_unstable();
            let rows = rows(&brackets, n_lines);
            prop_assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number));
            let mut seen = Vec::new();
            for row in &rows {
                prop_assert!(row.alone.len() + usize::from(!row.gathered.is_empty()) <= n_lines);
                for bracket in row.alone.iter().map(|place| place.bracket).chain(row.gathered.iter().copied()) {
                    prop_assert!((brackets[bracket].0..=brackets[bracket].1).contains(&row.number));
                    seen.push(bracket);
                }
            }
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..brackets.len()).collect::<Vec<_>>());
        }
    }
}
