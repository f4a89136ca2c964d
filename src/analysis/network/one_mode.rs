//! Ties between actors, or between themes, by sums of products.
//!
//! With `k(c,t) = Σ_s n(a,c,s) · factor(s,t)` the weight of a and b is `Σ_c,t k(c,t) · n(b,c,t)`: so for each node we walk
//! only over the others that share an item with it, once for each of their cells.

use super::count::{Cell, Counts, Lines};
use super::dna;
use super::request::{NetworkRequest, Normalisation, Side};
use rayon::prelude::*;

/// Two nodes, the first of lower number, and their weight; pairs that share nothing are not there.
pub(super) fn weights(counts: &Counts, request: &NetworkRequest, of: Side) -> Vec<(usize, usize, f64)> {
    let (lines, other) = counts.lines(of);
    let (items, _) = counts.lines(other);
    let n_counted: Vec<f64> = (0..lines.len()).map(|node| lines.n_counted(node) as f64).collect();
    let of_node = |a: usize| {
        let mut sums = vec![0.0; lines.len()];
        let mut is_tied = vec![false; lines.len()];
        let mut k = vec![0.0; counts.positions.len()];
        for cells in lines.of(a).chunk_by(|one, other| one.item == other.item) {
            put_products(counts, cells, &mut k);
            for cell in behind(items, cells[0].item, a) {
                sums[cell.item as usize] += k[usize::from(cell.level)] * f64::from(cell.n);
                is_tied[cell.item as usize] = true;
            }
        }
        let weight = |b: usize| {
            let divisor = match (request.normalisation, request.as_dna) {
                (Normalisation::AverageActivity, _) => f64::midpoint(n_counted[a], n_counted[b]),
                (Normalisation::Cosine, Some(_)) => n_counted[a] * n_counted[b],
                (Normalisation::Jaccard, Some(_)) => dna::jaccard_divisor(lines, a, b),
                _ => 1.0,
            };
            (a, b, sums[b] / divisor)
        };
        (a + 1..lines.len()).filter(|b| is_tied[*b]).map(weight).collect::<Vec<_>>()
    };
    (0..lines.len()).into_par_iter().flat_map_iter(of_node).collect()
}

/// k(c,t) of the cells of one node on one item, for every t.
fn put_products(counts: &Counts, cells: &[Cell], k: &mut [f64]) {
    for (level, sum) in k.iter_mut().enumerate() {
        *sum = cells.iter().map(|cell| f64::from(cell.n) * counts.factor(cell.level, level as u16)).sum();
    }
}

/// The cells of an item that belong to nodes behind `a`.
pub(super) fn behind(items: &Lines, item: u32, a: usize) -> &[Cell] {
    let line = items.of(item as usize);
    &line[line.partition_point(|cell| cell.item as usize <= a)..]
}
