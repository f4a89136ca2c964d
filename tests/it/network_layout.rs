//! A large network is laid out behind the window: this answers meanwhile, tells how far it is, and can stop it.

use crate::world::{Driver, World};
use egui::{Key, Modifiers, Pos2};
use standpoint::app::place::Place;
use standpoint::app::places::findings::network::NetworkView;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{
    Coder, DocPath, SetKey, Speaker, SpeakerId, SpeakerKind, Statement, StatementId, Theme, ThemeId,
};
use standpoint::session::Change;
use standpoint::text::Span;
use std::sync::Arc;

const NONE: Modifiers = Modifiers::NONE;
/// More than are laid out at once.
const CROWD: usize = 260;
const THEMES: usize = 40;
/// What is said while they are laid out: how many they are, and how far it is.
const UNDER_WAY: &str = "Laying out 2";

/// The window with statements of a crowd, the network not yet shown.
fn with_crowd(world: &World) -> Driver {
    let mut user = world.window("coder-1");
    let session = user.harness.state_mut().session.as_mut().expect("a corpus is open");
    let document = session.corpus().documents()[0].path.clone();
    let edits = (0..THEMES).map(theme).chain((0..CROWD).map(speaker));
    let statements = (0..2 * CROWD).map(|n| statement(n, &document));
    let edits = Edit::Batch(edits.chain(statements).collect());
    session.apply(Change::new("a crowd speaks", edits, Focus::default())).expect("fits");
    user.key(Modifiers::COMMAND, Key::Num3);
    user.settle();
    user
}

fn theme(n: usize) -> Edit {
    let id = ThemeId::new(format!("cause-{n}"));
    let theme = Theme { id: id.clone(), name: format!("Cause {n}"), ..Theme::default() };
    Edit::Theme { id, value: Some((usize::MAX, theme)) }
}

fn speaker(n: usize) -> Edit {
    let id = SpeakerId::new(format!("citizen-{n}"));
    let (name, kind) = (format!("Citizen {n}"), SpeakerKind::Person);
    let (aliases, affiliations, note) = (Vec::new(), Vec::new(), String::new());
    let speaker = Speaker { id: id.clone(), name, kind, aliases, affiliations, note, key: None };
    Edit::Speaker { id, value: Some((usize::MAX, speaker)) }
}

/// Each citizen speaks twice, on two themes.
fn statement(n: usize, document: &DocPath) -> Edit {
    let id = StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_9000 << 48 | n as u128));
    let theme = if n < CROWD { n % THEMES } else { (n * 7 + n / 11) % THEMES };
    let statement = Statement {
        id,
        spans: vec![Span::new(0, 3)],
        speakers: vec![SpeakerId::new(format!("citizen-{}", n % CROWD)).into()],
        theme: Some(format!("cause-{theme}").as_str().into()),
        stance: Some(if n.is_multiple_of(3) { "opposes" } else { "supports" }.into()),
        note: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        is_unsure: false,
        modified: None,
    };
    let set = SetKey::new(Coder::from("coder-1"), document.clone());
    Edit::Statement { set, id, value: Some(Arc::new(statement)) }
}

fn view(user: &mut Driver) -> &mut NetworkView {
    user.harness.state_mut().places.findings.network()
}

fn is_drawn(user: &mut Driver) -> bool {
    view(user).seen_at("Citizen 0").is_some()
}

/// Where the citizens stand once they are laid out.
fn places(user: &mut Driver) -> Vec<Pos2> {
    let begun = std::time::Instant::now();
    while user.shows(UNDER_WAY) || !is_drawn(user) {
        assert!(begun.elapsed() < 3 * crate::world::PATIENCE, "is laid out");
        user.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    user.settle();
    (0..CROWD).filter_map(|n| view(user).seen_at(&format!("Citizen {n}"))).collect()
}

#[test]
fn the_window_answers_while_a_network_is_laid_out_and_gives_the_same_picture_again() {
    let world = World::sample();
    let mut one = with_crowd(&world);
    one.key(NONE, Key::Num4);
    assert!(one.shows(UNDER_WAY) && !is_drawn(&mut one), "it goes on behind the window");
    one.key(Modifiers::COMMAND, Key::Num1);
    assert_eq!(one.window().place, Place::Code, "other places answer");
    one.key(Modifiers::COMMAND, Key::Num3);
    let before = places(&mut one);
    assert!(before.len() > 200 && !one.shows(UNDER_WAY));
    drop(one);
    let world = World::sample();
    let mut again = with_crowd(&world);
    again.key(NONE, Key::Num4);
    assert_eq!(places(&mut again), before, "the same statements, the same picture");
}

#[test]
fn laying_out_is_cancelled_said_so_and_taken_up_again() {
    let world = World::sample();
    let mut user = with_crowd(&world);
    user.key(NONE, Key::Num4);
    user.click("Cancel");
    assert!(!user.shows(UNDER_WAY), "nothing goes on");
    assert!(user.shows("Laying out was stopped: nodes stand in a ring."));
    let ring = places(&mut user);
    let center = ring.iter().fold(egui::Vec2::ZERO, |sum, at| sum + at.to_vec2()) / ring.len() as f32;
    assert!(ring.iter().all(|at| at.distance(center.to_pos2()) > 40.0), "nobody stands in the middle");
    user.click("Lay out again");
    assert!(user.shows(UNDER_WAY) && is_drawn(&mut user), "what stands is seen meanwhile");
    assert!(!user.shows("was stopped"));
    user.click("Cancel");
    assert!(user.shows("nodes stand in a ring"));
    user.click("Lay out again");
    let after = places(&mut user);
    assert!(after != ring && !user.shows("was stopped"));
}
