//! `GraphML` (U. Brandes and others, “`GraphML` Progress Report”, Graph Drawing 2001; graphml.graphdrawing.org).
//!
//! `type` and `bipartite` tell actors (false, 0) from themes (true, 1), as igraph and networkx call it.

use super::tables::{Facts, Value};
use super::xml::{Declared, Kind, OF_EDGES, escaped};
use crate::analysis::network::Network;
use std::io::{self, Write};

pub(super) fn write(network: &Network, out: &mut impl Write) -> io::Result<()> {
    let facts = Facts::new(network);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    )?;
    put_keys(out, "node", facts.declared_of_nodes())?;
    put_keys(out, "edge", &OF_EDGES)?;
    writeln!(out, "  <graph edgedefault=\"undirected\">\n    <desc>{}</desc>", escaped(&network.account.sentence()))?;
    for (at, node) in network.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"{}\">", escaped(&node.id))?;
        put_data(out, "node", facts.declared_of_nodes(), &facts.of_node(at))?;
        out.write_all(b"    </node>\n")?;
    }
    for (at, edge) in network.edges.iter().enumerate() {
        let (source, target) = (escaped(network.id(edge.a)), escaped(network.id(edge.b)));
        writeln!(out, "    <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\">")?;
        put_data(out, "edge", &OF_EDGES, &facts.of_edge(edge))?;
        out.write_all(b"    </edge>\n")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")?;
    Ok(())
}

fn put_keys(out: &mut impl Write, of: &str, declared: &[Declared]) -> io::Result<()> {
    for (name, kind) in declared {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Whole => "int",
            Kind::Decimal => "double",
            Kind::YesNo => "boolean",
        };
        let id = format!("{of}_{name}");
        writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(())
}

fn put_data(out: &mut impl Write, of: &str, declared: &[Declared], values: &[Value]) -> io::Result<()> {
    for ((name, _), value) in declared.iter().zip(values) {
        if let Some(text) = value.text() {
            writeln!(out, "      <data key=\"{of}_{name}\">{}</data>", escaped(&text))?;
        }
    }
    Ok(())
}
