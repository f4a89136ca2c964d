//! GEXF 1.3 (gexf.net), as Gephi reads it: undirected, static.

use super::tables::{Facts, Value};
use super::xml::{Declared, Kind, OF_EDGES, escaped};
use crate::analysis::network::Network;
use std::io::{self, Write};

pub(super) fn write(network: &Network, out: &mut impl Write) -> io::Result<()> {
    let facts = Facts::new(network);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n  <meta>\n",
    )?;
    let account = escaped(&network.account.sentence());
    writeln!(out, "    <creator>Standpoint</creator>\n    <description>{account}</description>\n  </meta>")?;
    out.write_all(b"  <graph defaultedgetype=\"undirected\" mode=\"static\">\n")?;
    // Label and weight have places of their own; a tie has no label.
    let of_nodes = &facts.declared_of_nodes()[1..];
    let of_edges = &OF_EDGES[1..];
    put_keys(out, "node", of_nodes)?;
    put_keys(out, "edge", of_edges)?;
    out.write_all(b"    <nodes>\n")?;
    for (at, node) in network.nodes.iter().enumerate() {
        let label = escaped(&node.label);
        writeln!(out, "      <node id=\"{}\" label=\"{label}\">", escaped(&node.id))?;
        put_values(out, of_nodes, &facts.of_node(at)[1..])?;
        out.write_all(b"      </node>\n")?;
    }
    out.write_all(b"    </nodes>\n    <edges>\n")?;
    for (at, edge) in network.edges.iter().enumerate() {
        let (source, target) = (escaped(network.id(edge.a)), escaped(network.id(edge.b)));
        let weight = edge.strength();
        writeln!(out, "      <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\">")?;
        put_values(out, of_edges, &facts.of_edge(edge)[1..])?;
        out.write_all(b"      </edge>\n")?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")?;
    Ok(())
}

fn put_keys(out: &mut impl Write, class: &str, declared: &[Declared]) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (name, kind) in declared {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Decimal => "double",
            Kind::YesNo => "boolean",
        };
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    out.write_all(b"    </attributes>\n")?;
    Ok(())
}

fn put_values(out: &mut impl Write, declared: &[Declared], values: &[Value]) -> io::Result<()> {
    out.write_all(b"        <attvalues>\n")?;
    for ((name, _), value) in declared.iter().zip(values) {
        if let Some(text) = value.text() {
            writeln!(out, "          <attvalue for=\"{name}\" value=\"{}\"/>", escaped(&text))?;
        }
    }
    out.write_all(b"        </attvalues>\n")?;
    Ok(())
}
