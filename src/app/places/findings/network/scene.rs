//! The drawing as it stands in the window: circles, lines and labels, worked out once for as long as nothing moves.

use super::camera::Sight;
use super::labels::{self, Label};
use crate::analysis::network::layout::Place;
use crate::analysis::network::{Network, Side};
use crate::chart::{NET_FOOT, NetScale};
use egui::{Painter, Pos2, Rect, pos2};

/// Room between a line and the rim of its node.
const GAP: f32 = 2.0;

/// A node as it stands in the window.
#[derive(Clone, Debug)]
pub struct Dot {
    /// Its middle.
    pub at: Pos2,
    /// Of the circle; half the side of the square of a theme.
    pub radius: f32,
    /// Whether it is a theme beside actors, and so a square.
    pub is_square: bool,
    /// Nodes tied to it.
    pub beside: Vec<u32>,
}

/// A tie as it stands in the window.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    /// Its number in the network.
    pub tie: usize,
    /// From rim to rim.
    pub ends: [Pos2; 2],
    /// In points.
    pub width: f32,
    /// How strong it is drawn.
    pub opacity: f32,
    /// Whether it is broken: against each other.
    pub is_against: bool,
}

/// The drawing as it stands in the window.
#[derive(Debug, Default)]
pub struct Scene {
    /// In the order of the nodes of the network.
    pub dots: Vec<Dot>,
    /// From the weakest to the strongest; without those that lie wholly within their nodes.
    pub strokes: Vec<Stroke>,
    /// Names of nodes that have room.
    pub labels: Vec<Label>,
}

impl Scene {
    /// The drawing of `network` with its nodes at `places`.
    pub fn new(painter: &Painter, network: &Network, places: &[Place], sight: &Sight, scale: NetScale) -> Self {
        // As in files, whose pictures end below the legend.
        let area = sight.room.width() * (sight.room.height() + NET_FOOT);
        let share = (area / network.nodes.len().max(1) as f32).sqrt();
        let has_two_sides = network.request.is_two_mode();
        let mut dots: Vec<Dot> = network
            .nodes
            .iter()
            .zip(places)
            .map(|(node, place)| Dot {
                at: sight.point(*place),
                radius: scale.radius(node.n_statements, share),
                is_square: has_two_sides && node.side == Side::Theme,
                beside: Vec::new(),
            })
            .collect();
        let mut strokes = Vec::with_capacity(network.edges.len());
        for (tie, edge) in network.edges.iter().enumerate() {
            dots[edge.a].beside.push(edge.b as u32);
            dots[edge.b].beside.push(edge.a as u32);
            if let Some(ends) = between(&dots[edge.a], &dots[edge.b]) {
                let (width, opacity) = (scale.width(edge.weight), scale.opacity(edge.weight, network.edges.len()));
                strokes.push(Stroke { tie, ends, width, opacity, is_against: network.is_against(edge) });
            }
        }
        strokes.sort_by(|one, other| one.width.total_cmp(&other.width).then(one.tie.cmp(&other.tie)));
        let ties: Vec<[Pos2; 2]> = network.edges.iter().map(|edge| [dots[edge.a].at, dots[edge.b].at]).collect();
        let labels = labels::placed(painter, network, &dots, &ties, sight.room);
        Self { dots, strokes, labels }
    }

    /// The node at a point; the nearest where several are.
    pub fn node_at(&self, point: Pos2) -> Option<usize> {
        let reach = |dot: &Dot| dot.radius.max(7.0) + 2.0;
        let near = self.dots.iter().enumerate().filter(|(_, dot)| dot.at.distance(point) <= reach(dot));
        near.min_by(|(_, a), (_, b)| a.at.distance(point).total_cmp(&b.at.distance(point))).map(|(at, _)| at)
    }

    /// The tie at a point; the nearest where several are.
    pub fn tie_at(&self, point: Pos2) -> Option<usize> {
        let mut nearest: Option<(f32, usize)> = None;
        for stroke in &self.strokes {
            let reach = stroke.width / 2.0 + 4.0;
            if !Rect::from_two_pos(stroke.ends[0], stroke.ends[1]).expand(reach).contains(point) {
                continue;
            }
            let distance = distance_to(point, stroke.ends);
            if distance <= reach && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, stroke.tie));
            }
        }
        nearest.map(|(_, tie)| tie)
    }
}

fn between(a: &Dot, b: &Dot) -> Option<[Pos2; 2]> {
    let way = b.at - a.at;
    let length = way.length();
    let (from, to) = (a.radius + GAP, b.radius + GAP);
    (length > from + to + 1.0).then(|| {
        let unit = way / length;
        [a.at + unit * from, b.at - unit * to]
    })
}

fn distance_to(point: Pos2, [a, b]: [Pos2; 2]) -> f32 {
    let way = b - a;
    let along = ((point - a).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    point.distance(pos2(a.x + way.x * along, a.y + way.y * along))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: f32, radius: f32) -> Dot {
        Dot { at: pos2(x, 0.0), radius, is_square: false, beside: Vec::new() }
    }

    #[test]
    fn lines_go_from_rim_to_rim() {
        assert_eq!(between(&dot(0.0, 8.0), &dot(100.0, 18.0)), Some([pos2(10.0, 0.0), pos2(80.0, 0.0)]));
        assert_eq!(between(&dot(0.0, 8.0), &dot(20.0, 18.0)), None);
    }

    #[test]
    fn nodes_come_before_ties_and_thin_lines_are_met_from_beside() {
        let stroke =
            Stroke { tie: 4, ends: [pos2(10.0, 0.0), pos2(80.0, 0.0)], width: 1.0, opacity: 0.8, is_against: false };
        let scene = Scene { dots: vec![dot(0.0, 8.0), dot(90.0, 8.0)], strokes: vec![stroke], labels: Vec::new() };
        assert_eq!((scene.node_at(pos2(3.0, 5.0)), scene.node_at(pos2(50.0, 0.0))), (Some(0), None));
        assert_eq!((scene.tie_at(pos2(50.0, 4.0)), scene.tie_at(pos2(50.0, 6.0))), (Some(4), None));
    }
}
