//! The Passages place beyond its table: rows copied, filters that outlive their values or take their time.

use crate::passages::{at_passages, rows, type_query};
use crate::world::{Driver, PATIENCE, World};
use egui::{Event, Key, Modifiers};
use std::time::Instant;

const NONE: Modifiers = Modifiers::NONE;

/// What Ctrl+C copies.
fn copied(user: &mut Driver) -> String {
    user.harness.event(Event::Copy);
    user.harness.step();
    let commands = &user.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_else(|| panic!("nothing was copied: {commands:?}"))
}

#[test]
fn the_picked_rows_are_copied_with_headings_as_spreadsheets_take_them() {
    let world = World::sample();
    let mut user = at_passages(&world);
    user.key(NONE, Key::ArrowDown);
    user.key(Modifiers::SHIFT, Key::ArrowDown);
    user.key(Modifiers::SHIFT, Key::ArrowDown);
    let text = copied(&mut user);
    user.settle();
    assert!(user.shows("Copied 3 passages"));
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["Passage", "Stance", "Speaker", "Theme"]);
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{text}");
    for (line, row) in lines[1..].iter().zip(rows(&user)) {
        let begins: String = line[0].trim_start_matches('"').chars().take(20).collect();
        assert!(row.contains(&begins) && row.contains(line[2]), "{line:?} is {row:?}");
    }
}

#[test]
fn in_the_field_the_same_key_copies_what_is_typed() {
    let world = World::sample();
    let mut user = at_passages(&world);
    user.key(NONE, Key::ArrowDown);
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("backlog");
    user.key(Modifiers::COMMAND, Key::A);
    assert_eq!(copied(&mut user), "backlog");
}

#[test]
fn a_saved_filter_whose_value_is_gone_says_so_and_stays() {
    let world = World::sample();
    let mut user = at_passages(&world);
    type_query(&mut user, "stance:doubts");
    user.click("Saved…");
    user.click("Name of this filter");
    user.type_text("Doubters");
    user.key(NONE, Key::Enter);
    user.wait_until_saved();
    drop(user);
    let file = world.read("corpus.ron");
    assert!(file.contains("\"stance:doubts\""), "{file}");
    world.write("corpus.ron", file.replace("\"stance:doubts\"", "r#\"theme:\"long gone\"\"#"));
    let mut user = at_passages(&world);
    let all = rows(&user);
    user.click("Saved…");
    user.click("Doubters");
    assert!(user.shows("There is no theme “long gone”"));
    assert_eq!(user.window().places.passages.query.to_string(), "theme:\"long gone\"", "it can be put right");
    assert!(user.session().corpus().queries.contains_key("Doubters"), "nothing is lost");
    user.click("Clear filters");
    assert_eq!(rows(&user), all);
}

#[test]
fn a_filter_on_the_words_of_long_passages_is_answered_from_behind_the_window() {
    let long = "Waiting lists grow. ".repeat(60_000);
    let world = World::tagged(&[("a.txt", &format!("[{long}|theme=care] [Beds are few.|theme=care]"))]);
    let mut user = at_passages(&world);
    type_query(&mut user, "text:/few\\b/");
    let begun = Instant::now();
    while !user.shows("1 of 2 statements") {
        assert!(begun.elapsed() < PATIENCE, "waited in vain");
        std::thread::sleep(std::time::Duration::from_millis(5));
        user.settle();
    }
    assert!(!user.shows("Filtering…"));
}

#[test]
fn what_is_missing_or_in_doubt_is_counted_on_its_switch() {
    let world = World::sample();
    let mut user = at_passages(&world);
    let sets = user.session().corpus().sets().values();
    let n_unset = sets.flat_map(|set| set.statements().to_vec()).filter(|one| one.stance.is_none()).count();
    assert!(user.shows(&format!("Unset stance · {n_unset}")));
    user.click("Unset stance");
    assert_eq!(rows(&user).len().min(1), n_unset.min(1));
}
