//! The network view, driven by accessible name: every tie and node opens the passages that were counted for it, nodes
//! stand where the same statements put them, and files hold what is shown.

use crate::program::standpoint;
use crate::world::{Driver, World};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use standpoint::analysis::StatementTable;
use standpoint::analysis::network::{Duplicates, Network, network};
use standpoint::app::place::Place;
use standpoint::app::places::findings::network::{Kind, NetworkView, Shows};
use standpoint::exchange::{NetworkFormat, write_network};

const NONE: Modifiers = Modifiers::NONE;

/// The window with the network shown.
fn at_network(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num3);
    user.key(NONE, Key::Num4);
    assert!(user.shows("Counted: "), "the network is shown");
    user
}

fn view(user: &mut Driver) -> &mut NetworkView {
    user.harness.state_mut().places.findings.network()
}

/// Chooses an option of a pill.
fn choose(user: &mut Driver, pill: &str, option: &str) {
    user.click(&format!("{pill}: "));
    user.click(option);
}

/// Names of all controls that `is_meant` holds of.
fn names(user: &Driver, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let name = |node: &AccessKitNode<'_>| node.label().filter(|label| is_meant(label));
    let found = user.harness.query_all_by(|node| name(node).is_some());
    let mut names: Vec<String> = found.filter_map(|node| name(&node.accesskit_node())).collect();
    names.sort();
    names.dedup();
    names
}

/// Names of the ties in view, such as `Ann and Bob: +3`.
fn ties(user: &Driver) -> Vec<String> {
    let is_tie = |name: &str| {
        let weight = name.rsplit_once(": ").map(|(_, weight)| weight.replace('−', "-"));
        name.contains(" and ")
            && !name.starts_with("Tie ")
            && weight.is_some_and(|weight| weight.parse::<f64>().is_ok())
    };
    names(user, is_tie)
}

/// The rows of the passages that are shown.
fn shown_rows(user: &Driver) -> Vec<u32> {
    let session = user.session();
    let table = StatementTable::new(session.corpus());
    let query = &user.window().places.passages.query;
    let rows = query.on(&table, session.corpus()).expect("what is opened is a query");
    rows.rows().map(|row| row as u32).collect()
}

/// The network that the view shows, worked out here.
fn found(user: &mut Driver) -> Network {
    let request = view(user).choices.request();
    let table = StatementTable::new(user.session().corpus());
    let query = user.harness.state_mut().places.findings.base().query().clone();
    let rows = query.on(&table, user.session().corpus()).expect("a query");
    network(&table, &rows, &request)
}

/// Opens every tie and node in view and holds what Passages shows against what was counted.
fn open_everything(user: &mut Driver, at_least: usize) {
    let network = found(user);
    let mut n_opened = 0;
    let open = |user: &mut Driver, name: &str, rows: &[u32]| {
        user.click(name);
        assert_eq!(user.window().place, Place::Passages, "{name}");
        assert_eq!(shown_rows(user), rows, "{name}: {}", user.window().places.passages.query);
        user.key(Modifiers::COMMAND, Key::Num3);
    };
    for tie in ties(user) {
        let of_tie = |edge: &&standpoint::analysis::network::Edge| {
            let (a, b) = (&network.nodes[edge.a].label, &network.nodes[edge.b].label);
            tie.starts_with(&format!("{a} and {b}: "))
        };
        let edge = network.edges.iter().find(of_tie).expect("a tie of the network");
        open(user, &tie, &network.behind_edge(edge).rows);
        n_opened += 1;
    }
    let nodes = names(user, |name| name.ends_with(" statements") || name.ends_with(" statement"));
    for name in nodes {
        let label = name.strip_prefix("theme ").unwrap_or(&name).rsplit_once(": ").expect("a name and a number").0;
        let Some(node) = network.nodes.iter().position(|node| node.label == label) else { continue };
        open(user, &name, &network.behind_node(node).rows);
        n_opened += 1;
    }
    assert!(n_opened >= at_least, "{n_opened} opened");
}

fn pointer(user: &mut Driver, at: Pos2, pressed: bool) {
    user.harness.event(Event::PointerMoved(at));
    let button = PointerButton::Primary;
    user.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: NONE });
    user.harness.step();
}

fn drag(user: &mut Driver, from: Pos2, to: Pos2) {
    pointer(user, from, true);
    for part in [0.3, 0.7, 1.0] {
        user.harness.hover_at(from + (to - from) * part);
        user.harness.step();
    }
    pointer(user, to, false);
    user.settle();
}

fn place_of(user: &mut Driver, label: &str) -> Pos2 {
    user.settle();
    view(user).seen_at(label).unwrap_or_else(|| panic!("{label} is not drawn"))
}

#[test]
fn every_tie_and_node_opens_the_passages_counted_for_it() {
    let world = World::sample();
    let mut user = at_network(&world);
    open_everything(&mut user, 20);
}

#[test]
fn so_it_is_for_actors_and_themes_with_some_left_out() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Network", "Who on which theme");
    open_everything(&mut user, 20);
    choose(&mut user, "Tie", "Statements");
    choose(&mut user, "Who", "Organisation");
    let (actor, theme) = {
        let network = found(&mut user);
        (network.nodes[0].value.clone(), network.nodes.last().expect("a theme").value.clone())
    };
    view(&mut user).choices.asked.excluded = vec![actor, theme];
    view(&mut user).choices.asked.duplicates = Duplicates::PerDocument;
    user.settle();
    open_everything(&mut user, 15);
    user.key(NONE, Key::Slash);
    user.type_text("coder:coder-1");
    user.key(NONE, Key::Escape);
    open_everything(&mut user, 10);
}

#[test]
fn a_number_of_statements_is_the_number_of_passages() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Network", "Who on which theme");
    choose(&mut user, "Tie", "Statements");
    for tie in ties(&user).into_iter().take(8) {
        let n: usize = tie.rsplit_once(": ").and_then(|(_, n)| n.parse().ok()).expect("a number");
        user.click(&tie);
        assert_eq!(shown_rows(&user).len(), n, "{tie}");
        user.key(Modifiers::COMMAND, Key::Num3);
    }
}

#[test]
fn a_window_of_time_opens_what_lies_in_it() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Network", "Who on which theme");
    choose(&mut user, "Tie", "Statements");
    user.click("Time: All together");
    user.click("A window of time that moves");
    user.key(NONE, Key::Escape);
    assert!(user.shows("1 of "));
    let (mut n_ties, mut n_windows) = (0, 0);
    while user.shows(&format!("{} of ", n_windows + 1)) && n_windows < 12 {
        for tie in ties(&user).into_iter().take(4) {
            let n: usize = tie.rsplit_once(": ").and_then(|(_, n)| n.parse().ok()).expect("a number");
            user.click(&tie);
            assert_eq!(shown_rows(&user).len(), n, "{tie}: {}", user.window().places.passages.query);
            user.key(Modifiers::COMMAND, Key::Num3);
            n_ties += 1;
        }
        n_windows += 1;
        user.click("Later window");
    }
    assert!(n_windows >= 4, "{n_windows} years");
    assert!(!user.shows("No tie in 20"));
    view(&mut user).choices.asked.threshold = 500.0;
    user.settle();
    assert!(user.shows("is as strong as 500; without a threshold there would be "), "not that the window is short");
    user.click("Show all ties");
    assert!(!user.shows("No tie in 20"));
    assert!(n_ties >= 8, "{n_ties}");
}

#[test]
fn what_is_left_out_comes_back() {
    let world = World::sample();
    let mut user = at_network(&world);
    let name = names(&user, |name| name.starts_with("Wes Streeting: ")).pop().expect("drawn");
    let place = place_of(&mut user, "Matthew Taylor");
    user.get(&name).focus();
    user.settle();
    user.key(NONE, Key::Delete);
    assert!(!user.shows("Wes Streeting: "), "left out");
    assert!(user.shows(" excluded"), "and said so");
    assert_eq!(place_of(&mut user, "Matthew Taylor"), place, "nothing else moves");
    user.click("Left out: 1");
    user.click("Wes Streeting");
    user.key(NONE, Key::Escape);
    assert!(user.shows("Wes Streeting: "), "back again");
}

#[test]
fn weak_ties_are_hidden_and_move_nothing() {
    let world = World::sample();
    let mut user = at_network(&world);
    let place = place_of(&mut user, "Matthew Taylor");
    let n_before = found(&mut user).edges.len();
    user.get("Ties from this weight").focus();
    user.settle();
    for _ in 0..12 {
        user.key(NONE, Key::ArrowRight);
    }
    let threshold = view(&mut user).choices.asked.threshold;
    assert!(threshold >= 10.0, "{threshold}");
    let after = found(&mut user);
    assert!(after.edges.len() < n_before && after.edges.iter().all(|edge| edge.strength() >= threshold));
    assert!(user.shows(&format!("are not shown ({} ties)", n_before - after.edges.len())));
    assert_eq!(place_of(&mut user, "Matthew Taylor"), place);
}

#[test]
fn an_edit_and_its_undo_are_followed_in_the_next_frame() {
    let world = World::sample();
    let mut user = at_network(&world);
    let (before, place) = (ties(&user), place_of(&mut user, "Sajid Javid"));
    assert!(!user.shows("without a theme"));
    user.key(Modifiers::COMMAND, Key::Num1);
    user.select("Leaders will be pleased to hear");
    user.key(NONE, Key::Enter);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(user.shows("1 without a theme"), "a statement more");
    user.key(Modifiers::COMMAND, Key::Z);
    user.key(Modifiers::COMMAND, Key::Num3);
    assert!(!user.shows("without a theme"));
    assert_eq!((ties(&user), place_of(&mut user, "Sajid Javid")), (before, place));
}

#[test]
fn the_same_statements_give_the_same_picture_and_a_moved_node_stays() {
    let world = World::sample();
    let mut one = at_network(&world);
    let labels: Vec<String> = found(&mut one).nodes.into_iter().map(|node| node.label).collect();
    assert!(labels.len() > 8);
    let places = |user: &mut Driver| labels.iter().map(|label| place_of(user, label)).collect::<Vec<_>>();
    let before = places(&mut one);
    drop(one);
    let mut one = at_network(&world);
    assert_eq!(places(&mut one), before);
    let from = place_of(&mut one, "Wes Streeting");
    let beside = place_of(&mut one, "Sajid Javid");
    drag(&mut one, from, from + vec2(-60.0, 30.0));
    let moved = place_of(&mut one, "Wes Streeting");
    assert!(moved.distance(from + vec2(-60.0, 30.0)) < 2.0, "{from} to {moved}");
    assert_eq!(place_of(&mut one, "Sajid Javid"), beside);
    assert_eq!(one.window().place, Place::Findings, "a drag is no click");
    one.click("Lay out again");
    assert!(place_of(&mut one, "Wes Streeting").distance(from) < 1.0, "let go");
}

#[test]
fn the_drawing_is_moved_zoomed_and_fitted() {
    let world = World::sample();
    let mut user = at_network(&world);
    let labels = ["Wes Streeting", "Matthew Taylor"];
    let [a, b] = labels.map(|label| place_of(&mut user, label));
    user.click("Nearer");
    let [c, d] = labels.map(|label| place_of(&mut user, label));
    assert!(c.distance(d) > 1.2 * a.distance(b));
    user.key(NONE, Key::Minus);
    let [c, d] = labels.map(|label| place_of(&mut user, label));
    assert!((c.distance(d) - a.distance(b)).abs() < 1.0);
    user.key(NONE, Key::F);
    let network = found(&mut user);
    for node in &network.nodes {
        let at = place_of(&mut user, &node.label);
        assert!((0.0..1280.0).contains(&at.x) && (0.0..800.0).contains(&at.y), "{} at {at}", node.label);
    }
}

#[test]
fn the_matrix_has_every_pair_twice_and_opens_it() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Show", "Matrix");
    let figure = names(&user, |name| name.starts_with("Matthew Taylor, Andrew Goodall: ")).pop().expect("a figure");
    let turned = names(&user, |name| name.starts_with("Andrew Goodall, Matthew Taylor: ")).pop().expect("a figure");
    assert_eq!(figure.rsplit_once(": ").map(|x| x.1), turned.rsplit_once(": ").map(|x| x.1));
    let network = found(&mut user);
    let node = |label: &str| network.nodes.iter().position(|node| node.label == label).expect("a node");
    let edge = network.edge_between(node("Matthew Taylor"), node("Andrew Goodall")).expect("a tie");
    user.click(&figure);
    assert_eq!(shown_rows(&user), network.behind_edge(edge).rows);
}

#[test]
fn choices_are_remembered_for_the_corpus() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Network", "Who on which theme");
    choose(&mut user, "Show", "Both");
    user.settle();
    let chosen = view(&mut user).choices.clone();
    assert_eq!((chosen.kind, chosen.shows), (Kind::ActorsAndThemes, Shows::Both));
    user.harness.state_mut().memory.save();
    drop(user);
    let mut again = at_network(&world);
    assert_eq!(view(&mut again).choices, chosen);
}

#[test]
fn files_hold_the_network_that_is_shown() {
    let world = World::sample();
    let mut user = at_network(&world);
    view(&mut user).choices.asked.threshold = 5.0;
    user.settle();
    let network = found(&mut user);
    for (form, format) in [
        ("Network (GraphML)", NetworkFormat::GraphMl),
        ("Ties (CSV)", NetworkFormat::EdgesCsv),
        ("Matrix (CSV)", NetworkFormat::MatrixCsv),
    ] {
        let file = world.beside(&format!("out-{}.{}", format.name(), format.ending()));
        user.click("Export…");
        user.click(&format!("{form}…"));
        user.click("File to write");
        user.key(Modifiers::COMMAND, Key::A);
        user.type_text(&file.display().to_string());
        user.click("Export to this file");
        user.wait_until("the file is written", |_| file.exists());
        let mut wanted = Vec::new();
        write_network(&network, format, &mut wanted).expect("writes");
        let written = std::fs::read(&file).expect("is there");
        assert_eq!(written, wanted, "{form}");
        let by_command = world.beside(&format!("cli-{}.{}", format.name(), format.ending()));
        let table: &[&str] = if format == NetworkFormat::MatrixCsv { &["--table", "matrix"] } else { &[] };
        let choices = [&["--relation", "difference", "--threshold", "5"], table, &["--to"]].concat();
        standpoint(["network"]).arg(world.root()).args(&choices).arg(&by_command).ends_with(0);
        assert_eq!(std::fs::read(&by_command).expect("is there"), written, "{form}, by the command line");
        user.key(NONE, Key::Escape);
    }
}

#[test]
fn the_picture_is_of_the_matrix_where_the_matrix_is_shown() {
    let world = World::sample();
    let mut user = at_network(&world);
    choose(&mut user, "Show", "Matrix");
    let file = world.beside("matrix.svg");
    user.click("Export…");
    user.click("Picture (SVG)…");
    user.click("File to write");
    user.key(Modifiers::COMMAND, Key::A);
    user.type_text(&file.display().to_string());
    user.click("Export to this file");
    user.wait_until("the file is written", |_| file.exists());
    let picture = std::fs::read_to_string(&file).expect("is there");
    assert!(picture.contains("Matthew Taylor, NHS Confederation, ") && picture.contains("Counted: "), "{picture}");
    assert!(!picture.contains("<circle"), "it is a drawing");
}

#[test]
fn without_a_tie_it_says_what_to_do() {
    let world = World::new(&[("a.txt", "We support this plan. We oppose that plan.\n")]);
    let mut user = world.window("coder-1");
    user.select("We support this plan.");
    user.key(NONE, Key::Enter);
    user.key(Modifiers::COMMAND, Key::Num3);
    user.key(NONE, Key::Num4);
    assert!(user.shows("No tie yet. Two speakers are tied when"));
    user.click("Show who speaks on which theme");
    assert!(user.shows("A statement ties a speaker to a theme when"));
}
