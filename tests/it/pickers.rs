//! Choosing and making entries by typing.

use crate::coded::apply;
use crate::world::{Driver, World};
use egui::{Key, Modifiers};
use standpoint::app::panels::picker::guess::{Reason, suggested};
use standpoint::app::panels::picker::index::Usage;
use standpoint::app::panels::picker::names::Names;
use standpoint::app::panels::picker::offer::Choice;
use standpoint::app::panels::picker::speakers::Speakers;
use standpoint::edit::Edit;
use standpoint::model::{Attribution, DateRange, PartialDate, SpeakerId, Statement, StatementId, Theme};
use standpoint::session::Session;
use standpoint::text::Span;
use std::sync::Arc;

const MIP: &str = "003_218fa99778f4842d.txt";

fn enter(user: &mut Driver) {
    user.key(Modifiers::NONE, Key::Enter);
}

fn type_key(user: &mut Driver, key: Key) {
    user.key(Modifiers::NONE, key);
}

/// The window on the uncoded sample, at the conference report, with words selected.
fn at_conference(words: &str) -> (World, Driver) {
    let world = World::uncoded_sample();
    let mut user = world.window("ann");
    user.click("MiP Conference");
    user.select(words);
    (world, user)
}

/// A statement that says nothing yet.
fn bare(id: StatementId) -> Statement {
    Statement {
        id,
        spans: vec![Span::new(0, 3)],
        speakers: Vec::new(),
        theme: None,
        stance: None,
        note: String::new(),
        is_unsure: false,
        created: jiff::Timestamp::UNIX_EPOCH,
        modified: None,
    }
}

#[test]
fn an_office_finds_who_held_it_on_the_date_of_the_document() {
    let world = World::sample();
    let session = world.session("ann");
    let book = &session.corpus().codebook;
    for (date, typed, expected) in [
        ("2022-06-15", "secretary of state", "Sajid Javid"),
        ("2022-06-15", "health secretary", "Sajid Javid"),
        ("2022-09-16", "health secretary", "Therese Coffey"),
        ("2022-09-16", "the health secretary", "Therese Coffey"),
        ("2024-11-13", "Secretary of State for Health", "Wes Streeting"),
        ("2023-06-14", "Secretary of State", "Steve Barclay"),
        ("2024-11-13", "health secretary", "Wes Streeting"),
        ("2017", "NHS Wales chief executive", "Andrew Goodall"),
    ] {
        let date = PartialDate::parse(date).expect("a date");
        let days = Some(DateRange { first: date.first_day(), last: date.last_day() });
        let listed = Speakers::new(book, days).list(typed, &Usage::default());
        let Choice::Known(at) = listed[0].choice else { panic!("{typed}: a new entry comes first") };
        assert_eq!(book.speakers.at(at).map(|speaker| speaker.name.as_str()), Some(expected), "{typed} on {date:?}");
    }
}

#[test]
fn the_suggested_speaker_is_the_last_one_or_the_one_named_before() {
    let world = World::uncoded_sample();
    let mut session = world.session("ann");
    let text = session.corpus().document(&MIP.into()).and_then(|document| document.ready_text()).cloned();
    let text = text.expect("is read");
    let guess = |session: &Session, words: &str| {
        let at = text.as_str().find(words).expect("is in the text");
        let (book, set) = (&session.corpus().codebook, session.set(&MIP.into()));
        suggested(book, &Names::new(book), set, text.as_str(), Some(Span::new(at, at + words.len())))
    };
    let named = |id: &str| Some((id.into(), Reason::NamedBefore));
    assert_eq!(guess(&session, "the 2009"), named("andrew-goodall"));
    assert_eq!(guess(&session, "the majority of care"), named("malcolm-summers"));
    let within = Some(("andrew-goodall".into(), Reason::NamedWithin));
    assert_eq!(guess(&session, "NHS Wales chief executive Andrew Goodall said the 2009"), within);
    assert_eq!(guess(&session, "MiP brought"), None, "nobody is named before");
    let id = Session::new_statement_id();
    let statement = Statement { speakers: vec![Attribution::from(SpeakerId::from("stephen-dorrell"))], ..bare(id) };
    let set = session.key(&MIP.into());
    apply(&mut session, Edit::Statement { set, id, value: Some(Arc::new(statement)) });
    assert_eq!(guess(&session, "the 2009"), Some(("stephen-dorrell".into(), Reason::SpokeLast)));
}

#[test]
fn the_codebook_has_a_revision_of_its_own() {
    let world = World::uncoded_sample();
    let mut session = world.session("ann");
    let (all, codebook) = (session.revision(), session.codebook_revision());
    let (id, set) = (Session::new_statement_id(), session.key(&MIP.into()));
    apply(&mut session, Edit::Statement { set, id, value: Some(Arc::new(bare(id))) });
    assert!(session.revision() > all && session.codebook_revision() == codebook, "a statement is not of the codebook");
    let theme = Theme { id: "zeal".into(), name: "Zeal".to_owned(), ..Theme::default() };
    let at = session.corpus().codebook.themes.len();
    apply(&mut session, Edit::Theme { id: "zeal".into(), value: Some((at, theme)) });
    let with_theme = session.codebook_revision();
    assert!(with_theme > codebook);
    session.undo().expect("is undone");
    assert!(session.codebook_revision() > with_theme, "taken back, it is another state");
    assert!(world.session("ann").codebook_revision() > with_theme, "opened again, too");
}

#[test]
fn a_theme_keeps_the_commas_of_its_name() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("Health, social care");
    type_key(&mut user, Key::Tab);
    assert!(user.shows("New theme: Health, social care"));
    user.type_text("workforce");
    enter(&mut user);
    assert!(user.shows("Theme: Health, social care"));
}

#[test]
fn an_office_is_told_with_its_date_and_a_theme_with_its_use() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    user.select("gives us an opportunity");
    type_key(&mut user, Key::S);
    user.type_text("nhs wales chief executive");
    let date = user.session().corpus().document(&MIP.into()).and_then(|document| document.meta.date).expect("a date");
    let year = date.from.year().to_string();
    assert!(user.shows("chief executive, NHS Wales · ") && user.shows(&year), "the office is of the document's date");
    type_key(&mut user, Key::Escape);
    type_key(&mut user, Key::T);
    assert!(user.shows(" in this document"), "themes used here say how often");
}

#[test]
fn shift_and_tab_leave_the_picker() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("work");
    assert!(user.shows("New theme: work"));
    user.key(Modifiers::SHIFT, Key::Tab);
    assert!(!user.shows("New theme: work") && !user.shows("Theme: Work"), "it is closed, and nothing was chosen");
}

#[test]
fn a_new_theme_is_put_beside_the_one_used_last() {
    let (world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("Workforce > Zeal");
    enter(&mut user);
    type_key(&mut user, Key::T);
    user.type_text("Ardour");
    type_key(&mut user, Key::Tab);
    assert!(user.shows("Workforce, above the theme used last"));
    enter(&mut user);
    user.wait_until_saved();
    let session = world.session("ann");
    assert_eq!(session.corpus().codebook.theme_path(&"ardour".into()), "Workforce > Ardour");
}

#[test]
fn a_theme_by_two_letters_and_the_suggested_speaker_take_eight_actions() {
    // The passage is chosen by one press and drag; then:
    let (world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::S);
    assert!(user.shows("Andrew Goodall, named before this passage"), "the reason is told");
    enter(&mut user);
    type_key(&mut user, Key::T);
    user.type_text("l");
    user.type_text("e");
    enter(&mut user);
    enter(&mut user);
    // One drag and seven key presses.
    user.wait_until_saved();
    let set = world.read(&format!("annotations/ann/{MIP}.ron"));
    assert!(set.contains(r#"speakers: ["andrew-goodall"]"#), "{set}");
    assert!(set.contains("theme: "), "{set}");
}

#[test]
fn what_is_nearly_the_same_is_asked_about_and_made_only_on_purpose() {
    let (world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("work force");
    assert!(user.shows("Workforce, Did you mean this?"));
    assert!(user.shows("New theme: work force, although “Workforce” is near"));
    enter(&mut user);
    assert!(user.shows("Theme: Workforce"));
    type_key(&mut user, Key::T);
    user.type_text("work force");
    user.key(Modifiers::SHIFT, Key::Enter);
    assert!(user.shows("Theme: work force"));
    type_key(&mut user, Key::S);
    user.type_text("Stephen Dorrel");
    assert!(user.shows("New person: Stephen Dorrel, although “Stephen Dorrell” is near"));
    enter(&mut user);
    assert!(user.shows("Speaker: Stephen Dorrell"));
    user.wait_until_saved();
    assert!(!world.read("codebook.ron").contains("\"Stephen Dorrel\""), "no second entry was made");
}

#[test]
fn the_highlighted_row_tells_when_to_use_a_theme() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("workforce pl");
    assert!(user.shows("That there should be a national, long-term plan"));
    assert!(user.shows("Use when") && user.shows("Do not use"));
    type_key(&mut user, Key::Escape);
    assert!(!user.shows("Use when"), "the card goes with the picker");
    type_key(&mut user, Key::S);
    user.type_text("dorrell");
    assert!(user.shows("On the date of this document") && user.shows("2015–2019: chair, NHS Confederation"));
    assert!(user.shows("At other times") && user.shows("1995–1997: Secretary of State for Health"));
}

#[test]
fn what_was_used_stands_at_the_top_of_an_empty_field() {
    let world = World::sample();
    let mut user = world.window("coder-1");
    user.click("MiP Conference");
    type_key(&mut user, Key::T);
    assert!(!user.shows("Recent") && user.shows("In this document"));
    user.type_text("unions");
    enter(&mut user);
    type_key(&mut user, Key::T);
    enter(&mut user);
    assert!(user.shows("Theme: Working with trade unions"), "the first row is what was used last");
}

#[test]
fn the_keys_of_the_list_go_to_its_ends_and_keep_the_row_in_view() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.key(Modifiers::COMMAND, Key::End);
    let last = user.session().corpus().codebook.themes.iter().last().expect("themes").name.clone();
    assert!(user.shows(&last), "the last row is in view");
    user.key(Modifiers::COMMAND, Key::Home);
    user.key(Modifiers::NONE, Key::PageDown);
    user.key(Modifiers::NONE, Key::PageUp);
    enter(&mut user);
    let first = user.session().corpus().codebook.themes.iter().next().expect("themes").name.clone();
    assert!(user.shows(&format!("Theme: {first}")));
}

#[test]
fn tab_on_a_new_theme_asks_for_its_parent() {
    let (world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::T);
    user.type_text("Zeal");
    type_key(&mut user, Key::Tab);
    assert!(user.shows("New theme: Zeal"));
    user.type_text("workforce");
    enter(&mut user);
    assert!(user.shows("Theme: Zeal"));
    user.wait_until_saved();
    let book = world.session("ann");
    let book = &book.corpus().codebook;
    assert_eq!(book.theme_path(&"zeal".into()), "Workforce > Zeal");
}

#[test]
fn tab_on_a_new_speaker_asks_for_role_and_organisation() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    type_key(&mut user, Key::S);
    user.type_text("Jane Roe");
    type_key(&mut user, Key::Tab);
    user.type_text("Minister for Health, Wales");
    type_key(&mut user, Key::Tab);
    user.type_text("NHS Confedration");
    assert!(user.shows("NHS Confederation, Did you mean this?"));
    enter(&mut user);
    assert!(user.shows("Speaker: Jane Roe, Minister for Health, Wales, NHS Confederation"));
    // Enter in the role accepts with what is there.
    type_key(&mut user, Key::S);
    user.type_text("Zed Moe");
    type_key(&mut user, Key::Tab);
    user.type_text("chair");
    enter(&mut user);
    assert!(user.shows("Speaker: Zed Moe, chair"));
}

#[test]
fn a_new_theme_and_a_new_speaker_take_twelve_actions_and_the_names() {
    let (_world, mut user) = at_conference("gives us an opportunity");
    // One drag; S, name, Enter; T, name, Enter; stance; Enter: eight actions and two names.
    type_key(&mut user, Key::S);
    user.type_text("Jane Roe, chair, Zeal Trust");
    enter(&mut user);
    type_key(&mut user, Key::T);
    user.type_text("Workforce > Zeal");
    enter(&mut user);
    type_key(&mut user, Key::Num5);
    enter(&mut user);
    let set = user.session().set(&MIP.into()).expect("a set");
    assert_eq!(set.len(), 1);
    assert_eq!(set.statements()[0].theme, Some("zeal".into()));
    assert_eq!(set.statements()[0].speakers[0].speaker, "jane-roe".into());
    assert_eq!(set.statements()[0].stance, Some("supports".into()));
}
