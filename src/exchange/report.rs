//! Quotations in groups: what the Markdown and the HTML report both say, apart from how each looks.

use super::Row;
use super::columns::{Names, Reading, Voice};
use crate::text::fold;
use std::collections::{BTreeSet, HashMap};

/// What a report groups its quotations by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// By theme, in the order of the tree.
    #[default]
    Theme,
    /// By stance, in the order of the scale.
    Stance,
    /// By speaker, by name; a statement of several stands under each.
    Speaker,
}

impl GroupBy {
    /// Every way, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Theme, Self::Stance, Self::Speaker];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
        }
    }
}

/// What matters to reports only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// What quotations are grouped by.
    pub group_by: GroupBy,
    /// Heading of the report; `Statements` when empty.
    pub title: String,
}

/// A report, ready to be written.
pub(super) struct Report<'n> {
    pub title: String,
    /// How much there is, in one sentence.
    pub summary: String,
    pub groups: Vec<Group<'n>>,
}

/// Quotations under one heading.
pub(super) struct Group<'n> {
    pub heading: String,
    /// What the theme or stance means; empty when not said.
    pub definition: &'n str,
    /// How many statements, and how many of each stance.
    pub counts: String,
    pub quotes: Vec<Quote<'n>>,
}

/// One statement.
pub(super) struct Quote<'n> {
    /// The words of the passage, one fragment a span.
    pub fragments: Vec<&'n str>,
    /// Glyph and word.
    pub stance: String,
    /// Path of the theme, where the heading does not say it.
    pub theme: Option<&'n str>,
    /// With role and organisation on the date of the document.
    pub speakers: Vec<String>,
    pub note: &'n str,
    /// Title, source, date, place in code points, coder.
    pub citation: String,
}

const NO_THEME: &str = "Theme not yet set";
const NO_STANCE: &str = "Stance not yet set";
const NO_SPEAKER: &str = "Speaker not yet set";

/// Puts `rows` into groups.
pub(super) fn report<'n>(rows: &[Row<'n>], names: &'n Names<'n>, options: &ReportOptions) -> Report<'n> {
    let readings: Vec<Reading<'n>> = rows.iter().filter_map(|row| names.reading(row)).collect();
    let mut groups: HashMap<Option<&str>, Vec<&Reading<'n>>> = HashMap::new();
    for reading in &readings {
        let statement = reading.row.statement;
        let mut put = |key: Option<&'n str>| groups.entry(key).or_default().push(reading);
        match options.group_by {
            GroupBy::Theme => put(statement.theme.as_ref().map(crate::model::ThemeId::as_str)),
            GroupBy::Stance => put(statement.stance.as_ref().map(crate::model::StanceId::as_str)),
            GroupBy::Speaker if statement.speakers.is_empty() => put(None),
            GroupBy::Speaker => {
                let ids: BTreeSet<&'n str> = reading.voices.iter().map(|voice| voice.id.as_str()).collect();
                for id in ids {
                    put(Some(id));
                }
            }
        }
    }
    let mut groups: Vec<(Option<&str>, Vec<&Reading<'n>>)> = groups.into_iter().collect();
    groups.sort_by_cached_key(|(key, _)| order(*key, names, options.group_by));
    let summary = summary(&readings);
    let title = if options.title.is_empty() { "Statements" } else { &options.title };
    let groups = groups.into_iter().map(|(key, readings)| group(key, &readings, names, options.group_by));
    Report { title: title.to_owned(), summary, groups: groups.collect() }
}

/// In the order of the codebook or of names; what is not in the codebook after that, what is not set last.
fn order(key: Option<&str>, names: &Names<'_>, by: GroupBy) -> (bool, usize, String) {
    let Some(id) = key else { return (true, 0, String::new()) };
    let codebook = names.codebook();
    match by {
        GroupBy::Theme => (false, codebook.themes.position(&id.into()).unwrap_or(usize::MAX), id.to_owned()),
        GroupBy::Stance => (false, codebook.stances.position(&id.into()).unwrap_or(usize::MAX), id.to_owned()),
        GroupBy::Speaker => {
            let name = codebook.speakers.get(&id.into()).map_or(id, |speaker| &speaker.name);
            (false, 0, format!("{}\0{id}", fold(name)))
        }
    }
}

fn group<'n>(key: Option<&str>, readings: &[&Reading<'n>], names: &'n Names<'n>, by: GroupBy) -> Group<'n> {
    let codebook = names.codebook();
    let (heading, definition) = match (by, key) {
        (GroupBy::Theme, None) => (NO_THEME.to_owned(), ""),
        (GroupBy::Stance, None) => (NO_STANCE.to_owned(), ""),
        (GroupBy::Speaker, None) => (NO_SPEAKER.to_owned(), ""),
        (GroupBy::Theme, Some(id)) => {
            let definition = codebook.themes.get(&id.into()).map_or("", |theme| &theme.definition);
            (codebook.theme_path(&id.into()), definition)
        }
        (GroupBy::Stance, Some(id)) => match codebook.stances.get(&id.into()) {
            Some(stance) => (format!("{} {}", stance.glyph.as_char(), stance.name), stance.definition.as_str()),
            None => (id.to_owned(), ""),
        },
        (GroupBy::Speaker, Some(id)) => (codebook.speaker_name(&id.into()).to_owned(), ""),
    };
    let mut counts = number_of(readings.len(), "statement");
    if by != GroupBy::Stance {
        counts.push_str(&stance_counts(readings, names));
    }
    Group { heading, definition, counts, quotes: readings.iter().map(|reading| quote(reading, names, by)).collect() }
}

/// Such as ` · ▲ Supports 8 · ▼ Opposes 4`, in the order of the scale.
fn stance_counts(readings: &[&Reading<'_>], names: &Names<'_>) -> String {
    let mut counts: HashMap<Option<&str>, usize> = HashMap::new();
    for reading in readings {
        *counts.entry(reading.row.statement.stance.as_ref().map(crate::model::StanceId::as_str)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_cached_key(|(id, _)| order(*id, names, GroupBy::Stance));
    let words: Vec<String> = counts.into_iter().map(|(id, n)| format!(" · {} {n}", stance_words(id, names))).collect();
    words.concat()
}

fn stance_words(id: Option<&str>, names: &Names<'_>) -> String {
    match id {
        None => NO_STANCE.to_owned(),
        Some(id) => match names.codebook().stances.get(&id.into()) {
            Some(stance) => format!("{} {}", stance.glyph.as_char(), stance.name),
            None => id.to_owned(),
        },
    }
}

fn quote<'n>(reading: &Reading<'n>, names: &Names<'_>, by: GroupBy) -> Quote<'n> {
    let statement: &'n crate::model::Statement = reading.row.statement;
    let theme = if statement.theme.is_some() { reading.theme_path } else { NO_THEME };
    let mut speakers: Vec<String> = reading.voices.iter().map(voice_words).collect();
    if speakers.is_empty() {
        speakers.push(NO_SPEAKER.to_owned());
    }
    Quote {
        fragments: reading.fragments().collect(),
        stance: stance_words(statement.stance.as_ref().map(crate::model::StanceId::as_str), names),
        theme: (by != GroupBy::Theme).then_some(theme),
        speakers,
        note: &statement.note,
        citation: citation(reading),
    }
}

/// Such as `Andrew Goodall, chief executive, NHS Wales`.
fn voice_words(voice: &Voice<'_>) -> String {
    let parts = [voice.name, voice.role, voice.organisation];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn citation(reading: &Reading<'_>) -> String {
    let document = reading.row.document;
    let date = document.meta.date.map(|date| {
        let inferred = if date.is_inferred { " (inferred)" } else { "" };
        format!("{date}{inferred}")
    });
    let place = format!("{}, characters {}–{}", document.path, reading.start, reading.end);
    let unsure = if reading.row.statement.is_unsure { ", unsure" } else { "" };
    let coder = format!("coded by {}{unsure}", reading.row.coder);
    let parts = [Some(document.title().to_owned()), Some(document.meta.source.clone()), date, Some(place), Some(coder)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn summary(readings: &[Reading<'_>]) -> String {
    let documents: BTreeSet<&str> = readings.iter().map(|reading| reading.row.document.path.as_str()).collect();
    let coders: BTreeSet<&str> = readings.iter().map(|reading| reading.row.coder.as_str()).collect();
    let by = coders.iter().copied().collect::<Vec<_>>().join(", ");
    let by = if by.is_empty() { by } else { format!(", coded by {by}") };
    format!("{} in {}{by}", number_of(readings.len(), "statement"), number_of(documents.len(), "document"))
}

fn number_of(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
