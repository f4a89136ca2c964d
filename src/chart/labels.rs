//! Where the names of nodes stand, so that none covers another name or node.
//!
//! Greedy, the most important first (Christensen, Marks & Shieber 1995, *ACM Transactions on Graphics* 14(3), section
//! 3.1): of the places around a node, the first of those that cross the fewest edges. A name that has no free place is
//! left out; its node still says it.

use super::{Area, Point};

/// A circle that wants a name beside it.
#[derive(Clone, Copy, Debug)]
pub struct Labelled {
    /// Middle of the circle.
    pub center: Point,
    /// Its radius.
    pub radius: f32,
    /// Width and height of the name.
    pub size: (f32, f32),
    /// Whether names keep off the circle.
    pub is_kept_free: bool,
}

/// Between a circle and its name.
const NEAR: f32 = 2.0;
/// With more edges than this, what a name crosses is not looked at.
const MAX_EDGES: usize = 600;

/// The area of each name, in the order of `nodes`; `None` for one that finds no place. `order` has the numbers of the
/// nodes, the most important first.
pub fn placed(nodes: &[Labelled], order: &[usize], edges: &[[Point; 2]], room: Area) -> Vec<Option<Area>> {
    let circles: Vec<Area> =
        nodes.iter().map(|node| Area::new(node.center.x, node.center.y, 0.0, 0.0).grown(node.radius)).collect();
    let edges = if edges.len() <= MAX_EDGES { edges } else { &[] };
    let mut areas: Vec<Option<Area>> = vec![None; nodes.len()];
    let mut taken: Vec<Area> = Vec::with_capacity(nodes.len());
    for number in order {
        let is_free = |area: &Area| {
            room.contains(Point::new(area.x, area.y))
                && room.contains(Point::new(area.right(), area.bottom()))
                && !taken.iter().any(|other| other.overlaps(area))
                && !circles
                    .iter()
                    .enumerate()
                    .any(|(other, circle)| other != *number && nodes[other].is_kept_free && circle.overlaps(area))
        };
        let free = candidates(&nodes[*number]).into_iter().filter(is_free);
        let n_crossed = |area: &Area| edges.iter().filter(|[a, b]| crosses(*a, *b, area)).count();
        // The first of those that are equal.
        if let Some(best) = free.min_by_key(n_crossed) {
            areas[*number] = Some(best);
            taken.push(best);
        }
    }
    areas
}

/// The places around a circle, the best first: below, above, at the sides, at the corners, farther below and above.
fn candidates(node: &Labelled) -> [Area; 10] {
    let (Point { x, y }, r) = (node.center, node.radius + NEAR);
    let (w, h) = node.size;
    let (corner, far) = (r * 0.72, r + h * 0.6);
    [
        (x - w / 2.0, y + r),
        (x - w / 2.0, y - r - h),
        (x + r + NEAR, y - h / 2.0),
        (x - r - NEAR - w, y - h / 2.0),
        (x + corner, y + corner),
        (x - corner - w, y + corner),
        (x + corner, y - corner - h),
        (x - corner - w, y - corner - h),
        (x - w / 2.0, y + far),
        (x - w / 2.0, y - far - h),
    ]
    .map(|(left, top)| Area::new(left, top, w, h))
}

/// Whether the straight line from `a` to `b` meets `area` (Liang & Barsky 1984).
pub(super) fn crosses(a: Point, b: Point, area: &Area) -> bool {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0f32, 1.0f32);
    for (step, gap) in [(-dx, a.x - area.x), (dx, area.right() - a.x), (-dy, a.y - area.y), (dy, area.bottom() - a.y)] {
        if step == 0.0 {
            if gap < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(gap / step);
        } else {
            leave = leave.min(gap / step);
        }
    }
    enter <= leave
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_crosses_what_it_meets() {
        let area = Area::new(10.0, 10.0, 10.0, 10.0);
        let at = Point::new;
        assert!(crosses(at(0.0, 0.0), at(30.0, 30.0), &area) && crosses(at(15.0, 0.0), at(15.0, 40.0), &area));
        assert!(crosses(at(12.0, 12.0), at(13.0, 13.0), &area), "inside of it");
        assert!(!crosses(at(0.0, 0.0), at(9.0, 9.0), &area) && !crosses(at(0.0, 25.0), at(40.0, 25.0), &area));
        assert!(!crosses(at(0.0, 15.0), at(15.0, 0.0), &Area::new(10.0, 10.0, 5.0, 5.0)));
    }

    proptest! {
        #[test]
        fn no_name_covers_another_or_a_node(
            nodes in proptest::collection::vec((0.0f32..400.0, 0.0f32..300.0, 3.0f32..16.0, 10.0f32..90.0), 1..40)
        ) {
            let nodes: Vec<Labelled> = nodes.iter().map(|(x, y, radius, width)| Labelled {
                center: Point::new(*x, *y), radius: *radius, size: (*width, 14.0), is_kept_free: true,
            }).collect();
            let order: Vec<usize> = (0..nodes.len()).collect();
            let edges: Vec<[Point; 2]> = nodes.windows(2).map(|pair| [pair[0].center, pair[1].center]).collect();
            let room = Area::new(0.0, 0.0, 400.0, 300.0);
            let areas = placed(&nodes, &order, &edges, room);
            for (n, area) in areas.iter().enumerate().filter_map(|(n, area)| Some((n, (*area)?))) {
                prop_assert!(room.grown(0.1).contains(Point::new(area.right(), area.bottom())));
                prop_assert!(areas[n + 1..].iter().flatten().all(|other| !other.overlaps(&area)));
                for (other, node) in nodes.iter().enumerate().filter(|(other, _)| *other != n) {
                    let circle = Area::new(node.center.x, node.center.y, 0.0, 0.0).grown(node.radius);
                    prop_assert!(!circle.overlaps(&area), "{n} covers {other}");
                }
            }
        }
    }

    #[test]
    fn a_lone_name_stands_below_and_the_most_important_comes_first() {
        let node =
            |x: f32, y: f32| Labelled { center: Point::new(x, y), radius: 8.0, size: (40.0, 14.0), is_kept_free: true };
        let room = Area::new(0.0, 0.0, 200.0, 100.0);
        assert_eq!(placed(&[node(50.0, 50.0)], &[0], &[], room), [Some(Area::new(30.0, 60.0, 40.0, 14.0))]);
        let close = [node(100.0, 50.0), node(104.0, 50.0)];
        let areas = placed(&close, &[1, 0], &[], room);
        assert_eq!(areas[1].map(|area| area.y), Some(60.0), "the one that comes first stands below");
        assert!(areas[0].is_some_and(|area| area.y < 50.0), "the other above");
    }
}
