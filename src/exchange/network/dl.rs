//! UCINET DL (S. P. Borgatti, M. G. Everett and L. C. Freeman, UCINET 6 for Windows, guide to data files).
//!
//! A network of one kind of node is a list of cells (`edgelist1`), each tie in both directions, as UCINET wants of a
//! symmetric matrix. One of actors and themes is a full matrix with `nr` rows and `nc` columns. Weights keep their sign.
//!
//! A label is one word without quotation marks, which every reader understands alike: white space, commas, colons,
//! semicolons, equal signs and quotation marks become underscores, and it is cut to 250 characters, UCINET's limit being
//! 255. Labels that become the same, upper case or lower, are numbered. (UCINET would take names in quotation marks; igraph
//! would read each of their words as a name of its own, and say nothing.) The list of nodes has the names as they are, in
//! the same order.
//!
//! igraph cannot read `nr` and `nc`: for a network of actors and themes give it `GraphML`.

use super::tables::{matrix, matrix_sides};
use crate::analysis::network::Network;
use std::collections::HashSet;
use std::fmt::Write as _;

/// Most characters of a label.
const MAX_CHARS: usize = 250;

pub(super) fn written(network: &Network) -> String {
    let labels = labels(network);
    let mut out = String::new();
    let (rows, columns) = matrix_sides(network);
    if !network.request.is_two_mode() {
        let _ = writeln!(out, "dl n={}\nformat = edgelist1\nlabels:", rows.len());
        put_lines(&mut out, &labels, &rows);
        out.push_str("data:\n");
        let both = network.edges.iter().flat_map(|edge| [(edge.a, edge.b, edge.weight), (edge.b, edge.a, edge.weight)]);
        let mut cells: Vec<(usize, usize, f64)> = both.collect();
        cells.sort_by_key(|cell| (cell.0, cell.1));
        for (from, to, weight) in cells {
            let _ = writeln!(out, "{} {} {weight}", from + 1, to + 1);
        }
        return out;
    }
    let _ = writeln!(out, "dl nr={}, nc={}, format = fullmatrix\nrow labels:", rows.len(), columns.len());
    put_lines(&mut out, &labels, &rows);
    out.push_str("column labels:\n");
    put_lines(&mut out, &labels, &columns);
    out.push_str("data:\n");
    for weights in matrix(network, &rows, &columns) {
        let weights: Vec<String> = weights.iter().map(f64::to_string).collect();
        let _ = writeln!(out, "{}", weights.join(" "));
    }
    out
}

fn put_lines(out: &mut String, labels: &[String], nodes: &[usize]) {
    for node in nodes {
        out.push_str(&labels[*node]);
        out.push('\n');
    }
}

/// A label for each node that no other has, without regard to case.
fn labels(network: &Network) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut label = |label: &str| {
        let is_special = |c: char| c.is_whitespace() || c.is_control() || ",:;='\"“”„‘’".contains(c);
        let own: String = label.chars().map(|c| if is_special(c) { '_' } else { c }).take(MAX_CHARS).collect();
        let own = if own.is_empty() { "_".to_owned() } else { own };
        let (mut word, mut n) = (own.clone(), 1);
        while !taken.insert(word.to_lowercase()) {
            n += 1;
            word = format!("{own}_{n}");
        }
        word
    };
    network.nodes.iter().map(|node| label(&node.label)).collect()
}
