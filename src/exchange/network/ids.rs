//! What nodes are called in files: an id that is one word, and a label that is like no other.

use crate::analysis::network::{Network, Side};
use std::collections::{HashMap, HashSet};

/// An id for each node: that of its entry, where it is one word and no other node has it.
///
/// Where an actor and a theme have the same id, the theme is `theme.ID`; what is no single word, as the name of a role,
/// is `n` and the number of the node.
pub fn node_ids(network: &Network) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut id = |node: usize| {
        let own = network.id(node);
        let own =
            if taken.contains(&own) && network.nodes[node].side == Side::Theme { format!("theme.{own}") } else { own };
        let is_word = !own.is_empty() && own.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let mut id = if is_word { own } else { format!("n{node}") };
        while !taken.insert(id.clone()) {
            id.push('_');
        }
        id
    };
    (0..network.nodes.len()).map(&mut id).collect()
}

/// A label for each node; where several have the same, each is followed by its id.
pub(super) fn labels(network: &Network) -> Vec<String> {
    let mut n_of: HashMap<&str, usize> = HashMap::new();
    for node in &network.nodes {
        *n_of.entry(&node.label).or_default() += 1;
    }
    let ids = node_ids(network);
    let label = |(node, id): (&crate::analysis::network::Node, String)| {
        if n_of[node.label.as_str()] > 1 { format!("{} ({id})", node.label) } else { node.label.clone() }
    };
    network.nodes.iter().zip(ids).map(label).collect()
}
