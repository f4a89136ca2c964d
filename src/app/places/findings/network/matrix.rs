//! The network as a table: all pairs as a matrix, or its ties as a list, strongest first.

use super::behind::{Thing, Weights, spoken};
use crate::analysis::network::{Edge, Network, Side};
use crate::app::places::findings::figures::{Figure, Figures, Head, Shade, Spot};

/// How dark the figure of a tie stands, and in which colour.
fn shade(network: &Network, edge: &Edge, strongest: f64) -> Shade {
    // The square root, so that weak ties are told apart beside a strong one.
    let share = (edge.strength() / strongest.max(f64::MIN_POSITIVE)).sqrt() as f32;
    Shade::Mean(if network.is_against(edge) { -share } else { share })
}

/// All pairs: actors by actors, actors by themes, or themes by themes.
pub struct Matrix<'a> {
    network: &'a Network,
    title: &'a str,
    /// Numbers of the nodes in rows, and in columns.
    nodes: [Vec<usize>; 2],
    strongest: f64,
    weights: Weights,
}

impl<'a> Matrix<'a> {
    /// The matrix of `network`, called `title`.
    pub fn new(network: &'a Network, title: &'a str) -> Self {
        let of_side = |side: Side| {
            let is_meant = |at: &usize| !network.request.is_two_mode() || network.nodes[*at].side == side;
            (0..network.nodes.len()).filter(is_meant).collect()
        };
        let nodes = [of_side(Side::Actor), of_side(Side::Theme)];
        Self { network, title, nodes, strongest: network.max_strength(), weights: Weights::of(network) }
    }

    fn tie(&self, row: usize, column: usize) -> Option<&Edge> {
        self.network.edge_between(self.nodes[0][row], self.nodes[1][column])
    }

    /// What stands at a place.
    pub fn thing(&self, spot: Spot) -> Option<Thing> {
        match (spot.row, spot.column) {
            (Some(row), Some(column)) => number_of(self.network, self.tie(row, column)?).map(Thing::Tie),
            (Some(row), None) => Some(Thing::Node(*self.nodes[0].get(row)?)),
            (None, Some(column)) => Some(Thing::Node(*self.nodes[1].get(column)?)),
            (None, None) => None,
        }
    }

    fn head(&self, node: usize) -> Head<'_> {
        Head { label: self.network.nodes[node].label.as_str().into(), ..Head::default() }
    }
}

/// The number of a tie in its network.
fn number_of(network: &Network, edge: &Edge) -> Option<usize> {
    network.edges.binary_search_by_key(&(edge.a, edge.b), |edge| (edge.a, edge.b)).ok()
}

/// The widest weight that may come, as text.
fn widest(network: &Network, weights: Weights) -> String {
    let strongest = network.edges.iter().map(|edge| weights.text(edge.weight));
    strongest.max_by_key(|text| text.chars().count()).unwrap_or_default()
}

impl Figures for Matrix<'_> {
    fn name(&self) -> String {
        format!("{}, matrix", self.title)
    }

    fn corner(&self) -> String {
        String::new()
    }

    fn n_rows(&self) -> usize {
        self.nodes[0].len()
    }

    fn n_columns(&self) -> usize {
        self.nodes[1].len()
    }

    fn row_head(&self, row: usize) -> Head<'_> {
        self.head(self.nodes[0][row])
    }

    fn column_head(&self, column: usize) -> Head<'_> {
        self.head(self.nodes[1][column])
    }

    fn figure(&self, row: usize, column: usize) -> Figure {
        self.tie(row, column).map_or_else(Figure::default, |edge| Figure {
            text: self.weights.text(edge.weight),
            shade: shade(self.network, edge, self.strongest),
        })
    }

    fn is_total_row(&self, _row: usize) -> bool {
        false
    }

    fn is_total_column(&self, _column: usize) -> bool {
        false
    }

    fn widest(&self) -> String {
        widest(self.network, self.weights)
    }

    fn deed(&self, spot: Spot) -> Option<String> {
        self.thing(spot).map(|thing| match thing {
            Thing::Node(node) => deed_of_node(self.network, node),
            Thing::Tie(_) => "Show the passages".to_owned(),
        })
    }

    fn spoken(&self, spot: Spot) -> String {
        let label = |node: usize| &self.network.nodes[node].label;
        match (spot.row, spot.column) {
            (Some(row), Some(column)) => {
                let (a, b) = (label(self.nodes[0][row]), label(self.nodes[1][column]));
                format!("{a}, {b}: {}", self.figure(row, column).text)
            }
            (Some(row), None) => format!("Row {}", label(self.nodes[0][row])),
            (None, Some(column)) => format!("Column {}", label(self.nodes[1][column])),
            (None, None) => String::new(),
        }
    }

    fn has_upright_heads(&self) -> bool {
        true
    }

    fn has_menu(&self, spot: Spot) -> bool {
        matches!(self.thing(spot), Some(Thing::Node(_)))
    }
}

fn deed_of_node(network: &Network, node: usize) -> String {
    match network.nodes[node].n_statements {
        1 => "Show the passage".to_owned(),
        n => format!("Show the {}", crate::analysis::counted(n, "passage")),
    }
}

/// The ties as a list: what the drawing shows, for reading from top to bottom.
pub struct Ties<'a> {
    network: &'a Network,
    /// Numbers of the ties, the strongest first.
    order: &'a [u32],
    strongest: f64,
    weights: Weights,
}

impl<'a> Ties<'a> {
    /// The list of ties in this order.
    pub fn new(network: &'a Network, order: &'a [u32]) -> Self {
        Self { network, order, strongest: network.max_strength(), weights: Weights::of(network) }
    }

    /// Numbers of ties, the strongest first.
    pub fn ordered(network: &Network) -> Vec<u32> {
        let mut order: Vec<u32> = (0..network.edges.len() as u32).collect();
        let strength = |tie: &u32| network.edges[*tie as usize].strength();
        order.sort_by(|one, other| strength(other).total_cmp(&strength(one)).then(one.cmp(other)));
        order
    }

    /// What stands at a place.
    pub fn thing(&self, spot: Spot) -> Option<Thing> {
        Some(Thing::Tie(*self.order.get(spot.row?)? as usize))
    }

    fn edge(&self, row: usize) -> &Edge {
        &self.network.edges[self.order[row] as usize]
    }
}

impl Figures for Ties<'_> {
    fn name(&self) -> String {
        "Ties".to_owned()
    }

    fn corner(&self) -> String {
        crate::analysis::counted(self.order.len(), "tie")
    }

    fn n_rows(&self) -> usize {
        self.order.len()
    }

    fn n_columns(&self) -> usize {
        1
    }

    fn row_head(&self, row: usize) -> Head<'_> {
        let edge = self.edge(row);
        let (a, b) = (&self.network.nodes[edge.a].label, &self.network.nodes[edge.b].label);
        Head { label: format!("{a} – {b}").into(), ..Head::default() }
    }

    fn column_head(&self, _column: usize) -> Head<'_> {
        Head { label: "Weight".into(), ..Head::default() }
    }

    fn figure(&self, row: usize, _column: usize) -> Figure {
        let edge = self.edge(row);
        Figure { text: self.weights.text(edge.weight), shade: shade(self.network, edge, self.strongest) }
    }

    fn is_total_row(&self, _row: usize) -> bool {
        false
    }

    fn is_total_column(&self, _column: usize) -> bool {
        false
    }

    fn widest(&self) -> String {
        widest(self.network, self.weights)
    }

    fn deed(&self, spot: Spot) -> Option<String> {
        self.thing(spot).map(|_| "Show the passages".to_owned())
    }

    fn spoken(&self, spot: Spot) -> String {
        let name = self.thing(spot).map(|thing| spoken(self.network, self.weights, thing)).unwrap_or_default();
        if spot.column.is_some() { name } else { format!("Tie {name}") }
    }
}
