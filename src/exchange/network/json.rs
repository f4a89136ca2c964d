//! Networks as JSON, for other programs: written tie by tie, so that no second network is made.

use super::tables::{kind_name, side_name};
use crate::analysis::Account;
use crate::analysis::network::{Edge, Mode, Network, NetworkRequest, Node, Qualifier, WindowSeries};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::io::{BufWriter, Write};

use super::super::ExchangeError;

/// Writes the network with what was asked and how it was counted.
///
/// Its nodes and ties have the attributes that they have in every format, and the same ids.
///
/// # Errors
/// When the receiver fails.
pub fn write_network_json(network: &Network, out: &mut dyn Write) -> Result<(), ExchangeError> {
    write(&Whole::of(network), out)
}

/// Writes the network of each window.
///
/// # Errors
/// When the receiver fails.
pub fn write_windows_json(series: &WindowSeries, out: &mut dyn Write) -> Result<(), ExchangeError> {
    write(&Series { windows: Windows(series), account: series.account.sentence() }, out)
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut out = BufWriter::new(out);
    let written = serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from);
    written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()).map_err(ExchangeError::Write)
}

#[derive(Serialize)]
struct Whole<'n> {
    request: Value,
    nodes: Nodes<'n>,
    edges: Edges<'n>,
    account: String,
    left_out: Value,
}

struct Nodes<'n>(&'n Network);
struct Edges<'n>(&'n Network);

#[derive(Serialize)]
struct NodeLine<'n> {
    id: &'n str,
    label: &'n str,
    side: &'static str,
    kind: &'static str,
    path: &'n str,
    statements: usize,
    counted: usize,
    mean_position: Option<f64>,
}

#[derive(Serialize)]
struct EdgeLine<'n> {
    source: &'n str,
    target: &'n str,
    weight: f64,
    sign: i8,
    signed_weight: f64,
    statements: usize,
    through: Vec<&'n str>,
}

#[derive(Serialize)]
struct Series<'n> {
    windows: Windows<'n>,
    account: String,
}

struct Windows<'n>(&'n WindowSeries);

#[derive(Serialize)]
struct WindowLine<'n> {
    window: String,
    first_day: String,
    last_day: String,
    network: Whole<'n>,
}

impl<'n> Whole<'n> {
    fn of(network: &'n Network) -> Self {
        Self {
            request: request_json(&network.request),
            nodes: Nodes(network),
            edges: Edges(network),
            account: network.account.sentence(),
            left_out: left_out(&network.account),
        }
    }
}

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.nodes.iter().map(|node: &Node| NodeLine {
            id: &node.id,
            label: &node.label,
            side: side_name(node.side),
            kind: kind_name(node.kind, node.side, self.0),
            path: &node.path,
            statements: node.n_statements,
            counted: node.n_counted,
            mean_position: node.mean_position,
        }))
    }
}

impl Serialize for Edges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.edges.iter().map(|edge: &Edge| {
            let (statements, through) = self.0.through(edge);
            EdgeLine {
                source: self.0.id(edge.a),
                target: self.0.id(edge.b),
                weight: edge.strength(),
                sign: edge.sign(),
                signed_weight: edge.weight,
                statements,
                through,
            }
        }))
    }
}

impl Serialize for Windows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.windows.iter().map(|window| WindowLine {
            window: window.to_string(),
            first_day: window.first.days().first.to_string(),
            last_day: window.last.days().last.to_string(),
            network: Whole::of(&window.network),
        }))
    }
}

fn left_out(account: &Account) -> Value {
    account.left_out.iter().map(|(n, why)| json!({ "n": n, "why": why })).collect()
}

fn request_json(request: &NetworkRequest) -> Value {
    let (mode, of, relation, signed) = match request.mode {
        Mode::TwoMode { signed } => ("two", None, None, Some(signed)),
        Mode::OneMode { of, relation } => ("one", Some(side_name(of)), Some(relation.name()), None),
    };
    json!({
        "mode": mode,
        "of": of,
        "relation": relation,
        "signed": signed,
        "actor": request.actor.name(),
        "depth": request.depth,
        "duplicates": request.duplicates.name(),
        "normalisation": request.normalisation.name(),
        "threshold": request.threshold,
        "isolates": request.keeps_isolates,
        "as_dna": request.as_dna.map(Qualifier::name),
    })
}
