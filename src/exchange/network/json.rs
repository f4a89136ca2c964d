//! Networks as JSON, for other programs.

use super::ids::node_ids;
use super::tables::{kind_name, side_name};
use crate::analysis::network::{Mode, Network, NetworkRequest, Qualifier};
use serde_json::{Value, json};

/// The network with what was asked and how it was counted.
///
/// Its nodes and ties have the attributes that they have in every format, and the same ids.
pub fn network_json(network: &Network) -> Value {
    let ids = node_ids(network);
    let nodes = network.nodes.iter().zip(&ids).map(|(node, id)| {
        json!({
            "id": id,
            "label": node.label,
            "side": side_name(node.side),
            "kind": kind_name(node.kind, node.side, network),
            "path": node.path,
            "statements": node.n_statements,
            "counted": node.n_counted,
            "mean_position": node.mean_position,
        })
    });
    let edges = network.edges.iter().map(|edge| {
        let behind = network.behind_edge(edge);
        json!({
            "source": ids[edge.a],
            "target": ids[edge.b],
            "weight": edge.strength(),
            "sign": edge.sign(),
            "signed_weight": edge.weight,
            "statements": behind.rows.len(),
            "shared": behind.labels,
        })
    });
    json!({
        "request": request_json(&network.request),
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
        "account": network.account.sentence(),
        "left_out": network.account.left_out.iter().map(|(n, why)| json!({ "n": n, "why": why })).collect::<Vec<_>>(),
    })
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
