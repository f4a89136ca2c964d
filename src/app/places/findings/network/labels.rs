//! Names beside nodes, so placed that none lies over another; as in pictures that go to files.

use super::scene::Dot;
use crate::analysis::network::Network;
use crate::chart::{Area, Labelled, Point, placed as places_of};
use crate::ui::theme::{self, size};
use crate::ui::widget::clipped_galley;
use egui::{Color32, Galley, Painter, Pos2, Rect, vec2};
use std::sync::Arc;

/// Labels are no wider than this.
const WIDEST: f32 = 170.0;
/// Nodes beyond this number are not named unless they are pointed at: nobody could read so many.
const MOST: usize = 160;

/// The name of a node.
#[derive(Clone, Debug)]
pub struct Label {
    /// Which node.
    pub node: usize,
    /// Upper left corner.
    pub at: Pos2,
    /// The words as they are set.
    pub galley: Arc<Galley>,
}

impl Label {
    /// Where it stands.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.at, self.galley.size())
    }
}

/// The label of a node that has no room for one: below it, whatever is there.
pub fn below(painter: &Painter, network: &Network, node: usize, dot: &Dot) -> Label {
    let galley = set(painter, network, node);
    Label { node, at: dot.at + vec2(-galley.size().x / 2.0, dot.radius + 2.0), galley }
}

fn set(painter: &Painter, network: &Network, node: usize) -> Arc<Galley> {
    clipped_galley(painter, &network.nodes[node].label, theme::font(size::NOTE), Color32::PLACEHOLDER, WIDEST)
}

/// The labels that have room, in the order of the nodes: those with most statements come first.
pub fn placed(painter: &Painter, network: &Network, dots: &[Dot], ties: &[[Pos2; 2]], room: Rect) -> Vec<Label> {
    let point = |at: Pos2| Point::new(at.x, at.y);
    let mut order: Vec<usize> = (0..dots.len()).filter(|node| room.contains(dots[*node].at)).collect();
    order.sort_by_key(|node| {
        let n_ties = dots[*node].beside.len();
        (std::cmp::Reverse(network.nodes[*node].n_statements), std::cmp::Reverse(n_ties), *node)
    });
    order.truncate(MOST);
    let mut galleys: Vec<Option<Arc<Galley>>> = vec![None; dots.len()];
    for node in &order {
        galleys[*node] = Some(set(painter, network, *node));
    }
    let size = |galley: &Arc<Galley>| (galley.size().x + 2.0, galley.size().y);
    let labelled = |(dot, galley): (&Dot, &Option<Arc<Galley>>)| Labelled {
        center: point(dot.at),
        radius: dot.radius,
        size: galley.as_ref().map_or((0.0, 0.0), size),
        is_kept_free: true,
    };
    let nodes: Vec<Labelled> = dots.iter().zip(&galleys).map(labelled).collect();
    let ties: Vec<[Point; 2]> = ties.iter().map(|ends| ends.map(point)).collect();
    let area = Area::new(room.left(), room.top(), room.width(), room.height());
    let found = places_of(&nodes, &order, &ties, area);
    let label = |(node, (galley, place)): (usize, (Option<Arc<Galley>>, Option<Area>))| {
        let area = place?;
        Some(Label { node, at: Pos2::new(area.x + 1.0, area.y), galley: galley? })
    };
    galleys.into_iter().zip(found).enumerate().filter_map(label).collect()
}
