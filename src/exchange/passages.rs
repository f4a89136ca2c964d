//! Statements as a table of chosen columns, in a chosen order: what the table of passages shows and the command line
//! lists.

use super::{Cell, Column, ExchangeError, Row, Sheet};
use crate::analysis::{RowRef, Selection, StatementTable};
use crate::model::Corpus;
use crate::text::fold;
use std::cmp::Ordering;
use std::io::Write;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageColumn {
    /// Path of the document.
    Document,
    /// Title of the document.
    Title,
    /// Date of the document.
    Date,
    /// Who published the document.
    Source,
    /// What kind of text it is.
    Kind,
    /// Who coded.
    Coder,
    /// Who speaks.
    Speaker,
    /// In which role.
    Role,
    /// For which organisation.
    Organisation,
    /// The theme by name.
    Theme,
    /// The theme by path.
    ThemePath,
    /// The stance.
    Stance,
    /// The words.
    Passage,
    /// The note.
    Note,
    /// When the statement was made.
    Created,
    /// Whether the coder wants to look at it again.
    Unsure,
    /// The id of the statement.
    Id,
}

impl PassageColumn {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 17] = [
        Self::Document,
        Self::Title,
        Self::Date,
        Self::Source,
        Self::Kind,
        Self::Coder,
        Self::Speaker,
        Self::Role,
        Self::Organisation,
        Self::Theme,
        Self::ThemePath,
        Self::Stance,
        Self::Passage,
        Self::Note,
        Self::Created,
        Self::Unsure,
        Self::Id,
    ];

    /// What people read at its head and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Title => "title",
            Self::Date => "date",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Coder => "coder",
            Self::Speaker => "speaker",
            Self::Role => "role",
            Self::Organisation => "org",
            Self::Theme => "theme",
            Self::ThemePath => "path",
            Self::Stance => "stance",
            Self::Passage => "passage",
            Self::Note => "note",
            Self::Created => "created",
            Self::Unsure => "unsure",
            Self::Id => "id",
        }
    }

    /// The column of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let name = fold(name.trim());
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// What stands in it for `row`; empty where nothing is set.
    fn words(self, corpus: &Corpus, table: &StatementTable, row: &RowRef<'_>) -> String {
        let (names, statement) = (table.names(), row.statement);
        let document = &names.documents[row.document];
        let of_voices = |word: &dyn Fn(&crate::analysis::Voice) -> String| {
            let words: Vec<String> = row.voices.iter().map(word).collect();
            let mut joined = String::new();
            if words.iter().any(|word| !word.is_empty()) {
                super::joined::join_list(&mut joined, words.iter().map(String::as_str));
            }
            joined
        };
        match self {
            Self::Document => document.path.to_string(),
            Self::Title => document.title.clone(),
            Self::Date => document.meta.date.map(|date| date.to_string()).unwrap_or_default(),
            Self::Source => document.meta.source.clone(),
            Self::Kind => document.meta.kind.clone(),
            Self::Coder => names.coders[row.coder].to_string(),
            Self::Speaker => of_voices(&|voice| names.speakers[voice.speaker].name.clone()),
            Self::Role => of_voices(&|voice| voice.role.map_or_else(String::new, |role| names.roles[role].to_string())),
            Self::Organisation => {
                let name = |organisation: usize| names.speakers[organisation].name.clone();
                of_voices(&|voice| voice.organisation.map_or_else(String::new, name))
            }
            Self::Theme => row.row.theme.map(|theme| names.themes[theme].name.clone()).unwrap_or_default(),
            Self::ThemePath => row.row.theme.map(|theme| names.themes[theme].path.clone()).unwrap_or_default(),
            Self::Stance => row.row.stance.map(|stance| names.stances[stance].name.clone()).unwrap_or_default(),
            Self::Passage => {
                let text = corpus.documents().get(row.document).and_then(|document| document.ready_text());
                let words = |span: &crate::text::Span| text?.as_str().get(span.start..span.end);
                statement.spans.iter().filter_map(words).collect::<Vec<&str>>().join(super::joined::GAP)
            }
            Self::Note => statement.note.clone(),
            Self::Created => statement.created.to_string(),
            Self::Unsure => if statement.is_unsure { "yes" } else { "" }.to_owned(),
            Self::Id => statement.id.to_string(),
        }
    }
}

/// The rows of `selection` by these columns, each with whether it is turned round; rows that are alike stay in the
/// order of the table, and those with nothing in a column come last.
///
/// Stances follow the scale and dates the calendar; all else goes by its folded words.
pub fn in_order(
    corpus: &Corpus,
    table: &StatementTable,
    selection: &Selection,
    by: &[(PassageColumn, bool)],
) -> Vec<usize> {
    let mut rows: Vec<usize> = selection.rows().collect();
    for (column, is_turned) in by.iter().rev() {
        let key = |number: &usize| -> Option<(i128, String)> {
            let row = table.row(*number)?;
            let day = |date: jiff::civil::Date| {
                i128::from(date.year()) * 10_000 + i128::from(date.month()) * 100 + i128::from(date.day())
            };
            match column {
                PassageColumn::Stance => row.row.stance.map(|stance| (stance as i128, String::new())),
                PassageColumn::Date => row.days.map(|days| (day(days.first), day(days.last).to_string())),
                PassageColumn::Created => Some((row.statement.created.as_nanosecond(), String::new())),
                column => Some((0, fold(&column.words(corpus, table, &row)))).filter(|(_, words)| !words.is_empty()),
            }
        };
        let order = |a: &Option<(i128, String)>, b: &Option<(i128, String)>| match (a, b) {
            (Some(a), Some(b)) if *is_turned => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        let mut keyed: Vec<(Option<(i128, String)>, usize)> = rows.iter().map(|row| (key(row), *row)).collect();
        keyed.sort_by(|(a, _), (b, _)| order(a, b));
        rows = keyed.into_iter().map(|(_, row)| row).collect();
    }
    rows
}

/// The rows of these numbers as [`super::export_rows`] takes them.
pub fn rows_of<'c>(corpus: &'c Corpus, table: &'c StatementTable, rows: &[usize]) -> Vec<Row<'c>> {
    let row = |number: &usize| {
        let row = table.row(*number)?;
        let document = corpus.documents().get(row.document)?;
        Some(Row { document, coder: &table.names().coders[row.coder], statement: row.statement })
    };
    rows.iter().filter_map(row).collect()
}

/// The rows of these numbers as a table of `columns`.
pub fn passages_sheet(corpus: &Corpus, table: &StatementTable, rows: &[usize], columns: &[PassageColumn]) -> Sheet {
    let cell = |column: &PassageColumn, row: &RowRef<'_>| match column.words(corpus, table, row) {
        words if words.is_empty() => Cell::Empty,
        words => Cell::Text(words),
    };
    let rows = rows.iter().filter_map(|number| table.row(*number));
    Sheet {
        columns: columns.iter().map(|column| Column::text(column.name())).collect(),
        rows: rows.map(|row| columns.iter().map(|column| cell(column, &row)).collect()).collect(),
        ..Sheet::default()
    }
}

/// Writes one JSON object a line, with `columns` as its keys.
///
/// # Errors
/// When `out` fails.
pub fn write_passages_json(
    corpus: &Corpus,
    table: &StatementTable,
    rows: &[usize],
    columns: &[PassageColumn],
    out: &mut dyn Write,
) -> Result<(), ExchangeError> {
    for row in rows.iter().filter_map(|number| table.row(*number)) {
        let pair = |column: &PassageColumn| (column.name().to_owned(), column.words(corpus, table, &row).into());
        let object: serde_json::Map<String, serde_json::Value> = columns.iter().map(pair).collect();
        serde_json::to_writer(&mut *out, &object).map_err(|error| ExchangeError::Write(error.into()))?;
        out.write_all(b"\n").map_err(ExchangeError::Write)?;
    }
    Ok(())
}
