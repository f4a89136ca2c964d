//! Names beside nodes, so placed that none lies over another.

use super::scene::Dot;
use crate::analysis::network::Network;
use crate::ui::theme::{self, size};
use crate::ui::widget::clipped_galley;
use egui::{Color32, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

/// Labels are no wider than this.
const WIDEST: f32 = 168.0;
/// Room between the rim of a node and its label.
const GAP: f32 = 3.0;
/// Nodes beyond this number are not named unless they are pointed at: nobody could read so many.
const MOST: usize = 240;

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

/// Places the labels of all nodes, in their order: the nodes with most statements first, each below its node, else
/// above, right or left of it.
pub fn placed(painter: &Painter, network: &Network, dots: &[Dot], room: Rect) -> Vec<Label> {
    let font = theme::font(size::NOTE);
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|node| {
        let of = &network.nodes[*node];
        (std::cmp::Reverse(of.n_statements), std::cmp::Reverse(dots[*node].beside.len()), *node)
    });
    let mut taken = Taken::new(dots, room);
    let mut labels: Vec<Option<Label>> = vec![None; dots.len()];
    for (rank, node) in order.into_iter().enumerate() {
        let dot = &dots[node];
        let words = &network.nodes[node].label;
        let galley = clipped_galley(painter, words, font.clone(), Color32::PLACEHOLDER, WIDEST);
        let places = spots(dot, galley.size());
        let is_seen = room.expand(dot.radius).contains(dot.at);
        let free = places.iter().find(|at| {
            let rect = Rect::from_min_size(**at, galley.size());
            room.contains_rect(rect) && taken.is_free(rect, node)
        });
        let has_room = is_seen && rank < MOST && free.is_some();
        let at = free.copied().unwrap_or(places[0]);
        if has_room {
            taken.take(Rect::from_min_size(at, galley.size()));
        }
        labels[node] = Some(Label { node, at, galley, has_room });
    }
    labels.into_iter().flatten().collect()
}

/// Where a label may stand, the best place first.
fn spots(dot: &Dot, size: Vec2) -> [Pos2; 4] {
    let (reach, half) = (dot.radius + GAP, size / 2.0);
    let at = dot.at;
    [
        pos2(at.x - half.x, at.y + reach),
        pos2(at.x - half.x, at.y - reach - size.y),
        pos2(at.x + reach + 1.0, at.y - half.y),
        pos2(at.x - reach - 1.0 - size.x, at.y - half.y),
    ]
}

/// What is taken up already: nodes and labels, in cells, so that many are looked up quickly.
struct Taken<'a> {
    dots: &'a [Dot],
    room: Rect,
    n_across: usize,
    cells: Vec<Vec<Item>>,
}

#[derive(Clone, Copy)]
enum Item {
    Dot(usize),
    Label(Rect),
}

impl<'a> Taken<'a> {
    const CELL: f32 = 64.0;

    fn new(dots: &'a [Dot], room: Rect) -> Self {
        let n_across = (room.width() / Self::CELL).ceil().clamp(1.0, 512.0) as usize;
        let n_down = (room.height() / Self::CELL).ceil().clamp(1.0, 512.0) as usize;
        let mut taken = Self { dots, room, n_across, cells: vec![Vec::new(); n_across * n_down] };
        for (node, dot) in dots.iter().enumerate() {
            taken.put(Rect::from_center_size(dot.at, Vec2::splat(2.0 * dot.radius)), Item::Dot(node));
        }
        taken
    }

    fn take(&mut self, rect: Rect) {
        self.put(rect, Item::Label(rect));
    }

    fn put(&mut self, rect: Rect, item: Item) {
        for cell in self.cells_of(rect) {
            self.cells[cell].push(item);
        }
    }

    fn cells_of(&self, rect: Rect) -> Vec<usize> {
        let n_down = self.cells.len() / self.n_across;
        if !rect.intersects(self.room) {
            return Vec::new();
        }
        let cell = |at: f32, n: usize| ((at / Self::CELL).max(0.0) as usize).min(n - 1);
        let (from, to) = (rect.min - self.room.min, rect.max - self.room.min);
        let across = cell(from.x, self.n_across)..=cell(to.x, self.n_across);
        let down = cell(from.y, n_down)..=cell(to.y, n_down);
        down.flat_map(|y| across.clone().map(move |x| (x, y))).map(|(x, y)| y * self.n_across + x).collect()
    }

    /// Whether a label of `node` would lie over nothing else.
    fn is_free(&self, rect: Rect, node: usize) -> bool {
        let rect = rect.expand2(vec2(3.0, 0.0));
        let lies_over = |item: &Item| match item {
            Item::Dot(other) => {
                let dot = &self.dots[*other];
                *other != node && rect.distance_to_pos(dot.at) < dot.radius
            }
            Item::Label(other) => other.intersects(rect),
        };
        !self.cells_of(rect).into_iter().any(|cell| self.cells[cell].iter().any(lies_over))
    }
}
