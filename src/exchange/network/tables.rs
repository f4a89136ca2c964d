//! Networks as tables: nodes, ties, matrix; and what every format tells of a node or tie.

use super::super::sheet::{Cell, Column, Sheet};
use super::xml::{Declared, OF_EDGES, OF_NODES};
use crate::analysis::network::{Edge, Network, Side};
use crate::model::SpeakerKind;

/// Digits that people are shown of a weight; files have all of them.
const DIGITS: u8 = 3;

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Whole(usize),
    /// 1 or -1.
    Sign(i8),
    Decimal(Option<f64>),
    YesNo(bool),
}

impl Value {
    /// The value as it stands in a file; `None` where there is none.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Self::Whole(n) => Some(n.to_string()),
            Self::Sign(sign) => Some(sign.to_string()),
            Self::Decimal(value) => value.map(|value| value.to_string()),
            Self::YesNo(value) => Some(value.to_string()),
        }
    }

    fn cell(self) -> Cell {
        match self {
            Self::Text(text) => Cell::Text(text),
            Self::Whole(n) => Cell::Count(n as u64),
            Self::Sign(sign) => Cell::Number(f64::from(sign), 0),
            Self::Decimal(value) => Cell::number(value, DIGITS),
            Self::YesNo(value) => Cell::text(value.to_string()),
        }
    }
}

/// What is told of nodes and ties.
pub(super) struct Facts<'n> {
    network: &'n Network,
}

impl<'n> Facts<'n> {
    pub const fn new(network: &'n Network) -> Self {
        Self { network }
    }

    /// The attributes that nodes have, in the order of [`Self::of_node`].
    pub fn declared_of_nodes(&self) -> &'static [Declared] {
        if self.network.request.is_two_mode() { &OF_NODES } else { &OF_NODES[..OF_NODES.len() - 2] }
    }

    pub fn of_node(&self, node: usize) -> Vec<Value> {
        let node = &self.network.nodes[node];
        let is_theme = node.side == Side::Theme;
        let mut values = vec![
            Value::Text(node.label.clone()),
            Value::Text(side_name(node.side).to_owned()),
            Value::Text(kind_name(node.kind, node.side, self.network).to_owned()),
            Value::Text(node.path.clone()),
            Value::Whole(node.n_statements),
            Value::Whole(node.n_counted),
            Value::Decimal(node.mean_position),
        ];
        if self.network.request.is_two_mode() {
            values.extend([Value::Whole(usize::from(is_theme)), Value::YesNo(is_theme)]);
        }
        values
    }

    pub fn of_edge(&self, edge: &Edge) -> Vec<Value> {
        let (n_statements, through) = self.network.through(edge);
        vec![
            Value::Decimal(Some(edge.strength())),
            Value::Sign(edge.sign()),
            Value::Decimal(Some(edge.weight)),
            Value::Whole(n_statements),
            // Ids are words, so that no name can be taken for two.
            Value::Text(through.join("; ")),
        ]
    }
}

/// `actor` or `theme`.
pub(super) const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Actor => "actor",
        Side::Theme => "theme",
    }
}

/// `person`, `organisation`, `group`, `role` or `theme`.
pub(super) fn kind_name(kind: Option<SpeakerKind>, side: Side, network: &Network) -> &'static str {
    match (side, kind) {
        (Side::Theme, _) => "theme",
        (_, Some(SpeakerKind::Person)) => "person",
        (_, Some(SpeakerKind::Organisation)) => "organisation",
        (_, Some(SpeakerKind::Group)) => "group",
        (_, None) if network.request.actor == crate::analysis::Field::Role => "role",
        (_, None) => "",
    }
}

fn column((name, kind): &Declared) -> Column {
    if *kind == super::xml::Kind::Text { Column::text(*name) } else { Column::number(*name) }
}

/// A row for each node.
pub fn nodes_sheet(network: &Network) -> Sheet {
    let facts = Facts::new(network);
    let columns = std::iter::once(Column::text("id")).chain(facts.declared_of_nodes().iter().map(column));
    let row = |node: usize| {
        std::iter::once(Cell::text(network.id(node))).chain(facts.of_node(node).into_iter().map(Value::cell)).collect()
    };
    Sheet {
        title: "Nodes".to_owned(),
        columns: columns.collect(),
        rows: (0..network.nodes.len()).map(row).collect(),
        account: network.account.sentence(),
    }
}

/// A row for each tie.
pub fn edges_sheet(network: &Network) -> Sheet {
    let facts = Facts::new(network);
    let heads = ["source", "target", "source_label", "target_label"].map(Column::text);
    let row = |edge: &Edge| {
        let (a, b) = (&network.nodes[edge.a], &network.nodes[edge.b]);
        let names = [&a.id, &b.id, &a.label, &b.label].map(Cell::text).into_iter();
        names.chain(facts.of_edge(edge).into_iter().map(Value::cell)).collect()
    };
    Sheet {
        title: "Ties".to_owned(),
        columns: heads.into_iter().chain(OF_EDGES.iter().map(column)).collect(),
        rows: network.edges.iter().map(row).collect(),
        account: network.account.sentence(),
    }
}

/// Weights with their sign: a row for each actor and a column for each theme, or a row and a column for each node.
pub fn matrix_sheet(network: &Network) -> Sheet {
    let label = |node: usize| &network.nodes[node].label;
    let (rows, columns) = matrix_sides(network);
    let heads = std::iter::once(Column::text("")).chain(columns.iter().map(|node| Column::number(label(*node))));
    let weights = matrix(network, &rows, &columns);
    let row = |(node, weights): (&usize, Vec<f64>)| {
        let weights = weights.into_iter().map(|weight| Cell::Number(weight, DIGITS));
        std::iter::once(Cell::text(label(*node))).chain(weights).collect()
    };
    Sheet {
        title: "Matrix".to_owned(),
        columns: heads.collect(),
        rows: rows.iter().zip(weights).map(row).collect(),
        account: network.account.sentence(),
    }
}

/// The nodes that rows and columns of the matrix are.
pub(super) fn matrix_sides(network: &Network) -> (Vec<usize>, Vec<usize>) {
    let all = || 0..network.nodes.len();
    if network.request.is_two_mode() {
        all().partition(|node| network.nodes[*node].side == Side::Actor)
    } else {
        (all().collect(), all().collect())
    }
}

/// The matrix, row by row; 0 where there is no tie.
pub(super) fn matrix(network: &Network, rows: &[usize], columns: &[usize]) -> Vec<Vec<f64>> {
    let mut place_of_row = vec![usize::MAX; network.nodes.len()];
    let mut place_of_column = place_of_row.clone();
    for (at, node) in rows.iter().enumerate() {
        place_of_row[*node] = at;
    }
    for (at, node) in columns.iter().enumerate() {
        place_of_column[*node] = at;
    }
    let mut matrix = vec![vec![0.0; columns.len()]; rows.len()];
    for edge in &network.edges {
        for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            let weights = matrix.get_mut(place_of_row[one]);
            if let Some(place) = weights.and_then(|weights| weights.get_mut(place_of_column[other])) {
                *place = edge.weight;
            }
        }
    }
    matrix
}
