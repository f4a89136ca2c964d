//! How far apart nodes should be: the shortest way along the ties.

use super::graph::Graph;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Parts of more nodes than this are held together by some nodes alone, so that time and memory stay in proportion
/// (M. Ortmann, M. Klimenta and U. Brandes, "A Sparse Stress Model", Graph Drawing 2016).
const MOST_WHOLE: usize = 1_500;
/// How many those are.
const PIVOTS: usize = 120;
/// Ties of a node along which ways go, the shortest first; with the ties that others choose, a part stays whole.
const WAYS: usize = 24;

/// For each node of a part the others that it should be at a distance from; all by their numbers in the part.
pub(super) struct Terms {
    pub of: Vec<Vec<(u32, f32)>>,
}

impl Terms {
    pub fn new(graph: &Graph, part: &[usize]) -> Self {
        let ways = ways(graph, part);
        let n = part.len();
        if n <= MOST_WHOLE {
            let of_node = |node: usize| {
                let distances = shortest(&ways, node);
                let others = distances.into_iter().enumerate().filter(|(other, _)| *other != node);
                others.map(|(other, distance)| (other as u32, distance)).collect()
            };
            return Self { of: (0..n).into_par_iter().map(of_node).collect() };
        }
        let mut of = ways.clone();
        let pivots: Vec<usize> = (0..PIVOTS).map(|at| at * n / PIVOTS).collect();
        let distances: Vec<Vec<f32>> = pivots.par_iter().map(|pivot| shortest(&ways, *pivot)).collect();
        for (pivot, distances) in pivots.iter().zip(distances) {
            for (node, distance) in distances.into_iter().enumerate().filter(|(node, _)| node != pivot) {
                of[node].push((*pivot as u32, distance));
                of[*pivot].push((node as u32, distance));
            }
        }
        Self { of }
    }
}

/// The shortest ties of each node, by numbers in the part, with those of a tree that holds it together.
fn ways(graph: &Graph, part: &[usize]) -> Vec<Vec<(u32, f32)>> {
    let mut number = vec![u32::MAX; graph.len()];
    for (at, node) in part.iter().enumerate() {
        number[*node] = at as u32;
    }
    let mut ties = Vec::new();
    for (at, node) in part.iter().enumerate() {
        let mut own = graph.neighbours[*node].clone();
        own.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        for (rank, (other, length)) in own.into_iter().enumerate() {
            let (at, other) = (at as u32, number[other as usize]);
            ties.push((length, at.min(other), at.max(other), rank < WAYS));
        }
    }
    // A tie stands here from both its ends: what either of them chose comes first.
    ties.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))).then(b.3.cmp(&a.3)));
    ties.dedup_by_key(|tie| (tie.1, tie.2));
    let mut root: Vec<u32> = (0..part.len() as u32).collect();
    let mut ways = vec![Vec::new(); part.len()];
    for (length, a, b, is_chosen) in ties {
        let (root_a, root_b) = (root_of(&mut root, a), root_of(&mut root, b));
        if is_chosen || root_a != root_b {
            root[root_a as usize] = root_b;
            ways[a as usize].push((b, length));
            ways[b as usize].push((a, length));
        }
    }
    ways
}

fn root_of(root: &mut [u32], mut node: u32) -> u32 {
    while root[node as usize] != node {
        root[node as usize] = root[root[node as usize] as usize];
        node = root[node as usize];
    }
    node
}

/// The shortest ways from a node (E. W. Dijkstra, 1959).
fn shortest(ways: &[Vec<(u32, f32)>], from: usize) -> Vec<f32> {
    let mut distances = vec![f32::INFINITY; ways.len()];
    distances[from] = 0.0;
    // Lengths are positive, and so are ordered as their bits are.
    let mut heap = BinaryHeap::from([Reverse((0_u32, from as u32))]);
    while let Some(Reverse((bits, node))) = heap.pop() {
        let distance = f32::from_bits(bits);
        if distance > distances[node as usize] {
            continue;
        }
        for (other, length) in &ways[node as usize] {
            let further = distance + length;
            if further < distances[*other as usize] {
                distances[*other as usize] = further;
                heap.push(Reverse((further.to_bits(), *other)));
            }
        }
    }
    distances
}
