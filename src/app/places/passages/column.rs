//! The columns of the table: what each is called, how wide it is, what it says of a statement.

use crate::analysis::{Names, RowRef, Voice};
use crate::app::ctx::Ctx;
use crate::app::panels::documents::spoken_date;
use crate::app::progress::Reached;
use crate::app::signs;
use crate::model::SetKey;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A column of the table of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The words, with a few around them.
    Passage,
    /// Where they stand.
    Stance,
    /// Who speaks.
    Speaker,
    /// In which role, on the date of the document.
    Role,
    /// For which organisation, on the date of the document.
    Organisation,
    /// About what.
    Theme,
    /// In which document.
    Document,
    /// When the document is dated.
    Date,
    /// Who coded.
    Coder,
    /// Why the coder judged so.
    Note,
    /// Whether it is to be looked at again.
    Unsure,
    /// How far the coder got with the document.
    Progress,
    /// When the statement was made.
    Created,
}

impl Column {
    /// All columns in their order.
    pub const ALL: [Self; 13] = [
        Self::Passage,
        Self::Stance,
        Self::Speaker,
        Self::Role,
        Self::Organisation,
        Self::Theme,
        Self::Document,
        Self::Date,
        Self::Coder,
        Self::Note,
        Self::Unsure,
        Self::Progress,
        Self::Created,
    ];

    /// What people read at its head.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage => "Passage",
            Self::Stance => "Stance",
            Self::Speaker => "Speaker",
            Self::Role => "Role",
            Self::Organisation => "Organisation",
            Self::Theme => "Theme",
            Self::Document => "Document",
            Self::Date => "Date",
            Self::Coder => "Coder",
            Self::Note => "Note",
            Self::Unsure => "Unsure",
            Self::Progress => "Progress",
            Self::Created => "Created",
        }
    }

    /// In which order its head sorts.
    pub const fn order(self) -> &'static str {
        match self {
            Self::Passage => "in the order of the documents and of their text",
            Self::Stance => "in the order of the scale",
            Self::Theme => "in the order of the theme tree",
            Self::Date => "earliest document first",
            Self::Unsure => "those marked first",
            Self::Progress => "least coded first",
            Self::Created => "earliest statement first",
            Self::Note => "by its words, statements without one last",
            Self::Speaker | Self::Role | Self::Organisation | Self::Document | Self::Coder => "by name",
        }
    }

    /// Width in points, until somebody drags it.
    pub const fn default_width(self) -> f32 {
        match self {
            Self::Passage => 360.0,
            Self::Stance | Self::Progress => 108.0,
            Self::Speaker | Self::Organisation | Self::Theme => 136.0,
            Self::Role | Self::Document | Self::Note => 160.0,
            Self::Date => 96.0,
            Self::Coder | Self::Created => 88.0,
            Self::Unsure => 64.0,
        }
    }

    /// Least width in points.
    pub const fn min_width(self) -> f32 {
        match self {
            Self::Passage => 160.0,
            _ => 48.0,
        }
    }

    /// Whether it may give some of its room to the passage: its words break into two lines.
    pub const fn may_narrow(self) -> bool {
        matches!(self, Self::Speaker | Self::Organisation | Self::Theme | Self::Role | Self::Document | Self::Note)
    }

    /// Whether it is shown until somebody chooses.
    pub const fn is_usual(self) -> bool {
        matches!(self, Self::Passage | Self::Stance | Self::Speaker | Self::Theme | Self::Document | Self::Date)
    }

    /// What it says of a statement; the passage has its own way. Empty where nothing is known.
    pub fn text(self, ctx: Ctx<'_>, row: &RowRef<'_>) -> Cow<'static, str> {
        let names = ctx.table.names();
        match self {
            Self::Passage => Cow::Borrowed(""),
            Self::Stance => Cow::Owned(row.row.stance.map_or_else(String::new, |at| names.stances[at].name.clone())),
            Self::Theme => Cow::Owned(row.row.theme.map_or_else(String::new, |at| names.themes[at].name.clone())),
            Self::Speaker => Cow::Owned(joined(row, |voice| Some(names.speakers[voice.speaker].name.as_str()))),
            Self::Organisation => Cow::Owned(joined(row, |voice| organisation(names, voice))),
            Self::Role => Cow::Owned(joined(row, |voice| voice.role.map(|at| &*names.roles[at]))),
            Self::Document => Cow::Owned(names.documents[row.document].title.clone()),
            Self::Date => Cow::Owned(names.documents[row.document].meta.date.map(spoken_date).unwrap_or_default()),
            Self::Coder => Cow::Owned(names.coders[row.coder].to_string()),
            Self::Note => Cow::Owned(row.statement.note.clone()),
            Self::Unsure => Cow::Borrowed(if row.statement.is_unsure { "unsure" } else { "" }),
            Self::Progress => Cow::Borrowed(reached(ctx, row).name()),
            Self::Created => {
                let zoned = row.statement.created.to_zoned(jiff::tz::TimeZone::system());
                Cow::Owned(zoned.strftime("%-d %b %Y").to_string())
            }
        }
    }
}

/// How far the coder of a statement got with its document.
pub fn reached(ctx: Ctx<'_>, row: &RowRef<'_>) -> Reached {
    Reached::of(ctx.session.corpus().set(&set_key(ctx, row)))
}

/// The annotation set that a statement belongs to.
pub fn set_key(ctx: Ctx<'_>, row: &RowRef<'_>) -> SetKey {
    let names = ctx.table.names();
    SetKey::new(names.coders[row.coder].clone(), names.documents[row.document].path.clone())
}

/// The organisation that a voice speaks for, which may be the speaker itself.
fn organisation<'a>(names: &'a Names, voice: &Voice) -> Option<&'a str> {
    voice.organisation.map(|at| names.speakers[at].name.as_str())
}

/// What `of` says of each voice, each once, with commas between.
fn joined<'a>(row: &RowRef<'_>, of: impl Fn(&Voice) -> Option<&'a str>) -> String {
    let mut out = String::new();
    for (at, voice) in row.voices.iter().enumerate() {
        let Some(word) = of(voice) else { continue };
        if row.voices[..at].iter().any(|before| of(before) == Some(word)) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(word);
    }
    out
}

/// What assistive technology reads out for a row.
pub fn spoken(ctx: Ctx<'_>, row: &RowRef<'_>, quote: &str) -> String {
    let stance = signs::stance_name(ctx.codebook(), row.statement.stance.as_ref());
    let theme = signs::theme_name(ctx.codebook(), row.statement);
    let speakers = signs::speaker_names(ctx.codebook(), row.statement);
    let title = &ctx.table.names().documents[row.document].title;
    format!("Statement “{quote}”: {speakers}, {theme}, {stance}, {title}")
}
