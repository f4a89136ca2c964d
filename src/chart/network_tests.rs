//! Tests of network pictures: facts about their geometry.

use super::*;
use proptest::prelude::*;

fn net(places: &[(f32, f32, usize)], ties: &[(usize, usize, f64)]) -> Net {
    let node = |(n, (x, y, statements)): (usize, &(f32, f32, usize))| NetNode {
        label: format!("Actor {n}"),
        place: Point::new(*x, *y),
        n: *statements,
        is_square: n % 3 == 2,
        hue: None,
    };
    let tie =
        |(a, b, weight): &(usize, usize, f64)| NetEdge { a: a % places.len(), b: b % places.len(), weight: *weight };
    Net {
        title: "Who stands together".to_owned(),
        nodes: places.iter().enumerate().map(node).collect(),
        edges: ties.iter().map(tie).collect(),
        at_least: NetScale::default(),
        signs: ["congruence".to_owned(), "conflict".to_owned()],
    }
}

proptest! {
    #[test]
    fn names_do_not_overlap_and_every_node_and_tie_has_a_mark(
        places in proptest::collection::vec((0.0f32..1.0, 0.0f32..1.0, 1usize..60), 1..40),
        ties in proptest::collection::vec((0usize..40, 0usize..40, -4.0f64..4.0), 0..60),
        focus in proptest::option::of(0usize..40),
    ) {
        let (width, height) = (640.0, 480.0);
        let mut net = net(&places, &ties);
        let own: Vec<Point> = net.nodes.iter().map(|node| node.place).collect();
        for (node, place) in net.nodes.iter_mut().zip(fitted(&own, net_area(width, height))) {
            node.place = place;
        }
        let focus = focus.filter(|focus| *focus < places.len());
        let chart = network(&net, focus, (width, height));
        let names: Vec<Area> = chart.drawing.shapes.iter()
            .filter(|shape| shape.mark.is_some() && matches!(shape.form, Form::Text(_)))
            .map(crate::chart::Shape::bounds).collect();
        for (n, one) in names.iter().enumerate() {
            prop_assert!(names[n + 1..].iter().all(|other| !one.overlaps(other)));
        }
        let n_of = |is_node: bool| chart.marks.iter().filter(|mark| matches!(mark, NetMark::Node(_)) == is_node).count();
        prop_assert_eq!((n_of(true), n_of(false)), (places.len(), ties.len()));
        for mark in 0..chart.marks.len() as u32 {
            prop_assert!(chart.drawing.title_of(mark).is_some());
        }
        for shape in &chart.drawing.shapes {
            let (bounds, room) = (shape.bounds(), chart.drawing.area().grown(1.0));
            prop_assert!(room.contains(Point::new(bounds.x, bounds.y)), "{shape:?}");
            prop_assert!(bounds.bottom() <= height, "{shape:?}");
            prop_assert!(room.contains(Point::new(bounds.right(), bounds.bottom())) || bounds.y > height - NET_FOOT, "{shape:?}");
        }
    }

    #[test]
    fn a_layout_fills_its_area_and_keeps_its_shape(
        places in proptest::collection::vec((-50.0f32..50.0, -9.0f32..9.0), 2..20)
    ) {
        let places: Vec<Point> = places.iter().map(|(x, y)| Point::new(*x, *y)).collect();
        let area = Area::new(10.0, 20.0, 300.0, 200.0);
        let fitted = fitted(&places, area);
        prop_assert!(fitted.iter().all(|place| area.grown(0.1).contains(*place)));
        let (own, now) = (Area::around(places.iter().copied()), Area::around(fitted.iter().copied()));
        prop_assume!(own.width > 0.1 && own.height > 0.1);
        prop_assert!((now.width / own.width - now.height / own.height).abs() < 0.01 * now.width / own.width);
        prop_assert!((now.width - area.width).abs() < 0.1 || (now.height - area.height).abs() < 0.1);
    }
}

#[test]
fn sign_is_told_by_colour_and_line_and_weight_by_width() {
    let net = net(&[(50.0, 50.0, 3), (150.0, 50.0, 9), (100.0, 150.0, 1)], &[(0, 1, 1.0), (1, 2, -4.0), (0, 2, 2.0)]);
    let chart = network(&net, None, (300.0, 250.0));
    let line = |number: usize| {
        let mark = chart.marks.iter().position(|mark| *mark == NetMark::Edge(number)).expect("a mark") as u32;
        let shape = chart.drawing.shapes.iter().find(|shape| shape.mark == Some(mark)).expect("a shape");
        let Form::Lines { line, .. } = &shape.form else { panic!("{shape:?}") };
        *line
    };
    let [agree, differ, agree_more] = [0, 1, 2].map(line);
    assert_eq!((agree.style, differ.style), (LineStyle::Solid, LineStyle::Dashed));
    assert_ne!(agree.paint.ink, differ.paint.ink);
    assert!(agree.width < agree_more.width && agree_more.width < differ.width);
    assert!(chart.drawing.shapes.iter().any(|shape| shape.title == "Actor 1 and Actor 2: conflict 4"));
    let order: Vec<_> = chart.marks.iter().take(3).collect();
    assert_eq!(order, [&NetMark::Edge(0), &NetMark::Edge(2), &NetMark::Edge(1)], "the strongest lies on top");
}

#[test]
fn one_node_alone_and_none_at_all_are_drawn() {
    assert!(network(&Net::default(), None, (300.0, 200.0)).marks.is_empty());
    let place = fitted(&[Point::new(7.0, 7.0)], net_area(300.0, 200.0))[0];
    assert!(net_area(300.0, 200.0).contains(place));
}

#[test]
fn the_circles_of_the_legend_rise_with_their_statements_also_beside_larger_pictures() {
    let mut net = net(&[(10.0, 10.0, 45), (200.0, 100.0, 50)], &[(0, 1, 1.0)]);
    net.at_least = NetScale { most: 86, strongest: 4.0 };
    let circles: Vec<f32> = net_legend(&net, (640.0, 480.0))
        .shapes
        .iter()
        .filter_map(|shape| match shape.form {
            Form::Circle { radius, .. } => Some(radius),
            _ => None,
        })
        .collect();
    let drawn = network(&net, None, (640.0, 480.0)).drawing;
    let nodes: Vec<f32> = drawn
        .shapes
        .iter()
        .filter_map(|shape| match shape.form {
            Form::Circle { radius, .. } if shape.mark.is_some() => Some(radius),
            _ => None,
        })
        .collect();
    assert_eq!(circles.len(), 2);
    assert!(circles[0] < circles[1], "45 and 86 statements: {circles:?}");
    let is_drawn = nodes.iter().any(|radius| (circles[0] - radius).abs() < 1e-4);
    assert!(is_drawn, "the circle of 45 is as large as the node: {circles:?} {nodes:?}");
}
