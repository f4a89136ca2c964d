//! Every control has a name that can be read out.

use crate::world::{Driver, World};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};

/// Roles that somebody acts on, or reads as a document. The scroll bars of lists are egui's own and bear no name.
const ACTED_ON: [Role; 12] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::Document,
    Role::Link,
    Role::Slider,
    Role::SpinButton,
    Role::Tab,
    Role::Tree,
    Role::TreeItem,
];

fn check(user: &Driver, place: &str) {
    let acted_on = |node: &AccessKitNode<'_>| ACTED_ON.contains(&node.role());
    let named = |node: &AccessKitNode<'_>| node.label().is_some_and(|label| !label.trim().is_empty());
    let n_controls = user.harness.query_all_by(acted_on).count();
    assert!(n_controls >= 3, "{place}: {n_controls} controls were found, which is too few to be true");
    let unnamed: Vec<String> =
        user.harness.query_all_by(move |node| acted_on(node) && !named(node)).map(|node| format!("{node:?}")).collect();
    assert!(unnamed.is_empty(), "{place}: controls without a name: {unnamed:#?}");
}

#[test]
fn every_control_has_a_name() {
    let world = World::sample();
    let mut user = world.start_page(None);
    check(&user, "start page");
    drop(user);
    user = world.window("coder-1");
    check(&user, "nothing in focus");
    user.click("MiP Conference");
    user.click_words("focus on safe staffing");
    check(&user, "a statement in focus");
    user.key(Modifiers::NONE, Key::S);
    check(&user, "choosing a speaker");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::NONE, Key::T);
    check(&user, "choosing a theme");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::COMMAND, Key::F);
    check(&user, "finding");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::NONE, Key::F1);
    check(&user, "keys");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::NONE, Key::F4);
    check(&user, "details of a document");
    user.key(Modifiers::NONE, Key::F4);
    user.click("Sort, group and show");
    check(&user, "sorting and grouping");
    user.key(Modifiers::NONE, Key::Escape);
    user.get("Streeting tells").click_modifiers(Modifiers::SHIFT);
    user.settle();
    check(&user, "several documents");
    user.click("Choose none");
    for (key, place) in [(Key::E, "export"), (Key::K, "palette")] {
        user.key(Modifiers::COMMAND, key);
        check(&user, place);
        user.key(Modifiers::NONE, Key::Escape);
    }
    user.click("coder-1");
    check(&user, "who codes");
}

#[test]
fn every_control_of_the_codebook_has_a_name() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.key(Modifiers::COMMAND, Key::Num5);
    check(&user, "a theme");
    for (key, panel) in [(Key::M, "merging"), (Key::Delete, "deleting"), (Key::S, "splitting")] {
        user.key(Modifiers::NONE, key);
        check(&user, panel);
        user.key(Modifiers::NONE, Key::Escape);
        user.key(Modifiers::NONE, Key::Escape);
    }
    user.key(Modifiers::NONE, Key::N);
    check(&user, "adding");
    user.key(Modifiers::NONE, Key::Escape);
    user.key(Modifiers::NONE, Key::Num2);
    check(&user, "a stance");
    user.key(Modifiers::NONE, Key::Num3);
    check(&user, "a speaker");
    for dialog in ["Export codebook…", "Import codebook…"] {
        user.click(dialog);
        check(&user, dialog);
        user.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_text_itself_is_read_out() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    assert!(user.shows("MiP brought together NHS leaders from Wales"));
    assert!(user.shows("Document position"), "the reader's scroll bar is ours and has a name");
    let statement = "supports: Safe staffing, Malcolm Summers";
    assert!(user.shows(statement), "a bracket says what it stands for");
}
