//! n(a,c,s): how many statements each actor has on each theme with each stance, with the rows behind every number.

use super::naming::Named;
use super::request::{Mode, NetworkRequest, Normalisation, Qualifier, Relation, Side};
use crate::model::StanceId;
use rayon::prelude::*;

/// A statement of one actor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub actor: u32,
    pub theme: u32,
    pub level: u16,
    /// In which a repeat does not count.
    pub slot: u32,
    pub row: u32,
}

/// n(a,c,s), not 0, in the line of an actor or of a theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The theme in the line of an actor, the actor in that of a theme.
    pub item: u32,
    /// The stance, by its number in [`Counts::positions`].
    pub level: u16,
    /// After the rule for repeats.
    pub n: u32,
    first: u32,
    end: u32,
}

/// The cells of all actors or all themes, line by line, in each by item and level.
#[derive(Debug, Default)]
pub(super) struct Lines {
    cells: Vec<Cell>,
    firsts: Vec<usize>,
}

/// Every n(a,c,s).
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub actors: Vec<Named>,
    pub themes: Vec<Named>,
    /// Positions of the stances that take part; of the signs where there are but those, of which one may have none.
    pub positions: Vec<f64>,
    /// The stances that take part.
    pub stances: Vec<StanceId>,
    /// What a pair of stances adds to the weight of a one-mode tie.
    factors: Vec<f64>,
    by_actor: Lines,
    by_theme: Lines,
    rows: Vec<u32>,
}

impl Lines {
    /// Number of lines.
    pub fn len(&self) -> usize {
        self.firsts.len().saturating_sub(1)
    }

    /// The cells of a line.
    pub fn of(&self, line: usize) -> &[Cell] {
        match (self.firsts.get(line), self.firsts.get(line + 1)) {
            (Some(first), Some(end)) => &self.cells[*first..*end],
            _ => &[],
        }
    }

    /// Σ n of a line.
    pub fn n_counted(&self, line: usize) -> usize {
        self.of(line).iter().map(|cell| cell.n as usize).sum()
    }

    /// The items that both lines have, with the cells of the one and of the other.
    pub fn shared(&self, a: usize, b: usize) -> Vec<(usize, &[Cell], &[Cell])> {
        let (mut of_a, mut of_b) = (self.of(a), self.of(b));
        let mut shared = Vec::new();
        while let (Some(one), Some(other)) = (of_a.first(), of_b.first()) {
            let item = one.item.max(other.item);
            of_a = &of_a[of_a.partition_point(|cell| cell.item < item)..];
            of_b = &of_b[of_b.partition_point(|cell| cell.item < item)..];
            let (n_a, n_b) = (of_a.partition_point(|c| c.item == item), of_b.partition_point(|c| c.item == item));
            if n_a > 0 && n_b > 0 {
                shared.push((item as usize, &of_a[..n_a], &of_b[..n_b]));
            }
            (of_a, of_b) = (&of_a[n_a..], &of_b[n_b..]);
        }
        shared
    }

    /// The same cells by item.
    fn turned(&self, n_items: usize) -> Self {
        let mut firsts = vec![0; n_items + 1];
        for cell in &self.cells {
            firsts[cell.item as usize + 1] += 1;
        }
        for at in 1..firsts.len() {
            firsts[at] += firsts[at - 1];
        }
        let mut next = firsts.clone();
        let mut cells = self.cells.clone();
        for line in 0..self.len() {
            for cell in self.of(line) {
                let place = &mut next[cell.item as usize];
                cells[*place] = Cell { item: line as u32, ..*cell };
                *place += 1;
            }
        }
        Self { cells, firsts }
    }
}

impl Counts {
    /// The counts of these statements of actors. Actors and themes that none of them has are not among the values,
    /// unless `stays` says so of their number among all.
    pub fn new(
        mut entries: Vec<Entry>,
        actors: &[Named],
        themes: &[Named],
        positions: Vec<f64>,
        request: &NetworkRequest,
        stays: impl Fn(Side, usize) -> bool,
    ) -> Self {
        let actors = compacted(actors, &mut entries, |at| stays(Side::Actor, at), |entry| &mut entry.actor);
        let themes = compacted(themes, &mut entries, |at| stays(Side::Theme, at), |entry| &mut entry.theme);
        let key = |entry: &Entry| (u64::from(entry.actor) << 32 | u64::from(entry.theme), entry.level, entry.row);
        entries.par_sort_unstable_by_key(key);
        let rows = entries.iter().map(|entry| entry.row).collect();
        let (mut cells, mut firsts) = (Vec::new(), vec![0]);
        let (mut slots, mut first) = (Vec::new(), 0);
        for same in
            entries.chunk_by(|one, other| (one.actor, one.theme, one.level) == (other.actor, other.theme, other.level))
        {
            slots.clear();
            slots.extend(same.iter().map(|entry| entry.slot));
            slots.sort_unstable();
            slots.dedup();
            let Entry { actor, theme, level, .. } = same[0];
            firsts.resize(actor as usize + 1, cells.len());
            let end = first + same.len() as u32;
            cells.push(Cell { item: theme, level, n: slots.len() as u32, first, end });
            first = end;
        }
        firsts.resize(actors.len() + 1, cells.len());
        let by_actor = Lines { cells, firsts };
        let by_theme = by_actor.turned(themes.len());
        let factors = factors(&positions, width(&positions), request);
        Self { actors, themes, positions, stances: Vec::new(), factors, by_actor, by_theme, rows }
    }

    /// The lines of one side, and the side of their items.
    pub const fn lines(&self, side: Side) -> (&Lines, Side) {
        match side {
            Side::Actor => (&self.by_actor, Side::Theme),
            Side::Theme => (&self.by_theme, Side::Actor),
        }
    }

    /// The values of one side.
    pub fn values(&self, side: Side) -> &[Named] {
        match side {
            Side::Actor => &self.actors,
            Side::Theme => &self.themes,
        }
    }

    /// One value of a side.
    pub fn value(&self, side: Side, at: usize) -> Option<&Named> {
        self.values(side).get(at)
    }

    /// The rows behind a cell.
    pub fn rows_of(&self, cell: &Cell) -> &[u32] {
        &self.rows[cell.first as usize..cell.end as usize]
    }

    /// What stances `one` and `other` add to the weight of a one-mode tie.
    pub fn factor(&self, one: u16, other: u16) -> f64 {
        self.factors[usize::from(one) * self.positions.len() + usize::from(other)]
    }

    /// Whether cells of two nodes on one item add to the weight of their tie.
    pub fn is_tied(&self, of_a: &[Cell], of_b: &[Cell]) -> bool {
        of_a.iter().any(|one| of_b.iter().any(|other| self.factor(one.level, other.level) != 0.0))
    }

    /// Number of statements of actors after the rule for repeats.
    pub fn n_counted(&self) -> usize {
        self.by_actor.cells.iter().map(|cell| cell.n as usize).sum()
    }

    /// The different rows behind a line.
    pub fn n_rows(&self, side: Side, line: usize) -> usize {
        let (lines, _) = self.lines(side);
        let mut rows: Vec<u32> = lines.of(line).iter().flat_map(|cell| self.rows_of(cell)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    /// Mean position of what is counted in a line; `None` where nothing has one.
    pub fn mean_position(&self, side: Side, line: usize) -> Option<f64> {
        let (lines, _) = self.lines(side);
        let (mut n, mut sum) = (0.0, 0.0);
        for cell in lines.of(line) {
            let position = self.positions[usize::from(cell.level)];
            if position.is_finite() {
                n += f64::from(cell.n);
                sum += f64::from(cell.n) * position;
            }
        }
        (n > 0.0).then(|| sum / n)
    }
}

/// The values that entries have, and those that stay anyway, in their order, with the entries numbered anew.
fn compacted(
    values: &[Named],
    entries: &mut [Entry],
    stays: impl Fn(usize) -> bool,
    number: impl Fn(&mut Entry) -> &mut u32,
) -> Vec<Named> {
    let mut is_kept: Vec<bool> = (0..values.len()).map(stays).collect();
    for entry in entries.iter_mut() {
        is_kept[*number(entry) as usize] = true;
    }
    let mut kept = Vec::new();
    let mut numbers = Vec::with_capacity(values.len());
    for (value, is_kept) in values.iter().zip(is_kept) {
        numbers.push(kept.len() as u32);
        if is_kept {
            kept.push(value.clone());
        }
    }
    for entry in entries {
        let place = number(entry);
        *place = numbers[*place as usize];
    }
    kept
}

/// Highest less lowest position; 1 where there is one.
pub(super) fn width(positions: &[f64]) -> f64 {
    let (low, high) = ends(positions);
    if high > low { high - low } else { 1.0 }
}

fn ends(positions: &[f64]) -> (f64, f64) {
    let low = positions.iter().copied().fold(f64::INFINITY, f64::min);
    (low, positions.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// What each pair of stances adds to the weight of a one-mode tie; see the formulas of the module.
fn factors(positions: &[f64], width: f64, request: &NetworkRequest) -> Vec<f64> {
    const CLOSE: f64 = 1e-9;
    let relation = match (request.as_dna, request.mode) {
        (Some(Qualifier::Ignore | Qualifier::Combine), _) | (_, Mode::TwoMode { .. }) => None,
        (Some(Qualifier::Congruence), _) => Some(Relation::Congruence),
        (Some(Qualifier::Conflict), _) => Some(Relation::Conflict),
        (Some(Qualifier::Subtract), _) => Some(Relation::Difference),
        (None, Mode::OneMode { relation, .. }) => Some(relation),
    };
    let is_likeness = is_likeness(request);
    let (low, high) = ends(positions);
    let pair = |one: usize, other: usize| {
        let (p, q) = (positions[one], positions[other]);
        let (same, against) = if is_likeness {
            let is_against = (low + high - p - q).abs() < CLOSE && (p - q).abs() > CLOSE;
            (f64::from(u8::from(one == other)), f64::from(u8::from(is_against)))
        } else {
            let distance = (p - q).abs() / width;
            (1.0 - distance, distance)
        };
        match relation {
            None => 1.0,
            Some(Relation::Congruence) => same,
            Some(Relation::Conflict) => against,
            Some(Relation::Difference) => same - against,
        }
    };
    (0..positions.len())
        .flat_map(|one| (0..positions.len()).map(move |other| (one, other)))
        .map(|(a, b)| pair(a, b))
        .collect()
}

/// Whether weights are likenesses of sets and not sums of products.
pub(super) fn is_likeness(request: &NetworkRequest) -> bool {
    request.as_dna.is_none() && matches!(request.normalisation, Normalisation::Jaccard | Normalisation::Cosine)
}
