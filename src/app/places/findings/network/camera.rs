//! From places in the unit square to points of the window, and back.

use crate::analysis::network::layout::Place;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Room for labels at the edges, where there is much; a tenth where there is little.
const MARGIN: Vec2 = vec2(72.0, 40.0);
/// How much further apart things may be across than down, or the other way round, to fill the room.
const MOST_STRETCHED: f32 = 1.8;
/// How far one can zoom in and out.
const ZOOMS: std::ops::RangeInclusive<f32> = 0.2..=24.0;

/// What of the drawing is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// 1 where everything just fits.
    pub zoom: f32,
    /// How far everything is moved, in points.
    pub pan: Vec2,
}

impl Default for Camera {
    fn default() -> Self {
        Self { zoom: 1.0, pan: Vec2::ZERO }
    }
}

/// Where a drawing stands in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// The room it has.
    pub room: Rect,
    /// The corners of what just fits, in the unit square.
    bounds: [Place; 2],
    /// What of it is in view.
    pub camera: Camera,
}

/// The smallest rectangle around places; the middle where there are none.
pub fn bounds_of(places: impl Iterator<Item = Place>) -> [Place; 2] {
    let grow = |bounds: Option<[Place; 2]>, place: Place| {
        let [low, high] = bounds.unwrap_or([place, place]);
        Some([[low[0].min(place[0]), low[1].min(place[1])], [high[0].max(place[0]), high[1].max(place[1])]])
    };
    places.fold(None, grow).unwrap_or([[0.5; 2]; 2])
}

impl Sight {
    /// What `camera` sees of places within `bounds`.
    pub const fn new(room: Rect, bounds: [Place; 2], camera: Camera) -> Self {
        Self { room, bounds, camera }
    }

    /// The same seen by another camera.
    #[must_use]
    pub const fn seen_by(self, camera: Camera) -> Self {
        Self { camera, ..self }
    }

    /// Points of the window to a unit of the square, across and down, before zooming.
    fn scale(&self) -> Vec2 {
        let [low, high] = self.bounds;
        let free = self.free();
        let scale = vec2(free.x / (high[0] - low[0]).max(1e-3), free.y / (high[1] - low[1]).max(1e-3));
        let least = scale.min_elem();
        scale.min(Vec2::splat(least * MOST_STRETCHED))
    }

    /// The room without its edges.
    fn free(&self) -> Vec2 {
        let margin = MARGIN.min(0.1 * self.room.size()).max(vec2(56.0, 18.0));
        (self.room.size() - 2.0 * margin).max(vec2(24.0, 24.0))
    }

    fn middle(&self) -> Place {
        let [low, high] = self.bounds;
        [f32::midpoint(low[0], high[0]), f32::midpoint(low[1], high[1])]
    }

    /// Where in the window a place is.
    pub fn point(&self, place: Place) -> Pos2 {
        let (scale, middle) = (self.scale() * self.camera.zoom, self.middle());
        let center = self.room.center() + self.camera.pan;
        pos2(center.x + (place[0] - middle[0]) * scale.x, center.y + (place[1] - middle[1]) * scale.y)
    }

    /// The place that is at a point of the window.
    pub fn place(&self, point: Pos2) -> Place {
        let (scale, middle) = (self.scale() * self.camera.zoom, self.middle());
        let from = point - self.room.center() - self.camera.pan;
        [middle[0] + from.x / scale.x, middle[1] + from.y / scale.y]
    }

    /// The camera that sees `factor` times as near, with the same under `pointer`.
    pub fn zoomed(&self, factor: f32, pointer: Pos2) -> Camera {
        let zoom = (self.camera.zoom * factor).clamp(*ZOOMS.start(), *ZOOMS.end());
        let from = pointer - self.room.center();
        Camera { zoom, pan: from - (from - self.camera.pan) * (zoom / self.camera.zoom) }
    }

    /// The camera that sees all of `bounds`, as large as may be.
    pub fn fitted(&self, bounds: [Place; 2]) -> Camera {
        let plain = Self { camera: Camera::default(), ..*self };
        let seen = Rect::from_two_pos(plain.point(bounds[0]), plain.point(bounds[1]));
        let free = self.free();
        let size = seen.size().max(vec2(1.0, 1.0));
        let zoom = (free / size).min_elem().clamp(*ZOOMS.start(), 3.0);
        Camera { zoom, pan: (self.room.center() - seen.center()) * zoom }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight(camera: Camera) -> Sight {
        let room = Rect::from_min_size(pos2(20.0, 100.0), vec2(800.0, 400.0));
        Sight::new(room, [[0.1, 0.2], [0.9, 0.6]], camera)
    }

    #[test]
    fn a_point_is_the_point_of_its_place() {
        for camera in [Camera::default(), Camera { zoom: 3.0, pan: vec2(40.0, -7.0) }] {
            let sight = sight(camera);
            let point = sight.point([0.3, 0.5]);
            let place = sight.place(point);
            assert!((place[0] - 0.3).abs() < 1e-5 && (place[1] - 0.5).abs() < 1e-5, "{place:?}");
        }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let before = sight(Camera { zoom: 1.5, pan: vec2(10.0, 5.0) });
        let pointer = pos2(200.0, 310.0);
        let place = before.place(pointer);
        let after = Sight { camera: before.zoomed(1.7, pointer), ..before };
        assert!(after.point(place).distance(pointer) < 0.01);
    }

    #[test]
    fn all_of_it_is_in_view_and_fits() {
        let sight = sight(Camera { zoom: 9.0, pan: vec2(500.0, 5.0) });
        let sight = Sight { camera: sight.fitted([[0.2, 0.3], [0.5, 0.9]]), ..sight };
        for place in [[0.2, 0.3], [0.5, 0.9]] {
            assert!(sight.room.contains(sight.point(place)), "{:?}", sight.point(place));
        }
    }
}
