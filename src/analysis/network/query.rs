//! What a click on a node or tie asks for: conditions to be added to the query that the network was made with.

use super::request::Side;
use super::result::{Edge, Network};
use crate::analysis::query::{Expr, Term};
use crate::analysis::{Names, Value};

impl Network {
    /// The conditions that hold of the statements behind a node and of no other that the network was made of; with
    /// actors excluded, statements that these made together with others are not among them.
    pub fn query_of_node(&self, node: usize, names: &Names) -> Vec<Expr> {
        let Some(node) = self.nodes.get(node) else { return Vec::new() };
        let mut all = vec![node.value.term(names)];
        if node.side == Side::Theme {
            all.push(Expr::Not(Box::new(Expr::Term(Term::Unset(self.request.actor.key())))));
        }
        self.put_rest(&mut all, names);
        all
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
        self.put_rest(&mut all, names);
        all
    }

    /// One of the stances that take part, and nothing that is excluded.
    fn put_rest(&self, all: &mut Vec<Expr>, names: &Names) {
        all.push(any(&self.counts.stances.iter().cloned().map(Value::Stance).collect::<Vec<_>>(), names));
        all.extend(self.request.excluded.iter().map(|value| Expr::Not(Box::new(value.term(names)))));
    }
}

fn any<'v>(values: impl IntoIterator<Item = &'v Value>, names: &Names) -> Expr {
    Expr::Any(values.into_iter().map(|value| value.term(names)).collect())
}
