//! Networks for other tools: as graphs with every attribute, as tables, as matrices.
//!
//! In every format the weight of a tie is given without its sign, and the sign, 1 or -1, beside it, since most tools
//! take a weight below 0 for a mistake; `signed_weight` has both. A matrix has no second place: there weights keep their
//! sign. What stands behind a tie is told by `through`, the ids of the themes of two actors, or of the actors of two
//! themes, that add to its weight, and by `statements`, the number of statements of both on these; what both share and
//! adds nothing, as to a difference of congruence and conflict, is not among them.
//!
//! CSV files are those for spreadsheets, as of every table; on the output stands the exact form.

mod dl;
mod gexf;
mod graphml;
mod json;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use super::ExchangeError;
use super::sheet::{SheetFormat, write_sheet};
use crate::analysis::network::Network;
use std::io::{BufWriter, Write};
use std::path::Path;

pub use json::{write_network_json, write_windows_json};
pub use tables::{edges_sheet, matrix_sheet, nodes_sheet};

/// A format that networks are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkFormat {
    /// `GraphML`, for networkx, igraph, Gephi, visone, yEd and Cytoscape.
    GraphMl,
    /// GEXF 1.3, for Gephi and networkx.
    Gexf,
    /// A line for each tie.
    EdgesCsv,
    /// A line for each node.
    NodesCsv,
    /// A line and a column for each node.
    MatrixCsv,
    /// UCINET DL, for UCINET and `NetDraw`.
    Dl,
}

impl NetworkFormat {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 6] = [Self::GraphMl, Self::Gexf, Self::EdgesCsv, Self::NodesCsv, Self::MatrixCsv, Self::Dl];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::EdgesCsv => "edges",
            Self::NodesCsv => "nodes",
            Self::MatrixCsv => "matrix",
            Self::Dl => "dl",
        }
    }

    /// What it is called in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::GraphMl => "Network (GraphML)",
            Self::Gexf => "Network (GEXF)",
            Self::EdgesCsv => "Ties (CSV)",
            Self::NodesCsv => "Nodes (CSV)",
            Self::MatrixCsv => "Matrix (CSV)",
            Self::Dl => "Network (UCINET DL)",
        }
    }

    /// What it is good for, in one sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::GraphMl => "For networkx, igraph, Gephi, visone, yEd and Cytoscape, with all attributes.",
            Self::Gexf => "For Gephi and networkx, with all attributes.",
            Self::EdgesCsv => "A line for each tie: both nodes, weight, sign, number of statements.",
            Self::NodesCsv => "A line for each node: name, kind, number of statements, mean position.",
            Self::MatrixCsv => "Weights with their sign in rows and columns, for R, UCINET and spreadsheets.",
            Self::Dl => "For UCINET and NetDraw, with _ for spaces in names.",
        }
    }

    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::EdgesCsv | Self::NodesCsv | Self::MatrixCsv => "csv",
            Self::Dl => "dl",
        }
    }

    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// The format that the ending of `path` asks for; CSV is the table of ties.
    pub fn from_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

/// Writes `network`.
///
/// # Errors
/// When the receiver fails.
pub fn write_network(network: &Network, format: NetworkFormat, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut out = BufWriter::new(out);
    let written = match format {
        NetworkFormat::GraphMl => graphml::write(network, &mut out),
        NetworkFormat::Gexf => gexf::write(network, &mut out),
        NetworkFormat::Dl => out.write_all(dl::written(network).as_bytes()),
        NetworkFormat::EdgesCsv => return write_sheet(&edges_sheet(network), SheetFormat::Csv, &mut out),
        NetworkFormat::NodesCsv => return write_sheet(&nodes_sheet(network), SheetFormat::Csv, &mut out),
        NetworkFormat::MatrixCsv => return write_sheet(&matrix_sheet(network), SheetFormat::Csv, &mut out),
    };
    written.and_then(|()| out.flush()).map_err(ExchangeError::Write)
}
