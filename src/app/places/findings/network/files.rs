//! The network as files: the picture that is seen, and its ties as a table.

use super::NetworkView;
use super::scene::Measures;
use super::shown::Shown;
use crate::app::places::findings::exporting::Finding;
use crate::chart::{Drawing, Net, Point, network};
use crate::exchange::{Cell, Column, Sheet};

/// The finding to be written.
pub fn finding(view: &NetworkView, shown: &Shown, measures: Measures) -> Finding {
    let mut title = view.choices.title();
    if !shown.label.is_empty() {
        title = format!("{title}, {}", shown.label);
    }
    let sheet = sheet(shown, &title);
    Finding {
        picture: picture(view, shown, &title, measures),
        sheet: Some(sheet),
        account: shown.account.clone(),
        title,
    }
}

/// The drawing as it is seen: the same nodes at the same places.
fn picture(view: &NetworkView, shown: &Shown, title: &str, _measures: Measures) -> Option<Drawing> {
    let (room, seen) = view.canvas.seen.as_ref()?;
    if seen.len() != shown.network.nodes.len() {
        return None;
    }
    let places: Vec<Point> = seen.iter().map(|at| Point::new(at.x - room.left(), at.y - room.top())).collect();
    let net = Net::of(&shown.network, &places, title);
    Some(network(&net, None, (room.width(), room.height())).drawing)
}

/// The ties, the strongest first.
fn sheet(shown: &Shown, title: &str) -> Sheet {
    let network = &shown.network;
    let row = |tie: &u32| {
        let edge = &network.edges[*tie as usize];
        let label = |node: usize| Cell::text(network.nodes[node].label.clone());
        vec![label(edge.a), label(edge.b), Cell::Number(edge.weight, 4)]
    };
    Sheet {
        title: title.to_owned(),
        columns: vec![Column::text("One"), Column::text("Other"), Column::number("Weight")],
        rows: shown.ties.iter().map(row).collect(),
        account: shown.account.clone(),
    }
}
