//! Keys beside T1 to T8: never in text fields, other keys by choice, hints, ends of passages, what is carried over.

use crate::counted::Counted;
use crate::world::{Driver, World};
use egui::accesskit::Role;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use standpoint::app::action::Action;
use standpoint::app::command::{Command, Menu};
use standpoint::model::{AnnotationSet, DocPath, Progress};
use std::fs;

/// The document of most tests.
pub const TEXT: &str = "The bank opposes the tax. It is unfair, it said.\n\n“We will pay. We always did.\n\n“But no more,” said Roe. “Never.”\n";
/// The file of its set.
pub const SET: &str = "annotations/ann/a.txt.ron";

/// All that keys could do to the corpus or to what is being coded, notes aside.
fn fingerprint(user: &Driver) -> String {
    let window = user.window();
    let set = user.session().set(&"003_218fa99778f4842d.txt".into());
    let coding = &window.coding;
    let statements: Vec<_> = set.into_iter().flat_map(AnnotationSet::statements).collect();
    let statements: Vec<_> =
        statements.iter().map(|it| (&it.spans, &it.speakers, &it.theme, &it.stance, it.is_unsure)).collect();
    let draft = (&coding.draft.speakers, &coding.draft.theme, &coding.draft.stance, coding.draft.is_unsure);
    let shown = (window.place, &coding.document, coding.focused, &coding.pinned, window.passage());
    let panels =
        (window.memory.settings.shows_documents, window.memory.settings.carries, window.memory.settings.text_percent);
    format!("{statements:?} {draft:?} {shown:?} {panels:?} {:?}", set.map(|set| set.progress))
}

/// The names of the text fields that are shown.
fn fields(user: &Driver) -> Vec<String> {
    let is_field = |node: &AccessKitNode<'_>| matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
    user.harness.query_all_by(is_field).filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn no_plain_key_fires_while_a_text_field_has_the_focus() {
    let world = World::sample();
    let mut n_fields = 0;
    let typing: Vec<String> = Command::ALL
        .iter()
        .flat_map(|command| command.info().chords.iter().map(|chord| (command.info().menu, chord)))
        .filter(|(menu, chord)| chord.is_typing() || matches!(menu, Menu::Select | Menu::Code))
        .map(|(_, chord)| chord.text())
        // Keys by which a field is left or moved in are its own.
        .filter(|key| !["Enter", "Ctrl+Enter", "Shift+Enter", "Esc"].contains(&key.as_str()))
        .chain(["1", "5", "A", "D", "I", "Shift+A"].map(str::to_owned))
        .collect();
    assert!(typing.len() > 25, "{typing:?}");
    let openers = ["", "S", "T", "N", "Ctrl+F", "Ctrl+K", "Ctrl+E", "F1", "Ctrl+Shift+O"];
    for opener in openers {
        let mut user = Counted::new(world.window("coder-1"));
        user.keys("Ctrl+PageDown*3 J J");
        user.keys(opener);
        for field in fields(&user.user) {
            let found = user.user.harness.query_all_by(|node| node.label().as_deref() == Some(field.as_str()));
            found.last().expect("the field is there").focus();
            user.user.settle();
            if !user.user.harness.ctx.text_edit_focused() {
                assert!(
                    user.user.window().dialogs.open.is_some(),
                    "{field:?} takes the focus unless a dialog is before it"
                );
                continue;
            }
            let before = fingerprint(&user.user);
            n_fields += 1;
            for key in &typing {
                user.keys(key);
                assert_eq!(fingerprint(&user.user), before, "{key} in {field:?} after {opener:?}");
            }
        }
    }
    assert!(n_fields > openers.len() + 4, "{n_fields} fields were walked");
}

#[test]
fn coding_keys_mean_nothing_elsewhere() {
    let world = World::sample();
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("Ctrl+PageDown*3 J J Ctrl+5");
    let before = fingerprint(&user.user);
    user.keys("1 A J . X Y Q + ? Delete Backspace Enter Ctrl+D");
    assert_eq!(fingerprint(&user.user), before);
}

#[test]
fn a_key_is_changed_in_its_place_and_kept() {
    let world = World::sample();
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("F1 \"next sentence\"");
    assert!(!user.user.shows("Key of Find next"), "those that fit are shown");
    user.user.click("Key of Next sentence: J");
    user.keys("S");
    assert!(user.user.shows("S is the key of “Choose speaker”"));
    user.user.click("Keep it there");
    user.user.click("Key of Next sentence: J");
    user.keys("S");
    user.user.click("Take it over");
    user.keys("Escape F1 \"write\"");
    user.user.click("Key of Write a note…: N");
    user.keys("Delete Escape F1 \"paragraph\"");
    user.user.click("Key of Paragraph: Y");
    user.keys("Escape");
    assert!(user.user.window().dialogs.open.is_some(), "Escape leaves the question, not the sheet");
    user.keys("Escape");
    assert!(user.user.window().dialogs.open.is_none());
    user.keys("S");
    assert!(user.user.window().reader.as_ref().is_some_and(|reader| reader.selection().is_some()));
    assert!(!user.user.window().panels.statement.is_choosing());
    drop(user);
    let kept = fs::read_to_string(world.beside("state").join("keys.ron")).expect("it is kept");
    for id in ["next-sentence", "pick-speaker", "edit-note"] {
        assert!(kept.contains(&format!("\"{id}\"")), "{kept}");
    }
    assert!(!kept.contains("take-paragraph"), "{kept}");
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("S");
    assert!(user.user.window().reader.as_ref().is_some_and(|reader| reader.selection().is_some()));
    user.keys("F1 \"speaker\"");
    user.user.click("Default keys of Choose speaker…");
    user.keys("Escape Escape S");
    assert!(user.user.window().panels.statement.is_choosing(), "S chooses the speaker again");
}

#[test]
fn what_is_wrong_in_the_file_of_keys_is_said_in_the_sheet_and_at_the_start() {
    let world = World::sample();
    fs::create_dir_all(world.beside("state")).expect("a folder");
    fs::write(world.beside("state").join("keys.ron"), "{\n  \"next-sentense\": [\"F6\"],\n  \"find\": [\"F7\"],\n}")
        .expect("writes");
    let mut user = Counted::new(world.window("coder-1"));
    assert!(user.user.shows("keys.ron, line 2"), "a message says it");
    user.keys("F7");
    assert!(fields(&user.user).contains(&"Find in document".to_owned()), "the rest holds");
    user.keys("Escape F1");
    assert!(user.user.shows("there is no command “next-sentense”"));
}

#[test]
fn hints_can_be_switched_off() {
    let world = World::sample();
    let mut user = Counted::new(world.window("coder-1"));
    assert!(user.user.shows("Keys: → next sentence, Z next uncoded"));
    user.keys("J");
    assert!(user.user.shows("Keys: Enter keep"));
    user.keys("Ctrl+K");
    user.types("key hints");
    user.keys("Enter");
    assert!(!user.user.shows("Keys: "));
    drop(user);
    assert!(!world.window("coder-1").shows("Keys: "), "it stays so");
}

#[test]
fn selecting_goes_by_paragraph_and_quotation_and_back() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = Counted::new(world.window("ann"));
    user.keys("J Y");
    assert_eq!(user.place(), "[The bank opposes the tax. It is unfair, it said.]");
    user.keys("Q");
    assert_eq!(user.place(), "[We will pay. We always did.][But no more,]", "each paragraph is a part");
    user.keys("Q");
    assert_eq!(user.place(), "[Never.]", "the next one");
    user.keys("Backspace");
    assert_eq!(user.place(), "[We will pay. We always did.][But no more,]");
    user.keys(",");
    assert_eq!(user.place(), "[We will pay. We always did.][But no more]", "the end moves, the parts stay");
    user.keys("Backspace*2 Y");
    assert!(user.place().starts_with("[The bank opposes the tax. It is unfair, it said.\n\n“We will pay."));
    assert!(user.user.shows("The passage runs over 2 paragraphs"));
    user.keys("Backspace*2");
    assert_eq!(user.place(), "[The bank opposes the tax.]");
    user.keys("Shift+J Shift+K*3");
    assert_eq!(user.place(), "[The bank opposes the tax.]", "a passage never vanishes");
    user.keys("X .*2 X ,*2");
    assert_eq!(user.place(), "[opposes the]");
    user.keys("> <");
    assert_eq!(user.place(), "[opposes the]");
    user.keys("Escape");
    assert_eq!(user.place(), "");
    user.keys("Backspace");
    assert_eq!(user.place(), "[opposes the]", "letting go can be taken back, too");
}

#[test]
fn what_is_armed_is_shown_and_what_is_not_set_counts_as_no_stance() {
    let world = World::sample();
    fs::remove_dir_all(world.root().join("annotations")).expect("nobody has coded");
    let mut user = Counted::new(world.window("ann"));
    user.keys("Ctrl+PageDown*3 J*3 S \"goodall\" Enter D 5 ?");
    assert!(user.user.shows("Armed: Andrew Goodall · Devolution and local autonomy · supports · unsure"));
    user.keys("Enter");
    assert!(user.user.shows("Armed: Andrew Goodall"));
    assert!(!user.user.shows("Armed: Andrew Goodall ·"), "the speaker alone is carried over");
    user.keys("J");
    user.user.click("Carry the theme over");
    user.keys("I Enter");
    assert!(user.user.shows("Statement kept; stance not yet set"));
    assert!(user.user.shows("Armed: Andrew Goodall · Integration and partnership"));
    user.keys("F9");
    assert!(user.user.shows("Armed: Andrew Goodall · Integration and partnership"), "with the panel hidden, too");
    user.keys("F9 Ctrl+PageDown");
    assert!(!user.user.shows("Armed: "), "another document, nothing armed");
    user.user.wait_until_saved();
    let set = world.read("annotations/ann/003_218fa99778f4842d.txt.ron");
    assert_eq!((set.matches("stance: ").count(), set.matches("theme: ").count()), (1, 2), "{set}");
    assert_eq!(set.matches("unsure: true").count(), 1, "{set}");
    let stats = standpoint::analysis::stats(user.user.session().corpus());
    assert_eq!(stats.n_incomplete, 1, "what is not yet set is counted as that");
}

#[test]
fn a_speaker_has_a_key_of_its_own() {
    let world = World::sample();
    let book = world.read("codebook.ron");
    let with_key = book.replacen(
        "            name: \"Andrew Goodall\",\n",
        "            name: \"Andrew Goodall\",\n            key: \"g\",\n",
        1,
    );
    world.write("codebook.ron", with_key.replacen("format: 1", "format: 2", 1));
    let mut user = Counted::new(world.window("ann"));
    assert!(user.user.session().problems().is_empty(), "{:?}", user.user.session().problems());
    user.keys("J Shift+G G");
    assert!(
        user.user.shows("Armed: Andrew Goodall · Spending decisions"),
        "with Shift the speaker, without it the theme"
    );
}

#[test]
fn statements_are_edited_duplicated_deleted_and_documents_done_by_key() {
    let world = World::new(&[("a.txt", TEXT)]);
    let mut user = Counted::new(world.window("ann"));
    user.keys("J Enter");
    user.keys("K F2");
    assert!(user.user.window().coding.focused.is_some(), "F2 opens the statement here");
    user.keys("? + Delete");
    assert_eq!(user.user.session().set(&"a.txt".into()).map(AnnotationSet::len), Some(1));
    user.keys("Ctrl+Z");
    assert_eq!(user.user.session().set(&"a.txt".into()).map(AnnotationSet::len), Some(2));
    user.keys("Ctrl+D");
    let set = user.user.session().set(&"a.txt".into()).expect("is there");
    assert_eq!(set.progress, Progress::Done);
    assert_eq!(set.statements().iter().filter(|it| it.is_unsure).count(), 1, "a duplicate is not unsure");
    user.user.wait_until_saved();
    assert_eq!(world.read(SET).matches(r#"quote: ["The bank opposes the tax."],"#).count(), 2);
}

#[test]
fn a_cut_passage_keeps_its_other_parts_when_an_end_moves() {
    let world = World::new(&[("a.txt", "one two three four five six seven\n")]);
    let mut user = Counted::new(world.window("ann"));
    user.user.select("one two");
    user.keys("P");
    user.user.select("five");
    user.keys("Enter ] .");
    let spans = |user: &Counted| user.user.session().set(&"a.txt".into()).map(|set| set.statements()[0].spans.clone());
    let of =
        |places: &[(usize, usize)]| Some(places.iter().map(|(a, b)| standpoint::text::Span::new(*a, *b)).collect());
    assert_eq!(spans(&user), of(&[(0, 7), (19, 27)]), "the last end is the active one");
    user.keys("X X .*3");
    assert_eq!(spans(&user), of(&[(0, 27)]), "parts that meet become one");
    user.keys("Ctrl+Z*2");
    assert_eq!(spans(&user), of(&[(0, 7), (19, 23)]));
}

#[test]
fn an_end_that_meets_another_part_stays_with_it_and_undo_leaves_the_end_that_was_moved() {
    let world = World::new(&[("a.txt", "one two three four five six seven\n")]);
    let mut user = Counted::new(world.window("ann"));
    user.user.select("two");
    user.keys("P");
    user.user.select("four");
    user.keys("P");
    user.user.select("seven");
    user.keys("Enter ]");
    let spans = |user: &Counted| {
        let set = user.user.session().set(&"a.txt".into()).expect("was made");
        set.statements()[0].spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>()
    };
    assert_eq!(spans(&user), [(4, 7), (14, 18), (28, 33)]);
    // From the end of the last part: start of the first, its end, start of the second.
    user.keys("X*3 ,*2");
    assert_eq!(spans(&user), [(4, 18), (28, 33)]);
    user.keys(",");
    assert_eq!(spans(&user), [(0, 18), (28, 33)], "the third part is left alone");
    user.keys("Ctrl+Z ,");
    assert_eq!(spans(&user), [(0, 7), (14, 18), (28, 33)], "the end that was moved is moved again");
}

#[test]
fn an_end_dragged_by_its_handle_is_one_step() {
    let world = World::sample();
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("Ctrl+PageDown*3");
    let path = "annotations/coder-1/003_218fa99778f4842d.txt.ron";
    let before = world.read(path);
    user.click_words("focus on safe staffing");
    user.drag("basis", "statutory");
    user.user.wait_until_saved();
    assert!(
        world.read(path).contains(r#"quote: ["There is a focus on safe staffing and putting that on a statutory"],"#)
    );
    user.keys(",");
    user.user.wait_until_saved();
    assert!(
        world.read(path).contains(r#"quote: ["There is a focus on safe staffing and putting that on a"],"#),
        "keys go on from it"
    );
    user.keys("Ctrl+Z*2");
    user.user.wait_until_saved();
    assert_eq!(world.read(path), before, "two steps");
}

#[test]
fn what_was_begun_names_no_theme_that_went_meanwhile() {
    let world = World::uncoded_sample();
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("Ctrl+PageDown*3 J T");
    user.types("Small systems");
    user.keys("Enter");
    let theme = |user: &Counted| user.user.window().coding.draft.theme.clone();
    assert_eq!(theme(&user), Some("small-systems".into()));
    user.keys("Ctrl+PageUp Ctrl+Z Ctrl+PageUp Ctrl+PageDown*3");
    while user.user.window().coding.document.as_ref().map(DocPath::as_str) != Some("003_218fa99778f4842d.txt") {
        user.keys("Ctrl+PageUp");
    }
    assert!(user.user.session().corpus().codebook.themes.get(&"small-systems".into()).is_none());
    assert_eq!(theme(&user), None);
}

#[test]
fn a_draft_stays_when_what_waited_for_a_name_was_something_else() {
    let world = World::sample();
    let mut user = Counted::new(world.start_page(None));
    let root = world.root();
    user.user.open_corpus_as(&root, None);
    user.user.wait_until("documents are read", |window| {
        window.session.as_ref().is_some_and(|session| session.loading().is_none())
    });
    user.keys("J 5 D");
    let draft = user.user.window().coding.draft.clone();
    assert!(draft.theme.is_some() && draft.stance.is_some());
    let ctx = user.user.harness.ctx.clone();
    let path = user.user.window().coding.document.clone().expect("a document is open");
    let coder = user.user.session().coder().to_string();
    let window = user.user.harness.state_mut();
    window.perform(&ctx, Action::SetProgress(path.clone(), Progress::Done));
    assert!(window.unsigned.is_some(), "it waits for a name");
    window.perform(&ctx, Action::SetCoder(coder));
    assert_eq!(user.user.session().set(&path).map(|set| set.progress), Some(Progress::Done));
    assert_eq!(user.user.window().coding.draft, draft);
}

#[test]
fn a_command_that_takes_the_key_of_a_theme_says_so() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    let w = standpoint::app::chord::plain(egui::Key::W);
    let ctx = user.harness.ctx.clone();
    user.harness.state_mut().perform(&ctx, Action::GiveKeys(Command::NextUncoded, Some(vec![w])));
    user.settle();
    assert!(user.shows("has the key of “Workforce planning” now"));
}
