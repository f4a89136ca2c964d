//! The rows of one page of statements.

use super::names::{Names, OfficeNo};
use super::readings::Readings;
use crate::model::{Codebook, DateRange, SpeakerKind, Statement};
use std::ops::Range;
use std::sync::Arc;

/// What a statement says, by the numbers of [`Names`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// About what; `None` while not yet set.
    pub theme: Option<usize>,
    /// Where they stand; `None` while not yet set.
    pub stance: Option<usize>,
    /// Where its voices are among those of the page.
    pub(super) voices: Range<usize>,
}

/// A speaker of a statement, with what the speaker was on the date of the document, or as the statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub speaker: usize,
    /// For which organisation, itself a speaker. One that speaks without being of another speaks for itself.
    pub organisation: Option<usize>,
    /// In which role.
    pub role: Option<OfficeNo>,
}

impl Voice {
    /// Whether it is an organisation that speaks for itself.
    pub fn is_for_itself(&self) -> bool {
        self.organisation == Some(self.speaker)
    }
}

/// The rows of one page of statements.
#[derive(Debug)]
pub(super) struct PageFacts {
    pub(super) rows: Vec<Row>,
    pub(super) voices: Vec<Voice>,
    pub(super) readings: Readings,
}

impl PageFacts {
    /// Rows of `statements` on a document of these days; `names` learns what it does not know.
    pub(super) fn new(
        statements: &[Arc<Statement>],
        days: Option<DateRange>,
        codebook: &Codebook,
        names: &mut Names,
    ) -> Self {
        let mut rows = Vec::with_capacity(statements.len());
        let mut voices = Vec::with_capacity(statements.len());
        for statement in statements {
            let first = voices.len();
            for who in &statement.speakers {
                let held = codebook.role_of(who, days);
                let speaker = names.speaker_or_new(&who.speaker);
                let of = held.and_then(|held| Some(names.speaker_or_new(held.organisation.as_ref()?)));
                let is_one = names.speakers[speaker].kind == SpeakerKind::Organisation;
                voices.push(Voice {
                    speaker,
                    organisation: of.or(is_one.then_some(speaker)),
                    role: held.filter(|held| !held.role.is_empty()).map(|held| names.role_or_new(&held.role)),
                });
            }
            rows.push(Row {
                theme: statement.theme.as_ref().map(|theme| names.theme_or_new(theme)),
                stance: statement.stance.as_ref().map(|stance| names.stance_or_new(stance)),
                voices: first..voices.len(),
            });
        }
        Self { rows, voices, readings: Readings::default() }
    }
}
