//! A network that was made: nodes, ties, and what stands behind each of them.

use super::NetworkRequest;
use super::count::Counts;
use super::request::{Mode, Qualifier, Relation, Side};
use crate::analysis::{Account, Value};
use crate::model::{Hue, SpeakerKind};
use std::sync::Arc;

/// Nodes and ties, and how they were counted. A copy shares what stands behind them.
#[derive(Clone, Debug)]
pub struct Network {
    /// What was asked.
    pub request: NetworkRequest,
    /// Actors by name, then themes in the order of the tree.
    pub nodes: Vec<Node>,
    /// Ties of a weight other than 0, by their nodes: `a` before `b`, each pair once. No node is tied to itself.
    pub edges: Vec<Edge>,
    /// How many ties are weaker than the threshold.
    pub n_weak: usize,
    /// What was counted and what was left out.
    pub account: Account,
    pub(super) counts: Arc<Counts>,
}

/// An actor or a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub value: Value,
    /// One word that no other node has, the same in every window and file: the id of the entry, or the role as a word.
    pub id: String,
    /// What people read; where several have the same name, with the id.
    pub label: String,
    /// Actor or theme.
    pub side: Side,
    /// Statements that count, each once whatever the rule for repeats; what a click on the node opens.
    pub n_statements: usize,
    /// Statements after the rule for repeats, n(a) or n(c); a statement of two actors is two for its theme.
    pub n_counted: usize,
    /// Mean position of what is counted, where positions count.
    pub mean_position: Option<f64>,
    /// Person, organisation or group, where the actor is a speaker.
    pub kind: Option<SpeakerKind>,
    /// Colour of a theme that has one.
    pub colour: Option<Hue>,
    /// Path of a theme, such as `Workforce > Pay`; empty for an actor.
    pub path: String,
    /// Number among the actors or themes of the counts.
    pub(super) at: usize,
}

/// A tie between two nodes, by their numbers in [`Network::nodes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The node that stands first; in a two-mode network the actor.
    pub a: usize,
    /// The other; in a two-mode network the theme.
    pub b: usize,
    /// The weight, never 0; less than 0 where negative stances, or conflict, prevail.
    pub weight: f64,
}

impl Edge {
    /// 1 or -1.
    pub fn sign(&self) -> i8 {
        if self.weight < 0.0 { -1 } else { 1 }
    }

    /// The weight without its sign.
    pub const fn strength(&self) -> f64 {
        self.weight.abs()
    }
}

/// What stands behind a node or tie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// The rows of the statements, sorted, each once.
    pub rows: Vec<u32>,
    /// The themes of two actors that add to the weight of their tie, or the actors of two themes, in their order; what
    /// both share and adds nothing is not among them.
    pub shared: Vec<Value>,
    /// What people read for them.
    pub labels: Vec<String>,
}

impl Network {
    /// The id of a node.
    pub fn id(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &node.id)
    }

    /// The edge between two nodes, in whichever order.
    pub fn edge_between(&self, one: usize, other: usize) -> Option<&Edge> {
        let key = (one.min(other), one.max(other));
        self.edges.binary_search_by_key(&key, |edge| (edge.a, edge.b)).ok().map(|at| &self.edges[at])
    }

    /// The highest absolute weight; 0 without ties.
    pub fn max_strength(&self) -> f64 {
        self.edges.iter().map(Edge::strength).fold(0.0, f64::max)
    }

    /// Whether a tie means that two are against each other, or one against a theme.
    pub fn is_against(&self, edge: &Edge) -> bool {
        match (self.request.mode, self.request.as_dna) {
            (Mode::OneMode { relation: Relation::Conflict, .. }, None)
            | (Mode::OneMode { .. }, Some(Qualifier::Conflict)) => edge.weight > 0.0,
            _ => edge.weight < 0.0,
        }
    }

    /// What stands behind a node: its statements, and the themes it speaks about or the actors that speak about it.
    pub fn behind_node(&self, node: usize) -> Behind {
        let Some(node) = self.nodes.get(node) else { return Behind::default() };
        let (lines, other) = self.counts.lines(node.side);
        let line = lines.of(node.at);
        let rows = line.iter().flat_map(|cell| self.counts.rows_of(cell)).copied().collect();
        self.behind(rows, line.iter().map(|cell| cell.item as usize).collect(), other)
    }

    /// What stands behind a tie.
    ///
    /// Between actor and theme: the statements of the one on the other. Between two actors: the statements of both on
    /// the themes that add to the weight, and these themes; between two themes likewise.
    pub fn behind_edge(&self, edge: &Edge) -> Behind {
        let (Some(a), Some(b)) = (self.nodes.get(edge.a), self.nodes.get(edge.b)) else { return Behind::default() };
        let (lines, other) = self.counts.lines(a.side);
        if let Mode::TwoMode { .. } = self.request.mode {
            let cells = lines.of(a.at).iter().filter(|cell| cell.item as usize == b.at);
            let rows = cells.flat_map(|cell| self.counts.rows_of(cell)).copied().collect();
            return self.behind(rows, Vec::new(), other);
        }
        let (rows, shared) = self.between(a, b);
        self.behind(rows, shared, other)
    }

    /// How many statements [`Network::behind_edge`] has, and the ids of what both nodes share, with nothing copied.
    pub fn through(&self, edge: &Edge) -> (usize, Vec<&str>) {
        let (Some(a), Some(b)) = (self.nodes.get(edge.a), self.nodes.get(edge.b)) else { return (0, Vec::new()) };
        let (lines, other) = self.counts.lines(a.side);
        let (mut rows, shared) = if self.request.is_two_mode() {
            let cells = lines.of(a.at).iter().filter(|cell| cell.item as usize == b.at);
            (cells.flat_map(|cell| self.counts.rows_of(cell)).copied().collect(), Vec::new())
        } else {
            self.between(a, b)
        };
        rows.sort_unstable();
        rows.dedup();
        (rows.len(), shared.iter().filter_map(|at| Some(self.counts.value(other, *at)?.id.as_str())).collect())
    }

    /// The rows of two nodes of one kind on what adds to the weight of their tie, and what does, sorted.
    fn between(&self, a: &Node, b: &Node) -> (Vec<u32>, Vec<usize>) {
        let (lines, _) = self.counts.lines(a.side);
        let (mut rows, mut shared) = (Vec::new(), Vec::new());
        for (item, of_a, of_b) in lines.shared(a.at, b.at) {
            if self.counts.is_tied(of_a, of_b) {
                shared.push(item);
                rows.extend(of_a.iter().chain(of_b).flat_map(|cell| self.counts.rows_of(cell)));
            }
        }
        (rows, shared)
    }

    fn behind(&self, mut rows: Vec<u32>, mut shared: Vec<usize>, other: Side) -> Behind {
        rows.sort_unstable();
        rows.dedup();
        shared.sort_unstable();
        shared.dedup();
        let values = || shared.iter().filter_map(|at| self.counts.value(other, *at));
        Behind {
            rows,
            shared: values().map(|value| value.value.clone()).collect(),
            labels: values().map(|value| value.label.clone()).collect(),
        }
    }
}
