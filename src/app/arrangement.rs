//! How the list of documents is sorted, grouped and narrowed.

use super::progress::Reached;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How the documents of a corpus are sorted and grouped; remembered for each corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// By what they are sorted.
    pub sort: Sort,
    /// Whether the last comes first.
    pub is_descending: bool,
    /// By what they are grouped.
    pub group: Group,
    /// Groups that are folded away, by the names that [`Self::group`] gives them.
    pub folded: BTreeSet<String>,
}

impl Arrangement {
    /// By path, in no groups.
    pub const fn new() -> Self {
        Self { sort: Sort::Path, is_descending: false, group: Group::None, folded: BTreeSet::new() }
    }
}

/// By what documents are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sort {
    #[default]
    Path,
    Title,
    Date,
    Source,
    Kind,
    Progress,
    Statements,
    Coverage,
    Variable(String),
}

impl Sort {
    /// All that every corpus has.
    pub const ALWAYS: [Self; 8] = [
        Self::Path,
        Self::Title,
        Self::Date,
        Self::Source,
        Self::Kind,
        Self::Progress,
        Self::Statements,
        Self::Coverage,
    ];

    /// What people read.
    pub fn name(&self) -> &str {
        match self {
            Self::Path => "path",
            Self::Title => "title",
            Self::Date => "date",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Progress => "progress",
            Self::Statements => "statements",
            Self::Coverage => "coverage",
            Self::Variable(name) => name,
        }
    }
}

/// By what documents are grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Group {
    #[default]
    None,
    Folder,
    Progress,
    Source,
    Kind,
    Year,
    Month,
    Variable(String),
}

impl Group {
    /// All that every corpus has.
    pub const ALWAYS: [Self; 7] =
        [Self::None, Self::Folder, Self::Progress, Self::Source, Self::Kind, Self::Year, Self::Month];

    /// What people read.
    pub fn name(&self) -> &str {
        match self {
            Self::None => "nothing",
            Self::Folder => "folder",
            Self::Progress => "progress",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Month => "month",
            Self::Variable(name) => name,
        }
    }
}

/// A quick filter: documents that have got this far, or with a statement that its coder is unsure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quick {
    /// Documents that have got this far.
    Reached(Reached),
    /// Documents with a statement that its coder is unsure of.
    Unsure,
}

impl Quick {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Reached::ALL.into_iter().map(Self::Reached).chain([Self::Unsure])
    }

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reached(reached) => reached.name(),
            Self::Unsure => "With an unsure statement",
        }
    }
}

/// What is looked for in the list, until the window closes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Words that must all be there, in title, path, source, kind, date, variables or note.
    pub words: String,
    /// Documents of which one of these is true; all when there is none.
    pub quick: BTreeSet<Quick>,
}

impl Narrowing {
    /// Whether it leaves everything in.
    pub fn is_open(&self) -> bool {
        self.words.trim().is_empty() && self.quick.is_empty()
    }
}
