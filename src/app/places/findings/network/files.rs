//! The network as files: the picture that is seen, its ties as a table, and the network for other tools.

use super::NetworkView;
use super::shown::Shown;
use crate::app::places::findings::exporting::{Drawn, Finding};
use crate::chart::{Drawing, NET_FOOT, Net, NetScale, Point, network};
use crate::exchange::edges_sheet;
use std::sync::Arc;

/// The finding to be written.
pub fn finding(view: &NetworkView, shown: &Shown, scale: NetScale) -> Finding {
    let mut title = view.choices.title();
    if !shown.label.is_empty() {
        title = format!("{title}, {}", shown.label);
    }
    Finding {
        sheet: Some(edges_sheet(&shown.network)),
        picture: picture(view, shown, &title, scale),
        network: Some(Drawn(Arc::clone(&shown.network))),
        account: shown.account.clone(),
        title,
    }
}

/// The drawing as it is seen: the same nodes at the same places; none where the matrix alone was ever shown.
fn picture(view: &NetworkView, shown: &Shown, title: &str, scale: NetScale) -> Option<Drawing> {
    let (room, seen) = view.canvas.seen.as_ref()?;
    if seen.len() != shown.network.nodes.len() {
        return None;
    }
    let places: Vec<Point> = seen.iter().map(|at| Point::new(at.x - room.left(), at.y - room.top())).collect();
    let net = Net { at_least: scale, ..Net::of(&shown.network, &places, title) };
    Some(network(&net, None, (room.width(), room.height() + NET_FOOT)).drawing)
}
