//! Stress majorisation: each node moves to where its distances to all others fit best, again and again.
//!
//! ```text
//! stress   Σ_ij w_ij (|x_i − x_j| − d_ij)²,  w_ij = 1 / d_ij²
//! step     x_i ← Σ_j w_ij (x_j + d_ij (x_i − x_j) / |x_i − x_j|) / Σ_j w_ij
//! ```
//!
//! The step of a node never makes the stress greater (Gansner, Koren and North 2004, section 2.3).

use super::distance::Terms;

/// Rounds of a drawing from nothing.
pub(super) const MANY: usize = 160;
/// Rounds of a drawing that is there already.
pub(super) const A_FEW: usize = 60;
/// Steps of all rounds together at most: large parts get fewer rounds.
const MOST_STEPS: usize = 60_000_000;
/// The drawing is done when no node moves further than this, in lengths of a tie.
const STILL: f64 = 1e-3;

/// Moves `places` until they fit the distances of `terms` times `unit`; nodes that are fixed stay. `None` when `go_on`
/// said no.
pub(super) fn majorise(
    places: &mut [[f64; 2]],
    terms: &Terms,
    unit: f64,
    is_fixed: &[bool],
    n_rounds: usize,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Option<()> {
    let n_terms: usize = terms.of.iter().map(Vec::len).sum();
    let n_rounds = n_rounds.min(MOST_STEPS / n_terms.max(1)).max(8);
    for round in 0..n_rounds {
        if !go_on(round as f32 / n_rounds as f32) {
            return None;
        }
        let mut furthest: f64 = 0.0;
        for node in 0..places.len() {
            if is_fixed.get(node).copied().unwrap_or(false) {
                continue;
            }
            let [x, y] = places[node];
            let (mut sum_x, mut sum_y, mut weights) = (0.0, 0.0, 0.0);
            for (other, distance) in &terms.of[node] {
                let [other_x, other_y] = places[*other as usize];
                let wanted = f64::from(*distance) * unit;
                let weight = 1.0 / (wanted * wanted);
                let (dx, dy) = (x - other_x, y - other_y);
                let apart = (dx * dx + dy * dy).sqrt().max(1e-9);
                sum_x += weight * (other_x + wanted * dx / apart);
                sum_y += weight * (other_y + wanted * dy / apart);
                weights += weight;
            }
            if weights > 0.0 {
                let (new_x, new_y) = (sum_x / weights, sum_y / weights);
                furthest = furthest.max((new_x - x).hypot(new_y - y));
                places[node] = [new_x, new_y];
            }
        }
        if furthest < STILL * unit {
            break;
        }
    }
    Some(())
}
