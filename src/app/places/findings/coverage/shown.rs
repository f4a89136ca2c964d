//! Coverage as a table of figures.

use super::Lines;
use crate::analysis::query::{Flag, Key, Query, Term};
use crate::analysis::{
    CoderReading, Coverage, DocumentReading, Filled, Measure, Reading, SentencesCoded, Value, counted, thousands,
};
use crate::app::ctx::Ctx;
use crate::app::places::findings::base::Base;
use crate::app::places::findings::figures::{Figure, Figures, Head, Shade, Spot};
use crate::app::places::findings::opening::opened;
use crate::chart::{StackMark, rounded};
use crate::model::Progress;

/// Coverage as a table of figures.
pub struct Shown<'a> {
    /// What may be read.
    pub ctx: Ctx<'a>,
    /// What was counted.
    pub reading: &'a Reading,
    /// How many of all sentences are coded; `None` until it is known.
    pub sentences: Option<&'a SentencesCoded>,
    /// What has a line.
    pub lines: Lines,
    /// Which statements are counted.
    pub base: &'a Base,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Done,
    Nothing,
    Begun,
    NotBegun,
    /// How far the coder of this number got with a document.
    Progress(usize),
    Statements,
    Complete,
    Unsure,
    WithoutTheme,
    WithoutStance,
    WithoutSpeaker,
    /// The share of sentences that are coded.
    Coded,
}

use Column::{
    Begun, Complete, Done, NotBegun, Nothing, Statements, Unsure, WithoutSpeaker, WithoutStance, WithoutTheme,
};

const OF_DOCUMENTS: [Column; 4] = [Done, Nothing, Begun, NotBegun];
const OF_STATEMENTS: [Column; 6] = [Statements, Complete, Unsure, WithoutTheme, WithoutStance, WithoutSpeaker];

/// A line.
enum Line<'a> {
    Coder(&'a CoderReading),
    Document(usize, &'a DocumentReading),
}

impl<'a> Shown<'a> {
    /// The column of sentences, which stands behind those of documents and before those of statements.
    fn column_of_sentences(&self) -> usize {
        match self.lines {
            Lines::Coders => OF_DOCUMENTS.len(),
            Lines::Documents => self.reading.coders.len(),
        }
    }

    fn columns_before(&self) -> usize {
        self.column_of_sentences() + 1
    }

    fn column(&self, at: usize) -> Column {
        match (at.checked_sub(self.columns_before()), self.lines) {
            (Some(at), _) => OF_STATEMENTS[at],
            _ if at == self.column_of_sentences() => Column::Coded,
            (None, Lines::Coders) => OF_DOCUMENTS[at],
            (None, Lines::Documents) => Column::Progress(at),
        }
    }

    fn line(&self, row: usize) -> Line<'a> {
        match self.lines {
            Lines::Coders => Line::Coder(self.reading.coders.get(row).unwrap_or(&self.reading.together)),
            Lines::Documents => match self.reading.documents.get(row) {
                Some(document) => Line::Document(row, document),
                None => Line::Coder(&self.reading.together),
            },
        }
    }

    fn filled(&self, row: usize) -> Filled {
        match self.line(row) {
            Line::Coder(coder) => coder.statements,
            Line::Document(_, document) => document.statements,
        }
    }

    /// How many of the sentences of a line are coded; `None` where that is not known.
    fn coded(&self, row: usize) -> Option<Coverage> {
        let known = self.sentences?;
        match (self.line(row), self.lines) {
            (Line::Document(at, _), _) => known.documents.get(at).copied()?,
            (Line::Coder(_), Lines::Coders) => Some(known.coders.get(row).copied().unwrap_or(known.together)),
            (Line::Coder(_), Lines::Documents) => Some(known.together),
        }
    }

    /// How many there are at a place; `None` where words stand.
    fn n(&self, row: usize, column: usize) -> Option<usize> {
        let filled = self.filled(row);
        Some(match (self.column(column), self.line(row)) {
            (Statements, _) => filled.n,
            (Complete, _) => filled.n_complete,
            (Unsure, _) => filled.n_unsure,
            (WithoutTheme, _) => filled.n_without_theme,
            (WithoutStance, _) => filled.n_without_stance,
            (WithoutSpeaker, _) => filled.n_without_speaker,
            (Done, Line::Coder(coder)) => coder.n_done,
            (Nothing, Line::Coder(coder)) => coder.n_done_with_nothing,
            (Begun, Line::Coder(coder)) => coder.n_in_progress,
            (NotBegun, Line::Coder(coder)) => coder.n_not_started,
            (Column::Progress(coder), Line::Coder(_)) => self.reading.coders[coder].n_done,
            _ => return None,
        })
    }

    /// Whether a number is of statements, so that there are passages to show.
    fn is_of_statements(&self, column: usize) -> bool {
        OF_STATEMENTS.contains(&self.column(column))
    }

    /// The query of the passages behind a place.
    pub fn query(&self, spot: Spot) -> Option<Query> {
        let column = spot.column.map_or(Statements, |column| self.column(column));
        let value = spot.row.and_then(|row| match self.line(row) {
            Line::Coder(coder) => coder.coder.clone().map(Value::Coder),
            Line::Document(at, _) => Some(Value::Document(self.ctx.table.names().documents[at].path.clone())),
        });
        let query = opened(self.ctx, self.base, value.iter(), Measure::Statements);
        Some(match column {
            Statements => query,
            Complete => query.and(crate::analysis::query::Expr::Not(Box::new(Term::Flag(Flag::Incomplete).into()))),
            Unsure => query.and(Term::Flag(Flag::Unsure)),
            WithoutTheme => query.and(Term::Unset(Key::Theme)),
            WithoutStance => query.and(Term::Unset(Key::Stance)),
            WithoutSpeaker => query.and(Term::Unset(Key::Speaker)),
            // Documents and sentences have no passages.
            _ => return None,
        })
    }

    /// The query of the passages behind a mark of the bars.
    pub fn behind(&self, mark: StackMark) -> Option<Query> {
        let row = mark.row.unwrap_or(self.n_rows() - 1);
        let first = self.columns_before();
        match (self.lines, mark.part) {
            (Lines::Documents, Some(0)) => self.query(Spot::cell(row, first + 1)),
            (Lines::Documents, Some(_)) => Some(self.query(Spot::cell(row, first))?.and(Term::Flag(Flag::Incomplete))),
            _ => self.query(Spot::cell(row, first)),
        }
    }
}

impl Figures for Shown<'_> {
    fn name(&self) -> String {
        format!("Coverage by {}", self.lines.name().to_lowercase())
    }

    fn corner(&self) -> String {
        self.lines.name().to_owned()
    }

    fn n_rows(&self) -> usize {
        1 + match self.lines {
            Lines::Coders => self.reading.coders.len(),
            Lines::Documents => self.reading.documents.len(),
        }
    }

    fn n_columns(&self) -> usize {
        self.columns_before() + OF_STATEMENTS.len()
    }

    fn row_head(&self, row: usize) -> Head<'_> {
        let label = match self.line(row) {
            Line::Coder(coder) => match (&coder.coder, self.lines) {
                (Some(coder), _) => coder.to_string(),
                (None, Lines::Coders) => "Any coder".to_owned(),
                (None, Lines::Documents) => "All documents".to_owned(),
            },
            Line::Document(at, _) => self.ctx.table.names().documents[at].title.clone(),
        };
        Head { label: label.into(), ..Head::default() }
    }

    fn column_head(&self, column: usize) -> Head<'_> {
        let label = match self.column(column) {
            Done => "Documents done".into(),
            Nothing => "done with nothing coded".into(),
            Begun => "Documents begun".into(),
            NotBegun => "Documents not begun".into(),
            Column::Progress(coder) => {
                self.reading.coders[coder].coder.as_ref().map(ToString::to_string).unwrap_or_default().into()
            }
            Statements => "Statements".into(),
            Complete => "complete".into(),
            Unsure => "unsure".into(),
            WithoutTheme => "no theme".into(),
            WithoutStance => "no stance".into(),
            WithoutSpeaker => "no speaker".into(),
            Column::Coded => "Sentences coded".into(),
        };
        Head { label, ..Head::default() }
    }

    fn figure(&self, row: usize, column: usize) -> Figure {
        let text = match (self.column(column), self.line(row)) {
            (Column::Progress(coder), Line::Document(_, document)) => match document.progress.get(coder) {
                Some(Progress::Done) => "done".to_owned(),
                Some(Progress::InProgress) => "begun".to_owned(),
                _ => String::new(),
            },
            (Column::Progress(_), Line::Coder(_)) => {
                self.n(row, column).map(|n| format!("{} done", thousands(n))).unwrap_or_default()
            }
            (Column::Coded, _) if self.sentences.is_none() => "…".to_owned(),
            (Column::Coded, _) => {
                let share = self.coded(row).and_then(Coverage::share);
                share.map_or_else(|| "–".to_owned(), |share| format!("{}%", rounded(100.0 * share, 1)))
            }
            _ => self.n(row, column).map(thousands).unwrap_or_default(),
        };
        Figure { text, shade: Shade::None }
    }

    fn is_total_row(&self, row: usize) -> bool {
        row + 1 == self.n_rows()
    }

    fn is_total_column(&self, _column: usize) -> bool {
        false
    }

    fn widest_head(&self) -> f32 {
        // There are many columns.
        56.0
    }

    fn widest(&self) -> String {
        thousands(self.reading.together.statements.n)
    }

    fn deed(&self, spot: Spot) -> Option<String> {
        let n = match spot {
            Spot { row: Some(row), column: Some(column) } if self.is_of_statements(column) => self.n(row, column)?,
            Spot { row: Some(row), column: None } => self.filled(row).n,
            Spot { row: None, column: Some(column) } if self.is_of_statements(column) => {
                self.n(self.n_rows() - 1, column)?
            }
            _ => 0,
        };
        (n > 0)
            .then(|| if n == 1 { "Show the passage".to_owned() } else { format!("Show the {}", counted(n, "passage")) })
    }

    fn spoken(&self, spot: Spot) -> String {
        let row = spot.row.map(|row| self.row_head(row).label.into_owned());
        let column = spot.column.map(|column| self.column_head(column).label.into_owned());
        match (spot.row, spot.column) {
            (Some(at), Some(nth)) => {
                format!("{}, {}: {}", row.unwrap_or_default(), column.unwrap_or_default(), self.figure(at, nth).text)
            }
            (Some(_), None) => format!("Row {}", row.unwrap_or_default()),
            _ => format!("Column {}", column.unwrap_or_default()),
        }
    }
}
