//! What lines and shapes mean, at the foot of the drawing.

use super::scene::Measures;
use super::words;
use crate::analysis::network::Network;
use crate::app::ctx::Ctx;
use crate::chart::{Ink, Line, LineStyle, Paint};
use crate::ui::theme::{self, Hue, radius, size};
use egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind, Vec2, pos2};

/// Height of the strip at the foot of the drawing that it takes.
pub const LEGEND: f32 = 32.0;
/// Width of a sample of a line.
const SAMPLE: f32 = 28.0;

/// Paints what lines and shapes mean, as far as they occur.
pub fn legend_ui(painter: &Painter, ctx: Ctx<'_>, network: &Network, measures: Measures, room: Rect) {
    let tokens = ctx.tokens;
    let y = room.bottom() - LEGEND / 2.0;
    let mut x = room.left() + 2.0;
    let say = |x: &mut f32, text: &str| {
        let galley = painter.layout_no_wrap(text.to_owned(), theme::font(size::CAPTION), tokens.soft);
        let width = galley.size().x;
        let rect = Rect::from_min_size(pos2(*x, y - galley.size().y / 2.0), galley.size());
        painter.rect_filled(rect.expand(2.0), radius::SMALL, tokens.page.gamma_multiply(0.8));
        painter.galley(rect.min, galley, tokens.soft);
        *x += width + 14.0;
    };
    for (is_against, name) in [false, true].into_iter().zip(words::signs(&network.request)) {
        if !network.edges.iter().any(|edge| super::behind::is_against(network, edge) == is_against) {
            continue;
        }
        let hue = tokens.hue(if is_against { Hue::Rust } else { Hue::Blue });
        let stroke = Stroke::new(2.5, hue);
        let ends = [pos2(x, y), pos2(x + SAMPLE, y)];
        let style = if is_against { LineStyle::Dashed } else { LineStyle::Solid };
        match (Line { paint: Paint::solid(Ink::Text), width: 2.5, style }).dashes() {
            Some((dash, gap)) => painter.extend(Shape::dashed_line(&ends, stroke, dash, gap)),
            None => drop(painter.line_segment(ends, stroke)),
        }
        x += SAMPLE + 6.0;
        say(&mut x, name);
    }
    if network.nodes.is_empty() {
        return;
    }
    let ring = Stroke::new(1.2, tokens.soft);
    let (small, large) = (3.0, 6.5);
    painter.circle(pos2(x + small, y), small, Color32::TRANSPARENT, ring);
    painter.circle(pos2(x + 2.0 * small + large + 3.0, y), large, Color32::TRANSPARENT, ring);
    x += 2.0 * (small + large) + 9.0;
    let most = crate::analysis::thousands(measures.most_statements);
    say(&mut x, &format!("statements, {most} at most"));
    if network.request.is_two_mode() {
        let square = Rect::from_center_size(pos2(x + 5.0, y), Vec2::splat(10.0));
        painter.rect(square, radius::SMALL, Color32::TRANSPARENT, ring, StrokeKind::Middle);
        x += 16.0;
        say(&mut x, "theme");
    }
    if x + 120.0 < room.right() {
        say(&mut x, "wider: more weight");
    }
}
