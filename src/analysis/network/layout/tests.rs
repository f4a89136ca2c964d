//! The same network gives the same picture, and a small change a small one.

use super::{Place, Start, layout};
use crate::analysis::network::testing::{network_of, ties};
use crate::analysis::network::{Mode, Network, NetworkRequest, Relation, Side};
use std::collections::BTreeMap;

fn request() -> NetworkRequest {
    NetworkRequest { keeps_isolates: true, ..NetworkRequest::default() }
}

/// Actors a0, a1, …, each of whom shares a theme with the next, in a ring of `n`; and a pair and a loner apart.
fn ring(n: usize) -> Network {
    let link = |at: usize| [format!("d a{at:02} t{at} pro"), format!("d a{:02} t{at} pro", (at + 1) % n)];
    let mut lines: Vec<String> = (0..n).flat_map(link).collect();
    lines.extend(["d x1 u pro", "d x2 u pro", "d y v pro"].map(str::to_owned));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    network_of("", &lines, &request())
}

fn placed(network: &Network, starts: &[Option<Start>]) -> Vec<Place> {
    layout(network, starts, &mut |_| true).expect("it was not stopped")
}

fn apart(one: Place, other: Place) -> f32 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

#[test]
fn the_same_network_gives_the_same_picture_inside_the_unit_square() {
    let network = ring(12);
    let places = placed(&network, &[]);
    assert_eq!(places, placed(&ring(12), &[]));
    assert_eq!(places.len(), 15);
    assert!(places.iter().flatten().all(|at| (0.0..=1.0).contains(at)), "{places:?}");
    for (at, one) in places.iter().enumerate() {
        assert!(places[..at].iter().all(|other| apart(*one, *other) > 0.02), "no two fall together: {places:?}");
    }
}

#[test]
fn a_ring_is_drawn_round() {
    let places = placed(&ring(12), &[]);
    let centre =
        places[..12].iter().fold([0.0, 0.0], |sum, place| [sum[0] + place[0] / 12.0, sum[1] + place[1] / 12.0]);
    let radii: Vec<f32> = places[..12].iter().map(|place| apart(*place, centre)).collect();
    let (least, most) = radii.iter().fold((f32::MAX, 0.0_f32), |(low, high), r| (low.min(*r), high.max(*r)));
    assert!(most < 1.1 * least, "{radii:?}");
}

#[test]
fn strong_ties_are_short_and_contradiction_holds_apart() {
    let lines = ["d ann t pro", "d ann t pro", "d bob t pro", "d bob t pro", "d cat u pro", "d bob u pro"];
    let network = network_of("", &lines, &request());
    assert_eq!(ties(&network), ["ann–bob 4", "bob–cat 1"]);
    let places = placed(&network, &[]);
    assert!(apart(places[0], places[1]) < 0.7 * apart(places[1], places[2]));
    let lines = ["d ann t pro", "d bob t pro", "d cat t con"];
    let mode = Mode::OneMode { of: Side::Actor, relation: Relation::Difference };
    let network = network_of("", &lines, &NetworkRequest { mode, ..request() });
    let places = placed(&network, &[]);
    assert!(apart(places[0], places[1]) < 0.5 * apart(places[1], places[2]));
}

#[test]
fn a_drawing_goes_on_from_where_nodes_are() {
    let network = ring(12);
    let before = placed(&network, &[]);
    let kept: Vec<Option<Start>> = before.iter().map(|place| Some(Start { place: *place, is_pinned: false })).collect();
    let again = placed(&network, &kept);
    assert!(before.iter().zip(&again).all(|(one, other)| apart(*one, *other) < 0.01), "nothing changed, nothing moves");
    // One actor more, between two of the ring.
    let mut lines: Vec<String> = network
        .edges
        .iter()
        .enumerate()
        .flat_map(|(n, edge)| [edge.a, edge.b].map(|node| format!("d {} w{n} pro", network.nodes[node].label)))
        .collect();
    lines.extend(["d y v pro", "d new w0 pro"].map(str::to_owned));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let grown = network_of("", &lines, &request());
    let by_name: BTreeMap<&str, Place> =
        network.nodes.iter().zip(&before).map(|(node, place)| (node.label.as_str(), *place)).collect();
    let start = |node: &crate::analysis::network::Node| {
        by_name.get(node.label.as_str()).map(|place| Start { place: *place, is_pinned: false })
    };
    let starts: Vec<Option<Start>> = grown.nodes.iter().map(start).collect();
    let places = placed(&grown, &starts);
    let moved = grown
        .nodes
        .iter()
        .zip(&places)
        .filter_map(|(node, place)| Some(apart(*by_name.get(node.label.as_str())?, *place)));
    let moved: Vec<f32> = moved.collect();
    assert_eq!((moved.len(), grown.nodes.len()), (15, 16));
    assert!(moved.iter().all(|distance| *distance < 0.1), "{moved:?}");
}

#[test]
fn pinned_nodes_stay_exactly() {
    let network = ring(12);
    let mut starts = vec![None; network.nodes.len()];
    starts[3] = Some(Start { place: [0.9, 0.125], is_pinned: true });
    starts[7] = Some(Start { place: [0.25, 0.75], is_pinned: true });
    let places = placed(&network, &starts);
    assert_eq!((places[3], places[7]), ([0.9, 0.125], [0.25, 0.75]));
    assert!(places.iter().flatten().all(|at| (0.0..=1.0).contains(at)), "{places:?}");
}

#[test]
fn it_tells_how_far_it_is_and_can_be_stopped() {
    let (mut told, network) = (Vec::new(), ring(40));
    let places = layout(&network, &[], &mut |portion| {
        told.push(portion);
        true
    });
    assert!(places.is_some() && told.is_sorted() && told.last() == Some(&1.0));
    let mut n_asked = 0;
    let stopped = layout(&network, &[], &mut |_| {
        n_asked += 1;
        n_asked < 3
    });
    assert_eq!((stopped, n_asked), (None, 3));
}

#[test]
fn nothing_and_one_node_and_many_loners_are_drawn() {
    assert!(placed(&network_of("", &["d - t pro"], &request()), &[]).is_empty());
    assert_eq!(placed(&network_of("", &["d ann t pro"], &request()), &[]), [[0.5, 0.5]]);
    let lines: Vec<String> = (0..30).map(|n| format!("d a{n} t{n} pro")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let places = placed(&network_of("", &lines, &request()), &[]);
    for (at, one) in places.iter().enumerate() {
        assert!(places[..at].iter().all(|other| apart(*one, *other) > 0.1));
    }
}

#[test]
fn a_part_too_large_to_compare_all_with_all_keeps_its_shape() {
    // A ladder of 1,600 nodes: far ends stay far apart, neighbours near.
    let n = 1_600;
    let lines: Vec<String> =
        (0..n - 1).flat_map(|at| [format!("d a{at:04} t{at} pro"), format!("d a{:04} t{at} pro", at + 1)]).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let places = placed(&network_of("", &lines, &request()), &[]);
    assert!(apart(places[0], places[n - 1]) > 0.5);
    assert!(apart(places[800], places[801]) < 0.05);
}
