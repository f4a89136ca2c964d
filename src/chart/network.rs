//! A network: circles and squares sized by statements, ties with sign and weight, names that do not collide.
//!
//! Sign is told by colour *and* line: what agrees is blue and unbroken, what contradicts is rust and dashed. Where nodes
//! stand is for the caller to say, so that one layout serves the window, which moves and magnifies it, and files.

use super::labels::{Labelled, placed};
use super::words::plain;
use super::{
    Anchor, Area, Chart, Drawing, Form, Ink, Line, LineStyle, NetScale, Paint, Point, Weight, ascent, cap_height,
    descent, elide, width,
};
use crate::model::Hue;

/// What the picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Net {
    /// What the picture shows.
    pub title: String,
    /// Actors and themes.
    pub nodes: Vec<NetNode>,
    /// Ties.
    pub edges: Vec<NetEdge>,
    /// By what sizes are measured, where it is more than there is: so that pictures compare.
    pub at_least: NetScale,
    /// What a tie of positive weight is, and one of negative, such as `congruence` and `conflict`.
    pub signs: [String; 2],
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetNode {
    /// What people read.
    pub label: String,
    /// Where it stands.
    pub place: Point,
    /// Its statements, which its area stands for.
    pub n: usize,
    /// Whether it is a square: themes beside actors.
    pub is_square: bool,
    /// Its colour, if it has one.
    pub hue: Option<Hue>,
}

/// A tie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetEdge {
    /// Number of one node.
    pub a: usize,
    /// Number of the other.
    pub b: usize,
    /// Its weight, which its width stands for; less than 0 for what contradicts.
    pub weight: f64,
}

/// What a mark of the picture means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetMark {
    /// The node of this number.
    Node(usize),
    /// The tie of this number.
    Edge(usize),
}

const SIZE: f32 = 12.0;
const LEGEND_SIZE: f32 = 11.0;
/// Height of the legend at the foot of a network.
pub const NET_FOOT: f32 = 44.0;
/// Pictures less wide than this show the strongest tie of each sign alone in their legend.
const SHORT: f32 = 640.0;
/// Around the nodes, for their names.
const MARGIN: f32 = 44.0;
/// Longest name.
const MAX_NAME: f32 = 170.0;
/// Strength of what does not belong to the node in focus.
const QUIET: f32 = 0.16;

/// The part of a picture of this size in which nodes stand.
pub fn net_area(width: f32, height: f32) -> Area {
    Area::new(0.0, 0.0, width, height - NET_FOOT).grown(-MARGIN.min(width / 4.0).min(height / 4.0))
}

/// The places of a layout in whatever units, scaled to fill `area` without being stretched.
pub fn fitted(places: &[Point], area: Area) -> Vec<Point> {
    let own = Area::around(places.iter().copied());
    let scale = |room: f32, length: f32| if length > f32::EPSILON { room / length } else { f32::INFINITY };
    let scale = scale(area.width, own.width).min(scale(area.height, own.height));
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let (from, to) = (own.center(), area.center());
    places
        .iter()
        .map(|place| Point::new(to.x + (place.x - from.x) * scale, to.y + (place.y - from.y) * scale))
        .collect()
}

/// Draws a network. With a node in `focus`, its ties and neighbours stand out.
pub fn network(net: &Net, focus: Option<usize>, (width, height): (f32, f32)) -> Chart<NetMark> {
    let mut picture = Picture::new(net, focus, width, height);
    picture.put_edges();
    picture.put_nodes();
    picture.put_names();
    picture.put_legend();
    Chart { drawing: picture.drawing, marks: picture.marks }
}

/// What lines, circles and squares of a network mean, where [`network`] draws it in a picture of this size.
pub fn net_legend(net: &Net, (width, height): (f32, f32)) -> Drawing {
    let mut picture = Picture::new(net, None, width, height);
    picture.put_legend();
    picture.drawing
}

struct Picture<'n> {
    net: &'n Net,
    /// Radius of each node.
    radii: Vec<f32>,
    scale: NetScale,
    /// Of the room for each node, in points.
    share: f32,
    /// Whether a node is in focus or a neighbour of that; all are where none is.
    is_near: Vec<bool>,
    focus: Option<usize>,
    drawing: Drawing,
    marks: Vec<NetMark>,
    /// The mark of each node.
    node_marks: Vec<u32>,
}

impl<'n> Picture<'n> {
    fn new(net: &'n Net, focus: Option<usize>, width: f32, height: f32) -> Self {
        let own = NetScale {
            most: net.nodes.iter().map(|node| node.n).max().unwrap_or(0),
            strongest: net.edges.iter().map(|edge| edge.weight.abs()).fold(0.0, f64::max),
        };
        let scale = net.at_least.with(own);
        let share = (width * height / net.nodes.len().max(1) as f32).sqrt();
        let mut is_near = vec![focus.is_none(); net.nodes.len()];
        if let Some(focus) = focus {
            for end in
                net.edges.iter().filter(|edge| edge.a == focus || edge.b == focus).flat_map(|edge| [edge.a, edge.b])
            {
                is_near[end] = true;
            }
            if let Some(own) = is_near.get_mut(focus) {
                *own = true;
            }
        }
        Self {
            radii: net.nodes.iter().map(|node| scale.radius(node.n, share)).collect(),
            net,
            scale,
            share,
            is_near,
            focus,
            drawing: Drawing::new(width, height, net.title.clone()),
            marks: Vec::new(),
            node_marks: vec![0; net.nodes.len()],
        }
    }

    fn mark(&mut self, mark: NetMark) -> u32 {
        self.marks.push(mark);
        self.marks.len() as u32 - 1
    }

    fn line(&self, weight: f64, opacity: f32) -> Line {
        let (hue, style) = if weight < 0.0 { (Hue::Rust, LineStyle::Dashed) } else { (Hue::Blue, LineStyle::Solid) };
        Line { paint: Paint { ink: Ink::Hue(hue), opacity }, width: self.scale.width(weight), style }
    }

    fn put_edges(&mut self) {
        let net = self.net;
        // The strongest lie on top.
        let mut order: Vec<usize> = (0..net.edges.len()).collect();
        order.sort_by(|a, b| net.edges[*a].weight.abs().total_cmp(&net.edges[*b].weight.abs()).then(a.cmp(b)));
        for number in order {
            let edge = net.edges[number];
            let (Some(a), Some(b)) = (net.nodes.get(edge.a), net.nodes.get(edge.b)) else { continue };
            let is_quiet = self.focus.is_some_and(|focus| edge.a != focus && edge.b != focus);
            let line =
                self.line(edge.weight, if is_quiet { QUIET } else { self.scale.opacity(edge.weight, net.edges.len()) });
            let sign = &net.signs[usize::from(edge.weight < 0.0)];
            let title = format!("{} and {}: {sign} {}", a.label, b.label, plain(edge.weight.abs()));
            let mark = self.mark(NetMark::Edge(number));
            let shape = self.drawing.line(a.place, b.place, line);
            (shape.mark, shape.title) = (Some(mark), title);
        }
    }

    fn put_nodes(&mut self) {
        let net = self.net;
        // The smallest lie on top, so that none is hidden.
        let mut order: Vec<usize> = (0..net.nodes.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(net.nodes[*at].n), *at));
        for number in order {
            let (node, radius) = (&net.nodes[number], self.radii[number]);
            let opacity = if self.is_near[number] { 1.0 } else { 0.35 };
            let outline = node.hue.map_or(Ink::Text, Ink::Hue);
            let wide = if self.focus == Some(number) { 3.0 } else { 1.5f32.min(radius / 2.5) };
            let line = Some(Line::solid(Paint { ink: outline, opacity }, wide));
            let noun = if node.n == 1 { "statement" } else { "statements" };
            let title = format!("{}: {} {noun}", node.label, plain(node.n as f64));
            let mark = self.mark(NetMark::Node(number));
            self.node_marks[number] = mark;
            let shape = if node.is_square {
                // Full squares beside hollow circles: told apart also where they are small.
                let fill = Some(node.hue.map_or(Ink::Faint, Ink::Hue).into());
                // As large as the circle would be.
                let area = Area::new(node.place.x, node.place.y, 0.0, 0.0).grown(radius * 0.886);
                self.drawing.add(Form::Rect { area, radius: 2.0f32.min(radius / 3.0), fill, line })
            } else {
                self.drawing.add(Form::Circle { center: node.place, radius, fill: Some(Ink::Panel.into()), line })
            };
            (shape.mark, shape.title) = (Some(mark), title);
        }
    }

    fn put_names(&mut self) {
        let net = self.net;
        let names: Vec<_> = net.nodes.iter().map(|node| elide(&node.label, MAX_NAME, SIZE, Weight::Regular)).collect();
        let high = ascent(SIZE) + descent(SIZE);
        let labelled = |number: usize| Labelled {
            center: net.nodes[number].place,
            radius: self.radii[number],
            size: (width(&names[number], SIZE, Weight::Regular) + 2.0, high),
            // With a node in focus, its names may cover those that are not its neighbours.
            is_kept_free: self.is_near[number],
        };
        let nodes: Vec<Labelled> = (0..net.nodes.len()).map(labelled).collect();
        let mut order: Vec<usize> = (0..net.nodes.len()).filter(|at| self.is_near[*at]).collect();
        order.sort_by_key(|at| (self.focus != Some(*at), std::cmp::Reverse(net.nodes[*at].n), *at));
        let ends =
            net.edges.iter().filter_map(|edge| Some([net.nodes.get(edge.a)?.place, net.nodes.get(edge.b)?.place]));
        let edges: Vec<[Point; 2]> = ends.collect();
        let room = Area::new(0.0, 0.0, self.drawing.width, self.drawing.height - NET_FOOT);
        let areas = placed(&nodes, &order, &edges, room);
        for (number, area) in areas.into_iter().enumerate() {
            let Some(area) = area else { continue };
            // Edges below a name are dimmed, not cut.
            self.drawing.fill(area.grown(-1.0), 2.0, Paint { ink: Ink::Page, opacity: 0.72 });
            let at = Point::new(area.center().x, area.y + ascent(SIZE));
            let shape = self.drawing.text(at, Anchor::Middle, SIZE, Ink::Text, names[number].clone());
            shape.mark = Some(self.node_marks[number]);
        }
    }

    /// Says what lines and sizes mean, as far as they occur.
    fn put_legend(&mut self) {
        let (net, y) = (self.net, self.drawing.height - NET_FOOT / 2.0);
        let mut x = 0.0;
        for (is_negative, name) in [false, true].into_iter().zip(&net.signs) {
            let own = || net.edges.iter().map(|edge| edge.weight).filter(|weight| (*weight < 0.0) == is_negative);
            let Some(highest) = own().reduce(|a, b| if a.abs() >= b.abs() { a } else { b }) else { continue };
            let lowest = own().reduce(|a, b| if a.abs() <= b.abs() { a } else { b }).unwrap_or(highest);
            x = self.put_words(x, y, name);
            let is_one = self.drawing.width < SHORT || plain(lowest) == plain(highest);
            let both = if is_one { vec![highest] } else { vec![lowest, highest] };
            for weight in both {
                let line = self.line(weight, 0.8);
                self.drawing.line(Point::new(x, y), Point::new(x + 26.0, y), line);
                x = self.put_words(x + 31.0, y, &plain(weight.abs()));
            }
            x += 10.0;
        }
        if net.nodes.is_empty() {
            return;
        }
        x = self.put_words(x, y, "statements");
        let least = net.nodes.iter().map(|node| node.n).min().unwrap_or(self.scale.most);
        let both = if least == self.scale.most { vec![self.scale.most] } else { vec![least, self.scale.most] };
        for n in both {
            // The most may be that of another picture, beside which this one stands.
            let radius = self.scale.radius(n, self.share);
            let line = Some(Line::solid(Ink::Text, 1.2));
            let center = Point::new(x + radius, y);
            self.drawing.add(Form::Circle { center, radius, fill: Some(Ink::Panel.into()), line });
            x = self.put_words(x + 2.0 * radius + 5.0, y, &plain(n as f64));
        }
        if net.nodes.iter().any(|node| node.is_square) {
            let area = Area::new(x + 12.0, y, 0.0, 0.0).grown(5.0);
            self.drawing.add(Form::Rect {
                area,
                radius: 2.0,
                fill: Some(Ink::Faint.into()),
                line: Some(Line::solid(Ink::Text, 1.2)),
            });
            self.put_words(x + 22.0, y, "theme");
        }
    }

    /// Writes a word of the legend and returns where the next thing begins; nothing stands beyond the edge.
    fn put_words(&mut self, x: f32, y: f32, words: &str) -> f32 {
        let wide = width(words, LEGEND_SIZE, Weight::Regular);
        if x + wide <= self.drawing.width {
            let at = Point::new(x, y + cap_height(LEGEND_SIZE) / 2.0);
            self.drawing.text(at, Anchor::Start, LEGEND_SIZE, Ink::Soft, words);
        }
        x + wide + 8.0
    }
}

#[cfg(test)]
#[path = "network_tests.rs"]
mod tests;
