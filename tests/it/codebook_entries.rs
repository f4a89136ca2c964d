//! Stances and speakers in the Codebook place: order, position, palette; kind, names, roles, merging two that are one.

use crate::at_codebook::{NONE, at_codebook, book, fill, stance};
use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::model::{PartialDate, SpeakerKind};

#[test]
fn stances_have_an_order_a_position_and_a_palette() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let before = book(&user).clone();
    user.click("Stances section");
    user.click("supports, ");
    user.key(Modifiers::ALT, Key::ArrowUp);
    let order: Vec<&str> = book(&user).stances.iter().map(|stance| stance.name.as_str()).collect();
    assert_eq!(order[3..5], ["supports", "conditional"]);
    user.click("Outside the scale");
    assert_eq!(stance(&user, "supports").position, None);
    user.click("Outside the scale");
    assert_eq!(stance(&user, "supports").position, Some(0.0));
    user.get("Position").focus();
    user.settle();
    user.key(NONE, Key::ArrowRight);
    user.key(NONE, Key::ArrowRight);
    assert_eq!(stance(&user, "supports").position, Some(0.1));
    user.click("Palette: Signs alone");
    let looks: std::collections::HashSet<_> =
        book(&user).stances.iter().map(|stance| (stance.glyph, stance.colour)).collect();
    assert_eq!(looks.len(), 6, "each stance keeps a look of its own");
    assert!(book(&user).stances.iter().all(|stance| stance.colour == standpoint::model::Hue::Grey));
    for _ in 0..5 {
        user.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(*book(&user), before, "order, twice outside, position, palette: five steps");
}

#[test]
fn two_stances_that_look_the_same_are_pointed_out() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(NONE, Key::Num2);
    user.click("supports, ");
    user.click("Triangle down");
    user.click("Rust");
    assert!(user.shows("“opposes” has the same sign and colour"));
}

#[test]
fn a_corpus_without_a_scale_may_start_from_one() {
    let world = World::new(&[("a.txt", "Text.\n")]);
    let mut user = at_codebook(&world);
    user.key(NONE, Key::Num2);
    user.click("Use the five-point scale");
    assert_eq!(book(&user).stances.len(), 6);
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(book(&user).stances.is_empty());
}

#[test]
fn a_speaker_has_a_kind_names_and_roles_over_time() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(NONE, Key::Num3);
    user.key(NONE, Key::N);
    user.type_text("Jo Bloggs");
    user.key(NONE, Key::Enter);
    let jo = |user: &Driver| book(user).speaker_named("Jo Bloggs").cloned().expect("made");
    user.click("Group");
    user.click("Person");
    assert_eq!(jo(&user).kind, SpeakerKind::Person);
    user.click("Add a name");
    user.type_text("Bloggs");
    user.key(NONE, Key::Enter);
    assert_eq!(jo(&user).aliases, ["Bloggs"]);
    user.key(NONE, Key::Escape);
    user.click("Remove the name Bloggs");
    assert!(jo(&user).aliases.is_empty());
    user.click("Add a role");
    user.settle();
    assert!(user.get("Role 1").is_focused(), "the new role has the text cursor");
    fill(&mut user, "Role 1", "chief executive");
    fill(&mut user, "From 1", "2022-07");
    user.click("Until 1");
    user.type_text("2022-13");
    user.key(NONE, Key::Tab);
    assert!(user.shows("A year, month or day"));
    assert_eq!(jo(&user).affiliations[0].until, None, "a date that is none is not kept");
    fill(&mut user, "Until 1", "2023");
    user.click("Organisation 1");
    user.type_text("NHS Wales");
    user.key(NONE, Key::Enter);
    let held = jo(&user).affiliations[0].clone();
    assert_eq!((held.from, held.until), (PartialDate::parse("2022-07"), PartialDate::parse("2023")));
    let organisation = held.held.organisation.expect("chosen");
    assert_eq!((held.held.role.as_str(), book(&user).speaker_name(&organisation)), ("chief executive", "NHS Wales"));
    assert!(user.shows("Time line from"));
    user.click("Remove role 1");
    assert!(jo(&user).affiliations.is_empty());
}

#[test]
fn two_speakers_that_are_one_are_found_and_merged() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(NONE, Key::Num3);
    user.key(NONE, Key::N);
    user.type_text("Andrew Goodal");
    user.key(NONE, Key::Enter);
    assert!(user.shows("May be the same: Andrew Goodall"));
    user.click("Merge into Andrew Goodall");
    user.key(NONE, Key::Enter);
    let stays = book(&user).speaker_named("Andrew Goodal").expect("known by its other name");
    assert_eq!(stays.name, "Andrew Goodall");
}
