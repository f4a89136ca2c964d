//! `GraphML` (U. Brandes and others, “`GraphML` Progress Report”, Graph Drawing 2001; graphml.graphdrawing.org).
//!
//! `type` and `bipartite` tell actors (false, 0) from themes (true, 1), as igraph and networkx call it.

use super::ids::node_ids;
use super::tables::{Facts, Value};
use super::xml::{Declared, Kind, OF_EDGES, escaped};
use crate::analysis::network::Network;
use std::fmt::Write as _;

pub(super) fn written(network: &Network) -> String {
    let facts = Facts::new(network);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    put_keys(&mut out, "node", facts.declared_of_nodes());
    put_keys(&mut out, "edge", &OF_EDGES);
    let _ = writeln!(
        out,
        "  <graph edgedefault=\"undirected\">\n    <desc>{}</desc>",
        escaped(&network.account.sentence())
    );
    let ids = node_ids(network);
    for (node, id) in ids.iter().enumerate() {
        let _ = writeln!(out, "    <node id=\"{}\">", escaped(id));
        put_data(&mut out, "node", facts.declared_of_nodes(), &facts.of_node(node));
        out.push_str("    </node>\n");
    }
    for (at, edge) in network.edges.iter().enumerate() {
        let (source, target) = (escaped(&ids[edge.a]), escaped(&ids[edge.b]));
        let _ = writeln!(out, "    <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\">");
        put_data(&mut out, "edge", &OF_EDGES, &facts.of_edge(edge));
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn put_keys(out: &mut String, of: &str, declared: &[Declared]) {
    for (name, kind) in declared {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Whole => "int",
            Kind::Decimal => "double",
            Kind::YesNo => "boolean",
        };
        let id = format!("{of}_{name}");
        let _ = writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
}

fn put_data(out: &mut String, of: &str, declared: &[Declared], values: &[Value]) {
    for ((name, _), value) in declared.iter().zip(values) {
        if let Some(text) = value.text() {
            let _ = writeln!(out, "      <data key=\"{of}_{name}\">{}</data>", escaped(&text));
        }
    }
}
