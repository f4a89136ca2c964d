//! Where the names of nodes stand, so that none covers another name or node.
//!
//! Greedy, the most important first (Christensen, Marks & Shieber 1995, *ACM Transactions on Graphics* 14(3), section
//! 3.1): of the places around a node, the first of those that cross the fewest edges. A name that has no free place gets
//! one where a single other name can give way to it; else it is left out, and its node still says it.

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

/// With more names than this, none gives way to another.
const MAX_MOVED: usize = 100;

/// The area of each name, in the order of `nodes`; `None` for one that finds no place. `order` has the numbers of the
/// nodes, the most important first.
pub fn placed(nodes: &[Labelled], order: &[usize], edges: &[[Point; 2]], room: Area) -> Vec<Option<Area>> {
    let circle = |node: &Labelled| Area::new(node.center.x, node.center.y, 0.0, 0.0).grown(node.radius);
    let edges = if edges.len() <= MAX_EDGES { edges } else { &[] };
    let circles = nodes.iter().map(circle).collect();
    let mut names = Names { nodes, circles, edges, room, areas: vec![None; nodes.len()], placed: Vec::new() };
    let mut homeless = Vec::new();
    for number in order {
        match names.best(*number, None) {
            Some(area) => names.put(*number, area),
            None => homeless.push(*number),
        }
    }
    if order.len() <= MAX_MOVED {
        for number in homeless {
            names.squeeze_in(number);
        }
    }
    names.areas
}

/// Names that are being placed.
struct Names<'a> {
    nodes: &'a [Labelled],
    circles: Vec<Area>,
    edges: &'a [[Point; 2]],
    room: Area,
    areas: Vec<Option<Area>>,
    /// Numbers of the nodes whose names have a place.
    placed: Vec<usize>,
}

impl Names<'_> {
    fn put(&mut self, number: usize, area: Area) {
        if self.areas[number].replace(area).is_none() {
            self.placed.push(number);
        }
    }

    /// Whether a name may stand there as far as the room and the circles of others go.
    fn is_open(&self, number: usize, area: &Area) -> bool {
        let is_met = |(other, circle): (usize, &Area)| {
            other != number && self.nodes[other].is_kept_free && circle.overlaps(area)
        };
        self.is_in_room(area) && !self.circles.iter().enumerate().any(is_met)
    }

    fn is_in_room(&self, area: &Area) -> bool {
        let ends = [Point::new(area.x, area.y), Point::new(area.right(), area.bottom())];
        ends.into_iter().all(|end| self.room.contains(end))
    }

    /// Names other than that of `number` that stand in the way.
    fn in_the_way(&self, number: usize, area: &Area) -> impl Iterator<Item = usize> + use<'_> {
        let area = *area;
        let overlaps = move |other: &usize| self.areas[*other].is_some_and(|taken| taken.overlaps(&area));
        self.placed.iter().copied().filter(move |other| *other != number && overlaps(other))
    }

    /// The best free place for a name, which keeps off `besides` too.
    fn best(&self, number: usize, besides: Option<&Area>) -> Option<Area> {
        // What is far from all its places is not looked at again and again.
        let reach = reach(&self.nodes[number]);
        let circles =
            self.circles.iter().enumerate().filter(|(other, circle)| {
                *other != number && self.nodes[*other].is_kept_free && circle.overlaps(&reach)
            });
        let mut taken: Vec<Area> = circles.map(|(_, circle)| *circle).collect();
        taken.extend(self.in_the_way(number, &reach).filter_map(|other| self.areas[other]));
        taken.extend(besides);
        let is_free = |area: &Area| self.is_in_room(area) && !taken.iter().any(|other| other.overlaps(area));
        let n_crossed = |area: &Area| self.edges.iter().filter(|[a, b]| crosses(*a, *b, area)).count();
        // The first of those that are equal.
        candidates(&self.nodes[number]).into_iter().filter(is_free).min_by_key(n_crossed)
    }

    /// Finds a place for a name where one other can go elsewhere.
    fn squeeze_in(&mut self, number: usize) {
        for area in candidates(&self.nodes[number]) {
            let others: Vec<usize> = self.in_the_way(number, &area).take(2).collect();
            let [other] = *others else { continue };
            if !self.is_open(number, &area) {
                continue;
            }
            if let Some(elsewhere) = self.best(other, Some(&area)) {
                self.put(other, elsewhere);
                self.put(number, area);
                return;
            }
        }
    }
}

/// What holds all the places around a circle.
fn reach(node: &Labelled) -> Area {
    let (across, down) = (node.radius + 2.0 * NEAR + node.size.0, node.radius + NEAR + 1.6 * node.size.1);
    Area::new(node.center.x - across, node.center.y - down, 2.0 * across, 2.0 * down)
}

/// The places around a circle, the best first: below, above, at the sides, at the corners, shifted along the sides,
/// farther below and above.
fn candidates(node: &Labelled) -> [Area; 18] {
    let (Point { x, y }, r) = (node.center, node.radius + NEAR);
    let (w, h) = node.size;
    let (corner, far) = (r * 0.72, r + h * 0.6);
    let (middle, right, left) = (x - w / 2.0, x + r + NEAR, x - r - NEAR - w);
    [
        (middle, y + r),
        (middle, y - r - h),
        (right, y - h / 2.0),
        (left, y - h / 2.0),
        (x + corner, y + corner),
        (x - corner - w, y + corner),
        (x + corner, y - corner - h),
        (x - corner - w, y - corner - h),
        (x - w / 4.0, y + r),
        (x - w * 0.75, y + r),
        (x - w / 4.0, y - r - h),
        (x - w * 0.75, y - r - h),
        (right, y),
        (right, y - h),
        (left, y),
        (left, y - h),
        (middle, y + far),
        (middle, y - far - h),
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

    #[test]
    fn all_places_are_within_reach() {
        let node = Labelled { center: Point::new(50.0, 40.0), radius: 9.0, size: (60.0, 14.0), is_kept_free: true };
        let reach = reach(&node).grown(0.1);
        for area in candidates(&node) {
            assert!(
                reach.contains(Point::new(area.x, area.y)) && reach.contains(Point::new(area.right(), area.bottom()))
            );
        }
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
    fn a_name_gives_way_to_one_that_has_no_other_place() {
        let node = |x: f32, width: f32| Labelled {
            center: Point::new(x, 20.0),
            radius: 5.0,
            size: (width, 14.0),
            is_kept_free: true,
        };
        // There is room below alone: the short name comes first and takes what the long one needs.
        let room = Area::new(0.0, 12.0, 100.0, 40.0);
        let nodes = [node(20.0, 12.0), node(50.0, 96.0)];
        assert!(placed(&nodes[1..], &[0], &[], room)[0].is_some());
        let areas = placed(&nodes, &[0, 1], &[], room);
        assert!(areas.iter().all(Option::is_some), "{areas:?}");
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
