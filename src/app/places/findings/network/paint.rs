//! Paints the drawing: all lines in one mesh, then nodes, then labels.

use super::behind::Thing;
use super::labels::{self, Label};
use super::scene::{Dot, Scene, Stroke};
use crate::analysis::network::Network;
use crate::app::signs;
use crate::chart::{Ink, Line, LineStyle, Paint};
use crate::ui::theme::{Hue, Tokens, radius};
use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, StrokeKind, Vec2};
use std::sync::Arc;

/// How much of what is not meant is left while something is pointed at.
const DIMMED: f32 = 0.16;
/// Most dashes drawn; longer ones where there would be more.
const MOST_DASHES: f32 = 24_000.0;
/// Lines fade out over so many points, so that they have no steps.
const FEATHER: f32 = 1.0;

/// What is pointed at: it and what belongs to it are shown, the rest is dimmed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Focus {
    /// Under the pointer, or with the keyboard's focus.
    pub thing: Option<Thing>,
}

impl Focus {
    fn has_node(self, scene: &Scene, network: &Network, node: usize) -> bool {
        match self.thing {
            None => true,
            Some(Thing::Node(other)) => node == other || scene.dots[node].beside.contains(&(other as u32)),
            Some(Thing::Tie(tie)) => network.edges.get(tie).is_some_and(|edge| edge.a == node || edge.b == node),
        }
    }

    fn has_tie(self, network: &Network, tie: usize) -> bool {
        match self.thing {
            None => true,
            Some(Thing::Node(node)) => network.edges.get(tie).is_some_and(|edge| edge.a == node || edge.b == node),
            Some(Thing::Tie(other)) => tie == other,
        }
    }
}

/// How a tie is drawn: as in files.
fn line_of(stroke: &Stroke) -> Line {
    let (hue, style) = if stroke.is_against {
        (crate::model::Hue::Rust, LineStyle::Dashed)
    } else {
        (crate::model::Hue::Blue, LineStyle::Solid)
    };
    Line { paint: Paint { ink: Ink::Hue(hue), opacity: 1.0 }, width: stroke.width, style }
}

/// All lines in view as one mesh.
pub fn lines(scene: &Scene, network: &Network, focus: Focus, tokens: &Tokens, view: Rect) -> Arc<Mesh> {
    let mut mesh = Mesh::default();
    let dashes = |stroke: &Stroke| {
        let (dash, gap) = line_of(stroke).dashes().unwrap_or((f32::INFINITY, 0.0));
        stroke.ends[0].distance(stroke.ends[1]) / (dash + gap)
    };
    let n_dashes: f32 = scene.strokes.iter().map(dashes).sum();
    let longer = (n_dashes / MOST_DASHES).max(1.0);
    for is_meant in [false, true] {
        for stroke in &scene.strokes {
            let bounds = Rect::from_two_pos(stroke.ends[0], stroke.ends[1]).expand(stroke.width + FEATHER);
            if focus.has_tie(network, stroke.tie) != is_meant || !bounds.intersects(view) {
                continue;
            }
            let hue = if stroke.is_against { Hue::Rust } else { Hue::Blue };
            let strength = match (focus.thing, is_meant) {
                (None, _) => stroke.opacity,
                (Some(_), true) => 0.9,
                (Some(_), false) => stroke.opacity * DIMMED,
            };
            put_line(&mut mesh, stroke, tokens.hue(hue).gamma_multiply(strength), longer);
        }
    }
    Arc::new(mesh)
}

fn put_line(mesh: &mut Mesh, stroke: &Stroke, color: Color32, longer: f32) {
    let [from, to] = stroke.ends;
    let Some((dash, gap)) = line_of(stroke).dashes().map(|(dash, gap)| (dash * longer, gap * longer)) else {
        return put_segment(mesh, from, to, stroke.width, color);
    };
    let length = from.distance(to);
    let unit = (to - from) / length.max(f32::EPSILON);
    let mut at = 0.0;
    while at < length {
        let end = (at + dash).min(length);
        put_segment(mesh, from + unit * at, from + unit * end, stroke.width, color);
        at += dash + gap;
    }
}

/// A straight line whose edges fade out.
fn put_segment(mesh: &mut Mesh, from: Pos2, to: Pos2, width: f32, color: Color32) {
    let way = to - from;
    let normal = way.rot90() / way.length().max(f32::EPSILON);
    // A line thinner than a point is a point wide and fainter.
    let color = if width < 1.0 { color.gamma_multiply(width) } else { color };
    let inner = (width.max(1.0) - FEATHER).max(0.0) / 2.0;
    let first = mesh.vertices.len() as u32;
    let mut put = |at: Pos2, offset: f32, color: Color32| mesh.colored_vertex(at + normal * offset, color);
    for at in [from, to] {
        put(at, -inner - FEATHER, Color32::TRANSPARENT);
        put(at, -inner, color);
        put(at, inner, color);
        put(at, inner + FEATHER, Color32::TRANSPARENT);
    }
    for strip in 0..3 {
        let [a, b] = [first + strip, first + strip + 4];
        mesh.add_triangle(a, a + 1, b);
        mesh.add_triangle(a + 1, b, b + 1);
    }
}

/// Paints nodes and labels; what is pointed at on top.
pub fn nodes(painter: &Painter, scene: &Scene, network: &Network, focus: Focus, tokens: &Tokens, view: Rect) {
    for (at, dot) in scene.dots.iter().enumerate() {
        if view.expand(dot.radius + 2.0).contains(dot.at) {
            let is_meant = focus.has_node(scene, network, at);
            node(painter, dot, network.nodes[at].colour, is_meant, focus.thing == Some(Thing::Node(at)), tokens);
        }
    }
    let named: Vec<usize> = match focus.thing {
        None => Vec::new(),
        Some(Thing::Node(node)) => vec![node],
        Some(Thing::Tie(tie)) => network.edges.get(tie).map_or_else(Vec::new, |edge| vec![edge.a, edge.b]),
    };
    for label in scene.labels.iter().filter(|label| !named.contains(&label.node)) {
        let is_meant = focus.has_node(scene, network, label.node);
        words(painter, label, if is_meant { 1.0 } else { 2.0 * DIMMED }, tokens);
    }
    for node in named {
        match scene.labels.binary_search_by_key(&node, |label| label.node) {
            Ok(at) => words(painter, &scene.labels[at], 1.0, tokens),
            Err(_) => words(painter, &labels::below(painter, network, node, &scene.dots[node]), 1.0, tokens),
        }
    }
}

fn words(painter: &Painter, label: &Label, strength: f32, tokens: &Tokens) {
    let ground = tokens.page.gamma_multiply(0.72 * strength);
    painter.rect_filled(label.rect().expand2(Vec2::new(2.0, -1.0)), radius::SMALL, ground);
    painter.galley(label.at, Arc::clone(&label.galley), tokens.ink.gamma_multiply(strength));
}

fn node(
    painter: &Painter,
    dot: &Dot,
    colour: Option<crate::model::Hue>,
    is_meant: bool,
    is_pointed_at: bool,
    tokens: &Tokens,
) {
    let strength = if is_meant { 1.0 } else { DIMMED };
    let tint = colour.map(|colour| tokens.hue(signs::hue(colour)));
    // Full squares beside hollow circles, as in files: told apart also where they are small.
    let fill = match tint {
        tint if dot.is_square => tint.unwrap_or(tokens.faint),
        Some(tint) => tokens.panel.lerp_to_gamma(tint, 0.24),
        None => tokens.panel,
    };
    let rim = tokens.ink.gamma_multiply(strength);
    let rim = egui::Stroke::new(if is_pointed_at { 2.5 } else { 1.5 }, rim);
    // A dimmed node still covers the lines below it.
    let fill = if is_meant { fill } else { tokens.page };
    if dot.is_square {
        let rect = Rect::from_center_size(dot.at, Vec2::splat(1.8 * dot.radius));
        painter.rect(rect, radius::SMALL.min(dot.radius / 3.0), fill, rim, StrokeKind::Middle);
    } else {
        // Two discs are two squares of the texture; a disc with a rim is some hundred triangles.
        painter.circle_filled(dot.at, dot.radius + rim.width / 2.0, rim.color);
        painter.circle_filled(dot.at, dot.radius - rim.width / 2.0, fill);
    }
}
