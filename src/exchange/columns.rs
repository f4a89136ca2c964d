//! What every row says, in the words that people read.

use super::Row;
use crate::model::{Codebook, RoleHeld, SpeakerId, THEME_PATH_SEPARATOR, ThemeId};
use crate::text::{CONTEXT_CHARS, DocumentText, Span};
use std::collections::HashMap;

/// The columns, in order, of CSV and XLSX, and the first keys of a JSONL line.
pub const COLUMNS: [&str; 21] = [
    "id",
    "document",
    "title",
    "date",
    "source",
    "coder",
    "start",
    "end",
    "passage",
    "before",
    "after",
    "speakers",
    "roles",
    "organisations",
    "theme",
    "theme_path",
    "stance",
    "stance_value",
    "note",
    "created",
    "modified",
];

/// The column that follows [`COLUMNS`] where a row to be written is unsure: `yes`, or empty.
pub(super) const UNSURE: &str = "unsure";

/// Whether a row is unsure, so that the column [`UNSURE`] is needed.
pub(super) fn has_unsure(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| row.statement.is_unsure)
}

/// Whether a cell says yes, as people and programs write it.
pub(super) fn is_yes(cell: &str) -> bool {
    matches!(cell.trim().to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x")
}

/// The names behind the ids of a codebook, looked up once for all rows.
pub(super) struct Names<'a> {
    codebook: &'a Codebook,
    theme_paths: HashMap<&'a ThemeId, String>,
    /// Bytes of the longest name, role or path.
    longest: usize,
}

/// A row with everything that stands in its columns.
pub(super) struct Reading<'n> {
    pub row: Row<'n>,
    pub text: &'n DocumentText,
    /// From the first byte of the passage to its last, gaps included.
    pub bounds: Span,
    /// The same in code points.
    pub start: usize,
    /// The same in code points.
    pub end: usize,
    pub voices: Vec<Voice<'n>>,
    /// Empty when not yet set.
    pub theme: &'n str,
    /// Empty when not yet set.
    pub theme_path: &'n str,
    /// Empty when not yet set.
    pub stance: &'n str,
    pub stance_value: Option<f64>,
}

/// One speaker of a row; role and organisation as on the date of the document, empty where unknown.
pub(super) struct Voice<'n> {
    pub id: &'n SpeakerId,
    pub name: &'n str,
    pub role: &'n str,
    pub organisation: &'n str,
}

impl<'a> Names<'a> {
    pub fn new(codebook: &'a Codebook) -> Self {
        let paths = codebook.themes.iter().map(|theme| (&theme.id, codebook.theme_path(&theme.id)));
        let theme_paths: HashMap<&ThemeId, String> = paths.collect();
        let roles = codebook.speakers.iter().flat_map(|speaker| &speaker.affiliations).map(|held| held.held.role.len());
        let speakers = codebook.speakers.iter().map(|speaker| speaker.name.len());
        let stances = codebook.stances.iter().map(|stance| stance.name.len());
        let longest = theme_paths.values().map(String::len).chain(roles).chain(speakers).chain(stances).max();
        Self { codebook, theme_paths, longest: longest.unwrap_or(0) }
    }

    /// Bytes of the longest name, role or path in the codebook.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    pub const fn codebook(&self) -> &'a Codebook {
        self.codebook
    }

    /// The names in a role; see [`Voice`].
    pub fn held(&self, held: Option<&'a RoleHeld>) -> (&'a str, &'a str) {
        let organisation = held.and_then(|held| held.organisation.as_ref());
        (held.map_or("", |held| &held.role), organisation.map_or("", |id| self.codebook.speaker_name(id)))
    }

    /// `row` with everything that stands in its columns; `None` when its text is not there or it does not fit it.
    pub fn reading<'n>(&'n self, row: &Row<'n>) -> Option<Reading<'n>>
    where
        'a: 'n,
    {
        let text: &DocumentText = row.document.ready_text()?;
        let statement: &'n crate::model::Statement = row.statement;
        let bounds = statement.bounds();
        text.as_str().get(bounds.start..bounds.end)?;
        let (start, end) = text.chars_from_span(bounds);
        let days = row.document.days();
        let voices = statement.speakers.iter().map(|who| {
            let (role, organisation) = self.held(self.codebook.role_of(who, days));
            Voice { id: &who.speaker, name: self.codebook.speaker_name(&who.speaker), role, organisation }
        });
        let (theme, theme_path) = match &statement.theme {
            None => ("", ""),
            Some(id) => (self.codebook.theme_name(id), self.theme_paths.get(id).map_or(id.as_str(), String::as_str)),
        };
        let known_stance = statement.stance.as_ref().and_then(|id| self.codebook.stances.get(id));
        Some(Reading {
            row: *row,
            text,
            bounds,
            start,
            end,
            voices: voices.collect(),
            theme,
            theme_path,
            stance: statement.stance.as_ref().map_or("", |id| self.codebook.stance_name(id)),
            stance_value: known_stance.and_then(|stance| stance.position),
        })
    }
}

impl<'n> Reading<'n> {
    /// The words of the passage, one fragment a span.
    pub fn fragments(&self) -> impl Iterator<Item = &'n str> + use<'n> {
        let (statement, text) = (self.row.statement, self.text);
        statement.spans.iter().map(move |span| text.as_str().get(span.start..span.end).unwrap_or_default())
    }

    /// Context in front of the passage.
    pub fn before(&self) -> &'n str {
        self.text.before(self.bounds.start, CONTEXT_CHARS)
    }

    /// Context behind the passage.
    pub fn after(&self) -> &'n str {
        self.text.after(self.bounds.end, CONTEXT_CHARS)
    }
}

/// The names of a theme path before the last, and the last, where the name of the theme itself is known.
///
/// A name that holds the separator is thus read right when it stands last.
pub(super) fn split_theme_path<'p>(path: &'p str, name: &str) -> (Vec<&'p str>, &'p str) {
    let head = path.strip_suffix(name).filter(|_| !name.is_empty());
    match head.map(|head| (head, head.strip_suffix(THEME_PATH_SEPARATOR))) {
        Some(("", _)) => (Vec::new(), path),
        Some((_, Some(above))) => {
            (above.split(THEME_PATH_SEPARATOR).collect(), &path[above.len() + THEME_PATH_SEPARATOR.len()..])
        }
        _ => {
            let mut names: Vec<&str> = path.split(THEME_PATH_SEPARATOR).collect();
            let last = names.pop().unwrap_or_default();
            (names, last)
        }
    }
}
