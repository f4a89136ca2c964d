//! Rectangles behind text, gathered in one mesh.

use egui::epaint::{Mesh, Shape, TessellationOptions, Tessellator};
use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

/// Radius at the ends of a tint.
const RADIUS: f32 = 3.0;

/// Which ends of a strip are rounded: those where the words begin or end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    pub(super) is_left_round: bool,
    pub(super) is_right_round: bool,
}

/// Adds a filled rectangle with rounded ends.
pub(super) fn add_strip(mesh: &mut Mesh, rect: Rect, ends: Ends, color: Color32) {
    if !(ends.is_left_round || ends.is_right_round) || rect.width() < RADIUS * 2.0 {
        mesh.add_colored_rect(rect, color);
        return;
    }
    let first = mesh.vertices.len() as u32;
    let corners = [
        (rect.left_top(), vec2(1.0, 1.0), ends.is_left_round),
        (rect.right_top(), vec2(-1.0, 1.0), ends.is_right_round),
        (rect.right_bottom(), vec2(-1.0, -1.0), ends.is_right_round),
        (rect.left_bottom(), vec2(1.0, -1.0), ends.is_left_round),
    ];
    for (corner, inward, is_round) in corners {
        let [near, middle, far] = rounded_corner(corner, inward);
        if is_round {
            let is_clockwise = inward.x * inward.y > 0.0;
            for point in if is_clockwise { [near, middle, far] } else { [far, middle, near] } {
                mesh.colored_vertex(point, color);
            }
        } else {
            mesh.colored_vertex(corner, color);
        }
    }
    for i in first + 1..mesh.vertices.len() as u32 - 1 {
        mesh.add_triangle(first, i, i + 1);
    }
}

/// Three points that cut off `corner`: on the vertical side, between, on the horizontal side.
fn rounded_corner(corner: Pos2, inward: Vec2) -> [Pos2; 3] {
    let off = |x: f32, y: f32| pos2(corner.x + inward.x * x * RADIUS, corner.y + inward.y * y * RADIUS);
    [off(0.0, 1.0), off(0.3, 0.3), off(1.0, 0.0)]
}

/// Adds any shapes but text, drawn as egui draws them.
pub(super) fn add_shapes(mesh: &mut Mesh, shapes: impl IntoIterator<Item = Shape>, pixels_per_point: f32) {
    let options = TessellationOptions { prerasterized_discs: false, ..TessellationOptions::default() };
    let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    for shape in shapes {
        tessellator.tessellate_shape(shape, mesh);
    }
}

/// Adds the vertices of `part`, moved by `offset`, with `strength` of their colour (1 is all of it).
pub(super) fn append_moved(mesh: &mut Mesh, part: &Mesh, offset: Vec2, strength: f32) {
    let base = mesh.vertices.len() as u32;
    mesh.vertices.extend(part.vertices.iter().map(|vertex| {
        let mut vertex = *vertex;
        vertex.pos += offset;
        vertex
    }));
    if strength < 1.0 {
        for vertex in &mut mesh.vertices[base as usize..] {
            vertex.color = vertex.color.gamma_multiply(strength);
        }
    }
    mesh.indices.extend(part.indices.iter().map(|index| index + base));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_stays_in_its_rectangle() {
        let rect = Rect::from_min_size(pos2(5.0, 7.0), vec2(40.0, 30.0));
        for (is_left_round, is_right_round) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut mesh = Mesh::default();
            add_strip(&mut mesh, rect, Ends { is_left_round, is_right_round }, Color32::RED);
            assert!(mesh.is_valid());
            assert_eq!(mesh.calc_bounds(), rect);
        }
    }
}
