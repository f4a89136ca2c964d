//! What the place asks for.

use crate::edit::reshape::Reshape;
use crate::model::{SetKey, SpeakerKind, StatementId, ThemeId};
use std::path::PathBuf;

/// What the place asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum CodebookAsk {
    /// A change of the codebook, and of the statements that it concerns, as one step.
    Reshape(Box<Reshape>),
    /// One of many small changes of a value, as while a slider is dragged: all of them are one step.
    Slide(Box<Reshape>, &'static str),
    /// Changes of several entries as one step, under this label.
    Together(String, Vec<Reshape>),
    /// Themes from an outline, a name on each line and those below it indented.
    AddThemes {
        /// The outline; one line, which may be a path such as `Workforce > Pay`.
        outline: String,
        /// Below which theme.
        parent: Option<ThemeId>,
        /// In front of which of those there.
        before: Option<ThemeId>,
    },
    /// A stance from `Name`, or `Name 0.5`.
    AddStance(String),
    /// A speaker from `Name`, or `Name, role, Organisation`.
    AddSpeaker(String, SpeakerKind),
    /// The scale that a corpus without one may start from.
    AddStarterScale,
    /// Go to Code and show the passage of a statement.
    ShowPassage(SetKey, StatementId),
    /// Ask the system for a file to write the codebook to, with a suggested name.
    AskExportFile(String),
    /// Write the codebook as the dialog says.
    StartExport,
    /// Ask the system for a file of a codebook.
    AskImportFile,
    /// Read a file of a codebook and show what it would change.
    ReadImport(PathBuf),
    /// Carry out the import that the dialog shows.
    StartImport,
    /// Say why something cannot be done now.
    Tell(String),
}

impl CodebookAsk {
    /// One change as a step of its own.
    pub fn reshape(reshape: Reshape) -> Self {
        Self::Reshape(Box::new(reshape))
    }
}
