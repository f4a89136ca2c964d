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
    /// Whether it has room; else it is shown only while its node is pointed at.
    pub has_room: bool,
}

impl Label {
    /// Where it stands.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.at, self.galley.size())
    }
}

/// Places the labels of all nodes, in their order: the nodes with most statements first.
pub fn placed(painter: &Painter, network: &Network, dots: &[Dot], ties: &[[Pos2; 2]], room: Rect) -> Vec<Label> {
    let font = theme::font(size::NOTE);
    let point = |at: Pos2| Point::new(at.x, at.y);
    let galley = |node: &crate::analysis::network::Node| {
        clipped_galley(painter, &node.label, font.clone(), Color32::PLACEHOLDER, WIDEST)
    };
    let galleys: Vec<Arc<Galley>> = network.nodes.iter().map(galley).collect();
    let labelled = |(dot, galley): (&Dot, &Arc<Galley>)| Labelled {
        center: point(dot.at),
        radius: dot.radius,
        size: (galley.size().x + 2.0, galley.size().y),
        is_kept_free: true,
    };
    let nodes: Vec<Labelled> = dots.iter().zip(&galleys).map(labelled).collect();
    let mut order: Vec<usize> = (0..dots.len()).filter(|node| room.contains(dots[*node].at)).collect();
    order.sort_by_key(|node| {
        let n_ties = dots[*node].beside.len();
        (std::cmp::Reverse(network.nodes[*node].n_statements), std::cmp::Reverse(n_ties), *node)
    });
    order.truncate(MOST);
    let ties: Vec<[Point; 2]> = ties.iter().map(|ends| ends.map(point)).collect();
    let area = Area::new(room.left(), room.top(), room.width(), room.height());
    let found = places_of(&nodes, &order, &ties, area);
    let label = |(node, (galley, place)): (usize, (Arc<Galley>, Option<Area>))| {
        let below = dots[node].at + vec2(-galley.size().x / 2.0, dots[node].radius + 2.0);
        let at = place.map_or(below, |area| Pos2::new(area.x + 1.0, area.y));
        Label { node, at, galley, has_room: place.is_some() }
    };
    galleys.into_iter().zip(found).enumerate().map(label).collect()
}
