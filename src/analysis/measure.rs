//! What is counted in each cell of a finding, and what a cell then holds.

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Statements.
    #[default]
    Statements,
    /// Documents that have such a statement, each once.
    Documents,
    /// Speakers who make such a statement, each once.
    Speakers,
    /// The mean position of the stances: `Σ p / n` over the `n` statements whose stance has a position `p` (the
    /// arithmetic mean).
    MeanStance,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Statements, Self::Documents, Self::Speakers, Self::MeanStance];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Documents => "documents",
            Self::Speakers => "speakers",
            Self::MeanStance => "mean stance",
        }
    }

    /// Whether figures are whole numbers, of which there are shares.
    pub const fn is_count(self) -> bool {
        !matches!(self, Self::MeanStance)
    }
}

/// Positions are added up as whole numbers of this size, so that no order of statements changes a sum.
///
/// Positions that are sums of halves, down to 2⁻⁴⁰, are exact; others are off by 5·10⁻¹³ at most.
const ONE: f64 = (1_u64 << 40) as f64;

/// A position on the scale as a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position(i64);

impl Position {
    /// The position `at`; `None` when that is no number.
    pub fn new(at: f64) -> Option<Self> {
        at.is_finite().then(|| Self((at * ONE).round() as i64))
    }

    /// The number that is added up.
    pub const fn as_number(self) -> i64 {
        self.0
    }
}

/// A figure: how many, and for a mean what their positions add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many statements, documents or speakers; for a mean, statements whose stance has a position.
    pub n: usize,
    sum: i64,
}

impl Cell {
    /// Counts one more.
    pub(super) fn add(&mut self) {
        self.n += 1;
    }

    /// So many, whose positions add up to `sum`.
    pub(super) const fn new(n: usize, sum: i64) -> Self {
        Self { n, sum }
    }

    /// The mean of the positions; `None` of nothing.
    pub fn mean(self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / ONE / self.n as f64)
    }

    /// The figure that `measure` asks for; `None` for the mean of nothing.
    pub fn figure(self, measure: Measure) -> Option<f64> {
        if measure.is_count() { Some(self.n as f64) } else { self.mean() }
    }

    /// Whether nothing was counted.
    pub const fn is_empty(self) -> bool {
        self.n == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_order_of_the_positions_changes_the_mean() {
        let mean = |positions: &[f64]| {
            let numbers: Vec<i64> = positions.iter().filter_map(|at| Some(Position::new(*at)?.as_number())).collect();
            let cell = Cell::new(numbers.len(), numbers.iter().sum());
            (cell.n, cell.mean())
        };
        assert_eq!(mean(&[1.0, -0.5, 0.5, 1.0]), (4, Some(0.5)));
        assert_eq!(mean(&[0.1, 0.2, 0.3, -0.7]), mean(&[-0.7, 0.3, 0.2, 0.1]));
        assert_eq!(mean(&[f64::NAN]), (0, None));
    }
}
