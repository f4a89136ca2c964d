//! The fields of everything that an edit can change, as words.

use super::Names;
use crate::model::{
    Attribution, DocPath, DocumentMeta, Hue, Progress, RoleHeld, Speaker, SpeakerKind, Stance, Statement, Theme,
    Unplaced,
};
use crate::text::DocumentText;

/// The field that says which words are meant.
pub(super) const PASSAGE: &str = "passage";
/// The field that says where a thing stands in its list.
pub(super) const ORDER: &str = "place in the list";

/// The field that says when a statement was changed.
pub(super) const LAST_CHANGED: &str = "last changed";

/// What stands between the fragments of a cut passage.
const GAP: &str = " […] ";

/// A thing in words.
#[derive(Default)]
pub(super) struct Words {
    /// What it is.
    pub title: String,
    /// Each field with what it says; empty where it says nothing.
    pub fields: Vec<(&'static str, String)>,
}

/// The words of the passage.
pub(super) fn passage(statement: &Statement, text: &DocumentText) -> String {
    if !statement.fits(text) {
        return String::new();
    }
    statement.fragments(text).collect::<Vec<_>>().join(GAP)
}

pub(super) fn statement_words(statement: &Statement, text: Option<&DocumentText>, names: Names<'_>) -> Words {
    let quote = text.map(|text| passage(statement, text)).unwrap_or_default();
    Words { title: quote.clone(), fields: said(statement, quote, names) }
}

pub(super) fn unplaced_words(unplaced: &Unplaced, names: Names<'_>) -> Words {
    let quote = unplaced.anchor.quote.join(GAP);
    let mut fields = said(&unplaced.statement, quote.clone(), names);
    let state = if unplaced.is_aside { "set aside" } else { "waits for its place" };
    fields.push(("state", state.to_owned()));
    Words { title: quote, fields }
}

fn said(statement: &Statement, quote: String, names: Names<'_>) -> Vec<(&'static str, String)> {
    let who = |who: &Attribution| {
        let role = who.role_override.as_ref().map(|held| role(held, names)).filter(|role| !role.is_empty());
        let name = names.speaker(&who.speaker);
        role.map_or_else(|| name.clone(), |role| format!("{name} ({role})"))
    };
    vec![
        (PASSAGE, quote),
        ("speaker", statement.speakers.iter().map(who).collect::<Vec<_>>().join("; ")),
        ("theme", statement.theme.as_ref().map(|id| names.theme(id)).unwrap_or_default()),
        ("stance", statement.stance.as_ref().map(|id| names.stance(id)).unwrap_or_default()),
        ("note", statement.note.clone()),
        ("unsure", yes(statement.is_unsure)),
        (LAST_CHANGED, statement.modified.map(|at| at.to_string()).unwrap_or_default()),
    ]
}

fn role(held: &RoleHeld, names: Names<'_>) -> String {
    let organisation = held.organisation.as_ref().map(|id| names.speaker(id));
    let parts = [Some(held.role.clone()).filter(|role| !role.is_empty()), organisation];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn yes(is_so: bool) -> String {
    if is_so { "yes".to_owned() } else { String::new() }
}

fn key(key: Option<char>) -> String {
    key.map(String::from).unwrap_or_default()
}

fn order(position: Option<usize>) -> String {
    position.map(|at| (at + 1).to_string()).unwrap_or_default()
}

fn hue(hue: Hue) -> String {
    format!("{hue:?}").to_lowercase()
}

pub(super) fn stance_words(stance: &Stance, position: Option<usize>) -> Words {
    let fields = vec![
        ("name", stance.name.clone()),
        ("definition", stance.definition.clone()),
        ("position", stance.position.map(|position| position.to_string()).unwrap_or_default()),
        ("colour", hue(stance.colour)),
        ("sign", stance.glyph.as_char().to_string()),
        ("key", key(stance.key)),
        (ORDER, order(position)),
    ];
    Words { title: stance.name.clone(), fields }
}

pub(super) fn theme_words(theme: &Theme, position: Option<usize>, names: Names<'_>) -> Words {
    let examples: Vec<String> = theme.examples.iter().map(|example| format!("“{}”", example.quote)).collect();
    let fields = vec![
        ("name", theme.name.clone()),
        ("under", theme.parent.as_ref().map(|id| names.theme(id)).unwrap_or_default()),
        ("definition", theme.definition.clone()),
        ("when to use", theme.when.clone()),
        ("when not", theme.when_not.clone()),
        ("examples", examples.join("; ")),
        ("colour", theme.colour.map(hue).unwrap_or_default()),
        ("key", key(theme.key)),
        (ORDER, order(position)),
    ];
    Words { title: theme.name.clone(), fields }
}

pub(super) fn speaker_words(speaker: &Speaker, position: Option<usize>, names: Names<'_>) -> Words {
    let kind = match speaker.kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Group => "group",
    };
    let roles = speaker.affiliations.iter().map(|affiliation| {
        let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let role = role(&affiliation.held, names);
        match (date(affiliation.from), date(affiliation.until)) {
            (from, until) if from.is_empty() && until.is_empty() => role,
            (from, until) => format!("{role} ({from}–{until})"),
        }
    });
    let fields = vec![
        ("name", speaker.name.clone()),
        ("kind", kind.to_owned()),
        ("other names", speaker.aliases.join("; ")),
        ("roles", roles.collect::<Vec<_>>().join("; ")),
        ("note", speaker.note.clone()),
        ("key", key(speaker.key)),
        (ORDER, order(position)),
    ];
    Words { title: speaker.name.clone(), fields }
}

pub(super) fn document_words(path: &DocPath, meta: &DocumentMeta) -> Words {
    let date = meta.date.map(|date| {
        let inferred = if date.is_inferred { " (worked out)" } else { "" };
        let until = date.until.map(|until| format!("–{until}")).unwrap_or_default();
        format!("{}{until}{inferred}", date.from)
    });
    let variables: Vec<String> = meta.variables.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let fields = vec![
        ("title", meta.title.clone()),
        ("date", date.unwrap_or_default()),
        ("source", meta.source.clone()),
        ("kind", meta.kind.clone()),
        ("note", meta.note.clone()),
        ("variables", variables.join("; ")),
    ];
    Words { title: path.to_string(), fields }
}

pub(super) fn progress_word(progress: Progress) -> String {
    match progress {
        Progress::NotStarted => "not started",
        Progress::InProgress => "in progress",
        Progress::Done => "done",
    }
    .to_owned()
}

pub(super) fn rivals_word(n: usize) -> String {
    match n {
        0 => String::new(),
        1 => "another version".to_owned(),
        n => format!("{n} other versions"),
    }
}
