//! Parts side by side in the unit square.

/// Room round a part, in lengths of a tie.
const ROOM: f64 = 0.6;
/// Room at the edges of the unit square.
const MARGIN: f64 = 0.04;

/// Left, top, width and height.
type Box4 = [f64; 4];

fn box_of<'p>(places: impl Iterator<Item = &'p [f64; 2]>) -> Box4 {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for place in places {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis]);
            high[axis] = high[axis].max(place[axis]);
        }
    }
    if low[0] > high[0] { [0.0; 4] } else { [low[0], low[1], high[0] - low[0], high[1] - low[1]] }
}

/// Puts parts in rows, the largest first, and all of it into the unit square.
pub(super) fn side_by_side(places: &mut [[f64; 2]], parts: &[Vec<usize>]) {
    let refs: Vec<&Vec<usize>> = parts.iter().collect();
    shelve(places, &refs, [0.0, 0.0], 1.0, None);
    fit(places);
}

/// Puts parts that were drawn from nothing, with ties of length 1, below what is there already, with ties of `unit`.
pub(super) fn beside(places: &mut [[f64; 2]], fresh: &[&Vec<usize>], unit: f64) {
    if fresh.is_empty() {
        return;
    }
    let mut is_fresh = vec![false; places.len()];
    for node in fresh.iter().copied().flatten() {
        is_fresh[*node] = true;
    }
    let [left, top, width, height] = box_of(places.iter().zip(&is_fresh).filter(|(_, f)| !**f).map(|(place, _)| place));
    shelve(places, fresh, [left, top + height + ROOM * unit], unit, Some(width));
}

/// Puts parts in rows from `corner` on, their lengths times `unit`; rows are as wide as makes a square where no width is
/// given.
fn shelve(places: &mut [[f64; 2]], parts: &[&Vec<usize>], corner: [f64; 2], unit: f64, width: Option<f64>) {
    let boxes: Vec<Box4> = parts
        .iter()
        .map(|part| {
            let [left, top, width, height] = box_of(part.iter().map(|node| &places[*node]));
            [left, top, (width + 2.0 * ROOM) * unit, (height + 2.0 * ROOM) * unit]
        })
        .collect();
    let area: f64 = boxes.iter().map(|b| b[2] * b[3]).sum();
    let widest = boxes.iter().map(|b| b[2]).fold(0.0, f64::max);
    let width = width.unwrap_or_else(|| area.sqrt() * 1.1).max(widest);
    let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0);
    for (part, [left, top, part_width, part_height]) in parts.iter().zip(boxes) {
        if x > 0.0 && x + part_width > width + 1e-9 {
            (x, y, row_height) = (0.0, y + row_height, 0.0);
        }
        for node in *part {
            let place = &mut places[*node];
            place[0] = corner[0] + x + (place[0] - left + ROOM) * unit;
            place[1] = corner[1] + y + (place[1] - top + ROOM) * unit;
        }
        x += part_width;
        row_height = f64::max(row_height, part_height);
    }
}

/// Scales and moves everything into the middle of the unit square, keeping its proportions.
fn fit(places: &mut [[f64; 2]]) {
    let [left, top, width, height] = box_of(places.iter());
    let scale = (1.0 - 2.0 * MARGIN) / width.max(height).max(1e-9);
    // A single node has no extent: it stands in the middle.
    let scale = if width.max(height) < 1e-9 { 0.0 } else { scale };
    for place in places {
        place[0] = 0.5 + (place[0] - left - width / 2.0) * scale;
        place[1] = 0.5 + (place[1] - top - height / 2.0) * scale;
    }
}

/// Brings what left the unit square back: all together where nothing is pinned, else each node to the edge.
pub(super) fn fit_beside_pins(places: &mut [[f64; 2]], is_pinned: &[bool]) {
    let [left, top, width, height] = box_of(places.iter());
    let is_inside = left >= 0.0 && top >= 0.0 && left + width <= 1.0 && top + height <= 1.0;
    if is_inside {
        return;
    }
    if !is_pinned.contains(&true) {
        return fit(places);
    }
    for (place, _) in places.iter_mut().zip(is_pinned).filter(|(_, is_pinned)| !**is_pinned) {
        *place = place.map(|at| at.clamp(MARGIN / 2.0, 1.0 - MARGIN / 2.0));
    }
}
