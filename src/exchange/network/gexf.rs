//! GEXF 1.3 (gexf.net), as Gephi reads it: undirected, static.

use super::ids::node_ids;
use super::tables::{Facts, Value};
use super::xml::{Declared, Kind, OF_EDGES, escaped};
use crate::analysis::network::Network;
use std::fmt::Write as _;

pub(super) fn written(network: &Network) -> String {
    let facts = Facts::new(network);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n  <meta>\n",
    );
    let account = escaped(&network.account.sentence());
    let _ = writeln!(out, "    <creator>Standpoint</creator>\n    <description>{account}</description>\n  </meta>");
    out.push_str("  <graph defaultedgetype=\"undirected\" mode=\"static\">\n");
    // Label and weight have places of their own; a tie has no label.
    let of_nodes = &facts.declared_of_nodes()[1..];
    let of_edges = &OF_EDGES[1..];
    put_keys(&mut out, "node", of_nodes);
    put_keys(&mut out, "edge", of_edges);
    out.push_str("    <nodes>\n");
    let ids = node_ids(network);
    for (node, id) in ids.iter().enumerate() {
        let label = escaped(&network.nodes[node].label);
        let _ = writeln!(out, "      <node id=\"{}\" label=\"{label}\">", escaped(id));
        put_values(&mut out, of_nodes, &facts.of_node(node)[1..]);
        out.push_str("      </node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (at, edge) in network.edges.iter().enumerate() {
        let (source, target) = (escaped(&ids[edge.a]), escaped(&ids[edge.b]));
        let weight = edge.strength();
        let _ = writeln!(out, "      <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\">");
        put_values(&mut out, of_edges, &facts.of_edge(edge)[1..]);
        out.push_str("      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn put_keys(out: &mut String, class: &str, declared: &[Declared]) {
    let _ = writeln!(out, "    <attributes class=\"{class}\">");
    for (name, kind) in declared {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Decimal => "double",
            Kind::YesNo => "boolean",
        };
        let _ = writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    out.push_str("    </attributes>\n");
}

fn put_values(out: &mut String, declared: &[Declared], values: &[Value]) {
    out.push_str("        <attvalues>\n");
    for ((name, _), value) in declared.iter().zip(values) {
        if let Some(text) = value.text() {
            let _ = writeln!(out, "          <attvalue for=\"{name}\" value=\"{}\"/>", escaped(&text));
        }
    }
    out.push_str("        </attvalues>\n");
}
