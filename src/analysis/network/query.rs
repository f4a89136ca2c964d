//! What a click on a node or tie asks for: conditions to be added to the query that the network was made with.

use super::result::{Edge, Network};
use crate::analysis::query::Expr;
use crate::analysis::{Names, Value};

impl Network {
    /// The conditions that hold of the statements behind a node and of no other that the network was made of.
    pub fn query_of_node(&self, node: usize, names: &Names) -> Vec<Expr> {
        let Some(node) = self.nodes.get(node) else { return Vec::new() };
        vec![node.value.term(names), self.stances(names)]
    }

    /// The conditions that hold of the statements behind a tie and of no other that the network was made of, as
    /// [`Network::behind_edge`] lists them.
    pub fn query_of_edge(&self, edge: &Edge, names: &Names) -> Vec<Expr> {
        let (Some(a), Some(b)) = (self.nodes.get(edge.a), self.nodes.get(edge.b)) else { return Vec::new() };
        let mut all = if self.request.is_two_mode() {
            vec![a.value.term(names), b.value.term(names)]
        } else {
            let shared = self.behind_edge(edge).shared;
            vec![any([&a.value, &b.value], names), any(&shared, names)]
        };
        all.push(self.stances(names));
        all
    }

    /// One of the stances that take part.
    fn stances(&self, names: &Names) -> Expr {
        any(&self.counts.stances.iter().cloned().map(Value::Stance).collect::<Vec<_>>(), names)
    }
}

fn any<'v>(values: impl IntoIterator<Item = &'v Value>, names: &Names) -> Expr {
    Expr::Any(values.into_iter().map(|value| value.term(names)).collect())
}
