//! One text of the corpus and what is known about it.

use super::{DateRange, DocPath, PartialDate};
use crate::text::DocumentText;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// One text file of the corpus.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path below the corpus folder.
    pub path: DocPath,
    /// What is known about it.
    pub meta: DocumentMeta,
    /// What others say of it, where both changed the same.
    pub rivals: Vec<DocumentMeta>,
    /// Its text, once read.
    pub text: TextState,
}

/// Whether a document's text has been read.
#[derive(Clone, Debug)]
pub enum TextState {
    /// Not read yet.
    Pending,
    /// Read.
    Ready(Arc<DocumentText>),
    /// Could not be read, and why.
    Failed(String),
}

/// What is known about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentMeta {
    /// Title; empty when none was given.
    pub title: String,
    /// Date of the document, where known.
    pub date: Option<DocumentDate>,
    /// Who published it.
    pub source: String,
    /// What kind of text it is.
    pub kind: String,
    /// Anything a coder should know.
    pub note: String,
    /// The project's own variables.
    pub variables: BTreeMap<String, String>,
}

/// The date of a document: a day, month or year, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentDate {
    /// The date, or the first of a range.
    pub from: PartialDate,
    /// The last of a range.
    pub until: Option<PartialDate>,
    /// Whether somebody worked it out rather than read it in the text.
    pub is_inferred: bool,
}

impl DocumentDate {
    /// The days meant.
    pub fn range(self) -> DateRange {
        DateRange { first: self.from.first_day(), last: self.until.unwrap_or(self.from).last_day() }
    }
}

impl fmt::Display for DocumentDate {
    /// ISO 8601: a date, or two with a `/` between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        self.until.map_or(Ok(()), |until| write!(f, "/{until}"))
    }
}

impl Document {
    /// A document of which only the path is known.
    pub fn new(path: DocPath) -> Self {
        Self { path, meta: DocumentMeta::default(), rivals: Vec::new(), text: TextState::Pending }
    }

    /// The title given, or else the file's name without its ending.
    pub fn title(&self) -> &str {
        if self.meta.title.is_empty() {
            let name = self.path.as_str().rsplit('/').next().unwrap_or_default();
            name.rsplit_once('.').map_or(name, |(stem, _)| stem)
        } else {
            &self.meta.title
        }
    }

    /// The text, if it has been read.
    pub fn ready_text(&self) -> Option<&Arc<DocumentText>> {
        match &self.text {
            TextState::Ready(text) => Some(text),
            TextState::Pending | TextState::Failed(_) => None,
        }
    }

    /// The days the document is dated to.
    pub fn days(&self) -> Option<DateRange> {
        self.meta.date.map(DocumentDate::range)
    }
}
