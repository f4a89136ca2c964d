//! Passages to place, at the window: a document that changed while it was closed, and while it was open.

use crate::coded::apply;
use crate::world::{Driver, PATIENCE, World};
use egui::{Key, Modifiers};
use standpoint::edit::Edit;
use standpoint::model::{AnnotationSet, StatementId};
use standpoint::session::Session;
use standpoint::store::SaveState;
use standpoint::text::DocumentText;
use std::fs;
use std::sync::Arc;

const A: &str = "The first paragraph of it stays as it is.\n\
                 The bank [opposes every tax on the large estates|id=1 stance=opposes theme=tax speaker=treasury] of the north.\n\
                 The union [welcomes the reform of the old banks|id=2 stance=opposes] and says so.\n\
                 A minister [will never agree to anything like that|id=3] in public.\n";
const SET: &str = "annotations/ann/a.txt.ron";

fn world() -> World {
    World::tagged(&[("a.txt", A), ("b.txt", "Nothing [here|id=4] at all.")])
}

fn id(n: u128) -> StatementId {
    StatementId::new(uuid::Uuid::from_u128(n))
}

/// The document with these words in place of others.
fn edited(world: &World, changes: &[(&str, &str)]) -> String {
    let mut text = world.read("a.txt");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn set_of(user: &Driver) -> &AnnotationSet {
    user.session().set(&"a.txt".into()).expect("there is a set")
}

fn counts(set: &AnnotationSet) -> (usize, usize) {
    (set.len(), set.unplaced().len())
}

/// A window on a document in which two passages changed and one moved.
fn changed() -> (World, Driver) {
    let world = world();
    let text = edited(
        &world,
        &[
            ("opposes every tax on the large estates", "opposes each tax on large estates"),
            ("welcomes the reform of the old banks", "sings"),
        ],
    );
    world.write("a.txt", format!("A new headline.\n{text}"));
    let mut user = world.window("ann");
    user.click("a, ");
    (world, user)
}

#[test]
fn the_queue_is_settled_by_keys_and_the_mouse_and_undone() {
    let (world, mut user) = changed();
    let before = world.bytes();
    assert_eq!(counts(set_of(&user)), (1, 2));
    assert!(user.shows("2 statements of yours wait to be placed") && user.shows("2 to place"));
    user.click("Passages to place");
    assert!(user.shows("1 of 2 on this document"));
    assert!(user.shows("Was: opposes every tax on the large estates. Now: opposes each tax on large estates"));
    assert_eq!(world.bytes(), before, "nothing is written before somebody acts");
    user.key(Modifiers::NONE, Key::Enter);
    assert_eq!(counts(set_of(&user)), (2, 1));
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(set.contains("quote: [\"opposes each tax on large estates\"]") && set.contains("format: 3"), "{set}");
    assert!(set.contains("quote: [\"welcomes the reform of the old banks\"]"), "what waits is kept as it was");
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(counts(set_of(&user)), (1, 2));
    user.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(counts(set_of(&user)), (2, 1));
    user.key(Modifiers::NONE, Key::Escape);
    user.click("Set aside");
    assert!(user.shows("Set aside: 1 statement") && user.shows("Nothing waits here"));
    user.wait_until_saved();
    assert!(world.read(SET).contains("aside: true"));
    user.click("Place again: welcomes the reform");
    user.select("sings");
    user.key(Modifiers::NONE, Key::Enter);
    assert_eq!(counts(set_of(&user)), (3, 0));
    user.wait_until_saved();
    let set = world.read(SET);
    assert!(
        set.contains("quote: [\"sings\"]") && set.contains("format: 1") && !set.contains("            text:"),
        "{set}"
    );
    drop(user);
    assert_eq!(world.session("ann").set(&"a.txt".into()).map(counts), Some((3, 0)));
}

#[test]
fn a_field_that_is_asked_for_by_its_key_takes_the_place_of_the_queue() {
    let (_world, mut user) = changed();
    for (key, field) in [(Key::T, "Theme"), (Key::S, "Speaker"), (Key::N, "Note")] {
        user.click("Passages to place");
        assert!(user.shows("1 of 2 on this document"), "{field}");
        user.key(Modifiers::NONE, key);
        user.settle();
        assert!(!user.shows("1 of 2 on this document"), "{field}: keys would go where nobody sees them");
        user.key(Modifiers::NONE, Key::Escape);
        user.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn likely_ones_are_shown_before_they_are_accepted_at_once() {
    let world = world();
    let changes = [
        ("opposes every tax on the large estates", "opposes every tax on the large estate"),
        ("welcomes the reform of the old banks", "welcomes the reform of the old bank"),
    ];
    world.write("a.txt", edited(&world, &changes));
    let mut user = world.window("ann");
    user.click("a, ");
    user.click("Passages to place");
    user.click("Accept the 2 likely ones");
    assert!(user.shows("2 statements would go to these places"));
    assert_eq!(counts(set_of(&user)), (1, 2), "nothing is done yet");
    user.click("Accept these 2");
    assert_eq!(counts(set_of(&user)), (3, 0));
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(counts(set_of(&user)), (1, 2), "all at once is one step");
}

#[test]
fn others_settle_their_own_and_empty_states_say_so() {
    let (world, user) = changed();
    drop(user);
    let mut user = world.window("bob");
    user.click("a, ");
    assert!(!user.shows("to place"), "what waits for ann is not bob's");
    user.harness.state_mut().panels.placing.is_open = true;
    user.settle();
    assert!(user.shows("Nothing waits here") && user.shows("ann has 2 to place here"));
}

#[test]
fn a_document_changed_while_open_takes_its_statements_and_the_history_along() {
    let world = world();
    let mut user = world.window("ann");
    user.click("a, ");
    user.select("in public");
    user.key(Modifiers::NONE, Key::Enter);
    user.wait_until_saved();
    assert_eq!(counts(set_of(&user)), (4, 0));
    let text = edited(
        &world,
        &[
            ("The first paragraph", "A headline.\n\nAnd then the first paragraph"),
            ("never agree to anything like that", "say no"),
        ],
    );
    world.write("a.txt", &text);
    user.wait_until("the new text is shown", |window| {
        window.reader.as_ref().is_some_and(|reader| reader.text().as_str() == text)
    });
    assert!(user.shows("was changed outside: 3 statements moved with the text, 1 statement to be placed"));
    let quotes = |user: &Driver| -> Vec<String> {
        let set = set_of(user);
        set.statements()
            .iter()
            .flat_map(|statement| statement.spans.iter().map(|span| text[span.start..span.end].to_owned()))
            .collect()
    };
    let wanted = ["opposes every tax on the large estates", "welcomes the reform of the old banks", "in public"];
    assert_eq!(quotes(&user), wanted);
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(quotes(&user), wanted[..2], "the step made on the old text is taken back in the new one");
    user.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(quotes(&user), wanted);
    user.wait_until_saved();
    assert!(matches!(user.session().save_state(), SaveState::Saved));
    assert_eq!(world.read(SET).matches("Statement(").count(), 4);
}

fn reload(session: &mut Session, text: &str) {
    session.reload_document(&"a.txt".into(), &Arc::new(DocumentText::new(text))).expect("is read");
}

#[test]
fn every_step_of_the_history_fits_after_any_change() {
    let world = world();
    let first = world.read("a.txt");
    let texts = [
        String::new(),
        format!("More.\n{first}"),
        first.replace("tax", "levy"),
        first.replace("opposes every tax on the large estates", ""),
        first[..60].to_owned(),
        "Another document altogether.".to_owned(),
        first.repeat(2),
        first.clone(),
    ];
    let mut session = world.session("ann");
    let set = session.key(&"a.txt".into());
    let begun = session.corpus().set(&set).cloned();
    let all = |session: &Session| {
        let set = session.set(&"a.txt".into()).cloned().unwrap_or_default();
        let ids = set.in_order().map(|s| s.id).chain(set.unplaced().keys().copied());
        ids.collect::<std::collections::BTreeSet<_>>()
    };
    let moved = |session: &Session, n: u128| {
        let old = session.set(&"a.txt".into()).and_then(|set| set.get(id(n)).cloned()).expect("is placed");
        let end = old.spans[0].end - 3;
        let spans = vec![standpoint::text::Span::new(old.spans[0].start, end)];
        Some(Arc::new(standpoint::model::Statement { spans, ..(*old).clone() }))
    };
    for n in [1, 2] {
        let value = moved(&session, n);
        apply(&mut session, Edit::Statement { set: set.clone(), id: id(n), value });
    }
    apply(&mut session, Edit::Statement { set: set.clone(), id: id(3), value: None });
    for text in &texts {
        reload(&mut session, text);
        assert_eq!(all(&session), [id(1), id(2)].into());
        while session.undo().expect("fits").is_some() {}
        assert_eq!(all(&session), [id(1), id(2), id(3)].into(), "{text}");
        while session.redo().expect("fits").is_some() {}
        assert_eq!(all(&session), [id(1), id(2)].into(), "{text}");
    }
    // Back at the first text, everything is where it was.
    while session.undo().expect("fits").is_some() {}
    let read = session.set(&"a.txt".into()).cloned().expect("is there");
    assert_eq!(counts(&read), (3, 0));
    assert_eq!(Some(read), begun);
    assert!(session.flush(PATIENCE));
}

#[test]
fn truncated_replaced_deleted_and_restored_nothing_is_lost() {
    let world = world();
    let first = world.read("a.txt");
    let saved = world.read(SET);
    let mut user = world.window("ann");
    user.click("a, ");
    for text in ["", "Something else altogether, and nothing of what was coded.", &first[..50]] {
        world.write("a.txt", text);
        user.wait_until("it is taken in", |window| {
            let session = window.session.as_ref();
            session
                .and_then(|session| session.corpus().document(&"a.txt".into())?.ready_text().cloned())
                .is_some_and(|read| read.as_str() == text)
        });
        let set = set_of(&user);
        assert_eq!(set.len() + set.unplaced().len(), 3, "{text:?}");
        assert_eq!(world.read(SET), saved, "nothing is written");
    }
    fs::remove_file(world.root().join("a.txt")).expect("is there");
    user.wait_until("it is missed", |window| {
        window.session.as_ref().is_some_and(|session| session.why_held(&"a.txt".into()).is_some())
    });
    world.write("a.txt", &first);
    user.wait_until("it is back", |window| {
        window
            .session
            .as_ref()
            .is_some_and(|session| session.set(&"a.txt".into()).is_some_and(|set| counts(set) == (3, 0)))
    });
    user.wait_until_saved();
    assert_eq!(world.read(SET), saved);
}

#[test]
fn a_converted_document_is_no_change_and_curly_quotes_keep_their_statements() {
    let world =
        World::tagged(&[("a.txt", "He said \"[we won't pay|id=1]\" twice.\nAnd [more|id=2 stance=opposes] of it.\n")]);
    let text = world.read("a.txt");
    let mut user = world.window("ann");
    user.click("a, ");
    world.write("a.txt", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    user.session().look_at_files();
    std::thread::sleep(std::time::Duration::from_millis(600));
    user.settle();
    assert!(!user.shows("was changed outside"));
    world.write("a.txt", text.replacen('"', "“", 1).replacen('"', "”", 1).replace('\'', "’"));
    user.wait_until("it is taken in", |window| {
        window.reader.as_ref().is_some_and(|reader| reader.text().as_str().contains('“'))
    });
    let set = set_of(&user);
    assert_eq!(set.len() + set.unplaced().len(), 2);
    assert!(set.get(id(2)).is_some());
}
