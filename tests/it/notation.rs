//! Tagged texts written as they are read: the notation in which tests say what is coded.
//!
//! ```text
//! The [bank|stance=opposes theme=tax speaker=treasury] said [no|id=2 note=as_quoted], and [never|id=2].
//!      └── passage and what is said of it ───────────┘      └ two parts of one passage ──────┘
//! ```
//!
//! Inside the brackets `|` ends the words; then `key=value` by spaces: `stance`, `theme`, `speaker` (once for each),
//! `note` (`_` stands for a space) and `id`, a number; without one, passages are numbered as they close. Passages may
//! lie in one another. A backslash takes the meaning from `[`, `]`, `|` and itself.

use standpoint::model::{Statement, StatementId};
use standpoint::text::Span;

/// A text with the statements on it, by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The text without its brackets.
    pub text: String,
    /// What the brackets say.
    pub statements: Vec<Statement>,
}

/// The statement id number `n`.
pub fn id(n: u128) -> StatementId {
    StatementId::new(uuid::Uuid::from_u128(n))
}

/// A statement of nothing but its passage, in bytes.
pub fn statement(n: u128, spans: &[(usize, usize)]) -> Statement {
    Statement {
        id: id(n),
        spans: spans.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
        speakers: Vec::new(),
        theme: None,
        stance: None,
        note: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        is_unsure: false,
        modified: None,
    }
}

/// Reads the notation.
///
/// # Panics
/// When a bracket is not closed, closes nothing, or says something unknown.
pub fn tagged(notation: &str) -> Tagged {
    let (mut text, mut open) = (String::new(), Vec::new());
    let mut statements: Vec<Statement> = Vec::new();
    let mut chars = notation.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next().expect("something behind the backslash")),
            '[' => open.push(text.len()),
            '|' if !open.is_empty() => {
                let start = open.pop().expect("a bracket is open");
                let said: String = chars.by_ref().take_while(|c| *c != ']').collect();
                put(&mut statements, Span::new(start, text.len()), &said);
            }
            ']' => panic!("a bracket closes that says nothing: {text:?}"),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "a bracket is not closed: {notation:?}");
    for statement in &mut statements {
        statement.spans.sort();
    }
    statements.sort_by_key(Statement::order);
    Tagged { text, statements }
}

fn put(statements: &mut Vec<Statement>, span: Span, said: &str) {
    let words: Vec<(&str, &str)> =
        said.split_whitespace().map(|word| word.split_once('=').expect("key=value")).collect();
    let number = words.iter().find(|(key, _)| *key == "id").map(|(_, n)| n.parse().expect("an id is a number"));
    let number = number.unwrap_or_else(|| statements.len() as u128 + 1);
    let at = statements.iter().position(|statement| statement.id == id(number)).unwrap_or_else(|| {
        statements.push(statement(number, &[]));
        statements.len() - 1
    });
    let statement = &mut statements[at];
    statement.spans.push(span);
    for (key, value) in words {
        match key {
            "id" => {}
            "stance" => statement.stance = Some(value.into()),
            "theme" => statement.theme = Some(value.into()),
            "speaker" => statement.speakers.push(standpoint::model::SpeakerId::from(value).into()),
            "note" => statement.note = value.replace('_', " "),
            other => panic!("nothing is called {other}"),
        }
    }
}

/// Writes `statements` on `text` in the notation; passages must lie apart or in one another.
pub fn drawn(text: &str, statements: &[Statement]) -> String {
    let mut parts: Vec<(Span, &Statement, bool)> = Vec::new();
    for statement in statements {
        parts.extend(statement.spans.iter().enumerate().map(|(n, span)| (*span, statement, n == 0)));
    }
    // The outer opens first, and closes last.
    parts.sort_by_key(|(span, statement, _)| (span.start, std::cmp::Reverse(span.end), statement.id));
    let mut out = String::new();
    let mut open: Vec<(Span, &Statement, bool)> = Vec::new();
    let mut next = parts.into_iter().peekable();
    let places = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    for (at, c) in places {
        while let Some((_, statement, is_first)) = open.pop_if(|(span, ..)| span.end == at) {
            out.extend(["|", &said(statement, is_first), "]"]);
        }
        assert!(open.iter().all(|(span, ..)| span.end > at), "passages cross at {at}");
        while let Some(part) = next.next_if(|(span, ..)| span.start == at) {
            out.push('[');
            open.push(part);
        }
        if let Some(c) = c {
            out.push_str(if matches!(c, '[' | ']' | '|' | '\\') { "\\" } else { "" });
            out.push(c);
        }
    }
    out
}

fn said(statement: &Statement, is_first: bool) -> String {
    let mut words = vec![format!("id={}", number(statement.id))];
    if is_first {
        words.extend(statement.stance.iter().map(|stance| format!("stance={stance}")));
        words.extend(statement.theme.iter().map(|theme| format!("theme={theme}")));
        words.extend(statement.speakers.iter().map(|who| format!("speaker={}", who.speaker)));
        if !statement.note.is_empty() {
            words.push(format!("note={}", statement.note.replace(' ', "_")));
        }
    }
    words.join(" ")
}

fn number(id: StatementId) -> u128 {
    uuid::Uuid::parse_str(&id.to_string()).expect("an id is a UUID").as_u128()
}

#[test]
fn words_spans_and_what_is_said_are_read() {
    let read = tagged("The [bank|stance=opposes theme=tax speaker=treasury speaker=bank] said “[nö|note=why_not]”.");
    assert_eq!(read.text, "The bank said “nö”.");
    let [first, second] = read.statements.as_slice() else { panic!("two: {:?}", read.statements) };
    assert_eq!((first.id, second.id), (id(1), id(2)));
    assert_eq!((first.spans.as_slice(), second.spans.as_slice()), (&[Span::new(4, 8)][..], &[Span::new(17, 20)][..]));
    assert_eq!((first.stance.clone(), first.theme.clone()), (Some("opposes".into()), Some("tax".into())));
    let speakers: Vec<&str> = first.speakers.iter().map(|who| who.speaker.as_str()).collect();
    assert_eq!(speakers, ["treasury", "bank"]);
    assert_eq!((second.note.as_str(), second.stance.as_ref()), ("why not", None));
}

#[test]
fn cut_nested_and_escaped_passages_are_read() {
    let read = tagged(r"[It [works|id=7],|id=3 theme=a]” he \[sic\] said, “[for\|us|id=3].");
    assert_eq!(read.text, "It works,” he [sic] said, “for|us.");
    let words = |n: u128| -> Vec<&str> {
        let found = read.statements.iter().find(|statement| statement.id == id(n)).expect("is there");
        found.spans.iter().map(|span| &read.text[span.start..span.end]).collect()
    };
    assert_eq!((words(3), words(7)), (vec!["It works,", "for|us"], vec!["works"]));
}

#[test]
fn what_was_read_is_written_back() {
    for notation in [
        "The [bank|id=1 stance=opposes theme=tax speaker=treasury note=so_it_is] said.",
        "[It [works|id=7],|id=3 theme=a]” he \\[sic\\] said, “[for us|id=3].",
        "[[e\u{301}|id=2]👩‍👧|id=1]",
        "",
    ] {
        let read = tagged(notation);
        assert_eq!(drawn(&read.text, &read.statements), notation);
    }
}

#[test]
#[should_panic(expected = "passages cross")]
fn passages_that_cross_cannot_be_written() {
    drawn("abc", &[statement(1, &[(0, 2)]), statement(2, &[(1, 3)])]);
}

#[test]
#[should_panic(expected = "a bracket is not closed")]
fn a_bracket_must_close() {
    tagged("The [bank");
}
