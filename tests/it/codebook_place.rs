//! The Codebook place, driven by accessible name: add, rename, key, move, merge, split, delete, out and in.

use crate::at_codebook::{NONE, at_codebook, book, fill, n_about, pointer, saved, statements, theme};
use crate::world::{Driver, World};
use egui::{Event, Key, Modifiers};
use standpoint::app::place::Place;
use standpoint::model::{EntryId, ThemeId};

#[test]
fn a_theme_is_added_renamed_defined_and_coloured_and_undone_step_by_step() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let before = book(&user).clone();
    user.key(NONE, Key::N);
    user.type_text("Dental care");
    user.key(NONE, Key::Enter);
    assert_eq!(theme(&user, "dental-care").parent, None, "behind the theme that was selected, on its level");
    assert!(user.shows("Dental care") && user.shows("Not used yet"));
    user.key(NONE, Key::F2);
    for letter in ["D", "e", "n", "t", "i", "s", "t", "s"] {
        user.type_text(letter);
    }
    user.key(NONE, Key::Enter);
    assert_eq!(theme(&user, "dental-care").name, "Dentists", "the id stays, the name does not");
    fill(&mut user, "Definition", "Teeth, and who pays for them.");
    fill(&mut user, "When to use", "Teeth are named.");
    user.click("Teal");
    let made = theme(&user, "dental-care");
    assert_eq!((made.definition.as_str(), made.when.as_str()), ("Teeth, and who pays for them.", "Teeth are named."));
    assert!(made.colour.is_some());
    user.key(NONE, Key::Escape);
    for left in ["colour", "when", "definition", "name", "theme"] {
        user.key(Modifiers::COMMAND, Key::Z);
        let made = book(&user).themes.get(&"dental-care".into());
        assert_eq!(made.is_none(), left == "theme", "after undoing the {left}");
    }
    assert_eq!(*book(&user), before, "each field is one step, however many letters were typed");
}

#[test]
fn a_theme_is_added_below_another_and_a_list_is_pasted() {
    let world = World::new(&[("a.txt", "Text.\n")]);
    let mut user = at_codebook(&world);
    assert!(user.shows("No themes yet"));
    user.key(NONE, Key::N);
    user.harness.event(Event::Paste("Care\n  Primary\n  Hospital\nPay".to_owned()));
    user.settle();
    assert!(user.shows("4 themes to add."));
    user.click("Add themes");
    assert_eq!(book(&user).theme_path(&"hospital".into()), "Care > Hospital");
    user.click("Pay, 0 statements");
    user.key(Modifiers::SHIFT, Key::N);
    user.type_text("Overtime > Nights");
    user.key(NONE, Key::Enter);
    assert_eq!(book(&user).theme_path(&"nights".into()), "Pay > Overtime > Nights");
    user.key(Modifiers::COMMAND, Key::Z);
    user.key(Modifiers::COMMAND, Key::Z);
    assert!(book(&user).themes.is_empty(), "a pasted list is one step");
}

#[test]
fn a_name_cannot_be_emptied() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let name = theme(&user, "devolution-and-local-autonomy").name.clone();
    user.key(NONE, Key::F2);
    user.key(NONE, Key::Backspace);
    user.key(NONE, Key::Tab);
    assert_eq!(theme(&user, "devolution-and-local-autonomy").name, name);
}

#[test]
fn a_key_says_who_has_it_and_can_be_taken_over() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Workforce, ");
    fill(&mut user, "Key", "d");
    assert_eq!(theme(&user, "workforce").key, None);
    assert!(user.shows("D is the key of the theme “Devolution and local autonomy”."));
    user.click("Take it over");
    assert_eq!(theme(&user, "workforce").key, Some('d'));
    assert_eq!(theme(&user, "devolution-and-local-autonomy").key, None);
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(theme(&user, "devolution-and-local-autonomy").key, Some('d'), "taking over is one step");
    assert_eq!(theme(&user, "workforce").key, None);
    user.click("Workforce, ");
    fill(&mut user, "Key", "s");
    assert!(user.shows("S is the key of the command") && user.shows("Keys…"));
    assert_eq!(theme(&user, "workforce").key, None);
    fill(&mut user, "Key", "9");
    assert_eq!(theme(&user, "workforce").key, Some('9'));
}

#[test]
fn themes_move_by_keys_and_by_the_pointer() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Earned autonomy, ");
    user.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(theme(&user, "earned-autonomy").parent, None);
    user.key(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(
        theme(&user, "earned-autonomy").parent.as_ref().map(ThemeId::as_str),
        Some("devolution-and-local-autonomy")
    );
    let order = |user: &Driver, id: &str| book(user).themes.position(&id.into());
    assert!(order(&user, "earned-autonomy") > order(&user, "integrated-care-boards"), "it is the last below it");
    user.key(Modifiers::ALT, Key::ArrowUp);
    assert!(order(&user, "earned-autonomy") < order(&user, "integrated-care-boards"));
    let from = user.get("Earned autonomy, ").rect().center();
    let to = user.get("Workforce, ").rect().center();
    pointer(&mut user, from, Some(true));
    pointer(&mut user, from + (to - from) * 0.5, None);
    pointer(&mut user, to, None);
    pointer(&mut user, to, Some(false));
    user.settle();
    assert_eq!(theme(&user, "earned-autonomy").parent.as_ref().map(ThemeId::as_str), Some("workforce"));
    // Below itself it cannot go.
    let from = user.get("Workforce, ").rect().center();
    let to = user.get("Workforce planning, ").rect().center();
    pointer(&mut user, from, Some(true));
    pointer(&mut user, from + (to - from) * 0.5, None);
    pointer(&mut user, to, None);
    pointer(&mut user, to, Some(false));
    user.settle();
    assert_eq!(theme(&user, "workforce").parent, None);
}

#[test]
fn merging_takes_every_statement_along_and_undo_brings_back_every_byte() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    // The first save writes the files anew where they were made elsewhere; from there on bytes are compared.
    let before = saved(&world, &user);
    let (n_from, n_into, n_all) =
        (n_about(&user, "earned-autonomy"), n_about(&user, "workforce"), statements(&user).len());
    assert!(n_from > 0);
    user.click("Earned autonomy, ");
    user.key(NONE, Key::M);
    user.type_text("Workforce");
    user.key(NONE, Key::Enter);
    assert!(
        user.shows(&format!("{n_from} statements in"))
            && user.shows("will have “Workforce” instead of “Earned autonomy”")
    );
    user.key(NONE, Key::Enter);
    assert!(book(&user).themes.get(&"earned-autonomy".into()).is_none());
    assert_eq!((n_about(&user, "workforce"), statements(&user).len()), (n_from + n_into, n_all));
    assert_ne!(saved(&world, &user), before);
    user.click("Undo");
    assert_eq!(saved(&world, &user), before, "one undo, every file as it was");
    assert_eq!(user.window().places.codebook.selected(), Some(&EntryId::Theme("earned-autonomy".into())));
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let revision = user.session().revision();
    for key in [Key::M, Key::S, Key::Delete] {
        user.key(NONE, key);
        assert!(user.shows("“Devolution and local autonomy”"), "{key:?} opens a panel");
        user.key(NONE, Key::Escape);
        user.key(NONE, Key::Escape);
        assert!(user.shows("When to use"), "and Escape closes it");
    }
    assert_eq!(user.session().revision(), revision);
}

#[test]
fn deleting_asks_what_statements_get_instead_and_loses_none() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let (n, n_all) = (n_about(&user, "earned-autonomy"), statements(&user).len());
    user.click("Earned autonomy, ");
    user.key(NONE, Key::Delete);
    assert!(user.shows("What shall they have instead?"));
    user.type_text("Workforce");
    user.key(NONE, Key::Enter);
    let n_before = n_about(&user, "workforce");
    user.click("Delete");
    assert!(book(&user).themes.get(&"earned-autonomy".into()).is_none());
    assert_eq!((n_about(&user, "workforce"), statements(&user).len()), (n_before + n, n_all));
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(n_about(&user, "earned-autonomy"), n);
    user.key(NONE, Key::Delete);
    user.click("No theme yet");
    assert!(user.shows("will be left with the theme not yet set"));
    user.key(NONE, Key::Enter);
    assert!(book(&user).themes.get(&"earned-autonomy".into()).is_none());
    assert_eq!(statements(&user).len(), n_all);
    assert_eq!(statements(&user).iter().filter(|statement| statement.theme.is_none()).count(), n);
}

#[test]
fn what_nobody_uses_goes_at_once_and_comes_back_by_undo() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(NONE, Key::Num3);
    user.click("Victoria Atkins, ");
    user.key(NONE, Key::Delete);
    assert!(book(&user).speaker_named("Victoria Atkins").is_none());
    user.click("Undo");
    assert!(book(&user).speaker_named("Victoria Atkins").is_some());
}

#[test]
fn splitting_goes_through_the_passages_one_by_one() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    let id = "devolution-and-local-autonomy";
    let (n, n_workforce) = (n_about(&user, id), n_about(&user, "workforce"));
    assert!(n >= 4);
    user.key(NONE, Key::S);
    user.type_text("Local trust");
    user.key(NONE, Key::Enter);
    user.type_text("Workforce");
    user.key(NONE, Key::Enter);
    user.click("Go through passages");
    assert!(user.shows(&format!("1 of {n}")));
    user.key(NONE, Key::Num1);
    user.key(NONE, Key::Num2);
    assert!(user.shows(&format!("3 of {n}")));
    user.key(NONE, Key::Backspace);
    assert!(user.shows(&format!("2 of {n}")));
    user.key(NONE, Key::Num1);
    user.key(NONE, Key::Num0);
    user.click("To Workforce");
    assert!(user.shows(&format!("5 of {n}")));
    user.key(NONE, Key::Escape);
    assert!(user.shows("2 passages to “Local trust”") && user.shows("1 passage to “Workforce”"));
    assert!(user.shows(&format!("{} of them not looked at", n - 4)));
    let revision = user.session().revision();
    user.click("Split");
    assert_eq!(user.session().revision(), revision + 1, "one step");
    let parted = (n_about(&user, id), n_about(&user, "local-trust"), n_about(&user, "workforce"));
    assert_eq!(parted, (n - 3, 2, n_workforce + 1));
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!((n_about(&user, id), n_about(&user, "local-trust")), (n, 0));
    assert!(book(&user).themes.get(&"local-trust".into()).is_none());
}

#[test]
fn a_passage_becomes_an_example_and_opens_in_code() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Use as an example");
    let example = theme(&user, "devolution-and-local-autonomy").examples[0].clone();
    assert!(!example.quote.is_empty() && example.statement.is_some());
    user.click("Take the example back");
    assert!(theme(&user, "devolution-and-local-autonomy").examples.is_empty());
    user.click(&format!("Passage “{}", example.quote));
    assert_eq!(user.window().place, Place::Code);
    assert_eq!(user.window().coding.document, example.document);
    assert_eq!(user.window().coding.focused, example.statement);
    user.key(Modifiers::COMMAND, Key::Num5);
    assert!(user.shows("When to use"), "the place is as it was left");
}

#[test]
fn the_passage_of_another_coder_is_shown_and_not_put_into_focus() {
    let world = World::sample();
    let mut user = world.window("somebody-else");
    user.key(Modifiers::COMMAND, Key::Num5);
    user.click("Passage “");
    assert_eq!((user.window().place, user.window().coding.focused), (Place::Code, None));
    assert!(user.window().reader.as_ref().is_some_and(|reader| reader.selection().is_some()));
}

#[test]
fn the_list_is_filtered_and_walked_by_keys() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.key(Modifiers::COMMAND, Key::F);
    user.type_text("zzzz");
    assert!(user.shows("No theme matches “zzzz”."));
    user.key(NONE, Key::Escape);
    user.key(NONE, Key::ArrowDown);
    assert_eq!(user.window().places.codebook.selected(), Some(&EntryId::Theme("earned-autonomy".into())));
    user.key(NONE, Key::ArrowLeft);
    user.key(NONE, Key::ArrowLeft);
    assert!(!user.shows("Earned autonomy, "), "the branch is closed");
    user.key(NONE, Key::ArrowRight);
    assert!(user.shows("Earned autonomy, "));
    user.key(NONE, Key::End);
    let last = book(&user).themes.iter().last().map(|theme| EntryId::Theme(theme.id.clone()));
    assert_eq!(user.window().places.codebook.selected(), last.as_ref());
    user.key(Modifiers::COMMAND, Key::Tab);
    assert!(user.shows("Palette: Blue to rust"));
}

#[test]
fn letters_typed_in_a_field_do_nothing_else() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("When to use");
    for key in [Key::M, Key::S, Key::N, Key::Delete, Key::Num2] {
        user.key(NONE, key);
    }
    assert!(user.shows("When to use") && !user.shows("Merge “") && !user.shows("Name of the new theme"));
    assert_eq!(user.window().place, Place::Codebook);
}

#[test]
fn undo_from_elsewhere_comes_back_to_the_entry() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Workforce, ");
    user.click("Rust");
    user.key(Modifiers::COMMAND, Key::Num1);
    user.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(user.window().place, Place::Codebook);
    assert_eq!(user.window().places.codebook.selected(), Some(&EntryId::Theme("workforce".into())));
    assert_eq!(theme(&user, "workforce").colour, None);
}

#[test]
fn the_codebook_goes_out_and_comes_in_after_a_look_at_what_changes() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    for (format, file) in [("CSV for spreadsheets", "book.csv"), ("Codebook chapter", "book.md")] {
        let path = world.beside(file);
        user.click("Export codebook…");
        user.click(format);
        fill(&mut user, "File to write", &path.display().to_string());
        user.click("Export to this file");
        user.wait_until("it is written", |_| path.exists());
        user.key(NONE, Key::Escape);
        let bare = World::new(&[("a.txt", "Text.\n")]);
        let mut other = at_codebook(&bare);
        other.click("Import codebook…");
        fill(&mut other, "File to read", &path.display().to_string());
        other.click("Read");
        other.wait_until("it is read", |window| window.dialogs.codebook_import.plan.is_some());
        let n = book(&user).themes.len() + book(&user).stances.len() + book(&user).speakers.len();
        assert!(other.shows(&format!("{n} new, 0 changed, 0 the same")), "{file}");
        other.click("Import this codebook");
        let paths =
            |user: &Driver| book(user).themes.iter().map(|theme| book(user).theme_path(&theme.id)).collect::<Vec<_>>();
        assert_eq!(paths(&other), paths(&user), "{file}");
        other.key(Modifiers::COMMAND, Key::Z);
        assert!(book(&other).themes.is_empty(), "an import is one step");
    }
}

#[test]
fn a_file_that_is_no_codebook_is_refused_in_plain_words() {
    let world = World::sample();
    let mut user = at_codebook(&world);
    user.click("Import codebook…");
    fill(&mut user, "File to read", "/no/such/book.csv");
    user.click("Read");
    user.wait_until("it is answered", |window| window.dialogs.codebook_import.plan.is_some());
    assert!(user.shows("could not be read"));
}

#[test]
fn the_brackets_in_code_bear_a_new_name() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    assert!(user.shows("supports: Safe staffing, Malcolm Summers"));
    user.key(Modifiers::COMMAND, Key::Num5);
    user.click("Safe staffing, ");
    user.key(NONE, Key::F2);
    user.type_text("Enough nurses");
    user.key(NONE, Key::Tab);
    user.key(Modifiers::COMMAND, Key::Num1);
    assert!(user.shows("supports: Enough nurses, Malcolm Summers"));
}

#[test]
fn columns_stay_as_wide_while_they_are_empty() {
    let world = World::new(&[("a.txt", "Text.\n")]);
    let mut user = at_codebook(&world);
    let left = |user: &Driver| user.get("Add a theme…").rect().left();
    let before = left(&user);
    for key in [Key::Num2, Key::Num3, Key::Num1, Key::Num3, Key::Num1] {
        user.key(NONE, key);
    }
    assert!((left(&user) - before).abs() < 1.0, "the card moved from {before} to {}", left(&user));
}
