//! Where nodes are drawn: the same network gives the same picture, and a small change a small one.
//!
//! Each connected part is drawn by stress majorisation: nodes are put so that their distances on the page come near to
//! those along the ties, strong ties being short (E. R. Gansner, Y. Koren and S. North, "Graph Drawing by Stress
//! Majorization", Graph Drawing 2004; the start is classical scaling, W. S. Torgerson 1952). There is no chance in it:
//! what must be broken by chance elsewhere is broken here by the ids of the nodes. Parts are then packed side by side,
//! the largest first.
//!
//! Where nodes have a place already, they start from there, and the drawing is neither turned nor packed anew: so a tie
//! more moves a few nodes a little. Nodes that are pinned stay exactly where they are.
//!
//! In a series of windows, lay the network of all of them out once, and draw each window at those places.
//!
//! ```text
//! Network ─ distance (ties → lengths → shortest paths) ─ start ─ stress ─ pack → places in the unit square
//! ```

mod distance;
mod graph;
mod pack;
mod start;
mod stress;
#[cfg(test)]
mod tests;

use super::Network;
use distance::Terms;
use graph::Graph;

/// A place in the unit square: across from the left, and down from the top.
pub type Place = [f32; 2];

/// Where a node is already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// The place.
    pub place: Place,
    /// Whether it stays there.
    pub is_pinned: bool,
}

/// The places of the nodes of `network`, in its order; `None` when `go_on` said no.
///
/// `starts` has an entry for each node that is somewhere already, and may be empty. `go_on` is told how far the work is,
/// from 0 to 1, and answers whether it shall go on.
pub fn layout(network: &Network, starts: &[Option<Start>], go_on: &mut dyn FnMut(f32) -> bool) -> Option<Vec<Place>> {
    let graph = Graph::new(network);
    let start = |node: usize| starts.get(node).copied().flatten();
    let parts = graph.parts();
    let total: usize = parts.iter().map(|part| part.len() * part.len()).sum();
    let has_starts = (0..graph.len()).any(|node| start(node).is_some());
    let mut places = vec![[0.0_f64; 2]; graph.len()];
    let (mut done, mut unit) = (0, 1.0);
    let mut fresh = Vec::new();
    for part in &parts {
        let terms = Terms::new(&graph, part);
        let known: Vec<Option<Start>> = part.iter().map(|node| start(*node)).collect();
        let share = (part.len() * part.len()) as f32 / total.max(1) as f32;
        let before = done as f32 / total.max(1) as f32;
        let mut tell = |portion: f32| go_on(before + share * portion);
        let drawn = if known.iter().any(Option::is_some) {
            let begun = start::from_known(&graph, part, &terms, &known);
            unit = begun.unit;
            let mut drawn = begun.places;
            stress::majorise(&mut drawn, &terms, begun.unit, &begun.is_fixed, stress::A_FEW, &mut tell)?;
            drawn
        } else {
            let mut drawn = start::from_nothing(&graph, part, &terms);
            stress::majorise(&mut drawn, &terms, 1.0, &[], stress::MANY, &mut tell)?;
            start::turn(&mut drawn, &graph, part);
            fresh.push(part);
            drawn
        };
        for (node, place) in part.iter().zip(drawn) {
            places[*node] = place;
        }
        done += part.len() * part.len();
    }
    let is_pinned: Vec<bool> = (0..graph.len()).map(|node| start(node).is_some_and(|start| start.is_pinned)).collect();
    if has_starts {
        pack::beside(&mut places, &fresh, unit);
        pack::fit_beside_pins(&mut places, &is_pinned);
    } else {
        pack::side_by_side(&mut places, &parts);
    }
    go_on(1.0).then(|| places.iter().map(|[x, y]| [*x as f32, *y as f32]).collect())
}
