//! What stands behind a node or tie: the query that opens it, and what is said of it.

use crate::analysis::network::{Edge, Mode, Network, Relation, Side, Window};
use crate::analysis::query::{Expr, Query, Term};
use crate::analysis::{Names, Value, counted};
use crate::app::places::findings::finding::signed;

/// A node or a tie, by its number in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A node.
    Node(usize),
    /// A tie.
    Tie(usize),
}

/// The query of the statements behind `thing`: exactly those that were counted for it.
pub fn opened(base: &Query, window: Option<&Expr>, network: &Network, thing: Thing, names: &Names) -> Query {
    let request = &network.request;
    let mut all = match thing {
        Thing::Node(node) => network.query_of_node(node, names),
        Thing::Tie(tie) => network.edges.get(tie).map(|edge| network.query_of_edge(edge, names)).unwrap_or_default(),
    };
    let side = match thing {
        Thing::Node(node) => network.nodes.get(node).map(|node| node.side),
        Thing::Tie(_) => None,
    };
    let unset = |field: &crate::analysis::Field| Expr::Not(Box::new(Expr::Term(Term::Unset(field.key()))));
    if side == Some(Side::Actor) {
        all.push(unset(&request.theme_field()));
    }
    if let (Some(Side::Theme), Thing::Node(node)) = (side, thing) {
        if request.excluded.iter().any(is_actor) {
            let shared = network.behind_node(node).shared;
            all.push(Expr::Any(shared.iter().map(|actor| actor.term(names)).collect()));
        } else {
            all.push(unset(&request.actor));
        }
    }
    // A theme taken with those below it may hold one that is left out; an actor speaks about all of them.
    if side == Some(Side::Actor) || request.depth.is_some() {
        let themes = request.excluded.iter().filter(|value| !is_actor(value));
        all.extend(themes.map(|theme| Expr::Not(Box::new(theme.term(names)))));
    }
    let query = all.into_iter().chain(window.cloned()).fold(base.clone(), Query::and);
    query.normal()
}

/// The condition that documents lie in a window of time.
pub fn within(window: &Window) -> Expr {
    Expr::Term(Term::Date(Some(window.first), Some(window.last)))
}

const fn is_actor(value: &Value) -> bool {
    !matches!(value, Value::Theme(_) | Value::ThemeAndBelow(_))
}

/// How the weights of one network are written: all with as many digits as one of them needs, two at most, and with a
/// sign where there are two.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    has_signs: bool,
    n_digits: usize,
}

impl Weights {
    /// How the weights of `network` are written.
    pub fn of(network: &Network) -> Self {
        let has_signs = match network.request.mode {
            Mode::TwoMode { signed } => signed,
            Mode::OneMode { relation, .. } => relation == Relation::Difference,
        };
        let needs_more = |factor: f64| {
            let is_cut = |edge: &Edge| ((edge.weight * factor).round() - edge.weight * factor).abs() > 1e-9 * factor;
            network.edges.iter().any(is_cut)
        };
        let n_digits = if !needs_more(1.0) {
            0
        } else if !needs_more(10.0) {
            1
        } else {
            2
        };
        Self { has_signs, n_digits }
    }

    /// A weight as people read it: `+3`, `−1.5`, `0.67`.
    pub fn text(self, weight: f64) -> String {
        let (n_digits, absolute) = (self.n_digits, weight.abs());
        let sign = if weight < 0.0 {
            "−"
        } else if self.has_signs {
            "+"
        } else {
            ""
        };
        format!("{sign}{absolute:.n_digits$}")
    }
}

/// What assistive technology calls a node or tie.
pub fn spoken(network: &Network, weights: Weights, thing: Thing) -> String {
    match thing {
        Thing::Node(node) => {
            let Some(node) = network.nodes.get(node) else { return String::new() };
            let side = if node.side == Side::Theme && network.request.is_two_mode() { "theme " } else { "" };
            format!("{side}{}: {}", node.label, counted(node.n_statements, "statement"))
        }
        Thing::Tie(tie) => {
            let Some(edge) = network.edges.get(tie) else { return String::new() };
            let (a, b) = (&network.nodes[edge.a].label, &network.nodes[edge.b].label);
            format!("{a} and {b}: {}", weights.text(edge.weight))
        }
    }
}

/// What is said of a node or tie under the pointer.
pub fn told(network: &Network, thing: Thing) -> String {
    match thing {
        Thing::Node(at) => {
            let Some(node) = network.nodes.get(at) else { return String::new() };
            let n_ties = network.edges.iter().filter(|edge| edge.a == at || edge.b == at).count();
            let mean = node.mean_position.map(|mean| format!(", mean stance {}", signed(mean))).unwrap_or_default();
            let what = format!("{}, {}{mean}", counted(node.n_statements, "statement"), counted(n_ties, "tie"));
            format!("{}\n{what}\nClick for the passages, right-click for more, drag to move", node.label)
        }
        Thing::Tie(tie) => {
            let Some(edge) = network.edges.get(tie) else { return String::new() };
            let behind = network.behind_edge(edge);
            let (a, b) = (&network.nodes[edge.a].label, &network.nodes[edge.b].label);
            let over = match behind.labels.as_slice() {
                [] => String::new(),
                [one] => format!(" on {one}"),
                labels if labels.len() <= 4 => format!(" on {}", labels.join(", ")),
                labels => format!(" on {} and {} more", labels[..3].join(", "), labels.len() - 3),
            };
            let n = counted(behind.rows.len(), "statement");
            format!("{a} – {b}\n{}: {n}{over}\nClick for the passages", Weights::of(network).text(edge.weight))
        }
    }
}
