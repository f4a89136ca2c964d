//! How many clicks and key presses coding takes: T1 to T8, in the real window, by input events alone.

use crate::coded::apply;
use crate::counted::Counted;
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::model::{DocPath, Glyph, Hue, Stance, Statement, Theme};
use standpoint::session::Session;
use standpoint::text::Span;
use std::fmt::Write as _;

const DOCUMENT: &str = "003_218fa99778f4842d.txt";

/// The sample corpus, coded by nobody, at document 003, as `coder-1`.
fn at_003(world: &World) -> Counted {
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("Ctrl+PageDown*3");
    assert_eq!(user.user.window().coding.document.as_ref().map(DocPath::as_str), Some(DOCUMENT));
    user.n_actions = 0;
    user
}

/// The file of document 003 by `coder-1`, once it is saved.
fn saved(world: &World, user: &Counted) -> String {
    user.user.wait_until_saved();
    world.read(&format!("annotations/coder-1/{DOCUMENT}.ron"))
}

/// A file without what differs from one making to the next: ids and times.
fn without_ids(ron: &str) -> String {
    let is_own = |line: &str| ["id: ", "created: ", "modified: "].iter().any(|own| line.trim_start().starts_with(own));
    let mut kept = String::new();
    for line in ron.lines().filter(|line| !is_own(line)) {
        writeln!(kept, "{line}").expect("writes");
    }
    kept
}

/// What the statements of a file say, in their order: the lines of each without its id, its surroundings and its times.
fn statements(ron: &str) -> Vec<String> {
    let is_aside =
        |line: &&str| ["id: ", "before: ", "after: ", "created: ", "modified: "].iter().any(|it| line.starts_with(it));
    let inside = without_surroundings(ron);
    let blocks = inside.split("        Statement(\n").skip(1);
    let lines = |block: &str| {
        let lines = block.lines().map(str::trim).take_while(|line| *line != "),").filter(|line| !is_aside(line));
        lines.collect::<Vec<_>>().join(" ")
    };
    blocks.map(lines).collect()
}

/// A file in which no line of a statement is broken: words before and after a passage may run over paragraphs.
fn without_surroundings(ron: &str) -> String {
    let mut kept = String::new();
    let mut is_inside = false;
    for line in ron.lines() {
        let head = line.trim_start();
        is_inside |= head.starts_with("before: ") || head.starts_with("after: ");
        if !is_inside {
            writeln!(kept, "{line}").expect("writes");
        }
        is_inside &= !line.ends_with("\",");
    }
    kept
}

#[test]
fn t1_a_statement_takes_four_actions() {
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    // The speaker is armed by a statement before.
    user.keys("J*3 S \"goodall\" Enter Enter");
    user.n_actions = 0;
    user.keys("J 5 D Enter");
    assert_eq!(user.n_actions, 4);
    let quote = "The small size of Wales – with just 10 chief executives – “gives us an opportunity to have action and momentum,” he said.";
    assert_eq!(
        statements(&saved(&world, &user))[1],
        format!(
            r#"spans: [(371, 492)], quote: ["{quote}"], speakers: ["andrew-goodall"], theme: "devolution-and-local-autonomy", stance: "supports","#
        )
    );
}

#[test]
fn t1_holds_with_the_pointer_too() {
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    user.keys("J*3 S \"goodall\" Enter Enter");
    user.n_actions = 0;
    // Three presses in one place choose a sentence.
    user.triple_click_words("opportunity to have");
    assert_eq!(std::mem::take(&mut user.n_actions), 3);
    user.keys("5 D Enter");
    assert_eq!(1 + user.n_actions, 4, "one choice, three keys");
    assert!(statements(&saved(&world, &user))[1].starts_with("spans: [(371, 492)],"));
}

#[test]
fn t2_a_theme_by_two_letters_and_a_suggested_speaker_take_eight_actions() {
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    user.keys("J*2");
    user.n_actions = 0;
    user.keys("J S Enter 5 T");
    user.types("ac");
    user.keys("Ctrl+Enter");
    assert!(user.n_actions + user.n_letters <= 8, "{} actions, {} letters", user.n_actions, user.n_letters);
    let said = &statements(&saved(&world, &user))[0];
    let words = r#"speakers: ["andrew-goodall"], theme: "accountability", stance: "supports","#;
    assert!(said.starts_with("spans: [(196, 370)],") && said.ends_with(words), "{said}");
}

#[test]
fn t3_a_new_theme_and_a_new_speaker_take_twelve_actions_and_no_dialog() {
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    user.keys("J*2");
    (user.n_actions, user.n_letters) = (0, 0);
    let names = ["Jane Roe, chair, Care Forum", "Small systems"];
    user.keys("J S");
    user.types(names[0]);
    user.keys("Enter T");
    user.types(names[1]);
    user.keys("Enter 5 Enter");
    assert!(user.user.window().dialogs.open.is_none(), "no dialog");
    assert!(user.n_actions <= 12, "{}", user.n_actions);
    assert_eq!(
        user.n_letters,
        names.map(|name| name.chars().count()).iter().sum::<usize>(),
        "the letters of the names"
    );
    let said = &statements(&saved(&world, &user))[0];
    assert!(said.ends_with(r#"speakers: ["jane-roe"], theme: "small-systems", stance: "supports","#), "{said}");
    let book = world.read("codebook.ron");
    for line in [r#"id: "care-forum","#, r#"affiliations: [Affiliation(role: "chair", organisation: "care-forum")],"#] {
        assert!(book.contains(line), "{line} is not in the codebook");
    }
}

#[test]
fn t4_a_second_statement_on_a_passage_takes_three_actions() {
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    user.keys("J*3 S \"goodall\" Enter 5 D Enter");
    // Right after the first was kept.
    user.n_actions = 0;
    user.keys("+ A 2");
    assert_eq!(user.n_actions, 3);
    // And on one that is open.
    user.n_actions = 0;
    user.keys("+ I 4");
    assert_eq!(user.n_actions, 3);
    let said = statements(&saved(&world, &user));
    let words =
        |theme: &str, stance: &str| format!(r#"speakers: ["andrew-goodall"], theme: "{theme}", stance: "{stance}","#);
    let of = ["devolution-and-local-autonomy", "accountability", "integration-and-partnership"];
    assert_eq!(said.len(), 3);
    for (said, words) in
        said.iter().zip([words(of[0], "supports"), words(of[1], "doubts"), words(of[2], "conditional")])
    {
        assert!(said.starts_with("spans: [(196, 370)],") && said.ends_with(&words), "{said}");
    }
}

#[test]
fn t5_a_whole_document_is_coded_by_keyboard_alone() {
    let by_hand = World::sample().read(&format!("annotations/coder-1/{DOCUMENT}.ron"));
    let world = World::uncoded_sample();
    let mut user = at_003(&world);
    for line in T5.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (keys, passage) = line.split_once("⇒").map_or((line, None), |(keys, passage)| (keys, Some(passage.trim())));
        user.keys(keys);
        if let Some(passage) = passage {
            assert_eq!(user.place(), passage, "after {keys}");
        }
    }
    let coded = saved(&world, &user);
    assert_eq!(without_ids(&coded), without_ids(&by_hand));
}

/// Document 003 as it is coded by keyboard: keys, and behind `⇒` the passage that they must have selected.
const T5: &str = r#"
# Past the heading and the first paragraph to the first statement; one sentence too many, and back.
Z Z Z Shift+J Backspace ⇒ [NHS Wales chief executive Andrew Goodall said the 2009 reconfiguration of services in Wales had brought greater accountability and a very strong ethos of partnership working.]
, X .*7 ⇒ [the 2009 reconfiguration of services in Wales had brought greater accountability and a very strong ethos of partnership working]
S "goodall" Enter T "structural" Enter 5
N "Reported speech. He credits the reorganisation with good effects; the effects are statements of their own." Escape Enter

# Two statements inside it: back to the passage, and its ends moved in.
Backspace .*9 X ,*8 ⇒ [greater accountability]
A 5 Enter
Backspace .*8 X .*3 ⇒ [a very strong ethos of partnership working]
I 5 Enter

# A quotation and the words before it, in two parts.
J Q , ⇒ [gives us an opportunity to have action and momentum]
P K ,*14 ⇒ [The small size of Wales – with just 10 chief executives][gives us an opportunity to have action and momentum]
D 5 N "He praises a small system that can act for itself, at a session on devolved services; devolution is not named. Structural reorganisation was the alternative." Escape Enter

J ,*4 X . ⇒ [there was also a lot of public scrutiny which could translate into a very visible focus on managers’ actions]
T "performance" Enter 2 N "“But” sets it against the opportunity. Reads as a warning; a neutral reading (“unclear”) is possible." Escape Enter

# Summers. The speaker is another from here on.
J , X .*10 ⇒ [reforms in Scotland would involve the majority of care being provided locally, with centres of excellence for complex care]
S "summers" Enter T "structural" Enter 5
N "The whole plan is a reconfiguration of services: local care with specialist centres. He explains rather than praises it; as an official of the service he speaks for it." Escape Enter
Backspace .*5 X ,*8 ⇒ [the majority of care being provided locally]
M 5 Enter
J Q , ⇒ [There is a focus on safe staffing and putting that on a statutory basis]
T "safe" Enter 5 Enter
J , X .*2 ⇒ [working with trade unions in partnership as the way forward for NHS Scotland, with each health board having an employee director on the board]
T "unions" Enter 5 Enter
J Q , ⇒ [It’s about recognising that we are all under pressure but there is a lot that we can do collectively]
T "unions" Enter 5 Enter

# Dorrell. The second statement on the passage is a duplicate, at first with the wrong stance.
J , X .*11 ⇒ [devolution in England was not primarily driven by the need to reorganise NHS services]
S "dorrell" Enter T "structural" Enter 2 N "He plays reorganisation down as a motive; he does not reject it." Escape Enter
+ D 5 Ctrl+Z 6
N "He says what devolution is not about. What follows suggests sympathy, but a direction on devolution itself can’t be told." Escape Enter

# A quotation cut by "he said", in three parts.
J Q P K , X .*12 P K ,*24 ⇒ [The NHS needed to][come down off the hill][and see itself as part of the patchwork of public services serving communities]
I 5 Enter
J Q , P K ,*14 ⇒ [NHS leaders must now move beyond rhetoric about integrating services and][challenge ourselves on how we can make it real]
I 5 N "There is also a reproach to leaders in “rhetoric” (Leadership today, “doubts”); he counts himself in, so it is left at one statement." Escape Enter

# A quotation of two sentences. What comes after it is no statement: the document is done.
Z Q ⇒ [Why is it that we still think there is something different between primary and community health services? If we can’t join those up, then we really are lost.]
I 5 Enter
Z ⇒ [Related News]
Escape Ctrl+D
"#;

#[test]
fn t6_another_stance_takes_two_actions() {
    let world = World::sample();
    let mut user = at_003(&world);
    let mut wanted = statements(&saved(&world, &user));
    user.click_words("focus on safe staffing");
    user.keys("1");
    assert_eq!(user.n_actions, 2);
    let changed = wanted.iter_mut().find(|said| said.contains("There is a focus on safe staffing")).expect("is there");
    *changed = changed.replace("\"supports\"", "\"opposes\"");
    assert_eq!(statements(&saved(&world, &user)), wanted);
}

#[test]
fn t7_a_boundary_moved_by_a_word_takes_two_actions() {
    let world = World::sample();
    let mut user = at_003(&world);
    let before = saved(&world, &user);
    user.click_words("focus on safe staffing");
    user.keys(",");
    assert_eq!(user.n_actions, 2);
    let said = statements(&saved(&world, &user));
    let shorter =
        r#"spans: [(805, 870)], quote: ["There is a focus on safe staffing and putting that on a statutory"],"#;
    assert!(said.iter().any(|said| said.starts_with(shorter)), "{said:#?}");
    // More of them are one step of the history, and the start moves as well.
    user.keys(",*3 X .");
    assert!(
        statements(&saved(&world, &user))
            .iter()
            .any(|said| said.contains(r#"["is a focus on safe staffing and putting that"]"#))
    );
    user.keys("Ctrl+Z*2");
    assert_eq!(saved(&world, &user), before);
}

#[test]
fn t8_a_tag_is_on_screen_in_the_next_frame_of_a_large_text() {
    let sentence = "The bank, it says in so many words, opposes the tax on towns. ";
    let n_sentences = 1_000_000_usize.div_ceil(sentence.len());
    let mut text = String::new();
    for n in 0..n_sentences {
        text.push_str(sentence);
        if n % 8 == 7 {
            text.push('\n');
        }
    }
    assert!(text.chars().count() >= 1_000_000);
    let world = World::new(&[("large.txt", &text)]);
    let mut session = world.session("coder-1");
    let stance = Stance {
        id: "opposes".into(),
        name: "opposes".to_owned(),
        definition: String::new(),
        position: Some(-1.0),
        colour: Hue::Rust,
        glyph: Glyph::TriangleDown,
        key: Some('1'),
    };
    let theme = Theme { id: "tax".into(), name: "Tax".to_owned(), key: Some('a'), ..Theme::default() };
    let set = session.key(&"large.txt".into());
    let places = text.match_indices("opposes").take(5000).map(|(at, word)| Span::new(at, at + word.len()));
    let statement = |span: Span| Statement {
        id: Session::new_statement_id(),
        spans: vec![span],
        speakers: Vec::new(),
        theme: None,
        stance: Some("opposes".into()),
        note: String::new(),
        is_unsure: false,
        created: Session::now(),
        modified: None,
    };
    let statements =
        places.map(statement).map(|it| Edit::Statement { set: set.clone(), id: it.id, value: Some(it.into()) });
    let entries = [
        Edit::Stance { id: stance.id.clone(), value: Some((0, stance)) },
        Edit::Theme { id: theme.id.clone(), value: Some((0, theme)) },
    ];
    apply(&mut session, Edit::Batch(entries.into_iter().chain(statements).collect()));
    assert!(session.flush(PATIENCE), "saved");
    drop(session);
    let mut user = Counted::new(world.window("coder-1"));
    user.keys("J 1 A");
    let name = "opposes: Tax, Speaker not yet set";
    assert!(!user.user.shows(name));
    user.press_for_one_frame('\n');
    assert!(user.user.shows(name), "the very next frame shows the statement");
    user.user.wait_until_saved();
    let ron = world.read("annotations/coder-1/large.txt.ron");
    assert_eq!(ron.matches("Statement(").count(), 5001);
    assert!(ron.contains(&format!("quote: [\"{}\"],", sentence.trim())));
}
