//! The network as files: the picture that is seen, its ties as a table, and the network for other tools.

use super::NetworkView;
use super::choices::Shows;
use super::shown::Shown;
use crate::app::places::findings::exporting::{Drawn, Finding};
use crate::chart::{Drawing, Heat, NET_FOOT, Net, NetScale, Point, bare_heat, heat, network};
use crate::exchange::edges_sheet;
use std::sync::Arc;

/// Width of the picture of a matrix in points, where that is enough for its columns.
const MATRIX: f32 = 1100.0;
/// So many columns have figures in it.
const MAX_FIGURES: usize = 30;

/// The finding to be written.
pub fn finding(view: &NetworkView, shown: &Shown, scale: NetScale) -> Finding {
    let mut title = view.choices.title();
    if !shown.label.is_empty() {
        title = format!("{title}, {}", shown.label);
    }
    Finding {
        sheet: Some(edges_sheet(&shown.network)),
        picture: Some(match drawing(view, shown, &title, scale).filter(|_| view.choices.shows != Shows::Matrix) {
            Some(drawing) => drawing,
            None => matrix(shown, &title),
        }),
        network: Some(Drawn(Arc::clone(&shown.network))),
        account: shown.account.clone(),
        title,
    }
}

/// The matrix as a picture; without figures where there would be too many to be read.
fn matrix(shown: &Shown, title: &str) -> Drawing {
    let (data, _, columns) = Heat::of_network(&shown.network, title);
    if columns.len() > MAX_FIGURES { bare_heat(&data, MATRIX).drawing } else { heat(&data, MATRIX).drawing }
}

/// The drawing as it is seen: the same nodes at the same places; none where the matrix alone was ever shown.
fn drawing(view: &NetworkView, shown: &Shown, title: &str, scale: NetScale) -> Option<Drawing> {
    let (room, seen) = view.canvas.seen.as_ref()?;
    if seen.len() != shown.network.nodes.len() {
        return None;
    }
    let places: Vec<Point> = seen.iter().map(|at| Point::new(at.x - room.left(), at.y - room.top())).collect();
    let net = Net { at_least: scale, ..Net::of(&shown.network, &places, title) };
    Some(network(&net, None, (room.width(), room.height() + NET_FOOT)).drawing)
}
