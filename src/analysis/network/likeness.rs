//! Ties between actors, or between themes, by the likeness of what they say: Jaccard and cosine in textbook form.
//!
//! A is the set of (item, stance) of a. Congruence compares A with B. Conflict compares, over (item, position), A with
//! B turned round the middle of the scale; what stands in the middle is in the set and opposes nothing.

use super::count::Counts;
use super::one_mode::behind;
use super::request::{Normalisation, Relation, Side};
use rayon::prelude::*;

/// Positions nearer than this are one.
const CLOSE: f64 = 1e-9;

/// Two nodes, the first of lower number, and their weight; pairs that share nothing are not there.
pub(super) fn weights(
    counts: &Counts,
    normalisation: Normalisation,
    relation: Relation,
    of: Side,
) -> Vec<(usize, usize, f64)> {
    let (lines, other) = counts.lines(of);
    let (items, _) = counts.lines(other);
    let place = Places::new(&counts.positions);
    let sizes: Vec<(f64, f64)> = (0..lines.len()).map(|node| place.sizes(counts, of, node)).collect();
    let of_node = |a: usize| {
        let mut same = vec![0.0; lines.len()];
        let mut against = vec![0.0; lines.len()];
        let mut is_tied = vec![false; lines.len()];
        for of_a in lines.of(a).chunk_by(|one, other| one.item == other.item) {
            if place.is_one_each {
                // No two stances share a position: then every cell counts by itself.
                let [is_same, is_against] = place.matches(of_a.iter().map(|s| s.level));
                for cell in behind(items, of_a[0].item, a) {
                    let (b, level) = (cell.item as usize, usize::from(cell.level));
                    is_tied[b] = true;
                    same[b] += is_same[level];
                    against[b] += is_against[level];
                }
                continue;
            }
            for of_b in behind(items, of_a[0].item, a).chunk_by(|one, other| one.item == other.item) {
                let b = of_b[0].item as usize;
                is_tied[b] = true;
                same[b] += of_b.iter().filter(|t| of_a.iter().any(|s| s.level == t.level)).count() as f64;
                against[b] += place.n_against(of_a.iter().map(|s| s.level), of_b.iter().map(|t| t.level)) as f64;
            }
        }
        let weight = |b: usize| {
            let congruence = likeness(normalisation, same[b], sizes[a].0, sizes[b].0);
            let conflict = likeness(normalisation, against[b], sizes[a].1, sizes[b].1);
            let weight = match relation {
                Relation::Congruence => congruence,
                Relation::Conflict => conflict,
                Relation::Difference => congruence - conflict,
            };
            (a, b, weight)
        };
        (a + 1..lines.len()).filter(|b| is_tied[*b]).map(weight).collect::<Vec<_>>()
    };
    (0..lines.len()).into_par_iter().flat_map_iter(of_node).collect()
}

/// The likeness of two sets of these sizes that have `both` in common.
fn likeness(normalisation: Normalisation, both: f64, one: f64, other: f64) -> f64 {
    match normalisation {
        Normalisation::Jaccard => both / (one + other - both),
        _ => both / (one * other).sqrt(),
    }
}

/// The different positions of the scale, and which lies opposite of which.
struct Places {
    /// Number of the position of each stance.
    of_level: Vec<usize>,
    /// The position opposite, where there is one.
    opposite: Vec<Option<usize>>,
    /// Whether each stance has a position of its own.
    is_one_each: bool,
}

impl Places {
    fn new(positions: &[f64]) -> Self {
        let mut different = positions.to_vec();
        different.sort_by(f64::total_cmp);
        different.dedup_by(|one, other| (*one - *other).abs() < CLOSE);
        let find = |wanted: f64| different.iter().position(|position| (position - wanted).abs() < CLOSE);
        let sum = different.first().zip(different.last()).map_or(0.0, |(low, high)| low + high);
        let opposite = different.iter().enumerate().map(|(at, position)| find(sum - position).filter(|o| *o != at));
        Self {
            of_level: positions.iter().map(|position| find(*position).unwrap_or(0)).collect(),
            opposite: opposite.collect(),
            is_one_each: different.len() == positions.len(),
        }
    }

    /// For every stance 1 where it is one of these, else 0; and 1 where it is the opposite of one of them.
    fn matches(&self, levels: impl Iterator<Item = u16>) -> [Vec<f64>; 2] {
        let mut is_same = vec![0.0; self.of_level.len()];
        let mut is_opposite_place = vec![0.0; self.opposite.len()];
        for level in levels {
            is_same[usize::from(level)] = 1.0;
            if let Some(opposite) = self.opposite[self.of_level[usize::from(level)]] {
                is_opposite_place[opposite] = 1.0;
            }
        }
        let is_against = self.of_level.iter().map(|place| is_opposite_place[*place]).collect();
        [is_same, is_against]
    }

    fn different(&self, levels: impl Iterator<Item = u16>) -> Vec<usize> {
        let mut places: Vec<usize> = levels.map(|level| self.of_level[usize::from(level)]).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Number of (item, stance) and of (item, position) of a node.
    fn sizes(&self, counts: &Counts, of: Side, node: usize) -> (f64, f64) {
        let line = counts.lines(of).0.of(node);
        let items = line.chunk_by(|one, other| one.item == other.item);
        let n_places: usize = items.map(|cells| self.different(cells.iter().map(|cell| cell.level)).len()).sum();
        (line.len() as f64, n_places as f64)
    }

    /// In how many positions of the one the other holds the opposite.
    fn n_against(&self, one: impl Iterator<Item = u16>, other: impl Iterator<Item = u16>) -> usize {
        let other = self.different(other);
        let opposites = self.different(one).into_iter().filter_map(|place| self.opposite[place]);
        opposites.filter(|opposite| other.contains(opposite)).count()
    }
}
