//! Files hold what the network has, whatever names are made of.

use super::{NetworkFormat, write_network, write_network_json};
use crate::analysis::StatementTable;
use crate::analysis::network::{Mode, Network, NetworkRequest, Relation, Side, network};
use crate::analysis::testing::{coded, coded_corpus};
use crate::model::{Corpus, Speaker, SpeakerKind};
use std::path::Path;

/// Names that would break out of a file, a speaker with the id of a theme, and two of one name.
fn corpus() -> Corpus {
    let mut corpus = coded_corpus(&[
        coded("a.txt", "ann", &["quote", "pay"], "pay", "supports"),
        coded("a.txt", "ann", &["quote"], "devolution", "opposes"),
        coded("b.txt", "ann", &["pay"], "devolution", "opposes"),
        coded("b.txt", "ann", &["emoji", "twin"], "devolution", "supports"),
        coded("b.txt", "ann", &["twin"], "pay", "opposes"),
    ]);
    for (id, name) in
        [("quote", "“A” <b> & \"c\", d"), ("emoji", "👩‍👧 عمر"), ("pay", "Pay, Inc."), ("twin", "Pay, Inc.")]
    {
        let (id, name) = (id.into(), name.to_owned());
        let (aliases, affiliations, note) = (Vec::new(), Vec::new(), String::new());
        let speaker = Speaker { id, name, kind: SpeakerKind::Group, aliases, affiliations, note, key: None };
        assert!(corpus.codebook.speakers.push(speaker).is_ok());
    }
    corpus
}

fn made(mode: Mode) -> Network {
    let table = StatementTable::new(&corpus());
    network(&table, &table.all(), &NetworkRequest { mode, ..NetworkRequest::default() })
}

const TWO_MODE: Mode = Mode::TwoMode { signed: true };
const ONE_MODE: Mode = Mode::OneMode { of: Side::Actor, relation: Relation::Difference };

fn written(network: &Network, format: NetworkFormat) -> String {
    let mut out = Vec::new();
    write_network(network, format, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("is text")
}

#[test]
fn every_format_is_found_by_its_name_and_its_ending() {
    for format in NetworkFormat::ALL {
        assert_eq!(NetworkFormat::parse(format.name()), Some(format));
        let path = format!("net.{}", format.ending());
        assert_eq!(NetworkFormat::from_path(Path::new(&path)).map(NetworkFormat::ending), Some(format.ending()));
    }
    assert_eq!(NetworkFormat::from_path(Path::new("a.CSV")), Some(NetworkFormat::EdgesCsv));
}

#[test]
fn ids_are_words_and_no_two_are_the_same() {
    let network = made(TWO_MODE);
    let ids: Vec<&str> = network.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["quote", "pay", "twin", "emoji", "theme.pay", "devolution"]);
}

#[test]
fn graphml_escapes_names_and_keeps_sign_and_weight_apart() {
    let text = written(&made(TWO_MODE), NetworkFormat::GraphMl);
    assert!(text.contains("<data key=\"node_label\">“A” &lt;b&gt; &amp; &quot;c&quot;, d</data>"), "{text}");
    let edge = "<edge id=\"e1\" source=\"quote\" target=\"devolution\">\n      <data key=\"edge_weight\">0.5</data>\n      \
                <data key=\"edge_sign\">-1</data>\n      <data key=\"edge_signed_weight\">-0.5</data>\n      <data \
                key=\"edge_statements\">1</data>\n    </edge>";
    assert!(text.contains(edge), "{text}");
    assert!(
        text.contains("<data key=\"node_bipartite\">1</data>")
            && text.contains("attr.name=\"type\" attr.type=\"boolean\"")
    );
    assert!(!written(&made(ONE_MODE), NetworkFormat::GraphMl).contains("bipartite"));
}

#[test]
fn gexf_says_its_version_and_has_weights_of_its_own() {
    let text = written(&made(ONE_MODE), NetworkFormat::Gexf);
    assert!(text.contains("xmlns=\"http://gexf.net/1.3\"") && text.contains("version=\"1.3\""));
    assert!(text.contains("<node id=\"emoji\" label=\"👩‍👧 عمر\">"), "{text}");
    assert!(text.contains("<attvalue for=\"sign\" value=\"-1\"/>"), "{text}");
    assert!(!text.contains("weight=\"-"), "{text}");
}

#[test]
fn tables_read_back_cell_by_cell() {
    let network = made(TWO_MODE);
    let read = |format| {
        let text = written(&network, format);
        let text = text.strip_prefix('\u{feff}').expect("the mark of a file for spreadsheets");
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let cells = |record: ::csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        reader.records().map(|record| cells(record.expect("rows are of one length"))).collect::<Vec<_>>()
    };
    let edges = read(NetworkFormat::EdgesCsv);
    assert_eq!(edges[0][..6], ["source", "target", "source_label", "target_label", "weight", "sign"]);
    assert_eq!(edges.len(), network.edges.len() + 1);
    for (line, edge) in edges[1..].iter().zip(&network.edges) {
        assert_eq!((line[6].parse(), line[3].as_str()), (Ok(edge.weight), network.nodes[edge.b].label.as_str()));
        assert_eq!(line[4].parse::<f64>().map(|w| w * line[5].parse::<f64>().unwrap_or(0.0)), Ok(edge.weight));
    }
    let nodes = read(NetworkFormat::NodesCsv);
    assert_eq!((nodes[0][0].as_str(), nodes[1][1].as_str()), ("id", "“A” <b> & \"c\", d"));
    let matrix = read(NetworkFormat::MatrixCsv);
    assert_eq!(matrix[0], ["", "Pay", "Devolution"]);
    assert_eq!(matrix[2], ["Pay, Inc. (pay)", "1", "-0.5"]);
    assert_eq!(matrix.len(), 5);
}

#[test]
fn dl_labels_are_words_and_a_symmetric_matrix_has_both_halves() {
    let text = written(&made(ONE_MODE), NetworkFormat::Dl);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["dl n=4", "format = edgelist1", "labels:"]);
    assert_eq!(lines[3..8], ["_A__<b>_&__c___d", "Pay__Inc._(pay)", "Pay__Inc._(twin)", "👩‍👧_عمر", "data:"]);
    let cells: Vec<(&str, &str)> = lines[8..].iter().map(|line| (&line[..3], &line[4..])).collect();
    for (pair, weight) in &cells {
        let turned: String = pair.chars().rev().collect();
        assert!(cells.contains(&(turned.as_str(), *weight)), "{text}");
    }
    let two_mode = written(&made(TWO_MODE), NetworkFormat::Dl);
    assert!(two_mode.starts_with("dl nr=4, nc=2, format = fullmatrix\nrow labels:\n"), "{two_mode}");
    assert!(two_mode.ends_with("column labels:\nPay\nDevolution\ndata:\n1 -0.5\n1 -0.5\n-0.5 1\n0 1\n"), "{two_mode}");
}

#[test]
fn json_says_what_was_asked_and_how_it_was_counted() {
    let mut out = Vec::new();
    write_network_json(&made(ONE_MODE), &mut out).expect("a vector takes everything");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("is JSON");
    assert_eq!(json["request"]["relation"], "difference");
    assert_eq!(json["nodes"][3]["label"], "👩‍👧 عمر");
    assert!(
        json["account"].as_str().is_some_and(|account| account.starts_with("Counted: 5 statements on 2 documents"))
    );
    assert_eq!(json["edges"][0]["through"][0], "pay");
}
