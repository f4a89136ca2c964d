//! The ties of a network as lengths.

use crate::analysis::network::Network;

/// The length of the weakest and of the strongest tie.
const LENGTHS: (f64, f64) = (1.5, 0.8);
/// The length of a tie that holds apart.
const APART: f64 = 2.5;

/// Nodes with their neighbours and the lengths of the ties to them.
pub(super) struct Graph {
    pub neighbours: Vec<Vec<(u32, f32)>>,
    /// A number made of the id of each node, which breaks what would else be chance.
    pub keys: Vec<u64>,
}

impl Graph {
    pub fn new(network: &Network) -> Self {
        let strongest = network.max_strength().max(f64::MIN_POSITIVE);
        let mut neighbours = vec![Vec::new(); network.nodes.len()];
        for edge in &network.edges {
            // An actor that opposes a theme still speaks about it; actors who contradict each other stand apart.
            let is_apart = edge.weight < 0.0 && !network.request.is_two_mode();
            let share = (edge.strength() / strongest).sqrt();
            let length = if is_apart { APART } else { LENGTHS.0 + (LENGTHS.1 - LENGTHS.0) * share };
            neighbours[edge.a].push((edge.b as u32, length as f32));
            neighbours[edge.b].push((edge.a as u32, length as f32));
        }
        let keys = (0..network.nodes.len()).map(|node| {
            let side = network.nodes[node].side as u8;
            hash(network.id(node).bytes().chain([side]))
        });
        Self { neighbours, keys: keys.collect() }
    }

    pub fn len(&self) -> usize {
        self.neighbours.len()
    }

    /// The connected parts, the largest first, then by their first node; each sorted.
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut is_seen = vec![false; self.len()];
        let mut parts = Vec::new();
        for first in 0..self.len() {
            if is_seen[first] {
                continue;
            }
            is_seen[first] = true;
            let mut part = vec![first];
            let mut at = 0;
            while let Some(node) = part.get(at).copied() {
                at += 1;
                for (other, _) in &self.neighbours[node] {
                    if !std::mem::replace(&mut is_seen[*other as usize], true) {
                        part.push(*other as usize);
                    }
                }
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// A number from -0.5 to 0.5 that belongs to a node.
    pub fn chance(&self, node: usize, salt: u64) -> f64 {
        let mixed = (self.keys[node] ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        ((mixed ^ (mixed >> 32)) & 0xFFFF) as f64 / 65_535.0 - 0.5
    }
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo): the same on every machine.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
