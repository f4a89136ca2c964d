//! A small corpus for the tests of the floors above.

use super::{
    Affiliation, Codebook, Corpus, Document, DocumentDate, Glyph, Hue, PartialDate, RoleHeld, Speaker, SpeakerKind,
    Stance, Statement, StatementId, TextState, Theme,
};
use crate::text::{DocumentText, Span};
use std::sync::Arc;

/// What stands in every document of [`corpus`].
pub const TEXT: &str =
    "He said “it’s good” and, =later, 👩‍👧 left.\nNew, \"para\" graph; the e\u{301}nd. It’s good […] again.";

/// Three documents, dated and not; two themes below each other and one apart; three stances; speakers with dated roles.
pub fn corpus() -> Corpus {
    let mut codebook = Codebook::default();
    for (name, position) in [("Supports", Some(1.0)), ("Opposes", Some(-0.5)), ("Unclear", None)] {
        let id = codebook.new_stance_id(name);
        let stance = Stance {
            id,
            name: name.to_owned(),
            definition: String::new(),
            position,
            colour: Hue::Blue,
            glyph: Glyph::TriangleUp,
            key: None,
        };
        assert!(codebook.stances.push(stance).is_ok());
    }
    for (name, parent) in [("Workforce", None), ("Pay", Some("workforce")), ("Devolution", None)] {
        let theme = Theme {
            id: codebook.new_theme_id(name),
            name: name.to_owned(),
            parent: parent.map(Into::into),
            ..Theme::default()
        };
        assert!(codebook.themes.push(theme).is_ok());
    }
    for (name, alias, held) in [
        ("NHS Wales", "", vec![]),
        ("Andrew Goodall", "The Goodall", vec![("chief executive", "2015", "2021"), ("secretary", "2022", "2024")]),
        ("Jane; Doe", "", vec![("=chair", "2000", "2030")]),
    ] {
        let affiliations = held.into_iter().map(|(role, from, until)| Affiliation {
            held: RoleHeld { role: role.to_owned(), organisation: Some("nhs-wales".into()) },
            from: PartialDate::parse(from),
            until: PartialDate::parse(until),
        });
        let id = codebook.new_speaker_id(name);
        let speaker = Speaker {
            name: name.to_owned(),
            // One that others speak for, and that speaks for itself.
            kind: if id.as_str() == "nhs-wales" { SpeakerKind::Organisation } else { SpeakerKind::Person },
            id,
            aliases: if alias.is_empty() { Vec::new() } else { vec![alias.to_owned()] },
            affiliations: affiliations.collect(),
            note: String::new(),
            key: None,
        };
        assert!(codebook.speakers.push(speaker).is_ok());
    }
    let document = |path: &str, date: Option<&str>| {
        let mut document = Document::new(path.into());
        document.text = TextState::Ready(Arc::new(DocumentText::new(TEXT)));
        document.meta.title = format!("Title, of {path}");
        document.meta.source = "@source".to_owned();
        document.meta.date =
            date.and_then(PartialDate::parse).map(|from| DocumentDate { from, until: None, is_inferred: false });
        document
    };
    let documents =
        vec![document("a.txt", Some("2017-05-01")), document("b.txt", None), document("news/c.txt", Some("2023"))];
    Corpus::new(documents, codebook)
}

/// The same documents with nothing known about them.
pub fn bare_corpus() -> Corpus {
    let full = corpus();
    let documents = full
        .documents()
        .iter()
        .map(|document| Document { text: document.text.clone(), ..Document::new(document.path.clone()) });
    Corpus::new(documents.collect(), Codebook::default())
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
