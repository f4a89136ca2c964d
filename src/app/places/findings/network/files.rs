//! The network as files: the picture that is seen, its ties as a table, and the network for other tools.

use super::NetworkView;
use super::behind::is_against;
use super::scene::Measures;
use super::shown::Shown;
use super::words::signs;
use crate::app::places::findings::exporting::{Drawn, Finding};
use crate::chart::{Drawing, Net, Point, network};
use crate::exchange::edges_sheet;
use std::sync::Arc;

/// The finding to be written.
pub fn finding(view: &NetworkView, shown: &Shown, measures: Measures) -> Finding {
    let mut title = view.choices.title();
    if !shown.label.is_empty() {
        title = format!("{title}, {}", shown.label);
    }
    Finding {
        sheet: Some(edges_sheet(&shown.network)),
        picture: picture(view, shown, &title, measures),
        network: Some(Drawn(Arc::clone(&shown.network))),
        account: shown.account.clone(),
        title,
    }
}

/// The drawing as it is seen: the same nodes at the same places; none where the matrix alone was ever shown.
fn picture(view: &NetworkView, shown: &Shown, title: &str, measures: Measures) -> Option<Drawing> {
    let (room, seen) = view.canvas.seen.as_ref()?;
    if seen.len() != shown.network.nodes.len() {
        return None;
    }
    let places: Vec<Point> = seen.iter().map(|at| Point::new(at.x - room.left(), at.y - room.top())).collect();
    let mut net = Net::of(&shown.network, &places, title);
    net.at_least = (measures.most_statements, measures.most_weight);
    net.signs = signs(&shown.network.request).map(str::to_owned);
    for (drawn, edge) in net.edges.iter_mut().zip(&shown.network.edges) {
        drawn.weight = if is_against(&shown.network, edge) { -edge.strength() } else { edge.strength() };
    }
    Some(network(&net, None, (room.width(), room.height() + super::legend::LEGEND)).drawing)
}
